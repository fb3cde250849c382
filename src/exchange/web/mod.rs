//! Pages: de-identified data as files for leads and improvers, with what its columns mean.

pub mod data;
pub mod files;
mod stream;
