//! Starts the real program on a throw-away folder and talks to it over plain sockets.
//!
//! `CANDOR_TEST_DATABASE` chooses: a `postgres://` address gives each [`Home::new`] a fresh database
//! on that server, anything else a SQLite file.

use candor::db::{Address, Conn, connection::Use};
use diesel::connection::SimpleConnection;
use serde_json::{Value, json};
use std::{
    fs::File,
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpStream},
    path::{Path, PathBuf},
    process::{Child, ChildStdout, Command, ExitStatus, Output, Stdio},
    time::{Duration, Instant},
};

/// What backups are locked with.
pub(crate) const PASSPHRASE: &str = "correct horse battery staple";

/// A data folder and a database; both go with it.
pub(crate) struct Home {
    room: tempfile::TempDir,
    /// Where everything is, unless it was put elsewhere.
    pub(crate) data: PathBuf,
    url: Option<String>,
    server: Option<String>,
    /// Put in front of the program: a shell that sets a limit, or a tool that takes rights away.
    pub(crate) wrapper: Vec<String>,
}

impl Home {
    /// On the database that the environment asks for.
    pub(crate) fn new() -> Self {
        let mut home = Self::on_file();
        if let Some(server) = postgres() {
            let name = format!("faults_{}", candor::kernel::ids::Id::random());
            run_sql(&server, &format!("CREATE DATABASE \"{name}\""));
            let (base, _) = server.rsplit_once('/').expect("an address with a name");
            home.url = Some(format!("{base}/{name}"));
            home.server = Some(server);
        }
        home
    }

    /// On a SQLite file, whatever the environment asks for.
    pub(crate) fn on_file() -> Self {
        let room = tempfile::tempdir().expect("a folder");
        Self {
            data: room.path().join("data"),
            room,
            url: None,
            server: None,
            wrapper: Vec::new(),
        }
    }

    /// A place for other files of the test.
    pub(crate) fn room(&self) -> &Path {
        self.room.path()
    }

    /// Whether many servers may share the database.
    pub(crate) fn is_shared(&self) -> bool {
        self.url.is_some()
    }

    /// Where the rows are.
    pub(crate) fn address(&self) -> Address {
        match &self.url {
            Some(url) => Address::Postgres(url.clone()),
            None => Address::Sqlite(self.data.join("candor.db").display().to_string()),
        }
    }

    /// A connection of the test's own.
    pub(crate) fn connect(&self) -> Conn {
        Conn::open(&self.address(), Use::Write).expect("a connection")
    }

    /// Runs statements beside the program.
    pub(crate) fn sql(&self, statements: &str) {
        self.connect()
            .batch_execute(statements)
            .expect("statements that run");
    }

    /// The program with these arguments on this home, and nothing of the surroundings.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let program = env!("CARGO_BIN_EXE_candor").to_owned();
        let words: Vec<&String> = self.wrapper.iter().chain([&program]).collect();
        let mut command = Command::new(words[0]);
        command.args(&words[1..]).args(arguments);
        bare(&mut command, self.room());
        command.env("CANDOR_DATA", &self.data);
        command.env("CANDOR_BACKUP_PASSPHRASE", PASSPHRASE);
        if let Some(url) = &self.url {
            command.env("DATABASE_URL", url);
        }
        command
    }

    /// Runs a command to its end.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ended {
        Ended::of(&mut self.command(arguments))
    }

    /// Starts a server on any free port and waits until it can answer.
    pub(crate) fn start(&self) -> Server {
        Server::start(&mut self.command(&["serve", "--listen", "127.0.0.1:0"]))
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        if let (Some(server), Some(url)) = (&self.server, &self.url) {
            let name = url.rsplit('/').next().unwrap_or_default();
            run_sql(server, &format!("DROP DATABASE \"{name}\" WITH (FORCE)"));
        }
    }
}

/// The server for tests, where there is one.
fn postgres() -> Option<String> {
    #[expect(clippy::disallowed_methods, reason = "a test chooses its database so")]
    std::env::var("CANDOR_TEST_DATABASE")
        .ok()
        .filter(|url| url.starts_with("postgres"))
}

fn run_sql(server: &str, statement: &str) {
    Conn::open(&Address::Postgres(server.into()), Use::Write)
        .expect("the server for tests")
        .batch_execute(statement)
        .expect("a statement that runs");
}

/// Takes every setting of the surroundings away.
pub(crate) fn bare(command: &mut Command, folder: &Path) {
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("CANDOR_") || name == "DATABASE_URL" {
            command.env_remove(name);
        }
    }
    command.current_dir(folder);
}

/// How a command ended.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ended {
    pub(crate) fn of(command: &mut Command) -> Self {
        let Output {
            status,
            stdout,
            stderr,
        } = command.output().expect("a program that starts");
        Self {
            code: status.code(),
            out: String::from_utf8_lossy(&stdout).into_owned(),
            err: String::from_utf8_lossy(&stderr).into_owned(),
        }
    }

    /// Went well.
    pub(crate) fn fine(self) -> Self {
        assert_eq!(self.code, Some(0), "{self:?}");
        self
    }

    /// Ended with 1 and one sentence that holds these words.
    pub(crate) fn refused(self, words: &str) -> Self {
        assert_eq!(self.code, Some(1), "{self:?}");
        assert!(self.err.contains(words), "no `{words}` in {self:?}");
        assert_eq!(self.err.trim_end().lines().count(), 1, "{self:?}");
        assert!(self.err.starts_with("candor: "), "{self:?}");
        self
    }
}

/// A running server; killed when the test is done with it.
pub(crate) struct Server {
    child: Child,
    pub(crate) address: SocketAddr,
    /// Kept open, as a program whose listener has gone might fall over it.
    _out: BufReader<ChildStdout>,
    err: tempfile::NamedTempFile,
}

impl Server {
    pub(crate) fn start(command: &mut Command) -> Self {
        let err = tempfile::NamedTempFile::new().expect("a file");
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(err.reopen().expect("the same file"))
            .spawn()
            .expect("a program that starts");
        let mut out = BufReader::new(child.stdout.take().expect("its voice"));
        let mut line = String::new();
        out.read_line(&mut line).expect("a line");
        let Some(address) = line
            .trim_end()
            .strip_prefix("candor is listening on http://")
        else {
            let _ = child.kill();
            let words = std::fs::read_to_string(err.path()).unwrap_or_default();
            panic!("the server did not start: {line}{words}");
        };
        Self {
            address: address.parse().expect("an address"),
            child,
            _out: out,
            err,
        }
    }

    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// What it has said about its troubles.
    pub(crate) fn troubles(&self) -> String {
        std::fs::read_to_string(self.err.path()).unwrap_or_default()
    }

    /// Asks it to end.
    pub(crate) fn terminate(&self) {
        let status = Command::new("kill")
            .args(["-TERM", &self.id().to_string()])
            .status()
            .expect("kill");
        assert!(status.success());
    }

    /// Waits for its end.
    pub(crate) fn ended_within(&mut self, time: Duration) -> ExitStatus {
        let until = Instant::now() + time;
        loop {
            if let Some(status) = self.child.try_wait().expect("its status") {
                return status;
            }
            assert!(
                Instant::now() < until,
                "still running after {time:?}: {}",
                self.troubles()
            );
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// Asks it to end, and waits until it has.
    pub(crate) fn stop(mut self) {
        self.terminate();
        let status = self.ended_within(Duration::from_secs(10));
        assert!(status.success(), "{status}: {}", self.troubles());
    }

    /// Ends it in the middle of whatever it does.
    pub(crate) fn kill(mut self) {
        self.child.kill().expect("kill -9");
        self.child.wait().expect("its end");
    }

    pub(crate) fn line(&self) -> Line {
        Line::to(self.address)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A connection that is kept.
pub(crate) struct Line(BufReader<TcpStream>);

/// What a server answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or(Value::Null)
    }
}

impl Line {
    pub(crate) fn to(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).expect("a connection");
        stream.set_nodelay(true).expect("an option");
        stream
            .set_read_timeout(Some(Duration::from_secs(15)))
            .expect("an option");
        Self(BufReader::new(stream))
    }

    /// Sends bytes as they are.
    pub(crate) fn send(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        self.0.get_mut().write_all(bytes)
    }

    /// Reads one answer.
    pub(crate) fn answer(&mut self) -> std::io::Result<Answer> {
        let gone = || std::io::Error::from(std::io::ErrorKind::UnexpectedEof);
        let mut line = String::new();
        self.0.read_line(&mut line)?;
        let status = line
            .split(' ')
            .nth(1)
            .and_then(|code| code.parse().ok())
            .ok_or_else(gone)?;
        let mut length = 0;
        loop {
            line.clear();
            if self.0.read_line(&mut line)? == 0 {
                return Err(gone());
            }
            let line = line.trim_end().to_ascii_lowercase();
            if line.is_empty() {
                break;
            }
            if let Some(bytes) = line.strip_prefix("content-length:") {
                length = bytes.trim().parse().map_err(|_not_a_number| gone())?;
            }
        }
        let mut body = vec![0; length];
        self.0.read_exact(&mut body)?;
        Ok(Answer {
            status,
            body: String::from_utf8_lossy(&body).into_owned(),
        })
    }

    pub(crate) fn get(&mut self, path: &str) -> std::io::Result<Answer> {
        self.send(format!("GET {path} HTTP/1.1\r\nHost: candor\r\n\r\n").as_bytes())?;
        self.answer()
    }

    pub(crate) fn post(&mut self, path: &str, key: &str, body: &Value) -> std::io::Result<Answer> {
        self.send(&posting(path, key, body))?;
        self.answer()
    }

    /// Tells of something; the receipt, when it was acknowledged.
    pub(crate) fn tell(&mut self, key: &str) -> std::io::Result<(Answer, Option<String>)> {
        let answer = self.post("/api/v1/reports", key, &report())?;
        let receipt = (answer.status == 201)
            .then(|| answer.json()["receipt"].as_str().map(str::to_owned))
            .flatten();
        Ok((answer, receipt))
    }

    /// Whether the receipt's page is there.
    pub(crate) fn knows(&mut self, receipt: &str) -> bool {
        let answer = self
            .post("/api/v1/answers", "", &json!({ "receipt": receipt }))
            .expect("an answer");
        answer.status == 200
    }
}

/// A whole request.
pub(crate) fn posting(path: &str, key: &str, body: &Value) -> Vec<u8> {
    let body = body.to_string();
    let key = if key.is_empty() {
        String::new()
    } else {
        format!("Idempotency-Key: {key}\r\n")
    };
    format!(
        "POST {path} HTTP/1.1\r\nHost: candor\r\nAccept: application/json\r\nContent-Type: application/json\r\n{key}Content-Length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

/// A key that nobody else uses.
pub(crate) fn fresh_key() -> String {
    candor::kernel::ids::Id::random().to_string()
}

/// What somebody tells.
pub(crate) fn report() -> Value {
    json!({
        "kind": "near_miss", "story": "The pallet slid off the fork as the ramp was wet.",
        "when": {"choice": "earlier_today"}, "place": null, "factors": [5], "factor_words": null,
        "caught_by": [4], "caught_words": null, "intent": null, "workaround": null,
        "still_dangerous": false, "seen_before": "sometimes", "effect": "none",
        "could_have": "serious", "idea": null, "share": "without_details",
        "reporter": {"mode": "anonymous"}, "receipt_verifier": null
    })
}

/// The names in a folder, in order; none when it is not there.
pub(crate) fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .map(|entries| {
            entries
                .flatten()
                .map(|entry| entry.file_name().to_string_lossy().into_owned())
                .collect()
        })
        .unwrap_or_default();
    names.sort();
    names
}

/// Everything that a file holds.
pub(crate) fn bytes(path: &Path) -> Vec<u8> {
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|mut file| file.read_to_end(&mut bytes))
        .unwrap_or_else(|failure| panic!("{}: {failure}", path.display()));
    bytes
}
