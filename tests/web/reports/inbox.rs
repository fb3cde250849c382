//! The inbox: who waits, who may look, and when.

use super::{STORY, comes_back, imports, ramp, tells};
use crate::support::{App, Browser};
use candor::places;
use chrono::TimeDelta;

/// The stories of a page of the inbox, from top to bottom.
fn stories(lead: &Browser) -> Vec<String> {
    lead.texts(".card__words")
}

// ---- order ----

#[actix_web::test]
async fn who_has_waited_longest_comes_first() {
    let app = App::start().await;
    let mut ada = app.lead("Ada", &[]);
    for (day, story) in [
        ("04", "First day."),
        ("05", "Second day."),
        ("06", "Third day."),
    ] {
        app.at(&format!("2026-03-{day}T09:30:00Z"));
        tells(&app, None, &[("story", story)]);
    }
    app.at("2026-03-04T12:00:00Z");
    ada.visits("/inbox");
    assert_eq!(stories(&ada), ["First day.", "Second day.", "Third day."]);
    app.at("2026-03-04T21:00:00Z");
    ada.visits("/inbox").says("Waiting since today");
}

#[actix_web::test]
async fn the_inbox_says_for_how_many_days_somebody_waits() {
    let app = App::start().await;
    tells(&app, None, &[]);
    for (day, words) in [
        ("04", "Waiting since today"),
        ("05", "Waiting 1 day"),
        ("07", "Waiting 3 days"),
    ] {
        app.at(&format!("2026-03-{day}T09:30:00Z"));
        app.lead(&format!("Ada {day}"), &[])
            .visits("/inbox")
            .says(words);
    }
}

#[actix_web::test]
async fn what_is_still_dangerous_comes_before_what_has_waited_longer() {
    let app = App::start().await;
    tells(&app, None, &[("story", "A day ago.")]);
    app.at("2026-03-05T09:30:00Z");
    let danger = tells(
        &app,
        None,
        &[("story", "Right now."), ("still_dangerous", "on")],
    );
    let mut ada = app.lead("Ada", &[]);
    ada.visits("/inbox").says("Still dangerous");
    assert_eq!(stories(&ada), ["Right now.", "A day ago."]);
    ada.visits(&danger.path())
        .says("It is still dangerous.")
        .presses("Tell the reporter it is safe", &[("words", "Closed.")])
        .does_not_say("It is still dangerous.")
        .visits("/inbox")
        .does_not_say("Still dangerous");
    assert_eq!(stories(&ada), ["A day ago.", "Right now."]);
}

#[actix_web::test]
async fn an_answered_report_leaves_the_waiting_ones_and_is_found_among_the_others() {
    let app = App::start().await;
    let told = tells(&app, None, &[]);
    let mut ada = app.lead("Ada", &[]);
    ada.visits("/inbox")
        .says("Waiting for your thanks")
        .follows_link("Near miss · The whole house")
        .is_at(&told.path())
        .presses("Say thank you", &[("words", "Thank you.")])
        .visits("/inbox")
        .says("Waiting for a way forward")
        .visits(&told.path())
        .presses("Keep this way", &[("way", "learn_a3")])
        .visits("/inbox")
        .says("Waiting for what came of it")
        .visits(&told.path())
        .presses("Tell the reporter", &[("words", "A roof.")])
        .visits("/inbox")
        .says("Nobody is waiting")
        .follows_link("Answered ones")
        .says(STORY);
}

#[actix_web::test]
async fn pages_hold_thirty_and_every_report_is_on_exactly_one() {
    let app = App::start().await;
    for number in 0..65 {
        tells(&app, None, &[("story", &format!("Number {number}."))]);
    }
    let mut ada = app.lead("Ada", &[]);
    let mut seen = Vec::new();
    ada.visits("/inbox").does_not_say("Back");
    for _ in 0..2 {
        assert_eq!(stories(&ada).len(), 30);
        seen.extend(stories(&ada));
        ada.follows_link("More");
    }
    assert_eq!(stories(&ada).len(), 5);
    seen.extend(stories(&ada));
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 65);
    ada.does_not_say("More").follows_link("Back").says("Page 2");
}

#[actix_web::test]
async fn a_page_beyond_the_last_or_no_number_at_all_is_no_failure() {
    let app = App::start().await;
    tells(&app, None, &[]);
    let mut ada = app.lead("Ada", &[]);
    for query in [
        "page=0",
        "page=-1",
        "page=two",
        "page=9999999999999999999999",
        "show=everything",
        "page=",
        "show=waiting&page=2",
        "show=%FF",
        "%00=%00",
    ] {
        ada.visits(&format!("/inbox?{query}"));
        assert_eq!(ada.status(), 200, "{query}: {}", ada.text());
        assert!(ada.has("h1"), "{query}");
    }
    ada.visits("/inbox?page=1&page=2")
        .answers(400)
        .says("We could not read that")
        .links_to("/");
}

// ---- batches ----

async fn in_batches() -> App {
    App::start_with(|settings| settings.release_minutes = 15).await
}

#[actix_web::test]
async fn an_anonymous_report_is_not_there_before_its_batch_and_is_there_after() {
    let app = in_batches().await;
    app.at("2026-03-04T09:31:00Z");
    let told = tells(&app, None, &[]);
    let mut ada = app.lead("Ada", &[]);
    for minute in ["09:31", "09:40", "09:44"] {
        app.at(&format!("2026-03-04T{minute}:59Z"));
        ada.visits("/inbox").says("Nobody is waiting");
        ada.visits(&told.path()).answers(404);
    }
    app.at("2026-03-04T09:50:00Z");
    ada.visits("/inbox");
    assert_eq!(stories(&ada), [STORY]);
    ada.visits(&told.path()).answers(200);
}

#[actix_web::test]
async fn a_protected_report_waits_for_its_batch_too_and_a_named_one_does_not() {
    let app = in_batches().await;
    tells(
        &app,
        None,
        &[
            ("reporter", "protected"),
            ("name", "Quux"),
            ("story", "Sealed."),
        ],
    );
    tells(
        &app,
        None,
        &[("reporter", "named"), ("name", "Quux"), ("story", "Named.")],
    );
    let mut ada = app.lead("Ada", &[]);
    ada.visits("/inbox");
    assert_eq!(stories(&ada), ["Named."]);
    app.later(TimeDelta::minutes(20));
    ada.visits("/inbox");
    assert_eq!(stories(&ada).len(), 2);
}

#[actix_web::test]
async fn what_is_still_dangerous_is_there_at_once() {
    let app = in_batches().await;
    tells(&app, None, &[("still_dangerous", "on")]);
    let mut ada = app.lead("Ada", &[]);
    ada.visits("/inbox");
    assert_eq!(stories(&ada), [STORY]);
}

#[actix_web::test]
async fn the_thanks_page_says_truly_when_the_leads_see_it() {
    let app = in_batches().await;
    for (more, sentence) in [
        (
            ("still_dangerous", "on"),
            "The leads see it now, because it is still dangerous.",
        ),
        (
            ("reporter", "anonymous"),
            "The leads see it soon, together with others.",
        ),
        (("reporter", "named"), "The leads see it now."),
    ] {
        let mut guest = app.guest();
        super::fills(&mut guest, None, &[more, ("name", "Quux")]).says(sentence);
    }
}

#[actix_web::test]
async fn a_reporter_may_come_back_before_the_batch() {
    let app = in_batches().await;
    let told = tells(&app, None, &[]);
    comes_back(&app, &told).says(STORY);
}

// ---- who may look ----

#[actix_web::test]
async fn a_lead_sees_the_reports_of_own_places_and_below_alone() {
    let app = App::start().await;
    let site = app.place_with("Site", places::ROOT, None);
    let hall = app.place_with("Hall", site.id, None);
    let line = app.place_with("Line", hall.id, Some(9));
    let other = app.place_with("Yard", site.id, Some(9));
    let at_line = tells(&app, Some(&line), &[("story", "At the line.")]);
    let at_hall = tells(&app, Some(&hall), &[("story", "In the hall.")]);
    let at_yard = tells(&app, Some(&other), &[("story", "In the yard.")]);
    let unplaced = tells(&app, None, &[("story", "Somewhere.")]);
    let all = [&at_line, &at_hall, &at_yard, &unplaced];
    for (name, place, seen) in [
        ("Line lead", line.id, vec!["At the line."]),
        ("Hall lead", hall.id, vec!["At the line.", "In the hall."]),
        ("Yard lead", other.id, vec!["In the yard."]),
        (
            "Site lead",
            site.id,
            vec!["At the line.", "In the hall.", "In the yard."],
        ),
        (
            "House lead",
            places::ROOT,
            vec!["At the line.", "In the hall.", "In the yard.", "Somewhere."],
        ),
    ] {
        let mut lead = app.lead(name, &[place]);
        lead.visits("/inbox");
        let mut stories = stories(&lead);
        stories.sort();
        assert_eq!(stories, seen, "{name}");
        let opened = all
            .iter()
            .filter(|told| lead.visits(&told.path()).status() == 200)
            .count();
        assert_eq!(opened, seen.len(), "{name}");
    }
}

#[actix_web::test]
async fn a_lead_of_two_places_sees_each_report_once() {
    let app = App::start().await;
    let hall = app.place_with("Hall", places::ROOT, None);
    let line = app.place_with("Line", hall.id, Some(9));
    tells(&app, Some(&line), &[]);
    let mut lead = app.lead("Ada", &[hall.id, line.id]);
    lead.visits("/inbox");
    assert_eq!(stories(&lead), [STORY]);
}

#[actix_web::test]
async fn one_level_up_is_hidden_from_the_places_own_leads_and_shown_to_those_above() {
    let app = App::start().await;
    let hall = app.place_with("Hall", places::ROOT, None);
    let line = app.place_with("Line", hall.id, Some(9));
    let told = tells(&app, Some(&line), &[("one_level_up", "on")]);
    for (name, places, sees) in [
        ("Line lead", vec![line.id], false),
        ("Hall lead", vec![hall.id], true),
        ("House lead", vec![places::ROOT], true),
        ("Both", vec![hall.id, line.id], false),
    ] {
        let mut lead = app.lead(name, &places);
        lead.visits("/inbox");
        assert_eq!(!stories(&lead).is_empty(), sees, "{name}");
        let status = lead.visits(&told.path()).status();
        assert_eq!(status, if sees { 200 } else { 404 }, "{name}");
        if !sees {
            lead.visits("/inbox");
            let csrf = lead.csrf();
            lead.posts(
                &format!("{}/thanks", told.path()),
                &[("csrf", &csrf), ("words", "Thank you.")],
            )
            .answers(404);
        }
    }
}

#[actix_web::test]
async fn nobody_is_above_the_whole_house_so_its_leads_read_what_is_told_one_level_up() {
    let app = App::start().await;
    let unplaced = tells(&app, None, &[("one_level_up", "on")]);
    let place = ramp(&app);
    let above = tells(&app, Some(&place), &[("one_level_up", "on")]);
    let mut boss = app.lead("Boss", &[places::ROOT, place.id]);
    for told in [unplaced, above] {
        boss.visits(&told.path()).answers(200).says(STORY);
    }
}

#[actix_web::test]
async fn imported_reports_stay_out_of_the_inbox_and_need_no_thanks() {
    let app = App::start().await;
    let reference = imports(&app, "Pipeline", "A valve leaked.");
    let mut ada = app.lead("Ada", &[]);
    ada.visits("/inbox").says("Nobody is waiting");
    ada.visits(&format!("/reports/{reference}"))
        .answers(200)
        .says("A valve leaked.")
        .says("This report was imported from pipelines.")
        .does_not_offer("Say thank you")
        .does_not_offer("Send to the reporter");
    let csrf = ada.csrf();
    for act in [
        "thanks",
        "question",
        "containment",
        "outcome",
        "shared-story",
    ] {
        ada.posts(
            &format!("/reports/{reference}/{act}"),
            &[("csrf", &csrf), ("words", "Words.")],
        )
        .answers(409)
        .says("there is nobody to answer here");
    }
    assert_eq!(super::findings(&app), Vec::<String>::new());
}

#[actix_web::test]
async fn a_lead_of_an_empty_house_reads_a_kind_sentence() {
    let app = App::start().await;
    let place = ramp(&app);
    app.lead("Ada", &[place.id])
        .visits("/inbox")
        .says("Nobody is waiting")
        .says("When somebody speaks up, you see it here first.");
}

#[actix_web::test]
async fn a_long_story_is_shown_in_part_and_its_whole_on_its_page() {
    let app = App::start().await;
    let story = format!("{}🚧 the end", "é".repeat(300));
    let told = tells(&app, None, &[("story", &story)]);
    let mut ada = app.lead("Ada", &[]);
    ada.visits("/inbox");
    assert_eq!(stories(&ada)[0].chars().count(), 161);
    ada.visits(&told.path()).says(&story);
}
