//! What is done to other people's accounts: by admins, by the owner, and from the command line.
//!
//! Nobody touches an account that is not below their own, or gives a role that is not (security A4).

use super::set_up::{Made, NewAccount, make};
use super::{
    AccountModel, AddAccount, AdministrationDoor, Caller, EmailAddress, Error, OperatorDoor, Refused, Role, SetRole,
    WithPassword, password, rows,
};
use crate::audit::{self, Act, Deed, What};
use crate::field::{Fault, Faults, filled_line};
use crate::ids::AccountId;
use crate::page::{Cursor, MAX_ITEMS, Page};
use crate::people::MAX_NAME;
use crate::settings;
use crate::stamp::Stamp;
use crate::store::{Store, Tx, paging};
use std::collections::HashMap;

impl AdministrationDoor<'_> {
    /// The accounts, in the order in which they were made.
    ///
    /// # Errors
    /// What the database says.
    pub async fn people(&self, from: Option<Cursor>) -> Result<Page<AccountModel>, Error> {
        self.keeper().people(from).await
    }

    /// Lets a person in, with a password that is shown once. Its person changes it after the first sign-in.
    ///
    /// # Errors
    /// [`Error::Faulty`] with the fields `name` and `email`; [`Error::Refused`] for a role that is not below one's own.
    pub async fn add_account(&self, ask: AddAccount) -> Result<WithPassword, Error> {
        self.keeper().add(ask, None).await
    }

    /// Gives an account another role; its sessions end.
    ///
    /// # Errors
    /// [`Error::Refused`] when the account or the role is not below one's own, [`Error::Gone`].
    pub async fn set_role(&self, ask: SetRole) -> Result<(), Error> {
        self.keeper().set_role(ask).await
    }

    /// Keeps an account from signing in; its sessions end. What its person wrote stays.
    ///
    /// # Errors
    /// As [`AdministrationDoor::set_role`].
    pub async fn suspend(&self, account: AccountId) -> Result<(), Error> {
        self.keeper().suspend(account, Suspension::Begins).await
    }

    /// Lets a suspended account sign in again.
    ///
    /// # Errors
    /// As [`AdministrationDoor::set_role`].
    pub async fn reinstate(&self, account: AccountId) -> Result<(), Error> {
        self.keeper().suspend(account, Suspension::Ends).await
    }

    /// Gives an account a new password that is shown once; its sessions end.
    ///
    /// # Errors
    /// As [`AdministrationDoor::set_role`].
    pub async fn reset_password(&self, account: AccountId) -> Result<WithPassword, Error> {
        self.keeper().reset_password(account, None).await
    }

    /// Ends every session of an account; gives how many they were.
    ///
    /// # Errors
    /// As [`AdministrationDoor::set_role`].
    pub async fn end_sessions(&self, account: AccountId) -> Result<u64, Error> {
        self.keeper().end_sessions(account).await
    }

    fn keeper(&self) -> Keeper<'_> {
        Keeper { store: &self.0.store, by: Some(self.0) }
    }
}

impl OperatorDoor<'_> {
    /// The accounts, in the order in which they were made.
    ///
    /// # Errors
    /// What the database says.
    pub async fn people(&self, from: Option<Cursor>) -> Result<Page<AccountModel>, Error> {
        self.keeper().people(from).await
    }

    /// Lets a person in, with that password or with one that is made.
    ///
    /// # Errors
    /// [`Error::Faulty`] with the fields `name`, `email`, `password`; [`Error::Refused`] for the role of the owner.
    pub async fn add_account(&self, ask: AddAccount, password: Option<String>) -> Result<WithPassword, Error> {
        self.keeper().add(ask, password).await
    }

    /// Gives an account another role; its sessions end.
    ///
    /// # Errors
    /// [`Error::Refused`] for the owner's account and role, [`Error::Gone`].
    pub async fn set_role(&self, ask: SetRole) -> Result<(), Error> {
        self.keeper().set_role(ask).await
    }

    /// Gives an account, the owner's too, that password or one that is made; its sessions end.
    ///
    /// # Errors
    /// [`Error::Faulty`] with the field `password`, [`Error::Gone`].
    pub async fn reset_password(&self, account: AccountId, password: Option<String>) -> Result<WithPassword, Error> {
        self.keeper().reset_password(account, password).await
    }

    /// The account of that address.
    ///
    /// # Errors
    /// [`Error::Gone`] when nobody has it.
    pub async fn account_of(&self, email: &str) -> Result<AccountId, Error> {
        let email = EmailAddress::parse(email).map_err(|fault| Error::Faulty(Faults::one("email", fault)))?;
        Ok(rows::by_email(&self.0.read, &email).await?.ok_or(Error::Gone)?.id)
    }

    fn keeper(&self) -> Keeper<'_> {
        Keeper { store: self.0, by: None }
    }
}

/// Whether a suspension begins or ends.
#[derive(Clone, Copy)]
enum Suspension {
    Begins,
    Ends,
}

/// Whoever looks after accounts: a caller, or nobody but the command line.
struct Keeper<'a> {
    store: &'a Store,
    by: Option<&'a Caller>,
}

impl Keeper<'_> {
    async fn people(&self, from: Option<Cursor>) -> Result<Page<AccountModel>, Error> {
        let after = from.and_then(|Cursor(key)| key.parse().ok());
        let found = rows::all_after(&self.store.read, after, MAX_ITEMS + 1).await?;
        let Page { items: found, next } = paging::cut(found, MAX_ITEMS, |(account, _)| account.id);
        let ids = found.iter().map(|(account, _)| account.id).collect();
        let seen: HashMap<_, _> = rows::session::last_seen(&self.store.read, ids).await?.into_iter().collect();
        let zone = settings::rows::settings(&self.store.read).await?.time_zone;
        let mut items = Vec::with_capacity(found.len());
        for (account, person) in found {
            let role = role_of(&account)?;
            items.push(AccountModel {
                account: account.id,
                person: person.id,
                handle: person.handle.try_into().map_err(|_| Error::Gone)?,
                name: person.name,
                email: account.email,
                role,
                is_suspended: account.suspended_at.is_some(),
                made: Stamp::new(account.created_at, &zone),
                seen: seen.get(&account.id).map(|at| Stamp::new(*at, &zone)),
                is_below: self.may_grant(role).is_ok(),
            });
        }
        Ok(Page { items, next })
    }

    async fn add(&self, ask: AddAccount, chosen: Option<String>) -> Result<WithPassword, Error> {
        self.may_grant(ask.role)?;
        let mut faults = Faults::default();
        let name = faults.take("name", filled_line(&ask.name, MAX_NAME));
        let email = faults.take("email", EmailAddress::parse(&ask.email));
        let password = faults.take("password", self.password(chosen, &[&ask.name, &ask.email]).await?);
        let (Some(name), Some(email), Some(password)) = (name, email, password) else { return Err(Error::Faulty(faults)) };
        let password_hash = self.store.hashing().hash(&password).await?;

        let new = NewAccount { name, email, password_hash, role: ask.role };
        let made = match self.try_add(new.clone()).await {
            // On PostgreSQL two can choose the same free handle or address; the second finds what is taken when it looks again.
            Err(Error::Store(error)) if error.is_duplicate() => self.try_add(new).await?,
            other => other?,
        };
        Ok(WithPassword { account: made.account, handle: made.handle, password })
    }

    async fn try_add(&self, new: NewAccount) -> Result<Made, Error> {
        let role = new.role;
        let tx = self.store.begin().await?;
        let made = make(self.store, &tx, new).await?;
        self.record(&tx, made.account, (Deed::LetIn.into(), role.code())).await?;
        tx.commit().await?;
        Ok(made)
    }

    async fn set_role(&self, ask: SetRole) -> Result<(), Error> {
        self.may_grant(ask.role)?;
        let tx = self.store.begin().await?;
        let before = role_of(&self.below(&tx, ask.account).await?)?;
        self.may_grant(before)?;
        rows::set_role(&tx, ask.account, ask.role).await?;
        rows::session::delete_all_of(&tx, ask.account).await?;
        let detail = format!("{} to {}", before.code(), ask.role.code());
        self.record(&tx, ask.account, (Deed::ChangedRole.into(), &detail)).await?;
        Ok(tx.commit_unseen().await?)
    }

    async fn suspend(&self, id: AccountId, suspension: Suspension) -> Result<(), Error> {
        let (at, deed) = match suspension {
            Suspension::Begins => (Some(self.store.now()), Deed::Suspended),
            Suspension::Ends => (None, Deed::Reinstated),
        };
        let tx = self.store.begin().await?;
        self.below(&tx, id).await?;
        rows::set_suspended(&tx, id, at).await?;
        rows::session::delete_all_of(&tx, id).await?;
        self.record(&tx, id, (deed.into(), "")).await?;
        Ok(tx.commit_unseen().await?)
    }

    async fn reset_password(&self, id: AccountId, chosen: Option<String>) -> Result<WithPassword, Error> {
        let account = rows::find(&self.store.read, id).await?.ok_or(Error::Gone)?;
        self.may_touch(role_of(&account)?)?;
        let person = rows::person_of(&self.store.read, account.person_id).await?.ok_or(Error::Gone)?;
        let password = self
            .password(chosen, &[&person.name, &account.email])
            .await?
            .map_err(|fault| Error::Faulty(Faults::one("password", fault)))?;
        let hash = self.store.hashing().hash(&password).await?;

        let tx = self.store.begin().await?;
        self.below(&tx, id).await?;
        rows::set_password_hash(&tx, id, &hash).await?;
        rows::session::delete_all_of(&tx, id).await?;
        self.record(&tx, id, (Deed::ResetPassword.into(), "")).await?;
        tx.commit_unseen().await?;
        Ok(WithPassword { account: id, handle: person.handle.try_into().map_err(|_| Error::Gone)?, password })
    }

    async fn end_sessions(&self, id: AccountId) -> Result<u64, Error> {
        let tx = self.store.begin().await?;
        self.below(&tx, id).await?;
        let ended = rows::session::delete_all_of(&tx, id).await?;
        self.record(&tx, id, (What::EndedSessions, &ended.to_string())).await?;
        tx.commit_unseen().await?;
        Ok(ended)
    }

    /// The password that was chosen, if it may be, or one that is made.
    async fn password(&self, chosen: Option<String>, words: &[&str]) -> Result<Result<String, Fault>, Error> {
        let Some(chosen) = chosen else { return Ok(Ok(password::made(self.store.rng()))) };
        let site = settings::rows::settings(&self.store.read).await?.site_title;
        let words = [words, &[site.as_str()]].concat();
        Ok(password::acceptable(&chosen, &words).map(|()| chosen))
    }

    /// The account, held by the transaction, if the keeper may touch it.
    async fn below(&self, tx: &Tx, id: AccountId) -> Result<rows::account::Model, Error> {
        let account = rows::find_for_update(tx, id).await?.ok_or(Error::Gone)?;
        self.may_touch(role_of(&account)?)?;
        Ok(account)
    }

    /// Whether the keeper may change an account of that role. The command line may change the owner's too, so that nobody
    /// is locked out of their own site; its role stays.
    fn may_touch(&self, role: Role) -> Result<(), Refused> {
        match self.by {
            Some(_) => self.may_grant(role),
            None => Ok(()),
        }
    }

    /// Whether the keeper may give that role.
    fn may_grant(&self, role: Role) -> Result<(), Refused> {
        match self.by {
            Some(caller) if caller.role().grants(role) => Ok(()),
            Some(caller) => Err(Refused(caller.role())),
            None if role < Role::Owner => Ok(()),
            None => Err(Refused(role)),
        }
    }

    /// What the keeper did to the account, for the audit trail. `what` is the act and what else matters of it.
    async fn record(&self, tx: &Tx, account: AccountId, what: (What, &str)) -> Result<(), Error> {
        let (what, detail) = what;
        let by = self.by.map(Caller::person);
        Ok(audit::record(self.store, tx, Act { by, what, subject: &account.to_string(), detail }).await?)
    }
}

/// The role in the row. A word that is no role is nobody's: the account is as good as not there.
fn role_of(account: &rows::account::Model) -> Result<Role, Error> {
    Role::from_code(&account.role).ok_or(Error::Gone)
}
