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
        /// A test mail waits.
        TestMailQueued = "test-mail-queued",
        /// A given-up mail waits again.
        MailTriedAgain = "mail-tried-again",
        /// A given-up mail is gone.
        MailLetGo = "mail-let-go",
        /// The own digest comes by mail.
        DigestOn = "digest-on",
        /// The own digest comes no more.
        DigestOff = "digest-off",
        /// A day was promised.
        Promised = "promised",
        /// A promised day was moved.
        PromiseMoved = "promise-moved",
        /// A note for other leads was kept.
        NoteKept = "note-kept",
        /// A standing invitation was kept.
        InvitationKept = "invitation-kept",
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
        /// A hansei was planned.
        HanseiPlanned = "hansei-planned",
        /// The sheet of a hansei was kept.
        HanseiKept = "hansei-kept",
        /// The room of a hansei changed.
        RoomChanged = "room-changed",
        /// A lesson was kept.
        LessonKept = "lesson-kept",
        /// The reporter is asked about a lesson.
        LessonAsked = "lesson-asked",
        /// A lesson was published.
        LessonPublished = "lesson-published",
        /// A lesson was taken back.
        LessonTakenBack = "lesson-taken-back",
        /// A lesson was read again.
        LessonReadAgain = "lesson-read-again",
        /// A countermeasure was added.
        CountermeasureAdded = "countermeasure-added",
        /// A countermeasure was changed.
        CountermeasureChanged = "countermeasure-changed",
        /// A countermeasure is in place.
        CountermeasureInPlace = "countermeasure-in-place",
        /// A countermeasure was looked at.
        CountermeasureChecked = "countermeasure-checked",
        /// A countermeasure was decided on.
        CountermeasureDecided = "countermeasure-decided",
        /// Where it was brought to was kept.
        CountermeasureSpread = "countermeasure-spread",
        /// The lexicon has an entry more.
        LexiconAdded = "lexicon-added",
        /// The lexicon was changed.
        LexiconChanged = "lexicon-changed",
        /// The plan of a hansei was changed.
        HanseiReplanned = "hansei-replanned",
        /// A hansei was closed.
        HanseiClosed = "hansei-closed",
        /// A closed hansei is open again.
        HanseiReopened = "hansei-reopened",
        /// A note on a point or a signal was kept.
        PointNoteKept = "point-note-kept",
        /// A change was written down.
        ChangeKept = "change-kept",
        /// Limits were set anew.
        LimitsSetAnew = "limits-set-anew",
        /// Limits were taken back.
        LimitsTakenBack = "limits-taken-back",
        /// Weeks were closed.
        WeeksClosed = "weeks-closed",
        /// Closed weeks are counted again.
        WeeksOpened = "weeks-opened",
        /// Exposure was kept.
        ExposureKept = "exposure-kept",
        /// Exposure was known already.
        ExposureSame = "exposure-same",
        /// Exposure of a place was removed.
        ExposureRemoved = "exposure-removed",
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
            Self::TestMailQueued => "A test goes out to you within a minute.",
            Self::MailTriedAgain => "It is tried again within a minute.",
            Self::MailLetGo => "It is gone.",
            Self::DigestOn => "Your morning mail is on.",
            Self::DigestOff => "Your morning mail is off. Nobody else sees that.",
            Self::Promised => "Promised. The reporter reads the day; so do you, in the inbox.",
            Self::PromiseMoved => "Moved. The reporter reads the new day and why.",
            Self::NoteKept => "The note is kept. No reporter reads it.",
            Self::InvitationKept => "Kept. Whoever tells something here reads it first.",
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
            Self::HanseiPlanned => "Planned. This is its sheet: it fills up as you talk.",
            Self::HanseiKept => "Kept, with everything that was typed on the page.",
            Self::RoomChanged => "Done. Phones in the room see it when they look again.",
            Self::LessonKept => "The lesson is kept.",
            Self::LessonAsked => {
                "The reporter is asked on their own page. You read the answer here."
            }
            Self::LessonPublished => "Published. Thank you for letting others learn from it.",
            Self::LessonTakenBack => "Taken back. Nobody can read it any more.",
            Self::LessonReadAgain => "Kept beside the lesson. Thank you for looking again.",
            Self::CountermeasureAdded => {
                "Added. It stands on the board until somebody has looked whether it worked."
            }
            Self::CountermeasureChanged => "Kept.",
            Self::CountermeasureInPlace => {
                "Good. On the day of the check it stands on the board again."
            }
            Self::CountermeasureChecked => "Thank you for looking. What will you do with it?",
            Self::CountermeasureDecided => "Decided, and written down with its reason.",
            Self::CountermeasureSpread => "Kept. Others can build on it.",
            Self::LexiconAdded => "The entry is there. It marks words from now on.",
            Self::LexiconChanged => "The lexicon is changed, from the next text on.",
            Self::HanseiReplanned => "The plan is changed.",
            Self::HanseiClosed => "Closed. Thank you for looking back together.",
            Self::HanseiReopened => "It is open again, and the journal says why.",
            Self::PointNoteKept => "Your note is kept. Thank you for asking.",
            Self::ChangeKept => "Kept. Charts of this place show it from now on.",
            Self::LimitsSetAnew => "The limits are set anew. What came before stays on the chart.",
            Self::LimitsTakenBack => "Taken back. The limits are as before.",
            Self::WeeksClosed => "Kept. These weeks are left out of the charts.",
            Self::WeeksOpened => "Removed. These weeks are counted again.",
            Self::ExposureKept => {
                "Kept. What was known of a week before is replaced; an empty week is not known."
            }
            Self::ExposureSame => "All of this was known already. Nothing has changed.",
            Self::ExposureRemoved => "Removed. Charts of this place show counts again.",
        };
        english.to_owned()
    }
}
