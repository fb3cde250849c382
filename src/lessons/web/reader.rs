//! Who reads lessons: everybody, or whoever has an account, as the house decided.

use crate::{
    config::Readers,
    web::{Anyone, Error, Visit, Who},
};
use actix_web::{FromRequest, HttpRequest, dev::Payload};
use std::{future::Future, pin::Pin};

/// A visit by somebody who may read lessons. Where everybody may, no cookie is read.
pub struct Reader {
    /// The visit.
    pub visit: Visit,
    /// Whether everybody may.
    pub public: bool,
}

impl FromRequest for Reader {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Error>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let visit = Visit::from_request(request, payload);
        let who = Who::<Anyone>::from_request(request, payload);
        Box::pin(async move {
            let visit = visit.await?;
            let public = visit.settings.lessons == Readers::Public;
            if !public {
                who.await?;
            }
            Ok(Self { visit, public })
        })
    }
}
