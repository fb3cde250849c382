//! Who is at the door: staff pages demand a role by the type of their argument.

use crate::{
    db::Db,
    people::{self, Person, Role, SessionToken},
    web::{
        Answer, Code, Error,
        afterthought::Afterthought,
        error::Kept,
        form::{self, Later},
        notice::Notice,
        page::{NavItem, Page, Shell, StaffShell},
        visit::{self, Visit},
    },
};
use actix_web::{
    FromRequest, HttpMessage, HttpRequest, HttpResponse,
    dev::Payload,
    http::{StatusCode, header},
    web::Data,
};
use serde::de::DeserializeOwned;
use std::marker::PhantomData;

/// What a page demands of whoever opens it.
pub trait Demand: 'static {
    /// Whether this role may pass.
    fn admits(role: Role) -> bool;
}

macro_rules! demand {
    ($(#[$doc:meta])* $name:ident: $($role:ident)|+) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy)]
        pub struct $name;
        impl Demand for $name {
            fn admits(role: Role) -> bool {
                matches!(role, $(Role::$role)|+)
            }
        }
    };
}
demand!(/** Leads: they answer. */ Lead: Lead);
demand!(/** Admins: they run the house without reading stories. */ Admin: Admin);
demand!(/** Name keepers: they may open a sealed name. */ Keeper: Keeper);
demand!(/** Leads and improvers: they learn from trends. */ Analyst: Lead | Improver);
demand!(/** Leads and admins: they know when a place is closed. */ Closer: Lead | Admin);
demand!(/** Leads, improvers and admins: they can find out how much was worked. */ Recorder: Lead | Improver | Admin);
demand!(/** Anyone with an account. */ Anyone: Lead | Improver | Keeper | Admin);

/// A visit by somebody who is signed in and may be here.
pub struct Who<D> {
    /// The account.
    pub person: Person,
    /// The visit itself.
    pub visit: Visit,
    token: SessionToken,
    /// What the page before had to say to the words just sent.
    thought: Option<Afterthought>,
    demand: PhantomData<D>,
}

impl<D: Demand> FromRequest for Who<D> {
    type Error = Error;
    type Future = Later<Self>;

    fn from_request(request: &HttpRequest, _payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move { admit(&request).await })
    }
}

/// A form that somebody signed in sent from their own page.
pub struct Act<D, F> {
    /// Who sent it.
    pub who: Who<D>,
    /// What was typed.
    pub form: F,
}

impl<D: Demand, F: DeserializeOwned + 'static> FromRequest for Act<D, F> {
    type Error = Error;
    type Future = Later<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let body = form::read_body(request, payload);
        let request = request.clone();
        Box::pin(async move {
            let body = body.await?;
            let fields = form::pairs(&body)?;
            let who = admit::<D>(&request)
                .await
                .map_err(|refusal| with_words(refusal, &request, &fields))?;
            let sent = fields
                .iter()
                .find(|(name, _)| name == "csrf")
                .map(|(_, value)| value.as_str());
            if sent.is_none_or(|sent| !who.token.proves(&who.visit.settings.keys, sent)) {
                let refusal = Error::new(
                    Code::NotAllowed,
                    "This form is too old, or came from another page. Your words are below: please send them once more.",
                );
                let mut refusal = with_words(refusal, &request, &fields);
                if let Some(kept) = &mut refusal.kept {
                    kept.proof = Some(who.token.proof(&who.visit.settings.keys));
                }
                return Err(refusal);
            }
            // Should the store fail, the error page finds the words here.
            request.extensions_mut().insert(Kept {
                action: own_address(&request),
                fields,
                proof: Some(who.token.proof(&who.visit.settings.keys)),
            });
            Ok(Self {
                who,
                form: form::decode(&body)?,
            })
        })
    }
}

/// A form without fields of its own: a button.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
pub struct Button {}

/// Nothing typed is lost when a session ends under somebody's hands.
fn with_words(mut refusal: Error, request: &HttpRequest, fields: &[(String, String)]) -> Error {
    if matches!(refusal.code, Code::SignInNeeded | Code::NotAllowed) {
        refusal.kept = Some(Box::new(Kept {
            action: own_address(request),
            fields: fields.to_vec(),
            proof: None,
        }));
    }
    refusal
}

/// Path and query as they were asked for.
fn own_address(request: &HttpRequest) -> String {
    request
        .uri()
        .path_and_query()
        .map_or_else(|| request.path().to_owned(), ToString::to_string)
}

async fn admit<D: Demand>(request: &HttpRequest) -> Result<Who<D>, Error> {
    let visit = Visit::of(request)?;
    let needed = || {
        Error::new(
            Code::SignInNeeded,
            "You are not signed in any more. Sign in, and you can go on where you were.",
        )
    };
    let db = request
        .app_data::<Data<Db>>()
        .ok_or_else(|| Error::broken(&"the program is not wired"))?;
    let cookie = request
        .cookie(visit.settings.cookie_name())
        .ok_or_else(needed)?;
    let token = SessionToken::parse(cookie.value()).ok_or_else(needed)?;
    let hash = token.hash();
    let at = visit.now.at;
    // Not within the match: the extensions must not be borrowed while the database is asked.
    let known = request.extensions().get::<Person>().cloned();
    let person = match known {
        Some(person) => person,
        None => db
            .read(move |conn| people::signed_in(conn, &hash, at))
            .await?
            .ok_or_else(needed)?,
    };
    request.extensions_mut().insert(person.clone());
    if !D::admits(person.role) {
        return Err(Error::not_allowed());
    }
    Ok(Who {
        person,
        thought: Afterthought::of(request, &visit.settings),
        visit,
        token,
        demand: PhantomData,
    })
}

impl<D> Who<D> {
    /// The page, with status 200.
    ///
    /// # Errors
    /// A page that lacks what its template says.
    pub fn page<P: Page>(&self, page: &P) -> Answer {
        self.page_with(StatusCode::OK, page)
    }

    /// The same form again, with status 422.
    ///
    /// # Errors
    /// A page that lacks what its template says.
    pub fn again<P: Page>(&self, page: &P) -> Answer {
        self.page_with(StatusCode::UNPROCESSABLE_ENTITY, page)
    }

    /// The page with another status.
    ///
    /// # Errors
    /// A page that lacks what its template says.
    pub fn page_with<P: Page>(&self, status: StatusCode, page: &P) -> Answer {
        let mut answer = self.visit.templates().answer(status, page, self.shell())?;
        if self.thought.is_some() {
            answer
                .add_cookie(&Afterthought::shown(&self.visit.settings))
                .map_err(|failure| Error::broken(&failure))?;
        }
        Ok(answer)
    }

    /// The token that this session's own forms carry.
    #[must_use]
    pub fn proof(&self) -> String {
        self.token.proof(&self.visit.settings.keys)
    }

    /// Whether a form that came with a file carries the token of this session.
    #[must_use]
    pub fn proves(&self, sent: &str) -> bool {
        self.token.proves(&self.visit.settings.keys, sent)
    }

    /// What a page says, to be made into something else.
    ///
    /// # Errors
    /// A page that lacks what its template says.
    pub fn written<P: Page>(&self, page: &P) -> Result<String, Error> {
        self.visit.templates().render(page, &self.shell())
    }

    /// A page as a file for the browser to save: not HTML, and not shown in the window.
    ///
    /// # Errors
    /// A page that lacks what its template says.
    pub fn download<P: Page>(&self, page: &P, media_type: &str, file_name: &str) -> Answer {
        let body = self.written(page)?;
        Ok(HttpResponse::Ok()
            .insert_header((header::CONTENT_TYPE, media_type))
            .insert_header((
                header::CONTENT_DISPOSITION,
                format!("attachment; filename=\"{file_name}\""),
            ))
            .body(body))
    }

    /// On to another page, saying there what was just done.
    #[must_use]
    pub fn done(&self, notice: Notice, path: &str) -> HttpResponse {
        visit::see_other(path, Some(notice))
    }

    /// The hash under which the session is kept.
    #[must_use]
    pub fn session_hash(&self) -> Vec<u8> {
        self.token.hash()
    }

    fn shell(&self) -> Shell {
        Shell {
            staff: Some(StaffShell {
                name: self.person.name.clone(),
                csrf: self.token.proof(&self.visit.settings.keys),
                nav: nav(self.person.role, self.visit.path()),
                thought: self.thought.clone(),
                reframes: false,
            }),
            ..self.visit.shell()
        }
    }
}

/// The roles that learn together.
const LEARNERS: &[Role] = &[Role::Lead, Role::Improver];

const NAV: &[(&str, &str, &str, &[Role])] = &[
    ("/inbox", "Inbox", "inbox", &[Role::Lead]),
    ("/a3", "A3", "a3", LEARNERS),
    // On a narrow screen the word is broken here.
    (
        "/countermeasures",
        "Counter\u{ad}measures",
        "countermeasure",
        LEARNERS,
    ),
    ("/hansei", "Hansei", "hansei", LEARNERS),
    ("/lessons/desk", "Lessons", "lesson", &[Role::Lead]),
    ("/trends", "Trends", "trends", LEARNERS),
    ("/mirror", "Mirror", "mirror", &[Role::Lead]),
    ("/places", "Places", "places", &[Role::Admin]),
    ("/people", "People", "people", &[Role::Admin]),
    ("/settings", "Words", "message", &[Role::Admin]),
    ("/lexicon", "Lexicon", "language", &[Role::Admin]),
    ("/notices", "Mail", "mail", &[Role::Admin]),
    ("/journal", "Journal", "journal", &[Role::Admin]),
    ("/names", "Names", "sealed", &[Role::Keeper]),
    (
        "/trends/closed-weeks",
        "Holidays",
        "calendar",
        &[Role::Admin],
    ),
    ("/trends/hours", "Hours", "time", &[Role::Admin]),
];

fn nav(role: Role, path: &str) -> Vec<NavItem> {
    NAV.iter()
        .filter(|(.., roles)| roles.contains(&role))
        .map(|&(href, label, icon, _)| NavItem {
            href,
            label,
            icon,
            here: path.starts_with(href)
                || (href == "/inbox" && path.starts_with("/reports"))
                || (href == "/mirror" && path.starts_with("/invitation")),
        })
        .collect()
}

/// Where somebody who is not signed in is sent, when only looking was asked for.
#[must_use]
pub fn sign_in_path(request: &HttpRequest) -> HttpResponse {
    let next = percent_encoding::utf8_percent_encode(
        &own_address(request),
        percent_encoding::NON_ALPHANUMERIC,
    )
    .to_string();
    HttpResponse::SeeOther()
        .insert_header((header::LOCATION, format!("/sign-in?next={next}")))
        .finish()
}
