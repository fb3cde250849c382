//! The sheet.

use super::{
    reference,
    typed::{AsRead, Parsed, Typed},
};
use crate::{
    countermeasures::{self, Listed, Origin, OriginKind, Sibling, Sight},
    db::{Conn, Db, StoreError},
    hansei::{
        Agenda, AgendaItem, Reference, agenda,
        commands::{self, Clash, Written},
        linked,
        model::{
            FACES, LinkKind, PlanNow, Pulse, Question, Room, Section, Sort, Stage, Tally,
            needs_the_day_before, plan,
        },
        store::{self, Chosen, Commitment, Entry, Hansei, Point, Words},
    },
    kernel::{
        code::Code,
        time::{Now, day_in_words},
    },
    people::{Person, Role},
    places,
    reports::{self, Reference as ReportReference},
    web::{Analyst, Answer, Error, Page, Problems, Who, qr::QrCode},
};
use actix_web::web::{Data, Path};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Everything of a sheet, fresh from the store.
pub(super) struct Loaded {
    pub(super) hansei: Hansei,
    pub(super) place: String,
    pub(super) links: Vec<LinkShown>,
    pub(super) sections: Vec<Words>,
    pub(super) chosen: Vec<(Chosen, bool)>,
    proposed: Vec<AgendaItem>,
    pub(super) entries: Vec<Entry>,
    pub(super) points: Vec<Point>,
    pub(super) commitments: Vec<Commitment>,
    countermeasures: Vec<Sibling>,
    room: Option<Room>,
    waiting: i64,
    pub(super) pulse: Pulse,
    pub(super) pulse_ended: bool,
}

/// What it is about, as the page shows it.
#[derive(Clone, Serialize)]
pub(super) struct LinkShown {
    pub(super) words: String,
    /// For those who may open it.
    href: Option<String>,
}

/// The hansei as the origin of countermeasures.
fn origin(reference: Reference) -> Origin {
    Origin {
        kind: OriginKind::Hansei,
        reference: reference.grouped(3),
    }
}

/// `GET /hansei/{reference}`
///
/// # Errors
/// Not found, also for one of other places.
pub async fn show(
    who: Who<Analyst>,
    db: Data<Db>,
    agenda: Data<Agenda>,
    path: Path<String>,
) -> Answer {
    let loaded = load(&who, &db, &agenda, &path).await?;
    who.page(&ShowPage::new(&who, loaded, None, &Written::default()))
}

/// The sheet, fresh from the store.
pub(super) async fn load(
    who: &Who<Analyst>,
    db: &Db,
    agenda: &Agenda,
    raw: &str,
) -> Result<Loaded, Error> {
    let reference = reference(raw)?;
    let (person, agenda, now) = (who.person.clone(), agenda.clone(), who.visit.now);
    let loaded = db
        .read(move |conn| {
            let hansei = commands::see(conn, reference, &person)?;
            let (whole, own) = (wide(now), agenda::scope(&person, now));
            let mut links = Vec::new();
            for (kind, reference) in store::links(conn, hansei.id)? {
                let theirs = linked::find(conn, kind, reference, &own, person.id)?;
                let words = match &theirs {
                    Some(link) => Some(link.words.clone()),
                    None => linked::find(conn, kind, reference, &whole, person.id)?
                        .map(|link| link.words),
                };
                links.push(LinkShown {
                    words: words.unwrap_or_else(|| format!("Report {}", reference.grouped(3))),
                    href: theirs
                        // An improver opens no report.
                        .filter(|_| kind == LinkKind::A3 || person.role == Role::Lead)
                        .map(|link| link.href),
                });
            }
            let facilitates = hansei.facilitator == person.id;
            let proposed = if facilitates {
                agenda.items(conn, &person, now)?
            } else {
                Vec::new()
            };
            let mut chosen = Vec::new();
            for one in store::agenda(conn, hansei.id)? {
                let opens = opens(conn, one.href.as_deref(), &person, now)?;
                chosen.push((one, opens));
            }
            let (room, waiting, pulse) = commands::room_of(conn, hansei.id)?;
            Ok::<_, commands::Error>(Loaded {
                place: places::all(conn)?.path(hansei.place),
                links,
                sections: store::sections(conn, hansei.id)?,
                chosen,
                proposed,
                entries: store::timeline(conn, hansei.id)?,
                points: store::points(conn, hansei.id)?,
                commitments: store::commitments(conn, hansei.id)?,
                countermeasures: countermeasures::of(
                    conn,
                    &origin(hansei.reference),
                    &Sight::of(&person),
                )?,
                pulse_ended: room.is_some_and(|room| room.pulse_has_ended(now.at)),
                room,
                waiting,
                pulse,
                hansei,
            })
        })
        .await?;
    Ok(loaded)
}

/// What is known of reports in the whole house: kind, reference and shared story alone are shown.
fn wide(now: Now) -> reports::Scope {
    reports::Scope {
        places: vec![places::ROOT],
        now,
    }
}

/// Whether an address on the agenda opens for this person: a report only for those who see it.
fn opens(
    conn: &mut Conn,
    href: Option<&str>,
    person: &Person,
    now: Now,
) -> Result<bool, StoreError> {
    let Some(href) = href else {
        return Ok(false);
    };
    let Some(reference) = href.strip_prefix("/reports/") else {
        return Ok(true);
    };
    let Ok(reference) = ReportReference::parse(reference) else {
        return Ok(false);
    };
    let scope = agenda::scope(person, now);
    Ok(person.role == Role::Lead && reports::reviewable(conn, &scope, reference)?.is_some())
}

#[derive(Serialize)]
pub(super) struct SectionShown {
    name: &'static str,
    heading: &'static str,
    help: &'static str,
    words: String,
    /// What somebody else wrote meanwhile.
    theirs: Option<String>,
    clashes: bool,
    error: Option<String>,
}

#[derive(Serialize)]
struct AgendaShown {
    item: String,
    kind: &'static str,
    icon: &'static str,
    words: String,
    why: String,
    href: Option<String>,
    chosen: bool,
}

#[derive(Serialize)]
struct EntryShown {
    id: String,
    at: String,
    what: String,
    before: bool,
    known: bool,
}

#[derive(Serialize)]
struct Group {
    heading: &'static str,
    points: Vec<PointShown>,
}

#[derive(Serialize)]
struct PointShown {
    id: String,
    words: String,
    is_condition: bool,
    is_explanation: bool,
    is_parked: bool,
}

#[derive(Serialize)]
struct CommitmentShown {
    id: String,
    what: String,
    by_when: String,
    kept_by: String,
    /// Where it becomes a countermeasure.
    href: String,
}

#[derive(Serialize)]
struct PartShown {
    name: &'static str,
    minutes: i64,
    from: String,
    here: bool,
}

#[derive(Serialize)]
struct ClockShown {
    /// Seconds since the beginning, for the script.
    seconds: i64,
    part: &'static str,
    left: i64,
    over: bool,
}

#[derive(Serialize)]
struct RoomShown {
    code: String,
    address: Option<String>,
    qr: Option<QrCode>,
    open: bool,
    until: String,
    silent: bool,
    turned: bool,
    pulse: bool,
    over: bool,
    points: i64,
    answers: i64,
    may_ask: bool,
}

#[derive(Serialize)]
pub(super) struct PulseShown {
    question: &'static str,
    steps: Vec<StepShown>,
}

#[derive(Serialize)]
struct StepShown {
    name: &'static str,
    icon: &'static str,
    n: i64,
}

/// The pulse as it may be shown.
pub(super) fn pulse_shown(pulse: &Pulse, ended: bool) -> Option<Vec<PulseShown>> {
    let sums = pulse.shown(ended)?;
    Some(
        Question::ALL
            .iter()
            .zip(sums)
            .map(|(question, row)| PulseShown {
                question: question.in_words(),
                steps: FACES
                    .iter()
                    .zip(row)
                    .map(|(&(_, name, icon), n)| StepShown { name, icon, n: *n })
                    .collect(),
            })
            .collect(),
    )
}

#[derive(Serialize)]
pub(super) struct ShowPage {
    reference: String,
    path: String,
    title: String,
    trigger: &'static str,
    place: String,
    on: String,
    facilitator: String,
    facilitates: bool,
    minutes: i32,
    links: Vec<LinkShown>,
    words_read: bool,
    agenda: Vec<AgendaShown>,
    sections: BTreeMap<&'static str, SectionShown>,
    sheet_as_read: String,
    entries: Vec<EntryShown>,
    ask_the_day_before: bool,
    points: Vec<Group>,
    tally: String,
    commitments: Vec<CommitmentShown>,
    countermeasures: Listed,
    plan: Vec<PartShown>,
    clock: Option<ClockShown>,
    room: Option<RoomShown>,
    pulse: Option<Vec<PulseShown>>,
    pulse_held: bool,
    /// Whether its plan may still be changed.
    is_planned: bool,
    may_close: bool,
    /// The day on which it was closed.
    closed: Option<String>,
    /// Closed, and nothing typed that is to be shown in its fields.
    read_only: bool,
    /// Whether the agenda and the points are for this person to choose and to sort.
    chooses: bool,
    shows_room: bool,
    entry_theirs: Option<String>,
    commitment_theirs: Option<String>,
    pub(super) refused: Option<String>,
    typed: Typed,
    problems: Problems,
}

impl Page for ShowPage {
    const TEMPLATE: &'static str = "hansei/show";

    fn title(&self) -> String {
        format!("Hansei {}", self.reference)
    }
}

impl ShowPage {
    /// The page; `sent` is what was typed and not kept, `written` what came of a press that was.
    pub(super) fn new(
        who: &Who<Analyst>,
        loaded: Loaded,
        sent: Option<Parsed>,
        written: &Written,
    ) -> Self {
        let now = who.visit.now;
        let hansei = loaded.hansei;
        let reference = hansei.reference.grouped(3);
        let facilitates = hansei.facilitator == who.person.id;
        let read_only =
            hansei.closed_at.is_some() && sent.as_ref().is_none_or(|sent| !sent.has_words());
        let chooses = facilitates && !read_only;
        let is_planned = hansei.is_planned();
        let shows_room = loaded.room.is_some() || !read_only;
        let (sections, sheet_as_read) = sections(&loaded.sections, sent.as_ref(), &written.clashes);
        let ticked = sent.as_ref().and_then(|sent| sent.ticked.clone());
        let (typed, problems) = sent.map_or_else(
            || (fields(written), Problems::none()),
            |sent| (sent.typed, sent.problems),
        );
        let parts = plan(i64::from(hansei.minutes));
        let elapsed = hansei
            .started_at
            .map(|at| (now.at - at).num_seconds().max(0));
        let here = elapsed.map(|seconds| PlanNow::after(&parts, seconds / 60));
        let clock_of = |minutes: i64| {
            let begin = hansei.started_at?;
            Some(now.clock_of(begin + chrono::TimeDelta::minutes(minutes)))
        };
        Self {
            path: format!("/hansei/{reference}"),
            title: hansei.title,
            trigger: hansei.trigger.in_words(),
            place: loaded.place,
            on: day_in_words(hansei.on),
            facilitator: hansei.facilitator_name,
            facilitates,
            minutes: hansei.minutes,
            links: loaded.links,
            words_read: hansei.words_read,
            agenda: agenda_shown(
                loaded.chosen,
                if chooses { loaded.proposed } else { Vec::new() },
                ticked.as_ref(),
            ),
            sections,
            sheet_as_read,
            ask_the_day_before: needs_the_day_before(
                loaded.entries.iter().map(|entry| entry.before),
            ),
            entries: loaded
                .entries
                .into_iter()
                .map(|entry| EntryShown {
                    id: entry.id.to_string(),
                    at: entry.at,
                    what: entry.what,
                    before: entry.before,
                    known: entry.known,
                })
                .collect(),
            tally: Tally::of(loaded.points.iter().map(|point| point.sort)).in_words(),
            points: groups(&loaded.points),
            commitments: loaded
                .commitments
                .into_iter()
                .map(|one| CommitmentShown {
                    href: countermeasure(&reference, &one.what),
                    id: one.id.to_string(),
                    what: one.what,
                    by_when: day_in_words(one.by_when),
                    kept_by: one.kept_by,
                })
                .collect(),
            countermeasures: countermeasures::listed(&loaded.countermeasures, now.today()),
            plan: parts
                .iter()
                .enumerate()
                .map(|(at, part)| PartShown {
                    name: part.name,
                    minutes: part.minutes,
                    from: clock_of(part.from).unwrap_or_else(|| format!("+{}", part.from)),
                    here: matches!(here, Some(PlanNow::In(now, _)) if now == at),
                })
                .collect(),
            clock: elapsed.zip(here).map(|(seconds, here)| ClockShown {
                seconds,
                part: match here {
                    PlanNow::In(at, _) => parts.get(at).map_or("", |part| part.name),
                    PlanNow::Over => "",
                },
                left: match here {
                    PlanNow::In(_, left) => left,
                    PlanNow::Over => 0,
                },
                over: here == PlanNow::Over,
            }),
            room: loaded.room.map(|room| {
                room_shown(
                    &room,
                    (loaded.waiting, &loaded.pulse, loaded.pulse_ended),
                    who.visit.settings.public_url.as_deref(),
                    now,
                )
            }),
            pulse: pulse_shown(&loaded.pulse, loaded.pulse_ended),
            pulse_held: loaded.pulse_ended && loaded.pulse.shown(true).is_none(),
            is_planned,
            may_close: hansei.closed_at.is_none()
                && (hansei.started_at.is_some() || hansei.on <= now.today()),
            closed: hansei.closed_at.map(|at| day_in_words(now.day_of(at))),
            read_only,
            chooses,
            shows_room,
            entry_theirs: theirs(&written.clashes, |clash| match clash {
                Clash::Entry(entry) => Some(entry.as_ref().map_or_else(
                    || "It was taken off the sheet.".to_owned(),
                    |entry| format!("{} {}", entry.at, entry.what),
                )),
                _ => None,
            }),
            commitment_theirs: theirs(&written.clashes, |clash| match clash {
                Clash::Commitment(one) => Some(one.as_ref().map_or_else(
                    || "It was taken off the sheet.".to_owned(),
                    |one| {
                        let by_when = day_in_words(one.by_when);
                        format!("{} (by {by_when}, kept by {})", one.what, one.kept_by)
                    },
                )),
                _ => None,
            }),
            refused: None,
            typed,
            problems,
            reference,
        }
    }
}

/// Points by what they are; conditions and explanations stand beside each other also when there are none.
fn groups(points: &[Point]) -> Vec<Group> {
    [
        (Sort::New, "Not sorted yet"),
        (Sort::Condition, "Conditions"),
        (Sort::Explanation, "Explanations"),
        (Sort::Parked, "Parked"),
    ]
    .into_iter()
    .map(|(sort, heading)| Group {
        heading,
        points: points
            .iter()
            .filter(|point| point.sort == sort)
            .map(|point| PointShown {
                id: point.id.to_string(),
                words: point.words.clone(),
                is_condition: sort == Sort::Condition,
                is_explanation: sort == Sort::Explanation,
                is_parked: sort == Sort::Parked,
            })
            .collect(),
    })
    .filter(|group| !group.points.is_empty())
    .collect()
}

fn theirs(clashes: &[Clash], of: impl Fn(&Clash) -> Option<String>) -> Option<String> {
    clashes.iter().find_map(of)
}

/// The fields for something new: a row that was taken out of the sheet, or nothing.
fn fields(written: &Written) -> Typed {
    let mut typed = Typed {
        point_sort: Sort::Condition.as_str().into(),
        ..Typed::default()
    };
    if let Some((entry, stays)) = &written.entry {
        typed = typed.with_entry(entry, *stays);
    }
    if let Some((commitment, stays)) = &written.commitment {
        typed = typed.with_commitment(commitment, *stays);
    }
    typed
}

/// Each section with its words: what was typed and not kept wins, and is told from what is stored.
fn sections(
    stored: &[Words],
    sent: Option<&Parsed>,
    clashes: &[Clash],
) -> (BTreeMap<&'static str, SectionShown>, String) {
    let mut shown = BTreeMap::new();
    let mut as_read = Vec::new();
    for words in stored {
        let section = words.section;
        let fresh = AsRead::of(words.version, &words.words);
        let typed = sent.and_then(|sent| sent.touched.get(&section));
        let clash = clashes
            .iter()
            .any(|clash| matches!(clash, Clash::Section(other) if *other == section));
        // After a clash somebody has read both, and the next press may put theirs in the place of what
        // is stored. Before it, the words still stand on what they were typed on.
        as_read.push(match typed {
            Some((read, _)) if !clash => read.in_form(),
            _ => fresh.in_form(),
        });
        shown.insert(
            section.as_str(),
            SectionShown {
                name: section.as_str(),
                heading: section.in_words(),
                help: section.help(),
                words: typed.map_or_else(|| words.words.clone(), |(_, typed)| typed.clone()),
                theirs: clash.then(|| words.words.clone()),
                clashes: clash,
                error: sent.and_then(|sent| {
                    let mut problems = sent.problems.iter();
                    problems
                        .find(|(field, _)| *field == section.as_str())
                        .map(|(_, problem)| problem.to_owned())
                }),
            },
        );
    }
    (shown, as_read.join(" "))
}

fn agenda_shown(
    chosen: Vec<(Chosen, bool)>,
    proposed: Vec<AgendaItem>,
    ticked: Option<&BTreeSet<String>>,
) -> Vec<AgendaShown> {
    let is_ticked = |item: &str, chosen: bool| ticked.map_or(chosen, |all| all.contains(item));
    let mut shown: Vec<AgendaShown> = chosen
        .into_iter()
        .map(|(one, opens)| AgendaShown {
            chosen: is_ticked(&one.item, true),
            kind: one.kind.in_words(),
            icon: one.kind.icon(),
            words: one.words,
            why: one.why,
            href: one.href.filter(|_| opens),
            item: one.item,
        })
        .collect();
    for one in proposed {
        let item = one.item();
        if shown.iter().all(|other| other.item != item) {
            shown.push(AgendaShown {
                chosen: is_ticked(&item, false),
                kind: one.kind.in_words(),
                icon: one.kind.icon(),
                words: one.words,
                why: one.why,
                href: None,
                item,
            });
        }
    }
    shown
}

/// The form for a countermeasure that comes of a commitment.
fn countermeasure(hansei: &str, what: &str) -> String {
    let what = percent_encoding::utf8_percent_encode(what, percent_encoding::NON_ALPHANUMERIC);
    format!("/countermeasures/new?hansei={hansei}&what={what}")
}

fn room_shown(
    room: &Room,
    (waiting, pulse, ended): (i64, &Pulse, bool),
    public_url: Option<&str>,
    now: Now,
) -> RoomShown {
    let code = room.code.grouped(3);
    let address = public_url.map(|url| format!("{}/hansei/room", url.trim_end_matches('/')));
    RoomShown {
        qr: address
            .as_ref()
            .and_then(|address| QrCode::of(&format!("{address}?code={code}"))),
        address: address.map(|address| {
            address
                .split_once("://")
                .map_or_else(|| address.clone(), |(_, rest)| rest.to_owned())
        }),
        code,
        open: room.is_open(now.at),
        until: now.clock_of(room.open_until),
        silent: room.stage == Stage::Silent,
        turned: room.stage == Stage::Turned,
        pulse: room.stage == Stage::Pulse && !ended,
        over: ended,
        points: waiting,
        answers: pulse.answers(),
        may_ask: !ended || pulse.may_open_again(),
    }
}

impl Loaded {
    /// The words of a section.
    pub(super) fn words(&self, section: Section) -> &str {
        self.sections
            .iter()
            .find(|words| words.section == section)
            .map_or("", |words| words.words.as_str())
    }
}

/// The mark of a sending from a phone: known to the page that sent it, and to nobody who reads the rows.
pub(super) fn fresh_key() -> String {
    Code::<20>::random().to_string()
}
