//! Deadlines: what the house promises to whoever speaks up, and what has waited longer.
//!
//! They measure the house. Nothing here is counted by person, and nothing is closed to anybody for
//! being late.

use super::WaitingFor;
use chrono::NaiveDate;

/// What the house promises, in days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deadlines {
    /// Within which a reporter hears something.
    pub first_answer_days: i64,
    /// Within which a reporter hears what came of it.
    pub feedback_days: i64,
}

/// What is known of a report that waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waiting {
    /// For what.
    pub waiting_for: WaitingFor,
    /// Since when it waits for that.
    pub since: NaiveDate,
    /// The day it was in the inbox.
    pub released_on: NaiveDate,
    /// The day of the first answer of any kind.
    pub first_answer_on: Option<NaiveDate>,
    /// The day on which the reporter said that it is not fixed.
    pub reopened_on: Option<NaiveDate>,
}

/// What was promised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Awaited {
    /// To hear something.
    FirstAnswer,
    /// To hear something after writing back.
    Answer,
    /// To hear what came of it.
    Feedback,
    /// To hear what came of it, after saying that it is not fixed.
    FeedbackAnew,
}

/// A report that has waited longer than the house promises.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Past {
    /// What it waits for.
    pub waiting_for: WaitingFor,
    /// What was promised.
    pub promise: Awaited,
    /// Days that it has waited.
    pub days: i64,
    /// Days that were promised.
    pub within: i64,
}

impl Deadlines {
    /// Days that must have passed before anything can be past a promise.
    #[must_use]
    pub fn shortest(self) -> i64 {
        self.first_answer_days.min(self.feedback_days)
    }

    /// The promise that this report has waited past, if it has.
    ///
    /// A question is a first answer too. From then on the promise is to hear what came of it, counted
    /// from the day the report was in the inbox, or from the day it was said not to be fixed.
    #[must_use]
    pub fn past(self, report: Waiting, today: NaiveDate) -> Option<Past> {
        let (promise, since, within) = match report.waiting_for {
            WaitingFor::Nothing => return None,
            WaitingFor::Thanks if report.first_answer_on.is_none() => (
                Awaited::FirstAnswer,
                report.released_on,
                self.first_answer_days,
            ),
            WaitingFor::Answer => (Awaited::Answer, report.since, self.first_answer_days),
            WaitingFor::Thanks | WaitingFor::Way | WaitingFor::Outcome => {
                match report.reopened_on {
                    Some(on) => (Awaited::FeedbackAnew, on, self.feedback_days),
                    None => (Awaited::Feedback, report.released_on, self.feedback_days),
                }
            }
        };
        let days = (today - since).num_days();
        (days > within).then_some(Past {
            waiting_for: report.waiting_for,
            promise,
            days,
            within,
        })
    }
}

impl Past {
    /// In a few words, for a list.
    #[must_use]
    pub fn in_short(self) -> String {
        let Self { days, within, .. } = self;
        match self.promise {
            Awaited::FirstAnswer | Awaited::Answer => {
                format!("Waits {days} days, the house promises {within}")
            }
            Awaited::Feedback => format!("Told {days} days ago, the house promises {within}"),
            Awaited::FeedbackAnew => {
                format!("Not fixed for {days} days, the house promises {within}")
            }
        }
    }

    /// As a lead reads why it is shown.
    #[must_use]
    pub fn in_words(self) -> String {
        let Self { days, within, .. } = self;
        match self.promise {
            Awaited::FirstAnswer => format!(
                "It has waited {days} days for your thanks. The house promises a first answer within {within}."
            ),
            Awaited::Answer => format!(
                "The reporter wrote back and has waited {days} days. The house promises an answer within {within}."
            ),
            Awaited::Feedback => format!(
                "It was told {days} days ago and waits for {}. The house promises to tell what came of it within {within}.",
                self.next()
            ),
            Awaited::FeedbackAnew => format!(
                "The reporter said {days} days ago that it is not fixed, and waits for {}. The house promises to tell what came of it within {within}.",
                self.next()
            ),
        }
    }

    fn next(self) -> &'static str {
        match self.waiting_for {
            WaitingFor::Thanks => "your thanks",
            WaitingFor::Way => "a way forward",
            WaitingFor::Answer => "an answer",
            WaitingFor::Outcome | WaitingFor::Nothing => "what came of it",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUSE: Deadlines = Deadlines {
        first_answer_days: 7,
        feedback_days: 90,
    };

    fn day(n: u64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, 2).unwrap() + chrono::Days::new(n)
    }

    fn told(waiting_for: WaitingFor) -> Waiting {
        Waiting {
            waiting_for,
            since: day(0),
            released_on: day(0),
            first_answer_on: None,
            reopened_on: None,
        }
    }

    #[test]
    fn a_first_answer_is_promised_within_seven_days() {
        let report = told(WaitingFor::Thanks);
        assert_eq!(HOUSE.past(report, day(7)), None);
        let past = HOUSE.past(report, day(9)).unwrap();
        assert_eq!(past.in_short(), "Waits 9 days, the house promises 7");
        assert_eq!(
            past.in_words(),
            "It has waited 9 days for your thanks. The house promises a first answer within 7."
        );
    }

    #[test]
    fn a_question_is_a_first_answer() {
        let report = Waiting {
            first_answer_on: Some(day(2)),
            ..told(WaitingFor::Thanks)
        };
        assert_eq!(HOUSE.past(report, day(30)), None);
        assert_eq!(
            HOUSE.past(report, day(91)).unwrap().promise,
            Awaited::Feedback
        );
    }

    #[test]
    fn whoever_writes_back_is_answered_from_then_on() {
        let report = Waiting {
            since: day(100),
            first_answer_on: Some(day(2)),
            ..told(WaitingFor::Answer)
        };
        assert_eq!(HOUSE.past(report, day(107)), None);
        assert_eq!(
            HOUSE.past(report, day(108)).unwrap().promise,
            Awaited::Answer
        );
    }

    #[test]
    fn what_came_of_it_is_promised_from_the_day_it_was_told() {
        // A way was chosen late; the reporter has waited all the time.
        let report = Waiting {
            since: day(80),
            first_answer_on: Some(day(2)),
            ..told(WaitingFor::Outcome)
        };
        assert_eq!(HOUSE.past(report, day(90)), None);
        assert_eq!(HOUSE.past(report, day(95)).unwrap().days, 95);
        let reopened = Waiting {
            reopened_on: Some(day(95)),
            ..report
        };
        assert_eq!(HOUSE.past(reopened, day(180)), None);
        assert_eq!(
            HOUSE.past(reopened, day(186)).unwrap().promise,
            Awaited::FeedbackAnew
        );
    }

    #[test]
    fn what_waits_for_nothing_is_never_past_a_promise() {
        assert_eq!(HOUSE.past(told(WaitingFor::Nothing), day(1000)), None);
    }
}
