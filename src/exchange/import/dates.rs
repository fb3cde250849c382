//! Dates as sources write them: several formats, two-digit years, months without a day, clocks without an offset.
//!
//! What a reader may rely on: a date that is not clearly readable is an error, never a guess.

use std::fmt::Write as _;

use chrono::format::{Item, Parsed, StrftimeItems, parse};
use chrono::{
    DateTime, Datelike, Days, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta,
    TimeZone, Utc,
};
use chrono_tz::Tz;

/// How exactly a source tells a time, finest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// Date and time of day.
    Moment,
    /// A calendar day in the time zone of the source.
    Day,
    /// A calendar month in the time zone of the source.
    Month,
}

impl Precision {
    pub(super) fn named(name: &str) -> Option<Self> {
        match name {
            "moment" => Some(Self::Moment),
            "day" => Some(Self::Day),
            "month" => Some(Self::Month),
            _ => None,
        }
    }
}

/// A time with its precision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Stamp {
    /// The moment; of a day or a month its first moment, in the time zone of the source.
    pub at: DateTime<Utc>,
    /// The calendar day that the source shows, in its own time zone; of a month its first.
    pub day: NaiveDate,
    /// How much of `at` the source really tells.
    pub precision: Precision,
}

/// A time as read: the stamp, and the wall clock that the source showed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reading {
    pub(super) stamp: Stamp,
    /// Wall clock in the time zone of the source, whose date is the source's calendar date.
    pub(super) local: NaiveDateTime,
    /// The cell named its own offset, so `at` is certain whatever the time zone of the map.
    pub(super) has_offset: bool,
}

/// One way of writing a date, in the notation of `strftime`.
#[derive(Debug, Clone)]
pub(super) struct Format {
    pub(super) text: String,
    items: Vec<Item<'static>>,
}

impl Format {
    /// What reads dates where the map names no format.
    pub(super) const USUAL: &[&str] = &[
        "%Y-%m-%dT%H:%M:%S%.f%#z",
        "%Y-%m-%dT%H:%M:%S%.f",
        "%Y-%m-%d %H:%M:%S%.f",
        "%Y-%m-%dT%H:%M",
        "%Y-%m-%d %H:%M",
        "%Y-%m-%d",
    ];

    /// Nothing when the format is not one, or when it does not tell at least year and month.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let items = StrftimeItems::new(text).parse_to_owned().ok()?;
        let format = Self {
            text: text.to_owned(),
            items,
        };
        // Whatever the letters mean, a format that can tell a date can read the one that it wrote. `%#z` is for reading only.
        let sample = NaiveDate::from_ymd_opt(2001, 11, 23)?
            .and_hms_opt(14, 35, 56)?
            .and_utc();
        let mut written = String::new();
        write!(written, "{}", sample.format(&text.replace("%#z", "%z"))).ok()?;
        format.read(written.trim(), 2001).map(|_| format)
    }

    /// The parts of a cell in this format. `latest` is the last year that a two-digit year may mean.
    fn read(&self, cell: &str, latest: i32) -> Option<Parts> {
        let mut parsed = Parsed::new();
        parse(&mut parsed, cell, self.items.iter()).ok()?;
        if let (None, None, Some(short)) =
            (parsed.year(), parsed.year_div_100(), parsed.year_mod_100())
        {
            let year = latest - (latest - short).rem_euclid(100);
            parsed.set_year(year.into()).ok()?;
        }
        let without_day = parsed.day().is_none()
            && parsed.ordinal().is_none()
            && parsed.week_from_sun().is_none()
            && parsed.week_from_mon().is_none()
            && parsed.isoweek().is_none()
            && parsed.timestamp().is_none();
        if without_day {
            parsed.set_day(1).ok()?;
        }
        let with_time = parsed.hour_div_12().is_some() || parsed.timestamp().is_some();
        if with_time && parsed.minute().is_none() && parsed.timestamp().is_none() {
            parsed.set_minute(0).ok()?;
        }
        let offset = match (parsed.offset(), parsed.timestamp()) {
            (Some(seconds), _) => Some(FixedOffset::east_opt(seconds)?),
            (None, Some(_)) => Some(FixedOffset::east_opt(0)?),
            (None, None) => None,
        };
        let clock = if with_time {
            let seconds = offset.map_or(0, |offset| offset.local_minus_utc());
            parsed.to_naive_datetime_with_offset(seconds).ok()?
        } else {
            parsed.to_naive_date().ok()?.and_time(NaiveTime::MIN)
        };
        // `%Y` also reads `02`, which then is no year of any report: another format may know better.
        if !(1000..=9999).contains(&clock.year()) {
            return None;
        }
        let precision = match (without_day, with_time) {
            (true, _) => Precision::Month,
            (false, false) => Precision::Day,
            (false, true) => Precision::Moment,
        };
        Some(Parts {
            clock,
            offset: offset.filter(|_| with_time),
            precision,
        })
    }
}

struct Parts {
    clock: NaiveDateTime,
    offset: Option<FixedOffset>,
    precision: Precision,
}

/// Reads a cell that is not blank: the first format that fits. `coarsest` is what the map says of the column.
///
/// The error is the reason for the list of bad rows.
pub(super) fn read(
    cell: &str,
    formats: &[Format],
    coarsest: Option<Precision>,
    zone: Tz,
    now: DateTime<Utc>,
) -> Result<Reading, String> {
    // A source that is a few time zones ahead may already write tomorrow's date, also on New Year's Eve.
    let bound = now.checked_add_days(Days::new(1)).unwrap_or(now);
    let latest = bound.with_timezone(&zone).year();
    let Some(parts) = formats.iter().find_map(|format| format.read(cell, latest)) else {
        let known: Vec<&str> = formats.iter().map(|format| format.text.as_str()).collect();
        return Err(format!(
            "`{}` is not a date in the form {}: correct it, or add its form to `formats` in the map",
            cell.chars().take(40).collect::<String>(),
            known.join(" or ")
        ));
    };
    let reading = locate(&parts, coarsest, zone);
    if reading.stamp.at > bound {
        return Err("this date lies in the future: correct it in the source".to_owned());
    }
    if reading.local.year() < 1900 {
        return Err("this date lies before the year 1900: correct it in the source".to_owned());
    }
    Ok(reading)
}

fn locate(parts: &Parts, coarsest: Option<Precision>, zone: Tz) -> Reading {
    let precision = coarsest.map_or(parts.precision, |coarsest| coarsest.max(parts.precision));
    let exact = parts
        .offset
        .and_then(|offset| offset.from_local_datetime(&parts.clock).single())
        .map(|at| at.to_utc());
    let wall = exact.map_or(parts.clock, |at| at.with_timezone(&zone).naive_local());
    let local = match precision {
        Precision::Moment => wall,
        Precision::Day => wall.date().and_time(NaiveTime::MIN),
        Precision::Month => wall
            .date()
            .with_day(1)
            .unwrap_or(wall.date())
            .and_time(NaiveTime::MIN),
    };
    let at = match exact {
        Some(at) if precision == Precision::Moment => at,
        _ => to_utc(local, zone),
    };
    Reading {
        stamp: Stamp {
            at,
            day: local.date(),
            precision,
        },
        local,
        has_offset: exact.is_some() && precision == Precision::Moment,
    }
}

/// The moment of a wall clock. Of an hour that the clocks show twice, the first; of one that they skip, the first moment
/// after it (in some zones that is a midnight, in one it was a whole day).
fn to_utc(local: NaiveDateTime, zone: Tz) -> DateTime<Utc> {
    (0..=96)
        .filter_map(|quarters| local.checked_add_signed(TimeDelta::minutes(15 * quarters)))
        .find_map(|clock| zone.from_local_datetime(&clock).earliest())
        .map_or_else(|| local.and_utc(), |at| at.to_utc())
}

#[cfg(test)]
#[path = "dates_tests.rs"]
mod tests;
