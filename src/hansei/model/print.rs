//! What fits on one page of paper: the room is shared out, and what is cut says so.

/// Words that were made to fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cut {
    /// What fits.
    pub words: String,
    /// Whether there is more on the sheet.
    pub goes_on: bool,
}

/// How wide words are on paper, in tenths of a usual letter.
#[must_use]
pub fn width(words: &str) -> usize {
    words.chars().map(width_of).sum()
}

fn width_of(letter: char) -> usize {
    match letter {
        'M' | 'W' | 'm' | 'w' | '@' | '%' | '—' | '…' => 17,
        // Letters that are as wide as they are high.
        '\u{2e80}'.. => 20,
        capital if capital.is_uppercase() => 14,
        _ => 10,
    }
}

/// How much each text gets of `room`: a short one all that it has, and the others share
/// equally what the short ones leave.
#[must_use]
pub fn share_out(lengths: &[usize], room: usize) -> Vec<usize> {
    let mut shares = vec![0; lengths.len()];
    let mut order: Vec<usize> = (0..lengths.len()).collect();
    order.sort_by_key(|at| lengths.get(*at).copied().unwrap_or(0));
    let mut left = room;
    for (done, at) in order.iter().enumerate() {
        let fair = left / (order.len() - done).max(1);
        let length = lengths.get(*at).copied().unwrap_or(0);
        let share = length.min(fair);
        if let Some(own) = shares.get_mut(*at) {
            *own = share;
        }
        left -= share;
    }
    shares
}

/// The words in one paragraph, cut after a whole word where they become wider than `most`.
#[must_use]
pub fn cut(words: &str, most: usize) -> Cut {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if width(&line) <= most {
        return Cut {
            words: line,
            goes_on: false,
        };
    }
    let mut used = 0;
    let mut short: String = line
        .chars()
        .take_while(|letter| {
            used += width_of(*letter);
            used <= most
        })
        .collect();
    // A language without spaces is cut between two letters.
    if let Some((whole, _broken)) = short.rsplit_once(' ') {
        short = whole.to_owned();
    }
    Cut {
        words: short,
        goes_on: true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_short_texts_leave_goes_to_the_long_ones() {
        assert_eq!(share_out(&[10, 500, 20, 500], 230), [10, 100, 20, 100]);
        assert_eq!(share_out(&[10, 20], 230), [10, 20]);
        assert_eq!(share_out(&[], 5), Vec::<usize>::new());
    }

    #[test]
    fn words_are_cut_between_words_and_say_so() {
        let short = cut("A load\nslid.", 400);
        assert_eq!(
            (short.words.as_str(), short.goes_on),
            ("A load slid.", false)
        );
        let long = cut("The load slid off the fork", 130);
        assert_eq!((long.words.as_str(), long.goes_on), ("The load", true));
        assert_eq!(cut(&"x".repeat(50), 120).words, "x".repeat(12));
    }

    #[test]
    fn wide_letters_take_more_room() {
        assert!(width("WHO") > width("who"));
        assert!(width("反省") > width("ab"));
    }

    proptest! {
        #[test]
        fn nothing_is_wider_than_its_room(lengths in prop::collection::vec(0_usize..5_000, 0..20), room in 0_usize..9_000) {
            let shares = share_out(&lengths, room);
            prop_assert!(shares.iter().sum::<usize>() <= room);
            prop_assert!(shares.iter().zip(&lengths).all(|(share, length)| share <= length));
        }
    }
}
