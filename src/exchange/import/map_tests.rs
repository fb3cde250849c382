//! What a map may say, and the sentence that answers what it may not.

use chrono_tz::Tz;

use super::super::encoding::Encoding;
use super::*;

const WHOLE: &str = r#"
[source]
encoding = "latin-1"
delimiter = '\t'
key = ["site", "no"]
source = "plant"
timezone = "America/Chicago"

[defaults]
kind = "Near miss"
share = "ask_me"
effect = "none"
could_have = "serious"
seen_before = "sometimes"
factors = [7, 1]
caught_by = 4
place = ["Plant"]

[fields]
story = ["told", { column = "more", values = { "n/a" = "-" } }]
story_if_missing = "No story."
occurred = "day"
surfaced = [{ column = "in", formats = "%d.%m.%Y", precision = "day" }, "day"]
place = ["site", "line"]
kind = { column = "type", values = { "A" = "incident" }, otherwise = "problem" }
factors = [{ column = "cause", values = { "wear" = [2], "hurry" = 6 } }, "tiles"]
factor_words = "cause"
caught_by = "by"
caught_words = "how"
effect = { column = "hurt", values = { "0" = "none" }, otherwise = "serious" }
could_have = "worst"
seen_before = "again"
idea = "idea"
step = "step"
"#;

#[test]
fn a_whole_map_is_read() {
    let map = Map::parse(WHOLE).unwrap();
    assert_eq!(map.source(), "plant");
    assert_eq!(map.source.delimiter, '\t');
    assert_eq!(map.source.timezone, Tz::America__Chicago);
    assert_eq!(map.defaults.kind, Some("near_miss"));
    assert_eq!(map.defaults.factors, [1, 7]);
    assert_eq!(map.defaults.caught_by, [4]);
    assert_eq!(map.fields.kind[0].mapped("a"), Some(&"incident"));
    assert_eq!(map.fields.factors[0].mapped("hurry"), Some(&vec![6]));
    let columns: Vec<&str> = map.columns().collect();
    for name in [
        "site", "no", "told", "more", "day", "in", "line", "type", "cause", "tiles", "by", "how",
        "hurt", "worst", "again", "idea", "step",
    ] {
        assert!(columns.contains(&name), "{name}");
    }
}

#[test]
fn what_is_left_out_has_its_default() {
    let map = Map::parse(&least("")).unwrap();
    assert_eq!(map.source.encoding, Encoding::Utf8);
    assert_eq!(map.source.delimiter, ',');
    assert_eq!(map.source.timezone, Tz::UTC);
    assert_eq!(map.defaults.share, "no");
    assert!(map.fields.occurred.is_empty());
}

#[test]
fn upper_and_lower_case_as_written_come_first() {
    let map = Map::parse(&least(
        "kind = { column = \"k\", values = { \"No\" = \"problem\", \"NO\" = \"question\" } }",
    ))
    .unwrap();
    assert_eq!(map.fields.kind[0].mapped("NO"), Some(&"question"));
    assert_eq!(map.fields.kind[0].mapped("No"), Some(&"problem"));
    assert!(map.fields.kind[0].mapped("no").is_some());
    assert_eq!(map.fields.kind[0].mapped("yes"), None);
}

fn least(fields: &str) -> String {
    format!(
        "source = {{ key = \"no\", source = \"plant\" }}\ndefaults = {{ kind = \"problem\" }}\n[fields]\nstory = \"told\"\nsurfaced = \"in\"\n{fields}\n"
    )
}

fn sentence(text: &str) -> String {
    Map::parse(text).unwrap_err().to_string()
}

#[test]
fn every_mistake_is_answered_with_its_key_and_what_to_do() {
    for (change, with, key) in [
        (
            "encoding = \"latin-1\"",
            "encoding = \"ebcdic\"",
            "`source.encoding` must be one of utf-8, utf-16, latin-1",
        ),
        (
            "encoding = \"latin-1\"",
            "charset = \"latin-1\"",
            "`source.charset` is not a key",
        ),
        (
            "delimiter = '\\t'",
            "delimiter = \"||\"",
            "`source.delimiter` must be one character",
        ),
        (
            "delimiter = '\\t'",
            "delimiter = '\"'",
            "`source.delimiter` must be one character",
        ),
        ("key = [\"site\", \"no\"]", "", "`source.key` is missing"),
        (
            "key = [\"site\", \"no\"]",
            "key = []",
            "`source.key` is missing",
        ),
        (
            "key = [\"site\", \"no\"]",
            "key = [1]",
            "`source.key` must be a text",
        ),
        ("source = \"plant\"", "", "`source.source` is missing"),
        (
            "source = \"plant\"",
            "source = \" \"",
            "`source.source` is blank",
        ),
        (
            "America/Chicago",
            "Chicago",
            "`source.timezone` does not know `Chicago`",
        ),
        (
            "kind = \"Near miss\"",
            "kind = \"violation\"",
            "`defaults.kind` must be one of problem, near_miss",
        ),
        (
            "share = \"ask_me\"",
            "share = \"yes\"",
            "`defaults.share` must be one of without_details",
        ),
        (
            "factors = [7, 1]",
            "factors = [12]",
            "`defaults.factors` must be a list of numbers of system tiles",
        ),
        (
            "place = [\"Plant\"]",
            "where = [\"Plant\"]",
            "`defaults.where` is not a key",
        ),
        ("[fields]", "[columns]", "`columns` is not a key"),
        (
            "story = [",
            "narrative = [",
            "`fields.narrative` is not a key",
        ),
        (
            "surfaced = [",
            "reported = [",
            "`fields.reported` is not a key",
        ),
        (
            "occurred = \"day\"",
            "occurred = 3",
            "`fields.occurred` must be the name of a column",
        ),
        (
            "occurred = \"day\"",
            "occurred = []",
            "`fields.occurred` is an empty list",
        ),
        (
            "%d.%m.%Y",
            "%H:%M",
            "`fields.surfaced.formats` has `%H:%M`, which cannot tell a date",
        ),
        (
            "formats = \"%d.%m.%Y\"",
            "formats = []",
            "`fields.surfaced.formats` is an empty list",
        ),
        (
            "precision = \"day\"",
            "precision = \"week\"",
            "`fields.surfaced.precision` must be one of moment, day, month",
        ),
        (
            "{ column = \"type\",",
            "{ name = \"type\",",
            "`fields.kind.column` is missing",
        ),
        (
            "\"A\" = \"incident\"",
            "\"A\" = \"accident\"",
            "`fields.kind.values.A` must be one of problem",
        ),
        (
            "\"wear\" = [2]",
            "\"wear\" = [\"tools\"]",
            "`fields.factors.values.wear` must be a list of numbers",
        ),
        (
            "\"wear\" = [2]",
            "\"wear\" = [0]",
            "`fields.factors.values.wear` must be a list of numbers",
        ),
        (
            "otherwise = \"problem\"",
            "otherwise = \"bad\"",
            "`fields.kind.otherwise` must be one of problem",
        ),
        (
            "values = { \"0\" = \"none\" }, otherwise",
            "otherwise",
            "`fields.effect.otherwise` says what other values mean, but there is no `values`",
        ),
        (
            "values = { \"0\" = \"none\" }",
            "values = \"none\"",
            "`fields.effect.values` must be a table",
        ),
        (
            "column = \"hurt\",",
            "column = \"hurt\", formats = [\"%Y\"],",
            "`fields.effect.formats` is not a key",
        ),
        (
            "story_if_missing = \"No story.\"",
            "story_if_missing = \"\"",
            "`fields.story_if_missing` is blank",
        ),
        (
            "story_if_missing = \"No story.\"",
            "story_if_missing = \"No\\u0000story.\"",
            "`fields.story_if_missing` holds a control character",
        ),
    ] {
        assert!(WHOLE.contains(change), "{change}");
        let sentence = sentence(&WHOLE.replacen(change, with, 1));
        assert!(
            sentence.starts_with(&format!("In the map, {key}")) || sentence.contains(key),
            "{with}: {sentence}"
        );
        assert!(
            sentence.ends_with('.') && !sentence.contains('\n'),
            "{sentence}"
        );
    }
}

#[test]
fn what_cannot_be_left_out_is_asked_for() {
    let without = |line: &str| sentence(&least("").replace(line, ""));
    assert!(without("story = \"told\"").contains("`fields.story` is missing"));
    assert!(without("surfaced = \"in\"").contains("`fields.surfaced` is missing"));
    assert!(without("kind = \"problem\"").contains("`defaults.kind` is missing"));
    assert!(sentence("source = 3").contains("`source` must be a table"));
}

#[test]
fn what_is_not_toml_is_named_with_its_line() {
    let error = Map::parse("[source]\nkey = \"a\nsource = \"b\"\n").unwrap_err();
    assert!(
        matches!(error, MapError::NotToml { line: 2, .. }),
        "{error}"
    );
    assert!(!error.to_string().contains('\n'), "{error}");
    assert!(matches!(
        Map::parse("[source]\n[source]\n"),
        Err(MapError::NotToml { line: 2, .. })
    ));
}
