//! Numbers in words.

use super::{asking::Seen, table::Cell as Value};
use crate::{
    kernel::time::Week,
    stats::{
        Cell, Spoken, State, ladder,
        xmr::{Rule, Signal},
    },
    trends::model::{Days, Share, SignalSide, TimeToSurface},
};
use chrono::{Datelike, NaiveDate};

/// The thanks that every view opens with, built from what the view shows.
pub(super) fn thanks(view: &TimeToSurface, days: &Days, today: NaiveDate) -> String {
    let first = view.rows.iter().find(|row| row.n.is_some_and(|n| n > 0));
    let Some(first) = first.filter(|_| view.n > 0) else {
        return "Thanks to everybody who speaks up.".into();
    };
    let last = view
        .rows
        .iter()
        .rev()
        .find(|row| row.n.is_some_and(|n| n > 0));
    let last = last.map_or(first.week, |row| row.week.plus(i64::from(row.weeks) - 1));
    let when = if (today - days.to).num_days() < 42 {
        format!("since {}", month(first.week, today))
    } else {
        between(first.week, last)
    };
    let n = reports(view.n);
    match view.median.filter(|_| view.n > 1) {
        Some(median) if median > LATE_MINUTES => format!(
            "Thanks to {n} {when}. Half took more than {} to reach us: thank you for telling us even late.",
            more_than(median)
        ),
        Some(median) => format!("Thanks to {n} {when}, half of them {}.", within(median)),
        None => format!("Thanks to {n} {when}."),
    }
}

/// From here on half of them came late: three days.
const LATE_MINUTES: f64 = 3.0 * 24.0 * 60.0;

/// What has changed in how much people tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lately {
    /// A signal above what is usual.
    More,
    /// A signal below it.
    Fewer,
    /// Some of the latest weeks is not told yet.
    StillArriving,
    /// Nothing that words should make something of.
    Usual,
}

/// The thanks for what is seen: early or late, and where the latest weeks are still arriving, a word of that.
pub(super) fn thanks_of(seen: &Seen, view: &TimeToSurface) -> String {
    thanks_beside(seen, view, None)
}

/// The same beside a chart of how much is told. More or fewer is said only of its latest signal. It is no praise and no
/// blame: both get thanks.
pub(super) fn thanks_beside(
    seen: &Seen,
    view: &TimeToSurface,
    signal: Option<SignalSide>,
) -> String {
    let (days, today) = (&seen.filter.days, seen.looking.today);
    let thanks = thanks(view, days, today);
    if view.n == 0 {
        return thanks;
    }
    match lately(view, signal, (today - days.to).num_days()) {
        Lately::More => format!(
            "{thanks} Lately more reached us than is usual here: thank you for the time that it took."
        ),
        Lately::Fewer => format!(
            "{thanks} Lately fewer reached us than is usual here: thank you all the more for each of them."
        ),
        Lately::StillArriving => {
            format!("{thanks} More may still be on its way, and is as welcome.")
        }
        Lately::Usual => thanks,
    }
}

/// What stands out of the latest periods, of days that end so many days ago.
fn lately(view: &TimeToSurface, signal: Option<SignalSide>, ended: i64) -> Lately {
    match signal {
        Some(SignalSide::Above) => return Lately::More,
        Some(SignalSide::Below) => return Lately::Fewer,
        None => {}
    }
    let arriving = view
        .rows
        .last()
        .is_some_and(|row| row.state == State::Arriving);
    if arriving && ended < 14 {
        Lately::StillArriving
    } else {
        Lately::Usual
    }
}

/// The start of a delay's step on the ladder: what half of them took at least.
fn more_than(minutes: f64) -> String {
    // A delay is not negative and far below 2^53: only its fraction is cut off.
    let start = ladder::range(ladder::slot(minutes as i64)).map(|(from, _)| from);
    let days = start.map_or(3, |from| from / (24 * 60)).max(3);
    match days {
        3..14 => format!("{days} days"),
        14..730 => format!("{} weeks", days / 7),
        _ => format!("{} years", days / 365),
    }
}

/// "1 report", "37 reports".
pub(super) fn reports(n: i64) -> String {
    if n == 1 {
        "1 report".into()
    } else {
        format!("{n} reports")
    }
}

/// A sum of which something may be held back: "7", "7 or more", "held back".
pub(super) fn sum(n: i64, partly: bool) -> String {
    match (partly, n) {
        (true, 0) => "held back".into(),
        (true, n) => format!("{n} or more"),
        (false, n) => n.to_string(),
    }
}

/// "within 3 hours", or "at once".
pub(super) fn within(minutes: f64) -> String {
    match length(minutes).as_str() {
        "at once" => "at once".into(),
        words => format!("within {words}"),
    }
}

/// A delay as people say it: the end of its step on the ladder, which is all that is known of it. "Half within 22
/// hours" would be wrong of people who all said "yesterday"; "within 1 day" is true of every delay on that step.
pub(super) fn length(minutes: f64) -> String {
    spoken(minutes).to_string()
}

/// The same, for every language.
pub(super) fn spoken(minutes: f64) -> Spoken {
    // A delay is not negative and far below 2^53: only its fraction is cut off.
    let end = ladder::range(ladder::slot(minutes as i64)).map(|(_, to)| to as f64);
    crate::stats::spoken(end.unwrap_or(minutes))
}

/// The month in which a week begins; with its year when it is not this year's or the last months'.
pub(super) fn month(week: Week, today: NaiveDate) -> String {
    let format = if is_long_ago(week, today) {
        "%B %Y"
    } else {
        "%B"
    };
    week.monday().format(format).to_string()
}

/// Whether a month needs its year.
pub(super) fn is_long_ago(week: Week, today: NaiveDate) -> bool {
    (today - week.monday()).num_days() > 330
}

fn between(first: Week, last: Week) -> String {
    let (first, last) = (first.monday(), last.monday());
    if (first.year(), first.month()) == (last.year(), last.month()) {
        format!("in {}", first.format("%B %Y"))
    } else {
        format!(
            "between {} and {}",
            first.format("%B %Y"),
            last.format("%B %Y")
        )
    }
}

/// A share, as people say it.
pub(super) fn share(share: Share) -> String {
    match share {
        Share::None => "none of them".into(),
        Share::Few => "fewer than 1 in 20".into(),
        Share::Tenths(tenths) => format!("about {tenths} in 10"),
        Share::Most => "more than 19 in 20".into(),
        Share::All => "all of them".into(),
    }
}

/// The first day of a period: `4 May 2026`.
pub(super) fn day(week: Week) -> String {
    crate::kernel::time::day_in_words(week.monday())
}

/// How long the periods of a view are.
pub(super) fn period(weeks: u32) -> String {
    match weeks {
        1 => "week by week".into(),
        weeks => format!("{weeks} weeks at a time"),
    }
}

/// "1 week", "4 weeks".
pub(super) fn weeks(weeks: u32) -> String {
    if weeks == 1 {
        "1 week".into()
    } else {
        format!("{weeks} weeks")
    }
}

/// A number on an axis: whole where it is, one decimal where it is not.
pub(super) fn amount(value: f64) -> String {
    let tenths = (value * 10.0).round() / 10.0;
    if (tenths - tenths.round()).abs() < 0.05 || tenths >= 100.0 {
        format!("{tenths:.0}")
    } else {
        format!("{tenths:.1}")
    }
}

/// A period: "From 4 May 2026", with its length where it is not a week.
pub(super) fn cell(cell: &Cell) -> String {
    let from = day(Week::of(cell.from));
    match cell.weeks {
        1 => format!("Week from {from}"),
        weeks => format!("{weeks} weeks from {from}"),
    }
}

/// What sets a point apart, for a table.
pub(super) fn signal(signal: Option<Signal>) -> Value {
    let Some(signal) = signal else {
        return Value::empty();
    };
    let (word, words) = match signal.rule {
        Rule::Outside => ("outside", "outside the limits"),
        Rule::Run => ("run", "eight in a row on one side"),
        Rule::Near => ("near", "three of four near a limit"),
    };
    Value::new(word, words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trends::model::Row;

    fn monday(n: i64) -> Week {
        Week::of("2026-03-02".parse().unwrap_or_default()).plus(n)
    }

    fn view(median: f64, state: State) -> TimeToSurface {
        let row = |n| Row {
            week: monday(n),
            weeks: 1,
            n: Some(7),
            median: Some(median),
            solid: true,
            same_shift: None,
            state,
        };
        TimeToSurface {
            period_weeks: 1,
            rows: (0..20).map(row).collect(),
            n: 140,
            timed: true,
            median: Some(median),
            p90: None,
            corrected_median: None,
            corrected_p90: None,
            longest: None,
            same_shift: None,
            held_back: 0,
        }
    }

    fn said(view: &TimeToSurface) -> String {
        let days = Days {
            from: monday(0).monday(),
            to: monday(19).monday(),
        };
        thanks(view, &days, days.to)
    }

    #[test]
    fn late_is_thanked_for_as_early_is() {
        let early = said(&view(170.0, State::Settled));
        assert_eq!(
            early,
            "Thanks to 140 reports since March, half of them within 3 hours."
        );
        let late = said(&view(6_000.0, State::Settled));
        assert!(
            late.ends_with(
                "Half took more than 4 days to reach us: thank you for telling us even late."
            ),
            "{late}"
        );
        assert!(said(&view(60_000.0, State::Settled)).contains("more than 5 weeks"));
    }

    #[test]
    fn more_and_fewer_are_said_of_signals_alone() {
        let settled = view(60.0, State::Settled);
        let (more, fewer) = (Some(SignalSide::Above), Some(SignalSide::Below));
        assert_eq!(lately(&settled, None, 0), Lately::Usual);
        assert_eq!(lately(&settled, more, 0), Lately::More);
        assert_eq!(lately(&settled, fewer, 0), Lately::Fewer);
        let arriving = view(60.0, State::Arriving);
        assert_eq!(lately(&arriving, None, 0), Lately::StillArriving);
        // Of days long past nothing arrives that would change the sentence.
        assert_eq!(lately(&arriving, None, 200), Lately::Usual);
        assert_eq!(lately(&arriving, more, 0), Lately::More);
    }
}
