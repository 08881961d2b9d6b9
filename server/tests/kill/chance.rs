//! Random moments, other ones in every run.

use std::fmt;
use std::time::{SystemTime, UNIX_EPOCH};

/// A source of chance (SplitMix64) that can say where it began.
pub struct Chance {
    began: u64,
    state: u64,
}

impl Chance {
    /// Begins with the time of day.
    pub fn of_today() -> Self {
        let nanos = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap()
            .as_nanos();
        Self::new(u64::try_from(nanos % u128::from(u64::MAX)).unwrap())
    }

    const fn new(began: u64) -> Self {
        Self {
            began,
            state: began,
        }
    }

    /// One more source, independent of this one from now on.
    pub fn split(&mut self) -> Self {
        Self::new(self.next())
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `n`.
    pub fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }
}

impl fmt::Display for Chance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "chance began with {}", self.began)
    }
}
