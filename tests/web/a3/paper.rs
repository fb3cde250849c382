//! On paper: what does not fit says where it goes on.

use super::{saves, sheet};
use crate::support::App;

const SECTIONS: [&str; 10] = [
    "background",
    "current",
    "evidence",
    "goes_right",
    "plan",
    "prediction",
    "follow_up_planned",
    "follow_up_actual",
    "reflection",
    "shared_with",
];

#[actix_web::test]
async fn a_short_sheet_is_printed_whole() {
    let app = App::start().await;
    let (_, mut ada, path) = sheet(&app);
    for section in SECTIONS {
        ada.visits(&path);
        saves(&mut ada, &path, section, 0, &format!("Words of {section}.")).answers(200);
    }
    ada.visits(&path).presses(
        "Keep Goal",
        &[
            ("measure", "slides"),
            ("from", "4"),
            ("to", "0"),
            ("by", "2026-06-01"),
        ],
    );
    ada.visits(&format!("{path}/print"))
        .answers(200)
        .says("Pallets slide on the wet ramp")
        .says("slides, from 4, to 0, by 1 June 2026")
        .does_not_say("continues on the screen");
    for section in SECTIONS {
        ada.says(&format!("Words of {section}."));
    }
}

#[actix_web::test]
async fn a_very_long_sheet_says_where_each_section_goes_on() {
    let app = App::start().await;
    let (_, mut ada, path) = sheet(&app);
    let long = "wobbly ".repeat(10_000);
    for section in SECTIONS {
        ada.visits(&path);
        saves(&mut ada, &path, section, 0, &long).answers(200);
    }
    ada.visits(&format!("{path}/print")).answers(200);
    let more = ada.texts(".paper__more");
    assert_eq!(more.len(), SECTIONS.len());
    assert!(
        more.iter()
            .all(|words| *words == format!("… continues on the screen: {path}"))
    );
    assert!(ada.body().len() < 40_000, "{}", ada.body().len());
}
