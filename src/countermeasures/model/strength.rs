//! How much a change relies on people taking care: the action hierarchy, in plain words.

crate::words! {
    /// A group of the action hierarchy, strongest first.
    Group {
        /// It changes the work itself: going wrong becomes hard.
        Stronger = "stronger",
        /// It helps, and people still have to take part in it.
        Intermediate = "intermediate",
        /// It relies on people remembering and taking care.
        Weaker = "weaker",
    }
}

impl Group {
    /// The group in a word.
    #[must_use]
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Stronger => "Stronger",
            Self::Intermediate => "Intermediate",
            Self::Weaker => "Weaker",
        }
    }

    /// What its changes have in common.
    #[must_use]
    pub fn says(self) -> &'static str {
        match self {
            Self::Stronger => "Changes the work itself: going wrong becomes hard.",
            Self::Intermediate => "Helps, and people still have to take part.",
            Self::Weaker => "Relies on people remembering and taking care.",
        }
    }

    /// Its share in per cent in 227 published analyses (Hibbert et al., "Are root
    /// cause analyses recommendations effective and sustainable?", 2018).
    #[must_use]
    pub fn published(self) -> u8 {
        match self {
            Self::Stronger => 8,
            Self::Intermediate => 44,
            Self::Weaker => 48,
        }
    }
}

crate::words! {
    /// What kind of change it is.
    Strength {
        /// The wrong way does not fit.
        ForcingFunction = "forcing_function",
        /// A technical change takes the danger away.
        EngineeringControl = "engineering_control",
        /// Fewer steps.
        Simplify = "simplify",
        /// The same everywhere.
        Standardise = "standardise",
        /// Leaders are there and change what they see.
        LeadershipPresence = "leadership_presence",
        /// A second one is ready.
        Redundancy = "redundancy",
        /// More hands, or less work at once.
        Staffing = "staffing",
        /// Software that helps.
        Software = "software",
        /// A list at the place of work.
        Checklist = "checklist",
        /// Quiet for the steps that need it.
        FewerDistractions = "fewer_distractions",
        /// A sign or an alarm.
        Warning = "warning",
        /// Teaching.
        Training = "training",
        /// A rule on paper.
        Policy = "policy",
        /// Somebody looks once more.
        DoubleCheck = "double_check",
    }
}

impl Strength {
    /// The group that it belongs to.
    #[must_use]
    pub fn group(self) -> Group {
        match self {
            Self::ForcingFunction
            | Self::EngineeringControl
            | Self::Simplify
            | Self::Standardise
            | Self::LeadershipPresence => Group::Stronger,
            Self::Redundancy
            | Self::Staffing
            | Self::Software
            | Self::Checklist
            | Self::FewerDistractions => Group::Intermediate,
            Self::Warning | Self::Training | Self::Policy | Self::DoubleCheck => Group::Weaker,
        }
    }

    /// The kind, by its name in the field.
    #[must_use]
    pub fn in_words(self) -> &'static str {
        match self {
            Self::ForcingFunction => "Forcing function",
            Self::EngineeringControl => "Engineering control",
            Self::Simplify => "Simplify",
            Self::Standardise => "Standardise",
            Self::LeadershipPresence => "Leadership presence",
            Self::Redundancy => "Redundancy",
            Self::Staffing => "Staffing",
            Self::Software => "Software",
            Self::Checklist => "Checklist",
            Self::FewerDistractions => "Fewer distractions",
            Self::Warning => "Warning",
            Self::Training => "Training",
            Self::Policy => "Policy",
            Self::DoubleCheck => "Double check",
        }
    }

    /// What it means in plain words, with an example from a hall or a ward.
    #[must_use]
    pub fn example(self) -> &'static str {
        match self {
            Self::ForcingFunction => {
                "The wrong way does not fit: the plug goes only into the right socket."
            }
            Self::EngineeringControl => {
                "A technical change takes the danger away: a roof keeps the ramp dry."
            }
            Self::Simplify => {
                "Fewer steps, fewer parts: two of the five steps are not needed any more."
            }
            Self::Standardise => {
                "The same everywhere: every trolley has the same drawers in the same order."
            }
            Self::LeadershipPresence => {
                "Leaders are there and remove what is in the way: the shift lead walks the line each day."
            }
            Self::Redundancy => "A second one is ready: a second pump starts by itself.",
            Self::Staffing => {
                "More hands, or less at once: one more pair of hands at the end of the late shift."
            }
            Self::Software => {
                "The program helps: the screen shows the weight and asks when it is unusual."
            }
            Self::Checklist => {
                "A list at the place of work: five lines at the machine, read out before the start."
            }
            Self::FewerDistractions => {
                "Quiet for the steps that need it: no calls while medicine is prepared."
            }
            Self::Warning => "A sign or an alarm: a yellow sign at the edge of the ramp.",
            Self::Training => "Teaching: half an hour for everybody on the line.",
            Self::Policy => "A rule on paper: a page in the handbook says how it is meant.",
            Self::DoubleCheck => "Somebody looks once more: a colleague reads the dose again.",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_belongs_to_a_group_and_has_an_example_of_its_own() {
        let of = |group: Group| {
            let kinds = Strength::ALL.iter().filter(|one| one.group() == group);
            kinds.count()
        };
        assert_eq!(
            Group::ALL
                .iter()
                .map(|group| of(*group))
                .collect::<Vec<_>>(),
            [5, 5, 4]
        );
        let mut examples: Vec<_> = Strength::ALL.iter().map(|one| one.example()).collect();
        examples.sort_unstable();
        examples.dedup();
        assert_eq!(examples.len(), Strength::ALL.len());
    }

    #[test]
    fn the_published_shares_are_a_whole() {
        assert_eq!(
            Group::ALL.iter().map(|group| group.published()).sum::<u8>(),
            100
        );
    }
}
