//! Keeps the floors of the house: who may use whom, and that nothing is without its page or its words.
//!
//! Each rule prints every line that breaks it, as `file:line`, with its reason. What a rule cannot see
//! by reading line by line (a macro, a re-export) is left to whoever reviews.

#![expect(
    clippy::unwrap_used,
    reason = "a rule that cannot read the house has failed"
)]

#[path = "house/languages.rs"]
mod languages;

use std::{
    collections::BTreeSet,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

/// The rooms from the left to the right: each may use those before it.
const ROOMS: [&str; 15] = [
    "journal",
    "places",
    "people",
    "language",
    "notices",
    "tally",
    "reports",
    "finding",
    "andon",
    "countermeasures",
    "a3",
    "trends",
    "hansei",
    "lessons",
    "exchange",
];

/// The floors below the rooms, lowest first; each may use those before it.
const GROUND: [&str; 4] = ["kernel", "stats", "pictures", "db"];

/// The floors of a room, lowest first.
const FLOORS: [&str; 4] = ["model", "store", "commands", "web"];

/// A line of the program that does not belong to its tests.
struct Line {
    file: String,
    number: usize,
    text: String,
}

/// Files below a folder, by their ending, with their path from the root of the project.
fn files(folder: &str, ending: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap().map(Result::unwrap) {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.to_string_lossy().ends_with(ending) {
                found.push((from_root(&path), fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found.sort();
    assert!(!found.is_empty(), "{folder} holds no {ending}");
    found
}

fn from_root(path: &Path) -> String {
    path.strip_prefix(env!("CARGO_MANIFEST_DIR"))
        .unwrap()
        .to_string_lossy()
        .into_owned()
}

/// All lines of code in `src`, without comments and without test modules.
fn code() -> Vec<Line> {
    let mut lines = Vec::new();
    for (file, text) in files("src", ".rs") {
        if file.ends_with("tests.rs") || file.contains("/tests/") {
            continue;
        }
        let body = text
            .split("\n#[cfg(test)]\nmod tests {")
            .next()
            .unwrap_or_default();
        for (number, line) in body.lines().enumerate() {
            if !line.trim_start().starts_with("//") {
                lines.push(Line {
                    file: file.clone(),
                    number: number + 1,
                    text: line.to_owned(),
                });
            }
        }
    }
    lines
}

/// Fails with every line that breaks the rule.
fn expect_none(reason: &str, broken: impl IntoIterator<Item = String>) {
    let mut list = String::new();
    for line in broken {
        let _ = writeln!(list, "{line}");
    }
    assert!(list.is_empty(), "{reason}:\n{list}");
}

fn told(line: &Line) -> String {
    format!("{}:{}: {}", line.file, line.number, line.text.trim())
}

/// The modules of this crate that a file uses: what follows each `crate::`, with lists taken apart.
/// Each comes as its path and the number of its line.
fn uses(file: &str, text: &str) -> Vec<(usize, String)> {
    let body = text
        .split("\n#[cfg(test)]\nmod tests {")
        .next()
        .unwrap_or_default();
    let plain: String = body
        .lines()
        .map(|line| {
            let code = if line.trim_start().starts_with("//") {
                ""
            } else {
                line
            };
            format!("{code}\n")
        })
        .collect();
    let mut found = Vec::new();
    for (at, _) in plain.match_indices("crate::") {
        // `$crate::` of a macro names the same modules.
        let number = plain[..at].matches('\n').count() + 1;
        let rest = &plain[at + "crate::".len()..];
        if let Some(list) = rest.strip_prefix('{') {
            for path in parts(list) {
                found.push((number, path));
            }
        } else {
            found.push((number, path_at(rest)));
        }
    }
    assert!(
        found.iter().all(|(_, path)| !path.is_empty()),
        "{file}: {found:?}"
    );
    found
}

/// The paths of a list in braces, without what they take apart further.
fn parts(list: &str) -> Vec<String> {
    let mut paths = Vec::new();
    let mut depth = 0;
    let mut start = 0;
    for (at, character) in list.char_indices() {
        match character {
            '{' => depth += 1,
            '}' if depth == 0 => {
                paths.push(path_at(list[start..at].trim()));
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                paths.push(path_at(list[start..at].trim()));
                start = at + 1;
            }
            _ => {}
        }
    }
    paths.retain(|path| !path.is_empty());
    paths
}

/// The path at the start of a text: `people::commands::{self}` is `people::commands`.
fn path_at(text: &str) -> String {
    text.chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_' || *c == ':')
        .collect::<String>()
        .trim_end_matches(':')
        .to_owned()
}

/// The module that a file belongs to: `src/people/web/list.rs` is `people`.
fn module_of(file: &str) -> &str {
    file.trim_start_matches("src/")
        .split(['/', '.'])
        .next()
        .unwrap_or_default()
}

/// The floor of a file in its room: `src/people/web/list.rs` is `web`. `None` for the door plate.
fn floor_of(file: &str) -> Option<&str> {
    let floor = file
        .trim_start_matches("src/")
        .split('/')
        .nth(1)?
        .trim_end_matches(".rs");
    FLOORS.contains(&floor).then_some(floor)
}

fn place_in(list: &[&str], name: &str) -> Option<usize> {
    list.iter().position(|other| *other == name)
}

#[test]
fn rooms_use_only_rooms_to_their_left() {
    let mut broken = Vec::new();
    for (file, text) in files("src", ".rs") {
        let room = module_of(&file);
        let Some(own) = place_in(&ROOMS, room) else {
            continue;
        };
        for (number, path) in uses(&file, &text) {
            let used = path.split("::").next().unwrap_or_default();
            let Some(other) = place_in(&ROOMS, used) else {
                continue;
            };
            if other > own {
                broken.push(format!("{file}:{number}: {room} uses {used}, to its right"));
            }
        }
    }
    expect_none("data flows one way between rooms", broken);
}

#[test]
fn rooms_are_entered_through_their_door() {
    let mut broken = Vec::new();
    for (file, text) in files("src", ".rs") {
        for (number, path) in uses(&file, &text) {
            let mut steps = path.split("::");
            let room = steps.next().unwrap_or_default();
            let floor = steps.next().unwrap_or_default();
            if place_in(&ROOMS, room).is_none() || room == module_of(&file) {
                continue;
            }
            if matches!(floor, "model" | "store") || (floor == "web" && file != "src/routes.rs") {
                broken.push(format!("{file}:{number}: {path}"));
            }
        }
    }
    expect_none(
        "another room is used through its mod.rs, and pages by routes.rs alone",
        broken,
    );
}

#[test]
fn floors_use_only_floors_below() {
    let mut broken = Vec::new();
    for (file, text) in files("src", ".rs") {
        let Some(own) = floor_of(&file).and_then(|floor| place_in(&FLOORS, floor)) else {
            continue;
        };
        if place_in(&ROOMS, module_of(&file)).is_none() {
            continue;
        }
        let body = text
            .split("\n#[cfg(test)]\nmod tests {")
            .next()
            .unwrap_or_default();
        for (number, line) in body.lines().enumerate() {
            let line = line.trim_start();
            if line.starts_with("//") {
                continue;
            }
            // A file that is the floor itself says `super::`; those in a folder of the floor say `crate::`.
            for floor in FLOORS.iter().skip(own + 1) {
                let room = module_of(&file);
                let flat = !file
                    .trim_start_matches("src/")
                    .trim_start_matches(room)
                    .contains("/mod.rs")
                    && file.matches('/').count() == 2;
                let above = line.contains(&format!("crate::{room}::{floor}"))
                    || (flat && line.contains(&format!("super::{floor}")));
                if above {
                    broken.push(format!("{file}:{}: {line}", number + 1));
                }
            }
        }
    }
    expect_none("within a room: web -> commands -> store -> model", broken);
}

#[test]
fn nothing_below_the_rooms_knows_a_room() {
    let mut broken = Vec::new();
    for (file, text) in files("src", ".rs") {
        let module = module_of(&file);
        let ground = place_in(&GROUND, module);
        if ground.is_none() && module != "web" {
            continue;
        }
        for (number, path) in uses(&file, &text) {
            let used = path.split("::").next().unwrap_or_default();
            let above = ground.is_some_and(|own| {
                used == "web" || place_in(&GROUND, used).is_some_and(|other| other > own)
            });
            let room = place_in(&ROOMS, used).is_some() && !(module == "web" && used == "people");
            if above || room {
                broken.push(format!("{file}:{number}: {module} uses {used}"));
            }
        }
    }
    expect_none(
        "kernel, stats, pictures and db know no room; web knows people alone, to ask who is at the door",
        broken,
    );
}

/// Fails for every line that holds one of the words outside the files that may.
fn only_in(words: &[&str], may: impl Fn(&str) -> bool, reason: &str) {
    let broken = code()
        .into_iter()
        .filter(|line| !may(&line.file))
        .filter(|line| words.iter().any(|word| line.text.contains(word)))
        .map(|line| told(&line));
    expect_none(reason, broken);
}

fn is_store(file: &str) -> bool {
    floor_of(file) == Some("store") || ["db", "finding"].contains(&module_of(file))
}

#[test]
fn sql_is_written_in_stores_alone() {
    only_in(
        &["diesel::", "schema::"],
        is_store,
        "rows are a store's business",
    );
}

#[test]
fn rules_are_pure() {
    let broken = code()
        .into_iter()
        .filter(|line| floor_of(&line.file) == Some("model") || module_of(&line.file) == "pictures")
        .filter(|line| {
            [
                "actix",
                "diesel",
                "serde",
                "handlebars",
                "Utc::now",
                "std::env",
                "std::fs",
                "tokio",
                "tempfile",
                "Instant",
            ]
            .iter()
            .any(|word| line.text.contains(word))
        })
        .map(|line| told(&line));
    expect_none(
        "a model decides and touches nothing, nor does what cleans pictures",
        broken,
    );
}

#[test]
fn nobody_asks_which_database_it_is() {
    let may = |file: &str| {
        ["db", "finding"].contains(&module_of(file))
            || ["src/config.rs", "src/cli/serve.rs"].contains(&file)
            // What Candor is measured against is the bare database.
            || file.starts_with("src/cli/bench/")
    };
    only_in(
        &["sqlite", "Sqlite", "postgres", "Postgres", "PgConnection"],
        may,
        "both databases are one to everybody else",
    );
}

#[test]
fn the_environment_is_read_in_one_place() {
    only_in(
        &["env::var", "env::args"],
        |file| file == "src/config.rs",
        "settings are read once, in config.rs",
    );
}

#[test]
fn the_terminal_has_one_voice() {
    only_in(
        &["println!", "eprintln!", "print!", "dbg!"],
        |file| module_of(file) == "cli",
        "only commands of the terminal speak to it",
    );
}

#[test]
fn both_databases_have_the_same_migrations() {
    let names = |backend: &str| -> BTreeSet<String> {
        files(&format!("migrations/{backend}"), ".sql")
            .into_iter()
            .map(|(file, _)| {
                file.trim_start_matches(&format!("migrations/{backend}/"))
                    .to_owned()
            })
            .collect()
    };
    let (sqlite, postgres) = (names("sqlite"), names("postgres"));
    expect_none(
        "a migration is written for both databases",
        sqlite
            .symmetric_difference(&postgres)
            .map(|name| format!("migrations/*/{name}:1: on one side alone")),
    );
    for name in sqlite.iter().filter(|name| name.ends_with("up.sql")) {
        assert!(
            sqlite.contains(&name.replace("up.sql", "down.sql")),
            "migrations/sqlite/{name}:1: has no way back"
        );
    }
}

#[test]
fn every_template_is_one_page_or_a_part_of_pages() {
    let templates = files("templates", ".hbs");
    let pages: Vec<(Line, String)> = code()
        .into_iter()
        .filter_map(|line| {
            let name = line
                .text
                .split("const TEMPLATE: &'static str = \"")
                .nth(1)?;
            let name = name.split('"').next().unwrap_or_default().to_owned();
            Some((line, name))
        })
        .collect();
    // What a room adds to the page of another.
    let panels: Vec<String> = code()
        .iter()
        .filter_map(|line| line.text.split("template: \"").nth(1))
        .map(|name| name.split('"').next().unwrap_or_default().to_owned())
        .collect();
    let mut broken = Vec::new();
    for (file, _) in &templates {
        let name = file
            .trim_start_matches("templates/")
            .trim_end_matches(".hbs");
        let of_pages = pages.iter().filter(|(_, page)| page == name).count();
        let used = ["> ", "#> "].iter().any(|sign| {
            templates.iter().any(|(_, text)| {
                text.match_indices(&format!("{{{{{sign}{name}"))
                    .any(|(at, found)| {
                        !text[at + found.len()..]
                            .starts_with(|c: char| c.is_alphanumeric() || c == '_')
                    })
            })
        });
        let used = used || panels.contains(&name.to_owned());
        match (of_pages, used) {
            (1, false) | (0, true) => {}
            (0, false) => broken.push(format!("{file}:1: nobody shows it")),
            (pages, _) => broken.push(format!("{file}:1: {pages} pages, used as a part: {used}")),
        }
    }
    for (line, name) in &pages {
        if !templates
            .iter()
            .any(|(file, _)| *file == format!("templates/{name}.hbs"))
        {
            broken.push(format!("{}: there is no such template", told(line)));
        }
    }
    expect_none(
        "a template is shown by one page, or is a part of others",
        broken,
    );
}

#[test]
fn templates_print_nothing_unescaped() {
    let broken = files("templates", ".hbs")
        .into_iter()
        .flat_map(|(file, text)| {
            text.lines()
                .enumerate()
                .filter(|(_, line)| line.contains("{{{") || line.contains("{{&"))
                .map(|(number, line)| format!("{file}:{}: {line}", number + 1))
                .collect::<Vec<_>>()
        });
    expect_none("people's words are never markup", broken);
}

/// The headings of a page of the documentation, as links name them.
fn headings(page: &str) -> BTreeSet<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(page);
    fs::read_to_string(&path)
        .unwrap_or_else(|failure| panic!("{page}: {failure}"))
        .lines()
        .filter(|line| line.starts_with('#'))
        .map(|line| {
            line.trim_start_matches('#')
                .trim()
                .to_lowercase()
                .replace('`', "")
                .replace(' ', "-")
        })
        .collect()
}

#[test]
fn every_error_code_is_explained() {
    let explained = headings("docs/api.md");
    let broken = candor::web::Code::ALL
        .iter()
        .map(|code| code.as_str().replace('_', "-"))
        .filter(|word| !explained.contains(word))
        .map(|word| format!("docs/api.md:1: no heading for {word}, which errors link to"));
    expect_none("each error links to its explanation", broken);
}

#[test]
fn every_setting_is_explained() {
    let explained = headings("docs/configuration.md");
    let settings: BTreeSet<String> = candor::cli::settings().into_iter().collect();
    assert!(
        settings.contains("listen"),
        "the list of settings is read: {settings:?}"
    );
    expect_none(
        "each setting is explained where people look for it",
        settings
            .difference(&explained)
            .map(|name| format!("docs/configuration.md:1: no heading for {name}")),
    );
}
