//! Rules: a row of a file, in the words of this program.

use super::import::{BadRow, ImportedRow, Outcome, Precision, Stamp};
use crate::reports::{
    ImportRow, Kind, NewReport,
    model::{Effect, Factors, Occurred, Reporter, SeenBefore, Share, Story, When},
};

/// Makes reports of the good rows; the bad ones stay as they are.
///
/// The reader has checked every word against what a report knows. Should the two ever differ, the
/// row joins the bad ones and nothing is lost in silence.
#[must_use]
pub fn take(outcome: Outcome) -> (Vec<ImportRow>, Vec<BadRow>) {
    let mut bad = outcome.bad;
    let mut good = Vec::with_capacity(outcome.rows.len());
    for row in outcome.rows {
        let line = row.line;
        match report(row) {
            Ok(row) => good.push(row),
            Err((column, reason)) => bad.push(BadRow {
                line,
                column: column.to_owned(),
                reason,
            }),
        }
    }
    bad.sort_by_key(|row| row.line);
    (good, bad)
}

/// What cannot be taken: the field, and why.
type Wrong = (&'static str, String);

fn wrong<E: std::fmt::Display>(field: &'static str) -> impl Fn(E) -> Wrong {
    move |reason| (field, reason.to_string())
}

fn report(row: ImportedRow) -> Result<ImportRow, Wrong> {
    let occurred = occurred(row.occurred, row.delay_minutes);
    let effect = |word: Option<String>, field| {
        word.map(|word| Effect::parse(&word).map_err(wrong(field)))
            .transpose()
    };
    let tiles = |numbers: Vec<u8>, field| {
        Factors::parse(numbers.into_iter().map(i64::from)).map_err(wrong(field))
    };
    let report = NewReport {
        kind: Kind::parse(&row.kind).map_err(wrong("kind"))?,
        story: Story::imported(&row.story).map_err(wrong("story"))?,
        when: occurred.on.map_or(When::Unknown, When::Date),
        place: None,
        one_level_up: false,
        step: row.step,
        still_dangerous: false,
        intent: None,
        impact: None,
        factors: tiles(row.factors, "factors")?,
        factor_words: row.factor_words,
        caught_by: tiles(row.caught_by, "caught_by")?,
        caught_words: row.caught_words,
        workaround: None,
        seen_before: row
            .seen_before
            .map(|word| SeenBefore::parse(&word).map_err(wrong("seen_before")))
            .transpose()?,
        effect: effect(row.effect, "effect")?,
        could_have: effect(row.could_have, "could_have")?,
        idea: row.idea,
        share: Share::parse(&row.share).map_err(wrong("share"))?,
        // Whoever told it to the other log is not known here; the store keeps the source's name.
        reporter: Reporter::Anonymous,
    };
    Ok(ImportRow {
        key: row.key,
        report,
        place: row.place,
        occurred,
        surfaced_on: row.surfaced.day,
        surfaced_at: moment(row.surfaced),
    })
}

/// The day, and no more than the source tells: of a month not even that.
fn occurred(stamp: Option<Stamp>, delay_minutes: Option<i64>) -> Occurred {
    Occurred {
        on: stamp
            .filter(|stamp| stamp.precision != Precision::Month)
            .map(|stamp| stamp.day),
        at: stamp.and_then(moment),
        delay_minutes,
    }
}

/// A first moment of a day would look like a midnight: only true moments are kept.
fn moment(stamp: Stamp) -> Option<chrono::DateTime<chrono::Utc>> {
    (stamp.precision == Precision::Moment).then_some(stamp.at)
}
