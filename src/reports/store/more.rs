//! Rows: what a reporter adds after the thanks.

use crate::{
    db::{
        StoreError, Tx,
        schema::{report_factors, reports},
        types::Key,
    },
    kernel::ids::Id,
    reports::model::{Effect, Factors, SeenBefore, Share},
};
use diesel::prelude::*;

/// The two sides on which a tile can stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    MadePossible,
    CaughtBy,
}

impl Side {
    fn as_str(self) -> &'static str {
        match self {
            Self::MadePossible => "made_possible",
            Self::CaughtBy => "caught_by",
        }
    }
}

/// Puts these tiles in the place of those that stood on this side.
pub(crate) fn set_tiles(
    tx: &mut Tx<'_>,
    report: Id,
    side: Side,
    tiles: &Factors,
) -> Result<(), StoreError> {
    diesel::delete(
        report_factors::table.filter(
            report_factors::report_id
                .eq(Key(report))
                .and(report_factors::side.eq(side.as_str())),
        ),
    )
    .execute(tx.conn())?;
    for tile in tiles.iter() {
        diesel::insert_into(report_factors::table)
            .values((
                report_factors::report_id.eq(Key(report)),
                report_factors::side.eq(side.as_str()),
                report_factors::factor.eq(i32::from(tile)),
            ))
            .execute(tx.conn())?;
    }
    Ok(())
}

/// One setter a field: a report has many, and an answer touches one or two of them.
macro_rules! setter {
    ($(#[$doc:meta])* $name:ident: $($column:ident: $type:ty as $value:expr),+) => {
        $(#[$doc])*
        pub(crate) fn $name(tx: &mut Tx<'_>, report: Id, $($column: $type),+) -> Result<(), StoreError> {
            diesel::update(reports::table.filter(reports::id.eq(Key(report))))
                .set(($(reports::$column.eq($value),)+))
                .execute(tx.conn())?;
            Ok(())
        }
    };
}

setter!(
    /// What made it possible, in words.
    set_factor_words: factor_words: Option<&str> as factor_words);
setter!(
    /// What caught it, in words.
    set_caught_words: caught_words: Option<&str> as caught_words);
setter!(
    /// The step of the work, what was meant, and what came of it.
    set_purpose: step: Option<&str> as step, intent: Option<&str> as intent, impact: Option<&str> as impact);
setter!(
    /// A workaround in use.
    set_workaround: workaround: Option<&str> as workaround);
setter!(
    /// Whether it happened before.
    set_seen_before: seen_before: Option<SeenBefore> as seen_before.map(SeenBefore::as_str));
setter!(
    /// What it did, and could have done.
    set_effects: effect: Option<Effect> as effect.map(Effect::as_str), could_have: Option<Effect> as could_have.map(Effect::as_str));
setter!(
    /// An idea.
    set_idea: idea: Option<&str> as idea);
setter!(
    /// Whether it may be shared.
    set_share: share: Share as share.as_str());
