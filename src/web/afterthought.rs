//! A thought on words that were just sent, for browsers without scripts: shown once on the next page.
//!
//! It travels in a cookie of a minute that only this house can read: in the address the words would
//! stay in histories, and on the server they would be kept.

use crate::config::WebSettings;
use actix_web::{
    HttpRequest,
    cookie::{Cookie, SameSite, time::Duration},
};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};

/// The hidden field by which a form without scripts names the fields to look at.
pub const MARK: &str = "reframe";

/// The attribute of a field whose words get hints, as it stands in a tag.
pub(super) const FIELD: &str = " data-reframe";

/// What the seal is for.
const PURPOSE: &str = "afterthought";

/// Characters of the words that are said again; the rest is an ellipsis.
const MOST: usize = 120;

/// One hint, for the page that follows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Afterthought {
    /// What stands above it.
    pub heading: String,
    /// The words as they were sent.
    pub words: String,
    /// Why, in one line.
    pub why: String,
    /// The question to ask instead.
    pub instead: String,
    /// The language that it is written in, as HTML says it.
    pub language: String,
    /// Where its lines begin.
    pub direction: String,
}

impl Afterthought {
    /// The cookie that takes it to the next page.
    #[must_use]
    pub fn cookie(&self, settings: &WebSettings) -> Cookie<'static> {
        let mut short = self.clone();
        if short.words.chars().count() > MOST {
            short.words = short.words.chars().take(MOST).chain(['…']).collect();
        }
        let plain = serde_json::json!(short).to_string();
        let sealed = settings.keys.seal_for(PURPOSE, &plain);
        build(settings, BASE64_URL_SAFE_NO_PAD.encode(sealed), 60)
    }

    /// What the page before sent along.
    #[must_use]
    pub(super) fn of(request: &HttpRequest, settings: &WebSettings) -> Option<Self> {
        let cookie = request.cookie(&name(settings))?;
        let sealed = BASE64_URL_SAFE_NO_PAD.decode(cookie.value()).ok()?;
        let plain = settings.keys.open_for(PURPOSE, &sealed).ok()?;
        serde_json::from_str(&plain).ok()
    }

    /// The cookie that ends it.
    #[must_use]
    pub(super) fn shown(settings: &WebSettings) -> Cookie<'static> {
        build(settings, String::new(), 0)
    }
}

fn name(settings: &WebSettings) -> String {
    format!("{}-afterthought", settings.cookie_name())
}

fn build(settings: &WebSettings, value: String, seconds: i64) -> Cookie<'static> {
    Cookie::build(name(settings), value)
        .path("/")
        .http_only(true)
        .secure(settings.is_https())
        .same_site(SameSite::Strict)
        .max_age(Duration::seconds(seconds))
        .finish()
}

/// The page with a mark behind each field that wants to be looked at; browsers with scripts do not
/// send it. The words of people are escaped on the page, so `<textarea` is always the page's own.
#[must_use]
pub(super) fn marked(html: &str) -> String {
    let mut out = String::with_capacity(html.len() + 1024);
    let mut rest = html;
    while let Some((before, field)) = rest.split_once("<textarea") {
        let Some((inside, after)) = field.split_once("</textarea>") else {
            break;
        };
        out.push_str(before);
        out.push_str("<textarea");
        out.push_str(inside);
        out.push_str("</textarea>");
        let tag = inside.split('>').next().unwrap_or_default();
        let name = tag
            .split_once(" name=\"")
            .and_then(|(_, name)| name.split_once('"'));
        if let Some((name, _)) = name.filter(|_| tag.contains(FIELD)) {
            out.push_str(&format!(
                "<noscript><input type=\"hidden\" name=\"{MARK}\" value=\"{name}\"></noscript>"
            ));
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_marked_field_is_named_for_browsers_without_scripts() {
        let page = "<form><textarea id=\"a\" name=\"words\" data-reframe>\nx &lt;textarea&gt;</textarea><textarea name=\"b\"></textarea></form>";
        assert_eq!(
            marked(page),
            "<form><textarea id=\"a\" name=\"words\" data-reframe>\nx &lt;textarea&gt;</textarea><noscript><input type=\"hidden\" name=\"reframe\" value=\"words\"></noscript><textarea name=\"b\"></textarea></form>"
        );
    }
}
