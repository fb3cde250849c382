//! Rules: which words a text is marked for, what an entry of a lexicon must be, and what a house may
//! change.

mod change;
mod entry;
mod lexicon;
mod prose;

pub(super) use change::merged;
pub use change::{Change, Listed, State, Words};
pub use entry::{Entry, Kind, Parts, Tone};
pub use lexicon::{Hint, Lexicon, hints_of};
pub use prose::count_words;
