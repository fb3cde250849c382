//! People use the product: one binary, one module a room.

#![expect(missing_docs, reason = "the names of the tests are sentences")]

mod hygiene;
mod journal;
mod people;
mod places;
mod reports;
mod support;
