//! People: staff accounts, what each role may do, and who is signed in.
//!
//! Reporters have no account here and never will. Nothing counts what a person did.

pub mod commands;
mod model;
mod store;
pub mod web;

pub use commands::{Refusal, first_admin_token, signed_in};
pub use model::{
    Email, EmailError, NewPerson, Password, PasswordError, Person, Role, SessionToken,
};
pub use store::{all, find, has_admin, of_place};
