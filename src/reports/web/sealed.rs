//! Reports that a device sealed while it had no network: opened here, then taken like any other.

use super::api::{self, ReportJson};
use crate::{
    db::Db,
    web::{Answer, Code, Error, Visit, json::Json},
};
use actix_web::web::{Bytes, Data};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use serde::Deserialize;

/// What a device has kept.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SealedJson {
    /// The sender's point and what is locked, as base64url.
    sealed: String,
}

/// What is inside. It holds no time of the device: nobody shall learn when it was written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct InsideJson {
    key: String,
    report: ReportJson,
}

/// `POST /api/v1/sealed-reports`
///
/// # Errors
/// As [`api::tell`]; 422 for what does not open here, or holds no report.
pub async fn tell(visit: Visit, db: Data<Db>, sent: Json<SealedJson>) -> Answer {
    let sealed = sent.value.sealed.trim().trim_end_matches('=');
    let inside = BASE64_URL_SAFE_NO_PAD
        .decode(sealed)
        .ok()
        .and_then(|bytes| visit.settings.keys.open_report(&bytes).ok())
        .ok_or_else(does_not_open)?;
    // The mistake itself is not told: it could quote words that were sealed.
    let InsideJson { key, report } =
        serde_json::from_slice(&inside).map_err(|_mistake| does_not_open())?;
    let report = Json {
        value: report,
        body: Bytes::from(inside),
    };
    api::take(&visit, &db, &key, report).await
}

fn does_not_open() -> Error {
    Error::new(
        Code::LookAgain,
        "This sealed report does not open here. It may be damaged, or sealed for another house. Please tell it again.",
    )
}
