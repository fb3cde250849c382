//! Being asked to end: what was accepted is finished first.

use crate::support::{Home, Line, fresh_key, posting, report};
use std::time::{Duration, Instant};

/// Ten seconds are promised.
const PROMISE: Duration = Duration::from_secs(10);

#[test]
fn the_word_to_stop_may_come_as_soon_as_it_says_that_it_listens() {
    let home = Home::new();
    for _ in 0..5 {
        home.start().stop();
    }
}

#[test]
fn somebody_who_never_finishes_does_not_hold_up_the_end() {
    let home = Home::new();
    let mut server = home.start();
    let mut idle = server.line();
    assert_eq!(idle.get("/nowhere").unwrap().status, 404);
    let mut slow = server.line();
    slow.send(b"GET /nowhere HTT").unwrap();
    let asked = Instant::now();
    server.terminate();
    server.ended_within(PROMISE);
    assert!(asked.elapsed() < PROMISE);
}

#[test]
fn reports_in_flight_are_acknowledged_and_kept() {
    let home = Home::new();
    let mut server = home.start();
    let request = |key: &str| posting("/api/v1/reports", key, &report());
    let mut lines: Vec<(Line, Vec<u8>)> = (0..16)
        .map(|_| (server.line(), request(&fresh_key())))
        .collect();
    for (line, request) in &mut lines {
        // The first answer shows that the connection has been taken up.
        assert_eq!(line.get("/nowhere").unwrap().status, 404);
        line.send(&request[..request.len() / 2]).unwrap();
    }
    server.terminate();
    for (line, request) in &mut lines {
        line.send(&request[request.len() / 2..]).unwrap();
    }
    let receipts: Vec<String> = lines
        .iter_mut()
        .map(|(line, _)| {
            let answer = line.answer().unwrap();
            assert_eq!(answer.status, 201, "{answer:?}");
            answer.json()["receipt"].as_str().unwrap().to_owned()
        })
        .collect();
    assert!(server.ended_within(PROMISE).success());
    assert_eq!(server.troubles(), "");

    let server = home.start();
    let mut line = server.line();
    for receipt in receipts {
        assert!(line.knows(&receipt), "{receipt} was acknowledged");
    }
    server.stop();
}
