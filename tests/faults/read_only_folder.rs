//! A data folder that cannot be written.

use crate::support::Home;
use std::{fs, os::unix::fs::PermissionsExt};

#[test]
fn a_file_where_the_folder_should_be_is_told() {
    let mut home = Home::on_file();
    let file = home.room().join("a file");
    fs::write(&file, "words").unwrap();
    home.data = file.join("data");
    home.run(&["serve", "--listen", "127.0.0.1:0"])
        .refused("Choose another folder with --data, or make this one writable");
    assert_eq!(fs::read_to_string(&file).unwrap(), "words");
}

/// Rights do not hold root back, so root runs it without the power to pass over them.
#[test]
fn a_folder_without_the_right_to_write_is_told() {
    let mut home = Home::on_file();
    let is_root = fs::metadata("/proc/self").is_ok_and(|it| {
        use std::os::unix::fs::MetadataExt;
        it.uid() == 0
    });
    if is_root {
        home.wrapper = ["setpriv", "--bounding-set=-all", "--inh-caps=-all", "--"]
            .map(str::to_owned)
            .into();
    }
    for keys_are_there in [false, true] {
        if keys_are_there {
            home.start().stop();
        } else {
            fs::create_dir(&home.data).unwrap();
        }
        fs::set_permissions(&home.data, fs::Permissions::from_mode(0o555)).unwrap();
        let _ = fs::remove_file(home.data.join("candor.lock"));
        let lock = home.data.join("candor.lock");
        if lock.exists() {
            fs::set_permissions(&lock, fs::Permissions::from_mode(0o444)).unwrap();
        }
        home.run(&["serve", "--listen", "127.0.0.1:0"])
            .refused("Choose another folder with --data, or make this one writable");
        fs::set_permissions(&home.data, fs::Permissions::from_mode(0o755)).unwrap();
    }
}
