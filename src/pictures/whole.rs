//! Walks through a file before anything unpacks it: which kind it is, where the picture ends, and whether it is
//! all there.
//!
//! Decoders are forgiving: they paint what is missing grey, and believe a length that the file does not have.

use super::{Refusal, clean::sized};

/// The kinds of pictures that are taken, by their content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Jpeg { progressive: bool },
    Png,
    WebP { animated: bool },
}

/// The kind of a file, and the file without what follows the picture.
///
/// # Errors
/// A file of another kind, or one that ends too early.
pub(super) fn whole(file: &[u8]) -> Result<(Kind, &[u8]), Refusal> {
    if file.is_empty() {
        Err(Refusal::Empty)
    } else if file.starts_with(&[0xFF, 0xD8]) {
        jpeg(file)
    } else if file.starts_with(PNG) {
        png(file)
    } else if file.starts_with(b"RIFF") && file.get(8..12) == Some(b"WEBP") {
        webp(file)
    } else {
        Err(other(file))
    }
}

/// Passes over one picture: cameras need one, progressive ones about ten, and each takes its time.
const MOST_SCANS: u32 = 100;

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

/// The sentence for what is none of the three.
fn other(file: &[u8]) -> Refusal {
    let starts = |with: &[u8]| file.starts_with(with);
    if file.get(4..8) == Some(b"ftyp") {
        return match file.get(8..12) {
            Some(b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx" | b"mif1" | b"msf1") => {
                Refusal::Heic
            }
            Some(b"avif" | b"avis") => Refusal::OtherPicture,
            _ => Refusal::NoPicture,
        };
    }
    if starts(b"GIF8") {
        return Refusal::Gif;
    }
    if [
        &b"BM"[..],
        b"II*\0",
        b"MM\0*",
        b"II+\0",
        b"MM\0+",
        b"\xFF\x0A",
        b"\0\0\0\x0CJXL ",
        b"8BPS",
        b"\0\0\x01\0",
    ]
    .iter()
    .any(|start| starts(start))
    {
        return Refusal::OtherPicture;
    }
    let head = String::from_utf8_lossy(file.get(..1024).unwrap_or(file)).to_lowercase();
    if head.contains("<svg") {
        Refusal::Svg
    } else {
        Refusal::NoPicture
    }
}

/// Big-endian number of two bytes.
fn two(file: &[u8], at: usize) -> Option<usize> {
    Some(usize::from(u16::from_be_bytes(
        file.get(at..at + 2)?.try_into().ok()?,
    )))
}

/// Segments up to the end of the picture. Between the scans is data in which 0xFF is followed by 0 or by a restart.
fn jpeg(file: &[u8]) -> Result<(Kind, &[u8]), Refusal> {
    let mut progressive = false;
    let mut scans = 0;
    let mut at = 2;
    loop {
        // Fill bytes, scan data, and what careless programs leave between segments.
        while *file.get(at).ok_or(Refusal::Damaged)? != 0xFF {
            at += 1;
        }
        let marker = *file.get(at + 1).ok_or(Refusal::Damaged)?;
        match marker {
            0xFF => at += 1,
            0x00 | 0x01 | 0xD0..=0xD7 => at += 2,
            0xD9 => return Ok((Kind::Jpeg { progressive }, &file[..at + 2])),
            // A second picture before the first has ended.
            0xD8 => return Err(Refusal::Damaged),
            _ => {
                // Extended, lossless, hierarchical and arithmetic kinds, which no camera writes.
                if matches!(marker, 0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF) {
                    return Err(Refusal::OtherPicture);
                }
                progressive |= marker == 0xC2;
                scans += u32::from(marker == 0xDA);
                if scans > MOST_SCANS {
                    return Err(Refusal::Damaged);
                }
                let length = two(file, at + 2)
                    .filter(|length| *length >= 2)
                    .ok_or(Refusal::Damaged)?;
                at += 2 + length;
            }
        }
    }
}

/// Chunks up to the one that ends the picture.
fn png(file: &[u8]) -> Result<(Kind, &[u8]), Refusal> {
    let mut at = PNG.len();
    loop {
        let head = file.get(at..at + 8).ok_or(Refusal::Damaged)?;
        let length = u32::from_be_bytes([head[0], head[1], head[2], head[3]]);
        let end = usize::try_from(length)
            .ok()
            .and_then(|length| at.checked_add(length)?.checked_add(12))
            .filter(|end| *end <= file.len())
            .ok_or(Refusal::Damaged)?;
        if &head[4..] == b"IEND" {
            return Ok((Kind::Png, &file[..end]));
        }
        at = end;
    }
}

/// Chunks of the container. Each frame says its size once more, and a decoder unpacks it before it compares.
fn webp(file: &[u8]) -> Result<(Kind, &[u8]), Refusal> {
    let size = little(file, 4)?;
    let end = size
        .checked_add(8)
        .filter(|end| *end <= file.len())
        .ok_or(Refusal::Damaged)?;
    let file = &file[..end];
    let mut animated = false;
    let mut at = 12;
    while at < end {
        // The last byte of padding is often left out.
        let (name, content, next) = chunk(file, at)?;
        if name == b"ANMF" {
            animated = true;
            let mut inner = 16;
            while inner < content.len() {
                let (name, frame, next) = chunk(content, inner)?;
                may_be_unpacked(name, frame)?;
                inner = next;
            }
        } else {
            may_be_unpacked(name, content)?;
        }
        at = next;
    }
    Ok((Kind::WebP { animated }, file))
}

/// Little-endian number of four bytes.
fn little(file: &[u8], at: usize) -> Result<usize, Refusal> {
    let bytes = file.get(at..at + 4).and_then(|bytes| bytes.try_into().ok());
    let number = u32::from_le_bytes(bytes.ok_or(Refusal::Damaged)?);
    usize::try_from(number).map_err(|_too_large| Refusal::Damaged)
}

/// Name and content of the chunk at a place, and where the next begins.
fn chunk(file: &[u8], at: usize) -> Result<(&[u8], &[u8], usize), Refusal> {
    let name = file.get(at..at + 4).ok_or(Refusal::Damaged)?;
    let length = little(file, at + 4)?;
    let start = at + 8;
    let end = start.checked_add(length).ok_or(Refusal::Damaged)?;
    let content = file.get(start..end).ok_or(Refusal::Damaged)?;
    Ok((name, content, end + length % 2))
}

/// Whether a lossy frame is of a size that may be unpacked; the lossless decoder compares before it unpacks.
fn may_be_unpacked(name: &[u8], frame: &[u8]) -> Result<(), Refusal> {
    if name != b"VP8 " {
        return Ok(());
    }
    let edge = |at: usize| -> Result<u32, Refusal> {
        let bytes = frame.get(at..at + 2).ok_or(Refusal::Damaged)?;
        Ok(u32::from(u16::from_le_bytes([bytes[0], bytes[1]]) & 0x3FFF))
    };
    sized(edge(6)?, edge(8)?)
}
