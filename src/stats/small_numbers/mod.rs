//! Small numbers point at people. What may be shown to those who cannot read the reports themselves.
//!
//! A count is shown when it is 0 or at least k ([`publishable`]), on one fixed grid of periods ([`Period`],
//! [`finest`]) and in breakdowns that cannot be undone by subtracting from the total ([`breakdown()`]).
//!
//! What is guarded: everything shown of one place at one moment. For any two views of it, whatever their
//! dates, a shown count less the shown counts inside it is 0 or at least k.
//!
//! What is not, and is the caller's to see to:
//! - **Series that add up.** A parent place less a child is the other children; all reports less one kind are the
//!   other kinds. Show such series by [`finest_together`], or by [`Block::levels`], which lets each part have its own
//!   period; never each by [`finest`].
//! - **Breakdowns of overlapping stretches.** [`breakdown()`] guards one set of counts against its own total. The same
//!   breakdown of May and of May and June differs by June's: over time, use [`finest_together`] and add up.
//! - **Time.** A place that turns quiet moves to a coarser period. Who kept last month's finer view can subtract
//!   it from the coarser one that closes around it. Holding everything back until 48 weeks are over would be
//!   the only full cure. The grid limits it to the one period in which the change falls.
//! - **Totals from elsewhere.** The only total to show beside a view is [`Published::total`].

mod breakdown;
mod grid;
mod parts;
mod series;
#[cfg(test)]
mod tests;

pub use breakdown::{breakdown, publishable, publishable_of};
pub use grid::Period;
pub use parts::{Block, held_together};
pub use series::{Asked, Cell, Published, finest, finest_together};
