//! What fits on one page of paper: the room is shared out, and what is cut says so.

/// Words that were made to fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cut {
    /// What fits.
    pub words: String,
    /// Whether there is more on the sheet.
    pub goes_on: bool,
}

/// How many characters each text gets of `room`: a short one all that it has, and the others share
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

/// The words in one paragraph, cut after a whole word within `most` characters.
#[must_use]
pub fn cut(words: &str, most: usize) -> Cut {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= most {
        return Cut {
            words: line,
            goes_on: false,
        };
    }
    let mut short: String = line.chars().take(most).collect();
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
        let short = cut("A load\nslid.", 40);
        assert_eq!(
            (short.words.as_str(), short.goes_on),
            ("A load slid.", false)
        );
        let long = cut("The load slid off the fork", 12);
        assert_eq!((long.words.as_str(), long.goes_on), ("The load", true));
        assert_eq!(cut(&"x".repeat(50), 12).words, "x".repeat(12));
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
