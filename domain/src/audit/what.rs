//! Every act that the trail keeps.

use super::Deed;

/// An act that the trail keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum What {
    /// One that the desk tells of.
    Told(Deed),
    /// Somebody signed in.
    SignedIn,
    /// One of one's own sessions was ended.
    RevokedSession,
    /// All of one's own sessions but this one were ended.
    RevokedSessions,
    /// Somebody else's sessions were ended.
    EndedSessions,
    /// An article was begun.
    StartedArticle,
    /// A page was begun.
    StartedPage,
    /// A published article got another address.
    MovedArticle,
    /// A slide was moved to another article.
    MovedSlide,
    /// Readers were told what was put right.
    Corrected,
    /// A reader's report was dealt with.
    SettledReport,
    /// It was not, after all.
    ReopenedReport,
    /// The register of sources learnt those that a pasted page names.
    AddedSources,
    /// A topic was added.
    AddedTopic,
    /// A topic was renamed, described or moved.
    ChangedTopic,
    /// A topic was deleted.
    DeletedTopic,
    /// How the site looks was saved.
    SavedAppearance,
    /// The menus were saved.
    SavedMenus,
    /// What is said of somebody else's media item was changed.
    ChangedMedia,
    /// A media item was taken out of the library.
    DeletedMedia,
    /// The address of somebody who commented was looked at.
    SawAddress,
}

impl What {
    /// The word in the trail, as `room.verb`.
    pub(crate) fn code(self) -> &'static str {
        match self {
            What::Told(deed) => deed.code(),
            What::SignedIn => "accounts.sign_in",
            What::RevokedSession => "accounts.revoke_session",
            What::RevokedSessions => "accounts.revoke_sessions",
            What::EndedSessions => "accounts.end_sessions",
            What::StartedArticle => "articles.start",
            What::StartedPage => "pages.start",
            What::MovedArticle => "articles.move",
            What::MovedSlide => "slides.move_to",
            What::Corrected => "corrections.add",
            What::SettledReport => "corrections.settle",
            What::ReopenedReport => "corrections.reopen",
            What::AddedSources => "sources.add",
            What::AddedTopic => "topics.add",
            What::ChangedTopic => "topics.change",
            What::DeletedTopic => "topics.delete",
            What::SavedAppearance => "settings.appearance",
            What::SavedMenus => "menus.save",
            What::ChangedMedia => "media.change",
            What::DeletedMedia => "media.delete",
            What::SawAddress => "comments.address",
        }
    }
}

impl From<Deed> for What {
    fn from(deed: Deed) -> Self {
        What::Told(deed)
    }
}
