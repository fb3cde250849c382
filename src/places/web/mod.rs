//! Pages: the tree of places, one place, and its poster.

pub mod edit;
pub mod invitation;
pub mod poster;
mod qr;
pub mod tree;

pub use qr::QrCode;
