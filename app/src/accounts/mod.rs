//! Accounts: set-up and sign-in, which work without scripts, and the calls about who is signed in.

pub mod calls;
mod gate;

pub use gate::{SetUpForm, SetUpPage, SetUpPageProps, SignInForm, SignInPage, SignInPageProps};
