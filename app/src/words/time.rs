//! Instants in words. All of them are in UTC, which the exact form says.

use domain::time::Timestamp;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A day: `12 March`; with the year if it is not that of `now`: `12 March 2024`.
pub fn day(now: Timestamp, at: Timestamp) -> String {
    let (year, month, day, ..) = at.civil();
    let name = month_name(month);
    if year == now.civil().0 {
        format!("{day} {name}")
    } else {
        format!("{day} {name} {year}")
    }
}

/// An instant to the minute: `12 March 2026, 09:10 UTC`.
pub fn exact(at: Timestamp) -> String {
    let (year, month, day, hour, minute, _) = at.civil();
    format!(
        "{day} {} {year}, {hour:02}:{minute:02} UTC",
        month_name(month)
    )
}

/// How long ago, short: `now`, `12 min`, `3 h`, `yesterday`, `5 d`, then the day.
pub fn ago(now: Timestamp, at: Timestamp) -> String {
    match passed(now, at) {
        Passed::Moment => "now".into(),
        Passed::Minutes(n) => format!("{n} min"),
        Passed::Hours(n) => format!("{n} h"),
        Passed::Days(1) => "yesterday".into(),
        Passed::Days(n) => format!("{n} d"),
        Passed::Long => day(now, at),
    }
}

/// How long ago, within a line of its own: `12 min ago`, `yesterday`, `12 March`.
pub fn since(now: Timestamp, at: Timestamp) -> String {
    match passed(now, at) {
        Passed::Moment => "just now".into(),
        Passed::Minutes(n) => format!("{n} min ago"),
        Passed::Hours(n) => format!("{n} h ago"),
        Passed::Days(1) => "yesterday".into(),
        Passed::Days(n) => format!("{n} days ago"),
        Passed::Long => day(now, at),
    }
}

/// How long something has lasted: `less than a day`, `1 day`, `6 days`.
pub fn lasted(now: Timestamp, from: Timestamp) -> String {
    match seconds(now, from) / 86_400 {
        ..=0 => "less than a day".into(),
        1 => "1 day".into(),
        days => format!("{days} days"),
    }
}

enum Passed {
    Moment,
    Minutes(i64),
    Hours(i64),
    Days(i64),
    Long,
}

fn passed(now: Timestamp, at: Timestamp) -> Passed {
    match seconds(now, at) {
        ..=59 => Passed::Moment,
        s @ 60..=3_599 => Passed::Minutes(s / 60),
        s @ 3_600..=86_399 => Passed::Hours(s / 3_600),
        s @ 86_400..=604_799 => Passed::Days(s / 86_400),
        _ => Passed::Long,
    }
}

fn seconds(now: Timestamp, at: Timestamp) -> i64 {
    now.micros().saturating_sub(at.micros()) / 1_000_000
}

fn month_name(month: u32) -> &'static str {
    MONTHS
        .get(month.saturating_sub(1) as usize)
        .copied()
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longer_ago_the_coarser() {
        // 21 November 2026, 20:45:23 UTC
        let now = Timestamp::from_micros(1_795_293_923_000_000);
        for (seconds, short, long) in [
            (-30, "now", "just now"),
            (59, "now", "just now"),
            (720, "12 min", "12 min ago"),
            (3 * 3_600, "3 h", "3 h ago"),
            (30 * 3_600, "yesterday", "yesterday"),
            (6 * 86_400, "6 d", "6 days ago"),
            (9 * 86_400, "12 November", "12 November"),
            (400 * 86_400, "17 October 2025", "17 October 2025"),
        ] {
            let at = now.plus_seconds(-seconds);
            assert_eq!(ago(now, at), short);
            assert_eq!(since(now, at), long);
        }
        assert_eq!(exact(now), "21 November 2026, 20:45 UTC");
        assert_eq!(lasted(now, now.plus_seconds(-6 * 86_400)), "6 days");
        assert_eq!(lasted(now, now.plus_seconds(-90)), "less than a day");
    }
}
