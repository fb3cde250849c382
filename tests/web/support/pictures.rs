//! Pictures as cameras, phones and programs write them: with everything that gives somebody away.

use image::{DynamicImage, ExtendedColorType, ImageEncoder, Rgba, RgbaImage, codecs};
use std::io::Write;

/// Colours of the corners of [`corners`], from the upper left clockwise.
pub const CORNERS: [[u8; 3]; 4] = [[200, 30, 30], [30, 160, 30], [30, 30, 200], [220, 200, 40]];

/// A picture file, and the word that stands wherever a word can stand in it.
pub struct Tagged {
    pub name: String,
    pub bytes: Vec<u8>,
    pub canary: String,
    /// How the camera was held, 1 to 8, as far as the file says.
    pub orientation: u16,
}

/// A picture with a colour in each corner, 48 by 32.
pub fn corners() -> RgbaImage {
    RgbaImage::from_fn(48, 32, |x, y| {
        let corner = match (x < 24, y < 16) {
            (true, true) => 0,
            (false, true) => 1,
            (false, false) => 2,
            (true, false) => 3,
        };
        let [r, g, b] = CORNERS[corner];
        Rgba([r, g, b, 255])
    })
}

/// Which of [`CORNERS`] are seen in the corners, from the upper left clockwise, when the picture is held upright.
pub fn upright(orientation: u16) -> [usize; 4] {
    match orientation {
        2 => [1, 0, 3, 2],
        3 => [2, 3, 0, 1],
        4 => [3, 2, 1, 0],
        5 => [0, 3, 2, 1],
        6 => [3, 0, 1, 2],
        7 => [2, 1, 0, 3],
        8 => [1, 2, 3, 0],
        _ => [0, 1, 2, 3],
    }
}

pub fn jpeg(picture: &DynamicImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, 95)
        .encode_image(picture)
        .unwrap();
    bytes
}

pub fn png(picture: &DynamicImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    codecs::png::PngEncoder::new(&mut bytes)
        .write_image(
            picture.as_bytes(),
            picture.width(),
            picture.height(),
            picture.color().into(),
        )
        .unwrap();
    bytes
}

pub fn webp(picture: &DynamicImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    codecs::webp::WebPEncoder::new_lossless(&mut bytes)
        .write_image(
            picture.as_bytes(),
            picture.width(),
            picture.height(),
            picture.color().into(),
        )
        .unwrap();
    bytes
}

/// A photo as a phone writes it, with the word everywhere.
pub fn photo(canary: &str, orientation: u16) -> Vec<u8> {
    let all: Vec<_> = jpeg_notes(canary, orientation, true)
        .into_iter()
        .map(|(_, note)| note)
        .collect();
    let rgb = DynamicImage::from(corners()).into_rgb8();
    let mut bytes = noted_jpeg(&jpeg(&rgb.into()), &all.concat());
    bytes.extend(format!("{canary} after the end").bytes());
    bytes
}

// ---- the corpus ----

/// Every kind of note in every kind of file, alone and all together, held in every way.
pub fn corpus() -> Vec<Tagged> {
    let mut corpus = Corpus::default();
    let picture = DynamicImage::from(corners());
    let rgb = DynamicImage::from(picture.to_rgb8());
    for orientation in 1..=8 {
        for big_endian in [true, false] {
            corpus.jpegs(&rgb, orientation, big_endian);
        }
        for (name, picture) in [
            ("rgb", rgb.clone()),
            ("rgba", picture.clone()),
            ("rgb16", picture.to_rgb16().into()),
        ] {
            corpus.pngs(name, &picture, orientation);
        }
        corpus.webps("rgb", &rgb, orientation);
        corpus.webps("rgba", &picture, orientation);
    }
    corpus.0
}

#[derive(Default)]
struct Corpus(Vec<Tagged>);

impl Corpus {
    fn canary(&self) -> String {
        format!("CANARY{:04}SERIAL", self.0.len())
    }

    fn add(&mut self, name: String, orientation: u16, canary: String, bytes: Vec<u8>) {
        assert!(find(&bytes, canary.as_bytes()), "{name} carries no word");
        self.0.push(Tagged {
            name,
            bytes,
            canary,
            orientation,
        });
    }

    fn jpegs(&mut self, picture: &DynamicImage, orientation: u16, big_endian: bool) {
        let plain = jpeg(picture);
        let kinds = jpeg_notes("", orientation, big_endian).len();
        for kind in 0..kinds {
            let canary = self.canary();
            let (name, note) = jpeg_notes(&canary, orientation, big_endian).swap_remove(kind);
            let held = if name == "exif" { orientation } else { 1 };
            self.add(
                format!("jpeg {name} {orientation}"),
                held,
                canary,
                noted_jpeg(&plain, &note),
            );
        }
        for trail in 0..2 {
            let canary = self.canary();
            let mut bytes = plain.clone();
            bytes.extend(if trail == 0 {
                canary.clone().into_bytes()
            } else {
                photo(&canary, 1)
            });
            self.add(format!("jpeg trailing {trail}"), 1, canary, bytes);
        }
        let canary = self.canary();
        let bytes = photo(&canary, orientation);
        self.add(
            format!("jpeg all {orientation}"),
            orientation,
            canary,
            bytes,
        );
    }

    fn pngs(&mut self, color: &str, picture: &DynamicImage, orientation: u16) {
        let plain = png(picture);
        for kind in 0..=png_notes("", orientation).len() {
            let canary = self.canary();
            let mut notes = png_notes(&canary, orientation);
            let (name, note) = if kind < notes.len() {
                notes.swap_remove(kind)
            } else {
                (
                    "all",
                    notes.into_iter().flat_map(|(_, note)| note).collect(),
                )
            };
            let held = if ["exif", "all"].contains(&name) {
                orientation
            } else {
                1
            };
            // Right after the header, whose chunk is of 25 bytes.
            let mut bytes = [&plain[..33], &note, &plain[33..]].concat();
            bytes.extend(canary.bytes());
            self.add(
                format!("png {color} {name} {orientation}"),
                held,
                canary,
                bytes,
            );
        }
    }

    fn webps(&mut self, color: &str, picture: &DynamicImage, orientation: u16) {
        let frame = webp(picture)[12..].to_vec();
        for kind in ["exif", "xmp", "icc", "unknown", "all"] {
            let canary = self.canary();
            let has = |name: &str| kind == name || kind == "all";
            let mut chunks = Vec::new();
            if has("icc") {
                chunks.extend(riff(b"ICCP", &icc(&canary)));
            }
            chunks.extend(&frame);
            if has("exif") {
                chunks.extend(riff(b"EXIF", &exif(&canary, orientation, false)));
            }
            if has("xmp") {
                chunks.extend(riff(b"XMP ", xmp(&canary).as_bytes()));
            }
            if has("unknown") {
                chunks.extend(riff(b"NOTE", canary.as_bytes()));
            }
            let flags = u8::from(has("icc")) << 5
                | u8::from(color == "rgba") << 4
                | u8::from(has("exif")) << 3
                | u8::from(has("xmp")) << 2;
            let mut bytes = extended_webp(flags, picture.width(), picture.height(), &chunks);
            bytes.extend(canary.bytes());
            let held = if has("exif") { orientation } else { 1 };
            self.add(
                format!("webp {color} {kind} {orientation}"),
                held,
                canary,
                bytes,
            );
        }
    }
}

/// Whether the bytes hold these.
pub fn find(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

// ---- JPEG ----

/// A JPEG with these segments in front of the others.
pub fn noted_jpeg(plain: &[u8], segments: &[u8]) -> Vec<u8> {
    [&plain[..2], segments, &plain[2..]].concat()
}

pub fn segment(marker: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len() + 2).unwrap().to_be_bytes();
    [&[0xFF, marker], &length[..], content].concat()
}

fn jpeg_notes(canary: &str, orientation: u16, big_endian: bool) -> Vec<(&'static str, Vec<u8>)> {
    let with = |start: &[u8], rest: &[u8]| [start, rest].concat();
    let extended = format!("{:032}{canary}", 0);
    vec![
        (
            "exif",
            segment(
                0xE1,
                &with(b"Exif\0\0", &exif(canary, orientation, big_endian)),
            ),
        ),
        (
            "xmp",
            segment(
                0xE1,
                &with(b"http://ns.adobe.com/xap/1.0/\0", xmp(canary).as_bytes()),
            ),
        ),
        (
            "more xmp",
            segment(
                0xE1,
                &with(b"http://ns.adobe.com/xmp/extension/\0", extended.as_bytes()),
            ),
        ),
        (
            "iptc",
            segment(
                0xED,
                &with(
                    b"Photoshop 3.0\08BIM\x04\x04\0\0\0\0\0\x20\x1C\x02\x50\0\x10",
                    canary.as_bytes(),
                ),
            ),
        ),
        (
            "icc",
            segment(0xE2, &with(b"ICC_PROFILE\0\x01\x01", &icc(canary))),
        ),
        (
            "more pictures",
            segment(0xE2, &with(b"MPF\0", canary.as_bytes())),
        ),
        ("comment", segment(0xFE, canary.as_bytes())),
        ("maker", segment(0xE5, canary.as_bytes())),
        (
            "jfxx",
            segment(0xE0, &with(b"JFXX\0\x10", &jpeg_with_comment(canary))),
        ),
    ]
}

fn jpeg_with_comment(canary: &str) -> Vec<u8> {
    let tiny = DynamicImage::from(corners()).thumbnail(8, 8).into_rgb8();
    noted_jpeg(&jpeg(&tiny.into()), &segment(0xFE, canary.as_bytes()))
}

/// The markers of a JPEG, in order, and where it ends.
pub fn markers(jpeg: &[u8]) -> (Vec<u8>, usize) {
    let mut found = Vec::new();
    let mut at = 0;
    loop {
        assert_eq!(jpeg[at], 0xFF, "a marker at {at}");
        let marker = jpeg[at + 1];
        found.push(marker);
        at += 2;
        if marker == 0xD9 {
            return (found, at);
        }
        if marker == 0xD8 {
            continue;
        }
        at += usize::from(u16::from_be_bytes([jpeg[at], jpeg[at + 1]]));
        if marker == 0xDA {
            while jpeg[at] != 0xFF || jpeg[at + 1] == 0 {
                at += 1;
            }
        }
    }
}

// ---- notes ----

fn xmp(canary: &str) -> String {
    format!(
        "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>\
         <rdf:Description xmlns:dc='http://purl.org/dc/elements/1.1/' dc:creator='{canary}'/></rdf:RDF></x:xmpmeta>"
    )
}

/// As much of a profile as programs look at: its length, its signature, and a name.
fn icc(canary: &str) -> Vec<u8> {
    let mut profile = vec![0; 132];
    profile.extend(canary.bytes());
    let length = u32::try_from(profile.len()).unwrap().to_be_bytes();
    profile[..4].copy_from_slice(&length);
    profile[36..40].copy_from_slice(b"acsp");
    profile
}

/// EXIF: who, with what, where, when, how it was held, the maker's own notes, and a small copy of the picture.
pub fn exif(canary: &str, orientation: u16, big_endian: bool) -> Vec<u8> {
    let text = |tag: u16| (tag, 2, format!("{canary}\0").into_bytes());
    let mut tiff = Tiff::new(big_endian);
    let place: Vec<u8> = canary.bytes().cycle().take(24).collect();
    let gps = tiff.directory(
        vec![
            text(0x01),
            (0x02, 5, place.clone()),
            (0x04, 5, place),
            text(0x1B),
            text(0x1D),
        ],
        0,
    );
    let camera = tiff.directory(
        vec![
            text(0x9003),
            (0x927C, 7, [b"Maker\0", canary.as_bytes()].concat()),
            (0x9286, 7, [b"ASCII\0\0\0", canary.as_bytes()].concat()),
            text(0xA420),
            text(0xA430),
            text(0xA431),
            text(0xA435),
        ],
        0,
    );
    let small = jpeg_with_comment(canary);
    let small_at = tiff.content(&small);
    let small_length = tiff.four(u32::try_from(small.len()).unwrap());
    let small = tiff.directory(vec![(0x0201, 4, small_at), (0x0202, 4, small_length)], 0);
    let (camera, gps) = (tiff.four(camera), tiff.four(gps));
    let held = tiff.two(orientation);
    let first = tiff.directory(
        vec![
            text(0x010E),
            text(0x010F),
            text(0x0110),
            (0x0112, 3, held),
            text(0x0131),
            text(0x0132),
            text(0x013B),
            text(0x8298),
            (0x8769, 4, camera),
            (0x8825, 4, gps),
        ],
        small,
    );
    tiff.whole(first)
}

struct Tiff {
    big_endian: bool,
    bytes: Vec<u8>,
}

impl Tiff {
    fn new(big_endian: bool) -> Self {
        Self {
            big_endian,
            bytes: vec![0; 8],
        }
    }

    fn two(&self, number: u16) -> Vec<u8> {
        if self.big_endian {
            number.to_be_bytes().into()
        } else {
            number.to_le_bytes().into()
        }
    }

    fn four(&self, number: u32) -> Vec<u8> {
        if self.big_endian {
            number.to_be_bytes().into()
        } else {
            number.to_le_bytes().into()
        }
    }

    /// Puts content down and answers where, as a number of four bytes.
    fn content(&mut self, content: &[u8]) -> Vec<u8> {
        let at = u32::try_from(self.bytes.len()).unwrap();
        self.bytes.extend(content);
        self.bytes.resize(self.bytes.len().next_multiple_of(2), 0);
        self.four(at)
    }

    /// Puts a directory of tag, type and content down and answers where it is.
    fn directory(&mut self, entries: Vec<(u16, u16, Vec<u8>)>, next: u32) -> u32 {
        let count = u16::try_from(entries.len()).unwrap();
        let mut table = self.two(count);
        for (tag, kind, content) in entries {
            let size = match kind {
                3 => 2,
                4 => 4,
                5 => 8,
                _ => 1,
            };
            let many = u32::try_from(content.len() / size).unwrap();
            table.extend(self.two(tag));
            table.extend(self.two(kind));
            table.extend(self.four(many));
            if content.len() > 4 {
                table.extend(self.content(&content));
            } else {
                table.extend(&content);
                table.resize(table.len() + 4 - content.len(), 0);
            }
        }
        table.extend(self.four(next));
        let at = self.content(&table);
        let at: [u8; 4] = at.try_into().unwrap();
        if self.big_endian {
            u32::from_be_bytes(at)
        } else {
            u32::from_le_bytes(at)
        }
    }

    fn whole(mut self, first: u32) -> Vec<u8> {
        let mut head = if self.big_endian {
            b"MM".to_vec()
        } else {
            b"II".to_vec()
        };
        head.extend(self.two(42));
        head.extend(self.four(first));
        self.bytes[..8].copy_from_slice(&head);
        self.bytes
    }
}

// ---- PNG ----

pub fn png_chunk(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let mut crc = flate2::Crc::new();
    crc.update(name);
    crc.update(content);
    let length = u32::try_from(content.len()).unwrap().to_be_bytes();
    [&length[..], name, content, &crc.sum().to_be_bytes()].concat()
}

/// Packed; `level` 0 leaves the words as they are.
pub fn packed(content: &[u8], level: u32) -> Vec<u8> {
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::new(level));
    packer.write_all(content).unwrap();
    packer.finish().unwrap()
}

fn png_notes(canary: &str, orientation: u16) -> Vec<(&'static str, Vec<u8>)> {
    let with = |start: &[u8], rest: &[u8]| [start, rest].concat();
    vec![
        (
            "text",
            png_chunk(b"tEXt", &with(b"Author\0", canary.as_bytes())),
        ),
        (
            "packed text",
            png_chunk(
                b"zTXt",
                &with(b"Comment\0\0", &packed(canary.as_bytes(), 0)),
            ),
        ),
        (
            "utf-8 text",
            png_chunk(
                b"iTXt",
                &with(b"XML:com.adobe.xmp\0\0\0\0\0", xmp(canary).as_bytes()),
            ),
        ),
        (
            "iptc",
            png_chunk(
                b"zTXt",
                &with(b"Raw profile type iptc\0\0", &packed(canary.as_bytes(), 9)),
            ),
        ),
        ("exif", png_chunk(b"eXIf", &exif(canary, orientation, true))),
        (
            "icc",
            png_chunk(b"iCCP", &with(b"profile\0\0", &packed(&icc(canary), 0))),
        ),
        ("time", png_chunk(b"tIME", &[7, 234, 3, 4, 9, 30, 0])),
        ("private", png_chunk(b"noTe", canary.as_bytes())),
    ]
}

// ---- WebP ----

pub fn riff(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len()).unwrap().to_le_bytes();
    let mut chunk = [&name[..], &length, content].concat();
    chunk.resize(chunk.len().next_multiple_of(2), 0);
    chunk
}

pub fn extended_webp(flags: u8, width: u32, height: u32, chunks: &[u8]) -> Vec<u8> {
    let mut head = vec![flags, 0, 0, 0];
    head.extend(&(width - 1).to_le_bytes()[..3]);
    head.extend(&(height - 1).to_le_bytes()[..3]);
    let content = [&b"WEBP"[..], &riff(b"VP8X", &head), chunks].concat();
    riff(b"RIFF", &content)
}

/// A picture that moves: its frames, each as large as the whole.
pub fn moving_webp(frames: &[DynamicImage]) -> Vec<u8> {
    let (width, height) = (frames[0].width(), frames[0].height());
    let mut chunks = riff(b"ANIM", &[255, 255, 255, 255, 0, 0]);
    for frame in frames {
        let mut content = vec![0; 6];
        content.extend(&(width - 1).to_le_bytes()[..3]);
        content.extend(&(height - 1).to_le_bytes()[..3]);
        content.extend([100, 0, 0, 0]);
        content.extend(&webp(frame)[12..]);
        chunks.extend(riff(b"ANMF", &content));
    }
    extended_webp(0b10, width, height, &chunks)
}

/// The colour type is what PNG says of it.
pub fn moving_png(frames: &[DynamicImage]) -> Vec<u8> {
    let first = png(&frames[0]);
    assert_eq!(
        ExtendedColorType::from(frames[0].color()),
        ExtendedColorType::Rgb8
    );
    let data = |file: &[u8]| {
        let length = u32::from_be_bytes(file[33..37].try_into().unwrap()) as usize;
        assert_eq!(
            &file[37..41],
            b"IDAT",
            "one piece of data follows the header"
        );
        file[41..41 + length].to_vec()
    };
    let control = |number: u32| {
        let mut control = number.to_be_bytes().to_vec();
        control.extend(frames[0].width().to_be_bytes());
        control.extend(frames[0].height().to_be_bytes());
        control.extend([0; 8]);
        control.extend([0, 1, 0, 10, 0, 0]);
        png_chunk(b"fcTL", &control)
    };
    let second = [&2_u32.to_be_bytes()[..], &data(&png(&frames[1]))].concat();
    [
        first[..33].to_vec(),
        png_chunk(b"acTL", &[0, 0, 0, 2, 0, 0, 0, 0]),
        control(0),
        png_chunk(b"IDAT", &data(&first)),
        control(1),
        png_chunk(b"fdAT", &second),
        png_chunk(b"IEND", b""),
    ]
    .concat()
}
