//! From the start of the program to its first answer, and its memory when nothing happens.

use super::{super::Failure, Measured, fill, median, memory};
use crate::config::Given;
use std::{
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
    let case = |case: &'static str, figure, limit, unit, aim| Measured {
        case: case.into(),
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
    let served = serve(folder)?;
    first_answer(&served.address)?;
    let millis = begun.elapsed().as_secs_f64() * 1000.0;
    std::thread::sleep(Duration::from_secs(2));
    Ok((millis, memory::mib(&served.process(), "VmRSS")?))
}

/// A server in a process of its own; it ends with this.
pub(super) struct Served {
    child: Child,
    /// Where it listens.
    pub(super) address: String,
}

impl Served {
    /// The number of its process.
    pub(super) fn process(&self) -> String {
        self.child.id().to_string()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Starts this program as a server on a folder; it is ready when this answers.
///
/// # Errors
/// When it cannot be started.
pub(super) fn serve(folder: &Path) -> Result<Served, Failure> {
    let child = Command::new(std::env::current_exe().map_err(Failure::of)?)
        .args(["serve", "--listen", "127.0.0.1:0", "--data"])
        .arg(folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(Failure::of)?;
    let mut served = Served {
        child,
        address: String::new(),
    };
    let said = served
        .child
        .stdout
        .take()
        .ok_or_else(|| Failure("the program says nothing".into()))?;
    let mut line = String::new();
    BufReader::new(said)
        .read_line(&mut line)
        .map_err(Failure::of)?;
    let address = line.trim().rsplit("http://").next().unwrap_or_default();
    served.address = address.trim_end_matches('/').to_owned();
    Ok(served)
}

fn first_answer(address: &str) -> Result<(), Failure> {
    let mut stream = TcpStream::connect(address).map_err(Failure::of)?;
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
