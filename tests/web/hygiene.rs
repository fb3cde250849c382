//! What holds on every page: headers, errors, and what browsers and strangers may send.

use crate::support::{App, Browser};

/// A form of our own as another site would send it.
fn sends_with(browser: &mut Browser, headers: &[(&str, &str)]) -> u16 {
    let csrf = browser.visits("/places/new").csrf();
    let body = format!("csrf={csrf}&name=Hall");
    let mut all = vec![("content-type", "application/x-www-form-urlencoded")];
    all.extend(headers);
    browser
        .sends("POST", "/places", &all, body.as_bytes())
        .status()
}

#[actix_web::test]
async fn a_page_that_is_not_there_says_so_and_leads_home() {
    let app = App::start().await;
    app.guest()
        .visits("/nothing-here")
        .answers(404)
        .says("We could not find that.")
        .links_to("/");
}

#[actix_web::test]
async fn every_answer_carries_the_headers_that_keep_strangers_out() {
    let app = App::start().await;
    let mut browser = app.admin("Ann");
    let assets = {
        browser.visits("/places");
        browser.attribute("link[rel=stylesheet]", "href").unwrap()
    };
    for path in ["/sign-in", "/places", "/nothing-here", assets.as_str()] {
        browser.visits(path);
        let policy = browser.header("content-security-policy").unwrap();
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"));
        assert_eq!(browser.header("referrer-policy"), Some("no-referrer"));
        assert_eq!(browser.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(browser.header("x-frame-options"), Some("DENY"));
        let kept = browser.header("cache-control").unwrap();
        assert_eq!(kept == "no-store", path != assets, "{path}: {kept}");
    }
}

#[actix_web::test]
async fn no_page_holds_styles_or_scripts_of_its_own() {
    let app =
        App::start_with(|settings| settings.public_url = Some("http://x.example".into())).await;
    let mut ann = app.admin("Ann");
    for path in [
        "/sign-in",
        "/places",
        "/places/new",
        "/places/0000",
        "/places/0000/poster",
        "/people",
        "/people/new",
        "/journal",
        "/nothing-here",
    ] {
        ann.visits(path);
        assert!(
            !ann.has("style, script, [style], [onclick], [onsubmit]"),
            "{path}"
        );
        assert_eq!(ann.attribute("html", "lang").as_deref(), Some("en"));
        assert_eq!(
            ann.texts("h1").len(),
            1,
            "{path}: one heading says what the page is"
        );
        assert!(
            ann.has("main#main") && ann.has("a.skip[href='#main']"),
            "{path}"
        );
    }
}

#[actix_web::test]
async fn every_field_of_a_form_has_a_label_and_every_id_is_its_own() {
    let app = App::start().await;
    let mut ann = app.admin("Ann");
    app.person("Bo", candor::people::Role::Lead, &[]);
    for path in [
        "/sign-in",
        "/places/new",
        "/places/0000",
        "/people",
        "/people/new",
    ] {
        ann.visits(path);
        let html = ann.html();
        let select = |css: &str| scraper::Selector::parse(css).unwrap();
        let mut ids: Vec<&str> = html
            .select(&select("[id]"))
            .filter_map(|e| e.value().id())
            .collect();
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all, "{path}: two things share an id");
        for field in html.select(&select(
            "input:not([type=hidden]):not([hidden]), textarea, select",
        )) {
            let inside = field.ancestors().any(|node| {
                node.value()
                    .as_element()
                    .is_some_and(|element| element.name() == "label")
            });
            let id = field.value().id().unwrap_or_default();
            let labelled = html
                .select(&select(&format!("label[for={id:?}]")))
                .next()
                .is_some();
            assert!(inside || labelled, "{path}: {}", field.html());
        }
        for described in html.select(&select("[aria-describedby]")) {
            for id in described
                .value()
                .attr("aria-describedby")
                .unwrap_or_default()
                .split(' ')
            {
                assert!(ids.contains(&id), "{path}: nothing has the id {id:?}");
            }
        }
    }
}

#[actix_web::test]
async fn a_form_from_another_site_is_not_taken() {
    let app = App::start().await;
    let mut ann = app.admin("Ann");
    for (headers, status) in [
        (vec![("sec-fetch-site", "cross-site")], 403),
        (vec![("sec-fetch-site", "same-site")], 403),
        (vec![("origin", "http://evil.example")], 403),
        (vec![("origin", "evil.example")], 403),
        (vec![("origin", "http://127.0.0.1:1")], 403),
        (vec![("sec-fetch-site", "same-origin")], 303),
    ] {
        assert_eq!(sends_with(&mut ann, &headers), status, "{headers:?}");
    }
    ann.visits("/places").says("Hall");
}

#[actix_web::test]
async fn a_form_without_its_own_token_is_not_taken() {
    let app = App::start().await;
    let mut ann = app.admin("Ann");
    let foreign = app.admin("Bea").visits("/places").csrf();
    for token in ["", "x", foreign.as_str()] {
        ann.posts("/places", &[("csrf", token), ("name", "Hall")])
            .answers(403);
    }
    ann.posts("/places", &[("name", "Hall")]).answers(403);
    ann.visits("/places").does_not_say("Hall");
}

#[actix_web::test]
async fn bytes_that_are_no_text_are_not_guessed_at() {
    let app = App::start().await;
    let mut ann = app.admin("Ann");
    for path in ["/sign-in", "/sign-in/first", "/places"] {
        ann.posts_bytes(path, b"email=%FF%FE&name=%FF&ticket=x")
            .answers(400);
        ann.posts_bytes(path, b"email=\xff").answers(400);
    }
    ann.visits("/sign-in?next=%FF").answers(400);
}

#[actix_web::test]
async fn more_than_fits_is_refused_before_it_is_read() {
    let app = App::start().await;
    let body = format!("email={}", "x".repeat(2 * 1024 * 1024));
    for path in ["/sign-in", "/sign-in/first"] {
        app.guest()
            .posts_bytes(path, body.as_bytes())
            .answers(413)
            .says("more than fits");
    }
}

#[actix_web::test]
async fn an_address_says_how_it_does_not_work() {
    let app = App::start().await;
    app.guest().visits("/sign-out").answers(405);
    app.guest().posts("/journal", &[]).answers(405);
}

#[actix_web::test]
async fn programs_get_their_errors_as_json() {
    let app = App::start().await;
    let mut program = app.guest();
    program
        .sends(
            "GET",
            "/nothing-here",
            &[("accept", "application/json")],
            b"",
        )
        .answers(404);
    let said = program.json();
    assert_eq!(said["code"], "not_found");
    assert!(
        said["link"].as_str().unwrap().ends_with("/api#not-found"),
        "{said}"
    );

    let words = serde_json::json!({"name": "Hall"});
    program.posts_json("/places", &words).answers(401);
    assert_eq!(program.json()["code"], "sign_in_needed");
}

// ---- what stays on a device ----

#[actix_web::test]
async fn the_worker_is_asked_for_again_each_time_and_names_the_version() {
    let app = App::start().await;
    let mut browser = app.guest();
    browser.visits("/tell");
    let script = browser
        .attribute("script[src$='tell.js']", "src")
        .unwrap_or_default();
    let version = script.split('/').nth(2).unwrap_or_default().to_owned();
    assert!(!version.is_empty(), "{script}");
    browser.visits("/sw.js").answers(200);
    assert_eq!(browser.header("cache-control"), Some("no-cache"));
    assert_eq!(
        browser.header("content-type"),
        Some("text/javascript; charset=utf-8")
    );
    let policy = browser.header("content-security-policy").unwrap();
    assert!(policy.contains("worker-src 'self'") && policy.contains("manifest-src 'self'"));
    let body = browser.body();
    assert!(body.contains(&version));
    // Each file that it keeps is there: one that is missing would stop it.
    let start = body.find("const ASSETS = ").unwrap() + "const ASSETS = ".len();
    let list = body[start..].lines().next().unwrap();
    let files: Vec<String> = serde_json::from_str(list).unwrap();
    assert!(files.len() > 10 && files.iter().all(|file| !file.ends_with("/sw.js")));
    for file in files {
        browser.visits(&file).answers(200);
        assert_eq!(
            browser.header("cache-control"),
            Some("public, max-age=31536000, immutable"),
            "{file}"
        );
    }
}

#[actix_web::test]
async fn pages_of_reporters_offer_the_way_out_and_pages_of_staff_carry_no_script_of_theirs() {
    let app = App::start_with(|settings| {
        "https://weather.example.org/".clone_into(&mut settings.exit_url)
    })
    .await;
    let mut guest = app.guest();
    for path in ["/", "/tell", "/answers", "/thanks"] {
        guest.visits(path);
        assert_eq!(
            guest.attribute("a[data-leave]", "href").as_deref(),
            Some("https://weather.example.org/"),
            "{path}"
        );
        assert!(guest.has("script[type=module][src$='/tell.js']"), "{path}");
        assert!(guest.headers("set-cookie").is_empty());
    }
    let mut ann = app.admin("Ann");
    for path in ["/places", "/people", "/sign-in", "/api"] {
        ann.visits(path);
        assert!(!ann.has("script, template, [data-leave]"), "{path}");
    }
    guest
        .visits("/exit")
        .answers(200)
        .says("You can close this page.")
        .does_not_say("Candor");
}

#[actix_web::test]
async fn asking_for_the_head_alone_is_answered_without_a_body() {
    let app = App::start().await;
    for path in ["/", "/tell", "/health/live", "/not-there"] {
        let mut page = app.guest();
        page.sends("GET", path, &[("accept", "text/html")], b"");
        let mut head = app.guest();
        head.sends("HEAD", path, &[("accept", "text/html")], b"");
        assert_eq!(head.status(), page.status(), "{path}");
        assert_eq!(head.body(), "", "{path}");
        assert_eq!(head.header("content-type"), page.header("content-type"));
    }
}
