//! The parts of the sheet, and how what is said is sorted.

crate::words! {
    /// A part of the sheet that holds words, in the order of the sheet. What leaders did comes before
    /// everything that speaks about others.
    Section {
        /// How many were there, in which roles.
        WhoWasThere = "who_was_there",
        /// What we leaders did that helped or hindered.
        Leaders = "leaders",
        /// What we expected.
        Expected = "expected",
        /// What happened.
        Happened = "happened",
        /// What is between the two.
        Gap = "gap",
        /// What was known then.
        KnownThen = "known_then",
        /// What is known now.
        KnownNow = "known_now",
        /// Why were we surprised?
        Surprised = "surprised",
        /// What went well.
        WentWell = "went_well",
        /// What we learn.
        Learning = "learning",
        /// What we will not do, and why.
        WillNot = "will_not",
        /// Ideas for another day.
        ParkedIdeas = "parked_ideas",
        /// Who hears of it.
        SharedWith = "shared_with",
    }
}

impl Section {
    /// Its heading.
    #[must_use]
    pub fn in_words(self) -> &'static str {
        match self {
            Self::WhoWasThere => "Who was there",
            Self::Leaders => "What we leaders did that helped or hindered",
            Self::Expected => "What we expected",
            Self::Happened => "What happened",
            Self::Gap => "What lies between the two",
            Self::KnownThen => "What was known then",
            Self::KnownNow => "What we know now",
            Self::Surprised => "Why were we surprised?",
            Self::WentWell => "What went well",
            Self::Learning => "What we learn",
            Self::WillNot => "What we will not do, and why",
            Self::ParkedIdeas => "Parked ideas",
            Self::SharedWith => "Shared with",
        }
    }

    /// One line of help.
    #[must_use]
    pub fn help(self) -> &'static str {
        match self {
            Self::WhoWasThere => "How many, and in which roles. No names.",
            Self::Leaders => {
                "Leaders speak first, about themselves: what we asked for, allowed, planned or did not hear."
            }
            Self::Expected => "What should have come of it, and why did we think so?",
            Self::Happened => "As seen from inside, step by step. Roles instead of names.",
            Self::Gap => "Smaller, larger or other than expected? What is the distance?",
            Self::KnownThen => "To the people in it, at that moment.",
            Self::KnownNow => "What only became clear afterwards.",
            Self::Surprised => "What did we take for granted that was not so?",
            Self::WentWell => "What caught it, what helped, what normally makes it go right?",
            Self::Learning => "What do we understand now that we did not understand before?",
            Self::WillNot => "What we decided to leave, so that nobody waits for it.",
            Self::ParkedIdeas => "Good thoughts that belong to another day.",
            Self::SharedWith => "Who else can learn from this, and how do they hear of it?",
        }
    }
}

crate::words! {
    /// What a point is.
    Sort {
        /// Not sorted yet.
        New = "new",
        /// Something in the system that made it possible.
        Condition = "condition",
        /// What somebody says about why; it branches no further.
        Explanation = "explanation",
        /// For another day.
        Parked = "parked",
    }
}

/// Conditions beside explanations: shown as they are, never as a score.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Conditions surfaced.
    pub conditions: usize,
    /// Explanations given.
    pub explanations: usize,
}

impl Tally {
    /// Counts points; those that are not sorted and those that are parked count as neither.
    pub fn of(sorts: impl IntoIterator<Item = Sort>) -> Self {
        let mut tally = Self::default();
        for sort in sorts {
            match sort {
                Sort::Condition => tally.conditions += 1,
                Sort::Explanation => tally.explanations += 1,
                Sort::New | Sort::Parked => {}
            }
        }
        tally
    }

    /// Both numbers in a sentence.
    #[must_use]
    pub fn in_words(self) -> String {
        let of = |n: usize, one: &str, more: &str| match n {
            1 => format!("1 {one}"),
            n => format!("{n} {more}"),
        };
        format!(
            "{} surfaced, {} given",
            of(self.conditions, "condition", "conditions"),
            of(self.explanations, "explanation", "explanations")
        )
    }
}

/// Entries of a timeline in their order: those from before the event first, each group as put by hand.
pub fn in_order<T>(
    entries: &mut [T],
    before_event: impl Fn(&T) -> bool,
    position: impl Fn(&T) -> i32,
) {
    entries.sort_by_key(|entry| (!before_event(entry), position(entry)));
}

/// Whether the timeline still begins with the event: then it asks what was there the day before.
pub fn needs_the_day_before(before_event: impl IntoIterator<Item = bool>) -> bool {
    !before_event.into_iter().any(|before| before)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaders_come_before_everything_about_others() {
        let place = |section| Section::ALL.iter().position(|other| *other == section);
        for other in Section::ALL {
            if !matches!(other, Section::WhoWasThere | Section::Leaders) {
                assert!(place(Section::Leaders) < place(*other), "{other:?}");
            }
        }
    }

    #[test]
    fn conditions_and_explanations_are_tallied_and_nothing_else() {
        let tally = Tally::of([
            Sort::Condition,
            Sort::New,
            Sort::Parked,
            Sort::Explanation,
            Sort::Condition,
        ]);
        assert_eq!(
            tally.in_words(),
            "2 conditions surfaced, 1 explanation given"
        );
        assert_eq!(
            Tally::of([Sort::Condition]).in_words(),
            "1 condition surfaced, 0 explanations given"
        );
    }

    #[test]
    fn a_timeline_starts_before_the_event() {
        let mut entries = vec![(false, 1), (true, 5), (false, 0), (true, 2)];
        in_order(&mut entries, |entry| entry.0, |entry| entry.1);
        assert_eq!(entries, [(true, 2), (true, 5), (false, 0), (false, 1)]);
        assert!(needs_the_day_before([]));
        assert!(needs_the_day_before([false, false]));
        assert!(!needs_the_day_before([false, true]));
    }
}
