//! The command line.

mod demo;
mod serve;
mod split;
mod user;

use crate::config::{self, Config, Flags};
use crate::demo::{MOST_ARTICLES, Size};
use clap::{Parser, Subcommand};
use std::error::Error;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// Lantern, a blogging CMS whose unit is the slide.
#[derive(Parser)]
#[command(name = "lantern", version, about)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the site and its admin panel.
    Serve {
        #[command(flatten)]
        flags: Flags,
    },
    /// Bring the database up to date and end.
    Migrate {
        #[command(flatten)]
        flags: Flags,
    },
    /// Look after accounts, also when nobody can sign in.
    User {
        #[command(subcommand)]
        user: user::User,
        #[command(flatten)]
        flags: Flags,
    },
    /// Fill a new data folder with a site to look around in, and print who can sign in.
    Demo {
        /// The data folder, which is made.
        #[arg(long, value_name = "DIR")]
        data: PathBuf,
        /// Adds so many generated articles, older than the others: to see the site with an archive. 100,000 take some minutes.
        #[arg(long, value_name = "N", default_value_t = 0, value_parser = archived)]
        articles: usize,
        /// Adds so many generated comments, in every state, to those articles.
        #[arg(long, value_name = "N", default_value_t = 0, requires = "articles")]
        comments: usize,
    },
    /// Print as JSON what a pasted page is understood as.
    Split {
        /// The file with the page's text; - reads standard input.
        file: PathBuf,
    },
    /// List the keys of the configuration.
    #[command(after_help = config_help())]
    Config,
}

/// What ends a command before it is done, in one sentence.
type Failed = Box<dyn Error + Send + Sync>;

/// Runs the command that the arguments name.
///
/// # Errors
/// What stopped it, in one sentence.
pub async fn run() -> Result<(), Failed> {
    match Cli::parse().command {
        Command::Serve { flags } => serve::run(gather(&flags)?).await,
        Command::Migrate { flags } => serve::migrate(gather(&flags)?).await,
        Command::User { user, flags } => user::run(user, gather(&flags)?).await,
        Command::Demo { data, articles, comments } => demo::run(&data, Size { articles, comments }).await,
        Command::Split { file } => split::run(&file),
        Command::Config => {
            say(config::table().trim_end());
            Ok(())
        }
    }
}

/// A number of generated articles.
fn archived(typed: &str) -> Result<usize, String> {
    let articles = typed.parse().ok().filter(|articles| *articles <= MOST_ARTICLES);
    articles.ok_or_else(|| format!("a number of at most {MOST_ARTICLES}, since no two articles are alike"))
}

fn gather(flags: &Flags) -> Result<Config, Failed> {
    Ok(config::gather(flags, std::env::vars_os(), Path::new("."))?)
}

fn config_help() -> String {
    format!("What is said in the file lantern.toml gives way to the environment, and that to the flags.\n\n{}", config::table())
}

/// Says something to the person at the terminal. Whoever closes the pipe, such as `head`, has read enough.
fn say(words: &str) {
    if let Err(error) = writeln!(io::stdout(), "{words}")
        && error.kind() != ErrorKind::BrokenPipe
    {
        // A password is shown only once: where the output cannot be written, such as on a full disk, this is the last way.
        let _unheard = writeln!(io::stderr(), "lantern: {error}: {words}");
    }
}
