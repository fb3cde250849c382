//! The sample year goes through the same acts as a real one, each with its own "now".

use super::{
    countermeasures,
    course::{Step, course, told_at},
    house::{add_people, add_places, answering, place},
    invitations::add_invitations,
    lessons,
    sheets::{self, Sheet},
    telling::report,
    year::Year,
};
use crate::{
    a3,
    cli::Failure,
    db::{Db, Tx},
    kernel::{
        ids::Id,
        keys::{Keys, Receipt, sha256},
        time::{Grain, Now},
    },
    reports::{self, Draft, Reference, Rules, Scope, Told, commands as acts},
};
use chrono::{DateTime, Days, TimeDelta, Utc};
use chrono_tz::Tz;

/// Minutes between batches in the sample year, whatever is set for what comes after.
const RELEASE_MINUTES: i64 = 15;

/// Who and when the demo is.
pub(super) struct Setting<'a> {
    pub(super) keys: &'a Keys,
    pub(super) grain: Grain,
    pub(super) zone: Tz,
    pub(super) now: Now,
}

/// A report that is ready to be told, and what will come of it.
struct Planned {
    /// How many days ago it surfaced, of a report with a day of its own: some of these became lessons.
    own_day: Option<i64>,
    told: Told,
    lead: Option<(Id, Vec<Id>)>,
    steps: Vec<(DateTime<Utc>, Step)>,
    /// The sheet that was opened from it, and when.
    sheet: Option<(Sheet, DateTime<Utc>)>,
}

/// Fills an empty house; answers a receipt whose page has something to read.
///
/// # Errors
/// When the store fails or the year holds a mistake.
pub(super) fn fill(db: &Db, year: &Year, setting: &Setting<'_>) -> Result<Receipt, Failure> {
    let places = add_places(db, year)?;
    let leads = add_people(db, year, &places, setting.now)?;
    let sheets = Sheet::all()?;
    add_invitations(db, &places)?;
    let mut shown = None;
    let mut all = Vec::new();
    for (number, (days_ago, path, words)) in year.reports().into_iter().enumerate() {
        let (_, code) = place(&places, path)?;
        let day = setting.now.today() - Days::new(u64::try_from(days_ago).unwrap_or(0));
        let told_at = told_at(words, day, number, setting.zone);
        let key = format!("sample-report-{number:05}");
        let draft = Draft {
            key: &key,
            body_hash: sha256(words.story.as_bytes()),
            verifier: None,
        };
        if words.message.is_some() && words.reporter == "anonymous" {
            shown = shown.or(draft.receipt(setting.keys));
        }
        let now = Now::new(told_at, setting.zone);
        let told = reports::prepare(
            report(words, code, day)?,
            &draft,
            setting.keys,
            now,
            Rules {
                grain: setting.grain,
                release_minutes: RELEASE_MINUTES,
                // The year was written with leads of its small places.
                small_number: 0,
            },
        );
        all.push(Planned {
            own_day: year
                .report
                .iter()
                .any(|written| std::ptr::eq(&written.words, words))
                .then_some(days_ago),
            told,
            lead: answering(&leads, path, words.name.as_deref())
                .map(|lead| (lead.id, lead.places.clone())),
            steps: course(words, day, told_at, number, setting.zone, setting.now.at)?,
            sheet: sheets
                .iter()
                .find(|sheet| sheet.is_of(&words.story))
                .map(|sheet| (sheet.clone(), told_at + TimeDelta::days(sheet.after_days)))
                .filter(|(_, at)| *at <= setting.now.at),
        });
    }
    let (zone, now) = (setting.zone, setting.now);
    let told = db
        .write_now(move |tx| {
            let mut told = Vec::new();
            for planned in all {
                told.push((carry_out(tx, &planned, zone)?, planned));
            }
            acts::release_due(tx, now)?;
            Ok::<_, acts::Error>(told)
        })
        .map_err(Failure::of)?;
    db.write_now(move |tx| {
        for (reference, planned) in &told {
            if let (Some((sheet, at)), Some((lead, places))) = (&planned.sheet, &planned.lead) {
                let at = Now::new(*at, zone);
                match sheets::open(tx, sheet, *reference, (*lead, places), at) {
                    Err(a3::Error::Store(failure)) => return Err(failure.into()),
                    Ok(()) | Err(a3::Error::Refused(_)) => {}
                }
            }
            let last = planned.steps.iter().map(|(at, _)| *at).max();
            if let (Some(lead), Some(last), Some(day)) = (&planned.lead, last, planned.own_day) {
                lessons::learn(tx, day, *reference, lead, (last, now))?;
            }
        }
        lessons::go_first(tx, &leads, now)
    })
    .map_err(Failure::of)?;
    countermeasures::add(db, &places, now, zone)?;
    super::reviews::add(db, &places, zone, now)?;
    super::exposure::add(db, &places, now)?;
    shown.ok_or_else(|| Failure("the sample year: no reporter wrote back".into()))
}

/// Answers the report's reference.
fn carry_out(tx: &mut Tx<'_>, planned: &Planned, zone: Tz) -> Result<Reference, acts::Error> {
    let reference = acts::tell(tx, &planned.told)?.reference;
    let receipt = &planned.told.receipt_hash;
    for (at, step) in &planned.steps {
        let now = Now::new(*at, zone);
        match step {
            Step::WriteBack(words) => {
                acts::mark_read(tx, receipt, now)?;
                acts::write_back(tx, receipt, words, now, 0)?;
            }
            Step::Judge(verdict) => {
                acts::mark_read(tx, receipt, now)?;
                acts::judge(tx, receipt, verdict, now)?;
            }
            by_a_lead => {
                let Some((by, places)) = &planned.lead else {
                    break;
                };
                let scope = Scope {
                    places: places.clone(),
                    now,
                };
                match by_a_lead.clone() {
                    Step::Thank(words) => acts::thank(tx, reference, &scope, *by, words)?,
                    Step::Contain(words) => acts::contain(tx, reference, &scope, *by, &words)?,
                    Step::Promise(days) => {
                        let due = now.today() + Days::new(days);
                        acts::promise(tx, reference, &scope, *by, due, None, None)?;
                    }
                    Step::Ask(words) => acts::ask(tx, reference, &scope, *by, &words)?,
                    Step::Triage(way, reason) => {
                        acts::triage(tx, reference, &scope, *by, way, reason, None)?;
                    }
                    Step::Outcome(words) => acts::outcome(tx, reference, &scope, *by, words)?,
                    Step::Share(words) => acts::share(tx, reference, &scope, *by, Some(words))?,
                    Step::WriteBack(_) | Step::Judge(_) => {}
                }
            }
        }
    }
    Ok(reference)
}
