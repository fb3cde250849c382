//! What happens when things go wrong: the real program, started, hindered, killed and asked again.

#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a test that cannot go on says where"
)]

mod support;

mod backup;
mod bad_database_url;
mod disk_full;
mod kill;
mod migrate;
mod photos;
mod read_only_folder;
mod second_instance;
mod stop;
