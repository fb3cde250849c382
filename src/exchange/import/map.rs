//! The import map: which column of a foreign file becomes which field of a report.
//!
//! Read strictly and whole before a single row is looked at. In a list of columns, each entry may be a table of its own;
//! texts are joined by a blank line, tiles are united, of effects the gravest counts, else the first that has something.

use super::columns::{self, Column, DateColumn};
use super::errors::MapError;
use super::section::{self, Section};
use super::source::Source;
use super::vocabulary::{EFFECTS, KINDS, SEEN_BEFORE, SHARE};

/// A map that has been read and makes sense in itself. Whether the file has its columns, `read` tells.
#[derive(Debug, Clone)]
pub struct Map {
    pub(super) source: Source,
    pub(super) defaults: Defaults,
    pub(super) fields: Fields,
}

/// What a row has where its columns say nothing.
#[derive(Debug, Clone)]
pub(super) struct Defaults {
    pub(super) kind: Option<&'static str>,
    pub(super) share: &'static str,
    pub(super) effect: Option<&'static str>,
    pub(super) could_have: Option<&'static str>,
    pub(super) seen_before: Option<&'static str>,
    pub(super) factors: Vec<u8>,
    pub(super) caught_by: Vec<u8>,
    pub(super) place: Vec<String>,
}

/// The columns of each field.
#[derive(Debug, Clone)]
pub(super) struct Fields {
    pub(super) story: Vec<Column<String>>,
    pub(super) story_if_missing: Option<String>,
    pub(super) occurred: Vec<DateColumn>,
    pub(super) surfaced: Vec<DateColumn>,
    pub(super) place: Vec<Column<String>>,
    pub(super) kind: Vec<Column<&'static str>>,
    pub(super) factors: Vec<Column<Vec<u8>>>,
    pub(super) factor_words: Vec<Column<String>>,
    pub(super) caught_by: Vec<Column<Vec<u8>>>,
    pub(super) caught_words: Vec<Column<String>>,
    pub(super) effect: Vec<Column<&'static str>>,
    pub(super) could_have: Vec<Column<&'static str>>,
    pub(super) seen_before: Vec<Column<&'static str>>,
    pub(super) idea: Vec<Column<String>>,
    pub(super) step: Vec<Column<String>>,
}

impl Map {
    /// Reads the text of a map (TOML).
    ///
    /// # Errors
    /// The first thing that is wrong with it, with its key and what to do.
    pub fn parse(toml_text: &str) -> Result<Self, MapError> {
        let mut root = Section::root(toml_text)?;
        let tables = [
            root.section("source")?,
            root.section("defaults")?,
            root.section("fields")?,
        ];
        // Before what is in them: a misspelt table must not be answered as one whose keys are all missing.
        root.finish()?;
        let [source_table, defaults_table, fields_table] = tables;
        let source = Source::read(source_table)?;
        let defaults = defaults(defaults_table)?;
        let fields = fields(fields_table)?;
        if fields.kind.is_empty() && defaults.kind.is_none() {
            let advice = format!(
                "is missing: say which kind the reports are, one of {}",
                KINDS.join(", ")
            );
            return Err(MapError::key("defaults.kind", advice));
        }
        Ok(Self {
            source,
            defaults,
            fields,
        })
    }

    /// The name of the source, which together with the key of a row makes a second run harmless.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source.name
    }

    /// Every column that the map names, in its order; some of them more than once.
    pub(super) fn columns(&self) -> impl Iterator<Item = &str> {
        fn names<T>(columns: &[Column<T>]) -> impl Iterator<Item = &str> {
            columns.iter().map(|column| column.name.as_str())
        }
        let f = &self.fields;
        let dates = f
            .occurred
            .iter()
            .chain(&f.surfaced)
            .map(|column| column.name.as_str());
        let texts = [
            &f.story,
            &f.place,
            &f.factor_words,
            &f.caught_words,
            &f.idea,
            &f.step,
        ];
        let words = [&f.kind, &f.effect, &f.could_have, &f.seen_before];
        let tiles = [&f.factors, &f.caught_by];
        self.source
            .key
            .iter()
            .map(String::as_str)
            .chain(dates)
            .chain(texts.into_iter().flat_map(|columns| names(columns)))
            .chain(words.into_iter().flat_map(|columns| names(columns)))
            .chain(tiles.into_iter().flat_map(|columns| names(columns)))
    }
}

fn defaults(mut table: Section) -> Result<Defaults, MapError> {
    let mut word = |key, words| {
        let path = table.at(key);
        table
            .take(key)
            .map(|value| columns::as_word(words)(&value, &path))
            .transpose()
    };
    let kind = word("kind", KINDS)?;
    // Whoever told it to the source was not asked whether it may be shared here.
    let share = word("share", SHARE)?.unwrap_or("no");
    let effect = word("effect", EFFECTS)?;
    let could_have = word("could_have", EFFECTS)?;
    let seen_before = word("seen_before", SEEN_BEFORE)?;
    let mut tiles = |key| {
        let path = table.at(key);
        table
            .take(key)
            .map_or(Ok(Vec::new()), |value| columns::as_tiles(&value, &path))
    };
    let factors = tiles("factors")?;
    let caught_by = tiles("caught_by")?;
    let place = table.take("place").map_or(Ok(Vec::new()), |value| {
        section::texts(&value, "defaults.place")
    })?;
    table.finish()?;
    Ok(Defaults {
        kind,
        share,
        effect,
        could_have,
        seen_before,
        factors,
        caught_by,
        place,
    })
}

fn fields(mut table: Section) -> Result<Fields, MapError> {
    let text = |table: &mut Section, key| columns::mapped(table, key, &columns::as_text);
    let word =
        |table: &mut Section, key, words| columns::mapped(table, key, &columns::as_word(words));
    let tiles = |table: &mut Section, key| columns::mapped(table, key, &columns::as_tiles);
    let fields = Fields {
        story: text(&mut table, "story")?,
        story_if_missing: table
            .text("story_if_missing")?
            .map(|text| text.trim().to_owned()),
        occurred: columns::dates(&mut table, "occurred")?,
        surfaced: columns::dates(&mut table, "surfaced")?,
        place: text(&mut table, "place")?,
        kind: word(&mut table, "kind", KINDS)?,
        factors: tiles(&mut table, "factors")?,
        factor_words: text(&mut table, "factor_words")?,
        caught_by: tiles(&mut table, "caught_by")?,
        caught_words: text(&mut table, "caught_words")?,
        effect: word(&mut table, "effect", EFFECTS)?,
        could_have: word(&mut table, "could_have", EFFECTS)?,
        seen_before: word(&mut table, "seen_before", SEEN_BEFORE)?,
        idea: text(&mut table, "idea")?,
        step: text(&mut table, "step")?,
    };
    table.finish()?;
    if fields.story.is_empty() {
        return Err(MapError::key(
            "fields.story",
            "is missing: name the column that holds what happened",
        ));
    }
    if fields.surfaced.is_empty() {
        return Err(MapError::key(
            "fields.surfaced",
            "is missing: name the column that holds the date of the report",
        ));
    }
    Ok(fields)
}

#[cfg(test)]
#[path = "map_tests.rs"]
mod tests;
