//! Text that people typed: trimmed, measured in characters, and free of what one of the two
//! databases would refuse.
//!
//! PostgreSQL refuses NUL in text and SQLite stores it; so it ends here, for both.

/// Why a text cannot be taken as it is. Each sentence is read by the person who typed it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// Nothing but spaces.
    #[error("Please write a few words here.")]
    Empty,
    /// More characters than fit.
    #[error("This is {length} characters long; {most} fit. Please shorten it a little.")]
    TooLong {
        /// Characters typed.
        length: usize,
        /// Characters that fit.
        most: usize,
    },
    /// A character that cannot be stored.
    #[error("This text holds a character that cannot be stored. Please type it again without it.")]
    Unreadable,
}

/// Several lines: trimmed, line ends made one kind, 1 to `most` characters.
///
/// # Errors
/// `TextError` for empty, too long or unreadable text.
pub fn block(raw: &str, most: usize) -> Result<String, TextError> {
    let text = raw.replace("\r\n", "\n").replace('\r', "\n");
    let text = text.trim();
    if text
        .chars()
        .any(|c| c.is_control() && c != '\n' && c != '\t')
    {
        return Err(TextError::Unreadable);
    }
    measured(text.to_owned(), most)
}

/// One line: line ends and runs of spaces become one space, 1 to `most` characters.
///
/// # Errors
/// `TextError` for empty, too long or unreadable text.
pub fn line(raw: &str, most: usize) -> Result<String, TextError> {
    if raw.chars().any(|c| c.is_control() && !c.is_whitespace()) {
        return Err(TextError::Unreadable);
    }
    measured(raw.split_whitespace().collect::<Vec<_>>().join(" "), most)
}

/// Like [`block`], but nothing typed is `None`.
///
/// # Errors
/// `TextError` for too long or unreadable text.
pub fn optional_block(raw: &str, most: usize) -> Result<Option<String>, TextError> {
    none_if_empty(block(raw, most))
}

/// Like [`line()`], but nothing typed is `None`.
///
/// # Errors
/// `TextError` for too long or unreadable text.
pub fn optional_line(raw: &str, most: usize) -> Result<Option<String>, TextError> {
    none_if_empty(line(raw, most))
}

fn none_if_empty(parsed: Result<String, TextError>) -> Result<Option<String>, TextError> {
    match parsed {
        Ok(text) => Ok(Some(text)),
        Err(TextError::Empty) => Ok(None),
        Err(other) => Err(other),
    }
}

fn measured(text: String, most: usize) -> Result<String, TextError> {
    match text.chars().count() {
        0 => Err(TextError::Empty),
        length if length > most => Err(TextError::TooLong { length, most }),
        _ => Ok(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_become_one_kind() {
        assert_eq!(block(" a\r\nb\rc \n", 10).unwrap(), "a\nb\nc");
        assert_eq!(line(" a\r\n  b\tc ", 10).unwrap(), "a b c");
    }

    #[test]
    fn nul_and_other_controls_are_refused() {
        for raw in ["a\0b", "a\u{7}b", "\u{1b}[31m"] {
            assert_eq!(block(raw, 10), Err(TextError::Unreadable));
            assert_eq!(line(raw, 10), Err(TextError::Unreadable));
        }
    }

    #[test]
    fn length_is_counted_in_characters() {
        assert!(block(&"é".repeat(10), 10).is_ok());
        assert_eq!(
            block(&"é".repeat(11), 10),
            Err(TextError::TooLong {
                length: 11,
                most: 10
            })
        );
        assert_eq!(block(" \n ", 10), Err(TextError::Empty));
        assert_eq!(optional_line("  ", 10), Ok(None));
    }
}
