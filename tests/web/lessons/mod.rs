//! Lessons: written by leads, agreed to by reporters, read by everybody.

mod consent;
mod go_first;
mod look_again;
mod read_by_all;
mod take_over;

use crate::{
    reports::{Told, inside, ramp, tells},
    support::{App, Browser},
};
use candor::places::Place;

pub(super) const LEARNED: &str = "Water stands on the ramp after rain.";
pub(super) const TITLE: &str = "A wet ramp";

/// A report that was thanked and whose outcome was told.
pub(super) fn closed(app: &App, lead: &mut Browser, at: &Place, share: &str) -> Told {
    let told = tells(app, Some(at), &[("share", share)]);
    lead.visits(&told.path())
        .presses("Say thank you", &[("words", "Thank you for telling.")])
        .answers(200)
        .presses("Tell the reporter", &[("words", "There is a drain now.")])
        .answers(200);
    told
}

/// Writes a lesson from a report: a draft, whose page is shown.
pub(super) fn writes<'a>(lead: &'a mut Browser, told: &Told) -> &'a mut Browser {
    lead.visits(&told.path())
        .follows_link("Make it a lesson")
        .presses(
            "Keep the draft",
            &[
                ("title", TITLE),
                ("story", "A load slid on the way down."),
                ("learned", LEARNED),
            ],
        )
        .answers(200)
        .says("The lesson is kept.")
}

/// The address of the lesson that a lead looks at, as everybody reads it.
pub(super) fn address(lead: &Browser) -> String {
    let path = lead.path().split('?').next().unwrap();
    path.replace("/desk", "")
}

/// A lesson that its reporter allowed beforehand, published.
pub(super) fn publishes(app: &App, lead: &mut Browser, at: &Place) -> (Told, String) {
    let told = closed(app, lead, at, "without_details");
    writes(lead, &told)
        .presses("Publish it", &[])
        .answers(200)
        .says("Published. Thank you");
    let address = address(lead);
    (told, address)
}

/// Whether anybody can read something of it anywhere.
pub(super) fn is_public(app: &App, address: &str) -> bool {
    let says = |path: &str| {
        let mut guest = app.guest();
        guest.visits(path);
        guest.body().contains(LEARNED)
    };
    let everywhere = [
        says(address),
        says("/lessons"),
        says("/lessons?q=ramp"),
        says("/lessons/feed.atom"),
        says("/lessons/bulletin"),
        says("/api/v1/lessons"),
        says("/"),
    ];
    assert!(
        everywhere.iter().all(|one| *one == everywhere[0]),
        "it is read here and not there: {everywhere:?}"
    );
    everywhere[0]
}

/// The acts of the journal about lessons, in the order of their words.
pub(super) fn journal(app: &App) -> Vec<String> {
    let mut acts: Vec<_> = inside::rows(app, "journal")
        .into_iter()
        .map(|row| row["act"].clone())
        .filter(|act| act.starts_with("lesson"))
        .collect();
    acts.sort();
    acts
}

pub(super) fn house(app: &App) -> (Place, Browser) {
    (ramp(app), app.lead("Ada", &[]))
}
