//! The condition map: it branches, ways meet again, and no way leads round.

use super::sheet;
use crate::support::{App, Browser};
use candor::{
    a3::{
        Reader, Reference,
        commands::map as commands,
        model::map::{ConditionCode, Said},
    },
    kernel::{ids::Id, time::Clock},
    people::Role,
};
use scraper::Selector;
use std::io::Write;

/// Somebody who reads all sheets.
fn reader(app: &App, person: Id) -> Reader {
    Reader {
        person,
        places: None,
        now: Clock::fixed(app.now(), app.settings().zone).now(),
    }
}

/// Puts a condition on the map and answers its code; `under` is empty for what happened.
#[track_caller]
fn adds(browser: &mut Browser, sheet: &str, under: &str, statement: &str) -> String {
    let csrf = browser.csrf();
    let fields = [
        ("csrf", csrf.as_str()),
        ("under", under),
        ("statement", statement),
    ];
    browser
        .posts(&format!("{sheet}/conditions"), &fields)
        .answers(200);
    code_of(browser, statement)
}

/// The code of the condition that says this on the sheet.
#[track_caller]
fn code_of(browser: &Browser, statement: &str) -> String {
    let (html, conditions) = (browser.html(), Selector::parse(".condition").unwrap());
    let said = Selector::parse(".condition__statement").unwrap();
    let found = html.select(&conditions).find(|condition| {
        condition
            .select(&said)
            .any(|words| words.text().collect::<String>() == statement)
    });
    let id = found.and_then(|condition| condition.value().id().map(str::to_owned));
    id.unwrap_or_else(|| panic!("nothing says {statement:?}:\n{}", browser.text()))
        .trim_start_matches("condition-")
        .to_owned()
}

/// Links two conditions from the page of the first.
fn links<'a>(browser: &'a mut Browser, sheet: &str, what: &str, by: &str) -> &'a mut Browser {
    let csrf = browser.csrf();
    let fields = [
        ("csrf", csrf.as_str()),
        ("on", what),
        ("what", what),
        ("by", by),
    ];
    browser.posts(&format!("{sheet}/conditions/links"), &fields)
}

#[actix_web::test]
async fn what_made_that_possible_adds_a_condition() {
    let app = App::start().await;
    let (_, mut ada, path) = sheet(&app);
    ada.visits(&path)
        .follows_link("Say what happened")
        .presses(
            "Put it on the map",
            &[
                ("statement", "A pallet slid off the fork"),
                ("sure", "seen"),
            ],
        )
        .answers(200)
        .says("It is on the map.");
    let top = code_of(&ada, "A pallet slid off the fork");
    assert!(
        ada.has(&format!("svg a[href='#condition-{top}'] rect")),
        "it is drawn, and a link"
    );
    ada.presses("Add this condition", &[("statement", "The ramp was wet")])
        .answers(200);
    let ramp = code_of(&ada, "The ramp was wet");
    let sent = format!(
        "csrf={}&under={ramp}&statement=The+drain+is+small",
        ada.csrf()
    );
    let form = [("content-type", "application/x-www-form-urlencoded")];
    ada.sends(
        "POST",
        &format!("{path}/conditions"),
        &form,
        sent.as_bytes(),
    )
    .answers(303);
    let to = ada.header("location").unwrap().to_owned();
    let drain = code_of(ada.visits(&path), "The drain is small");
    assert_eq!(to, format!("{path}?done=condition-added#condition-{drain}"));
    ada.visits(&format!("{path}/conditions/{ramp}"))
        .presses(
            "Keep these words",
            &[
                ("statement", "The ramp is wet whenever it rains"),
                ("factor", "5"),
                ("sure", "likely"),
                ("evidence", "Seen on three wet days."),
            ],
        )
        .answers(200)
        .says("The ramp is wet whenever it rains")
        .says("Space, light, noise, layout")
        .says("Seen on three wet days.");
    let named = |browser: &Browser, ramp: &str| {
        browser.has(&format!(".outline .outline #condition-{ramp}"))
    };
    assert!(
        named(&ada, &ramp),
        "the list lies below what it made possible"
    );
    let listed = app.looks(|conn| {
        let reference = Reference::parse(path.rsplit('/').next().unwrap()).unwrap();
        let reader = reader(&app, Id::random());
        let (a3, _) = commands::see_map(conn, reference, &reader)
            .map_err(|failure| candor::db::StoreError::Unavailable(failure.to_string()))?;
        candor::a3::conditions_of(conn, a3.id)
    });
    let listed: Vec<(&str, Option<u8>)> = listed
        .iter()
        .map(|(_, statement, factor)| (statement.as_str(), *factor))
        .collect();
    assert_eq!(
        listed,
        [
            ("A pallet slid off the fork", None),
            ("The ramp is wet whenever it rains", Some(5)),
            ("The drain is small", None)
        ]
    );
}

#[actix_web::test]
async fn ways_branch_meet_again_and_never_lead_round() {
    let app = App::start().await;
    let (_, mut ada, path) = sheet(&app);
    ada.visits(&path);
    let top = adds(&mut ada, &path, "", "The pallet slid");
    let wet = adds(&mut ada, &path, &top, "The ramp was wet");
    let tilted = adds(&mut ada, &path, &top, "The fork was tilted");
    let gate = adds(&mut ada, &path, &wet, "The gate stays open");
    links(&mut ada, &path, &tilted, &gate)
        .answers(200)
        .says("The two are linked.");
    ada.visits(&path)
        .says("See above: The gate stays open")
        .says("Also made possible: The fork was tilted");
    assert_eq!(
        ada.texts(&format!("#condition-{gate}")).len(),
        1,
        "in full once"
    );
    assert_eq!(ada.texts("svg path.map__way").len(), 4);

    links(&mut ada, &path, &gate, &top).answers(422).says(
        "That would make it go round in a circle: “The pallet slid” made “The gate stays open” possible, which already leads back to “The pallet slid”.",
    );
    links(&mut ada, &path, &gate, &gate)
        .answers(422)
        .says("A condition cannot have made itself possible.");
    links(&mut ada, &path, &tilted, &gate)
        .answers(422)
        .says("These two are linked already.");
    links(&mut ada, &path, &tilted, "")
        .answers(422)
        .says("Please choose a condition of the list.");
    links(&mut ada, &path, &tilted, "ZZZZZZ")
        .answers(409)
        .says("This condition is not on the map any more.");

    ada.visits(&format!("{path}/conditions/{gate}"))
        .presses("Unlink “The ramp was wet”", &[])
        .answers(200)
        .says("no longer linked");
    ada.visits(&path).does_not_say("See above");
}

#[actix_web::test]
async fn what_is_removed_closes_up() {
    let app = App::start().await;
    let (_, mut ada, path) = sheet(&app);
    ada.visits(&path);
    let top = adds(&mut ada, &path, "", "The pallet slid");
    let wet = adds(&mut ada, &path, &top, "The ramp was wet");
    let gate = adds(&mut ada, &path, &wet, "The gate stays open");
    ada.visits(&format!("{path}/conditions/{wet}"))
        .says("moves up to what it made possible")
        .presses("Remove it", &[])
        .answers(200)
        .does_not_say("The ramp was wet");
    assert!(
        ada.has(&format!(".outline .outline #condition-{gate}")),
        "below the pallet now"
    );
    ada.visits(&format!("{path}/conditions/{wet}")).answers(404);

    // Words for something that is gone are not.
    let csrf = ada.visits(&path).csrf();
    let fields = [
        ("csrf", csrf.as_str()),
        ("under", wet.as_str()),
        ("statement", "The drain was blocked"),
    ];
    ada.posts(&format!("{path}/conditions"), &fields)
        .answers(409)
        .says("This condition is not on the map any more.")
        .holds("statement", "The drain was blocked")
        .presses("Put it on the map", &[])
        .answers(200)
        .says("The drain was blocked");
}

#[actix_web::test]
async fn a_chain_of_five_keeps_what_was_filled() {
    let app = App::start().await;
    let (_, mut ada, path) = sheet(&app);
    ada.visits(&path).follows_link("Start a 5-whys chain");
    assert_eq!(ada.texts("textarea[name=why]").len(), 5);
    ada.presses("Put the chain on the map", &[])
        .answers(422)
        .says("Please write a few words here.")
        .presses(
            "Put the chain on the map",
            &[
                ("why", "The pallet slid"),
                ("why", ""),
                ("why", "The ramp was wet"),
                ("why", "The gate stays open"),
                ("why", ""),
            ],
        )
        .answers(200)
        .says("The chain is on the map.");
    assert_eq!(ada.texts(".condition").len(), 3);
    assert_eq!(ada.texts(".outline .outline .outline .condition").len(), 1);
    let top = code_of(&ada, "The pallet slid");
    ada.visits(&format!("{path}/conditions/{top}"))
        .follows_link("Start a 5-whys chain from here")
        .says("The pallet slid")
        .presses(
            "Put the chain on the map",
            &[("why", &"x".repeat(501)), ("why", "Short")],
        )
        .answers(422)
        .says("501 characters long")
        .holds("why", "Short")
        .presses(
            "Put the chain on the map",
            &[("why", "The fork was tilted"), ("why", "")],
        )
        .answers(200);
    assert_eq!(ada.texts(".condition").len(), 4);
}

#[actix_web::test]
async fn two_people_change_one_condition() {
    let app = App::start().await;
    let (_, mut ada, path) = sheet(&app);
    ada.visits(&path);
    let top = adds(&mut ada, &path, "", "The pallet slid");
    let page = format!("{path}/conditions/{top}");
    let mut ben = app.improver("Ben");
    ben.visits(&page);
    ada.visits(&page)
        .presses(
            "Keep these words",
            &[("statement", "The pallet slid sideways")],
        )
        .answers(200);
    ben.presses("Keep these words", &[("statement", "The pallet slid off")])
        .answers(409)
        .says("Somebody changed this condition while you were writing.")
        .says("The pallet slid sideways")
        .holds("statement", "The pallet slid off")
        .presses("Keep these words", &[])
        .answers(200)
        .says("The pallet slid off")
        .does_not_say("The pallet slid sideways");
    // The same words once more change nothing, though their version is old.
    let csrf = ben.csrf();
    let again = [
        ("csrf", csrf.as_str()),
        ("version", "1"),
        ("statement", "The pallet slid off"),
        ("sure", "guess"),
    ];
    ben.posts(&page, &again).answers(200).says("Kept.");
}

#[actix_web::test]
async fn what_cannot_be_taken_stays_in_its_field() {
    let app = App::start().await;
    let (_, mut ada, path) = sheet(&app);
    ada.visits(&path);
    let top = adds(&mut ada, &path, "", "The pallet <b>slid</b>");
    let page = format!("{path}/conditions/{top}");
    let long = "é".repeat(501);
    ada.visits(&page)
        .presses(
            "Add this condition",
            &[("statement", &long), ("evidence", "kept")],
        )
        .answers(422)
        .says("501 characters long; 500 fit")
        .holds("statement", &long)
        .holds("evidence", "kept");
    let csrf = ada.csrf();
    for (field, value, said) in [
        ("factor", "12", "We do not know this tile."),
        ("sure", "certain", "We do not know this choice."),
        ("statement", " ", "Please write a few words here."),
    ] {
        let mut fields = vec![("csrf", csrf.as_str()), ("version", "1"), (field, value)];
        if field != "statement" {
            fields.push(("statement", "The pallet slid"));
        }
        ada.posts(&page, &fields).answers(422).says(said);
    }
    for elsewhere in ["nonsense", "ZZZZZZ"] {
        ada.visits(&format!("{path}/conditions/{elsewhere}"))
            .answers(404);
    }
    // A condition of another sheet is not here.
    let told = super::tells(
        &app,
        &app.place_with("Hall 9", candor::places::ROOT, Some(9)),
        &[],
    );
    super::thanks(&mut ada, &told);
    let other = super::opens(&mut ada, &told, "Another sheet");
    ada.visits(&format!("{other}/conditions/{top}"))
        .answers(404);
    // The same words in the same place are one condition.
    ada.visits(&path);
    adds(&mut ada, &path, &top, "The ramp was wet");
    adds(&mut ada, &path, &top, "The ramp was wet");
    assert_eq!(ada.visits(&path).texts(".condition").len(), 2);
}

#[actix_web::test]
async fn only_those_who_see_the_sheet_see_its_map() {
    let app = App::start().await;
    let (_, mut ada, path) = sheet(&app);
    ada.visits(&path);
    let top = adds(&mut ada, &path, "", "The pallet slid");
    let hall = app.place("Hall 9");
    let mut eve = app.lead("Eve", &[hall]);
    for page in [
        format!("{path}/map"),
        format!("{path}/conditions"),
        format!("{path}/conditions/{top}"),
        format!("{path}/conditions/chain"),
    ] {
        eve.visits(&page).answers(404);
        ada.visits(&page).answers(200);
        app.admin(&format!("Admin {}", page.len()))
            .visits(&page)
            .answers(403);
    }
    let csrf = eve.visits("/inbox").csrf();
    let fields = [
        ("csrf", csrf.as_str()),
        ("under", top.as_str()),
        ("statement", "No"),
    ];
    eve.posts(&format!("{path}/conditions"), &fields)
        .answers(404);
    eve.posts(&format!("{path}/conditions/{top}/removed"), &fields[..1])
        .answers(404);
    ada.visits(&format!("{path}/print")).answers(200);
    assert!(ada.has("svg .map__node text"), "the map is on paper too");
    assert!(!ada.has("svg a.map__node"), "without links");
}

#[actix_web::test]
async fn two_hundred_conditions_are_one_page() {
    let app = App::start().await;
    let (_, mut ada, path) = sheet(&app);
    let reference = Reference::parse(path.rsplit('/').next().unwrap()).unwrap();
    let noor = reader(&app, app.person("Noor", Role::Improver, &[]));
    let reader = noor.clone();
    let codes = app.acts(move |tx| {
        let mut codes: Vec<ConditionCode> = Vec::new();
        for n in 0..200_usize {
            let under = n.checked_sub(1).map(|before| codes[before / 3]);
            let said = Said::guess(format!(
                "Condition number {n}: the gate at the ramp stays open for long"
            ));
            codes.push(
                commands::add_condition(tx, reference, &reader, under, &said)
                    .map_err(map_failed)?,
            );
        }
        for n in (50..200).step_by(3) {
            commands::link_conditions(tx, reference, &reader, codes[n / 5], codes[n])
                .map_err(map_failed)?;
        }
        Ok::<_, candor::db::StoreError>(codes)
    });
    let begun = std::time::Instant::now();
    ada.visits(&path).answers(200);
    let _ = writeln!(
        std::io::stderr(),
        "200 conditions: {:?}, {} bytes",
        begun.elapsed(),
        ada.bytes().len()
    );
    assert_eq!(ada.texts("svg a.map__node").len(), 200);
    assert_eq!(ada.texts(".condition").len(), 200);
    assert_eq!(ada.texts("svg path.map__way").len(), 249);

    // A hundred more fill it.
    let reader = noor;
    let top = codes[0];
    app.acts(move |tx| {
        for n in 0..100 {
            let said = Said::guess(format!("One more: {n}"));
            commands::add_condition(tx, reference, &reader, Some(top), &said)
                .map_err(map_failed)?;
        }
        Ok::<_, candor::db::StoreError>(())
    });
    let csrf = ada.visits(&path).says("This map is full.").csrf();
    let under = top.to_string();
    let fields = [
        ("csrf", csrf.as_str()),
        ("under", under.as_str()),
        ("statement", "One too many"),
    ];
    ada.posts(&format!("{path}/conditions"), &fields)
        .answers(409)
        .says("A map holds 300 conditions")
        .holds("statement", "One too many");
}

fn map_failed(failure: commands::MapError) -> candor::db::StoreError {
    candor::db::StoreError::Unavailable(failure.to_string())
}

#[actix_web::test]
async fn the_map_has_versions_with_who_changed_it_when() {
    let app = App::start().await;
    let (_, mut ada, path) = sheet(&app);
    ada.visits(&path);
    let top = adds(&mut ada, &path, "", "A pallet slid off the fork");
    adds(&mut ada, &path, &top, "The ramp is wet");
    let kept = |app: &App| {
        let rows = crate::reports::inside::rows(app, "a3_versions");
        rows.into_iter()
            .filter(|row| row["section"] == "map")
            .count()
    };
    assert_eq!(kept(&app), 1, "without a long pause it is one version");
    let mut ben = app.lead("Ben", &[]);
    ben.visits(&path);
    let rain = adds(&mut ben, &path, &top, "The roof ends before the ramp");
    assert_eq!(kept(&app), 2);
    app.later(chrono::TimeDelta::minutes(11));
    ben.visits(&format!("{path}/conditions/{rain}"))
        .presses(
            "Keep these words",
            &[
                ("statement", "The roof is short"),
                ("sure", "seen"),
                ("factor", "5"),
            ],
        )
        .answers(200);
    assert_eq!(kept(&app), 3);
    // The same once more is no version.
    ben.visits(&format!("{path}/conditions/{rain}"))
        .presses("Keep these words", &[]);
    assert_eq!(kept(&app), 3);
    ada.visits(&path)
        .follows_link("How it was")
        .is_at(&format!("{path}/versions?section=map"))
        .says("What made it possible · Ben")
        .says("What made it possible · Ada")
        .says("is short (seen; Space, light, noise, layout)")
        .says("The roof ends before the ramp (a guess)")
        .says("Stands on the sheet")
        .does_not_say("The problem ·")
        .does_not_offer("Put this text back");
    ada.visits(&format!("{path}/versions"))
        .says("The problem · Ada")
        .says("What made it possible · Ben");
    // A map is put right by hand: its text is nothing that could stand again.
    let rows = crate::reports::inside::rows(&app, "a3_versions");
    let first = rows.iter().find(|row| row["section"] == "map").unwrap();
    let csrf = ada.csrf();
    ada.posts(
        &format!("{path}/versions/{}", first["id"]),
        &[("csrf", &csrf)],
    )
    .answers(404);
    ada.visits(&format!("{path}/versions?section=nonsense"))
        .answers(200)
        .says("The problem · Ada");
    app.lead("Eve", &[app.place("Ward 4")])
        .visits(&format!("{path}/versions?section=map"))
        .answers(404);
}
