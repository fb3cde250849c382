//! One report, and what may be done with it now.

use super::{
    about,
    inbox::scope,
    promised::{self, Promised},
    typed::Typed,
    words::{self, Choice, Fact, Tile},
};
use crate::{
    db::Db,
    kernel::{
        language::Language,
        time::{Now, day_in_words},
    },
    places::{self, Tree},
    reports::{
        Kind, Message, Note, Photo,
        commands::{self, Seen},
        model::{Deadlines, Reference, Share, Triage, Verdict},
    },
    web::{
        Answer, Error, Lead, Page, Problems, Who,
        panel::{self, Panel},
        suggestions,
    },
};
use actix_web::web::{Data, Path};
use chrono::NaiveDate;
use serde::Serialize;

/// `GET /reports/{reference}`
///
/// # Errors
/// Not found, also for a report of other places.
pub async fn show(who: Who<Lead>, db: Data<Db>, reference: Path<String>) -> Answer {
    let page = load(&db, &who, &reference).await?;
    who.page(&page)
}

/// Reads a reference from an address; anything else is not there.
pub(super) fn reference(raw: &str) -> Result<Reference, Error> {
    Reference::parse(raw).map_err(|_unreadable| Error::not_found())
}

/// The page of a report, fresh from the store.
pub(super) async fn load(db: &Db, who: &Who<Lead>, raw: &str) -> Result<ShowPage, Error> {
    let reference = reference(raw)?;
    let now = who.visit.now;
    let scope = scope(&who.person, now);
    let adds = who.visit.panels.clone();
    let deadlines = Deadlines::from(who.visit.settings.get_ref());
    let (seen, photos, echoes, panels, past, tree) = db
        .read(move |conn| {
            let seen = commands::see(conn, reference, &scope)?;
            let photos = commands::photos(conn, seen.report.id)?;
            let echoes = commands::echoes(conn, seen.report.id, now)?;
            let about = about(&seen.report, now, Language::English);
            let panels = panel::all(&adds.on_report, conn, &about)?;
            let past = commands::past(conn, &scope, &[reference], deadlines)?;
            Ok::<_, commands::Error>((seen, photos, echoes, panels, past, places::all(conn)?))
        })
        .await?;
    let page = ShowPage::new(&seen, &tree, now);
    Ok(ShowPage {
        photos: linked(&photos, &page.path),
        echoes: echoes_in_words(echoes),
        panels,
        past: past.first().map(|(_, past)| past.in_words()),
        ..page
    })
}

#[derive(Serialize)]
struct Told {
    who: String,
    words: String,
    icon: &'static str,
    on: String,
    by_reporter: bool,
    /// Whether the reporter has seen it, in days; `None` for the reporter's own words.
    read: Option<String>,
}

/// `Read 3 days later`: in days, never finer, and only what was written to them.
fn read_in_words(written: NaiveDate, read: Option<NaiveDate>) -> String {
    match read.map(|read| (read - written).num_days()) {
        None => "Not read yet".into(),
        Some(..=0) => "Read on the same day".into(),
        Some(1) => "Read 1 day later".into(),
        Some(days) => format!("Read {days} days later"),
    }
}

/// A photo of the report, at its own address.
#[derive(Serialize)]
struct Linked {
    href: String,
    number: usize,
    width: i32,
    height: i32,
}

fn linked(photos: &[Photo], path: &str) -> Vec<Linked> {
    let numbered = photos.iter().enumerate();
    numbered
        .map(|(at, photo)| Linked {
            href: format!("{path}/photos/{}", photo.id),
            number: at + 1,
            width: photo.width,
            height: photo.height,
        })
        .collect()
}

/// Words that were not sent, and why.
#[derive(Serialize)]
pub(super) struct Refused {
    pub(super) sentence: String,
    pub(super) words: String,
}

#[derive(Serialize)]
pub(super) struct ShowPage {
    reference: String,
    path: String,
    kind: &'static str,
    icon: &'static str,
    place: String,
    story: String,
    photos: Vec<Linked>,
    when: String,
    reporter: String,
    contact: Option<String>,
    share: &'static str,
    facts: Vec<Fact>,
    factors: Vec<Tile>,
    caught_by: Vec<Tile>,
    danger_now: bool,
    imported: Option<String>,
    thanks: Option<Told>,
    thread: Vec<Told>,
    way: Option<Told>,
    outcome: Option<String>,
    outcome_read: Option<String>,
    reopened: bool,
    by_word_of_mouth: bool,
    echoes: Option<String>,
    panels: Vec<Panel>,
    /// Said when it has waited longer than the house promises.
    past: Option<String>,
    verdict: Option<VerdictWords>,
    later_verdict: Option<VerdictWords>,
    may_share: bool,
    ask_first: bool,
    has_shared_story: bool,
    ways: Vec<Choice>,
    open: bool,
    /// Bad news asks for a pause: thanks, one question, then the rest.
    bad_news: bool,
    /// Thanked, and nobody has asked yet: the one question comes before the rest.
    pause: bool,
    /// Days that were promised, oldest first.
    promises: Vec<Promised>,
    /// Whether one of them still holds.
    promised: bool,
    today: String,
    notes: Vec<NoteShown>,
    /// The report of which this one is an echo.
    echo_of: Option<String>,
    /// The reports that are an echo of this one.
    echo_reports: Vec<String>,
    suggest: Suggestions,
    /// The field that was being written, which the page opens and goes to.
    pub(super) writing: Option<&'static str>,
    pub(super) refused: Option<Refused>,
    pub(super) typed: Typed,
    pub(super) problems: Problems,
}

/// Words to start from, by what they are for.
#[derive(Serialize)]
struct Suggestions {
    thanks: &'static [String],
    question: &'static [String],
    outcome: &'static [String],
    no_more: &'static [String],
    set_aside: &'static [String],
    moved: &'static [String],
}

impl Suggestions {
    fn of(kind: Kind) -> Self {
        Self {
            thanks: suggestions::words(&format!("thanks_{}", kind.as_str())),
            question: suggestions::words("question"),
            outcome: suggestions::words("outcome"),
            no_more: suggestions::words("no_more"),
            set_aside: suggestions::words("set_aside"),
            moved: suggestions::words("promise_moved"),
        }
    }
}

/// A note for other leads.
#[derive(Serialize)]
struct NoteShown {
    by: String,
    when: String,
    words: String,
}

impl NoteShown {
    fn of(note: &Note, now: Now) -> Self {
        Self {
            by: note.by.clone().unwrap_or_else(|| "A lead".into()),
            when: format!(
                "{}, {}",
                day_in_words(now.day_of(note.at)),
                now.clock_of(note.at)
            ),
            words: note.words.clone(),
        }
    }
}

#[derive(Serialize)]
struct VerdictWords {
    helped: &'static str,
    helped_icon: &'static str,
    felt_safe: &'static str,
    felt_safe_icon: &'static str,
    words: Option<String>,
}

impl From<&Verdict> for VerdictWords {
    fn from(verdict: &Verdict) -> Self {
        Self {
            helped: face(verdict.helped).0,
            helped_icon: face(verdict.helped).1,
            felt_safe: face(verdict.felt_safe).0,
            felt_safe_icon: face(verdict.felt_safe).1,
            words: verdict.words.clone(),
        }
    }
}

impl Page for ShowPage {
    const TEMPLATE: &'static str = "reports/show";

    fn title(&self) -> String {
        format!("Report {}", self.reference)
    }
}

impl ShowPage {
    fn new(seen: &Seen, tree: &Tree, now: Now) -> Self {
        let (report, thread) = (&seen.report, &seen.thread);
        let handling = &report.handling;
        let open = handling.thanks.is_some();
        let bad_news = report.kind != Kind::GoodCatch;
        let asked = thread
            .iter()
            .any(|message| !message.by_reporter && message.purpose == "question");
        let promises = promised::for_leads(&seen.promises, now.today());
        let reference = report.reference.grouped(3);
        let typed = Typed {
            way: handling
                .triage
                .as_ref()
                .map(|(way, ..)| way.as_str().to_owned())
                .unwrap_or_default(),
            reason: handling
                .triage
                .as_ref()
                .and_then(|(_, reason, _)| reason.clone())
                .unwrap_or_default(),
            outcome: handling
                .outcome
                .as_ref()
                .map(|act| act.words.clone())
                .unwrap_or_default(),
            shared_story: handling.shared_story.clone().unwrap_or_default(),
            echo_of: handling
                .echo_of
                .map(|other| other.grouped(3))
                .unwrap_or_default(),
            ..Typed::default()
        };
        Self {
            path: format!("/reports/{reference}"),
            reference,
            kind: report.kind.in_words(),
            icon: report.kind.icon(),
            place: tree.path(report.place),
            story: report.story.clone(),
            photos: Vec::new(),
            when: words::when_in_words(report),
            reporter: match report.reporter.as_str() {
                "named" => report.name.clone().unwrap_or_default(),
                "protected" => "A sealed name".into(),
                _ => "Anonymous".into(),
            },
            contact: report.contact.clone(),
            share: words::share_in_words(report.share),
            facts: words::facts(Language::English, report),
            factors: words::tiles_in_words(Language::English, &report.factors),
            caught_by: words::tiles_in_words(Language::English, &report.caught_by),
            danger_now: report.still_dangerous && !report.contained,
            imported: report.source.clone(),
            thanks: handling.thanks.as_ref().map(|act| Told {
                who: act.by.clone().unwrap_or_else(|| "A lead".into()),
                words: act.words.clone(),
                icon: "thanks",
                on: day_in_words(act.on),
                by_reporter: false,
                read: Some(read_in_words(act.on, handling.read.thanks)),
            }),
            thread: thread.iter().map(told).collect(),
            way: handling.triage.as_ref().map(|(way, reason, on)| Told {
                who: way.in_words().into(),
                words: reason.clone().unwrap_or_default(),
                icon: "forward",
                on: day_in_words(*on),
                by_reporter: false,
                read: Some(read_in_words(*on, handling.read.triage)),
            }),
            outcome: handling.outcome.as_ref().map(|act| act.words.clone()),
            outcome_read: handling
                .outcome
                .as_ref()
                .map(|act| read_in_words(act.on, handling.read.outcome)),
            reopened: handling.reopened_on.is_some(),
            by_word_of_mouth: report.by_word_of_mouth,
            echoes: None,
            panels: Vec::new(),
            past: None,
            verdict: report.verdict.as_ref().map(VerdictWords::from),
            later_verdict: report.later_verdict.as_ref().map(VerdictWords::from),
            may_share: report.share != Share::No,
            ask_first: report.share == Share::AskMe,
            has_shared_story: handling.shared_story.is_some(),
            ways: ways(&typed.way),
            open,
            bad_news,
            pause: open
                && bad_news
                && !asked
                && handling.triage.is_none()
                && handling.outcome.is_none(),
            promised: promises.iter().any(|promise| promise.open),
            promises,
            today: now.today().to_string(),
            notes: seen
                .notes
                .iter()
                .map(|note| NoteShown::of(note, now))
                .collect(),
            echo_of: seen.echo_of.map(|other| other.grouped(3)),
            echo_reports: seen.echoes.iter().map(|other| other.grouped(3)).collect(),
            suggest: Suggestions::of(report.kind),
            writing: None,
            refused: None,
            typed,
            problems: Problems::none(),
        }
    }

    /// The same page with the way that was being chosen.
    pub(super) fn choosing(mut self, way: &str) -> Self {
        self.ways = ways(way);
        self
    }
}

fn told(message: &Message) -> Told {
    let by = message.by.clone().unwrap_or_else(|| "A lead".into());
    let (who, icon) = match message.purpose.as_str() {
        "not_fixed" => ("The reporter: it is not fixed".to_owned(), "message"),
        _ if message.by_reporter => ("The reporter".to_owned(), "message"),
        "containment" => (format!("{by} made it safe for now"), "contain"),
        _ => (format!("{by} wrote"), "question-mark"),
    };
    Told {
        who,
        words: message.words.clone(),
        icon,
        on: day_in_words(message.on),
        by_reporter: message.by_reporter,
        read: (!message.by_reporter).then(|| read_in_words(message.on, message.read_on)),
    }
}

fn echoes_in_words(echoes: i64) -> Option<String> {
    match echoes {
        0 => None,
        1 => Some("One more person says that this happens to them too.".into()),
        more => Some(format!(
            "{more} more people say that this happens to them too."
        )),
    }
}

fn face(step: i32) -> (&'static str, &'static str) {
    match step {
        3 => ("Yes", "face-yes"),
        2 => ("A bit", "face-so-so"),
        _ => ("No", "face-no"),
    }
}

fn ways(chosen: &str) -> Vec<Choice> {
    Triage::ALL
        .iter()
        .filter(|way| **way != Triage::SetAside)
        .map(|way| Choice {
            value: way.as_str().into(),
            name: way.in_words().into(),
            help: way.for_reporter().into(),
            icon: match way {
                Triage::Contain => "contain",
                Triage::LearnA3 => "a3",
                Triage::ReviewHansei => "hansei",
                Triage::Known => "echo",
                Triage::NoMore | Triage::SetAside => "check",
            },
            checked: way.as_str() == chosen,
        })
        .collect()
}
