//! The walk over a site: from a few addresses on to everything of the same site that they lead to.

use crate::found::Found;
use std::collections::{BTreeMap, HashMap, VecDeque};
use tests::{Answer, Person};
use url::Url;

/// More addresses than this has no demo: something makes new ones without end.
const MOST_ADDRESSES: usize = 2_000;
/// Pictures of cards that are asked for: each is drawn then, and all in one way.
const MOST_CARDS: usize = 30;
/// How often one address may lead on to another before there is a page.
const MOST_STEPS: usize = 5;

/// What came of a walk.
pub struct Walk {
    /// What leads nowhere, in words: the page, the link, and what came instead.
    pub broken: Vec<String>,
    /// What came from each address.
    came: HashMap<String, Came>,
}

/// What came from an address in the end.
struct Came {
    /// What is wrong with it; none for a page.
    wrong: Option<String>,
    found: Found,
    /// Where the page is that came.
    at: Url,
}

impl Walk {
    /// Walks from these addresses, as that person, over the site at `origin`.
    pub async fn from(first: &[&str], person: Person, origin: &str) -> Self {
        let origin = Url::parse(origin).expect("a site has an address");
        let mut walk = Self { broken: Vec::new(), came: HashMap::new() };
        let mut to_see: VecDeque<String> = first.iter().map(|address| (*address).to_owned()).collect();
        // By page, so that what is told is told in one order.
        let mut links: BTreeMap<String, Vec<Url>> = BTreeMap::new();
        while let Some(address) = to_see.pop_front() {
            if walk.came.contains_key(&address) {
                continue;
            }
            assert!(walk.came.len() < MOST_ADDRESSES, "more than {MOST_ADDRESSES} addresses, the last of them {address}");
            let came = Came::from(&person, &origin, &address).await;
            let mut own = came.links(&origin);
            let cards = walk.seen().chain(to_see.iter().map(String::as_str)).filter(|address| is_card(address)).count();
            own.retain(|link| cards < MOST_CARDS || !is_card(link.path()));
            to_see.extend(own.iter().map(address_of));
            links.insert(address.clone(), own);
            walk.came.insert(address, came);
        }
        walk.broken
            .extend(first.iter().filter_map(|address| Some(format!("{address}: {}", walk.came[*address].wrong.as_ref()?))));
        // A link that stands on every page is told of once.
        let mut broken: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for (page, links) in &links {
            for link in links {
                if let Some(wrong) = walk.wrong(link) {
                    broken.entry(format!("{}: {wrong}", spoken(link))).or_default().push(page);
                }
            }
        }
        walk.broken.extend(broken.into_iter().map(|(link, pages)| told(&link, &pages)));
        walk
    }

    /// The addresses that were asked for.
    pub fn seen(&self) -> impl Iterator<Item = &str> {
        self.came.keys().map(String::as_str)
    }

    fn wrong(&self, link: &Url) -> Option<String> {
        let came = &self.came[&address_of(link)];
        let place = link.fragment().filter(|place| !matches!(*place, "" | "top"));
        let is_there = place.is_none_or(|place| came.found.places.contains(place));
        came.wrong.clone().or_else(|| (!is_there).then(|| "no such place".to_owned()))
    }
}

impl Came {
    async fn from(person: &Person, origin: &Url, address: &str) -> Self {
        let mut at = origin.join(address).expect("it was an address before");
        for _ in 0..MOST_STEPS {
            let answer = person.get(&address_of(&at)).await;
            if !(300..400).contains(&answer.status) {
                return Self::answered(&answer, at);
            }
            at = at.join(answer.header("location")).expect("an answer leads on to an address");
            if at.origin() != origin.origin() {
                return Self::nothing(format!("it leads away, to {at}"), at);
            }
        }
        Self::nothing("it leads on and on".to_owned(), at)
    }

    fn answered(answer: &Answer, at: Url) -> Self {
        match answer.status {
            200 => Self { wrong: None, found: Found::of(answer.header("content-type"), &answer.body), at },
            status => Self::nothing(status.to_string(), at),
        }
    }

    fn nothing(wrong: String, at: Url) -> Self {
        Self { wrong: Some(wrong), found: Found::default(), at }
    }

    /// The links to the same site, each once.
    fn links(&self, origin: &Url) -> Vec<Url> {
        let mut links: Vec<Url> = Vec::new();
        for link in self.found.links.iter().filter_map(|link| self.at.join(link).ok()) {
            if link.origin() == origin.origin() && !links.contains(&link) {
                links.push(link);
            }
        }
        links
    }
}

fn told(link: &str, pages: &[&str]) -> String {
    match pages {
        [page] => format!("{page} has a link to {link}"),
        [page, others @ ..] => format!("{page} and {} others have a link to {link}", others.len()),
        [] => String::new(),
    }
}

fn is_card(address: &str) -> bool {
    address.starts_with("/cards/")
}

/// What is asked for: path and query.
fn address_of(url: &Url) -> String {
    url[url::Position::BeforePath..url::Position::AfterQuery].to_owned()
}

fn spoken(url: &Url) -> String {
    url[url::Position::BeforePath..].to_owned()
}
