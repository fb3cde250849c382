//! From bytes to text, strictly: a byte that does not fit stops the import instead of becoming a question mark in a story.

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::errors::FileError;

/// The encodings that a map may name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    Utf8,
    Utf16,
    Latin1,
}

impl Encoding {
    pub(super) const NAMES: &str = "utf-8, utf-16, latin-1";

    pub(super) fn named(name: &str) -> Option<Self> {
        match name.trim().to_lowercase().as_str() {
            "utf-8" => Some(Self::Utf8),
            "utf-16" => Some(Self::Utf16),
            "latin-1" => Some(Self::Latin1),
            _ => None,
        }
    }
}

const UTF8_MARK: &[u8] = &[0xEF, 0xBB, 0xBF];
const LITTLE_ENDIAN_MARK: &[u8] = &[0xFF, 0xFE];
const BIG_ENDIAN_MARK: &[u8] = &[0xFE, 0xFF];

/// The text of a file, without its byte order mark.
pub(super) fn decode(bytes: &[u8], encoding: Encoding) -> Result<String, FileError> {
    match encoding {
        Encoding::Utf8 => utf8(bytes),
        Encoding::Utf16 => utf16(bytes),
        Encoding::Latin1 => latin1(bytes),
    }
}

fn utf8(bytes: &[u8]) -> Result<String, FileError> {
    let body = bytes.strip_prefix(UTF8_MARK).unwrap_or(bytes);
    match std::str::from_utf8(body) {
        Ok(text) => Ok(text.to_owned()),
        Err(_) if looks_like_utf16(bytes) => Err(wrong(
            "UTF-8",
            None,
            "it looks like UTF-16, so set encoding = \"utf-16\" in the map",
        )),
        Err(error) => {
            let line = body
                .iter()
                .take(error.valid_up_to())
                .filter(|byte| **byte == b'\n')
                .count() as u64
                + 1;
            let remedy = "set encoding = \"latin-1\" in the map if the file comes from an older system, or save it as UTF-8";
            Err(wrong("UTF-8", Some(line), remedy))
        }
    }
}

/// Little-endian where no mark says otherwise, as the programs that leave the mark out write it.
fn utf16(bytes: &[u8]) -> Result<String, FileError> {
    // Each line end and each common delimiter of UTF-16 holds a zero byte, so a file without any is something else.
    if bytes.starts_with(UTF8_MARK) || (!bytes.is_empty() && !looks_like_utf16(bytes)) {
        return Err(wrong(
            "UTF-16",
            None,
            "it has single bytes for its letters, so set encoding = \"utf-8\" or \"latin-1\" in the map",
        ));
    }
    let (body, order) = if let Some(body) = bytes.strip_prefix(BIG_ENDIAN_MARK) {
        (body, UTF_16BE)
    } else {
        (
            bytes.strip_prefix(LITTLE_ENDIAN_MARK).unwrap_or(bytes),
            UTF_16LE,
        )
    };
    match order.decode_without_bom_handling_and_without_replacement(body) {
        Some(text) => Ok(text.into_owned()),
        None => Err(wrong(
            "UTF-16",
            None,
            "it may be cut off or damaged, so export it again, or set another encoding in the map",
        )),
    }
}

/// Read as windows-1252: files that are called Latin-1 hold curly quotes at 0x92, where ISO-8859-1 has control characters
/// that no text uses. Above 0x9F the two are the same. The five bytes that windows-1252 leaves open become control
/// characters, which make their row a bad one.
fn latin1(bytes: &[u8]) -> Result<String, FileError> {
    if bytes.starts_with(UTF8_MARK) {
        return Err(wrong(
            "Latin-1",
            None,
            "it begins with the mark of UTF-8, so set encoding = \"utf-8\" in the map",
        ));
    }
    if bytes.starts_with(LITTLE_ENDIAN_MARK) || bytes.starts_with(BIG_ENDIAN_MARK) {
        return Err(wrong(
            "Latin-1",
            None,
            "it begins with the mark of UTF-16, so set encoding = \"utf-16\" in the map",
        ));
    }
    Ok(WINDOWS_1252
        .decode_without_bom_handling(bytes)
        .0
        .into_owned())
}

fn looks_like_utf16(bytes: &[u8]) -> bool {
    bytes.starts_with(LITTLE_ENDIAN_MARK)
        || bytes.starts_with(BIG_ENDIAN_MARK)
        || bytes.contains(&0)
}

fn wrong(stated: &'static str, line: Option<u64>, remedy: &'static str) -> FileError {
    FileError::WrongEncoding {
        stated,
        line,
        remedy,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16_bytes(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(order).collect()
    }

    #[test]
    fn a_mark_at_the_start_is_not_part_of_the_first_column() {
        assert_eq!(decode(b"\xEF\xBB\xBFa,b", Encoding::Utf8).unwrap(), "a,b");
        assert_eq!(decode(b"a,b", Encoding::Utf8).unwrap(), "a,b");
    }

    #[test]
    fn utf16_is_read_in_both_orders_and_little_endian_without_a_mark() {
        let text = "caf\u{e9},\u{1F600}\n";
        assert_eq!(
            decode(
                &utf16_bytes(&format!("\u{FEFF}{text}"), u16::to_be_bytes),
                Encoding::Utf16
            )
            .unwrap(),
            text
        );
        assert_eq!(
            decode(
                &utf16_bytes(&format!("\u{FEFF}{text}"), u16::to_le_bytes),
                Encoding::Utf16
            )
            .unwrap(),
            text
        );
        assert_eq!(
            decode(&utf16_bytes(text, u16::to_le_bytes), Encoding::Utf16).unwrap(),
            text
        );
    }

    #[test]
    fn latin1_keeps_the_curly_quotes_that_such_files_really_hold() {
        assert_eq!(
            decode(b"Saint-Andr\xE9 isn\x92t", Encoding::Latin1).unwrap(),
            "Saint-Andr\u{e9} isn\u{2019}t"
        );
    }

    #[test]
    fn a_wrong_byte_is_named_with_its_line_and_a_setting_that_fits() {
        let error = decode(b"\xEF\xBB\xBFa\nb\nAndr\xE9\n", Encoding::Utf8).unwrap_err();
        assert_eq!(
            error.to_string(),
            "The file is not valid UTF-8 at line 3: set encoding = \"latin-1\" in the map if the file comes from an older system, or save it as UTF-8."
        );
        let error = decode(b"\xFF\xFEa\0,\0b\0", Encoding::Utf8).unwrap_err();
        assert!(
            error.to_string().contains("encoding = \"utf-16\""),
            "{error}"
        );
    }

    #[test]
    fn the_other_encodings_refuse_what_is_plainly_not_theirs() {
        for (bytes, encoding) in [
            (&b"a,b\n1,2\n"[..], Encoding::Utf16),
            (b"\xEF\xBB\xBFa", Encoding::Utf16),
            (b"\xFF\xFEa\0b", Encoding::Utf16),
            (b"\xFF\xFE\x00\xD8", Encoding::Utf16),
            (b"\xEF\xBB\xBFa", Encoding::Latin1),
            (b"\xFF\xFEa\0", Encoding::Latin1),
        ] {
            assert!(
                matches!(
                    decode(bytes, encoding),
                    Err(FileError::WrongEncoding { .. })
                ),
                "{bytes:?} {encoding:?}"
            );
        }
    }
}
