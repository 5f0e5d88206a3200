//! Signing in and out, as a browser does it.

#![recursion_limit = "512"]

use domain::accounts::Role;
use domain::scene::PASSWORD;
use tests::{Answer, Person, Site};

const MARIT: &str = "marit@example.org";

async fn sign_in(person: &Person, email: &str, password: &str) -> Answer {
    person.post("/sign-in", &[("email", email), ("password", password), ("next", "")]).await
}

#[tokio::test]
async fn somebody_signs_in_goes_to_the_panel_and_signs_out() {
    let site = Site::start().await;
    let mut marit = site.stranger();
    let sent = marit.get("/admin").await;
    assert_eq!((sent.status, sent.header("location")), (303, "/sign-in?next=%2Fadmin"));

    let entered = marit.post("/sign-in", &[("email", MARIT), ("password", PASSWORD), ("next", "/admin")]).await;
    assert_eq!((entered.status, entered.header("location")), (303, "/admin"));
    marit.keep(&entered);
    assert_eq!(marit.get("/admin").await.status, 200);

    let copy = marit.clone();
    let left = marit.post("/sign-out", &[]).await;
    assert_eq!((left.status, left.header("location")), (303, "/sign-in"));
    assert_eq!(left.header("clear-site-data"), "\"cache\", \"storage\"");
    marit.keep(&left);
    assert!(!marit.cookies.contains_key("__Host-lantern"));
    assert_eq!(copy.get("/admin").await.status, 303, "s06: a copy of the cookie opens nothing");
}
