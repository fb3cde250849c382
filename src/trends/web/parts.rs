//! What every trend page has besides its chart: who sees what, and what is held back.

use super::asking::Seen;
use crate::stats::Period;
use serde::Serialize;

/// What to know about the numbers on the page.
#[derive(Serialize)]
pub(super) struct Notes {
    /// The place shown.
    place: String,
    /// Why it is not the one asked for.
    rolled_up: Option<String>,
    /// What to see before all numbers.
    pub(super) flags: Vec<String>,
    /// Who sees what.
    pub(super) sight: String,
    /// What is held back.
    pub(super) held_back: Option<String>,
    /// Where there is more, when nothing is shown.
    elsewhere: Option<String>,
    /// Whether weeks are counted, those that are over.
    weeks: bool,
    /// Where to go from here.
    pub(super) links: Vec<Link>,
}

/// A way to another page.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Link {
    href: String,
    words: String,
}

impl Link {
    /// To an address of ours.
    pub(super) fn new(href: impl Into<String>, words: impl Into<String>) -> Self {
        Self {
            href: href.into(),
            words: words.into(),
        }
    }
}

impl Notes {
    /// For a view that counts no reports: whoever looks sees what `sight` says.
    pub(super) fn about(seen: &Seen, sight: String) -> Self {
        Self {
            place: seen.name(seen.found.asked),
            rolled_up: None,
            sight,
            held_back: None,
            elsewhere: None,
            flags: Vec::new(),
            weeks: false,
            links: Vec::new(),
        }
    }

    /// For a view with periods of so many weeks, so many of them held back, and so many reports.
    pub(super) fn of(seen: &Seen, weeks: u32, held_back: usize, n: i64, path: &str) -> Self {
        let (found, k) = (&seen.found, seen.looking.k);
        let shown = seen.name(found.shown);
        let rolled_up = (found.shown != found.asked).then(|| {
            let asked = seen.name(found.asked);
            if found.one_lead.is_some() {
                return format!(
                    "{asked} is counted in {shown}: one person answers there or beside it, and no number here is about one person. This page is about {shown}."
                );
            }
            format!(
                "To protect reporters, {asked} is counted in {shown}: fewer than {k} people work there or beside it. This page is about {shown}."
            )
        });
        let sight = if found.house.as_they_are {
            "You read the reports of this place, so you see its counts as they are. Please keep small ones to yourself."
                .to_owned()
        } else {
            let each = match weeks {
                1 => "each week".to_owned(),
                weeks => format!("{weeks} weeks at a time"),
            };
            format!("You see {each}: the shortest time in which no count points at anybody.")
        };
        let held_back = (held_back > 0).then(|| {
            let periods = match held_back {
                1 => "1 period is".to_owned(),
                more => format!("{more} periods are"),
            };
            format!("{periods} held back to protect reporters: fewer than {k} reports would point at people.")
        });
        let mut flags = Vec::new();
        if seen.filter.last_year && weeks > 4 {
            flags.push(format!("Periods of {weeks} weeks do not begin with the same weeks of the year before, so those cannot be shown beside them."));
        }
        let elsewhere = found.first.filter(|_| n == 0).map(|first| {
            // The whole 48 weeks: the first report's own week would tell of one report.
            let from = Period::COARSEST.start(first.monday());
            let place = seen
                .filter
                .place
                .map(|place| format!("&place={place}"))
                .unwrap_or_default();
            format!("{path}?from={from}{place}")
        });
        Self {
            place: shown,
            rolled_up,
            flags,
            sight,
            held_back,
            elsewhere,
            weeks: true,
            links: Vec::new(),
        }
    }
}

/// "Desk", "Desk and Bench", "Desk, Bench and Gate".
pub(super) fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}
