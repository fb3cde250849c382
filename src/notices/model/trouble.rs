//! What can go wrong on the way, and when it is tried again.

use chrono::TimeDelta;

/// Why a mail did not go out. It holds nothing that the mail server said in words: those often repeat
/// the address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// The mail server could not be reached.
    Away,
    /// It did not answer in time.
    Silent,
    /// It broke off, or said what cannot be understood.
    BrokeOff,
    /// The way to it could not be kept from others.
    Unsafe,
    /// It did not let us sign in; its code.
    SignIn(u16),
    /// It said: later; its code.
    Later(u16),
    /// It said no for good; its code.
    Refused(u16),
    /// No mail can go to this address.
    NoAddress,
    /// The account was closed meanwhile.
    Closed,
}

/// What happens next with a mail that did not go out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// Tried again after so long.
    Again(TimeDelta),
    /// Given up.
    GiveUp,
}

/// Minutes between tries; after the last of them it is given up.
const MINUTES: [i64; 5] = [1, 5, 30, 2 * 60, 12 * 60];

/// What happens after the `tries`th try (counted from 1) has failed.
///
/// A "no" for good about this mail is not tried again: it would be the same, and servers take those who
/// insist for senders of spam. Whatever is wrong between us and the mail server is: somebody may mend it.
#[must_use]
pub fn after(tries: i32, trouble: Trouble) -> Next {
    if trouble.is_for_good() {
        return Next::GiveUp;
    }
    usize::try_from(tries - 1)
        .ok()
        .and_then(|at| MINUTES.get(at))
        .map_or(Next::GiveUp, |minutes| {
            Next::Again(TimeDelta::minutes(*minutes))
        })
}

impl Trouble {
    /// From the code of the mail server's answer.
    #[must_use]
    pub fn of_code(code: u16) -> Self {
        match code {
            530 | 534 | 535 | 538 => Self::SignIn(code),
            500.. => Self::Refused(code),
            _ => Self::Later(code),
        }
    }

    /// Whether trying again would change nothing.
    #[must_use]
    pub fn is_for_good(self) -> bool {
        matches!(self, Self::Refused(_) | Self::NoAddress | Self::Closed)
    }

    /// Whether other mails would meet the same now.
    #[must_use]
    pub fn is_the_servers(self) -> bool {
        matches!(
            self,
            Self::Away
                | Self::Silent
                | Self::BrokeOff
                | Self::Unsafe
                | Self::SignIn(_)
                | Self::Later(421)
        )
    }

    /// As admins read it.
    #[must_use]
    pub fn in_words(self) -> String {
        match self {
            Self::Away => "The mail server could not be reached.".into(),
            Self::Silent => "The mail server did not answer in time.".into(),
            Self::BrokeOff => "The mail server broke off.".into(),
            Self::Unsafe => "The mail server's certificate could not be trusted.".into(),
            Self::SignIn(code) => format!("The mail server did not let us sign in ({code})."),
            Self::Later(code) => format!("The mail server asked us to come later ({code})."),
            Self::Refused(code) => format!("The mail server refused it ({code})."),
            Self::NoAddress => "No mail can go to this address.".into(),
            Self::Closed => "The account is closed.".into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_tried_again_ever_more_slowly_and_then_given_up() {
        let waits: Vec<i64> = (1..)
            .map_while(|tries| match after(tries, Trouble::Away) {
                Next::Again(wait) => Some(wait.num_minutes()),
                Next::GiveUp => None,
            })
            .collect();
        assert_eq!(waits, [1, 5, 30, 120, 720]);
        assert_eq!(after(0, Trouble::Away), Next::GiveUp);
    }

    #[test]
    fn a_no_for_good_is_not_asked_again_but_a_wrong_password_is() {
        assert_eq!(after(1, Trouble::of_code(550)), Next::GiveUp);
        assert_eq!(
            after(1, Trouble::of_code(535)),
            Next::Again(TimeDelta::minutes(1))
        );
        assert_eq!(
            after(1, Trouble::of_code(451)),
            Next::Again(TimeDelta::minutes(1))
        );
        assert!(Trouble::of_code(421).is_the_servers());
        assert!(!Trouble::of_code(451).is_the_servers());
    }
}
