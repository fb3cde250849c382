//! The condition map on the sheet and on paper.

use crate::{
    a3::store::A3,
    db::{Conn, StoreError},
};
use serde::Serialize;

/// What the map's part of a page says.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct MapPart {}

impl MapPart {
    /// The map of a sheet that the reader has seen.
    #[expect(clippy::unnecessary_wraps, reason = "what it will read can fail")]
    pub(super) fn load(_conn: &mut Conn, _a3: &A3) -> Result<Self, StoreError> {
        Ok(Self {})
    }

    /// Lines of text that it takes the place of on paper; none while there is no map.
    #[expect(clippy::unused_self, reason = "what it holds will say")]
    pub(super) fn lines(&self) -> usize {
        0
    }
}
