//! Starting other programs and telling in words how they ended.

use std::io::{BufRead, BufReader};
use std::process::{Command, ExitStatus, Stdio};

/// Runs a program that talks to the terminal itself. An exit code other than 0 is an error.
pub fn run(mut command: Command) -> Result<(), String> {
    let name = words(&command);
    let status = command.status().map_err(|e| format!("{name}: {e}"))?;
    ended(&name, status)
}

/// Runs a program and returns what it wrote to stdout; stderr stays visible.
pub fn stdout_of(mut command: Command) -> Result<String, String> {
    let name = words(&command);
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .map_err(|e| format!("{name}: {e}"))?;
    ended(&name, output.status)?;
    String::from_utf8(output.stdout).map_err(|e| format!("{name}: {e}"))
}

/// Runs a program, shows its stdout line by line as it comes and hands each line to `see`.
/// How it ended is the second half of the answer, so that the lines of a failed run still count.
pub fn watch(mut command: Command, mut see: impl FnMut(&str)) -> Result<(), String> {
    let name = words(&command);
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|e| format!("{name}: {e}"))?;
    if let Some(stdout) = child.stdout.take() {
        let mut reader = BufReader::new(stdout);
        let mut line = Vec::new();
        while reader
            .read_until(b'\n', &mut line)
            .map_err(|e| format!("{name}: {e}"))?
            > 0
        {
            let text = String::from_utf8_lossy(&line);
            print!("{text}");
            see(text.trim_end());
            line.clear();
        }
    }
    let status = child.wait().map_err(|e| format!("{name}: {e}"))?;
    ended(&name, status)
}

/// Whether a program runs at all and answers 0; nothing is shown.
pub fn answers(program: &str, args: &[&str]) -> bool {
    Command::new(program)
        .args(args)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

fn ended(name: &str, status: ExitStatus) -> Result<(), String> {
    if status.success() {
        Ok(())
    } else {
        Err(format!("`{name}` ended with {status}"))
    }
}

fn words(command: &Command) -> String {
    let program = std::path::Path::new(command.get_program());
    let mut words = program
        .file_name()
        .unwrap_or(command.get_program())
        .to_string_lossy()
        .into_owned();
    for arg in command.get_args() {
        words.push(' ');
        words.push_str(&arg.to_string_lossy());
    }
    words
}
