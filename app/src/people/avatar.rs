//! An avatar: the initials of a name on one of four hues, for whom there is no portrait.

use leptos::prelude::*;

/// How large an avatar is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum AvatarSize {
    /// 28 px: in lists and in the frame of the panel.
    Small,
    /// 40 px: beside a comment.
    #[default]
    Medium,
    /// 80 px: in the box about an author.
    Large,
    /// Up to 144 px: at the head of an author's page.
    ExtraLarge,
}

impl AvatarSize {
    /// The classes of the element.
    pub fn class(self) -> &'static str {
        match self {
            AvatarSize::Small => "avatar avatar-sm",
            AvatarSize::Medium => "avatar",
            AvatarSize::Large => "avatar avatar-lg",
            AvatarSize::ExtraLarge => "avatar avatar-xl",
        }
    }
}

/// The initials of a name. The name itself stands beside it, so it is not read out.
#[component]
pub fn Avatar(
    /// The name.
    #[prop(into)]
    name: Signal<String>,
    /// How large.
    #[prop(optional)]
    size: AvatarSize,
) -> impl IntoView {
    view! {
        <span class=size.class() data-hue=move || name.with(|name| hue(name)) aria-hidden="true">
            {move || name.with(|name| initials(name))}
        </span>
    }
}

/// The first letters of the first and of the last word, in capitals.
pub fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(|word| word.chars().find(|c| c.is_alphanumeric()));
    let first = words.next();
    let last = words.next_back();
    first.into_iter().chain(last).flat_map(char::to_uppercase).collect()
}

/// One of the four hues, 1 to 4, the same for the same name for ever.
///
/// Source: FNV-1a, 32 bits (Fowler, Noll, Vo).
pub fn hue(name: &str) -> String {
    let hash = name.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    (hash % 4 + 1).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_those_of_the_first_and_the_last_name() {
        for (name, expected) in
            [("Marit Olsen", "MO"), ("Ada King Lovelace", "AL"), ("Šárka", "Š"), ("(ed.) jo", "EJ"), ("", ""), ("— —", "")]
        {
            assert_eq!(initials(name), expected, "{name}");
        }
    }

    #[test]
    fn every_hue_is_one_of_four() {
        for name in ["", "Marit Olsen", "Subrato Kumar", "Nadia Rahman", "Tomas Eide"] {
            assert!(["1", "2", "3", "4"].contains(&hue(name).as_str()));
        }
    }
}
