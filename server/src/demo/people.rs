//! The people of the demo: the site is set up by its owner, who lets the others in; each says something of themselves.

use super::Failed;
use super::clock::DemoClock;
use super::material::{Material, Person};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::TimeDelta;
use domain::accounts::{self, AddAccount, Caller, Role, SessionToken, SetUp, SignIn, Visitor};
use domain::people::SaveProfile;
use domain::settings::{CommentPolicy, SaveSettings};
use domain::store::Store;
use std::collections::HashMap;
use std::net::Ipv6Addr;

/// The browser that everybody at the desk seems to have.
const DEVICE: &str = "Demo";
/// Where the desk is: an address for documentation (RFC 3849).
const DESK: Ipv6Addr = Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 1);

/// Somebody who can sign in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The name that readers see.
    pub name: String,
    /// The address to sign in with.
    pub email: String,
    /// The role.
    pub role: Role,
    /// The password, made for this folder and kept nowhere.
    pub password: String,
}

/// Everybody who is signed in, by their handles.
pub(super) type Callers<'a> = HashMap<&'a str, Caller>;

/// Sets the site up and lets everybody in, a day after the other.
pub(super) async fn settle<'a>(
    store: &Store,
    clock: &DemoClock,
    material: &'a Material,
) -> Result<(Callers<'a>, Vec<Account>), Failed> {
    let owner = material.people.iter().find(|person| person.role == Role::Owner).ok_or("people.toml names no owner")?;
    let password = owners_password(store);
    let ask = SetUp {
        site_title: material.site.title.clone(),
        name: owner.name.clone(),
        email: owner.email.clone(),
        password: password.clone(),
    };
    let welcome = accounts::set_up(store, ask, DEVICE).await?;
    let head = caller(store, &welcome.session).await?;
    say_what_the_site_is(&head, material).await?;
    introduce(&head, owner).await?;
    let mut people = HashMap::from([(owner.handle.as_str(), head.clone())]);
    let mut made = vec![account(owner, password)];
    for person in material.people.iter().filter(|person| person.role != Role::Owner) {
        clock.pass(TimeDelta::days(1));
        let ask = AddAccount { name: person.name.clone(), email: person.email.clone(), role: person.role };
        let password = head.administration()?.add_account(ask).await?.password;
        let ask = SignIn { email: person.email.clone(), password: password.clone() };
        let visitor = Visitor { address: DESK.into(), device: DEVICE.to_owned(), mark: None };
        clock.pass(TimeDelta::hours(1));
        let welcome = accounts::sign_in(store, ask, &visitor).await?;
        let own = caller(store, &welcome.session).await?;
        introduce(&own, person).await?;
        // Nobody should find a session of months ago in their list.
        accounts::sign_out(store, &welcome.session).await?;
        people.insert(&person.handle, own);
        made.push(account(person, password));
    }
    accounts::sign_out(store, &welcome.session).await?;
    Ok((people, made))
}

async fn say_what_the_site_is(owner: &Caller, material: &Material) -> Result<(), Failed> {
    let door = owner.administration()?;
    let site = &material.site;
    let ask = SaveSettings {
        based_on: door.settings().await?.version,
        site_title: site.title.clone(),
        site_description: site.description.clone(),
        language: site.language.clone(),
        time_zone: site.time_zone.clone(),
        comment_policy: CommentPolicy::Held,
        // Authors answer under their own articles.
        authors_moderate: true,
        count_openings: true,
        hub: String::new(),
    };
    door.save_settings(ask).await?;
    Ok(())
}

/// Handle, line and biography are saved as everybody saves their own profile.
async fn introduce(caller: &Caller, person: &Person) -> Result<(), Failed> {
    let own = caller.own();
    let profile = own.profile().await?;
    let ask = SaveProfile {
        based_on: profile.version,
        name: profile.name,
        handle: person.handle.clone(),
        role_line: person.line.clone(),
        pronouns: profile.pronouns,
        bio: person.biography.clone(),
        links: person.elsewhere.join("\n"),
        portrait: profile.portrait,
    };
    own.save_profile(ask).await?;
    Ok(())
}

async fn caller(store: &Store, session: &SessionToken) -> Result<Caller, Failed> {
    Ok(Caller::of_session(store, session).await?.ok_or("a session that was just made is not known")?)
}

fn account(person: &Person, password: String) -> Account {
    Account { name: person.name.clone(), email: person.email.clone(), role: person.role, password }
}

/// 120 random bits in 20 characters: set-up asks for a password, where the other verbs make one.
fn owners_password(store: &Store) -> String {
    let mut bytes = [0; 15];
    store.rng().fill(&mut bytes);
    URL_SAFE_NO_PAD.encode(bytes)
}
