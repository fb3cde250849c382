//! The outbox as admins see it.

use super::{address, notice, queues, rows};
use crate::support::{App, mail::MailServer};
use candor::notices::{Post, Recipient, deliver};
use chrono::TimeDelta;

#[actix_web::test]
async fn the_page_says_whether_mail_is_set_up() {
    let app = App::start().await;
    let mut ann = app.admin("Ann");
    ann.visits("/notices")
        .answers(200)
        .says("Mail is not set up.")
        .says("Nothing was given up.")
        .says("Nothing waits.")
        .does_not_offer("Send me a test");
    assert!(ann.texts(".nav__link").contains(&"Mail".to_owned()));
}

#[actix_web::test]
async fn the_pages_are_for_those_they_concern() {
    let app = App::start().await;
    let mut ann = app.admin("Ann");
    let mut ada = app.lead("Ada", &[]);
    let mut ivo = app.improver("Ivo");
    let mut kim = app.keeper("Kim");
    for other in [&mut ann, &mut kim] {
        other.visits("/digest").answers(403);
    }
    for other in [&mut ada, &mut ivo, &mut kim] {
        other.visits("/notices").answers(403);
    }
    ivo.visits("/digest")
        .answers(200)
        .does_not_say("Nothing waits too long");
    let csrf = ada.visits("/digest").answers(200).csrf();
    ada.posts("/notices/test", &[("csrf", &csrf)]).answers(403);
    assert!(rows(&app).is_empty());
}

#[actix_web::test]
async fn an_admin_sends_a_test_and_gets_it() {
    let mut server = MailServer::start(&[]);
    let app = App::start_with(|settings| settings.mail = Some(server.settings())).await;
    let post = Post::open(&server.settings()).unwrap();
    let mut ann = app.admin("Ann");
    ann.visits("/notices")
        .says(&format!("smtp://127.0.0.1:{}", server.port))
        .says("Candor <candor@example.org>")
        .presses("Send me a test", &[])
        .is_at("/notices")
        .says("A test goes out to you within a minute.")
        .says("A test to Ann")
        .says("Not tried yet")
        .says("Next: Within a minute");
    deliver(app.db(), &post, app.clock()).await.unwrap();
    let mails = server.mails();
    assert_eq!(mails[0].to(), ["ann@example.org"]);
    assert!(mails[0].text().contains("mail works"), "{:?}", mails[0]);
    ann.visits("/notices").says("Nothing waits.");
    ann.visits("/journal").says("Ann asked for a test mail");
}

#[actix_web::test]
async fn what_was_given_up_is_tried_again_or_let_go() {
    let mut server = MailServer::start(&[]);
    let app = App::start_with(|settings| settings.mail = Some(server.settings())).await;
    let post = Post::open(&server.settings()).unwrap();
    let mut ann = app.admin("Ann");
    server.answers(550, "nobody@example.org");
    let mut secret = notice(Recipient::Address("nobody@example.org".into()), "a");
    secret.body = "Kanarienvogel".into();
    queues(&app, secret);
    deliver(app.db(), &post, app.clock()).await.unwrap();
    ann.visits("/notices")
        .says("A test to nobody@example.org")
        .says("The mail server refused it (550).")
        .says("Tried once")
        .does_not_say("Kanarienvogel");
    server.answers(250, "nobody@example.org");
    ann.presses("Try again: A test to nobody@example.org", &[])
        .says("It is tried again within a minute.")
        .says("Nothing was given up.");
    deliver(app.db(), &post, app.clock()).await.unwrap();
    assert_eq!(server.mails().len(), 1);

    server.answers(550, "other@example.org");
    address(&app, "other@example.org", "b");
    deliver(app.db(), &post, app.clock()).await.unwrap();
    ann.visits("/notices")
        .presses("Let it go: A test to other@example.org", &[])
        .says("It is gone.")
        .says("Nothing was given up.");
    ann.visits("/journal")
        .says("Ann tried a mail again")
        .says("Ann let a mail go")
        .does_not_say("other@example.org");
}

#[actix_web::test]
async fn a_mail_without_its_words_can_only_be_let_go() {
    let mut server = MailServer::start(&[]);
    let app = App::start_with(|settings| settings.session_hours = 720).await;
    let post = Post::open(&server.settings()).unwrap();
    server.answers(550, "nobody@example.org");
    address(&app, "nobody@example.org", "a");
    deliver(app.db(), &post, app.clock()).await.unwrap();
    app.later(TimeDelta::days(20));
    let mut ann = app.admin("Ann");
    let action = {
        ann.visits("/notices");
        ann.attribute("form[action$=again]", "action").unwrap()
    };
    let csrf = ann.csrf();
    app.later(TimeDelta::days(11));
    let office = candor::app::office(app.settings()).unwrap();
    candor::notices::round(app.db(), &office, app.clock())
        .await
        .unwrap();
    ann.posts(&action, &[("csrf", &csrf)])
        .answers(409)
        .says("gone after 30 days");
    ann.visits("/notices")
        .does_not_offer("Try again: A test to nobody@example.org")
        .offers("Let it go: A test to nobody@example.org");
    ann.posts("/notices/not-an-id/let-go", &[("csrf", &csrf)])
        .answers(404);
}
