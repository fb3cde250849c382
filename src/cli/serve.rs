//! `candor serve`: migrates, opens the doors, listens.

use super::{Failure, migrate::bring_up, tell};
use crate::{
    app::{self, Parts},
    config::Settings,
    countermeasures,
    db::{Db, StoreError, lock::Lock, reach},
    kernel::time::{Clock, Now},
    notices::{self, Office},
    people, reports, trends,
};
use std::{net::TcpListener, task::Poll, time::Duration};

/// Runs until it is told to stop; finishes what it has accepted first.
///
/// # Errors
/// One sentence with what to do.
pub(super) fn run(settings: Settings) -> Result<(), Failure> {
    reach::check(&settings.address, &settings.data).map_err(Failure::of)?;
    let settings = settings.with_folder().map_err(Failure::of)?;
    let lock = Lock::serving(&settings.address, &settings.data).map_err(Failure::of)?;
    log_to_stderr(&settings.log);
    let socket = TcpListener::bind(settings.listen).map_err(|failure| {
        Failure(format!(
            "cannot listen on {}: {failure}. Choose another with --listen.",
            settings.listen
        ))
    })?;
    let address = socket.local_addr().map_err(Failure::of)?;
    bring_up(&settings)?;
    let db = Db::open(&settings.address, settings.connections).map_err(Failure::of)?;
    let has_admin = db.read_now(people::has_admin).map_err(Failure::of)?;
    let parts =
        Parts::new(db.clone(), settings.web.clock(), settings.web.clone()).map_err(Failure)?;
    let office = app::office(&settings.web).map_err(Failure)?;
    let doors = db.clone();
    let outcome = actix_web::rt::System::new().block_on(async move {
        let mail = actix_web::rt::spawn(mail(
            doors.clone(),
            office,
            settings.web.clock(),
            settings.web.small_number,
        ));
        let housekeeping = actix_web::rt::spawn(housekeeping(
            doors,
            settings.web.clock(),
            settings.web.small_number,
        ));
        let mut server = app::server(parts, socket, 2).map_err(Failure::of)?;
        // The first poll begins to listen for signals: whoever reads the line below may stop us at
        // once, and that must be a stop like any other.
        if let Poll::Ready(ended) = futures_util::poll!(&mut server) {
            return ended.map_err(Failure::of);
        }
        tell(format!("candor is listening on http://{address}"));
        if !has_admin {
            let token = people::first_admin_token(&settings.web.keys);
            tell(format!(
                "make the first admin here, once: http://{address}/sign-in/first?token={token}"
            ));
        }
        let ended = server.await.map_err(Failure::of);
        housekeeping.abort();
        mail.abort();
        ended
    });
    // In this order: the writer finishes what it has accepted, then somebody else may come.
    drop(db);
    drop(lock);
    outcome
}

/// Once a minute: releases the batches that are due, so that their waiting time is kept no longer, and
/// forgets what has expired. Several servers on one database may do so at once.
async fn housekeeping(db: Db, clock: Clock, small_number: i64) {
    let mut minute = actix_web::rt::time::interval(Duration::from_secs(60));
    loop {
        minute.tick().await;
        let now = clock.now();
        let done = db.write(move |tx| reports::release_due(tx, now)).await;
        if let Err(failure) = done {
            tracing::warn!(%failure, "housekeeping has to wait");
        }
        if let Err(failure) = notice_recurrences(&db, now).await {
            tracing::warn!(%failure, "similar reports are noticed later");
        }
        if let Err(failure) = notice_signals(&db, small_number, now).await {
            tracing::warn!(%failure, "signals are noticed later");
        }
    }
}

/// Once a minute, beside the rest: a mail server that hangs makes nobody wait for their batch.
async fn mail(db: Db, office: Office, clock: Clock, small_number: i64) {
    let mut minute = tokio::time::interval(Duration::from_secs(60));
    minute.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        minute.tick().await;
        let now = clock.now();
        // A server that starts in the morning finds what the digests tell of before they go out.
        if office.is_about_to_write(now)
            && let Err(failure) = notice_signals(&db, small_number, now).await
        {
            tracing::warn!(%failure, "signals are noticed later");
        }
        if let Err(failure) = notices::round(&db, &office, &clock).await {
            tracing::warn!(%failure, "mail has to wait");
        }
    }
}

/// Opens countermeasures again after a similar report. Most of the time there is none, and nobody has to
/// wait for a transaction.
async fn notice_recurrences(db: &Db, now: Now) -> Result<(), StoreError> {
    if db
        .read(move |conn| countermeasures::has_news(conn, now))
        .await?
    {
        db.write(move |tx| countermeasures::notice(tx, now)).await?;
    }
    Ok(())
}

/// Looks for signals once a day: a week that closed is looked at on its Monday, and once more when something of it
/// came late. The look itself makes nobody wait for a transaction.
async fn notice_signals(db: &Db, small_number: i64, now: Now) -> Result<(), StoreError> {
    let news = db
        .read(move |conn| trends::signals_due(conn, small_number, now))
        .await?;
    if let Some(news) = news {
        db.write(move |tx| trends::keep_signals(tx, news, now))
            .await?;
    }
    Ok(())
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
