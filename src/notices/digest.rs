//! What waits past a promise, and what is new in a week, as other rooms tell it.

use super::model::{Item, Part};
use crate::{
    db::{Conn, StoreError},
    kernel::time::Now,
    people::{Person, Role},
};
use chrono::NaiveDate;
use std::sync::Arc;

/// Finds what waits for somebody; of a room to the right, handed in where the program is put together.
pub type Due = fn(&mut Conn, &Person, Now) -> Result<Vec<Item>, StoreError>;

type Find = dyn Fn(&mut Conn, &Person, Now) -> Result<Vec<Item>, StoreError> + Send + Sync;

type News =
    dyn Fn(&mut Conn, &Person, NaiveDate, Now) -> Result<Option<Part>, StoreError> + Send + Sync;

/// All that can be in a digest, in its order.
#[derive(Clone, Default)]
pub struct Dues {
    waits: Vec<Arc<Find>>,
    news: Vec<Arc<News>>,
}

impl Dues {
    /// Adds what a room finds: a [`Due`], or a closure that holds the settings which it needs.
    #[must_use]
    pub fn with(
        mut self,
        find: impl Fn(&mut Conn, &Person, Now) -> Result<Vec<Item>, StoreError> + Send + Sync + 'static,
    ) -> Self {
        self.waits.push(Arc::new(find));
        self
    }

    /// Adds what a room knows to be new since a day; it comes once a week, to leads and improvers.
    #[must_use]
    pub fn with_news(
        mut self,
        find: impl Fn(&mut Conn, &Person, NaiveDate, Now) -> Result<Option<Part>, StoreError>
        + Send
        + Sync
        + 'static,
    ) -> Self {
        self.news.push(Arc::new(find));
        self
    }

    /// What waits for somebody now. Nothing waits for improvers: they do not answer reports.
    ///
    /// # Errors
    /// When the store fails.
    pub fn of(&self, conn: &mut Conn, person: &Person, now: Now) -> Result<Vec<Item>, StoreError> {
        let mut items = Vec::new();
        if person.role != Role::Lead {
            return Ok(items);
        }
        for find in &self.waits {
            items.extend(find(conn, person, now)?);
        }
        Ok(items)
    }

    /// What is new to somebody since a day.
    ///
    /// # Errors
    /// When the store fails.
    pub fn news(
        &self,
        conn: &mut Conn,
        person: &Person,
        since: NaiveDate,
        now: Now,
    ) -> Result<Vec<Part>, StoreError> {
        let mut parts = Vec::new();
        for find in &self.news {
            parts.extend(find(conn, person, since, now)?);
        }
        Ok(parts)
    }
}
