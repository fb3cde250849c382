//! Columns of a file, for commands that read it without a map.

use super::{
    encoding::{Encoding, decode},
    errors::FileError,
    sheet::Sheet,
};

/// The cells of the wanted columns, row by row, each with the line on which its row starts. The file is
/// UTF-8, parted by commas; a cell that a short row lacks is empty.
///
/// # Errors
/// What is wrong with the file as a whole, such as a column that it does not have.
pub fn columns(bytes: &[u8], wanted: &[&str]) -> Result<Vec<(u64, Vec<String>)>, FileError> {
    let sheet = Sheet::split(decode(bytes, Encoding::Utf8)?, ',')?;
    let index = sheet.locate(wanted.iter().copied())?;
    let row = |record| {
        wanted
            .iter()
            .map(|name| {
                index
                    .get(*name)
                    .map_or_else(String::new, |column| sheet.cell(record, *column))
            })
            .collect()
    };
    Ok(sheet
        .records
        .iter()
        .map(|(line, record)| (*line, row(record)))
        .collect())
}
