//! A room's error becomes a status and words for people here and nowhere else.

use crate::json::JsonText;
use domain::field::Faults;

use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use serde::{Deserialize, Serialize};

/// What a call answers instead of a result. It holds fixed words, never a database's text or a path (security X4).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{words}")]
pub struct Failure {
    /// What kind of failure it is, for the page to act on.
    pub kind: Kind,
    /// What happened and the way out, for people.
    pub words: String,
    /// What is wrong with which field.
    pub faults: Faults,
}

/// What kind of failure it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// 401: nobody is signed in; the page offers to sign in in place and keeps what was typed.
    SignedOut,
    /// 403: the role does not allow it.
    Refused,
    /// 404: no such thing, or not the caller's to know.
    Gone,
    /// 409: changed meanwhile by somebody else.
    Stale,
    /// 413: more bytes or pixels than are taken.
    TooLarge,
    /// 415: a kind of file that is not taken.
    Unsupported,
    /// 422: fields are not as they must be.
    Faulty,
    /// 409: not possible as things stand.
    Impossible,
    /// 429: too many tries.
    Throttled,
    /// 503: too much at once.
    Busy,
    /// The request never arrived, or its answer never came back or was somebody else's: nothing is known of its outcome.
    Unreachable,
    /// 507: no room is left.
    Full,
    /// 500: ours.
    Broken,
}

impl Failure {
    /// A failure of that kind with its words.
    pub fn new(kind: Kind, words: &str) -> Self {
        Self { kind, words: words.to_owned(), faults: Faults::default() }
    }

    /// Ours, whatever it was.
    pub fn broken() -> Self {
        Self::new(Kind::Broken, BROKEN)
    }

    /// Nobody is signed in.
    pub fn signed_out() -> Self {
        Self::new(Kind::SignedOut, "You are signed out. Sign in again; what you typed is still here.")
    }

    /// The role of the caller does not allow it.
    pub fn refused() -> Self {
        Self::new(Kind::Refused, "Your role does not allow this. An admin can change that.")
    }

    /// There is no such article, or it is not the caller's to write.
    pub fn no_article() -> Self {
        Self::new(Kind::Gone, "There is no such article here, or it is not yours to write.")
    }

    /// The input is not in the form that the call takes.
    pub fn misshapen() -> Self {
        Self::new(Kind::Faulty, "The request was not in the form that this call takes. Load the page again.")
    }

    /// Fields that are not as they must be.
    pub fn faulty(faults: Faults) -> Self {
        Self { kind: Kind::Faulty, words: "Some fields need another look.".to_owned(), faults }
    }
}

impl Kind {
    /// The HTTP status.
    pub fn status(self) -> http::StatusCode {
        use http::StatusCode as S;
        match self {
            Kind::SignedOut => S::UNAUTHORIZED,
            Kind::Refused => S::FORBIDDEN,
            Kind::Gone => S::NOT_FOUND,
            Kind::Stale | Kind::Impossible => S::CONFLICT,
            Kind::TooLarge => S::PAYLOAD_TOO_LARGE,
            Kind::Unsupported => S::UNSUPPORTED_MEDIA_TYPE,
            Kind::Faulty => S::UNPROCESSABLE_ENTITY,
            Kind::Throttled => S::TOO_MANY_REQUESTS,
            Kind::Busy => S::SERVICE_UNAVAILABLE,
            Kind::Full => S::INSUFFICIENT_STORAGE,
            Kind::Unreachable | Kind::Broken => S::INTERNAL_SERVER_ERROR,
        }
    }
}

const BROKEN: &str = "Something went wrong on our side. What you typed is still here; try again in a moment.";
const UNREACHABLE: &str = "The server cannot be reached. What you typed is still here; try again when the connection is back.";
const UNREADABLE: &str = "The answer was not one of Lantern's. What you typed is still here; try again in a moment, and if that does not help, load the page again.";

impl FromServerFnError for Failure {
    type Encoder = JsonText;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Request(_) | ServerFnErrorErr::Response(_) => Self::new(Kind::Unreachable, UNREACHABLE),
            // In the browser an answer that is not ours: of a proxy while the server starts again, for instance.
            ServerFnErrorErr::Deserialization(_) if cfg!(feature = "hydrate") => Self::new(Kind::Unreachable, UNREADABLE),
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) | ServerFnErrorErr::Deserialization(_) => {
                Self::misshapen()
            }
            ServerFnErrorErr::Registration(_)
            | ServerFnErrorErr::UnsupportedRequestMethod(_)
            | ServerFnErrorErr::MiddlewareError(_)
            | ServerFnErrorErr::ServerError(_)
            | ServerFnErrorErr::Serialization(_) => Self::new(Kind::Broken, BROKEN),
        }
    }
}

#[cfg(feature = "ssr")]
mod of_rooms {
    use super::{BROKEN, Failure, Kind};
    use crate::media::bytes_words;
    use domain::accounts::Refused;
    use domain::comments::State;
    use domain::{accounts, articles, corrections, media, menus, moderation, people, settings, store, topics};

    const CHANGED: &str = "This was changed meanwhile. Both versions are shown; neither is lost.";
    const GONE: &str = "There is no such thing here, or it is not yours to see.";

    impl From<Refused> for Failure {
        fn from(Refused(_): Refused) -> Self {
            Self::refused()
        }
    }

    impl From<store::Error> for Failure {
        fn from(error: store::Error) -> Self {
            tracing::error!(%error, "the store failed");
            Self::new(Kind::Broken, BROKEN)
        }
    }

    impl From<accounts::Error> for Failure {
        fn from(error: accounts::Error) -> Self {
            use accounts::Error as E;
            match error {
                E::Faulty(faults) => Self::faulty(faults),
                E::NoMatch => Self::new(Kind::Faulty, "Address and password do not match."),
                E::Throttled { seconds } => {
                    Self::new(Kind::Throttled, &format!("Too many tries. The next one counts in {seconds} seconds."))
                }
                E::Busy => Self::new(Kind::Busy, "Many people are signing in right now. Try again in a moment."),
                E::AlreadySetUp => Self::new(Kind::Gone, "This site is set up already."),
                E::Gone => Self::new(Kind::Gone, GONE),
                E::Refused(refused) => refused.into(),
                E::Store(error) => error.into(),
            }
        }
    }

    impl From<menus::Error> for Failure {
        fn from(error: menus::Error) -> Self {
            use menus::Error as E;
            match error {
                E::Faulty(faults) => Self::faulty(faults),
                E::Stale { .. } => Self::new(Kind::Stale, CHANGED),
                E::Store(error) => error.into(),
            }
        }
    }

    impl From<settings::Error> for Failure {
        fn from(error: settings::Error) -> Self {
            use settings::Error as E;
            match error {
                E::Faulty(faults) => Self::faulty(faults),
                E::Stale { .. } => Self::new(Kind::Stale, CHANGED),
                E::Store(error) => error.into(),
            }
        }
    }

    impl From<moderation::Error> for Failure {
        fn from(error: moderation::Error) -> Self {
            use moderation::Error as E;
            match error {
                E::Gone => Self::new(Kind::Gone, GONE),
                E::DecidedMeanwhile { by, what, at } => {
                    let by = if by.is_empty() { "Somebody" } else { &by };
                    let did = match what {
                        State::Published => "approved it",
                        State::Rejected => "rejected it",
                        State::Spam => "put it with the spam",
                        State::Pending => "took the decision on it back",
                    };
                    Self::new(Kind::Stale, &format!("{by} {did} at {}.", at.time))
                }
                E::Already(state) => Self::new(Kind::Impossible, &format!("The comment is {} already.", word(state))),
                E::NotAnswered(state) => {
                    Self::new(Kind::Impossible, &format!("The comment is {}. Approve it before you answer.", word(state)))
                }
                E::NothingToUndo => Self::new(Kind::Impossible, "There is nothing to undo: the comment has just come in."),
                E::TooMany { max } => Self::new(Kind::Impossible, &format!("At most {max} comments are decided together.")),
                E::Refused(refused) => refused.into(),
                E::Faulty(faults) => Self::faulty(faults),
                E::Store(error) => error.into(),
            }
        }
    }

    impl From<people::Error> for Failure {
        fn from(error: people::Error) -> Self {
            use people::Error as E;
            match error {
                E::Faulty(faults) => Self::faulty(faults),
                E::Stale { .. } => Self::new(Kind::Stale, CHANGED),
                E::Gone => Self::new(Kind::Gone, GONE),
                E::Store(error) => error.into(),
            }
        }
    }

    impl From<corrections::Error> for Failure {
        fn from(error: corrections::Error) -> Self {
            use corrections::Error as E;
            match error {
                E::Gone => Self::new(Kind::Gone, GONE),
                E::Faulty(faults) => Self::faulty(faults),
                E::TooFast | E::FormIsOld => Self::misshapen(),
                E::Throttled { seconds } => {
                    Self::new(Kind::Throttled, &format!("Too many reports. The next one counts in {seconds} seconds."))
                }
                E::Refused(refused) => refused.into(),
                E::Store(error) => error.into(),
            }
        }
    }

    impl From<topics::Error> for Failure {
        fn from(error: topics::Error) -> Self {
            use topics::Error as E;
            match error {
                E::Gone => Self::new(Kind::Gone, "This topic was deleted meanwhile."),
                E::Faulty(faults) => Self::faulty(faults),
                E::Stale { .. } => Self::new(Kind::Stale, CHANGED),
                E::TooMany { max } => {
                    Self::new(Kind::Impossible, &format!("There are {max} topics, as many as there can be. Delete one first."))
                }
                E::Refused(refused) => refused.into(),
                E::Store(error) => error.into(),
            }
        }
    }

    impl From<media::Error> for Failure {
        fn from(error: media::Error) -> Self {
            use media::Error as E;
            match error {
                E::Gone => Self::new(Kind::Gone, GONE),
                E::Faulty(faults) => Self::faulty(faults),
                E::Stale { .. } => Self::new(Kind::Stale, CHANGED),
                E::InUse => Self::new(Kind::Impossible, "This picture is in use, so it cannot be deleted."),
                E::PersonFull { limit_bytes } => {
                    let room = bytes_words(limit_bytes);
                    Self::new(
                        Kind::Full,
                        &format!(
                            "You have added {room} of pictures, which is as much as one person may. Delete what is not used."
                        ),
                    )
                }
                E::SiteFull { limit_bytes } => {
                    let room = bytes_words(limit_bytes);
                    Self::new(
                        Kind::Full,
                        &format!("The site holds {room} of pictures, which is as much as it may. An admin can make room."),
                    )
                }
                E::Refused(refused) => refused.into(),
                E::Store(error) => error.into(),
            }
        }
    }

    /// Where a comment stands, as a word in a sentence.
    fn word(state: State) -> &'static str {
        match state {
            State::Pending => "waiting",
            State::Published => "published",
            State::Rejected => "rejected",
            State::Spam => "spam",
        }
    }

    impl From<articles::Error> for Failure {
        fn from(error: articles::Error) -> Self {
            use articles::Error as E;
            match error {
                E::Gone => Self::new(Kind::Gone, GONE),
                E::Faulty(faults) => Self::faulty(faults),
                E::Stale { .. } => Self::new(Kind::Stale, CHANGED),
                E::NotReady => Self::new(Kind::Impossible, "The checks name what stands in the way of publishing."),
                E::TooMany { max } => Self::new(Kind::Impossible, &format!("There are {max} pages, as many as there can be.")),
                E::ShownElsewhere { title } => {
                    let words = format!(
                        "A slide of it is still shown in “{title}”. Publish that article without it first, move the slide back, or withdraw that article."
                    );
                    Self::new(Kind::Impossible, &words)
                }
                E::WrongState => {
                    Self::new(Kind::Impossible, "The article is not in a state in which this can be done. Load the page again.")
                }
                E::Refused(refused) => refused.into(),
                E::Store(error) => error.into(),
            }
        }
    }
}
