//! How the time of a meeting is shared out: half of it belongs to the timeline.

/// A part of the meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// What is done.
    pub name: &'static str,
    /// Its share of the half that the timeline leaves, in twentieths; 0 for the timeline itself.
    weight: usize,
}

const PARTS: [Part; 7] = [
    part("Opening words", 2),
    part("Silent first", 3),
    part("What we leaders did", 3),
    part("The timeline", 0),
    part("Conditions, known then and now", 5),
    part("What we learn, commitments", 5),
    part("Pulse", 2),
];

const fn part(name: &'static str, weight: usize) -> Part {
    Part { name, weight }
}

/// A part with its time, in minutes from the beginning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Planned {
    /// What is done.
    pub name: &'static str,
    /// When it begins.
    pub from: i64,
    /// How long it is.
    pub minutes: i64,
}

/// Where a meeting is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Now {
    /// In this part, with minutes left in it.
    In(usize, i64),
    /// The time is over.
    Over,
}

impl Now {
    /// Where a meeting is after so many minutes.
    #[must_use]
    pub fn after(parts: &[Planned], elapsed: i64) -> Self {
        parts
            .iter()
            .position(|part| elapsed < part.from + part.minutes)
            .and_then(|at| {
                parts
                    .get(at)
                    .map(|part| Self::In(at, part.from + part.minutes - elapsed))
            })
            .unwrap_or(Self::Over)
    }
}

/// The parts of a meeting of so many minutes. They add up to it, and the timeline has half, rounded up.
#[must_use]
pub fn plan(minutes: i64) -> Vec<Planned> {
    let minutes = minutes.max(0);
    let timeline = minutes - minutes / 2;
    let rest = minutes - timeline;
    let whole: i64 = PARTS.iter().map(|part| wide(part.weight)).sum();
    // Each part ends where its share of the rest ends, so that no minute is lost by rounding.
    let (mut from, mut weight, mut given) = (0, 0, 0);
    PARTS
        .iter()
        .map(|part| {
            let minutes = if part.weight == 0 {
                timeline
            } else {
                weight += wide(part.weight);
                let until = rest * weight / whole;
                let minutes = until - given;
                given = until;
                minutes
            };
            let planned = Planned {
                name: part.name,
                from,
                minutes,
            };
            from += minutes;
            planned
        })
        .collect()
}

fn wide(weight: usize) -> i64 {
    i64::try_from(weight).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn half_an_hour_of_an_hour_is_the_timelines() {
        let parts = plan(60);
        let timeline = parts
            .iter()
            .find(|part| part.name == "The timeline")
            .unwrap();
        assert_eq!((timeline.from, timeline.minutes), (12, 30));
        assert_eq!(Now::after(&parts, 0), Now::In(0, 3));
        assert_eq!(Now::after(&parts, 41), Now::In(3, 1));
        assert_eq!(Now::after(&parts, 60), Now::Over);
    }

    proptest! {
        #[test]
        fn the_parts_add_up_and_the_timeline_has_half(minutes in 20_i64..=480) {
            let parts = plan(minutes);
            let sum: i64 = parts.iter().map(|part| part.minutes).sum();
            prop_assert_eq!(sum, minutes);
            let timeline = parts.iter().map(|part| part.minutes).max();
            prop_assert_eq!(timeline, Some(minutes - minutes / 2));
            prop_assert!(parts.iter().all(|part| part.minutes > 0));
            let mut from = 0;
            for part in &parts {
                prop_assert_eq!(part.from, from);
                from += part.minutes;
            }
        }
    }
}
