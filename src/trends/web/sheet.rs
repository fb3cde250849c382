//! Numbers as a file for a spreadsheet.

use crate::web::{Answer, Error};
use actix_web::{HttpResponse, http::header};

/// A CSV file with a first line of names.
///
/// # Errors
/// None that a program of ours can make.
pub(super) fn answer(name: &str, head: &[&str], rows: &[Vec<String>]) -> Answer {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let broken = |failure: csv::Error| Error::broken(&failure);
    writer
        .write_record(head.iter().map(|cell| safe(cell)))
        .map_err(broken)?;
    for row in rows {
        writer
            .write_record(row.iter().map(|cell| safe(cell)))
            .map_err(broken)?;
    }
    let bytes = writer
        .into_inner()
        .map_err(|failure| Error::broken(&failure))?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "text/csv; charset=utf-8"))
        .insert_header((
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"candor-{name}.csv\""),
        ))
        .body(bytes))
}

/// A cell that no spreadsheet takes for a formula.
fn safe(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for cell in ["=1+1", "+49", "-3", "@SUM(A1)"] {
            assert_eq!(safe(cell), format!("'{cell}"));
        }
        assert_eq!(safe("2026-W20"), "2026-W20");
        assert_eq!(safe(""), "");
    }
}
