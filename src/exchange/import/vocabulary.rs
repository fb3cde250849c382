//! The words and tiles that a map may use: what a report knows, and nothing else.

/// The kinds of report.
pub(super) const KINDS: &[&str] = &[
    "problem",
    "near_miss",
    "incident",
    "mistake",
    "question",
    "good_catch",
];
/// Effects, mildest first: the gravest of several columns wins.
pub(super) const EFFECTS: &[&str] = &["none", "small", "serious", "severe"];
/// How often it was seen before.
pub(super) const SEEN_BEFORE: &[&str] = &["never", "sometimes", "often"];
/// Whether the story may become a lesson.
pub(super) const SHARE: &[&str] = &["without_details", "ask_me", "no"];
/// The system tiles are numbered from 1 to this.
pub(super) const LAST_TILE: u8 = 11;

/// The word that is meant: `Near miss` and `near-miss` are `near_miss`.
pub(super) fn word(words: &'static [&'static str], written: &str) -> Option<&'static str> {
    let plain = written.trim().to_lowercase().replace([' ', '-'], "_");
    words.iter().copied().find(|word| *word == plain)
}

/// The tiles of a cell such as `2`, `1, 7` or `1;7`; nothing when any part is not a tile.
pub(super) fn tiles(written: &str) -> Option<Vec<u8>> {
    parts(written)
        .map(|part| {
            part.parse()
                .ok()
                .filter(|tile| (1..=LAST_TILE).contains(tile))
        })
        .collect()
}

/// The parts of a cell that holds several values, without blanks.
///
/// Commas, semicolons and bars are what exports join several values with.
pub(super) fn parts(written: &str) -> impl Iterator<Item = &str> {
    written
        .split([',', ';', '|'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
}

/// Tiles in order, each once.
pub(super) fn tidy(mut tiles: Vec<u8>) -> Vec<u8> {
    tiles.sort_unstable();
    tiles.dedup();
    tiles
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_however_it_is_written() {
        assert_eq!(word(KINDS, " Near-Miss "), Some("near_miss"));
        assert_eq!(word(KINDS, "GOOD CATCH"), Some("good_catch"));
        assert_eq!(word(KINDS, "violation"), None);
    }

    #[test]
    fn tiles_are_between_one_and_eleven() {
        assert_eq!(tiles("1; 7,11"), Some(vec![1, 7, 11]));
        assert_eq!(tiles("12"), None);
        assert_eq!(tiles("0"), None);
        assert_eq!(tiles("tools"), None);
        assert_eq!(tidy(vec![7, 1, 7]), [1, 7]);
    }
}
