//! The source register: finds the one entry that a spelling means.

use std::collections::HashMap;

use super::known::KNOWN;
use super::source::Source;
use super::spelling::{are_near, key};

/// The sources a site knows, its own before the built-in ones.
#[derive(Debug, Clone)]
pub struct Register {
    sources: Vec<Source>,
    by_key: HashMap<String, usize>,
}

impl Register {
    /// A register of the site's own sources, and the built-in ones that these do not name.
    ///
    /// Of two entries with one spelling the earlier is found; names come before aliases.
    pub fn new(own: Vec<Source>) -> Self {
        let mut register = Self { sources: Vec::new(), by_key: HashMap::new() };
        register.admit(own);
        let known = KNOWN
            .iter()
            .filter(|(name, _)| !register.by_key.contains_key(&key(name)))
            .map(|(name, aliases)| Source {
                name: (*name).to_owned(),
                aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
                ..Source::default()
            })
            .collect();
        register.admit(known);
        register
    }

    /// The entry whose name or alias is this spelling, case, spaces, punctuation and Latin accents aside.
    pub fn find(&self, spelling: &str) -> Option<&Source> {
        self.by_key.get(&key(spelling)).map(|&at| &self.sources[at])
    }

    /// The entry whose name is one slip of the keys away, as [`are_near`] has it. None when two entries are.
    pub fn near(&self, spelling: &str) -> Option<&Source> {
        let mut near = self.sources.iter().filter(|source| are_near(&source.name, spelling));
        match (near.next(), near.next()) {
            (Some(source), None) => Some(source),
            _ => None,
        }
    }

    /// All entries: the site's own in their order, then the built-in ones.
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    fn admit(&mut self, sources: Vec<Source>) {
        let first = self.sources.len();
        self.sources.extend(sources);
        for at in first..self.sources.len() {
            self.by_key.entry(key(&self.sources[at].name)).or_insert(at);
        }
        for at in first..self.sources.len() {
            for alias in &self.sources[at].aliases {
                self.by_key.entry(key(alias)).or_insert(at);
            }
        }
        // Invariant: what has neither letter nor digit means nobody.
        self.by_key.remove("");
    }
}

impl Default for Register {
    fn default() -> Self {
        Self::new(Vec::new())
    }
}

#[cfg(test)]
mod tests {
    use super::{Register, Source};

    fn name(found: Option<&Source>) -> Option<&str> {
        found.map(|source| source.name.as_str())
    }

    #[test]
    fn a_spelling_finds_its_entry() {
        let register = Register::new(vec![Source::named("Flash Express").also("FlashEx")]);
        assert_eq!(name(register.find("FLASH express ")), Some("Flash Express"));
        assert_eq!(name(register.find("flash-ex")), Some("Flash Express"));
        assert_eq!(name(register.find("Wiki Commons")), Some("Wikimedia Commons"));
        assert_eq!(name(register.find("Flash Expres")), None);
        assert_eq!(name(register.near("Flash Expres")), Some("Flash Express"));
        assert_eq!(name(register.find("…")), None);
    }

    #[test]
    fn the_sites_own_entry_beats_a_built_in_one() {
        let own = Source { url: "https://commons.example/".to_owned(), ..Source::named("Wikimedia commons") };
        let register = Register::new(vec![own]);
        assert_eq!(name(register.find("WIKIMEDIA COMMONS")), Some("Wikimedia commons"));
    }

    #[test]
    fn two_near_entries_are_no_answer() {
        let register = Register::new(vec![Source::named("Northerly Press"), Source::named("Northerlyy Press")]);
        assert_eq!(name(register.near("Northerlyz Press")), None);
    }
}
