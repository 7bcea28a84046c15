//! Tables as Parquet files, with days as DATE and what is missing as null.

use std::io::Write;
use std::sync::Arc;

use chrono::Datelike;
use parquet::basic::{Compression, ConvertedType, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, Int32Type, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::{Type, TypePtr};

use crate::query::export::{Kind, Table, Value};

/// Days from the common era to the epoch of Parquet dates, 1970-01-01.
const EPOCH: i32 = 719_163;

fn schema(table: &Table<'_>) -> Result<TypePtr, ParquetError> {
    let mut fields = Vec::new();
    for column in table.columns.iter() {
        let (physical, logical) = match column.kind {
            Kind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
            Kind::Date => (Physical::INT32, Some(LogicalType::Date)),
            Kind::Number => (Physical::INT64, None),
            Kind::Truth => (Physical::BOOLEAN, None),
        };
        let field = Type::primitive_type_builder(column.name, physical)
            .with_repetition(Repetition::OPTIONAL)
            .with_converted_type(ConvertedType::NONE)
            .with_logical_type(logical)
            .build()?;
        fields.push(Arc::new(field));
    }
    Ok(Arc::new(Type::group_type_builder(table.name).with_fields(fields).build()?))
}

/// Writes a table.
///
/// # Errors
///
/// What the writer of Parquet says.
pub fn write<W: Write + Send>(table: &Table<'_>, out: W) -> Result<(), ParquetError> {
    let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
    let mut file = SerializedFileWriter::new(out, schema(table)?, Arc::new(properties))?;
    let mut group = file.next_row_group()?;
    for (at, column) in table.columns.iter().enumerate() {
        let values = || table.rows.iter().map(move |row| &row[at]);
        let present: Vec<i16> = values().map(|value| i16::from(*value != Value::Missing)).collect();
        let Some(mut writer) = group.next_column()? else { break };
        match column.kind {
            Kind::Text => {
                let texts: Vec<ByteArray> = values()
                    .filter_map(|value| match value {
                        Value::Text(text) => Some(ByteArray::from(text.as_bytes().to_vec())),
                        _ => None,
                    })
                    .collect();
                writer.typed::<ByteArrayType>().write_batch(&texts, Some(&present), None)?;
            }
            Kind::Date => {
                let days: Vec<i32> = values()
                    .filter_map(|value| match value {
                        Value::Date(day) => Some(day.num_days_from_ce() - EPOCH),
                        _ => None,
                    })
                    .collect();
                writer.typed::<Int32Type>().write_batch(&days, Some(&present), None)?;
            }
            Kind::Number => {
                let numbers: Vec<i64> = values()
                    .filter_map(|value| match value {
                        Value::Number(number) => Some(*number),
                        _ => None,
                    })
                    .collect();
                writer.typed::<Int64Type>().write_batch(&numbers, Some(&present), None)?;
            }
            Kind::Truth => {
                let truths: Vec<bool> = values()
                    .filter_map(|value| match value {
                        Value::Truth(truth) => Some(*truth),
                        _ => None,
                    })
                    .collect();
                writer.typed::<BoolType>().write_batch(&truths, Some(&present), None)?;
            }
        }
        writer.close()?;
    }
    group.close()?;
    file.close()?;
    Ok(())
}
