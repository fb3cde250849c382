//! Files with cells: bytes become text, text becomes records, each with the line on which it starts.

use csv::{ReaderBuilder, StringRecord};
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// A quotation mark is opened and never closed: the rest of the file would become one cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unclosed {
    /// The line on which its row starts, counted from 1.
    pub line: u64,
}

/// Stands alone on a line behind the text. When a quotation mark is still open there, it is swallowed.
const END: &str = "\u{2403}";

/// The text of a file whose encoding nobody has named: by its mark; without one UTF-16 where there are zero bytes,
/// else UTF-8, else windows-1252, which reads everything. Only for files in which a letter read wrongly is seen at
/// once, such as names of places; never for stories.
#[must_use]
pub fn text_of(bytes: &[u8]) -> String {
    let (encoding, body) = match Encoding::for_bom(bytes) {
        Some((encoding, length)) => (encoding, bytes.get(length..).unwrap_or_default()),
        None => (guessed(bytes), bytes),
    };
    encoding.decode_without_bom_handling(body).0.into_owned()
}

/// A line end or a delimiter of UTF-16 holds a zero byte: the second one of the two where the first is the lower one.
fn guessed(bytes: &[u8]) -> &'static Encoding {
    match bytes.iter().position(|byte| *byte == 0) {
        Some(at) if at % 2 == 1 => UTF_16LE,
        Some(_) => UTF_16BE,
        None if std::str::from_utf8(bytes).is_ok() => encoding_rs::UTF_8,
        None => WINDOWS_1252,
    }
}

/// The records of a text, each with its line counted from 1; blank lines are left out.
///
/// # Errors
/// A quotation mark that is never closed.
pub fn records(mut text: String, delimiter: u8) -> Result<Vec<(u64, StringRecord)>, Unclosed> {
    text.push('\n');
    text.push_str(END);
    let bytes = text.as_bytes();
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(bytes);
    let mut lines = Lines::new(bytes);
    let mut records = Vec::new();
    let mut record = StringRecord::new();
    // The text is valid, so that the reader cannot fail; should it, the file is treated as ending there.
    while reader.read_record(&mut record).unwrap_or(false) {
        let start = record.position().map_or(0, csv::Position::byte);
        records.push((lines.at(start), record.clone()));
    }
    match records.pop() {
        Some((_, last)) if last.len() == 1 && last.get(0) == Some(END) => Ok(records),
        Some((line, _)) => Err(Unclosed { line }),
        None => Ok(records),
    }
}

/// Counts lines along the text. The reader's own count is refused: it points at the blank lines before a record.
struct Lines<'a> {
    bytes: &'a [u8],
    end: u8,
    reached: usize,
    line: u64,
}

impl<'a> Lines<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        // Only the oldest files end their lines with CR alone. The last LF is the one that was added above.
        let feeds = bytes.iter().filter(|byte| **byte == b'\n').take(2).count();
        let end = if feeds < 2 && bytes.contains(&b'\r') {
            b'\r'
        } else {
            b'\n'
        };
        Self {
            bytes,
            end,
            reached: 0,
            line: 1,
        }
    }

    /// The line of the record that the reader began to look for at this byte.
    fn at(&mut self, byte: u64) -> u64 {
        let byte = usize::try_from(byte).unwrap_or(usize::MAX);
        while let Some(next) = self.bytes.get(self.reached) {
            if self.reached >= byte && !matches!(next, b'\n' | b'\r') {
                break;
            }
            self.line += u64::from(*next == self.end);
            self.reached += 1;
        }
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_read_whatever_program_wrote_it() {
        let text = "K\u{f8}benhavn;7\n";
        let wide = |order: fn(u16) -> [u8; 2], mark: &str| -> Vec<u8> {
            let marked = format!("{mark}{text}");
            marked.encode_utf16().flat_map(order).collect()
        };
        for bytes in [
            text.as_bytes().to_vec(),
            format!("\u{feff}{text}").into_bytes(),
            wide(u16::to_le_bytes, "\u{feff}"),
            wide(u16::to_be_bytes, "\u{feff}"),
            wide(u16::to_le_bytes, ""),
            wide(u16::to_be_bytes, ""),
            b"K\xf8benhavn;7\n".to_vec(),
        ] {
            assert_eq!(text_of(&bytes), text, "{bytes:?}");
        }
        assert_eq!(text_of(b""), "");
    }

    #[test]
    fn records_know_their_lines() {
        let found = records("a;b\n\n1;\"2\n3\"\n4;5".into(), b';').unwrap();
        let lines: Vec<u64> = found.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [1, 3, 5]);
        assert_eq!(records("a\n\"b\nc".into(), b','), Err(Unclosed { line: 2 }));
        assert_eq!(records(String::new(), b','), Ok(Vec::new()));
    }
}
