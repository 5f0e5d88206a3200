//! The lines to clients. Half of the cores have a thread with an event loop of its own: what is kept goes out on the thread that
//! read the request, with no word to another one. What has to be made is made on the program's own threads, which keep the store.
//!
//! A thread sends more than a hundred thousand kept pages a second. One a core took turns with all else that wants a core: on two
//! cores one answer in a hundred came several milliseconds late, and no more of them were sent.
//!
//! New lines are given to the threads in turn. When all threads waited at the door themselves, the one that was awake took every
//! line that came at once.

use crate::front::Front;
use axum::ServiceExt;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::serve::{Listener, ListenerExt};
use futures::StreamExt;
use futures::future::{Either, Ready};
use futures::stream::FuturesUnordered;
use std::convert::Infallible;
use std::io;
use std::net::{self, SocketAddr};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::thread::{self, available_parallelism};
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::{self, Handle};
use tokio::sync::{mpsc, oneshot, watch};
use tokio_util::task::AbortOnDropHandle;
use tower::Service;

/// How long requests that are under way when the program is told to end may take: somebody who sent half of one and went away
/// would otherwise keep it for ever.
pub(crate) const PATIENCE: Duration = Duration::from_mins(1);

/// Takes lines and answers on them until `stop` comes, then lets the requests under way end, as far as they do within `patience`.
/// When it is dropped, the threads end as if it had come.
///
/// # Errors
/// What the system says.
pub(crate) async fn hold(
    listener: TcpListener,
    front: Front,
    stop: impl Future<Output = ()>,
    patience: Duration,
) -> io::Result<()> {
    let at = listener.local_addr()?;
    let (stopping, is_stopping) = watch::channel(());
    let mut threads = Vec::new();
    let mut ends = FuturesUnordered::new();
    for number in 0..available_parallelism().map_or(1, |cores| usize::from(cores).div_ceil(2)) {
        let events = runtime::Builder::new_current_thread().enable_all().build()?;
        let (give, given) = mpsc::unbounded_channel();
        let lines = Lines { given, at };
        let service = Making { front: front.clone(), on: Handle::current() };
        let is_stopping = is_stopping.clone();
        let (end, ended) = oneshot::channel();
        thread::Builder::new().name(format!("lines-{number}")).spawn(move || {
            let served = events.block_on(answer(lines, service, is_stopping));
            // Nobody asks any more when the program is being dropped.
            let _unheard = end.send(served);
        })?;
        threads.push(give);
        ends.push(ended);
    }
    drop(is_stopping);
    // One that ends by itself ends the program: nobody is to be given a line that nobody minds.
    let first = tokio::select! {
        () = stop => None,
        ended = ends.next() => ended,
        never = take(listener, &threads) => match never {},
    };
    drop(stopping);
    let rest = tokio::time::timeout(patience, ends.collect::<Vec<_>>()).await.unwrap_or_else(|_| {
        tracing::warn!("requests that were under way for too long after the word to end are left unanswered");
        Vec::new()
    });
    let all = first.into_iter().chain(rest);
    all.into_iter().try_for_each(|end| end.unwrap_or_else(|_| Err(io::Error::other("a thread that held lines broke"))))
}

/// A line to a client, on its way to its thread.
type Line = (net::TcpStream, SocketAddr);

/// Takes lines at the door and gives them to the threads in turn, until it is dropped, and the door shut with it.
async fn take(mut door: TcpListener, threads: &[mpsc::UnboundedSender<Line>]) -> Infallible {
    for thread in threads.iter().cycle() {
        let (line, from) = Listener::accept(&mut door).await;
        match line.into_std() {
            Ok(line) => {
                // A thread that ended ends the program.
                let _ungiven = thread.send((line, from));
            }
            Err(error) => tracing::warn!(%error, "a line could not be given to its thread"),
        }
    }
    std::future::pending().await
}

/// The lines that a thread is given.
struct Lines {
    given: mpsc::UnboundedReceiver<Line>,
    /// Where the door is.
    at: SocketAddr,
}

impl Listener for Lines {
    type Io = TcpStream;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (TcpStream, SocketAddr) {
        while let Some((line, from)) = self.given.recv().await {
            match TcpStream::from_std(line) {
                Ok(line) => return (line, from),
                Err(error) => tracing::warn!(%error, "a line could not be held"),
            }
        }
        // The door is shut: the word to end is on its way.
        std::future::pending().await
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        Ok(self.at)
    }
}

/// What one thread does with its lines.
async fn answer(lines: Lines, service: Making, mut is_stopping: watch::Receiver<()>) -> io::Result<()> {
    // What is written goes out at once, also when it is the last small piece of an answer.
    let lines = lines.tap_io(|line| {
        if let Err(error) = line.set_nodelay(true) {
            tracing::debug!(%error, "a line keeps small pieces back");
        }
    });
    let service = ServiceExt::<Request>::into_make_service_with_connect_info::<SocketAddr>(service);
    let stop = async move {
        // It says nothing and goes: that is the word.
        while is_stopping.changed().await.is_ok() {}
    };
    axum::serve(lines, service).with_graceful_shutdown(stop).await
}

/// The program as a service for a thread that holds lines.
#[derive(Clone)]
struct Making {
    front: Front,
    /// Where answers are made that are not there at once.
    on: Handle,
}

/// An answer that is made elsewhere.
type Made = Pin<Box<dyn Future<Output = Result<Response, Infallible>> + Send>>;

impl Service<Request> for Making {
    type Response = Response;
    type Error = Infallible;
    type Future = Either<Ready<Result<Response, Infallible>>, Made>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        self.front.poll_ready(context)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        match self.front.call(request) {
            Either::Left(at_once) => Either::Left(at_once),
            Either::Right(made) => {
                // When the client goes away, nobody makes it any more.
                let made = AbortOnDropHandle::new(self.on.spawn(made));
                Either::Right(Box::pin(async move {
                    // The layers have a net for what falls: only the end of the program leaves nothing.
                    Ok(made.await.map_or_else(|_| StatusCode::SERVICE_UNAVAILABLE.into_response(), |Ok(response)| response))
                }))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::public::site::{LISTEN, Site};
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    #[tokio::test]
    async fn each_thread_is_given_its_share_of_the_lines() {
        let door = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let at = door.local_addr().unwrap();
        let (threads, mut given): (Vec<_>, Vec<_>) = (0..3).map(|_| mpsc::unbounded_channel()).unzip();
        let clients: Vec<net::TcpStream> = (0..9).map(|_| net::TcpStream::connect(at).unwrap()).collect();
        let mut from = Vec::new();
        tokio::select! {
            never = take(door, &threads) => match never {},
            () = async {
                for _ in 0..3 {
                    for given in &mut given {
                        from.push(given.recv().await.unwrap().1);
                    }
                }
            } => {}
        }
        assert_eq!(from, clients.iter().map(|client| client.local_addr().unwrap()).collect::<Vec<_>>());
    }

    #[tokio::test]
    async fn l03_who_never_sends_the_rest_of_a_request_does_not_keep_the_program_from_ending() {
        let site = Site::new().await;
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let mut line = TcpStream::connect(listener.local_addr().unwrap()).await.unwrap();
        let (stop, stopped) = oneshot::channel::<()>();
        let stopped = async {
            let _dropped = stopped.await;
        };
        let holding = tokio::spawn(hold(listener, site.router.clone(), stopped, Duration::ZERO));
        let head = format!(
            "POST /sign-in HTTP/1.1\r\nHost: {LISTEN}\r\nSec-Fetch-Site: same-origin\r\nContent-Length: 9\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nExpect: 100-continue\r\n\r\n"
        );
        line.write_all(head.as_bytes()).await.unwrap();
        let mut heard = [0; 64];
        let length = line.read(&mut heard).await.unwrap();
        assert!(heard[..length].starts_with(b"HTTP/1.1 100"), "it waits for the rest");

        drop(stop);
        holding.await.unwrap().unwrap();
    }
}
