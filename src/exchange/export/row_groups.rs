//! Parquet: rows are collected column by column and written in groups, so that memory does not grow with the export.

use self::layout::types::{Type as Schema, TypePtr};
use super::{
    column::{Cell, Column, Type},
    sheet::SheetError,
};
use chrono::{DateTime, NaiveDate};
use parquet::{
    basic::{LogicalType, Repetition, Type as Physical},
    column::writer::ColumnWriterImpl,
    data_type::{BoolType, ByteArray, ByteArrayType, DataType, Int32Type, Int64Type},
    errors::ParquetError,
    file::{properties::WriterProperties, writer::SerializedFileWriter},
    schema as layout,
};
use std::{
    io::{self, Write},
    sync::Arc,
};

/// Rows of a group.
const MOST_ROWS: usize = 65_536;
/// Bytes of texts in a group, so that long stories end one sooner.
const MOST_BYTES: usize = 8 << 20;

/// A file on its way out, with the rows of the group that is being collected.
pub(super) struct RowGroups<W: Write + Send> {
    writer: SerializedFileWriter<W>,
    columns: &'static [Column],
    waiting: Vec<Waiting>,
    rows: usize,
    bytes: usize,
    most_rows: usize,
}

/// Cells of a column that wait for their group to be full.
struct Waiting {
    values: Values,
    /// For each row whether it has a value: 1 or 0.
    known: Vec<i16>,
}

enum Values {
    Texts(Vec<ByteArray>),
    /// Days since the first of January 1970.
    Days(Vec<i32>),
    Counts(Vec<i64>),
    Flags(Vec<bool>),
}

impl<W: Write + Send> RowGroups<W> {
    pub(super) fn begin(columns: &'static [Column], to: W) -> Result<Self, SheetError> {
        let properties = WriterProperties::builder()
            .set_created_by(concat!("candor version ", env!("CARGO_PKG_VERSION")).to_owned())
            .build();
        Ok(Self {
            writer: SerializedFileWriter::new(to, schema(columns)?, Arc::new(properties))?,
            columns,
            waiting: columns.iter().map(Waiting::of).collect(),
            rows: 0,
            bytes: 0,
            most_rows: MOST_ROWS,
        })
    }

    /// Groups of fewer rows, for tests of what lies in several.
    #[cfg(test)]
    pub(super) fn in_groups_of(self, most_rows: usize) -> Self {
        Self { most_rows, ..self }
    }

    pub(super) fn row(&mut self, cells: Vec<Cell>) -> Result<(), SheetError> {
        for ((column, waiting), cell) in self.columns.iter().zip(&mut self.waiting).zip(cells) {
            if let Cell::Text(text) = &cell {
                self.bytes += text.len();
            }
            waiting.add(column, cell)?;
        }
        self.rows += 1;
        if self.rows >= self.most_rows || self.bytes >= MOST_BYTES {
            self.write_group()?;
        }
        Ok(())
    }

    pub(super) fn end(mut self) -> Result<(), SheetError> {
        if self.rows > 0 {
            self.write_group()?;
        }
        self.writer.finish()?;
        Ok(())
    }

    fn write_group(&mut self) -> Result<(), SheetError> {
        let mut group = self.writer.next_row_group()?;
        for (column, waiting) in self.columns.iter().zip(&mut self.waiting) {
            let Some(mut writer) = group.next_column()? else {
                break;
            };
            let known = column.empty.map(|_| waiting.known.as_slice());
            match &waiting.values {
                Values::Texts(texts) => write(writer.typed::<ByteArrayType>(), texts, known)?,
                Values::Days(days) => write(writer.typed::<Int32Type>(), days, known)?,
                Values::Counts(counts) => write(writer.typed::<Int64Type>(), counts, known)?,
                Values::Flags(flags) => write(writer.typed::<BoolType>(), flags, known)?,
            }
            writer.close()?;
            *waiting = Waiting::of(column);
        }
        group.close()?;
        (self.rows, self.bytes) = (0, 0);
        Ok(())
    }
}

fn write<T: DataType>(
    writer: &mut ColumnWriterImpl<'_, T>,
    values: &[T::T],
    known: Option<&[i16]>,
) -> Result<(), ParquetError> {
    writer.write_batch(values, known, None).map(drop)
}

impl Waiting {
    fn of(column: &Column) -> Self {
        Self {
            values: match column.holds {
                Type::Text => Values::Texts(Vec::new()),
                Type::Day => Values::Days(Vec::new()),
                Type::Count => Values::Counts(Vec::new()),
                Type::Flag => Values::Flags(Vec::new()),
            },
            known: Vec::new(),
        }
    }

    fn add(&mut self, column: &Column, cell: Cell) -> Result<(), SheetError> {
        let known = cell != Cell::Empty;
        match (&mut self.values, cell) {
            (Values::Texts(texts), Cell::Text(text)) => texts.push(text.into_bytes().into()),
            (Values::Days(days), Cell::Day(day)) => days.push(since_1970(day)),
            (Values::Counts(counts), Cell::Count(n)) => counts.push(n),
            (Values::Flags(flags), Cell::Flag(yes)) => flags.push(yes),
            (_, Cell::Empty) if column.empty.is_some() => {}
            _ => {
                let sentence = format!("the column {} cannot hold this", column.name);
                return Err(SheetError::Failed(io::Error::other(sentence)));
            }
        }
        self.known.push(i16::from(known));
        Ok(())
    }
}

fn since_1970(day: NaiveDate) -> i32 {
    let days = (day - DateTime::UNIX_EPOCH.date_naive()).num_days();
    // A date of chrono lies within 262,144 years of 1970.
    i32::try_from(days).unwrap_or_default()
}

fn schema(columns: &[Column]) -> Result<TypePtr, ParquetError> {
    let fields: Result<Vec<TypePtr>, ParquetError> = columns.iter().map(field).collect();
    let schema = Schema::group_type_builder("candor")
        .with_fields(fields?)
        .build()?;
    Ok(Arc::new(schema))
}

fn field(column: &Column) -> Result<TypePtr, ParquetError> {
    let (physical, logical) = match column.holds {
        Type::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        Type::Day => (Physical::INT32, Some(LogicalType::Date)),
        Type::Count => (Physical::INT64, None),
        Type::Flag => (Physical::BOOLEAN, None),
    };
    let repetition = match column.empty {
        Some(_) => Repetition::OPTIONAL,
        None => Repetition::REQUIRED,
    };
    let field = Schema::primitive_type_builder(column.name, physical)
        .with_repetition(repetition)
        .with_logical_type(logical)
        .build()?;
    Ok(Arc::new(field))
}
