//! Pages of exposure: how much was worked, written down week by week or taken from a file.

pub mod file;
pub mod form;

use crate::{
    kernel::ids::Id,
    people::Role,
    trends::{commands::Writer, model::Amount},
    web::{Recorder, Who},
};

const PATH: &str = "/trends/hours";

/// Who writes, from a visit.
fn writer(who: &Who<Recorder>) -> Writer {
    Writer {
        person: Some(who.person.clone()),
        k: who.visit.settings.small_number,
        now: who.visit.now,
    }
}

/// Whether the page belongs to trends for whoever looks; admins do not see those.
fn sees_trends(who: &Who<Recorder>) -> bool {
    who.person.role != Role::Admin
}

/// An amount of a place for reading: "1,234.5".
fn spoken(amount: Amount) -> String {
    let whole = super::rate::thousands(f64::from(amount.hundredths() / 100));
    match amount.to_string().split_once('.') {
        Some((_, part)) => format!("{whole}.{part}"),
        None => whole,
    }
}

/// Whether an id is one of these.
fn holds(places: &[Id], place: Id) -> bool {
    places.contains(&place)
}
