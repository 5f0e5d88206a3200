//! A person's round picture, or the initials on one of four grounds that the name chooses.

use crate::media::PictureImage;
use domain::people::Portrait;
use leptos::prelude::*;

/// How large an avatar is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum AvatarSize {
    /// 28 px, in tables.
    Small,
    /// 40 px, beside a name.
    #[default]
    Middle,
    /// 80 px, under an article.
    Large,
    /// 80 to 144 px, at the head of a person's page.
    Huge,
}

impl AvatarSize {
    fn class(self) -> &'static str {
        match self {
            AvatarSize::Small => "avatar avatar-sm",
            AvatarSize::Middle => "avatar",
            AvatarSize::Large => "avatar avatar-lg",
            AvatarSize::Huge => "avatar avatar-xl",
        }
    }
}

/// A person's round picture beside a name, which says who it is: a screen reader is told only what the portrait adds.
#[component]
pub fn Avatar(
    /// The name.
    name: String,
    /// The portrait, if there is one.
    #[prop(optional_no_strip)]
    portrait: Option<Portrait>,
    /// How large it is.
    #[prop(optional)]
    size: AvatarSize,
) -> impl IntoView {
    match portrait {
        Some(Portrait { sizes, alt, .. }) => view! {
            <span class=size.class()>
                <PictureImage sizes=sizes shown="6rem" alt=alt is_bare=true class="u-photo" />
            </span>
        }
        .into_any(),
        None => view! {
            <span class=size.class() data-hue=hue(&name) aria-hidden="true">
                {initials(&name)}
            </span>
        }
        .into_any(),
    }
}

/// The first letters of the first and the last word, upper case; a question mark when the name has no letter.
fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(|word| word.chars().find(|c| c.is_alphanumeric()));
    let Some(first) = words.next() else { return "?".to_owned() };
    [Some(first), words.next_back()].into_iter().flatten().flat_map(char::to_uppercase).collect()
}

/// One of four, always the same for the same name.
fn hue(name: &str) -> String {
    let sum = name.bytes().fold(0_u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(u32::from(byte)));
    (sum % 4 + 1).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_those_of_the_first_and_the_last_word() {
        for (name, expected) in [
            ("Subrato Kumar", "SK"),
            ("tabby", "T"),
            ("Ana de la Cruz", "AC"),
            ("(Bo) Ek", "BE"),
            ("élan vital", "ÉV"),
            ("…", "?"),
        ] {
            assert_eq!(initials(name), expected, "{name}");
        }
    }

    #[test]
    fn a_name_keeps_its_ground() {
        assert_eq!(hue("Subrato Kumar"), hue("Subrato Kumar"));
        let grounds: std::collections::BTreeSet<_> = ["Ana", "Bo", "Cem", "Dag", "Eli", "Fay", "Gus"].map(hue).into();
        assert!(grounds.len() > 1, "{grounds:?}");
    }
}
