//! The reporter's own page: what it says, in the reporter's language.

use super::{
    answers::Opened,
    photos::Thumb,
    promised::{self, Promised},
    words::{self, Choice, Fact, Tile},
};
use crate::{
    kernel::{language::Language, time::Now},
    reports::{
        commands::ReportersView,
        model::{Status, Triage},
    },
    web::{
        Page, Problems,
        panel::Panel,
        phrases::{self, day, say_with},
    },
};
use serde::Serialize;

#[derive(Serialize)]
struct Step {
    name: String,
    words: String,
    new: bool,
    quote: Option<String>,
    state: &'static str,
    state_words: String,
    done: bool,
    now: bool,
}

#[derive(Serialize)]
struct Said {
    new: bool,
    who: String,
    words: String,
    mine: bool,
    icon: &'static str,
    on: String,
}

#[derive(Serialize)]
struct Opening {
    by: String,
    reason: String,
    on: String,
}

#[derive(Serialize)]
pub(super) struct AnswersPage {
    receipt: String,
    kind: String,
    icon: &'static str,
    pub(super) said: Option<String>,
    promises: Vec<Promised>,
    steps: Vec<Step>,
    /// The way ends it: the reporter can answer the reason right there.
    ended: bool,
    thread: Vec<Said>,
    question_open: bool,
    pub(super) words: String,
    story: String,
    pub(super) photos: Vec<Thumb>,
    facts: Vec<Fact>,
    factors: Vec<Tile>,
    caught_by: Vec<Tile>,
    protected: bool,
    openings: Vec<Opening>,
    may_judge: bool,
    judged: bool,
    pub(super) helped: Vec<Choice>,
    pub(super) felt_safe: Vec<Choice>,
    pub(super) verdict_words: String,
    /// Some weeks have passed: the same is asked once more.
    ask_again: bool,
    judged_again: bool,
    pub(super) helped_later: Vec<Choice>,
    pub(super) felt_safe_later: Vec<Choice>,
    pub(super) later_words: String,
    pub(super) not_fixed_words: String,
    has_news: bool,
    /// What other rooms have to say.
    pub(super) panels: Vec<Panel>,
    /// What one of them asks the reporter, to be said at the top.
    pub(super) asked: Option<String>,
    /// Shows that something was told, and when; never what.
    proof: String,
    told_on: String,
    problems: Problems,
}

impl Page for AnswersPage {
    const TEMPLATE: &'static str = "reports/answers";
    const TRANSLATED: bool = true;
    const FOR_REPORTERS: bool = true;

    fn title(&self) -> String {
        "layout-answers".into()
    }
}

impl AnswersPage {
    pub(super) fn new(opened: &Opened, now: Now, language: Language, problems: Problems) -> Self {
        let view = &opened.view;
        let report = &view.report;
        let (helped, felt_safe) = match &report.verdict {
            Some(verdict) => faces(
                language,
                &verdict.helped.to_string(),
                &verdict.felt_safe.to_string(),
            ),
            None => faces(language, "", ""),
        };
        let (helped_later, felt_safe_later) = match &report.later_verdict {
            Some(verdict) => faces(
                language,
                &verdict.helped.to_string(),
                &verdict.felt_safe.to_string(),
            ),
            None => faces(language, "", ""),
        };
        Self {
            receipt: opened.receipt.clone(),
            kind: words::kind(language, report.kind),
            icon: report.kind.icon(),
            said: None,
            promises: promised::for_reporter(&view.promises, language, now.today()),
            steps: steps(view, language),
            ended: report
                .handling
                .triage
                .as_ref()
                .is_some_and(|(way, ..)| matches!(way, Triage::NoMore | Triage::SetAside))
                && report.handling.outcome.is_none(),
            thread: view
                .thread
                .iter()
                .map(|message| Said::of(message, language))
                .collect(),
            question_open: view
                .thread
                .last()
                .is_some_and(|last| last.purpose == "question"),
            words: String::new(),
            story: report.story.clone(),
            photos: Vec::new(),
            facts: words::facts(language, report),
            factors: words::tiles_in_words(language, &report.factors),
            caught_by: words::tiles_in_words(language, &report.caught_by),
            protected: report.reporter == "protected",
            openings: view
                .openings
                .iter()
                .map(|opening| Opening {
                    by: opening.by.clone(),
                    reason: opening.reason.clone(),
                    on: day(language, opening.on),
                })
                .collect(),
            may_judge: report.handling.may_be_judged().is_ok(),
            judged: report.verdict.is_some(),
            helped,
            felt_safe,
            verdict_words: report
                .verdict
                .as_ref()
                .and_then(|verdict| verdict.words.clone())
                .unwrap_or_default(),
            ask_again: report.verdict.is_some() && report.handling.may_be_judged_again(now.today()),
            judged_again: report.later_verdict.is_some(),
            helped_later,
            felt_safe_later,
            later_words: report
                .later_verdict
                .as_ref()
                .and_then(|verdict| verdict.words.clone())
                .unwrap_or_default(),
            not_fixed_words: String::new(),
            panels: Vec::new(),
            asked: None,
            has_news: view.has_news(),
            proof: opened.proof.clone(),
            told_on: day(language, report.surfaced_on),
            problems,
        }
    }
}

impl Said {
    fn of(message: &crate::reports::Message, language: Language) -> Self {
        let by = |named: &str, unnamed: &str| match &message.by {
            Some(by) => say_with(language, named, [("by", by.as_str().into())]),
            None => phrases::say(language, unnamed),
        };
        let (who, icon) = match message.purpose.as_str() {
            "not_fixed" => (phrases::say(language, "answers-who-not-fixed"), "message"),
            _ if message.by_reporter => (phrases::say(language, "answers-who-you"), "message"),
            "containment" => (
                by("answers-who-contained", "answers-who-contained-lead"),
                "contain",
            ),
            _ => (
                by("answers-who-writes", "answers-who-writes-lead"),
                "question-mark",
            ),
        };
        Self {
            new: !message.by_reporter && message.read_on.is_none(),
            who,
            words: message.words.clone(),
            mine: message.by_reporter,
            icon,
            on: day(language, message.on),
        }
    }
}

/// One step of what happened to a report.
pub(super) struct Happened {
    pub(super) name: String,
    pub(super) words: String,
    pub(super) quote: Option<String>,
    pub(super) done: bool,
    /// Not seen by the reporter until now.
    new: bool,
}

/// What happened to the report, in the order in which it happens.
pub(super) fn happened(view: &ReportersView, language: Language) -> Vec<Happened> {
    let report = &view.report;
    let handling = &report.handling;
    let to_come = |name: &str, status: Status| Happened {
        name: phrases::say(language, name),
        words: match view.status_words.get(&status) {
            Some(own) => own.clone(),
            None => phrases::say(language, &format!("answers-status-{}", status.as_str())),
        },
        quote: None,
        done: false,
        new: false,
    };
    let on = |date| say_with(language, "answers-on", [("on", day(language, date).into())]);
    let told = Happened {
        words: on(report.surfaced_on),
        done: true,
        ..to_come("answers-step-told", Status::BeforeThanks)
    };
    if let Some((Triage::SetAside, reason, day)) = &handling.triage {
        let aside = Happened {
            words: on(*day),
            quote: reason.clone(),
            done: true,
            new: handling.read.triage.is_none(),
            ..to_come("answers-step-aside", Status::SetAside)
        };
        return vec![told, aside];
    }
    let thanks = match &handling.thanks {
        Some(thanks) => {
            let on = day(language, thanks.on).into();
            Happened {
                words: match &thanks.by {
                    Some(by) => say_with(
                        language,
                        "answers-by-on",
                        [("by", by.as_str().into()), ("on", on)],
                    ),
                    None => say_with(language, "answers-by-lead-on", [("on", on)]),
                },
                quote: Some(thanks.words.clone()),
                done: true,
                new: handling.read.thanks.is_none(),
                ..to_come("answers-step-thanked", Status::BeforeThanks)
            }
        }
        None => to_come("answers-step-thanks", Status::BeforeThanks),
    };
    let way = match &handling.triage {
        Some((way, reason, _)) => Happened {
            quote: reason.clone(),
            done: true,
            new: handling.read.triage.is_none(),
            ..to_come("answers-step-way", Status::of_way(*way))
        },
        None => to_come("answers-step-way", Status::BeforeWay),
    };
    let outcome = match &handling.outcome {
        Some(outcome) => Happened {
            words: on(outcome.on),
            quote: Some(outcome.words.clone()),
            done: true,
            new: handling.read.outcome.is_none(),
            ..to_come("answers-step-outcome", Status::BeforeOutcome)
        },
        None => match &view.echo_outcome {
            // What was told to others about the same thing: the lead's words, nothing of their story.
            Some((words, on)) => Happened {
                words: say_with(
                    language,
                    "answers-echo-outcome",
                    [("on", day(language, *on).into())],
                ),
                quote: Some(words.clone()),
                done: true,
                new: view.echo_is_new(),
                ..to_come("answers-step-outcome", Status::BeforeOutcome)
            },
            None => to_come("answers-step-outcome", Status::BeforeOutcome),
        },
    };
    let mut steps = vec![told, thanks, way, outcome];
    if handling.reopened_on.is_some() {
        steps.push(to_come("answers-step-again", Status::Reopened));
    }
    steps
}

fn steps(view: &ReportersView, language: Language) -> Vec<Step> {
    let happened = happened(view, language);
    let now = happened.iter().position(|step| !step.done);
    happened
        .into_iter()
        .enumerate()
        .map(|(place, step)| {
            let is_now = now == Some(place);
            let state = if step.done {
                "done"
            } else if is_now {
                "now"
            } else {
                "later"
            };
            Step {
                name: step.name,
                words: step.words,
                new: step.new,
                quote: step.quote,
                state,
                state_words: phrases::say(language, &format!("answers-state-{state}")),
                done: step.done,
                now: is_now,
            }
        })
        .collect()
}

pub(super) fn faces(
    language: Language,
    helped: &str,
    felt_safe: &str,
) -> (Vec<Choice>, Vec<Choice>) {
    let of = |chosen| words::faces(language, chosen);
    (of(helped), of(felt_safe))
}
