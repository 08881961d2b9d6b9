//! Promises about the source and the built site that no compiler checks.

mod arrows;
mod browser_tree;
mod cfg_budget;
mod links;
mod site_size;
mod source;
mod sql;
mod style_attributes;

use crate::tally::Count;
use crate::workspace::Workspace;

/// One promise: what it says, and what breaks it (empty if it holds).
struct Guard {
    promise: &'static str,
    broken: Result<Vec<String>, String>,
}

/// The guards that need no build.
pub fn of_source(workspace: &Workspace) -> Count {
    judge([
        Guard {
            promise: "the browser side knows no database and no server",
            broken: browser_tree::broken(workspace),
        },
        Guard {
            promise: "`cfg(` in app/src stands only in lib.rs, at most five times",
            broken: cfg_budget::broken(workspace),
        },
        Guard {
            promise: "no style attribute in pages and pictures",
            broken: style_attributes::broken(workspace),
        },
        Guard {
            promise: "crates depend on each other as drawn",
            broken: arrows::broken(workspace),
        },
        Guard {
            promise: "SQL stands only in store",
            broken: sql::broken(workspace),
        },
        Guard {
            promise: "links in the documents lead somewhere",
            broken: links::broken(workspace),
        },
    ])
}

/// The guards that look at what was built.
pub fn of_site(workspace: &Workspace) -> Count {
    judge([Guard {
        promise: "scripts and wasm are at most 212 KB as brotli",
        broken: site_size::broken(workspace),
    }])
}

fn judge<const N: usize>(guards: [Guard; N]) -> Count {
    let mut count = Count::default();
    for guard in guards {
        let broken = guard.broken.unwrap_or_else(|words| vec![words]);
        if broken.is_empty() {
            println!("    holds: {}", guard.promise);
            count.passed += 1;
        } else {
            println!("    BROKEN: {}", guard.promise);
            for place in broken {
                println!("        {place}");
            }
            count.failed += 1;
        }
    }
    count
}
