//! Who has to agree to a lesson, and what may be done with it therefore.

use super::{Lesson, Month, Said, State, Words};
use crate::reports::{Report, Share};
use chrono::NaiveDate;

/// Whose word a lesson needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Consent {
    /// A lead's own mistake: the lead's own word.
    Own,
    /// The reporter agreed when telling it; told on their own page, and taken back at any time.
    Given,
    /// The reporter wants to be asked first.
    AskFirst,
    /// The reporter said no.
    Refused,
}

/// Why the rules say no, in words for the person who acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Not there, or not for this person.
    #[error("We could not find that lesson.")]
    NotHere,
    /// Thanks come first.
    #[error("Please thank the reporter first. A lesson comes after that.")]
    ThankFirst,
    /// The loop is not closed.
    #[error(
        "A lesson tells what changed. Please tell the reporter first what came of it, then come back."
    )]
    NoOutcomeYet,
    /// The reporter said that this story is not to be shared.
    #[error("The reporter asked that this story is not shared. Please leave it where it is.")]
    NotToBeShared,
    /// The reporter said no to this lesson, or took it back.
    #[error(
        "The reporter does not want this lesson to be shared. That is their right, and we do not ask again."
    )]
    SaidNo,
    /// Nobody can be asked.
    #[error(
        "This report was imported: there is nobody to ask, and nobody could take it back. Please leave it where it is."
    )]
    Imported,
    /// The reporter wants to be asked, and has not said yes.
    #[error("The reporter wants to be asked first, and has not said yes yet.")]
    AskFirst,
    /// The reporter agreed already, or is asked already.
    #[error("There is nothing to ask just now.")]
    NothingToAsk,
    /// It is published already.
    #[error("This lesson is published already.")]
    AlreadyPublished,
    /// It is not published.
    #[error("Only a published lesson is read again.")]
    NotPublished,
    /// A lesson was written from this report already.
    #[error("There is a lesson from this report already.")]
    AlreadyWritten,
    /// The words changed while the reporter was reading.
    #[error("The words have changed since you opened this page. Please read them once more.")]
    WordsChanged,
    /// The reporter answers what nobody asks any more.
    #[error("There is nothing to answer here any more.")]
    NotAsked,
}

/// What has to be known to say what may be done now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asking {
    /// Whose word it needs.
    pub consent: Consent,
    /// Whether the reporter gave a name.
    pub named: bool,
    /// The day.
    pub today: NaiveDate,
}

impl Consent {
    /// What a report's lesson needs, if there may be one at all.
    ///
    /// # Errors
    /// `Refusal::Imported`, `NotToBeShared`, `ThankFirst`, `NoOutcomeYet`.
    pub fn of(report: &Report) -> Result<Self, Refusal> {
        let handling = &report.handling;
        match report.share {
            _ if report.source.is_some() => Err(Refusal::Imported),
            Share::No => Err(Refusal::NotToBeShared),
            _ if handling.thanks.is_none() => Err(Refusal::ThankFirst),
            _ if handling.outcome.is_none() || handling.reopened_on.is_some() => {
                Err(Refusal::NoOutcomeYet)
            }
            Share::WithoutDetails => Ok(Self::Given),
            Share::AskMe => Ok(Self::AskFirst),
        }
    }

    /// What a lesson of a report needs that has one already: the report may have been opened again.
    #[must_use]
    pub fn now(report: &Report) -> Self {
        match report.share {
            Share::WithoutDetails => Self::Given,
            Share::AskMe => Self::AskFirst,
            Share::No => Self::Refused,
        }
    }
}

impl Lesson {
    /// Where it stands for leads. What a reporter without a name answers reaches them on the day after: at once
    /// would tell who has just held the tablet. Taking back what is published is seen by everybody at once.
    #[must_use]
    pub fn state_for_leads(&self, asking: &Asking) -> State {
        let fresh = !asking.named && self.said_on == Some(asking.today);
        match (self.state, self.said) {
            (State::Agreed, _) if fresh => State::Asked,
            (State::Withdrawn, Some(Said::No)) if fresh && self.month.is_none() => State::Asked,
            // Published when nobody had to be asked; since then the reporter wants to be.
            (State::Published, said)
                if asking.consent == Consent::AskFirst && said != Some(Said::Yes) =>
            {
                State::Draft
            }
            (state, _) => state,
        }
    }

    /// Takes other words. Whoever wants to be asked is asked again for them.
    ///
    /// # Errors
    /// `Refusal::SaidNo`, `Refusal::NotToBeShared`.
    pub fn rewrite(&mut self, words: Words, asking: &Asking) -> Result<(), Refusal> {
        self.still_open(asking)?;
        let is_new = words.mark() != self.words.mark();
        self.words = words;
        let next = match (self.state, asking.consent) {
            (State::Withdrawn, _) => State::Draft,
            (state, _) if !is_new => state,
            (State::Asked | State::Agreed | State::Published, Consent::AskFirst) => State::Asked,
            (State::Asked | State::Agreed, _) => State::Draft,
            (state, _) => state,
        };
        if next != self.state || is_new {
            self.step_back(next);
        }
        Ok(())
    }

    /// Goes to a state in which nobody has agreed yet.
    fn step_back(&mut self, state: State) {
        self.state = state;
        if state != State::Published {
            (self.said, self.said_on, self.month) = (None, None, None);
        }
    }

    /// Asks the reporter.
    ///
    /// # Errors
    /// `Refusal::SaidNo`, `Refusal::NotToBeShared`, `Refusal::NothingToAsk`.
    pub fn ask(&mut self, asking: &Asking) -> Result<(), Refusal> {
        self.still_open(asking)?;
        match (self.state_for_leads(asking), asking.consent) {
            (State::Draft | State::Withdrawn, Consent::AskFirst) => {
                self.step_back(State::Asked);
                Ok(())
            }
            _ => Err(Refusal::NothingToAsk),
        }
    }

    /// Publishes it, in this month.
    ///
    /// # Errors
    /// `Refusal::SaidNo`, `Refusal::NotToBeShared`, `Refusal::AlreadyPublished`, `Refusal::AskFirst`.
    pub fn publish(&mut self, asking: &Asking) -> Result<(), Refusal> {
        self.still_open(asking)?;
        let state = self.state_for_leads(asking);
        match asking.consent {
            _ if state == State::Published => return Err(Refusal::AlreadyPublished),
            Consent::AskFirst if state != State::Agreed => return Err(Refusal::AskFirst),
            Consent::Own | Consent::Given | Consent::AskFirst | Consent::Refused => {}
        }
        self.state = State::Published;
        self.month = Some(Month::of(asking.today));
        Ok(())
    }

    /// A lead takes it back.
    ///
    /// # Errors
    /// `Refusal::SaidNo` when the reporter did so before.
    pub fn take_back(&mut self) -> Result<(), Refusal> {
        if self.said == Some(Said::No) {
            return Err(Refusal::SaidNo);
        }
        self.step_back(State::Withdrawn);
        Ok(())
    }

    /// The reporter says yes to the words of this mark.
    ///
    /// # Errors
    /// `Refusal::NotAsked`, `Refusal::WordsChanged`.
    pub fn agree(&mut self, mark: &str, today: NaiveDate) -> Result<(), Refusal> {
        match self.state {
            State::Agreed => return Ok(()),
            State::Asked => {}
            State::Draft | State::Published | State::Withdrawn => return Err(Refusal::NotAsked),
        }
        if mark != self.words.mark() {
            return Err(Refusal::WordsChanged);
        }
        self.state = State::Agreed;
        (self.said, self.said_on) = (Some(Said::Yes), Some(today));
        Ok(())
    }

    /// The reporter says no, at any time, whatever was said before. Answers whether others could read it.
    ///
    /// # Errors
    /// `Refusal::NotAsked` for a draft, which the reporter has not seen.
    pub fn refuse(&mut self, today: NaiveDate) -> Result<bool, Refusal> {
        let was_public = self.state == State::Published;
        match self.state {
            State::Draft => return Err(Refusal::NotAsked),
            State::Withdrawn if self.said == Some(Said::No) => return Ok(false),
            State::Asked | State::Agreed | State::Published | State::Withdrawn => {}
        }
        self.state = State::Withdrawn;
        (self.said, self.said_on) = (Some(Said::No), Some(today));
        Ok(was_public)
    }

    fn still_open(&self, asking: &Asking) -> Result<(), Refusal> {
        if self.said == Some(Said::No) {
            Err(Refusal::SaidNo)
        } else if asking.consent == Consent::Refused {
            Err(Refusal::NotToBeShared)
        } else {
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        kernel::{code::Code, ids::Id, language::Language},
        lessons::model::Own,
    };

    const DAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 10, 14).unwrap();
    const NEXT: NaiveDate = NaiveDate::from_ymd_opt(2026, 10, 15).unwrap();

    fn draft() -> Lesson {
        Lesson {
            id: Id::random(),
            reference: Code::random(),
            report: Some(Id::random()),
            own: None::<Own>,
            words: Words {
                title: "A wet ramp".into(),
                story: "A load slid.".into(),
                learned: "Water stands there.".into(),
                changed: None,
                language: Language::English,
                tiles: Vec::new(),
                place: Id::random(),
            },
            state: State::Draft,
            said: None,
            said_on: None,
            month: None,
        }
    }

    fn asking(consent: Consent, today: NaiveDate) -> Asking {
        Asking {
            consent,
            named: false,
            today,
        }
    }

    #[test]
    fn who_agreed_without_being_asked_is_not_asked() {
        let mut lesson = draft();
        let given = asking(Consent::Given, DAY);
        assert_eq!(lesson.ask(&given), Err(Refusal::NothingToAsk));
        assert_eq!(lesson.publish(&given), Ok(()));
        assert_eq!(lesson.month.unwrap().to_string(), "2026-10");
        assert_eq!(lesson.publish(&given), Err(Refusal::AlreadyPublished));
        let mut words = lesson.words.clone();
        words.story.push_str(" Nobody was hurt.");
        assert_eq!(lesson.rewrite(words, &given), Ok(()));
        assert_eq!(lesson.state, State::Published);
    }

    #[test]
    fn who_wants_to_be_asked_is_asked_before_and_again_for_other_words() {
        let mut lesson = draft();
        let first = asking(Consent::AskFirst, DAY);
        let next = asking(Consent::AskFirst, NEXT);
        assert_eq!(lesson.publish(&first), Err(Refusal::AskFirst));
        let mark = lesson.words.mark();
        assert_eq!(lesson.agree(&mark, DAY), Err(Refusal::NotAsked));
        assert_eq!(lesson.ask(&first), Ok(()));
        assert_eq!(lesson.publish(&first), Err(Refusal::AskFirst));
        assert_eq!(
            lesson.agree("ANOTHER", DAY),
            Err(Refusal::WordsChanged),
            "nobody agrees to what they did not read"
        );
        assert_eq!(lesson.agree(&mark, DAY), Ok(()));
        assert_eq!(lesson.state_for_leads(&first), State::Asked);
        assert_eq!(lesson.publish(&first), Err(Refusal::AskFirst));
        assert_eq!(lesson.state_for_leads(&next), State::Agreed);
        assert_eq!(lesson.publish(&next), Ok(()));
        let same = lesson.words.clone();
        assert_eq!(lesson.rewrite(same.clone(), &next), Ok(()));
        assert_eq!(lesson.state, State::Published, "nothing changed");
        let mut other = same;
        other.learned.push_str(" And there.");
        assert_eq!(lesson.rewrite(other, &next), Ok(()));
        assert_eq!(
            (lesson.state, lesson.said, lesson.month),
            (State::Asked, None, None)
        );
    }

    #[test]
    fn a_named_reporters_yes_is_seen_at_once() {
        let mut lesson = draft();
        let named = Asking {
            named: true,
            ..asking(Consent::AskFirst, DAY)
        };
        lesson.ask(&named).unwrap();
        lesson.agree(&lesson.words.mark(), DAY).unwrap();
        assert_eq!(lesson.publish(&named), Ok(()));
    }

    #[test]
    fn a_no_ends_it_whenever_it_comes() {
        for state in [State::Asked, State::Agreed, State::Published] {
            let mut lesson = Lesson {
                state,
                said: (state != State::Asked).then_some(Said::Yes),
                said_on: Some(DAY),
                month: (state == State::Published).then(|| Month::of(DAY)),
                ..draft()
            };
            assert_eq!(lesson.refuse(NEXT), Ok(state == State::Published));
            assert_eq!(lesson.state, State::Withdrawn);
            for consent in [Consent::AskFirst, Consent::Given] {
                let now = asking(consent, NEXT);
                assert_eq!(lesson.ask(&now), Err(Refusal::SaidNo));
                assert_eq!(lesson.publish(&now), Err(Refusal::SaidNo));
                let words = lesson.words.clone();
                assert_eq!(lesson.rewrite(words, &now), Err(Refusal::SaidNo));
            }
            assert_eq!(lesson.take_back(), Err(Refusal::SaidNo));
        }
        assert_eq!(draft().refuse(DAY), Err(Refusal::NotAsked));
    }

    #[test]
    fn a_no_before_publishing_reaches_leads_on_the_day_after() {
        let mut lesson = draft();
        lesson.ask(&asking(Consent::AskFirst, DAY)).unwrap();
        lesson.refuse(DAY).unwrap();
        let seen = |today| lesson.state_for_leads(&asking(Consent::AskFirst, today));
        assert_eq!((seen(DAY), seen(NEXT)), (State::Asked, State::Withdrawn));
    }

    #[test]
    fn what_a_lead_took_back_can_be_asked_for_anew() {
        let mut lesson = draft();
        let first = asking(Consent::AskFirst, DAY);
        lesson.ask(&first).unwrap();
        lesson.agree(&lesson.words.mark(), DAY).unwrap();
        assert_eq!(lesson.take_back(), Ok(()));
        assert_eq!((lesson.state, lesson.said), (State::Withdrawn, None));
        let next = asking(Consent::AskFirst, NEXT);
        assert_eq!(lesson.publish(&next), Err(Refusal::AskFirst));
        assert_eq!(lesson.ask(&next), Ok(()));
    }

    #[test]
    fn who_wants_to_be_asked_after_all_is_asked_for_what_is_published() {
        let mut lesson = draft();
        lesson.publish(&asking(Consent::Given, DAY)).unwrap();
        let first = asking(Consent::AskFirst, DAY);
        assert_eq!(lesson.publish(&first), Err(Refusal::AskFirst));
        assert_eq!(lesson.ask(&first), Ok(()));
        assert_eq!((lesson.state, lesson.month), (State::Asked, None));
    }

    #[test]
    fn a_reporter_who_changed_their_mind_about_sharing_is_heard() {
        let mut lesson = draft();
        let refused = asking(Consent::Refused, DAY);
        assert_eq!(lesson.ask(&refused), Err(Refusal::NotToBeShared));
        assert_eq!(lesson.publish(&refused), Err(Refusal::NotToBeShared));
    }
}
