//! Codes that people read aloud, type with gloves and copy from paper: Crockford's base 32.
//!
//! The alphabet leaves out I, L, O and U; look-alikes are forgiven when reading
//! (<https://www.crockford.com/base32.html>).

use std::fmt;

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A code that cannot be read: wrong length or a character outside the alphabet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("This code does not look right. Please check each character.")]
pub struct Unreadable;

/// `N` characters of Crockford base 32, 5 bits each, always in upper case.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Code<const N: usize>([u8; N]);

impl<const N: usize> Code<N> {
    /// A random code.
    #[must_use]
    pub fn random() -> Self {
        let bytes: [u8; N] = super::ids::random_bytes();
        Self(bytes.map(|byte| ALPHABET[usize::from(byte % 32)]))
    }

    /// The code of the first `5 * N` bits of `bits`; missing bits count as 0.
    #[must_use]
    pub fn from_bits(bits: &[u8]) -> Self {
        let mut code = [b'0'; N];
        for (place, character) in code.iter_mut().enumerate() {
            let mut value = 0;
            for offset in 0..5 {
                let bit = place * 5 + offset;
                let byte = bits.get(bit / 8).copied().unwrap_or(0);
                value = value << 1 | (byte >> (7 - bit % 8) & 1);
            }
            *character = ALPHABET[usize::from(value)];
        }
        Self(code)
    }

    /// The `5 * N` bits, the last byte filled up with zeros.
    #[must_use]
    pub fn to_bits(&self) -> Vec<u8> {
        let mut bits = vec![0_u8; (5 * N).div_ceil(8)];
        for (place, character) in self.0.iter().enumerate() {
            let value = ALPHABET
                .iter()
                .position(|known| known == character)
                .unwrap_or_default();
            for offset in 0..5 {
                if value >> (4 - offset) & 1 == 1 {
                    let bit = place * 5 + offset;
                    bits[bit / 8] |= 1 << (7 - bit % 8);
                }
            }
        }
        bits
    }

    /// Reads what a person typed: case, spaces and hyphens do not matter, O is 0, I and L are 1.
    ///
    /// # Errors
    /// `Unreadable` when the length is wrong or a character is none of the alphabet.
    pub fn parse(raw: &str) -> Result<Self, Unreadable> {
        let mut code = [b'0'; N];
        let mut length = 0;
        for character in raw.chars() {
            let character = match character.to_ascii_uppercase() {
                ' ' | '-' | '\u{2013}' | '\u{a0}' | '\t' | '\r' | '\n' => continue,
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            };
            let byte = u8::try_from(character).map_err(|_not_ascii| Unreadable)?;
            if length == N || !ALPHABET.contains(&byte) {
                return Err(Unreadable);
            }
            code[length] = byte;
            length += 1;
        }
        if length == N {
            Ok(Self(code))
        } else {
            Err(Unreadable)
        }
    }

    /// The characters in groups of `size`, joined by hyphens: `7Q4M-XK2P-9ZT0-HV3C`.
    #[must_use]
    pub fn grouped(&self, size: usize) -> String {
        let mut out = String::with_capacity(N + N / size.max(1));
        for (place, byte) in self.0.iter().enumerate() {
            if place > 0 && place % size == 0 {
                out.push('-');
            }
            out.push(char::from(*byte));
        }
        out
    }
}

impl<const N: usize> fmt::Display for Code<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0
            .iter()
            .try_for_each(|byte| write!(f, "{}", char::from(*byte)))
    }
}

impl<const N: usize> fmt::Debug for Code<N> {
    /// Never prints the code: a receipt in a log would open somebody's page.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Code<{N}>")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn look_alikes_and_gaps_are_forgiven() {
        let code = Code::<4>::parse("k7 o-l").unwrap();
        assert_eq!(code.to_string(), "K701");
    }

    #[test]
    fn wrong_lengths_and_letters_are_refused() {
        for raw in ["", "K7Q", "K7QFF", "K7QU", "K7Q!", "K7Qé"] {
            assert_eq!(Code::<4>::parse(raw), Err(Unreadable), "{raw}");
        }
    }

    #[test]
    fn bits_are_read_from_the_left() {
        assert_eq!(
            Code::<2>::from_bits(&[0b0000_1000, 0b0100_0000]).to_string(),
            "11"
        );
        assert_eq!(
            Code::<16>::from_bits(&[0xff; 10]).to_string(),
            "Z".repeat(16)
        );
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_back(bits in any::<[u8; 10]>()) {
            let code = Code::<16>::from_bits(&bits);
            prop_assert_eq!(Code::<16>::parse(&code.grouped(4)), Ok(code));
            prop_assert_eq!(Code::<16>::parse(&code.grouped(4).to_lowercase()), Ok(code));
        }

        #[test]
        fn no_text_makes_it_panic(raw in ".*") {
            let _ = Code::<16>::parse(&raw);
        }
    }
}
