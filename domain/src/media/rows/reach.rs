//! Which items a caller reaches, and which of them a filter or a search leaves.

use super::folded::folded;
use super::{holder, live_media, media};
use crate::articles::rows::written_by;
use crate::credits::Licence;
use crate::ids::PersonId;
use crate::media::item::{MAX_FIND_CHARS, MediaFilter};
use crate::pages::rows::live_page_media;
use crate::people::rows::person;
use crate::people::rows::shown::has_published;
use crate::settings::rows::look::appearance_row;
use crate::slides::rows::{picture, slide};
use sea_orm::sea_query::{Expr, ExprTrait, LikeExpr, Query, SelectStatement, SimpleExpr};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect, QueryTrait};

/// Which items a caller reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reach {
    /// All.
    Everything,
    /// Those that this person uploaded, first or after somebody else.
    HeldBy(PersonId),
}

impl Reach {
    /// What the person added, first or after somebody else.
    pub(crate) fn held(self) -> Condition {
        match self {
            Self::Everything => Condition::all(),
            Self::HeldBy(person) => {
                let uploaded_too = holder::Entity::find()
                    .select_only()
                    .column(holder::Column::MediaId)
                    .filter(holder::Column::PersonId.eq(person))
                    .into_query();
                Condition::any().add(media::Column::AddedBy.eq(person)).add(media::Column::Id.in_subquery(uploaded_too))
            }
        }
    }

    /// What is held, and what stands on a slide of an article that the person writes.
    pub(super) fn reached(self) -> Condition {
        match self {
            Self::Everything => Condition::all(),
            Self::HeldBy(person) => {
                Condition::any().add(self.held()).add(media::Column::Id.in_subquery(on_slides(written_by(person))))
            }
        }
    }
}

/// The items on the slides of those articles.
fn on_slides(articles: SelectStatement) -> SelectStatement {
    let slides = slide::Entity::find()
        .select_only()
        .column(slide::Column::Id)
        .filter(slide::Column::ArticleId.in_subquery(articles))
        .into_query();
    picture::Entity::find()
        .select_only()
        .column(picture::Column::MediaId)
        .filter(picture::Column::MediaId.is_not_null())
        .filter(picture::Column::SlideId.in_subquery(slides))
        .into_query()
}

/// The portraits of those who are on the by-line of an article that readers see. Nobody else has a page of their own, and
/// a picture must not come before readers because somebody made it their portrait.
pub(super) fn shown_portraits() -> SelectStatement {
    person::Entity::find()
        .select_only()
        .column(person::Column::PortraitId)
        .filter(person::Column::PortraitId.is_not_null())
        .filter(has_published())
        .into_query()
}

/// The logo, which readers see on every page.
pub(super) fn logo() -> SelectStatement {
    use appearance_row::Column::LogoId;
    appearance_row::Entity::find().select_only().column(LogoId).filter(LogoId.is_not_null()).into_query()
}

/// What stands on articles that readers see.
pub(super) fn live() -> SelectStatement {
    live_media::Entity::find().select_only().column(live_media::Column::MediaId).into_query()
}

/// What stands on pages that readers see.
pub(super) fn on_pages() -> SelectStatement {
    live_page_media::Entity::find().select_only().column(live_page_media::Column::MediaId).into_query()
}

pub(super) fn passes(filter: MediaFilter) -> Condition {
    match filter {
        MediaFilter::All => Condition::all(),
        MediaFilter::NoAlt => Condition::all().add(media::Column::Alt.eq("")),
        MediaFilter::NoCredit => {
            // As `Credit::is_missing` has it: a notice is printed only where rights are reserved.
            let free = Licence::ALL.into_iter().filter(|licence| !licence.reserves_rights()).map(Licence::code);
            let has_no_notice = Condition::any().add(media::Column::Copyright.eq("")).add(media::Column::Licence.is_in(free));
            Condition::all()
                .add(media::Column::Creator.eq(""))
                .add(media::Column::CreditLine.eq(""))
                .add(media::Column::Source.eq(""))
                .add(has_no_notice)
        }
        MediaFilter::NotUsed => Condition::all()
            .add(stands(picture::Entity, picture::Column::MediaId).not())
            .add(stands(live_media::Entity, live_media::Column::MediaId).not())
            .add(stands(live_page_media::Entity, live_page_media::Column::MediaId).not())
            .add(stands(person::Entity, person::Column::PortraitId).not())
            .add(media::Column::Id.not_in_subquery(logo())),
    }
}

/// Whether a row of that table names the item. For each item it is looked up: the items are few beside the slides that show them.
fn stands<E: EntityTrait>(table: E, column: E::Column) -> SimpleExpr {
    let named = Expr::col((table, column)).equals((media::Entity, media::Column::Id));
    Expr::exists(Query::select().expr(Expr::value(1)).from(table).and_where(named).to_owned())
}

/// Each word somewhere in the file name, the alternative text or the credit; case does not matter.
pub(super) fn with_words(words: &str) -> Condition {
    let words = folded(&words.chars().take(MAX_FIND_CHARS).collect::<String>());
    words.split_whitespace().take(8).fold(Condition::all(), |all, word| {
        // What the reader of a pattern takes for a sign is a character here (security O10).
        let word = word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        all.add(media::Column::Folded.like(LikeExpr::new(format!("%{word}%")).escape('\\')))
    })
}
