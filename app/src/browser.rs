//! What a page asks of the browser: the time, whether the line is up, and a place to keep text. On the server there is none.

#[cfg(feature = "hydrate")]
mod here {
    /// Milliseconds since 1970, by the person's own clock: for 'Saved 12 seconds ago' and nothing else.
    pub fn now_ms() -> f64 {
        js_sys::Date::now()
    }

    /// Whether the browser believes that there is a line.
    pub fn is_online() -> bool {
        leptos::prelude::window().navigator().on_line()
    }

    /// What was kept under that key.
    pub fn kept(key: &str) -> Option<String> {
        storage()?.get_item(key).ok().flatten()
    }

    /// Keeps a text under that key. Whether there was room.
    pub fn keep(key: &str, text: &str) -> bool {
        storage().is_some_and(|storage| storage.set_item(key, text).is_ok())
    }

    /// Forgets what was kept under that key.
    pub fn forget(key: &str) {
        if let Some(storage) = storage() {
            // It fails only where nothing can be kept, and then nothing was.
            let _forgotten = storage.remove_item(key);
        }
    }

    /// The keys under which something is kept.
    pub fn keys() -> Vec<String> {
        let Some(storage) = storage() else { return Vec::new() };
        let count = storage.length().unwrap_or_default();
        (0..count).filter_map(|at| storage.key(at).ok().flatten()).collect()
    }

    /// Asks, in the browser's own window. Where it cannot ask, nobody is kept.
    pub fn confirms(question: &str) -> bool {
        leptos::prelude::window().confirm_with_message(question).unwrap_or(true)
    }

    /// None where the person has switched it off.
    fn storage() -> Option<web_sys::Storage> {
        leptos::prelude::window().local_storage().ok().flatten()
    }

    /// Goes to a page that the panel does not draw itself.
    pub fn go_to(address: &str) {
        // It fails only for an address that is none.
        let _gone = leptos::prelude::window().location().set_href(address);
    }
}

#[cfg(not(feature = "hydrate"))]
mod here {
    /// On the server nothing is shown that counts from now.
    pub fn now_ms() -> f64 {
        0.0
    }

    /// On the server no event handler ever runs.
    pub fn is_online() -> bool {
        true
    }

    /// On the server nothing is kept.
    pub fn kept(_key: &str) -> Option<String> {
        None
    }

    /// On the server nothing is kept.
    pub fn keep(_key: &str, _text: &str) -> bool {
        false
    }

    /// On the server nothing is kept.
    pub fn forget(_key: &str) {}

    /// On the server nothing is kept.
    pub fn keys() -> Vec<String> {
        Vec::new()
    }

    /// On the server no event handler ever runs.
    pub fn confirms(_question: &str) -> bool {
        true
    }

    /// On the server no event handler ever runs.
    pub fn go_to(_address: &str) {}
}

pub use here::{confirms, forget, go_to, is_online, keep, kept, keys, now_ms};
