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
        /// The lexicon has an entry more.
        LexiconAdded = "lexicon-added",
        /// The lexicon was changed.
        LexiconChanged = "lexicon-changed",
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
            Self::LexiconAdded => "The entry is there. It marks words from now on.",
            Self::LexiconChanged => "The lexicon is changed, from the next text on.",
        };
        english.to_owned()
    }
}
