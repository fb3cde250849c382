//! Rules: what is counted of a report.

use crate::{
    kernel::{ids::Id, time::Week},
    stats::ladder,
};

crate::words! {
    /// What is counted.
    Measure {
        /// Reports by the week in which they were told; slot 0.
        Surfaced = "surfaced",
        /// Reports by the week in which it happened; slot: weeks until it was told.
        Occurred = "occurred",
        /// Time-to-surface; slot: step of the delay ladder.
        Delay = "delay",
        /// Whether it was told within eight hours, the length of a shift; slot 1 or 0.
        SameShift = "same_shift",
        /// Actual effect; slot 0 (none) to 3 (severe).
        Effect = "effect",
        /// What in the system made it possible; slot: the tile.
        Factor = "factor",
        /// What caught it; slot: the tile.
        CaughtBy = "caught_by",
        /// Whole days from the inbox to the thanks.
        ThanksDelay = "thanks_delay",
        /// Whole days from the inbox to the first answer of any kind.
        FirstAnswerDelay = "first_answer_delay",
        /// Whole days from the inbox to the outcome.
        OutcomeDelay = "outcome_delay",
        /// Did it help? Slot 1 (no) to 3 (yes).
        Helped = "helped",
        /// Did it feel safe? Slot 1 (no) to 3 (yes).
        FeltSafe = "felt_safe",
        /// Asked again some weeks later: did it help? Slot 1 (no) to 3 (yes).
        HelpedLater = "helped_later",
        /// Asked again some weeks later: did it feel safe? Slot 1 (no) to 3 (yes).
        FeltSafeLater = "felt_safe_later",
        /// Promises of a day that are over; slot 1 (kept) or 0 (slipped).
        Promise = "promise",
        /// Reports that named what in the system made it possible, one tile or several; slot 0.
        Named = "named",
        /// Reports that named what caught it; slot 1 when that was people alone ([`PEOPLE`]), else 0.
        PeopleLast = "people_last",
    }
}

/// The system tiles that stand for people who notice and talk: handover and talking, know-how and help at hand. All
/// others are there whether somebody pays attention or not; "not sure yet" is neither.
pub const PEOPLE: [i32; 2] = [4, 7];

/// One count of a report, before places are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Count {
    /// What is counted.
    pub measure: Measure,
    /// The week it belongs to.
    pub week: Week,
    /// The measure's own step.
    pub slot: i32,
}

/// What is left of a report when every word is gone: enough for all its tallies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skeleton {
    /// Where.
    pub place: Id,
    /// The kind's word.
    pub kind: &'static str,
    /// The week in which it was told.
    pub surfaced: Week,
    /// The week in which it happened, when that is known.
    pub occurred: Option<Week>,
    /// Time-to-surface in minutes, when it is known.
    pub delay_minutes: Option<i64>,
    /// Actual effect, 0 to 3.
    pub effect: Option<i32>,
    /// What made it possible.
    pub factors: Vec<i32>,
    /// What caught it.
    pub caught_by: Vec<i32>,
    /// Days until the thanks.
    pub thanks_days: Option<i32>,
    /// Days until the first answer.
    pub first_answer_days: Option<i32>,
    /// Days until the outcome.
    pub outcome_days: Option<i32>,
    /// The verdict: helped, felt safe.
    pub verdict: Option<(i32, i32)>,
    /// The same, some weeks later.
    pub later_verdict: Option<(i32, i32)>,
    /// Promises of a day that are over: 1 (kept) or 0 (slipped) each.
    pub promises: Vec<i32>,
}

/// The length of a shift, in minutes.
const SHIFT_MINUTES: i64 = 8 * 60;

impl Skeleton {
    /// Everything that is counted of this report. All but `Occurred` belong to the week of telling.
    #[must_use]
    pub fn counts(&self) -> Vec<Count> {
        let week = self.surfaced;
        let of = |measure, slot| Count {
            measure,
            week,
            slot,
        };
        let mut counts = vec![of(Measure::Surfaced, 0)];
        if let Some(occurred) = self.occurred {
            let lag = i32::try_from(week.since(occurred)).unwrap_or(i32::MAX);
            counts.push(Count {
                measure: Measure::Occurred,
                week: occurred,
                slot: lag,
            });
        }
        if let Some(minutes) = self.delay_minutes {
            counts.push(of(Measure::Delay, ladder::slot(minutes)));
            counts.push(of(Measure::SameShift, i32::from(minutes <= SHIFT_MINUTES)));
        }
        let optional = [
            (Measure::Effect, self.effect),
            (Measure::ThanksDelay, self.thanks_days),
            (Measure::FirstAnswerDelay, self.first_answer_days),
            (Measure::OutcomeDelay, self.outcome_days),
            (Measure::Helped, self.verdict.map(|(helped, _)| helped)),
            (Measure::FeltSafe, self.verdict.map(|(_, safe)| safe)),
            (
                Measure::HelpedLater,
                self.later_verdict.map(|(helped, _)| helped),
            ),
            (
                Measure::FeltSafeLater,
                self.later_verdict.map(|(_, safe)| safe),
            ),
        ];
        counts.extend(
            optional
                .into_iter()
                .filter_map(|(measure, slot)| slot.map(|slot| of(measure, slot))),
        );
        counts.extend(tiles(week, &self.factors, &self.caught_by));
        counts.extend(self.promises.iter().map(|kept| of(Measure::Promise, *kept)));
        counts
    }
}

/// What is counted of the system tiles that a report names. Both can change after telling.
#[must_use]
pub fn tiles(week: Week, factors: &[i32], caught_by: &[i32]) -> Vec<Count> {
    let of = |measure, slot| Count {
        measure,
        week,
        slot,
    };
    let mut counts: Vec<Count> = factors
        .iter()
        .map(|tile| of(Measure::Factor, *tile))
        .chain(caught_by.iter().map(|tile| of(Measure::CaughtBy, *tile)))
        .collect();
    if !factors.is_empty() {
        counts.push(of(Measure::Named, 0));
    }
    if !caught_by.is_empty() {
        let people = caught_by.iter().all(|tile| PEOPLE.contains(tile));
        counts.push(of(Measure::PeopleLast, i32::from(people)));
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_last_where_nothing_else_caught_it() {
        let week = Week::of("2026-03-02".parse().unwrap());
        let last = |caught: &[i32]| {
            tiles(week, &[], caught)
                .iter()
                .find(|count| count.measure == Measure::PeopleLast)
                .map(|count| count.slot)
        };
        assert_eq!(last(&[]), None);
        assert_eq!(last(&[7]), Some(1));
        assert_eq!(last(&[4, 7]), Some(1));
        assert_eq!(last(&[4, 2]), Some(0));
        // Who is not sure does not say that it was people alone.
        assert_eq!(last(&[4, 11]), Some(0));
    }

    #[test]
    fn a_report_that_names_several_tiles_counts_once_as_one_that_names_any() {
        let week = Week::of("2026-03-02".parse().unwrap());
        let named = |factors: &[i32]| {
            tiles(week, factors, &[])
                .iter()
                .filter(|count| count.measure == Measure::Named)
                .count()
        };
        assert_eq!((named(&[]), named(&[11]), named(&[1, 6, 9])), (0, 1, 1));
    }
}
