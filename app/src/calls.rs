//! The list of calls: every server function, whom it serves, and its registration. What is not listed is not served.
//!
//! A new call goes into this list first; the test that walks list and roles writes itself (security A1).

#[cfg(feature = "ssr")]
use domain::accounts::Audience;

/// A server function as the list knows it.
#[cfg(feature = "ssr")]
#[derive(Clone, Copy)]
pub struct Call {
    /// The address that it is posted to.
    pub path: &'static str,
    /// Whom it serves. Which objects of theirs is the door's to say.
    pub serves: Audience,
    /// The most bytes of its input (security H1).
    pub max_bytes: usize,
    /// Whether that input has nothing but what the function takes.
    pub is_exact: fn(&[u8]) -> bool,
    register: fn(),
}

#[cfg(feature = "ssr")]
impl Call {
    fn of<T>(serves: Audience) -> Self
    where
        T: leptos::server_fn::ServerFn<
                Server = leptos::server_fn::axum::AxumServerFnBackend,
                Error = crate::failure::Failure,
                InputStreamError = crate::failure::Failure,
                OutputStreamError = crate::failure::Failure,
            > + serde::Serialize
            + serde::de::DeserializeOwned
            + 'static,
    {
        let register = leptos::server_fn::axum::register_explicit::<T>;
        Self { path: T::PATH, serves, max_bytes: 64 * 1024, is_exact: is_exact::<T>, register }
    }

    /// The same for a call that carries a slide with its text, or a whole page.
    const fn with_text(self) -> Self {
        Self { max_bytes: 512 * 1024, ..self }
    }

    /// Registers the function with the server.
    pub fn register(&self) {
        (self.register)();
    }
}

/// Whether a JSON object has no name that `T` does not have. The types of calls are made by a macro that cannot be told to
/// deny unknown fields (security A3). What is no `T` at all is the function's own to refuse.
#[cfg(feature = "ssr")]
fn is_exact<T: serde::Serialize + serde::de::DeserializeOwned>(body: &[u8]) -> bool {
    use serde_json::Value;
    let typed = serde_json::from_slice::<T>(body).and_then(serde_json::to_value);
    match (serde_json::from_slice(body), typed) {
        (Ok(Value::Object(sent)), Ok(Value::Object(known))) => sent.keys().all(|name| known.contains_key(name)),
        _other => true,
    }
}

/// Every call there is.
#[cfg(feature = "ssr")]
pub fn list() -> Vec<Call> {
    use crate::accounts::calls as accounts;
    use crate::articles::calls as articles;
    use crate::audit::calls as audit;
    use crate::corrections::calls as corrections;
    use crate::imports::calls as imports;
    use crate::media::calls as media;
    use crate::menus::calls as menus;
    use crate::moderation::calls as moderation;
    use crate::numbers::calls as numbers;
    use crate::pages::calls as pages;
    use crate::people::calls as people;
    use crate::settings::calls as settings;
    use crate::topics::calls as topics;
    vec![
        Call::of::<accounts::Whoami>(Audience::Staff),
        Call::of::<accounts::Sessions>(Audience::SignedIn),
        Call::of::<accounts::RevokeSession>(Audience::SignedIn),
        Call::of::<accounts::RevokeOtherSessions>(Audience::SignedIn),
        Call::of::<accounts::NewPassword>(Audience::SignedIn),
        Call::of::<articles::ListArticles>(Audience::Writers),
        Call::of::<articles::LoadDesk>(Audience::Writers),
        Call::of::<articles::StartArticle>(Audience::Writers),
        Call::of::<articles::LoadArticle>(Audience::Writers),
        Call::of::<articles::StoreHead>(Audience::Writers),
        Call::of::<articles::LoadHead>(Audience::Writers),
        Call::of::<articles::StoreSlide>(Audience::Writers).with_text(),
        Call::of::<articles::LoadSlide>(Audience::Writers),
        Call::of::<articles::AddSlide>(Audience::Writers),
        Call::of::<articles::DuplicateSlide>(Audience::Writers),
        Call::of::<articles::RemoveSlide>(Audience::Writers),
        Call::of::<articles::RestoreSlide>(Audience::Writers),
        Call::of::<articles::MoveSlide>(Audience::Writers),
        Call::of::<articles::MoveSlideTo>(Audience::Writers),
        Call::of::<articles::Preview>(Audience::Writers).with_text(),
        Call::of::<articles::Publish>(Audience::Publishers),
        Call::of::<articles::Withdraw>(Audience::Publishers),
        Call::of::<articles::HandIn>(Audience::Writers),
        Call::of::<articles::TakeBack>(Audience::Writers),
        Call::of::<imports::SplitPage>(Audience::Writers).with_text(),
        Call::of::<imports::MakeFromPaste>(Audience::Writers).with_text(),
        Call::of::<moderation::LoadQueue>(Audience::Moderators),
        Call::of::<moderation::LoadItem>(Audience::Moderators),
        Call::of::<moderation::LoadContext>(Audience::Moderators),
        Call::of::<moderation::ShowAddress>(Audience::Moderators),
        Call::of::<moderation::DecideOne>(Audience::Moderators),
        Call::of::<moderation::DecideMany>(Audience::Moderators),
        Call::of::<moderation::UndoDecision>(Audience::Moderators),
        Call::of::<moderation::UndoMany>(Audience::Moderators),
        Call::of::<moderation::SendReply>(Audience::Moderators),
        Call::of::<numbers::LoadNumbers>(Audience::Writers),
        Call::of::<numbers::LoadWeek>(Audience::Writers),
        Call::of::<audit::Lately>(Audience::Staff),
        Call::of::<people::LoadProfile>(Audience::Staff),
        Call::of::<people::StoreProfile>(Audience::Staff),
        Call::of::<people::PreviewBio>(Audience::Staff),
        Call::of::<people::People>(Audience::Admins),
        Call::of::<people::LetIn>(Audience::Admins),
        Call::of::<people::ChangeRole>(Audience::Admins),
        Call::of::<people::Suspend>(Audience::Admins),
        Call::of::<people::Reinstate>(Audience::Admins),
        Call::of::<people::ResetPassword>(Audience::Admins),
        Call::of::<people::EndSessions>(Audience::Admins),
        Call::of::<media::FindItems>(Audience::Writers),
        Call::of::<media::CountItems>(Audience::Writers),
        Call::of::<media::LoadSheet>(Audience::Writers),
        Call::of::<media::StoreSheet>(Audience::Writers),
        Call::of::<corrections::LoadReports>(Audience::Writers),
        Call::of::<corrections::SettleReport>(Audience::Writers),
        Call::of::<pages::LoadPages>(Audience::Editors),
        Call::of::<pages::StartPage>(Audience::Editors),
        Call::of::<menus::LoadMenus>(Audience::Editors),
        Call::of::<menus::StoreMenus>(Audience::Editors),
        Call::of::<topics::LoadTopics>(Audience::Editors),
        Call::of::<topics::StoreTopic>(Audience::Editors),
        Call::of::<topics::DeleteTopic>(Audience::Editors),
        Call::of::<settings::LoadSettings>(Audience::Admins),
        Call::of::<settings::StoreSettings>(Audience::Admins),
        Call::of::<settings::TimeZones>(Audience::Admins),
        Call::of::<settings::LoadAppearance>(Audience::Admins),
        Call::of::<settings::StoreAppearance>(Audience::Admins),
        Call::of::<settings::CheckSheet>(Audience::Admins),
    ]
}

/// The session that a call has begun for its caller, in the place of the one that asked: the server gives its cookie to the
/// browser.
#[cfg(feature = "ssr")]
#[derive(Clone, Default)]
pub struct Issued(std::sync::Arc<std::sync::Mutex<Option<domain::accounts::SessionToken>>>);

#[cfg(feature = "ssr")]
impl Issued {
    /// Leaves the new session's token for the server to hand out.
    pub fn leave(token: domain::accounts::SessionToken) {
        if let Some(Issued(place)) = leptos::prelude::use_context::<Issued>() {
            *place.lock().expect("nobody panics while holding it") = Some(token);
        }
    }

    /// The token that was left, once.
    pub fn take(&self) -> Option<domain::accounts::SessionToken> {
        self.0.lock().expect("nobody panics while holding it").take()
    }
}

/// Who calls: the session of the request, looked up once a request.
///
/// # Errors
/// [`Kind::SignedOut`](crate::failure::Kind::SignedOut) when nobody is signed in.
#[cfg(feature = "ssr")]
#[expect(clippy::unused_async, reason = "a call reads as caller, door, verb, each awaited, wherever the caller comes from")]
pub async fn caller() -> Result<domain::accounts::Caller, crate::failure::Failure> {
    use crate::failure::Failure;
    use leptos::prelude::use_context;
    use_context::<http::request::Parts>()
        .and_then(|parts| parts.extensions.get::<domain::accounts::Caller>().cloned())
        .ok_or_else(Failure::signed_out)
}
