//! A signal in words: what was seen, and a question. Never praise, never blame.

use super::words;
use crate::{
    kernel::time::Week,
    trends::model::{Finding, Series, Share, SignalRule, SignalSide},
};
use chrono::NaiveDate;

/// What was seen, as one sentence or two: with its numbers where they may be said.
pub(super) fn seen(found: &Finding, with_numbers: bool, today: NaiveDate) -> String {
    let when = when(found, today);
    let since = since(found, today);
    if !with_numbers {
        return capital(&format!("{}.", found.in_words()));
    }
    let usual = amount(found, found.usual);
    let value = amount(found, found.value);
    match (found.rule, found.series) {
        (rule, Series::Reports) if found.usual < 1.0 && found.usual > 0.0 => {
            seldom(found, rule, today)
        }
        (SignalRule::Run, Series::Reports) => format!(
            "From {since}, eight or more in a row brought {} reports than the usual {usual}.",
            more(found.side)
        ),
        (SignalRule::Run, Series::TimeToSurface) => format!(
            "From {since}, eight or more in a row, people spoke up {} than usual: half of the reports came within {value}, usually {usual}.",
            match found.side {
                SignalSide::Above => "later",
                SignalSide::Below => "sooner",
            }
        ),
        (SignalRule::Run, Series::SameShift) => format!(
            "From {since}, eight or more in a row, {} was told within the same shift than usual: {value}, usually {usual}.",
            match found.side {
                SignalSide::Above => "more",
                SignalSide::Below => "less",
            }
        ),
        (SignalRule::Near, _) => format!(
            "From {since}, three of four came near the edge of what is usual: {}, usually {usual}.",
            match found.series {
                Series::Reports => words::reports(found.value.round() as i64),
                Series::TimeToSurface | Series::SameShift => value,
            }
        ),
        (_, Series::Reports) => format!(
            "In {when} we heard {}, usually about {usual}.",
            words::reports(found.value.round() as i64),
        ),
        (_, Series::TimeToSurface) => format!(
            "In {when}, half of the reports came {}, usually {usual}.",
            words::within(found.value)
        ),
        (_, Series::SameShift) => format!(
            "In {when}, {value} of the reports came within the same shift, usually {usual}."
        ),
    }
}

/// The same of a place with less than one report a week, where the days between are looked at.
fn seldom(found: &Finding, rule: SignalRule, today: NaiveDate) -> String {
    let (when, since) = (when(found, today), since(found, today));
    let longer = match found.side {
        SignalSide::Above => "sooner",
        SignalSide::Below => "later",
    };
    match rule {
        SignalRule::Silence => {
            // More than 0 and below 1: at least one week, and not many.
            let every = match (1.0 / found.usual).round() as u32 {
                0 | 1 => "week".to_owned(),
                weeks => words::weeks(weeks),
            };
            format!(
                "Since the week of {} we have heard nothing. Usually something is told about every {every}.",
                day(found.week, today)
            )
        }
        SignalRule::Outside => {
            format!("In {when} a report came {longer} after the one before than is usual here.")
        }
        SignalRule::Run => format!(
            "From {since}, eight or more reports in a row came {longer} after the one before than is usual here."
        ),
        SignalRule::Near => format!(
            "From {since}, three of four reports came much {longer} after the one before than is usual here."
        ),
    }
}

/// Its value as people say it.
fn amount(found: &Finding, value: f64) -> String {
    match found.series {
        Series::Reports => words::amount(value),
        Series::TimeToSurface => words::length(value),
        // A share lies between 0 and 1.
        Series::SameShift => match Share::of((value * 1000.0).round() as i64, 1000) {
            Some(share) => words::share(share),
            None => String::new(),
        },
    }
}

fn more(side: SignalSide) -> &'static str {
    match side {
        SignalSide::Above => "more",
        SignalSide::Below => "fewer",
    }
}

/// "the week of 3 August", with its year where it is long ago.
fn when(found: &Finding, today: NaiveDate) -> String {
    let from = day(found.week, today);
    match found.weeks {
        1 => format!("the week of {from}"),
        weeks => format!("the {weeks} weeks from {from}"),
    }
}

/// "the week of 3 August on"; with longer periods "3 August on, 4 weeks at a time".
fn since(found: &Finding, today: NaiveDate) -> String {
    let from = day(found.week, today);
    match found.weeks {
        1 => format!("the week of {from} on"),
        weeks => format!("{from} on, {weeks} weeks at a time"),
    }
}

fn day(week: Week, today: NaiveDate) -> String {
    let format = if words::is_long_ago(week, today) {
        "%-d %B %Y"
    } else {
        "%-d %B"
    };
    week.monday().format(format).to_string()
}

fn capital(words: &str) -> String {
    let mut characters = words.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(series: Series, rule: SignalRule, side: SignalSide, value: f64) -> Finding {
        let week = Week::of("2026-08-03".parse().unwrap());
        Finding {
            series,
            rule,
            side,
            week,
            last: week,
            weeks: 1,
            value,
            usual: match series {
                Series::Reports => 6.2,
                Series::TimeToSurface => 230.0,
                Series::SameShift => 0.7,
            },
        }
    }

    #[test]
    fn each_signal_is_a_sentence_and_a_question() {
        let today = "2026-08-12".parse().unwrap();
        let late = found(
            Series::TimeToSurface,
            SignalRule::Outside,
            SignalSide::Above,
            4_300.0,
        );
        assert_eq!(
            seen(&late, true, today),
            "In the week of 3 August, half of the reports came within 3 days, usually 4 hours."
        );
        assert_eq!(late.question(), "What in the system changed?");
        let silent = found(Series::Reports, SignalRule::Silence, SignalSide::Below, 1.0);
        assert_eq!(
            seen(&silent, true, today),
            "In the week of 3 August we heard 1 report, usually about 6.2."
        );
        assert_eq!(
            seen(&silent, false, today),
            "Fewer reports than usual in the week of 3 August 2026."
        );
        assert_eq!(silent.question(), "Fewer problems, or harder to say?");
        let seldom = |rule, side| {
            let mut found = found(Series::Reports, rule, side, 0.1);
            found.usual = 0.3;
            seen(&found, true, today)
        };
        assert_eq!(
            seldom(SignalRule::Silence, SignalSide::Below),
            "Since the week of 3 August we have heard nothing. Usually something is told about every 3 weeks."
        );
        assert_eq!(
            seldom(SignalRule::Outside, SignalSide::Below),
            "In the week of 3 August a report came later after the one before than is usual here."
        );
        assert_eq!(
            seldom(SignalRule::Run, SignalSide::Above),
            "From the week of 3 August on, eight or more reports in a row came sooner after the one before than is usual here."
        );
        let share = found(
            Series::SameShift,
            SignalRule::Outside,
            SignalSide::Below,
            0.3,
        );
        assert_eq!(
            seen(&share, true, today),
            "In the week of 3 August, about 3 in 10 of the reports came within the same shift, usually about 7 in 10."
        );
    }
}
