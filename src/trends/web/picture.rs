//! A chart as a file of its own, for a slide or the wall: on paper white, with the question and the thanks.

use super::{drawing::Drawing, view::Figure};
use crate::{
    kernel::time::day_in_words,
    pictures,
    trends::model::Days,
    web::{Analyst, Answer, Error, Page, Who},
};
use actix_web::{HttpResponse, http::header, web::block};
use serde::Serialize;

/// Room for the question above the chart, and for the thanks below.
const ABOVE: f64 = 64.0;
const BELOW: f64 = 40.0;
const SIDE: f64 = 16.0;

/// The chart and the words around it.
#[derive(Debug, Serialize)]
pub(super) struct Picture {
    heading: String,
    about: String,
    thanks: String,
    drawing: Drawing,
    x: f64,
    y: f64,
    width: f64,
    height: f64,
    thanks_y: f64,
}

impl Page for Picture {
    const TEMPLATE: &'static str = "trends/picture";

    fn title(&self) -> String {
        self.heading.clone()
    }
}

impl Picture {
    pub(super) fn of(
        question: &str,
        place: &str,
        days: &Days,
        thanks: String,
        figure: Figure,
    ) -> Self {
        let drawing = figure.drawing;
        Self {
            heading: question.into(),
            about: format!(
                "{} · {place} · {} to {}",
                figure.heading,
                day_in_words(days.from),
                day_in_words(days.to)
            ),
            thanks,
            x: -SIDE,
            y: -ABOVE,
            width: drawing.width + 2.0 * SIDE,
            height: drawing.height + ABOVE + BELOW,
            thanks_y: drawing.height + BELOW / 2.0,
            drawing,
        }
    }
}

/// The picture as it is drawn.
///
/// # Errors
/// A template that cannot be filled: a mistake of ours.
pub(super) fn svg(who: &Who<Analyst>, picture: &Picture, name: &str) -> Answer {
    who.download(picture, "image/svg+xml", &format!("candor-{name}.svg"))
}

/// The picture painted, for programs that take no SVG.
///
/// # Errors
/// A drawing that cannot be painted: a mistake of ours.
pub(super) async fn png(who: &Who<Analyst>, picture: &Picture, name: &str) -> Answer {
    let svg = who.written(picture)?;
    let painted = block(move || pictures::draw(&svg))
        .await
        .map_err(|failure| Error::broken(&failure))?
        .map_err(|failure| Error::broken(&failure))?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "image/png"))
        .insert_header((
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"candor-{name}.png\""),
        ))
        .body(painted))
}
