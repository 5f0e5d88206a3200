//! Chance that falls the same way each time: the archive of one size is always the same.

/// Numbers that look random and follow from their beginning alone. Source: `SplitMix64` (Steele, Lea and Flood, 2014).
pub(super) struct Chance(u64);

impl Chance {
    /// The chance of that number: near numbers have nothing in common.
    pub(super) fn of(number: usize) -> Self {
        let mut chance = Self(number as u64);
        chance.0 = chance.next();
        chance
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`, which is not 0.
    pub(super) fn below(&mut self, end: usize) -> usize {
        let end = end as u64;
        usize::try_from(self.next() % end).expect("it is below a usize")
    }

    /// Whether something happens that happens so often in a hundred.
    pub(super) fn percent(&mut self, often: usize) -> bool {
        self.below(100) < often
    }

    /// One of these.
    pub(super) fn one<'a, T: ?Sized>(&mut self, list: &[&'a T]) -> &'a T {
        list[self.below(list.len())]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chance_falls_the_same_way_each_time_and_spreads() {
        let roll =
            |number| (0..10_000).map(|_| 0).scan(Chance::of(number), |chance, _| Some(chance.below(10))).collect::<Vec<_>>();
        assert_eq!(roll(7), roll(7));
        assert_ne!(roll(7), roll(8));
        for face in 0..10 {
            let often = roll(7).into_iter().filter(|roll| *roll == face).count();
            assert!((800..1_200).contains(&often), "{face}: {often}");
        }
    }
}
