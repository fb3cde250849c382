//! The lock around a backup, on its way out.

use super::hex;
use age::{Encryptor, Recipient, scrypt, secrecy::SecretString, stream::StreamWriter, x25519};
use sha2::{Digest, Sha256};
use std::io::{self, Write};

/// 2^17 rounds: 128 MiB and about a second on a small machine. Measured anew on each machine it
/// would make backups that a smaller one refuses to open.
const WORK: u8 = 17;
/// The most that is accepted when reading.
pub(super) const MOST_WORK: u8 = 20;

/// Who can open the file.
pub(in crate::cli) enum Seal {
    /// Whoever knows the passphrase.
    Passphrase(SecretString),
    /// Whoever has the key of one of them.
    Recipients(Vec<x25519::Recipient>),
    /// Everybody who can read the file: only for copies that stay in the data folder.
    Open,
}

impl Seal {
    /// From what was asked for and set; named recipients win, as they were typed for this backup.
    ///
    /// # Errors
    /// A sentence with what to set.
    pub(in crate::cli) fn choose(
        recipients: &[String],
        passphrase: Option<&str>,
    ) -> Result<Self, String> {
        if !recipients.is_empty() {
            return recipients
                .iter()
                .map(|raw| {
                    raw.trim().parse().map_err(|_reason| {
                        format!("{raw} is not a recipient of age: they begin with age1")
                    })
                })
                .collect::<Result<_, _>>()
                .map(Self::Recipients);
        }
        match passphrase {
            Some(words) if !words.trim().is_empty() => {
                Ok(Self::Passphrase(SecretString::from(words.to_owned())))
            }
            _ => Err(
                "a backup holds everything, so it is always locked: set CANDOR_BACKUP_PASSPHRASE, or name who can open it with --recipient age1…"
                    .into(),
            ),
        }
    }

    pub(super) fn around<W: Write>(&self, inner: W) -> io::Result<Sealed<W>> {
        let out = Digesting {
            inner,
            digest: Sha256::new(),
        };
        let locked = |recipients: &mut dyn Iterator<Item = &dyn Recipient>| {
            Encryptor::with_recipients(recipients)
                .map_err(|failure| io::Error::other(failure.to_string()))
        };
        match self {
            Self::Open => Ok(Sealed::Open(out)),
            Self::Passphrase(words) => {
                let mut recipient = scrypt::Recipient::new(words.clone());
                recipient.set_work_factor(WORK);
                locked(&mut std::iter::once(&recipient as &dyn Recipient))?
                    .wrap_output(out)
                    .map(|writer| Sealed::Locked(Box::new(writer)))
            }
            Self::Recipients(recipients) => {
                locked(&mut recipients.iter().map(|one| one as &dyn Recipient))?
                    .wrap_output(out)
                    .map(|writer| Sealed::Locked(Box::new(writer)))
            }
        }
    }
}

/// A writer that locks what goes through it.
pub(super) enum Sealed<W: Write> {
    Open(Digesting<W>),
    Locked(Box<StreamWriter<Digesting<W>>>),
}

impl<W: Write> Sealed<W> {
    /// Ends the stream; answers the writer below and the SHA-256 of all that it was given.
    pub(super) fn finish(self) -> io::Result<(W, String)> {
        let out = match self {
            Self::Open(out) => out,
            Self::Locked(writer) => writer.finish()?,
        };
        Ok((out.inner, hex(&out.digest.finalize())))
    }
}

impl<W: Write> Write for Sealed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Open(out) => out.write(bytes),
            Self::Locked(out) => out.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Open(out) => out.flush(),
            Self::Locked(out) => out.flush(),
        }
    }
}

/// Reads or writes on, and takes the SHA-256 of what goes through.
pub(super) struct Digesting<T> {
    pub(super) inner: T,
    pub(super) digest: Sha256,
}

impl<W: Write> Write for Digesting<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let taken = self.inner.write(bytes)?;
        self.digest.update(&bytes[..taken]);
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

impl<R: io::Read> io::Read for Digesting<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(into)?;
        self.digest.update(&into[..read]);
        Ok(read)
    }
}
