//! The room that phones enter by a code.

use crate::kernel::code::Code;
use chrono::{DateTime, TimeDelta, Utc};

/// The code that is read aloud: six characters.
pub type RoomCode = Code<6>;

crate::words! {
    /// What the room is for at this moment.
    Stage {
        /// Everybody writes; nobody sees what others write.
        Silent = "silent",
        /// The points are turned over, and looked at together.
        Turned = "turned",
        /// The pulse is asked for.
        Pulse = "pulse",
        /// The pulse has ended.
        Over = "over",
    }
}

/// A room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    /// Its code.
    pub code: RoomCode,
    /// Until when the code opens it.
    pub open_until: DateTime<Utc>,
    /// What it is for now.
    pub stage: Stage,
}

impl Room {
    /// A fresh room: open for twelve hours.
    #[must_use]
    pub fn fresh(at: DateTime<Utc>, stage: Stage) -> Self {
        Self {
            code: RoomCode::random(),
            open_until: at + TimeDelta::hours(12),
            stage,
        }
    }

    /// Whether its code opens it.
    #[must_use]
    pub fn is_open(&self, at: DateTime<Utc>) -> bool {
        at < self.open_until
    }

    /// Whether nobody can answer the pulse any more.
    #[must_use]
    pub fn pulse_has_ended(&self, at: DateTime<Utc>) -> bool {
        self.stage == Stage::Over || (self.stage == Stage::Pulse && !self.is_open(at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_opens_its_room_for_twelve_hours() {
        let at: DateTime<Utc> = "2026-03-04T09:30:00Z".parse().unwrap();
        let room = Room::fresh(at, Stage::Pulse);
        assert!(room.is_open(at + TimeDelta::minutes(719)));
        assert!(!room.is_open(at + TimeDelta::hours(12)));
        assert!(!room.pulse_has_ended(at));
        assert!(room.pulse_has_ended(at + TimeDelta::hours(12)));
        let silent = Room {
            stage: Stage::Silent,
            ..room
        };
        assert!(!silent.pulse_has_ended(at + TimeDelta::hours(12)));
    }
}
