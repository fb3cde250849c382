//! A place's poster: printed from the page, or kept as one SVG file.

use super::{edit::known, invitation::Shown};
use crate::{
    db::{Db, StoreError},
    kernel::ids::Id,
    places::{self, Place, Tree},
    web::{Admin, Answer, Asked, Code, Error, Page, Who, qr::QrCode},
};
use actix_web::web::{Data, Path};
use serde::{Deserialize, Serialize};

/// What the house needs before it can print an address.
const NO_ADDRESS: &str = "This poster needs the address that people type, and Candor does not know it yet. \
    Start Candor with --public-url https://candor.example.org (or the variable CANDOR_PUBLIC_URL, or the line \
    public-url in candor.toml), then come back.";

/// On which paper.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct PaperForm {
    size: String,
}

#[derive(Serialize)]
struct PosterPage<'a> {
    code: String,
    name: &'a str,
    a6: bool,
    poster: Option<Poster>,
    no_address: &'static str,
}

impl Page for PosterPage<'_> {
    const TEMPLATE: &'static str = "places/poster";

    fn title(&self) -> String {
        format!("Poster of {}", self.name)
    }
}

/// What a poster shows.
#[derive(Serialize)]
struct Poster {
    name: String,
    code: String,
    /// Without the scheme, as people type it.
    address: String,
    /// What its leads say, or those above.
    invitation: Option<Shown>,
    qr: QrCode,
}

/// The poster on A4 as one picture. SVG does not break lines, so they are broken here.
#[derive(Serialize)]
struct PosterPicture {
    /// Each with its distance from the top in millimetres.
    name: Vec<PictureLine>,
    address: Vec<PictureLine>,
    code: String,
    code_y: usize,
    /// The leads' own words, above the code.
    invitation: Vec<PictureLine>,
    /// Around the code, and the code itself: smaller where there is an invitation.
    frame: Square,
    code_frame: Square,
    qr: QrCode,
}

/// In millimetres from the top left.
#[derive(Serialize)]
struct Square {
    x: usize,
    y: usize,
    side: usize,
}

impl Square {
    /// In the middle of the sheet, from `top` down to where the name begins.
    fn below(top: usize) -> Self {
        let side = 204 - top;
        Self {
            x: (210 - side) / 2,
            y: top,
            side,
        }
    }

    fn inside(&self, by: usize) -> Self {
        Self {
            x: self.x + by,
            y: self.y + by,
            side: self.side - 2 * by,
        }
    }
}

#[derive(Serialize)]
struct PictureLine {
    y: usize,
    text: String,
}

impl Page for PosterPicture {
    const TEMPLATE: &'static str = "places/poster_picture";

    fn title(&self) -> String {
        "Poster".into()
    }
}

/// `GET /places/{code}/poster`, with `?size=a6` for a small one
///
/// # Errors
/// Not found for an unknown code.
pub async fn show(
    who: Who<Admin>,
    code: Path<String>,
    asked: Asked<PaperForm>,
    db: Data<Db>,
) -> Answer {
    let place = known(&db, &code).await?;
    let invitation = invited(&db).await?(place.id);
    who.page(&PosterPage {
        code: place.code.to_string(),
        name: &place.name,
        a6: asked.0.size == "a6",
        poster: Poster::of(&place, who.visit.settings.public_url.as_deref(), invitation),
        no_address: NO_ADDRESS,
    })
}

#[derive(Serialize)]
struct PostersPage {
    a6: bool,
    posters: Vec<Poster>,
    /// Names of places of too few people.
    small: String,
    missing: &'static str,
}

impl Page for PostersPage {
    const TEMPLATE: &'static str = "places/posters";

    fn title(&self) -> String {
        "All posters".into()
    }
}

/// `GET /places/posters`: one sheet for each place, with `?size=a6` for small ones.
///
/// # Errors
/// When the store fails.
pub async fn all(who: Who<Admin>, asked: Asked<PaperForm>, db: Data<Db>) -> Answer {
    let tree = db.read(places::all).await?;
    let invited = invited(&db).await?;
    let settings = &who.visit.settings;
    let below = || {
        tree.iter()
            .filter(|(_, depth)| *depth > 0)
            .map(|(place, _)| place)
    };
    let small: Vec<&str> = below()
        .filter(|place| place.is_small(settings.small_number))
        .map(|place| place.name.as_str())
        .collect();
    who.page(&PostersPage {
        a6: asked.0.size == "a6",
        posters: below()
            .filter_map(|place| {
                Poster::of(place, settings.public_url.as_deref(), invited(place.id))
            })
            .collect(),
        small: small.join(", "),
        missing: if settings.public_url.is_none() {
            NO_ADDRESS
        } else {
            "There is no place yet. Add one, and its poster is here."
        },
    })
}

/// `GET /places/{code}/poster.svg`
///
/// # Errors
/// Not found for an unknown code; not now as long as the house has no public address.
pub async fn picture(who: Who<Admin>, code: Path<String>, db: Data<Db>) -> Answer {
    let place = known(&db, &code).await?;
    let invitation = invited(&db).await?(place.id);
    let poster = Poster::of(&place, who.visit.settings.public_url.as_deref(), invitation)
        .ok_or_else(|| Error::new(Code::NotNow, NO_ADDRESS))?;
    let file_name = format!("poster-{}.svg", poster.code);
    who.download(&poster.into_picture(), "image/svg+xml", &file_name)
}

/// What is said at each place.
async fn invited(db: &Db) -> Result<impl Fn(Id) -> Option<Shown> + use<>, Error> {
    let (tree, invitations): (Tree, _) = db
        .read(|conn| Ok::<_, StoreError>((places::all(conn)?, places::invitations(conn)?)))
        .await?;
    Ok(move |place| tree.nearest(place, |id| invitations.get(&id).map(Shown::from)))
}

impl Poster {
    fn of(place: &Place, public_url: Option<&str>, invitation: Option<Shown>) -> Option<Self> {
        let url = format!("{}/tell/{}", public_url?, place.code);
        Some(Self {
            name: place.name.clone(),
            code: place.code.to_string(),
            address: url
                .split_once("://")
                .map_or(url.as_str(), |(_scheme, rest)| rest)
                .to_owned(),
            invitation,
            qr: QrCode::of(&url)?,
        })
    }

    /// Lines below each other: the name, which may take several, then the address and the code.
    fn into_picture(self) -> PosterPicture {
        let name = placed(&broken(&self.name, 26), 218, 11);
        let below_name = name.last().map_or(218, |line| line.y) + 10;
        let address = placed(&broken(&self.address, 50), below_name, 7);
        let mut lines = Vec::new();
        if let Some(Shown { words, name }) = self.invitation {
            lines = broken(&words, 64);
            lines.extend(name.iter().flat_map(|name| broken(name, 64)));
        }
        let invitation = placed(&lines, 78, 7);
        let frame = Square::below(invitation.last().map_or(74, |line| line.y + 5));
        PosterPicture {
            invitation,
            code_frame: frame.inside(7),
            frame,
            code_y: address.last().map_or(below_name, |line| line.y) + 8,
            name,
            address,
            code: self.code,
            qr: self.qr,
        }
    }
}

fn placed(lines: &[String], top: usize, apart: usize) -> Vec<PictureLine> {
    lines
        .iter()
        .enumerate()
        .map(|(line, text)| PictureLine {
            y: top + line * apart,
            text: text.clone(),
        })
        .collect()
}

/// Breaks a text into lines of at most `most` characters: at spaces, and inside words that are longer.
/// What an XML file may not hold becomes the sign for an unknown character.
fn broken(text: &str, most: usize) -> Vec<String> {
    let mut lines: Vec<Vec<char>> = vec![Vec::new()];
    for word in text.split_whitespace() {
        let word: Vec<char> = word
            .chars()
            .map(|c| match c {
                '\u{fffe}' | '\u{ffff}' => char::REPLACEMENT_CHARACTER,
                c => c,
            })
            .collect();
        for piece in word.chunks(most) {
            match lines.last_mut() {
                Some(line) if line.is_empty() => line.extend(piece),
                Some(line) if line.len() + 1 + piece.len() <= most => {
                    line.push(' ');
                    line.extend(piece);
                }
                _ => lines.push(piece.to_vec()),
            }
        }
    }
    lines
        .into_iter()
        .map(|line| line.into_iter().collect())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lines_break_at_spaces_and_inside_long_words() {
        assert_eq!(broken("Hall 2, line 4", 8), ["Hall 2,", "line 4"]);
        assert_eq!(broken("Abcdefgh", 3), ["Abc", "def", "gh"]);
    }

    proptest! {
        #[test]
        fn no_character_is_lost_and_no_line_is_too_long(text in "[a-z ]{0,80}", most in 1_usize..30) {
            let lines = broken(&text, most);
            prop_assert!(lines.iter().all(|line| line.chars().count() <= most));
            prop_assert_eq!(lines.concat().replace(' ', ""), text.replace(' ', ""));
        }
    }
}
