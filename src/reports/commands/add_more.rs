//! Act: the reporter adds an answer to one of the questions after the thanks.

use super::{Error, counted_at, held};
use crate::{
    db::Tx,
    kernel::{keys::Hash, time::Week},
    reports::{
        model::{Addition, Effect, Enough, Factors, Refusal},
        store::{self, Report, Side},
    },
    tally::{self, Count, Measure},
};

/// Keeps an answer in the place of an earlier one, and counts it. Sent twice, it is kept once.
///
/// Nothing is written down about when it was added.
///
/// # Errors
/// `Refusal::NotHere` for an unknown receipt; the store's failure.
pub fn add_more(tx: &mut Tx<'_>, receipt: &Hash, addition: &Addition) -> Result<(), Error> {
    let before = held(tx, receipt)?;
    let id = before.id;
    match addition {
        Addition::Factors(tiles, words) => {
            store::set_tiles(tx, id, Side::MadePossible, tiles)?;
            store::set_factor_words(tx, id, words.as_deref())?;
        }
        Addition::Pressure(tile, enough) => {
            let tiles = with_tile(&before.factors, *tile, *enough);
            store::set_tiles(tx, id, Side::MadePossible, &tiles)?;
        }
        Addition::CaughtBy(tiles, words) => {
            store::set_tiles(tx, id, Side::CaughtBy, tiles)?;
            store::set_caught_words(tx, id, words.as_deref())?;
        }
        Addition::Purpose {
            step,
            intent,
            impact,
        } => store::set_purpose(
            tx,
            id,
            step.as_deref(),
            intent.as_deref(),
            impact.as_deref(),
        )?,
        Addition::Workaround(words) => store::set_workaround(tx, id, words.as_deref())?,
        Addition::SeenBefore(seen) => store::set_seen_before(tx, id, *seen)?,
        Addition::Effect { actual, could_have } => {
            store::set_effects(tx, id, *actual, *could_have)?;
        }
        Addition::Idea(words) => store::set_idea(tx, id, words.as_deref())?,
        Addition::Share(share) => store::set_share(tx, id, *share)?,
    }
    let after = store::by_receipt(tx.conn(), receipt)?.ok_or(Refusal::NotHere)?;
    let above = counted_at(tx.conn(), before.place, before.one_level_up)?;
    let kind = before.kind.as_str();
    tally::add(tx, &above, kind, &counts(&before), -1);
    tally::add(tx, &above, kind, &counts(&after), 1);
    Ok(())
}

fn with_tile(tiles: &[u8], tile: u8, enough: Enough) -> Factors {
    let kept = tiles.iter().copied().filter(|kept| match enough {
        Enough::Yes => *kept != tile,
        Enough::No | Enough::Unsure => true,
    });
    let added = (enough == Enough::No).then_some(tile);
    Factors::parse(kept.chain(added).map(i64::from)).unwrap_or_default()
}

/// What is counted of the answers that can change after telling.
fn counts(report: &Report) -> Vec<Count> {
    let of = |measure, slot| Count {
        measure,
        week: Week::of(report.surfaced_on),
        slot,
    };
    let effect = report
        .effect
        .map(|effect| of(Measure::Effect, Effect::slot(effect)));
    let numbers = |tiles: &[u8]| tiles.iter().copied().map(i32::from).collect::<Vec<_>>();
    let tiles = tally::tiles(
        Week::of(report.surfaced_on),
        &numbers(&report.factors),
        &numbers(&report.caught_by),
    );
    effect.into_iter().chain(tiles).collect()
}
