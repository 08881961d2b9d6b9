//! A clock that moves on by itself and chance that repeats.

use domain::time::Timestamp;
use service::clock::Clock;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

/// Every look at the clock is a millisecond later than the one before; chance follows a fixed
/// sequence (SplitMix64, Steele, Lea and Flood 2014).
#[derive(Debug)]
pub struct Seeded {
    now: AtomicI64,
    chance: AtomicU64,
}

impl Seeded {
    /// Begins on 1 September 2026.
    #[allow(
        clippy::new_without_default,
        reason = "a beginning is chosen, not a default"
    )]
    pub const fn new() -> Self {
        Self {
            now: AtomicI64::new(1_788_220_800_000_000),
            chance: AtomicU64::new(42),
        }
    }
    /// Sets clock and chance, so that what follows does not depend on what came before.
    pub fn set(&self, now: Timestamp, chance: u64) {
        self.now.store(now.micros(), Ordering::Relaxed);
        self.chance.store(chance, Ordering::Relaxed);
    }
    /// Lets seconds pass.
    pub fn pass(&self, seconds: i64) {
        self.now.fetch_add(seconds * 1_000_000, Ordering::Relaxed);
    }
}

impl Clock for Seeded {
    fn now(&self) -> Timestamp {
        Timestamp::from_micros(self.now.fetch_add(1_000, Ordering::Relaxed))
    }
    fn random(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let state = self
                .chance
                .fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::Relaxed);
            let mut z = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            z ^= z >> 31;
            chunk.copy_from_slice(&z.to_le_bytes()[..chunk.len()]);
        }
    }
}
