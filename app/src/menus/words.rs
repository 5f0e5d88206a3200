//! What the interface calls what Lantern has by itself, and where a menu stands.

use crate::icon::Glyph;
use domain::menus::{Own, Place};

/// The name of what Lantern has by itself.
pub fn own_name(own: Own) -> &'static str {
    match own {
        Own::Home => "Articles",
        Own::Topics => "Topics",
        Own::Authors => "Authors",
        Own::Archive => "Archive",
        Own::Corrections => "Corrections",
        Own::Search => "Search",
        Own::Feed => "RSS",
        Own::SignIn => "Sign in",
    }
}

/// The icon before the name, where there is one.
pub fn own_glyph(own: Own) -> Option<Glyph> {
    match own {
        Own::Search => Some(Glyph::Search),
        Own::Feed => Some(Glyph::Feed),
        Own::SignIn => Some(Glyph::Key),
        Own::Home | Own::Topics | Own::Authors | Own::Archive | Own::Corrections => None,
    }
}

/// The name of a menu.
pub fn place_name(place: Place) -> &'static str {
    match place {
        Place::Head => "Masthead",
        Place::Foot => "Foot",
    }
}
