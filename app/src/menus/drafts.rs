//! The menus as they are arranged on the page: what is done to them is undone step by step, until they are saved.

use super::calls;
use super::words::{own_name, place_name};
use crate::admin::{Difference, Form, SharedFields, Toasts};
use crate::failure::Failure;
use domain::menus::{Choice, Entry, MAX_ENTRIES, Menus, MenusDesk, Place, SaveMenus, Target};
use domain::slides::order;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// An entry as it is arranged; its key is of this page alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// What the entry is known by while it is arranged.
    pub key: u32,
    /// The entry, its address as it was typed.
    pub entry: Entry<String>,
}

/// Both menus in their order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Arranged {
    head: Vec<Draft>,
    foot: Vec<Draft>,
}

impl Arranged {
    fn at(&self, place: Place) -> &Vec<Draft> {
        match place {
            Place::Head => &self.head,
            Place::Foot => &self.foot,
        }
    }

    fn at_mut(&mut self, place: Place) -> &mut Vec<Draft> {
        match place {
            Place::Head => &mut self.head,
            Place::Foot => &mut self.foot,
        }
    }
}

/// The menus on the page. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Drafts {
    /// The form that saves them.
    pub form: Form,
    arranged: RwSignal<Arranged>,
    before: RwSignal<Vec<Arranged>>,
    next_key: StoredValue<u32>,
    choices: RwSignal<Vec<Choice>>,
    version: RwSignal<i32>,
    told: RwSignal<String>,
    toasts: Toasts,
}

impl Drafts {
    /// The menus as they were loaded.
    pub fn of(desk: &MenusDesk) -> Self {
        let drafts = Self {
            form: Form::new(),
            arranged: RwSignal::default(),
            before: RwSignal::default(),
            next_key: StoredValue::new(0),
            choices: RwSignal::default(),
            version: RwSignal::new(desk.version),
            told: RwSignal::default(),
            toasts: Toasts::here(),
        };
        drafts.show(desk);
        drafts
    }

    /// What is sent.
    fn ask(self) -> SaveMenus {
        let entries = |menu: &[Draft]| menu.iter().map(|draft| draft.entry.clone()).collect();
        self.arranged.with_untracked(|arranged| SaveMenus {
            based_on: self.version.get_untracked(),
            head: entries(&arranged.head),
            foot: entries(&arranged.foot),
        })
    }

    /// The keys of a menu, in order.
    pub fn keys(self, place: Place) -> Vec<u32> {
        self.arranged.with(|arranged| arranged.at(place).iter().map(|draft| draft.key).collect())
    }

    /// The place of an entry among the others of its menu, from 0.
    pub fn position(self, place: Place, key: u32) -> usize {
        self.arranged.with(|arranged| arranged.at(place).iter().position(|draft| draft.key == key).unwrap_or_default())
    }

    /// The entry of that key; none once it was removed.
    pub fn entry(self, place: Place, key: u32) -> Option<Entry<String>> {
        self.arranged.with(|arranged| arranged.at(place).iter().find(|draft| draft.key == key).map(|draft| draft.entry.clone()))
    }

    /// What an entry is called by itself: what Lantern, the page or the topic is called.
    pub fn own_name(self, target: &Target<String>) -> String {
        match target {
            Target::Own(own) => own_name(*own).to_owned(),
            Target::Page(_) | Target::Topic(_) => self
                .choice(target)
                .map(|choice| choice.name)
                .filter(|name| !name.is_empty())
                .unwrap_or_else(|| "Untitled".to_owned()),
            Target::Address(_) => String::new(),
        }
    }

    /// The page or topic that it leads to; none for anything else, and for what is gone.
    pub fn choice(self, target: &Target<String>) -> Option<Choice> {
        self.choices.with(|choices| choices.iter().find(|choice| choice.target.clone().typed() == *target).cloned())
    }

    /// What a menu can still be given: each page and topic that it does not lead to.
    pub fn choices(self, place: Place) -> Vec<Choice> {
        let used = self.used(place);
        self.choices
            .with(|choices| choices.iter().filter(|choice| !used.contains(&choice.target.clone().typed())).cloned().collect())
    }

    /// What a menu leads to.
    pub fn used(self, place: Place) -> Vec<Target<String>> {
        self.arranged.with(|arranged| arranged.at(place).iter().map(|draft| draft.entry.target.clone()).collect())
    }

    /// Whether a menu has as many entries as it can have.
    pub fn is_full(self, place: Place) -> bool {
        self.arranged.with(|arranged| arranged.at(place).len() >= MAX_ENTRIES)
    }

    /// Whether anything can be undone.
    pub fn can_undo(self) -> bool {
        self.before.with(|before| !before.is_empty())
    }

    /// What was done last, for those who do not see it.
    pub fn told(self) -> String {
        self.told.get()
    }

    /// Adds an entry at the end; gives its key.
    pub fn add(self, place: Place, target: Target<String>) -> u32 {
        let draft = self.draft(Entry { label: String::new(), target });
        let key = draft.key;
        self.rearrange(|arranged| arranged.at_mut(place).push(draft));
        key
    }

    /// Takes an entry out; it can be brought back.
    pub fn remove(self, place: Place, key: u32) {
        let name = self.name(place, key);
        self.rearrange(|arranged| arranged.at_mut(place).retain(|draft| draft.key != key));
        // The way back outlives the row that is gone, and everything that belongs to it.
        spawn_local(async move {
            self.toasts.offer(format!("“{name}” is out of the menu"), "Undo", Callback::new(move |()| self.undo()));
        });
    }

    /// Moves an entry to stand before that one, or at the end.
    pub fn move_before(self, place: Place, key: u32, before: Option<u32>) {
        let keys = untrack(|| self.keys(place));
        let Some(wanted) = order::moved(&keys, &key, before.as_ref()).filter(|wanted| *wanted != keys) else { return };
        self.rearrange(|arranged| {
            arranged.at_mut(place).sort_by_key(|draft| wanted.iter().position(|key| *key == draft.key));
        });
        let at = wanted.iter().position(|other| *other == key).unwrap_or_default() + 1;
        self.told.set(format!("{}: {at} of {}", self.name(place, key), wanted.len()));
    }

    /// Moves an entry by so many places.
    pub fn move_by(self, place: Place, key: u32, places: isize) {
        let keys = untrack(|| self.keys(place));
        let others: Vec<u32> = keys.iter().copied().filter(|other| *other != key).collect();
        let Some(at) = keys.iter().position(|other| *other == key) else { return };
        let Some(to) = at.checked_add_signed(places).filter(|to| *to <= others.len()) else { return };
        self.move_before(place, key, others.get(to).copied());
    }

    /// Takes what was typed into an entry.
    pub fn type_in(self, place: Place, key: u32, change: impl FnOnce(&mut Entry<String>)) {
        self.arranged.update(|arranged| {
            if let Some(draft) = arranged.at_mut(place).iter_mut().find(|draft| draft.key == key) {
                change(&mut draft.entry);
            }
        });
        self.form.touch();
    }

    /// Undoes what was done last to the order. What was typed since stays in the entries that are still there.
    pub fn undo(self) {
        let Some(mut earlier) = self.before.try_update(Vec::pop).flatten() else { return };
        self.arranged.with_untracked(|now| {
            for draft in earlier.head.iter_mut().chain(&mut earlier.foot) {
                if let Some(here) = now.head.iter().chain(&now.foot).find(|here| here.key == draft.key) {
                    draft.entry.clone_from(&here.entry);
                }
            }
        });
        self.arranged.set(earlier);
        self.noted();
    }

    fn rearrange(self, change: impl FnOnce(&mut Arranged)) {
        let now = self.arranged.get_untracked();
        self.before.update(|before| before.push(now));
        self.arranged.update(change);
        self.noted();
    }

    /// What was wrong was said of another order.
    fn noted(self) {
        self.form.touch_anew();
    }

    fn draft(self, entry: Entry<String>) -> Draft {
        let key = self.next_key.get_value();
        self.next_key.set_value(key + 1);
        Draft { key, entry }
    }

    fn name(self, place: Place, key: u32) -> String {
        untrack(|| self.entry(place, key).map(|entry| self.called(&entry)).unwrap_or_default())
    }

    /// What an entry is called in the menu.
    pub fn called(self, entry: &Entry<String>) -> String {
        if !entry.label.trim().is_empty() {
            return entry.label.trim().to_owned();
        }
        match &entry.target {
            Target::Address(address) if !address.trim().is_empty() => address.trim().to_owned(),
            Target::Address(_) => "Untitled".to_owned(),
            Target::Own(_) | Target::Page(_) | Target::Topic(_) => self.own_name(&entry.target),
        }
    }

    /// A menu in a line, for those who compare two.
    fn in_a_line(self, place: Place) -> String {
        untrack(|| self.arranged.with(|arranged| self.line(arranged.at(place).iter().map(|draft| &draft.entry))))
    }

    /// The same of what is stored.
    fn stored_line(self, menus: &Menus, place: Place) -> String {
        let stored: Vec<Entry<String>> = menus.at(place).iter().cloned().map(Entry::typed).collect();
        untrack(|| self.line(stored.iter()))
    }

    fn line<'a>(self, entries: impl Iterator<Item = &'a Entry<String>>) -> String {
        entries.map(|entry| self.told_apart(entry)).collect::<Vec<_>>().join(", ")
    }

    /// What an entry is called, and where it leads if that does not say it.
    fn told_apart(self, entry: &Entry<String>) -> String {
        let (called, target) = (self.called(entry), self.called(&Entry { label: String::new(), target: entry.target.clone() }));
        if called == target { called } else { format!("{called} ({target})") }
    }
}

impl SharedFields for Drafts {
    type Stored = MenusDesk;

    fn load(self) -> impl Future<Output = Result<MenusDesk, Failure>> + 'static {
        calls::menus()
    }

    fn save(self) -> impl Future<Output = Result<MenusDesk, Failure>> + 'static {
        calls::save_menus(self.ask())
    }

    /// Nothing of them is left to undo.
    fn show(self, desk: &MenusDesk) {
        let Menus { head, foot } = desk.menus.clone();
        let drafts = |menu: Vec<Entry>| menu.into_iter().map(|entry| self.draft(entry.typed())).collect();
        let arranged = Arranged { head: drafts(head), foot: drafts(foot) };
        self.arranged.set(arranged);
        self.before.set(Vec::new());
        self.choices.set(desk.choices.clone());
        self.version.set(desk.version);
    }

    fn base_on(self, desk: &MenusDesk) {
        self.version.set(desk.version);
    }

    fn differences(self, desk: &MenusDesk) -> Vec<Difference> {
        let differences = Place::ALL
            .map(|place| Difference::between(place_name(place), self.stored_line(&desk.menus, place), self.in_a_line(place)));
        differences.into_iter().flatten().collect()
    }

    /// Two entries can be called the same.
    fn is_stored_as(self, desk: &MenusDesk) -> bool {
        let stored = |menu: &[Entry]| menu.iter().cloned().map(Entry::typed).collect::<Vec<_>>();
        let SaveMenus { head, foot, .. } = self.ask();
        head == stored(&desk.menus.head) && foot == stored(&desk.menus.foot)
    }
}
