//! Imports: a pasted page is understood as slides.

mod body;
mod credit_lines;
mod furniture;
mod head;
mod headings;
mod html;
mod lines;
mod markdown;
mod numbers;
mod page;
mod pasted;
mod placeholder;
mod reasons;
mod split;
mod start;
mod tail;
#[cfg(test)]
mod tests;

pub use furniture::{ClosedNetwork, closed_network};
pub use markdown::plain_as_markdown;
pub use pasted::{LeftOut, Pasted, PastedArticle, PastedSlide};
pub use placeholder::is_placeholder;
pub use split::split;
pub use start::{MAX_PASTE_BYTES, PasteSlide, PasteSource, StartFromPaste};
