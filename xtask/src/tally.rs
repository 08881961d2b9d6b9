//! Steps with their seconds, and the one line that sums them up.

use std::time::Instant;

/// What passed and failed so far. A step counts once, unless it counts tests itself.
#[derive(Default)]
pub struct Tally {
    steps: Vec<Step>,
}

struct Step {
    name: String,
    seconds: f64,
    count: Count,
}

/// How many things passed and failed in one step.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Held.
    pub passed: u64,
    /// Did not hold, or did not run though it should have.
    pub failed: u64,
}

impl Count {
    /// One thing that held.
    pub const PASSED: Self = Self {
        passed: 1,
        failed: 0,
    };
    /// One thing that did not.
    pub const FAILED: Self = Self {
        passed: 0,
        failed: 1,
    };

    /// Adds another count to this one.
    pub fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl Tally {
    /// Runs one step, shows its name before and its seconds after, and counts it once. True if it
    /// passed: later steps that need it ask for that.
    pub fn step(&mut self, name: &str, work: impl FnOnce() -> Result<(), String>) -> bool {
        self.counting(name, || match work() {
            Ok(()) => Count::PASSED,
            Err(words) => {
                println!("    {words}");
                Count::FAILED
            }
        })
    }

    /// Runs one step that counts for itself. True if nothing failed.
    pub fn counting(&mut self, name: &str, work: impl FnOnce() -> Count) -> bool {
        println!("--- {name}");
        let start = Instant::now();
        let count = work();
        let step = Step {
            name: name.into(),
            seconds: start.elapsed().as_secs_f64(),
            count,
        };
        println!("{}", step.line());
        self.steps.push(step);
        count.failed == 0
    }

    /// A step that cannot run because of another one. It counts as failed.
    pub fn left_out(&mut self, name: &str, why: &str) {
        self.step(name, || Err(format!("not run: {why}")));
    }

    /// Prints all steps and `N passed, N failed` as the last line. An empty error if anything
    /// failed: the words were said where it happened.
    pub fn close(self) -> Result<(), String> {
        let mut total = Count::default();
        let mut seconds = 0.0;
        println!();
        for step in &self.steps {
            println!("{}", step.line());
            total.add(step.count);
            seconds += step.seconds;
        }
        println!("{seconds:8.1} s  in all");
        println!("{} passed, {} failed", total.passed, total.failed);
        if total.failed == 0 {
            Ok(())
        } else {
            Err(String::new())
        }
    }
}

impl Step {
    fn line(&self) -> String {
        let Count { passed, failed } = self.count;
        let verdict = match (passed, failed) {
            (1, 0) => "ok".to_owned(),
            (0, 1) => "FAILED".to_owned(),
            (_, 0) => format!("{passed} passed"),
            _ => format!("{passed} passed, {failed} FAILED"),
        };
        format!("{:8.1} s  {}: {verdict}", self.seconds, self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_failed_thing_makes_the_close_an_error() {
        let mut tally = Tally::default();
        assert!(tally.step("holds", || Ok(())));
        assert!(!tally.counting("half", || Count {
            passed: 3,
            failed: 1
        }));
        tally.left_out("needs it", "half failed");
        assert_eq!(tally.steps.len(), 3);
        assert!(tally.close().is_err());
    }

    #[test]
    fn all_passed_closes_well() {
        let mut tally = Tally::default();
        tally.counting("two", || Count {
            passed: 2,
            failed: 0,
        });
        assert_eq!(tally.close(), Ok(()));
    }
}
