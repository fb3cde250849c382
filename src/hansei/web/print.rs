//! The sheet on one page of A4. What does not fit says that it goes on.

use super::show::{self, Loaded, PulseShown, pulse_shown};
use crate::{
    db::Db,
    hansei::{
        Agenda,
        model::{Section, Sort, Tally, cut, share_out, width},
    },
    kernel::time::day_in_words,
    web::{Analyst, Answer, Page, Who},
};
use actix_web::web::{Data, Path};
use serde::Serialize;

/// What fits on the page for all sections and for each list, in tenths of a usual letter.
const SECTIONS: usize = 23_500;
const TIMELINE: usize = 7_800;
const POINTS: usize = 6_200;
const COMMITMENTS: usize = 7_500;
/// Lines of each list.
const ROWS: usize = 6;
/// The words that say that something goes on.
const MARK: usize = 230;

#[derive(Serialize)]
struct Block {
    heading: &'static str,
    words: String,
    goes_on: bool,
}

#[derive(Serialize)]
struct Line {
    aside: String,
    words: String,
    goes_on: bool,
}

#[derive(Serialize)]
struct List {
    lines: Vec<Line>,
    /// How many more there are.
    more: usize,
}

impl List {
    /// The first lines, each with its share of the room.
    fn fit(lines: Vec<(String, String)>, room: usize) -> Self {
        let more = lines.len().saturating_sub(ROWS);
        let shown: Vec<_> = lines.into_iter().take(ROWS).collect();
        let lengths: Vec<usize> = shown
            .iter()
            .map(|(aside, words)| width(aside) + width(words) + MARK)
            .collect();
        let shares = share_out(&lengths, room);
        Self {
            lines: shown
                .into_iter()
                .zip(shares)
                .map(|((aside, words), share)| {
                    let fits = cut(&words, share.saturating_sub(width(&aside) + MARK));
                    Line {
                        aside,
                        words: fits.words,
                        goes_on: fits.goes_on,
                    }
                })
                .collect(),
            more,
        }
    }
}

#[derive(Serialize)]
struct PrintPage {
    path: String,
    reference: String,
    title: String,
    facts: String,
    links: String,
    first: Vec<Block>,
    then: Vec<Block>,
    last: Vec<Block>,
    timeline: List,
    conditions: List,
    tally: String,
    commitments: List,
    pulse: Option<Vec<PulseShown>>,
}

impl Page for PrintPage {
    const TEMPLATE: &'static str = "hansei/print";

    fn title(&self) -> String {
        format!("Hansei {}", self.reference)
    }
}

/// `GET /hansei/{reference}/print`
///
/// # Errors
/// Not found, also for one of other places.
pub async fn show(
    who: Who<Analyst>,
    db: Data<Db>,
    agenda: Data<Agenda>,
    path: Path<String>,
) -> Answer {
    let loaded = show::load(&who, &db, &agenda, &path).await?;
    who.page(&page(&loaded))
}

fn page(loaded: &Loaded) -> PrintPage {
    let hansei = &loaded.hansei;
    let reference = hansei.reference.grouped(3);
    let lengths: Vec<usize> = Section::ALL
        .iter()
        .map(|section| width(loaded.words(*section)) + MARK)
        .collect();
    let mut blocks: Vec<(Section, Block)> = Section::ALL
        .iter()
        .zip(share_out(&lengths, SECTIONS))
        .filter(|(section, _)| !loaded.words(**section).is_empty())
        .map(|(section, share)| {
            let fits = cut(loaded.words(*section), share.saturating_sub(MARK));
            let block = Block {
                heading: section.in_words(),
                words: fits.words,
                goes_on: fits.goes_on,
            };
            (*section, block)
        })
        .collect();
    let last: Vec<Block> = blocks
        .extract_if(.., |(section, _)| *section >= Section::WillNot)
        .map(|(_, block)| block)
        .collect();
    let then: Vec<Block> = blocks
        .extract_if(.., |(section, _)| *section >= Section::KnownThen)
        .map(|(_, block)| block)
        .collect();
    let timeline = loaded.entries.iter().map(|entry| {
        let known = if entry.known { " (known then)" } else { "" };
        (entry.at.clone(), format!("{}{known}", entry.what))
    });
    let conditions = loaded
        .points
        .iter()
        .filter(|point| point.sort == Sort::Condition)
        .map(|point| (String::new(), point.words.clone()));
    let commitments = loaded.commitments.iter().map(|one| {
        let aside = format!("by {}, {}", day_in_words(one.by_when), one.kept_by);
        (aside, one.what.clone())
    });
    let links: Vec<&str> = loaded
        .links
        .iter()
        .map(|link| link.words.as_str())
        .collect();
    PrintPage {
        path: format!("/hansei/{reference}"),
        facts: format!(
            "{} · {} · {} · led through by {}",
            hansei.trigger.in_words(),
            loaded.place,
            day_in_words(hansei.on),
            hansei.facilitator_name
        ),
        links: cut(&links.join(" · "), 2_000).words,
        title: hansei.title.clone(),
        reference,
        first: blocks.into_iter().map(|(_, block)| block).collect(),
        then,
        last,
        timeline: List::fit(timeline.collect(), TIMELINE),
        conditions: List::fit(conditions.collect(), POINTS),
        tally: Tally::of(loaded.points.iter().map(|point| point.sort)).in_words(),
        commitments: List::fit(commitments.collect(), COMMITMENTS),
        pulse: pulse_shown(&loaded.pulse, loaded.pulse_ended),
    }
}
