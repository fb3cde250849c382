//! Two programs that want the same.

use crate::support::{Ended, Home};

#[test]
fn a_second_server_on_the_same_folder_is_refused_and_the_first_goes_on() {
    let home = Home::on_file();
    let first = home.start();
    home.run(&["serve", "--listen", "127.0.0.1:0"])
        .refused("another Candor is running");
    assert_eq!(first.line().get("/nowhere").unwrap().status, 404);
    first.stop();
    home.start().stop();
}

#[test]
fn a_second_folder_on_the_same_file_is_refused_too() {
    let home = Home::on_file();
    let file = home.room().join("shared.db");
    let url = format!("sqlite://{}", file.display());
    let mut one = home.command(&["serve", "--listen", "127.0.0.1:0"]);
    let first = crate::support::Server::start(one.env("DATABASE_URL", &url));
    let mut two = home.command(&["serve", "--listen", "127.0.0.1:0"]);
    two.env("DATABASE_URL", &url)
        .env("CANDOR_DATA", home.room().join("other"));
    Ended::of(&mut two).refused("another Candor is running");
    first.stop();
}

#[test]
fn a_killed_server_leaves_no_lock_behind() {
    let home = Home::new();
    home.start().kill();
    home.start().stop();
}

#[test]
fn servers_share_a_postgresql_and_what_needs_it_alone_is_refused() {
    let home = Home::new();
    let first = home.start();
    if home.is_shared() {
        home.start().stop();
    }
    home.run(&["migrate"]).refused("another Candor is running");
    first.stop();
    home.run(&["migrate"]).fine();
}

#[test]
fn a_port_in_use_is_told() {
    let home = Home::on_file();
    let first = home.start();
    let other = Home::on_file();
    other
        .run(&["serve", "--listen", &first.address.to_string()])
        .refused("Choose another with --listen");
    first.stop();
}
