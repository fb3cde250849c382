//! What the one form of the sheet sends: everything that was typed, and the button.

use crate::{
    hansei::{
        commands::{Clash, Does, Draft},
        model::{MOST, MOST_POINT, Section, Sort, parse_day},
        store::{Commitment, Entry},
    },
    kernel::{
        code::Code,
        ids::Id,
        keys::sha256,
        text::{self, TextError},
    },
    web::Problems,
};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// The fields as they came.
pub(super) struct Sent(pub(super) Vec<(String, String)>);

/// A section as somebody had it before them: its version, and a mark of its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct AsRead {
    pub(super) version: i32,
    mark: String,
}

impl AsRead {
    pub(super) fn of(version: i32, words: &str) -> Self {
        Self {
            version,
            mark: Code::<8>::from_bits(&sha256(words.as_bytes())).to_string(),
        }
    }

    fn parse(raw: &str) -> Option<Self> {
        let (version, mark) = raw.split_once('-')?;
        Some(Self {
            version: version.parse().ok()?,
            mark: mark.to_owned(),
        })
    }

    /// As the form carries it.
    pub(super) fn in_form(&self) -> String {
        format!("{}-{}", self.version, self.mark)
    }
}

/// What was typed into the fields for something new, to be shown again.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Typed {
    pub(super) agenda_own: String,
    pub(super) entry_row: String,
    pub(super) entry_when: String,
    pub(super) entry_what: String,
    pub(super) entry_before: bool,
    pub(super) entry_known: bool,
    pub(super) point: String,
    pub(super) point_sort: String,
    pub(super) commitment_row: String,
    pub(super) commitment_what: String,
    pub(super) commitment_by: String,
    pub(super) commitment_kept_by: String,
    pub(super) reopen_reason: String,
}

impl Typed {
    /// Whether nothing for the sheet was typed.
    fn is_blank(&self) -> bool {
        [
            &self.agenda_own,
            &self.entry_when,
            &self.entry_what,
            &self.point,
            &self.commitment_what,
            &self.commitment_by,
            &self.commitment_kept_by,
        ]
        .iter()
        .all(|words| words.trim().is_empty())
    }

    /// An entry in the fields; `stays` when it is still on the sheet and would be changed.
    pub(super) fn with_entry(mut self, entry: &Entry, stays: bool) -> Self {
        self.entry_row = row(entry.id, entry.version, stays);
        self.entry_when.clone_from(&entry.at);
        self.entry_what.clone_from(&entry.what);
        self.entry_before = entry.before;
        self.entry_known = entry.known;
        self
    }

    /// A commitment in the fields.
    pub(super) fn with_commitment(mut self, commitment: &Commitment, stays: bool) -> Self {
        self.commitment_row = row(commitment.id, commitment.version, stays);
        self.commitment_what.clone_from(&commitment.what);
        self.commitment_by = commitment.by_when.to_string();
        self.commitment_kept_by.clone_from(&commitment.kept_by);
        self
    }
}

fn row(id: Id, version: i32, stays: bool) -> String {
    if stays {
        format!("{id}:{version}")
    } else {
        String::new()
    }
}

/// A row and its version, as a hidden field carries them.
fn read_row(raw: &str) -> Option<(Id, i32)> {
    let (id, version) = raw.split_once(':')?;
    Some((Id::parse(id)?, version.parse().ok()?))
}

/// What was sent, read.
pub(super) struct Parsed {
    /// Ready to be kept, when there are no problems.
    pub(super) draft: Draft,
    /// Words of touched sections, as typed, with what they were typed on.
    pub(super) touched: BTreeMap<Section, (AsRead, String)>,
    /// Ticks of the agenda, as sent.
    pub(super) ticked: Option<BTreeSet<String>>,
    /// The rest, as typed.
    pub(super) typed: Typed,
    /// What needs another look.
    pub(super) problems: Problems,
    /// What the button does.
    pub(super) does: Does,
    /// Where on the page to go on.
    pub(super) anchor: String,
}

impl Sent {
    fn get(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(other, _)| other == name)
            .map(|(_, value)| value.as_str())
    }

    fn text(&self, name: &str) -> String {
        self.get(name).unwrap_or_default().to_owned()
    }

    /// Reads all of it.
    pub(super) fn parse(&self) -> Parsed {
        let (does, anchor) = button(self.get("do").unwrap_or_default());
        let mut parsed = Parsed {
            draft: Draft::default(),
            touched: BTreeMap::new(),
            ticked: None,
            typed: self.typed(),
            problems: Problems::none(),
            does,
            anchor,
        };
        self.sections(&mut parsed);
        self.agenda(&mut parsed);
        self.entry(&mut parsed);
        self.point(&mut parsed);
        self.commitment(&mut parsed);
        if parsed.does == Does::Reopen {
            let reason = reason(&parsed.typed.reopen_reason);
            parsed.draft.reopen_reason = parsed.problems.keep("reopen_reason", reason);
        }
        parsed
    }

    fn typed(&self) -> Typed {
        Typed {
            agenda_own: self.text("agenda_own"),
            entry_row: self.text("entry_row"),
            entry_when: self.text("entry_when"),
            entry_what: self.text("entry_what"),
            entry_before: self.get("entry_before").is_some(),
            entry_known: self.get("entry_known").is_some(),
            point: self.text("point"),
            point_sort: self.text("point_sort"),
            commitment_row: self.text("commitment_row"),
            commitment_what: self.text("commitment_what"),
            commitment_by: self.text("commitment_by"),
            commitment_kept_by: self.text("commitment_kept_by"),
            reopen_reason: self.text("reopen_reason"),
        }
    }

    fn sections(&self, parsed: &mut Parsed) {
        let read: Vec<Option<AsRead>> = self
            .get("sheet_as_read")
            .unwrap_or_default()
            .split(' ')
            .map(AsRead::parse)
            .collect();
        for (at, section) in Section::ALL.iter().enumerate() {
            let (Some(typed), Some(Some(as_read))) = (self.get(section.as_str()), read.get(at))
            else {
                continue;
            };
            let words = text::optional_block(typed, MOST).map(Option::unwrap_or_default);
            let is_touched = words
                .as_ref()
                .map_or(true, |words| AsRead::of(as_read.version, words) != *as_read);
            if !is_touched {
                continue;
            }
            let kept = (as_read.clone(), typed.to_owned());
            parsed.touched.insert(*section, kept);
            if let Some(words) = parsed.problems.keep(section.as_str(), words) {
                let touched = (*section, as_read.version, words);
                parsed.draft.sections.push(touched);
            }
        }
    }

    fn agenda(&self, parsed: &mut Parsed) {
        if self.get("agenda_offered").is_some() {
            let ticked = self.0.iter().filter(|(name, _)| name == "agenda");
            let ticked: BTreeSet<String> = ticked.map(|(_, value)| value.clone()).collect();
            parsed.ticked = Some(ticked.clone());
            parsed.draft.agenda = Some(ticked);
        }
        let own = text::optional_line(&parsed.typed.agenda_own, MOST_POINT);
        parsed.draft.own_item = parsed.problems.keep("agenda_own", own).flatten();
    }

    fn entry(&self, parsed: &mut Parsed) {
        let typed = &parsed.typed;
        let row = read_row(&typed.entry_row);
        let blank = typed.entry_when.trim().is_empty() && typed.entry_what.trim().is_empty();
        if blank {
            return;
        }
        let problems = &mut parsed.problems;
        let at = problems.keep("entry_when", text::optional_line(&typed.entry_when, 80));
        let what = problems.keep("entry_what", text::block(&typed.entry_what, 1_000));
        if let (Some(at), Some(what)) = (at, what) {
            let entry = Entry {
                id: row.map_or_else(Id::random, |(id, _)| id),
                position: 0,
                at: at.unwrap_or_default(),
                what,
                before: typed.entry_before,
                known: typed.entry_known,
                version: row.map_or(0, |(_, version)| version),
            };
            parsed.draft.entry = Some((entry, row.is_some()));
        }
    }

    fn point(&self, parsed: &mut Parsed) {
        let words = text::optional_block(&parsed.typed.point, MOST_POINT);
        let sort = Sort::parse(&parsed.typed.point_sort).unwrap_or(Sort::New);
        parsed.draft.point = parsed
            .problems
            .keep("point", words)
            .flatten()
            .map(|words| (words, sort));
    }

    fn commitment(&self, parsed: &mut Parsed) {
        let typed = &parsed.typed;
        let row = read_row(&typed.commitment_row);
        let words = [
            &typed.commitment_what,
            &typed.commitment_by,
            &typed.commitment_kept_by,
        ];
        if words.iter().all(|words| words.trim().is_empty()) {
            return;
        }
        let problems = &mut parsed.problems;
        let what = text::block(&typed.commitment_what, 1_000);
        let what = problems.keep("commitment_what", what);
        let by_when = problems.keep("commitment_by", parse_day(&typed.commitment_by));
        let kept_by: Result<String, TextError> = text::line(&typed.commitment_kept_by, 80);
        let kept_by = problems.keep("commitment_kept_by", kept_by);
        if let (Some(what), Some(by_when), Some(kept_by)) = (what, by_when, kept_by) {
            let commitment = Commitment {
                id: row.map_or_else(Id::random, |(id, _)| id),
                position: 0,
                what,
                by_when,
                kept_by,
                version: row.map_or(0, |(_, version)| version),
            };
            parsed.draft.commitment = Some((commitment, row.is_some()));
        }
    }
}

/// Why a closed sheet is opened again: a line for the journal.
fn reason(raw: &str) -> Result<String, String> {
    text::line(raw, 200).map_err(|problem| match problem {
        TextError::Empty => "Please say in a few words why it is opened again.".to_owned(),
        other => other.to_string(),
    })
}

impl Parsed {
    /// Whether something for the sheet was typed.
    pub(super) fn has_words(&self) -> bool {
        !self.touched.is_empty() || !self.typed.is_blank()
    }

    /// Leaves what clashed, and forgets what was kept.
    pub(super) fn keep_clashes(&mut self, clashes: &[Clash]) {
        let is_left = |section: Section| {
            clashes
                .iter()
                .any(|clash| matches!(clash, Clash::Section(other) if *other == section))
        };
        self.touched.retain(|section, _| is_left(*section));
        self.ticked = None;
        let mut left = Typed {
            point_sort: Sort::Condition.as_str().into(),
            ..Typed::default()
        };
        for clash in clashes {
            match clash {
                Clash::Section(_) => {}
                Clash::Entry(theirs) => {
                    left.entry_row = fresh_row(theirs.as_ref().map(|one| (one.id, one.version)));
                    left.entry_when.clone_from(&self.typed.entry_when);
                    left.entry_what.clone_from(&self.typed.entry_what);
                    left.entry_before = self.typed.entry_before;
                    left.entry_known = self.typed.entry_known;
                }
                Clash::Commitment(theirs) => {
                    let row = theirs.as_ref().map(|one| (one.id, one.version));
                    left.commitment_row = fresh_row(row);
                    left.commitment_what.clone_from(&self.typed.commitment_what);
                    left.commitment_by.clone_from(&self.typed.commitment_by);
                    left.commitment_kept_by
                        .clone_from(&self.typed.commitment_kept_by);
                }
            }
        }
        self.typed = left;
    }
}

/// The row as it is now; a new one when it was taken off.
fn fresh_row(theirs: Option<(Id, i32)>) -> String {
    theirs.map_or_else(String::new, |(id, version)| row(id, version, true))
}

/// What a button says, and where on the page it stands. An unknown one keeps what was typed.
fn button(raw: &str) -> (Does, String) {
    let (verb, on) = raw.split_once(':').unwrap_or((raw, ""));
    let id = Id::parse(on);
    let does = match (verb, id) {
        ("read-words", _) => Does::ReadWords,
        ("start-clock", _) => Does::StartClock,
        ("entry-take", Some(id)) => Does::TakeEntry(id),
        ("entry-up", Some(id)) => Does::MoveEntry(id, true),
        ("entry-down", Some(id)) => Does::MoveEntry(id, false),
        ("entry-drop", Some(id)) => Does::DropEntry(id),
        ("point-condition", Some(id)) => Does::SortPoint(id, Sort::Condition),
        ("point-explanation", Some(id)) => Does::SortPoint(id, Sort::Explanation),
        ("point-parked", Some(id)) => Does::SortPoint(id, Sort::Parked),
        ("point-drop", Some(id)) => Does::DropPoint(id),
        ("commitment-take", Some(id)) => Does::TakeCommitment(id),
        ("commitment-drop", Some(id)) => Does::DropCommitment(id),
        ("room-open", _) => Does::OpenRoom,
        ("turn-over", _) => Does::TurnOver,
        ("silent-again", _) => Does::SilentAgain,
        ("pulse-open", _) => Does::OpenPulse,
        ("pulse-end", _) => Does::EndPulse,
        ("close", _) => Does::Close,
        ("reopen", _) => Does::Reopen,
        _ => Does::Save,
    };
    let anchor = match does {
        Does::Save => {
            let known = ["agenda", "timeline", "points", "commitments", "room"].contains(&on)
                || Section::parse(on).is_ok();
            if known { on } else { "main" }
        }
        Does::ReadWords => "opening",
        Does::StartClock => "plan",
        Does::TakeEntry(_) | Does::MoveEntry(..) | Does::DropEntry(_) => "timeline",
        Does::SortPoint(..) | Does::DropPoint(_) => "points",
        Does::TakeCommitment(_) | Does::DropCommitment(_) => "commitments",
        Does::OpenRoom | Does::TurnOver | Does::SilentAgain | Does::OpenPulse | Does::EndPulse => {
            "room"
        }
        Does::Close | Does::Reopen => "main",
    };
    (does, anchor.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(fields: &[(&str, &str)]) -> Parsed {
        let owned = fields
            .iter()
            .map(|&(name, value)| (name.into(), value.into()));
        Sent(owned.collect()).parse()
    }

    #[test]
    fn only_touched_sections_are_kept() {
        let as_read: Vec<String> = Section::ALL
            .iter()
            .map(|section| {
                let words = if *section == Section::Gap {
                    "A hand's\nwidth."
                } else {
                    ""
                };
                AsRead::of(3, words).in_form()
            })
            .collect();
        let parsed = sent(&[
            ("sheet_as_read", &as_read.join(" ")),
            ("leaders", ""),
            ("gap", " A hand's\r\nwidth. "),
            ("learning", "Ask earlier."),
        ]);
        assert_eq!(
            parsed.draft.sections,
            [(Section::Learning, 3, "Ask earlier.".to_owned())]
        );
        assert!(parsed.problems.is_empty());
    }

    #[test]
    fn a_half_typed_commitment_is_asked_for_and_an_empty_one_is_none() {
        assert!(sent(&[("commitment_what", " ")]).draft.commitment.is_none());
        let parsed = sent(&[("commitment_what", "Try a mat")]);
        let fields: Vec<_> = parsed.problems.iter().map(|(field, _)| field).collect();
        assert_eq!(fields, ["commitment_by", "commitment_kept_by"]);
    }

    #[test]
    fn unknown_buttons_keep_what_was_typed() {
        for raw in ["", "save", "save:<script>", "entry-up:7", "explode"] {
            assert_eq!(button(raw), (Does::Save, "main".to_owned()), "{raw}");
        }
        assert_eq!(button("save:gap"), (Does::Save, "gap".to_owned()));
    }
}
