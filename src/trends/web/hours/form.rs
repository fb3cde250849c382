//! Twelve weeks of a place at once, and what is known of the last year.

use super::{PATH, holds, sees_trends, spoken, writer};
use crate::{
    db::{Conn, Db, StoreError},
    kernel::{
        ids::Id,
        time::{Week, day_in_words},
    },
    places::{self, Place, PlaceCode, Tree},
    trends::{
        commands::{self, Error as ActError, Refusal, Writer},
        model::{Amount, Entry, Known, Unit, parse_week},
        store::{self, ExposureRow},
        web::signals::{Choice, choices},
    },
    web::{Act, Answer, Asked, Error, Look, Page, Problems, Recorder, Who, notice::Notice},
};
use actix_web::web::Data;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The fields of the weeks, oldest first.
const FIELDS: [&str; 12] = [
    "amount-1",
    "amount-2",
    "amount-3",
    "amount-4",
    "amount-5",
    "amount-6",
    "amount-7",
    "amount-8",
    "amount-9",
    "amount-10",
    "amount-11",
    "amount-12",
];

/// So many weeks stand in the form.
const AT_ONCE: i64 = 12;

/// So many weeks are listed.
const YEAR: i64 = 52;

/// What the form sends; place and last week may stand in the address.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct HoursForm {
    place: String,
    /// The last week of the form, by its ISO name.
    until: String,
    unit: String,
    week: Vec<String>,
    amount: Vec<String>,
}

#[derive(Serialize)]
struct WeekField {
    id: &'static str,
    week: String,
    from: String,
    amount: String,
    error: Option<String>,
}

#[derive(Serialize)]
struct YearRow {
    week: String,
    from: String,
    own: String,
    /// With all below it.
    sum: String,
}

#[derive(Serialize)]
pub(super) struct HoursPage {
    places: Vec<Choice>,
    /// The code of the place; empty where there is none.
    place: String,
    name: String,
    unit: String,
    /// Whether something is kept: then what is counted stays as it is.
    has_unit: bool,
    weeks: Vec<WeekField>,
    until: String,
    earlier: String,
    later: Option<String>,
    year: Vec<YearRow>,
    /// Whether places below count as well.
    below: bool,
    /// What is known of the place with all below it.
    standing: Option<String>,
    problems: Problems,
    summary: Vec<Look>,
    /// Rows that were pasted.
    rows: String,
    trends: bool,
    small: i64,
}

impl Page for HoursPage {
    const TEMPLATE: &'static str = "trends/hours";

    fn title(&self) -> String {
        "Hours worked".into()
    }
}

/// `GET /trends/hours`
///
/// # Errors
/// When the store fails.
pub async fn show(who: Who<Recorder>, db: Data<Db>, Asked(form): Asked<HoursForm>) -> Answer {
    let page = page(&who, &db, &form, Problems::none(), String::new()).await?;
    who.page(&page)
}

/// `POST /trends/hours`
///
/// # Errors
/// Not found; the store's failure.
pub async fn keep(act: Act<Recorder, HoursForm>, db: Data<Db>) -> Answer {
    let Act { who, form } = act;
    let (writer, today) = (writer(&who), who.visit.now.today());
    let (tree, units) = db
        .read(|conn| {
            let tree = places::all(conn)?;
            let all: Vec<Id> = tree.iter().map(|(place, _)| place.id).collect();
            let units = store::units(conn, &all)?;
            Ok::<_, StoreError>((tree, units))
        })
        .await?;
    let place = of_code(&tree, &form.place)
        .filter(|place| holds(&writer.places(&tree), place.id))
        .ok_or_else(Error::not_found)?;
    let mut problems = Problems::none();
    let unit = problems.keep("unit", Unit::parse(&form.unit));
    let known = units.get(&place.id).cloned();
    let unit = unit.map(|unit| unit.or(known).unwrap_or_else(Unit::usual));
    let mut entries = Vec::new();
    for ((field, week), amount) in FIELDS.iter().zip(&form.week).zip(&form.amount) {
        let week = problems.keep(field, parse_week(week, today));
        let amount = problems.keep(field, Amount::parse(amount));
        if let (Some(week), Some(amount), Some(unit)) = (week, amount, &unit) {
            entries.push(Entry {
                place: place.id,
                week,
                unit: unit.clone(),
                amount,
            });
        }
    }
    if !problems.is_empty() {
        return again(&who, &db, &form, problems, String::new()).await;
    }
    let until = parse_week(&form.until, today).map(|week| format!("&until={week}"));
    let path = format!("{PATH}?place={}{}", place.code, until.unwrap_or_default());
    let done = db
        .write(move |tx| commands::keep_exposure(tx, &writer, &entries))
        .await;
    match done {
        Ok(kept) if kept.changed() => Ok(who.done(Notice::ExposureKept, &path)),
        Ok(_) => Ok(who.done(Notice::ExposureSame, &path)),
        Err(ActError::Refused(refusal @ Refusal::OtherUnit(..))) => {
            problems.note("unit", refusal);
            again(&who, &db, &form, problems, String::new()).await
        }
        Err(failure) => Err(failure.into()),
    }
}

/// A button with the place that it is about.
#[derive(Debug, Clone, Deserialize)]
pub struct PlaceForm {
    place: String,
}

/// `POST /trends/hours/removed`
///
/// # Errors
/// Not found; the store's failure.
pub async fn remove(act: Act<Recorder, PlaceForm>, db: Data<Db>) -> Answer {
    let Act { who, form } = act;
    let writer = writer(&who);
    let tree = db.read(places::all).await?;
    let place = of_code(&tree, &form.place).ok_or_else(Error::not_found)?;
    let (id, path) = (place.id, format!("{PATH}?place={}", place.code));
    db.write(move |tx| commands::forget_exposure(tx, &writer, id))
        .await?;
    Ok(who.done(Notice::ExposureRemoved, &path))
}

/// The form as it was typed.
pub(super) async fn again(
    who: &Who<Recorder>,
    db: &Db,
    form: &HoursForm,
    problems: Problems,
    rows: String,
) -> Answer {
    let page = page(who, db, form, problems, rows).await?;
    who.again(&page)
}

async fn page(
    who: &Who<Recorder>,
    db: &Db,
    form: &HoursForm,
    problems: Problems,
    rows: String,
) -> Result<HoursPage, Error> {
    let (writer, form) = (writer(who), form.clone());
    let shown = db.read(move |conn| load(conn, &writer, &form)).await?;
    let HoursPage { weeks, .. } = &shown;
    let weeks = weeks
        .iter()
        .map(|field| WeekField {
            error: problems
                .iter()
                .find(|(id, _)| *id == field.id)
                .map(|(_, sentence)| sentence.to_owned()),
            id: field.id,
            week: field.week.clone(),
            from: field.from.clone(),
            amount: field.amount.clone(),
        })
        .collect();
    Ok(HoursPage {
        weeks,
        summary: problems.summary(),
        problems,
        rows,
        trends: sees_trends(who),
        ..shown
    })
}

/// The page without what needs another look.
fn load(conn: &mut Conn, writer: &Writer, form: &HoursForm) -> Result<HoursPage, StoreError> {
    let tree = places::all(conn)?;
    let own = writer.places(&tree);
    let place = of_code(&tree, &form.place)
        .filter(|place| holds(&own, place.id))
        .or_else(|| own.first().and_then(|first| tree.get(*first)));
    let last = Week::of(writer.now.today()).plus(-1);
    let until = parse_week(&form.until, writer.now.today()).unwrap_or(last);
    let mut page = HoursPage {
        places: Vec::new(),
        place: String::new(),
        name: String::new(),
        unit: form.unit.clone(),
        has_unit: false,
        weeks: Vec::new(),
        until: until.to_string(),
        earlier: String::new(),
        later: None,
        year: Vec::new(),
        below: false,
        standing: None,
        problems: Problems::none(),
        summary: Vec::new(),
        rows: String::new(),
        trends: false,
        small: writer.k,
    };
    let Some(place) = place else {
        return Ok(page);
    };
    let rows = store::exposure(conn, &[place.id])?;
    let known = store::known(conn, &tree, place.id)?;
    let code = place.code.to_string();
    let at = |week: Week| format!("{PATH}?place={code}&until={week}");
    page.earlier = at(until.plus(-AT_ONCE));
    page.later = (until < last).then(|| at(until.plus(AT_ONCE).min(last)));
    page.places = choices(&tree, &code, |place| holds(&own, place.id));
    page.has_unit = !rows.is_empty();
    let unit = rows.last().map_or_else(Unit::usual, |row| row.unit.clone());
    if page.unit.is_empty() {
        page.unit = unit.to_string();
    }
    let own_rows: BTreeMap<Week, &ExposureRow> = rows.iter().map(|row| (row.week, row)).collect();
    page.weeks = fields(&own_rows, until, form);
    page.below = tree.iter().any(|(below, _)| below.parent == Some(place.id));
    page.year = (0..YEAR)
        .map(|back| year_row(&own_rows, &known, last.plus(-back)))
        .collect();
    page.standing = standing(&tree, place, &known);
    page.name = tree.path(place.id);
    page.place = code;
    Ok(page)
}

fn fields(rows: &BTreeMap<Week, &ExposureRow>, until: Week, form: &HoursForm) -> Vec<WeekField> {
    (0..AT_ONCE)
        .zip(FIELDS)
        .map(|(n, id)| {
            let week = until.plus(n + 1 - AT_ONCE);
            let name = week.to_string();
            let typed = form.week.iter().position(|typed| *typed == name);
            let typed = typed.and_then(|at| form.amount.get(at)).cloned();
            let kept = || rows.get(&week).map(|row| row.amount.to_string());
            WeekField {
                id,
                from: day_in_words(week.monday()),
                amount: typed.or_else(kept).unwrap_or_default(),
                week: name,
                error: None,
            }
        })
        .collect()
}

fn year_row(rows: &BTreeMap<Week, &ExposureRow>, known: &Known, week: Week) -> YearRow {
    let sum = match known {
        Known::Worked(worked) => worked.week(week),
        Known::Nothing | Known::NotOf(_) | Known::TwoUnits(..) => None,
    };
    let below_alone = if sum.is_some() {
        "only below"
    } else {
        "not known"
    };
    // Hundredths of a sum, far below 2^53.
    let sum = sum.map(|sum| super::super::rate::thousands(sum as f64 / 100.0));
    YearRow {
        week: week.to_string(),
        from: day_in_words(week.monday()),
        own: rows
            .get(&week)
            .map_or_else(|| below_alone.into(), |row| spoken(row.amount)),
        sum: sum.unwrap_or_else(|| "not known".into()),
    }
}

/// What is known of the place with all below it, in a sentence.
fn standing(tree: &Tree, place: &Place, known: &Known) -> Option<String> {
    let name = &place.name;
    match known {
        Known::Nothing => None,
        Known::Worked(_) => None,
        Known::TwoUnits(one, other) => Some(format!(
            "In {name} and below, both {one} and {other} are counted. They cannot be added up, so {name} as a whole has no rate; the places below may have one."
        )),
        Known::NotOf(lacking) => {
            let names: Vec<String> = lacking
                .iter()
                .filter_map(|id| tree.get(*id))
                .map(|place| place.name.clone())
                .collect();
            Some(format!(
                "Nothing is known of {}. Until then {name} as a whole has no rate: its reports would be counted without their hours. You can also write down here what belongs to all places that have nothing of their own.",
                super::super::parts::listed(&names)
            ))
        }
    }
}

/// The place with this code.
fn of_code<'a>(tree: &'a Tree, raw: &str) -> Option<&'a Place> {
    let code = PlaceCode::parse(raw).ok()?;
    tree.iter()
        .map(|(place, _)| place)
        .find(|place| place.code == code)
}
