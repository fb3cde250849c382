//! Four questions that leaders ask themselves, answered from what happened. Never a score.

use super::{
    asking::{Again, FilterForm, Filters, Offered, Seen, looking},
    bars::{self, Bar, Line},
    check_words::{self, Said},
    parts::Notes,
    picture,
    saved::Saved,
    table::{Cell as Value, Column, Table},
    view::{Figure, FigureForm, Findings, Key},
    words,
};
use crate::{
    db::{Conn, Db, StoreError},
    trends::{
        evidence::Evidence,
        model::{KindSum, Mix},
    },
    web::{Analyst, Answer, Asked, Error, Page, Who},
};
use actix_web::web::Data;
use serde::Serialize;

const NAME: &str = "self-check";
const PATH: &str = "/trends/self-check";
const QUESTION: &str = "What do our own acts answer?";

#[derive(Serialize)]
struct SelfCheckPage {
    filters: Filters,
    /// `None` when the filters need another look.
    found: Option<Shown>,
    /// The same question in an address, for files.
    query: String,
    saved: Option<Saved>,
}

#[derive(Serialize)]
struct Shown {
    #[serde(flatten)]
    findings: Findings,
    questions: Vec<Part>,
    reach: Vec<Part>,
}

/// One question with its evidence.
#[derive(Serialize)]
struct Part {
    key: &'static str,
    question: &'static str,
    evidence: Vec<String>,
    links: Vec<Link>,
}

#[derive(Debug, Clone, Copy, Serialize)]
struct Link {
    href: &'static str,
    words: &'static str,
}

impl Page for SelfCheckPage {
    const TEMPLATE: &'static str = "trends/self_check";

    fn title(&self) -> String {
        QUESTION.into()
    }
}

/// Everything that was found.
struct Check {
    thanks: String,
    questions: [Said; 4],
    reach: [Said; 4],
    mix: Mix,
}

/// The four questions, and where there is more to each.
const QUESTIONS: [(&str, &str, &[Link]); 4] = [
    (
        "early",
        "Do people bring bad news early or late?",
        &[Link {
            href: "/trends/time-to-surface",
            words: "How soon people speak up",
        }],
    ),
    (
        "meetings",
        "Do meetings surface problems or explanations?",
        &[Link {
            href: "/hansei",
            words: "The hansei reviews",
        }],
    ),
    (
        "metrics",
        "Do metrics trigger curiosity or defensiveness?",
        &[Link {
            href: "/trends/reports",
            words: "How much people tell us",
        }],
    ),
    (
        "mistakes",
        "Do mistakes lead to learning or silence?",
        &[
            Link {
                href: "/trends/countermeasures",
                words: "What we change, and whether it holds",
            },
            Link {
                href: "/trends/reports",
                words: "How much people tell us",
            },
        ],
    ),
];

/// The four stages, as reach: none of them is above another.
const REACH: [(&str, &str, &[Link]); 4] = [
    ("heard", "Who is heard at all?", &[]),
    (
        "asks",
        "Who asks, and who admits?",
        &[Link {
            href: "/trends/candor-mix",
            words: "The candor mix",
        }],
    ),
    (
        "contributes",
        "Who contributes?",
        &[Link {
            href: "/trends/candor-mix",
            words: "The candor mix",
        }],
    ),
    (
        "questions",
        "Who questions how we work?",
        &[Link {
            href: "/trends/candor-mix",
            words: "The candor mix",
        }],
    ),
];

/// `GET /trends/self-check`
///
/// # Errors
/// The store's failure.
pub async fn show(
    who: Who<Analyst>,
    db: Data<Db>,
    evidence: Data<Evidence>,
    Asked(form): Asked<FilterForm>,
) -> Answer {
    match look(&who, &db, &form, &evidence).await? {
        Ok((seen, check)) => {
            let house = who.visit.settings.public_url.as_deref();
            who.page(&SelfCheckPage {
                filters: seen.filters(Offered::PLACE),
                query: seen.query(),
                saved: Some(Saved::of(PATH, &seen, house)),
                found: Some(check.shown(&seen)),
            })
        }
        Err(again) => who.again(&SelfCheckPage {
            filters: form.again(&again, Offered::PLACE),
            query: String::new(),
            found: None,
            saved: None,
        }),
    }
}

/// `GET /trends/self-check.csv`
///
/// # Errors
/// Filters that need another look, or the store's failure.
pub async fn csv(
    who: Who<Analyst>,
    db: Data<Db>,
    evidence: Data<Evidence>,
    Asked(form): Asked<FilterForm>,
) -> Answer {
    let (_, findings) = found(&who, &db, &form, &evidence).await?;
    findings.sheet(NAME)
}

/// `GET /trends/self-check.json` and `GET /api/v1/trends/self-check`
///
/// # Errors
/// Filters that need another look, or the store's failure.
pub async fn json(
    who: Who<Analyst>,
    db: Data<Db>,
    evidence: Data<Evidence>,
    Asked(form): Asked<FilterForm>,
) -> Answer {
    let (seen, findings) = found(&who, &db, &form, &evidence).await?;
    Ok(findings.json(QUESTION, &seen))
}

/// `GET /trends/self-check.svg`
///
/// # Errors
/// Filters that need another look, nothing to draw, or the store's failure.
pub async fn svg(
    who: Who<Analyst>,
    db: Data<Db>,
    evidence: Data<Evidence>,
    Asked(form): Asked<FilterForm>,
) -> Answer {
    let (seen, findings) = found(&who, &db, &form, &evidence).await?;
    let picture = findings.picture(QUESTION, &seen, &FigureForm::default())?;
    picture::svg(&who, &picture, NAME)
}

/// `GET /trends/self-check.png`
///
/// # Errors
/// As for SVG.
pub async fn png(
    who: Who<Analyst>,
    db: Data<Db>,
    evidence: Data<Evidence>,
    Asked(form): Asked<FilterForm>,
) -> Answer {
    let (seen, findings) = found(&who, &db, &form, &evidence).await?;
    let picture = findings.picture(QUESTION, &seen, &FigureForm::default())?;
    picture::png(&who, &picture, NAME).await
}

async fn found(
    who: &Who<Analyst>,
    db: &Db,
    form: &FilterForm,
    evidence: &Evidence,
) -> Result<(Seen, Findings), Error> {
    let (seen, check) = look(who, db, form, evidence)
        .await?
        .map_err(Again::into_error)?;
    let findings = check.findings(&seen);
    Ok((seen, findings))
}

async fn look(
    who: &Who<Analyst>,
    db: &Db,
    form: &FilterForm,
    evidence: &Evidence,
) -> Result<Result<(Seen, Check), Again>, Error> {
    let evidence = *evidence;
    form.see(db, looking(who), move |conn, seen| {
        check(conn, seen, evidence)
    })
    .await
}

fn check(conn: &mut Conn, seen: &Seen, evidence: Evidence) -> Result<Check, StoreError> {
    let times = super::time_to_surface::view(conn, seen)?;
    let (mix, _) = super::candor_mix::view(conn, seen)?;
    Ok(Check {
        thanks: words::thanks_of(seen, &times),
        questions: [
            check_words::early(conn, seen, &times)?,
            check_words::meetings(conn, seen, evidence)?,
            check_words::metrics(conn, seen)?,
            check_words::mistakes(conn, seen)?,
        ],
        reach: [
            check_words::heard(conn, seen)?,
            check_words::asks(seen, &mix),
            check_words::contributes(&mix),
            check_words::doubts(&mix),
        ],
        mix,
    })
}

/// The sentences of a place for the list of all questions, without what other rooms know.
pub(super) fn evidence() -> &'static str {
    "Four questions to ourselves, each with what happened. No score, and nobody's marks."
}

impl Check {
    fn findings(&self, seen: &Seen) -> Findings {
        Findings {
            thanks: self.thanks.clone(),
            // The view is never empty: a question without evidence is still one.
            notes: Notes::of(seen, 12, 0, 1, PATH),
            empty: false,
            facts: Vec::new(),
            about: Vec::new(),
            figures: self.figure().into_iter().collect(),
            tables: vec![self.table()],
            held_back: self.mix.held_back,
            json: None,
        }
    }

    fn shown(self, seen: &Seen) -> Shown {
        Shown {
            findings: self.findings(seen),
            questions: parts(QUESTIONS, self.questions),
            reach: parts(REACH, self.reach),
        }
    }

    /// Each sentence on a line, with its number where it has one.
    fn table(&self) -> Table {
        let all = QUESTIONS
            .iter()
            .zip(&self.questions)
            .chain(REACH.iter().zip(&self.reach));
        let mut rows = Vec::new();
        for ((key, question, _), said) in all {
            for one in &said.0 {
                rows.push(vec![
                    Value::new(*key, *question),
                    Value::new(one.key, one.key),
                    Value::text(one.words.clone()),
                    Value::number(one.value, words::amount),
                ]);
            }
        }
        let columns = vec![
            Column::words("question", "Question"),
            Column::file("evidence"),
            Column::words("words", "In words"),
            Column::number("value", "Number"),
        ];
        Table::new("The same as a table", columns, rows)
    }

    /// What people came with, side by side.
    fn figure(&self) -> Option<Figure> {
        use crate::reports::Kind;
        if self.mix.n == 0 {
            return None;
        }
        let of = |name: &str, kinds: &[Kind]| {
            let sum = check_words::sum(&self.mix, kinds);
            Line {
                name: name.into(),
                // Counts stay far below 2^53: exact.
                bars: vec![Bar::new(sum.n as f64, end(sum))],
            }
        };
        let lines = [
            of("Mistakes", &[Kind::Mistake]),
            of("Problems", &[Kind::Problem]),
            of("Near misses", &[Kind::NearMiss]),
            of("Questions", &[Kind::Question]),
            of("Good catches", &[Kind::GoodCatch]),
        ];
        let said: Vec<String> = lines
            .iter()
            .map(|line| {
                let ends: Vec<&str> = line.bars.iter().map(|bar| bar.end.as_str()).collect();
                format!("{} {}", line.name.to_lowercase(), ends.join(" "))
            })
            .collect();
        let say = format!("{}: {}.", words::reports(self.mix.n), said.join(", "));
        Some(Figure {
            id: "reach",
            heading: "What do people come with?".into(),
            drawing: bars::draw("What people come with", say, &lines)?,
            key: vec![Key::new("chart__bar", "Reports")],
            words: vec!["None of these is worth more than another. A short bar is a question: is there little of it, or is it hard to say?".into()],
        })
    }
}

fn end(sum: KindSum) -> String {
    words::sum(sum.n, sum.partly)
}

fn parts(of: [(&'static str, &'static str, &'static [Link]); 4], said: [Said; 4]) -> Vec<Part> {
    of.into_iter()
        .zip(said)
        .map(|((key, question, links), said)| Part {
            key,
            question,
            evidence: said.0.into_iter().map(|one| one.words).collect(),
            links: links.to_vec(),
        })
        .collect()
}
