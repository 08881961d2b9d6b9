//! What the tests need beyond Rust: PostgreSQL, Chromium, Node's packages.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::process;
use crate::tally::Count;
use crate::tools;
use crate::workspace::Workspace;

const POSTGRES: &str = "PostgreSQL's programs (initdb, postgres)";
const NODE: &str = "Node 20 or newer with npm";
const PACKAGES: &str = "the npm packages of e2e/";
const CHROMIUM: &str = "Chromium";
const PYTHON: &str = "Python 3 (its csv module is the measure of `acceptance`)";

/// Looks for each requirement, fetches the missing ones if asked to, and counts what is there at
/// the end. Each missing one is named with the way to get it.
pub fn step(workspace: &Workspace, install: bool) -> Count {
    if install && cfg!(target_os = "linux") {
        let packages = debian_packages(workspace);
        if !packages.is_empty()
            && let Err(words) = apt(&packages)
        {
            println!("    {words}");
        }
    }
    if install && has_node() && !has_packages(workspace) {
        tell(npm_ci(workspace));
    }
    if install && has_packages(workspace) && !has_chromium(workspace) {
        tell(playwright_chromium(workspace));
    }

    let mut count = Count::default();
    for (name, there, how) in [
        (
            "a C compiler",
            tools::has_c_compiler(),
            "apt-get install gcc, xcode-select --install",
        ),
        (POSTGRES, tools::postgres().is_some(), postgres_command()),
        (
            NODE,
            has_node(),
            "https://nodejs.org, or the system's packages nodejs and npm",
        ),
        (PACKAGES, has_packages(workspace), "npm ci in e2e/"),
        (
            CHROMIUM,
            has_chromium(workspace),
            "npx playwright install chromium in e2e/",
        ),
        (PYTHON, has_python(), "the system's package python3"),
    ] {
        if there {
            count.passed += 1;
        } else {
            println!("    missing: {name}: {how}");
            count.failed += 1;
        }
    }
    count
}

fn tell(ended: Result<(), String>) {
    if let Err(words) = ended {
        println!("    {words}");
    }
}

fn postgres_command() -> &'static str {
    if cfg!(target_os = "macos") {
        "brew install postgresql@17"
    } else if cfg!(windows) {
        "winget install PostgreSQL.PostgreSQL.17, then its bin folder in PATH"
    } else if tools::in_path("dnf").is_some() {
        "sudo dnf install postgresql-server"
    } else if tools::in_path("pacman").is_some() {
        "sudo pacman -S postgresql"
    } else {
        "apt-get install postgresql"
    }
}

fn has_node() -> bool {
    let version = Command::new("node")
        .arg("--version")
        .stdin(Stdio::null())
        .output()
        .ok()
        .and_then(|output| String::from_utf8(output.stdout).ok());
    let major = version.as_deref().and_then(|v| {
        v.trim()
            .strip_prefix('v')?
            .split('.')
            .next()?
            .parse::<u32>()
            .ok()
    });
    major.is_some_and(|major| major >= 20) && tools::in_path(npm_program()).is_some()
}

/// On Windows npm is a script, which only the shell's name for it starts.
fn npm_program() -> &'static str {
    if cfg!(windows) { "npm.cmd" } else { "npm" }
}

/// The packages are those of the lock file: npm leaves a copy of it beside what it installed.
fn has_packages(workspace: &Workspace) -> bool {
    let e2e = workspace.e2e();
    let version = |file: &Path| -> Option<String> {
        let lock: serde_json::Value = serde_json::from_str(&fs::read_to_string(file).ok()?).ok()?;
        Some(
            lock["packages"]["node_modules/@playwright/test"]["version"]
                .as_str()?
                .to_owned(),
        )
    };
    let wanted = version(&e2e.join("package-lock.json"));
    wanted.is_some() && wanted == version(&e2e.join("node_modules/.package-lock.json"))
}

fn has_chromium(workspace: &Workspace) -> bool {
    if tools::chromium().is_some() {
        return true;
    }
    let script = "process.stdout.write(require('@playwright/test').chromium.executablePath())";
    Command::new("node")
        .current_dir(workspace.e2e())
        .args(["-e", script])
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()
        .filter(|output| output.status.success())
        .and_then(|output| String::from_utf8(output.stdout).ok())
        .is_some_and(|path| Path::new(&path).is_file())
}

fn has_python() -> bool {
    process::answers("python3", &["-c", "import csv"])
}

/// The packages Debian has for what is missing.
fn debian_packages(workspace: &Workspace) -> Vec<&'static str> {
    let mut packages = Vec::new();
    if !tools::has_c_compiler() {
        packages.extend(["gcc", "libc6-dev"]);
    }
    if tools::postgres().is_none() {
        packages.push("postgresql");
    }
    if !has_node() {
        packages.extend(["nodejs", "npm"]);
    }
    if !has_chromium(workspace) {
        packages.extend(["chromium", "fonts-liberation"]);
    }
    if !has_python() {
        packages.push("python3");
    }
    packages
}

/// Debian's own means, as root or with a sudo that asks for no password.
fn apt(packages: &[&str]) -> Result<(), String> {
    if tools::in_path("apt-get").is_none() {
        return Ok(());
    }
    let prefix: &[&str] = if is_root() {
        &[]
    } else if process::answers("sudo", &["-n", "true"]) {
        &["sudo", "-n"]
    } else {
        return Err(format!(
            "neither root nor sudo: apt-get install {}",
            packages.join(" ")
        ));
    };
    let apt_get = |args: &[&str]| {
        let mut words = prefix.to_vec();
        words.extend(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
        words.extend_from_slice(args);
        let mut command = Command::new(words[0]);
        command.args(&words[1..]).stdin(Stdio::null());
        process::run(command)
    };
    apt_get(&["update", "-q"])?;
    let mut install = vec!["install", "-q", "-y", "--no-install-recommends"];
    install.extend_from_slice(packages);
    apt_get(&install)
}

fn is_root() -> bool {
    Command::new("id")
        .arg("-u")
        .output()
        .is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

fn npm_ci(workspace: &Workspace) -> Result<(), String> {
    let mut npm = Command::new(npm_program());
    npm.current_dir(workspace.e2e())
        .args(["ci", "--no-audit", "--no-fund"])
        // Playwright's own browser is fetched only where the system has none.
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
        .stdin(Stdio::null());
    process::run(npm)
}

fn playwright_chromium(workspace: &Workspace) -> Result<(), String> {
    let mut node = Command::new("node");
    node.current_dir(workspace.e2e())
        .args([
            "node_modules/@playwright/test/cli.js",
            "install",
            "chromium",
        ])
        .stdin(Stdio::null());
    process::run(node)
}
