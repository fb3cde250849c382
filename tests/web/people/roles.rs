//! Who may open what.

use crate::support::App;

const ADMIN_PAGES: [&str; 8] = [
    "/people",
    "/people/new",
    "/journal",
    "/places",
    "/places/new",
    "/places/0000",
    "/places/0000/poster",
    "/places/0000/poster.svg",
];

#[actix_web::test]
async fn admins_pages_are_for_admins() {
    let app =
        App::start_with(|settings| settings.public_url = Some("http://candor.example".into()))
            .await;
    let mut ann = app.admin("Ann");
    let mut others = [app.lead("Ada", &[]), app.improver("Ivo"), app.keeper("Kim")];
    for page in ADMIN_PAGES {
        ann.visits(page).answers(200);
        for other in &mut others {
            other
                .visits(page)
                .answers(403)
                .says("This page is for people with another role here.");
        }
        let mut guest = app.guest();
        guest.visits(page);
        assert!(
            guest.path().starts_with("/sign-in?next="),
            "{}",
            guest.path()
        );
    }
}

#[actix_web::test]
async fn admins_acts_are_for_admins() {
    let app = App::start().await;
    let ada = app.person("Ada", candor::people::Role::Lead, &[]);
    let acts = [
        "/people".to_owned(),
        format!("/people/{ada}/password"),
        format!("/people/{ada}/closed"),
        format!("/people/{ada}/opened"),
        "/places".to_owned(),
        "/places/0000".to_owned(),
    ];
    let mut keeper = app.keeper("Kim");
    let csrf = keeper.visits("/names").csrf();
    for act in &acts {
        keeper.posts(
            act,
            &[
                ("csrf", &csrf),
                ("name", "x"),
                ("password", "a new password"),
            ],
        );
        keeper.answers(403);
        app.guest().posts(act, &[("name", "x")]).answers(401);
    }
}

#[actix_web::test]
async fn every_role_is_shown_its_own_pages_alone() {
    let app = App::start().await;
    let labels = ".nav__link";
    let mut ann = app.admin("Ann");
    assert_eq!(
        ann.visits("/places").texts(labels),
        [
            "Places", "People", "Words", "Lexicon", "Mail", "Journal", "Holidays", "Hours"
        ]
    );
    assert_eq!(ann.texts(".nav__link[aria-current=page]"), ["Places"]);
    let mut kim = app.keeper("Kim");
    assert_eq!(kim.visits("/names").texts(labels), ["Names"]);
    kim.says("Open a sealed name").says("Kim");
}

#[actix_web::test]
async fn public_pages_never_show_who_is_signed_in() {
    let app = App::start().await;
    let mut ada = app.lead("Ada Lindqvist", &[]);
    ada.visits("/sign-in").does_not_say("Ada Lindqvist");
    ada.visits("/not-there").does_not_say("Ada Lindqvist");
}
