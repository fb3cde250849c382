//! The sentences of the pages for everybody, in each language: Fluent files below `templates/languages/`.
//!
//! They are part of the program. English is complete and every other language falls back to it; a
//! test compares them all.

use crate::kernel::{language::Language, text::TextError, word::UnknownWord};
use chrono::{Datelike, NaiveDate};
use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use rust_embed::RustEmbed;
use std::{borrow::Cow, sync::LazyLock};

#[derive(RustEmbed)]
#[folder = "templates/languages/"]
#[include = "*.ftl"]
struct Files;

type Bundle = FluentBundle<FluentResource>;

static PHRASES: LazyLock<Result<Vec<(Language, Bundle)>, String>> = LazyLock::new(|| {
    Language::ALL
        .iter()
        .map(|&language| Ok((language, read(language)?)))
        .collect()
});

/// Reads all files, so that a mistake in one of them is found before anybody comes.
///
/// # Errors
/// A file that is no Fluent, or two phrases with one key.
pub fn check() -> Result<(), String> {
    PHRASES.as_ref().map(|_| ()).map_err(Clone::clone)
}

fn read(language: Language) -> Result<Bundle, String> {
    let code = language.as_str();
    let id = code
        .parse()
        .map_err(|mistake| format!("{code}: {mistake}"))?;
    let mut bundle = Bundle::new_concurrent(vec![id]);
    // Marks around each value keep a Latin name from turning an Arabic sentence round. Where lines
    // begin on the left they would only stand in the way of searching and copying.
    bundle.set_use_isolating(language.direction() == "rtl");
    for name in Files::iter().filter(|name| name.starts_with(&format!("{code}/"))) {
        let bytes = Files::get(&name).map(|file| file.data).unwrap_or_default();
        let text = String::from_utf8(bytes.into_owned())
            .map_err(|_unreadable| format!("templates/languages/{name}: no UTF-8"))?;
        let resource = FluentResource::try_new(text)
            .map_err(|(_, mistakes)| format!("templates/languages/{name}: {mistakes:?}"))?;
        bundle
            .add_resource(resource)
            .map_err(|mistakes| format!("templates/languages/{name}: {mistakes:?}"))?;
    }
    Ok(bundle)
}

/// The phrase in this language, else in English; `None` when there is none.
fn find(language: Language, key: &str, args: Option<&FluentArgs<'_>>) -> Option<String> {
    let phrases = PHRASES.as_ref().ok()?;
    [language, Language::English].iter().find_map(|wanted| {
        let (_, bundle) = phrases.iter().find(|(own, _)| own == wanted)?;
        let pattern = bundle.get_message(key)?.value()?;
        let mut mistakes = Vec::new();
        let said = bundle.format_pattern(pattern, args, &mut mistakes);
        // A value that is missing would leave a hole in the sentence.
        mistakes.is_empty().then(|| said.into_owned())
    })
}

/// The phrase with its values, for a template; `None` when it cannot be said.
pub(super) fn find_with(
    language: Language,
    key: &str,
    args: impl IntoIterator<Item = (String, FluentValue<'static>)>,
) -> Option<String> {
    let args: FluentArgs<'_> = args
        .into_iter()
        .map(|(name, value)| (Cow::Owned(name), value))
        .collect();
    find(language, key, Some(&args))
}

/// The phrase. A key that nobody wrote is logged and shown as it is: a test finds it before.
#[must_use]
pub fn say(language: Language, key: &str) -> String {
    find(language, key, None).unwrap_or_else(|| missing(key))
}

/// The phrase with its values: `say_with(language, "thanks-told", [("n", 37.into())])`.
#[must_use]
pub fn say_with<'a>(
    language: Language,
    key: &str,
    args: impl IntoIterator<Item = (&'static str, FluentValue<'a>)>,
) -> String {
    let args: FluentArgs<'a> = args
        .into_iter()
        .map(|(name, value)| (Cow::Borrowed(name), value))
        .collect();
    find(language, key, Some(&args)).unwrap_or_else(|| missing(key))
}

fn missing(key: &str) -> String {
    tracing::error!(key, "a phrase is missing");
    key.to_owned()
}

/// The words without the marks around their values: a date becomes a value itself, and a mark that
/// holds nothing but marks would turn it round.
fn unmarked(words: &str) -> String {
    words.replace(['\u{2068}', '\u{2069}'], "")
}

/// A date: `4 March 2026`.
#[must_use]
pub fn day(language: Language, day: NaiveDate) -> String {
    let said = say_with(
        language,
        "dates-day",
        [
            ("day", day.day().into()),
            ("month", month_name(language, day).into()),
            ("year", day.year().to_string().into()),
        ],
    );
    unmarked(&said)
}

/// A date with the day of the week: `Friday 22 May 2026`.
#[must_use]
pub fn weekday(language: Language, on: NaiveDate) -> String {
    let n = on.weekday().number_from_monday();
    let name = say_with(language, "dates-weekday-name", [("n", n.into())]);
    let said = say_with(
        language,
        "dates-weekday",
        [("weekday", name.into()), ("date", day(language, on).into())],
    );
    unmarked(&said)
}

/// A month's name: `March`, or `March 2026`.
#[must_use]
pub fn month(language: Language, day: NaiveDate, with_year: bool) -> String {
    let name = month_name(language, day);
    if with_year {
        let year = day.year().to_string();
        unmarked(&say_with(
            language,
            "dates-month",
            [("month", name.into()), ("year", year.into())],
        ))
    } else {
        name
    }
}

fn month_name(language: Language, day: NaiveDate) -> String {
    say_with(language, "dates-month-name", [("n", day.month().into())])
}

/// What can be said to somebody in their own language.
///
/// Words that were put into a sentence already say themselves as they are. An error that reporters
/// can meet says its phrase; one that staff alone can meet says its English `Display`.
pub trait Say {
    /// In words.
    fn say(&self, language: Language) -> String;
}

impl Say for &str {
    fn say(&self, _language: Language) -> String {
        (*self).to_owned()
    }
}

impl Say for String {
    fn say(&self, _language: Language) -> String {
        self.clone()
    }
}

impl Say for UnknownWord {
    fn say(&self, language: Language) -> String {
        say(language, "problem-unknown-word")
    }
}

impl Say for TextError {
    fn say(&self, language: Language) -> String {
        match *self {
            Self::Empty => say(language, "problem-text-empty"),
            Self::TooLong { length, most } => say_with(
                language,
                "problem-text-too-long",
                [("length", length.into()), ("most", most.into())],
            ),
            Self::Unreadable => say(language, "problem-text-unreadable"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_said_in_every_language_without_marks() {
        let day_of = |language| day(language, NaiveDate::from_ymd_opt(2026, 3, 4).unwrap());
        for (language, said) in [
            (Language::English, "4 March 2026"),
            (Language::Danish, "4. marts 2026"),
            (Language::German, "4. März 2026"),
            (Language::Spanish, "4 de marzo de 2026"),
            (Language::Polish, "4 marca 2026"),
            (Language::Arabic, "4 مارس 2026"),
        ] {
            assert_eq!(day_of(language), said);
        }
    }

    #[test]
    fn numbers_have_the_forms_of_their_language() {
        for (language, n, words) in [
            (Language::Polish, 3, "zgłoszenia"),
            (Language::Polish, 12, "zgłoszeń"),
            (Language::Arabic, 2, "بلاغان"),
            (Language::Arabic, 7, "بلاغات"),
            (Language::Arabic, 68, "بلاغًا"),
            (Language::Arabic, 100, "بلاغ "),
        ] {
            let said = say_with(
                language,
                "thanks-told",
                [("n", n.into()), ("month", "x".into())],
            );
            assert!(said.contains(words), "{language:?} {n}: {said}");
        }
    }
}
