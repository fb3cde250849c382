//! The program as it is typed in a terminal, beside a running server.

use super::App;
use std::{
    io::Write,
    process::{Command, Output, Stdio},
};

/// Runs the program on the house's own data, with `input` on its standard input.
pub fn candor(app: &App, words: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_candor"))
        .args(words)
        .args(["--database-url", app.database_url()])
        .arg("--data")
        .arg(app.folder())
        .current_dir(app.folder())
        .env_remove("CANDOR_PUBLIC_URL")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that refuses its words does not wait for a password.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

/// What it said, when all was well.
pub fn said(output: &Output) -> String {
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

/// What it said when it refused, with this exit code.
pub fn refused(output: &Output, code: i32) -> String {
    assert_eq!(output.status.code(), Some(code), "{output:?}");
    assert!(output.stdout.is_empty(), "{output:?}");
    String::from_utf8_lossy(&output.stderr).trim().to_owned()
}
