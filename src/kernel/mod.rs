//! Ground floor: words, codes and time, without any input or output.
//!
//! Everything above may use the kernel; the kernel uses nothing of Candor.

pub mod code;
mod envelope;
pub mod ids;
pub mod keys;
pub mod language;
pub mod mail;
pub mod sheet;
pub mod text;
pub mod time;
pub mod word;
