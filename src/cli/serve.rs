//! `candor serve`: migrates, opens the doors, listens.

use super::{Failure, tell};
use crate::{
    app::{self, Parts},
    config::Settings,
    db::{Address, Db, migrate},
    people,
};
use std::{
    fs::{File, TryLockError},
    net::TcpListener,
};

/// Runs until it is told to stop; finishes what it has accepted first.
///
/// # Errors
/// One sentence with what to do.
pub(super) fn run(settings: Settings) -> Result<(), Failure> {
    let settings = settings.with_folder().map_err(Failure::of)?;
    let _alone = only_one(&settings)?;
    log_to_stderr(&settings.log);
    migrate::migrate(&settings.address, |_conn| Ok(())).map_err(Failure::of)?;
    let db = Db::open(&settings.address, settings.connections).map_err(Failure::of)?;
    let socket = TcpListener::bind(settings.listen).map_err(|failure| {
        Failure(format!(
            "cannot listen on {}: {failure}. Choose another with --listen.",
            settings.listen
        ))
    })?;
    let address = socket.local_addr().map_err(Failure::of)?;
    let has_admin = db.read_now(people::has_admin).map_err(Failure::of)?;
    let parts = Parts::new(db, settings.web.clock(), settings.web.clone()).map_err(Failure)?;
    actix_web::rt::System::new().block_on(async move {
        let server = app::server(parts, socket, 2).map_err(Failure::of)?;
        tell(format!("candor is listening on http://{address}"));
        if !has_admin {
            let token = people::first_admin_token(&settings.web.keys);
            tell(format!(
                "make the first admin here, once: http://{address}/sign-in/first?token={token}"
            ));
        }
        server.await.map_err(Failure::of)
    })
}

/// Two servers on one folder would write past each other: the second is refused.
fn only_one(settings: &Settings) -> Result<Option<File>, Failure> {
    if matches!(settings.address, Address::Postgres(_)) {
        return Ok(None);
    }
    let path = settings.data.join("candor.lock");
    let file = File::options()
        .create(true)
        .append(true)
        .open(&path)
        .map_err(|failure| Failure(format!("cannot open {}: {failure}", path.display())))?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Err(Failure(format!(
            "another Candor is running on {}. Stop it first, or choose another folder with --data.",
            settings.data.display()
        ))),
        Err(TryLockError::Error(failure)) => Err(Failure(format!(
            "cannot lock {}: {failure}",
            path.display()
        ))),
    }
}

fn log_to_stderr(level: &str) {
    let filter =
        tracing_subscriber::EnvFilter::new(format!("candor={level},actix_server=warn,error"));
    // A second call, in tests, keeps the first.
    let _ = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .try_init();
}
