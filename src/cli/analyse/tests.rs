//! The answers on files, and the sentences on files that are not right.

use super::{Analyse, charts, delay};
use clap::Parser;
use serde_json::{Value, json};
use std::{fs, path::PathBuf};

#[derive(Debug, Parser)]
struct Typed {
    #[command(subcommand)]
    command: Analyse,
}

fn data(name: &str) -> String {
    format!("{}/tests/data/{name}", env!("CARGO_MANIFEST_DIR"))
}

/// A folder of its own for each test.
struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn file(&self, name: &str, text: &str) -> String {
        let path: PathBuf = self.0.path().join(name);
        fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    }
}

/// What is answered, and what is said of rows that were left out.
fn typed(words: &[&str]) -> Result<(Value, Vec<String>), String> {
    let words = std::iter::once("analyse").chain(words.iter().copied());
    let command = Typed::try_parse_from(words)
        .map_err(|usage| format!("usage: {usage}"))?
        .command;
    let plain = |json| (json, Vec::new());
    match &command {
        Analyse::Xmr(numbers) => charts::xmr(numbers).map(plain),
        Analyse::G(between) => charts::g(between).map(plain),
        Analyse::T(between) => charts::t(between).map(plain),
        Analyse::Delay(arguments) => {
            delay::delay(arguments).map(|answer| (answer.json, answer.left_out))
        }
        Analyse::Words(_) => unreachable!(),
    }
    .map_err(|failure| failure.to_string())
}

fn answer(words: &[&str]) -> Value {
    typed(words).unwrap().0
}

fn close(found: &Value, expected: f64) {
    let found = found.as_f64().unwrap();
    assert!(
        (found / expected - 1.0).abs() < 1e-6,
        "{found} is not {expected}"
    );
}

#[test]
fn a_process_behaviour_chart() {
    let file = data("spc/infections.csv");
    let found = answer(&["xmr", &file, "--baseline", "24"]);
    let phase = &found["phases"][0];
    assert_eq!(
        (&phase["from"], &phase["to"], &phase["standing"]),
        (&json!(1), &json!(36), &json!("locked"))
    );
    close(&phase["centre"], 449.0 / 24.0);
    close(
        &phase["limits"]["lower"],
        18.708_333_333 - 2.66 * 123.0 / 23.0,
    );
    close(&phase["mean_range"], 123.0 / 23.0);
    close(&phase["range_limit"], 3.268 * 123.0 / 23.0);
    assert_eq!(
        found["points"][0],
        json!({"i": 1, "y": 17.0, "signal": null})
    );
    assert_eq!(
        found["points"][30],
        json!({"i": 31, "y": 3.0, "signal": "outside"})
    );
    assert_eq!(found["points"][24]["signal"], "run");
    let two = answer(&["xmr", &file, "--column", "y", "--phase", "25"]);
    assert_eq!(
        (&two["phases"][0]["to"], &two["phases"][1]["from"]),
        (&json!(24), &json!(25))
    );
    assert_eq!(two["phases"][1]["limits"]["lower"], json!(null));
    let kept = answer(&["xmr", &file, "--phase", "25", "--no-floor"]);
    assert!(kept["phases"][1]["limits"]["lower"].as_f64().unwrap() < 0.0);
}

#[test]
fn forms_and_screening() {
    let folder = Folder::new();
    let spike = "y\n1\n2\n1\n2\n10\n1\n2\n1\n2\n1\n2\n1\n2\n1\n2\n1\n2\n1\n";
    let file = folder.file("spike.csv", spike);
    let limits = |more: &[&str]| {
        let phase = answer(&[&["xmr", &file, "--no-floor"], more].concat())["phases"][0].take();
        let limit = |name: &str| (phase["limits"][name].as_f64().unwrap() * 1e4).round() / 1e4;
        (limit("lower"), limit("upper"))
    };
    assert_eq!(limits(&[]), (-3.0626, 6.9515));
    assert_eq!(limits(&["--screen"]), (-0.7156, 4.6044));
    assert_eq!(limits(&["--median"]), (-1.2006, 5.0894));
    // Few numbers have no limits; blanks are points without a value.
    let few = folder.file("few.csv", "week,n\n1,3\n2,\n3,NA\n4,5\n");
    let found = answer(&["xmr", &few, "--column", "n"]);
    assert_eq!(found["phases"][0]["limits"], json!(null));
    assert_eq!(found["phases"][0]["standing"], "too few");
    assert_eq!(
        found["points"][1],
        json!({"i": 2, "y": null, "signal": null})
    );
}

#[test]
fn charts_of_rare_events() {
    let folder = Folder::new();
    let file = folder.file("between.csv", "y\n3\n10\n0\n5\n22\n7\n1\n14\n9\n4\n2\n30\n");
    let found = answer(&["g", &file, "--so-far", "40"]);
    let phase = &found["phases"][0];
    close(&phase["centre"], 107.0 / 12.0);
    assert_eq!(
        (phase["limits"]["upper"].as_f64().unwrap() * 1e4).round() / 1e4,
        37.1268
    );
    assert_eq!(
        (&phase["limits"]["lower"], &phase["median"]),
        (&json!(null), &json!(6.0))
    );
    assert_eq!(found["open"], json!({"y": 40.0, "silence": true}));
    let found = answer(&["t", &file]);
    assert!(found["phases"][0]["centre"].as_f64().unwrap() < 107.0 / 12.0);
    assert_eq!(
        (&found["phases"][0]["mean_range"], &found["open"]),
        (&json!(null), &json!(null))
    );
    let negative = folder.file("negative.csv", "y\n3\n-1\n");
    assert!(
        typed(&["t", &negative])
            .unwrap_err()
            .contains("-1 in line 3, which cannot be the time between")
    );
    assert!(
        typed(&["g", &file, "--median"])
            .unwrap_err()
            .contains("leave --median")
    );
    assert!(
        typed(&["t", &file, "--no-floor"])
            .unwrap_err()
            .contains("leave --no-floor out")
    );
    assert!(
        typed(&["t", &file, "--so-far", "NaN"])
            .unwrap_err()
            .contains("give 0 or more")
    );
}

#[test]
fn numbers_that_cannot_be_read() {
    let folder = Folder::new();
    let refused = |text: &str, more: &[&str]| {
        let file = folder.file("wrong.csv", text);
        typed(&[&["xmr", &file], more].concat()).unwrap_err()
    };
    let two = "a,b\n1,2\n";
    assert!(refused(two, &["--column", "c"]).ends_with("has no column named c. It has: a, b."));
    assert!(refused(two, &[]).contains("name the one with the numbers by --column"));
    assert!(
        refused("y\n1\n\n\"two\"\n", &[]).contains("has `two` in line 4, which is not a number")
    );
    assert!(refused("y\n1\ninf\n", &[]).contains("`inf` in line 3"));
    assert!(refused("", &[]).contains("has nothing to read"));
    assert!(refused("y\n", &[]).contains("has nothing to read"));
    assert!(refused("a,y\n1,\n2,NA\n", &[]).contains("has no numbers"));
    assert!(
        refused("y\n1\n2\n3\n4\n5\n6\n7\n", &["--baseline", "8"]).contains("it holds 7 numbers")
    );
    assert!(refused("y\n1\n2\n", &["--baseline", "5"]).contains("limits need 6 values"));
    assert!(refused("y\n1\n2\n", &["--phase", "3"]).contains("the values 1 to 2"));
    assert!(refused("y,y\n1,2\n", &[]).contains("more than one column named `y`"));
    assert!(refused("y\n1\n", &["--baseline", "many"]).starts_with("usage: "));
    assert!(
        typed(&["xmr", "/nowhere.csv"])
            .unwrap_err()
            .contains("cannot read /nowhere.csv")
    );
}

#[test]
fn a_triangle() {
    let file = data("delay/raa.csv");
    let found = answer(&["delay", &file, "--triangle"]);
    let factors = [
        2.999_358_651_335_379_4,
        1.623_522_753_753_453_8,
        1.270_888_115_035_652_6,
        1.171_674_633_088_374_7,
        1.113_384_886_206_463,
        1.041_934_637_911_010_6,
        1.033_263_553_789_384,
        1.016_936_481_007_562_5,
        1.009_216_589_861_751_1,
    ];
    assert_eq!(found["factors"].as_array().unwrap().len(), factors.len());
    for (found, expected) in found["factors"].as_array().unwrap().iter().zip(factors) {
        close(found, expected);
    }
    close(&found["completeness"][0], 1.0 / 8.920_233_896_752_476);
    let periods = found["periods"].as_array().unwrap();
    let sum = |name: &str| {
        periods
            .iter()
            .map(|period| period[name].as_f64().unwrap())
            .sum::<f64>()
    };
    close(
        &json!(sum("plain") - sum("reported")),
        52_135.228_261_210_155,
    );
    assert_eq!(
        (
            &periods[9]["period"],
            &periods[9]["state"],
            &periods[9]["nowcast"]
        ),
        (&json!("1990"), &json!("arriving"), &json!(null))
    );
    let folder = Folder::new();
    let refused =
        |text: &str| typed(&["delay", &folder.file("t.csv", text), "--triangle"]).unwrap_err();
    assert!(refused("year,1,2\na,1,2\nb,,3\n").contains("a number behind a blank in line 3"));
    assert!(
        refused("year,1,2\na,1,2\nb,\nc,4,\n")
            .contains("has 0 numbers in line 3 where 2 should be known")
    );
    assert!(refused("year,1,2\na,1,many\n").contains("`many` in line 2"));
    assert!(refused("year,1\na,1\n").contains("tells nothing of delays"));
    assert!(
        typed(&["delay", &file, "--triangle", "--unit", "week"])
            .unwrap_err()
            .starts_with("usage: ")
    );
}

#[test]
fn a_list_of_dates() {
    let file = data("delay/mpox.csv");
    let found = answer(&[
        "delay",
        &file,
        "--occurred",
        "occurred",
        "--surfaced",
        "surfaced",
        "--as-of",
        "2022-08-31",
        "--max-delay",
        "21",
    ]);
    let periods = found["periods"].as_array().unwrap();
    assert_eq!(
        (&periods[0]["period"], &periods[periods.len() - 1]["period"]),
        (&json!("2022-07-08"), &json!("2022-08-31"))
    );
    assert_eq!(
        (&found["median"], &found["longest"]),
        (&json!(4), &json!(21))
    );
    let states: Vec<&str> = periods
        .iter()
        .map(|period| period["state"].as_str().unwrap())
        .collect();
    assert_eq!(
        (states[0], states[states.len() - 1]),
        ("settled", "arriving")
    );
    let banded = periods
        .iter()
        .find(|period| period["state"] == "band")
        .unwrap();
    let number = |name: &str| banded[name].as_f64().unwrap();
    assert!(number("reported") <= number("low") && number("low") < number("high"));
    assert!(number("nowcast") > number("reported"));
    // By weeks: the last one that is over on that Wednesday.
    let found = answer(&[
        "delay",
        &file,
        "--occurred",
        "occurred",
        "--surfaced",
        "surfaced",
        "--as-of",
        "2022-08-31",
        "--unit",
        "week",
    ]);
    assert_eq!(
        found["periods"].as_array().unwrap().last().unwrap()["period"],
        "2022-08-22"
    );
}

#[test]
fn dates_that_are_not_right() {
    let folder = Folder::new();
    let run = |text: &str, more: &[&str]| {
        let file = folder.file("d.csv", text);
        typed(
            &[
                &["delay", &file, "--occurred", "a", "--surfaced", "b"],
                more,
            ]
            .concat(),
        )
    };
    let rows = "a,b\n2026-01-01,2026-01-02T08:30\n2026-01-05,2026-01-03\n2026-01-02,2026-01-02 07:00:00\n2026-01-03,2026-01-04T07:00:00+02:00\n,2026-01-04\n";
    let (found, left_out) = run(rows, &[]).unwrap();
    assert_eq!(
        left_out,
        [
            "line 3 is left out: told on 2026-01-03, before it happened on 2026-01-05.",
            "left out because a date is blank: 1."
        ]
    );
    let reported: Vec<&Value> = found["periods"]
        .as_array()
        .unwrap()
        .iter()
        .map(|period| &period["reported"])
        .collect();
    assert_eq!(
        reported,
        [&json!(1.0), &json!(1.0), &json!(1.0), &json!(0.0)]
    );
    assert!(
        run("a,b\n2026-01-01,31/01/2026\n", &[])
            .unwrap_err()
            .contains("`31/01/2026` in line 2, which is not a date that can be read")
    );
    assert!(
        run("a,b\n0226-01-01,2026-01-01\n", &[])
            .unwrap_err()
            .contains("`0226-01-01` in line 2")
    );
    assert!(
        run("a,b\n,\n", &[])
            .unwrap_err()
            .contains("no row with both dates")
    );
    assert!(
        run(rows, &["--as-of", "2025-01-01"])
            .unwrap_err()
            .contains("was told by 2025-01-01")
    );
    assert!(
        run("a,c\n1,2\n", &[])
            .unwrap_err()
            .contains("has no column named b. It has: a, c.")
    );
    assert!(
        run("a,b\n2026-01-01,2026-01-01\n", &[])
            .unwrap_err()
            .contains("tells nothing of delays")
    );
    assert!(
        run(rows, &["--as-of", "yesterday"])
            .unwrap_err()
            .starts_with("usage: ")
    );
    assert!(
        run(rows, &["--max-delay", "0"])
            .unwrap_err()
            .starts_with("usage: ")
    );
    assert!(
        typed(&["delay", "x.csv"])
            .unwrap_err()
            .starts_with("usage: ")
    );
}
