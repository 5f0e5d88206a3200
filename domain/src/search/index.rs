//! Putting what is published where it can be found.

use super::rows::{self, NewEntry, Of};
use crate::articles;
use crate::articles::live::{self, LiveCopy};
use crate::ids::{ArticleId, PersonId};
use crate::store::{Error, Store, Tx};

/// How many articles are caught up with in one transaction.
const BATCH: u64 = 50;

/// Puts an article where it can be found, as readers get it, and those who wrote it. What was there of it goes.
pub(crate) async fn put(tx: &Tx, article: ArticleId, copy: &LiveCopy) -> Result<(), Error> {
    rows::remove_article(tx, article).await?;
    let title = copy.title.clone();
    let head = NewEntry { of: Of::Article(article), heading: title, text: copy.standfirst.clone(), credits: String::new() };
    rows::add(tx, &head).await?;
    for (slide, position) in copy.slides.iter().zip(1..) {
        let body = text_of(&slide.body_html);
        let captions = slide.figures.iter().flat_map(|figure| [figure.caption.as_str(), figure.alt.as_str()]);
        let text: Vec<&str> = std::iter::once(body.as_str()).chain(captions.filter(|text| !text.is_empty())).collect();
        let credits: Vec<&str> = slide.figures.iter().filter_map(|figure| figure.credit.as_deref()).collect();
        let new = NewEntry {
            of: Of::Slide(article, slide.id.clone(), position),
            heading: slide.heading.clone(),
            text: text.join("\n"),
            credits: credits.join("\n"),
        };
        rows::add(tx, &new).await?;
    }
    for (person, name) in rows::writers(&**tx, article).await? {
        put_person(tx, person, &name).await?;
    }
    Ok(())
}

/// Puts a person where they can be found. They are, once they have published something.
pub(crate) async fn put_person(tx: &Tx, person: PersonId, name: &str) -> Result<(), Error> {
    rows::remove_person(tx, person).await?;
    let new = NewEntry { of: Of::Person(person), heading: name.to_owned(), text: String::new(), credits: String::new() };
    rows::add(tx, &new).await
}

/// Puts what was published before there was a search where it can be found. It costs one query when there is nothing of that.
///
/// # Errors
/// What the database says.
pub async fn catch_up(store: &Store) -> Result<usize, articles::Error> {
    let mut count = 0;
    loop {
        let missing = rows::unindexed(&store.read, BATCH).await?;
        if missing.is_empty() {
            return Ok(count);
        }
        count += missing.len();
        let tx = store.begin().await?;
        for article in missing {
            if let Some(copy) = live::load(&*tx, article).await? {
                put(&tx, article, &copy).await?;
            }
        }
        tx.commit().await?;
    }
}

/// The text of sanitised HTML, a block a line.
fn text_of(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        let (tag, after) = after.split_once('>').unwrap_or((after, ""));
        let name = tag.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        match name {
            // Inside a sentence.
            "a" | "abbr" | "b" | "code" | "del" | "em" | "i" | "mark" | "q" | "s" | "strong" | "sub" | "sup" => {}
            _ => text.push('\n'),
        }
        rest = after;
    }
    text.push_str(rest);
    let unescaped = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&nbsp;", " ");
    unescaped.replace("&#39;", "'").replace("&amp;", "&").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::text_of;

    #[test]
    fn a_text_is_what_a_reader_reads() {
        let html = "<p>A <em>lamp</em> &amp; a <a href=\"/x?a=1&amp;b=2\">mir<b>ror</b></a>.</p><ul><li>One</li><li>Two &lt; three</li></ul>";
        let lines: Vec<String> = text_of(html).lines().map(str::to_owned).filter(|line| !line.is_empty()).collect();
        assert_eq!(lines, ["A lamp & a mirror.", "One", "Two < three"]);
        assert_eq!(text_of("&amp;lt;"), "&lt;");
    }
}
