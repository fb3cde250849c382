//! A share of reports, in tenths.

/// So many of ten reports: as fine as few reports can say it, and too coarse to count back from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Share {
    /// None of them.
    None,
    /// Less than one of twenty, but some.
    Few,
    /// 1 to 9 of ten, rounded.
    Tenths(i64),
    /// More than nineteen of twenty, but not all.
    Most,
    /// All of them.
    All,
}

impl Share {
    /// The share of `part` in `whole`; `None` of nothing.
    pub(crate) fn of(part: i64, whole: i64) -> Option<Self> {
        if whole <= 0 || part < 0 || part > whole {
            return None;
        }
        let tenths = (part.saturating_mul(20) / whole + 1) / 2;
        Some(match (part, tenths) {
            (0, _) => Self::None,
            (all, _) if all == whole => Self::All,
            (_, 0) => Self::Few,
            (_, 10) => Self::Most,
            (_, tenths) => Self::Tenths(tenths),
        })
    }

    /// As a number from 0 to 1, rounded to tenths.
    pub(crate) fn number(self) -> f64 {
        match self {
            Self::None | Self::Few => 0.0,
            Self::Tenths(tenths) => tenths as f64 / 10.0,
            Self::Most | Self::All => 1.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounded_to_tenths_but_never_to_none_or_all() {
        let shares = [(0, 7), (1, 100), (5, 100), (7, 10), (96, 100), (9, 9)];
        assert_eq!(
            shares.map(|(part, whole)| Share::of(part, whole)),
            [
                Some(Share::None),
                Some(Share::Few),
                Some(Share::Tenths(1)),
                Some(Share::Tenths(7)),
                Some(Share::Most),
                Some(Share::All)
            ]
        );
        assert_eq!(Share::of(0, 0), None);
        assert_eq!(Share::of(3, 2), None);
    }
}
