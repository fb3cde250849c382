//! Numbers in words.

use super::table::Cell as Value;
use crate::{
    kernel::time::Week,
    stats::{
        Cell, Spoken, ladder,
        xmr::{Rule, Signal},
    },
    trends::model::{Days, Share, TimeToSurface},
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
    let half = match view.median {
        Some(median) if view.n > 1 => format!(", half of them {}", within(median)),
        _ => String::new(),
    };
    format!("Thanks to {} {when}{half}.", reports(view.n))
}

/// "1 report", "37 reports".
pub(super) fn reports(n: i64) -> String {
    if n == 1 {
        "1 report".into()
    } else {
        format!("{n} reports")
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
