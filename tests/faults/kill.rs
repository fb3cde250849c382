//! Killed in the middle of writing, again and again: what was acknowledged is there.

use crate::support::{Home, Line, fresh_key};
use std::{
    net::SocketAddr,
    sync::atomic::{AtomicBool, AtomicUsize, Ordering},
    thread,
    time::{Duration, Instant},
};

/// How often it is killed.
const ROUNDS: usize = 50;
/// How many people tell at the same time.
const PEOPLE: usize = 8;
/// How long they tell before it is killed.
const WRITING: Duration = Duration::from_millis(150);
/// How long the first acknowledgement is waited for.
const PATIENCE: Duration = Duration::from_secs(20);

/// Tells until the connection breaks; answers the receipts.
fn tell_until_it_breaks(
    address: SocketAddr,
    killed: &AtomicBool,
    acknowledged: &AtomicUsize,
) -> Vec<String> {
    let mut line = Line::to(address);
    let mut receipts = Vec::new();
    while !killed.load(Ordering::Relaxed) {
        match line.tell(&fresh_key()) {
            Ok((_, Some(receipt))) => {
                receipts.push(receipt);
                acknowledged.fetch_add(1, Ordering::Relaxed);
            }
            Ok((answer, None)) => panic!("neither acknowledged nor cut off: {answer:?}"),
            Err(_cut_off) => break,
        }
    }
    receipts
}

/// Those of the receipts that the server does not know.
fn missing(address: SocketAddr, receipts: &[String]) -> Vec<String> {
    let piece = receipts.len().div_ceil(PEOPLE).max(1);
    thread::scope(|scope| {
        let asked: Vec<_> = receipts
            .chunks(piece)
            .map(|some| {
                scope.spawn(move || {
                    let mut line = Line::to(address);
                    some.iter()
                        .filter(|receipt| !line.knows(receipt))
                        .cloned()
                        .collect::<Vec<_>>()
                })
            })
            .collect();
        asked
            .into_iter()
            .flat_map(|one| one.join().expect("a thread that ends"))
            .collect()
    })
}

/// Seen with `--nocapture`: what the test stands for.
#[expect(clippy::print_stdout, reason = "the figure is for whoever asks for it")]
fn tell_the_figure(acknowledged: usize) {
    println!("{ROUNDS} kills, {acknowledged} reports acknowledged, none missing");
}

#[test]
fn nothing_that_was_acknowledged_is_lost_when_it_is_killed() {
    let home = Home::new();
    let mut all = Vec::new();
    let mut latest: Vec<String> = Vec::new();
    for round in 1..=ROUNDS {
        let server = home.start();
        assert_eq!(
            missing(server.address, &latest),
            Vec::<String>::new(),
            "acknowledged before kill number {}",
            round - 1
        );
        let (address, killed) = (server.address, AtomicBool::new(false));
        let acknowledged = AtomicUsize::new(0);
        latest = thread::scope(|scope| {
            let people: Vec<_> = (0..PEOPLE)
                .map(|_| scope.spawn(|| tell_until_it_breaks(address, &killed, &acknowledged)))
                .collect();
            let begun = Instant::now();
            // On a busy machine the first report may take longer than all of them should.
            while begun.elapsed() < WRITING
                || (acknowledged.load(Ordering::Relaxed) == 0 && begun.elapsed() < PATIENCE)
            {
                thread::sleep(Duration::from_millis(1));
            }
            server.kill();
            killed.store(true, Ordering::Relaxed);
            people
                .into_iter()
                .flat_map(|one| one.join().expect("a thread that ends"))
                .collect()
        });
        assert!(!latest.is_empty(), "round {round} wrote nothing");
        all.extend(latest.iter().cloned());
    }
    let server = home.start();
    assert_eq!(missing(server.address, &all), Vec::<String>::new());
    tell_the_figure(all.len());
    assert!(!server.line().knows("0000-0000-0000-0000"));
    server.stop();
    assert_eq!(home.run(&["migrate"]).fine().err, "");
}
