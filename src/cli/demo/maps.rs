//! The condition maps of the sample year, drawn through the same acts as real ones.

use crate::{
    a3::{
        ConditionCode, Reader, Reference, Said, Sure,
        commands::map::{self as acts, MapError},
    },
    cli::Failure,
    db::Tx,
};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Maps {
    condition: Vec<Condition>,
}

/// One condition; what the words mean stands at the top of `maps.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Condition {
    sheet: String,
    key: String,
    #[serde(default)]
    under: Vec<String>,
    says: String,
    factor: Option<u8>,
    sure: String,
    evidence: Option<String>,
}

fn all() -> Result<Vec<Condition>, Failure> {
    let maps: Maps = toml::from_str(include_str!("maps.toml"))
        .map_err(|mistake| Failure(format!("the sample year: {mistake}")))?;
    Ok(maps.condition)
}

/// Draws the map of the sheet with this title.
///
/// # Errors
/// When the store fails.
pub(super) fn draw(
    tx: &mut Tx<'_>,
    title: &str,
    reference: Reference,
    reader: &Reader,
) -> Result<(), MapError> {
    let mut codes: BTreeMap<String, ConditionCode> = BTreeMap::new();
    // The file is part of the program, and a test reads it.
    let conditions = all().unwrap_or_default();
    for condition in conditions
        .iter()
        .filter(|one| title.starts_with(&one.sheet))
    {
        let said = Said {
            statement: condition.says.clone(),
            factor: condition.factor,
            evidence: condition.evidence.clone(),
            sure: Sure::parse(&condition.sure).unwrap_or(Sure::Guess),
        };
        let mut above = condition
            .under
            .iter()
            .filter_map(|key| codes.get(key))
            .copied();
        let code = acts::add_condition(tx, reference, reader, above.next(), &said)?;
        for what in above {
            acts::link_conditions(tx, reference, reader, what, code)?;
        }
        codes.insert(condition.key.clone(), code);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_condition_stands_below_one_before_it() {
        let mut seen: Vec<(String, String)> = Vec::new();
        for one in all().unwrap() {
            assert!(Said::parse_statement(&one.says).is_ok(), "{}", one.says);
            assert!(Sure::parse(&one.sure).is_ok(), "{}", one.sure);
            assert!(one.factor.is_none_or(|tile| (1..=11).contains(&tile)));
            for under in &one.under {
                assert!(
                    seen.contains(&(one.sheet.clone(), under.clone())),
                    "{under}"
                );
            }
            let key = (one.sheet.clone(), one.key.clone());
            assert!(!seen.contains(&key), "{key:?} twice");
            seen.push(key);
        }
    }
}
