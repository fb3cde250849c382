//! What all pages share: visits, forms, pages, errors and headers.
//!
//! The rooms' own pages are in their `web.rs`; here is nothing about reports, places or trends.
//! Of the rooms only `people` is known here, because every staff page asks who is at the door.

pub mod afterthought;
pub mod api_page;
pub mod assets;
pub mod budget;
pub mod crossing;
pub mod error;
pub mod exit;
pub mod field;
pub mod form;
pub mod headers;
pub mod health;
mod helpers;
pub mod json;
pub mod kept;
pub mod kiosk;
pub mod notice;
pub mod own_path;
pub mod page;
pub mod panel;
pub mod phrases;
pub mod qr;
pub mod staff;
pub mod suggestions;
pub mod ticket;
pub mod upload;
pub mod visit;

pub use error::{Code, Error};
pub use field::{Look, Problems};
pub use form::{Asked, Form};
pub use page::Page;
pub use phrases::Say;
pub use staff::{Act, Admin, Analyst, Anyone, Button, Closer, Keeper, Lead, Recorder, Who};
pub use visit::Visit;

/// What a handler answers.
pub type Answer = Result<actix_web::HttpResponse, Error>;
