//! The first admin: once, with the token that the terminal printed.

use super::{hashed, sign_in::signed_in};
use crate::{
    db::Db,
    kernel::keys::Keys,
    people::{
        Email, NewPerson, Password, Person, Refusal, Role,
        commands::{self, Error as PeopleError},
        first_admin_token, has_admin,
    },
    web::{Answer, Asked, Code, Error, Form, Page, Problems, Visit, budget::Budgets},
};
use actix_web::web::Data;
use serde::{Deserialize, Serialize};
use subtle::ConstantTimeEq;

/// What the address carries.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct TokenForm {
    token: String,
}

/// What the form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct FirstAdminForm {
    token: String,
    name: String,
    email: String,
    password: String,
}

#[derive(Serialize)]
struct FirstAdminPage<'a> {
    token: &'a str,
    name: &'a str,
    email: &'a str,
    problems: Problems,
}

impl Page for FirstAdminPage<'_> {
    const TEMPLATE: &'static str = "people/first_admin";

    fn title(&self) -> String {
        "The first admin".into()
    }
}

/// `GET /sign-in/first`
///
/// # Errors
/// Not found for a wrong token, and once there is an admin.
pub async fn show(visit: Visit, db: Data<Db>, asked: Asked<TokenForm>) -> Answer {
    let token = asked.0.token;
    admit(&db, &visit.settings.keys, &token).await?;
    visit.page(&FirstAdminPage {
        token: &token,
        name: "",
        email: "",
        problems: Problems::none(),
    })
}

/// `POST /sign-in/first`
///
/// # Errors
/// As [`show`].
pub async fn make(
    visit: Visit,
    db: Data<Db>,
    budgets: Data<Budgets>,
    form: Form<FirstAdminForm>,
) -> Answer {
    let form = form.0;
    admit(&db, &visit.settings.keys, &form.token).await?;
    let (name, email, password) = match form.parse() {
        Ok(parsed) => parsed,
        Err(problems) => return again(&visit, &form, problems),
    };
    let new = NewPerson {
        name,
        email,
        role: Role::Admin,
        places: Vec::new(),
        password_hash: hashed(&budgets, password).await?,
    };
    let (now, hours) = (visit.now, visit.settings.session_hours);
    let made = db
        .write(move |tx| {
            let person = commands::add_first_admin(tx, &new, now)?;
            Ok(commands::sign_in(tx, person, hours, now.at)?)
        })
        .await;
    match made {
        Ok(token) => signed_in(&visit, visit.see_other(Role::Admin.home()), &token),
        Err(PeopleError::Refused(Refusal::EmailTaken)) => {
            let mut problems = Problems::none();
            problems.note("email", Refusal::EmailTaken);
            again(&visit, &form, problems)
        }
        Err(PeopleError::Refused(_)) => Err(too_late()),
        Err(PeopleError::Store(failure)) => Err(failure.into()),
    }
}

impl FirstAdminForm {
    fn parse(&self) -> Result<(String, Email, Password), Problems> {
        let mut problems = Problems::none();
        let name = problems.keep("name", Person::parse_name(&self.name));
        let email = problems.keep("email", Email::parse(&self.email));
        let password = problems.keep("password", Password::parse(&self.password));
        match (name, email, password) {
            (Some(name), Some(email), Some(password)) => Ok((name, email, password)),
            _ => Err(problems),
        }
    }
}

fn again(visit: &Visit, form: &FirstAdminForm, problems: Problems) -> Answer {
    visit.again(&FirstAdminPage {
        token: &form.token,
        name: &form.name,
        email: &form.email,
        problems,
    })
}

/// Lets the right token pass, as long as nobody was first. Both refusals are one answer.
async fn admit(db: &Db, keys: &Keys, token: &str) -> Result<(), Error> {
    let right = first_admin_token(keys);
    let fits: bool = right.as_bytes().ct_eq(token.trim().as_bytes()).into();
    if fits && !db.read(has_admin).await? {
        Ok(())
    } else {
        Err(too_late())
    }
}

fn too_late() -> Error {
    Error::new(
        Code::NotFound,
        "This address works once, for the first admin alone. If you have an account, please sign in.",
    )
}
