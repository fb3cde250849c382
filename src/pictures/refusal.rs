//! Why a file is not taken.

/// Why a file is not taken, and what to do instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// No bytes at all.
    #[error("No photo arrived. Please choose one and send it again.")]
    Empty,
    /// More than [`super::MOST_BYTES`].
    #[error(
        "This photo is larger than 12 megabytes. Please send a smaller one; a screenshot of it works too."
    )]
    TooManyBytes,
    /// More pixels, a longer edge or more memory than is safe to unpack.
    #[error(
        "This picture has more dots than we can unpack. Please send a smaller one; a screenshot of it works too."
    )]
    TooManyPixels,
    /// HEIC or HEIF, as some phones write it.
    #[error(
        "This is a HEIC photo, which we cannot open. In your camera's settings choose \"Most compatible\" and take it again, or send a screenshot of it."
    )]
    Heic,
    /// GIF.
    #[error(
        "This is a GIF. Please send a photo as JPEG, PNG or WebP; a screenshot of it works too."
    )]
    Gif,
    /// SVG: a drawing that can hold programs.
    #[error(
        "This is an SVG drawing. Please send a photo as JPEG, PNG or WebP; a screenshot of it works too."
    )]
    Svg,
    /// A picture of another kind, or of a rare kind of these three.
    #[error(
        "This is a kind of picture that we cannot open. Please send JPEG, PNG or WebP; a screenshot of it works too."
    )]
    OtherPicture,
    /// No picture, whatever its name says.
    #[error("This file is not a photo. Please choose a photo: JPEG, PNG or WebP.")]
    NoPicture,
    /// It ends too early or contradicts itself.
    #[error(
        "This photo is damaged or did not arrive whole. Please send it again, or take it anew."
    )]
    Damaged,
}
