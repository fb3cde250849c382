//! Exposure: how much was worked, so that "more reports" can be told from "more work".

mod amount;
mod columns;
mod file;
mod known;
mod open;
#[cfg(test)]
mod property_tests;
mod unit;
mod week;

pub(crate) use amount::Amount;
pub(crate) use columns::FileError;
pub(crate) use file::{BadRow, Read, Reader};
pub(crate) use known::{Known, Worked};
pub(crate) use open::{NotOpen, open};
pub(crate) use unit::Unit;
#[cfg(test)]
use week::WeekError;
pub(crate) use week::parse_week;

use crate::kernel::{ids::Id, time::Week};

/// What somebody says of a week of a place: for the place itself, without the places below that have rows of their own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    /// Where.
    pub(crate) place: Id,
    /// When.
    pub(crate) week: Week,
    /// What is counted.
    pub(crate) unit: Unit,
    /// How much; `None` when it is not known any more.
    pub(crate) amount: Option<Amount>,
}
