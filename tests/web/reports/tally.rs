//! Counts are kept in the transaction of what they count: they never differ from counting again.

use super::{Told, findings, inside, ramp, tells};
use crate::support::{App, Browser};
use candor::{places::Place, reports};
use chrono::TimeDelta;
use proptest::prelude::*;

/// One thing that somebody does.
#[derive(Debug, Clone)]
enum Act {
    Tells {
        kind: usize,
        when: usize,
        at: usize,
        factors: Vec<u8>,
        effect: usize,
        dangerous: bool,
    },
    Thanks(usize),
    Asks(usize),
    Contains(usize),
    Decides(usize, usize),
    TellsOutcome(usize),
    SetsAside(usize),
    Promises(usize, i64),
    WritesBack(usize),
    Judges(usize, u8, u8),
    Days(i64),
    Releases,
}

const KINDS: [&str; 6] = [
    "problem",
    "near_miss",
    "incident",
    "mistake",
    "question",
    "good_catch",
];
const WHENS: [&str; 6] = [
    "just_now",
    "earlier_today",
    "yesterday",
    "this_week",
    "date",
    "unknown",
];
const EFFECTS: [&str; 5] = ["", "none", "small", "serious", "severe"];
const WAYS: [&str; 5] = ["contain", "learn_a3", "review_hansei", "known", "no_more"];

fn act() -> impl Strategy<Value = Act> {
    let tells = (
        0..6usize,
        0..6usize,
        0..3usize,
        prop::collection::vec(1..12u8, 0..4),
        0..5usize,
        any::<bool>(),
    )
        .prop_map(|(kind, when, at, factors, effect, dangerous)| Act::Tells {
            kind,
            when,
            at,
            factors,
            effect,
            dangerous,
        });
    let one = 0..50usize;
    prop_oneof![
        4 => tells,
        3 => one.clone().prop_map(Act::Thanks),
        1 => one.clone().prop_map(Act::Asks),
        1 => one.clone().prop_map(Act::Contains),
        2 => (one.clone(), 0..5usize).prop_map(|(report, way)| Act::Decides(report, way)),
        2 => one.clone().prop_map(Act::TellsOutcome),
        1 => one.clone().prop_map(Act::SetsAside),
        2 => (one.clone(), 0..6i64).prop_map(|(report, days)| Act::Promises(report, days)),
        1 => one.clone().prop_map(Act::WritesBack),
        3 => (one, 0..5u8, 0..5u8).prop_map(|(report, helped, safe)| Act::Judges(report, helped, safe)),
        2 => (0..9i64).prop_map(Act::Days),
        1 => Just(Act::Releases),
    ]
}

/// The people of one run.
struct Scene {
    app: App,
    lead: Browser,
    places: [Place; 2],
    told: Vec<Told>,
}

impl Scene {
    async fn open() -> Self {
        let app = App::start_with(|settings| {
            settings.release_minutes = 15;
            settings.session_hours = 24 * 365;
        })
        .await;
        let hall = ramp(&app);
        let line = app.place_with("Line", hall.id, Some(9));
        let lead = app.lead("Ada", &[]);
        Self {
            app,
            lead,
            places: [hall, line],
            told: Vec::new(),
        }
    }

    fn plays(&mut self, act: &Act) {
        match act {
            Act::Tells {
                kind,
                when,
                at,
                factors,
                effect,
                dangerous,
            } => {
                let tiles: Vec<String> = factors.iter().map(ToString::to_string).collect();
                let date = (self.app.now() - TimeDelta::days(11))
                    .date_naive()
                    .to_string();
                let mut more = vec![
                    ("kind", KINDS[*kind]),
                    ("when", WHENS[*when]),
                    ("effect", EFFECTS[*effect]),
                ];
                if *effect == 0 {
                    more.pop();
                }
                if WHENS[*when] == "date" {
                    more.push(("date", &date));
                }
                if *dangerous {
                    more.push(("still_dangerous", "on"));
                }
                more.extend(tiles.iter().map(|tile| ("factors", tile.as_str())));
                more.extend(
                    tiles
                        .iter()
                        .take(1)
                        .map(|tile| ("caught_by", tile.as_str())),
                );
                self.told
                    .push(tells(&self.app, self.places.get(*at), &more));
            }
            Act::Thanks(report) => self.leads(*report, "thanks", &[("words", "Thank you.")]),
            Act::Asks(report) => self.leads(*report, "question", &[("words", "What was it like?")]),
            Act::Contains(report) => self.leads(*report, "containment", &[("words", "Closed.")]),
            Act::Decides(report, way) => self.leads(
                *report,
                "triage",
                &[("way", WAYS[*way]), ("reason", "So it is.")],
            ),
            Act::TellsOutcome(report) => self.leads(*report, "outcome", &[("words", "A roof.")]),
            Act::SetsAside(report) => self.leads(
                *report,
                "triage",
                &[("way", "set_aside"), ("reason", "Empty.")],
            ),
            Act::Promises(report, days) => {
                let day = (self.app.now() + TimeDelta::days(*days))
                    .date_naive()
                    .to_string();
                self.leads(*report, "promise", &[("day", &day), ("reason", "So.")]);
            }
            Act::WritesBack(report) => {
                self.reports(*report, "message", &[("words", "It was the gutter.")])
            }
            Act::Judges(report, helped, safe) => {
                let (helped, safe) = (helped.to_string(), safe.to_string());
                self.reports(
                    *report,
                    "verdict",
                    &[("helped", &helped), ("felt_safe", &safe)],
                );
            }
            Act::Days(days) => self.app.later(TimeDelta::days(*days)),
            Act::Releases => super::releases(&self.app),
        }
    }

    fn one(&self, number: usize) -> Option<Told> {
        let count = self.told.len().max(1);
        self.told.get(number % count).cloned()
    }

    /// Whatever the rules say to it, the counts must hold.
    fn leads(&mut self, report: usize, act: &str, fields: &[(&str, &str)]) {
        let Some(told) = self.one(report) else { return };
        let csrf = self.lead.visits("/inbox").csrf();
        let mut all = vec![("csrf", csrf.as_str())];
        all.extend(fields);
        let status = self
            .lead
            .posts(&format!("{}/{act}", told.path()), &all)
            .status();
        assert!(
            [200, 404, 409, 422].contains(&status),
            "{act}: {}",
            self.lead.text()
        );
    }

    fn reports(&mut self, report: usize, act: &str, fields: &[(&str, &str)]) {
        let Some(told) = self.one(report) else { return };
        let mut all = vec![("receipt", told.receipt.as_str())];
        all.extend(fields);
        let mut reporter = self.app.guest();
        let status = reporter.posts(&format!("/answers/{act}"), &all).status();
        assert!(
            [200, 409, 422].contains(&status),
            "{act}: {}",
            reporter.text()
        );
    }
}

/// A run of a few dozen acts; the seed is printed where one fails.
#[test]
fn whatever_people_do_the_counts_are_those_of_the_reports() {
    let mut runner = proptest::test_runner::TestRunner::new(proptest::test_runner::Config {
        cases: 12,
        max_shrink_iters: 40,
        failure_persistence: None,
        ..Default::default()
    });
    let outcome = runner.run(&prop::collection::vec(act(), 10..60), |acts| {
        actix_web::rt::System::new().block_on(async {
            let mut scene = Scene::open().await;
            for act in &acts {
                scene.plays(act);
            }
            let kept = tallies(&scene.app);
            let findings = findings(&scene.app);
            prop_assert!(findings.is_empty(), "{findings:#?}");
            scene.app.acts(reports::recount);
            prop_assert_eq!(tallies(&scene.app), kept, "counting again changes nothing");
            Ok(())
        })
    });
    outcome.unwrap();
}

/// All counts that are not zero.
fn tallies(app: &App) -> Vec<inside::Row> {
    let mut rows = inside::rows(app, "tallies");
    rows.retain(|row| row["cells"] != "{}");
    rows.sort();
    rows
}

#[actix_web::test]
async fn a_report_counts_for_its_place_and_each_place_above_it() {
    let app = App::start().await;
    let hall = ramp(&app);
    let line = app.place_with("Line", hall.id, Some(9));
    tells(&app, Some(&line), &[]);
    let counted = tallies(&app)
        .into_iter()
        .filter(|row| row["measure"] == "surfaced")
        .count();
    assert_eq!(counted, 3, "the line, the hall and the whole house");
}

#[actix_web::test]
async fn a_count_that_was_changed_by_hand_is_found_and_mended() {
    let app = App::start().await;
    tells(&app, None, &[]);
    let right = tallies(&app);
    app.acts(|tx| {
        use diesel::prelude::*;
        candor::each_backend!(tx.conn(), |c| diesel::sql_query(
            "UPDATE tallies SET cells = replace(cells, '\":1', '\":2') WHERE measure = 'surfaced'"
        )
        .execute(c))
        .map(drop)
        .map_err(candor::db::StoreError::from)
    });
    assert_eq!(findings(&app).len(), 1, "{:?}", findings(&app));
    app.acts(reports::recount);
    assert_eq!(findings(&app), Vec::<String>::new());
    assert_eq!(tallies(&app), right);
}

#[actix_web::test]
async fn no_count_knows_a_person() {
    let app = App::start().await;
    let told = tells(&app, None, &[("reporter", "named"), ("name", "Quux")]);
    app.lead("Ada", &[])
        .visits(&told.path())
        .presses("Say thank you", &[("words", "Thank you.")]);
    let columns: Vec<String> = tallies(&app)[0].keys().cloned().collect();
    assert_eq!(columns, ["cells", "measure", "place_id", "week"]);
}

#[actix_web::test]
async fn what_is_told_one_level_up_is_not_counted_where_its_leads_may_not_read_it() {
    let app = App::start().await;
    let place = ramp(&app);
    let told = tells(&app, Some(&place), &[("one_level_up", "on")]);
    let counted_at = |wanted: candor::kernel::ids::Id| {
        app.looks(move |conn| {
            candor::tally::by_week(conn, candor::tally::Measure::Surfaced, wanted)
        })
        .values()
        .sum::<i64>()
    };
    assert_eq!(counted_at(place.id), 0, "at the place itself");
    assert_eq!(counted_at(candor::places::ROOT), 1, "above it");
    let mut boss = app.lead("Boss", &[]);
    boss.visits(&told.path())
        .presses("Say thank you", &[("words", "Thank you.")]);
    assert_eq!(
        findings(&app),
        [""; 0],
        "thanks are counted at the same places"
    );
    app.acts(|tx| reports::recount(tx).map(drop));
    assert_eq!(counted_at(place.id), 0, "after counting again");
    assert_eq!(counted_at(candor::places::ROOT), 1);
}
