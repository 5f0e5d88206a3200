//! The pages and the menus of the demo, which its editor makes before anything is published.

use super::Failed;
use super::material::{Material, StandingPage};
use super::people::Callers;
use domain::accounts::{Caller, Role};
use domain::articles::SaveHead;
use domain::ids::ArticleId;
use domain::menus::{Entry, MenusDesk, SaveMenus, Target};
use domain::pages::Start;
use domain::slides::SaveSlide;

/// Writes the pages and publishes them.
pub(super) async fn add(people: &Callers<'_>, material: &Material) -> Result<(), Failed> {
    let editor = people.values().find(|person| person.role() == Role::Editor).ok_or("people.toml names no editor")?;
    let mut added = Vec::new();
    for page in &material.pages {
        added.push(add_one(editor, page).await.map_err(|error| format!("{}: {error}", page.slug))?);
    }
    lead_to(editor, &added).await
}

async fn add_one(editor: &Caller, page: &StandingPage) -> Result<ArticleId, Failed> {
    let id = editor.pages()?.start_page(Start::Blank).await?;
    let writing = editor.writing(id).await?;
    let head = SaveHead {
        based_on: writing.head().await?.version,
        title: page.title.clone(),
        standfirst: String::new(),
        slug: Some(page.slug.clone()),
        topics: Vec::new(),
    };
    writing.save_head(head).await?;
    let mut blank = writing.editor_page().await?.slides.pop();
    for slide in &page.slides {
        let empty = match blank.take() {
            Some(first) => first,
            None => writing.add_slide(None).await?,
        };
        let (heading, body) = (slide.heading.clone(), slide.body.clone());
        writing.save_slide(SaveSlide { slide: empty.id, based_on: empty.version, heading, body, pictures: Vec::new() }).await?;
    }
    let seen = writing.editor_page().await?.seen();
    writing.publish(seen).await?;
    Ok(id)
}

/// Puts the pages into the foot, before what is there to begin with.
async fn lead_to(editor: &Caller, pages: &[ArticleId]) -> Result<(), Failed> {
    let door = editor.pages()?;
    let MenusDesk { version, menus, .. } = door.menus().await?;
    let typed = |menu: Vec<Entry>| menu.into_iter().map(Entry::typed).collect::<Vec<_>>();
    let mut ask = SaveMenus { based_on: version, head: typed(menus.head), foot: typed(menus.foot) };
    ask.foot.splice(..0, pages.iter().map(|page| Entry { label: String::new(), target: Target::Page(*page) }));
    door.save_menus(ask).await?;
    Ok(())
}
