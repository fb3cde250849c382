//! Unpacks a picture within limits, turns it upright, makes it smaller and writes it anew.

use super::{
    Refusal,
    whole::{Kind, whole},
};
use image::{
    ColorType, DynamicImage, ImageDecoder, ImageError, Limits, Rgb, RgbImage,
    codecs::{
        jpeg::{JpegDecoder, JpegEncoder},
        png::PngDecoder,
        webp::WebPDecoder,
    },
    imageops::FilterType,
};
use std::io::Cursor;

/// Bytes of a file: 12 MiB.
pub const MOST_BYTES: usize = 12 * 1024 * 1024;
/// Pixels of a picture as it comes.
pub const MOST_PIXELS: u64 = 40_000_000;
/// Pixels of its longer edge as it comes.
pub const MOST_EDGE: u32 = 12_000;
/// Pixels of the longer edge as it is kept.
pub const LONG_EDGE: u32 = 1_600;

/// Pixels of the longer edge within a page.
const SMALL_EDGE: u32 = 320;
/// Bytes that unpacking one picture may take.
const MOST_MEMORY: u64 = 256 * 1024 * 1024;
/// How close a picture stays to what came, of 100.
const QUALITY: u8 = 80;

/// A picture that holds nothing but itself.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    /// A JPEG of the segments that make a picture, and no others.
    pub jpeg: Vec<u8>,
    /// Pixels across, 1 to [`LONG_EDGE`].
    pub width: u16,
    /// Pixels down, 1 to [`LONG_EDGE`].
    pub height: u16,
}

/// The picture of a file, upright, on white, at most [`LONG_EDGE`] long, as a JPEG without anything else in it.
/// Of a moving picture it is the first. The same file gives the same bytes.
///
/// Takes up to some seconds and some hundred megabytes of memory.
///
/// # Errors
/// A sentence about the file. What is too large is refused before it is unpacked.
pub fn clean(file: &[u8]) -> Result<Picture, Refusal> {
    if file.len() > MOST_BYTES {
        return Err(Refusal::TooManyBytes);
    }
    let (kind, file) = whole(file)?;
    let file = Cursor::new(file);
    let picture = match kind {
        Kind::Jpeg { .. } => upright(JpegDecoder::new(file).map_err(refused)?, kind),
        Kind::Png => upright(
            PngDecoder::with_limits(file, limits()).map_err(refused)?,
            kind,
        ),
        Kind::WebP { .. } => upright(WebPDecoder::new(file).map_err(refused)?, kind),
    }?;
    written(&picture, QUALITY)
}

/// A picture of ours for within a page, at most 320 pixels long.
///
/// # Errors
/// When it is no picture of ours.
pub fn small(jpeg: &[u8]) -> Result<Picture, Refusal> {
    let decoder = JpegDecoder::new(Cursor::new(jpeg)).map_err(refused)?;
    let (width, height) = decoder.dimensions();
    sized(width, height)?;
    let whole = DynamicImage::from_decoder(decoder).map_err(refused)?;
    let small = whole.thumbnail(
        SMALL_EDGE.min(width.max(height)),
        SMALL_EDGE.min(width.max(height)),
    );
    written(&small.into_rgb8(), QUALITY - 10)
}

/// Whether a picture of this size may be unpacked at all.
pub(super) fn sized(width: u32, height: u32) -> Result<(), Refusal> {
    if width == 0 || height == 0 {
        return Err(Refusal::Damaged);
    }
    if width.max(height) > MOST_EDGE || u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(Refusal::TooManyPixels);
    }
    Ok(())
}

fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.max_image_width = Some(MOST_EDGE);
    limits.max_image_height = Some(MOST_EDGE);
    limits.max_alloc = Some(MOST_MEMORY);
    limits
}

/// Bytes for each pixel while it is unpacked: what comes out, and what the decoder or we need beside it.
fn bytes_a_pixel(kind: Kind, color: ColorType) -> u64 {
    let out = u64::from(color.bytes_per_pixel());
    let beside = match kind {
        // All coefficients are kept until the last pass.
        Kind::Jpeg { progressive: true } => 2 * u64::from(color.channel_count()),
        Kind::Jpeg { progressive: false } => 0,
        // Two bytes a colour become one, in a second picture.
        Kind::Png => u64::from(out > u64::from(color.channel_count())) * 4,
        Kind::WebP { animated: true } => 8,
        Kind::WebP { animated: false } => 4,
    };
    out + beside
}

fn upright(mut decoder: impl ImageDecoder, kind: Kind) -> Result<RgbImage, Refusal> {
    let (width, height) = decoder.dimensions();
    sized(width, height)?;
    let pixels = u64::from(width) * u64::from(height);
    if pixels * bytes_a_pixel(kind, decoder.color_type()) > MOST_MEMORY {
        return Err(Refusal::TooManyPixels);
    }
    decoder.set_limits(limits()).map_err(refused)?;
    // A picture whose notes cannot be read is shown as it lies.
    let orientation = decoder.orientation().ok();
    let mut picture = scaled(on_white(
        DynamicImage::from_decoder(decoder).map_err(refused)?,
    ));
    if let Some(orientation) = orientation {
        picture.apply_orientation(orientation);
    }
    Ok(picture.into_rgb8())
}

/// Where it can be seen through, white shines through. In place, as another copy may be large.
fn on_white(picture: DynamicImage) -> DynamicImage {
    if !picture.color().has_alpha() {
        return picture;
    }
    let mut picture = picture.into_rgba8();
    for pixel in picture.pixels_mut() {
        let opaque = u16::from(pixel[3]);
        for part in 0..3 {
            let mixed = (u16::from(pixel[part]) * opaque + 255 * (255 - opaque) + 127) / 255;
            pixel[part] = u8::try_from(mixed).unwrap_or(u8::MAX);
        }
        pixel[3] = u8::MAX;
    }
    picture.into()
}

/// At most [`LONG_EDGE`] long. Far larger ones are halved roughly first: the fine way needs much memory for them.
fn scaled(picture: DynamicImage) -> DynamicImage {
    let longer = |picture: &DynamicImage| picture.width().max(picture.height());
    let mut picture = picture;
    if longer(&picture) > 2 * LONG_EDGE {
        picture = picture.thumbnail(2 * LONG_EDGE, 2 * LONG_EDGE);
    }
    if longer(&picture) > LONG_EDGE {
        picture = picture.resize(LONG_EDGE, LONG_EDGE, FilterType::CatmullRom);
    }
    picture
}

fn written(picture: &RgbImage, quality: u8) -> Result<Picture, Refusal> {
    let edge = |edge: u32| u16::try_from(edge).map_err(|_too_long| Refusal::TooManyPixels);
    let (width, height) = (edge(picture.width())?, edge(picture.height())?);
    let mut jpeg = Vec::new();
    JpegEncoder::new_with_quality(&mut jpeg, quality)
        .encode_image::<image::ImageBuffer<Rgb<u8>, Vec<u8>>>(picture)
        .map_err(refused)?;
    Ok(Picture {
        jpeg,
        width,
        height,
    })
}

/// What a decoder says, which may quote the file, becomes a sentence of ours.
fn refused(failure: ImageError) -> Refusal {
    match failure {
        ImageError::Limits(_) => Refusal::TooManyPixels,
        ImageError::Unsupported(_) => Refusal::OtherPicture,
        _ => Refusal::Damaged,
    }
}
