//! Rules: the acts that are written down, in the past tense.

crate::words! {
    /// A staff act.
    Act {
        /// An account was made.
        PersonAdded = "person_added",
        /// An account may sign in again.
        PersonOpened = "person_opened",
        /// An account may no longer sign in.
        PersonClosed = "person_closed",
        /// An account has a new password.
        PasswordReset = "password_reset",
        /// A place was added.
        PlaceAdded = "place_added",
        /// A place was changed.
        PlaceChanged = "place_changed",
        /// A reporter was thanked.
        Thanked = "thanked",
        /// A reporter was asked.
        Asked = "asked",
        /// A danger was contained.
        Contained = "contained",
        /// A way was chosen.
        Triaged = "triaged",
        /// What changed was told.
        OutcomeTold = "outcome_told",
        /// The shared story was written.
        SharedStoryWritten = "shared_story_written",
        /// Wrote what reporters read of where a report stands.
        StatusWordsWritten = "status_words_written",
        /// Wrote down what somebody had told them.
        WrittenDown = "written_down",
        /// A report was set aside without thanks.
        SetAside = "set_aside",
        /// A sealed name was opened.
        NameOpened = "name_opened",
        /// A file was imported.
        Imported = "imported",
        /// Tallies were rebuilt.
        Recounted = "recounted",
        /// An entry of the house's own was added to the lexicon.
        LexiconEntryAdded = "lexicon_entry_added",
        /// An entry of the lexicon is said otherwise.
        LexiconEntryChanged = "lexicon_entry_changed",
        /// An entry of the lexicon marks words again.
        LexiconEntrySwitchedOn = "lexicon_entry_switched_on",
        /// An entry of the lexicon marks nothing.
        LexiconEntrySwitchedOff = "lexicon_entry_switched_off",
        /// What the house had changed in the lexicon was taken back.
        LexiconEntryTakenBack = "lexicon_entry_taken_back",
    }
}

impl Act {
    /// The act in words.
    #[must_use]
    pub fn in_words(self) -> &'static str {
        match self {
            Self::PersonAdded => "made an account",
            Self::PersonOpened => "opened an account again",
            Self::PersonClosed => "closed an account",
            Self::PasswordReset => "set a new password",
            Self::PlaceAdded => "added a place",
            Self::PlaceChanged => "changed a place",
            Self::Thanked => "thanked a reporter",
            Self::Asked => "asked a question",
            Self::Contained => "made it safe for now",
            Self::Triaged => "chose a way forward",
            Self::OutcomeTold => "told what came of it",
            Self::SharedStoryWritten => "wrote the shared story",
            Self::StatusWordsWritten => "changed the words that reporters read",
            Self::WrittenDown => "wrote down what somebody told them",
            Self::SetAside => "set a report aside",
            Self::NameOpened => "opened a sealed name",
            Self::Imported => "imported a file",
            Self::Recounted => "rebuilt the tallies",
            Self::LexiconEntryAdded => "added an entry to the lexicon",
            Self::LexiconEntryChanged => "changed an entry of the lexicon",
            Self::LexiconEntrySwitchedOn => "switched an entry of the lexicon on",
            Self::LexiconEntrySwitchedOff => "switched an entry of the lexicon off",
            Self::LexiconEntryTakenBack => "took back a change of the lexicon",
        }
    }
}
