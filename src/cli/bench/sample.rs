//! Made-up reports, the same in each run.

use super::super::Failure;
use crate::{
    db::{Db, Tx},
    kernel::{
        keys::{Keys, sha256},
        time::{Grain, Now},
    },
    places::{self, NewPlace},
    reports::{
        self, Draft, Rules, Told,
        model::{Factors, Kind, NewReport, Reporter, Share, Story, When},
    },
};
use chrono::TimeDelta;

const STORY: &str = "The pallet slid off the fork when the truck came down the ramp. The ramp was wet from the rain \
    at the gate and the mat had been taken away for cleaning. Nobody stood near. I stopped, called the others and we \
    put the load back by hand. The same spot was slippery on Monday too, and the lamp above it does not work.";

/// Halls with lines, as many places as a plant has.
pub(super) fn places(db: &Db) -> Result<Vec<places::PlaceCode>, Failure> {
    db.write_now(|tx: &mut Tx<'_>| {
        let mut codes = Vec::new();
        for hall in 1..=4 {
            let hall = places::commands::add(
                tx,
                &NewPlace {
                    name: format!("Hall {hall}"),
                    parent: places::ROOT,
                    people: Some(60),
                    station: false,
                },
            )?;
            for line in 1..=5 {
                let line = NewPlace {
                    name: format!("Line {line}"),
                    parent: hall.id,
                    people: Some(12),
                    station: true,
                };
                codes.push(places::commands::add(tx, &line)?.code);
            }
        }
        Ok::<_, places::commands::Error>(codes)
    })
    .map_err(Failure::of)
}

/// The report number `n`.
pub(super) fn report(n: u64, places: &[places::PlaceCode]) -> Result<NewReport, Failure> {
    let at = |length: usize| usize::try_from(n % length as u64).unwrap_or(0);
    let tile = i64::try_from(n % 11).unwrap_or(0) + 1;
    let whens = [
        When::JustNow,
        When::EarlierToday,
        When::Yesterday,
        When::ThisWeek,
    ];
    Ok(NewReport {
        kind: Kind::ALL[at(Kind::ALL.len())],
        story: Story::parse(&format!("{STORY} ({n})")).map_err(Failure::of)?,
        when: whens[at(whens.len())],
        place: places.get(at(places.len().max(1))).copied(),
        one_level_up: false,
        step: None,
        still_dangerous: false,
        intent: None,
        impact: None,
        factors: Factors::parse([tile]).map_err(Failure::of)?,
        factor_words: None,
        caught_by: Factors::parse([12 - tile]).map_err(Failure::of)?,
        caught_words: None,
        workaround: None,
        seen_before: None,
        effect: None,
        could_have: None,
        idea: None,
        share: Share::WithoutDetails,
        reporter: Reporter::Anonymous,
    })
}

/// The same report as JSON, with its idempotency key.
pub(super) fn json(n: u64, places: &[places::PlaceCode]) -> Result<(String, String), Failure> {
    let report = report(n, places)?;
    let place = report.place.map(|code| code.to_string());
    let body = serde_json::json!({
        "kind": report.kind.as_str(),
        "story": report.story.as_str(),
        "when": {"choice": report.when.as_str()},
        "place": place,
        "factors": report.factors.iter().collect::<Vec<_>>(),
        "caught_by": report.caught_by.iter().collect::<Vec<_>>(),
        "share": report.share.as_str(),
    });
    Ok((format!("bench-key-{n:016}"), body.to_string()))
}

/// A report that was told `days` before `now`, ready to be stored.
pub(super) fn told(
    n: u64,
    places: &[places::PlaceCode],
    keys: &Keys,
    now: Now,
    zone: chrono_tz::Tz,
    days: i64,
) -> Result<Told, Failure> {
    let key = format!("bench-key-{n:016}");
    let draft = Draft {
        key: &key,
        body_hash: sha256(&n.to_be_bytes()),
        verifier: None,
    };
    let then = Now::new(now.at - TimeDelta::days(days), zone);
    Ok(reports::prepare(
        report(n, places)?,
        &draft,
        keys,
        then,
        Rules {
            grain: Grain::Shift,
            release_minutes: 15,
            small_number: 5,
        },
    ))
}
