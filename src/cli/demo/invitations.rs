//! What the leads of the sample year say to whoever comes.

use super::house::{Places, place};
use crate::{
    cli::Failure,
    db::Db,
    places::{self, Invitation},
};

/// By the path of the place.
const INVITATIONS: [(&str, &str); 2] = [
    (
        "Factory/Hall 2",
        "I do not see what you see. Tell me what nearly went wrong, about my own decisions too.",
    ),
    (
        "Hospital",
        "Nobody has to be sure before speaking up. I would rather hear it ten times too often than once too late.",
    ),
];

/// Writes them.
///
/// # Errors
/// When the store fails or the year does not have such a place.
pub(super) fn add_invitations(db: &Db, places: &Places) -> Result<(), Failure> {
    for (path, words) in INVITATIONS {
        let (id, _) = place(places, path)?;
        let invitation = Invitation {
            words: words.to_owned(),
            name: None,
        };
        db.write_now(move |tx| places::commands::invite(tx, id, Some(&invitation)))
            .map_err(Failure::of)?;
    }
    Ok(())
}
