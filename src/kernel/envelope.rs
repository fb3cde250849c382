//! Envelopes: what a device locks while it has no network, so that only this house can open it.
//!
//! RFC 9180 in base mode, with DHKEM(P-256, HKDF-SHA256), HKDF-SHA256 and AES-128-GCM: the curve and
//! the cipher that every browser has in `crypto.subtle`.

use super::keys::{BrokenSeal, Hash};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use hpke::{
    Deserializable, Kem as _, OpModeR, Serializable, aead::AesGcm128, kdf::HkdfSha256,
    kem::DhP256HkdfSha256, single_shot_open,
};

type Kem = DhP256HkdfSha256;

/// Binds an envelope to what it is for, on both sides.
const PURPOSE: &[u8] = b"candor sealed report 1";

/// Bytes of the sender's public key, which come first: an uncompressed point.
const POINT: usize = 65;

/// The pair of keys that opens envelopes.
#[derive(Clone)]
pub(super) struct Opener {
    private: <Kem as hpke::Kem>::PrivateKey,
    public: String,
}

impl Opener {
    /// The pair that follows from a secret.
    pub(super) fn from_secret(secret: &Hash) -> Self {
        let (private, public) = Kem::derive_keypair(secret);
        Self {
            private,
            public: BASE64_URL_SAFE_NO_PAD.encode(public.to_bytes()),
        }
    }

    /// What a device needs for sealing: the uncompressed point as base64url.
    pub(super) fn public(&self) -> &str {
        &self.public
    }

    /// Opens an envelope: the sender's point, then what is locked.
    ///
    /// # Errors
    /// `BrokenSeal` for another key, another purpose or changed bytes.
    pub(super) fn open(&self, sealed: &[u8]) -> Result<Vec<u8>, BrokenSeal> {
        let (point, locked) = sealed.split_at_checked(POINT).ok_or(BrokenSeal)?;
        let point =
            <Kem as hpke::Kem>::EncappedKey::from_bytes(point).map_err(|_no_point| BrokenSeal)?;
        single_shot_open::<AesGcm128, HkdfSha256, Kem>(
            &OpModeR::Base,
            &self.private,
            &point,
            PURPOSE,
            locked,
            b"",
        )
        .map_err(|_changed| BrokenSeal)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::ids::random_bytes;
    use hpke::{OpModeS, rand_core, single_shot_seal};

    struct System;

    impl rand_core::CryptoRng for System {}

    impl rand_core::RngCore for System {
        fn next_u32(&mut self) -> u32 {
            u32::from_be_bytes(random_bytes())
        }

        fn next_u64(&mut self) -> u64 {
            u64::from_be_bytes(random_bytes())
        }

        fn fill_bytes(&mut self, bytes: &mut [u8]) {
            bytes.fill_with(|| random_bytes::<1>()[0]);
        }

        fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), rand_core::Error> {
            self.fill_bytes(bytes);
            Ok(())
        }
    }

    /// As a device does it.
    fn seal(public: &str, text: &[u8], purpose: &[u8]) -> Vec<u8> {
        let public = BASE64_URL_SAFE_NO_PAD.decode(public).unwrap();
        let public = <Kem as hpke::Kem>::PublicKey::from_bytes(&public).unwrap();
        let (point, locked) = single_shot_seal::<AesGcm128, HkdfSha256, Kem, _>(
            &OpModeS::Base,
            &public,
            purpose,
            text,
            b"",
            &mut System,
        )
        .unwrap();
        [point.to_bytes().as_slice(), &locked].concat()
    }

    #[test]
    fn an_envelope_opens_with_its_own_key_alone() {
        let opener = Opener::from_secret(&[7; 32]);
        let sealed = seal(opener.public(), b"The pallet slid.", PURPOSE);
        assert_eq!(opener.open(&sealed).unwrap(), b"The pallet slid.");
        assert_eq!(Opener::from_secret(&[8; 32]).open(&sealed), Err(BrokenSeal));
        let other = seal(opener.public(), b"The pallet slid.", b"something else");
        assert_eq!(opener.open(&other), Err(BrokenSeal));
        for place in [0, 30, 64, 65, sealed.len() - 1] {
            let mut changed = sealed.clone();
            changed[place] ^= 1;
            assert_eq!(opener.open(&changed), Err(BrokenSeal), "byte {place}");
        }
        for length in [0, 1, 64, 65, 80] {
            assert_eq!(opener.open(&sealed[..length]), Err(BrokenSeal), "{length}");
        }
    }

    #[test]
    fn one_secret_has_one_public_key() {
        let public = |secret: u8| Opener::from_secret(&[secret; 32]).public().to_owned();
        assert_eq!(public(1), public(1));
        assert_ne!(public(1), public(2));
        assert_eq!(public(1).len(), 87);
    }
}
