//! The places of the panel: what stands in its navigation, and who may go there.

use crate::accounts::calls::Me;
use crate::icon::Glyph;

/// A place in the navigation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// What needs a person.
    Desk,
    /// One's articles, or everybody's.
    Articles,
    /// The queue of comments.
    Comments,
    /// The files of pictures.
    Media,
    /// Accounts and roles.
    People,
    /// The site's settings.
    Settings,
}

impl Place {
    /// All places, in the order of the navigation.
    pub const ALL: [Place; 6] = [Place::Desk, Place::Articles, Place::Comments, Place::Media, Place::People, Place::Settings];

    /// The address.
    pub fn path(self) -> &'static str {
        match self {
            Place::Desk => "/admin",
            Place::Articles => "/admin/articles",
            Place::Comments => "/admin/comments",
            Place::Media => "/admin/media",
            Place::People => "/admin/people",
            Place::Settings => "/admin/settings",
        }
    }

    /// The word in the navigation.
    pub fn name(self) -> &'static str {
        match self {
            Place::Desk => "Desk",
            Place::Articles => "Articles",
            Place::Comments => "Comments",
            Place::Media => "Media",
            Place::People => "People",
            Place::Settings => "Settings",
        }
    }

    /// The icon beside it.
    pub fn glyph(self) -> Glyph {
        match self {
            Place::Desk => Glyph::Desk,
            Place::Articles => Glyph::Articles,
            Place::Comments => Glyph::Comments,
            Place::Media => Glyph::Media,
            Place::People => Glyph::People,
            Place::Settings => Glyph::Settings,
        }
    }

    /// Whether that person has a use for the place. The doors say what may be done there; this only spares dead ends.
    pub fn is_open_to(self, me: &Me) -> bool {
        match self {
            Place::Desk => me.role.is_staff(),
            Place::Articles | Place::Media => me.role.drafts(),
            Place::Comments => me.waiting.is_some(),
            Place::People | Place::Settings => me.role.administers(),
        }
    }

    /// Whether a page at that path belongs to the place.
    pub fn holds(self, path: &str) -> bool {
        let path = path.trim_end_matches('/');
        match self {
            Place::Desk => path == self.path(),
            // Topics, reports, pages, menus and the appearance are reached from what they belong to.
            Place::Articles if path == "/admin/topics" => true,
            Place::Articles if path == "/admin/reports" => true,
            Place::Articles if path == "/admin/pages" || path == "/admin/menus" => true,
            Place::Settings if path == "/admin/appearance" => true,
            Place::Articles | Place::Comments | Place::Media | Place::People | Place::Settings => {
                path.strip_prefix(self.path()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_belongs_to_one_place() {
        for (path, place) in [
            ("/admin", Some(Place::Desk)),
            ("/admin/", Some(Place::Desk)),
            ("/admin/articles", Some(Place::Articles)),
            ("/admin/articles/0198", Some(Place::Articles)),
            ("/admin/topics", Some(Place::Articles)),
            ("/admin/reports", Some(Place::Articles)),
            ("/admin/pages", Some(Place::Articles)),
            ("/admin/menus", Some(Place::Articles)),
            ("/admin/appearance", Some(Place::Settings)),
            ("/admin/articles-of-old", None),
            ("/admin/profile", None),
        ] {
            let holding: Vec<Place> = Place::ALL.into_iter().filter(|place| place.holds(path)).collect();
            assert_eq!(holding, place.into_iter().collect::<Vec<_>>(), "{path}");
        }
    }
}
