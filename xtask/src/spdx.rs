//! Reading a licence expression. Standard: SPDX 2.3, annex D, and cargo's older `/` for `OR`.

/// Whether `expression` can be met by licences that `allowed` accepts alone.
///
/// `OR` is met by one side, `AND` by both; `X WITH Y` asks for `X WITH Y` and then for `X`, since an exception only
/// adds to what one may do. What cannot be read is not met.
pub fn is_met(expression: &str, allowed: &dyn Fn(&str) -> bool) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut reader = Reader { words: &words, at: 0, allowed };
    let met = reader.any();
    met == Some(true) && reader.at == words.len()
}

struct Reader<'a> {
    words: &'a [&'a str],
    at: usize,
    allowed: &'a dyn Fn(&str) -> bool,
}

impl<'a> Reader<'a> {
    fn any(&mut self) -> Option<bool> {
        let mut met = self.all()?;
        while self.take("OR") {
            met |= self.all()?;
        }
        Some(met)
    }

    fn all(&mut self) -> Option<bool> {
        let mut met = self.one()?;
        while self.take("AND") {
            met &= self.one()?;
        }
        Some(met)
    }

    fn one(&mut self) -> Option<bool> {
        if self.take("(") {
            let met = self.any()?;
            return self.take(")").then_some(met);
        }
        let licence = self.word()?;
        if self.take("WITH") {
            let exception = self.word()?;
            return Some((self.allowed)(&format!("{licence} WITH {exception}")) || (self.allowed)(licence));
        }
        Some((self.allowed)(licence))
    }

    fn word(&mut self) -> Option<&'a str> {
        let word = *self.words.get(self.at)?;
        self.at += 1;
        Some(word)
    }

    fn take(&mut self, word: &str) -> bool {
        let is_next = self.words.get(self.at) == Some(&word);
        self.at += usize::from(is_next);
        is_next
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn met(expression: &str) -> bool {
        is_met(expression, &|licence| ["MIT", "Apache-2.0", "Unicode-3.0"].contains(&licence))
    }

    #[test]
    fn one_side_of_or_is_enough_and_both_of_and_are_needed() {
        assert!(met("MIT"));
        assert!(met("GPL-2.0-only OR MIT"));
        assert!(met("MIT/Apache-2.0"));
        assert!(!met("GPL-2.0-only"));
        assert!(!met("MIT AND GPL-2.0-only"));
        assert!(met("(MIT OR GPL-2.0-only) AND Unicode-3.0"));
        assert!(!met("MIT OR GPL-2.0-only AND"));
        assert!(!met("(MIT"));
        assert!(!met(""));
    }

    #[test]
    fn an_exception_asks_for_its_licence() {
        assert!(met("Apache-2.0 WITH LLVM-exception"));
        assert!(!met("GPL-2.0-only WITH Classpath-exception-2.0"));
    }
}
