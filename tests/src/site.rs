//! A site of a test's own: the whole server in this process on a loopback port, with the clock and the chance of a scene.

use crate::{Answer, Person};
use domain::accounts::Role;
use domain::scene::{Backend, Scene};
use server::access::Table;
use server::config::Config;
use std::net::SocketAddr;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;

/// A site that serves as long as it is held.
pub struct Site {
    /// Store, clock and people.
    pub scene: Scene,
    /// Where it answers, without a slash at the end.
    pub address: String,
    /// What `/setup` asks for, on a site without an owner.
    pub code: Option<String>,
    at: SocketAddr,
    _folder: tempfile::TempDir,
    _stop: oneshot::Sender<()>,
}

impl Site {
    /// A site that Marit has set up.
    pub async fn start() -> Self {
        let scene = Scene::on(Backend::Sqlite).await;
        scene.owner().await;
        Self::serving(scene, |config| config, |table| table).await
    }

    /// A site that nobody has set up.
    pub async fn without_owner() -> Self {
        Self::serving(Scene::on(Backend::Sqlite).await, |config| config, |table| table).await
    }

    /// A site that Marit has set up, with another configuration and more addresses.
    pub async fn with(change: impl FnOnce(Config) -> Config, more: impl FnOnce(Table) -> Table) -> Self {
        let scene = Scene::on(Backend::Sqlite).await;
        scene.owner().await;
        Self::serving(scene, change, more).await
    }

    async fn serving(scene: Scene, change: impl FnOnce(Config) -> Config, more: impl FnOnce(Table) -> Table) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("loopback has a free port");
        let at = listener.local_addr().expect("it listens");
        let folder = tempfile::tempdir().expect("the system has a temporary folder");
        let config = change(Config::of_folder(folder.path(), at));
        let media = server::serve::open_media(&config).expect("the folder takes media");
        let (state, code) = server::serve::state(config, scene.store.clone(), media).await.expect("the database answers");
        let router = server::router::served(&state, more);
        let (stop, stopped) = oneshot::channel();
        tokio::spawn(server::serve::serve_router(listener, router, async {
            // Dropping the sender says the same as sending.
            let _dropped = stopped.await;
        }));
        Self { scene, address: format!("http://{at}"), code, at, _folder: folder, _stop: stop }
    }

    /// Somebody whom the site does not know.
    pub fn stranger(&self) -> Person {
        Person::new(&self.address)
    }

    /// Somebody of that role, signed in.
    pub async fn sign_in(&self, role: Role) -> Person {
        let mut bytes = [0; 4];
        self.scene.store.rng().fill(&mut bytes);
        let name = format!("{} {:08x}", role.code(), u32::from_be_bytes(bytes));
        self.sign_in_as(&name, role).await
    }

    /// Somebody of that role and name, signed in.
    pub async fn sign_in_as(&self, name: &str, role: Role) -> Person {
        let (caller, token) = self.scene.signed_in(name, role).await;
        let mut person = self.stranger().with_cookie("__Host-lantern", &token.secret());
        person.caller = Some(caller);
        person
    }

    /// What a stranger gets at the path.
    pub async fn get(&self, path: &str) -> Answer {
        self.stranger().get(path).await
    }

    /// Sends these bytes as they are over a connection of its own and gives what comes back until the other side closes it.
    ///
    /// `{host}` stands for the host of the site.
    pub async fn raw(&self, request: &str) -> Answer {
        let mut line = TcpStream::connect(self.at).await.expect("the site listens");
        let request = request.replace("{host}", &self.at.to_string());
        line.write_all(request.as_bytes()).await.expect("the site takes the request");
        let mut bytes = Vec::new();
        line.read_to_end(&mut bytes).await.expect("the site answers");
        Answer::parse(&bytes)
    }

    /// What comes back for that method and exactly that path, with these lines in the head.
    pub async fn ask(&self, method: &str, path: &str, lines: &[(&str, &str)]) -> Answer {
        let more = lines.iter().map(|(name, value)| [name, ": ", value, "\r\n"].concat()).collect::<Vec<_>>().concat();
        self.raw(&format!("{method} {path} HTTP/1.1\r\nHost: {{host}}\r\nConnection: close\r\n{more}\r\n")).await
    }
}
