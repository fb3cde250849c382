//! What holds on every page: headers, errors, and what browsers and strangers may send.

use crate::support::App;

#[actix_web::test]
async fn a_page_that_is_not_there_says_so_and_leads_home() {
    let app = App::start().await;
    app.guest()
        .visits("/nothing-here")
        .answers(404)
        .says("We could not find that.")
        .links_to("/");
}
