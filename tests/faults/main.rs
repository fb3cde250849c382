//! What happens when things go wrong: the real program, started, hindered, killed and asked again.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on has failed"
)]

mod support;

mod backup;
mod bad_database_url;
mod disk_full;
mod kill;
mod migrate;
mod read_only_folder;
mod second_instance;
mod stop;
