//! What a version is: what one person wrote without a long pause.

use crate::kernel::ids::Id;
use chrono::{DateTime, TimeDelta, Utc};

/// The pause after which the next words are a version of their own.
const PAUSE: TimeDelta = TimeDelta::minutes(10);

/// How long one version may go on: somebody who types all day leaves more than one behind.
const LONGEST: TimeDelta = TimeDelta::hours(1);

/// Whether what somebody saves now goes on with the last version.
#[must_use]
pub fn continues(
    last_by: Option<Id>,
    begun: DateTime<Utc>,
    changed: DateTime<Utc>,
    by: Id,
    now: DateTime<Utc>,
) -> bool {
    last_by == Some(by) && now - changed <= PAUSE && now - begun <= LONGEST
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn saving_as_somebody_types_is_one_version() {
        let (ada, ben) = (Id::random(), Id::random());
        let at = |minute: i64| {
            "2026-03-04T09:00:00Z".parse::<DateTime<Utc>>().unwrap() + TimeDelta::minutes(minute)
        };
        assert!(continues(Some(ada), at(0), at(5), ada, at(15)));
        assert!(!continues(Some(ada), at(0), at(5), ada, at(16)));
        assert!(!continues(Some(ada), at(0), at(5), ben, at(5)));
        assert!(!continues(None, at(0), at(5), ada, at(5)));
        assert!(!continues(Some(ada), at(0), at(59), ada, at(61)));
    }
}
