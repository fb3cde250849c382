//! Pages: signing in and out, the first admin, and the accounts.

pub mod first_admin;
pub mod list;
pub mod sign_in;

use super::{Password, commands};
use crate::web::{Error, budget::Budgets};

/// Hashes a password when it is its turn, on a thread that may block.
async fn hashed(budgets: &Budgets, password: Password) -> Result<String, Error> {
    let _turn = budgets
        .hashing_turn()
        .await
        .map_err(|failure| Error::broken(&failure))?;
    actix_web::web::block(move || commands::hash(&password))
        .await
        .map_err(|failure| Error::broken(&failure))?
        .map_err(|failure| Error::broken(&failure))
}
