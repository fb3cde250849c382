//! The morning mail: who gets it, when, what it says, and that it comes once.

use super::{STORY, rows, tells};
use crate::support::{App, mail::MailServer};
use candor::{
    config::Rhythm,
    db::{Address, Db},
    notices::{Office, round},
    people::Role,
};

/// A house with a mail server, and one report that waits: told on Wednesday, 4 March 2026.
async fn house(server: &MailServer) -> App {
    App::start_with(|settings| {
        settings.mail = Some(server.settings());
        settings.public_url = Some("https://candor.example.org".into());
        settings.zone = "Europe/Copenhagen".parse().unwrap();
    })
    .await
}

fn office(app: &App) -> Office {
    candor::app::office(app.settings()).unwrap()
}

/// What the program does by itself once a minute, at this moment.
async fn minute(app: &App, at: &str) {
    app.at(at);
    round(app.db(), &office(app), app.clock()).await.unwrap();
}

#[actix_web::test]
async fn a_lead_reads_in_the_morning_what_waits_and_why() {
    let mut server = MailServer::start(&[]);
    let app = house(&server).await;
    let ramp = app.place_with("Ramp 3", candor::places::ROOT, Some(12));
    let reference = tells(&app, Some(&ramp));
    app.person("Ada", Role::Lead, &[]);
    app.person("Ivo", Role::Improver, &[]);
    app.person("Ann", Role::Admin, &[]);
    // Friday, 13 March: nine days later. In Copenhagen it is seven from six o'clock on.
    minute(&app, "2026-03-13T05:59:00Z").await;
    assert!(server.mails().is_empty(), "not before seven");
    minute(&app, "2026-03-13T06:00:00Z").await;
    let mails = server.mails();
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0].to(), ["ada@example.org"]);
    assert_eq!(mails[0].headers("subject"), ["What waits for you"]);
    let text = mails[0].text();
    for words in [
        "Good morning Ada,",
        "Ramp 3\nIt has waited 9 days for your thanks. The house promises a first answer within 7.\n",
        &format!("https://candor.example.org/reports/{reference}"),
        "You can turn it off: https://candor.example.org/digest",
    ] {
        assert!(text.contains(words), "{words}:\n{text}");
    }
    let story = STORY.split(':').next().unwrap();
    assert!(!text.contains(story) && !mails[0].raw().contains(story));
}

#[actix_web::test]
async fn it_comes_once_a_day_whatever_is_started_again_and_however_often() {
    let mut server = MailServer::start(&[]);
    let app = house(&server).await;
    tells(&app, None);
    app.person("Ada", Role::Lead, &[]);
    app.at("2026-03-13T06:00:00Z");
    let other = match Address::parse(app.database_url()).unwrap() {
        Address::Sqlite(_) => app.db().clone(),
        address => Db::open(&address, 2).unwrap(),
    };
    let (one, two) = (office(&app), office(&app));
    let both = futures_util::join!(
        round(app.db(), &one, app.clock()),
        round(&other, &two, app.clock())
    );
    both.0.unwrap();
    both.1.unwrap();
    assert_eq!(server.mails().len(), 1);
    for minutes in ["06:01", "08:30", "10:59"] {
        minute(&app, &format!("2026-03-13T{minutes}:00Z")).await;
    }
    assert!(server.mails().is_empty());
    // Not at the weekend, and again on Monday.
    minute(&app, "2026-03-14T07:00:00Z").await;
    assert!(server.mails().is_empty());
    minute(&app, "2026-03-16T06:00:00Z").await;
    assert_eq!(server.mails().len(), 1);
}

#[actix_web::test]
async fn nothing_that_waits_is_no_mail_and_what_comes_during_the_morning_waits_for_the_next() {
    let mut server = MailServer::start(&[]);
    let app = house(&server).await;
    app.person("Ada", Role::Lead, &[]);
    minute(&app, "2026-03-12T06:00:00Z").await;
    app.at("2026-03-04T09:30:00Z");
    tells(&app, None);
    minute(&app, "2026-03-12T06:05:00Z").await;
    assert!(
        server.mails().is_empty(),
        "its minute would tell when it was told"
    );
    minute(&app, "2026-03-13T06:00:00Z").await;
    assert_eq!(server.mails().len(), 1);
}

#[actix_web::test]
async fn leads_hear_of_their_own_places_alone() {
    let mut server = MailServer::start(&[]);
    let app = house(&server).await;
    let hall = app.place("Hall 1");
    let other = app.place("Hall 2");
    let ramp = app.place_with("Ramp 3", hall, Some(12));
    tells(&app, Some(&ramp));
    app.person("Ada", Role::Lead, &[hall]);
    app.person("Bea", Role::Lead, &[other]);
    minute(&app, "2026-03-13T06:00:00Z").await;
    let mails = server.mails();
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0].to(), ["ada@example.org"]);
}

#[actix_web::test]
async fn who_turns_it_off_gets_none_and_finds_the_same_on_the_page() {
    let mut server = MailServer::start(&[]);
    let app = house(&server).await;
    let reference = tells(&app, None);
    app.at("2026-03-12T20:00:00Z");
    let mut ada = app.lead("Ada", &[]);
    ada.visits("/inbox").links_to("/digest");
    ada.visits("/digest")
        .says("You get it on weekday mornings at ada@example.org")
        .says("It has waited 8 days for your thanks.")
        .links_to(&format!("/reports/{reference}"))
        .presses("Turn it off for me", &[])
        .is_at("/digest")
        .says("Your morning mail is off.")
        .says("You have turned it off.");
    minute(&app, "2026-03-13T06:00:00Z").await;
    assert!(server.mails().is_empty());
    app.lead("Bea", &[]);
    let mut ada = app.guest();
    ada.visits("/sign-in").presses(
        "Sign in",
        &[
            ("email", "ada@example.org"),
            ("password", crate::support::PASSWORD),
        ],
    );
    ada.visits("/digest")
        .presses("Turn it on for me", &[])
        .says("Your morning mail is on.");
    minute(&app, "2026-03-13T06:10:00Z").await;
    assert_eq!(server.mails().len(), 2, "Ada's and Bea's");
}

#[actix_web::test]
async fn a_house_can_have_it_weekly_or_not_at_all() {
    let mut server = MailServer::start(&[]);
    let app = house(&server).await;
    tells(&app, None);
    app.person("Ada", Role::Lead, &[]);
    let mut weekly = office(&app);
    weekly.rhythm = Rhythm::Weekly;
    let mut off = office(&app);
    off.rhythm = Rhythm::Off;
    for (at, office, mails) in [
        ("2026-03-16T06:00:00Z", &off, 0),
        ("2026-03-16T06:01:00Z", &weekly, 1),
        ("2026-03-17T06:00:00Z", &weekly, 0),
        ("2026-03-23T06:00:00Z", &weekly, 1),
    ] {
        app.at(at);
        round(app.db(), office, app.clock()).await.unwrap();
        assert_eq!(server.mails().len(), mails, "{at}");
    }
}

#[actix_web::test]
async fn without_a_mail_server_nothing_is_queued() {
    let app = App::start().await;
    tells(&app, None);
    app.at("2026-03-13T07:00:00Z");
    let mut ada = app.lead("Ada", &[]);
    round(app.db(), &office(&app), app.clock()).await.unwrap();
    assert!(rows(&app).is_empty());
    ada.visits("/digest")
        .says("This house sends no morning mail.")
        .says("It has waited 9 days for your thanks.");
}
