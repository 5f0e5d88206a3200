//! `lantern user`: accounts, looked after by whoever holds the data folder.

use super::{Failed, say};
use crate::config::Config;
use crate::serve;
use clap::Subcommand;
use domain::accounts::{AddAccount, Error, OperatorDoor, Role, SetRole, operator};
use domain::field::{Fault, Faults};
use std::io::{self, BufRead};

#[derive(Subcommand)]
pub(super) enum User {
    /// Let a person in. The password is made and printed once.
    Add {
        /// The address to sign in with.
        email: String,
        /// The name that readers see.
        #[arg(long)]
        name: String,
        /// reader, moderator, contributor, author, editor or admin.
        #[arg(long, value_parser = role)]
        role: Role,
        #[command(flatten)]
        password: Password,
    },
    /// List the accounts.
    List,
    /// Give an account, the owner's too, a new password; its sessions end. It is made and printed once.
    ResetPassword {
        /// The address to sign in with.
        email: String,
        #[command(flatten)]
        password: Password,
    },
    /// Give an account another role; its sessions end.
    SetRole {
        /// The address to sign in with.
        email: String,
        /// reader, moderator, contributor, author, editor or admin.
        #[arg(value_parser = role)]
        role: Role,
    },
}

#[derive(clap::Args)]
pub(super) struct Password {
    /// Take the password from the first line of standard input instead of making one.
    #[arg(long)]
    password_stdin: bool,
}

pub(super) async fn run(user: User, config: Config) -> Result<(), Failed> {
    let store = serve::open_store(&config).await?;
    let door = operator(&store);
    let done = match user {
        User::Add { email, name, role, password } => add(&door, AddAccount { name, email, role }, password.read()?).await,
        User::List => list(&door).await,
        User::ResetPassword { email, password } => reset(&door, &email, password.read()?).await,
        User::SetRole { email, role } => set_role(&door, &email, role).await,
    };
    done.map_err(|error| said(&error).into())
}

async fn add(door: &OperatorDoor<'_>, ask: AddAccount, password: Option<String>) -> Result<(), Error> {
    let is_chosen = password.is_some();
    let made = door.add_account(ask, password).await?;
    say(&format!("Added {}.", made.handle));
    if !is_chosen {
        say(&format!("Password: {}", made.password));
    }
    Ok(())
}

async fn list(door: &OperatorDoor<'_>) -> Result<(), Error> {
    let mut from = None;
    loop {
        let page = door.people(from).await?;
        for one in page.items {
            let suspended = if one.is_suspended { "\tsuspended" } else { "" };
            say(&format!("{}\t{}\t{}\t{}{suspended}", one.role.code(), one.handle, one.email, one.name));
        }
        let Some(next) = page.next else { return Ok(()) };
        from = Some(next);
    }
}

async fn reset(door: &OperatorDoor<'_>, email: &str, password: Option<String>) -> Result<(), Error> {
    let is_chosen = password.is_some();
    let account = door.account_of(email).await?;
    let made = door.reset_password(account, password).await?;
    say("The password is changed and every session of the account has ended.");
    if !is_chosen {
        say(&format!("Password: {}", made.password));
    }
    Ok(())
}

async fn set_role(door: &OperatorDoor<'_>, email: &str, role: Role) -> Result<(), Error> {
    let account = door.account_of(email).await?;
    door.set_role(SetRole { account, role }).await?;
    say(&format!("The account is {} now; its sessions have ended.", with_article(role)));
    Ok(())
}

fn with_article(role: Role) -> String {
    let code = role.code();
    let article = if code.starts_with(['a', 'e', 'o']) { "an" } else { "a" };
    format!("{article} {code}")
}

impl Password {
    fn read(&self) -> io::Result<Option<String>> {
        if !self.password_stdin {
            return Ok(None);
        }
        let mut line = String::new();
        io::stdin().lock().read_line(&mut line)?;
        Ok(Some(line.trim_end_matches(['\r', '\n']).to_owned()))
    }
}

fn role(code: &str) -> Result<Role, String> {
    let given: Vec<&str> = Role::ALL.iter().filter(|role| **role != Role::Owner).map(|role| role.code()).collect();
    Role::from_code(code)
        .filter(|role| *role != Role::Owner)
        .ok_or_else(|| format!("expected one of {}; the owner is made by set-up alone", given.join(", ")))
}

/// What went wrong, for the person at the terminal.
fn said(error: &Error) -> String {
    match error {
        Error::Faulty(Faults(faults)) => {
            let words: Vec<String> = faults.iter().map(|(field, fault)| fault_words(field, fault)).collect();
            words.join("; ")
        }
        Error::Gone => "nobody signs in with that address; `lantern user list` shows who does".to_owned(),
        Error::Refused(_) => "the owner stays the owner, and nobody else becomes it".to_owned(),
        Error::NoMatch | Error::Throttled { .. } | Error::Busy | Error::AlreadySetUp | Error::Store(_) => error.to_string(),
    }
}

fn fault_words(field: &str, fault: &Fault) -> String {
    match fault {
        Fault::Empty => format!("{field} is missing"),
        Fault::TooLong { max, has } => format!("{field} has {has} characters; {max} fit"),
        Fault::TooShort { min } => format!("{field} needs at least {min} characters"),
        Fault::Malformed => format!("{field} is not in a form that works"),
        Fault::Taken => format!("{field} is in use already"),
        Fault::Reserved => format!("{field} is a word that Lantern keeps for itself"),
        Fault::Guessable => format!("{field} is known from leaks or easy to guess"),
        Fault::Wrong => format!("{field} is not right"),
    }
}
