//! Accounts as people see them, and what is asked of the verbs that change them.

use super::Role;
use crate::ids::{AccountId, PersonId};
use crate::people::Handle;
use crate::stamp::Stamp;
use serde::{Deserialize, Serialize};
use std::fmt;

/// An account with its person, for the list of people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountModel {
    /// The account.
    pub account: AccountId,
    /// Its person.
    pub person: PersonId,
    /// The person's handle.
    pub handle: Handle,
    /// The name that readers see.
    pub name: String,
    /// The address to sign in with.
    pub email: String,
    /// The role.
    pub role: Role,
    /// Whether the account is kept from signing in.
    pub is_suspended: bool,
    /// When the account was made.
    pub made: Stamp,
    /// When it was last seen, as far as a session that is still kept tells.
    pub seen: Option<Stamp>,
    /// Whether the caller may change it: it is below them (security A4).
    pub is_below: bool,
}

/// A person to be let in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddAccount {
    /// The name that readers see, at most 80 characters.
    pub name: String,
    /// The address to sign in with.
    pub email: String,
    /// The role.
    pub role: Role,
}

/// An account with a password that was made for it. It is shown once and kept nowhere.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WithPassword {
    /// The account.
    pub account: AccountId,
    /// The person's handle.
    pub handle: Handle,
    /// The password, to be handed to its person.
    pub password: String,
}

/// Another role for an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetRole {
    /// The account.
    pub account: AccountId,
    /// The role that it gets.
    pub role: Role,
}

/// Another password for one's own account.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangePassword {
    /// The one in use.
    pub current: String,
    /// The one to use from now on.
    pub new: String,
}

/// One of one's own sessions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionModel {
    /// What the session is called when it is to be ended. It opens nothing.
    pub id: String,
    /// What the browser calls itself.
    pub device: String,
    /// When it was begun.
    pub begun: Stamp,
    /// When it was last seen, to about a minute.
    pub seen: Stamp,
    /// Whether it is the one that asks.
    pub is_this: bool,
}

// What holds a password says nothing of it, wherever it is printed (security D2).
impl fmt::Debug for WithPassword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WithPassword").field("account", &self.account).finish_non_exhaustive()
    }
}

impl fmt::Debug for ChangePassword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ChangePassword").finish_non_exhaustive()
    }
}
