//! Pictures lose their past, stand upright, and nothing that calls itself a picture brings the house down.

use crate::support::pictures::{
    CORNERS, Tagged, corners, corpus, exif, extended_webp, find, jpeg, markers, moving_png,
    moving_webp, noted_jpeg, packed, photo, png, png_chunk, riff, segment, upright, webp,
};
use candor::pictures::{LONG_EDGE, MOST_BYTES, Picture, Refusal, clean, small};
use image::{DynamicImage, ImageBuffer, Luma, Rgb, RgbImage, Rgba};
use proptest::prelude::*;
use std::{fs, path::Path, sync::OnceLock, time::Instant};

fn all() -> &'static [Tagged] {
    static ALL: OnceLock<Vec<Tagged>> = OnceLock::new();
    ALL.get_or_init(corpus)
}

/// Nothing stands in it but what makes a JPEG.
#[track_caller]
fn holds_nothing_else(name: &str, picture: &Picture) {
    let (markers, end) = markers(&picture.jpeg);
    assert_eq!(end, picture.jpeg.len(), "{name}: nothing follows the end");
    // SOI, APP0, SOF0, DQT, DHT, SOS, EOI: at least one of each, and none but these.
    let kinds: std::collections::BTreeSet<u8> = markers.iter().copied().collect();
    assert_eq!(
        kinds,
        [0xD8, 0xE0, 0xC0, 0xDB, 0xC4, 0xDA, 0xD9].into(),
        "{name}: {markers:x?}"
    );
    assert_eq!(
        markers.iter().filter(|marker| **marker == 0xE0).count(),
        1,
        "{name}"
    );
    let head = &picture.jpeg[2..20];
    assert_eq!(
        head[..9],
        *b"\xFF\xE0\0\x10JFIF\0",
        "{name}: the plain head, with no thumbnail"
    );
    assert_eq!(head[16..18], [0, 0], "{name}: a thumbnail of no size");
}

/// The colours in the corners, from the upper left clockwise.
fn seen(picture: &Picture) -> [[u8; 3]; 4] {
    let seen = image::load_from_memory(&picture.jpeg).unwrap().into_rgb8();
    let (right, bottom) = (seen.width() - 4, seen.height() - 4);
    [(3, 3), (right, 3), (right, bottom), (3, bottom)].map(|(x, y)| seen.get_pixel(x, y).0)
}

fn alike(one: [u8; 3], other: [u8; 3]) -> bool {
    one.iter().zip(other).all(|(a, b)| a.abs_diff(b) < 24)
}

fn of(color: [u8; 3], width: u32, height: u32) -> DynamicImage {
    RgbImage::from_pixel(width, height, Rgb(color)).into()
}

#[test]
fn nothing_of_what_a_camera_wrote_is_left() {
    assert!(all().len() >= 200, "{}", all().len());
    for tagged in all() {
        let name = &tagged.name;
        let picture = clean(&tagged.bytes).unwrap_or_else(|refusal| panic!("{name}: {refusal}"));
        for word in [
            tagged.canary.as_bytes(),
            b"CANARY",
            b"SERIAL",
            b"Exif",
            b"adobe",
            b"acsp",
            b"Photoshop",
        ] {
            assert!(!find(&picture.jpeg, word), "{name} still says {word:?}");
        }
        holds_nothing_else(name, &picture);
        assert_eq!(
            clean(&tagged.bytes).unwrap().jpeg,
            picture.jpeg,
            "{name}: the same again"
        );
    }
}

#[test]
fn every_picture_stands_as_the_camera_was_held() {
    for tagged in all() {
        let name = &tagged.name;
        let picture = clean(&tagged.bytes).unwrap();
        let turned = tagged.orientation >= 5;
        let size = if turned { (32, 48) } else { (48, 32) };
        assert_eq!((picture.width, picture.height), size, "{name}");
        let wanted = upright(tagged.orientation).map(|corner| CORNERS[corner]);
        let seen = seen(&picture);
        for (seen, wanted) in seen.into_iter().zip(wanted) {
            assert!(alike(seen, wanted), "{name}: {seen:?} and not {wanted:?}");
        }
    }
}

#[test]
fn pictures_of_other_programs_are_read_in_every_kind() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/pictures");
    let mut files = 0;
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let name = entry.file_name().into_string().unwrap();
        if name.ends_with(".md") {
            continue;
        }
        files += 1;
        let file = fs::read(entry.path()).unwrap();
        let picture = clean(&file).unwrap_or_else(|refusal| panic!("{name}: {refusal}"));
        assert_eq!((picture.width, picture.height), (48, 32), "{name}");
        holds_nothing_else(&name, &picture);
        // Print colours are near enough; without colour there is only light and dark.
        let near = if name.starts_with("cmyk") { 60 } else { 24 };
        if !["gray", "one_bit"]
            .iter()
            .any(|plain| name.starts_with(plain))
        {
            for (seen, wanted) in seen(&picture).into_iter().zip(CORNERS) {
                let far = seen.iter().zip(wanted).map(|(a, b)| a.abs_diff(b)).max();
                assert!(far < Some(near), "{name}: {seen:?} and not {wanted:?}");
            }
        }
        for end in 0..file.len() {
            let refusal = clean(&file[..end]).err();
            assert!(refusal.is_some(), "{name} to {end}");
        }
    }
    assert!(files >= 10, "{files}");
}

#[test]
fn a_large_photo_is_made_smaller_and_keeps_its_shape() {
    for (file, size) in [
        (jpeg(&of([90, 120, 60], 4_000, 3_000)), (1_600, 1_200)),
        (png(&of([90, 120, 60], 1_000, 4_000)), (400, 1_600)),
        (webp(&of([90, 120, 60], 1_601, 3)), (1_600, 3)),
        (png(&of([90, 120, 60], 12_000, 2)), (1_600, 1)),
        (jpeg(&of([90, 120, 60], 1_600, 900)), (1_600, 900)),
        (png(&of([90, 120, 60], 1, 1)), (1, 1)),
    ] {
        let picture = clean(&file).unwrap();
        assert_eq!((picture.width, picture.height), size);
        holds_nothing_else("large", &picture);
        assert!(alike(seen_at(&picture), [90, 120, 60]));
        let small = small(&picture.jpeg).unwrap();
        assert!(small.width <= 320 && small.height <= 320);
        assert_eq!(
            small.width.max(small.height),
            picture.width.max(picture.height).min(320)
        );
        holds_nothing_else("small", &small);
    }
    // A phone's photo, turned: the long edge counts, whichever it is.
    let note = segment(0xE1, &[b"Exif\0\0", &exif("x", 6, true)[..]].concat());
    let picture = clean(&noted_jpeg(&jpeg(&of([9, 9, 9], 4_000, 3_000)), &note)).unwrap();
    assert_eq!((picture.width, picture.height), (1_200, 1_600));
}

fn seen_at(picture: &Picture) -> [u8; 3] {
    image::load_from_memory(&picture.jpeg)
        .unwrap()
        .into_rgb8()
        .get_pixel(0, 0)
        .0
}

#[test]
fn what_can_be_seen_through_becomes_white() {
    let clear = |alpha| image::RgbaImage::from_pixel(20, 20, Rgba([0, 0, 0, alpha]));
    let gray: ImageBuffer<image::LumaA<u8>, _> =
        ImageBuffer::from_pixel(20, 20, image::LumaA([0, 0]));
    let deep: ImageBuffer<Rgba<u16>, _> = ImageBuffer::from_pixel(20, 20, Rgba([0, 0, 0, 0]));
    for (file, color) in [
        (png(&clear(0).into()), 255),
        (webp(&clear(0).into()), 255),
        (png(&gray.into()), 255),
        (png(&deep.into()), 255),
        (png(&clear(128).into()), 127),
        (png(&clear(255).into()), 0),
        (
            png(&ImageBuffer::<Luma<u16>, _>::from_pixel(20, 20, Luma([0x4000])).into()),
            64,
        ),
        (
            jpeg(&ImageBuffer::<Luma<u8>, _>::from_pixel(20, 20, Luma([64])).into()),
            64,
        ),
    ] {
        let seen = seen_at(&clean(&file).unwrap());
        assert!(alike(seen, [color; 3]), "{seen:?} and not {color}");
    }
}

#[test]
fn of_a_moving_picture_the_first_is_kept() {
    let frames = [of([200, 30, 30], 40, 30), of([30, 30, 200], 40, 30)];
    for file in [moving_webp(&frames), moving_png(&frames)] {
        let picture = clean(&file).unwrap();
        assert_eq!((picture.width, picture.height), (40, 30));
        assert!(alike(seen_at(&picture), [200, 30, 30]));
    }
}

#[test]
fn what_is_too_large_is_refused_before_it_is_unpacked() {
    let started = Instant::now();
    let mut wide = jpeg(&of([1, 2, 3], 8, 8));
    let at = wide.windows(2).position(|two| two == [0xFF, 0xC0]).unwrap();
    wide[at + 5..at + 9].copy_from_slice(&[0xFF; 4]);
    assert_eq!(clean(&wide).err(), Some(Refusal::TooManyPixels));

    let header = |width: u32, height: u32| {
        let plain = png(&of([1, 2, 3], 8, 8));
        let head = [
            &width.to_be_bytes()[..],
            &height.to_be_bytes(),
            &plain[24..29],
        ]
        .concat();
        [&plain[..8], &png_chunk(b"IHDR", &head), &plain[33..]].concat()
    };
    for (width, height) in [
        (u32::MAX / 2, 1),
        (12_001, 1),
        (1, 12_001),
        (11_000, 11_000),
        (7_000, 7_000),
    ] {
        assert_eq!(
            clean(&header(width, height)).err(),
            Some(Refusal::TooManyPixels),
            "{width} {height}"
        );
    }
    assert_eq!(clean(&header(0, 5)).err(), Some(Refusal::Damaged));

    // The box says small, the picture in it says large.
    let mut lossy = vec![0x30, 0, 0, 0x9D, 0x01, 0x2A];
    lossy.extend([0xFF, 0x3F, 0xFF, 0x3F]);
    lossy.extend([0; 32]);
    let hidden = extended_webp(0, 10, 10, &riff(b"VP8 ", &lossy));
    assert_eq!(clean(&hidden).err(), Some(Refusal::TooManyPixels));
    let frame = [&[0; 16][..], &riff(b"VP8 ", &lossy)].concat();
    let hidden = extended_webp(
        2,
        10,
        10,
        &[riff(b"ANIM", &[0; 6]), riff(b"ANMF", &frame)].concat(),
    );
    assert_eq!(clean(&hidden).err(), Some(Refusal::TooManyPixels));
    assert!(
        clean(&extended_webp(
            0,
            16_000,
            16_000,
            &webp(&of([1, 2, 3], 8, 8))[12..]
        ))
        .is_err()
    );
    // Two bytes a colour and transparency: fewer dots, as much memory.
    let mut deep = header(6_300, 6_300);
    let head = [
        &6_300_u32.to_be_bytes()[..],
        &6_300_u32.to_be_bytes(),
        &[16, 6, 0, 0, 0],
    ]
    .concat();
    deep.splice(8..33, png_chunk(b"IHDR", &head));
    assert_eq!(clean(&deep).err(), Some(Refusal::TooManyPixels));

    assert_eq!(
        clean(&vec![0xFF; MOST_BYTES + 1]).err(),
        Some(Refusal::TooManyBytes)
    );
    assert!(started.elapsed().as_secs() < 5, "{:?}", started.elapsed());
}

#[test]
fn what_unpacks_to_far_more_than_it_says_is_answered() {
    let bomb = packed(&vec![0; 300 * 1024 * 1024], 6);
    assert!(bomb.len() < MOST_BYTES);
    let plain = png(&of([1, 2, 3], 8, 8));
    let start = |name: &[u8]| [name, &bomb].concat();
    for chunk in [
        png_chunk(b"zTXt", &start(b"Comment\0\0")),
        png_chunk(b"iTXt", &start(b"Comment\0\x01\0\0\0")),
        png_chunk(b"iCCP", &start(b"profile\0\0")),
        png_chunk(b"IDAT", &bomb),
    ] {
        let file = [&plain[..33], &chunk, &plain[33..]].concat();
        let started = Instant::now();
        if let Ok(picture) = clean(&file) {
            assert_eq!((picture.width, picture.height), (8, 8));
        }
        assert!(started.elapsed().as_secs() < 10, "{:?}", started.elapsed());
    }
}

#[test]
fn passes_without_end_are_refused() {
    let plain = jpeg(&of([1, 2, 3], 8, 8));
    let scan = plain
        .windows(2)
        .position(|two| two == [0xFF, 0xDA])
        .unwrap();
    let (picture, pass) = (&plain[..scan], &plain[scan..plain.len() - 2]);
    let file = [picture, &pass.repeat(500), &[0xFF, 0xD9]].concat();
    assert_eq!(clean(&file).err(), Some(Refusal::Damaged));
}

#[test]
fn a_file_that_ends_too_early_is_never_taken() {
    let picture = DynamicImage::from(corners());
    for (kind, file) in [
        ("jpeg", jpeg(&picture.to_rgb8().into())),
        ("png", png(&picture)),
        ("webp", webp(&picture)),
        (
            "moving webp",
            moving_webp(&[of([1, 2, 3], 9, 9), of([4, 5, 6], 9, 9)]),
        ),
    ] {
        assert!(clean(&file).is_ok(), "{kind}");
        for end in 0..file.len() {
            let refusal = clean(&file[..end])
                .err()
                .unwrap_or_else(|| panic!("{kind} to {end}"));
            let expected = if end < 12 {
                refusal != Refusal::TooManyPixels
            } else {
                refusal == Refusal::Damaged
            };
            assert!(expected, "{kind} to {end}: {refusal:?}");
        }
    }
}

#[test]
fn a_file_that_lies_hears_what_it_is() {
    let heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic";
    for (file, refusal) in [
        (&b""[..], Refusal::Empty),
        (b"This is my holiday.", Refusal::NoPicture),
        (b"<!doctype html><p>photo.jpg", Refusal::NoPicture),
        (b"%PDF-1.7 and so on", Refusal::NoPicture),
        (b"PK\x03\x04 and so on", Refusal::NoPicture),
        (b"\0\0\0\x18ftypisom and so on", Refusal::NoPicture),
        (b"RIFF\x10\0\0\0WAVEfmt ", Refusal::NoPicture),
        (b"GIF89a\x01\0\x01\0", Refusal::Gif),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", Refusal::Svg),
        (b"<?xml version='1.0'?>\n<!-- x --><SVG/>", Refusal::Svg),
        (heic, Refusal::Heic),
        (b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic", Refusal::Heic),
        (b"\0\0\0\x18ftypavif\0\0\0\0", Refusal::OtherPicture),
        (b"II*\0\x08\0\0\0", Refusal::OtherPicture),
        (b"BM\x10\0\0\0", Refusal::OtherPicture),
        (b"\xFF\xD8", Refusal::Damaged),
        (b"\xFF\xD8\xFF\xD9", Refusal::Damaged),
        (b"\x89PNG\r\n\x1a\n", Refusal::Damaged),
    ] {
        assert_eq!(
            clean(file).err(),
            Some(refusal),
            "{:?}",
            String::from_utf8_lossy(file)
        );
    }
    assert!(Refusal::Heic.to_string().contains("Most compatible"));
    assert!(Refusal::Heic.to_string().contains("screenshot"));
}

#[test]
fn a_photo_that_says_more_in_a_second_picture_keeps_the_first() {
    let file = photo("CANARYTWO", 3);
    let twice = [file.clone(), file].concat();
    let picture = clean(&twice).unwrap();
    assert!(!find(&picture.jpeg, b"CANARYTWO"));
    holds_nothing_else("twice", &picture);
    assert!(picture.width <= u16::try_from(LONG_EDGE).unwrap());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// Whatever the bytes, there is an answer, and what is taken holds nothing else.
    #[test]
    fn damage_is_answered(which in any::<prop::sample::Index>(), places in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12)) {
        let mut file = which.get(all()).bytes.clone();
        for (place, byte) in places {
            let at = place.index(file.len());
            file[at] = byte;
        }
        if let Ok(picture) = clean(&file) {
            holds_nothing_else("damaged", &picture);
            prop_assert!(!find(&picture.jpeg, b"CANARY"));
        }
    }
}
