//! What a house changes in the shipped lexicon: entries switched off, said otherwise, or its own.

use super::entry::{Entry, Kind};

/// The texts of an entry, as an admin writes them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// How its words look for a culprit.
    pub kind: Kind,
    /// The pattern.
    pub pattern: String,
    /// Why, in one line.
    pub why: String,
    /// The question to ask instead.
    pub instead: String,
    /// A sentence that it marks.
    pub hit: String,
    /// A sentence that it leaves alone.
    pub miss: String,
}

/// What a house has changed in one entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The entry's name.
    pub entry: String,
    /// Whether it marks anything.
    pub active: bool,
    /// Its texts in place of the shipped ones; an own entry always has them.
    pub words: Option<Words>,
}

/// Where an entry comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// As it was shipped.
    Shipped,
    /// Shipped, and said otherwise here.
    Changed,
    /// The house's own.
    Own,
}

/// An entry as the house has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The entry.
    pub entry: Entry,
    /// Whether it marks anything.
    pub active: bool,
    /// Where it comes from.
    pub state: State,
}

impl Words {
    /// The entry with these texts.
    #[must_use]
    pub fn entry(&self, id: &str, sources: Vec<String>) -> Entry {
        Entry {
            id: id.to_owned(),
            kind: self.kind,
            tone: self.kind.tone(),
            pattern: self.pattern.clone(),
            why: self.why.clone(),
            instead: self.instead.clone(),
            hit: self.hit.clone(),
            miss: self.miss.clone(),
            sources,
        }
    }
}

/// The shipped entries in their order with what the house has changed, and its own after them. A change
/// of an entry that is not shipped any more is the house's own if it has texts, else nothing.
#[must_use]
pub(in crate::language) fn merged(shipped: &[Entry], changes: &[Change]) -> Vec<Listed> {
    let theirs = |id: &str| changes.iter().find(|change| change.entry == id);
    let mut list: Vec<Listed> = shipped
        .iter()
        .map(|entry| match theirs(&entry.id) {
            None => Listed {
                entry: entry.clone(),
                active: true,
                state: State::Shipped,
            },
            Some(change) => match &change.words {
                None => Listed {
                    entry: entry.clone(),
                    active: change.active,
                    state: State::Shipped,
                },
                Some(words) => Listed {
                    entry: Entry {
                        tone: entry.tone,
                        ..words.entry(&entry.id, entry.sources.clone())
                    },
                    active: change.active,
                    state: State::Changed,
                },
            },
        })
        .collect();
    let own = changes
        .iter()
        .filter(|change| shipped.iter().all(|entry| entry.id != change.entry));
    list.extend(own.filter_map(|change| {
        let words = change.words.as_ref()?;
        Some(Listed {
            entry: words.entry(&change.entry, Vec::new()),
            active: change.active,
            state: State::Own,
        })
    }));
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(pattern: &str) -> Words {
        Words {
            kind: Kind::Character,
            pattern: pattern.into(),
            why: "Why".into(),
            instead: "What?".into(),
            hit: "Hit".into(),
            miss: "Miss".into(),
        }
    }

    #[test]
    fn the_house_has_the_last_word() {
        let shipped = [
            words("a").entry("one", Vec::new()),
            words("b").entry("two", Vec::new()),
            words("c").entry("three", Vec::new()),
        ];
        let change = |entry: &str, active, words| Change {
            entry: entry.into(),
            active,
            words,
        };
        let list = merged(
            &shipped,
            &[
                change("one", false, None),
                change("two", true, Some(words("B"))),
                change("own-1", true, Some(words("d"))),
                change("gone", false, None),
            ],
        );
        let seen: Vec<_> = list
            .iter()
            .map(|listed| (listed.entry.pattern.as_str(), listed.active, listed.state))
            .collect();
        assert_eq!(
            seen,
            [
                ("a", false, State::Shipped),
                ("B", true, State::Changed),
                ("c", true, State::Shipped),
                ("d", true, State::Own)
            ]
        );
    }
}
