//! Which article a slide moves to: asked in a dialog.

use crate::admin::{Dialog, open_while};
use crate::articles::calls;
use crate::articles::editor::{Arranging, Writing, is_unsent, unsaved_words};
use crate::icon::{Glyph, Icon};
use domain::articles::{ArticleFilter, ArticleRow, Status};
use domain::ids::ArticleId;
use domain::page::Cursor;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The articles that the slide can move to, as far as they are loaded.
#[derive(Clone, Copy)]
struct Targets {
    known: RwSignal<Vec<(ArticleId, String)>>,
    /// Where the next page begins; none while nothing is loaded, and at the end.
    next: RwSignal<Option<Cursor>>,
    problem: RwSignal<Option<String>>,
}

impl Targets {
    /// Loads a page of those that the caller writes, the last changed first.
    fn load(self, but: ArticleId, from: Option<Cursor>) {
        spawn_local(async move {
            let answer = calls::articles(ArticleFilter { status: None, from }).await;
            if self.known.is_disposed() {
                return;
            }
            match answer {
                Ok(list) => {
                    let can_change = |row: &ArticleRow| row.id != but && row.status != Status::Review;
                    let others = list.page.items.into_iter().filter(can_change).map(named);
                    self.known.update(|known| known.extend(others));
                    self.next.set(list.page.next);
                }
                Err(failure) => self.problem.set(Some(failure.words)),
            }
        });
    }
}

fn named(row: ArticleRow) -> (ArticleId, String) {
    let title = row.title.trim();
    (row.id, if title.is_empty() { "Untitled".to_owned() } else { title.to_owned() })
}

/// Asks where a slide is to go, while one is asked about.
#[component]
pub fn MoveToDialog(
    /// The editor.
    writing: Writing,
) -> impl IntoView {
    let arranging = Arranging::of(writing);
    let is_open = open_while(writing.moving);
    let targets = Targets { known: RwSignal::new(Vec::new()), next: RwSignal::new(None), problem: RwSignal::new(None) };
    let chosen = RwSignal::new(String::new());
    // What was changed last stands first, so that it is asked anew each time.
    Effect::new(move |_| {
        if writing.moving.with(Option::is_some) {
            writing.send_all();
            chosen.set(String::new());
            targets.known.set(Vec::new());
            targets.problem.set(None);
            targets.load(writing.article, None);
        }
    });
    let form = move || {
        writing.moving.get().map(|slide| {
            let submit = move |event: SubmitEvent| {
                event.prevent_default();
                let known = targets.known.get_untracked();
                let to = known.into_iter().find(|(id, _)| chosen.with_untracked(|chosen| *chosen == id.to_string()));
                targets.problem.set(to.is_none().then(|| "Choose an article.".to_owned()));
                if let Some(to) = to.filter(|_| !untrack(move || is_unsent(writing))) {
                    writing.moving.set(None);
                    arranging.move_to(slide.clone(), to);
                }
            };
            view! {
                <form on:submit=submit>
                    <Question writing=writing targets=targets chosen=chosen />
                </form>
            }
        })
    };
    view! {
        <Dialog is_open=is_open labelled_by="move-to-title">
            {form}
        </Dialog>
    }
    .into_any()
}

#[component]
fn Question(writing: Writing, targets: Targets, chosen: RwSignal<String>) -> impl IntoView {
    let number = writing.moving.with_untracked(|slide| slide.as_ref().map(|slide| untrack(|| writing.number_of(slide))));
    let title = format!("Move slide {} to another article", number.unwrap_or_default());
    let options = move || {
        let known = targets.known.get().into_iter();
        known.map(|(id, title)| view! { <option value=id.to_string()>{title}</option> }).collect_view()
    };
    let more = move || {
        targets.next.get().map(|next| {
            view! {
                <button class="btn btn-sm" type="button" on:click=move |_| targets.load(writing.article, Some(next.clone()))>
                    "List older articles too"
                </button>
            }
        })
    };
    let problem = move || {
        targets.problem.get().map(|words| {
            view! {
                <div class="notice" data-tone="error">
                    <Icon glyph=Glyph::Warning />
                    <div>{words}</div>
                </div>
            }
        })
    };
    view! {
        <div class="dialog-body">
            <h2 id="move-to-title">{title}</h2>
            <div class="field">
                <div role="alert">{problem}</div>
                <label for="move-to">"Article"</label>
                <select
                    class="input"
                    id="move-to"
                    aria-describedby="move-to-hint"
                    prop:value=chosen
                    on:change=move |event| chosen.set(event_target_value(&event))
                >
                    <option value="">"Choose an article"</option>
                    {options}
                </select>
                <p class="hint" id="move-to-hint">
                    "The slide becomes its last one. Readers see the move when both are published, this one first; links to the slide lead to its new place. Its corrections and reports go along, its comments stay here."
                </p>
                <p class="hint" role="status">
                    {move || unsaved_words(writing)}
                </p>
            </div>
            {more}
        </div>
        <div class="dialog-foot">
            <button class="btn" type="button" on:click=move |_| writing.moving.set(None)>
                "Cancel"
            </button>
            <button class="btn btn-primary" type="submit" aria-disabled=move || is_unsent(writing).then_some("true")>
                "Move slide"
            </button>
        </div>
    }
    .into_any()
}
