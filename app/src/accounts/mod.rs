//! Accounts: set-up and sign-in, which work without scripts, the calls about who is signed in, and signing in again in place.

pub mod calls;
mod gate;
mod password_form;
mod refused;
mod sign_in_again;
mod sign_out;
mod signing_in;
mod words;

pub use gate::{SetUpForm, SetUpPage, SetUpPageProps, SignInForm, SignInPage, SignInPageProps};
pub use refused::{RefusedPage, RefusedPageProps};
pub use sign_in_again::{SignInAgain, SignedOut};
pub use sign_out::SignOut;
pub use signing_in::SigningIn;
pub use words::{device_name, role_can, role_name};
