//! Uploads and deletions as the panel makes them, and as others try.

use super::*;
use crate::media::MediaHash;
use crate::media::desk::{Desk, multipart, request};
use crate::media::samples::{self, Dressed};
use crate::media::sweep::sweep;
use app::media::{DELETE, UPLOAD};
use axum::body::Body;
use axum::http::{Method, header};
use domain::accounts::Role;
use domain::media::FindMedia;
use domain::media::{Kind, NewSize, Rights};
use image::ImageFormat;
use std::time::{Duration, SystemTime};

#[tokio::test]
async fn an_upload_becomes_an_item_with_what_its_file_says() {
    let desk = Desk::new().await;
    let anouk = desk.browser("Anouk", Role::Contributor).await;
    let xmp = samples::packet("<photoshop:Credit>Ada / Desk</photoshop:Credit>");
    let file = Dressed::new(samples::jpeg(700, 350)).xmp(&xmp).profile(b"P3").file;
    let uploaded = desk.upload("harbour.jpg", &file, &anouk).await.uploaded();

    let sheet = &uploaded.sheet;
    assert_eq!((sheet.file_name.as_str(), sheet.credit.line.as_str()), ("harbour.jpg", "Ada / Desk"));
    assert_eq!((sheet.sizes.width_px, &sheet.sizes.widths_px[..]), (700, &[320, 640, 700][..]));
    assert_eq!(sheet.size_bytes, file.len() as u64);
    assert_eq!(uploaded.remarks, [domain::media::Remark::ColourProfileIgnored]);
    assert!(!uploaded.was_there && sheet.may_change);
    assert!(desk.original_path(&sheet.sizes.hash).exists());

    let again = desk.upload("another-name.jpg", &file, &anouk).await.uploaded();
    assert!(again.was_there);
    assert_eq!((again.sheet.id, again.sheet.file_name.as_str()), (sheet.id, "harbour.jpg"));
}

#[tokio::test]
async fn u01_what_is_no_picture_is_415_and_says_what_it_is() {
    let desk = Desk::new().await;
    let anouk = desk.browser("Anouk", Role::Author).await;
    let gif = samples::encoded(&samples::picture(4, 4), ImageFormat::Gif);
    for (file, words) in [
        (&gif[..], "This is a GIF. Upload a JPEG, PNG or WebP."),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "This is an SVG. Upload a JPEG, PNG or WebP."),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "This is a HEIC. Upload a JPEG, PNG or WebP."),
        (b"%PDF-1.7", "This is a PDF. Upload a JPEG, PNG or WebP."),
        (b"<!doctype html><script>", "This is a web page. Upload a JPEG, PNG or WebP."),
        (b"MZ", "This is no picture that Lantern knows. Upload a JPEG, PNG or WebP."),
    ] {
        let answer = desk.upload("photo.jpg", file, &anouk).await;
        assert_eq!((answer.status, answer.words().as_str()), (StatusCode::UNSUPPORTED_MEDIA_TYPE, words));
    }
    let half = samples::jpeg(64, 64);
    let answer = desk.upload("photo.jpg", &half[..half.len() / 2], &anouk).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = anouk.caller.drafting().unwrap().media(&FindMedia::default()).await.unwrap();
    assert!(page.items.is_empty());
}

#[tokio::test]
async fn u03_what_is_too_large_is_413() {
    let desk = Desk::new().await;
    let anouk = desk.browser("Anouk", Role::Author).await;
    let file = samples::jpeg(8, 8);
    let room = usize::try_from(MAX_BYTES).unwrap() - file.len();
    let full = Dressed::new(file).trailing(&vec![0; room]);
    assert_eq!(desk.upload("full.jpg", &full.file, &anouk).await.status, StatusCode::OK);
    for more in [1, 10_000_000] {
        let file = [&full.file[..], &vec![0; more]].concat();
        let answer = desk.upload("over.jpg", &file, &anouk).await;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
        assert_eq!(answer.words(), "The file has more than 25 MB. Save it smaller, or as a JPEG.");
    }
    let answer = desk.upload("wide.png", &samples::png_claiming(20_000, 10), &anouk).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(answer.words(), "20,000 × 10 pixels: a side may have 16,384. Save it smaller.");
}

#[tokio::test]
async fn h01_an_upload_is_one_file_and_nothing_else() {
    let desk = Desk::new().await;
    let anouk = desk.browser("Anouk", Role::Author).await;
    let file = samples::jpeg(8, 8);
    for parts in [&[][..], &[("picture", "a.jpg", &file[..])], &[("file", "a.jpg", &file[..]), ("file", "b.jpg", &file[..])]] {
        let answer = desk.send(multipart(parts, Some(&anouk))).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", parts.len());
    }
    // The part is large, the file in it is not named: the body's own limit holds.
    let padding = vec![b'a'; 30_000_000];
    let answer = desk.send(multipart(&[("padding", "a.jpg", &padding[..])], Some(&anouk))).await;
    assert!(answer.status.is_client_error());
    let plain = request(Method::POST, UPLOAD, Some(&anouk)).header(header::CONTENT_TYPE, "image/jpeg");
    let answer = desk.send(plain.body(Body::from(file)).unwrap()).await;
    assert_eq!(answer.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
}

#[tokio::test]
async fn a01_uploading_and_deleting_is_for_those_who_write() {
    let desk = Desk::new().await;
    let file = samples::jpeg(8, 8);
    let json = format!("{{\"id\":\"{}\"}}", uuid_of_nobody());
    for role in [Role::Reader, Role::Moderator] {
        let browser = desk.browser(role.code(), role).await;
        assert_eq!(desk.upload("a.jpg", &file, &browser).await.status, StatusCode::FORBIDDEN, "{role:?}");
        assert_eq!(desk.post_json(DELETE, json.clone(), &browser).await.status, StatusCode::FORBIDDEN, "{role:?}");
    }
    assert_eq!(desk.send(multipart(&[("file", "a.jpg", &file)], None)).await.status, StatusCode::UNAUTHORIZED);
    let anouk = desk.browser("Anouk", Role::Author).await;
    assert_eq!(desk.post_json(DELETE, json, &anouk).await.status, StatusCode::NOT_FOUND);
}

fn uuid_of_nobody() -> &'static str {
    "0198f3a2-7c1e-7000-8000-000000000001"
}

#[tokio::test]
async fn c01_another_site_uploads_nothing() {
    let desk = Desk::new().await;
    let anouk = desk.browser("Anouk", Role::Author).await;
    let file = samples::jpeg(8, 8);
    for site in ["cross-site", "same-site"] {
        let mut forged = multipart(&[("file", "a.jpg", &file)], Some(&anouk));
        forged.headers_mut().insert("sec-fetch-site", site.parse().unwrap());
        assert_eq!(desk.send(forged).await.status, StatusCode::FORBIDDEN, "{site}");
    }
}

#[tokio::test]
async fn u06_a_disk_that_is_nearly_full_takes_nothing_and_says_so() {
    let desk = Desk::with_reserve(u64::MAX).await;
    let anouk = desk.browser("Anouk", Role::Author).await;
    let answer = desk.upload("a.jpg", &samples::jpeg(8, 8), &anouk).await;
    assert_eq!(answer.status, StatusCode::INSUFFICIENT_STORAGE);
    assert!(answer.words().starts_with("The server's disk is nearly full"));
}

#[tokio::test]
async fn a_deleted_item_takes_its_files_along_and_a_used_one_stays() {
    let desk = Desk::new().await;
    let anouk = desk.browser("Anouk", Role::Author).await;
    let (free, used) = (samples::jpeg(400, 300), samples::png(400, 300));
    let (free, used) =
        (desk.upload("a.jpg", &free, &anouk).await.uploaded(), desk.upload("b.png", &used, &anouk).await.uploaded());
    desk.draft_with(&used, &anouk).await;
    let delete = |uploaded: &Uploaded| format!("{{\"id\":\"{}\"}}", uploaded.sheet.id);

    let answer = desk.post_json(DELETE, delete(&free), &anouk).await;
    assert_eq!(answer.status, StatusCode::OK);
    let hash = &free.sheet.sizes.hash;
    assert!(!desk.original_path(hash).exists() && !desk.size_path(hash, 320).exists());

    let answer = desk.post_json(DELETE, delete(&used), &anouk).await;
    assert_eq!(
        (answer.status, answer.words().as_str()),
        (StatusCode::CONFLICT, "This picture is in use, so it cannot be deleted.")
    );
    assert!(desk.original_path(&used.sheet.sizes.hash).exists());

    let ben = desk.browser("Ben", Role::Author).await;
    assert_eq!(desk.post_json(DELETE, delete(&used), &ben).await.status, StatusCode::NOT_FOUND);
    let unknown_field = format!("{{\"id\":\"{}\",\"role\":\"owner\"}}", used.sheet.id);
    assert!(desk.post_json(DELETE, unknown_field, &anouk).await.status.is_client_error());
}

#[tokio::test]
async fn deletions_and_uploads_of_one_file_leave_a_row_with_its_files_or_neither() {
    let desk = Desk::new().await;
    let anouk = desk.browser("Anouk", Role::Author).await;
    let file = samples::jpeg(330, 100);
    for _ in 0..6 {
        let uploaded = desk.upload("a.jpg", &file, &anouk).await.uploaded();
        let json = format!("{{\"id\":\"{}\"}}", uploaded.sheet.id);
        tokio::join!(desk.post_json(DELETE, json, &anouk), desk.upload("a.jpg", &file, &anouk));
        let page = anouk.caller.drafting().unwrap().media(&FindMedia::default()).await.unwrap();
        let has_file = desk.original_path(&uploaded.sheet.sizes.hash).exists();
        assert_eq!(page.items.len() == 1, has_file);
    }
}

/// An upload that has arrived and waits to be added.
async fn arrived(desk: &Desk, file: &[u8]) -> TempUpload {
    let body = futures::stream::iter([Ok::<_, std::convert::Infallible>(bytes::Bytes::copy_from_slice(file))]);
    desk.state.media.receive(Some("a.jpg"), body).await.unwrap()
}

/// Another upload of that person's, which takes all the room there is.
async fn fill(caller: &Caller) {
    let new = NewMedia {
        hash: MediaHash::of(b"another").to_string(),
        kind: Kind::Jpeg,
        file_name: String::new(),
        width_px: 1,
        height_px: 1,
        size_bytes: Quota::default().person_bytes,
        rights: Rights::default(),
        placeholder: None,
        sizes: vec![NewSize { kind: Kind::WebP, width_px: 1, height_px: 1, size_bytes: 1 }],
    };
    caller.drafting().unwrap().add_media(new, Quota::default()).await.unwrap();
}

#[tokio::test]
async fn u06_an_upload_that_is_refused_in_the_end_leaves_no_file() {
    let desk = Desk::new().await;
    let anouk = desk.browser("Anouk", Role::Author).await;
    let file = samples::jpeg(330, 100);
    let upload = arrived(&desk, &file).await;
    let hash = upload.hash.to_string();
    fill(&anouk.caller).await;
    let refused = added(desk.state.clone(), anouk.caller.clone(), upload).await.unwrap_err();
    assert_eq!(refused.kind, app::failure::Kind::Full);
    assert!(!desk.original_path(&hash).exists() && !desk.size_path(&hash, 320).exists());

    let ben = desk.browser("Ben", Role::Author).await;
    let uploaded = desk.upload("a.jpg", &file, &ben).await.uploaded();
    assert_eq!(uploaded.sheet.sizes.hash, hash);
    assert!(!remove_unless_held(&desk.state.media, &desk.state.store, hash.parse().unwrap()).await.unwrap());
    assert!(desk.original_path(&hash).exists() && desk.size_path(&hash, 320).exists());
}

#[tokio::test]
async fn u06_files_that_no_row_holds_are_swept_away_once_they_are_old() {
    let desk = Desk::new().await;
    let anouk = desk.browser("Anouk", Role::Author).await;
    let held = desk.upload("a.jpg", &samples::jpeg(330, 100), &anouk).await.uploaded().sheet.sizes.hash;
    let upload = arrived(&desk, &samples::jpeg(340, 100)).await;
    let unheld = desk.state.media.take(upload).await.unwrap().hash.to_string();
    let swept = async |before| sweep(&desk.state.media, &desk.state.store, before).await.unwrap();

    let now = SystemTime::from(domain::store::Clock::now(&domain::store::SystemClock));
    assert_eq!(swept(now - Duration::from_hours(24)).await, 0);
    assert!(desk.original_path(&unheld).exists());
    assert_eq!(swept(now + Duration::from_hours(1)).await, 1);
    assert!(!desk.original_path(&unheld).exists() && !desk.size_path(&unheld, 320).exists());
    assert!(desk.original_path(&held).exists() && desk.size_path(&held, 320).exists());
}
