//! What is inside the program: the list for machines and the licences for people.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::failure::Failure;
use crate::licences::{self, NpmPackage};
use crate::metadata::{self, Package};
use crate::programs::{self, output, program};

/// Writes `lantern.cdx.json` and `THIRD-PARTY.txt` into `folder`.
///
/// # Errors
/// When cargo fails, or a file cannot be read or written.
pub fn write(folder: &Path) -> Result<(), Failure> {
    let packages = shipped_packages()?;
    let scripts = shipped_scripts()?;
    let list = folder.join("lantern.cdx.json");
    let json = serde_json::to_string_pretty(&bill(&packages, &scripts)?).expect("a bill of materials is JSON");
    fs::write(&list, json + "\n").map_err(|error| Failure::at(&list, error))?;
    let texts = folder.join("THIRD-PARTY.txt");
    fs::write(&texts, third_party(&packages)?).map_err(|error| Failure::at(&texts, error))
}

/// What the server is made of on this kind of machine, and what the browser's program is made of.
fn shipped_packages() -> Result<Vec<Package>, Failure> {
    let version = output(program("rustc").arg("-vV"))?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).unwrap_or_default();
    let server = metadata::read(&["--features", "server/embed", "--filter-platform", host])?;
    let browser = metadata::read(&["--filter-platform", "wasm32-unknown-unknown"])?;
    let mut packages: BTreeMap<(String, String), Package> = BTreeMap::new();
    for package in metadata::shipped_with(&server, "server").into_iter().chain(metadata::shipped_with(&browser, "frontend")) {
        packages.insert((package.name.clone(), package.version.clone()), package.clone());
    }
    Ok(packages.into_values().collect())
}

/// What the committed script bundles are made of.
fn shipped_scripts() -> Result<Vec<NpmPackage>, Failure> {
    let path = programs::root().join("frontend/editor/package-lock.json");
    let lock = fs::read_to_string(&path).map_err(|error| Failure::at(&path, error))?;
    let packages = licences::npm_packages(&lock).map_err(|error| Failure::at(&path, error))?;
    Ok(packages.into_iter().filter(|package| !package.is_dev).collect())
}

/// Standard: CycloneDX 1.6, with package addresses (purl).
fn bill(packages: &[Package], scripts: &[NpmPackage]) -> Result<Value, Failure> {
    let checksums = checksums()?;
    let mut components: Vec<Value> = packages
        .iter()
        .map(|package| {
            let address = format!("pkg:cargo/{}@{}", package.name, package.version);
            let mut component = component(&package.name, &package.version, package.license.as_deref(), &address);
            if let Some(checksum) = checksums.get(&(package.name.clone(), package.version.clone())) {
                component["hashes"] = json!([{"alg": "SHA-256", "content": checksum}]);
            }
            component
        })
        .collect();
    components.extend(scripts.iter().map(|package| {
        let address = format!("pkg:npm/{}@{}", package.name.replace('@', "%40"), package.version);
        component(&package.name, &package.version, package.licence.as_deref(), &address)
    }));
    Ok(json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {
            "type": "application",
            "bom-ref": "lantern",
            "name": "lantern",
            "version": env!("CARGO_PKG_VERSION"),
            "licenses": [{"expression": env!("CARGO_PKG_LICENSE")}],
        }},
        "components": components,
    }))
}

fn component(name: &str, version: &str, licence: Option<&str>, address: &str) -> Value {
    json!({
        "type": "library",
        "bom-ref": address,
        "name": name,
        "version": version,
        "purl": address,
        "licenses": licence.map(|licence| json!({"expression": licence.replace('/', " OR ")})).into_iter().collect::<Vec<_>>(),
    })
}

/// The SHA-256 of each package's archive, from `Cargo.lock`.
fn checksums() -> Result<BTreeMap<(String, String), String>, Failure> {
    let path = programs::root().join("Cargo.lock");
    let lock = fs::read_to_string(&path).map_err(|error| Failure::at(&path, error))?;
    Ok(lock.split("[[package]]").filter_map(locked).collect())
}

fn locked(entry: &str) -> Option<((String, String), String)> {
    let value = |key: &str| {
        let line = entry.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(" = \""))?;
        line.strip_suffix('"').map(str::to_owned)
    };
    Some(((value("name")?, value("version")?), value("checksum")?))
}

/// Every package with its licence, then every licence text once with the packages that came with it.
fn third_party(packages: &[Package]) -> Result<String, Failure> {
    let mut by_text: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut list = String::new();
    for package in packages {
        let name = format!("{} {}", package.name, package.version);
        let folder = package.manifest_path.parent().expect("a manifest lies in a folder");
        let texts = licences::texts(folder)?;
        let without = if texts.is_empty() {
            format!(" (by {}; brings no text of its own)", package.authors.join(", "))
        } else {
            String::new()
        };
        list.extend([&name, ": ", package.license.as_deref().unwrap_or("no licence named"), &without, "\n"]);
        for text in texts.into_values() {
            by_text.entry(text.trim().to_owned()).or_default().push(name.clone());
        }
    }
    for font in ["style/fonts", "frontend/assets"] {
        for (file, text) in licences::texts(&programs::root().join(font))? {
            by_text.entry(text.trim().to_owned()).or_default().push(format!("{font}/{file}"));
        }
    }
    let mut whole = format!("Lantern contains the work of others. Who, and under which licence:\n\n{list}");
    for (text, names) in by_text {
        whole.extend(["\n", &"=".repeat(100), "\n", &names.join(", "), "\n\n", &text, "\n"]);
    }
    Ok(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn p01_the_bill_has_every_locked_package_with_its_checksum() {
        let entry = "\nname = \"ammonia\"\nversion = \"4.2.4\"\nsource = \"registry+a\"\nchecksum = \"0f\"\ndependencies = []\n";
        assert_eq!(locked(entry), Some((("ammonia".into(), "4.2.4".into()), "0f".into())));
        assert_eq!(locked("\nname = \"app\"\nversion = \"0.1.0\"\n"), None);
    }

    #[test]
    fn p01_a_component_has_an_address_and_a_licence() {
        let component = component("a", "1.0.0", Some("MIT/Apache-2.0"), "pkg:cargo/a@1.0.0");
        assert_eq!(component["purl"], "pkg:cargo/a@1.0.0");
        assert_eq!(component["licenses"][0]["expression"], "MIT OR Apache-2.0");
    }
}
