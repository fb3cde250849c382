//! What meetings surface, counted for the trends.

use super::store;
use crate::{
    db::{Conn, StoreError},
    kernel::ids::Id,
    trends::evidence::Meetings,
};
use chrono::NaiveDate;

/// What came out of the hanseis of these places between two days. A meeting in which nothing was sorted yet, and that
/// talked about nothing, has not been held as far as anybody can tell.
///
/// # Errors
/// When the store fails.
pub fn meetings(
    conn: &mut Conn,
    places: &[Id],
    from: NaiveDate,
    until: NaiveDate,
) -> Result<Meetings, StoreError> {
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let mut meetings = Meetings::default();
    for one in store::surfaced(conn, places, from, until)? {
        if one.tally.conditions + one.tally.explanations > 0 {
            meetings.held += 1;
        }
        meetings.conditions += count(one.tally.conditions);
        meetings.explanations += count(one.tally.explanations);
    }
    meetings.reports = store::talked_about(conn, places, from, until)?;
    Ok(meetings)
}
