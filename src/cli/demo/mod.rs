//! `candor demo`: the same server on a throw-away folder, filled with a year of a small factory and a ward.

mod countermeasures;
mod course;
mod exposure;
mod fill;
mod house;
mod invitations;
mod lessons;
mod maps;
mod reviews;
mod sheets;
mod telling;
#[cfg(test)]
mod tests;
mod year;

use super::{Failure, migrate::bring_up, serve, tell};
use crate::{
    config::Settings,
    db::{Address, Db},
    kernel::code::Code,
};
use std::{
    fs,
    path::{Path, PathBuf},
};
use year::Year;

/// Fills a folder of its own and serves it until it is told to stop. The data folder and the database that are set
/// are left alone.
///
/// # Errors
/// One sentence with what to do.
pub(super) fn run(mut settings: Settings) -> Result<(), Failure> {
    let year = Year::read()?;
    let folder = Folder::make()?;
    settings.data = folder.path.clone();
    settings.address = Address::in_folder(&folder.path);
    settings.web.demo_accounts = house::accounts(&year)?;
    let settings = settings.with_folder().map_err(Failure::of)?;
    bring_up(&settings)?;
    let db = Db::open(&settings.address, 1).map_err(Failure::of)?;
    let setting = fill::Setting {
        keys: &settings.web.keys,
        grain: settings.web.grain,
        zone: settings.web.zone,
        now: settings.web.clock().now(),
    };
    let receipt = fill::fill(&db, &year, &setting)?;
    drop(db);
    tell(format!(
        "a sample year is told; what you add is gone when you stop. One reporter's receipt: {}",
        receipt.grouped(4)
    ));
    serve::run(settings)
}

/// A folder that nobody else may read, gone when dropped.
struct Folder {
    path: PathBuf,
}

impl Folder {
    fn make() -> Result<Self, Failure> {
        let name = format!("candor-demo-{}", Code::<8>::random());
        let path = std::env::temp_dir().join(name);
        make_private(&path).map_err(|failure| {
            Failure(format!(
                "cannot make the folder {}: {failure}. Choose another place for it with TMPDIR.",
                path.display()
            ))
        })?;
        Ok(Self { path })
    }
}

fn make_private(path: &Path) -> std::io::Result<()> {
    let mut folder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut folder, 0o700);
    folder.create(path)
}

impl Drop for Folder {
    fn drop(&mut self) {
        // The system cleans this place anyway.
        let _ = fs::remove_dir_all(&self.path);
    }
}
