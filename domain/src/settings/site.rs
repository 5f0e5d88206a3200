//! The site's settings, and the part of them that stands around every page.

use crate::media::Sizes;
use crate::menus::ShownMenus;
use serde::{Deserialize, Serialize};

/// The most characters of the site's title.
pub const MAX_TITLE: usize = 80;
/// The most characters of the site's description.
pub const MAX_DESCRIPTION: usize = 300;
/// The most characters of the hub's address.
pub const MAX_HUB: usize = 300;

/// The settings of the site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// The site's title, 1 to 80 characters.
    pub site_title: String,
    /// One or two sentences about the site, at most 300 characters.
    pub site_description: String,
    /// The language that articles are in: a BCP 47 tag such as `en` or `de-AT`.
    pub language: String,
    /// The time zone of dates: a name of the IANA database such as `Europe/Oslo`.
    pub time_zone: String,
    /// How comments are let in.
    pub comment_policy: CommentPolicy,
    /// Whether authors decide the comments on their own articles.
    pub authors_moderate: bool,
    /// Whether it is counted how often articles are opened.
    pub count_openings: bool,
    /// The https address of the `WebSub` hub that tells feed readers what is new; empty when there is none.
    pub hub: String,
    /// The version that an edit is based on.
    pub version: i32,
}

impl Settings {
    /// What the settings are before anybody has chosen.
    pub fn to_begin_with() -> Self {
        Self {
            site_title: "Untitled".to_owned(),
            site_description: String::new(),
            language: "en".to_owned(),
            time_zone: "UTC".to_owned(),
            comment_policy: CommentPolicy::Held,
            authors_moderate: false,
            count_openings: true,
            hub: String::new(),
            version: 0,
        }
    }
}

impl From<Settings> for SaveSettings {
    /// As somebody would save them who changed nothing.
    fn from(now: Settings) -> Self {
        Self {
            based_on: now.version,
            site_title: now.site_title,
            site_description: now.site_description,
            language: now.language,
            time_zone: now.time_zone,
            comment_policy: now.comment_policy,
            authors_moderate: now.authors_moderate,
            count_openings: now.count_openings,
            hub: now.hub,
        }
    }
}

/// The settings as somebody wants them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SaveSettings {
    /// The version that the change is based on.
    pub based_on: i32,
    /// The site's title, 1 to 80 characters.
    pub site_title: String,
    /// One or two sentences about the site, at most 300 characters.
    pub site_description: String,
    /// The language that articles are in: a BCP 47 tag.
    pub language: String,
    /// The time zone of dates: a name of the IANA database.
    pub time_zone: String,
    /// How comments are let in.
    pub comment_policy: CommentPolicy,
    /// Whether authors decide the comments on their own articles.
    pub authors_moderate: bool,
    /// Whether it is counted how often articles are opened.
    pub count_openings: bool,
    /// The https address of a `WebSub` hub, at most 300 characters; empty for none.
    pub hub: String,
}

/// How comments are let in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CommentPolicy {
    /// Every comment waits for a moderator.
    Held,
    /// Nobody can comment; what was published stays.
    Closed,
}

impl CommentPolicy {
    /// Both policies.
    pub const ALL: [CommentPolicy; 2] = [CommentPolicy::Held, CommentPolicy::Closed];

    /// The word in the database and in forms.
    pub fn code(self) -> &'static str {
        match self {
            CommentPolicy::Held => "held",
            CommentPolicy::Closed => "closed",
        }
    }

    /// The policy of that word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|policy| policy.code() == code)
    }
}

/// What stands around every public page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SiteFrame {
    /// The site's title.
    pub title: String,
    /// The site's description.
    pub description: String,
    /// The language of the page: a BCP 47 tag.
    pub language: String,
    /// Whether it is counted how often articles are opened.
    pub is_counting: bool,
    /// The address of the `WebSub` hub that feeds name, if there is one. It fetches them by itself: nothing notifies it.
    pub hub: Option<String>,
    /// The hash of the sheet that says how the site looks; none while it looks as the program does.
    pub sheet: Option<String>,
    /// The picture in the masthead, in the place of the title.
    pub logo: Option<Sizes>,
    /// The menus in the masthead and in the foot.
    pub menus: ShownMenus,
}
