//! Because you spoke up: thanks for everybody to read.

use super::{asking::looked, words};
use crate::{
    config::Readers,
    db::{Conn, Db, StoreError},
    kernel::{language::Language, time::Week},
    places::ROOT,
    stats::Spoken,
    tally::{Measure, Weeks},
    trends::{
        model::{Days, Filter, Thanks, TimeToSurface},
        store::{self, Looking},
    },
    web::{
        Answer, Page, Visit,
        phrases::{month, say, say_with},
    },
};
use actix_web::web::Data;
use serde::Serialize;

/// How far back "lately" goes.
const RECENT_WEEKS: i64 = 12;

/// How far back outcomes and verdicts go: they take their time.
const YEAR_WEEKS: i64 = 52;

#[derive(Serialize)]
struct ThanksPage {
    told: Option<String>,
    early: Option<String>,
    helped: Option<i64>,
    outcomes: Option<i64>,
    /// Whether everybody may read lessons.
    lessons: bool,
}

impl Page for ThanksPage {
    const TEMPLATE: &'static str = "trends/thanks";
    const TRANSLATED: bool = true;
    const FOR_REPORTERS: bool = true;

    fn title(&self) -> String {
        "thanks-title".into()
    }
}

/// `GET /thanks`
///
/// # Errors
/// The store's failure.
pub async fn show(visit: Visit, db: Data<Db>) -> Answer {
    let looking = Looking {
        person: None,
        k: visit.settings.small_number,
        today: visit.now.today(),
    };
    let today = looking.today;
    let thanks = db.read(move |conn| find(conn, &looking)).await?;
    let told = thanks.told.zip(thanks.since);
    let language = visit.language;
    visit.page(&ThanksPage {
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
        lessons: visit.settings.lessons == Readers::Public,
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

fn find(conn: &mut Conn, looking: &Looking) -> Result<Thanks, StoreError> {
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
    Ok(Thanks::of(recent.as_ref(), helped, outcomes, looking.k))
}
