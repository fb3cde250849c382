//! The front door: three ways in, and what other rooms hang beside them.

use crate::{
    db::Db,
    web::{
        Answer, Page, Visit,
        panel::{self, Panel},
    },
};
use actix_web::web::Data;
use serde::Serialize;

/// `GET /`
///
/// # Errors
/// None but a broken template.
pub async fn show(visit: Visit, db: Data<Db>) -> Answer {
    visit.page(&HomePage {
        panels: panel::for_all(&visit.panels.on_front, &db, visit.language).await,
    })
}

#[derive(Serialize)]
struct HomePage {
    panels: Vec<Panel>,
}

impl Page for HomePage {
    const TEMPLATE: &'static str = "home/front";
    const TRANSLATED: bool = true;
    const FOR_REPORTERS: bool = true;

    fn title(&self) -> String {
        "front-welcome".into()
    }
}
