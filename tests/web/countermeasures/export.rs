//! What leaves the house.

use super::{added, house, notices, ramp, roof, verifies};
use crate::{
    reports::tells_with,
    support::{
        Browser, parquet,
        terminal::{candor, refused, said},
    },
};
use candor::{people::Role, places};
use chrono::TimeDelta;
use serde_json::Value;

#[actix_web::test]
async fn countermeasures_leave_without_owner_reference_or_report() {
    let app = house().await;
    let ramp = ramp(&app);
    let mut plan = roof(&app);
    plan.owner = Some(app.person("Ria", Role::Lead, &[ramp.id]));
    let path = added(&app, ramp.id, plan);
    let mut other = roof(&app);
    other.what = "=1+1".into();
    added(&app, places::ROOT, other);
    verifies(&app, &mut app.improver("Ida"), &path);
    app.later(TimeDelta::days(1));
    tells_with(&app, &ramp, &[("factors", "5")]);
    assert_eq!(notices(&app), 1);

    let lines = |more: &[&str]| -> Vec<Value> {
        let words = [&["export", "countermeasures", "--format", "jsonl"], more].concat();
        let text = said(&candor(&app, &words, ""));
        text.lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    };
    let all = lines(&[]);
    assert_eq!(all.len(), 2);
    let at_the_ramp = lines(&["--place", &ramp.code.to_string()]);
    assert_eq!(at_the_ramp.len(), 1);
    let one = &at_the_ramp[0];
    assert_eq!(one["what"], "A roof over the ramp.");
    assert_eq!(one["strength"], "engineering_control");
    assert_eq!(one["group"], "stronger");
    assert_eq!(one["factors"], "5");
    assert_eq!(one["in_place_on"], "2026-03-04");
    // That it is open again would tell of a single report: what was found before still stands.
    assert_eq!(one["result"], "as_predicted");
    assert_eq!(one["decision"], "standardise");
    let text = serde_json::to_string(&all).unwrap();
    let reference = path.rsplit('/').next().unwrap();
    for hidden in [
        "Ria",
        reference,
        "reopened",
        "recurrence",
        "pallet slid off",
    ] {
        assert!(!text.contains(hidden), "{hidden} in {text}");
    }
    assert_eq!(lines(&["--from", "2026-03-05"]), Vec::<Value>::new());
    assert_eq!(lines(&["--to", "2026-03-04"]).len(), 2);

    let csv = said(&candor(
        &app,
        &["export", "countermeasures", "--format", "csv"],
        "",
    ));
    assert!(csv.starts_with("id,origin,place,factors,what,strength,group,"));
    assert!(csv.contains(",'=1+1,"), "no formula leaves: {csv}");
    let parquet = candor(
        &app,
        &["export", "countermeasures", "--format", "parquet"],
        "",
    );
    let without_id = |mut rows: Vec<Vec<String>>| {
        for row in &mut rows {
            row.remove(0);
        }
        rows
    };
    let mut csv = without_id(parquet::csv_cells(csv.as_bytes()));
    for cell in csv.iter_mut().flatten().filter(|cell| *cell == "'=1+1") {
        // What is no spreadsheet needs no apostrophe.
        *cell = "=1+1".into();
    }
    assert_eq!(without_id(parquet::cells(&parquet.stdout)), csv);

    // Who downloads gets what they see on the board.
    let downloads = |browser: &mut Browser| {
        let file = browser.visits("/trends/data/countermeasures.jsonl");
        file.answers(200).body().lines().count()
    };
    assert_eq!(downloads(&mut app.improver("Imre")), 2);
    assert_eq!(downloads(&mut app.lead("Rob", &[ramp.id])), 1);
    assert_eq!(downloads(&mut app.lead("Ben", &[app.place("Ward")])), 0);
    refused(
        &candor(
            &app,
            &[
                "export",
                "countermeasures",
                "--format",
                "csv",
                "--place",
                "ZZZZ",
            ],
            "",
        ),
        1,
    );
}
