//! A visit to a page for everybody: the time, what was just done, and the way back.
//!
//! It never reads a cookie. A reporter's pages take a `Visit` and nothing else, so that a lead who is
//! signed in on the same device leaves no trace on a report.

use crate::{
    config::WebSettings,
    kernel::time::{Clock, Now},
    web::{
        Error, assets,
        notice::Notice,
        page::{Page, Shell, Templates},
    },
};
use actix_web::{
    FromRequest, HttpRequest, HttpResponse,
    dev::Payload,
    http::{StatusCode, header},
    web::Data,
};
use std::future::{Ready, ready};

/// A visit by anybody.
#[derive(Clone)]
pub struct Visit {
    /// The time of the visit.
    pub now: Now,
    /// What the pages need to know of the settings.
    pub settings: Data<WebSettings>,
    templates: Data<Templates>,
    notice: Option<Notice>,
    path: String,
}

impl FromRequest for Visit {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _payload: &mut Payload) -> Self::Future {
        ready(Self::of(request))
    }
}

impl Visit {
    pub(super) fn of(request: &HttpRequest) -> Result<Self, Error> {
        let missing = || Error::broken(&"the program is not wired");
        let notice = request
            .query_string()
            .split('&')
            .find_map(|pair| pair.strip_prefix("done="));
        Ok(Self {
            now: request.app_data::<Data<Clock>>().ok_or_else(missing)?.now(),
            settings: request
                .app_data::<Data<WebSettings>>()
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
        see_other(path, None)
    }

    /// On to another page, saying there what was just done.
    #[must_use]
    pub fn done(&self, notice: Notice, path: &str) -> HttpResponse {
        see_other(path, Some(notice))
    }

    pub(super) fn shell(&self) -> Shell {
        Shell {
            notice: self.notice.map(Notice::sentence),
            assets: assets::folder(),
            exit: Some(self.settings.exit_url.clone()),
            ..Shell::default()
        }
    }

    pub(super) fn templates(&self) -> &Templates {
        &self.templates
    }
}

/// 303 to `path`, saying there what was just done.
pub(super) fn see_other(path: &str, notice: Option<Notice>) -> HttpResponse {
    let to = match notice {
        Some(notice) => {
            let joint = if path.contains('?') { '&' } else { '?' };
            format!("{path}{joint}done={}", notice.as_str())
        }
        None => path.to_owned(),
    };
    HttpResponse::SeeOther()
        .insert_header((header::LOCATION, to))
        .finish()
}
