//! Tallies: counts that trends read, so that their cost does not grow with the number of reports.
//!
//! Kept in the transaction of the act that they count, for the place and each place above it. A tally
//! never knows a person.

mod model;
mod store;

pub use model::{Count, Measure, PEOPLE, Skeleton, Weeks, tiles};
pub use store::{
    Ledger, add, by_place, by_slot, by_week, differences, each, first_week, kept_at, replace,
};
