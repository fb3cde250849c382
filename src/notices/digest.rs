//! What waits past a promise, as other rooms tell it.

use super::model::Item;
use crate::{
    db::{Conn, StoreError},
    kernel::time::Now,
    people::Person,
};
use std::sync::Arc;

/// Finds what waits for somebody; of a room to the right, handed in where the program is put together.
pub type Due = fn(&mut Conn, &Person, Now) -> Result<Vec<Item>, StoreError>;

type Find = dyn Fn(&mut Conn, &Person, Now) -> Result<Vec<Item>, StoreError> + Send + Sync;

/// All that can be in a digest, in its order.
#[derive(Clone, Default)]
pub struct Dues(Vec<Arc<Find>>);

impl Dues {
    /// Adds what a room finds: a [`Due`], or a closure that holds the settings which it needs.
    #[must_use]
    pub fn with(
        mut self,
        find: impl Fn(&mut Conn, &Person, Now) -> Result<Vec<Item>, StoreError> + Send + Sync + 'static,
    ) -> Self {
        self.0.push(Arc::new(find));
        self
    }

    /// What waits for somebody now.
    ///
    /// # Errors
    /// When the store fails.
    pub fn of(&self, conn: &mut Conn, person: &Person, now: Now) -> Result<Vec<Item>, StoreError> {
        let mut items = Vec::new();
        for find in &self.0 {
            items.extend(find(conn, person, now)?);
        }
        Ok(items)
    }
}
