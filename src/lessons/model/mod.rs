//! Rules: what a lesson is, who has to agree to it, and how it is found.

mod consent;
mod lesson;
mod month;
mod opening;
mod sought;

pub use consent::{Asking, Consent, Refusal};
pub use lesson::{
    Found, Lesson, MOST_LEARNED, MOST_ROLE, MOST_STORY, MOST_TITLE, Own, Reference, Reread, Said,
    State, Words,
};
pub use month::Month;
pub use opening::opens_with_i;
pub use sought::{fold, sought_words};
