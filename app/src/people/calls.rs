//! Calls about people: one's own profile, and for admins everybody's account.

#![expect(missing_docs, reason = "the macro makes structures of the arguments, which the functions describe")]

use crate::failure::Failure;
use crate::json::Json;
use domain::accounts::{AccountModel, AddAccount, SetRole, WithPassword};
use domain::ids::AccountId;
use domain::page::{Cursor, Page};
use domain::people::{Profile, SaveProfile};
use domain::slides::SafeHtml;
use leptos::prelude::*;

/// One's own profile.
///
/// # Errors
/// As [`crate::calls::caller`].
#[server(LoadProfile, prefix = "/admin/api", endpoint = "profile", input = Json, output = Json)]
pub async fn profile() -> Result<Profile, Failure> {
    Ok(crate::calls::caller().await?.own().profile().await?)
}

/// Saves one's own profile.
///
/// # Errors
/// Faulty by field; stale when it was saved meanwhile.
#[server(StoreProfile, prefix = "/admin/api", endpoint = "save_profile", input = Json, output = Json)]
pub async fn save_profile(ask: SaveProfile) -> Result<Profile, Failure> {
    Ok(crate::calls::caller().await?.own().save_profile(ask).await?)
}

/// How a biography would look to readers; nothing for what they are not shown.
///
/// # Errors
/// Faulty when it is too long.
#[server(prefix = "/admin/api", endpoint = "preview_bio", input = Json, output = Json)]
pub async fn preview_bio(bio: String) -> Result<Option<SafeHtml>, Failure> {
    Ok(crate::calls::caller().await?.own().preview_bio(&bio)?)
}

/// A page of the accounts, in the order in which they were made.
///
/// # Errors
/// Refused below admin.
#[server(prefix = "/admin/api", endpoint = "people", input = Json, output = Json)]
pub async fn people(from: Option<Cursor>) -> Result<Page<AccountModel>, Failure> {
    Ok(crate::calls::caller().await?.administration()?.people(from).await?)
}

/// Lets a person in, with a password that is shown once.
///
/// # Errors
/// Refused below admin and for a role that is not below one's own; faulty by field.
#[server(LetIn, prefix = "/admin/api", endpoint = "add_account", input = Json, output = Json)]
pub async fn add_account(ask: AddAccount) -> Result<WithPassword, Failure> {
    Ok(crate::calls::caller().await?.administration()?.add_account(ask).await?)
}

/// Gives an account another role; its sessions end.
///
/// # Errors
/// Refused below admin and where account or role are not below one's own.
#[server(ChangeRole, prefix = "/admin/api", endpoint = "set_role", input = Json, output = Json)]
pub async fn set_role(ask: SetRole) -> Result<(), Failure> {
    Ok(crate::calls::caller().await?.administration()?.set_role(ask).await?)
}

/// Keeps an account from signing in; its sessions end.
///
/// # Errors
/// As [`set_role`].
#[server(prefix = "/admin/api", endpoint = "suspend", input = Json, output = Json)]
pub async fn suspend(account: AccountId) -> Result<(), Failure> {
    Ok(crate::calls::caller().await?.administration()?.suspend(account).await?)
}

/// Lets a suspended account sign in again.
///
/// # Errors
/// As [`set_role`].
#[server(prefix = "/admin/api", endpoint = "reinstate", input = Json, output = Json)]
pub async fn reinstate(account: AccountId) -> Result<(), Failure> {
    Ok(crate::calls::caller().await?.administration()?.reinstate(account).await?)
}

/// Gives an account a new password that is shown once; its sessions end.
///
/// # Errors
/// As [`set_role`].
#[server(prefix = "/admin/api", endpoint = "reset_password", input = Json, output = Json)]
pub async fn reset_password(account: AccountId) -> Result<WithPassword, Failure> {
    Ok(crate::calls::caller().await?.administration()?.reset_password(account).await?)
}

/// Ends every session of an account; gives how many they were.
///
/// # Errors
/// As [`set_role`].
#[server(prefix = "/admin/api", endpoint = "end_sessions", input = Json, output = Json)]
pub async fn end_sessions(account: AccountId) -> Result<u64, Failure> {
    Ok(crate::calls::caller().await?.administration()?.end_sessions(account).await?)
}
