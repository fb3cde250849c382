//! A proof that somebody told us something on a day, to be shown without the story.
//!
//! The code holds the day and a mark of the receipt, signed with the records secret. It opens nothing,
//! and neither the report nor its reporter can be found from it.

use crate::kernel::{
    code::Code,
    keys::{Hash, Keys},
};
use chrono::{NaiveDate, TimeDelta};

/// 26 characters: 16 bits of day, 64 bits of mark, 48 bits of signature.
pub type ProofCode = Code<26>;

const EPOCH: NaiveDate = match NaiveDate::from_ymd_opt(2020, 1, 1) {
    Some(day) => day,
    None => NaiveDate::MIN,
};

/// The proof of the report with this receipt; the same each time.
#[must_use]
pub fn proof_of(keys: &Keys, receipt_hash: &Hash, surfaced_on: NaiveDate) -> ProofCode {
    let day = u16::try_from((surfaced_on - EPOCH).num_days()).unwrap_or(0);
    let mark = keys.mac("proof mark", &[receipt_hash]);
    ProofCode::from_bits(&signed(keys, day, &mark[..8]))
}

/// The day on which something was told, if this code was made here.
#[must_use]
pub fn proven_day(keys: &Keys, code: &ProofCode) -> Option<NaiveDate> {
    let bits = code.to_bits();
    let day = u16::from_be_bytes([*bits.first()?, *bits.get(1)?]);
    let expected = signed(keys, day, bits.get(2..10)?);
    let same = subtle::ConstantTimeEq::ct_eq(&expected[..], bits.get(..16)?);
    bool::from(same).then(|| EPOCH + TimeDelta::days(i64::from(day)))
}

fn signed(keys: &Keys, day: u16, mark: &[u8]) -> Vec<u8> {
    let mut bits = day.to_be_bytes().to_vec();
    bits.extend_from_slice(mark);
    let signature = keys.mac("proof", &[&bits]);
    bits.extend_from_slice(&signature[..6]);
    bits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proof_tells_its_day_and_no_other_code_does() {
        let keys = Keys::random();
        let day = "2026-05-17".parse().unwrap();
        let proof = proof_of(&keys, &[7; 32], day);
        assert_eq!(proven_day(&keys, &proof), Some(day));
        assert_eq!(
            proven_day(
                &keys,
                &ProofCode::parse(&proof.grouped(4).to_lowercase()).unwrap()
            ),
            Some(day)
        );
        assert_eq!(proven_day(&Keys::random(), &proof), None);
        for _ in 0..200 {
            assert_eq!(proven_day(&keys, &ProofCode::random()), None);
        }
        assert_ne!(proof, proof_of(&keys, &[8; 32], day));
    }
}
