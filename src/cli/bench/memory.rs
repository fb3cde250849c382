//! The memory of a program, as the operating system counts it.

use super::{super::Failure, Measured};
use std::fs;

/// MiB that a program may take.
const MOST: f64 = 256.0;

/// A line of `/proc/<process>/status` in MiB; `VmRSS` is what it takes now, `VmHWM` the most it ever took.
///
/// # Errors
/// Where the system does not tell.
pub(super) fn mib(process: &str, line: &str) -> Result<f64, Failure> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).map_err(Failure::of)?;
    let kib: f64 = status
        .lines()
        .find_map(|one| {
            let kib = one.strip_prefix(line)?.strip_prefix(':')?;
            kib.trim().trim_end_matches(" kB").trim().parse().ok()
        })
        .ok_or_else(|| Failure("this system does not tell the memory of a process".into()))?;
    Ok(kib / 1024.0)
}

/// The most memory that a program ever took, against what it may take.
///
/// # Errors
/// As [`mib`].
pub(super) fn of_program(process: &str) -> Result<Measured, Failure> {
    let most = mib(process, "VmHWM")?;
    Ok(Measured {
        case: "the most memory that the program took".into(),
        figure: most,
        limit: MOST,
        ratio: most / MOST,
        unit: "MiB",
        aim: "below 1 (256 MiB)",
        p50_ms: None,
        p99_ms: None,
    })
}
