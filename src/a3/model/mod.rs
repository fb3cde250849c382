//! Rules: the sections of a sheet, where it stands, what a version is, what fits a page.

mod difference;
mod fit;
mod goal;
mod hint;
pub mod map;
pub mod map_layout;
mod section;
mod status;
mod version;

pub use difference::{Part, difference};
pub use fit::{Asked, Fitted, fit};
pub use goal::{Goal, GoalError};
pub use hint::names_a_countermeasure;
pub use section::{MOST_WORDS, Section, Shape, WordsError};
pub use status::{Refusal, Status, may_become};
pub use version::{Versioned, continues};

use crate::kernel::code::Code;

/// Pictures of the current condition, at most.
pub const MOST_PICTURES: usize = 5;

/// Characters of a comment, and of a reason.
pub const MOST_COMMENT: usize = 4_000;

/// Reports that one sheet may learn from.
pub const MOST_REPORTS: usize = 40;

/// The code by which a sheet is named: six characters, shown in two groups of three.
pub type Reference = Code<6>;
