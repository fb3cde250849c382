//! What came of one report, act by act, each at its moment. What would lie in the future is left out, together with
//! all that would follow it.

use super::{telling::verdict, year::Words};
use crate::{
    cli::Failure,
    reports::{Triage, Verdict},
};
use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

/// One act, by a lead or by the reporter.
#[derive(Debug, Clone)]
pub(super) enum Step {
    Thank(String),
    Contain(String),
    Ask(String),
    /// They hear more within so many days.
    Promise(u64),
    Triage(Triage, Option<String>),
    Outcome(String),
    Share(String),
    WriteBack(String),
    Judge(Verdict),
}

/// What a lead writes back; chosen in turn.
const REPLIES: [&str; 4] = [
    "Thank you for writing back. I have read it more than once.",
    "I am glad that you told me this too.",
    "Thank you. This is what I needed to hear.",
    "Thank you for this. It stays with me.",
];

/// What a lead says to an answer; chosen in turn.
const HEARD: [&str; 3] = [
    "Thank you. Now I can see it as you saw it.",
    "That helps me a lot, thank you.",
    "I would not have known that. Thank you.",
];

/// What is said of what nobody came back to, and after how many days.
const LEFT_AS_IT_IS: &str =
    "We looked at it together and leave it as it is for now. Please tell us when it happens again.";
const LEFT_AS_IT_IS_DAYS: i64 = 40;

/// When it was told: within its shift, at a minute that depends on its number in the year.
pub(super) fn told_at(words: &Words, day: NaiveDate, number: usize, zone: Tz) -> DateTime<Utc> {
    let hour = match words.shift.as_str() {
        "early" => 8,
        "late" => 16,
        _ => 22,
    };
    let minutes = TimeDelta::minutes(hour * 60 + (number * 7 % 80) as i64);
    moment(day, minutes, zone)
}

fn moment(day: NaiveDate, since_midnight: TimeDelta, zone: Tz) -> DateTime<Utc> {
    let local = day.and_time(NaiveTime::MIN) + since_midnight;
    // An hour that the clocks skip: the same wall clock in UTC is near enough for a sample.
    zone.from_local_datetime(&local)
        .earliest()
        .map_or_else(|| local.and_utc(), |at| at.to_utc())
}

/// The acts of a report that was told at `told_at` on `day`, in order, up to `now`.
pub(super) fn course(
    words: &Words,
    day: NaiveDate,
    told_at: DateTime<Utc>,
    number: usize,
    zone: Tz,
    now: DateTime<Utc>,
) -> Result<Vec<(DateTime<Utc>, Step)>, Failure> {
    let mut steps = Vec::new();
    // The first batch is released within half an hour.
    let mut earliest = told_at + TimeDelta::minutes(30);
    for (after_days, step) in planned(words, number)? {
        let day = day + Days::new(u64::try_from(after_days).unwrap_or(0));
        let at = moment(day, TimeDelta::hours(9), zone).max(earliest);
        if at > now {
            break;
        }
        earliest = at + TimeDelta::minutes(10);
        steps.push((at, step));
    }
    Ok(steps)
}

/// All acts with the days after telling, in order.
fn planned(words: &Words, number: usize) -> Result<Vec<(i64, Step)>, Failure> {
    let thanked = words.thanks_after_days.unwrap_or(0);
    let mut steps = Vec::new();
    let mut plan = |after_days: i64, step: Option<Step>| {
        steps.extend(step.map(|step| (after_days, step)));
    };
    let contain = words.containment.clone().map(Step::Contain);
    let (at_once, later) = if words.still_dangerous {
        (contain, None)
    } else {
        (None, contain)
    };
    plan(0, at_once);
    plan(thanked, words.thanks.clone().map(Step::Thank));
    plan(thanked, later);
    plan(thanked, words.question.clone().map(Step::Ask));
    plan(thanked, promise(words, number, thanked));
    plan(thanked + 1, words.answer.clone().map(Step::WriteBack));
    let heard = HEARD[number % HEARD.len()].to_owned();
    plan(
        thanked + 2,
        words.answer.is_some().then_some(Step::Ask(heard)),
    );
    let told = words.outcome_after_days.unwrap_or(thanked + 3);
    let way = words.triage.as_deref().map(|word| {
        Triage::parse(word)
            .map_err(|_unreadable| Failure(format!("the sample year: triage: {word}")))
    });
    let way = way.transpose()?;
    let reason = words.triage_reason.clone();
    plan(
        (thanked + 2).min(told),
        way.map(|way| Step::Triage(way, reason)),
    );
    plan(told, words.outcome.clone().map(Step::Outcome));
    plan(told + 1, words.shared_story.clone().map(Step::Share));
    plan(told + 2, words.message.clone().map(Step::WriteBack));
    let reply = REPLIES[number % REPLIES.len()].to_owned();
    plan(
        told + 3,
        words.message.is_some().then_some(Step::Ask(reply)),
    );
    plan(told + 4, verdict(words)?.map(Step::Judge));
    let open = way.is_some_and(Triage::leaves_an_outcome_open) && words.outcome.is_none();
    plan(
        told + LEFT_AS_IT_IS_DAYS,
        open.then(|| Step::Triage(Triage::NoMore, Some(LEFT_AS_IT_IS.to_owned()))),
    );
    Ok(steps)
}

/// One outcome in four was promised for a day: the day after it came.
fn promise(words: &Words, number: usize, thanked: i64) -> Option<Step> {
    let within = words.outcome_after_days? + 1 - thanked;
    let within = u64::try_from(within).ok().filter(|days| *days > 1)?;
    (number.is_multiple_of(4)).then_some(Step::Promise(within))
}
