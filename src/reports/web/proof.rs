//! Is this proof true? Asked by whoever is shown one; answered with the day alone.

use crate::{
    reports::model::{ProofCode, proven_day},
    web::{Answer, Form, Page, Problems, Visit, phrases},
};
use serde::{Deserialize, Serialize};

/// A proof, as typed.
#[derive(Debug, Default, Deserialize)]
pub struct ProofForm {
    #[serde(default)]
    proof: String,
}

#[derive(Serialize)]
struct ProofPage {
    proof: String,
    proven: Option<String>,
    problems: Problems,
}

impl Page for ProofPage {
    const TEMPLATE: &'static str = "reports/proof";
    const TRANSLATED: bool = true;
    const FOR_REPORTERS: bool = true;

    fn title(&self) -> String {
        "proof-tab".into()
    }
}

/// `GET /proof`
///
/// # Errors
/// None but a broken template.
pub async fn new_check(visit: Visit) -> Answer {
    visit.page(&ProofPage {
        proof: String::new(),
        proven: None,
        problems: Problems::none(),
    })
}

/// `POST /proof`: says on which day something was told, and nothing else.
///
/// # Errors
/// None but a broken template.
pub async fn check(visit: Visit, form: Form<ProofForm>) -> Answer {
    let typed = form.0.proof;
    let day = ProofCode::parse(&typed)
        .ok()
        .and_then(|code| proven_day(&visit.settings.keys, &code));
    let mut problems = Problems::none();
    if day.is_none() {
        problems.note("proof", visit.t("proof-wrong"));
    }
    let page = ProofPage {
        proof: typed,
        proven: day.map(|on| phrases::day(visit.language, on)),
        problems,
    };
    if day.is_some() {
        visit.page(&page)
    } else {
        visit.again(&page)
    }
}
