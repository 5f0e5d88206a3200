//! Forms: a field with its label, hint and error, and the words of each fault.

use crate::icon::{Glyph, Icon};
use domain::field::Fault;
use leptos::prelude::*;

/// The sentence for a fault, where the field has no better one of its own. `field` is the label, as it stands in a sentence.
pub fn words(field: &str, fault: &Fault) -> String {
    match fault {
        Fault::Empty => format!("{field} is missing."),
        Fault::TooLong { max, has } => format!("{field} has {has} characters; {max} fit."),
        Fault::TooShort { min } => format!("{field} needs at least {min} characters."),
        Fault::Malformed => format!("{field} is not in a form that works here."),
        Fault::Taken => format!("{field} is in use already."),
        Fault::Reserved => format!("{field} is a word that Lantern keeps for itself."),
        Fault::Guessable => format!("{field} is known from leaks or easy to guess. Choose another."),
        Fault::Wrong => format!("{field} is not right."),
    }
}

/// An error beneath a field; `id` is what the input's `aria-describedby` names.
#[component]
pub fn FieldError(
    /// The id of the sentence.
    id: String,
    /// The sentence.
    words: String,
) -> impl IntoView {
    view! {
        <p class="error" id=id>
            <Icon glyph=Glyph::Warning />
            <span>{words}</span>
        </p>
    }
}
