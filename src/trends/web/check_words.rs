//! The evidence of the self-check, in a sentence or two each.

use super::{asking::Seen, countermeasures, words};
use crate::{
    countermeasures::CheckResult,
    db::{Conn, StoreError},
    kernel::{ids::Id, time::Week},
    people::Role,
    places,
    reports::Kind,
    stats::{Period, small_numbers::publishable},
    trends::{
        NoteSort,
        evidence::{self, Evidence, Meetings},
        model::{
            After, Course, Days, KindSum, Mix, Series, Share, SignalSide, TimeToSurface, Told,
            counted,
        },
        store::{self, OneLead},
    },
};

/// What is said of a question.
pub(super) struct Said(pub(super) Vec<One>);

/// One sentence, and its number for programs.
pub(super) struct One {
    pub(super) key: &'static str,
    pub(super) words: String,
    pub(super) value: Option<f64>,
}

impl One {
    fn new(key: &'static str, words: impl Into<String>, value: Option<f64>) -> Self {
        Self {
            key,
            words: words.into(),
            value,
        }
    }

    fn words(key: &'static str, words: impl Into<String>) -> Self {
        Self::new(key, words, None)
    }
}

/// Do people bring bad news early or late?
pub(super) fn early(
    conn: &mut Conn,
    seen: &Seen,
    times: &TimeToSurface,
) -> Result<Said, StoreError> {
    let mut said = Vec::new();
    said.push(
        match (
            times.corrected_median.or(times.median),
            times.corrected_median,
        ) {
            (Some(median), Some(_)) => One::new(
                "median_minutes",
                format!(
                    "With what is still to come, we expect half of the reports {}.",
                    words::within(median)
                ),
                Some(median),
            ),
            (Some(median), None) => One::new(
                "median_minutes",
                format!("Half of the reports came {}.", words::within(median)),
                Some(median),
            ),
            (None, _) => One::words(
                "median_minutes",
                "There are too few reports to say yet how soon they come.",
            ),
        },
    );
    if let Some(share) = times.same_shift {
        said.push(One::new(
            "same_shift",
            format!(
                "Within 8 hours, the length of a shift: {}.",
                words::share(share)
            ),
            Some(share.number()),
        ));
    }
    let spread = seen.found.spread(conn, |conn, at| {
        store::before_harm(conn, at, &seen.filter.days)
    })?;
    let cells = seen
        .found
        .house
        .by_class(&seen.filter.days, &spread, &[(1, 1)]);
    let (before, all) = counted(&cells);
    said.push(before_harm(seen, before, all));
    Ok(Said(said))
}

/// Told before harm was done. Beside the kinds an exact number would tell how many of the other kinds had no effect, so
/// whoever does not read the reports learns tenths that are at least k wide each.
fn before_harm(seen: &Seen, before: i64, all: i64) -> One {
    let as_they_are = seen.found.house.as_they_are;
    let may = as_they_are || all >= seen.looking.k.saturating_mul(10);
    let told = "Told before harm was done (near misses, good catches, and whatever had no effect)";
    match Share::of(before, all).filter(|_| may) {
        Some(share) if as_they_are => One::new(
            "before_harm",
            format!(
                "{told}: {}, {before} of {}.",
                words::share(share),
                words::reports(all)
            ),
            Some(share.number()),
        ),
        Some(share) => One::new(
            "before_harm",
            format!("{told}: {}.", words::share(share)),
            Some(share.number()),
        ),
        None => One::words(
            "before_harm",
            "How many were told before harm was done cannot be said: there are too few, or it is held back.",
        ),
    }
}

/// Do meetings surface problems or explanations?
pub(super) fn meetings(
    conn: &mut Conn,
    seen: &Seen,
    evidence: Evidence,
) -> Result<Said, StoreError> {
    let Some(ask) = evidence.meetings else {
        return Ok(Said(vec![One::words(
            "meetings",
            "No meetings are counted yet.",
        )]));
    };
    let Some((places, days)) = acts_of_several(conn, seen)? else {
        return Ok(Said(vec![One::words("meetings", ONE_LEAD)]));
    };
    let found = ask(conn, &places, days.from, days.to)?;
    if found == Meetings::default() {
        return Ok(Said(vec![One::new(
            "meetings",
            "No hansei that you may read has sorted its points in these days.",
            Some(0.0),
        )]));
    }
    let many = |n: i64, one: &str, more: &str| format!("{n} {}", if n == 1 { one } else { more });
    let mut said = vec![
        One::new(
            "conditions",
            format!(
                "In {}, {} surfaced, beside {} given.",
                many(found.held, "hansei", "hanseis"),
                many(found.conditions, "condition", "conditions"),
                many(found.explanations, "explanation", "explanations")
            ),
            Some(found.conditions as f64),
        ),
        One::new(
            "reports",
            format!("They talked about {}.", words::reports(found.reports)),
            Some(found.reports as f64),
        ),
    ];
    said.insert(
        1,
        One::new(
            "explanations",
            "Explanations end a conversation, conditions go on: what made that possible?",
            Some(found.explanations as f64),
        ),
    );
    Ok(Said(said))
}

const ONE_LEAD: &str = "This cannot be said here: too few people lead these places, so a number would be one person's.";

/// The places whose notes and meetings are counted, and whole periods of 4 weeks that are over; `None` where one lead
/// alone would be counted. Improvers read of all places, leads of their own.
///
/// As with answers, what one lead does is counted in the place above ([`store::several`]), and days that
/// slide would tell of single acts.
fn acts_of_several(conn: &mut Conn, seen: &Seen) -> Result<Option<(Vec<Id>, Days)>, StoreError> {
    let tree = &seen.found.tree;
    let (at, one_lead) = store::several(conn, tree, seen.found.shown)?;
    let person = seen.looking.person.as_ref();
    let lead = person.filter(|person| person.role == Role::Lead);
    let read = lead.is_none_or(|lead| tree.is_within(at, &lead.places));
    if one_lead == Some(OneLead::OfTheHouse) || !read {
        return Ok(None);
    }
    let days = seen.filter.days.over(Period::FourWeeks, seen.looking.today);
    Ok(Some((places::subtree(conn, at)?, days)))
}

/// Do metrics trigger curiosity or defensiveness?
pub(super) fn metrics(conn: &mut Conn, seen: &Seen) -> Result<Said, StoreError> {
    let Some((places, days)) = acts_of_several(conn, seen)? else {
        return Ok(Said(vec![One::words("notes", ONE_LEAD)]));
    };
    let counts = store::note_counts(conn, &places, Week::of(days.from), Week::of(days.to))?;
    let count = |sort| counts.get(&sort).copied().unwrap_or(0);
    let (asking, demanding) = (count(NoteSort::Asks), count(NoteSort::Demands));
    let k = seen.looking.k;
    let few = !publishable(asking, k) || !publishable(demanding, k);
    if asking + demanding == 0 || (few && !seen.found.house.as_they_are) {
        return Ok(Said(vec![One::words(
            "notes",
            "There are too few notes beside charts to say. Listen at the next one: does the first question start with what in the system, or with why you?",
        )]));
    }
    Ok(Said(vec![
        One::new(
            "asking",
            format!(
                "Of the notes beside charts, {asking} asked what in the system has changed, and {demanding} demanded a reason for a routine point."
            ),
            Some(asking as f64),
        ),
        One::new(
            "demanding",
            "A point inside the limits needs no reason: which part of the system would make the next one better?",
            Some(demanding as f64),
        ),
    ]))
}

/// Do mistakes lead to learning or silence?
pub(super) fn mistakes(conn: &mut Conn, seen: &Seen) -> Result<Said, StoreError> {
    let course = countermeasures::course(conn, seen)?;
    let mut said = vec![verified(&course, seen.looking.k)];
    if let (Some(recurred), Some(in_place)) = (course.recurred, course.in_place) {
        said.push(One::new(
            "recurred",
            format!(
                "Of {in_place} changes in place, something similar surfaced again for {recurred}."
            ),
            Some(recurred as f64),
        ));
    }
    let found = seen.with_past(conn)?;
    let everything = found.house.as_they_are;
    let marks = store::marks(conn, &found.tree, found.shown, Series::Reports, everything)?;
    let told = store::told(&found, &seen.filter.days, None, &marks);
    said.push(after(conn, seen, &told)?);
    said.push(silence(&told));
    Ok(Said(said))
}

fn verified(course: &Course, k: i64) -> One {
    let Some(results) = &course.results else {
        return One::words(
            "verified",
            format!(
                "Fewer than {k} changes were looked at in these days: too few to say whether they hold."
            ),
        );
    };
    let all: i64 = results.iter().map(|(_, n)| n).sum();
    let held: i64 = results
        .iter()
        .filter(|(result, _)| *result == CheckResult::AsPredicted)
        .map(|(_, n)| n)
        .sum();
    One::new(
        "verified",
        format!("Of {all} changes that somebody went and looked at, {held} did what was expected."),
        Some(held as f64),
    )
}

/// What people told in the four weeks after something severe.
fn after(conn: &mut Conn, seen: &Seen, told: &Told) -> Result<One, StoreError> {
    let spread = seen
        .found
        .spread(conn, |conn, at| store::severe(conn, at, &seen.filter.days))?;
    let house = &seen.found.house;
    let cells = house.by_class(&seen.filter.days, &spread, &[(1, 1)]);
    let mut weeks = Vec::new();
    for cell in cells {
        // Where the number of severe ones is held back, their weeks are too.
        let shown = cell.classes.first().copied().flatten();
        if shown.is_none_or(|n| n == 0) {
            continue;
        }
        let end = Week::of(cell.from).plus(i64::from(cell.weeks)).monday();
        let inside = spread
            .place(house)
            .range((cell.from, i32::MIN)..(end, i32::MIN));
        weeks.extend(
            inside
                .filter(|(_, n)| **n > 0)
                .map(|((week, _), _)| Week::of(*week)),
        );
    }
    let found = After::of(&told.process, &told.chart, &weeks);
    Ok(match found {
        Some(after) => One::new(
            "after_severe",
            format!(
                "In the four weeks after something severe, {} reports came a week; {} to {} are usual here. {}",
                words::amount(after.mean),
                words::amount(after.usual.0),
                words::amount(after.usual.1),
                if after.below > 0 {
                    "In some of those weeks fewer came than is usual: what made it harder to say?"
                } else if after.above > 0 {
                    "In some of those weeks more came than is usual."
                } else {
                    "That is routine variation."
                }
            ),
            Some(after.mean),
        ),
        None if weeks.is_empty() => One::words(
            "after_severe",
            "Nothing severe is known of these days, or it is held back to protect reporters.",
        ),
        None => One::words(
            "after_severe",
            "What people told after something severe cannot be said: there are no limits of single weeks to compare it with.",
        ),
    })
}

/// Whether the latest period is a signal of silence.
fn silence(told: &Told) -> One {
    let quiet = told.lately() == Some(SignalSide::Below);
    let limits = told.limits();
    let (words, value) = match (quiet, limits) {
        (true, _) => (
            "The latest weeks are quieter than is usual here. Fewer problems, or harder to say? Go and ask.".to_owned(),
            Some(1.0),
        ),
        (false, Some(_)) => (
            format!(
                "No signal of silence, looked at {}.",
                words::period(told.process.period.weeks())
            ),
            Some(0.0),
        ),
        (false, None) => (
            "Whether it has become quiet cannot be said yet: there are too few periods to tell a silence from routine variation.".to_owned(),
            None,
        ),
    };
    One::new("silence", words, value)
}

/// Who is heard at all?
pub(super) fn heard(conn: &mut Conn, seen: &Seen) -> Result<Said, StoreError> {
    let heard = store::heard(conn, &seen.found, &seen.filter.days, &seen.looking)?;
    let least = if seen.found.house.as_they_are {
        "a report"
    } else {
        "enough reports to be shown"
    };
    let since = words::day(Week::of(Period::COARSEST.start(seen.filter.days.from)));
    let places = if heard.of == 0 {
        One::new(
            "places",
            "There are no places below this one that can be looked at apart.",
            None,
        )
    } else {
        One::new(
            "places",
            format!(
                "{} of the {} places right below this one have {least} since {since}. From where do we hear nothing, and who could ask there?",
                heard.n, heard.of
            ),
            Some(heard.n as f64),
        )
    };
    Ok(Said(vec![
        places,
        One::words(
            "shifts_and_languages",
            "Which shifts and which languages are heard, nobody can know: neither is kept with a report.",
        ),
    ]))
}

/// Who asks, and who admits?
pub(super) fn asks(seen: &Seen, mix: &Mix) -> Said {
    let days = seen.filter.days;
    let calls = evidence::help_calls(&[seen.found.shown], days.from, days.to);
    Said(vec![
        match calls {
            Some(n) => One::new("calls", format!("{n} calls for help."), Some(n as f64)),
            None => One::words("calls", "Calls for help are not counted here yet."),
        },
        of_kinds(
            "mistakes",
            mix,
            &[Kind::Mistake],
            "told of a mistake of their own",
        ),
    ])
}

/// Who contributes?
pub(super) fn contributes(mix: &Mix) -> Said {
    Said(vec![
        of_kinds("problems", mix, &[Kind::Problem], "told of a problem"),
        of_kinds("near_misses", mix, &[Kind::NearMiss], "told of a near miss"),
        One::words(
            "ideas",
            "Ideas stand in the reports themselves and are not counted.",
        ),
    ])
}

/// Who questions how we work?
pub(super) fn doubts(mix: &Mix) -> Said {
    Said(vec![
        of_kinds(
            "questions",
            mix,
            &[Kind::Question],
            "doubted how we do something",
        ),
        One::words(
            "standards",
            "Which standard was changed by one stands in the A3s and is not counted.",
        ),
    ])
}

fn of_kinds(key: &'static str, mix: &Mix, kinds: &[Kind], told: &str) -> One {
    let sum = sum(mix, kinds);
    match (mix.n, sum.partly, sum.n) {
        (0, ..) => One::words(key, "Nothing to say yet."),
        (_, true, 0) => One::words(
            key,
            format!("How many {told} is held back to protect reporters."),
        ),
        (_, true, n) => One::new(
            key,
            format!("{n} or more {told}; some are held back to protect reporters."),
            Some(n as f64),
        ),
        (all, false, n) => One::new(
            key,
            format!("{n} of {} {told}.", words::reports(all)),
            Some(n as f64),
        ),
    }
}

/// Several kinds over all periods.
pub(super) fn sum(mix: &Mix, kinds: &[Kind]) -> KindSum {
    let of = Kind::ALL.iter().zip(mix.kinds);
    of.filter(|(kind, _)| kinds.contains(kind))
        .fold(KindSum::default(), |all, (_, one)| KindSum {
            n: all.n + one.n,
            partly: all.partly || one.partly,
        })
}
