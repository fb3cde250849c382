//! Writes a backup: members first, the manifest last.

use super::{
    BLOCK, MANIFEST, Manifest, Member, hex,
    manifest::FORMAT,
    seal::{Digesting, Seal, Sealed},
};
use sha2::{Digest, Sha256};
use std::io::{self, Read, Write};

/// A backup in the making.
pub(in crate::cli) struct Writer<W: Write> {
    tar: tar::Builder<Counted<Sealed<W>>>,
    members: Vec<Member>,
}

impl<W: Write> Writer<W> {
    /// Begins; writes the lock's header.
    ///
    /// # Errors
    /// What the operating system says.
    pub(in crate::cli) fn new(seal: &Seal, inner: W) -> io::Result<Self> {
        Ok(Self {
            tar: tar::Builder::new(Counted {
                inner: seal.around(inner)?,
                bytes: 0,
            }),
            members: Vec::new(),
        })
    }

    /// Adds one member of `size` bytes.
    ///
    /// # Errors
    /// What the operating system says, or that the size is another.
    pub(in crate::cli) fn add(
        &mut self,
        name: &str,
        size: u64,
        content: &mut dyn Read,
    ) -> io::Result<()> {
        let mut content = Digesting {
            inner: content.take(size),
            digest: Sha256::new(),
        };
        self.append(name, size, &mut content)?;
        if content.inner.limit() > 0 {
            return Err(io::Error::other(format!("{name} became shorter")));
        }
        self.members.push(Member {
            name: name.to_owned(),
            size,
            sha256: hex(&content.digest.finalize()),
        });
        Ok(())
    }

    /// Adds the manifest and ends. Answers the writer below, the SHA-256 of all that it was given,
    /// and the manifest.
    ///
    /// # Errors
    /// What the operating system says.
    pub(in crate::cli) fn finish(
        mut self,
        database: &str,
        migrations: Vec<String>,
        taken_at: String,
    ) -> io::Result<(W, String, Manifest)> {
        let manifest = Manifest {
            format: FORMAT,
            program: env!("CARGO_PKG_VERSION").into(),
            database: database.into(),
            migrations,
            taken_at,
            members: std::mem::take(&mut self.members),
        };
        let words = serde_json::to_vec_pretty(&manifest)?;
        self.append(MANIFEST, words.len() as u64, &mut words.as_slice())?;
        let mut counted = self.tar.into_inner()?;
        let missing = counted.bytes.next_multiple_of(BLOCK) - counted.bytes;
        io::copy(&mut io::repeat(0).take(missing), &mut counted)?;
        let (inner, digest) = counted.inner.finish()?;
        Ok((inner, digest, manifest))
    }

    /// Owner, time and mode say nothing about the machine.
    fn append(&mut self, name: &str, size: u64, content: &mut dyn Read) -> io::Result<()> {
        let mut header = tar::Header::new_gnu();
        header.set_size(size);
        header.set_mode(0o600);
        header.set_mtime(0);
        self.tar.append_data(&mut header, name, content)
    }
}

struct Counted<W> {
    inner: W,
    bytes: u64,
}

impl<W: Write> Write for Counted<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let taken = self.inner.write(bytes)?;
        self.bytes += taken as u64;
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}
