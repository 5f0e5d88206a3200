//! Dependencies that nobody uses: each costs a build and a look at its licence.

use crate::metadata::{Dependency, Package};
use crate::tidy::finding::Finding;
use crate::tidy::rust::RustFile;

/// Packages whose library has another name than they have.
const OTHER_NAMES: [(&str, &str); 2] = [("kamadak-exif", "exif"), ("md-5", "md5")];

/// The dependencies of our crates whose name no file of the crate has.
pub fn breaches(packages: &[Package], rust: &[RustFile]) -> Vec<Finding> {
    let mut breaches = Vec::new();
    for package in packages {
        let folder = format!("{}/", package.name);
        let texts: Vec<&str> = rust.iter().filter(|file| file.path.starts_with(&folder)).map(|file| file.text.as_str()).collect();
        for dependency in &package.dependencies {
            if !texts.iter().any(|text| has_word(text, &library(dependency))) {
                let file = format!("{}/Cargo.toml", package.name);
                let rule = format!("nothing in `{}` uses `{}`", package.name, dependency.name);
                breaches.push(Finding::new(&file, 1, rule, "take it out"));
            }
        }
    }
    breaches
}

fn library(dependency: &Dependency) -> String {
    let other = OTHER_NAMES.iter().find(|(package, _)| *package == dependency.name);
    other.map_or_else(|| dependency.name.replace('-', "_"), |(_, library)| (*library).to_owned())
}

fn has_word(text: &str, word: &str) -> bool {
    text.split(|character: char| !character.is_alphanumeric() && character != '_').any(|found| found == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dependency_that_no_file_names_is_told() {
        let dependency = |name: &str| Dependency { name: name.into(), kind: None, optional: false, path: None };
        let package = Package {
            id: "app".into(),
            name: "app".into(),
            version: "0.1.0".into(),
            license: None,
            source: None,
            authors: Vec::new(),
            manifest_path: "Cargo.toml".into(),
            dependencies: vec![dependency("serde"), dependency("md-5"), dependency("web-sys")],
        };
        let file = |path: &str, text: &str| RustFile::read(path, text).unwrap();
        let rust =
            [file("app/src/lib.rs", "use serde::Serialize;\nuse md5::Md5;\n"), file("server/src/lib.rs", "use web_sys::Node;\n")];
        let told: Vec<String> = breaches(&[package], &rust).into_iter().map(|breach| breach.rule).collect();
        assert_eq!(told, ["nothing in `app` uses `web-sys`"]);
    }
}
