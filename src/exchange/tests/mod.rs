//! Files go in, on the database that `CANDOR_TEST_DATABASE` names: a fresh schema of a server, else a fresh file.

mod export;
mod house;
mod import;
