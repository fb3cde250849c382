//! A week's mail: new questions and what changed, to those whose places they are about.

use super::signals::{hall, looks, tell, usual, with};
use crate::support::{App, mail::MailServer};
use candor::{
    notices::{Office, round},
    people::Role,
};

async fn house(server: &MailServer) -> App {
    App::start_with(|settings| {
        settings.mail = Some(server.settings());
        settings.public_url = Some("https://candor.example.org".into());
    })
    .await
}

/// What the program does by itself on a morning: it looks for signals, and writes mails.
async fn morning(app: &App, day: &str) {
    app.at(&format!("{day}T07:00:00Z"));
    looks(app);
    let office: Office = candor::app::office(app.settings()).unwrap();
    round(app.db(), &office, app.clock()).await.unwrap();
}

#[actix_web::test]
async fn new_questions_come_once_a_week_to_those_whose_places_they_are_about() {
    let mut server = MailServer::start(&[]);
    let app = house(&server).await;
    let hall = hall(&app, &with(usual(19, 21), &[6]));
    let ward = app.place("Ward");
    app.person("Ada", Role::Lead, &[hall.id]);
    app.person("Ben", Role::Lead, &[ward]);
    app.person("Imre", Role::Improver, &[]);
    app.person("Ann", Role::Admin, &[]);
    app.person("Kim", Role::Keeper, &[]);
    // The Monday after the week that was so quiet.
    morning(&app, "2026-08-03").await;
    let mut mails = server.mails();
    mails.sort_by_key(|mail| mail.to().concat());
    let to: Vec<_> = mails.iter().flat_map(|mail| mail.to()).collect();
    assert_eq!(to, ["ada@example.org", "imre@example.org"]);
    for mail in &mails {
        assert_eq!(mail.headers("subject"), ["What the charts ask this week"]);
        let text = mail.text();
        for words in [
            "In the week of 27 July 2026, 6 reports reached us from the whole house. Thank you",
            "Hall 2: Fewer problems, or harder to say?\nIn the week of 27 July we heard 6 reports, usually about 20.\nhttps://candor.example.org/trends/signals/",
            "You get this once a week",
            "turn it off: https://candor.example.org/digest",
        ] {
            assert!(text.contains(words), "{words}:\n{text}");
        }
        assert!(!text.contains("waited"), "{text}");
    }
    // Of the whole house the lead of a hall is asked nothing.
    let asked = |text: &str| text.matches("/trends/signals/").count();
    assert_eq!((asked(&mails[0].text()), asked(&mails[1].text())), (1, 2));
    for day in ["2026-08-04", "2026-08-07"] {
        morning(&app, day).await;
        assert!(server.mails().is_empty(), "{day}");
    }
    tell(&app, hall.id, 21, &[20]);
    morning(&app, "2026-08-10").await;
    assert!(server.mails().is_empty(), "nothing is new");
}

#[actix_web::test]
async fn a_mail_holds_no_number_that_not_everybody_may_see() {
    let mut server = MailServer::start(&[]);
    let app = house(&server).await;
    let hall = hall(&app, &with(usual(9, 11), &[2]));
    app.person("Ada", Role::Lead, &[hall.id]);
    app.person("Imre", Role::Improver, &[]);
    morning(&app, "2026-08-03").await;
    let mails = server.mails();
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0].to(), ["ada@example.org"]);
    let text = mails[0].text();
    assert!(
        text.contains("Fewer problems, or harder to say?\nFewer reports than usual in the week of 27 July 2026."),
        "{text}"
    );
    for number in ["2 reports", "usually about"] {
        assert!(!text.contains(&format!(" {number}")), "{text}");
    }
}

#[actix_web::test]
async fn what_somebody_wrote_down_is_told_to_the_others() {
    let mut server = MailServer::start(&[]);
    let app = house(&server).await;
    let hall = hall(&app, &with(usual(9, 11), &[10, 10]));
    app.person("Ada", Role::Lead, &[hall.id]);
    app.at("2026-07-29T08:00:00Z");
    let mut imre = app.improver("Imre");
    let code = hall.code.to_string();
    imre.visits("/trends/changes").presses(
        "Write it down",
        &[
            ("place", code.as_str()),
            ("what", "New ramp"),
            ("week", "2026-07-20"),
        ],
    );
    morning(&app, "2026-08-03").await;
    let mails = server.mails();
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0].to(), ["ada@example.org"]);
    let text = mails[0].text();
    let words = format!(
        "Hall 2: something changed\n\u{201c}New ramp\u{201d}, since the week of 20 July 2026. The chart shows it.\nhttps://candor.example.org/trends/reports?place={code}"
    );
    assert!(text.contains(&words) && !text.contains("Imre"), "{text}");
    morning(&app, "2026-08-10").await;
    assert!(server.mails().is_empty(), "it is told once");
}

#[actix_web::test]
async fn improvers_find_the_same_on_their_page_and_may_turn_the_mail_off() {
    let mut server = MailServer::start(&[]);
    let app = house(&server).await;
    let hall = hall(&app, &with(usual(9, 11), &[30]));
    app.at("2026-08-03T06:00:00Z");
    looks(&app);
    let mut imre = app.improver("Imre");
    imre.visits("/trends")
        .follows_link("Your mail")
        .is_at("/digest")
        .says("You get it on Monday mornings at imre@example.org")
        .says("In the week of 27 July 2026, 30 reports reached us from the whole house.")
        .says("Hall 2: What in the system changed?")
        .does_not_say("Nothing waits too long")
        .presses("Turn it off for me", &[])
        .says("You have turned it off.");
    let mut ada = app.lead("Ada", &[hall.id]);
    ada.visits("/digest")
        .says("Nothing waits too long")
        .says("Hall 2: What in the system changed?");
    morning(&app, "2026-08-03").await;
    let mails = server.mails();
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0].to(), ["ada@example.org"]);
    for browser in [&mut app.admin("Ann"), &mut app.keeper("Kim")] {
        browser.visits("/digest").answers(403);
    }
}
