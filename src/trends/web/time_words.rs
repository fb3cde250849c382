//! Time-to-surface as its page says it.

use super::{view::Fact, words};
use crate::{
    stats::State,
    trends::model::{LONGEST, Row, Share, TimeToSurface},
};

/// What the whole view says, in a few lines.
pub(super) fn facts(view: &TimeToSurface, k: i64) -> Vec<Fact> {
    let time = |minutes: Option<f64>, least: i64| match minutes {
        Some(minutes) => words::within(minutes),
        None if !view.timed => "not known".into(),
        None => format!("too few to say (needs {least} reports)"),
    };
    let share = match view.same_shift {
        Some(share) => words::share(share),
        None if !view.timed => "not known".into(),
        None => "held back to protect reporters".into(),
    };
    vec![
        Fact::new(
            "median_minutes",
            "Half of them",
            time(view.median, k),
            view.median,
        ),
        Fact::new(
            "p90_minutes",
            "Nine of ten",
            time(view.p90, k.saturating_mul(10)),
            view.p90,
        ),
        Fact::new(
            "same_shift",
            "Within 8 hours, the length of a shift",
            share,
            view.same_shift.map(Share::number),
        ),
    ]
}

/// What the numbers become when everything has been told.
pub(super) fn corrected(view: &TimeToSurface) -> String {
    if view.n > 0 && !view.timed {
        return "None of these reports says when it happened any closer than a month, so we cannot say how soon it was told.".into();
    }
    let Some((median, longest)) = view.corrected_median.zip(view.longest) else {
        if view.rows.iter().all(|row| row.state == State::Settled) {
            return format!(
                "These days are long past: what was told within {LONGEST} weeks of them has been told."
            );
        }
        return format!(
            "What is still to come cannot be estimated yet. It needs at least 20 reports whose time is known, over some weeks. We look at delays of up to {LONGEST} weeks."
        );
    };
    let rest = match view.corrected_p90 {
        Some(p90) => format!(", nine of ten {}", words::within(p90)),
        None => String::new(),
    };
    format!(
        "With what is still to come, we expect half {}{rest}. Only delays of up to {} can be estimated: what takes longer is not in this sentence.",
        words::within(median),
        words::weeks(longest.unsigned_abs())
    )
}

/// How much of a period has been told, in words; nothing when all of it has.
pub(super) fn arriving(state: State) -> &'static str {
    match state {
        State::Arriving => "still arriving",
        State::Band => "some still arriving",
        State::Settled => "",
    }
}

/// The same for programs.
pub(super) fn state(state: State) -> &'static str {
    match state {
        State::Arriving => "arriving",
        State::Band => "band",
        State::Settled => "settled",
    }
}

/// A period's point, under the pointer.
pub(super) fn point(row: &Row, median: f64) -> String {
    let n = row.n.map(words::reports).unwrap_or_default();
    let weeks = if row.weeks == 1 {
        String::new()
    } else {
        format!(" ({} weeks)", row.weeks)
    };
    format!(
        "From {}{weeks}: half of {n} {}",
        words::day(row.week),
        words::within(median)
    )
}

/// A share of 0 to 1, in whole per cent.
pub(super) fn per_cent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}

/// A length of time on an axis.
pub(super) fn axis(minutes: f64) -> String {
    if (minutes - 525_600.0).abs() < 0.5 {
        "1 year".into()
    } else {
        crate::stats::words(minutes)
    }
}
