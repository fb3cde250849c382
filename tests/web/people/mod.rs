//! Signing in, the first admin, accounts, and who may open what.

mod accounts;
mod first_admin;
mod kept_words;
mod roles;
mod sign_in;
mod terminal;
