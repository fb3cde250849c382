//! Notices: mails to people who answer. An outbox, a mail server, and a digest in the morning.
//!
//! Never here: somebody's story, a receipt, a mail to a reporter, a picture or link that tells who opened
//! it. No mail is queued by what an anonymous reporter does: its moment would tell when they did it.
//! Other rooms [`queue`] within their own transaction; what waits past a promise they hand in as [`Due`].

pub mod commands;
mod digest;
pub mod model;
mod post;
mod round;
mod store;
pub mod web;

pub use commands::queue;
pub use digest::{Due, Dues};
pub use model::{Item, Notice, Part, Purpose, Recipient, Trouble};
pub use post::Post;
pub use round::{Office, deliver, round, send_digests};
pub use store::Outgoing;
