//! The icons: one path each, drawn on a grid of 24, in the colour of the text around them.

use leptos::prelude::*;

/// An icon of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Glyph {
    /// `posts`.
    Articles,
    /// `ban`.
    Ban,
    /// `trash`.
    Bin,
    /// `bold`.
    Bold,
    /// `cal`.
    Calendar,
    /// `check`.
    Check,
    /// `chev`.
    Chevron,
    /// `clock`.
    Clock,
    /// `x`.
    Close,
    /// `chat`.
    Comments,
    /// `copy`.
    Copy,
    /// `desk`.
    Desk,
    /// `desktop`.
    Desktop,
    /// `down`.
    Down,
    /// `eye`.
    Eye,
    /// `rss`.
    Feed,
    /// `flag`.
    Flag,
    /// `grip`.
    Grip,
    /// `italic`.
    Italic,
    /// `key`.
    Key,
    /// `left`.
    Left,
    /// `link`.
    Link,
    /// `list`.
    List,
    /// `lock`.
    Lock,
    /// `mail`.
    Mail,
    /// `media`.
    Media,
    /// `more`.
    More,
    /// `info`.
    Note,
    /// `bars`.
    Numbers,
    /// `cloudoff`.
    Offline,
    /// `ext`.
    Outside,
    /// `users`.
    People,
    /// `phone`.
    Phone,
    /// `plus`.
    Plus,
    /// `out`.
    PutElsewhere,
    /// `quote`.
    Quote,
    /// `reply`.
    Reply,
    /// `right`.
    Right,
    /// `cloud`.
    Saved,
    /// `search`.
    Search,
    /// `gear`.
    Settings,
    /// `slideshow`.
    Slideshow,
    /// `story`.
    Story,
    /// `swap`.
    Swap,
    /// `target`.
    Target,
    /// `spin`.
    Turning,
    /// `undo`.
    Undo,
    /// `up`.
    Up,
    /// `upload`.
    Upload,
    /// `warn`.
    Warning,
}

/// An icon beside words or in a button that has a name: it says nothing to a screen reader by itself.
#[component]
pub fn Icon(
    /// What it shows.
    glyph: Glyph,
) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" data-heavy=matches!(glyph, Glyph::Grip | Glyph::More).then_some("")>
            <path d=glyph.path() />
        </svg>
    }
}

/// The mark of the program: a glass slide with its thumb spot.
#[component]
pub fn Mark() -> impl IntoView {
    view! {
        <svg class="mark" viewBox="0 0 24 24" aria-hidden="true">
            <rect class="glass" x="2" y="2" width="20" height="20" rx="3" />
            <circle class="dot" cx="7.5" cy="16.5" r="3.2" />
        </svg>
    }
}

impl Glyph {
    /// The path of the icon.
    fn path(self) -> &'static str {
        match self {
            Glyph::Articles => "M4 6h10v8H4zM17 6v8M20 7v6M4 18h16",
            Glyph::Ban => "M4 12a8 8 0 1 0 16 0a8 8 0 1 0 -16 0M6.5 6.5l11 11",
            Glyph::Bin => "M5 7h14M9.5 7V4.5h5V7M7 7l.8 12.5h8.4L17 7M10.5 10.5v6M13.5 10.5v6",
            Glyph::Bold => "M7.5 5H13a3.5 3.5 0 0 1 0 7H7.5zM7.5 12h6.3a3.5 3.5 0 0 1 0 7H7.5z",
            Glyph::Calendar => {
                "M5.5 5.5h13a1.5 1.5 0 0 1 1.5 1.5v11a1.5 1.5 0 0 1 -1.5 1.5h-13a1.5 1.5 0 0 1 -1.5 -1.5v-11a1.5 1.5 0 0 1 1.5 -1.5zM4 10h16M8.5 3.5v4M15.5 3.5v4"
            }
            Glyph::Check => "M5 12.5l4.5 4.5L19 7.5",
            Glyph::Chevron => "M7 10l5 5 5-5",
            Glyph::Clock => "M4 12a8 8 0 1 0 16 0a8 8 0 1 0 -16 0M12 7.5V12l3 2",
            Glyph::Close => "M6 6l12 12M18 6 6 18",
            Glyph::Comments => "M4 5.5h16v10.5h-9L6.5 19.5V16H4z",
            Glyph::Copy => {
                "M10 8.5h8a1.5 1.5 0 0 1 1.5 1.5v8a1.5 1.5 0 0 1 -1.5 1.5h-8a1.5 1.5 0 0 1 -1.5 -1.5v-8a1.5 1.5 0 0 1 1.5 -1.5zM15.5 8.5v-4h-11v11h4"
            }
            Glyph::Desk => "M4 5h7v6H4zM13 5h7v4h-7zM13 11h7v8h-7zM4 13h7v6H4z",
            Glyph::Desktop => {
                "M4.7 5h14.6a1.2 1.2 0 0 1 1.2 1.2v8.6a1.2 1.2 0 0 1 -1.2 1.2h-14.6a1.2 1.2 0 0 1 -1.2 -1.2v-8.6a1.2 1.2 0 0 1 1.2 -1.2zM9 20h6M12 16v4"
            }
            Glyph::Down => "M12 5v14m6-6-6 6-6-6",
            Glyph::Eye => {
                "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM9.2 12a2.8 2.8 0 1 0 5.6 0a2.8 2.8 0 1 0 -5.6 0"
            }
            Glyph::Feed => "M5 5a14 14 0 0 1 14 14M5 11a8 8 0 0 1 8 8M4.8 18a1.2 1.2 0 1 0 2.4 0a1.2 1.2 0 1 0 -2.4 0",
            Glyph::Flag => "M6 20.5V4.5h11l-2 4 2 4H6",
            Glyph::Grip => "M9 6h.01M15 6h.01M9 12h.01M15 12h.01M9 18h.01M15 18h.01",
            Glyph::Italic => "M14.5 5h-4M13.5 19h-4M13 5l-2.5 14",
            Glyph::Key => "M4 14.5a4 4 0 1 0 8 0a4 4 0 1 0 -8 0M11 11.5l8-8M15.5 7l2.5 2.5",
            Glyph::Left => "M19 12H5m6-6-6 6 6 6",
            Glyph::Link => "M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3A4 4 0 0 0 11 18.7l1-1",
            Glyph::List => "M9 6.5h11M9 12h11M9 17.5h11M4.5 6.5h.01M4.5 12h.01M4.5 17.5h.01",
            Glyph::Lock => {
                "M7 10.5h10a1.5 1.5 0 0 1 1.5 1.5v6a1.5 1.5 0 0 1 -1.5 1.5h-10a1.5 1.5 0 0 1 -1.5 -1.5v-6a1.5 1.5 0 0 1 1.5 -1.5zM8.5 10.5V8a3.5 3.5 0 0 1 7 0v2.5"
            }
            Glyph::Mail => {
                "M5 5.5h14a1.5 1.5 0 0 1 1.5 1.5v10a1.5 1.5 0 0 1 -1.5 1.5h-14a1.5 1.5 0 0 1 -1.5 -1.5v-10a1.5 1.5 0 0 1 1.5 -1.5zM4 7l8 6 8-6"
            }
            Glyph::Media => {
                "M5.5 5h13a1.5 1.5 0 0 1 1.5 1.5v11a1.5 1.5 0 0 1 -1.5 1.5h-13a1.5 1.5 0 0 1 -1.5 -1.5v-11a1.5 1.5 0 0 1 1.5 -1.5zM7.4 10a1.6 1.6 0 1 0 3.2 0a1.6 1.6 0 1 0 -3.2 0M4.5 17l4.8-4.2 3.2 2.7 3.2-3 3.8 3.6"
            }
            Glyph::More => "M5 12h.01M12 12h.01M19 12h.01",
            Glyph::Note => "M4 12a8 8 0 1 0 16 0a8 8 0 1 0 -16 0M12 11v5M12 8v.01",
            Glyph::Numbers => "M5 19.5v-6h3v6zM10.5 19.5v-14h3v14zM16 19.5v-9h3v9z",
            Glyph::Offline => "M4 4l16 16M9 6.2A5.5 5.5 0 0 1 17 9.5a4.5 4.5 0 0 1 3 7.8M16 18.5H7a4 4 0 0 1-.5-8l.5-.9",
            Glyph::Outside => "M13.5 5H19v5.5M19 5l-8.5 8.5M16 14.5V19H5V8h4.5",
            Glyph::People => {
                "M5.8 8.5a3.2 3.2 0 1 0 6.4 0a3.2 3.2 0 1 0 -6.4 0M3.5 19c.6-3.4 2.7-5 5.5-5s4.9 1.6 5.5 5M15.5 5.6a3.2 3.2 0 0 1 0 5.8M17.5 14.5c1.7.7 2.7 2.2 3 4.5"
            }
            Glyph::Phone => {
                "M9.3 3h5.4a1.8 1.8 0 0 1 1.8 1.8v14.4a1.8 1.8 0 0 1 -1.8 1.8h-5.4a1.8 1.8 0 0 1 -1.8 -1.8v-14.4a1.8 1.8 0 0 1 1.8 -1.8zM11 18h2"
            }
            Glyph::Plus => "M12 5v14M5 12h14",
            Glyph::PutElsewhere => "M10 5H5v14h5M10 12h9.5M15.5 8l4 4l-4 4",
            Glyph::Quote => "M5 17c2.5-1 3.5-3 3.5-5H5V7h5v5c0 4-1.5 6-5 7M14 17c2.5-1 3.5-3 3.5-5H14V7h5v5c0 4-1.5 6-5 7",
            Glyph::Reply => "M10 6 4.5 11.5 10 17M5 11.5h8.5c4 0 6 2.5 6 6.5",
            Glyph::Right => "M5 12h14m-6-6 6 6-6 6",
            Glyph::Saved => "M7 18.5a4 4 0 0 1-.5-8A5.5 5.5 0 0 1 17 9.5a4.5 4.5 0 0 1 .5 9zM9 13l2.3 2.3L15.5 11",
            Glyph::Search => "M4.5 11a6.5 6.5 0 1 0 13 0a6.5 6.5 0 1 0 -13 0M16 16l4.5 4.5",
            Glyph::Settings => {
                "M4 7h9m5 0h2M4 17h3m5 0h8M13.2 7a2.3 2.3 0 1 0 4.6 0a2.3 2.3 0 1 0 -4.6 0M7.2 17a2.3 2.3 0 1 0 4.6 0a2.3 2.3 0 1 0 -4.6 0"
            }
            Glyph::Slideshow => "M6.5 6h11v12h-11zM3 8v8M21 8v8",
            Glyph::Story => "M6 4h12v6.5H6zM6 13.5h12V20H6z",
            Glyph::Swap => "M4 8h14m-4-4 4 4-4 4M20 16H6m4 4-4-4 4-4",
            Glyph::Target => "M5.5 12a6.5 6.5 0 1 0 13 0a6.5 6.5 0 1 0 -13 0M12 3v5M12 16v5M3 12h5M16 12h5",
            Glyph::Turning => "M12 4a8 8 0 1 1-7.5 5.2",
            Glyph::Undo => "M8.5 5 4 9.5 8.5 14M4.5 9.5h9a5.5 5.5 0 0 1 0 11H9",
            Glyph::Up => "M12 19V5m-6 6 6-6 6 6",
            Glyph::Upload => "M12 16V4.5M7 9.5l5-5 5 5M4.5 15.5v4h15v-4",
            Glyph::Warning => "M12 4 2.8 19.5h18.4zM12 10v4.5M12 17v.01",
        }
    }
}
