//! Contrast of the colour tokens, in light and in dark. Standard: WCAG 2.2, 1.4.3, 1.4.6 and 1.4.11.

use std::collections::BTreeMap;

use crate::tidy::finding::Finding;
use crate::tidy::sheets::{self, Sheet, Value};

/// What stands on what, and the least ratio.
const PAIRS: [(&str, &str, f64); 22] = [
    ("ink", "paper", 7.0),
    ("ink", "paper-2", 7.0),
    ("ink", "raised", 7.0),
    ("ink-2", "paper", 7.0),
    ("ink-3", "paper", 4.5),
    ("ink-3", "paper-2", 4.5),
    ("ink-3", "paper-3", 4.5),
    ("ink-3", "raised", 4.5),
    ("ink-3", "lamp-wash", 4.5),
    ("line-2", "paper", 3.0),
    ("on-lamp", "lamp", 7.0),
    ("lamp-ink", "paper", 4.5),
    ("lamp-ink", "lamp-wash", 4.5),
    ("on-act", "act", 7.0),
    ("focus", "paper", 3.0),
    ("focus", "paper-3", 3.0),
    ("danger", "danger-wash", 4.5),
    ("on-danger", "danger", 4.5),
    ("ok", "lamp-wash", 4.5),
    ("ok", "ok-wash", 4.5),
    ("room-ink", "room", 7.0),
    ("room-ink-2", "room", 7.0),
];

/// A token's colour in light and in dark, as luminance from 0 to 1.
#[derive(Clone, Copy, Debug)]
struct Luminance {
    light: f64,
    dark: f64,
}

/// Pairs of tokens that are too alike.
pub fn breaches(all: &[Sheet]) -> Vec<Finding> {
    let Some(tokens) = all.iter().find(|sheet| sheet.path == sheets::TOKENS) else {
        return vec![Finding::new(sheets::TOKENS, 1, "the tokens are missing", "keep every colour in this file")];
    };
    let colours = luminances(tokens);
    let mut breaches = Vec::new();
    for (front, back, least) in PAIRS {
        let (Some(a), Some(b)) = (colours.get(front), colours.get(back)) else {
            let rule = format!("`--{front}` on `--{back}` cannot be measured");
            breaches.push(Finding::new(sheets::TOKENS, 1, rule, "give both as oklch(), alone or in light-dark()"));
            continue;
        };
        for (theme, has) in [("light", ratio(a.light, b.light)), ("dark", ratio(a.dark, b.dark))] {
            if has < least {
                let rule = format!("`--{front}` on `--{back}` has {has:.1} : 1 in {theme}, and needs {least}");
                breaches.push(Finding::new(
                    sheets::TOKENS,
                    line_of(tokens, front),
                    rule,
                    "move one of them further away in lightness",
                ));
            }
        }
    }
    breaches
}

fn line_of(tokens: &Sheet, name: &str) -> usize {
    let written = format!("--{name}:");
    tokens.text.lines().position(|line| line.contains(&written)).map_or(1, |at| at + 1)
}

/// The first definition of each token counts: later ones are for those who ask for more contrast.
fn luminances(tokens: &Sheet) -> BTreeMap<&str, Luminance> {
    let mut colours = BTreeMap::new();
    for (name, value) in tokens.custom_properties() {
        if let Some(luminance) = read(value) {
            colours.entry(name).or_insert(luminance);
        }
    }
    colours
}

/// `oklch(L C H)`, or two of them in `light-dark()`. What lets the ground through has no contrast of its own.
fn read(value: &[Value]) -> Option<Luminance> {
    if let [Value::Function(name), rest @ ..] = value
        && name == "light-dark"
    {
        let comma = rest.iter().position(|part| *part == Value::Other(','))?;
        return Some(Luminance { light: oklch(&rest[..comma])?, dark: oklch(&rest[comma + 1..])? });
    }
    let both = oklch(value)?;
    Some(Luminance { light: both, dark: both })
}

fn oklch(value: &[Value]) -> Option<f64> {
    match value {
        [Value::Function(name), Value::Number(l), Value::Number(c), Value::Number(h), Value::Close, ..] if name == "oklch" => {
            Some(luminance(*l, *c, *h))
        }
        _ => None,
    }
}

/// The relative luminance of a colour in OKLCH as a screen shows it: each channel of sRGB cut to what there is.
///
/// Source: CSS Color 4, 10.4 (the matrices) and WCAG 2.2, relative luminance (the weights).
fn luminance(lightness: f64, chroma: f64, hue_degrees: f64) -> f64 {
    let (a, b) = (chroma * hue_degrees.to_radians().cos(), chroma * hue_degrees.to_radians().sin());
    let long = (lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
    let medium = (lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
    let short = (lightness - 0.089_484_177_5 * a - 1.291_485_548_0 * b).powi(3);
    let red = 4.076_741_662_1 * long - 3.307_711_591_3 * medium + 0.230_969_929_2 * short;
    let green = -1.268_438_004_6 * long + 2.609_757_401_1 * medium - 0.341_319_396_5 * short;
    let blue = -0.004_196_086_3 * long - 0.703_418_614_7 * medium + 1.707_614_701_0 * short;
    0.2126 * red.clamp(0.0, 1.0) + 0.7152 * green.clamp(0.0, 1.0) + 0.0722 * blue.clamp(0.0, 1.0)
}

fn ratio(a: f64, b: f64) -> f64 {
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(ink_3: &str) -> Sheet {
        let text = format!(
            "@layer tokens {{ :root {{
              --paper: light-dark(oklch(0.988 0.0025 100), oklch(0.178 0.008 265));
              --ink: light-dark(oklch(0.205 0.014 265), oklch(0.945 0.006 95));
              --ink-3: {ink_3};
              --lamp: light-dark(oklch(0.845 0.158 84), oklch(0.835 0.150 84));
              --on-lamp: oklch(0.22 0.035 75);
              --white: oklch(1 0 0); --black: oklch(0 0 0);
            }} @media (prefers-contrast: more) {{ :root {{ --ink-3: oklch(0 0 0); }} }} }}"
        );
        Sheet::read(sheets::TOKENS, &text).unwrap()
    }

    #[test]
    fn ratios_are_those_of_the_design() {
        let sheet = tokens("light-dark(oklch(0.505 0.012 265), oklch(0.685 0.010 95))");
        let colours = luminances(&sheet);
        for (front, back, light, dark) in [
            ("white", "black", 21.0, 21.0),
            ("ink", "paper", 17.3, 16.1),
            ("ink-3", "paper", 5.7, 6.7),
            ("on-lamp", "lamp", 10.7, 10.4),
        ] {
            let (a, b) = (colours[front], colours[back]);
            assert!((ratio(a.light, b.light) - light).abs() < 0.06, "{front} {}", ratio(a.light, b.light));
            assert!((ratio(a.dark, b.dark) - dark).abs() < 0.06, "{front} {}", ratio(a.dark, b.dark));
        }
    }

    #[test]
    fn a_pair_that_is_too_alike_is_named_with_its_theme() {
        let found = breaches(&[tokens("light-dark(oklch(0.7 0.012 265), oklch(0.685 0.010 95))")]);
        let rules: Vec<&str> = found.iter().map(|finding| finding.rule.as_str()).filter(|rule| rule.contains("has")).collect();
        assert_eq!(rules, ["`--ink-3` on `--paper` has 2.6 : 1 in light, and needs 4.5"]);
    }
}
