//! What becomes of a row: texts, tiles, effects, places, keys and dates.

use chrono::{DateTime, Utc};

use super::{Map, read};

fn now() -> DateTime<Utc> {
    "2026-05-17T12:00:00Z".parse().unwrap()
}

fn map(fields: &str) -> Map {
    let text = format!(
        "source = {{ key = \"no\", source = \"plant\" }}\ndefaults = {{ kind = \"problem\" }}\n[fields]\nsurfaced = \"in\"\n{fields}"
    );
    Map::parse(&text).unwrap()
}

fn one_bad(map: &Map, text: &str) -> (u64, String, String) {
    let mut outcome = read(text.as_bytes(), map, now()).unwrap();
    assert_eq!(
        (outcome.rows.len(), outcome.bad.len()),
        (0, 1),
        "{outcome:?}"
    );
    let bad = outcome.bad.remove(0);
    (bad.line, bad.column, bad.reason)
}

#[test]
fn control_characters_make_a_row_bad_and_tags_do_not() {
    let map = map("story = \"told\"\nplace = [\"told\"]");
    for (letter, code) in [
        ('\0', "U+0000"),
        ('\u{1b}', "U+001B"),
        ('\u{80}', "U+0080"),
        ('\u{7f}', "U+007F"),
    ] {
        let (_, column, reason) = one_bad(&map, &format!("no,told,in\n1,a{letter}b,2026-05-01\n"));
        assert_eq!(column, "told");
        assert!(reason.contains(code), "{reason}");
    }
    let outcome = read(
        b"no,told,in\r\n1,\" <P>a\tb\r\nc\rd </P> \",2026-05-01\r\n",
        &map,
        now(),
    )
    .unwrap();
    assert_eq!(outcome.rows[0].story, "<P>a\tb\nc\nd </P>");
    assert_eq!(outcome.rows[0].place, ["<P>a b c d </P>"]);
}

#[test]
fn all_problems_of_a_row_are_told_at_once() {
    let (line, column, reason) = one_bad(
        &map("story = \"told\"\nfactors = \"t\""),
        "no,told,in,t\n ,,May,x\n",
    );
    assert_eq!((line, column.as_str()), (2, "no"));
    for part in [
        "the key is blank",
        "; in: `May` is not a date",
        "; told: there is no story",
        "; t: this is no list",
    ] {
        assert!(reason.contains(part), "{part}: {reason}");
    }
}

#[test]
fn texts_have_their_limits_in_characters() {
    let map = map("story = [\"told\", \"more\"]");
    let file = |told: usize| {
        format!(
            "no,told,more,in\n1,{},b,2026-05-01\n",
            "\u{e9}".repeat(told)
        )
    };
    assert_eq!(
        read(file(49_997).as_bytes(), &map, now()).unwrap().rows[0]
            .story
            .chars()
            .count(),
        50_000
    );
    let (_, column, reason) = one_bad(&map, &file(49_998));
    assert_eq!(column, "told, more");
    assert_eq!(
        reason,
        "it has 50001 characters where 50000 fit: shorten it in the source"
    );
}

#[test]
fn columns_are_joined_united_and_weighed() {
    let map = map(r#"
story = ["told", "more"]
story_if_missing = "None."
factors = [{ column = "c", values = { "a, b" = [9], "a" = [1], "b" = [2] }, otherwise = [11] }, "t"]
effect = [{ column = "f", values = { "0" = "none" }, otherwise = "severe" }, { column = "i", values = { "0" = "none" }, otherwise = "serious" }]
place = [{ column = "p", values = { "" = "Sea" } }, "q"]
"#);
    let text = "no,told,more,in,c,t,f,i,p,q\n\
        1, one ,two,2026-05-01,\"a, b\",3,0,0,,X  Y\n\
        2,,two,2026-05-01,\"b; a; z\",1,0,7,TX,\n\
        3,,,2026-05-01,z,,1,7,TX,X\n\
        4,one,,2026-05-01,,,,,TX,X\n";
    let rows = read(text.as_bytes(), &map, now()).unwrap().rows;
    let stories: Vec<&str> = rows.iter().map(|row| row.story.as_str()).collect();
    assert_eq!(stories, ["one\n\ntwo", "two", "None.", "one"]);
    let factors: Vec<&[u8]> = rows.iter().map(|row| row.factors.as_slice()).collect();
    assert_eq!(factors, [&[3, 9][..], &[1, 2], &[11], &[]]);
    let effects: Vec<Option<&str>> = rows.iter().map(|row| row.effect.as_deref()).collect();
    assert_eq!(
        effects,
        [Some("none"), Some("serious"), Some("severe"), None]
    );
    let places: Vec<String> = rows.iter().map(|row| row.place.join(" / ")).collect();
    assert_eq!(places, ["Sea / X Y", "TX", "TX / X", "TX / X"]);
}

#[test]
fn keys_of_several_columns_never_run_together() {
    let text = "source = { key = [\"a\", \"b\"], source = \"plant\" }\ndefaults = { kind = \"problem\" }\n[fields]\nsurfaced = \"in\"\nstory = \"told\"\n";
    let map = Map::parse(text).unwrap();
    let file = "a,b,told,in\nx|y,z,s,2026-05-01\nx,y|z,s,2026-05-01\nx\\,y,s,2026-05-01\n,y,s,2026-05-01\n,,s,2026-05-01\nx,y|z,s,2026-05-01\n";
    let outcome = read(file.as_bytes(), &map, now()).unwrap();
    let keys: Vec<&str> = outcome.rows.iter().map(|row| row.key.as_str()).collect();
    assert_eq!(keys, ["x\\|y|z", "x|y\\|z", "x\\\\|y", "|y"]);
    let bad: Vec<u64> = outcome.bad.iter().map(|bad| bad.line).collect();
    assert_eq!(bad, [6, 7]);
    assert!(outcome.bad[1].reason.starts_with("same key as line 3"));
}

#[test]
fn an_unreadable_date_of_occurrence_is_bad_and_a_blank_one_is_not() {
    let map = map("story = \"told\"\noccurred = [\"at\", \"or\"]");
    let text = "no,told,in,at,or\n1,s,2026-05-03,,\n2,s,2026-05-03,,2026-05-01\n3,s,2026-05-03,soon,2026-05-01\n";
    let outcome = read(text.as_bytes(), &map, now()).unwrap();
    let delays: Vec<Option<i64>> = outcome.rows.iter().map(|row| row.delay_minutes).collect();
    assert_eq!(delays, [None, Some(2880)]);
    assert_eq!(
        (outcome.bad[0].line, outcome.bad[0].column.as_str()),
        (4, "at")
    );
}
