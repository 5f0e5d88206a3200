//! A figure, what it may be at most, and the table of all.

/// One measured figure.
pub struct Figure {
    what: String,
    measured: f64,
    unit: &'static str,
    at_most: f64,
}

impl Figure {
    /// `measured` and `at_most` are in `unit`.
    pub fn of(what: &str, measured: f64, unit: &'static str, at_most: f64) -> Self {
        Self { what: what.to_owned(), measured, unit, at_most }
    }
}

/// One line a figure; those above their limit are marked.
pub fn table(figures: &[Figure]) -> String {
    let head = format!("\n{:<44} {:>10} {:>10}\n", "figure", "measured", "at most");
    let lines = figures.iter().map(|Figure { what, measured, unit, at_most }| {
        let mark = if measured > at_most { "  <- too much" } else { "" };
        format!("{what:<44} {measured:>7.2} {unit:<2} {at_most:>7.1} {unit:<2}{mark}\n")
    });
    std::iter::once(head).chain(lines).collect::<Vec<_>>().concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_much_is_marked() {
        let table = table(&[Figure::of("a", 1.0, "ms", 1.0), Figure::of("b", 61.0, "MB", 60.0)]);
        let marked: Vec<bool> = table.lines().skip(2).map(|line| line.ends_with("too much")).collect();
        assert_eq!(marked, [false, true]);
    }
}
