//! Instants, as the log keeps them.

use serde::{Deserialize, Serialize};

/// An instant in microseconds since 1970-01-01T00:00:00Z. Order comes from the log's sequence
/// numbers; an instant is for people to read and for leases and sessions to run out.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Timestamp(i64);

impl Timestamp {
    /// From microseconds since 1970.
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }
    /// Microseconds since 1970.
    pub const fn micros(self) -> i64 {
        self.0
    }
    /// This instant and `seconds` more (less, if negative).
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(1_000_000)))
    }
    /// Year, month (1 to 12), day, hour, minute and second in UTC (proleptic Gregorian; the
    /// algorithm is Howard Hinnant's `civil_from_days`).
    pub fn civil(self) -> (i64, u32, u32, u32, u32, u32) {
        let seconds = self.0.div_euclid(1_000_000);
        let days = seconds.div_euclid(86_400);
        let rest = seconds.rem_euclid(86_400) as u32;
        let z = days + 719_468;
        let era = z.div_euclid(146_097);
        let doe = z.rem_euclid(146_097);
        let yoe = (doe - doe / 1_460 + doe / 36_524 - doe / 146_096) / 365;
        let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
        let mp = (5 * doy + 2) / 153;
        let day = (doy - (153 * mp + 2) / 5 + 1) as u32;
        let month = if mp < 10 { mp + 3 } else { mp - 9 } as u32;
        let year = yoe + era * 400 + i64::from(month <= 2);
        (year, month, day, rest / 3600, rest / 60 % 60, rest % 60)
    }
    /// `2026-11-21T20:45:23Z`, for exports.
    pub fn iso(self) -> String {
        let (y, mo, d, h, mi, s) = self.civil();
        format!("{y:04}-{mo:02}-{d:02}T{h:02}:{mi:02}:{s:02}Z")
    }
}

#[cfg(test)]
mod tests {
    use super::Timestamp;

    #[test]
    fn instants_read_as_calendar_dates() {
        assert_eq!(Timestamp::from_micros(0).iso(), "1970-01-01T00:00:00Z");
        assert_eq!(
            Timestamp::from_micros(951_782_399_000_000).iso(),
            "2000-02-28T23:59:59Z"
        );
        assert_eq!(
            Timestamp::from_micros(951_782_400_000_000).iso(),
            "2000-02-29T00:00:00Z"
        );
        assert_eq!(Timestamp::from_micros(-1).iso(), "1969-12-31T23:59:59Z");
        assert_eq!(
            Timestamp::from_micros(0).plus_seconds(86_400 * 365).iso(),
            "1971-01-01T00:00:00Z"
        );
    }
}
