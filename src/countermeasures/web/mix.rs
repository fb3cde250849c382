//! How strong the ideas are, beside published ones: a question, never a target.

use crate::{
    countermeasures::Group,
    stats::chart::{Scale, rounded},
};
use serde::Serialize;
use std::collections::BTreeMap;

/// The length of a bar of 100 %, and what stands between the groups.
const LONGEST: f64 = 240.0;
const STEP: f64 = 56.0;

/// The bars, ready to print.
#[derive(Debug, Serialize)]
pub(super) struct Mix {
    n: i64,
    height: f64,
    rows: Vec<Row>,
}

#[derive(Debug, Serialize)]
struct Row {
    name: &'static str,
    says: &'static str,
    n: i64,
    label_y: f64,
    here: Bar,
    published: Bar,
}

#[derive(Debug, Serialize)]
struct Bar {
    y: f64,
    width: f64,
    end_x: f64,
    end_y: f64,
    percent: i64,
}

/// The bars; `None` where there are fewer than `least`. Shares of a handful say nothing of the system,
/// and would be read as marks for the few who wrote them.
pub(super) fn mix(counts: &BTreeMap<Group, i64>, least: i64) -> Option<Mix> {
    let n: i64 = counts.values().sum();
    if n < least.max(1) {
        return None;
    }
    let scale = Scale::linear((0.0, 100.0), (0.0, LONGEST));
    let bar = |share: f64, y: f64| {
        let width = scale.at(share);
        Bar {
            y,
            width: rounded(width),
            end_x: rounded(width + 6.0),
            end_y: y + 10.0,
            percent: share.round() as i64,
        }
    };
    let row = |(place, group): (usize, &Group)| {
        // Three groups, and counts far below 2^53: exact.
        let top = place as f64 * STEP;
        let count = counts.get(group).copied().unwrap_or(0);
        Row {
            name: group.in_words(),
            says: group.says(),
            n: count,
            label_y: top + 14.0,
            here: bar(100.0 * count as f64 / n as f64, top + 20.0),
            published: bar(f64::from(group.published()), top + 35.0),
        }
    };
    Some(Mix {
        n,
        height: STEP * 3.0,
        rows: Group::ALL.iter().enumerate().map(row).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_handful_is_not_shown() {
        let counts = BTreeMap::from([(Group::Weaker, 3), (Group::Stronger, 1)]);
        assert!(mix(&counts, 5).is_none());
        assert!(mix(&BTreeMap::new(), 0).is_none());
        let mix = mix(&counts, 4).unwrap();
        let shares: Vec<_> = mix.rows.iter().map(|row| row.here.percent).collect();
        assert_eq!(shares, [25, 0, 75]);
        assert_eq!(mix.rows[2].here.width, 180.0);
        let published: Vec<_> = mix.rows.iter().map(|row| row.published.percent).collect();
        assert_eq!(published, [8, 44, 48]);
    }
}
