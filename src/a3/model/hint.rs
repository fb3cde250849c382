//! A title that names a countermeasure has stopped looking for what made it possible.

use regex::Regex;
use std::sync::LazyLock;

/// What a countermeasure in a title begins with: an order, or what is said to be missing.
static INSIDE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?ix)
        ^ \s* (?: re-? )? (?: train | retrain | teach | install | add | buy | hire | replace | introduce | implement
            | remind | enforce | automate | provide | require | ensure | need )
          (?: ing )? \b
        | \b lack \s+ of \b
        | \b (?: is | are | was | were )? \s* (?: missing | lacking ) \b
        | \b needs? \s+ (?: a | an | to | more | better | new ) \b
        | \b (?: more | better | additional ) \s+ (?: training | signs? | checks? | staff | supervision | awareness ) \b
        | \b no \s+ \w
        ",
    )
    .ok()
});

/// Whether a title seems to hold a countermeasure. A hint, never a rule: it may be wrong.
#[must_use]
pub fn names_a_countermeasure(title: &str) -> bool {
    INSIDE.as_ref().is_some_and(|inside| inside.is_match(title))
}

#[cfg(test)]
mod tests {
    use super::names_a_countermeasure;

    #[test]
    fn an_order_or_what_is_missing_is_noticed() {
        for title in [
            "Train the night shift",
            "Training on the new pump",
            "Install a guard at press 4",
            "Add a second check",
            "Lack of labels in the store",
            "No guard rail at the ramp",
            "Warning light is missing at gate 2",
            "Staff need to wear gloves",
            "Gate 3 needs a mirror",
            "More training for drivers",
            "There is no light at gate 2",
        ] {
            assert!(names_a_countermeasure(title), "{title}");
        }
    }

    #[test]
    fn a_problem_is_left_alone() {
        for title in [
            "Pallets slide off the fork on the wet ramp",
            "Two trains of boxes block the aisle",
            "Wrong sample on the tray twice a week",
            "Restrained loads shift in the truck",
            "Installed pumps stop after an hour",
            "The address label comes off",
            "It takes 40 minutes to find a notice",
            "",
        ] {
            assert!(!names_a_countermeasure(title), "{title}");
        }
    }
}
