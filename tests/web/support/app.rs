//! The running program, and the people and places in it.

use super::{browser::Browser, house::House};
use actix_web::web::Data;
use candor::{
    app::{self, Parts},
    config::{Given, WebSettings},
    db::{Conn, Db, StoreError, Tx},
    kernel::{ids::Id, time::Clock},
    people::{self, Email, NewPerson, Password, Role},
    places::{self, NewPlace, Place},
    web::budget::Budgets,
};
use chrono::{DateTime, Utc};
use diesel::connection::SimpleConnection;
use std::{
    net::{SocketAddr, TcpListener},
    sync::OnceLock,
    thread::{self, JoinHandle},
};

/// When every test begins, until it says otherwise: a Wednesday morning in March.
pub const START: &str = "2026-03-04T09:30:00Z";

/// The password of everybody in the tests.
pub const PASSWORD: &str = "a pallet, a ramp and a wet fork";

/// One running Candor with an empty house; it ends with the test.
pub struct App {
    // Dropped from top to bottom: the server lets go of the database before the database goes.
    _running: Running,
    db: Db,
    clock: Clock,
    settings: WebSettings,
    budgets: Data<Budgets>,
    address: SocketAddr,
    house: House,
}

impl App {
    /// An empty house on a free port at [`START`]; reports are released at once.
    pub async fn start() -> Self {
        Self::start_with(|_settings| {}).await
    }

    /// The same with other settings: `App::start_with(|s| s.release_minutes = 15)`.
    pub async fn start_with(change: impl FnOnce(&mut WebSettings)) -> Self {
        Self::start_wired(change, |_parts| {}).await
    }

    /// The same, with other parts put together.
    pub async fn start_wired(
        change: impl FnOnce(&mut WebSettings),
        wire: impl FnOnce(&mut Parts),
    ) -> Self {
        let house = House::fresh();
        let mut settings = Given {
            data: Some(house.folder.path().to_owned()),
            release_minutes: Some(0),
            ..Given::default()
        }
        .settle()
        .unwrap()
        .with_folder()
        .unwrap()
        .web;
        change(&mut settings);
        let clock = Clock::fixed(START.parse().unwrap(), settings.zone);
        let db = Db::open(&house.address, 2).unwrap();
        let mut parts = Parts::new(db.clone(), clock.clone(), settings.clone()).unwrap();
        wire(&mut parts);
        let budgets = parts.budgets.clone();
        let socket = TcpListener::bind("127.0.0.1:0").unwrap();
        Self {
            address: socket.local_addr().unwrap(),
            _running: Running::new(parts, socket),
            db,
            clock,
            settings,
            budgets,
            house,
        }
    }

    /// Sets the clock: `app.at("2026-03-04T09:30:00Z")`.
    pub fn at(&self, moment: &str) {
        self.clock.set(moment.parse().unwrap());
    }

    /// Lets time pass: `app.later(TimeDelta::hours(13))`.
    pub fn later(&self, by: chrono::TimeDelta) {
        self.clock.set(self.clock.now().at + by);
    }

    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now().at
    }

    pub fn settings(&self) -> &WebSettings {
        &self.settings
    }

    /// The turns and budgets of the running program.
    pub fn budgets(&self) -> &Budgets {
        &self.budgets
    }

    /// The two doors, for what the program does by itself.
    pub fn db(&self) -> &Db {
        &self.db
    }

    /// The clock that the test sets.
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// The data folder.
    pub fn folder(&self) -> &std::path::Path {
        self.house.folder.path()
    }

    /// The database, as a `--database-url`.
    pub fn database_url(&self) -> &str {
        match &self.house.address {
            candor::db::Address::Postgres(url) | candor::db::Address::Sqlite(url) => url,
        }
    }

    /// A browser that nobody is signed in with.
    pub fn guest(&self) -> Browser {
        Browser::new(self.address)
    }

    /// A lead of some places (none: of the whole house), signed in.
    pub fn lead(&self, name: &str, places: &[Id]) -> Browser {
        self.signed_in(name, Role::Lead, places)
    }

    pub fn improver(&self, name: &str) -> Browser {
        self.signed_in(name, Role::Improver, &[])
    }

    pub fn keeper(&self, name: &str) -> Browser {
        self.signed_in(name, Role::Keeper, &[])
    }

    pub fn admin(&self, name: &str) -> Browser {
        self.signed_in(name, Role::Admin, &[])
    }

    /// A place right below the whole house.
    pub fn place(&self, name: &str) -> Id {
        self.place_with(name, places::ROOT, Some(12)).id
    }

    /// A place below another, where so many people work.
    pub fn place_with(&self, name: &str, parent: Id, people: Option<u32>) -> Place {
        let new = NewPlace {
            name: name.to_owned(),
            parent,
            people,
            station: false,
        };
        self.acts(move |tx| places::commands::add(tx, &new))
    }

    /// An account; the address is `ada@example.org` for "Ada", the password [`PASSWORD`].
    pub fn person(&self, name: &str, role: Role, places: &[Id]) -> Id {
        let new = NewPerson {
            name: name.to_owned(),
            email: Email::parse(&email(name)).unwrap(),
            role,
            places: match places {
                [] if role == Role::Lead => vec![places::ROOT],
                some => some.to_vec(),
            },
            password_hash: password_hash().to_owned(),
        };
        let now = self.clock.now();
        self.acts(move |tx| people::commands::add(tx, &new, None, now))
    }

    fn signed_in(&self, name: &str, role: Role, places: &[Id]) -> Browser {
        let person = self.person(name, role, places);
        let (hours, at) = (self.settings.session_hours, self.now());
        let token = self.acts(move |tx| people::commands::sign_in(tx, person, hours, at));
        let mut browser = self.guest();
        browser.keeps_cookie(self.settings.cookie_name(), token.as_str());
        browser
    }

    /// An act behind the pages' back, in one transaction.
    pub fn acts<T: Send + 'static, E: From<StoreError> + std::fmt::Debug + Send + 'static>(
        &self,
        act: impl FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    ) -> T {
        // On a thread of its own: the test's own may belong to a runtime, which must not block.
        thread::scope(|scope| scope.spawn(|| self.db.write_now(act)).join())
            .unwrap()
            .unwrap()
    }

    /// Takes a table away, so that what needs it fails.
    pub fn breaks(&self, table: &str) {
        self.runs(format!("ALTER TABLE {table} RENAME TO {table}_away"));
    }

    /// Puts the table back.
    pub fn mends(&self, table: &str) {
        self.runs(format!("ALTER TABLE {table}_away RENAME TO {table}"));
    }

    fn runs(&self, sql: String) {
        self.acts(move |tx| {
            tx.conn().batch_execute(&sql)?;
            Ok::<_, StoreError>(())
        });
    }

    /// A look behind the pages.
    pub fn looks<T, E: From<StoreError> + std::fmt::Debug>(
        &self,
        look: impl FnOnce(&mut Conn) -> Result<T, E>,
    ) -> T {
        self.db.read_now(look).unwrap()
    }
}

/// The e-mail address of somebody in the tests.
pub fn email(name: &str) -> String {
    format!("{}@example.org", name.to_lowercase().replace(' ', "."))
}

/// Hashing is slow on purpose; one hash is enough for everybody.
fn password_hash() -> &'static str {
    static HASH: OnceLock<String> = OnceLock::new();
    HASH.get_or_init(|| people::commands::hash(&Password::parse(PASSWORD).unwrap()).unwrap())
}

struct Running {
    handle: actix_web::dev::ServerHandle,
    thread: Option<JoinHandle<()>>,
}

impl Running {
    fn new(parts: Parts, socket: TcpListener) -> Self {
        let (started, handle) = std::sync::mpsc::channel();
        let thread = thread::spawn(move || {
            actix_web::rt::System::new().block_on(async move {
                let server = app::server(parts, socket, 1).unwrap();
                started.send(server.handle()).unwrap();
                server.await.unwrap();
            });
        });
        Self {
            handle: handle.recv().unwrap(),
            thread: Some(thread),
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // The order is given at once; the answer is the thread's end.
        drop(self.handle.stop(false));
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
