//! A house of its own for each test, and browsers for the people in it.
//!
//! ```ignore
//! let app = App::start().await;
//! let mut ada = app.lead("Ada", &[app.place("Ramp 3")]);
//! ada.visits("/inbox").says("Nobody is waiting");
//! ada.presses("Say thank you", &[("text", "Thank you, Ada")]).says("on their way");
//! ```
//!
//! `CANDOR_TEST_DATABASE` chooses what is behind it: nothing or `sqlite`, or a `postgres://` address
//! whose database each test gets a schema of its own in.

mod app;
mod browser;
mod house;
pub mod mail;
pub mod parquet;
pub mod pictures;
pub mod terminal;

pub use app::{App, PASSWORD, email};
pub use browser::{Browser, Part};
