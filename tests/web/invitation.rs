//! The standing invitation: leads' own words above the form and on the poster.

use crate::support::App;
use candor::places;

const WORDS: &str = "Tell me what nearly went wrong. I expect bad news here.";

#[actix_web::test]
async fn a_lead_invites_in_their_own_words_and_places_below_show_them() {
    let app = App::start_with(|settings| {
        settings.public_url = Some("https://candor.example.org".into());
    })
    .await;
    let hall = app.place_with("Hall", places::ROOT, Some(40));
    let line = app.place_with("Line 4", hall.id, Some(20));
    let ward = app.place_with("Ward", places::ROOT, Some(20));
    let tell = |code: &dyn std::fmt::Display| format!("/tell/{code}");
    let mut guest = app.guest();
    guest
        .visits(&tell(&line.code))
        .does_not_say("From those who answer here");
    let mut ada = app.lead("Ada", &[hall.id]);
    ada.visits("/invitation")
        .says("Nothing yet. Nobody speaks in your name here.")
        .does_not_say("Ward")
        .visits(&format!("/invitation/{}", hall.code))
        .presses("Keep the invitation", &[("words", WORDS), ("signed", "on")])
        .is_at("/invitation")
        .says("Kept. Whoever tells something here reads it first.")
        .says("From Hall");
    for code in [&hall.code, &line.code] {
        guest
            .visits(&tell(code))
            .says("From those who answer here")
            .says(WORDS)
            .says("Ada");
        assert_eq!(
            guest.attribute(".invitation blockquote", "dir").as_deref(),
            Some("auto")
        );
    }
    guest
        .visits(&tell(&ward.code))
        .does_not_say(WORDS)
        .visits("/tell")
        .does_not_say(WORDS);
    guest
        .speaks("ar")
        .visits(&tell(&line.code))
        .says(WORDS)
        .does_not_say("From those who answer here");
    let mut admin = app.admin("Eli");
    admin
        .visits(&format!("/places/{}/poster", line.code))
        .says(WORDS)
        .visits("/places/posters")
        .says(WORDS)
        .visits(&format!("/places/{}/poster.svg", line.code));
    assert!(admin.body().contains("I expect bad news here."));
    // An own one takes its place; emptied, the one above is back.
    ada.visits(&format!("/invitation/{}", line.code))
        .says("people read this one from above")
        .presses("Keep the invitation", &[("words", "Ask me anything.")])
        .answers(200);
    guest
        .speaks("en")
        .visits(&tell(&line.code))
        .says("Ask me anything.")
        .does_not_say(WORDS)
        .does_not_say("Ada");
    ada.visits(&format!("/invitation/{}", line.code))
        .presses("Keep the invitation", &[("words", "")]);
    guest.visits(&tell(&line.code)).says(WORDS);
}

#[actix_web::test]
async fn an_invitation_is_short_and_written_by_leads_of_the_place() {
    let app = App::start().await;
    let hall = app.place_with("Hall", places::ROOT, Some(40));
    let ward = app.place_with("Ward", places::ROOT, Some(20));
    let mut ada = app.lead("Ada", &[hall.id]);
    let long = "a".repeat(281);
    let own = format!("/invitation/{}", hall.code);
    ada.visits(&own)
        .presses("Keep the invitation", &[("words", &long), ("signed", "on")])
        .answers(422)
        .says("280 fit.")
        .holds("words", &long)
        .holds("signed", "on");
    let offered = ada.texts("button[name=suggest]");
    assert!(offered.len() >= 4);
    ada.visits(&own)
        .presses(&offered[0], &[])
        .answers(200)
        .holds("words", &offered[0]);
    app.guest()
        .visits(&format!("/tell/{}", hall.code))
        .does_not_say("From those who answer here");
    let csrf = ada.csrf();
    let others = format!("/invitation/{}", ward.code);
    ada.visits(&others)
        .answers(404)
        .posts(&others, &[("csrf", &csrf), ("words", "Mine.")])
        .answers(404)
        .visits("/invitation/ZZZZ")
        .answers(404);
    for mut other in [app.improver("Cem"), app.keeper("Dee"), app.admin("Eli")] {
        other.visits("/invitation").answers(403);
        other.visits(&own).answers(403);
    }
}
