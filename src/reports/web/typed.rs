//! What a lead was writing on a report's page, field by field, so that nothing of it is lost.

use serde::Serialize;

/// Words that were being written when something needed another look.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Typed {
    pub(super) thanks: String,
    pub(super) question: String,
    pub(super) containment: String,
    pub(super) way: String,
    pub(super) reason: String,
    pub(super) echo_of: String,
    pub(super) outcome: String,
    pub(super) shared_story: String,
    pub(super) note: String,
    pub(super) promise_day: String,
    pub(super) promise_words: String,
    pub(super) promise_reason: String,
}

impl Typed {
    /// The words of one field.
    pub(super) fn of(field: &str, words: String) -> Self {
        let mut typed = Self::default();
        let at = match field {
            "thanks" => &mut typed.thanks,
            "question" => &mut typed.question,
            "containment" => &mut typed.containment,
            "outcome" => &mut typed.outcome,
            "shared_story" => &mut typed.shared_story,
            _ => &mut typed.note,
        };
        *at = words;
        typed
    }

    /// What was written, whichever form it was.
    pub(super) fn words(&self) -> &str {
        [
            &self.thanks,
            &self.question,
            &self.containment,
            &self.outcome,
            &self.shared_story,
            &self.note,
            &self.promise_words,
            &self.promise_reason,
            &self.reason,
        ]
        .into_iter()
        .find(|words| !words.is_empty())
        .map_or("", String::as_str)
    }

    /// What was being typed takes the place of what is stored.
    pub(super) fn take(&mut self, typed: Self) {
        for (shown, typed) in [
            (&mut self.thanks, typed.thanks),
            (&mut self.question, typed.question),
            (&mut self.containment, typed.containment),
            (&mut self.way, typed.way),
            (&mut self.reason, typed.reason),
            (&mut self.echo_of, typed.echo_of),
            (&mut self.outcome, typed.outcome),
            (&mut self.shared_story, typed.shared_story),
            (&mut self.note, typed.note),
            (&mut self.promise_day, typed.promise_day),
            (&mut self.promise_words, typed.promise_words),
            (&mut self.promise_reason, typed.promise_reason),
        ] {
            if !typed.is_empty() {
                *shown = typed;
            }
        }
    }
}
