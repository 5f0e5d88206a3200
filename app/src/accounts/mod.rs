//! Accounts: set-up and sign-in, which work without scripts, the calls about who is signed in, and signing in again in place.

pub mod calls;
mod gate;
mod sign_in_again;

pub use gate::{SetUpForm, SetUpPage, SetUpPageProps, SignInForm, SignInPage, SignInPageProps};
pub use sign_in_again::{SignInAgain, SignedOut};
