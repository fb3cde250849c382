//! Opening a sealed name: for name keepers, with a reason that the reporter reads.

use super::show;
use crate::{
    db::Db,
    kernel::text,
    reports::commands,
    web::{Act, Answer, Error, Keeper, Page, Problems, Who},
};
use actix_web::web::Data;
use serde::{Deserialize, Serialize};

/// `GET /names`
///
/// # Errors
/// None but a broken template.
pub async fn new_opening(who: Who<Keeper>) -> Answer {
    who.page(&NamesPage::default())
}

/// Which report's name, and why.
#[derive(Debug, Deserialize)]
pub struct OpeningForm {
    #[serde(default)]
    reference: String,
    #[serde(default)]
    reason: String,
}

/// `POST /names`: shows the name once, in the answer to the form.
///
/// # Errors
/// When the store fails.
pub async fn open(act: Act<Keeper, OpeningForm>, db: Data<Db>) -> Answer {
    let Act { who, form } = act;
    let mut problems = Problems::none();
    let reference = problems.keep(
        "reference",
        show::reference(&form.reference).map_err(|_unreadable| NOT_THERE),
    );
    let reason = problems.keep("reason", text::block(&form.reason, 1_000));
    let typed = NamesPage {
        reference: form.reference,
        reason: form.reason,
        ..NamesPage::default()
    };
    let (Some(reference), Some(reason)) = (reference, reason) else {
        return who.again(&NamesPage { problems, ..typed });
    };
    let (by, now) = (who.person.id, who.visit.now);
    match db
        .write(move |tx| commands::open_name(tx, reference, by, &reason, now))
        .await
    {
        Ok(sealed) => {
            let name = who
                .visit
                .settings
                .keys
                .open(&sealed)
                .map_err(|broken| Error::broken(&broken))?;
            who.page(&NamesPage {
                name: Some(name),
                ..typed
            })
        }
        Err(commands::Error::Refused(_)) => {
            problems.note("reference", NOT_THERE);
            who.again(&NamesPage { problems, ..typed })
        }
        Err(failure) => Err(failure.into()),
    }
}

const NOT_THERE: &str = "There is no sealed name under this code.";

#[derive(Default, Serialize)]
struct NamesPage {
    reference: String,
    reason: String,
    name: Option<String>,
    problems: Problems,
}

impl Page for NamesPage {
    const TEMPLATE: &'static str = "reports/names";

    fn title(&self) -> String {
        "Sealed names".into()
    }
}
