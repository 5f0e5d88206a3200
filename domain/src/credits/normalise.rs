//! Proposes one spelling for each source over all the credit lines of a page.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::line::{CreditReading, CreditRemark, read};
use crate::sources::{Register, are_near, key};

/// Past this many different sources, spellings one slip apart are no longer looked for: it keeps the time linear.
const NEAR_MAX_SOURCES: usize = 200;

/// The credit lines of a page, read together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Normalised {
    /// A reading for each line, in order, with one spelling for each source.
    pub credits: Vec<CreditReading>,
    /// What a person should look at: the position of the line, and the remark.
    pub remarks: Vec<(usize, CreditRemark)>,
    /// The sources, in the order in which they first appear.
    pub sources: Vec<ProposedSource>,
}

/// A source that credit lines name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposedSource {
    /// The one spelling proposed: the register's, else the page's most usual one.
    pub name: String,
    /// Whether the register knows it.
    pub is_known: bool,
    /// How many credit lines name it.
    pub credits: usize,
    /// The spellings found, in the order in which they first appear.
    pub spellings: Vec<String>,
}

/// Reads credit lines and proposes one spelling for each source that they name.
///
/// Spellings are one source when they fold to one key, are names of one register entry, or are one slip apart as
/// [`are_near`] has it. Nothing is merged silently: each replaced spelling but for case and spaces has a remark.
pub fn normalise<'a>(lines: impl IntoIterator<Item = &'a str>, register: &Register) -> Normalised {
    let mut credits = Vec::new();
    let mut remarks = Vec::new();
    for (at, line) in lines.into_iter().enumerate() {
        let (reading, about) = read(line, register);
        credits.push(reading);
        remarks.extend(about.into_iter().map(|remark| (at, remark)));
    }
    let groups = groups(&credits);
    let names = names(&groups, register);

    let mut sources: Vec<ProposedSource> = Vec::new();
    let mut place: BTreeMap<String, usize> = BTreeMap::new();
    for (at, reading) in credits.iter_mut().enumerate() {
        let Some(spelling) = reading.source.take() else {
            continue;
        };
        let group = key(&spelling);
        let (name, is_known) = names.get(&group).cloned().unwrap_or((spelling.clone(), false));
        if key(&name) != group {
            let (spelling, name) = (spelling.clone(), name.clone());
            remarks.push((at, CreditRemark::ReadAs { spelling, name }));
        }
        let slot = *place.entry(key(&name)).or_insert_with(|| {
            sources.push(ProposedSource { name: name.clone(), is_known, credits: 0, spellings: Vec::new() });
            sources.len() - 1
        });
        sources[slot].credits += 1;
        sources[slot].spellings.push(spelling);
        reading.source = Some(name);
    }
    for source in &mut sources {
        keep_first_of_each(&mut source.spellings);
    }
    remarks.sort_by_key(|(at, _)| *at);
    Normalised { credits, remarks, sources }
}

/// The spellings that fold to one key.
struct Group<'a> {
    key: String,
    first: usize,
    count: usize,
    spellings: BTreeMap<&'a str, (usize, usize)>,
}

impl Group<'_> {
    /// The page's own best spelling: neither all capitals nor all small where there is a choice, then the most usual.
    fn best(&self) -> &str {
        self.spellings
            .iter()
            .max_by_key(|(spelling, (count, first))| {
                let has_small = spelling.chars().any(char::is_lowercase);
                let has_capital = spelling.chars().any(char::is_uppercase);
                (has_small && has_capital, *count, usize::MAX - first)
            })
            .map_or("", |(spelling, _)| *spelling)
    }
}

/// The groups in the order in which they first appear.
fn groups(credits: &[CreditReading]) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    let mut place: BTreeMap<String, usize> = BTreeMap::new();
    for (at, reading) in credits.iter().enumerate() {
        let Some(spelling) = reading.source.as_deref() else {
            continue;
        };
        let key = key(spelling);
        let slot = *place.entry(key.clone()).or_insert(groups.len());
        if slot == groups.len() {
            groups.push(Group { key, first: at, count: 0, spellings: BTreeMap::new() });
        }
        groups[slot].count += 1;
        groups[slot].spellings.entry(spelling).or_insert((0, at)).0 += 1;
    }
    groups
}

/// The proposed name of each key, and whether the register knows it.
fn names(groups: &[Group<'_>], register: &Register) -> BTreeMap<String, (String, bool)> {
    let mut names = BTreeMap::new();
    let mut unknown: Vec<&Group<'_>> = Vec::new();
    for (at, group) in groups.iter().enumerate() {
        let best = group.best();
        let near = || (at < NEAR_MAX_SOURCES).then(|| register.near(best))?;
        let entry = register.find(best).or_else(near);
        match entry {
            Some(entry) => {
                names.insert(group.key.clone(), (entry.name.clone(), true));
            }
            None => unknown.push(group),
        }
    }
    // The most usual spelling first, so that a slip joins what it slipped from; of equals the longer one.
    unknown.sort_by_key(|group| {
        let length = group.key.chars().count();
        (usize::MAX - group.count, usize::MAX - length, group.first)
    });
    let mut proposed: Vec<&str> = Vec::new();
    for (at, group) in unknown.into_iter().enumerate() {
        let best = group.best();
        let compared = if at < NEAR_MAX_SOURCES { proposed.len() } else { 0 };
        let mut near = proposed[..compared].iter().filter(|name| are_near(name, best));
        let name = if let (Some(name), None) = (near.next(), near.next()) {
            *name
        } else {
            proposed.push(best);
            best
        };
        names.insert(group.key.clone(), (name.to_owned(), false));
    }
    names
}

fn keep_first_of_each(spellings: &mut Vec<String>) {
    let mut seen = std::collections::BTreeSet::new();
    spellings.retain(|spelling| seen.insert(spelling.clone()));
}

#[cfg(test)]
mod tests {
    use super::{Normalised, normalise};
    use crate::sources::{Register, Source};
    use proptest::prelude::*;

    fn sources(lines: &[&str], register: &Register) -> Vec<String> {
        let Normalised { sources, .. } = normalise(lines.iter().copied(), register);
        sources.into_iter().map(|source| format!("{} {}", source.credits, source.name)).collect()
    }

    #[test]
    fn one_spelling_is_proposed_for_each_source() {
        let lines = [
            "©Flash express",
            "©Provided by Flash Express",
            "© Flash Express",
            "©FLASH EXPRESS",
            "©Flash Expres",
            "Photo Credit: Wiki Commons By CIA, Public Domain",
            "©The Daily Digest",
        ];
        assert_eq!(sources(&lines, &Register::default()), ["5 Flash Express", "1 Wikimedia Commons", "1 The Daily Digest"]);
        let own = Register::new(vec![Source::named("FlashExpress Ltd").also("Flash Express")]);
        assert_eq!(sources(&lines[..4], &own), ["4 FlashExpress Ltd"]);
    }

    #[test]
    fn each_replaced_spelling_is_pointed_at() {
        let lines = ["©Flash Express", "©Flash Expres", "© Wiki Commons", "©FLASH EXPRESS"];
        let remarks: Vec<String> =
            normalise(lines, &Register::default()).remarks.iter().map(|(at, remark)| format!("{at}: {remark}")).collect();
        assert_eq!(
            remarks,
            ["1: “Flash Expres” was read as “Flash Express”.", "2: “Wiki Commons” was read as “Wikimedia Commons”.",]
        );
    }

    #[test]
    fn a_spelling_near_two_sources_joins_neither() {
        let lines = ["© Northerly Press", "© Northerly Press", "© Northerlyy Press", "© Northerlyy Press"];
        // These two are one slip apart and merge; a third, near both, has only one left to join.
        assert_eq!(sources(&lines, &Register::default()).len(), 1);
        let register = Register::new(vec![Source::named("Northerly Press"), Source::named("Northerlyy Press")]);
        assert_eq!(sources(&["© Northerlyz Press"], &register), ["1 Northerlyz Press"]);
    }

    #[test]
    fn different_short_names_stay_different() {
        let lines = ["© AP", "© AFP", "© EPA", "© DPA", "© BBC", "© ABC", "© Iran Press", "© Iraq Press"];
        assert_eq!(sources(&lines, &Register::default()).len(), 8);
    }

    #[test]
    fn l02_many_sources_are_read() {
        let lines: Vec<String> = (0..50_000).map(|at| format!("© Source Number{at}th")).collect();
        let read = normalise(lines.iter().map(String::as_str), &Register::default());
        assert_eq!(read.sources.len(), 50_000);
    }

    proptest! {
        #[test]
        fn short_names_are_merged_only_with_themselves(
            names in prop::collection::vec("[B-Z][a-z]{1,4}( [B-Z][a-z]{1,4})?", 1..12),
        ) {
            // "By" and "Via" are words of credits themselves.
            prop_assume!(names.iter().all(|name| !name.starts_with("By ") && !name.starts_with("Via ")));
            let lines: Vec<String> = names.iter().map(|name| format!("© {name}")).collect();
            let read = normalise(lines.iter().map(String::as_str), &Register::default());
            for (name, reading) in names.iter().zip(&read.credits) {
                let source = reading.source.as_deref().unwrap_or_default();
                let kept = crate::sources::key(source) == crate::sources::key(name);
                let known = read.sources.iter().any(|entry| entry.is_known && entry.name == source);
                prop_assert!(kept || known, "{} became {}", name, source);
            }
        }

        #[test]
        fn every_line_keeps_its_words_and_its_place(lines in prop::collection::vec(".{0,40}", 0..20)) {
            let read = normalise(lines.iter().map(String::as_str), &Register::default());
            let raws: Vec<&str> = read.credits.iter().map(|credit| credit.raw.as_str()).collect();
            let given: Vec<&str> = lines.iter().map(|line| line.trim()).collect();
            prop_assert_eq!(raws, given);
            prop_assert_eq!(read, normalise(lines.iter().map(String::as_str), &Register::default()));
        }
    }
}
