//! Pictures without a past: what a camera writes beside a picture is gone afterwards. And drawings of our own, painted.
//!
//! Bytes go in, bytes come out. What never happens here: rooms, rows, pages, files, the clock. A file's name and
//! declared type are never asked for. Sizes are in pixels and in bytes.
//!
//! - [`clean()`]: any JPEG, PNG or WebP becomes a JPEG that holds the picture and nothing else
//! - [`small()`]: the same once more, small enough to stand within a page
//! - [`draw()`]: a chart as SVG becomes a PNG
//! - [`Refusal`]: why a file is not taken, in words for whoever sent it

mod clean;
mod draw;
mod refusal;
mod whole;

pub use clean::{LONG_EDGE, MOST_BYTES, MOST_EDGE, MOST_PIXELS, Picture, clean, small};
pub use draw::{DrawError, draw};
pub use refusal::Refusal;
