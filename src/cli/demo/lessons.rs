//! What the sample year learned. All of it is invented, as the year is.

use super::house::Lead;
use crate::{
    db::Tx,
    kernel::{code::Code, ids::Id, language::Language, time::Now},
    lessons::{
        commands::{self as acts, Error, Viewer, Written},
        model::Words,
    },
    places::ROOT,
    reports::{Report, Scope},
};
use chrono::{DateTime, TimeDelta, Utc};

/// A lesson from the report that surfaced so many days ago; its story is the shared one, or this.
struct Learned {
    days_ago: i64,
    story: Option<&'static str>,
    title: &'static str,
    learned: &'static str,
    changed: &'static str,
}

const LEARNED: [Learned; 9] = [
    Learned {
        days_ago: 355,
        story: None,
        title: "The rule said after, the room said before",
        learned: "Where a rule cannot be kept standing up, look at the room before you look at people.",
        changed: "The cradle stands free of the wall. The best place to cut the straps is now where the rule wants it.",
    },
    Learned {
        days_ago: 339,
        story: None,
        title: "Why are there ties at all?",
        learned: "A cut that could go wrong 400 times a day was there for a machine scrapped years ago. Ask what a step is for before you make it safer.",
        changed: "The wheels come loose in a tray. No ties, no knife.",
    },
    Learned {
        days_ago: 321,
        story: None,
        title: "Half-done work needs a voice of its own",
        learned: "Two shifts that use two doors do not meet. What is unfinished has to say so by itself.",
        changed: "The shifts overlap by six minutes, and an orange hook does not fit into the box.",
    },
    Learned {
        days_ago: 281,
        story: None,
        title: "Ring, even when you feel silly",
        learned: "She could ring because nobody had ever been cross about a call at night. That is the strongest barrier we have.",
        changed: "The screen asks when a dose is more than double the last one.",
    },
    Learned {
        days_ago: 252,
        story: None,
        title: "One table, two rules",
        learned: "Rules are written one by one and kept all at once. Lay them side by side before you ask anybody to keep them.",
        changed: "The drill has its own table. Five more pairs of rules that argued were found and settled.",
    },
    Learned {
        days_ago: 98,
        story: None,
        title: "Would it hold if nobody read the sign?",
        learned: "Of every quick answer ask: would it hold if nobody read the sign?",
        changed: "Floors are tried with a cup of water on delivery.",
    },
    Learned {
        days_ago: 62,
        story: None,
        title: "Kindness is not a way to log in",
        learned: "A colleague lent her own log-in out of kindness. A system that needs kindness to work is not finished.",
        changed: "Every guest gets a card at the entrance that works in two minutes.",
    },
    Learned {
        days_ago: 58,
        story: None,
        title: "What stands in no book",
        learned: "Somebody had kept the presses true for decades by listening. Ask what people do before you arrive.",
        changed: "Eleven mornings with a pen: his round is written down, and it is taught.",
    },
    Learned {
        days_ago: 37,
        story: Some(
            "Somebody who was new asked why people are woken so early to wash. Nobody knew a reason that had to do with the patients.",
        ),
        title: "Why so early?",
        learned: "The best questions come in somebody's first weeks. Ask for them before they have got used to us.",
        changed: "Whoever sleeps is left to sleep.",
    },
];

/// An own mistake of a lead.
struct Own {
    lead: &'static str,
    days_ago: i64,
    role: &'static str,
    words: [&'static str; 4],
}

const OWN: [Own; 2] = [
    Own {
        lead: "Samir Haddad",
        days_ago: 380,
        role: "Lead of the hospital",
        words: [
            "I asked for a name",
            "I opened a meeting after a mix-up with the words \"who was on?\". From then on nobody said a word about what they had seen. I had meant to be quick. What I got was silence.",
            "The first question decides what the rest of the meeting can be. I begin with what happened, and with thanks.",
            "The four questions for the beginning of a review hang on the wall of the room, where I can read them too.",
        ],
    },
    Own {
        lead: "Ruth Adeyemi",
        days_ago: 45,
        role: "Lead of hall 1",
        words: [
            "I praised the shortcut",
            "I thanked a crew in front of everybody for a record day. I had not asked how they did it: they had left out the second check, because the plan had no time for it.",
            "What I praise is what I get. Before I praise a number I go and see how it was made.",
            "The second check has its own minutes in the plan.",
        ],
    },
];

fn words(place: Id, [title, story, learned, changed]: [&str; 4], tiles: Vec<u8>) -> Written {
    Written {
        words: Words {
            title: title.to_owned(),
            story: story.to_owned(),
            learned: learned.to_owned(),
            changed: Some(changed.to_owned()),
            language: Language::English,
            tiles,
            place,
        },
        role: None,
    }
}

/// Writes the lesson of a report that surfaced so many days ago, when there is one: published, or asked for.
///
/// # Errors
/// When the store fails or the rules refuse.
pub(super) fn learn(
    tx: &mut Tx<'_>,
    days_ago: i64,
    reference: Code<6>,
    (person, places): &(Id, Vec<Id>),
    (at, until): (DateTime<Utc>, Now),
) -> Result<(), Error> {
    let Some(lesson) = LEARNED.iter().find(|one| one.days_ago == days_ago) else {
        return Ok(());
    };
    let at = (at + TimeDelta::days(9)).min(until.at);
    let viewer = viewer(*person, places, until.moved_to(at));
    let source = acts::source(tx.conn(), reference, &viewer, 0)?;
    let Report {
        handling, factors, ..
    } = source.report;
    let shared = handling.shared_story.unwrap_or_default();
    let story = lesson.story.unwrap_or(&shared);
    let place = source.places.first().copied().unwrap_or(ROOT);
    let texts = [lesson.title, story, lesson.learned, lesson.changed];
    let written = words(place, texts, factors);
    let lesson = acts::write(tx, reference, &viewer, written, 0)?;
    acts::publish(tx, lesson, &viewer).or_else(|_asks_first| acts::ask(tx, lesson, &viewer))
}

/// Leads go first.
///
/// # Errors
/// When the store fails.
pub(super) fn go_first(tx: &mut Tx<'_>, leads: &[Lead], until: Now) -> Result<(), Error> {
    for own in &OWN {
        let Some(lead) = leads.iter().find(|lead| lead.name == own.lead) else {
            continue;
        };
        let at = until.at - TimeDelta::days(own.days_ago);
        let viewer = viewer(lead.id, &lead.places, until.moved_to(at));
        let written = Written {
            role: Some(own.role.to_owned()),
            ..words(ROOT, own.words, vec![9])
        };
        acts::write_own(tx, &viewer, written, 0)?;
    }
    Ok(())
}

fn viewer(person: Id, places: &[Id], now: Now) -> Viewer {
    Viewer {
        person,
        scope: Scope {
            places: places.to_vec(),
            now,
        },
    }
}
