//! Pages: a struct with everything a template may say, and the template.
//!
//! Templates are part of the program and read once at the start; strict, so that a misspelt name is
//! an error and never an empty space.

use crate::{
    kernel::language::Language,
    web::{
        Error,
        afterthought::{self, Afterthought},
        helpers, phrases,
    },
};
use actix_web::{HttpResponse, http::StatusCode, http::header};
use handlebars::Handlebars;
use rust_embed::RustEmbed;
use serde::Serialize;

/// A page's words, ready to print.
pub trait Page: Serialize {
    /// The template's path below `templates/`, without `.hbs`.
    const TEMPLATE: &'static str;

    /// Whether it is a page of reporters: it has the way out, and takes along what telling needs on
    /// the device. Each of them does, so that their weight does not tell which one is looked at.
    const FOR_REPORTERS: bool = false;

    /// Whether all its words stand in `templates/languages/`. A page without is English as a whole,
    /// whatever language was asked for.
    const TRANSLATED: bool = false;

    /// What the browser's tab says; of a translated page, its phrase's key. Neutral on a reporter's
    /// pages: a history list should not tell.
    fn title(&self) -> String;
}

#[derive(RustEmbed)]
#[folder = "templates/"]
#[include = "*.hbs"]
struct Files;

/// All templates, read.
pub struct Templates(Handlebars<'static>);

/// What each page carries besides its own words.
#[derive(Debug, Clone, Serialize, Default)]
pub struct Shell {
    /// What the browser's tab says.
    pub title: String,
    /// What was just done.
    pub notice: Option<String>,
    /// Who is signed in; `None` on pages for everybody.
    pub staff: Option<StaffShell>,
    /// Where "Leave this page" leads, on pages of reporters.
    pub exit: Option<String>,
    /// Where assets are: changes with each build, so that browsers may keep them.
    pub assets: String,
    /// The language of the page.
    pub language: ShellLanguage,
    /// The language that the address chose: links carry it on.
    pub chosen: Option<&'static str>,
    /// The same page in each language; empty where it cannot be opened again by its address.
    pub languages: Vec<LanguageLink>,
}

/// The language of a page, as HTML says it.
#[derive(Debug, Clone, Serialize)]
pub struct ShellLanguage {
    /// Its code.
    pub code: &'static str,
    /// Where a line begins.
    pub direction: &'static str,
}

impl From<Language> for ShellLanguage {
    fn from(language: Language) -> Self {
        Self {
            code: language.as_str(),
            direction: language.direction(),
        }
    }
}

impl Default for ShellLanguage {
    fn default() -> Self {
        Language::English.into()
    }
}

/// A page in another language.
#[derive(Debug, Clone, Serialize)]
pub struct LanguageLink {
    /// The language.
    pub language: ShellLanguage,
    /// Its own name.
    pub name: &'static str,
    /// Where to.
    pub href: String,
    /// Whether the page is in it.
    pub here: bool,
}

/// What the head of a staff page shows.
#[derive(Debug, Clone, Serialize)]
pub struct StaffShell {
    /// Own name.
    pub name: String,
    /// Proves that a form comes from this session's own page.
    pub csrf: String,
    /// The pages for this role.
    pub nav: Vec<NavItem>,
    /// One thought on the words just sent, where no script could say it before.
    pub thought: Option<Afterthought>,
    /// Whether the page has fields whose words get hints.
    pub reframes: bool,
}

/// One entry of the navigation.
#[derive(Debug, Clone, Serialize)]
pub struct NavItem {
    /// Where to.
    pub href: &'static str,
    /// In a word.
    pub label: &'static str,
    /// The icon's name.
    pub icon: &'static str,
    /// Whether the page shown is this one or below it.
    pub here: bool,
}

#[derive(Serialize)]
struct Whole<'a, P> {
    shell: &'a Shell,
    page: &'a P,
}

impl Templates {
    /// Reads all templates.
    ///
    /// # Errors
    /// A template with a mistake in it: the program does not start.
    pub fn read() -> Result<Self, String> {
        phrases::check()?;
        let mut registry = Handlebars::new();
        registry.set_strict_mode(true);
        helpers::register(&mut registry);
        // A partial that indents its lines would also indent what somebody typed into a text field.
        registry.set_prevent_indent(true);
        registry
            .register_embed_templates_with_extension::<Files>(".hbs")
            .map_err(|mistake| mistake.to_string())?;
        Ok(Self(registry))
    }

    /// The page as HTML.
    ///
    /// # Errors
    /// A page that lacks what its template says.
    pub fn render<P: Page>(&self, page: &P, shell: &Shell) -> Result<String, Error> {
        self.0
            .render(P::TEMPLATE, &Whole { shell, page })
            .map_err(|mistake| Error::broken(&mistake))
    }

    /// The page as an answer that no cache keeps.
    ///
    /// # Errors
    /// As [`Templates::render`].
    pub fn answer<P: Page>(
        &self,
        status: StatusCode,
        page: &P,
        mut shell: Shell,
    ) -> Result<HttpResponse, Error> {
        let mut answer = HttpResponse::build(status);
        if P::TRANSLATED {
            let language = Language::parse(shell.language.code).unwrap_or(Language::English);
            shell.title = phrases::say(language, &page.title());
            answer.append_header((header::VARY, "accept-language"));
        } else {
            shell.title = page.title();
            shell.language = ShellLanguage::default();
            shell.languages = Vec::new();
        }
        shell.exit = shell.exit.filter(|_| P::FOR_REPORTERS);
        let mut html = self.render(page, &shell)?;
        if html.contains(afterthought::FIELD)
            && let Some(staff) = &mut shell.staff
        {
            // Only a page with such a field takes the script along, and that is known when it is made.
            staff.reframes = true;
            html = afterthought::marked(&self.render(page, &shell)?);
        }
        Ok(answer
            .insert_header((header::CONTENT_TYPE, "text/html; charset=utf-8"))
            .body(html))
    }
}
