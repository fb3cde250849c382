//! What fits one printed page: each text gets lines, and what does not fit is read on the screen.
//!
//! The limit of the paper is the point of the method: a second page would be read by nobody. The server does
//! not know the printer's fonts, so it counts generously: a line is taken to hold fewer characters than it
//! will, and a mistake could hide a line, never make a second page.

/// A text that asks for room in a column of the page.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The words.
    pub words: &'a str,
    /// How many ordinary letters a line of it holds.
    pub wide: usize,
}

/// A text as it is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fitted {
    /// The words that fit.
    pub words: String,
    /// Whether there are more.
    pub continued: bool,
}

/// The texts of one column, cut so that together they take no more than `lines`. Short ones are left whole;
/// the long ones share what remains. The line that says where a text goes on is counted.
#[must_use]
pub fn fit(texts: &[Asked<'_>], lines: usize) -> Vec<Fitted> {
    let needs: Vec<usize> = texts
        .iter()
        .map(|text| wrapped(text.words, text.wide).len())
        .collect();
    let shares = shared(&needs, lines);
    texts
        .iter()
        .zip(needs.iter().zip(shares))
        .map(|(text, (need, share))| cut(text, *need, share))
        .collect()
}

fn cut(text: &Asked<'_>, need: usize, share: usize) -> Fitted {
    if need <= share {
        return Fitted {
            words: text.words.to_owned(),
            continued: false,
        };
    }
    // One line is for saying that it goes on.
    let wrapped = wrapped(text.words, text.wide);
    let end = match share.checked_sub(2).and_then(|last| wrapped.get(last)) {
        Some(end) => *end,
        None => 0,
    };
    Fitted {
        words: text
            .words
            .get(..end)
            .unwrap_or_default()
            .trim_end()
            .to_owned(),
        continued: true,
    }
}

/// Gives each what it needs, as far as it goes: nobody gets less so that another may have more than an equal
/// share.
fn shared(needs: &[usize], lines: usize) -> Vec<usize> {
    let mut shares = vec![0; needs.len()];
    let mut order: Vec<usize> = (0..needs.len()).collect();
    order.sort_by_key(|at| needs.get(*at).copied().unwrap_or_default());
    let mut left = lines;
    for (done, at) in order.iter().enumerate() {
        let equal = left / (needs.len() - done);
        let share = needs.get(*at).copied().unwrap_or_default().min(equal);
        if let Some(place) = shares.get_mut(*at) {
            *place = share;
        }
        left -= share;
    }
    shares
}

/// Where each line ends, in bytes, when a line holds `wide` ordinary letters.
fn wrapped(words: &str, wide: usize) -> Vec<usize> {
    // In quarters of a letter.
    let most = wide.max(1) * 4;
    let mut ends = Vec::new();
    let (mut used, mut after_space) = (0, None);
    for (at, character) in words.char_indices() {
        if character == '\n' {
            ends.push(at + 1);
            (used, after_space) = (0, None);
            continue;
        }
        let width = width(character);
        if used + width > most && used > 0 {
            match after_space {
                Some((end, carried)) => {
                    ends.push(end);
                    used -= carried;
                }
                None => {
                    ends.push(at);
                    used = 0;
                }
            }
            after_space = None;
        }
        used += width;
        if character.is_whitespace() {
            after_space = Some((at + character.len_utf8(), used));
        }
    }
    if ends.last().copied().unwrap_or_default() < words.len() {
        ends.push(words.len());
    }
    ends
}

/// How wide a character is, in quarters of an ordinary letter.
fn width(character: char) -> usize {
    match character {
        '\t' => 32,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '\u{2014}' => 7,
        'A'..='Z' | '0'..='9' => 5,
        '\u{0}'..='\u{24f}' => 4,
        // Greek, Cyrillic, Hebrew, Arabic.
        '\u{250}'..='\u{10ff}' => 6,
        _ => 9,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn asked(words: &str) -> Asked<'_> {
        Asked { words, wide: 10 }
    }

    #[test]
    fn short_texts_stay_whole_and_long_ones_share_the_rest() {
        assert_eq!(shared(&[1, 100, 2, 100], 33), [1, 15, 2, 15]);
        assert_eq!(shared(&[1, 2], 33), [1, 2]);
        assert_eq!(shared(&[9, 9, 9], 9), [3, 3, 3]);
        let long = "over the ramp ".repeat(40);
        let fitted = fit(&[asked("short"), asked(&long)], 10);
        assert_eq!(
            fitted.first(),
            Some(&Fitted {
                words: "short".into(),
                continued: false
            })
        );
        let long = &fitted[1];
        assert!(long.continued && !long.words.is_empty());
        assert!(wrapped(&long.words, 10).len() <= 8);
    }

    #[test]
    fn lines_break_where_words_end() {
        assert_eq!(wrapped("aaaa bbbb cccc", 10), [10, 14]);
        assert_eq!(wrapped("a\n\nb", 10), [2, 3, 4]);
        assert_eq!(wrapped(&"a".repeat(25), 10), [10, 20, 25]);
        assert!(wrapped("", 10).is_empty());
    }

    proptest! {
        #[test]
        fn what_is_printed_never_takes_more_lines_than_there_are(
            texts in prop::collection::vec(".{0,200}", 1..6), lines in 0_usize..60
        ) {
            let asked: Vec<Asked<'_>> = texts.iter().map(|words| asked(words)).collect();
            let fitted = fit(&asked, lines);
            let used: usize = fitted
                .iter()
                .map(|text| wrapped(&text.words, 10).len() + usize::from(text.continued))
                .sum();
            prop_assert!(used <= lines.max(texts.len()));
            for (text, fitted) in texts.iter().zip(&fitted) {
                prop_assert!(text.starts_with(&fitted.words));
                prop_assert!(fitted.continued || *text == fitted.words);
            }
        }
    }
}
