//! The phrases of every language: each is there, is used, and says the same with the same values.

use super::{expect_none, files};
use fluent_syntax::{
    ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey},
    parser,
};
use std::collections::{BTreeMap, BTreeSet};

/// Plural categories of whole numbers. Spanish has one more for millions, which say the same here.
const PLURALS: [(&str, &[&str]); 6] = [
    ("en", &["one", "other"]),
    ("da", &["one", "other"]),
    ("de", &["one", "other"]),
    ("es", &["one", "other"]),
    ("pl", &["one", "few", "many", "other"]),
    ("ar", &["zero", "one", "two", "few", "many", "other"]),
];

/// What a phrase needs and how it counts.
#[derive(Default, Clone, PartialEq, Eq)]
struct Phrase {
    file: String,
    values: BTreeSet<String>,
    /// The categories of each choice by number.
    plurals: Vec<BTreeSet<String>>,
}

/// All phrases of a language by key. Mistakes of syntax are gathered beside them.
fn phrases(language: &str, broken: &mut Vec<String>) -> BTreeMap<String, Phrase> {
    let mut found = BTreeMap::new();
    for (file, text) in files(&format!("templates/languages/{language}"), ".ftl") {
        let resource = match parser::parse(text.as_str()) {
            Ok(resource) => resource,
            Err((resource, mistakes)) => {
                broken.extend(
                    mistakes
                        .iter()
                        .map(|mistake| format!("{file}:1: {mistake}")),
                );
                resource
            }
        };
        for entry in resource.body {
            let Entry::Message(message) = entry else {
                if !matches!(
                    entry,
                    Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_)
                ) {
                    broken.push(format!("{file}:1: only phrases and comments stand here"));
                }
                continue;
            };
            let mut phrase = Phrase {
                file: file.clone(),
                ..Phrase::default()
            };
            let key = message.id.name.to_owned();
            match &message.value {
                Some(pattern) => read(pattern, &mut phrase),
                None => broken.push(format!("{file}:1: {key} says nothing")),
            }
            if found.insert(key.clone(), phrase).is_some() {
                broken.push(format!("{file}:1: {key} is there twice"));
            }
        }
    }
    found
}

fn read(pattern: &Pattern<&str>, phrase: &mut Phrase) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            match expression {
                Expression::Inline(inline) => read_inline(inline, phrase),
                Expression::Select { selector, variants } => {
                    read_inline(selector, phrase);
                    let names: BTreeSet<String> = variants
                        .iter()
                        .filter_map(|variant| match variant.key {
                            VariantKey::Identifier { name } => Some(name.to_owned()),
                            VariantKey::NumberLiteral { .. } => None,
                        })
                        .collect();
                    if names.contains("other") {
                        phrase.plurals.push(names);
                    }
                    for variant in variants {
                        read(&variant.value, phrase);
                    }
                }
            }
        }
    }
}

fn read_inline(inline: &InlineExpression<&str>, phrase: &mut Phrase) {
    if let InlineExpression::VariableReference { id } = inline {
        phrase.values.insert(id.name.to_owned());
    }
}

#[test]
fn every_language_says_everything_with_the_same_values() {
    let mut broken = Vec::new();
    let english = phrases("en", &mut broken);
    for (language, categories) in PLURALS {
        let own = phrases(language, &mut broken);
        for (key, phrase) in &english {
            let Some(other) = own.get(key) else {
                broken.push(format!("templates/languages/{language}: {key} is missing"));
                continue;
            };
            let file = &other.file;
            if file.split('/').next_back() != phrase.file.split('/').next_back() {
                broken.push(format!(
                    "{file}:1: {key} stands in another file than in English"
                ));
            }
            if other.values != phrase.values {
                broken.push(format!(
                    "{file}:1: {key} takes other values than in English"
                ));
            }
            if other.plurals.len() != phrase.plurals.len() {
                broken.push(format!(
                    "{file}:1: {key} counts in another way than in English"
                ));
            }
            for names in &other.plurals {
                if names.iter().map(String::as_str).ne(sorted(categories)) {
                    broken.push(format!(
                        "{file}:1: {key} needs {categories:?}, has {names:?}"
                    ));
                }
            }
        }
        for (key, phrase) in &own {
            let name = phrase.file.rsplit('/').next().unwrap_or_default();
            let prefix = format!("{}-", name.trim_end_matches(".ftl"));
            if !key.starts_with(&prefix) {
                broken.push(format!(
                    "{}:1: {key} does not begin with {prefix}",
                    phrase.file
                ));
            }
            if !english.contains_key(key) {
                broken.push(format!("{}:1: {key} is not English", phrase.file));
            }
        }
    }
    expect_none("each language says what English says", broken);
}

fn sorted(categories: &[&'static str]) -> impl Iterator<Item = &'static str> {
    let set: BTreeSet<_> = categories.iter().copied().collect();
    set.into_iter()
}

#[test]
fn there_is_a_folder_for_each_language() {
    let known: Vec<_> = candor::kernel::language::Language::ALL
        .iter()
        .map(|language| language.as_str())
        .collect();
    assert_eq!(known, PLURALS.map(|(code, _)| code));
}

/// Uses of phrases in a template: the key, the values given, the number of the line.
fn in_template(text: &str) -> Vec<(String, BTreeSet<String>, usize)> {
    let mut uses = Vec::new();
    for sign in ["{{t \"", "(t \"", "{{#t \""] {
        for (at, _) in text.match_indices(sign) {
            let rest = &text[at + sign.len()..];
            let key = rest.split('"').next().unwrap_or_default();
            let close = if sign.starts_with('(') { ")" } else { "}}" };
            let given = rest[key.len() + 1..]
                .split(close)
                .next()
                .unwrap_or_default();
            let mut values: BTreeSet<String> = given
                .split_whitespace()
                .filter_map(|word| Some(word.split_once('=')?.0.to_owned()))
                .collect();
            if sign.contains('#') {
                values.insert("slot".into());
            }
            uses.push((key.to_owned(), values, text[..at].matches('\n').count() + 1));
        }
    }
    uses
}

/// Texts in quotes in a file of Rust, without its comments.
fn quoted(text: &str) -> Vec<String> {
    text.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .flat_map(|line| line.split('"').skip(1).step_by(2))
        .map(str::to_owned)
        .collect()
}

/// The first text in quotes after each of the signs.
fn said_after(text: &str, signs: &[&str]) -> Vec<(String, usize)> {
    let mut found = Vec::new();
    for sign in signs {
        for (at, _) in text.match_indices(sign) {
            let rest = &text[at + sign.len()..];
            let call = rest.split(';').next().unwrap_or_default();
            let Some(quote) = call.split('"').nth(1) else {
                continue;
            };
            found.push((quote.to_owned(), text[..at].matches('\n').count() + 1));
        }
    }
    found
}

fn is_key(word: &str) -> bool {
    word.contains('-')
        && word
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
}

#[test]
fn phrases_are_used_and_used_ones_are_there() {
    let mut broken = Vec::new();
    let english = phrases("en", &mut broken);
    let mut used = BTreeSet::new();
    let mut families = BTreeSet::new();
    for (file, text) in files("templates", ".hbs") {
        for (key, values, line) in in_template(&text) {
            match english.get(&key) {
                None => broken.push(format!("{file}:{line}: there is no phrase {key}")),
                Some(phrase) if phrase.values != values => broken.push(format!(
                    "{file}:{line}: {key} takes {:?}, gets {values:?}",
                    phrase.values
                )),
                Some(_) => {}
            }
            used.insert(key);
        }
    }
    for (file, text) in files("src", ".rs") {
        let body = text
            .split("\n#[cfg(test)]\nmod tests {")
            .next()
            .unwrap_or_default();
        for word in quoted(body) {
            // `words-kind-{}` stands for all that begin so.
            if let Some((family, _)) = word.split_once('{') {
                families.insert(family.to_owned());
            }
            used.insert(word);
        }
        let calls = ["say(", "say_with(", ".t(", ".t_with(", "Error::said("];
        for (key, line) in said_after(body, &calls) {
            if is_key(&key) && !english.contains_key(&key) {
                broken.push(format!("{file}:{line}: there is no phrase {key}"));
            }
        }
        for page in body.split("impl Page for").skip(1) {
            let page = page.split("\n}").next().unwrap_or_default();
            let title = page.split("fn title").nth(1).unwrap_or_default();
            if let (true, Some(key)) = (
                page.contains("TRANSLATED: bool = true"),
                title.split('"').nth(1),
            ) && !english.contains_key(key)
            {
                broken.push(format!("{file}:1: the title {key} is no phrase"));
            }
        }
    }
    for (key, phrase) in &english {
        let by_family = families
            .iter()
            .any(|family| family.contains('-') && key.starts_with(family.as_str()));
        if !used.contains(key) && !by_family {
            broken.push(format!("{}:1: nobody says {key}", phrase.file));
        }
    }
    expect_none("phrases and their uses belong together", broken);
}

/// The templates of translated pages, with all their parts.
fn translated() -> BTreeSet<String> {
    let templates: BTreeMap<String, String> = files("templates", ".hbs").into_iter().collect();
    let mut waiting: Vec<String> = files("src", ".rs")
        .iter()
        .flat_map(|(_, text)| text.split("impl Page for").skip(1))
        .filter_map(|page| {
            let page = page.split("\n}").next().unwrap_or_default();
            let name = page.split("const TEMPLATE: &'static str = \"").nth(1)?;
            page.contains("TRANSLATED: bool = true")
                .then(|| name.split('"').next().unwrap_or_default().to_owned())
        })
        .collect();
    let mut found = BTreeSet::new();
    while let Some(name) = waiting.pop() {
        let file = format!("templates/{name}.hbs");
        if let (Some(text), true) = (templates.get(&file), found.insert(file.clone())) {
            for sign in ["{{> ", "{{#> "] {
                waiting.extend(
                    text.split(sign)
                        .skip(1)
                        .map(|rest| rest.split([' ', '}']).next().unwrap_or_default().to_owned()),
                );
            }
        }
    }
    found
}

#[test]
fn translated_pages_hold_no_words_of_their_own() {
    let pages = translated();
    assert!(pages.contains("templates/home/front.hbs"), "{pages:?}");
    let mut broken = Vec::new();
    for (file, text) in files("templates", ".hbs") {
        let is_apart = [
            // Staff sign in beside an error; then the page is English as a whole.
            "templates/people/sign_in_form.hbs",
            // Attributes alone, without the tag around them.
            "templates/shared/described.hbs",
        ]
        .contains(&file.as_str());
        if is_apart || !pages.contains(&file) {
            continue;
        }
        for (number, line) in text.lines().enumerate() {
            for attribute in ["label=\"", "help=\"", "aria-label=\"", "title=\"", "alt=\""] {
                for value in line.split(attribute).skip(1) {
                    if value.starts_with(|c: char| c.is_alphabetic()) {
                        broken.push(format!("{file}:{}: {attribute}{value}", number + 1));
                    }
                }
            }
            let words = without(&without(line, "{{", "}}"), "<", ">");
            let words = words.replace("Candor", "");
            if words.chars().any(char::is_alphabetic) {
                broken.push(format!("{file}:{}: {}", number + 1, words.trim()));
            }
        }
    }
    expect_none("words stand in templates/languages", broken);
}

/// The line without what stands between the signs.
fn without(line: &str, open: &str, close: &str) -> String {
    let mut left = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once(open) {
        left.push_str(before);
        rest = after.split_once(close).map_or("", |(_, after)| after);
    }
    left + rest
}
