//! The way to the mail server.

use super::{
    model::{Trouble, one_line},
    store::Outgoing,
};
use crate::kernel::{mail::MailServer, time::Now};
use lettre::{
    Address, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{
        Mailbox,
        header::{ContentType, HeaderName, HeaderValue},
    },
    transport::smtp::{Error as SmtpError, extension::ClientId},
};
use std::{
    error::Error,
    time::{Duration, SystemTime},
};

/// A mail server that can be asked to send.
#[derive(Debug, Clone)]
pub struct Post {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    patience: Duration,
}

impl Post {
    /// Reads which certificates this machine trusts; asks nobody yet.
    ///
    /// # Errors
    /// What cannot be used, without the address and the password in it.
    pub fn open(server: &MailServer) -> Result<Self, String> {
        let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(&server.url())
            .map_err(|_unreadable| format!("--smtp-url cannot be used: {server}"))?;
        let domain = server.from.email.domain().to_owned();
        Ok(Self {
            // The machine's own name is nobody's business.
            transport: builder
                .hello_name(ClientId::Domain(domain))
                .timeout(Some(server.patience))
                .build(),
            from: server.from.clone(),
            patience: server.patience,
        })
    }

    /// Sends one mail; the whole of it within the patience of this house.
    ///
    /// # Errors
    /// `Trouble` that says whether trying again may help.
    pub async fn send(&self, mail: &Outgoing, now: Now) -> Result<(), Trouble> {
        let message = self.written(mail, now)?;
        let sending = self.transport.send(message);
        match tokio::time::timeout(self.patience, sending).await {
            Ok(Ok(_taken)) => Ok(()),
            Ok(Err(failure)) => Err(trouble(&failure)),
            Err(_too_long) => Err(Trouble::Silent),
        }
    }

    /// The mail with its headers. Its id follows from the notice's: should it arrive twice after all,
    /// mail programs can tell.
    fn written(&self, mail: &Outgoing, now: Now) -> Result<Message, Trouble> {
        let address = mail.address.as_deref().ok_or(Trouble::Closed)?;
        let address: Address = address.parse().map_err(|_unreadable| Trouble::NoAddress)?;
        let name = mail.name.as_deref().map(one_line);
        let automatic = HeaderValue::new(
            HeaderName::new_from_ascii_str("Auto-Submitted"),
            "auto-generated".into(),
        );
        Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(name.filter(|name| !name.is_empty()), address))
            .subject(one_line(&mail.subject))
            .date(SystemTime::from(now.at))
            .message_id(Some(format!("<{}@{}>", mail.id, self.from.email.domain())))
            .raw_header(automatic)
            .header(ContentType::TEXT_PLAIN)
            .body(mail.body.clone())
            .map_err(|_unwritable| Trouble::NoAddress)
    }
}

/// What went wrong, without the mail server's words.
fn trouble(failure: &SmtpError) -> Trouble {
    if let Some(code) = failure.status() {
        return Trouble::of_code(code.into());
    }
    if failure.is_timeout() {
        Trouble::Silent
    } else if failure.is_tls() || is_unsafe(failure) {
        Trouble::Unsafe
    } else if failure.is_response() || failure.is_client() {
        Trouble::BrokeOff
    } else {
        Trouble::Away
    }
}

/// A failed handshake comes as a failed connection: what was read was not as it should be.
fn is_unsafe(failure: &SmtpError) -> bool {
    let mut source = failure.source();
    while let Some(inner) = source {
        if let Some(io) = inner.downcast_ref::<std::io::Error>()
            && io.kind() == std::io::ErrorKind::InvalidData
        {
            return true;
        }
        source = inner.source();
    }
    false
}
