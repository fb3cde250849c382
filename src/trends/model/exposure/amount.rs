//! An amount as pay rolls and ward lists write it.

use std::fmt;

/// How much was worked, in hundredths, so that sums are exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Amount(i32);

/// Why an amount cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum AmountError {
    /// No number.
    #[error(
        "\u{201c}{0}\u{201d} is not a number. Please write it like 1234.5, or leave it empty when it is not known."
    )]
    NotANumber(String),
    /// One mark and three digits: thousands or decimals.
    #[error(
        "\u{201c}{0}\u{201d} can be read in two ways. Please write it without a mark for thousands."
    )]
    Unclear(String),
    /// Less than nothing.
    #[error("This is less than 0. Please write how much was worked.")]
    Negative,
    /// More than any place works in a week.
    #[error("This is more than a week can hold. Please look whether it is one week of one place.")]
    TooMuch,
}

/// The most in one week of one place.
const MOST: i64 = 10_000_000;

/// Digits before the decimals: more would not be taken anyway.
const MOST_DIGITS: usize = 12;

impl Amount {
    /// From hundredths, as they are stored; `None` below 0.
    pub(crate) fn of_hundredths(hundredths: i32) -> Option<Self> {
        (hundredths >= 0).then_some(Self(hundredths))
    }

    /// As it is stored.
    pub(crate) fn hundredths(self) -> i32 {
        self.0
    }

    /// Reads `1234.5`, `1234,5`, `1,234.50`, `1.234,50`, `1 234,5` and `1'234`; blank is not known. What could be
    /// thousands as well as decimals is refused and never guessed.
    ///
    /// # Errors
    /// `AmountError`.
    pub(crate) fn parse(raw: &str) -> Result<Option<Self>, AmountError> {
        let raw = raw.trim();
        if raw.is_empty() {
            return Ok(None);
        }
        let shown = || raw.chars().take(30).collect::<String>();
        let no_number = || AmountError::NotANumber(shown());
        if let Some(rest) = raw.strip_prefix(['-', '\u{2212}']) {
            return match Self::parse(rest) {
                Ok(Some(Self(0))) => Ok(Some(Self(0))),
                Ok(Some(_)) => Err(AmountError::Negative),
                _ => Err(no_number()),
            };
        }
        let mark = decimal_mark(raw).map_err(|Unclear| AmountError::Unclear(shown()))?;
        let (whole, fraction) = match mark {
            Some(at) => {
                let (whole, fraction) = raw.split_at(at);
                (whole, fraction.get(1..).unwrap_or_default())
            }
            None => (raw, "0"),
        };
        let whole = ungrouped(whole).ok_or_else(no_number)?;
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if fraction.is_empty() || !digits(fraction) {
            return Err(no_number());
        }
        if whole.len() > MOST_DIGITS {
            return Err(AmountError::TooMuch);
        }
        let whole: i64 = match whole.as_str() {
            "" => 0,
            digits => digits.parse().map_err(|_unreadable| no_number())?,
        };
        let digit = |at: usize| {
            fraction
                .as_bytes()
                .get(at)
                .map_or(0, |b| i64::from(b - b'0'))
        };
        let rounded = i64::from(digit(2) >= 5);
        let hundredths = whole * 100 + digit(0) * 10 + digit(1) + rounded;
        if hundredths > MOST * 100 {
            return Err(AmountError::TooMuch);
        }
        i32::try_from(hundredths)
            .map(|hundredths| Some(Self(hundredths)))
            .map_err(|_too_much| AmountError::TooMuch)
    }
}

/// It cannot be told.
struct Unclear;

/// Where the decimals begin, if there are any.
fn decimal_mark(raw: &str) -> Result<Option<usize>, Unclear> {
    let count = |mark| raw.matches(mark).count();
    let (points, commas) = (count('.'), count(','));
    let last = raw.rfind(['.', ',']);
    match (points, commas) {
        (0, 0) => Ok(None),
        // Several of one mark group thousands; of two kinds the last one is the decimal mark.
        (0, 2..) | (2.., 0) => Ok(None),
        (1, 0) | (0, 1) => {
            let Some(at) = last else { return Ok(None) };
            let (before, after) = (&raw[..at], &raw[at + 1..]);
            let grouped = before.contains(|c: char| !c.is_ascii_digit());
            let thousands = (1..=3).contains(&before.len()) && !before.starts_with('0');
            if after.len() == 3 && thousands && !grouped {
                Err(Unclear)
            } else {
                Ok(Some(at))
            }
        }
        _ => Ok(last),
    }
}

/// Digits without the marks of thousands; `None` when these stand where no thousands are.
fn ungrouped(whole: &str) -> Option<String> {
    let is_mark = |c: char| matches!(c, '.' | ',' | '\'' | '\u{2019}') || c.is_whitespace();
    let mut marks = whole.chars().filter(|c| is_mark(*c));
    let first = marks.next();
    if first.is_some_and(|first| marks.any(|mark| mark != first)) {
        return None;
    }
    let groups: Vec<&str> = whole.split(is_mark).collect();
    let right = |(at, group): (usize, &&str)| {
        let digits = group.bytes().all(|byte| byte.is_ascii_digit());
        let long = match (at, groups.len()) {
            (_, 1) => true,
            (0, _) => (1..=3).contains(&group.len()),
            _ => group.len() == 3,
        };
        digits && long
    };
    groups
        .iter()
        .enumerate()
        .all(right)
        .then(|| groups.concat())
}

impl fmt::Display for Amount {
    /// As it can be read again: `1234.5`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, part) = (self.0 / 100, self.0 % 100);
        match part {
            0 => write!(f, "{whole}"),
            part if part % 10 == 0 => write!(f, "{whole}.{}", part / 10),
            part => write!(f, "{whole}.{part:02}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(raw: &str) -> Result<Option<String>, AmountError> {
        Amount::parse(raw).map(|amount| amount.map(|amount| amount.to_string()))
    }

    #[test]
    fn every_usual_spelling_is_read() {
        for (raw, amount) in [
            ("1234", "1234"),
            ("1234.5", "1234.5"),
            ("1234,5", "1234.5"),
            ("1,234.50", "1234.5"),
            ("1.234,50", "1234.5"),
            ("1 234,5", "1234.5"),
            ("1\u{a0}234,567", "1234.57"),
            ("1'234.05", "1234.05"),
            ("1.234.567", "1234567"),
            ("1234.567", "1234.57"),
            ("0,125", "0.13"),
            (".5", "0.5"),
            (" 0 ", "0"),
            ("-0", "0"),
            ("0.999", "1"),
            ("10000000", "10000000"),
        ] {
            assert_eq!(read(raw), Ok(Some(amount.into())), "{raw}");
        }
        assert_eq!(read("  "), Ok(None));
    }

    #[test]
    fn what_is_unclear_or_no_number_is_told() {
        for raw in ["1,234", "12.345", "999,000"] {
            assert_eq!(read(raw), Err(AmountError::Unclear(raw.into())));
        }
        for raw in [
            "many", "1,2,3", "12 34", "1.234'5", "5.", "1e3", "NA", "7h", "--3", "1,23.4.5",
        ] {
            assert_eq!(read(raw), Err(AmountError::NotANumber(raw.into())), "{raw}");
        }
        assert_eq!(read("-3"), Err(AmountError::Negative));
        for raw in ["10000000.01", "99999999999999999999", "21474836.48"] {
            assert_eq!(read(raw), Err(AmountError::TooMuch), "{raw}");
        }
    }

    proptest! {
        #[test]
        fn nothing_typed_makes_it_fall_over(raw in "[0-9., '+-]{0,14}") {
            let _ = Amount::parse(&raw);
        }

        #[test]
        fn what_is_written_is_read_again(hundredths in 0..=1_000_000_000_i32) {
            let amount = Amount(hundredths);
            // Three digits and a mark can be unclear, but what is written has two digits behind it at most.
            prop_assert_eq!(Amount::parse(&amount.to_string()), Ok(Some(amount)));
        }
    }
}
