//! People use the product: one binary, one module a room.

#![expect(
    clippy::unwrap_used,
    unreachable_pub,
    reason = "a test that cannot go on has failed, and one binary has no outside"
)]

mod exchange;
mod hygiene;
mod journal;
mod languages;
mod people;
mod pictures;
mod places;
mod reports;
mod support;
mod trends;

mod a3;
mod countermeasures;
mod hansei;
mod invitation;
mod language;
mod lessons;
mod notices;
