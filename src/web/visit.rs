//! A visit to a page for everybody: the time, what was just done, and the way back.
//!
//! It never reads a cookie. A reporter's pages take a `Visit` and nothing else, so that a lead who is
//! signed in on the same device leaves no trace on a report.

use crate::{
    config::WebSettings,
    kernel::{
        language::Language,
        time::{Clock, Now},
    },
    web::{
        Error, assets, helpers,
        notice::Notice,
        own_path::OwnPath,
        page::{LanguageLink, Page, Shell, Templates},
        panel::Panels,
        phrases,
    },
};
use actix_web::{
    FromRequest, HttpRequest, HttpResponse,
    dev::Payload,
    http::{StatusCode, header},
    web::Data,
};
use fluent_bundle::FluentValue;
use std::future::{Ready, ready};

/// A visit by anybody.
#[derive(Clone)]
pub struct Visit {
    /// The time of the visit.
    pub now: Now,
    /// What the pages need to know of the settings.
    pub settings: Data<WebSettings>,
    /// The language of the visit: what the address chose, else what the browser asks for, else the
    /// house's own. It is known while the request lasts and kept nowhere.
    pub language: Language,
    /// What rooms add to pages of rooms to their left.
    pub panels: Data<Panels>,
    templates: Data<Templates>,
    notice: Option<Notice>,
    path: String,
    chosen: Option<Language>,
    /// The address without the language, when it can be opened again.
    address: Option<String>,
}

impl FromRequest for Visit {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _payload: &mut Payload) -> Self::Future {
        ready(Self::of(request))
    }
}

impl Visit {
    /// The visit that a request is, for layers around the pages.
    ///
    /// # Errors
    /// A program that is not wired.
    pub fn of_request(request: &HttpRequest) -> Result<Self, Error> {
        Self::of(request)
    }

    pub(super) fn of(request: &HttpRequest) -> Result<Self, Error> {
        let missing = || Error::broken(&"the program is not wired");
        let asked = |name: &str| {
            request
                .query_string()
                .split('&')
                .find_map(|pair| pair.strip_prefix(name))
        };
        let notice = asked("done=");
        let chosen = asked("lang=").and_then(|code| Language::parse(code).ok());
        let settings = request
            .app_data::<Data<WebSettings>>()
            .ok_or_else(missing)?
            .clone();
        Ok(Self {
            language: chosen
                .or_else(|| wanted(request))
                .unwrap_or(settings.language),
            chosen,
            address: address(request),
            now: request.app_data::<Data<Clock>>().ok_or_else(missing)?.now(),
            settings,
            panels: request
                .app_data::<Data<Panels>>()
                .ok_or_else(missing)?
                .clone(),
            templates: request
                .app_data::<Data<Templates>>()
                .ok_or_else(missing)?
                .clone(),
            notice: notice.and_then(|word| Notice::parse(word).ok()),
            path: request.path().to_owned(),
        })
    }

    /// A phrase in the language of the visit.
    #[must_use]
    pub fn t(&self, key: &str) -> String {
        phrases::say(self.language, key)
    }

    /// A phrase with its values: `visit.t_with("thanks-told", [("n", 37.into())])`.
    #[must_use]
    pub fn t_with<'a>(
        &self,
        key: &str,
        args: impl IntoIterator<Item = (&'static str, FluentValue<'a>)>,
    ) -> String {
        phrases::say_with(self.language, key, args)
    }

    /// The path of the address.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The page, with status 200.
    ///
    /// # Errors
    /// A page that lacks what its template says.
    pub fn page<P: Page>(&self, page: &P) -> Result<HttpResponse, Error> {
        self.page_with(StatusCode::OK, page)
    }

    /// The same form again with what was typed and what needs another look: status 422.
    ///
    /// # Errors
    /// A page that lacks what its template says.
    pub fn again<P: Page>(&self, page: &P) -> Result<HttpResponse, Error> {
        self.page_with(StatusCode::UNPROCESSABLE_ENTITY, page)
    }

    /// The page with another status.
    ///
    /// # Errors
    /// A page that lacks what its template says.
    pub fn page_with<P: Page>(&self, status: StatusCode, page: &P) -> Result<HttpResponse, Error> {
        self.templates.answer(status, page, self.shell())
    }

    /// On to another page, so that reloading it sends nothing twice.
    #[must_use]
    pub fn see_other(&self, path: &str) -> HttpResponse {
        see_other(&self.to(path), None)
    }

    /// On to another page, saying there what was just done.
    #[must_use]
    pub fn done(&self, notice: Notice, path: &str) -> HttpResponse {
        see_other(&self.to(path), Some(notice))
    }

    /// The address with the language that this one chose.
    #[must_use]
    pub fn to(&self, path: &str) -> String {
        helpers::keeping(self.chosen, path)
    }

    pub(super) fn shell(&self) -> Shell {
        Shell {
            notice: self.notice.map(|notice| notice.sentence(self.language)),
            assets: assets::folder(),
            language: self.language.into(),
            chosen: self.chosen.map(Language::as_str),
            languages: self.languages(),
            exit: Some(self.settings.exit_url.clone()),
            ..Shell::default()
        }
    }

    fn languages(&self) -> Vec<LanguageLink> {
        let Some(address) = &self.address else {
            return Vec::new();
        };
        Language::ALL
            .iter()
            .map(|&language| LanguageLink {
                language: language.into(),
                name: language.own_name(),
                href: helpers::keeping(Some(language), address),
                here: language == self.language,
            })
            .collect()
    }

    /// The same visit on a page that is English as a whole.
    pub(super) fn in_english(&self) -> Self {
        Self {
            language: Language::English,
            ..self.without_address()
        }
    }

    /// The same visit on a page that must not differ by its address, and so offers no languages.
    pub(super) fn without_address(&self) -> Self {
        Self {
            address: None,
            ..self.clone()
        }
    }

    pub(super) fn templates(&self) -> &Templates {
        &self.templates
    }
}

fn wanted(request: &HttpRequest) -> Option<Language> {
    let accepted = request.headers().get(header::ACCEPT_LANGUAGE)?;
    Language::wanted(accepted.to_str().ok()?)
}

/// The address without what it says of the language and of what was just done. `None` for what answers
/// a form: it cannot be opened again, and a receipt on it would be gone.
fn address(request: &HttpRequest) -> Option<String> {
    if !request.method().is_safe() {
        return None;
    }
    let rest: Vec<&str> = request
        .query_string()
        .split('&')
        .filter(|pair| !pair.is_empty() && !pair.starts_with("lang=") && !pair.starts_with("done="))
        .collect();
    let joint = if rest.is_empty() { "" } else { "?" };
    let address = format!("{}{joint}{}", request.path(), rest.join("&"));
    OwnPath::parse(&address).map(|address| address.as_str().to_owned())
}

/// 303 to `path`, saying there what was just done.
pub(super) fn see_other(path: &str, notice: Option<Notice>) -> HttpResponse {
    let to = match notice {
        Some(notice) => {
            let (address, part) = match path.split_once('#') {
                Some((address, part)) => (address, format!("#{part}")),
                None => (path, String::new()),
            };
            let joint = if address.contains('?') { '&' } else { '?' };
            format!("{address}{joint}done={}{part}", notice.as_str())
        }
        None => path.to_owned(),
    };
    HttpResponse::SeeOther()
        .insert_header((header::LOCATION, to))
        .finish()
}
