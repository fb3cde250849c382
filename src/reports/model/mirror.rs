//! The mirror: what a lead's own acts say to that lead, quarter by quarter, against their own past.

use chrono::{Datelike, NaiveDate};

/// Three months of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quarter {
    year: i32,
    /// 0 to 3.
    number: u32,
}

impl Quarter {
    /// The quarter that holds this day.
    #[must_use]
    pub fn of(day: NaiveDate) -> Self {
        Self {
            year: day.year(),
            number: day.month0() / 3,
        }
    }

    /// The one before.
    #[must_use]
    pub fn before(self) -> Self {
        match self.number {
            0 => Self {
                year: self.year - 1,
                number: 3,
            },
            number => Self {
                number: number - 1,
                ..self
            },
        }
    }

    /// Its first day.
    #[must_use]
    pub fn first_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.year, self.number * 3 + 1, 1).unwrap_or_default()
    }

    /// `April to June 2026`.
    #[must_use]
    pub fn in_words(self) -> String {
        let months = match self.number {
            0 => "January to March",
            1 => "April to June",
            2 => "July to September",
            _ => "October to December",
        };
        format!("{months} {}", self.year)
    }
}

/// Of fewer there is no half to speak of.
const FEWEST: usize = 3;

/// The whole days within which half of them came; `None` for fewer than three.
#[must_use]
pub fn half_within(days: &[i64]) -> Option<i64> {
    if days.len() < FEWEST {
        return None;
    }
    let mut sorted = days.to_vec();
    sorted.sort_unstable();
    sorted.get((sorted.len() - 1) / 2).copied()
}

/// Something written in a report's thread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// Whether the reporter wrote it.
    pub by_reporter: bool,
    /// Whether the lead who looks into the mirror wrote it.
    pub own: bool,
    /// Whether it makes something safe.
    pub contains: bool,
    /// The words.
    pub words: String,
    /// The day.
    pub on: NaiveDate,
}

/// Something that the lead wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wrote {
    /// The day.
    pub on: NaiveDate,
    /// Whole days that the reporter had waited, where it answered them.
    pub after_days: Option<i64>,
    /// Whether it asks; all else tells.
    pub asks: bool,
}

/// Whether words hold a question, in any of the languages here.
#[must_use]
pub fn asks(words: &str) -> bool {
    words.contains(['?', '\u{61f}', '\u{ff1f}'])
}

/// What of one report's thread the lead wrote. The story waits since `arrived`, each of the reporter's
/// later words since their day; whoever answered first ended the waiting.
#[must_use]
pub fn wrote(arrived: NaiveDate, thread: &[Said]) -> Vec<Wrote> {
    let mut waiting = Some(arrived);
    let mut wrote = Vec::new();
    for said in thread {
        if said.by_reporter {
            waiting = waiting.or(Some(said.on));
            continue;
        }
        let since = waiting.take();
        if said.own {
            wrote.push(Wrote {
                on: said.on,
                after_days: since.map(|since| (said.on - since).num_days().max(0)),
                asks: !said.contains && asks(&said.words),
            });
        }
    }
    wrote
}

/// How often somebody asked, and how often they told.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Balance {
    /// Words with a question in them.
    pub asked: usize,
    /// Words without, what makes it safe, and outcomes.
    pub told: usize,
}

/// Asking and telling of one quarter; `outcomes` are the days on which outcomes were told.
#[must_use]
pub fn balance(quarter: Quarter, wrote: &[Wrote], outcomes: &[NaiveDate]) -> Balance {
    let within = |on: &NaiveDate| Quarter::of(*on) == quarter;
    let own = wrote.iter().filter(|wrote| within(&wrote.on));
    let asked = own.clone().filter(|wrote| wrote.asks).count();
    Balance {
        asked,
        told: own.count() - asked + outcomes.iter().filter(|on| within(on)).count(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn said(by_reporter: bool, own: bool, words: &str, on: &str) -> Said {
        Said {
            by_reporter,
            own,
            contains: false,
            words: words.into(),
            on: day(on),
        }
    }

    #[test]
    fn quarters_follow_each_other_over_the_year() {
        let first = Quarter::of(day("2026-02-28"));
        assert_eq!(first.in_words(), "January to March 2026");
        assert_eq!(first.before().in_words(), "October to December 2025");
        assert_eq!(first.before().first_day(), day("2025-10-01"));
        assert!(first.before() < first);
    }

    #[test]
    fn half_is_said_of_three_or_more() {
        assert_eq!(half_within(&[1, 9]), None);
        assert_eq!(half_within(&[9, 0, 2]), Some(2));
        assert_eq!(half_within(&[9, 0, 2, 3]), Some(2));
    }

    #[test]
    fn waiting_begins_with_the_reporters_words_and_ends_with_anybodys_answer() {
        let thread = [
            said(false, true, "What was it like?", "2026-03-06"),
            said(false, true, "I looked at it.", "2026-03-07"),
            said(true, false, "Wet.", "2026-03-08"),
            said(true, false, "Very wet.", "2026-03-09"),
            said(false, false, "Thank you.", "2026-03-10"),
            said(true, false, "And now?", "2026-03-11"),
            said(false, true, "Dry: \u{61f}", "2026-03-15"),
        ];
        let wrote = wrote(day("2026-03-04"), &thread);
        let waits: Vec<_> = wrote.iter().map(|wrote| wrote.after_days).collect();
        assert_eq!(waits, [Some(2), None, Some(4)]);
        let asks: Vec<_> = wrote.iter().map(|wrote| wrote.asks).collect();
        assert_eq!(asks, [true, false, true]);
    }

    #[test]
    fn making_safe_and_outcomes_are_telling() {
        let quarter = Quarter::of(day("2026-03-04"));
        let safe = Said {
            contains: true,
            ..said(false, true, "Closed. Better?", "2026-03-06")
        };
        let asked = said(false, true, "What was it like?", "2026-03-06");
        let wrote = wrote(day("2026-03-04"), &[safe, asked]);
        let outcomes = [day("2026-03-30"), day("2026-04-01")];
        assert_eq!(
            balance(quarter, &wrote, &outcomes),
            Balance { asked: 1, told: 2 }
        );
    }
}
