//! The standing invitation of leads: own words, that questions and bad news are expected here.

use crate::{
    db::{Db, StoreError},
    journal::{self, Act as Done},
    kernel::ids::Id,
    places::{
        self, Invitation, Place, PlaceCode, Tree,
        commands::{self, Error as PlaceError, Refusal},
    },
    web::{Act, Answer, Error, Lead, Page, Problems, Who, notice::Notice, suggestions},
};
use actix_web::web::{Data, Path};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// What a lead wrote, and whether with their name.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct InvitationForm {
    words: String,
    signed: String,
    suggest: String,
}

/// An invitation as people read it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Shown {
    pub(super) words: String,
    pub(super) name: Option<String>,
}

impl From<&Invitation> for Shown {
    fn from(invitation: &Invitation) -> Self {
        Self {
            words: invitation.words.clone(),
            name: invitation.name.clone(),
        }
    }
}

#[derive(Serialize)]
struct ListPage {
    places: Vec<OfPlace>,
}

#[derive(Serialize)]
struct OfPlace {
    code: String,
    path: String,
    shown: Option<Shown>,
    /// From which place above it comes; `None` for its own.
    from: Option<String>,
}

impl Page for ListPage {
    const TEMPLATE: &'static str = "places/invitations";

    fn title(&self) -> String {
        "Standing invitation".into()
    }
}

#[derive(Serialize)]
struct EditPage {
    code: String,
    path: String,
    words: String,
    signed: bool,
    own_name: String,
    /// What is shown while this place has none of its own.
    above: Option<Shown>,
    most: usize,
    suggestions: &'static [String],
    problems: Problems,
}

impl Page for EditPage {
    const TEMPLATE: &'static str = "places/invitation";

    fn title(&self) -> String {
        "Standing invitation".into()
    }
}

type Known = (Tree, HashMap<Id, Invitation>);

async fn known(db: &Db) -> Result<Known, Error> {
    Ok(db
        .read(|conn| Ok::<_, StoreError>((places::all(conn)?, places::invitations(conn)?)))
        .await?)
}

/// `GET /invitation`: the places that this lead answers for.
///
/// # Errors
/// When the store fails.
pub async fn list(who: Who<Lead>, db: Data<Db>) -> Answer {
    let (tree, invitations) = known(&db).await?;
    let own = tree
        .iter()
        .filter(|(place, _)| tree.is_within(place.id, &who.person.places))
        .map(|(place, _)| {
            let found = tree.nearest(place.id, |id| Some((id, invitations.get(&id)?)));
            OfPlace {
                code: place.code.to_string(),
                path: tree.path(place.id),
                shown: found.map(|(_, invitation)| invitation.into()),
                from: found
                    .filter(|(from, _)| *from != place.id)
                    .map(|(from, _)| tree.path(from)),
            }
        });
    who.page(&ListPage {
        places: own.collect(),
    })
}

/// `GET /invitation/{code}`
///
/// # Errors
/// Not found, also for a place that this lead does not answer for.
pub async fn edit(who: Who<Lead>, db: Data<Db>, code: Path<String>) -> Answer {
    let (tree, invitations) = known(&db).await?;
    let place = theirs(&tree, &who, &code)?;
    let own = invitations.get(&place.id);
    let form = InvitationForm {
        words: own.map(|own| own.words.clone()).unwrap_or_default(),
        signed: own.and_then(|own| own.name.clone()).unwrap_or_default(),
        ..InvitationForm::default()
    };
    who.page(&page(
        &who,
        &tree,
        &invitations,
        place,
        form,
        Problems::none(),
    ))
}

/// `POST /invitation/{code}`; no words take it back.
///
/// # Errors
/// Not found, also for a place that this lead does not answer for; the store's failure.
pub async fn change(act: Act<Lead, InvitationForm>, db: Data<Db>, code: Path<String>) -> Answer {
    let Act { who, mut form } = act;
    let (tree, invitations) = known(&db).await?;
    let place = theirs(&tree, &who, &code)?;
    if !form.suggest.is_empty() {
        form.words = suggestions::added(&form.words, &form.suggest);
        return who.page(&page(
            &who,
            &tree,
            &invitations,
            place,
            form,
            Problems::none(),
        ));
    }
    let name = (!form.signed.is_empty()).then(|| who.person.name.clone());
    let invitation = match Invitation::parse(&form.words, name) {
        Ok(invitation) => invitation,
        Err(problem) => {
            let mut problems = Problems::none();
            problems.note("words", problem);
            return who.again(&page(&who, &tree, &invitations, place, form, problems));
        }
    };
    let (id, code) = (place.id, place.code);
    let (by, now) = (Some(who.person.id), who.visit.now);
    let kept = db
        .write(move |tx| {
            commands::invite(tx, id, invitation.as_ref())?;
            journal::record(tx, by, Done::InvitationWritten, &code.to_string(), now)?;
            Ok(())
        })
        .await;
    match kept {
        Ok(()) => Ok(who.done(Notice::InvitationKept, "/invitation")),
        Err(PlaceError::Refused(Refusal::NotHere | Refusal::NameTaken)) => Err(Error::not_found()),
        Err(PlaceError::Store(failure)) => Err(failure.into()),
    }
}

/// The place with a code, if this lead answers for it.
fn theirs<'a>(tree: &'a Tree, who: &Who<Lead>, code: &str) -> Result<&'a Place, Error> {
    let code = PlaceCode::parse(code).map_err(|_unreadable| Error::not_found())?;
    tree.iter()
        .map(|(place, _)| place)
        .find(|place| place.code == code && tree.is_within(place.id, &who.person.places))
        .ok_or_else(Error::not_found)
}

fn page(
    who: &Who<Lead>,
    tree: &Tree,
    invitations: &HashMap<Id, Invitation>,
    place: &Place,
    form: InvitationForm,
    problems: Problems,
) -> EditPage {
    let above = place
        .parent
        .and_then(|parent| tree.nearest(parent, |id| invitations.get(&id)));
    EditPage {
        code: place.code.to_string(),
        path: tree.path(place.id),
        words: form.words,
        signed: !form.signed.is_empty(),
        own_name: who.person.name.clone(),
        above: above.map(Into::into),
        most: Invitation::MOST,
        suggestions: suggestions::words("invitation"),
        problems,
    }
}
