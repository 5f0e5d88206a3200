//! The words for roles and for the devices of sessions.

use domain::accounts::Role;

/// The word for a role.
pub fn role_name(role: Role) -> &'static str {
    match role {
        Role::Reader => "Reader",
        Role::Moderator => "Moderator",
        Role::Contributor => "Contributor",
        Role::Author => "Author",
        Role::Editor => "Editor",
        Role::Admin => "Admin",
        Role::Owner => "Owner",
    }
}

/// What somebody of that role can do, in a sentence or two.
pub fn role_can(role: Role) -> &'static str {
    match role {
        Role::Reader => "Comments under a name of their own. No place in this panel.",
        Role::Moderator => "Decides comments on every article. Cannot touch articles.",
        Role::Contributor => "Writes drafts. Somebody else publishes them.",
        Role::Author => "Writes and publishes their own articles.",
        Role::Editor => "Everything an author and a moderator can, on every article.",
        Role::Admin => "All of that, and people below them and settings.",
        Role::Owner => "All of it, and admins. There is always one.",
    }
}

/// A device as a person knows it: `Firefox on Windows`. What a browser calls itself is a claim, not a proof.
pub fn device_name(user_agent: &str) -> String {
    // In this order: most browsers claim to be the ones below them too.
    let browsers = [("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrom", "Chrome"), ("Safari/", "Safari")];
    let systems = [
        ("Android", "Android"),
        ("iPhone", "an iPhone"),
        ("iPad", "an iPad"),
        ("Windows", "Windows"),
        ("Mac OS X", "a Mac"),
        ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ];
    let known = |of: &[(&str, &'static str)]| of.iter().find(|(mark, _)| user_agent.contains(mark)).map(|(_, name)| *name);
    match (known(&browsers), known(&systems)) {
        (Some(browser), Some(system)) => format!("{browser} on {system}"),
        (Some(browser), None) => browser.to_owned(),
        (None, Some(system)) => format!("A browser on {system}"),
        (None, None) => "A browser that does not say its name".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_has_the_name_that_its_person_knows() {
        for (user_agent, name) in [
            ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Windows"),
            (
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36",
                "Chrome on Linux",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Mobile/15E148 Safari/604.1",
                "Safari on an iPhone",
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36 Edg/150.0",
                "Edge on Windows",
            ),
            ("curl/8.9", "A browser that does not say its name"),
        ] {
            assert_eq!(device_name(user_agent), name);
        }
    }
}
