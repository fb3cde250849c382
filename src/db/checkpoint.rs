//! Copying the write-ahead log into the SQLite file, beside the writer instead of within it.
//!
//! Left to SQLite, the commit that fills the log also copies it, and everybody who waits for that
//! commit waits for the copy. A second connection does it while the writer goes on; what it did not
//! reach is little, and the writer's own checkpoint (see `WRITE_SETTINGS`) keeps the log bounded.

use super::{
    connection::{Address, AnyConnection, Use},
    error::StoreError,
};
use diesel::connection::SimpleConnection;
use std::{
    sync::mpsc::{SyncSender, sync_channel},
    thread::JoinHandle,
};

/// Closures written between two copies: some megabytes of log.
const EVERY: usize = 256;

pub(super) struct Checkpoints {
    written: usize,
    ask: SyncSender<()>,
    thread: JoinHandle<()>,
}

impl Checkpoints {
    /// Starts the thread, which opens its connection when it is first asked.
    pub(super) fn start(address: Address) -> Result<Self, StoreError> {
        let (ask, asked) = sync_channel::<()>(1);
        let thread = std::thread::Builder::new()
            .name("candor-checkpoint".into())
            .spawn(move || {
                let mut kept = None;
                while asked.recv().is_ok() {
                    // A log that could not be copied now is copied by the next, or by the writer.
                    if kept.is_none() {
                        kept = AnyConnection::open(&address, Use::Write).ok();
                    }
                    if let Some(conn) = &mut kept {
                        let copied = conn.batch_execute("PRAGMA wal_checkpoint(PASSIVE)");
                        if copied.is_err() {
                            kept = None;
                        }
                    }
                }
            })
            .map_err(|failure| StoreError::Unavailable(failure.to_string()))?;
        Ok(Self {
            written: 0,
            ask,
            thread,
        })
    }

    /// Takes note of closures that were committed.
    pub(super) fn wrote(&mut self, closures: usize) {
        self.written += closures;
        if self.written >= EVERY && self.ask.try_send(()).is_ok() {
            self.written = 0;
        }
    }

    /// Ends the thread, and waits for it: the last connection to close tidies the log away.
    pub(super) fn stop(self) {
        drop(self.ask);
        let _ = self.thread.join();
    }
}
