//! A3 sheets: opened from what was told, written together, read by those who may.

mod map;
mod open;
mod paper;
mod steer;
mod together;

use crate::support::{App, Browser};
use candor::places::{self, Place};

/// What most people in these tests tell.
const STORY: &str = "The pallet slid off the fork as the ramp was wet.";

/// What a reporter takes home.
struct Told {
    receipt: String,
    reference: String,
}

fn tells(app: &App, at: &Place, more: &[(&str, &str)]) -> Told {
    let mut guest = app.guest();
    let mut fields = vec![("kind", "near_miss"), ("story", STORY)];
    fields.extend(more);
    guest
        .visits(&format!("/tell/{}", at.code))
        .presses("Send", &fields)
        .answers(200);
    let first = |selector: &str| guest.texts(selector).into_iter().next().unwrap();
    Told {
        receipt: first(".code").replace(' ', "-"),
        reference: first("code"),
    }
}

fn thanks(lead: &mut Browser, told: &Told) {
    lead.visits(&format!("/reports/{}", told.reference))
        .presses("Say thank you", &[("words", "Thank you for telling us.")])
        .answers(200);
}

fn ramp(app: &App) -> Place {
    app.place_with("Ramp 3", places::ROOT, Some(12))
}

/// Opens a sheet from a report and answers its address.
#[track_caller]
fn opens(lead: &mut Browser, told: &Told, title: &str) -> String {
    lead.visits(&format!("/a3/new?report={}", told.reference))
        .presses("Open the A3", &[("title", title)])
        .answers(200)
        .says("The A3 is open.");
    lead.path().split(['?', '#']).next().unwrap().to_owned()
}

/// A sheet of the ramp, with the lead who opened it.
fn sheet(app: &App) -> (Place, Browser, String) {
    let ramp = ramp(app);
    let told = tells(app, &ramp, &[]);
    let mut ada = app.lead("Ada", &[]);
    thanks(&mut ada, &told);
    let path = opens(&mut ada, &told, "Pallets slide on the wet ramp");
    (ramp, ada, path)
}

/// Saves a section as the page's script does.
fn saves<'a>(
    browser: &'a mut Browser,
    path: &str,
    section: &str,
    version: i32,
    words: &str,
) -> &'a mut Browser {
    let csrf = browser.csrf();
    let body: Vec<String> = [
        ("csrf", csrf.as_str()),
        ("version", &version.to_string()),
        ("words", words),
    ]
    .iter()
    .map(|(name, value)| {
        let value: String = value.bytes().map(|byte| format!("%{byte:02X}")).collect();
        format!("{name}={value}")
    })
    .collect();
    let headers = [
        ("accept", "application/json"),
        ("content-type", "application/x-www-form-urlencoded"),
    ];
    browser.sends(
        "POST",
        &format!("{path}/{section}"),
        &headers,
        body.join("&").as_bytes(),
    )
}
