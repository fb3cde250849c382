//! The two kernel types that the databases store each in their own way.
//!
//! Ids are `uuid` on PostgreSQL and 16 bytes on SQLite; moments are `timestamptz` on PostgreSQL and
//! fixed-width text on SQLite, so that text order is time order.

use super::connection::MultiBackend;
use crate::kernel::ids::Id;
use chrono::{DateTime, Utc};
use diesel::{
    backend::Backend,
    deserialize::{self, FromSql, FromSqlRow},
    expression::AsExpression,
    pg::Pg,
    serialize::{self, IsNull, Output, ToSql},
    sql_types::{self, HasSqlType},
    sqlite::Sqlite,
};

/// SQL types of our own.
pub mod sql {
    use diesel::{query_builder::QueryId, sql_types::SqlType};

    /// `uuid` on PostgreSQL, 16 bytes on SQLite.
    #[derive(Debug, Clone, Copy, Default, SqlType, QueryId)]
    #[diesel(postgres_type(oid = 2950, array_oid = 2951))]
    #[diesel(sqlite_type(name = "Binary"))]
    pub struct DbUuid;

    /// `timestamptz` on PostgreSQL, `2026-05-17T14:05:00.000000Z` on SQLite.
    #[derive(Debug, Clone, Copy, Default, SqlType, QueryId)]
    #[diesel(postgres_type(oid = 1184, array_oid = 1185))]
    #[diesel(sqlite_type(name = "Text"))]
    pub struct DbTime;

    impl diesel::sql_types::SqlOrd for DbTime {}
    impl diesel::sql_types::SqlOrd for DbUuid {}
}
use sql::{DbTime, DbUuid};

/// Teaches the connection of either kind one more SQL type.
macro_rules! multi_type {
    ($sql:ty, $rust:ty) => {
        impl HasSqlType<$sql> for MultiBackend {
            fn metadata(lookup: &mut Self::MetadataLookup) -> Self::TypeMetadata {
                MultiBackend::lookup_sql_type::<$sql>(lookup)
            }
        }
        impl FromSql<$sql, MultiBackend> for $rust {
            fn from_sql(raw: <MultiBackend as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
                raw.from_sql::<$rust, $sql>()
            }
        }
        impl ToSql<$sql, MultiBackend> for $rust {
            fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, MultiBackend>) -> serialize::Result {
                out.set_value((<$sql>::default(), self));
                Ok(IsNull::No)
            }
        }
    };
}
multi_type!(DbUuid, Key);
multi_type!(DbTime, At);

/// An [`Id`] as a column holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, AsExpression, FromSqlRow)]
#[diesel(sql_type = DbUuid)]
pub struct Key(pub Id);

/// A moment as a column holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, AsExpression, FromSqlRow)]
#[diesel(sql_type = DbTime)]
pub struct At(pub DateTime<Utc>);

impl From<Id> for Key {
    fn from(id: Id) -> Self {
        Self(id)
    }
}

impl From<DateTime<Utc>> for At {
    fn from(at: DateTime<Utc>) -> Self {
        Self(at)
    }
}

impl ToSql<DbUuid, Pg> for Key {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
        use std::io::Write;
        out.write_all(self.0.uuid().as_bytes())?;
        Ok(IsNull::No)
    }
}

impl FromSql<DbUuid, Pg> for Key {
    fn from_sql(raw: <Pg as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
        Ok(Self(Id::from_uuid(uuid::Uuid::from_slice(raw.as_bytes())?)))
    }
}

impl ToSql<DbUuid, Sqlite> for Key {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Sqlite>) -> serialize::Result {
        out.set_value(self.0.uuid().as_bytes().as_slice());
        Ok(IsNull::No)
    }
}

impl FromSql<DbUuid, Sqlite> for Key {
    fn from_sql(mut raw: <Sqlite as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
        Ok(Self(Id::from_uuid(uuid::Uuid::from_slice(
            raw.read_blob(),
        )?)))
    }
}

const FIXED_WIDTH: &str = "%Y-%m-%dT%H:%M:%S%.6fZ";

impl ToSql<DbTime, Pg> for At {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
        ToSql::<sql_types::Timestamptz, Pg>::to_sql(&self.0, out)
    }
}

impl FromSql<DbTime, Pg> for At {
    fn from_sql(raw: <Pg as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
        <DateTime<Utc> as FromSql<sql_types::Timestamptz, Pg>>::from_sql(raw).map(Self)
    }
}

impl ToSql<DbTime, Sqlite> for At {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Sqlite>) -> serialize::Result {
        out.set_value(self.0.format(FIXED_WIDTH).to_string());
        Ok(IsNull::No)
    }
}

impl FromSql<DbTime, Sqlite> for At {
    fn from_sql(mut raw: <Sqlite as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
        Ok(Self(raw.read_text().parse::<DateTime<Utc>>()?))
    }
}
