//! Because you spoke up: thanks for everybody to read.

use super::{asking::looked, words};
use crate::{
    config::Readers,
    countermeasures::{self, Outline, Sight},
    db::{Conn, Db, StoreError},
    kernel::{language::Language, time::Week},
    places::ROOT,
    stats::Spoken,
    tally::{Measure, Weeks},
    trends::{
        evidence::{AskLessons, Evidence, Published, Titled},
        model::{Days, Filter, Growing, Thanks, TimeToSurface},
        store::{self, Looking},
    },
    web::{
        Answer, Error, Page, Visit,
        phrases::{month, say, say_with},
        qr::QrCode,
    },
};
use actix_web::web::Data;
use chrono::NaiveDate;
use serde::Serialize;

/// How far back "lately" goes.
const RECENT_WEEKS: i64 = 12;

/// How far back outcomes and verdicts go: they take their time.
const YEAR_WEEKS: i64 = 52;

/// Titles of lessons on the page.
const TITLES: i64 = 3;

/// Seconds after which the page on the wall loads itself again.
const WALL_SECONDS: u32 = 600;

#[derive(Serialize)]
struct ThanksPage {
    #[serde(flatten)]
    said: Said,
    /// Whether everybody may read lessons.
    lessons: bool,
}

#[derive(Serialize)]
struct WallPage {
    #[serde(flatten)]
    said: Said,
    seconds: u32,
    /// Where to tell, for cameras and for eyes; `None` where the house does not know its own address.
    qr: Option<QrCode>,
    address: Option<String>,
}

/// What both pages say.
#[derive(Serialize)]
struct Said {
    told: Option<String>,
    early: Option<String>,
    helped: Option<i64>,
    outcomes: Option<i64>,
    changed: Option<i64>,
    learned: Option<i64>,
    newest: Vec<Newest>,
}

/// A lesson's title.
#[derive(Serialize)]
struct Newest {
    title: String,
    href: String,
    language: &'static str,
    direction: &'static str,
}

impl Page for ThanksPage {
    const TEMPLATE: &'static str = "trends/thanks";
    const TRANSLATED: bool = true;
    const FOR_REPORTERS: bool = true;

    fn title(&self) -> String {
        "thanks-title".into()
    }
}

impl Page for WallPage {
    const TEMPLATE: &'static str = "trends/wall";
    const TRANSLATED: bool = true;

    fn title(&self) -> String {
        "thanks-title".into()
    }
}

/// `GET /thanks`
///
/// # Errors
/// The store's failure.
pub async fn show(visit: Visit, db: Data<Db>, evidence: Data<Evidence>) -> Answer {
    let said = said(&visit, &db, &evidence).await?;
    visit.page(&ThanksPage {
        said,
        lessons: visit.settings.lessons == Readers::Public,
    })
}

/// `GET /thanks/wall`: the same for a screen that nobody touches.
///
/// # Errors
/// The store's failure.
pub async fn wall(visit: Visit, db: Data<Db>, evidence: Data<Evidence>) -> Answer {
    let said = said(&visit, &db, &evidence).await?;
    let url = visit.settings.public_url.as_ref();
    let url = url.map(|url| format!("{url}/tell"));
    visit.page(&WallPage {
        said,
        seconds: WALL_SECONDS,
        qr: url.as_deref().and_then(QrCode::of),
        address: url.map(|url| {
            url.split_once("://")
                .map_or(url.clone(), |(_scheme, rest)| rest.to_owned())
        }),
    })
}

async fn said(visit: &Visit, db: &Db, evidence: &Evidence) -> Result<Said, Error> {
    let looking = Looking {
        person: None,
        k: visit.settings.small_number,
        today: visit.now.today(),
    };
    let today = looking.today;
    let lessons = evidence
        .lessons
        .filter(|_| visit.settings.lessons == Readers::Public);
    let (thanks, titles) = db.read(move |conn| find(conn, &looking, lessons)).await?;
    let told = thanks.told.zip(thanks.since);
    let language = visit.language;
    Ok(Said {
        told: told.map(|(n, since)| {
            let month = month(language, since.monday(), words::is_long_ago(since, today));
            say_with(
                language,
                "thanks-told",
                [("n", n.into()), ("month", month.into())],
            )
        }),
        early: thanks
            .median
            .map(|minutes| half(language, words::spoken(minutes))),
        helped: thanks.helped,
        outcomes: thanks.outcomes,
        changed: thanks.changed,
        learned: thanks.learned,
        newest: titles
            .into_iter()
            .map(|one| Newest {
                title: one.title,
                href: one.href,
                language: one.language.as_str(),
                direction: one.language.direction(),
            })
            .collect(),
    })
}

/// "Half of them came within 3 hours."
fn half(language: Language, within: Spoken) -> String {
    let (key, n) = match within {
        Spoken::AtOnce => return say(language, "thanks-half-at-once"),
        Spoken::UnderAMinute => ("thanks-half-minutes", 1),
        Spoken::Minutes(n) => ("thanks-half-minutes", n),
        Spoken::Hours(n) => ("thanks-half-hours", n),
        Spoken::Days(n) => ("thanks-half-days", n),
        Spoken::Weeks(n) => ("thanks-half-weeks", n),
        Spoken::Years(n) => ("thanks-half-years", n),
    };
    say_with(language, key, [("n", n.into())])
}

fn find(
    conn: &mut Conn,
    looking: &Looking,
    lessons: Option<AskLessons>,
) -> Result<(Thanks, Vec<Titled>), StoreError> {
    let week = Week::of(looking.today);
    let days = Days {
        from: week.plus(-RECENT_WEEKS).monday(),
        to: looking.today,
    };
    let house = Filter {
        place: None,
        kind: None,
        tile: None,
        days,
        last_year: false,
        as_counts: false,
    };
    let delays = store::delays(conn, ROOT, None, &days, looking.today)?;
    let recent = store::find(conn, &house, looking)?.map(|found| {
        let cells = found.house.cells(&days, None);
        TimeToSurface::of(&cells, &delays, looked(looking, false))
    });
    let year = Weeks {
        from: week.plus(-YEAR_WEEKS).monday(),
        ..Weeks::ALL
    };
    let helped = store::slots(conn, Measure::Helped, ROOT, None, year)?
        .into_iter()
        .filter(|((_, slot), _)| *slot == 3)
        .map(|(_, n)| n)
        .sum();
    let outcomes = store::slots(conn, Measure::OutcomeDelay, ROOT, None, year)?
        .into_values()
        .sum();
    let published = match lessons {
        Some(ask) => ask(conn, TITLES)?,
        None => Published::default(),
    };
    let growing = Growing {
        helped,
        outcomes,
        changed: changed(conn, year.from)?,
        learned: published.n,
    };
    let thanks = Thanks::of(recent.as_ref(), growing, looking.k);
    Ok((thanks, published.newest))
}

/// Changes put in place since a day and not let go since.
fn changed(conn: &mut Conn, since: NaiveDate) -> Result<i64, StoreError> {
    let all = countermeasures::outlines(conn, &Sight::Everything, None)?;
    let here = |one: &&Outline| !one.is_let_go() && one.in_place_on.is_some_and(|on| on >= since);
    Ok(i64::try_from(all.iter().filter(here).count()).unwrap_or(i64::MAX))
}
