//! Telling: one address from the first tap to the receipt.
//!
//! No cookie is read or set here. The receipt comes in the answer to the form itself and not behind a
//! redirect, because it may stand in no address; sending the form again answers the same.

use super::{
    echo,
    echo::Lately,
    is_passing, more, not_stored, rules,
    tell_form::TellForm,
    words::{self, Choice, PlaceChoice},
};
use crate::{
    db::{Db, StoreError},
    kernel::{
        ids::Id,
        keys::{Receipt, sha256},
        language::Language,
    },
    places::{self, Invitation, Place, PlaceCode, Tree},
    reports::{self, Draft, Error as ActError, Refusal, commands, model::SelfBlame},
    web::{Answer, Error, Page, Problems, Visit, budget::Budgets, form::Sent},
};
use actix_web::{
    http::{
        StatusCode,
        header::{HeaderName, HeaderValue},
    },
    web::{Data, Path},
};
use serde::Serialize;

/// `GET /tell`
///
/// # Errors
/// When the store fails.
pub async fn new_report(visit: Visit, db: Data<Db>) -> Answer {
    let tree = db.read(places::all).await?;
    let page = TellPage::new(&visit, &tree, None, &TellForm::default(), Problems::none());
    let invitation = invited(&db, &tree, places::ROOT).await;
    TellPage { invitation, ..page }.empty(&visit)
}

/// `GET /tell/{place}`: from the poster. An unknown code still gets the form.
///
/// # Errors
/// When the store fails.
pub async fn new_report_at(visit: Visit, db: Data<Db>, code: Path<String>) -> Answer {
    let tree = db.read(places::all).await?;
    match at(&tree, &code) {
        Some(place) => {
            let form = TellForm::default();
            let page = TellPage::new(&visit, &tree, Some(place), &form, Problems::none());
            let lately = echo::lately(&visit, &db, place.id).await;
            let invitation = invited(&db, &tree, place.id).await;
            let page = TellPage {
                lately,
                invitation,
                ..page
            };
            page.empty(&visit)
        }
        None => {
            let mut problems = Problems::none();
            problems.note_in(visit.language, "place", Refusal::UnknownPlace);
            let page = TellPage::new(&visit, &tree, None, &TellForm::default(), problems);
            visit.page_with(StatusCode::NOT_FOUND, &page)
        }
    }
}

/// `POST /tell`
///
/// # Errors
/// When the store fails for good; what passes shows the form again.
pub async fn tell(
    visit: Visit,
    db: Data<Db>,
    budgets: Data<Budgets>,
    sent: Sent<TellForm>,
) -> Answer {
    answer(visit, db, budgets, None, sent).await
}

/// `POST /tell/{place}`
///
/// # Errors
/// As [`tell`].
pub async fn tell_at(
    visit: Visit,
    db: Data<Db>,
    budgets: Data<Budgets>,
    code: Path<String>,
    sent: Sent<TellForm>,
) -> Answer {
    answer(visit, db, budgets, Some(code.into_inner()), sent).await
}

async fn answer(
    visit: Visit,
    db: Data<Db>,
    budgets: Data<Budgets>,
    code: Option<String>,
    sent: Sent<TellForm>,
) -> Answer {
    if !sent.form.question.is_empty() {
        return more::answer(visit, db, budgets, sent.read()?).await;
    }
    let Sent {
        form: mut typed,
        body,
    } = sent;
    if let Some(code) = code {
        typed.place = code;
    }
    typed.key = typed.key();
    if !typed.echo.is_empty() {
        return echo::answer(visit, db, typed).await;
    }
    let mut problems = Problems::none();
    let verifier = problems.keep(
        "key",
        typed
            .verifier()
            .map_err(|_unreadable| visit.t("problem-no-receipt")),
    );
    let report = typed.parse(visit.now, visit.language);
    for (field, sentence) in report.as_ref().err().into_iter().flat_map(Problems::iter) {
        problems.note(field, sentence);
    }
    let (report, verifier) = match (report, verifier) {
        (Ok(report), Some(verifier)) => (report, verifier),
        _ => {
            return again(
                &visit,
                &db,
                typed,
                problems,
                StatusCode::UNPROCESSABLE_ENTITY,
            )
            .await;
        }
    };
    let dangerous = report.still_dangerous;
    let kindness = SelfBlame::in_story(report.story.as_str())
        .map(|says| visit.t(&format!("told-kindness-{}", says.as_str())));
    let draft = Draft {
        key: &typed.key,
        body_hash: sha256(&body),
        verifier,
    };
    let receipt = draft.receipt(&visit.settings.keys);
    let told = reports::prepare(
        report,
        &draft,
        &visit.settings.keys,
        visit.now,
        rules(&visit.settings),
    );
    let at_once = told.release_at.is_none();
    match db.write(move |tx| commands::tell(tx, &told)).await {
        Ok(answered) => visit.page(&ToldPage {
            at_once,
            dangerous,
            kindness,
            action: visit.path().to_owned(),
            ..ToldPage::new(&answered.reference.grouped(3), receipt)
        }),
        Err(failure) => {
            let (problems, status) = not_told(failure, visit.language)?;
            if status == StatusCode::UNPROCESSABLE_ENTITY {
                // What was sent is kept; a fresh key makes another sending a new report.
                typed.key = TellForm::fresh_key();
            }
            again(&visit, &db, typed, problems, status).await
        }
    }
}

/// What is said beside the words of a report that was not stored; anything but a refusal and a store that
/// is away for now is told as it is.
pub(super) fn not_told(
    failure: ActError,
    language: Language,
) -> Result<(Problems, StatusCode), Error> {
    let mut problems = Problems::none();
    match failure {
        ActError::Refused(refusal) => {
            let field = if refusal == Refusal::KeyReused {
                "key"
            } else {
                "place"
            };
            problems.note_in(language, field, refusal);
            Ok((problems, StatusCode::UNPROCESSABLE_ENTITY))
        }
        failure if is_passing(&failure) => {
            tracing::warn!("a report could not be stored for now");
            problems.note("key", not_stored(language));
            Ok((problems, StatusCode::SERVICE_UNAVAILABLE))
        }
        failure => Err(failure.into()),
    }
}

/// The places to choose from. Without them the words still stay on the screen; only the list is missing.
pub(super) async fn places_if_any(db: &Db) -> Tree {
    db.read(places::all)
        .await
        .unwrap_or_else(|_: StoreError| Tree::default())
}

/// The form again with everything that was typed.
async fn again(
    visit: &Visit,
    db: &Data<Db>,
    typed: TellForm,
    problems: Problems,
    status: StatusCode,
) -> Answer {
    let tree = places_if_any(db).await;
    let place = at(&tree, &typed.place).filter(|_| visit.path() != "/tell");
    visit.page_with(
        status,
        &TellPage::new(visit, &tree, place, &typed, problems),
    )
}

/// What the leads of a place say to whoever comes; nothing when the store is away, for telling matters
/// more.
async fn invited(db: &Db, tree: &Tree, place: Id) -> Option<Invited> {
    let invitations = db.read(places::invitations).await;
    let invitations = invitations.unwrap_or_else(|_: StoreError| Default::default());
    tree.nearest(place, |id| invitations.get(&id))
        .map(|Invitation { words, name }| Invited {
            words: words.clone(),
            name: name.clone(),
        })
}

fn at<'a>(tree: &'a Tree, code: &str) -> Option<&'a Place> {
    let code = PlaceCode::parse(code).ok()?;
    tree.iter()
        .map(|(place, _)| place)
        .find(|place| place.code == code)
}

#[derive(Serialize)]
struct TellPage {
    action: String,
    key: String,
    /// What a device needs to seal a report while it has no network.
    seal: String,
    place: Option<String>,
    places: Vec<PlaceChoice>,
    kinds: Vec<Choice>,
    story: String,
    whens: Vec<Choice>,
    date: String,
    today: String,
    one_level_up: bool,
    still_dangerous: bool,
    reporters: Vec<Choice>,
    /// Open when somebody chose something else than the usual.
    known_open: bool,
    name: String,
    contact: String,
    problems: Problems,
    /// Stories told here that others may read.
    lately: Vec<Lately>,
    /// What the leads of the place say, in their own words.
    invitation: Option<Invited>,
    /// Shown at the top, so that nobody has to search for what to mend.
    summary: Vec<Trouble>,
}

#[derive(Serialize)]
struct Invited {
    words: String,
    name: Option<String>,
}

#[derive(Serialize)]
struct Trouble {
    field: &'static str,
    sentence: String,
}

impl TellPage {
    fn new(
        visit: &Visit,
        tree: &Tree,
        place: Option<&Place>,
        typed: &TellForm,
        problems: Problems,
    ) -> Self {
        let mut summary: Vec<Trouble> = problems
            .iter()
            .map(|(field, sentence)| Trouble {
                field,
                sentence: sentence.to_owned(),
            })
            .collect();
        // In the order of the page.
        let place_of = |field| match field {
            "kind" => 0,
            "story" => 1,
            "when" => 2,
            "place" => 3,
            "reporter" => 4,
            _ => 5,
        };
        summary.sort_by_key(|trouble| place_of(trouble.field));
        Self {
            action: place.map_or_else(|| "/tell".into(), |place| format!("/tell/{}", place.code)),
            key: typed.key(),
            seal: visit.settings.keys.report_seal().to_owned(),
            place: place.map(|place| tree.path(place.id)),
            places: words::places(tree, &typed.place),
            kinds: words::kinds(visit.language, &typed.kind),
            story: typed.story.clone(),
            whens: words::whens(visit.language, &typed.when),
            date: typed.date.clone(),
            today: visit.now.today().to_string(),
            one_level_up: !typed.one_level_up.is_empty(),
            still_dangerous: !typed.still_dangerous.is_empty(),
            reporters: words::reporters(visit.language, &typed.reporter),
            known_open: !matches!(typed.reporter.as_str(), "" | "anonymous")
                || !typed.one_level_up.is_empty()
                || problems.iter().any(|(field, _)| field == "reporter"),
            name: typed.name.clone(),
            contact: typed.contact.clone(),
            problems,
            lately: Vec::new(),
            invitation: None,
            summary,
        }
    }
}

/// Says that a page may be kept for use without a network: a form with nobody's words in it. Stories
/// that others told are no such form.
const MAY_BE_KEPT: (&str, &str) = ("x-form", "empty");

impl TellPage {
    fn empty(&self, visit: &Visit) -> Answer {
        let mut answer = visit.page(self)?;
        if self.lately.is_empty() {
            answer.headers_mut().insert(
                HeaderName::from_static(MAY_BE_KEPT.0),
                HeaderValue::from_static(MAY_BE_KEPT.1),
            );
        }
        Ok(answer)
    }
}

impl Page for TellPage {
    const TEMPLATE: &'static str = "reports/tell";
    const TRANSLATED: bool = true;
    const FOR_REPORTERS: bool = true;

    fn title(&self) -> String {
        "front-tell".into()
    }
}

#[derive(Serialize)]
struct ToldPage {
    reference: String,
    groups: Vec<String>,
    receipt: String,
    at_once: bool,
    dangerous: bool,
    /// For a story that blames its own writer.
    kindness: Option<String>,
    action: String,
}

/// Stands in the receipt's place when the device made the receipt: its script writes it there.
const MADE_ON_THE_DEVICE: &str = "····-····-····-····";

impl ToldPage {
    fn new(reference: &str, receipt: Option<Receipt>) -> Self {
        let receipt = receipt.map_or_else(
            || MADE_ON_THE_DEVICE.to_owned(),
            |receipt| receipt.grouped(4),
        );
        Self {
            reference: reference.to_owned(),
            groups: receipt.split('-').map(str::to_owned).collect(),
            receipt,
            at_once: false,
            dangerous: false,
            kindness: None,
            action: "/tell".into(),
        }
    }
}

impl Page for ToldPage {
    const TEMPLATE: &'static str = "reports/told";
    const TRANSLATED: bool = true;
    const FOR_REPORTERS: bool = true;

    /// The same as before sending: a list of visited pages shall not tell who has sent something.
    fn title(&self) -> String {
        "front-tell".into()
    }
}
