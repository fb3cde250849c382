//! QR codes as one path of an SVG, so that a page needs no image and paper no pixels.

use fast_qr::{ECL, QRBuilder};
use serde::Serialize;
use std::fmt::Write;

/// Light modules around the code. Scanners need four: the posters' white frames give the others.
const QUIET: usize = 2;

/// A QR code in units of its modules.
#[derive(Debug, Serialize)]
pub struct QrCode {
    /// The length of a side, with the light border.
    pub side: usize,
    /// The dark modules, as the `d` of a path.
    pub path: String,
}

impl QrCode {
    /// The code of a short text; a quarter of it may be torn or dirty. `None` when the text is too long.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        let code = QRBuilder::new(text).ecl(ECL::Q).build().ok()?;
        let mut path = String::new();
        for row in 0..code.size {
            let dark = |column: usize| column < code.size && code[row][column].value();
            let mut column = 0;
            while column < code.size {
                let start = column;
                while dark(column) {
                    column += 1;
                }
                let length = column - start;
                if length > 0 {
                    let (x, y) = (start + QUIET, row + QUIET);
                    // Writing to a string does not fail.
                    let _ = write!(path, "M{x} {y}h{length}v1h-{length}z");
                }
                column += 1;
            }
        }
        Some(Self {
            side: code.size + 2 * QUIET,
            path,
        })
    }
}
