//! A real mail server, started by a test and gone with it: nodemailer's, in tests/browser.

use candor::kernel::mail::MailServer as Settings;
use serde_json::Value;
use std::{
    io::{BufRead, BufReader, Write},
    process::{Child, ChildStdin, Command, Stdio},
    sync::mpsc::{Receiver, channel},
    thread,
    time::Duration,
};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/browser");

/// The running mail server.
pub struct MailServer {
    child: Child,
    orders: Option<ChildStdin>,
    said: Receiver<Value>,
    pub port: u64,
}

/// A mail that it has taken.
#[derive(Debug, Clone)]
pub struct Mail(pub Value);

impl MailServer {
    /// Starts it on a free port; `words` are those of `mail_server.mjs`.
    pub fn start(words: &[&str]) -> Self {
        let mut child = Command::new("node")
            .arg("mail_server.mjs")
            .args(words)
            .current_dir(FOLDER)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap_or_else(|failure| panic!("the mail server of the tests needs node: {failure}"));
        let (say, said) = channel();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                let _ = say.send(serde_json::from_str(&line).unwrap());
            }
        });
        let first: Value = said
            .recv_timeout(Duration::from_secs(30))
            .unwrap_or_else(|_| {
                panic!("the mail server did not start: run `npm ci` in {FOLDER}");
            });
        Self {
            orders: child.stdin.take(),
            child,
            said,
            port: first["port"].as_u64().unwrap(),
        }
    }

    /// The settings that lead to it.
    pub fn settings(&self) -> Settings {
        settings(&format!("smtp://127.0.0.1:{}", self.port))
    }

    /// Answers this code from now on when this address is named; 250 is yes.
    pub fn answers(&mut self, code: u16, address: &str) {
        self.orders(&format!("answer {code} {address}"));
    }

    /// Takes connections and says nothing any more.
    pub fn is_silent(&mut self) {
        self.orders("silent on");
    }

    /// All that it said since it was asked the last time; what is on its way is waited for.
    pub fn said(&mut self) -> Vec<Value> {
        self.orders("sync")
    }

    /// The mails that it has taken since it was asked the last time.
    pub fn mails(&mut self) -> Vec<Mail> {
        let said = self.said().into_iter();
        said.filter_map(|line| line.get("mail").cloned().map(Mail))
            .collect()
    }

    fn orders(&mut self, order: &str) -> Vec<Value> {
        writeln!(self.orders.as_mut().unwrap(), "{order}").unwrap();
        let mut said = Vec::new();
        loop {
            let line = self.said.recv_timeout(Duration::from_secs(30)).unwrap();
            if line["done"] == order {
                return said;
            }
            said.push(line);
        }
    }
}

/// Settings for a mail server anywhere.
pub fn settings(url: &str) -> Settings {
    Settings::parse(url, "Candor <candor@example.org>").unwrap()
}

impl Drop for MailServer {
    fn drop(&mut self) {
        // It ends when nobody gives it orders any more.
        self.orders = None;
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Mail {
    /// To whom it was handed over.
    pub fn to(&self) -> Vec<&str> {
        let to = self.0["to"].as_array().unwrap();
        to.iter().map(|one| one.as_str().unwrap()).collect()
    }

    /// All values of a header, decoded.
    pub fn headers(&self, name: &str) -> Vec<&str> {
        let headers = self.0["headers"].as_array().unwrap();
        headers
            .iter()
            .filter(|header| header[0] == name)
            .map(|header| header[1].as_str().unwrap())
            .collect()
    }

    /// The text, decoded, with plain line ends.
    pub fn text(&self) -> String {
        self.0["text"].as_str().unwrap().replace("\r\n", "\n")
    }

    /// As it came over the line.
    pub fn raw(&self) -> &str {
        self.0["raw"].as_str().unwrap()
    }
}
