//! For whoever watches the machine: is it there, and can it store? Never how much was told, or when.

use crate::{
    db::{Db, StoreError},
    people,
    web::Answer,
};
use actix_web::{HttpResponse, web::Data};

/// `GET /health/live`: the program runs.
///
/// # Errors
/// None.
pub async fn live() -> Answer {
    Ok(HttpResponse::Ok().body("live"))
}

/// `GET /health/ready`: the database answers, for reading and for writing.
///
/// # Errors
/// 503 while it does not.
pub async fn ready(db: Data<Db>) -> Answer {
    db.read(people::has_admin).await?;
    db.write(|_tx| Ok::<_, StoreError>(())).await?;
    Ok(HttpResponse::Ok().body("ready"))
}
