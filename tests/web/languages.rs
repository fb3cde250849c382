//! The pages for everybody speak the reporter's language, and nothing of it is kept.

use crate::{
    reports::{STORY, inside, tells_in},
    support::{App, Browser},
};
use candor::kernel::language::Language;

/// The language and direction of the page.
fn of(browser: &Browser) -> (String, String) {
    let said = |name| browser.attribute("html", name).unwrap_or_default();
    (said("lang"), said("dir"))
}

#[actix_web::test]
async fn a_page_speaks_what_the_browser_asks_for() {
    let app = App::start().await;
    for (asked, language, direction, words) in [
        ("da", "da", "ltr", "Har du set noget?"),
        ("de-CH, en;q=0.9", "de", "ltr", "Etwas gesehen?"),
        ("fr, es;q=0.7, en;q=0.3", "es", "ltr", "¿Viste algo?"),
        ("en;q=0.1, pl", "pl", "ltr", "Widzisz coś?"),
        ("ar-EG", "ar", "rtl", "هل لاحظت شيئًا؟"),
        ("fr, nl", "en", "ltr", "Saw something?"),
        ("", "en", "ltr", "Saw something?"),
        ("*;q=x,, ;q=1", "en", "ltr", "Saw something?"),
    ] {
        let mut guest = app.guest();
        guest.speaks(asked).visits("/").answers(200).says(words);
        assert_eq!(of(&guest), (language.into(), direction.into()), "{asked}");
        assert!(guest.headers("set-cookie").is_empty());
        // Whoever keeps the page keeps one for each language.
        let kept_apart = guest
            .headers("vary")
            .iter()
            .any(|vary| vary.eq_ignore_ascii_case("accept-language"));
        assert!(kept_apart, "{:?}", guest.headers("vary"));
    }
}

#[actix_web::test]
async fn the_house_chooses_for_whoever_asks_for_none_of_ours() {
    let app = App::start_with(|settings| settings.language = Language::Polish).await;
    let mut guest = app.guest();
    assert_eq!(of(guest.visits("/")).0, "pl");
    assert_eq!(of(guest.speaks("fr").visits("/")).0, "pl");
    assert_eq!(of(guest.speaks("en").visits("/")).0, "en");
}

#[actix_web::test]
async fn a_chosen_language_wins_and_goes_along() {
    let app = App::start().await;
    let mut guest = app.guest();
    guest.speaks("de").visits("/").follows_link("Dansk");
    guest
        .is_at("/?lang=da")
        .says("Har du set noget?")
        .links_to("/answers?lang=da")
        .links_to("/tell?lang=da")
        .links_to("/thanks?lang=da");
    guest.follows_link("Svar").is_at("/answers?lang=da");
    guest
        .presses("Åbn min side", &[("receipt", "0000 0000 0000 0000")])
        .answers(422)
        .is_at("/answers?lang=da")
        .says("Denne kvittering åbner ikke noget.");
    // What a form was sent for cannot be opened again by its address.
    assert!(!guest.has(".languages"));
    assert!(guest.headers("set-cookie").is_empty());
}

#[actix_web::test]
async fn what_was_not_chosen_is_not_carried() {
    let app = App::start().await;
    let mut guest = app.guest();
    guest.speaks("da").visits("/").links_to("/answers");
    assert_eq!(
        guest.attribute("a.door--tell", "href").as_deref(),
        Some("/tell")
    );
}

#[actix_web::test]
async fn a_language_that_we_do_not_speak_is_no_choice() {
    let app = App::start().await;
    let mut guest = app.guest();
    for unknown in ["xx", "", "DA", "da%00", "../../etc", "%22%3E%3Cb%3E"] {
        guest
            .visits(&format!("/?lang={unknown}"))
            .answers(200)
            .says("Saw something?")
            .links_to("/answers");
        assert!(!guest.body().contains("<b>"), "{unknown}");
    }
}

#[actix_web::test]
async fn the_other_languages_keep_the_address() {
    let app = App::start().await;
    let mut guest = app.guest();
    guest
        .visits("/thanks?a=1&lang=de&done=signed-out&b=%22%3E")
        .links_to("/thanks?a=1&b=%22%3E&lang=ar");
    assert_eq!(
        guest.texts(".languages a"),
        [
            "English",
            "Dansk",
            "Deutsch",
            "Español",
            "Polski",
            "العربية"
        ]
    );
    for (name, value) in [("lang", "ar"), ("hreflang", "ar"), ("dir", "rtl")] {
        let link = ".languages li:last-child a";
        assert_eq!(guest.attribute(link, name).as_deref(), Some(value));
    }
    // An address that a browser would read as another site is nobody's page.
    guest.sends(
        "GET",
        "//evil.example/?lang=de",
        &[("accept", "text/html")],
        b"",
    );
    assert!(!guest.body().contains("evil.example"));
}

#[actix_web::test]
async fn an_error_speaks_it_too_and_to_programs_english() {
    let app = App::start().await;
    let mut guest = app.guest();
    guest
        .speaks("es")
        .visits("/nothing-here")
        .answers(404)
        .says("No pudimos encontrarlo.")
        .says("Aquí no hay nada");
    guest
        .sends(
            "GET",
            "/nothing-here",
            &[("accept", "application/json")],
            b"",
        )
        .answers(404);
    assert_eq!(
        guest.json()["message"],
        "We could not find that. It may have moved, or the address may have a typing slip in it."
    );
}

#[actix_web::test]
async fn staff_pages_are_english_for_everybody() {
    let app = App::start().await;
    let mut ann = app.admin("Ann");
    ann.speaks("ar").visits("/places?lang=da").answers(200);
    assert_eq!(of(&ann), ("en".into(), "ltr".into()));
    ann.visits("/nothing-here/at/all");
}

#[actix_web::test]
async fn the_same_is_kept_whatever_the_language() {
    let told = async |speaks: &str, path: &str| {
        let app = App::start().await;
        let mut guest = app.guest();
        guest.speaks(speaks);
        tells_in(&mut guest, path);
        let mut rows = inside::rows(&app, "reports");
        assert_eq!(rows.len(), 1);
        let row = rows.remove(0);
        assert_eq!(row["story"], STORY);
        // What is random differs from one report to the next in any case.
        row.into_iter()
            .filter(|(column, _)| {
                !["id", "reference", "place_id", "receipt_hash"].contains(&column.as_str())
            })
            .collect::<Vec<_>>()
    };
    let english = told("en", "/tell").await;
    assert_eq!(told("ar", "/tell").await, english);
    assert_eq!(told("en", "/tell?lang=pl").await, english);
}

#[actix_web::test]
async fn telling_and_coming_back_stay_in_the_chosen_language() {
    let app = App::start().await;
    let hall = app.place_with("Hall <b>7</b>", candor::places::ROOT, None);
    let mut guest = app.guest();
    guest
        .visits(&format!("/tell/{}?lang=da", hall.code))
        .answers(200)
        .says("Fortæl os")
        .says("Nærved-hændelse")
        .says("Hall <b>7</b>");
    assert!(!guest.body().contains("<b>"));
    guest
        .presses("Send", &[("kind", "near_miss")])
        .answers(422)
        .says("Skriv et par ord her.")
        .presses("Send", &[("story", STORY)])
        .answers(200)
        .says("Tak, fordi du sagde til.")
        .presses("Ja, spørg mig", &[])
        .says("Spørgsmål 1 af 10");
    guest
        .presses("Det var alt", &[])
        .presses("Åbn min side", &[]);
    guest
        .is_at("/answers?lang=da")
        .says("Du sagde til (færdig) Den 4. marts 2026.");
    assert_eq!(of(&guest), ("da".into(), "ltr".into()));
    assert!(guest.headers("set-cookie").is_empty());
}
