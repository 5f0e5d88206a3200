//! People: how a writer is shown, beside a name, under an article and on a page of their own.

mod about_author;
mod account_row;
mod author_page;
mod authors_page;
mod avatar;
pub mod calls;
mod let_in;
mod list_page;
mod new_password;
mod portrait_field;
mod profile_form;
mod profile_page;

pub use about_author::{AboutAuthor, AboutAuthorProps};
pub use author_page::{Author, AuthorProps};
pub use authors_page::{Authors, AuthorsProps};
pub use avatar::{Avatar, AvatarSize};
pub use list_page::PeoplePage;
pub use profile_page::ProfilePage;

#[cfg(test)]
mod tests;
