//! Stories about accounts, each played on both databases.

mod gate;
mod manage;
mod own;
mod sweep;

use super::{
    AddAccount, Caller, EmailAddress, Error, Role, SessionToken, SetRole, SignIn, Visitor, Welcome, WithPassword, rows, sign_in,
};
use crate::scene::Scene;

/// Somebody at `address`, on a device that nobody knows.
fn visitor(address: &str) -> Visitor {
    Visitor { address: address.parse().unwrap(), device: "a test".to_owned(), mark: None }
}

/// The same on the device that was given the mark.
fn known(address: &str, welcome: &Welcome) -> Visitor {
    Visitor { mark: Some(welcome.mark.clone()), ..visitor(address) }
}

/// Signs in, or tells why not.
async fn enter(scene: &Scene, email: &str, password: &str, from: &Visitor) -> Result<Welcome, Error> {
    let ask = SignIn { email: email.to_owned(), password: password.to_owned() };
    sign_in(&scene.store, ask, from).await
}

/// Who holds the session.
async fn holder(scene: &Scene, token: &SessionToken) -> Option<Caller> {
    Caller::of_session(&scene.store, token).await.unwrap()
}

/// An account that `by` has let in.
async fn let_in(by: &Caller, name: &str, role: Role) -> WithPassword {
    let ask = AddAccount { name: name.to_owned(), email: format!("{}@example.org", name.to_lowercase()), role };
    by.administration().unwrap().add_account(ask).await.unwrap()
}

/// What the audit trail holds, oldest first: act and detail.
async fn trail(scene: &Scene) -> Vec<(String, String)> {
    crate::audit::rows::all(&scene.store.read).await.unwrap().into_iter().map(|row| (row.act, row.detail)).collect()
}
