//! What a lesson holds.

use super::Month;
use crate::kernel::{code::Code, ids::Id, keys::sha256, language::Language};
use chrono::NaiveDate;

/// The code by which everybody names a lesson: six characters, shown in two groups of three.
pub type Reference = Code<6>;

/// Characters of a title.
pub const MOST_TITLE: usize = 120;
/// Characters of a story.
pub const MOST_STORY: usize = 4_000;
/// Characters of what was learned, and of what changed.
pub const MOST_LEARNED: usize = 2_000;
/// Characters of a lead's role.
pub const MOST_ROLE: usize = 80;

crate::words! {
    /// Where a lesson stands.
    State {
        /// Being written.
        Draft = "draft",
        /// The reporter is asked.
        Asked = "asked",
        /// The reporter said yes.
        Agreed = "agreed",
        /// Others may read it.
        Published = "published",
        /// Taken back.
        Withdrawn = "withdrawn",
    }
}

crate::words! {
    /// What a reporter said of a lesson.
    Said {
        /// It may be shared.
        Yes = "yes",
        /// It may not, or not any more.
        No = "no",
    }
}

crate::words! {
    /// What reading a lesson again found.
    Found {
        /// It still holds.
        Holds = "holds",
        /// It has slipped.
        Slipped = "slipped",
    }
}

/// Everything of a lesson that is read by others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// In a line.
    pub title: String,
    /// What happened, without anything that points to somebody.
    pub story: String,
    /// What we learned.
    pub learned: String,
    /// What changed, when something did.
    pub changed: Option<String>,
    /// The language that it is written in.
    pub language: Language,
    /// The system tiles, in order.
    pub tiles: Vec<u8>,
    /// Where, never finer than many people work.
    pub place: Id,
}

impl Words {
    /// Changes with every change of what is read: whoever agrees, agrees to these words.
    #[must_use]
    pub fn mark(&self) -> String {
        let tiles: Vec<String> = self.tiles.iter().map(ToString::to_string).collect();
        let all = [
            self.title.as_str(),
            &self.story,
            &self.learned,
            self.changed.as_deref().unwrap_or_default(),
            &tiles.join(","),
            &self.place.to_string(),
        ];
        // No text holds this character: `kernel::text` refuses it.
        Code::<12>::from_bits(&sha256(all.join("\0").as_bytes())).to_string()
    }

    /// All words as one text, for searching.
    #[must_use]
    pub fn all(&self) -> String {
        let changed = self.changed.as_deref().unwrap_or_default();
        [&self.title, &self.story, &self.learned, changed].join("\n")
    }
}

/// The lead whose own mistake it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Own {
    /// The account.
    pub person: Id,
    /// The name, as the account has it.
    pub name: String,
    /// The role, as the lead wrote it.
    pub role: String,
}

/// A lesson.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lesson {
    /// Its identity.
    pub id: Id,
    /// Its code.
    pub reference: Reference,
    /// The report that it comes from.
    pub report: Option<Id>,
    /// The lead who tells it of themselves.
    pub own: Option<Own>,
    /// What is read.
    pub words: Words,
    /// Where it stands.
    pub state: State,
    /// What the reporter said last.
    pub said: Option<Said>,
    /// On which day.
    pub said_on: Option<NaiveDate>,
    /// The month in which it was published.
    pub month: Option<Month>,
}

/// A look at a lesson a year later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reread {
    /// When.
    pub month: Month,
    /// What was found.
    pub found: Found,
    /// In words, for staff.
    pub words: Option<String>,
}

impl Lesson {
    /// Whether it is a year since others could first read it, or since somebody read it again.
    #[must_use]
    pub fn is_due(&self, rereads: &[Reread], this: Month) -> bool {
        let latest = rereads.iter().map(|reread| reread.month).max();
        self.state == State::Published
            && self
                .month
                .max(latest)
                .is_some_and(|month| month.plus(12) <= this)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> Words {
        Words {
            title: "A wet ramp".into(),
            story: "A load slid.".into(),
            learned: "Water stands there after rain.".into(),
            changed: None,
            language: Language::English,
            tiles: vec![5],
            place: Id::from_uuid(uuid::Uuid::nil()),
        }
    }

    #[test]
    fn a_lesson_is_due_a_year_later_and_a_year_after_that() {
        let month = |text| Month::parse(text).unwrap();
        let mut lesson = Lesson {
            id: Id::random(),
            reference: Code::random(),
            report: None,
            own: None,
            words: words(),
            state: State::Published,
            said: None,
            said_on: None,
            month: Some(month("2025-10")),
        };
        assert!(!lesson.is_due(&[], month("2026-09")));
        assert!(lesson.is_due(&[], month("2026-10")));
        let reread = Reread {
            month: month("2026-11"),
            found: Found::Holds,
            words: None,
        };
        let rereads = [reread];
        assert!(!lesson.is_due(&rereads, month("2027-10")));
        assert!(lesson.is_due(&rereads, month("2027-11")));
        lesson.state = State::Withdrawn;
        assert!(!lesson.is_due(&[], month("2030-01")));
    }

    #[test]
    fn every_word_that_is_read_changes_the_mark() {
        let mark = words().mark();
        assert_eq!(mark, words().mark());
        let changes: [fn(&mut Words); 6] = [
            |w| w.title.push('.'),
            |w| w.story.push('.'),
            |w| w.learned.push('.'),
            |w| w.changed = Some("A drain.".into()),
            |w| w.tiles.push(6),
            |w| w.place = Id::random(),
        ];
        for change in changes {
            let mut other = words();
            change(&mut other);
            assert_ne!(other.mark(), mark, "{other:?}");
        }
    }
}
