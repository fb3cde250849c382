//! Whatever the bytes: no panic, no row lost, and dates that come back as they went out.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use proptest::prelude::*;

use super::dates::{self, Format};
use super::{Map, Precision, read};

fn now() -> DateTime<Utc> {
    "2026-05-17T12:00:00Z".parse().unwrap()
}

fn map(encoding: &str, delimiter: &str) -> Map {
    let text = format!(
        "[source]\nencoding = \"{encoding}\"\ndelimiter = \"{delimiter}\"\nkey = [\"a\", \"b\"]\nsource = \"s\"\ntimezone = \"Europe/Berlin\"\n\
         [defaults]\nkind = \"problem\"\n[fields]\nstory = [\"b\", \"c\"]\nsurfaced = {{ column = \"a\", formats = [\"%Y%m\", \"%m/%d/%y\", \"%s\"] }}\n\
         occurred = \"c\"\nplace = [\"b\"]\nfactors = {{ column = \"b\", values = {{ \"x\" = [1] }}, otherwise = [11] }}\neffect = \"c\"\n"
    );
    Map::parse(&text).unwrap()
}

fn settings() -> impl Strategy<Value = (&'static str, &'static str)> {
    (
        prop::sample::select(vec!["utf-8", "utf-16", "latin-1"]),
        prop::sample::select(vec![",", ";", "\\t", "\u{a7}"]),
    )
}

fn is_accounted_for(bytes: &[u8], map: &Map) -> Result<(), TestCaseError> {
    if let Ok(outcome) = read(bytes, map, now()) {
        prop_assert_eq!(
            outcome.total,
            (outcome.rows.len() + outcome.bad.len()) as u64
        );
        for row in &outcome.rows {
            prop_assert!(
                !row.story.is_empty() && row.delay_minutes.is_none_or(|minutes| minutes >= 0)
            );
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_bytes_are_read_without_a_panic(
        bytes in prop::collection::vec(any::<u8>(), 0..400),
        (encoding, delimiter) in settings(),
    ) {
        is_accounted_for(&bytes, &map(encoding, delimiter))?;
    }

    #[test]
    fn any_text_below_the_right_header_is_read_without_a_panic(
        text in "([0-9/\",;\u{a7}\t\r\n a-x\u{0}-\u{ff}]|2026-05-01|200001|1/2/03){0,60}",
        (encoding, delimiter) in settings(),
    ) {
        let delimiter_letter = delimiter.replace("\\t", "\t");
        let text = format!("a{delimiter_letter}b{delimiter_letter}c\n{text}");
        let bytes = match encoding {
            "utf-16" => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            "latin-1" => encoding_rs::WINDOWS_1252.encode(&text).0.into_owned(),
            _ => text.into_bytes(),
        };
        is_accounted_for(&bytes, &map(encoding, delimiter))?;
    }

    #[test]
    fn any_map_is_read_without_a_panic(text in "(\\[(source|defaults|fields)\\]|[a-z]+ = |\"[%a-zA-Z#:]{0,6}\"|[\\[\\]{}=,0-9\n ]){0,40}") {
        let _ = Map::parse(&text);
    }

    #[test]
    fn any_format_is_parsed_without_a_panic(text in "(%[-_0#:.3a-zA-Z%]{0,2}[a-zA-Z]?|[ /:a-z]){0,8}", cell in "[0-9/: a-zA-Z+-]{0,24}") {
        if let Some(format) = Format::parse(&text) {
            let _ = dates::read(&cell, &[format], None, Tz::UTC, now());
        }
    }

    #[test]
    fn a_date_comes_back_as_it_was_written(
        day in any::<u32>().prop_map(i64::from),
        format in prop::sample::select(vec!["%Y-%m-%d", "%m/%d/%Y", "%-d.%-m.%Y", "%Y%m%d", "%d %B %Y", "%Y-%j", "%y-%m-%d", "%D"]),
        zone in prop::sample::select(vec![Tz::UTC, Tz::America__Chicago, Tz::Pacific__Apia, Tz::America__Sao_Paulo, Tz::Africa__Cairo]),
    ) {
        // A hundred years for two digits, all of the calendar for four.
        let two_digits = format.contains("%y") || format == "%D";
        let first = NaiveDate::from_ymd_opt(if two_digits { 1927 } else { 1900 }, 1, 1).unwrap();
        let days = (now().date_naive() - first).num_days() + 1;
        let date = first + chrono::TimeDelta::days(day % days);
        let reading = dates::read(&date.format(format).to_string(), &[Format::parse(format).unwrap()], None, zone, now());
        let stamp = reading.map_err(TestCaseError::fail)?.stamp;
        prop_assert_eq!(stamp.precision, Precision::Day);
        let local = stamp.at.with_timezone(&zone).date_naive();
        let skipped = zone == Tz::Pacific__Apia && date == NaiveDate::from_ymd_opt(2011, 12, 30).unwrap();
        prop_assert!(local == date || skipped, "{} {}", local, date);
    }

    #[test]
    fn a_month_comes_back_as_it_was_written(year in 1900..=2025_i32, month in 1..=12_u32) {
        let format = Format::parse("%Y%m").unwrap();
        let reading = dates::read(&format!("{year}{month:02}"), &[format], None, Tz::UTC, now());
        let stamp = reading.map_err(TestCaseError::fail)?.stamp;
        prop_assert_eq!(stamp.precision, Precision::Month);
        prop_assert_eq!(stamp.at.date_naive(), NaiveDate::from_ymd_opt(year, month, 1).unwrap());
    }
}
