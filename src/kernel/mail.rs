//! Which mail server sends the house's mail, and from whom it comes. Nothing is sent from here.

use lettre::message::Mailbox;
use std::{fmt, net::IpAddr, time::Duration};

/// How long one mail may take before its server is given up for now.
const PATIENCE: Duration = Duration::from_secs(30);

/// A mail server with what is needed to sign in to it. It never prints its password.
#[derive(Clone)]
pub struct MailServer {
    way: Way,
    /// `user:password@host:port`.
    rest: String,
    /// From whom mail comes.
    pub from: Mailbox,
    /// How long one mail may take.
    pub patience: Duration,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Plain,
    StartTls,
    Tls,
}

impl Way {
    fn scheme(self) -> &'static str {
        match self {
            Self::Plain => "smtp",
            Self::StartTls => "smtp+starttls",
            Self::Tls => "smtps",
        }
    }
}

/// Why a mail server cannot be used as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MailError {
    /// Another scheme, no host, or something behind the port.
    #[error(
        "--smtp-url is written smtps://user:password@mail.example.org, smtp+starttls://… or smtp://localhost:25, with nothing behind the port"
    )]
    Address,
    /// A password would travel in the clear.
    #[error(
        "--smtp-url holds a password, which smtp:// would send in the clear: write smtps:// or smtp+starttls://"
    )]
    InTheClear,
    /// Not a mail address.
    #[error("--mail-from takes an address such as \"Candor <candor@example.org>\"")]
    From,
}

impl MailServer {
    /// Reads both settings.
    ///
    /// # Errors
    /// `MailError` with what to write; it repeats nothing of what was written.
    pub fn parse(url: &str, from: &str) -> Result<Self, MailError> {
        let url = url.trim();
        let (scheme, rest) = url.split_once("://").ok_or(MailError::Address)?;
        let way = match scheme.to_ascii_lowercase().as_str() {
            "smtp" => Way::Plain,
            "smtp+starttls" => Way::StartTls,
            "smtps" => Way::Tls,
            _ => return Err(MailError::Address),
        };
        let rest = rest.trim_end_matches('/');
        if !rest.bytes().all(|byte| byte.is_ascii_graphic()) || rest.contains(['/', '?', '#', '\\'])
        {
            return Err(MailError::Address);
        }
        if from.chars().any(char::is_control) {
            return Err(MailError::From);
        }
        let server = Self {
            way,
            rest: rest.to_owned(),
            from: from.trim().parse().map_err(|_unreadable| MailError::From)?,
            patience: PATIENCE,
        };
        if server.host().is_empty() {
            return Err(MailError::Address);
        }
        if way == Way::Plain && rest.contains('@') && !server.is_this_machine() {
            return Err(MailError::InTheClear);
        }
        Ok(server)
    }

    /// Host and port, without whoever signs in.
    fn place(&self) -> &str {
        self.rest
            .rsplit_once('@')
            .map_or(self.rest.as_str(), |(_, place)| place)
    }

    fn host(&self) -> &str {
        let place = self.place();
        match place
            .strip_prefix('[')
            .and_then(|rest| rest.split_once(']'))
        {
            Some((host, _)) => host,
            None => place.split(':').next().unwrap_or_default(),
        }
    }

    fn is_this_machine(&self) -> bool {
        let host = self.host();
        host == "localhost" || host.parse().is_ok_and(|ip: IpAddr| ip.is_loopback())
    }

    /// The address as the mail crate reads it, with the password in it: not for showing.
    #[must_use]
    pub fn url(&self) -> String {
        match self.way {
            Way::Plain => format!("smtp://{}", self.rest),
            Way::StartTls => format!("smtp://{}?tls=required", self.rest),
            Way::Tls => format!("smtps://{}", self.rest),
        }
    }
}

impl fmt::Display for MailServer {
    /// Without whoever signs in: `smtps://mail.example.org`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}", self.way.scheme(), self.place())
    }
}

impl fmt::Debug for MailServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FROM: &str = "Candor <candor@example.org>";

    #[test]
    fn the_scheme_says_how_it_is_kept_from_others() {
        let url = |raw: &str| MailServer::parse(raw, FROM).unwrap().url();
        assert_eq!(url("smtp://localhost:2525"), "smtp://localhost:2525");
        assert_eq!(
            url("SMTPS://u:p@mail.example.org/"),
            "smtps://u:p@mail.example.org"
        );
        assert_eq!(
            url("smtp+starttls://u:p%40@mail.example.org:587"),
            "smtp://u:p%40@mail.example.org:587?tls=required"
        );
    }

    #[test]
    fn a_password_travels_in_the_clear_only_within_the_machine() {
        let bad = |raw: &str| MailServer::parse(raw, FROM).err();
        assert_eq!(
            bad("smtp://u:p@mail.example.org"),
            Some(MailError::InTheClear)
        );
        for fine in [
            "smtp://u:p@localhost",
            "smtp://u:p@127.0.0.1:25",
            "smtp://u:p@[::1]:25",
            "smtp://mail.example.org",
        ] {
            assert_eq!(bad(fine), None, "{fine}");
        }
    }

    #[test]
    fn what_cannot_be_a_server_is_refused() {
        for raw in [
            "",
            "mail.example.org",
            "http://mail.example.org",
            "smtp://",
            "smtp://u:p@",
            "smtp://h/x",
            "smtp://h?tls=none",
            "smtp://h\r\nx",
            "smtp://h x",
        ] {
            assert_eq!(
                MailServer::parse(raw, FROM).err(),
                Some(MailError::Address),
                "{raw}"
            );
        }
        for from in [
            "",
            "Candor",
            "Candor <candor>",
            "a@example.org\r\nBcc: b@example.org",
            "a b@c",
        ] {
            assert_eq!(
                MailServer::parse("smtp://h", from).err(),
                Some(MailError::From),
                "{from}"
            );
        }
    }

    #[test]
    fn it_never_prints_its_password() {
        let server = MailServer::parse("smtps://ann:secret@mail.example.org:465", FROM).unwrap();
        assert_eq!(server.to_string(), "smtps://mail.example.org:465");
        assert_eq!(format!("{server:?}"), "smtps://mail.example.org:465");
    }
}
