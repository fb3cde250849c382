//! Every address, grouped by room.

use crate::{
    a3::web as a3,
    countermeasures::web::{
        act as measure, board, new as countermeasure, show as one_countermeasure,
    },
    journal,
    language::web::{edit as lexicon_entry, hints, list as lexicon},
    lessons::web as lessons,
    notices::web::{outbox, own_digest},
    people::web::{first_admin, list as people, sign_in},
    places::web::{edit as place, invitation, poster, tree as places},
    reports::web::{
        act, answers, api, home, inbox, mirror, names, photos, proof, sealed, show, status, tell,
        write_down,
    },
    trends::web::{
        candor_mix::CandorMix,
        caught_by::CaughtBy,
        factors::Factors,
        list as trends,
        places::Places,
        reports::Reports,
        thanks,
        time_to_surface::Surfacing,
        view::{self, View},
    },
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
    notices(config);
    responding(config);
    a3(config);
    hansei(config);
    lessons(config);
    changing(config);
    language(config);
    signals(config);
    hours(config);
    data(config);
}

fn changing(config: &mut ServiceConfig) {
    config
        .service(
            at("/countermeasures")
                .get(board::show)
                .post(countermeasure::add_one),
        )
        .service(at("/countermeasures/new").get(countermeasure::new_one))
        .service(
            scope("/countermeasures/{reference}")
                .route("", get().to(one_countermeasure::show))
                .route("/plan", post().to(measure::plan))
                .route("/conditions", post().to(measure::address))
                .route("/in-place", post().to(measure::in_place))
                .route("/check", post().to(measure::check))
                .route("/decision", post().to(measure::decide))
                .route("/again", post().to(measure::look_again))
                .route("/spread", post().to(measure::spread)),
        );
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
                .route("/shared-story", post().to(act::share))
                .route("/promise", post().to(act::promise))
                .route("/note", post().to(act::note)),
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
        .service(at("/trends").get(trends::list));
    trend::<Surfacing>(config, "/trends/time-to-surface");
    trend::<CandorMix>(config, "/trends/candor-mix");
    trend::<Reports>(config, "/trends/reports");
    trend::<Factors>(config, "/trends/factors");
    trend::<CaughtBy>(config, "/trends/caught-by");
    trend::<Places>(config, "/trends/places");
    answering(config);
}

/// What trends say of the answers.
fn answering(config: &mut ServiceConfig) {
    use crate::trends::web::{countermeasures::Countermeasures, response::Response, self_check};
    trend::<Response>(config, "/trends/response");
    trend::<Countermeasures>(config, "/trends/countermeasures");
    config
        .service(at("/thanks/wall").route(get().to(thanks::wall).wrap(Compress::default())))
        .service(at("/trends/self-check").get(self_check::show))
        .service(at("/trends/self-check.csv").get(self_check::csv))
        .service(at("/trends/self-check.json").get(self_check::json))
        .service(at("/trends/self-check.svg").get(self_check::svg))
        .service(at("/trends/self-check.png").get(self_check::png))
        .service(at("/api/v1/trends/self-check").get(self_check::json));
}

/// A view of trends: its page, its numbers, its charts as pictures.
fn trend<V: View>(config: &mut ServiceConfig, path: &str) {
    config
        .service(at(path).get(view::show::<V>))
        .service(at(&format!("{path}.csv")).get(view::csv::<V>))
        .service(at(&format!("{path}.json")).get(view::json::<V>))
        .service(at(&format!("{path}.svg")).get(view::svg::<V>))
        .service(at(&format!("{path}.png")).get(view::png::<V>))
        .service(at(&format!("/api/v1{path}")).get(view::json::<V>));
}

fn notices(config: &mut ServiceConfig) {
    config
        .service(at("/notices").get(outbox::list))
        .service(at("/notices/test").post(outbox::send_test))
        .service(at("/notices/{id}/again").post(outbox::try_again))
        .service(at("/notices/{id}/let-go").post(outbox::let_go))
        .service(at("/digest").get(own_digest::show).post(own_digest::change));
}

/// How leads respond, and go first.
fn responding(config: &mut ServiceConfig) {
    config
        .service(at("/mirror").get(mirror::show))
        .service(at("/invitation").get(invitation::list))
        .service(
            at("/invitation/{code}")
                .get(invitation::edit)
                .post(invitation::change),
        );
}

fn a3(config: &mut ServiceConfig) {
    config
        .service(at("/a3").get(a3::list::list).post(a3::new::open))
        .service(at("/a3/new").get(a3::new::new_a3))
        .service(
            scope("/a3/{reference}")
                .route("", get().to(a3::show::show))
                .route("/print", get().to(a3::print::show))
                .route("/versions", get().to(a3::versions::list))
                .route("/versions/{version}", post().to(a3::versions::restore))
                .route("/comments", post().to(a3::comments::write))
                .route("/comments/{comment}", post().to(a3::comments::settle))
                .route("/status", post().to(a3::steer::set_status))
                .route("/people", post().to(a3::steer::set_people))
                .route("/reports", post().to(a3::steer::add_reports))
                .route("/pictures", with_a_file().to(a3::pictures::add))
                .route("/pictures/{picture}", get().to(a3::pictures::show))
                .route("/pictures/{picture}", post().to(a3::pictures::remove))
                .route("/map", get().to(a3::map_acts::large))
                .route("/conditions", get().to(a3::map_acts::new_top))
                .route("/conditions", post().to(a3::map_acts::add))
                .route("/conditions/chain", get().to(a3::map_acts::new_chain))
                .route("/conditions/chain", post().to(a3::map_acts::add_chain))
                .route("/conditions/links", post().to(a3::map_acts::link))
                .route("/conditions/unlinked", post().to(a3::map_acts::unlink))
                .route("/conditions/{condition}", get().to(a3::map_acts::show))
                .route("/conditions/{condition}", post().to(a3::map_acts::change))
                .route(
                    "/conditions/{condition}/removed",
                    post().to(a3::map_acts::remove),
                )
                .route("/{section}", post().to(a3::write::write)),
        );
}

fn lessons(config: &mut ServiceConfig) {
    config
        .service(at("/lessons").get(lessons::list::show))
        .service(at("/lessons/feed.atom").get(lessons::feed::show))
        .service(at("/lessons/bulletin").get(lessons::bulletin::show))
        .service(
            at("/lessons/own")
                .get(lessons::own::show)
                .post(lessons::own::write),
        )
        .service(at("/lessons/desk").get(lessons::desk::show))
        .service(
            at("/lessons/desk/report/{reference}")
                .get(lessons::write::new_lesson)
                .post(lessons::write::write),
        )
        .service(
            at("/lessons/desk/{reference}")
                .get(lessons::edit::show)
                .post(lessons::edit::write),
        )
        .service(at("/lessons/desk/{reference}/ask").post(lessons::edit::ask))
        .service(at("/lessons/desk/{reference}/publish").post(lessons::edit::publish))
        .service(at("/lessons/desk/{reference}/take-back").post(lessons::edit::take_back))
        .service(at("/lessons/desk/{reference}/reread").post(lessons::edit::read_again))
        .service(
            at("/lessons/{reference}")
                .get(lessons::one::show)
                .post(lessons::one::echo),
        )
        .service(
            at("/answers/lesson")
                .get(answers::new_visit)
                .post(lessons::reporter::say),
        )
        .service(at("/api/v1/lessons").get(lessons::api::list));
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

fn hansei(config: &mut ServiceConfig) {
    use crate::hansei::web::{act, list, new, print, replan, room, show};
    config
        .service(at("/hansei").get(list::list).post(new::plan))
        .service(at("/hansei/new").get(new::new_hansei))
        .service(at("/hansei/room").get(room::door).post(room::enter))
        .service(
            at("/hansei/room/point")
                .get(room::door_again)
                .post(room::say_point),
        )
        .service(
            at("/hansei/room/pulse")
                .get(room::door_again)
                .post(room::answer_pulse),
        )
        .service(at("/hansei/{reference}").get(show::show).post(act::write))
        .service(
            at("/hansei/{reference}/plan")
                .get(replan::form)
                .post(replan::change),
        )
        .service(at("/hansei/{reference}/print").get(print::show));
}

/// Signals, what people write about charts, and closed weeks.
fn signals(config: &mut ServiceConfig) {
    use crate::trends::web::signals::{acts, changes, closed_weeks, limits, list, one, points};
    config
        .service(at("/trends/signals").get(list::show))
        .service(at("/trends/signals.csv").get(list::csv))
        .service(at("/trends/signals.json").get(list::json))
        .service(at("/api/v1/trends/signals").get(list::json))
        .service(
            scope("/trends/signals/{reference}")
                .route("", get().to(one::show))
                .route("/notes", post().to(acts::note))
                .route("/changes", post().to(acts::change))
                .route("/limits", post().to(acts::limits)),
        )
        .service(
            at("/trends/points")
                .get(points::new_note)
                .post(points::write),
        )
        .service(
            at("/trends/changes")
                .get(changes::show)
                .post(changes::write),
        )
        .service(
            at("/trends/limits/{reference}")
                .get(limits::new_limits)
                .post(limits::set),
        )
        .service(at("/trends/limits/{reference}/taken-back").post(limits::take_back))
        .service(
            at("/trends/closed-weeks")
                .get(closed_weeks::show)
                .post(closed_weeks::close),
        )
        .service(at("/trends/closed-weeks/{reference}/removed").post(closed_weeks::remove));
}

/// How much was worked.
fn hours(config: &mut ServiceConfig) {
    use crate::trends::web::hours::{file, form};
    config
        .service(at("/trends/hours").get(form::show).post(form::keep))
        .service(at("/trends/hours.csv").get(file::csv))
        .service(at("/trends/hours/sheet").post(file::look))
        .service(at("/trends/hours/rows").post(file::rows))
        .service(at("/trends/hours/removed").post(form::remove));
}

/// De-identified data as files, and what their columns mean.
fn data(config: &mut ServiceConfig) {
    use crate::exchange::web::{data, files};
    config
        .service(at("/trends/data").get(data::show))
        .service(at("/trends/data/dictionary.md").get(data::markdown))
        .service(at("/trends/data/dictionary.json").get(data::json))
        .service(at("/trends/data/{table}.{format}").get(files::download));
}
