//! The way to a real mail server: what arrives, what is tried again, and what is sent once.

use super::{address, notice, now, queues, rows};
use crate::support::{
    App,
    mail::{MailServer, settings},
};
use candor::{
    db::{Address, Db},
    notices::{Outgoing, Post, Recipient, commands, deliver},
    people::{self, Email, NewPerson, Role},
};
use chrono::TimeDelta;
use std::{collections::BTreeSet, net::TcpListener, time::Duration};

async fn delivers(app: &App, post: &Post) -> usize {
    deliver(app.db(), post, app.clock()).await.unwrap()
}

fn claims(app: &App) -> Option<Outgoing> {
    let now = now(app);
    app.acts(move |tx| commands::claim(tx, now))
}

// ---- what arrives ----

#[actix_web::test]
async fn a_mail_arrives_as_it_was_written_and_no_word_of_it_stays() {
    let app = App::start().await;
    let mut server = MailServer::start(&[]);
    let post = Post::open(&server.settings()).unwrap();
    let ada = app.person("Åse Sørensen", Role::Lead, &[]);
    queues(&app, notice(Recipient::Person(ada), "a"));
    assert_eq!(delivers(&app, &post).await, 1);
    let mails = server.mails();
    assert_eq!(mails.len(), 1);
    let mail = &mails[0];
    assert_eq!(mail.0["from"], "candor@example.org");
    assert_eq!(mail.headers("from"), ["Candor <candor@example.org>"]);
    assert_eq!(mail.headers("subject"), ["Grüße aus Halle 2"]);
    assert!(mail.headers("to")[0].contains("Åse Sørensen"), "{mail:?}");
    assert_eq!(mail.headers("auto-submitted"), ["auto-generated"]);
    assert_eq!(mail.headers("content-type"), ["text/plain; charset=utf-8"]);
    assert_eq!(mail.headers("date"), ["Wed, 04 Mar 2026 09:30:00 +0000"]);
    assert!(mail.headers("message-id")[0].ends_with("@example.org>"));
    assert_eq!(
        mail.text().trim_end(),
        "Zażółć gęślą jaźń.\n.\nA line that starts with a dot"
    );
    // The machine's own name is not told.
    assert_eq!(mail.0["hello"], "example.org");
    let row = rows(&app).remove(0);
    assert_eq!(
        (row.state.as_str(), row.subject.as_str(), row.body.as_str()),
        ("sent", "", "")
    );
    assert_eq!(delivers(&app, &post).await, 0);
    assert!(server.mails().is_empty());
}

#[actix_web::test]
async fn nothing_that_is_written_breaks_out_of_a_header() {
    let app = App::start().await;
    let mut server = MailServer::start(&[]);
    let post = Post::open(&server.settings()).unwrap();
    let eve = NewPerson {
        name: "Eve\r\nBcc: third@example.org\r\n\r\nhidden".into(),
        email: Email::parse("eve@example.org").unwrap(),
        role: Role::Keeper,
        places: Vec::new(),
        password_hash: String::new(),
    };
    let at = now(&app);
    let eve = app.acts(move |tx| people::commands::add(tx, &eve, None, at));
    let mut nasty = notice(Recipient::Person(eve), "a");
    nasty.subject = "One\r\nBcc: third@example.org\nX-Two: 2\u{2028}\0three".into();
    queues(&app, nasty);
    let mut address = notice(
        Recipient::Address("ann@example.org\r\nRCPT TO:<third@example.org>".into()),
        "b",
    );
    address.subject = "Two".into();
    queues(&app, address);
    assert_eq!(delivers(&app, &post).await, 1);
    let mails = server.mails();
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0].to(), ["eve@example.org"]);
    assert!(
        mails[0].headers("bcc").is_empty() && mails[0].headers("x-two").is_empty(),
        "{:?}",
        mails[0]
    );
    assert_eq!(
        mails[0].headers("subject"),
        ["One Bcc: third@example.org X-Two: 2 three"]
    );
    assert!(!mails[0].text().contains("hidden"));
    assert_eq!(
        rows(&app)[1].last_error.as_deref(),
        Some("No mail can go to this address.")
    );
}

#[actix_web::test]
async fn the_same_is_queued_once_for_each_recipient() {
    let app = App::start().await;
    let ada = app.person("Ada", Role::Lead, &[]);
    let bea = app.person("Bea", Role::Lead, &[]);
    assert!(queues(&app, notice(Recipient::Person(ada), "a")));
    assert!(!queues(&app, notice(Recipient::Person(ada), "a")));
    assert!(queues(&app, notice(Recipient::Person(bea), "a")));
    assert!(queues(&app, notice(Recipient::Person(ada), "b")));
    assert!(address(&app, "ann@example.org", "a"));
    assert!(!address(&app, "ann@example.org", "a"));
    assert_eq!(rows(&app).len(), 4);
}

#[actix_web::test]
async fn what_is_for_later_waits() {
    let app = App::start().await;
    let mut server = MailServer::start(&[]);
    let post = Post::open(&server.settings()).unwrap();
    let mut later = notice(Recipient::Address("ann@example.org".into()), "a");
    later.not_before = Some(app.now() + TimeDelta::hours(1));
    queues(&app, later);
    assert_eq!(delivers(&app, &post).await, 0);
    app.later(TimeDelta::hours(1));
    assert_eq!(delivers(&app, &post).await, 1);
    assert_eq!(server.mails().len(), 1);
}

// ---- what goes wrong ----

#[actix_web::test]
async fn a_refused_recipient_is_given_up_at_once_and_the_others_get_theirs() {
    let app = App::start().await;
    let mut server = MailServer::start(&[]);
    let post = Post::open(&server.settings()).unwrap();
    server.answers(550, "nobody@example.org");
    address(&app, "nobody@example.org", "a");
    address(&app, "ann@example.org", "b");
    assert_eq!(delivers(&app, &post).await, 1);
    let rows = rows(&app);
    assert_eq!((rows[0].state.as_str(), rows[0].tries), ("dead", 1));
    // The mail server's own words name the address.
    assert_eq!(
        rows[0].last_error.as_deref(),
        Some("The mail server refused it (550).")
    );
    assert_eq!(rows[1].state, "sent");
    app.later(TimeDelta::days(1));
    assert_eq!(delivers(&app, &post).await, 0);
}

#[actix_web::test]
async fn who_is_asked_to_come_later_does_so_ever_more_slowly() {
    let app = App::start().await;
    let mut server = MailServer::start(&[]);
    let post = Post::open(&server.settings()).unwrap();
    server.answers(451, "ann@example.org");
    address(&app, "ann@example.org", "a");
    assert_eq!(delivers(&app, &post).await, 0);
    assert_eq!(
        (rows(&app)[0].state.as_str(), rows(&app)[0].tries),
        ("waiting", 1)
    );
    app.later(TimeDelta::seconds(59));
    server.said();
    delivers(&app, &post).await;
    assert!(server.said().is_empty(), "a minute has not passed");
    app.later(TimeDelta::seconds(1));
    delivers(&app, &post).await;
    assert_eq!(rows(&app)[0].tries, 2);
    app.later(TimeDelta::minutes(4));
    delivers(&app, &post).await;
    assert_eq!(rows(&app)[0].tries, 2);
    server.answers(250, "ann@example.org");
    app.later(TimeDelta::minutes(1));
    assert_eq!(delivers(&app, &post).await, 1);
    assert_eq!(server.mails().len(), 1);
    assert_eq!(rows(&app)[0].last_error, None);
}

#[actix_web::test]
async fn a_mail_server_that_is_away_is_asked_for_one_mail_a_round_until_it_is_given_up() {
    let app = App::start().await;
    // A port where nobody listens any more.
    let port = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let post = Post::open(&settings(&format!("smtp://127.0.0.1:{port}"))).unwrap();
    address(&app, "ann@example.org", "a");
    address(&app, "ben@example.org", "b");
    delivers(&app, &post).await;
    let tries: i32 = rows(&app).iter().map(|row| row.tries).sum();
    assert_eq!(
        tries, 1,
        "the other one waits without its try being counted"
    );
    for _ in 0..12 {
        app.later(TimeDelta::hours(12));
        delivers(&app, &post).await;
    }
    for row in rows(&app) {
        assert_eq!((row.state.as_str(), row.tries), ("dead", 6));
        assert_eq!(
            row.last_error.as_deref(),
            Some("The mail server could not be reached.")
        );
        assert!(!row.body.is_empty(), "it can be tried again");
    }
}

#[actix_web::test]
async fn a_mail_server_that_hangs_is_given_up_for_now() {
    let app = App::start().await;
    let mut server = MailServer::start(&[]);
    server.is_silent();
    let mut impatient = server.settings();
    impatient.patience = Duration::from_millis(400);
    let post = Post::open(&impatient).unwrap();
    address(&app, "ann@example.org", "a");
    let waiting = tokio::time::timeout(Duration::from_secs(20), delivers(&app, &post));
    assert_eq!(waiting.await, Ok(0));
    let row = rows(&app).remove(0);
    assert_eq!((row.state.as_str(), row.tries), ("waiting", 1));
    assert_eq!(
        row.last_error.as_deref(),
        Some("The mail server did not answer in time.")
    );
}

#[actix_web::test]
async fn a_wrong_password_is_told_and_tried_again_once_it_is_mended() {
    let app = App::start().await;
    let mut server = MailServer::start(&["--sign-in", "candor:open sesame"]);
    let url = |password: &str| format!("smtp://candor:{password}@127.0.0.1:{}", server.port);
    let (wrong, right) = (url("shut"), url("open%20sesame"));
    address(&app, "ann@example.org", "a");
    delivers(&app, &Post::open(&settings(&wrong)).unwrap()).await;
    let row = rows(&app).remove(0);
    assert_eq!(row.state, "waiting");
    assert_eq!(
        row.last_error.as_deref(),
        Some("The mail server did not let us sign in (535).")
    );
    app.later(TimeDelta::minutes(1));
    assert_eq!(
        delivers(&app, &Post::open(&settings(&right)).unwrap()).await,
        1
    );
    assert_eq!(server.mails()[0].0["user"], "candor");
}

#[actix_web::test]
async fn a_certificate_that_nobody_vouches_for_gets_no_mail() {
    let app = App::start().await;
    let mut server = MailServer::start(&["--tls"]);
    let post = Post::open(&settings(&format!("smtps://localhost:{}", server.port))).unwrap();
    address(&app, "ann@example.org", "a");
    assert_eq!(delivers(&app, &post).await, 0);
    let row = rows(&app).remove(0);
    assert_eq!(row.state, "waiting");
    assert_eq!(
        row.last_error.as_deref(),
        Some("The mail server's certificate could not be trusted.")
    );
    assert!(server.mails().is_empty());
}

#[actix_web::test]
async fn a_server_that_offers_no_tls_gets_no_mail_that_needs_it() {
    let app = App::start().await;
    let mut server = MailServer::start(&["--no-tls"]);
    let post = Post::open(&settings(&format!(
        "smtp+starttls://localhost:{}",
        server.port
    )))
    .unwrap();
    address(&app, "ann@example.org", "a");
    assert_eq!(delivers(&app, &post).await, 0);
    assert_eq!(rows(&app)[0].state, "waiting");
    assert!(server.mails().is_empty());
}

#[actix_web::test]
async fn a_closed_account_gets_no_mail() {
    let app = App::start().await;
    let mut server = MailServer::start(&[]);
    let post = Post::open(&server.settings()).unwrap();
    let ada = app.person("Ada", Role::Lead, &[]);
    queues(&app, notice(Recipient::Person(ada), "a"));
    let at = now(&app);
    app.acts(move |tx| people::commands::set_active(tx, "ada@example.org", false, None, at));
    assert_eq!(delivers(&app, &post).await, 0);
    assert!(server.said().is_empty());
    assert_eq!(
        rows(&app)[0].last_error.as_deref(),
        Some("The account is closed.")
    );
}

// ---- once ----

#[actix_web::test]
async fn what_a_server_held_when_it_went_down_is_sent_by_the_next_one() {
    let app = App::start().await;
    let mut server = MailServer::start(&[]);
    let post = Post::open(&server.settings()).unwrap();
    address(&app, "ann@example.org", "a");
    let held = claims(&app).unwrap();
    // It goes down here. Its hold keeps others away for some minutes.
    assert_eq!(delivers(&app, &post).await, 0);
    app.later(TimeDelta::minutes(5));
    assert_eq!(delivers(&app, &post).await, 1);
    assert_eq!(server.mails().len(), 1);
    // It was not down but slow: what it says now changes nothing.
    let at = now(&app);
    app.acts(move |tx| commands::settle(tx, &held, Err(candor::notices::Trouble::Silent), at));
    assert_eq!(rows(&app)[0].state, "sent");
    app.later(TimeDelta::hours(1));
    assert_eq!(delivers(&app, &post).await, 0);
}

#[actix_web::test]
async fn several_servers_send_each_mail_once() {
    let app = App::start().await;
    let mut server = MailServer::start(&[]);
    let post = Post::open(&server.settings()).unwrap();
    for n in 0..24 {
        address(&app, &format!("ann{n}@example.org"), "a");
    }
    // A second server has doors of its own; on a file there is only one.
    let other = match Address::parse(app.database_url()).unwrap() {
        Address::Sqlite(_) => app.db().clone(),
        address => Db::open(&address, 2).unwrap(),
    };
    let sent = futures_util::join!(
        deliver(app.db(), &post, app.clock()),
        deliver(&other, &post, app.clock()),
        deliver(&other, &post, app.clock()),
    );
    assert_eq!(sent.0.unwrap() + sent.1.unwrap() + sent.2.unwrap(), 24);
    let mails = server.mails();
    let to: BTreeSet<&str> = mails.iter().flat_map(|mail| mail.to()).collect();
    assert_eq!((mails.len(), to.len()), (24, 24));
}

// ---- what is kept ----

#[actix_web::test]
async fn what_is_out_of_date_is_let_go() {
    let app = App::start().await;
    let mut server = MailServer::start(&[]);
    let post = Post::open(&server.settings()).unwrap();
    server.answers(550, "nobody@example.org");
    address(&app, "nobody@example.org", "a");
    address(&app, "ann@example.org", "b");
    delivers(&app, &post).await;
    let mut office = candor::app::office(app.settings()).unwrap();
    office.post = None;
    let round = || candor::notices::round(app.db(), &office, app.clock());
    app.later(TimeDelta::days(29));
    address(&app, "ben@example.org", "c");
    round().await.unwrap();
    assert_eq!(rows(&app).len(), 3);
    app.later(TimeDelta::days(8));
    round().await.unwrap();
    let rows = rows(&app);
    assert_eq!(
        rows.len(),
        1,
        "the sent one is forgotten, the one that nobody could send is dropped"
    );
    assert_eq!(
        (rows[0].state.as_str(), rows[0].body.as_str()),
        ("dead", "")
    );
    assert_eq!(rows[0].subject, "Grüße aus Halle 2");
}
