//! A month on one page for the wall: you said, we learned.

use super::{
    reader::Reader,
    words::{self, Shown},
};
use crate::{
    db::{Db, StoreError},
    lessons::{commands, model::Month},
    places,
    web::{Answer, Asked, Page, qr::QrCode},
};
use actix_web::web::Data;
use serde::{Deserialize, Serialize};

/// Lessons that fit on the page.
const MOST: usize = 12;

/// Which month.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct BulletinQuery {
    month: String,
}

#[derive(Serialize)]
struct MonthChoice {
    value: String,
    name: String,
    selected: bool,
}

#[derive(Serialize)]
struct BulletinPage {
    month: String,
    months: Vec<MonthChoice>,
    told: Option<i64>,
    lessons: Vec<Shown>,
    rest: Option<usize>,
    /// How tightly it is set: `few`, `some` or `many` lessons.
    set: &'static str,
    qr: Option<QrCode>,
    address: String,
}

impl Page for BulletinPage {
    const TEMPLATE: &'static str = "lessons/bulletin";
    const TRANSLATED: bool = true;
    const FOR_REPORTERS: bool = true;

    fn title(&self) -> String {
        "lessons-bulletin-title".into()
    }
}

/// `GET /lessons/bulletin?month=2026-10`; without a month the latest that has a lesson, else this one.
///
/// # Errors
/// When the store fails; nobody signed in where lessons are for staff.
pub async fn show(reader: Reader, db: Data<Db>, asked: Asked<BulletinQuery>) -> Answer {
    let visit = reader.visit;
    let (now, small) = (visit.now, visit.settings.small_number);
    let this = Month::of(now.today());
    let wanted = Month::parse(&asked.0.month).map(|month| month.min(this));
    let (bulletin, tree) = db
        .read(move |conn| {
            let month = match wanted {
                Some(month) => month,
                None => commands::lately(conn, 1)?
                    .first()
                    .and_then(|lesson| lesson.month)
                    .unwrap_or(this),
            };
            let bulletin = commands::bulletin(conn, month, now, small, 1_000)?;
            Ok::<_, StoreError>((bulletin, places::all(conn)?))
        })
        .await?;
    let mut months = bulletin.months;
    months.extend([this, bulletin.month]);
    months.sort_unstable_by(|a, b| b.cmp(a));
    months.dedup();
    let language = visit.language;
    let all = bulletin.lessons.len();
    let url = visit.settings.public_url.as_ref();
    let url = url.map(|url| format!("{url}/tell"));
    visit.page(&BulletinPage {
        month: words::month(language, bulletin.month),
        months: months
            .into_iter()
            .map(|month| MonthChoice {
                value: month.to_string(),
                name: words::month(language, month),
                selected: month == bulletin.month,
            })
            .collect(),
        told: bulletin.told,
        lessons: bulletin
            .lessons
            .iter()
            .take(MOST)
            .map(|lesson| Shown::new(language, lesson, &tree, small))
            .collect(),
        rest: all.checked_sub(MOST).filter(|rest| *rest > 0),
        set: match all {
            0..=2 => "few",
            3..=6 => "some",
            _ => "many",
        },
        qr: url.as_deref().and_then(QrCode::of),
        address: url.map_or_else(
            || "/tell".to_owned(),
            |url| {
                url.split_once("://")
                    .map_or(url.clone(), |(_scheme, rest)| rest.to_owned())
            },
        ),
    })
}
