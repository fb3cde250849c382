//! One report of the sample year, read as the form reads it.

use super::year::Words;
use crate::{
    cli::Failure,
    places::PlaceCode,
    reports::{
        Kind, NewReport,
        model::{Effect, Factors, Reporter, SeenBefore, Share, Story, Verdict, When, note, step},
    },
};
use chrono::{Days, NaiveDate};

/// Names the field that cannot be read; the tests see to it that there is none.
fn bad<E: std::fmt::Display>(field: &'static str) -> impl Fn(E) -> Failure {
    move |reason| Failure(format!("the sample year: {field}: {reason}"))
}

fn words(field: &'static str, text: Option<&String>) -> Result<Option<String>, Failure> {
    note(text.map_or("", String::as_str)).map_err(bad(field))
}

fn word<T, E: std::fmt::Display>(
    field: &'static str,
    text: Option<&String>,
    parse: impl Fn(&str) -> Result<T, E>,
) -> Result<Option<T>, Failure> {
    text.map(|text| parse(text).map_err(bad(field))).transpose()
}

/// What was told on `day`.
pub(super) fn report(told: &Words, place: PlaceCode, day: NaiveDate) -> Result<NewReport, Failure> {
    let before = u64::try_from(told.days_before.unwrap_or(0)).unwrap_or(0);
    let date = (day - Days::new(before)).to_string();
    let name = told.name.as_deref().unwrap_or("");
    Ok(NewReport {
        kind: Kind::parse(&told.kind).map_err(bad("kind"))?,
        story: Story::parse(&told.story).map_err(bad("story"))?,
        when: When::parse(&told.when, &date, day).map_err(bad("when"))?,
        place: Some(place),
        one_level_up: false,
        step: step(told.step.as_deref().unwrap_or("")).map_err(bad("step"))?,
        still_dangerous: told.still_dangerous,
        intent: words("intent", told.intent.as_ref())?,
        impact: words("impact", told.impact.as_ref())?,
        factors: Factors::parse(told.factors.iter().copied()).map_err(bad("factors"))?,
        factor_words: words("factor_words", told.factor_words.as_ref())?,
        caught_by: Factors::parse(told.caught_by.iter().copied()).map_err(bad("caught_by"))?,
        caught_words: words("caught_words", told.caught_words.as_ref())?,
        workaround: words("workaround", told.workaround.as_ref())?,
        seen_before: word("seen_before", told.seen_before.as_ref(), SeenBefore::parse)?,
        effect: word("effect", told.effect.as_ref(), Effect::parse)?,
        could_have: word("could_have", told.could_have.as_ref(), Effect::parse)?,
        idea: words("idea", told.idea.as_ref())?,
        share: word("share", told.share.as_ref(), Share::parse)?.unwrap_or(Share::AskMe),
        reporter: Reporter::parse(&told.reporter, name, "").map_err(bad("reporter"))?,
    })
}

/// What the reporter said of the outcome.
pub(super) fn verdict(told: &Words) -> Result<Option<Verdict>, Failure> {
    let Some((helped, safe)) = told.verdict_helped.zip(told.verdict_safe) else {
        return Ok(None);
    };
    let words = told.verdict_words.as_deref().unwrap_or("");
    Verdict::parse(helped, safe, words)
        .map(Some)
        .map_err(bad("verdict"))
}
