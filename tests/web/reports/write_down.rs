//! Somebody tells a lead, who writes it down and hands the receipt over.

use super::{Told, comes_back, findings, inside, journal, ramp, tells};
use crate::support::App;

const WORDS: [(&str, &str); 2] = [
    ("kind", "near_miss"),
    ("story", "The box fell from the rack."),
];

#[actix_web::test]
async fn a_lead_writes_it_down_and_the_receipt_opens_it_for_the_one_who_told() {
    let app = App::start().await;
    let place = ramp(&app);
    let mut ada = app.lead("Ada", &[]);
    let code = place.code.to_string();
    ada.visits("/inbox").follows_link("Told to me");
    let mut fields = WORDS.to_vec();
    fields.push(("place", &code));
    ada.presses("Write it down", &fields)
        .answers(200)
        .says("Hand this over")
        .does_not_say("Open my page");
    let told = Told {
        reference: inside::rows(&app, "reports")[0]["reference"].clone(),
        receipt: ada.texts(".code")[0].replace(' ', "-"),
    };
    comes_back(&app, &told).says("The box fell from the rack.");
    ada.visits(&told.path())
        .says("Told by word of mouth")
        .says("Anonymous");
    let row = &inside::rows(&app, "reports")[0];
    assert_eq!(row["reporter"], "anonymous");
    assert_eq!(
        journal(&app),
        [("written_down".to_owned(), told.reference.clone())]
    );
    tells(&app, None, &[]);
    let mouths: Vec<String> = inside::rows(&app, "reports")
        .into_iter()
        .map(|row| row["by_word_of_mouth"].clone())
        .collect();
    assert_eq!(mouths.len(), 2);
    assert_ne!(mouths[0], mouths[1], "others are not marked so");
    assert_eq!(findings(&app), Vec::<String>::new());
}

#[actix_web::test]
async fn what_cannot_be_taken_is_shown_again_with_the_words() {
    let app = App::start().await;
    let mut ada = app.lead("Ada", &[]);
    ada.visits("/inbox/told-to-me")
        .presses("Write it down", &[("kind", "near_miss"), ("story", " ")])
        .answers(422)
        .says("Please write a few words here.")
        .holds("kind", "near_miss");
    inside::fills_the_disk(&app, "reports");
    ada.presses("Write it down", &WORDS)
        .answers(503)
        .holds("story", "The box fell from the rack.");
    inside::makes_room(&app, "reports");
    ada.presses("Write it down", &[]).answers(200);
    assert_eq!(inside::rows(&app, "reports").len(), 1);
}

#[actix_web::test]
async fn only_leads_write_down_what_they_were_told() {
    let app = App::start().await;
    app.admin("Ann").visits("/inbox/told-to-me").answers(403);
    app.improver("Ivy").visits("/inbox/told-to-me").answers(403);
    app.guest().posts("/inbox/told-to-me", &WORDS).answers(401);
    assert_eq!(inside::rows(&app, "reports").len(), 0);
}
