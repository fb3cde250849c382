//! Filters in an address: read, looked up, and shown again.

use crate::{
    db::{Conn, Db, StoreError},
    kernel::{ids::Id, time::Week},
    places::{self, Tree},
    reports::{Kind, TILES},
    trends::{
        model::{Days, Filter, Looked, PlaceError},
        store::{self, About, Found, Looking},
    },
    web::{Analyst, Error, Look, Problems, Who},
};
use serde::{Deserialize, Serialize};

/// What the address says for the year before.
const LAST_YEAR: &str = "last-year";

/// What the address says for counts, where their rate would be shown.
const COUNTS: &str = "counts";

/// The filters as they are typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct FilterForm {
    place: String,
    kind: String,
    tile: String,
    from: String,
    to: String,
    /// `last-year` shows the same weeks of the year before.
    beside: String,
    /// `counts` shows them where their rate would be shown.
    #[serde(rename = "as")]
    shape: String,
}

/// Which filters a view has, besides place and days.
#[derive(Debug, Clone, Copy, Default)]
pub struct Offered {
    kind: bool,
    tile: bool,
    last_year: bool,
}

impl Offered {
    /// Place and days alone.
    pub const PLACE: Self = Self {
        kind: false,
        tile: false,
        last_year: false,
    };
    /// One kind, too.
    pub const KIND: Self = Self {
        kind: true,
        ..Self::PLACE
    };
    /// One tile, too.
    pub const TILE: Self = Self {
        tile: true,
        ..Self::PLACE
    };

    /// One kind and one tile, too.
    pub const KIND_AND_TILE: Self = Self {
        kind: true,
        ..Self::TILE
    };

    /// And the same weeks of the year before.
    #[must_use]
    pub const fn with_last_year(self) -> Self {
        Self {
            last_year: true,
            ..self
        }
    }
}

/// What was found, and for whom.
pub struct Seen {
    pub(super) found: Found,
    pub(super) filter: Filter,
    pub(super) looking: Looking,
}

/// The filters cannot be used: the form again.
pub(super) struct Again {
    tree: Tree,
    pub(super) problems: Problems,
}

/// The filters, ready to print.
#[derive(Serialize)]
pub(super) struct Filters {
    places: Vec<Choice>,
    kinds: Vec<Choice>,
    tiles: Vec<Choice>,
    /// Whether one kind can be asked for.
    by_kind: bool,
    /// Whether one tile can be asked for.
    by_tile: bool,
    /// Whether the year before can be shown; and whether it is.
    by_year: bool,
    last_year: bool,
    /// Whether counts are asked for where their rate would be shown.
    as_counts: bool,
    from: String,
    to: String,
    problems: Problems,
    /// The sentences once more, at the top.
    summary: Vec<Look>,
}

#[derive(Serialize)]
struct Choice {
    value: String,
    name: String,
    selected: bool,
}

impl FilterForm {
    fn parse(&self, looking: &Looking) -> Result<Filter, Problems> {
        let mut problems = Problems::none();
        let place = problems.keep("place", Filter::parse_place(&self.place));
        let kind = problems.keep("kind", Filter::parse_kind(&self.kind));
        let tile = problems.keep("tile", Filter::parse_tile(&self.tile));
        let from = problems.keep("from", Days::parse_day(&self.from));
        let to = problems.keep("to", Days::parse_day(&self.to));
        let days = match (from, to) {
            (Some(from), Some(to)) => problems.keep("to", Days::new(from, to, looking.today)),
            _ => None,
        };
        match (place, kind, tile, days) {
            (Some(place), Some(kind), Some(tile), Some(days)) => Ok(Filter {
                place,
                kind,
                tile,
                days,
                last_year: self.beside == LAST_YEAR,
                as_counts: self.shape == COUNTS,
            }),
            _ => Err(problems),
        }
    }

    /// Reads the filters, looks up the place, and looks at more in the same visit to the store.
    pub(super) async fn see<T: Send + 'static>(
        &self,
        db: &Db,
        looking: Looking,
        more: impl FnOnce(&mut Conn, &Seen) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<Result<(Seen, T), Again>, Error> {
        self.see_about(db, looking, About::Reports, more).await
    }

    /// The same for a view of reports, or of their answers.
    pub(super) async fn see_about<T: Send + 'static>(
        &self,
        db: &Db,
        looking: Looking,
        about: About,
        more: impl FnOnce(&mut Conn, &Seen) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<Result<(Seen, T), Again>, Error> {
        let parsed = self.parse(&looking);
        let place = Filter::parse_place(&self.place).ok().flatten();
        let outcome = db
            .read(move |conn| {
                let mut problems = Problems::none();
                match parsed {
                    Ok(filter) => {
                        if let Some(found) = store::find_about(conn, &filter, &looking, about)? {
                            let seen = Seen {
                                found,
                                filter,
                                looking,
                            };
                            let more = more(conn, &seen)?;
                            return Ok::<_, StoreError>(Ok((seen, more)));
                        }
                    }
                    Err(unread) => problems = unread,
                }
                // Every field is looked at before the form comes back.
                let tree = places::all(conn)?;
                let there = |code| tree.iter().any(|(place, _)| place.code == code);
                if place.is_some_and(|code| !there(code)) {
                    problems.note("place", PlaceError);
                }
                Ok(Err(Again { tree, problems }))
            })
            .await?;
        Ok(outcome)
    }

    /// The form as typed, with a sentence at each field that needs another look.
    pub(super) fn again(&self, again: &Again, offered: Offered) -> Filters {
        Filters {
            places: places(&again.tree, &self.place.trim().to_uppercase()),
            kinds: kinds(self.kind.trim()),
            tiles: tiles(self.tile.trim()),
            by_kind: offered.kind,
            by_tile: offered.tile,
            by_year: offered.last_year,
            last_year: self.beside == LAST_YEAR,
            as_counts: self.shape == COUNTS,
            from: self.from.clone(),
            to: self.to.clone(),
            summary: again.problems.summary(),
            problems: again.problems.clone(),
        }
    }
}

impl Again {
    /// The same for programs.
    pub(super) fn into_error(self) -> Error {
        self.problems.into_error()
    }
}

impl Seen {
    /// The form with what was asked.
    pub(super) fn filters(&self, offered: Offered) -> Filters {
        let place = self
            .filter
            .place
            .map(|code| code.to_string())
            .unwrap_or_default();
        Filters {
            places: places(&self.found.tree, &place),
            kinds: kinds(self.filter.kind.map_or("", Kind::as_str)),
            tiles: tiles(
                &self
                    .filter
                    .tile
                    .map(|tile| tile.to_string())
                    .unwrap_or_default(),
            ),
            by_kind: offered.kind,
            by_tile: offered.tile,
            by_year: offered.last_year,
            last_year: self.filter.last_year,
            as_counts: self.filter.as_counts,
            from: self.filter.days.from.to_string(),
            to: self.filter.days.to.to_string(),
            problems: Problems::none(),
            summary: Vec::new(),
        }
    }

    /// The same question in an address, for the same numbers as a file.
    pub(super) fn query(&self) -> String {
        format!("{}{}", self.dates(), self.without_days())
    }

    /// The filters but the days, each behind a `&`.
    pub(super) fn without_days(&self) -> String {
        let mut query = self.besides_days();
        if self.filter.as_counts {
            query.push_str(&format!("&as={COUNTS}"));
        }
        query
    }

    /// The same question, asked for counts where their rate would be shown.
    pub(super) fn query_of_counts(&self) -> String {
        format!("{}&as={COUNTS}", self.query_of_rate())
    }

    /// The same question, asked for the rate where it can be shown.
    pub(super) fn query_of_rate(&self) -> String {
        format!("{}{}", self.dates(), self.besides_days())
    }

    fn dates(&self) -> String {
        let days = &self.filter.days;
        format!("from={}&to={}", days.from, days.to)
    }

    /// What is asked for besides the days and the shape, each behind a `&`.
    fn besides_days(&self) -> String {
        let mut query = String::new();
        if let Some(place) = self.filter.place {
            query.push_str(&format!("&place={place}"));
        }
        if let Some(kind) = self.filter.kind {
            query.push_str(&format!("&kind={}", kind.as_str()));
        }
        if let Some(tile) = self.filter.tile {
            query.push_str(&format!("&tile={tile}"));
        }
        if self.filter.last_year {
            query.push_str(&format!("&beside={LAST_YEAR}"));
        }
        query
    }

    /// Who looks, for the views.
    pub(super) fn looked(&self) -> Looked {
        self.found.house.looked()
    }

    /// The same place with its counts back to the first report, for the limits of a chart.
    pub(super) fn with_past(&self, conn: &mut Conn) -> Result<Found, StoreError> {
        let found = &self.found;
        let (days, all) = (&self.filter.days, found.house.as_they_are);
        store::with_past(conn, &found.tree, found.asked, all, days, &self.looking)
    }

    /// A place in words.
    pub(super) fn name(&self, place: Id) -> String {
        self.found.tree.path(place)
    }
}

/// Who looks, for a view.
pub(super) fn looked(looking: &Looking, as_they_are: bool) -> Looked {
    Looked {
        as_they_are,
        k: looking.k,
        closed: Week::of(looking.today).plus(-1),
    }
}

/// Who looks, from a visit.
pub(super) fn looking(who: &Who<Analyst>) -> Looking {
    Looking {
        person: Some(who.person.clone()),
        k: who.visit.settings.small_number,
        today: who.visit.now.today(),
    }
}

fn places(tree: &Tree, chosen: &str) -> Vec<Choice> {
    tree.iter()
        .map(|(place, depth)| {
            let code = place.code.to_string();
            // The whole house is the choice of nothing, so that its address stays short.
            let value = if place.parent.is_none() {
                String::new()
            } else {
                code.clone()
            };
            Choice {
                selected: chosen == code || chosen == value,
                value,
                name: format!("{}{}", "\u{a0}\u{a0}".repeat(depth), place.name),
            }
        })
        .collect()
}

fn tiles(chosen: &str) -> Vec<Choice> {
    let all = Choice {
        value: String::new(),
        name: "All tiles".into(),
        selected: chosen.is_empty(),
    };
    let each = TILES.iter().map(|(number, _, words)| Choice {
        value: number.to_string(),
        name: (*words).into(),
        selected: chosen == number.to_string(),
    });
    std::iter::once(all).chain(each).collect()
}

fn kinds(chosen: &str) -> Vec<Choice> {
    let all = Choice {
        value: String::new(),
        name: "All kinds".into(),
        selected: chosen.is_empty(),
    };
    let each = Kind::ALL.iter().map(|kind| Choice {
        value: kind.as_str().into(),
        name: kind.in_words().into(),
        selected: chosen == kind.as_str(),
    });
    std::iter::once(all).chain(each).collect()
}
