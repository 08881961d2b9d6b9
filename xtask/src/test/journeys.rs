//! The journeys: a real Chromium against the real program.

use std::path::Path;
use std::process::Command;

use super::counts;
use crate::process;
use crate::tally::Count;
use crate::tools;
use crate::workspace::Workspace;

/// Runs all journeys and counts each.
pub fn step(workspace: &Workspace) -> Count {
    counted(workspace, "journeys", |_| {})
}

/// Runs the journeys over data that are not in the repository, and counts each.
pub fn on_data(workspace: &Workspace, folder: &Path) -> Count {
    counted(workspace, "acceptance", |command| {
        command
            .arg("--config=acceptance.config.ts")
            .env("CONCORD_ACCEPTANCE_DATA", folder);
    })
}

fn counted(workspace: &Workspace, name: &str, prepare: impl FnOnce(&mut Command)) -> Count {
    let report = workspace.target.join(format!("{name}.json"));
    if report.exists()
        && let Err(e) = std::fs::remove_file(&report)
    {
        println!("    {}: {e}", report.display());
        return Count::FAILED;
    }
    let ended = match playwright(workspace) {
        Ok(mut command) => {
            prepare(&mut command);
            command
                .env("PLAYWRIGHT_JSON_OUTPUT_FILE", &report)
                .arg("--reporter=list,json");
            process::run(command)
        }
        Err(words) => Err(words),
    };
    let count = std::fs::read_to_string(&report)
        .ok()
        .and_then(|text| counts::of_playwright(&text))
        .unwrap_or_default();
    counts::with_end(count, ended)
}

/// `playwright test` in `e2e`, told which program to start. Fails if the packages are not there.
pub fn playwright(workspace: &Workspace) -> Result<Command, String> {
    let e2e = workspace.e2e();
    let script = e2e.join("node_modules/@playwright/test/cli.js");
    if !script.is_file() {
        return Err("Playwright is missing; `cargo xtask test --install` fetches it".into());
    }
    let mut command = Command::new("node");
    command
        .current_dir(&e2e)
        .arg(script)
        .arg("test")
        .env("CONCORD", workspace.concord());
    if let Some(chromium) = tools::chromium() {
        command.env("CONCORD_CHROMIUM", chromium);
    }
    Ok(command)
}
