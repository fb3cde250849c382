//! Formats, two-digit years, months, time zones and delays.

use chrono_tz::Tz;

use super::*;

fn now() -> DateTime<Utc> {
    "2026-05-17T12:00:00Z".parse().unwrap()
}

fn formats(texts: &[&str]) -> Vec<Format> {
    texts
        .iter()
        .map(|text| Format::parse(text).unwrap())
        .collect()
}

fn in_zone(cell: &str, texts: &[&str], zone: Tz) -> Result<Reading, String> {
    read(cell, &formats(texts), None, zone, now())
}

fn at(cell: &str, texts: &[&str]) -> (String, Precision) {
    let stamp = in_zone(cell, texts, Tz::UTC).unwrap().stamp;
    (
        stamp.at.format("%Y-%m-%d %H:%M:%S").to_string(),
        stamp.precision,
    )
}

#[test]
fn the_formats_of_real_sources_are_read() {
    let day = |text: &str| (format!("{text} 00:00:00"), Precision::Day);
    assert_eq!(at("1/23/02", &["%m/%d/%y"]), day("2002-01-23"));
    assert_eq!(at("12/3/2014", &["%m/%d/%Y"]), day("2014-12-03"));
    assert_eq!(at("20020127", &["%Y%m%d"]), day("2002-01-27"));
    assert_eq!(at("3 March 2020", &["%d %B %Y"]), day("2020-03-03"));
    assert_eq!(at("2020-063", &["%Y-%j"]), day("2020-03-03"));
    assert_eq!(
        at("12/23/2014 6:00", &["%m/%d/%Y %H:%M"]),
        ("2014-12-23 06:00:00".to_owned(), Precision::Moment)
    );
    assert_eq!(
        at("12/23/2014 6 PM", &["%m/%d/%Y %I %p"]),
        ("2014-12-23 18:00:00".to_owned(), Precision::Moment)
    );
    assert_eq!(
        at("1419314400", &["%s"]),
        ("2014-12-23 06:00:00".to_owned(), Precision::Moment)
    );
}

#[test]
fn a_month_has_no_day() {
    for (cell, format) in [
        ("198801", "%Y%m"),
        ("1988-01", "%Y-%m"),
        ("Jan 1988", "%b %Y"),
        ("01/88", "%m/%y"),
    ] {
        assert_eq!(
            at(cell, &[format]),
            ("1988-01-01 00:00:00".to_owned(), Precision::Month),
            "{cell}"
        );
    }
    assert!(in_zone("198813", &["%Y%m"], Tz::UTC).is_err());
}

#[test]
fn the_usual_formats_need_no_map() {
    for cell in [
        "2026-05-17T08:05:00Z",
        "2026-05-17T10:05:00+02:00",
        "2026-05-17 08:05:00.000",
        "2026-05-17T08:05",
        "2026-05-17 08:05",
    ] {
        assert_eq!(
            at(cell, Format::USUAL),
            ("2026-05-17 08:05:00".to_owned(), Precision::Moment),
            "{cell}"
        );
    }
    assert_eq!(at("2026-05-17", Format::USUAL).1, Precision::Day);
}

#[test]
fn a_two_digit_year_is_the_latest_that_is_not_in_the_future() {
    let year =
        |cell: &str| in_zone(cell, &["%m/%d/%y"], Tz::UTC).map(|reading| reading.local.year());
    assert_eq!(year("1/23/26"), Ok(2026));
    assert_eq!(year("1/23/27"), Ok(1927));
    assert_eq!(year("1/23/02"), Ok(2002));
    assert_eq!(year("1/23/69"), Ok(1969));
    assert_eq!(year("1/23/68"), Ok(1968), "chrono alone would say 2068");
    assert!(
        year("12/31/26").is_err(),
        "this year, but in the future: a mistake, not a report from 1926"
    );
    assert_eq!(year("2/29/00"), Ok(2000));
    let new_year = "2026-12-31T20:00:00Z".parse().unwrap();
    let reading = read(
        "1/1/27",
        &formats(&["%m/%d/%y"]),
        None,
        Tz::Asia__Tokyo,
        new_year,
    )
    .unwrap();
    assert_eq!(reading.local.year(), 2027, "where it is already New Year");
}

#[test]
fn the_first_format_that_fits_counts_and_four_digits_are_not_two() {
    let both = ["%m/%d/%Y", "%m/%d/%y"];
    assert_eq!(at("1/23/02", &both).0, "2002-01-23 00:00:00");
    assert_eq!(at("1/23/2002", &both).0, "2002-01-23 00:00:00");
    assert_eq!(
        at("4/5/2002", &["%d/%m/%Y", "%m/%d/%Y"]).0,
        "2002-05-04 00:00:00"
    );
}

#[test]
fn a_date_that_cannot_be_is_an_error_with_its_reason() {
    for (cell, reason) in [
        ("yesterday", "is not a date in the form %Y-%m-%d"),
        ("2025-02-29", "is not a date"),
        ("2026-05-17 10:00", "is not a date"),
        ("2026-05-19", "lies in the future"),
        ("1899-12-31", "before the year 1900"),
    ] {
        let error = in_zone(cell, &["%Y-%m-%d"], Tz::UTC).unwrap_err();
        assert!(error.contains(reason), "{cell}: {error}");
    }
    assert!(
        in_zone("2026-05-18", &["%Y-%m-%d"], Tz::UTC).is_ok(),
        "tomorrow may have begun elsewhere"
    );
}

#[test]
fn a_format_that_tells_no_date_is_refused() {
    for text in [
        "",
        "%H:%M",
        "%Y",
        "%m/%d",
        "%Q",
        "date",
        "%Y-%m-%d %",
        "%d %H:%M",
    ] {
        assert!(Format::parse(text).is_none(), "{text}");
    }
}

#[test]
fn wall_clocks_are_of_the_time_zone_of_the_source() {
    let utc = |cell: &str| {
        let stamp = in_zone(cell, &["%Y-%m-%d %H:%M"], Tz::Europe__Berlin)
            .unwrap()
            .stamp;
        stamp.at.format("%m-%d %H:%M").to_string()
    };
    assert_eq!(utc("2025-01-15 12:00"), "01-15 11:00");
    assert_eq!(utc("2025-07-15 12:00"), "07-15 10:00");
    assert_eq!(
        utc("2025-10-26 02:30"),
        "10-26 00:30",
        "shown twice: the first"
    );
    assert_eq!(
        utc("2025-03-30 02:30"),
        "03-30 01:00",
        "never shown: the first moment after"
    );
    let skipped = in_zone("2011-12-30", &["%Y-%m-%d"], Tz::Pacific__Apia).unwrap();
    assert_eq!(
        skipped.stamp.at.to_rfc3339(),
        "2011-12-30T10:00:00+00:00",
        "a whole day was skipped"
    );
}

#[test]
fn the_map_can_make_a_date_coarser_but_not_finer() {
    let read = |cell: &str, format: &str, coarsest| {
        let stamp = read(
            cell,
            &formats(&[format]),
            Some(coarsest),
            Tz::America__Chicago,
            now(),
        )
        .unwrap()
        .stamp;
        (
            stamp.at.format("%Y-%m-%d %H:%M").to_string(),
            stamp.precision,
        )
    };
    assert_eq!(
        read("2010-02-09 23:32", "%Y-%m-%d %H:%M", Precision::Day),
        ("2010-02-09 06:00".to_owned(), Precision::Day)
    );
    assert_eq!(
        read("2010-02-09 23:32", "%Y-%m-%d %H:%M", Precision::Month),
        ("2010-02-01 06:00".to_owned(), Precision::Month)
    );
    assert_eq!(
        read("2010-02-09", "%Y-%m-%d", Precision::Moment).1,
        Precision::Day
    );
}
