//! Where somebody who wants to sign in comes from: address, browser, and the mark of a device that signed in before.

use super::throttle::Prefix;
use crate::ids::AccountId;
use crate::store::Store;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use std::net::IpAddr;
use subtle::ConstantTimeEq;
use uuid::Uuid;

/// Where somebody who wants to sign in comes from.
#[derive(Debug, Clone)]
pub struct Visitor {
    /// The address. It is counted under a keyed hash and never stored.
    pub address: IpAddr,
    /// What the browser calls itself, for the list of sessions.
    pub device: String,
    /// The mark that the device was given when it last signed in, if it brought one.
    pub mark: Option<String>,
}

impl Visitor {
    /// The address as it is counted.
    pub(super) fn counted_as(&self) -> String {
        Prefix::HOST.of(self.address).to_string()
    }
}

/// How long a device is known after it signed in (security S3).
pub const KNOWN_FOR: TimeDelta = TimeDelta::days(180);

/// A device that signed in before, bound to one account: 16 bytes of account, 16 of device, 8 of time, 32 of signature.
pub(super) struct KnownDevice(Uuid);

const UNSIGNED: usize = 40;
const LENGTH: usize = UNSIGNED + 32;

impl KnownDevice {
    /// The device of that mark, if it is ours, for this account and not too old.
    pub(super) fn of(store: &Store, account: AccountId, mark: &str) -> Option<Self> {
        let bytes: [u8; LENGTH] = URL_SAFE_NO_PAD.decode(mark).ok()?.try_into().ok()?;
        let (unsigned, signature) = bytes.split_at(UNSIGNED);
        let is_ours = bool::from(signed(store, unsigned).ct_eq(signature));
        let made = i64::from_be_bytes(unsigned[32..].try_into().expect("eight bytes are left"));
        let age = store.now() - DateTime::<Utc>::from_timestamp(made, 0)?;
        (is_ours && unsigned[..16] == *account.0.as_bytes() && age < KNOWN_FOR)
            .then(|| Self(Uuid::from_slice(&unsigned[16..32]).expect("sixteen bytes make a UUID")))
    }

    /// A device that is new here.
    pub(super) fn new(store: &Store) -> Self {
        Self(crate::store::uuid_at(store.rng(), store.now()))
    }

    /// What the device is given to be known by for the next half year.
    pub(super) fn mark(&self, store: &Store, account: AccountId) -> String {
        let mut bytes = [account.0.as_bytes().as_slice(), self.0.as_bytes()].concat();
        bytes.extend(store.now().timestamp().to_be_bytes());
        let signature = signed(store, &bytes);
        URL_SAFE_NO_PAD.encode([bytes.as_slice(), &signature].concat())
    }

    /// The device as it is counted.
    pub(super) fn counted_as(&self) -> String {
        self.0.to_string()
    }
}

fn signed(store: &Store, unsigned: &[u8]) -> [u8; 32] {
    store.mark(&[b"accounts.device", unsigned])
}

#[cfg(test)]
#[cfg(feature = "scene")]
mod tests {
    use super::*;
    use crate::accounts::Role;
    use crate::scene::{Backend, Scene};

    #[tokio::test]
    async fn s03_a_mark_is_good_for_its_account_for_half_a_year_and_for_nobody_else() {
        let scene = Scene::on(Backend::Sqlite).await;
        let (vera, otto) = (scene.person("Vera", Role::Editor).await, scene.person("Otto", Role::Author).await);
        let mark = KnownDevice::new(&scene.store).mark(&scene.store, vera.account());

        assert!(KnownDevice::of(&scene.store, vera.account(), &mark).is_some());
        assert!(KnownDevice::of(&scene.store, otto.account(), &mark).is_none(), "it is bound to one account");
        let mut forged = URL_SAFE_NO_PAD.decode(&mark).unwrap();
        forged[..16].copy_from_slice(otto.account().0.as_bytes());
        assert!(KnownDevice::of(&scene.store, otto.account(), &URL_SAFE_NO_PAD.encode(forged)).is_none());
        for nonsense in ["", "x", "%%%", &mark[1..]] {
            assert!(KnownDevice::of(&scene.store, vera.account(), nonsense).is_none(), "{nonsense}");
        }

        scene.clock.pass(TimeDelta::days(180));
        assert!(KnownDevice::of(&scene.store, vera.account(), &mark).is_none(), "it is too old");
    }
}
