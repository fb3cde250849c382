//! A table as a file, for the same people and with the same rules as the page of data.

use super::{data::DataForm, stream::Pieces};
use crate::{
    countermeasures::Sight,
    db::Db,
    exchange::export::{Format, Table},
    journal::{self, Act},
    web::{Analyst, Answer, Asked, Code, Error, Who, budget::Budgets},
};
use actix_web::{
    HttpResponse,
    http::header,
    web::{Data, Path},
};

/// `GET /trends/data/{table}.{format}`
///
/// # Errors
/// Not found for another table or format, when too many download at once, or the store's failure.
pub async fn download(
    who: Who<Analyst>,
    db: Data<Db>,
    budgets: Data<Budgets>,
    path: Path<(String, String)>,
    Asked(form): Asked<DataForm>,
) -> Answer {
    let (table, format) = path.into_inner();
    let (Ok(table), Ok(format)) = (Table::parse(&table), Format::parse(&format)) else {
        return Err(Error::not_found());
    };
    let wanted = match form.read(&who, &db).await? {
        Ok((_, wanted)) => wanted,
        Err(again) => return again.answer(&who, &form),
    };
    let Some(turn) = budgets.exporting_turn().await else {
        return Err(Error::new(
            Code::Unavailable,
            "Others are downloading just now. Please try again in a minute.",
        ));
    };
    let sight = Sight::of(&who.person);
    let pieces = Pieces::begin(db.get_ref().clone(), move |conn, out| {
        table.write(conn, &wanted, &sight, format, out)
    })
    .await?;
    let (by, now) = (who.person.id, who.visit.now);
    let name = format!("{}.{}", table.as_str(), format.as_str());
    let subject = format!("{name}{}", form.in_words());
    db.write(move |tx| journal::record(tx, Some(by), Act::Exported, &subject, now))
        .await?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, format.media_type()))
        .insert_header((
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"candor-{name}\""),
        ))
        .streaming(pieces.into_stream(turn)))
}
