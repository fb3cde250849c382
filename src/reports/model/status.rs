//! Where a report stands, in words for its reporter; a house may put its own words in their place.

use super::{Handling, Triage};

crate::words! {
    /// Where a report stands, as its reporter reads it.
    Status {
        /// Nobody has thanked yet.
        BeforeThanks = "before_thanks",
        /// Thanked; the way is not chosen.
        BeforeWay = "before_way",
        /// It is being made safe.
        Contain = "contain",
        /// It is being understood.
        LearnA3 = "learn_a3",
        /// It goes to a review.
        ReviewHansei = "review_hansei",
        /// It is known.
        Known = "known",
        /// No more to do.
        NoMore = "no_more",
        /// Set aside.
        SetAside = "set_aside",
        /// The outcome is still to come.
        BeforeOutcome = "before_outcome",
        /// The reporter said that it is not fixed.
        Reopened = "reopened",
    }
}

impl Status {
    /// What is said where nobody has written own words.
    #[must_use]
    pub fn usual_words(self) -> &'static str {
        match self {
            Self::BeforeThanks => "A lead reads it and thanks you in person.",
            Self::BeforeWay => "You read here how it goes on.",
            Self::Contain => Triage::Contain.for_reporter(),
            Self::LearnA3 => Triage::LearnA3.for_reporter(),
            Self::ReviewHansei => Triage::ReviewHansei.for_reporter(),
            Self::Known => Triage::Known.for_reporter(),
            Self::NoMore => Triage::NoMore.for_reporter(),
            Self::SetAside => Triage::SetAside.for_reporter(),
            Self::BeforeOutcome => "You read here what changed.",
            Self::Reopened => "You said it is not fixed. We look at it again.",
        }
    }

    /// When reporters read it, for the person who writes the words.
    #[must_use]
    pub fn when(self) -> &'static str {
        match self {
            Self::BeforeThanks => "Until somebody has thanked",
            Self::BeforeWay => "Thanked, and the way is not chosen yet",
            Self::Contain => "It is made safe now",
            Self::LearnA3 => "A team learns from it in an A3",
            Self::ReviewHansei => "It goes to a hansei review",
            Self::Known => "It is an echo of another report",
            Self::NoMore => "There is no more to do",
            Self::SetAside => "It was set aside",
            Self::BeforeOutcome => "What came of it is still to come",
            Self::Reopened => "The reporter said that it is not fixed",
        }
    }

    /// The status of a chosen way.
    #[must_use]
    pub fn of_way(way: Triage) -> Self {
        match way {
            Triage::Contain => Self::Contain,
            Triage::LearnA3 => Self::LearnA3,
            Triage::ReviewHansei => Self::ReviewHansei,
            Triage::Known => Self::Known,
            Triage::NoMore => Self::NoMore,
            Triage::SetAside => Self::SetAside,
        }
    }
}

/// Days after the outcome from which the reporter is asked once more: four weeks, in which an effect
/// shows or fades.
pub const ASK_AGAIN_DAYS: i64 = 28;

impl Handling {
    /// Whether enough time has passed since the end to ask once more how it went.
    #[must_use]
    pub fn may_be_judged_again(&self, today: chrono::NaiveDate) -> bool {
        let ended = match (&self.outcome, &self.triage) {
            (Some(outcome), _) => Some(outcome.on),
            (None, Some((way, _, on))) if !way.leaves_an_outcome_open() => Some(*on),
            _ => None,
        };
        ended.is_some_and(|on| (today - on).num_days() >= ASK_AGAIN_DAYS)
    }
}
