//! A week as files write it: by its ISO name, or by any day of it.

use crate::kernel::time::Week;
use chrono::{Datelike, NaiveDate, Weekday};

/// Why a week cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum WeekError {
    /// Neither a week nor a day.
    #[error(
        "\u{201c}{0}\u{201d} is not a week. Please write it like 2026-W20, or as a day of it like 2026-05-12."
    )]
    Unreadable(String),
    /// Day and month could be the other way round.
    #[error(
        "In \u{201c}{0}\u{201d}, day and month can be told apart in two ways. Please write the day like 2026-05-12."
    )]
    Unclear(String),
    /// The year ends before.
    #[error("The year {0} has {1} weeks.")]
    NoSuchWeek(i32, u32),
    /// It lies ahead, or is still going on.
    #[error("This week is not over yet. Please come back on the Monday after it.")]
    NotOver,
    /// Before any log.
    #[error("Please take a week from 1990 on.")]
    TooEarly,
}

/// The first year.
const EARLIEST: i32 = 1990;

/// Reads `2026-W20`, `2026-05-12` (also with a time behind it) and `12.05.2026`, up to the latest week that is over.
///
/// # Errors
/// `WeekError`.
pub(crate) fn parse_week(raw: &str, today: NaiveDate) -> Result<Week, WeekError> {
    let raw = raw.trim();
    let week = match iso(raw) {
        Some((year, number)) => {
            let monday = NaiveDate::from_isoywd_opt(year, number, Weekday::Mon);
            let last = if NaiveDate::from_isoywd_opt(year, 53, Weekday::Mon).is_some() {
                53
            } else {
                52
            };
            Week::of(monday.ok_or(WeekError::NoSuchWeek(year, last))?)
        }
        None => Week::of(day(raw)?),
    };
    if week.monday().year() < EARLIEST {
        Err(WeekError::TooEarly)
    } else if week >= Week::of(today) {
        Err(WeekError::NotOver)
    } else {
        Ok(week)
    }
}

/// `2026-W20`, `2026W20`, `2026-w20`.
fn iso(raw: &str) -> Option<(i32, u32)> {
    let (year, number) = raw.split_once(['W', 'w'])?;
    let year = year.strip_suffix('-').unwrap_or(year);
    let digits = |text: &str, most: usize| {
        (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    (year.len() == 4 && digits(year, 4) && digits(number, 2))
        .then(|| Some((year.parse().ok()?, number.parse().ok()?)))
        .flatten()
}

fn day(raw: &str) -> Result<NaiveDate, WeekError> {
    let shown = || raw.chars().take(30).collect::<String>();
    // A time behind the day changes nothing.
    let date = raw.split([' ', 'T']).next().unwrap_or_default();
    let read = |format| NaiveDate::parse_from_str(date, format).ok();
    // `%Y` reads short years as well.
    let found = ["%Y-%m-%d", "%Y/%m/%d", "%d.%m.%Y"]
        .into_iter()
        .find_map(read)
        .filter(|day| (1000..=9999).contains(&day.year()));
    if let Some(day) = found {
        return Ok(day);
    }
    if read("%d/%m/%Y").is_some() || read("%m/%d/%Y").is_some() {
        return Err(WeekError::Unclear(shown()));
    }
    Err(WeekError::Unreadable(shown()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn week(raw: &str) -> Result<String, WeekError> {
        parse_week(raw, "2027-02-03".parse().unwrap()).map(|week| week.to_string())
    }

    #[test]
    fn weeks_are_read_by_name_and_by_day() {
        for (raw, name) in [
            ("2026-W20", "2026-W20"),
            (" 2026w20 ", "2026-W20"),
            ("2026-05-17", "2026-W20"),
            ("2026-05-17T00:00:00", "2026-W20"),
            ("17.05.2026", "2026-W20"),
            ("2026/5/17", "2026-W20"),
            // 2026 has 53 weeks; its last one ends in 2027.
            ("2026-W53", "2026-W53"),
            ("2027-01-03", "2026-W53"),
            ("2027-01-04", "2027-W01"),
        ] {
            assert_eq!(week(raw).as_deref(), Ok(name), "{raw}");
        }
    }

    #[test]
    fn weeks_that_are_not_there_are_told() {
        assert_eq!(week("2025-W53"), Err(WeekError::NoSuchWeek(2025, 52)));
        assert_eq!(week("2026-W54"), Err(WeekError::NoSuchWeek(2026, 53)));
        assert_eq!(week("2026-W00"), Err(WeekError::NoSuchWeek(2026, 53)));
        assert_eq!(week("2027-W05"), Err(WeekError::NotOver));
        assert_eq!(week("2027-01-31"), week("2027-W04"));
        assert_eq!(week("1989-W07"), Err(WeekError::TooEarly));
        for raw in [
            "",
            "May",
            "2026-20",
            "26-W20",
            "2026-W",
            "2026-W200",
            "2026-02-30",
            "1.2.26",
        ] {
            assert_eq!(week(raw), Err(WeekError::Unreadable(raw.into())), "{raw}");
        }
        for raw in ["05/12/2026", "25/12/2026"] {
            assert_eq!(week(raw), Err(WeekError::Unclear(raw.into())));
        }
    }
}
