//! Everything that is done on the sheet: one form, many buttons.

use super::{
    reference,
    show::{self, ShowPage},
    typed::{Parsed, Sent},
};
use crate::{
    db::Db,
    hansei::{
        Agenda, Error as ActError, Refusal,
        commands::{self, Does, Written},
    },
    web::{Act, Analyst, Answer, Error, Who, notice::Notice},
};
use actix_web::{
    HttpResponse,
    http::{StatusCode, header},
    web::{Data, Path},
};

/// `POST /hansei/{reference}`: keeps everything that was typed, then does what the button says.
///
/// # Errors
/// Not found; the store's failure.
pub async fn write(
    act: Act<Analyst, Vec<(String, String)>>,
    db: Data<Db>,
    agenda: Data<Agenda>,
    path: Path<String>,
) -> Answer {
    let Act { who, form } = act;
    let hansei = reference(&path)?;
    let sent = Sent(form);
    let Parsed {
        draft,
        problems,
        does,
        anchor,
        ..
    } = sent.parse();
    if !problems.is_empty() {
        let page = again(&who, &db, &agenda, &path, &sent, &Written::default()).await?;
        return who.again(&page);
    }
    let (person, proposals, now) = (who.person.clone(), agenda.clone(), who.visit.now);
    let written = db
        .write(move |tx| commands::write(tx, hansei, &person, &proposals, draft, does, now))
        .await;
    match written {
        Ok(written) if !written.clashes.is_empty() => {
            let page = clashed(&who, &db, &agenda, &path, &sent, &written).await?;
            who.page_with(StatusCode::CONFLICT, &page)
        }
        Ok(written) if written.entry.is_some() || written.commitment.is_some() => {
            let loaded = show::load(&who, &db, &agenda, &path).await?;
            who.page(&ShowPage::new(&who, loaded, None, &written))
        }
        Ok(_) => Ok(back_to(&hansei.grouped(3), does, &anchor)),
        Err(ActError::Refused(Refusal::NotHere)) => Err(Error::not_found()),
        Err(ActError::Refused(refusal)) => {
            let status = Error::from(refusal.clone()).code.status();
            let mut page = again(&who, &db, &agenda, &path, &sent, &Written::default()).await?;
            page.refused = Some(refusal.to_string());
            who.page_with(status, &page)
        }
        Err(ActError::Store(failure)) => Err(failure.into()),
    }
}

/// The page with everything as it was typed.
async fn again(
    who: &Who<Analyst>,
    db: &Db,
    agenda: &Agenda,
    path: &str,
    sent: &Sent,
    written: &Written,
) -> Result<ShowPage, Error> {
    let loaded = show::load(who, db, agenda, path).await?;
    Ok(ShowPage::new(who, loaded, Some(sent.parse()), written))
}

/// The page with what clashed in its fields; what was kept stands on the sheet.
async fn clashed(
    who: &Who<Analyst>,
    db: &Db,
    agenda: &Agenda,
    path: &str,
    sent: &Sent,
    written: &Written,
) -> Result<ShowPage, Error> {
    let loaded = show::load(who, db, agenda, path).await?;
    let mut left = sent.parse();
    left.keep_clashes(&written.clashes);
    Ok(ShowPage::new(who, loaded, Some(left), written))
}

/// Back to where on the page the button was.
fn back_to(reference: &str, does: Does, anchor: &str) -> HttpResponse {
    let notice = match does {
        Does::OpenRoom | Does::TurnOver | Does::SilentAgain | Does::OpenPulse | Does::EndPulse => {
            Notice::RoomChanged
        }
        Does::Close => Notice::HanseiClosed,
        Does::Reopen => Notice::HanseiReopened,
        _ => Notice::HanseiKept,
    };
    let to = format!("/hansei/{reference}?done={}#{anchor}", notice.as_str());
    HttpResponse::SeeOther()
        .insert_header((header::LOCATION, to))
        .finish()
}
