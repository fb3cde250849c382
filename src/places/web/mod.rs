//! Pages: the tree of places, one place, and its poster.
//!
//! The pages write the journal's lines, because the journal lies to the right of this room.

pub mod edit;
pub mod poster;
mod qr;
pub mod tree;
