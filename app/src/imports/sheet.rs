//! What was understood of a page, as a person corrects it.

use domain::credits::{Credit, CreditReading};
use domain::imports::{LeftOut, PasteSlide, PasteSource, Pasted, PastedSlide, StartFromPaste};

/// A page being corrected.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sheet {
    /// The title.
    pub title: String,
    /// The standfirst.
    pub standfirst: String,
    /// The slides, in order.
    pub slides: Vec<Draft>,
    /// What is no part of the article.
    pub left_out: Vec<LeftOut>,
    /// The sources that the credits name.
    pub sources: Vec<PasteSource>,
    next: u32,
}

/// A slide being corrected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Which one it is, and how often its text was changed from elsewhere: its fields are made anew with it.
    pub key: (u32, u32),
    /// The heading.
    pub heading: String,
    /// The text, not Markdown.
    pub text: String,
    /// The credits, each with the line that it was read from.
    pub credits: Vec<(String, Credit)>,
    /// What a person should look at.
    pub remarks: Vec<String>,
}

impl Sheet {
    /// The sheet of a page as it was understood.
    pub fn of(pasted: Pasted) -> Self {
        let sources = pasted.sources.into_iter().filter(|source| !source.is_known);
        let mut sheet = Self {
            title: pasted.article.title.unwrap_or_default(),
            standfirst: pasted.article.standfirst.unwrap_or_default(),
            slides: Vec::new(),
            left_out: pasted.left_out,
            sources: sources.map(|source| PasteSource { name: source.name, spellings: source.spellings }).collect(),
            next: 0,
        };
        sheet.slides = pasted.slides.into_iter().map(|slide| sheet.draft(slide)).collect();
        sheet
    }

    fn draft(&mut self, slide: PastedSlide) -> Draft {
        let PastedSlide { heading, mut text, credits, remarks } = slide;
        let mut read = Vec::new();
        for reading in credits {
            match credit_of(&reading) {
                Some(credit) => read.push((reading.raw, credit)),
                // What is too long to be a credit is text, so that no word is lost.
                None => text = joined(&text, &reading.raw),
            }
        }
        Draft { key: self.new_key(), heading, text, credits: read, remarks }
    }

    fn new_key(&mut self) -> (u32, u32) {
        self.next += 1;
        (self.next, 0)
    }

    /// Joins a slide to the one before it.
    pub fn merge_up(&mut self, key: (u32, u32)) {
        let Some(at) = self.place(key).filter(|at| *at > 0) else { return };
        let Draft { heading, text, credits, remarks, .. } = self.slides.remove(at);
        let before = &mut self.slides[at - 1];
        before.text = joined(&joined(&before.text, &heading), &text);
        before.credits.extend(credits);
        before.remarks.extend(remarks);
        before.key.1 += 1;
    }

    /// Leaves a slide out; it stands among what was left out.
    pub fn leave_out(&mut self, key: (u32, u32)) {
        let Some(at) = self.place(key) else { return };
        let slide = self.slides.remove(at);
        let credits = slide.credits.iter().map(|(raw, _)| raw.as_str());
        let text = [slide.heading.as_str(), slide.text.as_str()]
            .into_iter()
            .chain(credits)
            .fold(String::new(), |all, part| joined(&all, part));
        self.left_out.push(LeftOut { text, reason: "You left it out.".to_owned() });
    }

    /// Makes a slide of something that was left out, at the end.
    pub fn put_back(&mut self, at: usize) {
        if at >= self.left_out.len() {
            return;
        }
        let LeftOut { text, .. } = self.left_out.remove(at);
        let key = self.new_key();
        self.slides.push(Draft { key, heading: String::new(), text, credits: Vec::new(), remarks: Vec::new() });
    }

    /// The slide of that key.
    pub fn slide_mut(&mut self, key: (u32, u32)) -> Option<&mut Draft> {
        self.slides.iter_mut().find(|slide| slide.key == key)
    }

    /// The place of a slide, from 0.
    pub fn place(&self, key: (u32, u32)) -> Option<usize> {
        self.slides.iter().position(|slide| slide.key == key)
    }

    /// What the server is asked for.
    pub fn ask(&self) -> StartFromPaste {
        let slides = self.slides.iter().map(|slide| PasteSlide {
            heading: slide.heading.clone(),
            text: slide.text.clone(),
            credits: slide.credits.iter().map(|(_, credit)| credit.clone()).collect(),
        });
        StartFromPaste {
            title: self.title.clone(),
            standfirst: self.standfirst.clone(),
            slides: slides.collect(),
            sources: self.named_sources(),
        }
    }

    /// The sources that a credit still names; a name that was typed here is a source of its own.
    fn named_sources(&self) -> Vec<PasteSource> {
        let mut named: Vec<PasteSource> = Vec::new();
        let credits = self.slides.iter().flat_map(|slide| &slide.credits);
        for name in credits.map(|(_, credit)| credit.source.trim()).filter(|name| !name.is_empty()) {
            if named.iter().all(|source| source.name != name) {
                let found = self.sources.iter().find(|source| source.name == name).cloned();
                named.push(found.unwrap_or_else(|| PasteSource { name: name.to_owned(), spellings: Vec::new() }));
            }
        }
        named
    }
}

/// The credit of a line. A line that names nobody is kept as it stands; none when it is too long for that.
fn credit_of(reading: &CreditReading) -> Option<Credit> {
    let credit = reading.credit();
    if !credit.is_missing() {
        return Some(credit);
    }
    let fits = reading.raw.chars().count() <= Credit::LINE_MAX_CHARS;
    fits.then(|| Credit { line: reading.raw.clone(), ..credit })
}

/// Two texts with an empty line between them.
fn joined(one: &str, other: &str) -> String {
    match (one.trim().is_empty(), other.trim().is_empty()) {
        (true, _) => other.to_owned(),
        (_, true) => one.to_owned(),
        (false, false) => format!("{}\n\n{other}", one.trim_end()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(raw: &str, source: Option<&str>) -> CreditReading {
        CreditReading { raw: raw.to_owned(), source: source.map(str::to_owned), creator: None, licence: None }
    }

    fn sheet() -> Sheet {
        let slide = |heading: &str, text: &str, credits| PastedSlide {
            heading: heading.to_owned(),
            text: text.to_owned(),
            credits,
            remarks: Vec::new(),
        };
        let slides = vec![
            slide("One", "First.", vec![reading("©Provided by X", Some("X"))]),
            slide("Two", "Second.", vec![reading("???", None)]),
            slide("Three", "Third.", vec![reading(&"long ".repeat(120), None)]),
        ];
        let left_out = vec![LeftOut { text: "0 comments :".to_owned(), reason: "A counter.".to_owned() }];
        Sheet::of(Pasted { slides, left_out, ..Pasted::default() })
    }

    #[test]
    fn a_line_that_names_nobody_is_kept_as_it_stands_and_a_long_one_is_text() {
        let sheet = sheet();
        assert_eq!(sheet.slides[0].credits[0].1.source, "X");
        assert_eq!(sheet.slides[1].credits[0].1.line, "???");
        assert!(sheet.slides[2].credits.is_empty());
        assert!(sheet.slides[2].text.starts_with("Third.\n\nlong long"));
    }

    #[test]
    fn merging_keeps_every_word_and_makes_the_fields_anew() {
        let mut sheet = sheet();
        let (first, second) = (sheet.slides[0].key, sheet.slides[1].key);
        sheet.merge_up(second);
        assert_eq!(sheet.slides[0].text, "First.\n\nTwo\n\nSecond.");
        assert_eq!(sheet.slides[0].credits.len(), 2);
        assert_ne!(sheet.slides[0].key, first);
        sheet.merge_up(sheet.slides[0].key);
        assert_eq!(sheet.slides.len(), 2, "there is none before the first");
    }

    #[test]
    fn what_is_left_out_can_be_put_back() {
        let mut sheet = sheet();
        sheet.leave_out(sheet.slides[0].key);
        assert_eq!(sheet.left_out[1].text, "One\n\nFirst.\n\n©Provided by X");
        sheet.put_back(0);
        assert_eq!(sheet.slides.last().unwrap().text, "0 comments :");
        assert_eq!(sheet.left_out.len(), 1);
        sheet.put_back(7);
        assert_eq!(sheet.slides.len(), 3);
    }

    #[test]
    fn only_sources_that_a_credit_still_names_are_registered() {
        let mut sheet = sheet();
        sheet.sources = vec![PasteSource { name: "X".to_owned(), spellings: vec!["x.com".to_owned()] }];
        assert_eq!(sheet.ask().sources, sheet.sources);
        sheet.slides[0].credits[0].1.source = "Y".to_owned();
        assert_eq!(sheet.ask().sources, [PasteSource { name: "Y".to_owned(), spellings: Vec::new() }]);
    }
}
