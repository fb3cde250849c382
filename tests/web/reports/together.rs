//! Several people at the same moment: each act counts once, whichever database is behind it.

use super::{Told, findings, inside, journal, tells};
use crate::support::{App, Browser};
use std::{sync::Barrier, thread};

/// Lets everybody act at once.
fn at_once(people: Vec<Browser>, act: impl Fn(&mut Browser, usize) + Sync) -> Vec<Browser> {
    let start = Barrier::new(people.len());
    thread::scope(|scope| {
        let acting: Vec<_> = people
            .into_iter()
            .enumerate()
            .map(|(number, mut person)| {
                let (start, act) = (&start, &act);
                scope.spawn(move || {
                    start.wait();
                    act(&mut person, number);
                    person
                })
            })
            .collect();
        acting
            .into_iter()
            .map(|person| person.join().unwrap())
            .collect()
    })
}

fn guests(app: &App) -> Vec<Browser> {
    (0..8).map(|_| app.guest()).collect()
}

#[actix_web::test]
async fn a_form_that_arrives_eight_times_at_once_is_one_report() {
    let app = App::start().await;
    for round in 0..5 {
        let key = format!("0123456789abcdef{round}");
        let fields = [
            ("key", key.as_str()),
            ("kind", "problem"),
            ("story", "It fell."),
        ];
        let told = at_once(guests(&app), |guest, _| {
            guest.posts("/tell", &fields);
        });
        for guest in &told {
            assert_eq!(guest.status(), 200, "{}", guest.text());
            assert_eq!(Told::read(guest), Told::read(&told[0]));
        }
        assert_eq!(inside::rows(&app, "reports").len(), round + 1);
    }
    assert_eq!(findings(&app), Vec::<String>::new());
}

#[actix_web::test]
async fn eight_people_who_speak_up_at_once_are_all_heard() {
    let app = App::start().await;
    for _ in 0..5 {
        let told = at_once(guests(&app), |guest, number| {
            let kind = ["problem", "near_miss"][number % 2];
            guest.posts(
                "/tell",
                &[("kind", kind), ("story", "It fell."), ("factors", "2")],
            );
        });
        for guest in &told {
            assert_eq!(guest.status(), 200, "{}", guest.text());
        }
    }
    assert_eq!(inside::rows(&app, "reports").len(), 40);
    assert_eq!(findings(&app), Vec::<String>::new());
}

#[actix_web::test]
async fn of_eight_leads_who_say_thank_you_at_once_one_does() {
    let app = App::start().await;
    for round in 0..5 {
        let told = tells(&app, None, &[]);
        let leads = (0..8)
            .map(|number| {
                let mut lead = app.lead(&format!("Lead {round} {number}"), &[]);
                lead.visits(&told.path());
                lead
            })
            .collect();
        let thanked = at_once(leads, |lead, number| {
            lead.presses("Say thank you", &[("words", &format!("Thanks {number}."))]);
        });
        let mut answers: Vec<u16> = thanked.iter().map(Browser::status).collect();
        answers.sort_unstable();
        assert_eq!(answers, [200, 409, 409, 409, 409, 409, 409, 409]);
        assert_eq!(journal(&app).len(), round + 1);
    }
    assert_eq!(findings(&app), Vec::<String>::new());
}

#[actix_web::test]
async fn leads_who_do_different_things_at_once_undo_nothing_of_each_other() {
    let app = App::start().await;
    for round in 0..5 {
        let told = tells(&app, None, &[]);
        let leads = (0..4)
            .map(|number| {
                let mut lead = app.lead(&format!("Lead {round} {number}"), &[]);
                lead.visits(&told.path());
                lead
            })
            .collect();
        let acted = at_once(leads, |lead, number| {
            let (button, words) = [
                ("Say thank you", "Thank you."),
                ("Send to the reporter", "What was it like?"),
                ("Tell the reporter it is safe", "Closed."),
                ("Keep the shared story", "A load slid."),
            ][number];
            lead.presses(button, &[("words", words)]);
        });
        for lead in &acted {
            assert_eq!(lead.status(), 200, "{}", lead.text());
        }
        let mut ada = app.lead(&format!("Ada {round}"), &[]);
        ada.visits(&told.path())
            .says("Thank you.")
            .says("What was it like?")
            .says("Closed.")
            .holds("words", "A load slid.");
    }
    assert_eq!(findings(&app), Vec::<String>::new());
}

#[actix_web::test]
async fn a_verdict_that_arrives_eight_times_at_once_counts_once() {
    let app = App::start().await;
    for round in 0..5 {
        let told = tells(&app, None, &[]);
        app.lead(&format!("Ada {round}"), &[])
            .visits(&told.path())
            .presses("Say thank you", &[("words", "Thank you.")])
            .presses("Tell the reporter", &[("words", "A roof.")]);
        let judged = at_once(guests(&app), |guest, number| {
            let face = (number % 3 + 1).to_string();
            guest.posts(
                "/answers/verdict",
                &[
                    ("receipt", &told.receipt),
                    ("helped", &face),
                    ("felt_safe", "3"),
                ],
            );
        });
        for guest in &judged {
            assert_eq!(guest.status(), 200, "{}", guest.text());
        }
        assert_eq!(inside::rows(&app, "verdicts").len(), round + 1);
    }
    assert_eq!(findings(&app), Vec::<String>::new());
}

#[actix_web::test]
async fn words_that_arrive_eight_times_at_once_stand_there_once() {
    let app = App::start().await;
    for round in 0..5 {
        let told = tells(&app, None, &[]);
        let wrote = at_once(guests(&app), |guest, _| {
            guest.posts(
                "/answers/message",
                &[("receipt", &told.receipt), ("words", "It was the gutter.")],
            );
        });
        for guest in &wrote {
            assert_eq!(guest.status(), 200, "{}", guest.text());
        }
        assert_eq!(inside::rows(&app, "messages").len(), round + 1);
    }
}
