//! Calls about who is signed in.

use crate::failure::Failure;
use domain::AccountId;
use domain::accounts::{self as ask, AccountModel, SessionModel, WithPassword};
use domain::page::{Cursor, Page};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

pub use domain::accounts::Me;

/// Who is signed in, for every page of the panel; loaded once, and again after signing in again.
#[derive(Clone, Copy)]
pub struct MeResource(pub Resource<Result<Me, Failure>>);

/// Who is signed in, and what the frame of the panel shows of the site.
///
/// # Errors
/// As [`crate::calls::caller`].
#[server(prefix = "/admin/api", endpoint = "whoami", input = Json)]
pub async fn whoami() -> Result<Me, Failure> {
    Ok(crate::calls::caller().await?.own().me().await?)
}

/// One's own sessions, the one seen last first.
///
/// # Errors
/// As [`crate::calls::caller`].
#[server(prefix = "/admin/api", endpoint = "sessions", input = Json)]
pub async fn sessions() -> Result<Vec<SessionModel>, Failure> {
    Ok(crate::calls::caller().await?.own().sessions().await?)
}

/// Ends one of one's own sessions, by the name that the list gives it.
///
/// # Errors
/// [`crate::failure::Kind::Gone`] when there is no such session.
#[server(prefix = "/admin/api", endpoint = "revoke_session", input = Json)]
pub async fn revoke_session(id: String) -> Result<(), Failure> {
    Ok(crate::calls::caller().await?.own().revoke(&id).await?)
}

/// Ends all of one's own sessions but this one; gives how many they were.
///
/// # Errors
/// As [`crate::calls::caller`].
#[server(prefix = "/admin/api", endpoint = "revoke_other_sessions", input = Json)]
pub async fn revoke_other_sessions() -> Result<u64, Failure> {
    Ok(crate::calls::caller().await?.own().revoke_others().await?)
}

/// Changes one's own password. Every session ends; this one goes on under a new token, which the answer's cookie carries.
///
/// # Errors
/// [`crate::failure::Kind::Faulty`] with the fields `current` and `new`.
#[server(prefix = "/admin/api", endpoint = "change_password", input = Json)]
pub async fn change_password(ask: ask::ChangePassword) -> Result<(), Failure> {
    crate::calls::Issued::leave(crate::calls::caller().await?.own().change_password(ask).await?);
    Ok(())
}

/// The accounts, in the order in which they were made.
///
/// # Errors
/// As [`crate::calls::caller`].
#[server(prefix = "/admin/api", endpoint = "accounts", input = Json)]
pub async fn accounts(from: Option<Cursor>) -> Result<Page<AccountModel>, Failure> {
    Ok(crate::calls::caller().await?.administration()?.people(from).await?)
}

/// Lets a person in, with a password that is shown once.
///
/// # Errors
/// [`crate::failure::Kind::Faulty`] with the fields `name` and `email`; [`crate::failure::Kind::Refused`] for a role that is
/// not below one's own.
#[server(prefix = "/admin/api", endpoint = "add_account", input = Json)]
pub async fn add_account(ask: ask::AddAccount) -> Result<WithPassword, Failure> {
    Ok(crate::calls::caller().await?.administration()?.add_account(ask).await?)
}

/// Gives an account another role; its sessions end.
///
/// # Errors
/// [`crate::failure::Kind::Refused`] when the account or the role is not below one's own.
#[server(prefix = "/admin/api", endpoint = "set_role", input = Json)]
pub async fn set_role(ask: ask::SetRole) -> Result<(), Failure> {
    Ok(crate::calls::caller().await?.administration()?.set_role(ask).await?)
}

/// Keeps an account from signing in; its sessions end.
///
/// # Errors
/// As [`set_role`].
#[server(prefix = "/admin/api", endpoint = "suspend", input = Json)]
pub async fn suspend(account: AccountId) -> Result<(), Failure> {
    Ok(crate::calls::caller().await?.administration()?.suspend(account).await?)
}

/// Lets a suspended account sign in again.
///
/// # Errors
/// As [`set_role`].
#[server(prefix = "/admin/api", endpoint = "reinstate", input = Json)]
pub async fn reinstate(account: AccountId) -> Result<(), Failure> {
    Ok(crate::calls::caller().await?.administration()?.reinstate(account).await?)
}

/// Gives an account a new password that is shown once; its sessions end.
///
/// # Errors
/// As [`set_role`].
#[server(prefix = "/admin/api", endpoint = "reset_password", input = Json)]
pub async fn reset_password(account: AccountId) -> Result<WithPassword, Failure> {
    Ok(crate::calls::caller().await?.administration()?.reset_password(account).await?)
}

/// Ends every session of an account; gives how many they were.
///
/// # Errors
/// As [`set_role`].
#[server(prefix = "/admin/api", endpoint = "end_sessions", input = Json)]
pub async fn end_sessions(account: AccountId) -> Result<u64, Failure> {
    Ok(crate::calls::caller().await?.administration()?.end_sessions(account).await?)
}
