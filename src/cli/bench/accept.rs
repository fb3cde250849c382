//! Reports accepted over HTTP with everything that belongs to them, against raw inserts of the same
//! rows, and against the same server over a pool of connections that wait for each other's lock.

use super::{
    super::Failure,
    Measured,
    load::{self, Seen},
    median,
    raw::{self, Raw},
    sample,
};
use crate::{
    app::{self, Parts},
    config::{Given, Settings},
    db::{Db, StoreError, migrate},
    places::{self, PlaceCode},
};
use std::{
    net::{SocketAddr, TcpListener},
    sync::mpsc,
    thread,
};

/// Clients of the main case.
const CLIENTS: u64 = 64;

/// Measures all cases, `rounds` times in turn; medians count.
///
/// # Errors
/// When a server cannot be started or an answer is not 201.
pub(super) fn run(seconds: u64, rounds: usize) -> Result<Vec<Measured>, Failure> {
    let rounds = rounds.max(1);
    let (mut many, mut one, mut pool) = (Vec::new(), Vec::new(), Vec::new());
    let (mut raw_many, mut raw_one) = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        raw_many.push(raw(64, seconds)?);
        many.push(served(Door::Writer, CLIENTS, seconds)?);
        pool.push(served(Door::Pool, CLIENTS, seconds)?);
        raw_one.push(raw(1, seconds)?);
        one.push(served(Door::Writer, 1, seconds)?);
    }
    let per_second = |seen: &[Seen]| median(seen.iter().map(|seen| seen.per_second).collect());
    let (ours, alone, pooled) = (per_second(&many), per_second(&one), per_second(&pool));
    let case = |case: &'static str, figure, limit, aim, seen: &[Seen]| Measured {
        case: case.into(),
        figure,
        limit,
        ratio: figure / limit,
        unit: "reports/s",
        aim,
        p50_ms: Some(median(seen.iter().map(|seen| seen.p50_ms).collect())),
        p99_ms: Some(median(seen.iter().map(|seen| seen.p99_ms).collect())),
    };
    Ok(vec![
        case(
            "64 clients against raw inserts, 64 in a transaction",
            ours,
            median(raw_many),
            "at least 0.5, p99 below 30 ms",
            &many,
        ),
        case(
            "1 client against raw inserts, 1 in a transaction",
            alone,
            median(raw_one),
            "at least 0.4",
            &one,
        ),
        case(
            "64 clients against the same over a pool with busy_timeout",
            ours,
            pooled,
            "at least 2",
            &many,
        ),
    ])
}

/// Measures what the upkeep of tallies costs: the same server with and without it, `rounds` times in turn.
///
/// # Errors
/// As [`run`].
pub(super) fn upkeep(seconds: u64, rounds: usize) -> Result<Vec<Measured>, Failure> {
    let (mut with, mut without) = (Vec::new(), Vec::new());
    for _ in 0..rounds.max(1) {
        with.push(served(Door::Writer, CLIENTS, seconds)?);
        without.push(served(Door::Uncounted, CLIENTS, seconds)?);
    }
    let middle = |seen: &[Seen], of: fn(&Seen) -> f64| median(seen.iter().map(of).collect());
    let (figure, limit) = (
        middle(&with, |seen| seen.per_second),
        middle(&without, |seen| seen.per_second),
    );
    Ok(vec![Measured {
        case: "64 clients with tallies against the same without".into(),
        figure,
        limit,
        ratio: figure / limit,
        unit: "reports/s",
        aim: "at least 0.67",
        p50_ms: Some(middle(&with, |seen| seen.p50_ms)),
        p99_ms: Some(middle(&with, |seen| seen.p99_ms)),
    }])
}

#[derive(Clone, Copy)]
enum Door {
    Writer,
    Pool,
    /// The writer, but nothing is counted.
    Uncounted,
}

/// An empty house with places on a folder of its own.
fn house() -> Result<(tempfile::TempDir, Settings), Failure> {
    let folder = tempfile::tempdir().map_err(Failure::of)?;
    let given = Given {
        data: Some(folder.path().into()),
        log: Some("error".into()),
        ..Given::default()
    };
    let settings = given
        .settle()
        .and_then(Settings::with_folder)
        .map_err(Failure::of)?;
    migrate::migrate(&settings.address, |_conn| Ok(())).map_err(Failure::of)?;
    Ok((folder, settings))
}

fn raw(group: usize, seconds: u64) -> Result<f64, Failure> {
    let (folder, settings) = house()?;
    let codes = {
        let db = Db::open(&settings.address, 1).map_err(Failure::of)?;
        let codes = sample::places(&db)?;
        codes
            .into_iter()
            .map(|code| {
                let above = db.read_now(|conn| {
                    let place =
                        places::by_code(conn, code)?.ok_or(StoreError::Corrupt("places"))?;
                    places::ancestors(conn, place.id)
                });
                above.map(|above| (code, above)).map_err(Failure::of)
            })
            .collect::<Result<Vec<_>, _>>()?
    };
    let names: Vec<PlaceCode> = codes.iter().map(|(code, _)| *code).collect();
    let (keys, now, zone) = (
        settings.web.keys.clone(),
        settings.web.clock().now(),
        settings.web.zone,
    );
    let mut rows = (0..).map_while(|n: u64| {
        let told = sample::told(n, &names, &keys, now, zone, 0).ok()?;
        let above = codes
            .iter()
            .find(|(code, _)| Some(*code) == told.report.place)?
            .1
            .clone();
        Some(Raw { told, above })
    });
    raw::insert(&folder.path().join("candor.db"), &mut rows, group, seconds)
}

fn served(door: Door, clients: u64, seconds: u64) -> Result<Seen, Failure> {
    let (_folder, settings) = house()?;
    let db = match door {
        Door::Writer => Db::open(&settings.address, settings.connections),
        Door::Pool => Db::open_without_writer(&settings.address, 16),
        Door::Uncounted => Db::open_without_counting(&settings.address, settings.connections),
    }
    .map_err(Failure::of)?;
    let places = sample::places(&db)?;
    let (address, stop) = start(db, &settings)?;
    let seen = load::post(address, clients, seconds, 0, &places);
    stop();
    let seen = seen?;
    // The pool is allowed to give up on some: that is what it is compared for.
    match door {
        Door::Writer | Door::Uncounted if seen.refused > 0 => Err(Failure(format!(
            "{} reports were refused: this figure is worth nothing",
            seen.refused
        ))),
        _ => Ok(seen),
    }
}

/// A server in a thread of its own, and how to stop it.
fn start(db: Db, settings: &Settings) -> Result<(SocketAddr, impl FnOnce() + use<>), Failure> {
    let parts = Parts::new(db, settings.web.clock(), settings.web.clone()).map_err(Failure)?;
    let socket = TcpListener::bind("127.0.0.1:0").map_err(Failure::of)?;
    let address = socket.local_addr().map_err(Failure::of)?;
    let (tell, hear) = mpsc::channel();
    let thread = thread::spawn(move || {
        actix_web::rt::System::new().block_on(async move {
            if let Ok(server) = app::server(parts, socket, 2) {
                let _ = tell.send(server.handle());
                let _ = server.await;
            }
        });
    });
    let handle = hear.recv().map_err(Failure::of)?;
    let stop = move || {
        drop(handle.stop(false));
        let _ = thread.join();
    };
    Ok((address, stop))
}
