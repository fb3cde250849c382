//! Counts beside how much was worked: whether a chart shows their rate, and what is said of that.

use super::{asking::Seen, parts::Link, table, view::Fact, words};
use crate::{
    db::{Conn, StoreError},
    stats::Cell,
    trends::{
        model::{Known, Process, Unit, Worked, open},
        store,
    },
};

/// Where exposure is written down.
const PATH: &str = "/trends/hours";

/// What is known of the place shown, for its chart.
pub(super) struct Exposure {
    known: Known,
    /// Where whoever looks can write it down.
    write: Option<String>,
    /// The places of which nothing is known, in words.
    lacking: Vec<String>,
}

impl Exposure {
    /// Of the place shown.
    pub(super) fn of(conn: &mut Conn, seen: &Seen) -> Result<Self, StoreError> {
        let found = &seen.found;
        let known = store::known(conn, &found.tree, found.shown)?;
        let person = seen.looking.person.as_ref();
        let place = found.tree.get(found.shown);
        let may = |place: &&crate::places::Place| {
            person.is_some() && open(person, &found.tree, place, seen.looking.k).is_ok()
        };
        let lacking = match &known {
            Known::NotOf(places) => places
                .iter()
                .filter_map(|place| found.tree.get(*place))
                .map(|place| place.name.clone())
                .collect(),
            _ => Vec::new(),
        };
        Ok(Self {
            known,
            write: place
                .filter(may)
                .map(|place| format!("{PATH}?place={}", place.code)),
            lacking,
        })
    }

    /// What was worked, where enough of it is known for a chart of the rate.
    pub(super) fn enough(&self, process: &Process) -> Option<&Worked> {
        self.worked().filter(|worked| worked.is_enough_for(process))
    }

    /// What was worked, as far as it is known.
    pub(super) fn worked(&self) -> Option<&Worked> {
        match &self.known {
            Known::Worked(worked) => Some(worked),
            Known::Nothing | Known::NotOf(_) | Known::TwoUnits(..) => None,
        }
    }

    /// Why the chart shows what it shows, in a sentence; nothing where nobody knows anything.
    pub(super) fn why(&self, process: &Process, rate: bool) -> Option<String> {
        match &self.known {
            Known::Nothing => None,
            Known::NotOf(_) => Some(format!(
                "Something is known of how much was worked, but nothing of {}. Their reports would be counted without their hours, so the chart shows counts.",
                a_few(&self.lacking)
            )),
            Known::TwoUnits(one, other) => Some(format!(
                "Both {one} and {other} are known here, and cannot be added up. So the chart shows counts; places below may have a rate."
            )),
            Known::Worked(worked) if rate => Some(format!(
                "Because {} are known, the chart shows reports per 1,000 of them: more reports can be no more than more work.",
                worked.unit
            )),
            Known::Worked(worked) if worked.is_enough_for(process) => Some(format!(
                "These are counts. {} are known, so their rate can be shown as well.",
                worked.unit.capital()
            )),
            Known::Worked(worked) => Some(format!(
                "{} are known of too few of these periods for a rate, so the chart shows counts.",
                worked.unit.capital()
            )),
        }
    }

    /// The other way to see it, and where more can be written down.
    pub(super) fn links(
        &self,
        seen: &Seen,
        process: &Process,
        rate: bool,
        path: &str,
    ) -> Vec<Link> {
        let mut links = Vec::new();
        if rate {
            let href = format!("{path}?{}", seen.query_of_counts());
            links.push(Link::new(href, "Show counts instead"));
        } else if let Some(worked) = self.enough(process) {
            let href = format!("{path}?{}", seen.query_of_rate());
            let words = format!("Show the rate per 1,000 {}", worked.unit);
            links.push(Link::new(href, words));
        }
        if let Some(write) = &self.write {
            let words = match &self.known {
                Known::Nothing => "Do you know the hours worked?".to_owned(),
                Known::Worked(worked) => worked.unit.capital(),
                Known::NotOf(_) | Known::TwoUnits(..) => "Hours worked".to_owned(),
            };
            links.push(Link::new(write, words));
        }
        links
    }
}

/// Under a chart of rates: what its gaps are, and where signals come from.
pub(super) fn below(worked: &Worked, process: &Process) -> Vec<String> {
    let gaps = match worked.gaps(process) {
        0 => None,
        1 => Some("1 period has a gap".to_owned()),
        n => Some(format!("{n} periods have a gap")),
    };
    let gaps = gaps.map(|gaps| {
        format!(
            "{gaps}: {} are not known there, or were 0. The table has the counts.",
            worked.unit
        )
    });
    let signals = "Signals that we ask you about are found in the counts, not in this rate.";
    gaps.into_iter().chain([signals.to_owned()]).collect()
}

/// What was worked in the periods shown, as far as it is known.
pub(super) fn fact(worked: &Worked, process: &Process) -> Fact {
    let known = process.shown().iter().filter(|cell| cell.n.is_some());
    let sum: f64 = known.filter_map(|cell| worked.amount(cell)).sum();
    Fact::new("exposure", worked.unit.capital(), thousands(sum), sum)
}

/// "3.2 per 1,000 bed days".
pub(super) fn per(value: f64, unit: &Unit) -> String {
    format!("{} per 1,000 {unit}", rate(value))
}

/// A rate: at most two decimals, three where it is small.
pub(super) fn rate(value: f64) -> String {
    let text = match value {
        value if value >= 100.0 => return format!("{value:.0}"),
        value if value >= 10.0 => format!("{value:.1}"),
        value if value >= 0.1 => format!("{value:.2}"),
        value => format!("{value:.3}"),
    };
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A point of the chart in words.
pub(super) fn say(cell: &Cell, value: f64, worked: &Worked) -> String {
    let (n, amount) = (cell.n.unwrap_or(0), worked.amount(cell).unwrap_or(0.0));
    format!(
        "{}: {}, from {} in {} {}",
        words::cell(cell),
        per(value, &worked.unit),
        words::reports(n),
        thousands(amount),
        worked.unit
    )
}

/// The two columns that stand beside a count.
pub(super) fn columns(worked: &Worked) -> [table::Column; 2] {
    let unit = &worked.unit;
    [
        table::Column::number("exposure", unit.capital()),
        table::Column::number("rate", format!("Per 1,000 {unit}")),
    ]
}

/// What stands in them, with the rate that the chart can show. A rate stands only beside a count that is shown.
pub(super) fn cells(worked: &Worked, cell: &Cell, of_chart: Option<f64>) -> [table::Cell; 2] {
    let amount = match worked.amount(cell) {
        Some(amount) => table::Cell::new(amount, thousands(amount)),
        None => table::Cell::new(serde_json::Value::Null, "not known"),
    };
    let value = of_chart.map(|rate| (rate * 1e4).round() / 1e4);
    [amount, table::Cell::number(value, rate)]
}

/// "12,345", without what lies behind the point.
pub(super) fn thousands(value: f64) -> String {
    let digits = format!("{:.0}", value.max(0.0));
    let first = digits.len() % 3;
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && at % 3 == first {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// The first of these names, and how many more there are.
fn a_few(names: &[String]) -> String {
    const SHOWN: usize = 3;
    let mut first: Vec<String> = names.iter().take(SHOWN).cloned().collect();
    match names.len().saturating_sub(SHOWN) {
        0 => {}
        1 => first.push("1 more place".into()),
        more => first.push(format!("{more} more places")),
    }
    super::parts::listed(&first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_are_short() {
        for (value, words) in [
            (0.0, "0"),
            (0.04, "0.04"),
            (0.0416, "0.042"),
            (0.5, "0.5"),
            (3.196, "3.2"),
            (3.214, "3.21"),
            (31.96, "32"),
            (100.4, "100"),
            (1000.0, "1000"),
        ] {
            assert_eq!(rate(value), words);
        }
        assert_eq!(thousands(1_234_567.4), "1,234,567");
        assert_eq!(thousands(999.0), "999");
        assert_eq!(thousands(0.0), "0");
    }

    #[test]
    fn many_names_are_a_few() {
        let names: Vec<String> = ["A", "B", "C", "D", "E"].map(String::from).to_vec();
        assert_eq!(a_few(&names), "A, B, C and 2 more places");
        assert_eq!(a_few(&names[..2]), "A and B");
    }
}
