//! The composition root: settings in, a server out.

use crate::{
    a3,
    config::WebSettings,
    countermeasures::{self, Origins},
    db::Db,
    hansei,
    kernel::time::Clock,
    language, lessons,
    notices::{Dues, Office, Post},
    reports, routes,
    trends::{self, Evidence},
    web::{Code, Error, crossing, headers, page::Templates, panel::Panels},
};
use actix_web::{
    App, HttpServer,
    dev::Server,
    middleware::from_fn,
    web::{Data, QueryConfig},
};
use std::{net::TcpListener, time::Duration};

/// Everything that the pages share.
#[derive(Clone)]
pub struct Parts {
    /// The two doors.
    pub db: Data<Db>,
    /// The time.
    pub clock: Data<Clock>,
    /// Settings of the pages.
    pub settings: Data<WebSettings>,
    /// All templates.
    pub templates: Data<Templates>,
    /// What rooms add to pages of rooms to their left.
    pub panels: Data<Panels>,
    /// Budgets against guessing, kept in memory alone.
    pub budgets: Data<crate::web::budget::Budgets>,
    /// What rooms put into digests.
    pub dues: Data<Dues>,
    /// What rooms propose to talk about in a hansei.
    pub agenda: Data<hansei::Agenda>,
    /// What A3s and reviews say of themselves to countermeasures.
    pub origins: Data<Origins>,
    /// What rooms know that trends show.
    pub evidence: Data<Evidence>,
}

impl Parts {
    /// Reads the templates and puts everything together.
    ///
    /// # Errors
    /// A template with a mistake in it.
    pub fn new(db: Db, clock: Clock, settings: WebSettings) -> Result<Self, String> {
        let dues = dues(&settings);
        Ok(Self {
            db: Data::new(db),
            clock: Data::new(clock),
            templates: Data::new(Templates::read()?),
            panels: Data::new(panels(&settings)),
            settings: Data::new(settings),
            budgets: Data::new(crate::web::budget::Budgets::new()),
            dues: Data::new(dues),
            agenda: Data::new(agenda()),
            origins: Data::new(origins()),
            evidence: Data::new(evidence()),
        })
    }
}

/// Who adds what to whose page.
fn panels(settings: &WebSettings) -> Panels {
    let mut panels = Panels::default();
    panels.on_report.push(countermeasures::meant_to_prevent);
    panels.on_report.push(a3::on_report);
    panels.on_report.push(hansei::web::panel::on_report);
    panels.on_answers.push(a3::on_answers);
    lessons::web::panels::add_to(&mut panels, settings.lessons);
    panels
}

/// Who puts what into a digest.
fn dues(settings: &WebSettings) -> Dues {
    let deadlines = reports::Deadlines::from(settings);
    let k = settings.small_number;
    Dues::default()
        .with(move |conn, person, now| reports::due(conn, person, now, deadlines))
        .with(reports::promises_due)
        .with(countermeasures::waiting_on)
        .with(lessons::rereads_due)
        .with_news(move |conn, person, since, now| {
            trends::web::weekly::news(conn, person, k, since, now)
        })
}

/// What housekeeping needs to send mail.
///
/// # Errors
/// A mail server that cannot be used as it is set.
pub fn office(settings: &WebSettings) -> Result<Office, String> {
    Ok(Office {
        post: settings.mail.as_ref().map(Post::open).transpose()?,
        dues: dues(settings),
        rhythm: settings.digest,
        public_url: settings.public_url.clone(),
    })
}

/// Who proposes what for the agenda of a hansei.
fn agenda() -> hansei::Agenda {
    hansei::Agenda {
        proposals: vec![
            hansei::agenda::from_reports,
            hansei::agenda::from_countermeasures,
            hansei::agenda::from_quiet_places,
            hansei::agenda::from_signals,
        ],
    }
}

/// Who says what an A3 or a review is about, for the form of a countermeasure.
fn origins() -> Origins {
    Origins(vec![a3::origin_facts, hansei::origin_facts])
}

/// Who tells trends what they cannot know.
fn evidence() -> Evidence {
    Evidence {
        meetings: Some(hansei::meetings),
        lessons: Some(lessons::titles),
    }
}

/// Hangs the shared parts and all routes into an application.
pub fn wire(config: &mut actix_web::web::ServiceConfig, parts: &Parts) {
    config
        .app_data(parts.db.clone())
        .app_data(parts.clock.clone())
        .app_data(parts.settings.clone())
        .app_data(parts.templates.clone())
        .app_data(parts.panels.clone())
        .app_data(parts.budgets.clone())
        .app_data(parts.dues.clone())
        .app_data(parts.agenda.clone())
        .app_data(parts.origins.clone())
        .app_data(parts.evidence.clone())
        .app_data(QueryConfig::default().error_handler(|_mistake, _request| {
            Error::said(Code::Unreadable, "error-address").into()
        }))
        .app_data(actix_web::web::PayloadConfig::new(
            crate::web::form::MOST_BYTES,
        ))
        .configure(routes::all);
}

/// A server on an open socket; it runs when awaited.
///
/// # Errors
/// When the socket cannot be used.
pub fn server(parts: Parts, socket: TcpListener, workers: usize) -> std::io::Result<Server> {
    Ok(HttpServer::new(move || {
        App::new()
            .configure(|config| wire(config, &parts))
            .default_service(actix_web::web::to(|| async {
                Err::<String, Error>(Error::not_found())
            }))
            .wrap(from_fn(language::look_afterwards))
            .wrap(from_fn(crossing::guard))
            .wrap(from_fn(headers::dress))
    })
    .workers(workers)
    .client_request_timeout(Duration::from_secs(10))
    .shutdown_timeout(8)
    .listen(socket)?
    .run())
}
