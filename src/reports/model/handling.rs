//! How a report may be answered: thanks first, then the rest; asking and containing always.

use super::Reference;
use crate::kernel::text::{self, TextError};
use chrono::NaiveDate;

crate::words! {
    /// The way forward that a lead chooses.
    Triage {
        /// Make it safe now, and leave it at that.
        Contain = "contain",
        /// Understand it in an A3.
        LearnA3 = "learn_a3",
        /// Take it to a review.
        ReviewHansei = "review_hansei",
        /// It is known: an echo of another report.
        Known = "known",
        /// No more to do; the reporter reads why.
        NoMore = "no_more",
        /// No report at all: set aside, without thanks, with a reason.
        SetAside = "set_aside",
    }
}

impl Triage {
    /// As a lead reads it.
    #[must_use]
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Contain => "Make it safe now",
            Self::LearnA3 => "Learn in an A3",
            Self::ReviewHansei => "Talk about it in a hansei review",
            Self::Known => "Known: an echo of another report",
            Self::NoMore => "No more to do",
            Self::SetAside => "Not a report: set it aside",
        }
    }

    /// As the reporter reads it.
    #[must_use]
    pub fn for_reporter(self) -> &'static str {
        match self {
            Self::Contain => "It is being made safe.",
            Self::LearnA3 => "A team is looking at what in the system made it possible.",
            Self::ReviewHansei => {
                "It will be talked about in a review: what was expected, what happened, what we learn."
            }
            Self::Known => "Others have told this too. Your telling makes it weigh more.",
            Self::NoMore => "There is no more to do for now.",
            Self::SetAside => "It was set aside.",
        }
    }

    /// Whether the reporter needs a reason to read.
    #[must_use]
    pub fn needs_reason(self) -> bool {
        matches!(self, Self::NoMore | Self::SetAside)
    }

    /// Whether something is still to come of it.
    #[must_use]
    pub fn leaves_an_outcome_open(self) -> bool {
        matches!(self, Self::Contain | Self::LearnA3 | Self::ReviewHansei)
    }
}

crate::words! {
    /// What a report waits for from a lead.
    WaitingFor {
        /// Thanks.
        Thanks = "thanks",
        /// An answer to what the reporter wrote.
        Answer = "answer",
        /// A way forward.
        Way = "way",
        /// The outcome.
        Outcome = "outcome",
        /// Nothing more.
        Nothing = "nothing",
    }
}

impl WaitingFor {
    /// As a lead reads it.
    #[must_use]
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Thanks => "Waiting for your thanks",
            Self::Answer => "The reporter wrote",
            Self::Way => "Waiting for a way forward",
            Self::Outcome => "Waiting for what came of it",
            Self::Nothing => "Answered",
        }
    }
}

/// Where the handling of a report stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Handling {
    /// The thanks, when they were given.
    pub thanks: Option<Act>,
    /// The day of the first answer of any kind.
    pub first_answer_on: Option<NaiveDate>,
    /// The way forward with its reason and day.
    pub triage: Option<(Triage, Option<String>, NaiveDate)>,
    /// The report of which this one is an echo, when the way is `Known` and a lead named it.
    pub echo_of: Option<Reference>,
    /// What came of it.
    pub outcome: Option<Act>,
    /// The de-identified story.
    pub shared_story: Option<String>,
    /// Whether the reporter's latest words are unanswered.
    pub reporter_wrote_last: bool,
    /// The day on which the reporter said that it is not fixed, until the outcome is told anew.
    pub reopened_on: Option<NaiveDate>,
    /// What of it the reporter has read, and on which day.
    pub read: Read,
}

/// The days on which a reporter first saw what a lead did; nothing finer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Read {
    /// The thanks.
    pub thanks: Option<NaiveDate>,
    /// The way forward.
    pub triage: Option<NaiveDate>,
    /// The outcome.
    pub outcome: Option<NaiveDate>,
}

/// Words that a lead gave, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    /// The words.
    pub words: String,
    /// Who, by name; `None` where it does not matter.
    pub by: Option<String>,
    /// The day.
    pub on: NaiveDate,
}

/// Why the rules say no, in words for the person who acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Not there, or not for this person.
    #[error("We could not find that report.")]
    NotHere,
    /// Thanks come first.
    #[error("Please thank the reporter first. That opens the rest.")]
    ThankFirst,
    /// One personal thanks is enough.
    #[error("The reporter has been thanked already. You can still write to them.")]
    AlreadyThanked,
    /// A reason is missing.
    #[error("Please give a reason: the reporter reads it.")]
    ReasonMissing,
    /// The reporter did not want it shared.
    #[error("The reporter asked that this story is not shared. Please leave it where it is.")]
    NotToBeShared,
    /// The verdict comes after the outcome.
    #[error("Your verdict can be given as soon as you have been told what came of it.")]
    NoOutcomeYet,
    /// Asked again some weeks later, not before.
    #[error("This is asked some weeks after you were told what came of it.")]
    TooSoon,
    /// The same key came with other words.
    #[error(
        "This report was sent already. If you want to tell something else, please start a new one."
    )]
    KeyReused,
    /// No such place.
    #[error("We do not know this place. Please choose one from the list, or leave it open.")]
    UnknownPlace,
    /// An imported report has nobody to answer.
    #[error("This report was imported: there is nobody to answer here.")]
    Imported,
    /// As many photos as fit.
    #[error("There are five photos already. Take one away first, then add another.")]
    EnoughPhotos,
    /// A promised day is moved with a reason.
    #[error("A day is promised already. To move it, please say why: the reporter reads it.")]
    MoveReasonMissing,
    /// A promise is moved to another day.
    #[error("This is the day that was promised already. Please choose another one.")]
    SameDay,
    /// No such report to be an echo of, or not for this lead.
    #[error(
        "We could not find the report that this one is an echo of. Please check its six characters, such as 4H7-KQ2."
    )]
    EchoUnknown,
    /// A report cannot be an echo of itself.
    #[error("A report is no echo of itself. Please give the characters of the other one.")]
    EchoOfItself,
}

/// Photos that a report can have.
pub const MOST_PHOTOS: usize = 5;

impl Handling {
    /// What is waited for from a lead. `imported` reports wait for nothing.
    #[must_use]
    pub fn waiting_for(&self, imported: bool) -> WaitingFor {
        match &self.triage {
            _ if imported => WaitingFor::Nothing,
            Some((Triage::SetAside, ..)) if !self.reporter_wrote_last => WaitingFor::Nothing,
            Some((Triage::SetAside, ..)) => WaitingFor::Answer,
            _ if self.thanks.is_none() => WaitingFor::Thanks,
            _ if self.reporter_wrote_last => WaitingFor::Answer,
            _ if self.reopened_on.is_some() => WaitingFor::Outcome,
            _ if self.outcome.is_some() => WaitingFor::Nothing,
            None => WaitingFor::Way,
            Some((way, ..)) if way.leaves_an_outcome_open() => WaitingFor::Outcome,
            Some(_) => WaitingFor::Nothing,
        }
    }

    /// Whether thanks may be given.
    ///
    /// # Errors
    /// `Refusal::AlreadyThanked`: bulk or repeated thanks are worth nothing.
    pub fn may_be_thanked(&self) -> Result<(), Refusal> {
        if self.thanks.is_some() {
            Err(Refusal::AlreadyThanked)
        } else {
            Ok(())
        }
    }

    /// Whether this way may be chosen, with this reason.
    ///
    /// # Errors
    /// `Refusal::ThankFirst` (setting aside is exempt), `Refusal::ReasonMissing`.
    pub fn may_go(&self, way: Triage, reason: Option<&str>) -> Result<(), Refusal> {
        if self.thanks.is_none() && way != Triage::SetAside {
            return Err(Refusal::ThankFirst);
        }
        if way.needs_reason() && reason.is_none() {
            return Err(Refusal::ReasonMissing);
        }
        Ok(())
    }

    /// Whether the outcome may be told.
    ///
    /// # Errors
    /// `Refusal::ThankFirst`.
    pub fn may_tell_outcome(&self) -> Result<(), Refusal> {
        if self.thanks.is_none() {
            Err(Refusal::ThankFirst)
        } else {
            Ok(())
        }
    }

    /// Whether the reporter may say how it went: after the outcome, or after a way that ends it.
    ///
    /// # Errors
    /// `Refusal::NoOutcomeYet`.
    pub fn may_be_judged(&self) -> Result<(), Refusal> {
        let ended = self
            .triage
            .as_ref()
            .is_some_and(|(way, ..)| !way.leaves_an_outcome_open());
        if self.outcome.is_some() || ended {
            Ok(())
        } else {
            Err(Refusal::NoOutcomeYet)
        }
    }
}

/// What the reporter says of the outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// Did it help? 1 (no), 2 (a little), 3 (yes).
    pub helped: i32,
    /// Did it feel safe to speak up? 1 to 3.
    pub felt_safe: i32,
    /// In own words.
    pub words: Option<String>,
}

/// Why a verdict cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum VerdictError {
    /// Not one of three faces.
    #[error("Please choose one of the three faces for each question.")]
    Face,
    /// Words that cannot be taken.
    #[error("{0}")]
    Text(#[from] TextError),
}

impl Verdict {
    /// Reads two faces and words.
    ///
    /// # Errors
    /// `VerdictError` for a face outside 1 to 3, or words that cannot be taken.
    pub fn parse(helped: i64, felt_safe: i64, words: &str) -> Result<Self, VerdictError> {
        let face = |raw: i64| {
            i32::try_from(raw)
                .ok()
                .filter(|face| (1..=3).contains(face))
                .ok_or(VerdictError::Face)
        };
        Ok(Self {
            helped: face(helped)?,
            felt_safe: face(felt_safe)?,
            words: text::optional_block(words, 2_000)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn thanked() -> Handling {
        let on = "2026-05-20".parse().unwrap();
        Handling {
            thanks: Some(Act {
                words: "Thank you.".into(),
                by: None,
                on,
            }),
            ..Handling::default()
        }
    }

    #[test]
    fn thanks_come_before_triage_and_outcome() {
        let fresh = Handling::default();
        assert_eq!(
            fresh.may_go(Triage::LearnA3, None),
            Err(Refusal::ThankFirst)
        );
        assert_eq!(fresh.may_tell_outcome(), Err(Refusal::ThankFirst));
        assert_eq!(
            fresh.may_go(Triage::SetAside, Some("An empty test.")),
            Ok(())
        );
        assert_eq!(thanked().may_go(Triage::LearnA3, None), Ok(()));
        assert_eq!(thanked().may_be_thanked(), Err(Refusal::AlreadyThanked));
    }

    #[test]
    fn doing_no_more_needs_a_reason() {
        assert_eq!(
            thanked().may_go(Triage::NoMore, None),
            Err(Refusal::ReasonMissing)
        );
        assert_eq!(
            thanked().may_go(Triage::NoMore, Some("Done last week.")),
            Ok(())
        );
    }

    #[test]
    fn a_report_waits_until_the_loop_is_closed() {
        let on = "2026-05-20".parse().unwrap();
        let mut handling = Handling::default();
        assert_eq!(handling.waiting_for(false), WaitingFor::Thanks);
        assert_eq!(handling.waiting_for(true), WaitingFor::Nothing);
        handling = thanked();
        assert_eq!(handling.waiting_for(false), WaitingFor::Way);
        handling.triage = Some((Triage::LearnA3, None, on));
        assert_eq!(handling.waiting_for(false), WaitingFor::Outcome);
        handling.outcome = Some(Act {
            words: "A new ramp.".into(),
            by: None,
            on,
        });
        assert_eq!(handling.waiting_for(false), WaitingFor::Nothing);
        handling.reporter_wrote_last = true;
        assert_eq!(handling.waiting_for(false), WaitingFor::Answer);
    }

    #[test]
    fn whoever_protests_against_being_set_aside_is_answered() {
        let on = "2026-05-20".parse().unwrap();
        let mut handling = Handling {
            triage: Some((Triage::SetAside, Some("Empty.".into()), on)),
            ..Handling::default()
        };
        assert_eq!(handling.waiting_for(false), WaitingFor::Nothing);
        handling.reporter_wrote_last = true;
        assert_eq!(handling.waiting_for(false), WaitingFor::Answer);
    }

    #[test]
    fn the_verdict_comes_after_the_outcome() {
        assert_eq!(thanked().may_be_judged(), Err(Refusal::NoOutcomeYet));
        let mut handling = thanked();
        handling.triage = Some((Triage::Known, None, "2026-05-20".parse().unwrap()));
        assert_eq!(handling.may_be_judged(), Ok(()));
        assert_eq!(Verdict::parse(0, 3, ""), Err(VerdictError::Face));
        assert_eq!(Verdict::parse(3, 4, ""), Err(VerdictError::Face));
    }
}
