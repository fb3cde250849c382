//! From the start of the program to its first answer, and its memory when nothing happens.

use super::{super::Failure, Measured, fill, median};
use crate::config::Given;
use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

/// Runs the program on a filled folder, several times.
///
/// # Errors
/// When it cannot be filled or started.
pub(super) fn run(reports: u64) -> Result<Vec<Measured>, Failure> {
    let folder = tempfile::tempdir().map_err(Failure::of)?;
    let given = Given {
        data: Some(folder.path().into()),
        ..Given::default()
    };
    fill::run(given.settle().map_err(Failure::of)?, reports)?;
    let (mut first_answers, mut memory) = (Vec::new(), Vec::new());
    for _ in 0..5 {
        let (millis, resident) = start_once(folder.path())?;
        first_answers.push(millis);
        memory.push(resident);
    }
    let (millis, resident) = (median(first_answers), median(memory));
    let case = |case, figure, limit, unit, aim| Measured {
        case,
        figure,
        limit,
        ratio: figure / limit,
        unit,
        aim,
        p50_ms: None,
        p99_ms: None,
    };
    Ok(vec![
        case(
            "start to the first answer",
            millis,
            300.0,
            "ms",
            "below 1 (300 ms)",
        ),
        case(
            "memory when idle",
            resident,
            40.0,
            "MiB",
            "below 1 (40 MiB)",
        ),
    ])
}

fn start_once(folder: &Path) -> Result<(f64, f64), Failure> {
    let begun = Instant::now();
    let mut child = Command::new(std::env::current_exe().map_err(Failure::of)?)
        .args(["serve", "--listen", "127.0.0.1:0", "--data"])
        .arg(folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(Failure::of)?;
    let measured = first_answer(&mut child)
        .map(|()| begun.elapsed().as_secs_f64() * 1000.0)
        .and_then(|millis| {
            std::thread::sleep(Duration::from_secs(2));
            resident(child.id()).map(|resident| (millis, resident))
        });
    let _ = child.kill();
    let _ = child.wait();
    measured
}

fn first_answer(child: &mut Child) -> Result<(), Failure> {
    let said = child
        .stdout
        .take()
        .ok_or_else(|| Failure("the program says nothing".into()))?;
    let mut line = String::new();
    BufReader::new(said)
        .read_line(&mut line)
        .map_err(Failure::of)?;
    let address = line
        .trim()
        .rsplit("http://")
        .next()
        .unwrap_or_default()
        .to_owned();
    let mut stream = TcpStream::connect(&address).map_err(Failure::of)?;
    stream
        .write_all(b"GET /tell HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        .map_err(Failure::of)?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).map_err(Failure::of)?;
    if answer.starts_with("HTTP/1.1 200") {
        Ok(())
    } else {
        Err(Failure("the first answer was not a page".into()))
    }
}

/// Resident memory in MiB, as the operating system counts it.
fn resident(process: u32) -> Result<f64, Failure> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).map_err(Failure::of)?;
    let kib: f64 = status
        .lines()
        .find_map(|line| {
            line.strip_prefix("VmRSS:")?
                .trim()
                .trim_end_matches(" kB")
                .trim()
                .parse()
                .ok()
        })
        .ok_or_else(|| Failure("this system does not tell the memory of a process".into()))?;
    Ok(kib / 1024.0)
}
