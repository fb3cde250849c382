//! The secrets that lie outside the database, and what is made with them.
//!
//! Receipts are kept as HMAC-SHA-256 and not as a password hash: they are 80 random bits, which
//! nobody guesses, and a slow hash would make each wrong try costly for the server alone.

use super::{code::Code, envelope::Opener};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, aead::Aead};
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};
use std::fmt;

/// A receipt: 80 bits as 16 characters, shown in groups of four.
pub type Receipt = Code<16>;

/// A keyed or plain SHA-256 value.
pub type Hash = [u8; 32];

/// The secrets of one installation. Several servers on one database share them.
#[derive(Clone)]
pub struct Keys {
    records: Hash,
    names: Hash,
    reports: Opener,
}

/// A sealed text that does not open: another key, or changed bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the seal does not open with this installation's key")]
pub struct BrokenSeal;

impl fmt::Debug for Keys {
    /// Never prints a key.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Keys")
    }
}

impl Keys {
    /// From the three 32-byte secrets: of records, of sealed names, of sealed reports.
    #[must_use]
    pub fn new(records: Hash, names: Hash, reports: &Hash) -> Self {
        Self {
            records,
            names,
            reports: Opener::from_secret(reports),
        }
    }

    /// Fresh secrets.
    #[must_use]
    pub fn random() -> Self {
        Self::new(
            super::ids::random_bytes(),
            super::ids::random_bytes(),
            &super::ids::random_bytes(),
        )
    }

    /// HMAC-SHA-256 of the parts under the records secret. Each part is preceded by its length, so
    /// that no two lists of parts are the same bytes.
    #[must_use]
    pub fn mac(&self, purpose: &str, parts: &[&[u8]]) -> Hash {
        #[expect(clippy::expect_used, reason = "HMAC takes keys of any length")]
        let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(&self.records).expect("any length");
        for part in std::iter::once(&purpose.as_bytes()).chain(parts) {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        mac.finalize().into_bytes().into()
    }

    /// The receipt that the server makes when the device made none: the same for the same draft, so
    /// that a second sending answers the same.
    #[must_use]
    pub fn receipt_for(&self, idempotency_key: &str, body_hash: &Hash) -> Receipt {
        Receipt::from_bits(&self.mac("receipt", &[idempotency_key.as_bytes(), body_hash])[..10])
    }

    /// What is kept of a receipt, from the verifier.
    #[must_use]
    pub fn receipt_hash(&self, verifier: &Verifier) -> Hash {
        self.mac("verifier", &[verifier.0.as_bytes()])
    }

    /// Seals a text; the nonce is random and comes first.
    #[must_use]
    pub fn seal(&self, text: &str) -> Vec<u8> {
        Self::seal_with(&self.names, text)
    }

    /// Seals a text with a key of its own for this purpose: what is sealed for another, or as a name,
    /// does not open here.
    #[must_use]
    pub fn seal_for(&self, purpose: &str, text: &str) -> Vec<u8> {
        Self::seal_with(&self.mac("seal", &[purpose.as_bytes()]), text)
    }

    /// Opens what [`Keys::seal_for`] sealed.
    ///
    /// # Errors
    /// `BrokenSeal` for another key or purpose, or changed bytes.
    pub fn open_for(&self, purpose: &str, sealed: &[u8]) -> Result<String, BrokenSeal> {
        Self::open_with(&self.mac("seal", &[purpose.as_bytes()]), sealed)
    }

    fn seal_with(key: &Hash, text: &str) -> Vec<u8> {
        let nonce: [u8; 24] = super::ids::random_bytes();
        let mut sealed = nonce.to_vec();
        #[expect(
            clippy::expect_used,
            reason = "sealing fails only for texts of many gigabytes"
        )]
        let body = XChaCha20Poly1305::new(&(*key).into())
            .encrypt(&nonce.into(), text.as_bytes())
            .expect("a short text");
        sealed.extend(body);
        sealed
    }

    /// Opens what [`Keys::seal`] sealed.
    ///
    /// # Errors
    /// `BrokenSeal` for another key or changed bytes.
    pub fn open(&self, sealed: &[u8]) -> Result<String, BrokenSeal> {
        Self::open_with(&self.names, sealed)
    }

    fn open_with(key: &Hash, sealed: &[u8]) -> Result<String, BrokenSeal> {
        let (nonce, body) = sealed.split_first_chunk::<24>().ok_or(BrokenSeal)?;
        let text = XChaCha20Poly1305::new(&(*key).into())
            .decrypt(&(*nonce).into(), body)
            .map_err(|_changed| BrokenSeal)?;
        String::from_utf8(text).map_err(|_changed| BrokenSeal)
    }

    /// What a device needs to seal a report: an uncompressed point of P-256 as base64url.
    #[must_use]
    pub fn report_seal(&self) -> &str {
        self.reports.public()
    }

    /// Opens a report that a device sealed while it had no network.
    ///
    /// # Errors
    /// `BrokenSeal` for another house's key or changed bytes.
    pub fn open_report(&self, sealed: &[u8]) -> Result<Vec<u8>, BrokenSeal> {
        self.reports.open(sealed)
    }
}

/// What the server may know of a receipt that a device made: base64url SHA-256 of its 16 characters.
#[derive(Clone, PartialEq, Eq)]
pub struct Verifier(String);

/// A verifier that is not 43 characters of base64url.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("receipt_verifier must be the base64url SHA-256 (43 characters) of the receipt")]
pub struct BadVerifier;

impl Verifier {
    /// The verifier of a receipt.
    #[must_use]
    pub fn of(receipt: &Receipt) -> Self {
        Self(BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(receipt.to_string().as_bytes())))
    }

    /// Reads a verifier that a device sent.
    ///
    /// # Errors
    /// `BadVerifier` when it cannot be one.
    pub fn parse(raw: &str) -> Result<Self, BadVerifier> {
        let raw = raw.trim().trim_end_matches('=');
        match BASE64_URL_SAFE_NO_PAD.decode(raw) {
            Ok(bytes) if bytes.len() == 32 => Ok(Self(raw.to_owned())),
            _ => Err(BadVerifier),
        }
    }
}

/// Plain SHA-256.
#[must_use]
pub fn sha256(bytes: &[u8]) -> Hash {
    Sha256::digest(bytes).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sealed_name_opens_with_its_own_key_alone() {
        let keys = Keys::random();
        let sealed = keys.seal("Ada Byron");
        assert_eq!(keys.open(&sealed).unwrap(), "Ada Byron");
        assert_ne!(
            sealed,
            keys.seal("Ada Byron"),
            "two seals of one name must not look alike"
        );
        assert_eq!(Keys::random().open(&sealed), Err(BrokenSeal));
        let mut changed = sealed;
        changed[30] ^= 1;
        assert_eq!(keys.open(&changed), Err(BrokenSeal));
        assert_eq!(keys.open(b"short"), Err(BrokenSeal));
    }

    #[test]
    fn the_device_and_the_server_agree_on_the_verifier() {
        let receipt = Receipt::parse("7q4m xk2p 9zto hv3c").unwrap();
        let verifier = Verifier::of(&receipt);
        assert_eq!(Verifier::parse(&verifier.0).unwrap().0, verifier.0);
        // SHA-256 of 7Q4MXK2P9ZT0HV3C, as any device computes it.
        assert_eq!(verifier.0.len(), 43);
        assert!(Verifier::parse("abc").is_err());
    }

    #[test]
    fn one_draft_has_one_receipt() {
        let keys = Keys::random();
        let one = keys.receipt_for("key", &sha256(b"body"));
        assert_eq!(one, keys.receipt_for("key", &sha256(b"body")));
        assert_ne!(one, keys.receipt_for("key", &sha256(b"other")));
        assert_ne!(one, Keys::random().receipt_for("key", &sha256(b"body")));
    }
}
