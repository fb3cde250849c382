//! The room, on everybody's own phone: points without a name, and the pulse.
//!
//! Nothing is kept of a phone: no cookie, no address, no time, no order. So one phone can answer twice,
//! and the page says so.

use super::show::fresh_key;
use crate::{
    db::Db,
    hansei::{
        commands::{self, Joined},
        model::{Answer as Taps, FACES, MOST_POINT, Question, RoomCode, Stage},
    },
    kernel::{ids::Id, keys::Keys, text},
    web::{Answer, Asked, Code, Error, Form, Page, Problems, Visit, budget::Budgets},
};
use actix_web::{http::StatusCode, web::Data};
use serde::{Deserialize, Serialize};

/// What phones send: which of it is needed depends on where.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct RoomForm {
    code: String,
    key: String,
    words: String,
    learned: String,
    again: String,
    safe: String,
}

#[derive(Serialize)]
struct DoorPage {
    code: String,
    problems: Problems,
}

impl Page for DoorPage {
    const TEMPLATE: &'static str = "hansei/door";
    const TRANSLATED: bool = true;
    const FOR_REPORTERS: bool = true;

    fn title(&self) -> String {
        "room-tab".into()
    }
}

#[derive(Serialize)]
struct Face {
    value: i32,
    name: String,
    icon: &'static str,
    checked: bool,
}

#[derive(Serialize)]
struct Row {
    field: &'static str,
    legend: String,
    faces: Vec<Face>,
}

#[derive(Serialize)]
struct RoomPage {
    code: String,
    key: String,
    words: String,
    points: i64,
    silent: bool,
    turned: bool,
    pulse: bool,
    over: bool,
    full: bool,
    /// What just arrived.
    said: Option<String>,
    /// Words that came too late, and are shown so that nobody has to fear for them.
    late: Option<String>,
    rows: Vec<Row>,
    most: usize,
    problems: Problems,
}

impl Page for RoomPage {
    const TEMPLATE: &'static str = "hansei/room";
    const TRANSLATED: bool = true;
    const FOR_REPORTERS: bool = true;

    fn title(&self) -> String {
        "room-tab".into()
    }
}

/// `GET /hansei/room`, with `?code=` from the QR code. The code opens nothing to read, as a place's.
///
/// # Errors
/// Too many wrong codes; the store's failure.
pub async fn door(
    visit: Visit,
    db: Data<Db>,
    budgets: Data<Budgets>,
    asked: Asked<RoomForm>,
) -> Answer {
    if asked.0.code.is_empty() {
        return visit.page(&DoorPage {
            code: String::new(),
            problems: Problems::none(),
        });
    }
    enter_with(&visit, &db, &budgets, asked.0.code).await
}

/// `GET` of what answers a form: asks for the code again.
///
/// # Errors
/// None but a broken template.
pub async fn door_again(visit: Visit) -> Answer {
    visit.page(&DoorPage {
        code: String::new(),
        problems: Problems::none(),
    })
}

/// `POST /hansei/room`
///
/// # Errors
/// Too many wrong codes; the store's failure.
pub async fn enter(
    visit: Visit,
    db: Data<Db>,
    budgets: Data<Budgets>,
    form: Form<RoomForm>,
) -> Answer {
    enter_with(&visit, &db, &budgets, form.0.code).await
}

async fn enter_with(visit: &Visit, db: &Db, budgets: &Budgets, typed: String) -> Answer {
    let now = visit.now;
    let found = match RoomCode::parse(&typed) {
        Ok(code) => db.read(move |conn| commands::join(conn, code, now)).await?,
        Err(_unreadable) => None,
    };
    match found {
        Some(room) => visit.page(&RoomPage::new(visit, &room, typed)),
        None => wrong(visit, budgets, typed, None),
    }
}

/// `POST /hansei/room/point`
///
/// # Errors
/// Too many wrong codes; the store's failure.
pub async fn say_point(
    visit: Visit,
    db: Data<Db>,
    budgets: Data<Budgets>,
    form: Form<RoomForm>,
) -> Answer {
    let form = form.0;
    let now = visit.now;
    let Ok(code) = RoomCode::parse(&form.code) else {
        return wrong(&visit, &budgets, form.code, Some(form.words));
    };
    let mut problems = Problems::none();
    let parsed = text::block(&form.words, MOST_POINT);
    let Some(words) = problems.keep_in(visit.language, "words", parsed) else {
        let room = db.read(move |conn| commands::join(conn, code, now)).await?;
        let Some(room) = room else {
            return wrong(&visit, &budgets, form.code, Some(form.words));
        };
        return visit.again(&RoomPage {
            key: kept_key(&form.key),
            words: form.words,
            problems,
            ..RoomPage::new(&visit, &room, form.code)
        });
    };
    let sending = sending(&visit.settings.keys, &form.key, &words);
    let said = db
        .write(move |tx| commands::say_point(tx, code, sending, &words, now))
        .await;
    let said = match said {
        Ok(said) => said,
        // The words stay on the page of whoever typed them.
        Err(failure) => return away(&visit, form, &failure.into()),
    };
    match said {
        None => wrong(&visit, &budgets, form.code, Some(form.words)),
        Some((room, true)) => visit.page(&RoomPage {
            said: Some(visit.t_with("room-point-in", [("n", room.points.into())])),
            ..RoomPage::new(&visit, &room, form.code)
        }),
        Some((room, false)) => visit.page_with(
            StatusCode::CONFLICT,
            &RoomPage {
                late: Some(form.words),
                ..RoomPage::new(&visit, &room, form.code)
            },
        ),
    }
}

/// `POST /hansei/room/pulse`
///
/// # Errors
/// Too many wrong codes; the store's failure.
pub async fn answer_pulse(
    visit: Visit,
    db: Data<Db>,
    budgets: Data<Budgets>,
    form: Form<RoomForm>,
) -> Answer {
    let form = form.0;
    let now = visit.now;
    let Ok(code) = RoomCode::parse(&form.code) else {
        return wrong(&visit, &budgets, form.code, None);
    };
    let Ok(answer) = Taps::parse([&form.learned, &form.again, &form.safe]) else {
        let room = db.read(move |conn| commands::join(conn, code, now)).await?;
        let Some(room) = room else {
            return wrong(&visit, &budgets, form.code, None);
        };
        let mut page = RoomPage::new(&visit, &room, form.code.clone());
        page.key = kept_key(&form.key);
        page.rows = rows(&visit, [&form.learned, &form.again, &form.safe]);
        page.problems.note("pulse", visit.t("room-pulse-all"));
        return visit.again(&page);
    };
    let taps = format!("{}{}{}", form.learned, form.again, form.safe);
    let sending = sending(&visit.settings.keys, &form.key, &taps);
    let said = db
        .write(move |tx| commands::answer_pulse(tx, code, sending, answer, now))
        .await?;
    match said {
        None => wrong(&visit, &budgets, form.code, None),
        Some((room, true)) => visit.page(&RoomPage {
            said: Some(visit.t("room-pulse-in")),
            pulse: false,
            ..RoomPage::new(&visit, &room, form.code)
        }),
        Some((room, false)) => visit.page_with(
            StatusCode::CONFLICT,
            &RoomPage::new(&visit, &room, form.code),
        ),
    }
}

/// The id under which a sending is kept: the same for the same sending, and nothing that a phone chose.
fn sending(keys: &Keys, key: &str, what: &str) -> Id {
    let mac = keys.mac("room", &[key.as_bytes(), what.as_bytes()]);
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&mac[..16]);
    Id::from_uuid(uuid::Builder::from_random_bytes(bytes).into_uuid())
}

/// The key of a form that is shown again. Without one it is a fresh form.
fn kept_key(sent: &str) -> String {
    if sent.is_empty() {
        fresh_key()
    } else {
        sent.to_owned()
    }
}

/// A code that opens no room. Words that were typed stay to be read.
fn wrong(visit: &Visit, budgets: &Budgets, typed: String, words: Option<String>) -> Answer {
    let (status, phrase) = if budgets.wrong_room() {
        (StatusCode::UNPROCESSABLE_ENTITY, "room-wrong")
    } else {
        (StatusCode::TOO_MANY_REQUESTS, "room-too-many")
    };
    let mut problems = Problems::none();
    problems.note("code", visit.t(phrase));
    match words.filter(|words| !words.trim().is_empty()) {
        Some(words) => visit.page_with(
            status,
            &RoomPage {
                late: Some(words),
                ..RoomPage::closed(visit)
            },
        ),
        None => visit.page_with(
            status,
            &DoorPage {
                code: typed,
                problems,
            },
        ),
    }
}

/// The store is away: the form once more, with the words and the same key.
fn away(visit: &Visit, form: RoomForm, failure: &Error) -> Answer {
    if failure.code != Code::Unavailable {
        return Err(failure.clone());
    }
    let mut problems = Problems::none();
    problems.note("words", visit.t("problem-not-stored"));
    visit.page_with(
        failure.code.status(),
        &RoomPage {
            silent: true,
            over: false,
            code: form.code,
            key: kept_key(&form.key),
            words: form.words,
            problems,
            ..RoomPage::closed(visit)
        },
    )
}

fn rows(visit: &Visit, chosen: [&str; 3]) -> Vec<Row> {
    Question::ALL
        .iter()
        .zip(chosen)
        .map(|(question, chosen)| Row {
            field: question.as_str(),
            legend: visit.t(&format!("room-pulse-{}", question.as_str())),
            faces: FACES
                .iter()
                .map(|&(value, _, icon)| Face {
                    value,
                    name: visit.t(&format!("room-face-{value}")),
                    icon,
                    checked: chosen == value.to_string(),
                })
                .collect(),
        })
        .collect()
}

impl RoomPage {
    fn new(visit: &Visit, room: &Joined, code: String) -> Self {
        Self {
            code,
            points: room.points,
            silent: room.stage == Stage::Silent,
            turned: room.stage == Stage::Turned,
            pulse: room.stage == Stage::Pulse,
            over: room.stage == Stage::Over,
            full: room.full,
            ..Self::closed(visit)
        }
    }

    /// The page without a room.
    fn closed(visit: &Visit) -> Self {
        Self {
            code: String::new(),
            key: fresh_key(),
            words: String::new(),
            points: 0,
            silent: false,
            turned: false,
            pulse: false,
            over: true,
            full: false,
            said: None,
            late: None,
            rows: rows(visit, ["", "", ""]),
            most: MOST_POINT,
            problems: Problems::none(),
        }
    }
}
