//! Rules: what each measure of the tallies counts, what its slots are, and which measures stay in the house.

use super::{column::Word, words};
use crate::{reports::Effect, stats::ladder, tally::Measure};

/// What a measure counts.
#[derive(Debug, Clone)]
pub(super) struct Counted {
    /// What is counted.
    pub(super) meaning: &'static str,
    /// What a slot is.
    pub(super) slot: &'static str,
    /// The slots of a closed set.
    pub(super) slots: fn() -> Vec<Word>,
    /// What is held back besides small counts.
    pub(super) held_back: Option<&'static str>,
}

/// Held back where one lead answers alone.
const ONE_LEAD: &str = "Left out where one lead alone answers for the place of the group: how fast the answers come would be a number about that lead.";

const WHOLE_DAYS: &str = "Whole days; 0 is the same day.";

/// What a measure counts. No catch-all arm: a new measure does not compile until somebody has said what it is.
pub(super) fn counted(measure: Measure) -> Counted {
    let said = |meaning, slot, slots| Counted {
        meaning,
        slot,
        slots,
        held_back: None,
    };
    let answers = |meaning, slot, slots| Counted {
        held_back: Some(ONE_LEAD),
        ..said(meaning, slot, slots)
    };
    let none: fn() -> Vec<Word> = Vec::new;
    match measure {
        Measure::Surfaced => said(
            "All reports of the group: the whole that the other measures are parts of.",
            "Always 0.",
            none,
        ),
        Measure::Occurred => said(
            "Reports by the week in which it happened.",
            "Weeks from then until it was told.",
            none,
        ),
        Measure::Delay => said(
            "Time-to-surface: how long it took from when it happened until somebody told it. Reports of which that is not known are not counted.",
            "A step of the delay ladder, four for each doubling: floor(4 · log2(1 + minutes)). The steps stand in a list of their own.",
            none,
        ),
        Measure::SameShift => said(
            "Whether it was told within eight hours, the length of a shift.",
            "1 yes, 0 no.",
            yes_no,
        ),
        Measure::Effect => said(
            "What it did, as far as whoever told it said.",
            "From 0 (nothing) to 3 (severe).",
            effects,
        ),
        Measure::Factor => said(
            "What in the system made it possible. A report may name several tiles, so these do not add up to all reports.",
            "The number of the system tile.",
            words::tiles,
        ),
        Measure::CaughtBy => said(
            "What caught it before it became worse. A report may name several tiles.",
            "The number of the system tile.",
            words::tiles,
        ),
        Measure::ThanksDelay => answers(
            "How long a report waited in the inbox for its thanks.",
            WHOLE_DAYS,
            none,
        ),
        Measure::FirstAnswerDelay => answers(
            "How long a report waited in the inbox for a first answer of any kind.",
            WHOLE_DAYS,
            none,
        ),
        Measure::OutcomeDelay => answers(
            "How long it took from the inbox until whoever told it heard what came of it.",
            WHOLE_DAYS,
            none,
        ),
        Measure::Helped => said("Did it help? Said by whoever told it.", FACE, faces),
        Measure::FeltSafe => said(
            "Did it feel safe to speak up? Said by whoever told it.",
            FACE,
            faces,
        ),
        Measure::HelpedLater => said("Did it help? Asked again some weeks later.", FACE, faces),
        Measure::FeltSafeLater => said(
            "Did it feel safe? Asked again some weeks later.",
            FACE,
            faces,
        ),
        Measure::Promise => answers(
            "Promised days that are over. A report may have several promises, so n counts promises.",
            "1 kept, 0 slipped.",
            kept,
        ),
        Measure::Named => said(
            "Reports that name what made it possible, one tile or several.",
            "Always 0.",
            none,
        ),
        Measure::PeopleLast => said(
            "Reports that name what caught it.",
            "1 when that was people alone, 0 otherwise.",
            yes_no,
        ),
    }
}

/// Why a measure stays in the house: beside the others it would tell of single reports.
pub(super) fn left_out(measure: Measure) -> Option<&'static str> {
    match measure {
        Measure::Occurred => Some(
            "It counts by the week in which it happened. Two ways of cutting the same reports into weeks can be subtracted from each other.",
        ),
        Measure::SameShift => Some("It is a sum of steps of the measure delay."),
        Measure::Named | Measure::PeopleLast => Some(
            "It holds or lies inside single tiles, and would tell of reports that name only one.",
        ),
        Measure::Helped | Measure::FeltSafe | Measure::HelpedLater | Measure::FeltSafeLater => {
            Some(
                "It grows as reporters answer, weeks after they told: two files of different days would tell what one of them said. The page on answers shows it in tenths.",
            )
        }
        _ => None,
    }
}

/// The measures that are exported.
pub(super) fn words() -> Vec<Word> {
    Measure::ALL
        .iter()
        .filter(|measure| left_out(**measure).is_none())
        .map(|measure| {
            let meaning = counted(*measure).meaning.to_owned();
            (measure.as_str().to_owned(), meaning)
        })
        .collect()
}

/// The last delay of which the list of steps speaks: two years.
const LONGEST_LISTED: i64 = 2 * 365 * 24 * 60;

/// The steps of the delay ladder up to two years: slot, first and last minute.
pub(super) fn steps() -> Vec<(i32, i64, i64)> {
    (0..=ladder::slot(LONGEST_LISTED))
        .filter_map(|slot| ladder::range(slot).map(|(from, to)| (slot, from, to)))
        .collect()
}

const FACE: &str = "From 1 (no) to 3 (yes).";

fn list(words: &[(&str, &str)]) -> Vec<Word> {
    words
        .iter()
        .map(|(word, meaning)| ((*word).to_owned(), (*meaning).to_owned()))
        .collect()
}

fn yes_no() -> Vec<Word> {
    list(&[("0", "No."), ("1", "Yes.")])
}

fn kept() -> Vec<Word> {
    list(&[("0", "Slipped."), ("1", "Kept.")])
}

fn faces() -> Vec<Word> {
    list(&[("1", "No."), ("2", "So-so."), ("3", "Yes.")])
}

fn effects() -> Vec<Word> {
    let says = |effect: Effect| match effect {
        Effect::None => "Nothing.",
        Effect::Small => "A little.",
        Effect::Serious => "Serious.",
        Effect::Severe => "Severe.",
    };
    Effect::ALL
        .iter()
        .map(|effect| (effect.slot().to_string(), says(*effect).to_owned()))
        .collect()
}
