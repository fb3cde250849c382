//! Words that outlive their session: shown, carried through the sign-in, and sent once more.

use crate::{
    kernel::ids::Id,
    web::{afterthought::MARK, error::Kept, own_path::OwnPath},
};
use serde::Serialize;

/// What was typed, as a page shows it.
#[derive(Debug, Clone, Serialize)]
pub struct KeptWords {
    /// Where it was going.
    action: String,
    /// The token of the new session; `None` while nobody is signed in.
    proof: Option<String>,
    fields: Vec<KeptField>,
}

#[derive(Debug, Clone, Serialize)]
struct KeptField {
    name: String,
    value: String,
    label: String,
    /// Whether it needs more than one line.
    long: bool,
    /// Whether the form carries it for itself: nobody typed it, and nobody should change it.
    quiet: bool,
}

impl KeptWords {
    /// What a refused form carried.
    #[must_use]
    pub(super) fn of(kept: &Kept) -> Self {
        Self {
            action: kept.action.clone(),
            proof: kept.proof.clone(),
            fields: kept
                .fields
                .iter()
                // A password is typed again: it must not come back on a page.
                .filter(|(name, _)| !matches!(name.as_str(), "csrf" | "password" | MARK))
                .map(|(name, value)| KeptField {
                    name: name.clone(),
                    value: value.clone(),
                    label: label(name),
                    quiet: is_quiet(name, value),
                    long: value.contains('\n') || value.chars().count() > 40,
                })
                .collect(),
        }
    }

    /// What a sign-in form carried along; `None` when it carried nothing.
    #[must_use]
    pub fn carried(action: &str, names: Vec<String>, values: Vec<String>) -> Option<Self> {
        let action = OwnPath::parse(action)?;
        Some(Self::of(&Kept {
            action: action.as_str().to_owned(),
            fields: names.into_iter().zip(values).collect(),
            proof: None,
        }))
    }

    /// Whether nobody had typed anything: the form was a button.
    #[must_use]
    pub(super) fn is_empty(&self) -> bool {
        self.fields.iter().all(|field| field.value.is_empty())
    }

    /// The same words with the token that lets them through.
    #[must_use]
    pub fn with_proof(self, proof: String) -> Self {
        Self {
            proof: Some(proof),
            ..self
        }
    }
}

/// What a form knows by itself: which version was read, which row is meant, which button was pressed.
fn is_quiet(name: &str, value: &str) -> bool {
    let own = [
        "version",
        "sheet_as_read",
        "entry_row",
        "commitment_row",
        "agenda",
        "agenda_offered",
        "do",
        "key",
    ];
    own.contains(&name) || Id::parse(value).is_some()
}

/// A field's name as words: `shared_story` becomes `Shared story`.
fn label(name: &str) -> String {
    let words = name.replace(['_', '-'], " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
