//! Rules: what a notice is, when it is tried again, what a digest says.

mod digest;
mod letter;
mod trouble;

pub use digest::{Item, Part, day_of_issue, news_since};
pub use letter::{Letter, digest, test};
pub use trouble::{Next, Trouble, after};

use crate::kernel::ids::Id;
use chrono::{DateTime, Utc};

crate::words! {
    /// What a notice is for. A room that sends more adds its word here.
    Purpose {
        /// What waits for a lead, in the morning.
        Digest = "digest",
        /// An admin tries whether mail works.
        Test = "test",
    }
}

impl Purpose {
    /// As admins read it.
    #[must_use]
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Digest => "A morning mail",
            Self::Test => "A test",
        }
    }
}

crate::words! {
    /// Where a notice stands.
    State {
        /// It will be tried.
        Waiting = "waiting",
        /// A mail server has taken it.
        Sent = "sent",
        /// It was given up.
        Dead = "dead",
    }
}

/// To whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recipient {
    /// Somebody with an account, at the address that it has when the mail goes out.
    Person(Id),
    /// A plain address.
    Address(String),
}

/// A mail to be sent.
#[derive(Debug, Clone)]
pub struct Notice {
    /// To whom.
    pub to: Recipient,
    /// What for.
    pub purpose: Purpose,
    /// One line, without anybody's story.
    pub subject: String,
    /// Plain text, without anybody's story.
    pub body: String,
    /// The same key to the same recipient is queued once, whoever asks how often.
    pub key: String,
    /// Not sent before; `None` is at once.
    pub not_before: Option<DateTime<Utc>>,
}

/// Characters that a subject and a name in a header may have.
const MOST: usize = 200;

/// One line for a header: whatever could begin another one becomes a space.
#[must_use]
pub fn one_line(raw: &str) -> String {
    let plain: String = raw
        .chars()
        .map(|c| if is_break(c) { ' ' } else { c })
        .collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    words.join(" ").chars().take(MOST).collect()
}

/// Besides controls, the line ends of Unicode and what turns the reading direction.
fn is_break(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_header_is_one_line() {
        assert_eq!(
            one_line("Ada\r\nBcc: eve@example.org"),
            "Ada Bcc: eve@example.org"
        );
        assert_eq!(one_line(" a\0b\u{2028}c "), "a b c");
        assert_eq!(one_line("Grüße, Åse"), "Grüße, Åse");
    }

    proptest! {
        #[test]
        fn nothing_breaks_out_of_a_header(raw in "\\PC*[\r\n\0\u{85}\u{2028}]*\\PC*") {
            let line = one_line(&raw);
            prop_assert!(line.chars().all(|c| !is_break(c)));
            prop_assert!(line.chars().count() <= MOST);
        }
    }
}
