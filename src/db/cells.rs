//! The counts of one tally row: by kind and slot, as JSON, so that any tool that reads the database can read them.

use super::StoreError;
use serde::{
    Deserializer,
    de::{DeserializeSeed, Error as _, MapAccess, Visitor},
};
use std::{borrow::Cow, collections::BTreeMap, fmt};

/// Counts by kind and slot; a count of zero is not kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cells(BTreeMap<Cow<'static, str>, BTreeMap<i32, i64>>);

impl Cells {
    /// Reads a row's cells.
    ///
    /// # Errors
    /// `StoreError::Corrupt` when they are no counts by kind and slot.
    pub fn parse(text: &str) -> Result<Self, StoreError> {
        let mut cells = Self::default();
        each(text, |kind, slot, n| {
            cells.add_to(Cow::Owned(kind.to_owned()), slot, n)
        })?;
        Ok(cells)
    }

    /// Adds `n` (negative takes away).
    pub fn add(&mut self, kind: &'static str, slot: i32, n: i64) {
        self.add_to(Cow::Borrowed(kind), slot, n);
    }

    fn add_to(&mut self, kind: Cow<'static, str>, slot: i32, n: i64) {
        if !self.0.contains_key(&kind) {
            self.0.insert(kind.clone(), BTreeMap::new());
        }
        if let Some(slots) = self.0.get_mut(&kind) {
            *slots.entry(slot).or_default() += n;
        }
    }

    /// Adds all counts of others.
    pub fn add_all(&mut self, others: &Self) {
        for (kind, slots) in &others.0 {
            let own = self.0.entry(kind.clone()).or_default();
            for (slot, n) in slots {
                *own.entry(*slot).or_default() += n;
            }
        }
    }

    /// Each count that is not zero, by kind and slot.
    pub fn iter(&self) -> impl Iterator<Item = (&str, i32, i64)> {
        self.0.iter().flat_map(|(kind, slots)| {
            let kept = slots.iter().filter(|(_, n)| **n != 0);
            kept.map(move |(slot, n)| (&**kind, *slot, *n))
        })
    }

    /// One count.
    #[must_use]
    pub fn get(&self, kind: &str, slot: i32) -> i64 {
        let of_kind = self.0.get(kind);
        of_kind
            .and_then(|slots| slots.get(&slot))
            .copied()
            .unwrap_or_default()
    }

    /// Whether nothing is counted.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }
}

/// As a row keeps them: `{"near_miss":{"0":3}}`, kinds and slots in order. Kinds are words of ours, so nothing in
/// them needs escaping.
impl fmt::Display for Cells {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut before = "{";
        let mut open = None;
        for (kind, slot, n) in self.iter() {
            if open == Some(kind) {
                write!(f, ",\"{slot}\":{n}")?;
            } else {
                write!(f, "{before}\"{kind}\":{{\"{slot}\":{n}")?;
                (before, open) = ("},", Some(kind));
            }
        }
        f.write_str(if open.is_some() { "}}" } else { "{}" })
    }
}

/// Reads a row's cells without keeping them: kind, slot and count of each.
///
/// # Errors
/// `StoreError::Corrupt` when they are no counts by kind and slot.
pub fn each(text: &str, mut take: impl FnMut(&str, i32, i64)) -> Result<(), StoreError> {
    let mut reader = serde_json::Deserializer::from_str(text);
    reader
        .deserialize_map(Kinds(&mut take))
        .and_then(|()| reader.end())
        .map_err(|_unreadable| StoreError::Corrupt("tallies.cells"))
}

struct Kinds<'f, F>(&'f mut F);

impl<'de, F: FnMut(&str, i32, i64)> Visitor<'de> for Kinds<'_, F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("counts by kind")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(kind) = map.next_key::<&str>()? {
            map.next_value_seed(Slots(kind, &mut *self.0))?;
        }
        Ok(())
    }
}

struct Slots<'k, 'f, F>(&'k str, &'f mut F);

impl<'de, F: FnMut(&str, i32, i64)> DeserializeSeed<'de> for Slots<'_, '_, F> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<(), D::Error> {
        reader.deserialize_map(self)
    }
}

impl<'de, F: FnMut(&str, i32, i64)> Visitor<'de> for Slots<'_, '_, F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("counts by slot")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(slot) = map.next_key::<&str>()? {
            let slot = slot.parse().map_err(A::Error::custom)?;
            (self.1)(self.0, slot, map.next_value()?);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_written_in_order_and_read_back() {
        let mut cells = Cells::default();
        assert_eq!((cells.to_string().as_str(), cells.is_empty()), ("{}", true));
        cells.add("problem", 12, 7);
        cells.add("near_miss", 10, 2);
        cells.add("problem", -3, 1);
        cells.add("near_miss", 9, 3);
        cells.add("question", 0, 1);
        cells.add("question", 0, -1);
        let text = r#"{"near_miss":{"9":3,"10":2},"problem":{"-3":1,"12":7}}"#;
        assert_eq!(cells.to_string(), text);
        let read = Cells::parse(text).unwrap();
        assert_eq!(read.to_string(), text);
        assert_eq!((read.get("problem", 12), read.get("mistake", 0)), (7, 0));
        let mut twice = read.clone();
        twice.add_all(&cells);
        assert_eq!(twice.get("near_miss", 9), 6);
        // As a migration on PostgreSQL writes them.
        assert_eq!(
            Cells::parse(r#"{ "problem" : { "0" : 1 } }"#)
                .unwrap()
                .to_string(),
            r#"{"problem":{"0":1}}"#
        );
    }

    #[test]
    fn what_is_no_counts_is_told() {
        for text in [
            "",
            "{",
            "[]",
            r#"{"problem":1}"#,
            r#"{"problem":{"a":1}}"#,
            "{}{}",
        ] {
            assert!(Cells::parse(text).is_err(), "{text}");
        }
    }
}
