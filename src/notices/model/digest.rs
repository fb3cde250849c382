//! A digest: what waits for somebody, what is new in a week, and when it is sent.

use crate::{
    config::Rhythm,
    kernel::time::{Now, Week},
};
use chrono::{Datelike, Days, NaiveDate, Weekday};

/// One thing that waits for somebody, and why it is in the digest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Why it is here, as a whole sentence or two.
    pub why: String,
    /// What it is, without anybody's story: a reference and a place.
    pub words: String,
    /// Its path in this house: `/reports/4H7-KQ2`.
    pub href: String,
}

/// What is new in a week, from one room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What it is about.
    pub heading: &'static str,
    /// What to read first.
    pub words: Option<String>,
    /// Each thing with its address.
    pub items: Vec<Item>,
}

/// Days of a week.
const WEEK: Days = Days::new(7);

/// Since which day news are new in the digest of a day; `None` when this week's were looked after already.
///
/// `earlier` are the days on which digests of the same person were looked after. Where there are none of the week
/// before, a week is looked back.
#[must_use]
pub fn news_since(day: NaiveDate, earlier: &[NaiveDate]) -> Option<NaiveDate> {
    let monday = Week::of(day).monday();
    if earlier.iter().any(|other| (monday..day).contains(other)) {
        return None;
    }
    let before = monday.checked_sub_days(WEEK).unwrap_or(monday);
    let last = earlier
        .iter()
        .filter(|other| (before..monday).contains(other));
    Some(last.min().copied().unwrap_or(before))
}

/// The hours of the morning in which digests go out, in the house's time zone. They go at the first of
/// them; the others are for a server that was not running then.
const MORNING: std::ops::Range<u32> = 7..12;

/// The day whose digest is to be sent now: on weekday mornings today, or the Monday of a weekly one.
/// `None` outside of mornings, on weekends, and when digests are off.
#[must_use]
pub fn day_of_issue(rhythm: Rhythm, now: Now) -> Option<NaiveDate> {
    let today = now.today();
    let weekend = matches!(today.weekday(), Weekday::Sat | Weekday::Sun);
    if weekend || !MORNING.contains(&now.hour()) {
        return None;
    }
    match rhythm {
        Rhythm::Daily => Some(today),
        // If nobody was there to send it on Monday, Tuesday will do.
        Rhythm::Weekly => Some(Week::of(today).monday()),
        Rhythm::Off => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono_tz::Tz;

    fn issue(rhythm: Rhythm, at: &str) -> Option<String> {
        let now = Now::new(at.parse().unwrap(), Tz::Europe__Copenhagen);
        day_of_issue(rhythm, now).map(|day| day.to_string())
    }

    #[test]
    fn digests_go_out_on_weekday_mornings_of_the_house() {
        // Copenhagen is one hour ahead in winter, two in summer.
        assert_eq!(issue(Rhythm::Daily, "2026-03-04T05:59:59Z"), None);
        assert_eq!(
            issue(Rhythm::Daily, "2026-03-04T06:00:00Z").as_deref(),
            Some("2026-03-04")
        );
        assert_eq!(
            issue(Rhythm::Daily, "2026-07-01T05:00:00Z").as_deref(),
            Some("2026-07-01")
        );
        assert_eq!(issue(Rhythm::Daily, "2026-03-04T11:00:00Z"), None);
        for weekend in ["2026-03-07T07:00:00Z", "2026-03-08T07:00:00Z"] {
            assert_eq!(issue(Rhythm::Daily, weekend), None, "{weekend}");
        }
        assert_eq!(issue(Rhythm::Off, "2026-03-04T07:00:00Z"), None);
    }

    #[test]
    fn a_weekly_one_belongs_to_its_monday() {
        for day in ["02", "03", "06"] {
            let at = format!("2026-03-{day}T07:00:00Z");
            assert_eq!(
                issue(Rhythm::Weekly, &at).as_deref(),
                Some("2026-03-02"),
                "{at}"
            );
        }
    }

    #[test]
    fn news_come_once_a_week_and_go_on_where_the_last_ones_ended() {
        let since = |day: &str, earlier: &[&str]| {
            let earlier: Vec<NaiveDate> = earlier.iter().map(|day| day.parse().unwrap()).collect();
            news_since(day.parse().unwrap(), &earlier).map(|day| day.to_string())
        };
        // 2 March 2026 is a Monday.
        assert_eq!(since("2026-03-09", &[]).as_deref(), Some("2026-03-02"));
        let week = ["2026-03-03", "2026-03-04", "2026-03-05", "2026-03-06"];
        assert_eq!(
            since("2026-03-09", &week).as_deref(),
            Some("2026-03-03"),
            "nobody was there on the Monday"
        );
        assert_eq!(since("2026-03-10", &["2026-03-09"]), None);
        assert_eq!(
            since("2026-03-11", &["2026-03-02"]).as_deref(),
            Some("2026-03-02"),
            "nobody was there before Wednesday"
        );
        // Long ago is no longer news.
        assert_eq!(
            since("2026-03-09", &["2026-02-23"]).as_deref(),
            Some("2026-03-02")
        );
    }
}
