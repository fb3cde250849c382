//! The SQLite write door: one thread, group commit.
//!
//! All closures that wait when the thread becomes free run as savepoints of one transaction and are
//! answered after its commit, so that sixty-four reporters share one wait for the disk.

use super::{
    Tx,
    checkpoint::Checkpoints,
    connection::{Address, AnyConnection, Conn, Use},
    counters::Counters,
    error::StoreError,
    reach,
};
use diesel::{connection::TransactionManager, result::Error};
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::mpsc::{Receiver, SyncSender, sync_channel},
    thread::JoinHandle,
    time::Duration,
};

/// Answers the one who waits, with how the commit went.
pub(super) type Answer = Box<dyn FnOnce(Result<(), StoreError>) + Send>;
/// A closure that wants to write; says whether its savepoint shall stay.
pub(super) type Job = Box<dyn FnOnce(&mut Tx<'_>) -> (bool, Answer) + Send>;

/// Closures that may wait; one more is refused, so that memory stays bounded.
const QUEUE: usize = 1024;
/// Closures that share one commit.
const GROUP: usize = 64;

/// Starts the thread; without `counting` it keeps no counts.
pub(super) fn start(
    address: Address,
    counting: bool,
) -> Result<(SyncSender<Job>, JoinHandle<()>), StoreError> {
    let conn = open(&address)?;
    let checkpoints = Checkpoints::start(address.clone())?;
    let (sender, receiver) = sync_channel(QUEUE);
    let thread = std::thread::Builder::new()
        .name("candor-writer".into())
        .spawn(move || run(conn, &address, counting, checkpoints, &receiver))
        .map_err(|failure| StoreError::Unavailable(failure.to_string()))?;
    Ok((sender, thread))
}

fn open(address: &Address) -> Result<Conn, StoreError> {
    AnyConnection::open(address, Use::Write)
        .map_err(|failure| reach::unavailable(address, &failure))
}

fn run(
    mut conn: Conn,
    address: &Address,
    counting: bool,
    mut checkpoints: Checkpoints,
    waiting: &Receiver<Job>,
) {
    let mut group = Vec::with_capacity(GROUP);
    while let Ok(first) = waiting.recv() {
        group.push(first);
        while group.len() < GROUP {
            match waiting.try_recv() {
                Ok(job) => group.push(job),
                Err(_) => break,
            }
        }
        let closures = group.len();
        commit_group(&mut conn, &mut group, counting);
        checkpoints.wrote(closures);
        // A full disk can end the transaction behind our back; a fresh connection is the way back.
        while !conn.is_usable() {
            match open(address) {
                Ok(fresh) => conn = fresh,
                Err(_) => std::thread::sleep(Duration::from_millis(200)),
            }
        }
    }
    checkpoints.stop();
}

fn commit_group(conn: &mut Conn, group: &mut Vec<Job>, counting: bool) {
    let mut answers = Vec::with_capacity(group.len());
    let outcome: Result<(), StoreError> = conn.write_transaction(|conn| {
        let mut counters = Counters::default();
        for job in group.drain(..) {
            if let Some((answer, counted)) = run_one(conn, job, counting)? {
                answers.push(answer);
                counters.merge(counted);
            }
        }
        counters.flush(conn)
    });
    // Whoever never ran hears "not available" from the closed channel.
    group.clear();
    match outcome {
        Ok(()) => answers.into_iter().for_each(|answer| answer(Ok(()))),
        Err(failure) => {
            let words = failure.to_string();
            tracing::error!(failure = %words, "a group of writes was rolled back");
            for answer in answers {
                answer(Err(StoreError::Unavailable(words.clone())));
            }
        }
    }
}

/// One closure in its own savepoint: a refusal or a panic must not undo its neighbours.
fn run_one(conn: &mut Conn, job: Job, counting: bool) -> Result<Option<(Answer, Counters)>, Error> {
    type Manager = <Conn as diesel::Connection>::TransactionManager;
    Manager::begin_transaction(conn)?;
    let mut tx = Tx::new(conn, counting);
    let ran = catch_unwind(AssertUnwindSafe(|| job(&mut tx)));
    let counters = tx.into_counters();
    match ran {
        Ok((true, answer)) => {
            Manager::commit_transaction(conn)?;
            Ok(Some((answer, counters)))
        }
        Ok((false, answer)) => {
            let undone = Manager::rollback_transaction(conn);
            // The refusal does not depend on the group's commit: tell it at once.
            answer(Ok(()));
            undone.map(|()| None)
        }
        Err(_panic) => Manager::rollback_transaction(conn).map(|()| None),
    }
}
