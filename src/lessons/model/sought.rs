//! Words as they are searched for: without case, accents and signs, so that both databases find the same.

use icu_normalizer::DecomposingNormalizerBorrowed;

/// Words of a search that count; more narrow nothing down.
const MOST: usize = 8;

/// A text with nothing but letters, digits and single spaces, lower case and without accents.
#[must_use]
pub fn fold(text: &str) -> String {
    let lower = text.to_lowercase();
    let parts = DecomposingNormalizerBorrowed::new_nfkd().normalize(&lower);
    let mut folded = String::with_capacity(parts.len());
    let letters = parts.chars().filter(|c| !is_mark(*c));
    // Taking apart can bring capitals back: a sign such as the one for "TEL" is one character.
    for character in letters.flat_map(char::to_lowercase) {
        match plain(character) {
            Some(letters) => folded.push_str(letters),
            None if character.is_alphanumeric() => folded.push(character),
            None => folded.push(' '),
        }
    }
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of a search, folded.
#[must_use]
pub fn sought_words(typed: &str) -> Vec<String> {
    fold(typed)
        .split(' ')
        .filter(|word| !word.is_empty())
        .take(MOST)
        .map(str::to_owned)
        .collect()
}

/// Marks on letters, short vowels in Arabic, and the sign that stretches an Arabic word.
fn is_mark(character: char) -> bool {
    matches!(character,
        '\u{300}'..='\u{36f}' | '\u{610}'..='\u{61a}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}'
        | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

/// Letters that Unicode does not take apart, as people type them on another keyboard.
fn plain(character: char) -> Option<&'static str> {
    Some(match character {
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ı' => "i",
        'þ' => "th",
        'ς' => "σ",
        'ى' => "ي",
        'ة' => "ه",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn case_accents_and_signs_do_not_matter() {
        for (text, folded) in [
            ("Ærøskøbing, ÅRHUS!", "aeroskobing arhus"),
            ("Łódź – żółć", "lodz zolc"),
            ("Straße / GRÜN", "strasse grun"),
            ("¿Señal? ﬁn", "senal fin"),
            ("100%_sure", "100 sure"),
            ("مُنزَلِق أثناء", "منزلق اثناء"),
        ] {
            assert_eq!(fold(text), folded);
        }
    }

    proptest! {
        #[test]
        fn a_folded_text_stays_as_it_is_and_holds_no_sign_of_a_pattern(text in ".{0,60}") {
            let folded = fold(&text);
            prop_assert_eq!(fold(&folded), folded.clone());
            prop_assert!(!folded.contains(['%', '_', '\\', '\'']));
        }
    }
}
