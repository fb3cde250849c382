//! The pulse: three taps at the end, kept as sums alone.

crate::words! {
    /// A question of the pulse.
    Question {
        /// I learned something.
        Learned = "learned",
        /// I would come again.
        Again = "again",
        /// I felt safe.
        Safe = "safe",
    }
}

impl Question {
    /// As staff read it.
    #[must_use]
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Learned => "I learned something",
            Self::Again => "I would come again",
            Self::Safe => "I felt safe to speak",
        }
    }
}

/// Steps of an answer: no, a little, yes.
pub const FACES: [(i32, &str, &str); 3] = [
    (1, "No", "face-no"),
    (2, "A little", "face-so-so"),
    (3, "Yes", "face-yes"),
];

/// One answer to all three questions, each 1 to 3.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answer {
    steps: [i32; 3],
}

/// Why an answer cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("Please tap one face in each row.")]
pub struct AnswerError;

impl Answer {
    /// Reads three steps.
    ///
    /// # Errors
    /// `AnswerError` when one is missing or is none of the faces.
    pub fn parse(raw: [&str; 3]) -> Result<Self, AnswerError> {
        let mut steps = [0; 3];
        for (step, raw) in steps.iter_mut().zip(raw) {
            *step = raw
                .parse()
                .ok()
                .filter(|step| (1..=3).contains(step))
                .ok_or(AnswerError)?;
        }
        Ok(Self { steps })
    }

    /// Each question with its step.
    pub fn steps(self) -> impl Iterator<Item = (Question, i32)> {
        Question::ALL.iter().copied().zip(self.steps)
    }
}

/// The sums of a pulse.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pulse {
    /// For each question in order, how many said no, a little, yes.
    pub sums: [[i64; 3]; 3],
}

impl Pulse {
    /// Answers from which sums are shown.
    pub const SHOWN_FROM: i64 = 5;

    /// How many have answered. Each sending answers all three.
    #[must_use]
    pub fn answers(&self) -> i64 {
        self.sums
            .iter()
            .map(|row| row.iter().sum())
            .min()
            .unwrap_or(0)
    }

    /// The sums, once the pulse has ended and enough have answered. While it is open they stay closed:
    /// two looks with one answer between them would show that one answer.
    #[must_use]
    pub fn shown(&self, ended: bool) -> Option<&[[i64; 3]; 3]> {
        (ended && self.answers() >= Self::SHOWN_FROM).then_some(&self.sums)
    }

    /// Whether it may be opened once more: only while nobody has seen its sums.
    #[must_use]
    pub fn may_open_again(&self) -> bool {
        self.answers() < Self::SHOWN_FROM
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pulse(answers: &[[&str; 3]]) -> Pulse {
        let mut pulse = Pulse::default();
        for answer in answers {
            for (question, step) in Answer::parse(*answer).unwrap().steps() {
                let row = Question::ALL.iter().position(|q| *q == question).unwrap();
                pulse.sums[row][usize::try_from(step - 1).unwrap()] += 1;
            }
        }
        pulse
    }

    #[test]
    fn sums_are_shown_from_five_answers_and_only_when_it_has_ended() {
        let four = pulse(&[["3", "2", "1"]; 4]);
        assert_eq!((four.answers(), four.shown(true)), (4, None));
        assert!(four.may_open_again());
        let five = pulse(&[["3", "2", "1"]; 5]);
        assert_eq!(
            five.shown(false),
            None,
            "two looks would differ by one answer"
        );
        assert_eq!(five.shown(true), Some(&[[0, 0, 5], [0, 5, 0], [5, 0, 0]]));
        assert!(!five.may_open_again(), "what was seen stays as it was");
    }

    #[test]
    fn all_three_are_answered_or_none() {
        for raw in [
            ["1", "2", ""],
            ["0", "1", "1"],
            ["1", "4", "1"],
            ["yes", "1", "1"],
        ] {
            assert_eq!(Answer::parse(raw), Err(AnswerError));
        }
    }
}
