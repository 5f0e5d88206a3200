//! The seven roles, their order, and whom a call serves.

use serde::{Deserialize, Serialize};

/// What an account may do; each role is explained by the doors of [`super::Caller`].
///
/// The order is that of power: nobody grants a role that is not below their own (security A4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Comments under a name of their own.
    Reader,
    /// Decides comments.
    Moderator,
    /// Writes drafts and hands them in.
    Contributor,
    /// Writes and publishes articles.
    Author,
    /// Edits and publishes everybody's articles.
    Editor,
    /// Looks after people and settings.
    Admin,
    /// The first account; there is always one.
    Owner,
}

impl Role {
    /// All seven, from the least to the most.
    pub const ALL: [Role; 7] =
        [Role::Reader, Role::Moderator, Role::Contributor, Role::Author, Role::Editor, Role::Admin, Role::Owner];

    /// The word in the database and in forms.
    pub fn code(self) -> &'static str {
        match self {
            Role::Reader => "reader",
            Role::Moderator => "moderator",
            Role::Contributor => "contributor",
            Role::Author => "author",
            Role::Editor => "editor",
            Role::Admin => "admin",
            Role::Owner => "owner",
        }
    }

    /// The role of that word.
    pub fn from_code(code: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.code() == code)
    }

    /// Whether somebody of this role may give `other` to somebody, or take it away: an admin all that are below, the
    /// owner all but ownership.
    pub fn grants(self, other: Role) -> bool {
        self.administers() && other < self
    }

    /// Decides comments on every article.
    pub fn moderates(self) -> bool {
        matches!(self, Role::Moderator | Role::Editor | Role::Admin | Role::Owner)
    }

    /// Writes drafts of their own.
    pub fn drafts(self) -> bool {
        self >= Role::Contributor
    }

    /// Publishes articles of their own.
    pub fn publishes(self) -> bool {
        self >= Role::Author
    }

    /// Edits and publishes everybody's articles.
    pub fn edits(self) -> bool {
        self >= Role::Editor
    }

    /// Looks after people and settings.
    pub fn administers(self) -> bool {
        self >= Role::Admin
    }

    /// Has a place in the admin panel.
    pub fn is_staff(self) -> bool {
        self >= Role::Moderator
    }
}

/// Whom a call or an address serves. The list of calls gives one to each; what is not listed is not served (security A1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Anybody, signed in or not.
    Everybody,
    /// Anybody who is signed in.
    SignedIn,
    /// Everybody with a place in the admin panel.
    Staff,
    /// Those who decide comments, on all articles or, if the settings allow it, on their own.
    Moderators,
    /// Those who write: contributors and up. The article itself is loaded through the caller.
    Writers,
    /// Those who publish: authors and up. The article itself is loaded through the caller.
    Publishers,
    /// Those who edit everybody's articles.
    Editors,
    /// Those who look after people and settings.
    Admins,
}

impl Audience {
    /// Whether somebody of this role, or nobody in particular, is served.
    ///
    /// For [`Audience::Moderators`] authors are let through to the door, which refuses them unless the settings say that they
    /// decide the comments on their own articles.
    pub fn serves(self, caller: Option<Role>) -> bool {
        match (self, caller) {
            (Audience::Everybody, _) | (Audience::SignedIn, Some(_)) => true,
            (_, None) => false,
            (Audience::Staff, Some(role)) => role.is_staff(),
            (Audience::Moderators, Some(role)) => role.moderates() || role == Role::Author,
            (Audience::Writers, Some(role)) => role.drafts(),
            (Audience::Publishers, Some(role)) => role.publishes(),
            (Audience::Editors, Some(role)) => role.edits(),
            (Audience::Admins, Some(role)) => role.administers(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a04_nobody_grants_a_role_that_is_not_below_their_own() {
        for giver in Role::ALL {
            for role in Role::ALL {
                assert!(!giver.grants(role) || role < giver, "{giver:?} grants {role:?}");
            }
        }
        assert!(Role::Owner.grants(Role::Admin));
        assert!(!Role::Admin.grants(Role::Admin));
        assert!(!Role::Editor.grants(Role::Reader));
    }

    #[test]
    fn a_role_is_found_by_its_word() {
        for role in Role::ALL {
            assert_eq!(Role::from_code(role.code()), Some(role));
        }
        assert_eq!(Role::from_code("superuser"), None);
    }
}
