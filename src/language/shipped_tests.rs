//! The shipped lexicons, sentence by sentence, and on real reviews.

use super::{Shipped, of, read};
use crate::{
    kernel::language::Language,
    language::model::{Hint, Lexicon, count_words, hints_of},
};
use proptest::prelude::*;
use std::{collections::BTreeSet, fmt::Write as _, fs, path::Path, sync::Arc, time::Instant};

fn all() -> impl Iterator<Item = (Language, &'static Shipped)> {
    Language::ALL
        .iter()
        .map(|language| (*language, of(*language).unwrap()))
}

/// Fails with every line.
fn none(reason: &str, broken: impl IntoIterator<Item = String>) {
    let mut list = String::new();
    for line in broken {
        let _ = writeln!(list, "{line}");
    }
    assert!(list.is_empty(), "{reason}:\n{list}");
}

fn english() -> &'static Lexicon {
    &of(Language::English).unwrap().lexicon
}

#[test]
fn every_language_has_a_lexicon_that_can_be_read() {
    for language in Language::ALL {
        let shipped = read(*language).unwrap();
        let least = if *language == Language::English {
            100
        } else {
            30
        };
        assert!(shipped.entries.len() >= least, "{language:?}");
        let ids: BTreeSet<_> = shipped.entries.iter().map(|entry| &entry.id).collect();
        assert_eq!(
            ids.len(),
            shipped.entries.len(),
            "{language:?}: one name twice"
        );
    }
}

#[test]
fn every_entry_marks_its_hit_and_leaves_its_miss_alone() {
    none(
        "an entry does what its examples say",
        all().flat_map(|(language, shipped)| {
            shipped.entries.iter().filter_map(move |entry| {
                let (field, mistake) = entry.check(&shipped.parts).err()?;
                Some(format!(
                    "{} {} {field}: {mistake}",
                    language.as_str(),
                    entry.id
                ))
            })
        }),
    );
}

#[test]
fn every_hit_sentence_is_marked() {
    none(
        "a sentence is marked by the lexicon as a whole",
        all().flat_map(|(language, shipped)| {
            shipped
                .entries
                .iter()
                .filter(|entry| shipped.lexicon.hints(&entry.hit).is_empty())
                .map(move |entry| format!("{} {}: {}", language.as_str(), entry.id, entry.hit))
        }),
    );
}

#[test]
fn no_miss_sentence_is_marked_by_any_entry_of_any_language() {
    none(
        "a lexicon leaves what is calm alone, in its own language and in others",
        all().flat_map(|(language, shipped)| {
            all().flat_map(move |(other, reader)| {
                shipped.entries.iter().flat_map(move |entry| {
                    reader
                        .lexicon
                        .hints(&entry.miss)
                        .into_iter()
                        .map(move |hint| {
                            format!(
                                "{} {} is marked by {} {}: {}",
                                language.as_str(),
                                entry.id,
                                other.as_str(),
                                hint.entry,
                                entry.miss
                            )
                        })
                })
            })
        }),
    );
}

#[test]
fn every_entry_offers_a_question_in_one_line() {
    none(
        "why is a line, and what is offered is a question",
        all().flat_map(|(language, shipped)| {
            shipped.entries.iter().filter_map(move |entry| {
                let asks = entry.instead.contains(['?', '؟']);
                let short = [&entry.why, &entry.instead]
                    .iter()
                    .all(|text| !text.contains('\n') && (8..=160).contains(&text.chars().count()));
                (!asks || !short).then(|| format!("{} {}", language.as_str(), entry.id))
            })
        }),
    );
}

#[test]
fn every_source_is_named() {
    none(
        "a short name stands for a source",
        all().flat_map(|(language, shipped)| {
            shipped.entries.iter().flat_map(move |entry| {
                let unknown = |name: &&String| !shipped.sources.contains_key(*name);
                let named = entry.sources.iter().filter(unknown);
                named.map(move |name| format!("{} {}: {name}", language.as_str(), entry.id))
            })
        }),
    );
}

#[test]
fn what_is_calm_is_left_alone() {
    none(
        "sentences that leads write every day",
        [
            "Thank you for telling us. I know that this was not easy, and it helps all of us.",
            "Sorry that you had to wait for an answer.",
            "What did the screen show when the pump stopped? How did it look from where you stood?",
            "Please thank the person who did the round that night.",
            "It didn't start, and it never does below 2 bar.",
            "The ramp is closed until the drain is clear. Production runs as usual.",
            "Two new people are with us from Monday.",
            "The label is clearly visible from the bench.",
            "The pump was intentionally shut in for the test.",
            "The glove was caught during feeding.",
            "The alarm did not alert the second phone.",
            "The QR poster had come off the wall.",
            "The suspect section of pipe was cut out.",
            "The load is predictable on weekdays.",
            "If only one pump runs, the pressure falls below 3 bar.",
            "We did not see the second lamp from the bench.",
            "From May on the trays have a stop at the edge, so they cannot slide any more.",
        ]
        .iter()
        .flat_map(|text| {
            let hints = english().hints(text).into_iter();
            hints.map(move |hint| format!("{}: {} in {text}", hint.entry, hint.words))
        }),
    );
}

#[test]
fn words_of_others_are_left_alone() {
    let lexicon = english();
    assert_eq!(lexicon.hints("He was careless.").len(), 1);
    for text in [
        "You wrote \"he was careless\". What did the floor look like?",
        "You wrote “he was careless”. What did the floor look like?",
        "> He was careless.\nWhat did the floor look like?",
        "The log says `careless` in line 3.",
    ] {
        assert_eq!(lexicon.hints(text), [], "{text}");
    }
}

#[test]
fn the_gentlest_voice_speaks_first() {
    let hints = english().hints("I should have checked the label.");
    assert_eq!(hints.len(), 1);
    assert!(hints[0].entry.starts_with("self_blame"), "{hints:?}");
    assert_eq!(hints[0].words, "I should have");
}

#[test]
fn hints_come_in_the_order_of_the_text_and_tell_their_language() {
    let lexicons =
        [Language::Danish, Language::English].map(|language| &of(language).unwrap().lexicon);
    let hints = hints_of(
        lexicons.map(Arc::as_ref),
        "Human error. Det skyldtes en ny vikar. She forgot it.",
    );
    let seen: Vec<_> = hints
        .iter()
        .map(|hint| (hint.language, hint.words.as_str()))
        .collect();
    assert_eq!(
        seen,
        [
            (Language::English, "Human error"),
            (Language::Danish, "skyldtes en ny vikar"),
            (Language::English, "She forgot"),
        ]
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_text_is_read_and_every_hint_points_at_its_words(
        parts in prop::collection::vec(prop_oneof![
            Just("human error".to_owned()), Just("“".to_owned()), Just("\"".to_owned()), Just("'".to_owned()),
            Just("\n\n".to_owned()), Just("> ".to_owned()), Just("```\n".to_owned()), Just("خطأ بشري".to_owned()),
            Just("She forgot".to_owned()), Just("https://x.y/".to_owned()), ".{0,12}",
        ], 0..24)
    ) {
        let text = parts.join(" ");
        let characters: Vec<char> = text.chars().collect();
        for (_, shipped) in all() {
            let mut behind = 0;
            for Hint { at: (from, to), words, .. } in shipped.lexicon.hints(&text) {
                prop_assert!(behind <= from && from < to && to <= characters.len());
                prop_assert_eq!(characters[from..to].iter().collect::<String>(), words);
                behind = to;
            }
        }
    }
}

/// Every file below a folder that is a text.
fn reviews(folder: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            found.extend(reviews(&path));
        } else if path.extension().is_some_and(|ending| ending == "md")
            && !path.ends_with("README.md")
        {
            let name = entry.file_name().to_string_lossy().into_owned();
            found.push((name, fs::read_to_string(&path).unwrap()));
        }
    }
    found.sort();
    found
}

/// The sentence around a hint, in one line.
fn around(text: &str, hint: &Hint) -> String {
    let from = hint.at.0.saturating_sub(80);
    let around: String = text
        .chars()
        .skip(from)
        .take(hint.at.1 - from + 60)
        .collect();
    around.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `CANDOR_REVIEWS=folder cargo test --lib real_reviews -- --nocapture` reads another folder than the
/// slice in tests/data/reviews.
#[test]
#[expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a figure for whoever asks, of their own texts too"
)]
fn real_reviews_are_seldom_interrupted() {
    let slice = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/reviews");
    let folder = std::env::var("CANDOR_REVIEWS").map_or(slice, Into::into);
    let (mut words, mut hints) = (0, 0);
    for (name, text) in reviews(&folder) {
        words += count_words(&text);
        for hint in english().hints(&text) {
            hints += 1;
            println!(
                "{name}: {} marks [{}] in: {}",
                hint.entry,
                hint.words,
                around(&text, &hint)
            );
        }
    }
    let rate = f64::from(hints) * 1000.0 / words as f64;
    println!("{hints} hints in {words} words: {rate:.2} per 1,000 words");
    // Were every one of them wrong, it would still be few enough.
    assert!(rate < 2.0, "{rate} hints per 1,000 words");
    // And it reads at all: blameless as they are, a few sentences look for a cause in one place.
    assert!(hints > 0);
}

/// Not a limit: machines differ. `cargo test --lib long_text -- --nocapture` prints it.
#[test]
#[expect(clippy::print_stdout, reason = "a figure for whoever asks")]
fn a_long_text_is_read_while_somebody_pauses() {
    for (language, shipped) in all() {
        let mut text = String::new();
        while count_words(&text) < 10_000 {
            for entry in &shipped.entries {
                let _ = write!(text, "{} {} {} ", entry.miss, entry.why, entry.instead);
            }
        }
        let _ = shipped.lexicon.hints(&text);
        let begun = Instant::now();
        let hints = shipped.lexicon.hints(&text).len();
        println!(
            "{}: 10,000 words, {hints} hints, {:?}",
            language.as_str(),
            begun.elapsed()
        );
    }
}
