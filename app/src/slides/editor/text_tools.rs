//! The tools over the text: they write Markdown into the field, where the browser's own undo takes it out again.

use crate::icon::{Glyph, Icon};
use leptos::html;
use leptos::prelude::*;
use leptos::web_sys::HtmlTextAreaElement;

/// What a tool writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// The same before and after what is selected.
    Around(&'static str),
    /// An address behind what is selected.
    Link,
    /// The same before each line.
    Before(&'static str),
}

/// A text, what is to replace the selection in it, and what is selected afterwards. Positions count UTF-16 units, as fields do.
#[derive(Debug, PartialEq, Eq)]
struct Written {
    from: usize,
    to: usize,
    text: String,
    select: (usize, usize),
}

/// The five tools, in the order of the bar.
const TOOLS: [(Glyph, &str, Mark); 5] = [
    (Glyph::Bold, "Bold", Mark::Around("**")),
    (Glyph::Italic, "Italic", Mark::Around("*")),
    (Glyph::Link, "Link", Mark::Link),
    (Glyph::Quote, "Quotation", Mark::Before("> ")),
    (Glyph::List, "List", Mark::Before("- ")),
];

/// The bar over the text field.
#[component]
pub fn TextTools(
    /// The field.
    field: NodeRef<html::Textarea>,
    /// The field's id.
    controls: &'static str,
) -> impl IntoView {
    let tools = TOOLS
        .into_iter()
        .map(|(glyph, name, mark)| {
            let click = move |_| {
                if let Some(field) = field.get_untracked() {
                    write(&field, mark);
                }
            };
            view! {
                <button class="btn btn-icon" type="button" aria-label=name title=name on:click=click>
                    <Icon glyph=glyph />
                </button>
            }
        })
        .collect_view();
    view! {
        <div class="rich-tools" role="toolbar" aria-label="Text style" aria-controls=controls>
            {tools}
        </div>
    }
    .into_any()
}

fn write(field: &HtmlTextAreaElement, mark: Mark) {
    let position = |at: Result<Option<u32>, _>| at.ok().flatten().map_or(0, |at| at as usize);
    let (start, end) = (position(field.selection_start()), position(field.selection_end()));
    let text: Vec<u16> = field.value().encode_utf16().collect();
    let written = written(&text, start.min(text.len()), end.min(text.len()), mark);
    // These fail only for a field that has left the document.
    let _focused = field.focus();
    put(field, &written);
    let (from, to) = written.select;
    let units = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let _selected = field.set_selection_range(units(from), units(to));
}

/// What a mark does to a selection.
fn written(text: &[u16], start: usize, end: usize, mark: Mark) -> Written {
    let selected = String::from_utf16_lossy(&text[start..end]);
    let length = |text: &str| text.encode_utf16().count();
    match mark {
        Mark::Around(sign) => {
            let inner = start + length(sign);
            Written { from: start, to: end, text: format!("{sign}{selected}{sign}"), select: (inner, inner + (end - start)) }
        }
        Mark::Link => {
            let address = "https://";
            let at = start + 1 + (end - start) + 2;
            let select = if start == end { (start + 1, start + 1) } else { (at, at + length(address)) };
            Written { from: start, to: end, text: format!("[{selected}]({address})"), select }
        }
        Mark::Before(sign) => {
            let newline = u16::from(b'\n');
            let from = text[..start].iter().rposition(|unit| *unit == newline).map_or(0, |at| at + 1);
            let lines = String::from_utf16_lossy(&text[from..end]);
            let text = lines.split('\n').map(|line| format!("{sign}{line}")).collect::<Vec<_>>().join("\n");
            let after = from + length(&text);
            Written { from, to: end, text, select: (after, after) }
        }
    }
}

/// Writes as if it had been typed, so that the browser can undo it; where it cannot, writes all the same.
#[cfg(feature = "hydrate")]
fn put(field: &HtmlTextAreaElement, written: &Written) {
    use wasm_bindgen::JsCast;

    let units = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let (from, to) = (units(written.from), units(written.to));
    // It fails only for a field that has left the document.
    let _selected = field.set_selection_range(from, to);
    let document: web_sys::HtmlDocument = document().unchecked_into();
    let is_typed = document.exec_command_with_show_ui_and_value("insertText", false, &written.text).unwrap_or(false);
    if !is_typed {
        let _replaced = field.set_range_text_with_start_and_end(&written.text, from, to);
        let init = web_sys::EventInit::new();
        init.set_bubbles(true);
        if let Ok(event) = web_sys::Event::new_with_event_init_dict("input", &init) {
            let _heard = field.dispatch_event(&event);
        }
    }
}

/// On the server no event handler ever runs.
#[cfg(not(feature = "hydrate"))]
fn put(_field: &HtmlTextAreaElement, _written: &Written) {}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text with the selection in bars, before and after.
    #[track_caller]
    fn check(before: &str, mark: Mark, after: &str) {
        let parts: Vec<&str> = before.split('|').collect();
        let start = parts[0].encode_utf16().count();
        let end = start + parts[1].encode_utf16().count();
        let text: Vec<u16> = parts.concat().encode_utf16().collect();
        let written = written(&text, start, end, mark);
        let mut units = text.clone();
        units.splice(written.from..written.to, written.text.encode_utf16());
        let (from, to) = written.select;
        let told = [&units[..from], &units[from..to], &units[to..]].map(String::from_utf16_lossy).join("|");
        assert_eq!(told, after);
    }

    #[test]
    fn a_mark_goes_around_what_is_selected() {
        check("It |glows|.", Mark::Around("**"), "It **|glows|**.");
        check("Über||all", Mark::Around("*"), "Über*||*all");
        check("🕯 |lit|", Mark::Around("*"), "🕯 *|lit|*");
    }

    #[test]
    fn a_link_selects_what_is_still_to_be_typed() {
        check("See |this|.", Mark::Link, "See [this](|https://|).");
        check("See ||.", Mark::Link, "See [||](https://).");
    }

    #[test]
    fn lines_are_marked_whole() {
        check("One\nt|wo\nth|ree", Mark::Before("> "), "One\n> two\n> th||ree");
        check("||", Mark::Before("- "), "- ||");
    }
}
