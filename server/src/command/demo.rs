//! `lantern demo`: a data folder with a site to look around in.

use super::{Failed, say};
use crate::config::Config;
use crate::demo::{self, Account, Size};
use domain::store::{Clock, SystemClock};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;

/// Fills the folder and says who can sign in.
pub(super) async fn run(data: &Path, archive: Size) -> Result<(), Failed> {
    let config = Config::of_folder(data, SocketAddr::from((Ipv4Addr::LOCALHOST, 3000)));
    let accounts = demo::fill(&config, SystemClock.now(), archive).await?;
    say(&table(&accounts));
    say("The passwords are shown this once. Serve the site with:\n");
    say(&format!("    lantern serve --data {}", data.display()));
    Ok(())
}

/// The accounts in columns.
fn table(accounts: &[Account]) -> String {
    let head = ["Name", "Address", "Role", "Password"].map(str::to_owned);
    let rows = accounts.iter().map(|one| [one.name.clone(), one.email.clone(), one.role.code().to_owned(), one.password.clone()]);
    let rows: Vec<[String; 4]> = std::iter::once(head).chain(rows).collect();
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let [a, b, c] = [0, 1, 2].map(width);
    let lines = rows.iter().map(|[name, email, role, password]| format!("{name:a$}  {email:b$}  {role:c$}  {password}\n"));
    lines.collect::<Vec<_>>().concat()
}
