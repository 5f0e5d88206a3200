//! The lines to clients. Each core has a thread with an event loop of its own: what is kept goes out on the thread that read the
//! request, with no word to another one. What has to be made is made on the program's own threads, which keep the store.

use crate::front::Front;
use axum::ServiceExt;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use futures::StreamExt;
use futures::future::{Either, Ready};
use futures::stream::FuturesUnordered;
use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::thread::{self, available_parallelism};
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::runtime::{self, Handle};
use tokio::sync::{oneshot, watch};
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
    let listener = listener.into_std()?;
    let (stopping, is_stopping) = watch::channel(());
    let mut ends = FuturesUnordered::new();
    for number in 0..available_parallelism().map_or(1, usize::from) {
        let events = runtime::Builder::new_current_thread().enable_all().build()?;
        let door = {
            let _of_this_thread = events.enter();
            TcpListener::from_std(listener.try_clone()?)?
        };
        let service = Making { front: front.clone(), on: Handle::current() };
        let is_stopping = is_stopping.clone();
        let (end, ended) = oneshot::channel();
        thread::Builder::new().name(format!("lines-{number}")).spawn(move || {
            let served = events.block_on(answer(door, service, is_stopping));
            // Nobody asks any more when the program is being dropped.
            let _unheard = end.send(served);
        })?;
        ends.push(ended);
    }
    // The threads alone hold the door, so that it is shut when they leave it.
    drop((listener, is_stopping));
    // One that ends by itself ends the program: nobody is to knock at a door that nobody minds.
    let first = tokio::select! {
        () = stop => None,
        ended = ends.next() => ended,
    };
    drop(stopping);
    let rest = tokio::time::timeout(patience, ends.collect::<Vec<_>>()).await.unwrap_or_else(|_| {
        tracing::warn!("requests that were under way for too long after the word to end are left unanswered");
        Vec::new()
    });
    let all = first.into_iter().chain(rest);
    all.into_iter().try_for_each(|end| end.unwrap_or_else(|_| Err(io::Error::other("a thread that held lines broke"))))
}

/// What one thread does. All wait at the same door, and whoever is free takes the next line.
async fn answer(door: TcpListener, service: Making, mut is_stopping: watch::Receiver<()>) -> io::Result<()> {
    let service = ServiceExt::<Request>::into_make_service_with_connect_info::<SocketAddr>(service);
    let stop = async move {
        // It says nothing and goes: that is the word.
        while is_stopping.changed().await.is_ok() {}
    };
    axum::serve(door, service).with_graceful_shutdown(stop).await
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
    use tokio::net::TcpStream;

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
