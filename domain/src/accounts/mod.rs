//! Accounts: who may sign in, with which role, and the doors that a role opens.

mod account;
mod email;
mod me;
mod role;

#[cfg(feature = "store")]
mod argon;
#[cfg(feature = "store")]
mod breached;
#[cfg(feature = "store")]
mod caller;
#[cfg(feature = "store")]
mod error;
#[cfg(feature = "store")]
mod manage;
#[cfg(feature = "store")]
mod own;
#[cfg(feature = "store")]
pub mod password;
#[cfg(feature = "store")]
pub(crate) mod rows;
#[cfg(feature = "store")]
mod session;
#[cfg(feature = "store")]
mod set_up;
#[cfg(feature = "store")]
mod sign_in;
#[cfg(test)]
#[cfg(feature = "scene")]
mod stories;
#[cfg(feature = "store")]
pub mod throttle;
#[cfg(feature = "store")]
mod visitor;

pub use account::{AccountModel, AddAccount, ChangePassword, SessionModel, SetRole, WithPassword};
pub use email::EmailAddress;
pub use me::Me;
pub use role::{Audience, Role};

#[cfg(feature = "store")]
pub use caller::{
    AdministrationDoor, Caller, DraftingDoor, ModerationDoor, OperatorDoor, OwnDoor, PagesDoor, Refused, Scope, TopicsDoor,
    WritingDoor, operator,
};
#[cfg(feature = "store")]
pub use error::Error;
#[cfg(feature = "store")]
pub use session::{SessionToken, sweep};
#[cfg(feature = "store")]
pub use set_up::{NewAccount, SetUp, is_set_up, set_up};
#[cfg(feature = "store")]
pub use sign_in::{SignIn, Welcome, sign_in, sign_out};
#[cfg(feature = "store")]
pub use visitor::{KNOWN_FOR, Visitor};

/// Makes an account and a session for a scene, without hashing.
#[cfg(feature = "scene")]
pub(crate) async fn scene_account(store: &crate::store::Store, new: NewAccount) -> Result<SessionToken, Error> {
    let tx = store.begin().await?;
    let made = set_up::make(store, &tx, new).await?;
    let token = sign_in::begin_session(store, &tx, made.account, "a test").await?;
    tx.commit().await?;
    Ok(token)
}
