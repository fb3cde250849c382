//! Trends: thanks first, numbers that point at nobody, and the same numbers in every shape.

mod caught_by;
mod changes;
mod closed_weeks;
mod countermeasures;
mod factors;
mod held_back;
mod hours;
mod pages;
mod places;
mod reports;
mod response;
mod saved;
mod self_check;
mod signals;
mod thanks;
mod time_to_surface;
mod weekly;

use crate::support::{App, Browser};
use candor::{
    db::StoreError,
    kernel::{ids::Id, time::Week},
    places::ancestors,
    reports::Kind,
    tally::{self, Skeleton},
};
use scraper::{ElementRef, Selector};
use serde_json::{Value, json};

pub(crate) const TIME: &str = "/trends/time-to-surface";
pub(crate) const MIX: &str = "/trends/candor-mix";

/// Somebody tells a report, as the form's own program does.
pub(crate) fn tells(app: &App, place: &str, kind: &str, when: &str, number: usize) {
    let body = json!({"kind": kind, "story": "The pallet slid.", "place": place, "when": {"choice": when}});
    let key = format!("a-draft-of-somebody-{number:04}");
    let headers = [
        ("content-type", "application/json"),
        ("idempotency-key", key.as_str()),
    ];
    app.guest()
        .sends(
            "POST",
            "/api/v1/reports",
            &headers,
            body.to_string().as_bytes(),
        )
        .answers(201);
}

/// So many reports of a week, counted as if they had been told.
pub(crate) fn counted(app: &App, place: Id, week: &str, kind: Kind, minutes: i64, n: i64) {
    let surfaced = Week::of(week.parse().unwrap());
    let skeleton = Skeleton {
        occurred: Some(surfaced.plus(-(minutes / 10_080))),
        delay_minutes: Some(minutes),
        ..skeleton(place, surfaced, kind)
    };
    counts(app, skeleton, n);
}

/// So many reports of a week that name these tiles: what made it possible, and what caught it.
pub(crate) fn named(app: &App, place: Id, week: &str, (factors, caught): (&[i32], &[i32]), n: i64) {
    let skeleton = Skeleton {
        factors: factors.to_vec(),
        caught_by: caught.to_vec(),
        ..skeleton(place, Week::of(week.parse().unwrap()), Kind::Problem)
    };
    counts(app, skeleton, n);
}

fn skeleton(place: Id, surfaced: Week, kind: Kind) -> Skeleton {
    Skeleton {
        place,
        kind: kind.as_str(),
        surfaced,
        occurred: None,
        delay_minutes: None,
        effect: None,
        factors: Vec::new(),
        caught_by: Vec::new(),
        thanks_days: None,
        first_answer_days: None,
        outcome_days: None,
        verdict: None,
        later_verdict: None,
        promises: Vec::new(),
    }
}

fn counts(app: &App, skeleton: Skeleton, n: i64) {
    app.acts(move |tx| {
        let above = ancestors(tx.conn(), skeleton.place)?;
        tally::add(tx, &above, skeleton.kind, &skeleton.counts(), n);
        Ok::<_, StoreError>(())
    });
}

/// So many reports of a week with everything that `with` says of them, counted as if all of that had happened.
pub(crate) fn answered(
    app: &App,
    place: Id,
    week: &str,
    n: i64,
    with: impl Fn(&mut Skeleton) + Send,
) {
    let mut skeleton = Skeleton {
        delay_minutes: Some(60),
        ..skeleton(place, Week::of(week.parse().unwrap()), Kind::Problem)
    };
    with(&mut skeleton);
    counts(app, skeleton, n);
}

/// What programs would read from a page's table: each row's values.
pub(crate) fn table(browser: &Browser) -> Vec<Vec<String>> {
    let html = browser.html();
    let (rows, cells) = (
        Selector::parse("tbody tr").unwrap(),
        Selector::parse("data").unwrap(),
    );
    let value = |cell: ElementRef<'_>| cell.value().attr("value").unwrap().to_owned();
    html.select(&rows)
        .map(|row| row.select(&cells).map(value).collect())
        .collect()
}

pub(crate) fn csv(browser: &mut Browser, path: &str) -> Vec<Vec<String>> {
    browser.visits(path).answers(200);
    let body = browser.body();
    let mut lines = body
        .lines()
        .map(|line| line.split(',').map(str::to_owned).collect());
    lines.next().unwrap();
    lines.collect()
}

pub(crate) fn text(value: &Value) -> String {
    if value.is_null() {
        String::new()
    } else {
        value.to_string()
    }
}

/// Page, CSV and JSON of a view of times, compared with each other.
#[track_caller]
pub(crate) fn three_shapes(browser: &mut Browser, query: &str) -> Value {
    browser.visits(&format!("{TIME}?{query}")).answers(200);
    let page = table(browser);
    let sheet = csv(browser, &format!("{TIME}.csv?{query}"));
    // Behind week, reports and median stand the share of a shift and a note; below, how the times are spread.
    let page: Vec<Vec<String>> = page
        .into_iter()
        .take(sheet.len())
        .map(|row| row.into_iter().take(3).collect())
        .collect();
    let json = browser.visits(&format!("{TIME}.json?{query}")).json();
    let api = browser
        .visits(&format!("/api/v1/trends/time-to-surface?{query}"))
        .json();
    assert_eq!(json, api);
    let from_json: Vec<Vec<String>> = json["weeks"]
        .as_array()
        .unwrap()
        .iter()
        .map(|week| {
            vec![
                week["week"].as_str().unwrap().into(),
                text(&week["n"]),
                text(&week["median"]),
            ]
        })
        .collect();
    let number = |cell: &String| cell.trim_end_matches(".0").to_owned();
    let plain = |rows: Vec<Vec<String>>| -> Vec<Vec<String>> {
        rows.iter()
            .map(|row| row.iter().map(number).collect())
            .collect()
    };
    let from_sheet = sheet
        .iter()
        .map(|row| vec![row[0].clone(), row[2].clone(), row[3].clone()])
        .collect();
    assert_eq!(plain(page.clone()), plain(from_json));
    assert_eq!(plain(page), plain(from_sheet));
    json
}
