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
        /// A test mail was asked for.
        TestMailSent = "test_mail_sent",
        /// A given-up mail was tried again.
        MailTriedAgain = "mail_tried_again",
        /// A given-up mail was let go.
        MailLetGo = "mail_let_go",
        /// A day was promised by which the reporter hears more.
        Promised = "promised",
        /// A promised day was moved, with a reason.
        PromiseMoved = "promise_moved",
        /// A note for other leads was written.
        NoteWritten = "note_written",
        /// A place's standing invitation was written.
        InvitationWritten = "invitation_written",
        /// An A3 was opened.
        A3Opened = "a3_opened",
        /// A section or a picture of an A3 was changed: once a version.
        A3Changed = "a3_changed",
        /// Somebody said where an A3 stands.
        A3StatusSet = "a3_status_set",
        /// An A3 has another owner or mentor.
        A3PeopleSet = "a3_people_set",
        /// Somebody wrote beside a section of an A3, or settled what was written.
        A3Commented = "a3_commented",
        /// An A3 learns from more reports.
        A3Linked = "a3_linked",
        /// The condition map of an A3 was changed.
        A3MapChanged = "a3_map_changed",
        /// A hansei was planned.
        HanseiPlanned = "hansei_planned",
        /// The sheet of a hansei was written on.
        HanseiWritten = "hansei_written",
        /// A room for phones was opened.
        RoomOpened = "room_opened",
        /// Points were turned over.
        PointsTurnedOver = "points_turned_over",
        /// Another silent round began.
        SilentAgain = "silent_again",
        /// The pulse was opened.
        PulseOpened = "pulse_opened",
        /// The pulse was ended.
        PulseEnded = "pulse_ended",
        /// A lesson was written.
        LessonWritten = "lesson_written",
        /// A reporter was asked whether a lesson may be shared.
        LessonAsked = "lesson_asked",
        /// A lesson was published.
        LessonPublished = "lesson_published",
        /// A lead took a lesson back.
        LessonTakenBack = "lesson_taken_back",
        /// A lesson was read again after a year.
        LessonReadAgain = "lesson_read_again",
        /// A countermeasure was added.
        CountermeasureAdded = "countermeasure_added",
        /// What a countermeasure is to change was changed.
        CountermeasureChanged = "countermeasure_changed",
        /// A countermeasure is in place.
        CountermeasureInPlace = "countermeasure_in_place",
        /// Somebody looked at the place whether it works.
        CountermeasureChecked = "countermeasure_checked",
        /// It was decided what becomes of it.
        CountermeasureDecided = "countermeasure_decided",
        /// A similar report opened it again; nobody did.
        CountermeasureReopened = "countermeasure_reopened",
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
        /// The plan of a hansei was changed before it began.
        HanseiReplanned = "hansei_replanned",
        /// A hansei was closed.
        HanseiClosed = "hansei_closed",
        /// A closed hansei was opened again, with a reason.
        HanseiReopened = "hansei_reopened",
        /// A note on a signal was written.
        SignalNoteWritten = "signal_note_written",
        /// A point of a chart was asked about.
        PointNoteWritten = "point_note_written",
        /// A change at a place was written down.
        ChangeWritten = "change_written",
        /// The limits of a chart were set anew, with a reason.
        LimitsSetAnew = "limits_set_anew",
        /// Limits that were set anew were taken back.
        LimitsTakenBack = "limits_taken_back",
        /// Weeks of a place were closed.
        WeeksClosed = "weeks_closed",
        /// Closed weeks of a place are counted again.
        WeeksOpened = "weeks_opened",
        /// Wrote down how much was worked at a place.
        ExposureWritten = "exposure_written",
        /// What was known of how much was worked at a place was removed.
        ExposureRemoved = "exposure_removed",
        /// De-identified data was downloaded.
        Exported = "exported",
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
            Self::TestMailSent => "asked for a test mail",
            Self::MailTriedAgain => "tried a mail again",
            Self::MailLetGo => "let a mail go",
            Self::Promised => "promised a day",
            Self::PromiseMoved => "moved a promised day, with a reason",
            Self::NoteWritten => "wrote a note for other leads",
            Self::InvitationWritten => "wrote a standing invitation",
            Self::A3Opened => "opened an A3",
            Self::A3Changed => "wrote on an A3",
            Self::A3StatusSet => "said where an A3 stands",
            Self::A3PeopleSet => "changed who keeps an A3 going",
            Self::A3Commented => "wrote beside an A3",
            Self::A3Linked => "added reports to an A3",
            Self::A3MapChanged => "changed the condition map of an A3",
            Self::HanseiPlanned => "planned a hansei",
            Self::HanseiWritten => "wrote on a hansei's sheet",
            Self::RoomOpened => "opened a hansei's room for phones",
            Self::PointsTurnedOver => "turned a hansei's points over",
            Self::SilentAgain => "began another silent round",
            Self::PulseOpened => "opened a hansei's pulse",
            Self::PulseEnded => "ended a hansei's pulse",
            Self::LessonWritten => "wrote a lesson",
            Self::LessonAsked => "asked whether a lesson may be shared",
            Self::LessonPublished => "published a lesson",
            Self::LessonTakenBack => "took a lesson back",
            Self::LessonReadAgain => "read a lesson again after a year",
            Self::CountermeasureAdded => "added a countermeasure",
            Self::CountermeasureChanged => "changed a countermeasure",
            Self::CountermeasureInPlace => "put a countermeasure in place",
            Self::CountermeasureChecked => "checked a countermeasure at the place",
            Self::CountermeasureDecided => "decided on a countermeasure",
            Self::CountermeasureReopened => "opened a countermeasure again after a similar report",
            Self::LexiconEntryAdded => "added an entry to the lexicon",
            Self::LexiconEntryChanged => "changed an entry of the lexicon",
            Self::LexiconEntrySwitchedOn => "switched an entry of the lexicon on",
            Self::LexiconEntrySwitchedOff => "switched an entry of the lexicon off",
            Self::LexiconEntryTakenBack => "took back a change of the lexicon",
            Self::HanseiReplanned => "changed the plan of a hansei",
            Self::HanseiClosed => "closed a hansei",
            Self::HanseiReopened => "opened a closed hansei again",
            Self::SignalNoteWritten => "wrote a note on a signal",
            Self::PointNoteWritten => "asked about a point of a chart",
            Self::ChangeWritten => "wrote down what changed at a place",
            Self::LimitsSetAnew => "set the limits of a chart anew",
            Self::LimitsTakenBack => "took limits of a chart back",
            Self::WeeksClosed => "closed weeks of a place",
            Self::WeeksOpened => "opened weeks of a place again",
            Self::ExposureWritten => "wrote down the hours worked at a place",
            Self::ExposureRemoved => "removed the hours worked at a place",
            Self::Exported => "exported de-identified data",
        }
    }

    /// Whether the program did it by itself, at a time of which only the day is kept.
    #[must_use]
    pub fn is_by_itself(self) -> bool {
        self == Self::CountermeasureReopened
    }
}
