//! Pages: the tree of places, one place, and its poster.

pub mod edit;
pub mod invitation;
pub mod poster;
pub mod tree;
