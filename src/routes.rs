//! Every address, grouped by room.

use crate::web::assets;
use actix_web::{
    middleware::Compress,
    web::{ServiceConfig, get, scope},
};

/// All routes. Only assets and pages without anybody's words are compressed: the size of a
/// compressed page can tell what is in it.
pub fn all(config: &mut ServiceConfig) {
    config.service(
        scope("/assets")
            .wrap(Compress::default())
            .route("/{version}/{file}", get().to(assets::show)),
    );
}
