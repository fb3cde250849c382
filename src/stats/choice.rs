//! Which chart fits a series of counts.

/// A chart for a series of counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    /// A process behaviour chart of the counts.
    Counts,
    /// A process behaviour chart of the counts per hours worked ([`super::per_1000_hours`]).
    Rate,
    /// The same on a longer period, chosen anew from its counts.
    LongerPeriod,
    /// A t chart of the days between.
    TimesBetween,
}

/// Why it fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// Five a period and more.
    Enough,
    /// Five a period and more, and the hours worked are known.
    EnoughAndHours,
    /// One to five a period, and enough periods to make longer ones of four.
    FewForLong,
    /// One to five a period, and too few periods to make longer ones of four: the floor of 0 will cut the lower limit.
    FewAndYoung,
    /// Less than one a period.
    Rare,
}

/// So many a period are enough for a chart of counts.
const ENOUGH: f64 = 5.0;

/// A longer period is four of these, as on the grid of periods.
const LONGER: usize = 4;

/// Which chart fits a series of `periods` periods, from the counts that its limits come from, and why; `None` without
/// any of these. As the limits stay, so does the choice.
///
/// With m the mean of the counts: m >= 5 a chart of counts, or of the rate where the hours worked are known; 1 <= m < 5 a longer
/// period, or the counts with the floor of 0 as long as that would leave fewer than [`super::xmr::LEAST_TRUSTED`]
/// periods (the rate, where hours are known); m < 1 the days between (Wheeler, Understanding Statistical Process
/// Control, 2010; Benneyan 2001). A count below 0 counts as 0.
pub fn choice(counts: &[i64], periods: usize, hours_known: bool) -> Option<(Fit, Reason)> {
    let total = counts
        .iter()
        .fold(0_i64, |sum, n| sum.saturating_add((*n).max(0)));
    // Counts stay far below 2^53: exact.
    let mean = (!counts.is_empty()).then(|| total as f64 / counts.len() as f64)?;
    let of_counts = if hours_known { Fit::Rate } else { Fit::Counts };
    Some(if mean >= ENOUGH && hours_known {
        (Fit::Rate, Reason::EnoughAndHours)
    } else if mean >= ENOUGH {
        (Fit::Counts, Reason::Enough)
    } else if mean < 1.0 {
        (Fit::TimesBetween, Reason::Rare)
    } else if periods / LONGER >= super::xmr::LEAST_TRUSTED {
        (Fit::LongerPeriod, Reason::FewForLong)
    } else {
        (of_counts, Reason::FewAndYoung)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_example() {
        assert_eq!(choice(&[], 0, true), None);
        assert_eq!(
            choice(&[5, 5, 5], 3, false),
            Some((Fit::Counts, Reason::Enough))
        );
        assert_eq!(
            choice(&[9, 1, 5], 3, true),
            Some((Fit::Rate, Reason::EnoughAndHours))
        );
        assert_eq!(
            choice(&[5, 5, 4], 3, false),
            Some((Fit::Counts, Reason::FewAndYoung))
        );
        assert_eq!(
            choice(&[1; 20], 47, true),
            Some((Fit::Rate, Reason::FewAndYoung))
        );
        assert_eq!(
            choice(&[1; 20], 48, true),
            Some((Fit::LongerPeriod, Reason::FewForLong))
        );
        assert_eq!(
            choice(&[0, 1, 1], 3, true),
            Some((Fit::TimesBetween, Reason::Rare))
        );
        assert_eq!(
            choice(&[-9, 0], 2, false),
            Some((Fit::TimesBetween, Reason::Rare))
        );
        assert_eq!(
            choice(&[i64::MAX; 3], 3, false),
            Some((Fit::Counts, Reason::Enough))
        );
    }
}
