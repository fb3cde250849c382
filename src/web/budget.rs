//! Budgets against guessing: global, in memory, never by address.
//!
//! A whole plant shares one address, and a list of addresses is a list of reporters.

use crate::kernel::keys::sha256;
use governor::{DefaultDirectRateLimiter, DefaultKeyedRateLimiter, Quota, RateLimiter};
use std::{num::NonZeroU32, sync::Arc, time::Duration};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// How long a photo or a download waits for its turn.
const PATIENCE: Duration = Duration::from_secs(4);

/// What is left of each budget.
pub struct Budgets {
    wrong_receipts: DefaultDirectRateLimiter,
    wrong_rooms: DefaultDirectRateLimiter,
    wrong_passwords: DefaultKeyedRateLimiter<[u8; 32]>,
    hashing: Semaphore,
    arriving: Arc<Semaphore>,
    unpacking: Arc<Semaphore>,
    shrinking: Arc<Semaphore>,
    exporting: Arc<Semaphore>,
}

impl Budgets {
    /// Full budgets.
    #[must_use]
    pub fn new() -> Self {
        let per_minute = |n: u32| Quota::per_minute(NonZeroU32::new(n).unwrap_or(NonZeroU32::MIN));
        Self {
            wrong_receipts: RateLimiter::direct(per_minute(60)),
            wrong_rooms: RateLimiter::direct(per_minute(60)),
            wrong_passwords: RateLimiter::keyed(per_minute(10)),
            hashing: Semaphore::new(2),
            arriving: Arc::new(Semaphore::new(16)),
            unpacking: Arc::new(Semaphore::new(2)),
            shrinking: Arc::new(Semaphore::new(2)),
            exporting: Arc::new(Semaphore::new(2)),
        }
    }

    /// Takes one wrong receipt off the budget of 60 a minute; `false` when it is used up.
    /// Right receipts never ask.
    #[must_use]
    pub fn wrong_receipt(&self) -> bool {
        self.wrong_receipts.check().is_ok()
    }

    /// Takes one wrong code of a room off the budget of 60 a minute; `false` when it is used up.
    /// Right codes never ask.
    #[must_use]
    pub fn wrong_room(&self) -> bool {
        self.wrong_rooms.check().is_ok()
    }

    /// Takes one try off an account's budget of 10 a minute; `false` when it is used up.
    #[must_use]
    pub fn sign_in_try(&self, email: &str) -> bool {
        self.wrong_passwords.retain_recent();
        self.wrong_passwords
            .check_key(&sha256(email.as_bytes()))
            .is_ok()
    }

    /// A turn to hash a password: each needs 19 MiB, so at most two at a time.
    ///
    /// # Errors
    /// Never while the program runs.
    pub async fn hashing_turn(
        &self,
    ) -> Result<tokio::sync::SemaphorePermit<'_>, tokio::sync::AcquireError> {
        self.hashing.acquire().await
    }

    /// A turn to take a file of up to 12 MiB into memory, at most 16 at a time; `None` after some seconds.
    pub async fn arriving_turn(&self) -> Option<OwnedSemaphorePermit> {
        soon(&self.arriving).await
    }

    /// A turn to unpack a stranger's picture: each may need 256 MiB, so at most two at a time; `None` after some
    /// seconds.
    pub async fn unpacking_turn(&self) -> Option<OwnedSemaphorePermit> {
        soon(&self.unpacking).await
    }

    /// A turn to make pictures of our own smaller; these are short, so everybody gets one.
    pub async fn shrinking_turn(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.shrinking).acquire_owned().await.ok()
    }

    /// A turn to download an export: each holds a connection to the database while it lasts, so at most two at a time;
    /// `None` after some seconds.
    pub async fn exporting_turn(&self) -> Option<OwnedSemaphorePermit> {
        soon(&self.exporting).await
    }
}

async fn soon(turns: &Arc<Semaphore>) -> Option<OwnedSemaphorePermit> {
    let turn = Arc::clone(turns).acquire_owned();
    tokio::time::timeout(PATIENCE, turn).await.ok()?.ok()
}

impl Default for Budgets {
    fn default() -> Self {
        Self::new()
    }
}
