//! Everything that is done to a report before the transaction: hashing, sealing, coarsening.

use crate::{
    kernel::{
        ids::random_bytes,
        keys::{Hash, Keys, Receipt, Verifier},
        time::{Coarse, Grain, Now},
    },
    reports::{
        model::{NewReport, Reporter},
        store::Told,
    },
};
use chrono::{DateTime, Days, DurationRound, TimeDelta, Utc};

/// One sending of a report.
#[derive(Clone)]
pub struct Draft<'a> {
    /// Drawn once a draft, so that sending it twice stores it once.
    pub key: &'a str,
    /// SHA-256 of what was sent.
    pub body_hash: Hash,
    /// When the device made the receipt: what the server may know of it.
    pub verifier: Option<Verifier>,
}

/// What the house keeps of a report, and how soon it is seen.
#[derive(Debug, Clone, Copy)]
pub struct Rules {
    /// The finest time kept of whoever gives no name.
    pub grain: Grain,
    /// Minutes between batches; 0 for none.
    pub release_minutes: i64,
    /// People below which a place is too small to be told from.
    pub small_number: i64,
}

impl Draft<'_> {
    /// The receipt that the server makes, where the device made none.
    #[must_use]
    pub fn receipt(&self, keys: &Keys) -> Option<Receipt> {
        match self.verifier {
            Some(_) => None,
            None => Some(keys.receipt_for(self.key, &self.body_hash)),
        }
    }

    /// What is kept of the receipt, whoever made it.
    #[must_use]
    pub fn receipt_hash(&self, keys: &Keys) -> Hash {
        let verifier = self
            .verifier
            .clone()
            .unwrap_or_else(|| Verifier::of(&keys.receipt_for(self.key, &self.body_hash)));
        keys.receipt_hash(&verifier)
    }
}

/// Makes a report ready to be stored.
///
/// Of an anonymous or protected report nothing finer than the grain goes on from here, but the moment
/// until which it waits for its batch, which is emptied on release.
#[must_use]
pub fn prepare(report: NewReport, draft: &Draft<'_>, keys: &Keys, now: Now, rules: Rules) -> Told {
    let named = matches!(report.reporter, Reporter::Named { .. });
    let surfaced = if named {
        Coarse {
            day: now.today(),
            hour: None,
        }
    } else {
        now.coarse(rules.grain)
    };
    let occurred = report.when.occurred(surfaced);
    let at_once = named || report.still_dangerous;
    let release_at = release_at(at_once, now.at, rules.release_minutes);
    let sealed_name = match &report.reporter {
        Reporter::Protected { name, contact } => Some(
            keys.seal(
                &contact
                    .as_ref()
                    .map_or_else(|| name.clone(), |contact| format!("{name}\n{contact}")),
            ),
        ),
        Reporter::Anonymous | Reporter::Named { .. } => None,
    };
    Told {
        key_hash: keys.mac("draft key", &[draft.key.as_bytes()]),
        body_hash: keys.mac("draft body", &[&draft.body_hash]),
        receipt_hash: draft.receipt_hash(keys),
        sealed_name,
        surfaced,
        surfaced_at: named.then_some(now.at),
        occurred,
        release_at,
        released_on: now.day_of(release_at.unwrap_or(now.at)),
        key_expires_on: now
            .today()
            .checked_add_days(Days::new(1))
            .unwrap_or_else(|| now.today()),
        by_word_of_mouth: false,
        small_number: rules.small_number,
        report,
    }
}

/// Until when something waits for its batch; `None` for what is seen at once.
pub(super) fn release_at(
    at_once: bool,
    at: DateTime<Utc>,
    release_minutes: i64,
) -> Option<DateTime<Utc>> {
    (!at_once && release_minutes > 0).then(|| next_batch(at, release_minutes))
}

/// The end of the running batch, and up to a third of a batch more: whoever watches the inbox should
/// not be able to tell who has just put the tablet down.
fn next_batch(at: DateTime<Utc>, minutes: i64) -> DateTime<Utc> {
    let batch = TimeDelta::minutes(minutes);
    let end = at.duration_trunc(batch).unwrap_or(at) + batch;
    let most = batch.num_seconds() / 3;
    let jitter = i64::from(u32::from_be_bytes(random_bytes())) % most.max(1);
    end + TimeDelta::seconds(jitter)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reports::model::{Factors, Kind, Share, Story, When};
    use chrono_tz::Tz;

    fn report(reporter: Reporter, still_dangerous: bool) -> NewReport {
        NewReport {
            kind: Kind::NearMiss,
            story: Story::parse("The pallet slid.").unwrap(),
            when: When::JustNow,
            place: None,
            one_level_up: false,
            step: None,
            still_dangerous,
            intent: None,
            impact: None,
            factors: Factors::default(),
            factor_words: None,
            caught_by: Factors::default(),
            caught_words: None,
            workaround: None,
            seen_before: None,
            effect: None,
            could_have: None,
            idea: None,
            share: Share::No,
            reporter,
        }
    }

    fn told(reporter: Reporter, still_dangerous: bool) -> Told {
        let now = Now::new("2026-03-04T09:31:27Z".parse().unwrap(), Tz::UTC);
        let draft = Draft {
            key: "0123456789abcdef",
            body_hash: [7; 32],
            verifier: None,
        };
        prepare(
            report(reporter, still_dangerous),
            &draft,
            &Keys::random(),
            now,
            Rules {
                grain: Grain::Shift,
                release_minutes: 15,
                small_number: 5,
            },
        )
    }

    #[test]
    fn an_anonymous_report_waits_for_its_batch_and_keeps_its_shift_alone() {
        let told = told(Reporter::Anonymous, false);
        let release_at = told.release_at.unwrap().to_rfc3339();
        assert!(
            ("2026-03-04T09:45:00"..="2026-03-04T09:50:00").contains(&&release_at[..19]),
            "{release_at}"
        );
        assert_eq!(told.surfaced.hour, Some(6));
        assert_eq!(told.surfaced_at, None);
        assert_eq!(told.sealed_name, None);
    }

    #[test]
    fn what_is_still_dangerous_is_shown_at_once() {
        assert_eq!(told(Reporter::Anonymous, true).release_at, None);
    }

    #[test]
    fn a_protected_name_is_sealed_and_a_named_one_keeps_its_time() {
        let name = || "Ada Byron".to_owned();
        let protected = told(
            Reporter::Protected {
                name: name(),
                contact: None,
            },
            false,
        );
        assert!(
            protected
                .sealed_name
                .is_some_and(|sealed| !sealed.windows(3).any(|three| three == b"Ada"))
        );
        assert_eq!(protected.surfaced_at, None);
        let named = told(
            Reporter::Named {
                name: name(),
                contact: None,
            },
            false,
        );
        assert!(named.surfaced_at.is_some() && named.release_at.is_none());
    }
}
