//! An upload from its first byte to its files, and every way in which it may fail.

use std::convert::Infallible;
use std::fs;

use domain::media::{Found, MAX_BYTES};
use domain::store::SystemRng;
use futures::stream;
use tempfile::TempDir;

use super::*;
use crate::media::samples::{self, Dressed};

struct Desk {
    dir: TempDir,
    intake: Intake,
}

impl Desk {
    fn new() -> Self {
        Self::with_reserve(0)
    }

    fn with_reserve(reserve_bytes: u64) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let files = MediaFiles::open(dir.path(), reserve_bytes, Arc::new(SystemRng)).unwrap();
        Self { intake: Intake::new(files, 2), dir }
    }

    /// Uploads a file in pieces, as a browser does.
    async fn upload(&self, name: &str, file: &Bytes) -> Result<Taken, Refusal> {
        let pieces: Vec<_> = file.chunks(1_000).map(Bytes::copy_from_slice).collect();
        let body = stream::iter(pieces.into_iter().map(Ok::<_, Infallible>));
        let upload = self.intake.receive(Some(name), body).await?;
        self.intake.take(upload).await
    }

    /// How many files there are, wherever.
    fn file_count(&self) -> usize {
        let mut open = vec![self.dir.path().to_path_buf()];
        let mut count = 0;
        while let Some(dir) = open.pop() {
            for entry in fs::read_dir(dir).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    open.push(path);
                } else {
                    count += 1;
                }
            }
        }
        count
    }
}

#[tokio::test]
async fn an_upload_becomes_files_and_a_description_of_them() {
    let desk = Desk::new();
    let credit = samples::packet("<photoshop:Credit>Ada</photoshop:Credit>");
    let file = Dressed::new(samples::jpeg(700, 350)).xmp(&credit).exif(&[samples::orientation(6)]).profile(b"P3").file;
    let taken = desk.upload("C:\\Pictures\\harbour.jpg", &file).await.unwrap();

    assert_eq!(taken.hash, MediaHash::of(&file));
    assert_eq!(taken.kind, Kind::Jpeg);
    assert_eq!((taken.width, taken.height), (350, 700));
    assert_eq!(taken.bytes, file.len() as u64);
    assert_eq!(taken.file_name.as_deref(), Some("harbour.jpg"));
    assert_eq!(taken.rights.credit_line.as_deref(), Some("Ada"));
    assert_eq!(taken.remarks, [Remark::ColourProfileIgnored]);
    let sizes: Vec<_> = taken.sizes.iter().map(|size| (size.name.to_string(), size.height)).collect();
    let expected = [("320.webp", 640), ("350.webp", 700), ("350.jpg", 700)];
    assert_eq!(sizes, expected.map(|(name, height)| (name.to_owned(), height)));

    let files = desk.intake.files();
    let original = files.original(&taken.hash).unwrap().unwrap();
    assert_eq!(original.bytes, taken.bytes);
    for size in &taken.sizes {
        let kept = files.size(&taken.hash, size.name).unwrap().unwrap();
        assert_eq!(kept.bytes, size.bytes);
    }
    assert_eq!(desk.file_count(), 4);
}

#[tokio::test]
async fn the_same_file_again_is_the_same_picture() {
    let desk = Desk::new();
    let file = samples::png(400, 300);
    let first = desk.upload("a.png", &file).await.unwrap();
    assert_eq!(desk.upload("a.png", &file).await.unwrap(), first);
    assert_eq!(desk.file_count(), 4);
}

#[tokio::test]
async fn u01_neither_name_nor_claim_makes_a_picture() {
    let desk = Desk::new();
    let page = Bytes::from_static(b"<html><script>alert(1)</script>");
    let refused = desk.upload("holiday.jpg", &page).await.unwrap_err();
    let found = Found::Html;
    assert!(matches!(&refused, Refusal::Unfit(Unfit::NotAccepted { found: f }) if *f == found));
    assert_eq!(refused.to_string(), "this is a web page; accepted are JPEG, PNG and WebP");

    let taken = desk.upload("page.html", &samples::png(10, 10)).await.unwrap();
    assert_eq!(taken.kind, Kind::Png);
}

#[tokio::test]
async fn u02_a_second_file_behind_the_picture_stays_behind() {
    let desk = Desk::new();
    let zip = b"PK\x03\x04<script>alert(1)</script>";
    let file = Dressed::new(samples::jpeg(400, 300)).trailing(zip).file;
    let taken = desk.upload("both.jpg", &file).await.unwrap();
    for size in &taken.sizes {
        let path = format!("sizes/{}/{}-{}", &taken.hash.to_string()[..2], taken.hash, size.name);
        let made = fs::read(desk.dir.path().join(path)).unwrap();
        assert!(
            made.starts_with(if size.name.kind == Kind::WebP { b"RIFF" } else { b"\xFF\xD8\xFF\xE0" })
                && !made.windows(7).any(|part| part == b"<script")
        );
    }
}

#[tokio::test]
async fn u03_reading_stops_at_the_first_byte_too_many() {
    let desk = Desk::new();
    let piece = Bytes::from(vec![0xFF; 1_000_000]);
    let given = std::cell::Cell::new(0_u64);
    // A body without end: reading it all would never return.
    let body = stream::repeat_with(|| {
        given.set(given.get() + piece.len() as u64);
        Ok::<_, Infallible>(piece.clone())
    });
    let refused = desk.intake.receive(None, body).await.unwrap_err();
    let limit_bytes = 25_000_000;
    assert!(matches!(refused, Refusal::Unfit(Unfit::TooManyBytes { limit_bytes: limit }) if limit == limit_bytes));
    assert_eq!(given.get(), MAX_BYTES + 1_000_000);
    assert_eq!(desk.file_count(), 0);
}

#[tokio::test]
async fn an_upload_that_breaks_off_leaves_nothing() {
    let desk = Desk::new();
    let body = stream::iter([Ok(Bytes::from_static(b"\xFF\xD8\xFF")), Err("line dropped")]);
    let refused = desk.intake.receive(Some("a.jpg"), body).await.unwrap_err();
    assert!(matches!(refused, Refusal::BrokeOff));
    let nothing = stream::empty::<Result<Bytes, Infallible>>();
    let refused = desk.intake.receive(Some("a.jpg"), nothing).await.unwrap_err();
    assert!(matches!(refused, Refusal::Unfit(Unfit::Empty)));

    let half = samples::png(90, 90);
    let half = half.slice(..half.len() / 2);
    let refused = desk.upload("a.png", &half).await.unwrap_err();
    assert!(matches!(refused, Refusal::Unfit(Unfit::Broken { kind: Kind::Png })));
    assert_eq!(desk.file_count(), 0);
}

#[tokio::test]
async fn u06_an_upload_is_refused_while_the_disk_is_nearly_full() {
    let desk = Desk::with_reserve(u64::MAX);
    let refused = desk.upload("a.png", &samples::png(9, 9)).await.unwrap_err();
    assert!(matches!(refused, Refusal::Files(FilesError::DiskReserve { .. })));
    assert_eq!(desk.file_count(), 0);
}

#[tokio::test]
async fn x05_an_upload_that_is_there_has_all_its_sizes() {
    let desk = Desk::new();
    let file = samples::png(400, 300);
    // The second size cannot be kept: a directory stands in its place.
    let hash = MediaHash::of(&file).to_string();
    let shelf = desk.dir.path().join("sizes").join(&hash[..2]);
    fs::create_dir_all(shelf.join(format!("{hash}-400.webp"))).unwrap();
    assert!(matches!(desk.upload("a.png", &file).await, Err(Refusal::Files(_))));
    let files = desk.intake.files();
    assert!(files.original(&hash.parse().unwrap()).unwrap().is_none());
}

#[tokio::test]
async fn many_uploads_at_once_are_all_taken() {
    let desk = Desk::new();
    let uploads = (0..12).map(|n| {
        let desk = &desk;
        async move { desk.upload("a.jpg", &samples::jpeg(330 + n, 100)).await }
    });
    let taken = futures::future::join_all(uploads).await;
    assert!(taken.iter().all(|taken| taken.as_ref().is_ok_and(|taken| taken.sizes.len() == 3)));
    assert_eq!(desk.intake.decoders.available_permits(), 2);
    assert_eq!(desk.file_count(), 48);
}

#[tokio::test]
async fn a_panic_while_processing_is_one_failed_upload() {
    let stopped = blocking::<()>(|| panic!("a decoder's bug")).await;
    assert!(matches!(stopped, Err(Refusal::Failed)));
}

#[tokio::test]
async fn large_pictures_are_decoded_one_at_a_time() {
    let intake = Desk::new().intake;
    let first = intake.turn_of(20_000_001).await;
    assert!(first.is_some());
    let mut second = std::pin::pin!(intake.turn_of(60_000_000));
    assert!(futures::poll!(&mut second).is_pending());
    assert!(intake.turn_of(20_000_000).await.is_none());
    drop(first);
    assert!(second.await.is_some());
}
