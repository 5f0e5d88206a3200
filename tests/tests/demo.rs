//! The demo, from an empty folder to somebody who looks around in it, with the real program.

#![allow(clippy::unwrap_used, reason = "a story ends where something fails")]

use tests::Program;

#[tokio::test]
async fn the_demo_is_filled_and_served_and_its_people_sign_in() {
    let program = Program::new();
    let (is_done, said) = program.run(&["demo", "--data", "data"]).await;
    assert!(is_done, "{said}");
    assert!(said.contains("lantern serve --data data"), "{said}");
    let row = said.lines().find(|line| line.contains("editor")).unwrap();
    let words: Vec<&str> = row.split_whitespace().collect();
    let [.., email, "editor", password] = words[..] else { panic!("{row}") };

    let serving = program.serve(&[]).await;
    assert!(!serving.said.contains("/setup"), "{}", serving.said);
    let mut marit = serving.stranger();
    let home = marit.get("/").await;
    assert_eq!(home.status, 200);
    assert!(home.body.contains("Ten days staring at nothing"), "{}", home.body);
    assert_eq!(marit.get("/ten-days-staring-at-nothing").await.status, 200);
    let entered = marit.post("/sign-in", &[("email", email), ("password", password), ("next", "/admin")]).await;
    assert_eq!((entered.status, entered.header("location")), (303, "/admin"));
    marit.keep(&entered);
    assert_eq!(marit.get("/admin").await.status, 200);
    drop(serving);

    let (is_done, said) = program.run(&["demo", "--data", "data"]).await;
    assert!(!is_done);
    assert_eq!(said, "lantern: `data` is data, where something is already; the demo fills a new folder only\n");
}
