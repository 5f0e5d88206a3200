//! Where files come to lie, who may read them, and what happens on a hostile or full disk.

use std::fs;
use std::io::Read;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use tempfile::TempDir;

use super::incoming::Step;
use super::*;
use domain::store::SystemRng;

/// A directory of its own with media in it, gone at the end of the test.
struct Disk {
    dir: TempDir,
    files: MediaFiles,
}

impl Disk {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let files = MediaFiles::open(&dir.path().join("media"), 0, Arc::new(SystemRng)).unwrap();
        Self { dir, files }
    }

    fn path(&self, path: &str) -> PathBuf {
        self.dir.path().join("media").join(path)
    }

    fn keep(&self, bytes: &[u8]) -> MediaHash {
        let hash = MediaHash::of(bytes);
        self.files.keep_original(&hash, self.incoming(bytes)).unwrap();
        hash
    }

    fn incoming(&self, bytes: &[u8]) -> Incoming {
        let mut incoming = self.files.incoming(bytes.len() as u64).unwrap();
        incoming.write_all(bytes).unwrap();
        incoming
    }

    fn promised(&self) -> u64 {
        self.files.inner.promised.bytes()
    }

    /// Every file and directory beneath the root, with its permissions.
    fn tree(&self) -> Vec<(String, u32)> {
        let mut found = Vec::new();
        let mut open = vec![self.path("")];
        while let Some(dir) = open.pop() {
            for entry in fs::read_dir(dir).unwrap() {
                let entry = entry.unwrap();
                let metadata = entry.path().symlink_metadata().unwrap();
                if metadata.is_dir() {
                    open.push(entry.path());
                }
                let path = entry.path();
                let path = path.strip_prefix(self.path("")).unwrap();
                let mode = metadata.permissions().mode() & 0o777;
                found.push((path.to_str().unwrap().to_string(), mode));
            }
        }
        found.sort();
        found
    }
}

fn text(kept: Option<Kept>) -> Option<String> {
    let mut kept = kept?;
    let mut text = String::new();
    kept.file.read_to_string(&mut text).unwrap();
    assert_eq!(kept.bytes, text.len() as u64);
    Some(text)
}

const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

#[test]
fn u06_paths_come_from_the_digest_and_are_the_owners_alone() {
    let disk = Disk::new();
    let hash = disk.keep(b"abc");
    disk.files.keep_size(&hash, SizeName::webp(640), b"small").unwrap();
    let expected = [
        ("cards".to_string(), 0o700),
        ("incoming".to_string(), 0o700),
        ("originals".to_string(), 0o700),
        ("originals/ba".to_string(), 0o700),
        (format!("originals/ba/{ABC}"), 0o600),
        ("sizes".to_string(), 0o700),
        ("sizes/ba".to_string(), 0o700),
        (format!("sizes/ba/{ABC}-640.webp"), 0o600),
    ];
    assert_eq!(disk.tree(), expected);
    let mode = fs::metadata(disk.path("")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o700);
}

#[test]
fn u06_a_file_is_the_owners_alone_from_its_first_moment() {
    let disk = Disk::new();
    let _incoming = disk.incoming(b"half");
    let found = disk.tree();
    let half = found.iter().find(|(path, _)| path.starts_with("incoming/"));
    assert_eq!(half.unwrap().1, 0o600);
}

#[test]
fn what_was_kept_is_read_back() {
    let disk = Disk::new();
    let hash = disk.keep(b"abc");
    disk.files.keep_size(&hash, SizeName::webp(320), b"smaller").unwrap();
    assert_eq!(text(disk.files.original(&hash).unwrap()).as_deref(), Some("abc"));
    assert_eq!(text(disk.files.size(&hash, SizeName::webp(320)).unwrap()).as_deref(), Some("smaller"));
    assert!(disk.files.size(&hash, SizeName::webp(640)).unwrap().is_none());
    assert!(disk.files.original(&MediaHash::of(b"other")).unwrap().is_none());
}

#[test]
fn keeping_a_file_again_mends_it() {
    let disk = Disk::new();
    let hash = disk.keep(b"abc");
    fs::write(disk.path(&format!("originals/ba/{ABC}")), "ab").unwrap();
    disk.keep(b"abc");
    assert_eq!(text(disk.files.original(&hash).unwrap()).as_deref(), Some("abc"));
    let files = disk.tree();
    assert_eq!(files.iter().filter(|(path, _)| path.contains(ABC)).count(), 1);
}

#[test]
fn a_file_that_is_not_kept_vanishes() {
    let disk = Disk::new();
    drop(disk.incoming(b"given up"));
    assert_eq!(fs::read_dir(disk.path("incoming")).unwrap().count(), 0);
}

#[test]
fn x05_contents_reach_the_disk_before_the_name_and_the_name_before_the_answer() {
    let disk = Disk::new();
    let order = [Step::ContentsSynced, Step::Renamed, Step::NameSynced];
    let hash = disk.keep(b"abc");
    assert_eq!(*disk.files.inner.steps.lock().unwrap(), order);
    disk.files.keep_size(&hash, SizeName::webp(320), b"small").unwrap();
    assert_eq!(disk.files.inner.steps.lock().unwrap()[3..], order);
}

#[test]
fn x05_readers_see_a_whole_file_or_none_while_it_is_written() {
    let disk = Disk::new();
    let hash = MediaHash::of(b"abc");
    let whole = vec![b'x'; 300_000];
    std::thread::scope(|scope| {
        let writers: Vec<_> = (0..3)
            .map(|_| {
                scope.spawn(|| {
                    for _ in 0..5 {
                        disk.files.keep_size(&hash, SizeName::webp(640), &whole).unwrap();
                    }
                })
            })
            .collect();
        while !writers.iter().all(std::thread::ScopedJoinHandle::is_finished) {
            if let Some(kept) = disk.files.size(&hash, SizeName::webp(640)).unwrap() {
                assert_eq!(kept.bytes, 300_000);
            }
        }
    });
    assert!(disk.files.size(&hash, SizeName::webp(640)).unwrap().is_some());
    assert_eq!(fs::read_dir(disk.path("incoming")).unwrap().count(), 0);
}

#[test]
fn removing_takes_the_file_and_all_its_sizes_and_nothing_else() {
    let disk = Disk::new();
    let hash = disk.keep(b"abc");
    for width in [320, 640, 1234] {
        disk.files.keep_size(&hash, SizeName::webp(width), b"small").unwrap();
    }
    let neighbour = disk.path(&format!("sizes/ba/{}-320.webp", ABC.replace("ad", "00")));
    fs::write(&neighbour, "another").unwrap();

    disk.files.remove(&hash).unwrap();
    assert!(disk.tree().iter().all(|(path, _)| !path.contains(ABC)));
    assert!(neighbour.exists());
    disk.files.remove(&hash).unwrap();
    disk.files.remove(&MediaHash::of(b"never kept")).unwrap();
}

#[test]
fn u06_a_link_in_a_files_place_is_not_followed() {
    let disk = Disk::new();
    let hash = disk.keep(b"abc");
    disk.files.keep_size(&hash, SizeName::webp(320), b"small").unwrap();
    let outside = disk.dir.path().join("secret");
    fs::write(&outside, "secret").unwrap();
    for path in [format!("originals/ba/{ABC}"), format!("sizes/ba/{ABC}-640.webp")] {
        let path = disk.path(&path);
        let _ = fs::remove_file(&path);
        symlink(&outside, path).unwrap();
    }
    assert!(matches!(disk.files.original(&hash), Err(FilesError::Foreign)));
    assert!(matches!(disk.files.size(&hash, SizeName::webp(640)), Err(FilesError::Foreign)));

    disk.keep(b"abc");
    disk.files.remove(&hash).unwrap();
    assert_eq!(fs::read_to_string(outside).unwrap(), "secret");
}

#[test]
fn u06_a_link_in_a_directorys_place_is_not_followed() {
    let disk = Disk::new();
    let outside = disk.dir.path().join("outside");
    fs::create_dir(&outside).unwrap();
    fs::write(outside.join(ABC), "secret").unwrap();
    symlink(&outside, disk.path("originals/ba")).unwrap();
    fs::remove_dir(disk.path("sizes")).unwrap();
    symlink(&outside, disk.path("sizes")).unwrap();

    let hash = MediaHash::of(b"abc");
    let foreign = |result: Result<(), FilesError>| matches!(result, Err(FilesError::Foreign));
    assert!(foreign(disk.files.original(&hash).map(drop)));
    assert!(foreign(disk.files.keep_original(&hash, disk.incoming(b"abc"))));
    assert!(foreign(disk.files.keep_size(&hash, SizeName::webp(320), b"small")));
    assert!(foreign(disk.files.remove(&hash)));
    assert_eq!(fs::read_dir(&outside).unwrap().count(), 1);
}

#[test]
fn u06_a_directory_or_a_pipe_in_a_files_place_is_no_file() {
    let disk = Disk::new();
    let hash = disk.keep(b"abc");
    let place = disk.path(&format!("originals/ba/{ABC}"));
    fs::remove_file(&place).unwrap();
    fs::create_dir(&place).unwrap();
    assert!(matches!(disk.files.original(&hash), Err(FilesError::Foreign)));
    fs::remove_dir(&place).unwrap();

    let made = std::process::Command::new("mkfifo").arg(&place).status();
    assert!(made.unwrap().success());
    assert!(matches!(disk.files.original(&hash), Err(FilesError::Foreign)));
}

#[test]
fn u06_the_reserve_of_the_disk_is_not_used_up() {
    let dir = tempfile::tempdir().unwrap();
    let reserve_bytes = u64::MAX;
    let files = MediaFiles::open(dir.path(), reserve_bytes, Arc::new(SystemRng)).unwrap();
    let hash = MediaHash::of(b"abc");
    let refused = files.keep_size(&hash, SizeName::webp(320), b"small").unwrap_err();
    assert!(matches!(refused, FilesError::DiskReserve { free_bytes: 1.., reserve_bytes: u64::MAX }));
    assert!(files.incoming(1).is_err());
    assert_eq!(fs::read_dir(dir.path().join("incoming")).unwrap().count(), 0);

    let files = MediaFiles::open(dir.path(), 0, Arc::new(SystemRng)).unwrap();
    assert!(files.incoming(u64::MAX).is_err());
    files.keep_size(&hash, SizeName::webp(320), b"small").unwrap();
}

#[test]
fn what_a_stopped_machine_left_half_written_is_swept_by_age() {
    let disk = Disk::new();
    let old = disk.path("incoming/0123");
    fs::write(&old, "half").unwrap();
    let now = fs::metadata(&old).unwrap().modified().unwrap();
    let yesterday = now - Duration::from_hours(24);
    fs::File::open(&old).unwrap().set_modified(yesterday).unwrap();
    let _fresh = disk.incoming(b"being written");

    let hour_ago = now - Duration::from_hours(1);
    assert_eq!(disk.files.sweep_incoming(hour_ago).unwrap(), 1);
    assert!(!old.exists());
    assert_eq!(fs::read_dir(disk.path("incoming")).unwrap().count(), 1);
}

#[test]
fn u06_the_oldest_cards_make_room() {
    let disk = Disk::new();
    let names = [b"a", b"b", b"c"].map(|drawn| MediaHash::of(drawn));
    for (name, age) in names.iter().zip([2, 3, 1]) {
        disk.files.keep_card(name, &[0; 100]).unwrap();
        let path = disk.path(&format!("cards/{}/{name}", &name.to_string()[..2]));
        let then = SystemTime::UNIX_EPOCH + Duration::from_hours(1_000 - age);
        fs::File::options().write(true).open(path).unwrap().set_modified(then).unwrap();
    }
    fs::write(disk.path("cards/README"), "not ours").unwrap();
    let left = |disk: &Disk| names.map(|name| disk.files.card(&name).unwrap().map(|card| card.bytes));
    assert_eq!(disk.files.sweep_cards(300).unwrap(), 0);
    assert_eq!(left(&disk), [Some(100), Some(100), Some(100)]);
    assert_eq!(disk.files.sweep_cards(299).unwrap(), 1);
    assert_eq!(left(&disk), [Some(100), None, Some(100)]);
    assert_eq!(disk.files.sweep_cards(0).unwrap(), 2);
    assert_eq!(left(&disk), [None, None, None]);
}

#[test]
fn u06_room_is_promised_until_it_is_written_or_given_up() {
    let disk = Disk::new();
    let given_up = disk.files.incoming(1_000).unwrap();
    let mut kept = disk.files.incoming(500).unwrap();
    assert_eq!(disk.promised(), 1_500);
    kept.write_all(&[b'a'; 200]).unwrap();
    assert_eq!(disk.promised(), 1_300);
    drop(given_up);
    assert_eq!(disk.promised(), 300);
    disk.files.keep_original(&MediaHash::of(b"a"), kept).unwrap();
    assert_eq!(disk.promised(), 0);
    // An upload that says less than it brings takes no more back than it was promised.
    let mut longer = disk.files.incoming(1).unwrap();
    longer.write_all(&[b'a'; 200]).unwrap();
    assert_eq!(disk.promised(), 0);
}
