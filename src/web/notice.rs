//! The one sentence that says, after a form was sent, that it arrived.
//!
//! It travels as a word in the address, so that no cookie is needed for it.

use crate::{kernel::language::Language, web::phrases};

crate::words! {
    /// What was just done.
    Notice {
        /// A lead thanked a reporter.
        ThanksSent = "thanks-sent",
        /// A lead asked.
        QuestionSent = "question-sent",
        /// A danger was contained.
        Contained = "contained",
        /// A way was chosen.
        Triaged = "triaged",
        /// What changed was told.
        OutcomeTold = "outcome-told",
        /// The shared story was kept.
        SharedStoryKept = "shared-story-kept",
        /// A place was added.
        PlaceAdded = "place-added",
        /// A place was changed.
        PlaceChanged = "place-changed",
        /// An account was made.
        PersonAdded = "person-added",
        /// An account was changed.
        PersonChanged = "person-changed",
        /// Words for reporters were kept.
        WordsKept = "words-kept",
        /// Signed out.
        SignedOut = "signed-out",
        /// An A3 was opened.
        A3Opened = "a3-opened",
        /// A section of an A3 was kept.
        A3Kept = "a3-kept",
        /// An older text of an A3 stands again.
        A3Restored = "a3-restored",
        /// A condition stands on the map.
        ConditionAdded = "condition-added",
        /// A condition has other words.
        ConditionChanged = "condition-changed",
        /// A condition was taken from the map.
        ConditionRemoved = "condition-removed",
        /// Two conditions were linked.
        ConditionsLinked = "conditions-linked",
        /// Two conditions are no longer linked.
        ConditionsUnlinked = "conditions-unlinked",
        /// A chain stands on the map.
        ChainAdded = "chain-added",
    }
}

impl Notice {
    /// The sentence. What staff alone do is said in English.
    #[must_use]
    pub fn sentence(self, language: Language) -> String {
        let english = match self {
            Self::SignedOut => return phrases::say(language, "layout-signed-out"),
            Self::ThanksSent => {
                "Your thanks are on their way. Now you can decide what to do and tell what came of it."
            }
            Self::QuestionSent => "Your words are on the reporter's page.",
            Self::Contained => "Good. The reporter can read what makes it safe for now.",
            Self::Triaged => "Kept. The reporter can read what happens next.",
            Self::OutcomeTold => "Told. The reporter will be asked whether it helped.",
            Self::SharedStoryKept => "The shared story is kept. No copy of an earlier one remains.",
            Self::PlaceAdded => "The place is there. Print its poster next.",
            Self::PlaceChanged => "The place is changed.",
            Self::PersonAdded => "The account is there.",
            Self::PersonChanged => "The account is changed.",
            Self::WordsKept => "Kept. Reporters read these words from now on.",
            Self::A3Opened => {
                "The A3 is open. Go and see the place first; the rest can wait until then."
            }
            Self::A3Kept => "Kept.",
            Self::A3Restored => {
                "The older text stands again. The later one is still among the versions."
            }
            Self::ConditionAdded => "It is on the map. What made that possible?",
            Self::ConditionChanged => "Kept.",
            Self::ConditionRemoved => "It is off the map. What stood below it moved up.",
            Self::ConditionsLinked => "The two are linked.",
            Self::ConditionsUnlinked => {
                "The two are no longer linked. What has no other way up stands at the start of the map."
            }
            Self::ChainAdded => "The chain is on the map. You can branch out from each condition.",
        };
        english.to_owned()
    }
}
