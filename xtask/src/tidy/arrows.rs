//! The arrows between storeys: which crate may know which.

use crate::metadata::{Dependency, Package};
use crate::tidy::finding::Finding;

/// Who may know whom. `domain` knows `migration` only for its scenes, which are optional.
const ARROWS: [(&str, &[&str]); 7] = [
    ("domain", &[]),
    ("migration", &[]),
    ("app", &["domain"]),
    ("frontend", &["app"]),
    ("server", &["app", "domain", "migration"]),
    ("tests", &["app", "domain", "migration", "server"]),
    ("xtask", &[]),
];

/// The dependencies between our crates that no arrow allows.
pub fn breaches(packages: &[Package]) -> Vec<Finding> {
    let mut breaches = Vec::new();
    for package in packages {
        for dependency in package.dependencies.iter().filter(|dependency| dependency.path.is_some()) {
            if !is_allowed(&package.name, dependency) {
                let file = format!("{}/Cargo.toml", package.name);
                let rule = format!("`{}` may not know `{}`", package.name, dependency.name);
                let way_out =
                    "arrows point one way: server → app → domain, frontend → app; move what is needed to a storey below";
                breaches.push(Finding::new(&file, 1, rule, way_out));
            }
        }
    }
    breaches
}

fn is_allowed(from: &str, to: &Dependency) -> bool {
    let is_dev = to.kind.as_deref() == Some("dev");
    let for_scenes = from == "domain" && to.name == "migration" && (to.optional || is_dev);
    // A crate's own tests may turn on more features of one that it knows; `domain` may use itself with its scenes.
    let for_tests = is_dev && to.name == "domain" && from != "xtask" && from != "frontend";
    let arrow = ARROWS.iter().any(|(name, known)| *name == from && known.contains(&to.name.as_str()));
    arrow || for_scenes || for_tests
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package(name: &str, uses: &[(&str, Option<&str>, bool)]) -> Package {
        let dependency = |(name, kind, optional): &(&str, Option<&str>, bool)| Dependency {
            name: (*name).into(),
            kind: kind.map(str::to_owned),
            optional: *optional,
            path: Some("a".into()),
        };
        Package {
            id: name.into(),
            name: name.into(),
            version: "0.1.0".into(),
            license: None,
            source: None,
            authors: Vec::new(),
            manifest_path: "Cargo.toml".into(),
            dependencies: uses.iter().map(dependency).collect(),
        }
    }

    #[test]
    fn arrows_point_down() {
        let house = [
            package("server", &[("app", None, false), ("domain", None, false), ("migration", None, false)]),
            package("app", &[("domain", None, false)]),
            package("domain", &[("migration", None, true), ("domain", Some("dev"), false)]),
            package("frontend", &[("app", None, false)]),
        ];
        assert_eq!(breaches(&house), []);
    }

    #[test]
    fn an_arrow_that_points_up_is_named() {
        let house = [
            package("domain", &[("app", None, false), ("migration", None, false)]),
            package("app", &[("server", None, false)]),
            package("frontend", &[("domain", None, false)]),
            package("xtask", &[("domain", Some("dev"), false)]),
        ];
        let rules: Vec<String> = breaches(&house).into_iter().map(|finding| finding.rule).collect();
        assert_eq!(
            rules,
            [
                "`domain` may not know `app`",
                "`domain` may not know `migration`",
                "`app` may not know `server`",
                "`frontend` may not know `domain`",
                "`xtask` may not know `domain`",
            ]
        );
    }
}
