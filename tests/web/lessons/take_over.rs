//! What changed may be said in the words of the countermeasures that are in place.

use super::{TITLE, closed, house};
use crate::support::{App, Browser};

/// Adds a countermeasure to a sheet and answers its reference.
fn adds(ida: &mut Browser, sheet: &str, what: &str) -> String {
    let sheet = sheet.replace("/a3/", "");
    ida.visits(&format!("/countermeasures/new?a3={sheet}"))
        .presses(
            "Add it",
            &[
                ("own_condition", "The drain was blocked."),
                ("what", what),
                ("strength", "engineering_control"),
                ("effect", "No water stands there."),
                ("measure", "Look after rain."),
                ("check_on", "2026-04-01"),
            ],
        )
        .answers(200);
    let path = ida.path().split('?').next().unwrap();
    path.replace("/countermeasures/", "")
}

#[actix_web::test]
async fn what_is_in_place_can_be_taken_over_into_what_changed() {
    let app = App::start().await;
    let (ramp, mut ada) = house(&app);
    let told = closed(&app, &mut ada, &ramp, "without_details");
    ada.visits(&format!("/a3/new?report={}", told.reference))
        .presses("Open the A3", &[("title", "Water stands on the ramp")])
        .answers(200);
    let sheet = ada.path().split(['?', '#']).next().unwrap().to_owned();
    let mut ida = app.improver("Ida");
    let drain = adds(&mut ida, &sheet, "A wider drain.");
    ida.presses("It is in place", &[("in_place_on", "2026-03-04")])
        .answers(200);
    let planned = adds(&mut ida, &sheet, "A roof over the ramp.");
    let gone = adds(&mut ida, &sheet, "A yellow sign.");
    ida.presses("It is in place", &[("in_place_on", "2026-03-04")])
        .presses("Let it go", &[("reason", "Nobody saw it.")])
        .answers(200);
    let take = "Take these words over: A wider drain.";
    ada.visits(&told.path())
        .follows_link("Make it a lesson")
        .does_not_offer("Take these words over: A roof over the ramp.")
        .does_not_offer("Take these words over: A yellow sign.")
        .presses(take, &[("title", TITLE), ("story", "A load slid.")])
        .answers(200)
        .holds("title", TITLE)
        .holds("story", "A load slid.")
        .holds("changed", "There is a drain now.\nA wider drain.")
        .does_not_offer(take);
    assert!(crate::reports::inside::rows(&app, "lessons").is_empty());
    // What is not offered, or is nonsense, changes nothing and loses nothing.
    let csrf = ada.csrf();
    for code in [planned.as_str(), gone.as_str(), "x", "<script>"] {
        ada.posts(
            &format!("/lessons/desk/report/{}", told.reference),
            &[
                ("csrf", &csrf),
                ("take", code),
                ("title", "Another"),
                ("changed", "Nothing."),
            ],
        )
        .answers(200)
        .holds("title", "Another")
        .holds("changed", "Nothing.");
    }
    ada.presses(
        "Keep the draft",
        &[
            ("title", TITLE),
            ("story", "A load slid."),
            ("learned", "Water needs a way."),
            ("changed", ""),
        ],
    )
    .answers(200);
    // Also when the words of a lesson are changed.
    ada.presses(take, &[("learned", "Water needs a way off.")])
        .answers(200)
        .holds("learned", "Water needs a way off.")
        .holds("changed", "A wider drain.")
        .presses("Keep these words", &[])
        .answers(200)
        .says("A wider drain.");
    assert_ne!(drain, planned);
}
