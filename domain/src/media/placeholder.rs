//! What stands in a picture's place until it has come: its colours in a grid, small enough to be part of the page.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// Cells from left to right.
pub const COLUMNS: usize = 4;
/// Cells from top to bottom.
pub const ROWS: usize = 3;

/// The colours of a picture in a grid of [`COLUMNS`] by [`ROWS`] cells, row by row from the top left, four bits a channel:
/// red, green, blue.
///
/// Written as three lower-case hexadecimal digits a cell, which is how CSS and SVG write such a colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Placeholder([[u8; 3]; COLUMNS * ROWS]);

/// A text that is no placeholder: not 36 lower-case hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not 36 lower-case hexadecimal digits")]
pub struct NotAPlaceholder;

impl Placeholder {
    /// The placeholder of a picture that was made so small that each cell is one pixel, eight bits a channel.
    #[must_use]
    pub fn of(cells: [[u8; 3]; COLUMNS * ROWS]) -> Self {
        // The nearest of the sixteen steps, which are 17 apart.
        Self(cells.map(|cell| cell.map(|channel| (channel / 17) + u8::from(channel % 17 > 8))))
    }

    /// The cells with their place: column, row, colour as `#rgb`.
    pub fn cells(self) -> impl Iterator<Item = (usize, usize, String)> {
        self.0
            .into_iter()
            .enumerate()
            .map(|(at, [red, green, blue])| (at % COLUMNS, at / COLUMNS, format!("#{red:x}{green:x}{blue:x}")))
    }
}

impl fmt::Display for Placeholder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().flatten().try_for_each(|channel| write!(f, "{channel:x}"))
    }
}

impl FromStr for Placeholder {
    type Err = NotAPlaceholder;

    fn from_str(text: &str) -> Result<Self, NotAPlaceholder> {
        let mut cells = [[0; 3]; COLUMNS * ROWS];
        if text.len() != COLUMNS * ROWS * 3 {
            return Err(NotAPlaceholder);
        }
        for (channel, digit) in cells.iter_mut().flatten().zip(text.bytes()) {
            *channel = match digit {
                b'0'..=b'9' => digit - b'0',
                b'a'..=b'f' => digit - b'a' + 10,
                _ => return Err(NotAPlaceholder),
            };
        }
        Ok(Self(cells))
    }
}

impl TryFrom<String> for Placeholder {
    type Error = NotAPlaceholder;

    fn try_from(text: String) -> Result<Self, NotAPlaceholder> {
        text.parse()
    }
}

impl From<Placeholder> for String {
    fn from(placeholder: Placeholder) -> Self {
        placeholder.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn each_channel_becomes_the_nearest_of_sixteen_steps() {
        let mut cells = [[0; 3]; COLUMNS * ROWS];
        cells[0] = [0, 8, 9];
        cells[5] = [255, 246, 247];
        let placeholder = Placeholder::of(cells);
        let cells: Vec<_> = placeholder.cells().collect();
        assert_eq!(cells[0], (0, 0, "#001".to_owned()));
        assert_eq!(cells[5], (1, 1, "#fef".to_owned()));
        assert_eq!(cells.last().unwrap(), &(3, 2, "#000".to_owned()));
    }

    #[test]
    fn only_colours_are_a_placeholder() {
        for wrong in ["", "fff", &"g".repeat(36), &"F".repeat(36), &"0".repeat(37), &"é".repeat(18)] {
            assert_eq!(wrong.parse::<Placeholder>(), Err(NotAPlaceholder), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn a_placeholder_reads_back_as_itself(cells: [[u8; 3]; COLUMNS * ROWS]) {
            let placeholder = Placeholder::of(cells);
            prop_assert_eq!(placeholder.to_string().parse(), Ok(placeholder));
        }
    }
}
