//! The tree of places.

use crate::{
    db::Db,
    places::{self, Tree},
    web::{Admin, Answer, Page, Who},
};
use actix_web::web::Data;
use serde::Serialize;

#[derive(Serialize)]
struct PlacesPage {
    branches: Vec<Branch>,
}

/// One line of the tree. A template cannot call itself, so each line says how the list goes on.
#[derive(Serialize)]
struct Branch {
    code: String,
    name: String,
    people: Option<u32>,
    station: bool,
    /// Whether the next line is below this one.
    opens: bool,
    /// One for each list that ends here.
    closes: Vec<()>,
}

impl Page for PlacesPage {
    const TEMPLATE: &'static str = "places/list";

    fn title(&self) -> String {
        "Places".into()
    }
}

/// `GET /places`
///
/// # Errors
/// The store's failure.
pub async fn list(who: Who<Admin>, db: Data<Db>) -> Answer {
    let tree = db.read(places::all).await?;
    who.page(&PlacesPage {
        branches: branches(&tree),
    })
}

fn branches(tree: &Tree) -> Vec<Branch> {
    let depths: Vec<usize> = tree.iter().map(|(_, depth)| depth).chain([0]).collect();
    tree.iter()
        .zip(depths.iter().skip(1))
        .map(|((place, depth), next)| Branch {
            code: place.code.to_string(),
            name: place.name.clone(),
            people: place.people,
            station: place.station,
            opens: *next > depth,
            closes: vec![(); depth.saturating_sub(*next)],
        })
        .collect()
}
