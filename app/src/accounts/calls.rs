//! Calls about who is signed in, and about one's own sessions and password.

#![expect(missing_docs, reason = "the macro makes structures of the arguments, which the functions describe")]

use super::SignedOut;
use crate::failure::Failure;
use crate::json::Json;
use domain::accounts::SessionModel;
use leptos::prelude::*;

pub use domain::accounts::Me;

/// Who is signed in, for every page of the panel; loaded once, and again after signing in again.
///
/// Where that fails, it stays who it was: the ways through the panel stay, and so does the address that signs in again.
#[derive(Clone, Copy)]
pub struct MeResource(pub Resource<Result<Me, Failure>>);

impl MeResource {
    /// Loads it, for the root of the panel to provide.
    pub fn new(signed_out: SignedOut) -> Self {
        let last = StoredValue::new(None::<Me>);
        let me = Resource::new(
            move || signed_out.times(),
            move |_| async move {
                // The panel may have been left meanwhile.
                whoami().await.or_else(|failure| last.try_get_value().flatten().ok_or(failure))
            },
        );
        // What came with the page was not asked for here.
        Effect::new(move |_| {
            if let Some(Ok(me)) = me.get() {
                last.set_value(Some(me));
            }
        });
        Self(me)
    }
}

/// Who is signed in, and what the frame of the panel shows of the site.
///
/// # Errors
/// As [`crate::calls::caller`].
#[server(prefix = "/admin/api", endpoint = "whoami", input = Json, output = Json)]
pub async fn whoami() -> Result<Me, Failure> {
    Ok(crate::calls::caller().await?.own().me().await?)
}

/// One's own sessions, the one seen last first.
///
/// # Errors
/// As [`crate::calls::caller`].
#[server(prefix = "/admin/api", endpoint = "sessions", input = Json, output = Json)]
pub async fn sessions() -> Result<Vec<SessionModel>, Failure> {
    Ok(crate::calls::caller().await?.own().sessions().await?)
}

/// Ends one of one's own sessions, by the name that the list gives it.
///
/// # Errors
/// Gone when there is no such session.
#[server(prefix = "/admin/api", endpoint = "revoke_session", input = Json, output = Json)]
pub async fn revoke_session(id: String) -> Result<(), Failure> {
    Ok(crate::calls::caller().await?.own().revoke(&id).await?)
}

/// Ends all of one's own sessions but this one; gives how many they were.
///
/// # Errors
/// As [`crate::calls::caller`].
#[server(prefix = "/admin/api", endpoint = "revoke_other_sessions", input = Json, output = Json)]
pub async fn revoke_other_sessions() -> Result<u64, Failure> {
    Ok(crate::calls::caller().await?.own().revoke_others().await?)
}

/// Changes one's own password. Every session ends but this one, which goes on under a new token.
///
/// # Errors
/// Faulty with the fields `current` and `new`; throttled after too many wrong guesses.
#[server(NewPassword, prefix = "/admin/api", endpoint = "change_password", input = Json, output = Json)]
pub async fn change_password(ask: domain::accounts::ChangePassword) -> Result<(), Failure> {
    crate::calls::Issued::leave(crate::calls::caller().await?.own().change_password(ask).await?);
    Ok(())
}
