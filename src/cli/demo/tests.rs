//! The sample year, told into a real database.

use super::{fill, house, year::Year};
use crate::{
    db::{Address, Conn, Db, StoreError, migrate::migrate},
    kernel::{
        keys::{Keys, Verifier},
        time::{Grain, Now},
    },
    people::commands::{credentials, verify},
    places,
    reports::{self, Inbox, Scope, commands as acts},
    tally::{self, Measure},
};
use chrono_tz::Tz;

const ZONE: Tz = Tz::Europe__Copenhagen;

fn now() -> Now {
    Now::new("2026-05-20T09:30:00Z".parse().unwrap(), ZONE)
}

fn filled() -> (tempfile::TempDir, Db, Keys, crate::kernel::keys::Receipt) {
    let folder = tempfile::tempdir().unwrap();
    let address = Address::in_folder(folder.path());
    migrate(&address, |_| Ok(())).unwrap();
    let db = Db::open(&address, 1).unwrap();
    let keys = Keys::random();
    let setting = fill::Setting {
        keys: &keys,
        grain: Grain::Shift,
        zone: ZONE,
        now: now(),
    };
    let receipt = fill::fill(&db, &Year::read().unwrap(), &setting).unwrap();
    (folder, db, keys, receipt)
}

fn looks<T>(db: &Db, look: impl FnOnce(&mut Conn) -> Result<T, StoreError>) -> T {
    db.read_now(look).unwrap()
}

#[test]
fn every_report_of_the_year_is_told_counted_and_answered_by_somebody_else() {
    let (_folder, db, keys, receipt) = filled();
    let year = Year::read().unwrap();
    let skeletons = looks(&db, reports::skeletons);
    assert_eq!(skeletons.len(), year.report.len() + year.template.len());
    assert_eq!(looks(&db, reports::check), Vec::<String>::new());

    let scope = Scope {
        places: vec![places::ROOT],
        now: now(),
    };
    let rows = looks(&db, |conn| {
        let mut rows = acts::inbox(conn, &scope, Inbox::Waiting, 0, 1000)?;
        let waiting = rows.len();
        assert!((5..40).contains(&waiting), "{waiting} wait");
        rows.extend(acts::inbox(conn, &scope, Inbox::Answered, 0, 1000)?);
        Ok(rows)
    });
    assert_eq!(rows.len(), skeletons.len(), "all batches are released");
    for row in rows {
        let acts::Seen { report, thread, .. } = db
            .read_now(|conn| acts::see(conn, row.reference, &scope))
            .unwrap();
        assert!(report.surfaced_on < now().today());
        assert!(thread.iter().all(|message| message.on <= now().today()));
        if let Some(thanks) = &report.handling.thanks {
            assert_ne!(thanks.by, report.name);
            assert!(thanks.on >= report.surfaced_on && thanks.on <= now().today());
        }
    }
    let hash = keys.receipt_hash(&Verifier::of(&receipt));
    let page = looks(&db, |conn| acts::come_back(conn, &hash)).unwrap();
    assert!(page.thread.len() >= 2 && page.report.handling.outcome.is_some());
}

#[test]
fn packing_falls_silent_and_speaks_again() {
    let (_folder, db, ..) = filled();
    let packing = looks(&db, |conn| {
        let tree = places::all(conn)?;
        let packing = tree.iter().find(|(place, _)| place.name == "Packing");
        Ok(packing.map(|(place, _)| place.id))
    })
    .unwrap();
    let weeks = looks(&db, |conn| tally::by_week(conn, Measure::Surfaced, packing));
    let days_ago = |day: chrono::NaiveDate| (now().today() - day).num_days();
    let silent = weeks
        .iter()
        .filter(|((week, _), n)| **n > 0 && (111..=131).contains(&days_ago(*week)));
    assert_eq!(silent.count(), 0);
    assert!(weeks.keys().any(|(week, _)| days_ago(*week) > 132));
    assert!(weeks.keys().any(|(week, _)| days_ago(*week) < 105));
}

#[test]
fn everybody_on_the_sign_in_page_can_sign_in() {
    let (_folder, db, ..) = filled();
    let accounts = house::accounts(&Year::read().unwrap()).unwrap();
    for role in ["Lead of ", "Improvement team", "Name keeper", "Admin"] {
        assert!(
            accounts
                .iter()
                .any(|account| account.role.starts_with(role)),
            "{role}"
        );
    }
    let account = &accounts[0];
    let (_, hash) = looks(&db, |conn| credentials(conn, &account.email)).unwrap();
    assert!(verify(&account.password, Some(&hash)));
}

#[test]
fn the_folder_of_the_demo_is_private_and_goes_with_it() {
    let folder = super::Folder::make().unwrap();
    let path = folder.path.clone();
    std::fs::write(path.join("a"), "b").unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o700);
    }
    drop(folder);
    assert!(!path.exists());
}

#[test]
fn the_year_has_learned_and_its_leads_went_first() {
    use crate::lessons::commands::{At, Viewer, desk};
    let (_folder, db, ..) = filled();
    let viewer = Viewer {
        person: crate::kernel::ids::Id::random(),
        scope: Scope {
            places: vec![places::ROOT],
            now: now(),
        },
    };
    let lessons = looks(&db, |conn| desk(conn, &viewer));
    let states = |wanted: &str| {
        let is = |at: &&At| at.state.as_str() == wanted;
        lessons.iter().filter(is).count()
    };
    assert_eq!((states("published"), states("asked")), (10, 1));
    assert_eq!(lessons.iter().filter(|at| at.is_due).count(), 1);
}
