//! Made-up chance with a fixed seed: each run makes the same house.

/// `SplitMix64` (Steele, Lea and Flood 2014): small, and the same everywhere.
pub(super) struct Chance(u64);

impl Chance {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(super) fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        bits ^ (bits >> 31)
    }

    /// Between 0 and 1, never either of them.
    pub(super) fn share(&mut self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "53 bits fit")]
        let share = (self.bits() >> 11) as f64;
        (share + 0.5) / 9_007_199_254_740_992.0
    }

    /// True in so many of a hundred cases.
    pub(super) fn percent(&mut self, percent: u32) -> bool {
        self.share() * 100.0 < f64::from(percent)
    }

    /// A whole number below `end`.
    pub(super) fn below(&mut self, end: usize) -> usize {
        let at = (u128::from(self.bits()) * end as u128) >> 64;
        usize::try_from(at).unwrap_or(0)
    }

    /// One of these, each as often as its weight says.
    pub(super) fn one_of<T: Copy>(&mut self, choices: &[(T, u32)]) -> Option<T> {
        let all: u32 = choices.iter().map(|(_, weight)| weight).sum();
        let mut at = self.share() * f64::from(all);
        for (choice, weight) in choices {
            at -= f64::from(*weight);
            if at < 0.0 {
                return Some(*choice);
            }
        }
        choices.last().map(|(choice, _)| *choice)
    }

    /// Days that are mostly few and now and then many: `mean` on average, at most `most`.
    pub(super) fn days(&mut self, mean: f64, most: u64) -> u64 {
        let days = -self.share().ln() * mean;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a number of days, cut at the most"
        )]
        let days = days as u64;
        days.min(most)
    }
}
