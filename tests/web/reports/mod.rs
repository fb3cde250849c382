//! Telling, coming back and answering, as people meet them; and what is kept of it behind the pages.

mod answer;
mod api;
mod come_back;
mod echo;
mod inbox;
pub(super) mod inside;
mod more;
mod photos;
mod sealed;
mod tally;
mod tell;
mod together;
mod trust;
mod weeks_later;
mod write_down;

mod mirror;
mod promise;
mod respond;

use crate::support::{App, Browser};
use candor::{
    places::{self, Place},
    reports::commands,
};

/// What most people in the tests tell.
pub(super) const STORY: &str = "The pallet slid off the fork as the ramp was wet.";

/// What a reporter takes home.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Told {
    pub(super) receipt: String,
    pub(super) reference: String,
}

impl Told {
    /// Reads the page that follows the form.
    #[track_caller]
    pub(super) fn read(page: &Browser) -> Self {
        let first = |selector: &str| page.texts(selector).into_iter().next();
        Self {
            receipt: first(".code")
                .unwrap_or_else(|| panic!("no receipt here:\n{}", page.text()))
                .replace(' ', "-"),
            reference: first("code").unwrap_or_default(),
        }
    }

    /// The report's address for leads.
    pub(super) fn path(&self) -> String {
        format!("/reports/{}", self.reference)
    }
}

/// Tells a near miss from the poster at a place, or from the front door; `more` changes the form, and
/// answers the questions after the thanks that it has fields for.
#[track_caller]
pub(super) fn tells(app: &App, at: Option<&Place>, more: &[(&str, &str)]) -> Told {
    let mut guest = app.guest();
    let (later, first): (Vec<_>, Vec<_>) = more
        .iter()
        .copied()
        .partition(|(name, _)| ASKED_LATER.contains(name));
    fills(&mut guest, at, &first).answers(200);
    let told = Told::read(&guest);
    if !later.is_empty() {
        adds(&mut guest, &later);
    }
    told
}

/// Fields that are asked for after the thanks, one question at a time.
const ASKED_LATER: [&str; 13] = [
    "factors",
    "factor_words",
    "caught_by",
    "caught_words",
    "step",
    "intent",
    "impact",
    "workaround",
    "seen_before",
    "effect",
    "could_have",
    "idea",
    "share",
];

/// Walks through all questions: answers those that it has fields for, and skips the others.
#[track_caller]
fn adds(guest: &mut Browser, fields: &[(&str, &str)]) {
    guest.presses("Yes, ask me", &[]).answers(200);
    let mut given = 0;
    while guest.has("input[name=question]") {
        let here: Vec<_> = fields
            .iter()
            .copied()
            .filter(|(name, _)| guest.has(&format!("form.ask [name={name}]")))
            .collect();
        given += here.len();
        let last = !guest.text().contains("Skip this");
        match (here.is_empty(), last) {
            (true, false) => guest.presses("Skip this", &[]),
            (_, false) => guest.presses("Save and go on", &here),
            (_, true) => guest.presses("Save", &here),
        }
        .answers(200);
    }
    guest.says("Thank you. It is all there.");
    assert_eq!(given, fields.len(), "not every field was asked for");
}

/// The same, wherever it leads.
#[track_caller]
fn fills<'a>(guest: &'a mut Browser, at: Option<&Place>, more: &[(&str, &str)]) -> &'a mut Browser {
    let mut fields = vec![("kind", "near_miss"), ("story", STORY)];
    fields.retain(|(name, _)| !more.iter().any(|(other, _)| other == name));
    fields.extend(more);
    match at {
        Some(place) => guest.visits(&format!("/tell/{}", place.code)),
        None => guest.visits("/tell"),
    };
    guest.presses("Send", &fields)
}

/// Opens the reporter's own page.
pub(super) fn comes_back(app: &App, told: &Told) -> Browser {
    let mut reporter = app.guest();
    reporter
        .visits("/answers")
        .presses("Open my page", &[("receipt", &told.receipt)])
        .answers(200);
    reporter
}

/// A place right below the whole house.
pub(super) fn ramp(app: &App) -> Place {
    app.place_with("Ramp 3", places::ROOT, Some(12))
}

/// What the program does by itself every now and then.
pub(super) fn releases(app: &App) {
    let now = candor::kernel::time::Now::new(app.now(), app.settings().zone);
    app.acts(move |tx| commands::release_due(tx, now));
}

/// What is not as it should be, counted from the reports themselves.
pub(super) fn findings(app: &App) -> Vec<String> {
    app.looks(candor::reports::check)
}

/// What was done with reports, as the journal has it, oldest first.
fn journal(app: &App) -> Vec<(String, String)> {
    let mut lines: Vec<_> = inside::rows(app, "journal")
        .into_iter()
        .map(|row| {
            (
                row["at"].clone(),
                row["act"].clone(),
                row["subject"].clone(),
            )
        })
        .collect();
    lines.sort();
    lines
        .into_iter()
        .filter(|(_, act, _)| act != "person_added")
        .map(|(_, act, subject)| (act, subject))
        .collect()
}

/// A report of another log.
pub(super) fn imports(app: &App, place: &str, story: &str) -> String {
    use candor::reports::{
        ImportRow, Kind, NewReport,
        model::{Factors, Occurred, Reporter, Share, Story, When},
    };
    let report = NewReport {
        kind: Kind::Incident,
        story: Story::imported(story).unwrap(),
        when: When::Unknown,
        place: None,
        one_level_up: false,
        step: None,
        still_dangerous: false,
        intent: None,
        impact: None,
        factors: Factors::default(),
        factor_words: None,
        caught_by: Factors::default(),
        caught_words: None,
        workaround: None,
        seen_before: None,
        effect: None,
        could_have: None,
        idea: None,
        share: Share::No,
        reporter: Reporter::Named {
            name: "pipelines".into(),
            contact: None,
        },
    };
    let row = ImportRow {
        key: "1".into(),
        report,
        place: vec![place.to_owned()],
        occurred: Occurred {
            on: Some(app.now().date_naive() - chrono::TimeDelta::days(2)),
            at: None,
            delay_minutes: Some(2 * 24 * 60),
        },
        surfaced_on: app.now().date_naive(),
        surfaced_at: Some(app.now()),
    };
    let now = candor::kernel::time::Now::new(app.now(), app.settings().zone);
    app.acts(move |tx| {
        let import = commands::begin_import(tx, "pipelines")?.unwrap();
        let import = commands::import_rows(tx, import, &[row])?;
        assert_eq!(import.added(), 1);
        commands::finish_import(tx, &import, now)
    });
    inside::rows(app, "reports")
        .into_iter()
        .find(|row| row["source"] == "pipelines")
        .unwrap()["reference"]
        .clone()
}

/// Tells a near miss on the form at this address, in whatever language its words are.
#[track_caller]
pub(super) fn tells_in(guest: &mut Browser, path: &str) {
    guest.visits(path).answers(200);
    let send = guest.texts("#key button").remove(0);
    guest
        .presses(&send, &[("kind", "near_miss"), ("story", STORY)])
        .answers(200);
}

/// Tells a near miss from the poster at a place, for tests of other rooms; answers its reference.
#[track_caller]
pub(super) fn tells_with(app: &App, at: &Place, more: &[(&str, &str)]) -> String {
    tells(app, Some(at), more).reference
}
