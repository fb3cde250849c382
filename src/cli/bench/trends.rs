//! How long a server takes for each view of trends, in a big house and in a small one.

use super::{
    super::Failure,
    Measured, bulk,
    bulk::Plan,
    memory,
    start::{self, Served},
};
use crate::{
    cli::doors,
    config::{Given, Settings},
    db::{Db, StoreError, Tx},
    kernel::time::Now,
    people::{self, Email, NewPerson, Person, Role},
    places::{self, PlaceCode},
};
use std::{
    io::{Read, Write},
    net::TcpStream,
    time::Instant,
};

/// The views. Each is asked for the whole house and for one line as an improver, and for that line as its lead; one
/// that is for everybody and knows no place is asked once.
const VIEWS: [(&str, Asked); 12] = [
    ("/trends", Asked::Once),
    ("/trends/reports", Asked::ByPlace),
    ("/trends/time-to-surface", Asked::ByPlace),
    ("/trends/candor-mix", Asked::ByPlace),
    ("/trends/factors", Asked::ByPlace),
    ("/trends/caught-by", Asked::ByPlace),
    ("/trends/places", Asked::ByPlace),
    ("/trends/response", Asked::ByPlace),
    ("/trends/countermeasures", Asked::ByPlace),
    ("/trends/self-check", Asked::ByPlace),
    ("/trends/signals", Asked::Once),
    ("/thanks", Asked::Once),
];

/// How a view is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    /// It has no filters.
    Once,
    /// It can be asked for one place.
    ByPlace,
}

/// How many reports the small house has.
const SMALL: u64 = 10_000;

/// What is asked for, by whom.
struct Question {
    name: String,
    /// The address without the place's code, which differs from house to house.
    path: &'static str,
    of_line: bool,
    lead: bool,
}

/// A house, a server on it, and two people who are signed in.
struct House {
    served: Served,
    line: PlaceCode,
    improver: String,
    lead: String,
}

/// Asks the house in the data folder and a small one, in turn, `requests` times a view; the medians are compared.
///
/// # Errors
/// When a house cannot be opened, or an answer is no page.
pub(super) fn run(settings: Settings, requests: usize) -> Result<Vec<Measured>, Failure> {
    let folder = tempfile::tempdir().map_err(Failure::of)?;
    let given = Given {
        data: Some(folder.path().into()),
        ..Given::default()
    };
    let small = given.settle().map_err(Failure::of)?;
    let big = House::open(settings)?;
    bulk::run(
        small.clone(),
        Plan {
            reports: SMALL,
            places: 500,
            years: 10,
        },
    )?;
    let small = House::open(small)?;
    let mut measured = Vec::new();
    for question in questions() {
        measured.push(compare(&question, &big, &small, requests.max(1))?);
    }
    measured.push(memory::of_program(&big.served.process())?);
    Ok(measured)
}

fn questions() -> Vec<Question> {
    let one = |path, of_line, lead| Question {
        name: match (of_line, lead) {
            (false, _) => format!("{path} of the whole house"),
            (true, false) => format!("{path} of one line"),
            (true, true) => format!("{path} of one line, for its lead"),
        },
        path,
        of_line,
        lead,
    };
    let of = |(path, asked): (&'static str, Asked)| match asked {
        Asked::Once => vec![one(path, false, false)],
        Asked::ByPlace => vec![
            one(path, false, false),
            one(path, true, false),
            one(path, true, true),
        ],
    };
    VIEWS.into_iter().flat_map(of).collect()
}

fn compare(
    question: &Question,
    big: &House,
    small: &House,
    requests: usize,
) -> Result<Measured, Failure> {
    let (mut in_big, mut in_small) = (Vec::new(), Vec::new());
    for n in 0..requests + WARM_UP {
        // In turn, so that whatever else the machine does meets both.
        let (slow, quick) = (big.millis(question)?, small.millis(question)?);
        if n >= WARM_UP {
            in_big.push(slow);
            in_small.push(quick);
        }
    }
    let p99 = at(&mut in_big, 99);
    let (figure, limit) = (at(&mut in_big, 50), at(&mut in_small, 50));
    Ok(Measured {
        case: question.name.clone().into(),
        figure,
        limit,
        ratio: figure / limit,
        unit: "ms",
        aim: "at most 2, p50 below 15 ms",
        p50_ms: Some(figure),
        p99_ms: Some(p99),
    })
}

/// Answers that are not counted: the first ones open connections and read templates.
const WARM_UP: usize = 5;

fn at(times: &mut [f64], percent: usize) -> f64 {
    times.sort_by(f64::total_cmp);
    times
        .get(times.len() * percent / 100)
        .copied()
        .unwrap_or(0.0)
}

impl House {
    fn open(settings: Settings) -> Result<Self, Failure> {
        let data = settings.data.clone();
        let (db, settings) = doors::open_existing(settings)?;
        let now = settings.web.clock().now();
        let line = line(&db)?;
        let improver = signed_in(&db, "improver@bench.invalid", Role::Improver, line, now)?;
        let lead = signed_in(&db, "lead@bench.invalid", Role::Lead, line, now)?;
        let name = settings.web.cookie_name();
        drop(db);
        Ok(Self {
            served: start::serve(&data)?,
            line: line.1,
            improver: format!("{name}={improver}"),
            lead: format!("{name}={lead}"),
        })
    }

    /// From the question to the last byte of the answer.
    fn millis(&self, question: &Question) -> Result<f64, Failure> {
        let cookie = if question.lead {
            &self.lead
        } else {
            &self.improver
        };
        let place = if question.of_line {
            format!("?place={}", self.line)
        } else {
            String::new()
        };
        let address = format!("{}{place}", question.path);
        let begun = Instant::now();
        let mut stream = TcpStream::connect(&self.served.address).map_err(Failure::of)?;
        let head = format!(
            "GET {address} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\nConnection: close\r\n\r\n"
        );
        stream.write_all(head.as_bytes()).map_err(Failure::of)?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).map_err(Failure::of)?;
        let millis = begun.elapsed().as_secs_f64() * 1000.0;
        if answer.starts_with(b"HTTP/1.1 200") {
            Ok(millis)
        } else {
            let line: Vec<u8> = answer
                .into_iter()
                .take_while(|byte| *byte != b'\r')
                .collect();
            Err(Failure(format!(
                "{address} answered {}",
                String::from_utf8_lossy(&line)
            )))
        }
    }
}

/// A place on the lowest level, where enough people work.
fn line(db: &Db) -> Result<(crate::kernel::ids::Id, PlaceCode), Failure> {
    let tree = db
        .read_now::<_, StoreError>(places::all)
        .map_err(Failure::of)?;
    tree.iter()
        .filter(|(place, _)| place.people.is_none_or(|people| people >= 10))
        .max_by_key(|(place, depth)| (*depth, std::cmp::Reverse(tree.path(place.id))))
        .map(|(place, _)| (place.id, place.code))
        .ok_or_else(|| Failure("there is no place in this folder".into()))
}

/// A session of a made-up account that nobody can sign in with.
fn signed_in(
    db: &Db,
    email: &'static str,
    role: Role,
    line: (crate::kernel::ids::Id, PlaceCode),
    now: Now,
) -> Result<String, Failure> {
    let parsed = Email::parse(email).map_err(Failure::of)?;
    let known: Option<(Person, String)> = db
        .read_now(|conn| people::commands::credentials(conn, email))
        .map_err(|failure: StoreError| Failure::of(failure))?;
    let id = match known {
        Some((person, _)) => person.id,
        None => db
            .write_now(move |tx: &mut Tx<'_>| {
                let new = NewPerson {
                    name: "Bench".into(),
                    email: parsed,
                    role,
                    places: role.places(vec![line.0], places::ROOT),
                    password_hash: "none".into(),
                };
                people::commands::add(tx, &new, None, now)
            })
            .map_err(Failure::of)?,
    };
    let token = db
        .write_now(move |tx: &mut Tx<'_>| people::commands::sign_in(tx, id, 24, now.at))
        .map_err(|failure: StoreError| Failure::of(failure))?;
    Ok(token.as_str().to_owned())
}
