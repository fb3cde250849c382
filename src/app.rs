//! The composition root: settings in, a server out.

use crate::{
    config::WebSettings,
    db::Db,
    kernel::time::Clock,
    language, routes,
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
}

impl Parts {
    /// Reads the templates and puts everything together.
    ///
    /// # Errors
    /// A template with a mistake in it.
    pub fn new(db: Db, clock: Clock, settings: WebSettings) -> Result<Self, String> {
        Ok(Self {
            db: Data::new(db),
            clock: Data::new(clock),
            settings: Data::new(settings),
            templates: Data::new(Templates::read()?),
            panels: Data::new(panels()),
            budgets: Data::new(crate::web::budget::Budgets::new()),
        })
    }
}

/// Who adds what to whose page.
fn panels() -> Panels {
    Panels::default()
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
