//! One made-up report with all that came of it.

use super::{chance::Chance, house::House};
use crate::{
    kernel::{ids::Id, time::Coarse},
    places::ROOT,
    reports::{
        Kind,
        model::{Effect, Occurred, When},
    },
};
use chrono::{Datelike, Days, NaiveDate, Weekday};

/// The days of a made-up house.
#[derive(Debug, Clone, Copy)]
pub(super) struct Years {
    pub(super) first: NaiveDate,
    pub(super) today: NaiveDate,
}

/// A report and its handling, as rows keep them.
pub(super) struct One {
    pub(super) place: Id,
    pub(super) kind: Kind,
    pub(super) story: &'static str,
    pub(super) surfaced: Coarse,
    pub(super) when: When,
    pub(super) occurred: Occurred,
    pub(super) effect: Option<Effect>,
    /// A bit a tile, from bit 1.
    pub(super) factors: u16,
    pub(super) caught_by: u16,
    pub(super) thanked_on: Option<NaiveDate>,
    pub(super) outcome_on: Option<NaiveDate>,
    /// The verdict, and the one some weeks later: did it help, did it feel safe, and the day.
    pub(super) verdict: Option<(i32, i32, NaiveDate)>,
    pub(super) later: Option<(i32, i32, NaiveDate)>,
}

/// Short, so that ten million of them fit on a disk.
const STORIES: [&str; 5] = [
    "The mat at the gate was wet again, and the pallet slid.",
    "Two labels look the same. I took the wrong one and saw it at the scale.",
    "The lamp over the ramp has been dark since Monday.",
    "I was not sure whether the valve has to be shut before the change.",
    "The guard was open when I came. I closed it and told the shift.",
];

const KINDS: [(Kind, u32); 6] = [
    (Kind::Problem, 40),
    (Kind::NearMiss, 22),
    (Kind::Question, 12),
    (Kind::Mistake, 10),
    (Kind::Incident, 8),
    (Kind::GoodCatch, 8),
];

const EFFECTS: [(Effect, u32); 4] = [
    (Effect::None, 55),
    (Effect::Small, 30),
    (Effect::Serious, 12),
    (Effect::Severe, 3),
];

const HOURS: [(u32, u32); 3] = [(6, 50), (14, 37), (22, 13)];

/// The eleven tiles: some conditions are met every day, some once a month.
const TILES: [(u16, u32); 11] = [
    (1, 22),
    (2, 17),
    (3, 14),
    (4, 11),
    (5, 9),
    (6, 8),
    (7, 6),
    (8, 5),
    (9, 4),
    (10, 3),
    (11, 1),
];

const VERDICTS: [(i32, u32); 3] = [(3, 58), (2, 29), (1, 13)];

impl One {
    pub(super) fn made_up(chance: &mut Chance, house: &House, years: Years) -> Self {
        let day = surfaced_on(chance, years);
        let surfaced = Coarse {
            day,
            hour: chance.one_of(&HOURS),
        };
        let when = when(chance, day);
        let mut one = Self {
            place: place(chance, house),
            kind: chance.one_of(&KINDS).unwrap_or(Kind::Problem),
            story: STORIES[chance.below(STORIES.len())],
            surfaced,
            when,
            occurred: when.occurred(surfaced),
            effect: chance
                .percent(70)
                .then(|| chance.one_of(&EFFECTS))
                .flatten(),
            factors: tiles(chance, &[75, 30, 10]),
            caught_by: tiles(chance, &[50, 12]),
            thanked_on: None,
            outcome_on: None,
            verdict: None,
            later: None,
        };
        one.is_answered(chance, years.today);
        one
    }

    fn is_answered(&mut self, chance: &mut Chance, today: NaiveDate) {
        let later = |day: NaiveDate, days: u64| {
            let then = day.checked_add_days(Days::new(days));
            then.filter(|then| *then <= today)
        };
        self.thanked_on = later(self.surfaced.day, chance.days(1.4, 40));
        let Some(thanked) = self.thanked_on else {
            return;
        };
        self.outcome_on = later(thanked, 1 + chance.days(24.0, 300));
        let Some(outcome) = self.outcome_on.filter(|_| chance.percent(35)) else {
            return;
        };
        let mut verdict = |on: Option<NaiveDate>| {
            let helped = chance.one_of(&VERDICTS)?;
            Some((helped, chance.one_of(&VERDICTS)?, on?))
        };
        self.verdict = verdict(later(outcome, 2));
        self.later = verdict(later(outcome, 30));
        if !chance.percent(25) {
            self.later = None;
        }
    }
}

/// More is told from year to year, and little on weekends.
fn surfaced_on(chance: &mut Chance, years: Years) -> NaiveDate {
    let all = (years.today - years.first).num_days().max(1);
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "some thousand days"
    )]
    let days = (chance.share().powf(0.85) * all as f64) as u64;
    let day = years
        .first
        .checked_add_days(Days::new(days))
        .unwrap_or(years.today);
    let is_weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    let back = if is_weekend && chance.percent(70) {
        2
    } else {
        0
    };
    let day = day.checked_sub_days(Days::new(back)).unwrap_or(day);
    day.max(years.first)
}

fn when(chance: &mut Chance, surfaced: NaiveDate) -> When {
    let fixed = [
        (Some(When::JustNow), 34),
        (Some(When::EarlierToday), 25),
        (Some(When::Yesterday), 14),
        (Some(When::ThisWeek), 10),
        (Some(When::Unknown), 4),
        (None, 13),
    ];
    chance.one_of(&fixed).flatten().unwrap_or_else(|| {
        let days = 2 + chance.days(9.0, 180);
        When::Date(
            surfaced
                .checked_sub_days(Days::new(days))
                .unwrap_or(surfaced),
        )
    })
}

/// Most is told at a line, and at some lines more than at others.
fn place(chance: &mut Chance, house: &House) -> Id {
    let level = match chance.below(100) {
        0 => &[],
        1..=4 => house.halls.as_slice(),
        5..=13 => house.areas.as_slice(),
        _ => house.lowest(),
    };
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "some hundred places"
    )]
    let at = (chance.share().powf(1.3) * level.len() as f64) as usize;
    level.get(at).copied().unwrap_or(ROOT)
}

fn tiles(chance: &mut Chance, chances: &[u32]) -> u16 {
    let mut tiles = 0;
    for percent in chances {
        if !chance.percent(*percent) {
            break;
        }
        tiles |= chance.one_of(&TILES).map_or(0, |tile| 1 << tile);
    }
    tiles
}
