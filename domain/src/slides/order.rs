//! The order of slides: where one stands among the others, and how it is moved.

use crate::ids::{ArticleId, SlideId};
use serde::{Deserialize, Serialize};

/// A slide is to stand before another one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Move {
    /// The slide that moves.
    pub slide: SlideId,
    /// The slide that it is to stand before; none means at the end.
    pub before: Option<SlideId>,
}

/// A slide is to go to another article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MoveTo {
    /// The slide that moves.
    pub slide: SlideId,
    /// The article that it moves to.
    pub to: ArticleId,
    /// The slide there that it is to stand before; none means at the end.
    pub before: Option<SlideId>,
}

/// The order after the move; none when one of the two slides is not there.
pub fn moved<T: PartialEq + Clone>(order: &[T], item: &T, before: Option<&T>) -> Option<Vec<T>> {
    if !order.contains(item) {
        return None;
    }
    let mut others: Vec<T> = order.iter().filter(|other| *other != item).cloned().collect();
    let place = match before {
        None => others.len(),
        Some(before) if before == item => return Some(order.to_vec()),
        Some(before) => others.iter().position(|other| other == before)?,
    };
    others.insert(place, item.clone());
    Some(others)
}

#[cfg(feature = "store")]
mod verb {
    use super::{Move, moved};
    use crate::accounts::WritingDoor;
    use crate::articles::Error;
    use crate::slides::rows;

    impl WritingDoor<'_> {
        /// Moves a slide.
        ///
        /// # Errors
        /// [`Error::Gone`] when one of the slides is not on this article, [`Error::WrongState`] while the article waits for
        /// review.
        pub async fn move_slide(&self, ask: Move) -> Result<(), Error> {
            let (tx, _) = self.begin_edit().await?;
            let order = rows::order(&tx, self.article.id).await?;
            let order = moved(&order, &ask.slide, ask.before.as_ref()).ok_or(Error::Gone)?;
            rows::renumber(&tx, &order).await?;
            Ok(tx.commit_unseen().await?)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::moved;
    use proptest::prelude::*;

    #[test]
    fn a_slide_moves_before_another_or_to_the_end() {
        assert_eq!(moved(&[1, 2, 3], &3, Some(&1)), Some(vec![3, 1, 2]));
        assert_eq!(moved(&[1, 2, 3], &1, Some(&3)), Some(vec![2, 1, 3]));
        assert_eq!(moved(&[1, 2, 3], &1, None), Some(vec![2, 3, 1]));
        assert_eq!(moved(&[1, 2, 3], &2, Some(&2)), Some(vec![1, 2, 3]));
    }

    #[test]
    fn a_slide_that_is_not_there_moves_nothing() {
        assert_eq!(moved(&[1, 2], &3, None), None);
        assert_eq!(moved(&[1, 2], &1, Some(&3)), None);
    }

    proptest! {
        #[test]
        fn a_move_keeps_every_slide_and_the_order_of_the_others(count in 1_usize..30, from in 0_usize..30, to in 0_usize..40) {
            let order: Vec<usize> = (0..count).collect();
            let item = from % count;
            let before = (to < count).then_some(to);
            let after = moved(&order, &item, before.as_ref()).expect("both are there");
            let mut sorted = after.clone();
            sorted.sort_unstable();
            prop_assert_eq!(&sorted, &order);
            let others: Vec<usize> = after.iter().copied().filter(|other| *other != item).collect();
            prop_assert!(others.is_sorted());
            let place = after.iter().position(|other| *other == item).expect("it is kept");
            match before {
                None => prop_assert_eq!(place, count - 1),
                Some(before) if before == item => prop_assert_eq!(place, item),
                Some(before) => prop_assert_eq!(after[place + 1], before),
            }
        }
    }
}
