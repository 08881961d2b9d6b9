//! Time and chance, as parameters: the rules and the store know neither.

use domain::time::Timestamp;
use std::time::{SystemTime, UNIX_EPOCH};
use uuid::{Builder, Uuid};

/// Where time and chance come from.
pub trait Clock: Send + Sync + 'static {
    /// The present instant.
    fn now(&self) -> Timestamp;
    /// The time by which nodes judge each other's silence; the present, whatever a story's clock says.
    fn present(&self) -> Timestamp {
        self.now()
    }
    /// Fills with bytes nobody can guess.
    fn random(&self, bytes: &mut [u8]);
    /// A new id, later than those before it.
    fn id(&self) -> Uuid {
        let mut random = [0_u8; 10];
        self.random(&mut random);
        let millis = u64::try_from(self.now().micros() / 1_000).unwrap_or(0);
        Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
    }
}

/// The clock of the computer and its source of chance.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        let since = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        Timestamp::from_micros(i64::try_from(since.as_micros()).unwrap_or(i64::MAX))
    }
    fn random(&self, bytes: &mut [u8]) {
        rand::fill(bytes);
    }
}
