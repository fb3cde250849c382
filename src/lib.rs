//! Candor: a blameless incident and near-miss log.
//!
//! The map. A room is one capability, named by a word of the glossary; its floors are its files:
//! `model` (rules) < `store` (rows) < `commands` (acts) < `web` (pages). Data flows one way, and a
//! room uses only the rooms to its left, through their `mod.rs`:
//! journal < places < people < language < notices < tally < reports < countermeasures < a3 < trends
//! < hansei < lessons < exchange.

pub mod app;
pub mod cli;
pub mod config;
pub mod db;
pub mod kernel;
pub mod pictures;
pub mod routes;
pub mod stats;
pub mod web;

pub mod a3;
pub mod countermeasures;
pub mod exchange;
pub mod hansei;
pub mod journal;
pub mod language;
pub mod lessons;
pub mod notices;
pub mod people;
pub mod places;
pub mod reports;
pub mod tally;
pub mod trends;
