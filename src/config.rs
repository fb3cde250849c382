//! Settings: read once, here, from flags, the environment and `candor.toml`.
//!
//! A flag wins over the environment, the environment over the file, the file over the default.
//! docs/configuration.md describes each of them, and a test compares it with this file.

use crate::{
    db::Address,
    kernel::{
        ids,
        keys::{Hash, Keys},
        language::Language,
        mail::MailServer,
        time::{Clock, Grain},
    },
};
use chrono_tz::Tz;
use clap::Args;
use serde::Deserialize;
use std::{
    fs,
    io::Write,
    net::SocketAddr,
    path::{Path, PathBuf},
};

/// Settings as they are typed; each is a flag, an environment variable and a line in `candor.toml`.
#[derive(Debug, Clone, Default, Args, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Given {
    /// Where the program listens [default: 127.0.0.1:8080].
    #[arg(long, env = "CANDOR_LISTEN", global = true)]
    pub listen: Option<String>,
    /// The folder that holds everything [default: ./data].
    #[arg(long, env = "CANDOR_DATA", global = true)]
    #[serde(skip)]
    pub data: Option<PathBuf>,
    /// A PostgreSQL address, or the path of a SQLite file [default: candor.db in the data folder].
    #[arg(long, env = "DATABASE_URL", global = true, hide_env_values = true)]
    pub database_url: Option<String>,
    /// The address that people type; posters print it, and https:// makes cookies secure.
    #[arg(long, env = "CANDOR_PUBLIC_URL", global = true)]
    pub public_url: Option<String>,
    /// The time zone in which days, shifts and weeks are counted [default: UTC].
    #[arg(long, env = "CANDOR_TIMEZONE", global = true)]
    pub timezone: Option<String>,
    /// The language of the pages for everybody when a browser asks for none of ours [default: en].
    #[arg(long, env = "CANDOR_LANGUAGE", global = true)]
    pub language: Option<String>,
    /// The finest time kept of an anonymous report: shift, day or hour [default: shift].
    #[arg(long, env = "CANDOR_KEEP_TIME", global = true)]
    pub keep_time: Option<String>,
    /// Minutes between the batches in which reports reach the inbox; 0 is at once [default: 15].
    #[arg(long, env = "CANDOR_RELEASE_MINUTES", global = true)]
    pub release_minutes: Option<i64>,
    /// Reports below which a number is held back, 3 to 10 [default: 5].
    #[arg(long, env = "CANDOR_SMALL_NUMBER", global = true)]
    pub small_number: Option<i64>,
    /// Hours until a sign-in ends [default: 12].
    #[arg(long, env = "CANDOR_SESSION_HOURS", global = true)]
    pub session_hours: Option<i64>,
    /// Connections to the database for reading [default: 4].
    #[arg(long, env = "CANDOR_CONNECTIONS", global = true)]
    pub connections: Option<u32>,
    /// The passphrase of backups; better in the environment than in a file.
    #[arg(
        long,
        env = "CANDOR_BACKUP_PASSPHRASE",
        global = true,
        hide_env_values = true
    )]
    pub backup_passphrase: Option<String>,
    /// Where "Leave this page" leads: an https:// address [default: a page that says nothing].
    #[arg(long, env = "CANDOR_EXIT_URL", global = true)]
    pub exit_url: Option<String>,
    /// What is logged: error, warn, info or debug [default: info].
    #[arg(long, env = "CANDOR_LOG", global = true)]
    pub log: Option<String>,
    /// Who may read published lessons: public or staff [default: public].
    #[arg(long, env = "CANDOR_LESSONS", global = true)]
    pub lessons: Option<String>,
    /// The mail server: smtps://user:password@host, smtp+starttls://… or smtp://localhost [default: no mail is sent].
    #[arg(long, env = "CANDOR_SMTP_URL", global = true, hide_env_values = true)]
    pub smtp_url: Option<String>,
    /// From whom mail comes, such as "Candor <candor@example.org>".
    #[arg(long, env = "CANDOR_MAIL_FROM", global = true)]
    pub mail_from: Option<String>,
    /// When leads get a mail of what waits too long: daily, weekly or off [default: daily].
    #[arg(long, env = "CANDOR_DIGEST", global = true)]
    pub digest: Option<String>,
    /// Days within which a reporter hears something [default: 7].
    #[arg(long, env = "CANDOR_FIRST_ANSWER_DAYS", global = true)]
    pub first_answer_days: Option<i64>,
    /// Days within which a reporter hears what came of it [default: 90].
    #[arg(long, env = "CANDOR_FEEDBACK_DAYS", global = true)]
    pub feedback_days: Option<i64>,
}

crate::words! {
    /// Who may read published lessons.
    Readers {
        /// Everybody, without signing in.
        Public = "public",
        /// Whoever has an account.
        Staff = "staff",
    }
}

/// Settings as the program uses them.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where to listen; port 0 takes any free port.
    pub listen: SocketAddr,
    /// The data folder.
    pub data: PathBuf,
    /// Where the data is.
    pub address: Address,
    /// What the pages need.
    pub web: WebSettings,
    /// Connections for reading.
    pub connections: u32,
    /// For backups.
    pub backup_passphrase: Option<String>,
    /// What is logged.
    pub log: String,
}

/// The settings that pages and acts need.
#[derive(Debug, Clone)]
pub struct WebSettings {
    /// Without a trailing slash; `None` when it was not set.
    pub public_url: Option<String>,
    /// The house's time zone.
    pub zone: Tz,
    /// The language for whoever asks for none of ours.
    pub language: Language,
    /// The finest time kept of an anonymous report.
    pub grain: Grain,
    /// Minutes between batches.
    pub release_minutes: i64,
    /// Reports below which a number is held back.
    pub small_number: i64,
    /// Hours until a sign-in ends.
    pub session_hours: i64,
    /// Where "Leave this page" leads.
    pub exit_url: String,
    /// The secrets.
    pub keys: Keys,
    /// Who may read published lessons.
    pub lessons: Readers,
    /// Accounts shown on the sign-in page: the demo's alone.
    pub demo_accounts: Vec<DemoAccount>,
    /// The mail server; `None` when it is not set up.
    pub mail: Option<MailServer>,
    /// When digests go out.
    pub digest: Rhythm,
    /// Days within which a reporter hears something.
    pub first_answer_days: i64,
    /// Days within which a reporter hears what came of it.
    pub feedback_days: i64,
}

crate::words! {
    /// When leads get a digest.
    Rhythm {
        /// On weekday mornings.
        Daily = "daily",
        /// On Monday mornings.
        Weekly = "weekly",
        /// Never.
        Off = "off",
    }
}

/// An account that everybody may use, in the demo.
#[derive(Debug, Clone, serde::Serialize)]
pub struct DemoAccount {
    /// What it is for.
    pub role: String,
    /// Its e-mail address.
    pub email: String,
    /// Its password.
    pub password: String,
}

/// A setting that cannot be used, said in a sentence that tells what to do.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct BadSetting(String);

impl WebSettings {
    /// Whether people come over HTTPS.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.public_url
            .as_deref()
            .is_some_and(|url| url.starts_with("https://"))
    }

    /// The session cookie's name: `__Host-` binds it to this host, which browsers take on HTTPS only.
    #[must_use]
    pub fn cookie_name(&self) -> &'static str {
        if self.is_https() {
            "__Host-candor"
        } else {
            "candor"
        }
    }

    /// A clock in the house's time zone.
    #[must_use]
    pub fn clock(&self) -> Clock {
        Clock::system(self.zone)
    }
}

impl Given {
    /// Adds the file's lines where neither flag nor environment said anything, and checks all.
    ///
    /// # Errors
    /// `BadSetting` with what to do.
    pub fn settle(self) -> Result<Settings, BadSetting> {
        let data = self.data.clone().unwrap_or_else(|| PathBuf::from("data"));
        let given = self.or(from_file(&data)?);
        let bad = |words: String| BadSetting(words);
        let listen = given.listen.unwrap_or_else(|| "127.0.0.1:8080".into());
        let address = match &given.database_url {
            Some(url) => {
                Address::parse(url).map_err(|mistake| bad(format!("--database-url: {mistake}")))?
            }
            None => Address::in_folder(&data),
        };
        let within = |name: &str, value: i64, from: i64, to: i64| {
            if (from..=to).contains(&value) {
                Ok(value)
            } else {
                Err(bad(format!("--{name} takes a number from {from} to {to}")))
            }
        };
        let connections = within("connections", given.connections.unwrap_or(4).into(), 1, 200)?;
        Ok(Settings {
            listen: listen.parse().map_err(|_unreadable| {
                bad(format!(
                    "--listen takes an address and a port, such as 127.0.0.1:8080; {listen} is none"
                ))
            })?,
            address,
            connections: u32::try_from(connections).unwrap_or(4),
            backup_passphrase: given.backup_passphrase,
            log: given.log.unwrap_or_else(|| "info".into()),
            web: WebSettings {
                public_url: given.public_url.map(|url| public_url(&url)).transpose()?,
                zone: given.timezone.as_deref().unwrap_or("UTC").parse().map_err(
                    |_unreadable| bad("--timezone takes a name such as Europe/Copenhagen".into()),
                )?,
                language: Language::parse(given.language.as_deref().unwrap_or("en")).map_err(
                    |_unreadable| bad("--language takes en, da, de, es, pl or ar".into()),
                )?,
                grain: Grain::parse(given.keep_time.as_deref().unwrap_or("shift"))
                    .map_err(|_unreadable| bad("--keep-time takes shift, day or hour".into()))?,
                release_minutes: within(
                    "release-minutes",
                    given.release_minutes.unwrap_or(15),
                    0,
                    1440,
                )?,
                small_number: within("small-number", given.small_number.unwrap_or(5), 3, 10)?,
                session_hours: within("session-hours", given.session_hours.unwrap_or(12), 1, 720)?,
                exit_url: match given.exit_url {
                    Some(url) if url.starts_with("https://") || url.starts_with("http://") => url,
                    Some(_) => {
                        return Err(bad(
                            "--exit-url starts with https://, such as https://www.example.org"
                                .into(),
                        ));
                    }
                    None => "/exit".into(),
                },
                lessons: Readers::parse(given.lessons.as_deref().unwrap_or("public"))
                    .map_err(|_unreadable| bad("--lessons takes public or staff".into()))?,
                keys: Keys::random(),
                demo_accounts: Vec::new(),
                mail: mail(given.smtp_url.as_deref(), given.mail_from.as_deref())?,
                digest: Rhythm::parse(given.digest.as_deref().unwrap_or("daily"))
                    .map_err(|_unreadable| bad("--digest takes daily, weekly or off".into()))?,
                first_answer_days: within(
                    "first-answer-days",
                    given.first_answer_days.unwrap_or(7),
                    1,
                    365,
                )?,
                feedback_days: within("feedback-days", given.feedback_days.unwrap_or(90), 1, 3650)?,
            },
            data,
        })
    }

    fn or(self, file: Self) -> Self {
        Self {
            listen: self.listen.or(file.listen),
            data: self.data,
            database_url: self.database_url.or(file.database_url),
            public_url: self.public_url.or(file.public_url),
            timezone: self.timezone.or(file.timezone),
            language: self.language.or(file.language),
            keep_time: self.keep_time.or(file.keep_time),
            release_minutes: self.release_minutes.or(file.release_minutes),
            small_number: self.small_number.or(file.small_number),
            session_hours: self.session_hours.or(file.session_hours),
            connections: self.connections.or(file.connections),
            backup_passphrase: self.backup_passphrase.or(file.backup_passphrase),
            exit_url: self.exit_url.or(file.exit_url),
            log: self.log.or(file.log),
            smtp_url: self.smtp_url.or(file.smtp_url),
            mail_from: self.mail_from.or(file.mail_from),
            digest: self.digest.or(file.digest),
            first_answer_days: self.first_answer_days.or(file.first_answer_days),
            feedback_days: self.feedback_days.or(file.feedback_days),
            lessons: self.lessons.or(file.lessons),
        }
    }
}

impl Settings {
    /// Makes the data folder and reads the keys in it; the first time it makes them.
    ///
    /// # Errors
    /// `BadSetting` when the folder cannot be made, read or written.
    pub fn with_folder(mut self) -> Result<Self, BadSetting> {
        let folder = self.data.join("keys");
        private_folder(&folder).map_err(|failure| cannot("make the folder", &folder, &failure))?;
        self.web.keys = Keys::new(
            key(&folder.join("records.key"))?,
            key(&folder.join("names.key"))?,
            // Older installations have none yet: it is made like the others.
            &key(&folder.join("reports.key"))?,
        );
        Ok(self)
    }
}

/// Makes a folder, and those above it, that their owner alone may look into. One that is there
/// keeps its rights: somebody may have chosen them.
///
/// # Errors
/// What the operating system says.
pub fn private_folder(path: &Path) -> std::io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

fn cannot(what: &str, path: &Path, failure: &std::io::Error) -> BadSetting {
    BadSetting(format!(
        "cannot {what} {}: {failure}. Choose another folder with --data, or make this one writable.",
        path.display()
    ))
}

/// Reads a 32-byte secret, or makes it: readable by its owner alone.
fn key(path: &Path) -> Result<Hash, BadSetting> {
    match fs::read(path) {
        Ok(bytes) => Hash::try_from(bytes.as_slice()).map_err(|_unreadable| {
            BadSetting(format!(
                "{} is damaged: it must hold 32 bytes. Take it back from a backup.",
                path.display()
            ))
        }),
        Err(failure) if failure.kind() == std::io::ErrorKind::NotFound => {
            let fresh: Hash = ids::random_bytes();
            write_private(path, &fresh).map_err(|failure| cannot("write", path, &failure))?;
            // Another server may have made it at the same moment: what is in the file counts.
            match fs::read(path) {
                Ok(bytes) if bytes.len() == 32 => {
                    Ok(Hash::try_from(bytes.as_slice()).unwrap_or(fresh))
                }
                Ok(_) => Err(BadSetting(format!(
                    "{} could not be written whole.",
                    path.display()
                ))),
                Err(failure) => Err(cannot("read", path, &failure)),
            }
        }
        Err(failure) => Err(cannot("read", path, &failure)),
    }
}

/// Writes a new file that its owner alone may read.
///
/// # Errors
/// What the operating system says.
pub fn write_private(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = match options.open(path) {
        Err(failure) if failure.kind() == std::io::ErrorKind::AlreadyExists => return Ok(()),
        opened => opened?,
    };
    file.write_all(bytes)?;
    file.sync_all()
}

fn from_file(data: &Path) -> Result<Given, BadSetting> {
    for path in [PathBuf::from("candor.toml"), data.join("candor.toml")] {
        match fs::read_to_string(&path) {
            Ok(text) => {
                return toml::from_str(&text).map_err(|mistake| {
                    BadSetting(format!("{}: {}", path.display(), mistake.message()))
                });
            }
            // A file in place of the folder is told by whoever makes the folder.
            Err(failure)
                if matches!(
                    failure.kind(),
                    std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory
                ) => {}
            Err(failure) => {
                return Err(BadSetting(format!(
                    "cannot read {}: {failure}",
                    path.display()
                )));
            }
        }
    }
    Ok(Given::default())
}

fn public_url(raw: &str) -> Result<String, BadSetting> {
    let url = raw.trim().trim_end_matches('/');
    if url.starts_with("http://") || url.starts_with("https://") {
        Ok(url.to_owned())
    } else {
        Err(BadSetting(
            "--public-url starts with http:// or https://, such as https://candor.example.org"
                .into(),
        ))
    }
}

/// Both or none of the two: one alone is a slip.
fn mail(url: Option<&str>, from: Option<&str>) -> Result<Option<MailServer>, BadSetting> {
    match (url, from) {
        (None, None) => Ok(None),
        (Some(url), Some(from)) => MailServer::parse(url, from)
            .map(Some)
            .map_err(|mistake| BadSetting(mistake.to_string())),
        (Some(_), None) => Err(BadSetting(
            "--smtp-url needs --mail-from too, such as \"Candor <candor@example.org>\"".into(),
        )),
        (None, Some(_)) => Err(BadSetting(
            "--mail-from needs --smtp-url too: the mail server that it goes out through".into(),
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_settings_say_what_to_do() {
        let bad = |given: Given| given.settle().unwrap_err().to_string();
        assert!(
            bad(Given {
                listen: Some("8080".into()),
                ..Given::default()
            })
            .contains("127.0.0.1:8080")
        );
        assert!(
            bad(Given {
                small_number: Some(1),
                ..Given::default()
            })
            .contains("3 to 10")
        );
        assert!(
            bad(Given {
                timezone: Some("Mars".into()),
                ..Given::default()
            })
            .contains("Europe/Copenhagen")
        );
        assert!(
            bad(Given {
                database_url: Some("postgres:/x".into()),
                ..Given::default()
            })
            .contains("postgres://")
        );
        assert!(
            bad(Given {
                exit_url: Some("javascript:alert(1)".into()),
                ..Given::default()
            })
            .contains("https://")
        );
        assert!(
            bad(Given {
                public_url: Some("candor".into()),
                ..Given::default()
            })
            .contains("https://")
        );
    }

    #[test]
    fn flags_win_over_the_file() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(
            folder.path().join("candor.toml"),
            "listen = \"127.0.0.1:1\"\nsmall-number = 7\n",
        )
        .unwrap();
        let given = Given {
            data: Some(folder.path().into()),
            listen: Some("127.0.0.1:2".into()),
            ..Given::default()
        };
        let settings = given.settle().unwrap();
        assert_eq!(settings.listen.port(), 2);
        assert_eq!(settings.web.small_number, 7);
        fs::write(
            folder.path().join("candor.toml"),
            "listn = \"127.0.0.1:1\"\n",
        )
        .unwrap();
        assert!(
            Given {
                data: Some(folder.path().into()),
                ..Given::default()
            }
            .settle()
            .is_err()
        );
    }

    #[test]
    fn keys_are_made_once() {
        let folder = tempfile::tempdir().unwrap();
        let settle = || {
            Given {
                data: Some(folder.path().into()),
                ..Given::default()
            }
            .settle()
            .unwrap()
            .with_folder()
            .unwrap()
        };
        let one = settle().web.keys.mac("x", &[]);
        assert_eq!(one, settle().web.keys.mac("x", &[]));
        fs::write(folder.path().join("keys/names.key"), b"short").unwrap();
        assert!(
            Given {
                data: Some(folder.path().into()),
                ..Given::default()
            }
            .settle()
            .unwrap()
            .with_folder()
            .is_err()
        );
    }
}
