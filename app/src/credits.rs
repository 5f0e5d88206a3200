//! A credit as it is printed beside a picture.

use leptos::prelude::*;

/// The line under a picture that says whose it is; nothing when nobody is named.
#[component]
pub fn CreditLine(
    /// The credit as printed.
    credit: Option<String>,
) -> impl IntoView {
    credit.map(|credit| {
        view! {
            <p class="credit" dir="auto">
                {credit}
            </p>
        }
    })
}
