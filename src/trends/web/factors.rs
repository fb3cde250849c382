//! What in the system made it possible?

use super::{
    asking::{Offered, Seen},
    tiles::{self, Words},
    view::{Findings, View},
};
use crate::{
    db::{Conn, StoreError},
    trends::store::Side,
};

/// `/trends/factors`
#[derive(Debug)]
pub struct Factors;

const WORDS: Words = Words {
    side: Side::MadePossible,
    path: "/trends/factors",
    did: "named what made it possible",
    most: "What was named most?",
    where_: "What is named where?",
    about: "Reports say too little of workload, supervision and priorities: about a fifth of what people say when somebody sits down and asks. So do ask about time, help at hand and planning.",
};

impl View for Factors {
    const NAME: &'static str = "factors";
    const QUESTION: &'static str = "What in the system made it possible?";
    const LEDE: &'static str = "Tiles of the system, as people named them. The longest bar is not the worst place to work: it is where to go, look and ask first.";
    const OFFERED: Offered = Offered::KIND_AND_TILE;

    fn look(conn: &mut Conn, seen: &Seen) -> Result<Findings, StoreError> {
        let looked = tiles::look(conn, seen, WORDS.side)?;
        tiles::findings(conn, seen, &looked, &WORDS)
    }
}
