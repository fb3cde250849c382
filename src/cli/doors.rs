//! What commands beside the server need first: the data where it should be, on this program's schema.

use super::{Failure, migrate::bring_up};
use crate::{
    config::Settings,
    db::{
        Db,
        connection::{AnyConnection, Use},
        lock::{self, Lock},
        migrate, reach,
    },
};

/// Opens the doors, beside a running server or without one. Data that is not there yet is made, so that a fresh
/// folder may begin with any command.
///
/// # Errors
/// One sentence with what to do.
pub(super) fn open(settings: Settings) -> Result<(Db, Settings), Failure> {
    reach::check(&settings.address, &settings.data).map_err(Failure::of)?;
    let settings = settings.with_folder().map_err(Failure::of)?;
    lock::finished(&settings.data).map_err(Failure::of)?;
    if is_behind(&settings)? {
        // Changing the schema under a running server would break it: then the lock is not free.
        let _alone = Lock::alone(&settings.address, &settings.data).map_err(Failure::of)?;
        bring_up(&settings)?;
    }
    let db = Db::open(&settings.address, 1).map_err(Failure::of)?;
    Ok((db, settings))
}

/// Opens the doors of data that is there: looking must not make an empty house.
///
/// # Errors
/// One sentence with what to do.
pub(super) fn open_existing(settings: Settings) -> Result<(Db, Settings), Failure> {
    if let Some(path) = settings.address.missing_file() {
        return Err(Failure(format!(
            "there is no database at {}. Choose the folder with --data, or start `candor` once to make it.",
            path.display()
        )));
    }
    open(settings)
}

fn is_behind(settings: &Settings) -> Result<bool, Failure> {
    if settings.address.missing_file().is_some() {
        return Ok(true);
    }
    let mut conn = AnyConnection::open(&settings.address, Use::Write).map_err(Failure::of)?;
    let pending = migrate::pending(&mut conn).map_err(Failure::of)?;
    Ok(!pending.is_empty())
}
