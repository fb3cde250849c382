//! Choices and dates as people read them.

use crate::{
    kernel::{keys::Receipt, language::Language, time::day_in_words},
    places::Tree,
    reports::{
        Report,
        model::{Effect, Enough, Kind, SeenBefore, Share, TILES},
    },
    stats,
    web::phrases::say,
};
use chrono::NaiveDate;
use serde::Serialize;

/// One choice of a form.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Choice {
    pub(super) value: String,
    pub(super) name: String,
    pub(super) help: String,
    pub(super) icon: &'static str,
    pub(super) checked: bool,
}

/// A kind's name.
pub(super) fn kind(language: Language, kind: Kind) -> String {
    say(language, &format!("words-kind-{}", kind.as_str()))
}

pub(super) fn kinds(language: Language, chosen: &str) -> Vec<Choice> {
    Kind::ALL
        .iter()
        .map(|&one| Choice {
            value: one.as_str().into(),
            name: kind(language, one),
            help: say(language, &format!("words-kind-help-{}", one.as_str())),
            icon: one.icon(),
            checked: one.as_str() == chosen,
        })
        .collect()
}

const WHENS: [&str; 6] = [
    "just_now",
    "earlier_today",
    "yesterday",
    "this_week",
    "date",
    "unknown",
];

pub(super) fn whens(language: Language, chosen: &str) -> Vec<Choice> {
    let chosen = if chosen.is_empty() {
        "just_now"
    } else {
        chosen
    };
    plain(&WHENS, chosen, |word| {
        say(language, &format!("words-when-{word}"))
    })
}

fn plain(words: &[&str], chosen: &str, name: impl Fn(&str) -> String) -> Vec<Choice> {
    words
        .iter()
        .map(|&value| Choice {
            value: value.into(),
            name: name(value),
            help: String::new(),
            icon: "",
            checked: value == chosen,
        })
        .collect()
}

/// A tile's name.
pub(super) fn tile(language: Language, number: u8) -> String {
    say(language, &format!("words-tile-{number}"))
}

pub(super) fn tiles(language: Language, chosen: &[String]) -> Vec<Choice> {
    TILES
        .iter()
        .map(|&(number, icon, _)| {
            let value = number.to_string();
            Choice {
                checked: chosen.contains(&value),
                value,
                name: tile(language, number),
                help: String::new(),
                icon,
            }
        })
        .collect()
}

pub(super) fn effect_in_words(language: Language, effect: &str) -> String {
    say(language, &format!("words-effect-{effect}"))
}

pub(super) fn effects(language: Language, chosen: &str) -> Vec<Choice> {
    let words: Vec<&str> = Effect::ALL.iter().map(|effect| effect.as_str()).collect();
    plain(&words, chosen, |word| effect_in_words(language, word))
}

pub(super) fn seen_in_words(language: Language, seen: &str) -> String {
    say(language, &format!("words-seen-{seen}"))
}

/// Answers to whether there was enough of something.
pub(super) fn enough(language: Language, chosen: &str) -> Vec<Choice> {
    let words: Vec<&str> = Enough::ALL.iter().map(|enough| enough.as_str()).collect();
    plain(&words, chosen, |word| {
        say(language, &format!("words-enough-{word}"))
    })
}

pub(super) fn seen(language: Language, chosen: &str) -> Vec<Choice> {
    let words: Vec<&str> = SeenBefore::ALL.iter().map(|seen| seen.as_str()).collect();
    plain(&words, chosen, |word| seen_in_words(language, word))
}

pub(super) fn shares(language: Language, chosen: &str) -> Vec<Choice> {
    let chosen = if chosen.is_empty() { "ask_me" } else { chosen };
    let words: Vec<&str> = Share::ALL.iter().map(|share| share.as_str()).collect();
    plain(&words, chosen, |word| {
        say(language, &format!("words-share-{word}"))
    })
}

const REPORTERS: [(&str, &str); 3] = [
    ("anonymous", "lock"),
    ("protected", "sealed"),
    ("named", "name-badge"),
];

pub(super) fn reporters(language: Language, chosen: &str) -> Vec<Choice> {
    let chosen = if chosen.is_empty() {
        "anonymous"
    } else {
        chosen
    };
    REPORTERS
        .iter()
        .map(|&(value, icon)| Choice {
            value: value.into(),
            name: say(language, &format!("words-reporter-{value}")),
            help: say(language, &format!("words-reporter-help-{value}")),
            icon,
            checked: value == chosen,
        })
        .collect()
}

const FACES: [(&str, &str); 3] = [("3", "face-yes"), ("2", "face-so-so"), ("1", "face-no")];

/// Three faces from "yes" to "no".
pub(super) fn faces(language: Language, chosen: &str) -> Vec<Choice> {
    FACES
        .iter()
        .map(|&(value, icon)| Choice {
            value: value.into(),
            name: say(language, &format!("words-face-{value}")),
            help: String::new(),
            icon,
            checked: value == chosen,
        })
        .collect()
}

/// A place to choose from.
#[derive(Debug, Clone, Serialize)]
pub(super) struct PlaceChoice {
    pub(super) code: String,
    pub(super) path: String,
    pub(super) selected: bool,
}

pub(super) fn places(tree: &Tree, chosen: &str) -> Vec<PlaceChoice> {
    tree.iter()
        .filter(|(_, depth)| *depth > 0)
        .map(|(place, _)| {
            let code = place.code.to_string();
            PlaceChoice {
                selected: code == chosen,
                path: tree.path(place.id),
                code,
            }
        })
        .collect()
}

/// A tile in words.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Tile {
    pub(super) icon: &'static str,
    pub(super) name: String,
}

pub(super) fn tiles_in_words(language: Language, numbers: &[u8]) -> Vec<Tile> {
    TILES
        .iter()
        .filter(|(number, ..)| numbers.contains(number))
        .map(|&(number, icon, _)| Tile {
            icon,
            name: tile(language, number),
        })
        .collect()
}

/// A fact of a report: what it is, and the words.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Fact {
    pub(super) name: String,
    pub(super) words: String,
    /// Whether these are the reporter's own words.
    pub(super) told: bool,
}

pub(super) fn share_in_words(share: Share) -> &'static str {
    match share {
        Share::WithoutDetails => "Yes, without details",
        Share::AskMe => "Ask first",
        Share::No => "No",
    }
}

/// When it happened and how soon it was told, in words that hold nothing finer than what is kept.
pub(super) fn when_in_words(report: &Report) -> String {
    let told = match report.surfaced_hour {
        Some(hour) => format!(
            "{}, some time after {hour:02} o'clock",
            day_in_words(report.surfaced_on)
        ),
        None => day_in_words(report.surfaced_on),
    };
    let happened = match (report.when_choice.as_str(), report.occurred_on) {
        ("just_now", _) => "right when it happened".to_owned(),
        ("earlier_today", _) => "later the same day".to_owned(),
        ("yesterday", _) => "the day after".to_owned(),
        ("this_week", _) => "in the same week".to_owned(),
        (_, Some(day)) => match report.delay_minutes {
            Some(minutes) => format!(
                "{} after it happened on {}",
                spoken(minutes),
                day_in_words(day)
            ),
            None => format!("it happened on {}", day_in_words(day)),
        },
        _ => "it is not sure when it happened".to_owned(),
    };
    format!("Told on {told}; {happened}")
}

#[expect(
    clippy::cast_precision_loss,
    reason = "minutes of a delay are far below 2^52"
)]
fn spoken(minutes: i64) -> String {
    stats::words(minutes as f64)
}

/// The optional answers of a report in words.
pub(super) fn facts(language: Language, report: &Report) -> Vec<Fact> {
    let name = |field: &str| say(language, &format!("words-fact-{field}"));
    let own = report.notes.iter().map(|(field, words)| Fact {
        name: name(field),
        words: words.clone(),
        told: true,
    });
    let seen = report.seen_before.as_deref();
    let seen = seen.and_then(|word| SeenBefore::parse(word).ok());
    let effects = [("effect", report.effect), ("could_have", report.could_have)];
    let chosen = seen
        .map(|seen| ("seen_before", seen_in_words(language, seen.as_str())))
        .into_iter()
        .chain(effects.into_iter().filter_map(|(field, effect)| {
            Some((field, effect_in_words(language, effect?.as_str())))
        }))
        .map(|(field, words)| Fact {
            name: name(field),
            words,
            told: false,
        });
    own.chain(chosen).collect()
}

/// `Waiting since today`, `Waiting 3 days`.
pub(super) fn waiting(since: NaiveDate, today: NaiveDate) -> String {
    match (today - since).num_days() {
        ..=0 => "Waiting since today".into(),
        1 => "Waiting 1 day".into(),
        days => format!("Waiting {days} days"),
    }
}

/// The first words of a story, on one line.
pub(super) fn excerpt(story: &str) -> String {
    let line = story.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(160) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line,
    }
}

/// A receipt as it is shown, four by four; nothing where the device made it.
pub(super) fn groups(receipt: Option<Receipt>) -> Vec<String> {
    receipt.map_or_else(Vec::new, |receipt| {
        receipt.grouped(4).split('-').map(str::to_owned).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_choice_has_its_words_in_every_language() {
        for &language in Language::ALL {
            let none: [Vec<Choice>; 9] = [
                kinds(language, ""),
                whens(language, ""),
                tiles(language, &[]),
                effects(language, ""),
                enough(language, ""),
                seen(language, ""),
                shares(language, ""),
                reporters(language, ""),
                faces(language, ""),
            ];
            for choice in none.iter().flatten() {
                for words in [&choice.name, &choice.help] {
                    assert!(!words.starts_with("words-"), "{language:?}: {words}");
                }
            }
            for field in [
                "step",
                "intent",
                "impact",
                "factor_words",
                "caught_words",
                "workaround",
                "idea",
                "seen_before",
                "effect",
                "could_have",
            ] {
                let name = say(language, &format!("words-fact-{field}"));
                assert!(!name.starts_with("words-"), "{language:?}: {name}");
            }
        }
    }

    #[test]
    fn english_is_one_for_reporters_leads_and_programs() {
        for &one in Kind::ALL {
            assert_eq!(kind(Language::English, one), one.in_words());
        }
        for (number, _, name) in TILES {
            assert_eq!(tile(Language::English, number), name);
        }
    }
}
