//! What an anonymous reporter relies on, checked where it is kept and not where it is promised.

use super::{STORY, Told, comes_back, fills, inside, ramp, releases, tells};
use crate::support::{App, Browser};
use chrono::TimeDelta;
use std::collections::BTreeSet;

pub(super) async fn in_batches() -> App {
    App::start_with(|settings| settings.release_minutes = 15).await
}

/// Whether a value holds a time of day: `14:05`, or seconds or milliseconds since 1970.
fn is_fine(value: &str) -> bool {
    let bytes = value.as_bytes();
    let clock = bytes
        .windows(5)
        .any(|five| five[2] == b':' && [0, 1, 3, 4].iter().all(|at| five[*at].is_ascii_digit()));
    // A place's code such as 95E8 reads like a number with an exponent, and is none.
    let plain = !value.contains(['e', 'E']);
    let epoch = plain
        && value
            .parse::<f64>()
            .is_ok_and(|number| number.abs() > 1_000_000_000.0);
    clock || epoch
}

/// Tables about staff, who are known and whose acts have a time.
const STAFF: [&str; 4] = ["journal", "sessions", "people", "people_places"];

// ---- time ----

#[actix_web::test]
async fn after_its_release_nothing_finer_than_the_shift_is_kept_of_an_anonymous_report() {
    let app = in_batches().await;
    app.at("2026-03-04T09:31:27.654321Z");
    let place = ramp(&app);
    let anonymous = tells(&app, Some(&place), &[("factors", "5")]);
    tells(
        &app,
        Some(&place),
        &[("reporter", "protected"), ("name", "Quux")],
    );
    app.later(TimeDelta::minutes(21));
    releases(&app);
    app.lead("Ada", &[])
        .visits(&anonymous.path())
        .presses("Say thank you", &[("words", "Thank you.")])
        .presses("Send to the reporter", &[("words", "What was it like?")])
        .presses("Tell the reporter", &[("words", "A roof.")])
        .answers(200);
    comes_back(&app, &anonymous)
        .presses("Send my words", &[("words", "Wet.")])
        .presses("Send my answer", &[("helped", "3"), ("felt_safe", "3")])
        .answers(200);
    app.later(TimeDelta::minutes(21));
    releases(&app);

    for (table, row) in inside::everything(&app) {
        if STAFF.contains(&table.as_str()) {
            continue;
        }
        for (column, value) in row {
            assert!(!is_fine(&value), "{table}.{column} holds {value}");
        }
    }
    let row = &inside::rows(&app, "reports")[0];
    assert_eq!(row["surfaced_on"], "2026-03-04");
    assert_eq!(row["surfaced_hour"], "6", "the shift's beginning");
}

#[actix_web::test]
async fn the_moment_of_release_is_forgotten_by_itself() {
    let app = in_batches().await;
    tells(&app, None, &[]);
    assert_ne!(inside::rows(&app, "reports")[0]["release_at"], "");
    app.later(TimeDelta::minutes(21));
    releases(&app);
    assert_eq!(inside::rows(&app, "reports")[0]["release_at"], "");
}

#[actix_web::test]
async fn a_named_report_keeps_its_moment_as_its_reporter_chose() {
    let app = App::start().await;
    tells(&app, None, &[("reporter", "named"), ("name", "Quux")]);
    assert!(is_fine(&inside::rows(&app, "reports")[0]["surfaced_at"]));
}

#[actix_web::test]
async fn two_reports_of_one_shift_differ_in_nothing_but_what_is_random() {
    let app = in_batches().await;
    let mut kept = BTreeSet::new();
    for minute in ["06:00:01", "09:31:27", "13:20:59"] {
        app.at(&format!("2026-03-04T{minute}Z"));
        tells(&app, None, &[]);
        app.later(TimeDelta::minutes(30));
        releases(&app);
    }
    for mut row in inside::rows(&app, "reports") {
        for random in ["id", "reference", "receipt_hash"] {
            row.remove(random);
        }
        kept.insert(row);
    }
    assert_eq!(kept.len(), 1, "{kept:#?}");
}

#[actix_web::test]
async fn the_night_belongs_to_the_day_on_which_it_began() {
    let app = App::start().await;
    app.at("2026-03-05T03:00:00Z");
    let told = tells(&app, None, &[]);
    let row = &inside::rows(&app, "reports")[0];
    assert_eq!(
        (&*row["surfaced_on"], &*row["surfaced_hour"]),
        ("2026-03-04", "22")
    );
    comes_back(&app, &told).says("On 4 March 2026.");
    app.lead("Ada", &[])
        .visits(&told.path())
        .says("some time after 22 o'clock");
}

#[actix_web::test]
async fn keys_of_drafts_are_forgotten_after_two_days() {
    let app = App::start().await;
    tells(&app, None, &[]);
    app.later(TimeDelta::hours(20));
    releases(&app);
    assert_eq!(inside::rows(&app, "idempotency").len(), 1);
    app.later(TimeDelta::hours(28));
    releases(&app);
    assert_eq!(inside::rows(&app, "idempotency").len(), 0);
}

// ---- order ----

#[actix_web::test]
async fn ids_and_codes_are_random_and_lists_do_not_tell_who_spoke_up_after_whom() {
    let app = in_batches().await;
    let told: Vec<Told> = (0..12)
        .map(|number| {
            app.later(TimeDelta::seconds(20));
            tells(&app, None, &[("story", &format!("Number {number:02}."))])
        })
        .collect();
    app.later(TimeDelta::minutes(30));
    let rows = inside::rows(&app, "reports");
    for column in ["id", "reference", "receipt_hash"] {
        let mut by_column: Vec<(&str, &str)> = rows
            .iter()
            .map(|row| (row[column].as_str(), row["story"].as_str()))
            .collect();
        by_column.sort_unstable();
        let order: Vec<&str> = by_column.into_iter().map(|(_, story)| story).collect();
        assert!(!is_in_order(&order), "{column} tells the order: {order:?}");
    }
    let mut ada = app.lead("Ada", &[]);
    ada.visits("/inbox");
    let shown = ada.texts(".card__words");
    let shown: Vec<&str> = shown.iter().map(String::as_str).collect();
    assert_eq!(shown.len(), 12);
    assert!(!is_in_order(&shown), "{shown:?}");
    let codes: BTreeSet<&str> = told.iter().map(|told| told.receipt.as_str()).collect();
    assert_eq!(codes.len(), 12);
}

/// Forwards or backwards; by chance once in 239,500,800 runs.
fn is_in_order(list: &[&str]) -> bool {
    list.is_sorted() || list.iter().rev().is_sorted()
}

#[actix_web::test]
async fn a_batch_is_not_released_in_the_order_in_which_people_spoke_up() {
    let app = in_batches().await;
    for number in 0..12 {
        tells(&app, None, &[("story", &format!("Number {number:02}."))]);
    }
    let mut waiting: Vec<(String, String)> = inside::rows(&app, "reports")
        .into_iter()
        .map(|row| (row["release_at"].clone(), row["story"].clone()))
        .collect();
    waiting.sort();
    let order: Vec<&str> = waiting.iter().map(|(_, story)| story.as_str()).collect();
    assert!(!is_in_order(&order), "{order:?}");
    for (at, _) in &waiting {
        assert!(
            ("2026-03-04 09:45".."2026-03-04 09:50:01").contains(&&*at.replace('T', " ")),
            "{at}"
        );
    }
}

#[actix_web::test]
async fn two_reports_of_one_device_share_no_value() {
    let app = App::start().await;
    let mut guest = app.guest();
    for story in ["The first.", "The second."] {
        fills(&mut guest, None, &[("story", story)]).answers(200);
    }
    for table in ["reports", "idempotency"] {
        let rows = inside::rows(&app, table);
        assert_eq!(rows.len(), 2);
        let shared: Vec<&str> = rows[0]
            .iter()
            .filter(|(column, value)| value.len() >= 16 && rows[1][*column] == **value)
            .map(|(column, _)| column.as_str())
            .filter(|column| *column != "place_id")
            .collect();
        assert_eq!(shared, [""; 0], "{table}");
    }
}

#[actix_web::test]
async fn nothing_that_a_browser_says_about_itself_is_kept() {
    let app = App::start().await;
    let body = format!(
        "key=0123456789abcdef&kind=problem&story={}",
        STORY.replace(' ', "+")
    );
    app.guest()
        .sends(
            "POST",
            "/tell",
            &[
                ("content-type", "application/x-www-form-urlencoded"),
                ("user-agent", "Canary/77 (Zebedee)"),
                ("x-forwarded-for", "203.0.113.77"),
                ("forwarded", "for=203.0.113.77"),
                ("accept-language", "tlh-canary"),
                ("cookie", "canary=zebedee"),
                ("sec-ch-ua-model", "Canaryphone"),
                ("referer", "https://canary.example/zebedee"),
            ],
            body.as_bytes(),
        )
        .answers(200);
    for words in [
        "canary",
        "zebedee",
        "203.0.113",
        "127.0.0.1",
        "0123456789abcdef",
    ] {
        assert_eq!(
            inside::columns_with(&app, words),
            Vec::<String>::new(),
            "{words}"
        );
    }
}

// ---- roles ----

/// What a lead could do with a report, by address.
fn every_act(told: &Told) -> Vec<(String, Vec<(&'static str, &'static str)>)> {
    [
        ("thanks", vec![("words", "Words.")]),
        ("question", vec![("words", "Words.")]),
        ("containment", vec![("words", "Words.")]),
        ("outcome", vec![("words", "Words.")]),
        ("shared-story", vec![("words", "Words.")]),
        ("triage", vec![("way", "known"), ("reason", "Words.")]),
        ("triage", vec![("way", "set_aside"), ("reason", "Words.")]),
    ]
    .into_iter()
    .map(|(act, fields)| (format!("{}/{act}", told.path()), fields))
    .collect()
}

#[actix_web::test]
async fn other_roles_read_no_story_and_answer_nothing() {
    let app = App::start().await;
    let told = tells(&app, None, &[]);
    let before = inside::rows(&app, "reports");
    for (role, mut person) in [
        ("improver", app.improver("Ivo")),
        ("keeper", app.keeper("Kim")),
        ("admin", app.admin("Amy")),
    ] {
        for path in ["/inbox", "/inbox?show=answered", &told.path()] {
            person.visits(path);
            assert_eq!(person.status(), 403, "{role} at {path}");
            person
                .does_not_say(STORY)
                .says("This page is for people with another role here.");
        }
        for (path, fields) in every_act(&told) {
            person.posts(&path, &fields);
            assert_eq!(person.status(), 403, "{role} at {path}");
        }
    }
    assert_eq!(inside::rows(&app, "reports"), before);
    assert_eq!(inside::rows(&app, "handlings").len(), 0);
}

#[actix_web::test]
async fn somebody_who_is_not_signed_in_is_asked_to_and_reads_nothing() {
    let app = App::start().await;
    let told = tells(&app, None, &[]);
    let mut guest = app.guest();
    for path in ["/inbox", "/names", &told.path()] {
        guest
            .sends("GET", path, &[("accept", "text/html")], b"")
            .answers(303);
        assert!(
            guest
                .header("location")
                .unwrap_or_default()
                .starts_with("/sign-in?next=")
        );
        guest
            .sends("GET", path, &[("accept", "application/json")], b"")
            .answers(401);
        assert!(!guest.body().contains(STORY));
    }
    for (path, fields) in every_act(&told) {
        guest.posts(&path, &fields).answers(401);
        assert!(guest.body().contains("Words."), "{path} keeps the words");
    }
    assert_eq!(inside::rows(&app, "handlings").len(), 0);
}

#[actix_web::test]
async fn a_report_of_another_place_and_one_that_is_not_there_are_the_same_answer() {
    let app = App::start().await;
    let mine = ramp(&app);
    let yard = app.place_with("Yard", candor::places::ROOT, Some(9));
    let told = tells(&app, Some(&yard), &[]);
    let mut lead = app.lead("Ada", &[mine.id]);
    let mut page_of = |path: &str| {
        lead.visits(path).answers(404);
        lead.body()
    };
    let there = page_of(&told.path());
    for path in [
        "/reports/000-000",
        "/reports/nonsense",
        "/reports/%00",
        "/reports/%FF",
        "/reports/4H7KQ2AAAA",
    ] {
        assert_eq!(page_of(path), there, "{path}");
    }
    let csrf = lead.visits("/inbox").csrf();
    for (path, fields) in every_act(&told) {
        let mut fields = fields;
        fields.push(("csrf", &csrf));
        lead.posts(&path, &fields).answers(404);
    }
    assert_eq!(inside::rows(&app, "handlings").len(), 0);
}

#[actix_web::test]
async fn only_a_keeper_opens_names() {
    let app = App::start().await;
    let told = tells(&app, None, &[("reporter", "protected"), ("name", "Quux")]);
    for mut person in [app.lead("Ada", &[]), app.improver("Ivo"), app.admin("Amy")] {
        person.visits("/names").answers(403);
        person
            .posts(
                "/names",
                &[("reference", &told.reference), ("reason", "To see.")],
            )
            .answers(403)
            .does_not_say("Quux");
    }
    assert_eq!(inside::rows(&app, "name_openings").len(), 0);
}

#[actix_web::test]
async fn an_act_needs_the_sessions_own_token() {
    let app = App::start().await;
    let told = tells(&app, None, &[]);
    let mut ada = app.lead("Ada", &[]);
    let mut ben = app.lead("Ben", &[]);
    let of_ben = ben.visits("/inbox").csrf();
    for csrf in ["", "guess", &of_ben] {
        for (path, mut fields) in every_act(&told) {
            fields.push(("csrf", csrf));
            ada.posts(&path, &fields).answers(403);
        }
    }
    assert_eq!(inside::rows(&app, "handlings").len(), 0);
}

// ---- headers and cookies ----

/// Every address for everybody, and what may be sent there.
fn public(app: &App, told: &Told) -> Vec<Browser> {
    let receipt = ("receipt", told.receipt.as_str());
    let mut pages = Vec::new();
    for path in [
        "/",
        "/tell",
        "/tell/ZZZZ",
        "/answers",
        "/nothing",
        "/api/v1/reports",
        "/reports",
        "/assets/x/candor.css",
        "/assets/x/nothing",
    ] {
        let mut guest = app.guest();
        guest.sends("GET", path, &[("accept", "text/html")], b"");
        pages.push(guest);
    }
    for (path, fields) in [
        ("/tell", vec![("kind", "problem"), ("story", STORY)]),
        ("/tell", vec![]),
        ("/tell/ZZZZ", vec![("kind", "problem"), ("story", STORY)]),
        ("/answers", vec![receipt]),
        ("/answers", vec![("receipt", "wrong")]),
        ("/answers/message", vec![receipt, ("words", "Words.")]),
        ("/answers/message", vec![receipt]),
        (
            "/answers/verdict",
            vec![receipt, ("helped", "3"), ("felt_safe", "3")],
        ),
        ("/", vec![]),
        ("/nothing", vec![]),
    ] {
        let mut guest = app.guest();
        guest.posts(path, &fields);
        pages.push(guest);
    }
    for (path, body) in [
        (
            "/api/v1/reports",
            serde_json::json!({"kind": "problem", "story": STORY}),
        ),
        (
            "/api/v1/answers",
            serde_json::json!({"receipt": told.receipt}),
        ),
        ("/api/v1/answers", serde_json::json!({"receipt": "wrong"})),
        (
            "/api/v1/answers/message",
            serde_json::json!({"receipt": told.receipt, "words": "Words."}),
        ),
    ] {
        let mut guest = app.guest();
        guest.posts_json(path, &body);
        pages.push(guest);
    }
    let mut guest = app.guest();
    guest.sends("PUT", "/tell", &[], b"");
    pages.push(guest);
    let mut guest = app.guest();
    guest
        .posts("/tell", &[("story", &"a".repeat(600_000))])
        .answers(413);
    pages.push(guest);
    let mut guest = app.guest();
    guest.posts_bytes("/tell", b"story=%FF").answers(400);
    pages.push(guest);
    let mut guest = app.guest();
    guest.sends("POST", "/tell", &[("sec-fetch-site", "cross-site")], b"");
    pages.push(guest);
    pages
}

#[track_caller]
fn is_closed(page: &Browser) {
    let header = |name: &str| page.header(name).unwrap_or_default().to_owned();
    let place = format!("{} ({})", page.path(), page.status());
    let policy = header("content-security-policy");
    assert!(
        policy.starts_with("default-src 'none';"),
        "{place}: {policy}"
    );
    assert!(!policy.contains("unsafe"), "{place}: {policy}");
    assert!(
        policy.contains("frame-ancestors 'none'"),
        "{place}: {policy}"
    );
    assert_eq!(header("referrer-policy"), "no-referrer", "{place}");
    assert_eq!(header("x-content-type-options"), "nosniff", "{place}");
    assert_eq!(
        header("cross-origin-opener-policy"),
        "same-origin",
        "{place}"
    );
    assert_eq!(
        header("cross-origin-resource-policy"),
        "same-origin",
        "{place}"
    );
    assert!(
        header("permissions-policy").contains("geolocation=()"),
        "{place}"
    );
    if !(page.path().starts_with("/assets/") && page.status() == 200) {
        assert_eq!(header("cache-control"), "no-store", "{place}");
    }
    for telling in [
        "etag",
        "last-modified",
        "server",
        "x-powered-by",
        "date-told",
    ] {
        assert_eq!(header(telling), "", "{place}: {telling}");
    }
    if page.status() >= 400 {
        assert!(page.body().len() > 20, "{place} says nothing");
    }
}

#[actix_web::test]
async fn every_answer_to_everybody_is_closed_and_sets_no_cookie() {
    let app = App::start().await;
    let told = tells(&app, None, &[]);
    for page in public(&app, &told) {
        is_closed(&page);
        assert!(page.headers("set-cookie").is_empty(), "{}", page.path());
    }
}

#[actix_web::test]
async fn every_answer_to_staff_is_closed() {
    let app = App::start().await;
    let told = tells(&app, None, &[]);
    let mut ada = app.lead("Ada", &[]);
    for path in ["/inbox", &told.path(), "/reports/000-000", "/names"] {
        is_closed(ada.visits(path));
    }
    let csrf = ada.visits("/inbox").csrf();
    for (path, mut fields) in every_act(&told) {
        fields.push(("csrf", &csrf));
        is_closed(ada.posts(&path, &fields));
        fields.pop();
        is_closed(ada.posts(&path, &fields));
    }
    let mut kim = app.keeper("Kim");
    is_closed(kim.visits("/names"));
}

#[actix_web::test]
async fn no_public_page_leads_to_another_host_or_runs_words_of_its_own() {
    let app = App::start().await;
    let told = tells(&app, None, &[]);
    for page in public(&app, &told) {
        let body = page.body();
        assert!(!body.contains("<script>"), "{}", page.path());
        assert!(!body.contains(" style="), "{}", page.path());
        assert!(!body.contains(" onclick"), "{}", page.path());
        for link in page
            .html()
            .select(&scraper::Selector::parse("[href], [src], [action]").unwrap())
        {
            for name in ["href", "src", "action"] {
                if let Some(to) = link.value().attr(name) {
                    assert!(
                        (to.starts_with('/') && !to.starts_with("//")) || to.starts_with('#'),
                        "{}: {to}",
                        page.path()
                    );
                }
            }
        }
    }
}

#[actix_web::test]
async fn forms_of_reporters_ask_the_browser_to_remember_nothing() {
    let app = App::start().await;
    let told = tells(&app, None, &[]);
    for path in ["/tell", "/answers"] {
        let mut guest = app.guest();
        guest.visits(path);
        assert!(guest.has("main form[autocomplete=off]"), "{path}");
    }
    let reporter = comes_back(&app, &told);
    let forms = reporter.texts("main form").len();
    assert_eq!(reporter.texts("main form[autocomplete=off]").len(), forms);
}
