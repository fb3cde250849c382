//! What caught it, or kept it small?

use super::{
    asking::{Offered, Seen},
    tiles::{self, Words},
    view::{Fact, Findings, View},
};
use crate::{
    db::{Conn, StoreError},
    trends::{
        model::{Named, Share},
        store::Side,
    },
};

/// `/trends/caught-by`
#[derive(Debug)]
pub struct CaughtBy;

const WORDS: Words = Words {
    side: Side::CaughtBy,
    path: "/trends/caught-by",
    did: "named what caught it",
    most: "What catches it most?",
    where_: "What catches it where?",
    about: "\u{201c}Handover and talking\u{201d} and \u{201c}know-how and help at hand\u{201d} are people who notice and speak. Everything else holds on a bad day too.",
};

impl View for CaughtBy {
    const NAME: &'static str = "caught-by";
    const QUESTION: &'static str = "What caught it, or kept it small?";
    const LEDE: &'static str =
        "What works already, and may be worth having elsewhere. Thank those who are part of it.";
    const OFFERED: Offered = Offered::KIND_AND_TILE;

    fn look(conn: &mut Conn, seen: &Seen) -> Result<Findings, StoreError> {
        let looked = tiles::look(conn, seen, WORDS.side)?;
        let mut findings = tiles::findings(conn, seen, &looked, &WORDS)?;
        let k = seen.looking.k;
        let flags = &mut findings.notes.flags;
        flags.extend(flag("People", &looked.named, k));
        for place in &looked.places {
            flags.extend(flag(&format!("At {} people", place.name), &place.named, k));
        }
        if let Some(share) = last(&looked.named, k) {
            findings.facts.push(Fact::new(
                "people_last",
                "Caught by people alone",
                words(share),
                share.number(),
            ));
        }
        Ok(findings)
    }
}

fn last(named: &Named, k: i64) -> Option<Share> {
    let (people, caught) = named.people_last(k)?;
    Share::of(people, caught)
}

/// Where people are the last barrier again and again.
fn flag(people: &str, named: &Named, k: i64) -> Option<String> {
    last(named, k).map(|share| {
        format!(
            "{people} were the last barrier in {}: what in the system could catch it before them?",
            words(share)
        )
    })
}

fn words(share: Share) -> String {
    match share {
        Share::Tenths(tenths) => format!("about {tenths} of 10"),
        Share::Most => "nearly all of them".into(),
        Share::All => "all of them".into(),
        // Never flagged: far from half.
        Share::Few | Share::None => "few of them".into(),
    }
}
