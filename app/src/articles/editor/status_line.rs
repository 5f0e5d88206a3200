//! The line beside the title: how saving stands.

use super::queue::{Queue, Standing};
use super::state::Writing;
use crate::browser;
use crate::icon::{Glyph, Icon};
use leptos::prelude::*;
use std::time::Duration;

/// How saving stands, in words; what went wrong is told to those who do not see it too.
#[component]
pub fn StatusLine(
    /// The editor.
    writing: Writing,
) -> impl IntoView {
    let now = RwSignal::new(browser::now_ms());
    Effect::new(move |_| {
        if let Ok(ticking) = set_interval_with_handle(move || now.set(browser::now_ms()), Duration::from_secs(1)) {
            on_cleanup(move || ticking.clear());
        }
    });
    let standing = Memo::new(move |_| writing.queue.with(Queue::standing));
    let count = move || writing.queue.with(|queue| queue.unsent().len());
    let words = move || match standing.get() {
        Standing::Untouched => "Saved".to_owned(),
        Standing::Saved(at) => saved_words(now.get() - at),
        Standing::Saving => "Saving".to_owned(),
        Standing::Retrying(at) if browser::is_online() => {
            format!("Could not save. Trying again in {} s", whole_seconds(at - now.get()))
        }
        Standing::Retrying(_) => kept_words(count()),
        Standing::SignedOut => format!("Signed out. {}", kept_words(count())),
        Standing::Halted => format!("Not saved. {}", kept_words(count())),
    };
    let glyph = move || match standing.get() {
        Standing::Untouched | Standing::Saved(_) => Glyph::Saved,
        Standing::Saving => Glyph::Turning,
        Standing::Retrying(_) if browser::is_online() => Glyph::Warning,
        Standing::Retrying(_) | Standing::SignedOut => Glyph::Offline,
        Standing::Halted => Glyph::Warning,
    };
    let is_wrong = move || match standing.get() {
        Standing::Untouched | Standing::Saved(_) | Standing::Saving => false,
        Standing::Retrying(_) | Standing::SignedOut | Standing::Halted => true,
    };
    let told = Memo::new(move |_| match standing.get() {
        Standing::Untouched | Standing::Saved(_) | Standing::Saving => "",
        Standing::Retrying(_) => "Could not save. Your text is kept here and sent again.",
        Standing::SignedOut => "You are signed out. Your text is kept here.",
        Standing::Halted => "A part of it is not saved. Your text is kept here.",
    });
    let button = move || match standing.get() {
        Standing::Retrying(_) => Some(view! { <Act label="Try now" act=Callback::new(move |()| writing.send_all()) /> }),
        Standing::SignedOut => Some(view! { <Act label="Sign in" act=Callback::new(move |()| writing.signed_out.ask()) /> }),
        Standing::Untouched | Standing::Saved(_) | Standing::Saving | Standing::Halted => None,
    };
    view! {
        <div class="status-line push" class:error=is_wrong>
            {move || view! { <Icon glyph=glyph() /> }}
            <span>{words}</span>
            {button}
            <span class="sr" role="status">
                {told}
            </span>
        </div>
    }
}

#[component]
fn Act(label: &'static str, act: Callback<()>) -> impl IntoView {
    view! {
        <button class="btn btn-sm" type="button" on:click=move |_| act.run(())>
            {label}
        </button>
    }
}

fn kept_words(count: usize) -> String {
    if count == 1 { "Kept here, 1 change to send".to_owned() } else { format!("Kept here, {count} changes to send") }
}

/// `Saved 12 seconds ago`, given how many milliseconds ago that was.
fn saved_words(ago_ms: f64) -> String {
    match whole_seconds(ago_ms) {
        0..2 => "Saved just now".to_owned(),
        seconds @ 2..60 => format!("Saved {seconds} seconds ago"),
        60..120 => "Saved a minute ago".to_owned(),
        seconds @ 120..3_600 => format!("Saved {} minutes ago", seconds / 60),
        3_600.. => "Saved more than an hour ago".to_owned(),
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few seconds, never negative")]
fn whole_seconds(ms: f64) -> u32 {
    (ms / 1_000.0).max(0.0).round() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_age_of_a_save_is_told_in_words() {
        assert_eq!(saved_words(-50.0), "Saved just now");
        assert_eq!(saved_words(12_300.0), "Saved 12 seconds ago");
        assert_eq!(saved_words(125_000.0), "Saved 2 minutes ago");
        assert_eq!(saved_words(9e9), "Saved more than an hour ago");
    }
}
