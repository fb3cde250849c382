//! Two doors to the data: `read` for looking, `write` for acts.
//!
//! Write functions take [`Tx`], which only the write door hands out, so a write outside a
//! transaction does not compile. Which database is behind the doors nobody else asks.

pub mod backup;
pub mod cells;
mod checkpoint;
pub mod connection;
pub mod counters;
pub mod error;
pub mod integrity;
pub mod lock;
pub mod migrate;
pub mod reach;
pub mod schema;
pub mod types;
mod writer;

pub use cells::Cells;
pub(crate) use connection::WRITE_SETTINGS;
pub use connection::{Address, Conn, Kind};
pub use counters::Counter;
pub use error::StoreError;

use connection::{AnyConnection, Manager, Use};
use counters::Counters;
use diesel::r2d2;
use std::{sync::Arc, sync::mpsc::SyncSender, thread::JoinHandle, time::Duration};
use tokio::sync::oneshot;

type Pool = r2d2::Pool<Manager>;

/// An open transaction.
pub struct Tx<'a> {
    conn: &'a mut Conn,
    counters: Counters,
    counting: bool,
}

impl<'a> Tx<'a> {
    fn new(conn: &'a mut Conn, counting: bool) -> Self {
        Self {
            conn,
            counters: Counters::default(),
            counting,
        }
    }

    /// The connection inside the transaction.
    pub fn conn(&mut self) -> &mut Conn {
        self.conn
    }

    /// Counts; written together with the other counts of the group, just before the commit.
    pub fn count(&mut self, counter: Counter, n: i64) {
        self.counters.add(counter, n);
    }

    /// Whether what is counted is kept: always, but where the cost of counting is measured.
    #[must_use]
    pub fn is_counting(&self) -> bool {
        self.counting
    }

    /// Lets nobody else count until this transaction ends: what they would add is not among the reports that are
    /// counted anew meanwhile.
    ///
    /// # Errors
    /// When the store fails.
    pub fn count_alone(&mut self) -> Result<(), StoreError> {
        Ok(counters::hold(self.conn)?)
    }

    fn into_counters(self) -> Counters {
        self.counters
    }
}

/// The two doors. Cloning gives another handle on the same doors.
#[derive(Clone)]
pub struct Db(Arc<Doors>);

struct Doors {
    address: Address,
    read: Pool,
    write: Option<WriteDoor>,
    thread: Option<JoinHandle<()>>,
}

enum WriteDoor {
    Thread(SyncSender<writer::Job>),
    Pool(Pool),
}

impl Drop for Doors {
    /// Lets the writer finish what it has accepted before the program ends.
    fn drop(&mut self) {
        self.write = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Db {
    /// Opens both doors on a database that has been migrated.
    ///
    /// # Errors
    /// `StoreError::Unavailable` when the server or file cannot be opened.
    pub fn open(address: &Address, connections: u32) -> Result<Self, StoreError> {
        let (write, thread) = match address {
            Address::Sqlite(_) => {
                let (sender, thread) = writer::start(address.clone(), true)?;
                (WriteDoor::Thread(sender), Some(thread))
            }
            Address::Postgres(_) => (
                WriteDoor::Pool(pool(address, Use::Write, connections)?),
                None,
            ),
        };
        let read = match address {
            Address::Sqlite(_) => pool(address, Use::Read, connections)?,
            Address::Postgres(_) => match &write {
                WriteDoor::Pool(shared) => shared.clone(),
                WriteDoor::Thread(_) => pool(address, Use::Read, connections)?,
            },
        };
        Ok(Self(Arc::new(Doors {
            address: address.clone(),
            read,
            write: Some(write),
            thread,
        })))
    }

    /// Opens SQLite without its writer thread: connections of a pool that wait for each other's lock.
    /// Only for comparing; it is slower and gives up under load.
    ///
    /// # Errors
    /// As [`Db::open`].
    pub fn open_without_writer(address: &Address, connections: u32) -> Result<Self, StoreError> {
        let write = Some(WriteDoor::Pool(pool(address, Use::Write, connections)?));
        let read = pool(address, Use::Read, connections)?;
        Ok(Self(Arc::new(Doors {
            address: address.clone(),
            read,
            write,
            thread: None,
        })))
    }

    /// Opens SQLite as [`Db::open`] does, but keeps no counts. Only for comparing: what tallies cost.
    ///
    /// # Errors
    /// As [`Db::open`].
    pub fn open_without_counting(address: &Address, connections: u32) -> Result<Self, StoreError> {
        let (sender, thread) = writer::start(address.clone(), false)?;
        Ok(Self(Arc::new(Doors {
            address: address.clone(),
            read: pool(address, Use::Read, connections)?,
            write: Some(WriteDoor::Thread(sender)),
            thread: Some(thread),
        })))
    }

    /// Where the data is.
    #[must_use]
    pub fn address(&self) -> &Address {
        &self.0.address
    }

    /// Looks, on a thread that may block.
    ///
    /// # Errors
    /// Whatever `look` answers, or `StoreError::Unavailable` when no connection is free in time.
    pub async fn read<T, E>(
        &self,
        look: impl FnOnce(&mut Conn) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let db = self.clone();
        match tokio::task::spawn_blocking(move || db.read_now(look)).await {
            Ok(answer) => answer,
            Err(_panicked) => Err(gone().into()),
        }
    }

    /// Looks, on this thread: for commands of the terminal.
    ///
    /// # Errors
    /// As [`Db::read`].
    pub fn read_now<T, E: From<StoreError>>(
        &self,
        look: impl FnOnce(&mut Conn) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut conn = checked_out(&self.0.read)?;
        look(&mut conn)
    }

    /// Looks at one moment, on this thread: what others commit meanwhile is not seen.
    ///
    /// # Errors
    /// As [`Db::read`].
    pub fn read_one_moment<T, E: From<StoreError>>(
        &self,
        look: impl FnOnce(&mut Conn) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut conn = checked_out(&self.0.read)?;
        conn.one_moment(|conn| look(conn).map_err(Failure::Act))
            .map_err(Failure::into_act)
    }

    /// Acts: one transaction, answered after its commit.
    ///
    /// # Errors
    /// Whatever `act` answers (nothing of it stays), or `StoreError::Unavailable` when it could not
    /// be committed.
    pub async fn write<T, E>(
        &self,
        act: impl FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        match &self.0.write {
            Some(WriteDoor::Thread(sender)) => match submit(sender, act) {
                Ok(answer) => answer.await.unwrap_or_else(|_closed| Err(gone().into())),
                Err(full) => Err(full.into()),
            },
            _ => {
                let db = self.clone();
                match tokio::task::spawn_blocking(move || db.write_pooled(act)).await {
                    Ok(answer) => answer,
                    Err(_panicked) => Err(gone().into()),
                }
            }
        }
    }

    /// Acts, on this thread: for commands of the terminal.
    ///
    /// # Errors
    /// As [`Db::write`].
    pub fn write_now<T, E>(
        &self,
        act: impl FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        match &self.0.write {
            Some(WriteDoor::Thread(sender)) => match submit(sender, act) {
                Ok(answer) => answer
                    .blocking_recv()
                    .unwrap_or_else(|_closed| Err(gone().into())),
                Err(full) => Err(full.into()),
            },
            _ => self.write_pooled(act),
        }
    }

    fn write_pooled<T, E: From<StoreError>>(
        &self,
        act: impl FnOnce(&mut Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let Some(WriteDoor::Pool(pool)) = &self.0.write else {
            return Err(gone().into());
        };
        let mut conn = checked_out(pool)?;
        conn.write_transaction(|conn| {
            let mut tx = Tx::new(conn, true);
            let value = act(&mut tx).map_err(Failure::Act)?;
            let counters = tx.into_counters();
            counters.flush(conn).map_err(Failure::Store)?;
            Ok(value)
        })
        .map_err(Failure::into_act)
    }
}

/// Keeps what the act answered apart from what the database said around it.
enum Failure<E> {
    Act(E),
    Store(StoreError),
}

impl<E: From<StoreError>> Failure<E> {
    fn into_act(self) -> E {
        match self {
            Self::Act(refusal) => refusal,
            Self::Store(failure) => failure.into(),
        }
    }
}

impl<E> From<diesel::result::Error> for Failure<E> {
    fn from(failure: diesel::result::Error) -> Self {
        Self::Store(failure.into())
    }
}

fn submit<T, E>(
    sender: &SyncSender<writer::Job>,
    act: impl FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
) -> Result<oneshot::Receiver<Result<T, E>>, StoreError>
where
    T: Send + 'static,
    E: From<StoreError> + Send + 'static,
{
    let (done, answer) = oneshot::channel();
    let job: writer::Job = Box::new(move |tx| {
        let outcome = act(tx);
        let stays = outcome.is_ok();
        let tell: writer::Answer = Box::new(move |committed| {
            let _ = done.send(match committed {
                Ok(()) => outcome,
                Err(failure) => Err(failure.into()),
            });
        });
        (stays, tell)
    });
    sender
        .try_send(job)
        .map_err(|_full| StoreError::Unavailable("too many writes are waiting".into()))?;
    Ok(answer)
}

fn pool(address: &Address, purpose: Use, connections: u32) -> Result<Pool, StoreError> {
    // The first connection is made here, so that a wrong password is told at the start.
    drop(
        AnyConnection::open(address, purpose)
            .map_err(|failure| reach::unavailable(address, &failure))?,
    );
    Ok(r2d2::Pool::builder()
        .max_size(connections)
        .min_idle(Some(1))
        .connection_timeout(Duration::from_secs(5))
        .test_on_check_out(matches!(address, Address::Postgres(_)))
        .build_unchecked(Manager {
            address: address.clone(),
            purpose,
        }))
}

fn checked_out(pool: &Pool) -> Result<r2d2::PooledConnection<Manager>, StoreError> {
    pool.get()
        .map_err(|failure| StoreError::Unavailable(failure.to_string()))
}

fn gone() -> StoreError {
    StoreError::Unavailable("the write was not carried out".into())
}
