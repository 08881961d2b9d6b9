//! Counting tests in what cargo and Playwright print.

use serde_json::Value;

use crate::tally::Count;

/// What a `test result:` line adds; nothing for any other line. A test switched off did not hold.
pub fn of_line(line: &str) -> Count {
    let Some(result) = line.strip_prefix("test result: ") else {
        return Count::default();
    };
    let figure = |word: &str| -> u64 {
        result
            .split([';', '.'])
            .filter_map(|part| part.trim().strip_suffix(word)?.trim().parse::<u64>().ok())
            .sum()
    };
    Count {
        passed: figure("passed"),
        failed: figure("failed") + figure("ignored"),
    }
}

/// A run that ended badly though no test failed (it did not compile, a test took the process with
/// it) is one failure; so is a run without a single test.
pub fn with_end(mut count: Count, ended: Result<(), String>) -> Count {
    let empty = count == Count::default();
    match ended {
        Err(words) => {
            println!("    {words}");
            count.failed = count.failed.max(1);
        }
        Ok(()) if empty => {
            println!("    not a single test ran");
            count.failed = 1;
        }
        Ok(()) => {}
    }
    count
}

/// The figures of Playwright's JSON report; `None` if it is not one. A journey that passed only at
/// a second attempt, or was skipped, did not hold.
pub fn of_playwright(report: &str) -> Option<Count> {
    let report: Value = serde_json::from_str(report).ok()?;
    let stats = &report["stats"];
    Some(Count {
        passed: stats["expected"].as_u64()?,
        failed: stats["unexpected"].as_u64()?
            + stats["flaky"].as_u64()?
            + stats["skipped"].as_u64()?
            + report["errors"].as_array()?.len() as u64,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn result_lines_are_counted() {
        let ok = "test result: ok. 12 passed; 0 failed; 0 ignored; 0 measured; 3 filtered out; \
                  finished in 0.01s";
        assert_eq!(
            of_line(ok),
            Count {
                passed: 12,
                failed: 0
            }
        );
        let bad = "test result: FAILED. 5 passed; 2 failed; 1 ignored; 0 measured; 0 filtered out; \
                   finished in 1.50s";
        assert_eq!(
            of_line(bad),
            Count {
                passed: 5,
                failed: 3
            }
        );
        assert_eq!(of_line("test shelves::one ... ok"), Count::default());
    }

    #[test]
    fn a_bad_end_is_a_failure_once() {
        let two = Count {
            passed: 1,
            failed: 2,
        };
        assert_eq!(with_end(two, Err("x".into())), two);
        assert_eq!(
            with_end(Count::PASSED, Err("x".into())),
            Count {
                passed: 1,
                failed: 1
            }
        );
        assert_eq!(with_end(Count::default(), Ok(())), Count::FAILED);
        assert_eq!(with_end(Count::PASSED, Ok(())), Count::PASSED);
    }

    #[test]
    fn journeys_are_counted() {
        let report = r#"{"errors": [{}], "stats": {"expected": 4, "skipped": 1, "unexpected": 2, "flaky": 1}}"#;
        assert_eq!(
            of_playwright(report),
            Some(Count {
                passed: 4,
                failed: 5
            })
        );
        assert_eq!(of_playwright("{}"), None);
    }
}
