//! Hansei: planned, written on by several people, and led through with phones.

mod phones;
mod plan;
mod sheet;

use crate::{
    reports::tells_in,
    support::{App, Browser},
};
use candor::{
    people::Role,
    places::{self, Place},
};

/// Where it happened, in the tests.
fn ramp(app: &App) -> Place {
    app.place_with("Ramp 3", places::ROOT, Some(12))
}

/// A near miss told at a place; answers its reference.
fn told(app: &App, place: &Place) -> String {
    let mut guest = app.guest();
    tells_in(&mut guest, &format!("/tell/{}", place.code));
    guest.texts("code").remove(0)
}

/// The same, thanked for by a lead.
fn thanked(app: &App, lead: &mut Browser, place: &Place) -> String {
    let reference = told(app, place);
    lead.visits(&format!("/reports/{reference}"))
        .presses("Say thank you", &[("words", "That helps us.")])
        .answers(200);
    reference
}

/// A hansei at a place that Uma of the improvement team leads through; answers its address.
fn planned(app: &App, lead: &mut Browser, report: Option<&str>) -> (Browser, String) {
    let uma = app.improver("Uma");
    let id = app
        .looks(candor::people::all)
        .into_iter()
        .find(|person| person.name == "Uma")
        .unwrap()
        .id
        .to_string();
    let address = report.map_or_else(
        || "/hansei/new".to_owned(),
        |report| format!("/hansei/new?report={report}"),
    );
    lead.visits(&address)
        .presses(
            "Plan it",
            &[("title", "A load on the ramp"), ("facilitator", &id)],
        )
        .answers(200);
    let path = lead.path().split('?').next().unwrap().to_owned();
    (uma, path)
}

#[actix_web::test]
async fn a_sheet_can_be_talked_about_and_not_by_its_owner() {
    let app = App::start().await;
    let place = ramp(&app);
    let mut ada = app.lead("Ada", &[place.id]);
    let report = thanked(&app, &mut ada, &place);
    ada.visits(&format!("/a3/new?report={report}"))
        .presses("Open the A3", &[("title", "Pallets slide")])
        .answers(200);
    let sheet = ada.path().split('?').next().unwrap().to_owned();
    ada.follows_link("Talk about it in a hansei");
    let uma = app.person("Uma", Role::Improver, &[]).to_string();
    let everybody = app.looks(candor::people::all);
    let own = everybody.iter().find(|one| one.name == "Ada").unwrap().id;
    let title = ("title", "What the ramp taught us");
    ada.presses("Plan it", &[title, ("facilitator", &own.to_string())])
        .answers(422)
        .says("keeps one of these A3s");
    ada.visits(&sheet)
        .follows_link("Talk about it in a hansei")
        .presses("Plan it", &[title, ("facilitator", &uma)])
        .answers(200)
        .says(": Pallets slide");
    assert!(ada.has(&format!("main a[href='{sheet}']")));
}

#[actix_web::test]
async fn whoever_answers_for_a_report_cannot_lead_through_its_hansei() {
    let app = App::start().await;
    let place = ramp(&app);
    let mut ada = app.lead("Ada", &[place.id]);
    let report = thanked(&app, &mut ada, &place);
    let above = app.person("Cleo", Role::Lead, &[]).to_string();
    let elsewhere = app.place("Ward 4");
    let ben = app.person("Ben", Role::Lead, &[elsewhere]).to_string();
    ada.visits(&format!("/hansei/new?report={report}")).presses(
        "Plan it",
        &[("title", "A load on the ramp"), ("facilitator", &above)],
    );
    ada.answers(422)
        .says("Cleo answers for the place of one of these reports")
        .holds("title", "A load on the ramp")
        .holds("report", &report);
    ada.presses("Plan it", &[("facilitator", &ben)])
        .answers(200)
        .says("led through by Ben")
        .says(&format!("Near miss {report}"))
        .does_not_say("The pallet slid");
}

#[actix_web::test]
async fn a_report_is_talked_about_after_its_thanks_and_only_by_those_who_see_it() {
    let app = App::start().await;
    let place = ramp(&app);
    let elsewhere = app.place_with("Ward 4", places::ROOT, Some(12));
    let mut ada = app.lead("Ada", &[place.id]);
    let waiting = told(&app, &place);
    let hidden = told(&app, &elsewhere);
    let uma = app.person("Uma", Role::Improver, &[]).to_string();
    for (reports, sentence) in [
        (waiting.as_str(), "still waits for its thanks"),
        (hidden.as_str(), "We found no report or A3"),
        ("the ramp one", "does not look like a report's reference"),
    ] {
        let fields = [
            ("title", "The ramp"),
            ("facilitator", uma.as_str()),
            ("more_reports", reports),
        ];
        ada.visits("/hansei/new")
            .presses("Plan it", &fields)
            .answers(422)
            .says(sentence)
            .holds("more_reports", reports);
    }
    for (name, value, sentence) in [
        ("minutes", "5", "between 20 and 480"),
        ("on", "soon", "Please choose a day"),
        ("title", "", "Please write a few words"),
        ("facilitator", "", "Please choose somebody"),
    ] {
        let mut fields = vec![("title", "The ramp"), ("facilitator", uma.as_str())];
        fields.retain(|(other, _)| *other != name);
        fields.push((name, value));
        ada.visits("/hansei/new")
            .presses("Plan it", &fields)
            .answers(422)
            .says(sentence);
    }
}

#[actix_web::test]
async fn a_hansei_is_seen_by_its_places_leads_its_facilitator_and_improvers() {
    let app = App::start().await;
    let place = ramp(&app);
    let mut ada = app.lead("Ada", &[place.id]);
    let report = thanked(&app, &mut ada, &place);
    let (mut uma, path) = planned(&app, &mut ada, Some(&report));
    uma.visits(&path)
        .answers(200)
        .says("Opening words")
        .does_not_say("The pallet slid");
    assert!(!uma.has(&format!("a[href='/reports/{report}']")));
    ada.visits(&path).links_to(&format!("/reports/{report}"));
    app.improver("Vic")
        .visits("/hansei")
        .says("A load on the ramp");
    let elsewhere = app.place("Ward 4");
    let mut ben = app.lead("Ben", &[elsewhere]);
    ben.visits(&path).answers(404);
    ben.visits(&format!("{path}/print")).answers(404);
    ben.visits("/hansei").does_not_say("A load on the ramp");
    app.admin("Ann").visits(&path).answers(403);
    app.keeper("Kim").visits(&path).answers(403);
    app.lead("Cleo", &[]).visits(&path).answers(200);
    ada.visits(&format!("/reports/{report}"))
        .says("Talk about it in a hansei")
        .links_to(&path);
}

#[actix_web::test]
async fn the_agenda_writes_itself_and_the_facilitator_chooses() {
    let app = App::start().await;
    app.at("2026-01-07T09:30:00Z");
    let (place, quiet) = (ramp(&app), app.place_with("Ward 4", places::ROOT, Some(12)));
    told(&app, &quiet);
    app.at("2026-03-11T09:30:00Z");
    let mut ada = app.lead("Ada", &[place.id, quiet.id]);
    let report = thanked(&app, &mut ada, &place);
    ada.presses("Tell the reporter", &[("words", "A mat lies there now.")]);
    let (mut uma, path) = planned(&app, &mut ada, None);
    uma.visits(&path)
        .says(&format!("Near miss {report}"))
        .says("does it hold?")
        .does_not_say("Ward 4");
    let item = uma.attribute("input[name=agenda]", "value").unwrap();
    uma.presses(
        "Keep this agenda",
        &[("agenda", &item), ("agenda_own", "The new racks")],
    )
    .answers(200);
    ada.visits(&path)
        .says(&format!("Near miss {report}"))
        .says("The new racks")
        .does_not_offer("Keep this agenda");
    // Whatever else is pressed, the ticks stay as they are.
    uma.visits(&path)
        .presses("We have read it aloud", &[])
        .answers(200);
    ada.visits(&path).says("The new racks").says("Read aloud");
    assert_eq!(uma.texts("input[name=agenda][checked]").len(), 2);

    // A lead who leads through one elsewhere hears of the own quiet places.
    let mut cleo = app.lead("Cleo", &[]);
    let ids = app.looks(candor::people::all);
    let ada_id = ids
        .iter()
        .find(|one| one.name == "Ada")
        .unwrap()
        .id
        .to_string();
    cleo.visits("/hansei/new").presses(
        "Plan it",
        &[("title", "A milestone"), ("facilitator", &ada_id)],
    );
    let other = cleo.path().split('?').next().unwrap().to_owned();
    ada.visits(&other)
        .says("Ward 4: nothing was told for eight weeks.")
        .says("Fewer problems, or harder to say?")
        .does_not_say("Ramp 3: nothing");
}

#[actix_web::test]
async fn every_staff_act_is_in_the_journal_and_nothing_of_the_phones() {
    let app = App::start().await;
    let place = ramp(&app);
    let mut ada = app.lead("Ada", &[place.id]);
    let (mut uma, path) = planned(&app, &mut ada, None);
    ada.visits(&path)
        .presses("Keep everything", &[("leaders", "We hurried.")])
        .answers(200);
    uma.visits(&path).presses("Open the room", &[]).answers(200);
    let code = uma.texts(".hansei-code").remove(0);
    app.guest()
        .visits(&format!("/hansei/room?code={code}"))
        .presses("Put it in, face down", &[("words", "A wet fork.")])
        .answers(200);
    app.admin("Ann")
        .visits("/journal")
        .says("Ada planned a hansei")
        .says("Ada wrote on a hansei's sheet")
        .says("Uma opened a hansei's room for phones");
    let acts: Vec<String> = crate::reports::inside::rows(&app, "journal")
        .into_iter()
        .map(|row| row["act"].clone())
        .filter(|act| act != "person_added")
        .collect();
    assert_eq!(acts.len(), 3, "{acts:?}");
}

#[actix_web::test]
async fn whoever_leads_through_a_hansei_of_other_places_reads_what_came_of_it() {
    let app = App::start().await;
    let place = ramp(&app);
    let mut ada = app.lead("Ada", &[place.id]);
    let elsewhere = app.place("Ward 4");
    let mut ben = app.lead("Ben", &[elsewhere]);
    let id = app
        .looks(candor::people::all)
        .into_iter()
        .find(|person| person.name == "Ben")
        .unwrap()
        .id
        .to_string();
    ada.visits("/hansei/new")
        .presses(
            "Plan it",
            &[("title", "A load on the ramp"), ("facilitator", &id)],
        )
        .answers(200);
    let path = ada.path().split('?').next().unwrap().to_owned();
    let reference = path.trim_start_matches("/hansei/");
    ben.visits(&format!("/countermeasures/new?hansei={reference}"))
        .presses(
            "Add it",
            &[
                ("what", "A roof over the ramp."),
                ("own_condition", "The ramp is open to the rain."),
                ("strength", "engineering_control"),
                ("effect", "No pallet slides."),
                ("measure", "Look on three rainy days."),
                ("check_on", "2030-01-01"),
            ],
        )
        .answers(200)
        .is_at(&path)
        .says("A roof over the ramp.");
    let closed = "#commitments a[href^='/countermeasures/']";
    assert!(!ben.has(closed), "those of the place see to it");
    ada.visits(&path).says("A roof over the ramp.");
    assert!(ada.has(closed));
}
