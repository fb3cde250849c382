//! Choices and dates as people read them.

use crate::{
    kernel::time::day_in_words,
    places::Tree,
    reports::{
        Report,
        model::{Effect, Kind, SeenBefore, Share, TILES},
    },
    stats,
};
use chrono::NaiveDate;
use serde::Serialize;

/// One choice of a form.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Choice {
    pub(super) value: String,
    pub(super) name: &'static str,
    pub(super) help: &'static str,
    pub(super) icon: &'static str,
    pub(super) checked: bool,
}

pub(super) fn kinds(chosen: &str) -> Vec<Choice> {
    Kind::ALL
        .iter()
        .map(|kind| Choice {
            value: kind.as_str().into(),
            name: kind.in_words(),
            help: kind.help(),
            icon: kind.icon(),
            checked: kind.as_str() == chosen,
        })
        .collect()
}

const WHENS: [(&str, &str); 6] = [
    ("just_now", "Just now"),
    ("earlier_today", "Earlier today"),
    ("yesterday", "Yesterday"),
    ("this_week", "This week"),
    ("date", "On a date"),
    ("unknown", "Not sure"),
];

pub(super) fn whens(chosen: &str) -> Vec<Choice> {
    let chosen = if chosen.is_empty() {
        "just_now"
    } else {
        chosen
    };
    plain(&WHENS, chosen)
}

fn plain(pairs: &[(&'static str, &'static str)], chosen: &str) -> Vec<Choice> {
    pairs
        .iter()
        .map(|&(value, name)| Choice {
            value: value.into(),
            name,
            help: "",
            icon: "",
            checked: value == chosen,
        })
        .collect()
}

pub(super) fn tiles(chosen: &[String]) -> Vec<Choice> {
    TILES
        .iter()
        .map(|&(number, icon, name)| {
            let value = number.to_string();
            Choice {
                checked: chosen.contains(&value),
                value,
                name,
                help: "",
                icon,
            }
        })
        .collect()
}

const EFFECTS: [(&str, &str); 4] = [
    ("none", "None"),
    ("small", "Small"),
    ("serious", "Serious"),
    ("severe", "Severe"),
];

pub(super) fn effects(chosen: &str) -> Vec<Choice> {
    plain(&EFFECTS, chosen)
}

const SEEN: [(&str, &str); 3] = [
    ("never", "Never"),
    ("sometimes", "Sometimes"),
    ("often", "Often"),
];

pub(super) fn seen(chosen: &str) -> Vec<Choice> {
    plain(&SEEN, chosen)
}

const ENOUGH: [(&str, &str); 3] = [("yes", "Yes"), ("no", "No"), ("unsure", "Hard to say")];

pub(super) fn enough(chosen: &str) -> Vec<Choice> {
    plain(&ENOUGH, chosen)
}

const SHARES: [(&str, &str); 3] = [
    ("without_details", "Yes, without details"),
    ("ask_me", "Ask me first"),
    ("no", "No"),
];

pub(super) fn shares(chosen: &str) -> Vec<Choice> {
    let chosen = if chosen.is_empty() { "ask_me" } else { chosen };
    plain(&SHARES, chosen)
}

const REPORTERS: [(&str, &str, &str, &str); 3] = [
    (
        "anonymous",
        "Without my name",
        "Nobody can find out here who you are. We keep nothing that could tell.",
        "lock",
    ),
    (
        "protected",
        "With a sealed name",
        "Your name is locked away. You see each time it is opened, and why.",
        "sealed",
    ),
    (
        "named",
        "With my name",
        "The people who read this can see your name and talk to you.",
        "name-badge",
    ),
];

pub(super) fn reporters(chosen: &str) -> Vec<Choice> {
    let chosen = if chosen.is_empty() {
        "anonymous"
    } else {
        chosen
    };
    REPORTERS
        .iter()
        .map(|&(value, name, help, icon)| Choice {
            value: value.into(),
            name,
            help,
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
    pub(super) name: &'static str,
}

pub(super) fn tiles_in_words(numbers: &[u8]) -> Vec<Tile> {
    TILES
        .iter()
        .filter(|(number, ..)| numbers.contains(number))
        .map(|&(_, icon, name)| Tile { icon, name })
        .collect()
}

/// A fact of a report: what it is, and the words.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Fact {
    pub(super) name: &'static str,
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

pub(super) fn effect_in_words(effect: Effect) -> &'static str {
    match effect {
        Effect::None => "None",
        Effect::Small => "Small",
        Effect::Serious => "Serious",
        Effect::Severe => "Severe",
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
pub(super) fn facts(report: &Report) -> Vec<Fact> {
    let mut facts = Vec::new();
    for (field, words) in &report.notes {
        let name = match *field {
            "step" => "Step of the work",
            "intent" => "What we meant to do",
            "impact" => "What came of it",
            "factor_words" => "What in the system made it possible",
            "caught_words" => "What caught it or kept it small",
            "workaround" => "Workaround in use",
            _ => "An idea",
        };
        facts.push(Fact {
            name,
            words: words.clone(),
            told: true,
        });
    }
    if let Some(seen) = report
        .seen_before
        .as_deref()
        .and_then(|word| SeenBefore::parse(word).ok())
    {
        let words = match seen {
            SeenBefore::Never => "Never",
            SeenBefore::Sometimes => "Sometimes",
            SeenBefore::Often => "Often",
        };
        facts.push(Fact {
            name: "Seen before",
            words: words.into(),
            told: false,
        });
    }
    if let Some(effect) = report.effect {
        facts.push(Fact {
            name: "Effect",
            words: effect_in_words(effect).into(),
            told: false,
        });
    }
    if let Some(effect) = report.could_have {
        facts.push(Fact {
            name: "Could have been",
            words: effect_in_words(effect).into(),
            told: false,
        });
    }
    facts
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
