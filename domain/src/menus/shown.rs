//! The menus as readers see them.

use super::{Entry, Menus, Own, Target};
use serde::{Deserialize, Serialize};

/// Where a link of a menu leads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Leads {
    /// To what Lantern has by itself, whose name is the interface's to say.
    Own(Own),
    /// To this address: a path of the site, or one elsewhere.
    To(String),
}

/// A link of a menu.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MenuLink {
    /// What it is called; empty only where Lantern's own name is meant.
    pub label: String,
    /// Where it leads.
    pub leads: Leads,
}

impl MenuLink {
    /// The address.
    pub fn address(&self) -> &str {
        match &self.leads {
            Leads::Own(own) => own.path(),
            Leads::To(address) => address,
        }
    }
}

/// The links of both menus.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ShownMenus {
    /// In the masthead.
    pub head: Vec<MenuLink>,
    /// In the foot.
    pub foot: Vec<MenuLink>,
}

impl ShownMenus {
    /// The links before anybody has saved a menu.
    pub fn to_begin_with(has_topics: bool) -> Self {
        let Menus { head, foot } = Menus::to_begin_with();
        let links = |menu: Vec<Entry>| menu.into_iter().filter_map(|entry| shown(entry, None, has_topics)).collect();
        Self { head: links(head), foot: links(foot) }
    }
}

/// What a page or a topic is called and where it is, as long as readers see it.
pub(crate) type Named = Option<(String, String)>;

/// The link of an entry; none while there is nothing behind it. `named` is what the page or topic it leads to is called.
pub(crate) fn shown(entry: Entry, named: Named, has_topics: bool) -> Option<MenuLink> {
    let Entry { label, target } = entry;
    match target {
        Target::Own(Own::Topics) if !has_topics => None,
        Target::Own(own) => Some(MenuLink { label, leads: Leads::Own(own) }),
        Target::Page(_) | Target::Topic(_) => {
            let (name, path) = named?;
            Some(MenuLink { label: if label.is_empty() { name } else { label }, leads: Leads::To(path) })
        }
        Target::Address(address) => Some(MenuLink { label, leads: Leads::To(address.into()) }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::menus::MenuAddress;

    #[test]
    fn an_entry_is_shown_while_there_is_something_behind_it() {
        let page = |label: &str| Entry {
            label: label.to_owned(),
            target: Target::Page("0198c0de-0000-7000-8000-000000000000".parse().unwrap()),
        };
        let imprint = || Some(("Imprint".to_owned(), "/imprint".to_owned()));
        assert_eq!(shown(page(""), None, true), None);
        let link = shown(page(""), imprint(), false).unwrap();
        assert_eq!((link.label.as_str(), link.address()), ("Imprint", "/imprint"));
        assert_eq!(shown(page("Legal"), imprint(), false).unwrap().label, "Legal");
        assert_eq!(shown(Entry::own(Own::Topics), None, false), None);
        assert_eq!(shown(Entry::own(Own::Topics), None, true).unwrap().address(), "/topics");
        let elsewhere =
            Entry { label: "Shop".to_owned(), target: Target::Address(MenuAddress::parse("https://example.org").unwrap()) };
        assert_eq!(shown(elsewhere, None, false).unwrap().address(), "https://example.org/");
    }
}
