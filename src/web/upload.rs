//! A form with a file, read into memory: nothing of it ever touches the disk, and its name is dropped.

use crate::web::{Code, Error, budget::Budgets, form::Later};
use actix_multipart::{Field, Multipart};
use actix_web::{
    FromRequest, HttpRequest, dev::Payload, guard::GuardContext, http::header, web::Data,
};
use futures_util::StreamExt;
use std::{collections::BTreeMap, time::Duration};

/// Bytes that are read and dropped before the connection is closed: a browser shows the answer only when it could
/// send everything.
const MOST_READ: usize = 64 * 1024 * 1024;
/// Bytes of a field that is not the file.
const MOST_FIELD: usize = 1024;
/// Fields of a form.
const MOST_FIELDS: usize = 16;
/// How long a slow network may take.
const MOST_TIME: Duration = Duration::from_secs(180);

/// What came where a file was expected.
#[derive(PartialEq, Eq)]
pub enum File {
    /// The form has no such field.
    NotAsked,
    /// Its bytes; none when nothing was chosen.
    Here(Vec<u8>),
    /// More than [`crate::pictures::MOST_BYTES`].
    TooLarge,
    /// Too many others are sending files.
    NoRoom,
    /// There was more than one.
    Several,
}

/// Fields that hold a file: a photo, or a sheet of numbers.
const FILES: [&str; 2] = ["photo", "sheet"];

/// A form with perhaps one file in one of the fields for files.
pub struct Upload {
    fields: BTreeMap<String, String>,
    /// The file, whatever it is called.
    pub file: File,
}

impl Upload {
    /// A field's text, empty when it did not come.
    #[must_use]
    pub fn field(&self, name: &str) -> &str {
        self.fields.get(name).map_or("", String::as_str)
    }
}

/// Whether a request brings a form with a file.
#[must_use]
pub fn brings_a_file(context: &GuardContext<'_>) -> bool {
    let kind = context.head().headers().get(header::CONTENT_TYPE);
    kind.and_then(|kind| kind.to_str().ok())
        .and_then(|kind| kind.get(..10))
        .is_some_and(|start| start.eq_ignore_ascii_case("multipart/"))
}

impl FromRequest for Upload {
    type Error = Error;
    type Future = Later<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let parts = Multipart::from_request(request, payload);
        let budgets = request.app_data::<Data<Budgets>>().cloned();
        Box::pin(async move {
            let parts = parts.await.map_err(|_shape| unreadable())?;
            let budgets = budgets.ok_or_else(|| Error::broken(&"the program is not wired"))?;
            // Held until everything is here, so that what waits in memory has a limit.
            let turn = budgets.arriving_turn().await;
            let read = Reading {
                upload: Self {
                    fields: BTreeMap::new(),
                    file: File::NotAsked,
                },
                left: MOST_READ,
                room: turn.is_some(),
            };
            tokio::time::timeout(MOST_TIME, read.all(parts))
                .await
                .unwrap_or_else(|_too_slow| Err(broke_off()))
        })
    }
}

struct Reading {
    upload: Upload,
    left: usize,
    room: bool,
}

impl Reading {
    async fn all(mut self, mut parts: Multipart) -> Result<Upload, Error> {
        let mut count = 0;
        while let Some(part) = parts.next().await {
            let mut part = part.map_err(|failure| told(&failure))?;
            count += 1;
            if count > MOST_FIELDS {
                return Err(unreadable());
            }
            let name = part.name().unwrap_or_default().to_owned();
            if FILES.contains(&name.as_str()) {
                let file = self.file(&mut part).await?;
                self.upload.file = together(self.upload.file, file);
            } else {
                let text = self
                    .take(&mut part, MOST_FIELD)
                    .await?
                    .ok_or_else(too_large)?;
                let text = String::from_utf8(text).map_err(|_not_utf8| unreadable())?;
                self.upload.fields.entry(name).or_insert(text);
            }
        }
        Ok(self.upload)
    }

    async fn file(&mut self, part: &mut Field) -> Result<File, Error> {
        let most = if self.room {
            crate::pictures::MOST_BYTES
        } else {
            0
        };
        Ok(match self.take(part, most).await? {
            Some(bytes) => File::Here(bytes),
            None if self.room => File::TooLarge,
            None => File::NoRoom,
        })
    }

    /// The bytes of a field; `None` when there were more than `most`, which are read and dropped.
    async fn take(&mut self, part: &mut Field, most: usize) -> Result<Option<Vec<u8>>, Error> {
        let mut kept = Some(Vec::new());
        while let Some(bytes) = part.next().await {
            let bytes = bytes.map_err(|failure| told(&failure))?;
            self.left = self.left.checked_sub(bytes.len()).ok_or_else(too_large)?;
            kept = kept.filter(|kept| kept.len() + bytes.len() <= most);
            if let Some(kept) = &mut kept {
                kept.extend_from_slice(&bytes);
            }
        }
        Ok(kept)
    }
}

/// An empty field beside a file is an input that nobody used.
fn together(first: File, second: File) -> File {
    let unused = |file: &File| match file {
        File::NotAsked => true,
        File::Here(bytes) => bytes.is_empty(),
        _ => false,
    };
    if unused(&first) {
        second
    } else if unused(&second) {
        first
    } else {
        File::Several
    }
}

fn told(failure: &actix_multipart::MultipartError) -> Error {
    use actix_multipart::MultipartError;
    match failure {
        MultipartError::Incomplete | MultipartError::Payload(_) => broke_off(),
        _ => unreadable(),
    }
}

fn too_large() -> Error {
    Error::new(
        Code::TooLarge,
        "This is far more than one photo. Please go back and send one photo of at most 12 megabytes.",
    )
}

fn broke_off() -> Error {
    Error::new(
        Code::Unreadable,
        "The connection broke before the photo had arrived. Please go back and send it again.",
    )
}

fn unreadable() -> Error {
    Error::new(
        Code::Unreadable,
        "This did not arrive as a form with a photo. Please go back and send it again; programs send multipart/form-data.",
    )
}
