//! The colours of a site: what is made of the two that an admin chooses, and whether everything can be read in them.
//!
//! The inks are the program's own. A paper is a ground that they are read on; an accent is the lamp, on which dark words are read.

use super::colour::{Colour, Oklch};
use serde::{Deserialize, Serialize};
use std::f64::consts::PI;

/// The accent and the paper that were chosen; none is the program's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Palette {
    /// What marks where one is: the lamp.
    pub accent: Option<Colour>,
    /// The ground of a page in light; the dark one has its hue.
    pub paper: Option<Colour>,
}

/// A colour token with what it is in light and in dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shade {
    /// The token, without its dashes.
    pub token: &'static str,
    /// In light.
    pub light: Colour,
    /// In dark.
    pub dark: Colour,
}

/// What cannot be read, and what could.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Illegible {
    /// The contrast that there is: 1 to 21.
    pub has: f64,
    /// The contrast that is needed.
    pub needs: f64,
    /// The nearest colour that has it.
    pub nearest: Colour,
}

/// A colour of the program's own, in light and in dark: lightness, chroma, hue in degrees.
type Own = ((f64, f64, f64), (f64, f64, f64));

const INK: Own = ((0.205, 0.014, 265.0), (0.945, 0.006, 95.0));
const INK_2: Own = ((0.40, 0.014, 265.0), (0.80, 0.008, 95.0));
const INK_3: Own = ((0.505, 0.012, 265.0), (0.685, 0.010, 95.0));
const LINE_2: Own = ((0.60, 0.010, 265.0), (0.56, 0.012, 265.0));
const FOCUS: Own = ((0.50, 0.190, 258.0), (0.80, 0.110, 245.0));
const OK: Own = ((0.455, 0.105, 158.0), (0.79, 0.120, 158.0));
const PAPER: Own = ((0.988, 0.0025, 100.0), (0.178, 0.008, 265.0));

/// The theme that a colour is seen in.
#[derive(Clone, Copy)]
enum Theme {
    Light,
    Dark,
}

impl Theme {
    fn own(self, own: Own) -> Colour {
        let (lightness, chroma, degrees) = match self {
            Theme::Light => own.0,
            Theme::Dark => own.1,
        };
        Oklch { lightness, chroma, hue: degrees * PI / 180.0 }.colour()
    }
}

/// Paper and what lies on it.
#[derive(Clone, Copy)]
struct Papers {
    paper: Colour,
    second: Colour,
    third: Colour,
    raised: Colour,
}

impl Papers {
    fn of(paper: Colour, theme: Theme) -> Self {
        let of = paper.oklch();
        let at = |lightness: f64, chroma: f64| Oklch { lightness: lightness.clamp(0.0, 1.0), chroma, ..of }.colour();
        match theme {
            Theme::Light => Self {
                paper,
                second: at(of.lightness - 0.026, of.chroma),
                third: at(of.lightness - 0.058, of.chroma),
                raised: at(of.lightness + 0.012, of.chroma),
            },
            Theme::Dark => {
                let chroma = of.chroma.min(0.02);
                Self { paper: at(0.178, chroma), second: at(0.212, chroma), third: at(0.26, chroma), raised: at(0.232, chroma) }
            }
        }
    }

    /// What stands on what, and the least that it needs. Source: WCAG 2.2, 1.4.3, 1.4.6 and 1.4.11.
    fn pairs(self, theme: Theme) -> [(Colour, Colour, f64); 11] {
        let Self { paper, second, third, raised } = self;
        let [ink, ink_2, ink_3] = [INK, INK_2, INK_3].map(|own| theme.own(own));
        [
            (ink, paper, 7.0),
            (ink, second, 7.0),
            (ink, raised, 7.0),
            (ink_2, paper, 7.0),
            (ink_3, paper, 4.5),
            (ink_3, second, 4.5),
            (ink_3, third, 4.5),
            (ink_3, raised, 4.5),
            (theme.own(LINE_2), paper, 3.0),
            (theme.own(FOCUS), paper, 3.0),
            (theme.own(FOCUS), third, 3.0),
        ]
    }
}

/// The pair that lacks most: what it has, and what it needs; none when every pair has what it needs.
fn lacking(pairs: impl IntoIterator<Item = (Colour, Colour, f64)>) -> Option<(f64, f64)> {
    let measured = pairs.into_iter().map(|(front, back, needs)| (front.contrast(back), needs));
    measured.filter(|(has, needs)| has < needs).min_by(|a, b| (a.0 / a.1).total_cmp(&(b.0 / b.1)))
}

fn on_lamp(accent: Colour) -> Colour {
    let of = accent.oklch();
    Oklch { lightness: 0.22, chroma: of.chroma.min(0.035), ..of }.colour()
}

/// What the accent needs beside paper, where it marks with a bar or a line that words or weight say too: it must be seen at all.
/// The program's own has 1.57 on white.
const SEEN: f64 = 1.25;

fn accent_pairs(accent: Colour) -> [(Colour, Colour, f64); 3] {
    let [light, dark] = [Theme::Light, Theme::Dark].map(|theme| theme.own(PAPER));
    [(on_lamp(accent), accent, 7.0), (accent, light, SEEN), (accent, dark, SEEN)]
}

fn paper_pairs(paper: Colour) -> impl Iterator<Item = (Colour, Colour, f64)> {
    let of = |theme| Papers::of(paper, theme).pairs(theme);
    of(Theme::Light).into_iter().chain(of(Theme::Dark))
}

/// Why a colour cannot be the accent: the words on it could not be read, or it could not be told from the program's own papers.
pub fn illegible_accent(accent: Colour) -> Option<Illegible> {
    illegible(accent, |accent| lacking(accent_pairs(accent)))
}

/// Why a colour cannot be the paper: something on it could not be read.
pub fn illegible_paper(paper: Colour) -> Option<Illegible> {
    illegible(paper, |paper| lacking(paper_pairs(paper)))
}

fn illegible(colour: Colour, lacking: impl Fn(Colour) -> Option<(f64, f64)>) -> Option<Illegible> {
    let (has, needs) = lacking(colour)?;
    let nearest = stepped(colour.oklch(), &[1.0, -1.0], |candidate| lacking(candidate).is_none());
    Some(Illegible { has, needs, nearest })
}

/// The first colour that passes, in small steps of lightness to each of these sides.
fn stepped(from: Oklch, sides: &[f64], passes: impl Fn(Colour) -> bool) -> Colour {
    let steps = (0..=250_u32).flat_map(|step| sides.iter().map(move |side| side * f64::from(step) * 0.004));
    let colours = steps.map(|step| Oklch { lightness: (from.lightness + step).clamp(0.0, 1.0), ..from }.colour());
    let mut last = from.colour();
    for colour in colours {
        last = colour;
        if passes(colour) {
            break;
        }
    }
    last
}

impl Palette {
    /// The tokens that differ from the program's own.
    pub fn shades(self) -> Vec<Shade> {
        let mut shades = Vec::new();
        if let Some(paper) = self.paper {
            let (light, dark) = (Papers::of(paper, Theme::Light), Papers::of(paper, Theme::Dark));
            let mut add = |token, light, dark| shades.push(Shade { token, light, dark });
            add("paper", light.paper, dark.paper);
            add("paper-2", light.second, dark.second);
            add("paper-3", light.third, dark.third);
            add("raised", light.raised, dark.raised);
        }
        if let Some(accent) = self.accent {
            let (light, dark) = (self.lamp(accent, Theme::Light), self.lamp(accent, Theme::Dark));
            shades.extend(light.into_iter().zip(dark).map(|((token, light), (_, dark))| Shade { token, light, dark }));
        }
        shades
    }

    fn paper(self, theme: Theme) -> Colour {
        self.paper.map_or_else(|| theme.own(PAPER), |paper| Papers::of(paper, theme).paper)
    }

    /// The lamp and what is lit by it.
    fn lamp(self, accent: Colour, theme: Theme) -> [(&'static str, Colour); 5] {
        let of = accent.oklch();
        let at = |lightness: f64, chroma: f64| Oklch { lightness, chroma: of.chroma.min(chroma), ..of };
        let paper = self.paper(theme);
        let (wash, ink, side) = match theme {
            Theme::Light => (at(0.968, 0.032), at(0.47, 0.1), -1.0),
            Theme::Dark => (at(0.262, 0.028), at(0.855, 0.13), 1.0),
        };
        let reads_on = |wash: Colour| theme.own(INK_3).contrast(wash) >= 4.5 && theme.own(OK).contrast(wash) >= 4.5;
        let wash = stepped(wash, &[-side], reads_on);
        let ink = stepped(ink, &[side], |ink| ink.contrast(paper) >= 4.5 && ink.contrast(wash) >= 4.5);
        [
            ("lamp", accent),
            ("on-lamp", on_lamp(accent)),
            ("lamp-wash", wash),
            ("lamp-ink", ink),
            ("link-line", at(0.70, 0.11).colour()),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::super::colour::tests::{any_colour, colour};
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_inks_are_those_of_the_tokens() {
        let tokens = include_str!("../../../style/tokens.css");
        let tokens = tokens.split_whitespace().collect::<Vec<_>>().join(" ");
        let written = |(l, c, h): (f64, f64, f64)| (l, c, h);
        for (name, own) in
            [("ink", INK), ("ink-2", INK_2), ("ink-3", INK_3), ("line-2", LINE_2), ("focus", FOCUS), ("ok", OK), ("paper", PAPER)]
        {
            let line =
                tokens.split(&format!("--{name}: light-dark(")).nth(1).and_then(|rest| rest.split("));").next()).expect(name);
            let numbers = |text: &str| {
                let mut numbers = text
                    .trim()
                    .trim_start_matches("oklch(")
                    .trim_end_matches(')')
                    .split(' ')
                    .map(|number| number.parse::<f64>().unwrap());
                (numbers.next().unwrap(), numbers.next().unwrap(), numbers.next().unwrap())
            };
            let (light, dark) = line.split_once(", ").unwrap();
            assert_eq!((written(own.0), written(own.1)), (numbers(light), numbers(dark)), "{name}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_named_with_the_nearest_that_can() {
        assert_eq!(illegible_accent(colour("#ffc53d")), None);
        assert_eq!(illegible_paper(colour("#fdfcf8")), None);
        let navy = illegible_accent(colour("#1a2a6c")).unwrap();
        assert!(navy.has < 2.0 && (navy.needs - 7.0).abs() < 0.001, "{navy:?}");
        let grey = illegible_paper(colour("#cccccc")).unwrap();
        assert!(grey.has < grey.needs, "{grey:?}");
        let lightness = |colour: Colour| colour.oklch().lightness;
        assert!(lightness(grey.nearest) > lightness(colour("#cccccc")) && lightness(grey.nearest) < 1.0, "{grey:?}");
    }

    #[test]
    fn what_is_not_chosen_stays_the_programs_own() {
        assert_eq!(Palette::default().shades(), []);
        let tokens = |accent, paper| Palette { accent, paper }.shades().iter().map(|shade| shade.token).collect::<Vec<_>>();
        assert_eq!(tokens(None, Some(colour("#fff"))), ["paper", "paper-2", "paper-3", "raised"]);
        assert_eq!(tokens(Some(colour("#ffc53d")), None), ["lamp", "on-lamp", "lamp-wash", "lamp-ink", "link-line"]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn the_nearest_passes_and_in_what_passes_everything_is_read(accent in any_colour(), paper in any_colour()) {
            let accent = illegible_accent(accent).map_or(accent, |illegible| illegible.nearest);
            let paper = illegible_paper(paper).map_or(paper, |illegible| illegible.nearest);
            prop_assert_eq!(illegible_accent(accent), None);
            prop_assert_eq!(illegible_paper(paper), None);
            for palette in [Palette { accent: Some(accent), paper: Some(paper) }, Palette { accent: Some(accent), paper: None }] {
                let shades = palette.shades();
                let of = |token: &str| *shades.iter().find(|shade| shade.token == token).unwrap();
                for (theme, seen) in [(Theme::Light, (|shade: Shade| shade.light) as fn(Shade) -> Colour), (Theme::Dark, |shade| shade.dark)] {
                    let [lamp, on_lamp, wash, ink] = ["lamp", "on-lamp", "lamp-wash", "lamp-ink"].map(|token| seen(of(token)));
                    prop_assert!(on_lamp.contrast(lamp) >= 7.0);
                    prop_assert!(ink.contrast(palette.paper(theme)) >= 4.5 && ink.contrast(wash) >= 4.5);
                    prop_assert!(theme.own(INK_3).contrast(wash) >= 4.5 && theme.own(OK).contrast(wash) >= 4.5);
                }
            }
        }
    }
}
