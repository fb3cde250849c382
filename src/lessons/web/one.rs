//! One lesson, and "this happens to me too".

use super::{
    gone,
    reader::Reader,
    reference,
    words::{self, Shown},
};
use crate::{
    db::{Db, StoreError},
    kernel::{code::Code, keys::sha256},
    lessons::{
        commands::{self, Error as ActError},
        model::Refusal,
        store,
    },
    places,
    reports::Draft,
    web::{Answer, Error, Form, Page},
};
use actix_web::web::{Data, Path};
use serde::{Deserialize, Serialize};

#[derive(Serialize)]
struct OnePage {
    lesson: Shown,
    rereads: Vec<String>,
    may_echo: bool,
    /// Makes a second sending of the same tap harmless.
    key: String,
}

impl Page for OnePage {
    const TEMPLATE: &'static str = "lessons/one";
    const TRANSLATED: bool = true;
    const FOR_REPORTERS: bool = true;

    fn title(&self) -> String {
        "lessons-title".into()
    }
}

/// `GET /lessons/{reference}`
///
/// # Errors
/// Not found, also for what was taken back and what is not published yet.
pub async fn show(reader: Reader, db: Data<Db>, path: Path<String>) -> Answer {
    let visit = reader.visit;
    let reference = reference(&path).map_err(|_unreadable| gone())?;
    let found = db
        .read(move |conn| {
            let Some(lesson) = store::published_one(conn, reference)? else {
                return Ok(None);
            };
            let rereads = store::rereads(conn, &[lesson.id])?.remove(&lesson.id);
            Ok::<_, StoreError>(Some((
                lesson,
                rereads.unwrap_or_default(),
                places::all(conn)?,
            )))
        })
        .await?;
    let (lesson, rereads, tree) = found.ok_or_else(gone)?;
    visit.page(&OnePage {
        lesson: Shown::new(visit.language, &lesson, &tree, visit.settings.small_number),
        rereads: rereads
            .iter()
            .map(|reread| words::reread(visit.language, reread))
            .collect(),
        may_echo: lesson.report.is_some(),
        key: Code::<26>::random().to_string(),
    })
}

/// One tap.
#[derive(Debug, Deserialize)]
pub struct EchoForm {
    #[serde(default)]
    key: String,
}

#[derive(Serialize)]
struct EchoedPage {
    groups: Vec<String>,
}

impl Page for EchoedPage {
    const TEMPLATE: &'static str = "lessons/echoed";
    const TRANSLATED: bool = true;
    const FOR_REPORTERS: bool = true;

    fn title(&self) -> String {
        "lessons-title".into()
    }
}

/// `POST /lessons/{reference}`: "this happens to me too", counted once for each key.
///
/// # Errors
/// Not found for a lesson that is not shown any more; the store's failure.
pub async fn echo(
    reader: Reader,
    db: Data<Db>,
    path: Path<String>,
    form: Form<EchoForm>,
) -> Answer {
    let visit = reader.visit;
    let reference = reference(&path).map_err(|_unreadable| gone())?;
    let fresh = Code::<26>::random().to_string();
    let typed = form.0.key;
    let visible = typed.bytes().all(|byte| byte.is_ascii_graphic());
    let key = if visible && (16..=64).contains(&typed.len()) {
        typed
    } else {
        fresh
    };
    let draft = Draft {
        key: &key,
        body_hash: sha256(reference.grouped(3).as_bytes()),
        verifier: None,
    };
    let keys = &visit.settings.keys;
    let (receipt, hash, now) = (draft.receipt(keys), draft.receipt_hash(keys), visit.now);
    db.write(move |tx| commands::echo(tx, reference, &hash, now))
        .await
        .map_err(|failure| match failure {
            ActError::Refused(Refusal::NotHere) => gone(),
            other => Error::from(other),
        })?;
    let code = receipt
        .map(|receipt| receipt.grouped(4))
        .unwrap_or_default();
    visit.page(&EchoedPage {
        groups: code.split('-').map(str::to_owned).collect(),
    })
}
