//! A PostgreSQL server of our own for the store tests: made, started, and gone when dropped.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;

use tempfile::TempDir;

use crate::failure::Failure;
use crate::programs::{not_started, output, program};
use crate::tools;

/// What PostgreSQL says once it answers. Messages are English, since the cluster's locale is C.
const READY: &str = "database system is ready to accept connections";

/// A running server on the loopback with nothing in it. Not made to survive a power cut: it is fast instead.
pub struct Cluster {
    folder: TempDir,
    programs: PathBuf,
    server: Child,
    port: u16,
}

impl Cluster {
    /// Makes a cluster in a temporary folder and waits until it answers.
    ///
    /// # Errors
    /// When PostgreSQL's server programs are not here or refuse.
    pub fn start() -> Result<Self, Failure> {
        let programs = tools::postgres_folder().ok_or_else(|| Failure::new("PostgreSQL's server programs are missing."))?;
        // A short path: that of the socket beneath it may have 107 bytes at most.
        let folder = tempfile::Builder::new()
            .prefix("lantern-pg")
            .tempdir_in("/tmp")
            .map_err(|error| Failure::new(format!("no temporary folder: {error}")))?;
        if tools::is_root() {
            output(program("chown").arg("postgres").arg(folder.path()))?;
        }
        let data = folder.path().join("data");
        output(
            as_postgres(&programs.join("initdb"))
                .arg("-D")
                .arg(&data)
                .args(["-U", "lantern", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"])
                .current_dir("/"),
        )?;
        let port = free_port()?;
        let mut command = as_postgres(&programs.join("postgres"));
        command
            .arg("-D")
            .arg(&data)
            .args(["-p", &port.to_string()])
            .arg("-k")
            .arg(folder.path())
            .args(["-c", "listen_addresses=127.0.0.1", "-c", "max_connections=200"])
            .args(["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"])
            .current_dir("/")
            .stdin(Stdio::null())
            .stderr(Stdio::piped());
        let mut server = command.spawn().map_err(|error| not_started(&command, &error))?;
        wait_until_ready(&mut server)?;
        Ok(Self { folder, programs, server, port })
    }

    /// The address to connect to, as its only and all-mighty user.
    pub fn url(&self) -> String {
        format!("postgres://lantern@127.0.0.1:{}/postgres", self.port)
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let mut stop = as_postgres(&self.programs.join("pg_ctl"));
        stop.arg("-D").arg(self.folder.path().join("data")).args(["-m", "immediate", "stop"]).current_dir("/");
        if output(&mut stop).is_err() {
            let _ = self.server.kill();
        }
        let _ = self.server.wait();
    }
}

/// Reads what the server says until it answers, and keeps reading afterwards, so that it never waits for us.
fn wait_until_ready(server: &mut Child) -> Result<(), Failure> {
    let mut lines = BufReader::new(server.stderr.take().expect("its standard error is piped")).lines();
    let mut said = Vec::new();
    loop {
        match lines.next() {
            Some(Ok(line)) if line.contains(READY) => break,
            Some(Ok(line)) => said.push(line),
            Some(Err(_)) | None => return Err(Failure::new(format!("PostgreSQL did not start: {}", said.join(" / ")))),
        }
    }
    thread::spawn(move || for _ in lines {});
    Ok(())
}

/// PostgreSQL refuses to run as root: there, its programs run as the user that its package made.
fn as_postgres(file: &Path) -> Command {
    if tools::is_root() {
        let mut command = program("runuser");
        command.args(["-u", "postgres", "--"]).arg(file);
        command
    } else {
        program(&file.to_string_lossy())
    }
}

fn free_port() -> Result<u16, Failure> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).and_then(|listener| listener.local_addr());
    listener.map(|address| address.port()).map_err(|error| Failure::new(format!("no free port on the loopback: {error}")))
}
