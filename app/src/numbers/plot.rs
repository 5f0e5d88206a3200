//! A small plot of days, drawn by the server, and the same as a table.

use crate::icon::{Glyph, Icon};
use domain::numbers::DayCount;
use leptos::prelude::*;

/// What a day has of the plot's width, and what of that is its bar.
const STEP: f64 = 21.0;
const BAR: f64 = 15.0;
/// How high the plot is.
const HEIGHT: f64 = 40.0;
/// A day on which nothing happened leaves a mark too: it was counted.
const LEAST: f64 = 1.0;

/// How often something was opened, a bar a day; the highest one is lit.
#[component]
pub fn Plot(
    /// The days, the oldest first.
    days: Vec<DayCount>,
) -> impl IntoView {
    let most = most(&days).map_or(0, |day| day.count);
    let width = days.iter().fold(-(STEP - BAR), |width, _| width + STEP);
    let summary = summary(&days);
    let mut lefts = std::iter::successors(Some(0.0), |left| Some(left + STEP));
    let bars = days
        .iter()
        .map(|day| {
            let left = lefts.next().unwrap_or_default();
            let height = height(day.count, most);
            let is_highest = most > 0 && day.count == most;
            view! { <rect class:hi=is_highest x=left y=HEIGHT - height width=BAR height=height /> }
        })
        .collect_view();
    view! {
        <svg class="spark" viewBox=format!("0 0 {width} {HEIGHT}") preserveAspectRatio="none" role="img" aria-label=summary>
            {bars}
        </svg>
    }
    .into_any()
}

/// The days of a plot as a table, the newest first.
#[component]
pub fn DaysTable(
    /// The days, the oldest first.
    days: Vec<DayCount>,
) -> impl IntoView {
    let rows = days
        .into_iter()
        .rev()
        .map(|day| {
            view! {
                <tr>
                    <th scope="row">
                        <time datetime=day.iso>{day.words}</time>
                    </th>
                    <td class="num">{grouped(day.count)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <details class="fold">
            <summary>"Day by day" <Icon glyph=Glyph::Chevron /></summary>
            <table class="tally">
                <thead>
                    <tr>
                        <th scope="col">"Day"</th>
                        <th scope="col" class="num">
                            "Opened"
                        </th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </details>
    }
    .into_any()
}

/// The part of `most` that `count` is, of the plot's height.
fn height(count: u64, most: u64) -> f64 {
    match most {
        0 => LEAST,
        most => (part(count, most) * HEIGHT).max(LEAST),
    }
}

/// What part of `whole` that is, from 0 to 1, to three places.
pub(super) fn part(count: u64, whole: u64) -> f64 {
    let thousandths = u32::try_from(u128::from(count) * 1_000 / u128::from(whole.max(1))).unwrap_or(1_000);
    f64::from(thousandths.min(1_000)) / 1_000.0
}

fn most(days: &[DayCount]) -> Option<&DayCount> {
    // Of two days with the same count the later one: the eye finds it first.
    days.iter().max_by_key(|day| day.count).filter(|day| day.count > 0)
}

/// What the plot says to those who do not see it.
fn summary(days: &[DayCount]) -> String {
    let sum = days.iter().map(|day| day.count).sum();
    match most(days) {
        None => format!("Not opened in {} days.", days.len()),
        Some(day) => {
            format!("Opened {} in {} days, most on {}: {}.", times(sum), days.len(), day.words, grouped(day.count))
        }
    }
}

/// `once`, `8,214 times`.
fn times(count: u64) -> String {
    match count {
        1 => "once".to_owned(),
        count => format!("{} times", grouped(count)),
    }
}

/// The number in groups of three digits: `8,214`.
pub(super) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(counts: &[u64]) -> Vec<DayCount> {
        let day = |(count, number): (&u64, u32)| DayCount {
            iso: format!("2026-03-{number:02}"),
            words: format!("{number} March 2026"),
            count: *count,
        };
        counts.iter().zip(1..).map(day).collect()
    }

    #[test]
    fn the_plot_says_in_words_what_it_shows() {
        assert_eq!(summary(&days(&[0, 0])), "Not opened in 2 days.");
        assert_eq!(summary(&days(&[0, 1])), "Opened once in 2 days, most on 2 March 2026: 1.");
        assert_eq!(summary(&days(&[1_200, 7_014, 0])), "Opened 8,214 times in 3 days, most on 2 March 2026: 7,014.");
    }

    #[test]
    fn bars_are_as_high_as_their_part_of_the_highest_and_no_day_is_left_out() {
        let of = |count, most| format!("{:.2}", height(count, most));
        assert_eq!(
            [of(0, 0), of(0, 10), of(5, 10), of(10, 10), of(u64::MAX, u64::MAX)],
            ["1.00", "1.00", "20.00", "40.00", "40.00"]
        );
    }

    #[test]
    fn numbers_stand_in_groups_of_three() {
        let cases = [(0, "0"), (999, "999"), (1_000, "1,000"), (123_456, "123,456"), (1_234_567, "1,234,567")];
        for (number, words) in cases {
            assert_eq!(grouped(number), words);
        }
    }
}
