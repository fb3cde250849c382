//! Where a sheet stands, and what it may become.

crate::words! {
    /// Where a sheet stands.
    Status {
        /// The problem is being understood.
        Drafting = "drafting",
        /// Countermeasures are being tried.
        Doing = "doing",
        /// Somebody looks whether they did what was expected.
        Checking = "checking",
        /// What worked is how it is done now.
        Standardised = "standardised",
        /// It is not followed up, with a reason.
        LetGo = "let_go",
    }
}

impl Status {
    /// In words.
    #[must_use]
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Drafting => "Drafting",
            Self::Doing => "Doing",
            Self::Checking => "Checking",
            Self::Standardised => "Standardised",
            Self::LetGo => "Let go",
        }
    }

    /// What it means.
    #[must_use]
    pub fn says(self) -> &'static str {
        match self {
            Self::Drafting => "We are still finding out what made it possible.",
            Self::Doing => "We are trying countermeasures.",
            Self::Checking => "We are looking whether they did what we expected.",
            Self::Standardised => "What worked is how we do it now.",
            Self::LetGo => "We do not go on with it, and say why.",
        }
    }

    /// Whether somebody still works on it.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Drafting | Self::Doing | Self::Checking)
    }
}

/// Why the rules say no. Each sentence is read by the person who asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Not there, or not for this person.
    #[error("This A3 is not here.")]
    NotHere,
    /// No report with this reference that this person may see.
    #[error("There is no report with one of these references. Please check each character.")]
    UnknownReport,
    /// Thanks come before solving.
    #[error("Please thank the reporter first. That opens the rest.")]
    ThankFirst,
    /// More than one sheet can hold.
    #[error("One A3 can learn from 40 reports at most.")]
    EnoughReports,
    /// Neither a report nor a place.
    #[error("Please choose the place that it is about, or give the reference of a report.")]
    NoPlace,
    /// The owner or mentor chosen is neither a lead nor an improver with an open account.
    #[error("Please choose one of the list.")]
    UnknownPerson,
    /// Let go without saying why.
    #[error("Please say in a sentence why you let it go. Others will want to know.")]
    ReasonMissing,
    /// Standardised without a check.
    #[error(
        "Please look first whether it did what you expected: set it to checking, and write what you found under Follow-up: actual."
    )]
    NotCheckedYet,
    /// Six pictures.
    #[error("There are five pictures already. Take one away first.")]
    EnoughPictures,
}

/// Whether a sheet may change from where it stands. Letting go needs a reason; what is standardised was
/// checked before, and what was found stands on the sheet. Everything else may change at any time: who
/// learns goes back.
///
/// # Errors
/// `Refusal::ReasonMissing`, `Refusal::NotCheckedYet`.
pub fn may_become(
    now: Status,
    next: Status,
    reason: Option<&str>,
    found: &str,
) -> Result<(), Refusal> {
    match next {
        Status::LetGo if reason.is_none_or(|reason| reason.trim().is_empty()) => {
            Err(Refusal::ReasonMissing)
        }
        Status::Standardised
            if now != Status::Standardised
                && (now != Status::Checking || found.trim().is_empty()) =>
        {
            Err(Refusal::NotCheckedYet)
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letting_go_needs_a_reason() {
        for now in Status::ALL {
            assert_eq!(
                may_become(*now, Status::LetGo, Some(" "), "x"),
                Err(Refusal::ReasonMissing)
            );
            assert_eq!(
                may_become(*now, Status::LetGo, Some("No money."), ""),
                Ok(())
            );
        }
    }

    #[test]
    fn a_standard_was_checked_and_what_was_found_is_written() {
        let to = |now, found| may_become(now, Status::Standardised, None, found);
        assert_eq!(to(Status::Checking, "It held."), Ok(()));
        assert_eq!(to(Status::Checking, " "), Err(Refusal::NotCheckedYet));
        for now in [Status::Drafting, Status::Doing, Status::LetGo] {
            assert_eq!(to(now, "It held."), Err(Refusal::NotCheckedYet), "{now:?}");
        }
    }

    #[test]
    fn one_may_always_go_back() {
        for now in Status::ALL {
            for next in [Status::Drafting, Status::Doing, Status::Checking] {
                assert_eq!(may_become(*now, next, None, ""), Ok(()));
            }
        }
    }
}
