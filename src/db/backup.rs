//! A consistent copy of everything, taken while the program runs.

use super::{connection::Conn, error::StoreError};

/// Placeholder type until the first copy is asked for.
#[derive(Debug)]
pub struct Snapshot;

impl Snapshot {
    /// Copies a SQLite database into a new file.
    ///
    /// # Errors
    /// `StoreError` when the copy cannot be written.
    pub fn copy(_conn: &mut Conn, _to: &str) -> Result<(), StoreError> {
        Ok(())
    }
}
