//! Every address, grouped by room.

use crate::{
    reports::web::{act, answers, api, home, inbox, names, show, tell},
    web::assets,
};
use actix_web::{
    middleware::Compress,
    web::{ServiceConfig, get, post, resource, scope},
};

/// All routes. Only assets and pages without anybody's words are compressed: the size of a
/// compressed page can tell what is in it.
pub fn all(config: &mut ServiceConfig) {
    config.service(
        scope("/assets")
            .wrap(Compress::default())
            .route("/{version}/{file}", get().to(assets::show)),
    );
    reports(config);
}

fn reports(config: &mut ServiceConfig) {
    config
        .service(resource("/").route(get().to(home::show).wrap(Compress::default())))
        .service(
            resource("/tell")
                .route(get().to(tell::new_report).wrap(Compress::default()))
                .post(tell::tell),
        )
        .service(
            resource("/tell/{place}")
                .route(get().to(tell::new_report_at).wrap(Compress::default()))
                .post(tell::tell_at),
        )
        .service(
            resource("/answers")
                .get(answers::new_visit)
                .post(answers::show),
        )
        .service(resource("/answers/message").post(answers::write_back))
        .service(resource("/answers/verdict").post(answers::judge))
        .service(resource("/inbox").get(inbox::list))
        .service(
            scope("/reports/{reference}")
                .route("", get().to(show::show))
                .route("/thanks", post().to(act::thank))
                .route("/question", post().to(act::ask))
                .route("/containment", post().to(act::contain))
                .route("/triage", post().to(act::triage))
                .route("/outcome", post().to(act::outcome))
                .route("/shared-story", post().to(act::share)),
        )
        .service(resource("/names").get(names::new_opening).post(names::open))
        .service(resource("/api/v1/reports").post(api::tell))
        .service(resource("/api/v1/answers").post(api::come_back))
        .service(resource("/api/v1/answers/message").post(api::write_back))
        .service(resource("/api/v1/answers/verdict").post(api::judge));
}
