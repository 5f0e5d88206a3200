//! Set-up: the first account, its person and the site's title, made once and together.

use super::visitor::KnownDevice;
use super::{EmailAddress, Error, Role, Welcome, password, rows};
use crate::audit::{self, Act, Deed};
use crate::field::{Fault, Faults, filled_line};
use crate::ids::{AccountId, PersonId};
use crate::people::{Handle, MAX_NAME, rows as people_rows};
use crate::settings::{self, Settings};
use crate::store::{Store, Tx};

/// What set-up asks for.
pub struct SetUp {
    /// The site's title.
    pub site_title: String,
    /// The owner's name.
    pub name: String,
    /// The owner's e-mail address.
    pub email: String,
    /// The owner's password.
    pub password: String,
}

/// A person with an account, as they are made together.
#[derive(Clone)]
pub struct NewAccount {
    /// The name that readers see.
    pub name: String,
    /// The address to sign in with.
    pub email: EmailAddress,
    /// The hash of the password.
    pub password_hash: String,
    /// The role.
    pub role: Role,
}

/// Whether the site has its owner. Before that every address answers with set-up (security S14).
///
/// # Errors
/// What the database says.
pub async fn is_set_up(store: &Store) -> Result<bool, Error> {
    Ok(rows::owner(&store.read).await?.is_some())
}

/// Makes the owner and the settings, once. Of two that try at the same time one succeeds.
///
/// # Errors
/// [`Error::Faulty`] with the fields `site_title`, `name`, `email`, `password`; [`Error::AlreadySetUp`] to the second.
pub async fn set_up(store: &Store, ask: SetUp, device: &str) -> Result<Welcome, Error> {
    let mut faults = Faults::default();
    let title = faults.take("site_title", filled_line(&ask.site_title, settings::MAX_TITLE));
    let name = faults.take("name", filled_line(&ask.name, MAX_NAME));
    let email = faults.take("email", EmailAddress::parse(&ask.email));
    let words = [ask.site_title.as_str(), ask.name.as_str(), ask.email.as_str()];
    faults.take("password", password::acceptable(&ask.password, &words));
    let (Some(title), Some(name), Some(email), true) = (title, name, email, faults.0.is_empty()) else {
        return Err(Error::Faulty(faults));
    };
    let password_hash = store.hashing().hash(&ask.password).await?;

    let tx = store.begin().await?;
    if rows::owner(&*tx).await?.is_some() {
        return Err(Error::AlreadySetUp);
    }
    let settings = Settings { site_title: title, ..Settings::to_begin_with() };
    settings::rows::insert(&tx, &settings).await.map_err(|error| second_is_late(error.into()))?;
    let made = make(store, &tx, NewAccount { name, email, password_hash, role: Role::Owner }).await.map_err(second_is_late)?;
    let session = super::sign_in::begin_session(store, &tx, made.account, device).await?;
    audit::record(store, &tx, Act { by: Some(made.person), what: Deed::SetUp.into(), subject: "", detail: "" }).await?;
    tx.commit().await?;
    Ok(Welcome { session, mark: KnownDevice::new(store).mark(store, made.account) })
}

/// On PostgreSQL two set-ups can pass the look-up together; the keys of the settings and of the owner let one through.
fn second_is_late(error: Error) -> Error {
    match error {
        Error::Store(store) if store.is_duplicate() => Error::AlreadySetUp,
        other => other,
    }
}

/// A person and the account, just made.
pub(crate) struct Made {
    pub(crate) account: AccountId,
    pub(crate) person: PersonId,
    pub(crate) handle: Handle,
}

/// Makes a person and the account inside the transaction.
///
/// # Errors
/// [`Error::Faulty`] with `email` when the address has an account already.
pub(crate) async fn make(store: &Store, tx: &Tx, new: NewAccount) -> Result<Made, Error> {
    if rows::by_email(&**tx, &new.email).await?.is_some() {
        return Err(Error::Faulty(Faults::one("email", Fault::Taken)));
    }
    let now = store.now();
    let handle = people_rows::free_handle(&**tx, &Handle::suggested(&new.name)).await?;
    let person = PersonId::new(store.rng(), now);
    people_rows::insert(tx, people_rows::NewPerson { id: person, handle: &handle, name: &new.name, now }).await?;
    let account = AccountId::new(store.rng(), now);
    let row = rows::account::Model {
        id: account,
        person_id: person,
        email: new.email.to_string(),
        password_hash: new.password_hash,
        role: new.role.code().to_owned(),
        suspended_at: None,
        created_at: now,
    };
    rows::insert(tx, row).await?;
    Ok(Made { account, person, handle })
}

#[cfg(test)]
#[cfg(feature = "scene")]
mod tests {
    use super::*;
    use crate::accounts::Caller;
    use crate::scene::PASSWORD;
    use crate::store_tests;

    fn ask(email: &str) -> SetUp {
        SetUp { site_title: "Slow Light".into(), name: "Marit Olsen".into(), email: email.into(), password: PASSWORD.into() }
    }

    store_tests! {
        async fn s14_of_two_who_set_up_at_once_one_becomes_the_owner(scene: Scene) {
            let (first, second) = tokio::join!(
                set_up(&scene.store, ask("one@example.org"), "a test"),
                set_up(&scene.store, ask("two@example.org"), "a test"),
            );
            assert_eq!([first.is_ok(), second.is_ok()].iter().filter(|made| **made).count(), 1);
            let late = first.err().or(second.err()).unwrap();
            assert!(matches!(late, Error::AlreadySetUp), "{late:?}");
        }

        async fn set_up_makes_an_owner_who_is_signed_in(scene: Scene) {
            assert!(!is_set_up(&scene.store).await.unwrap());
            let welcome = set_up(&scene.store, ask("marit@example.org"), "a test").await.unwrap();
            let caller = Caller::of_session(&scene.store, &welcome.session).await.unwrap().unwrap();
            assert_eq!((caller.name.as_str(), caller.role()), ("Marit Olsen", Role::Owner));
            assert!(is_set_up(&scene.store).await.unwrap());
        }

        async fn every_faulty_field_is_named_at_once(scene: Scene) {
            let empty = SetUp { site_title: " ".into(), name: String::new(), email: "marit".into(), password: "short".into() };
            let Err(Error::Faulty(faults)) = set_up(&scene.store, empty, "a test").await else { panic!("nothing was refused") };
            assert_eq!(faults.of("site_title"), Some(&Fault::Empty));
            assert_eq!(faults.of("name"), Some(&Fault::Empty));
            assert_eq!(faults.of("email"), Some(&Fault::Malformed));
            assert_eq!(faults.of("password"), Some(&Fault::TooShort { min: 12 }));
        }
    }
}
