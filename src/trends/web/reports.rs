//! How much do people tell us?

use super::{
    asking::{Offered, Seen},
    drawing::Drawing,
    parts::Notes,
    process_chart::{self, Change, Drawn, Measure},
    rate::{self, Exposure},
    table::{Cell as Value, Column, Table},
    time_to_surface,
    view::{self, Fact, Figure, Findings, View},
    waits, words, written,
};
use crate::{
    db::{Conn, StoreError},
    kernel::time::Week,
    stats::{
        Cell,
        xmr::{self, Chart, Settings},
    },
    trends::{
        model::{Process, Series, Told, Worked},
        store::{self, Marks},
    },
};

/// `/trends/reports`
#[derive(Debug)]
pub struct Reports;

impl View for Reports {
    const NAME: &'static str = "reports";
    const QUESTION: &'static str = "How much do people tell us?";
    const LEDE: &'static str = "More can mean more trust, or more that happens. Fewer can mean fewer problems, or that it is harder to say. A number cannot tell which: ask.";
    const OFFERED: Offered = Offered::KIND.with_last_year();

    fn look(conn: &mut Conn, seen: &Seen) -> Result<Findings, StoreError> {
        let times = time_to_surface::view(conn, seen)?;
        let found = seen.with_past(conn)?;
        let (days, kind) = (&seen.filter.days, seen.filter.kind);
        let (marks, changes) = written::marks(conn, seen, Series::Reports)?;
        let told = store::told(&found, days, kind, &marks);
        if let Some(between) = &told.between {
            let thanks = words::thanks_beside(seen, &times, told.lately());
            return Ok(waits::findings(seen, thanks, &told, between, &changes));
        }
        let process = &told.process;
        let exposure = Exposure::of(conn, seen)?;
        let shown = Shown::of(&exposure, process, seen.filter.as_counts);
        let chart = shown.chart(&told, &marks);
        // Of a rate that is routine nobody says that there were more.
        let lately = told.lately().filter(|_| shown.rate.is_none());
        let weeks = process.period.weeks();
        let n: i64 = process.shown().iter().filter_map(|cell| cell.n).sum();
        let path = view::path::<Self>();
        let mut notes = Notes::of(seen, weeks, process.held_back, n, &path);
        notes.links = exposure.links(seen, process, shown.rate.is_some(), &path);
        Ok(Findings {
            thanks: words::thanks_beside(seen, &times, lately),
            notes,
            empty: n == 0,
            facts: facts(&shown, &chart, n),
            about: why(&told)
                .into_iter()
                .chain(exposure.why(process, shown.rate.is_some()))
                .chain([process_chart::standing(&chart)])
                .collect(),
            figures: figure(seen, &shown, &chart, &changes).into_iter().collect(),
            tables: vec![table(process, &chart, exposure.worked())],
            held_back: process.held_back,
            json: None,
        })
    }
}

/// What the chart shows: counts, or their rate.
struct Shown<'a> {
    process: &'a Process,
    /// What was worked, where the rate is shown.
    rate: Option<&'a Worked>,
}

impl<'a> Shown<'a> {
    /// The rate where enough is known for it and nobody asked for counts.
    fn of(exposure: &'a Exposure, process: &'a Process, as_counts: bool) -> Self {
        let rate = exposure.enough(process).filter(|_| !as_counts);
        Self { process, rate }
    }

    /// One value for each period.
    fn values(&self) -> Vec<Option<f64>> {
        match self.rate {
            Some(worked) => worked.rates(self.process),
            None => self.process.counts(),
        }
    }

    /// The chart of these values.
    fn chart(&self, told: &Told, marks: &Marks) -> Chart {
        match self.rate {
            Some(_) => {
                let starts = self.process.starts(&marks.starts());
                xmr::chart(&self.values(), &starts, &Settings::default())
            }
            None => told.chart.clone(),
        }
    }

    /// A value in words.
    fn words(&self, value: f64) -> String {
        match self.rate {
            Some(_) => rate::rate(value),
            None => words::amount(value),
        }
    }
}

/// Why it is this chart, where it is not the usual one.
fn why(told: &Told) -> Option<String> {
    let weeks = told.process.period.weeks();
    told.longer.then(|| {
        format!("There are few reports here, so {weeks} weeks are counted together: of smaller counts every second one would seem to be a signal.")
    })
}

fn facts(shown: &Shown<'_>, chart: &Chart, n: i64) -> Vec<Fact> {
    let mut facts = vec![Fact::new("reports", "Reports", n.to_string(), n)];
    facts.extend(shown.rate.map(|worked| rate::fact(worked, shown.process)));
    if let Some(phase) = chart.phases.last()
        && let (Some(centre), Some(limits)) = (phase.centre, phase.limits)
    {
        let lower = limits.lower.unwrap_or(0.0);
        let (name, usual) = match shown.rate {
            Some(worked) => ("Usual rate".to_owned(), rate::per(centre, &worked.unit)),
            None => {
                let per = words::weeks(shown.process.period.weeks());
                (format!("Usual in {per}"), words::amount(centre))
            }
        };
        facts.push(Fact::new("usual", name, usual, centre));
        facts.push(Fact::new(
            "limits",
            "Routine ups and downs",
            format!("{} to {}", shown.words(lower), shown.words(limits.upper)),
            vec![lower, limits.upper],
        ));
    }
    facts
}

fn figure(seen: &Seen, shown: &Shown<'_>, chart: &Chart, changes: &[Change]) -> Option<Figure> {
    let process = shown.process;
    let before = seen
        .filter
        .last_year
        .then(|| process.year_before(&shown.values()))
        .flatten();
    let what = match shown.rate {
        Some(worked) => format!("Reports per 1,000 {}", worked.unit),
        None => "Reports".to_owned(),
    };
    let title = format!("{what} over time");
    // An axis reaches further than 0, also where all rates are 0.
    let rates = || chart.points.iter().filter_map(|point| point.y);
    let least = match shown.rate {
        Some(_) if rates().any(|rate| rate > 0.0) => 0.0,
        Some(_) => 1.0,
        None => 5.0,
    };
    let measure = Measure {
        minutes: false,
        least,
        most: f64::INFINITY,
        words: &|value| shown.words(value),
        say: &|cell: &Cell, value: f64| match shown.rate {
            Some(worked) => rate::say(cell, value, worked),
            None => format!(
                "{}: {}",
                words::cell(cell),
                words::reports(value.round() as i64)
            ),
        },
    };
    let drawn = Drawn {
        title: &title,
        process,
        chart,
        measure,
        hollow: &|_| false,
        arriving: 0,
        loose: None,
        changes,
        last_year: before.as_deref(),
    };
    let drawing: Drawing = process_chart::draw(&drawn)?;
    Some(Figure {
        id: "reports",
        heading: format!("{what}, {}", words::period(process.period.weeks())),
        key: process_chart::key(&drawn, &what, ""),
        drawing,
        words: shown
            .rate
            .map(|worked| rate::below(worked, process))
            .unwrap_or_default(),
    })
}

/// The counts of the periods shown; beside each what was worked and the rate, where that is known.
pub(super) fn table(process: &Process, chart: &Chart, worked: Option<&Worked>) -> Table {
    let mut columns = vec![
        Column::words("week", "From"),
        Column::number("weeks", "Weeks"),
        Column::number("reports", "Reports"),
        Column::words("signal", "Signal"),
    ];
    columns.extend(worked.map(rate::columns).into_iter().flatten());
    columns.extend(["usual", "lower_limit", "upper_limit"].map(Column::file));
    let of_point = |i: usize| {
        chart
            .phases
            .iter()
            .find(|phase| (phase.from..phase.to).contains(&i))
    };
    let rates = worked.map(|worked| worked.rates(process));
    let shown = process.cells.iter().zip(&chart.points).enumerate();
    let rows = shown
        .skip(process.shown_from)
        .map(|(i, (cell, point))| {
            let limits = of_point(i).and_then(|phase| phase.limits);
            let mut row = vec![
                Value::new(
                    Week::of(cell.from).to_string(),
                    words::day(Week::of(cell.from)),
                ),
                Value::new(cell.weeks, cell.weeks.to_string()),
                Value::count(cell.n),
                words::signal(point.signal),
            ];
            let rate = rates
                .as_ref()
                .and_then(|rates| rates.get(i).copied().flatten());
            let more = worked.map(|worked| rate::cells(worked, cell, rate));
            row.extend(more.into_iter().flatten());
            let centre = limits.and(of_point(i)).and_then(|phase| phase.centre);
            let lower = limits.map(|limits| limits.lower.unwrap_or(0.0));
            let upper = limits.map(|limits| limits.upper);
            row.extend([centre, lower, upper].map(|limit| Value::new(limit, "")));
            row
        })
        .collect();
    Table::new("The same numbers as a table", columns, rows)
}
