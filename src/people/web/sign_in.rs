//! Signing in and out.

use crate::{
    config::DemoAccount,
    db::Db,
    people::{
        Email, Person, Refusal, SessionToken,
        commands::{self, credentials},
    },
    web::{
        Act, Answer, Anyone, Asked, Button, Code, Error, Form, Page, Visit,
        budget::Budgets,
        kept::KeptWords,
        notice::Notice,
        own_path::OwnPath,
        ticket::{SignInFields, Ticket, kept_from_scripts},
    },
};
use actix_web::{
    HttpRequest, HttpResponse,
    cookie::{Cookie, time::Duration},
    http::StatusCode,
    web::Data,
};
use serde::{Deserialize, Serialize};

/// Where somebody was going when they were asked to sign in.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct NextForm {
    next: String,
}

/// What the sign-in form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct SignInForm {
    ticket: String,
    next: String,
    email: String,
    password: String,
    kept_action: String,
    kept_name: Vec<String>,
    kept_value: Vec<String>,
}

#[derive(Serialize)]
struct SignInPage<'a> {
    form: SignInFields,
    demo: &'a [DemoAccount],
}

impl Page for SignInPage<'_> {
    const TEMPLATE: &'static str = "people/sign_in";

    fn title(&self) -> String {
        "Sign in".into()
    }
}

/// Words that came through a sign-in, ready to be sent once more.
#[derive(Serialize)]
struct WordsKeptPage {
    kept: KeptWords,
}

impl Page for WordsKeptPage {
    const TEMPLATE: &'static str = "people/words_kept";

    fn title(&self) -> String {
        "Your words are still here".into()
    }
}

/// `GET /sign-in`
///
/// # Errors
/// A page that lacks what its template says.
pub async fn show(visit: Visit, ticket: Ticket, asked: Asked<NextForm>) -> Answer {
    let form = SignInForm {
        next: asked.0.next,
        ..SignInForm::default()
    };
    page(&visit, &ticket, StatusCode::OK, form, None)
}

/// `POST /sign-in`
///
/// # Errors
/// The store's failure; everything else is the form again.
pub async fn sign_in(
    visit: Visit,
    ticket: Ticket,
    request: HttpRequest,
    db: Data<Db>,
    budgets: Data<Budgets>,
    form: Form<SignInForm>,
) -> Answer {
    let form = form.0;
    let again = |status, form, problem: &str| page(&visit, &ticket, status, form, Some(problem));
    if !ticket.proves(&visit.settings.keys, &form.ticket) {
        return again(
            StatusCode::UNPROCESSABLE_ENTITY,
            form,
            "This page was open for a long time, or this browser keeps no cookies. Please type your password once more.",
        );
    }
    if !budgets.sign_in_try(&form.email.trim().to_lowercase()) {
        return again(
            StatusCode::TOO_MANY_REQUESTS,
            form,
            "There were many tries with this address. Please wait a minute, then try once more.",
        );
    }
    let Some(person) = who_fits(&db, &budgets, &form).await? else {
        let problem = Refusal::NoMatch.to_string();
        return again(StatusCode::UNPROCESSABLE_ENTITY, form, &problem);
    };
    let token = opened(&visit, &request, &db, &person).await?;
    match KeptWords::carried(&form.kept_action, form.kept_name, form.kept_value) {
        Some(kept) => {
            let kept = kept.with_proof(token.proof(&visit.settings.keys));
            signed_in(&visit, visit.page(&WordsKeptPage { kept })?, &token)
        }
        None => {
            let next = OwnPath::parse(&form.next);
            let to = next.as_ref().map_or(person.role.home(), OwnPath::as_str);
            signed_in(&visit, visit.see_other(to), &token)
        }
    }
}

/// `POST /sign-out`
///
/// # Errors
/// A form from another page, or the store's failure.
pub async fn sign_out(
    visit: Visit,
    db: Data<Db>,
    act: Result<Act<Anyone, Button>, Error>,
) -> Answer {
    match act {
        Ok(act) => {
            let session = act.who.session_hash();
            db.write(move |tx| commands::sign_out(tx, &session)).await?;
        }
        // Whoever is not signed in any more has what they wanted.
        Err(refusal) if refusal.code == Code::SignInNeeded => {}
        Err(refusal) => return Err(refusal),
    }
    let forgotten = session_cookie(&visit, String::new(), Some(Duration::ZERO));
    with_cookie(visit.done(Notice::SignedOut, "/sign-in"), &forgotten)
}

/// Opens a session; the one that this browser had before ends.
async fn opened(
    visit: &Visit,
    request: &HttpRequest,
    db: &Db,
    person: &Person,
) -> Result<SessionToken, Error> {
    let before = request
        .cookie(visit.settings.cookie_name())
        .and_then(|cookie| SessionToken::parse(cookie.value()));
    let (id, hours, at) = (person.id, visit.settings.session_hours, visit.now.at);
    let token = db
        .write(move |tx| {
            if let Some(before) = before {
                commands::sign_out(tx, &before.hash())?;
            }
            commands::sign_in(tx, id, hours, at)
        })
        .await?;
    Ok(token)
}

/// The account that address and password go with. An address without an account costs the same time.
async fn who_fits(db: &Db, budgets: &Budgets, form: &SignInForm) -> Result<Option<Person>, Error> {
    let known = match Email::parse(&form.email) {
        Ok(email) => {
            db.read(move |conn| credentials(conn, email.as_str()))
                .await?
        }
        Err(_) => None,
    };
    let (person, hash) = known.unzip();
    let typed = form.password.clone();
    let _turn = budgets
        .hashing_turn()
        .await
        .map_err(|failure| Error::broken(&failure))?;
    let fits = actix_web::web::block(move || commands::verify(&typed, hash.as_deref()))
        .await
        .map_err(|failure| Error::broken(&failure))?;
    Ok(person.filter(|_| fits))
}

/// The answer with the session's cookie. It ends with the browser: devices are shared.
pub(super) fn signed_in(visit: &Visit, answer: HttpResponse, token: &SessionToken) -> Answer {
    with_cookie(
        answer,
        &session_cookie(visit, token.as_str().to_owned(), None),
    )
}

fn session_cookie(visit: &Visit, value: String, max_age: Option<Duration>) -> Cookie<'static> {
    let cookie = kept_from_scripts(visit.settings.cookie_name(), value, &visit.settings);
    match max_age {
        Some(max_age) => cookie.max_age(max_age).finish(),
        None => cookie.finish(),
    }
}

fn with_cookie(mut answer: HttpResponse, cookie: &Cookie<'_>) -> Answer {
    answer
        .add_cookie(cookie)
        .map_err(|failure| Error::broken(&failure))?;
    Ok(answer)
}

fn page(
    visit: &Visit,
    ticket: &Ticket,
    status: StatusCode,
    form: SignInForm,
    problem: Option<&str>,
) -> Answer {
    let page = SignInPage {
        demo: &visit.settings.demo_accounts,
        form: SignInFields {
            ticket: ticket.proof(&visit.settings.keys),
            email: form.email,
            next: form.next,
            kept: KeptWords::carried(&form.kept_action, form.kept_name, form.kept_value),
            problem: problem.map(str::to_owned),
        },
    };
    ticket.go_with(visit.page_with(status, &page)?, &visit.settings)
}
