//! Every address, grouped by room.

use crate::{
    journal,
    language::web::{edit as lexicon_entry, hints, list as lexicon},
    people::web::{first_admin, list as people, sign_in},
    places::web::{edit as place, poster, tree as places},
    reports::web::{
        act, answers, api, home, inbox, names, photos, proof, sealed, show, status, tell,
        write_down,
    },
    trends::web::{candor_mix, list as trends, mix_file, thanks, time_to_surface},
    web::{Code, Error, api_page, assets, exit, health, kiosk, upload},
};
use actix_web::{
    Resource, Route, guard,
    middleware::Compress,
    web::{ServiceConfig, get, post, resource, scope, to},
};

/// All routes. Only assets and pages without anybody's words are compressed: the size of a
/// compressed page can tell what is in it.
pub fn all(config: &mut ServiceConfig) {
    config.service(
        scope("/assets")
            .wrap(Compress::default())
            .route("/{version}/{file}", get().to(assets::show)),
    );
    config
        .service(at("/sw.js").route(get().to(assets::worker).wrap(Compress::default())))
        .service(at("/exit").get(exit::show))
        .service(at("/kiosk").get(kiosk::show))
        .service(at("/api").get(api_page::show))
        .service(at("/health/live").get(health::live))
        .service(at("/health/ready").get(health::ready));
    people_and_places(config);
    reports(config);
    learning(config);
    language(config);
}

fn reports(config: &mut ServiceConfig) {
    config
        .service(at("/").route(get().to(home::show).wrap(Compress::default())))
        .service(
            at("/tell")
                .route(get().to(tell::new_report).wrap(Compress::default()))
                .route(with_a_file().to(photos::change))
                .post(tell::tell),
        )
        .service(
            at("/tell/{place}")
                .route(get().to(tell::new_report_at).wrap(Compress::default()))
                .route(with_a_file().to(photos::change))
                .post(tell::tell_at),
        )
        .service(at("/answers").get(answers::new_visit).post(answers::show))
        .service(
            at("/answers/message")
                .get(answers::new_visit)
                .post(answers::write_back),
        )
        .service(
            at("/answers/verdict")
                .get(answers::new_visit)
                .post(answers::judge),
        )
        .service(
            at("/answers/not-fixed")
                .get(answers::new_visit)
                .post(answers::not_fixed),
        )
        .service(at("/proof").get(proof::new_check).post(proof::check))
        .service(at("/inbox").get(inbox::list))
        .service(
            at("/inbox/told-to-me")
                .get(write_down::new_report)
                .post(write_down::write_down),
        )
        .service(at("/settings").get(status::show).post(status::change))
        .service(
            scope("/reports/{reference}")
                .route("", get().to(show::show))
                .route("/photos/{photo}", get().to(photos::show))
                .route("/thanks", post().to(act::thank))
                .route("/question", post().to(act::ask))
                .route("/containment", post().to(act::contain))
                .route("/triage", post().to(act::triage))
                .route("/outcome", post().to(act::outcome))
                .route("/shared-story", post().to(act::share)),
        )
        .service(at("/names").get(names::new_opening).post(names::open))
        .service(at("/api/v1/reports").post(api::tell))
        .service(at("/api/v1/sealed-reports").post(sealed::tell))
        .service(at("/api/v1/answers").post(api::come_back))
        .service(at("/api/v1/answers/photos").post(photos::add_json))
        .service(at("/api/v1/answers/message").post(api::write_back))
        .service(at("/api/v1/answers/verdict").post(api::judge));
}

fn people_and_places(config: &mut ServiceConfig) {
    config
        .service(at("/sign-in").get(sign_in::show).post(sign_in::sign_in))
        .service(
            at("/sign-in/first")
                .get(first_admin::show)
                .post(first_admin::make),
        )
        .service(at("/sign-out").post(sign_in::sign_out))
        .service(at("/people").get(people::list).post(people::add))
        .service(at("/people/new").get(people::new_person))
        .service(at("/people/{id}/password").post(people::set_password))
        .service(at("/people/{id}/closed").post(people::close))
        .service(at("/people/{id}/opened").post(people::open))
        .service(at("/journal").get(journal::web::list))
        .service(at("/places").get(places::list).post(place::add))
        .service(at("/places/new").get(place::new_place))
        .service(at("/places/posters").get(poster::all))
        .service(
            at("/places/{code}")
                .get(place::edit_place)
                .post(place::change),
        )
        .service(at("/places/{code}/poster").get(poster::show))
        .service(at("/places/{code}/poster.svg").get(poster::picture));
}

fn learning(config: &mut ServiceConfig) {
    config
        .service(at("/thanks").route(get().to(thanks::show).wrap(Compress::default())))
        .service(at("/trends").get(trends::list))
        .service(at("/trends/time-to-surface").get(time_to_surface::show))
        .service(at("/trends/time-to-surface.csv").get(time_to_surface::csv))
        .service(at("/trends/time-to-surface.json").get(time_to_surface::json))
        .service(at("/trends/candor-mix").get(candor_mix::show))
        .service(at("/trends/candor-mix.csv").get(mix_file::csv))
        .service(at("/trends/candor-mix.json").get(mix_file::json))
        .service(at("/api/v1/trends/time-to-surface").get(time_to_surface::json));
}

fn language(config: &mut ServiceConfig) {
    config
        .service(at("/language/hints").post(hints::look))
        .service(at("/lexicon").get(lexicon::list).post(lexicon_entry::add))
        .service(at("/lexicon/try").get(lexicon::list).post(lexicon::try_it))
        .service(at("/lexicon/{language}/new").get(lexicon_entry::new_entry))
        .service(
            at("/lexicon/{language}/{entry}")
                .get(lexicon_entry::show)
                .post(lexicon_entry::change),
        )
        .service(at("/lexicon/{language}/{entry}/on").post(lexicon_entry::on))
        .service(at("/lexicon/{language}/{entry}/off").post(lexicon_entry::off))
        .service(at("/lexicon/{language}/{entry}/taken-back").post(lexicon_entry::take_back));
}

/// A form that brings a file, at the address of the form without one.
fn with_a_file() -> Route {
    post().guard(guard::fn_guard(upload::brings_a_file))
}

/// An address that says so when it is asked in a way that it does not know.
fn at(path: &str) -> Resource {
    resource(path).default_service(to(|| async {
        Err::<String, Error>(Error::said(Code::WrongMethod, "error-method"))
    }))
}
