//! A saved view is its address: with days it stays as it is, without them it goes with time.

use super::asking::Seen;
use serde::Serialize;

/// The addresses of a view as somebody sees it, to be kept or passed on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Saved {
    /// The same filters, always with the latest weeks.
    latest: String,
    /// The same filters with the days shown.
    fixed: String,
}

impl Saved {
    /// Of the view at a path; whole addresses where the house has one that people type.
    pub(super) fn of(path: &str, seen: &Seen, public_url: Option<&str>) -> Self {
        Self::at(path, &seen.without_days(), &seen.query(), public_url)
    }

    fn at(path: &str, without_days: &str, query: &str, public_url: Option<&str>) -> Self {
        let here = format!("{}{path}", public_url.unwrap_or_default());
        let latest = match without_days.trim_start_matches('&') {
            "" => here.clone(),
            filters => format!("{here}?{filters}"),
        };
        Self {
            latest,
            fixed: format!("{here}?{query}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_without_days_goes_with_time_and_one_with_days_stays() {
        let days = "from=2026-01-05&to=2026-03-01";
        let all = Saved::at("/trends/reports", "", days, None);
        assert_eq!(all.latest, "/trends/reports");
        assert_eq!(all.fixed, format!("/trends/reports?{days}"));
        let query = format!("{days}&place=K7QF&kind=mistake");
        let house = Some("https://candor.example.org");
        let some = Saved::at("/trends/reports", "&place=K7QF&kind=mistake", &query, house);
        assert_eq!(
            some.latest,
            "https://candor.example.org/trends/reports?place=K7QF&kind=mistake"
        );
        assert_eq!(
            some.fixed,
            format!("https://candor.example.org/trends/reports?{query}")
        );
    }
}
