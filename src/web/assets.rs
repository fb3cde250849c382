//! Styles, icons and scripts: part of the program, kept by browsers until the next build.

use crate::web::{Answer, Error};
use actix_web::{HttpResponse, http::header, web::Path};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};
use std::sync::LazyLock;

#[derive(RustEmbed)]
#[folder = "templates/assets/"]
struct Files;

/// Changes when any asset changes.
static VERSION: LazyLock<String> = LazyLock::new(|| {
    let mut names: Vec<_> = Files::iter().collect();
    names.sort();
    let mut digest = Sha256::new();
    for name in names {
        digest.update(name.as_bytes());
        digest.update(
            Files::get(&name)
                .map(|file| file.metadata.sha256_hash())
                .unwrap_or_default(),
        );
    }
    BASE64_URL_SAFE_NO_PAD.encode(&digest.finalize()[..6])
});

/// The folder in addresses: `/assets/` and the version.
#[must_use]
pub fn folder() -> String {
    format!("/assets/{}", *VERSION)
}

/// `GET /assets/{version}/{file}`
///
/// # Errors
/// Not found. An old version's address answers today's file: a page that was open during an upgrade
/// should not lose its face.
pub async fn show(path: Path<(String, String)>) -> Answer {
    let (_version, name) = path.into_inner();
    let file = Files::get(&name).ok_or_else(Error::not_found)?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, media_type(&name)))
        .insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .body(file.data.into_owned()))
}

/// The service worker, which must not be one of the files that it keeps.
const WORKER: &str = "sw.js";

/// `GET /sw.js`: at the root, as a worker serves only what lies below its own address.
///
/// # Errors
/// Not found, when the program was built without it.
pub async fn worker() -> Answer {
    let file = Files::get(WORKER).ok_or_else(Error::not_found)?;
    let folder = folder();
    let files: Vec<String> = Files::iter()
        .filter(|name| name != WORKER)
        .map(|name| format!("{folder}/{name}"))
        .collect();
    // Another build has another version, and so another worker.
    let mut body = format!(
        "const VERSION = '{}'\nconst ASSETS = {}\n",
        *VERSION,
        serde_json::json!(files)
    )
    .into_bytes();
    body.extend_from_slice(&file.data);
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, media_type(WORKER)))
        .insert_header((header::CACHE_CONTROL, "no-cache"))
        .body(body))
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("webmanifest") => "application/manifest+json",
        _ => "application/octet-stream",
    }
}
