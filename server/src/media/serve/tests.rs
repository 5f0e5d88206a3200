//! Who gets which file, under which headers, and which addresses lead nowhere.

use super::*;
use crate::media::desk::Desk;
use crate::media::samples;
use domain::accounts::Role;

#[tokio::test]
async fn u02_readers_get_a_size_only_once_it_is_published() {
    let desk = Desk::new().await;
    let anouk = desk.browser("Anouk", Role::Author).await;
    let uploaded = desk.upload("lamp.jpg", &samples::jpeg(700, 350), &anouk).await.uploaded();
    let path = uploaded.sheet.sizes.address(320);
    let reader = desk.browser("Rea", Role::Reader).await;
    let moderator = desk.browser("Mo", Role::Moderator).await;
    let ben = desk.browser("Ben", Role::Author).await;
    for stranger in [None, Some(&reader), Some(&moderator), Some(&ben)] {
        assert_eq!(desk.get(&path, stranger).await.status, StatusCode::NOT_FOUND);
    }
    let editor = desk.browser("Eda", Role::Editor).await;
    for staff in [&anouk, &editor] {
        let answer = desk.get(&path, Some(staff)).await;
        assert_eq!((answer.status, answer.header("cache-control")), (StatusCode::OK, "private, no-store"));
        assert!(answer.body.starts_with(b"RIFF"));
    }

    desk.publish_with(&uploaded, &anouk).await;
    for somebody in [None, Some(&reader), Some(&anouk)] {
        let answer = desk.get(&path, somebody).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert_eq!(answer.header("cache-control"), "public, max-age=31536000, immutable");
    }
}

#[tokio::test]
async fn u02_a_picture_is_sent_as_a_picture_and_as_nothing_else() {
    let desk = Desk::new().await;
    let anouk = desk.browser("Anouk", Role::Author).await;
    let uploaded = desk.upload("lamp.jpg", &samples::jpeg(700, 350), &anouk).await.uploaded();
    desk.publish_with(&uploaded, &anouk).await;
    let hash = uploaded.sheet.sizes.hash.clone();
    let answer = desk.get(&uploaded.sheet.sizes.address(640), None).await;
    let file = std::fs::read(desk.size_path(&hash, 640)).unwrap();
    assert_eq!(answer.body, file);
    for (name, value) in [
        ("content-type", "image/webp"),
        ("content-length", file.len().to_string().as_str()),
        ("content-disposition", format!("inline; filename=\"{}-640.webp\"", &hash[..12]).as_str()),
        ("content-security-policy", "default-src 'none'; sandbox; frame-ancestors 'none'"),
        ("x-content-type-options", "nosniff"),
        ("cross-origin-resource-policy", "cross-origin"),
        ("referrer-policy", "no-referrer"),
        ("set-cookie", ""),
    ] {
        assert_eq!(answer.header(name), value, "{name}");
    }
}

#[tokio::test]
async fn u02_the_upload_itself_is_for_staff_and_to_be_saved() {
    let desk = Desk::new().await;
    let anouk = desk.browser("Anouk", Role::Author).await;
    let file = samples::png(40, 30);
    let uploaded = desk.upload("Größe %221%22.png", &file, &anouk).await.uploaded();
    desk.publish_with(&uploaded, &anouk).await;
    let path = format!("/media/{}/original", uploaded.sheet.sizes.hash);
    for stranger in [None, Some(&desk.browser("Rea", Role::Reader).await), Some(&desk.browser("Ben", Role::Author).await)] {
        assert_eq!(desk.get(&path, stranger).await.status, StatusCode::NOT_FOUND);
    }
    let answer = desk.get(&path, Some(&anouk)).await;
    assert_eq!((answer.status, answer.body.as_ref()), (StatusCode::OK, file.as_ref()));
    assert_eq!(answer.header("content-type"), "image/png");
    assert_eq!(answer.header("cache-control"), "private, no-store");
    let disposition = answer.header("content-disposition");
    assert!(disposition.starts_with("attachment; filename=\""), "{disposition}");
    assert!(disposition.contains("filename*=UTF-8''Gr%C3%B6%C3%9Fe%20%221%22.png"), "{disposition}");
}

#[tokio::test]
async fn u06_each_file_has_one_address() {
    let desk = Desk::new().await;
    let anouk = desk.browser("Anouk", Role::Author).await;
    let uploaded = desk.upload("lamp.jpg", &samples::jpeg(700, 350), &anouk).await.uploaded();
    desk.publish_with(&uploaded, &anouk).await;
    let hash = uploaded.sheet.sizes.hash.clone();
    assert_eq!(desk.get(&format!("/media/{hash}/320.webp"), None).await.status, StatusCode::OK);
    for path in [
        format!("/media/{}/320.webp", hash.to_uppercase()),
        format!("/media/{hash}/0320.webp"),
        format!("/media/{hash}/+320.webp"),
        format!("/media/{hash}/321.webp"),
        format!("/media/{hash}/99999999999.webp"),
        format!("/media/{hash}/320.webp/"),
        format!("/media/{hash}/320.jpg"),
        format!("/media/{hash}/320"),
        format!("/media/{hash}/"),
        format!("/media/{hash}"),
        "/media/".to_owned(),
        format!("/media/{hash}/..%2f..%2foriginals%2f{}%2f{hash}", &hash[..2]),
        format!("/media/..%2foriginals/{hash}"),
        format!("/media/{}/320.webp", "0".repeat(64)),
    ] {
        let answer = desk.get(&path, Some(&anouk)).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert_ne!(answer.header("content-type"), "image/webp");
    }
}

#[tokio::test]
async fn a_file_that_is_missing_or_cut_off_is_404_and_never_wrong_bytes() {
    let desk = Desk::new().await;
    let anouk = desk.browser("Anouk", Role::Author).await;
    let uploaded = desk.upload("lamp.jpg", &samples::jpeg(700, 350), &anouk).await.uploaded();
    desk.publish_with(&uploaded, &anouk).await;
    let hash = uploaded.sheet.sizes.hash.clone();
    let cut_off = desk.size_path(&hash, 320);
    let bytes = std::fs::read(&cut_off).unwrap();
    std::fs::write(&cut_off, &bytes[..bytes.len() / 2]).unwrap();
    std::fs::remove_file(desk.size_path(&hash, 640)).unwrap();
    for width in [320, 640] {
        let answer = desk.get(&uploaded.sheet.sizes.address(width), None).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{width}");
    }
    assert_eq!(desk.get(&uploaded.sheet.sizes.address(700), None).await.status, StatusCode::OK);
}
