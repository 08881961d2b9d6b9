//! `concord`: the server and the command line.

use clap::Parser;
use server::commands::Command;
use std::process::ExitCode;

/// A workbench for systematic reviews.
#[derive(Parser)]
#[command(name = "concord", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

fn main() -> ExitCode {
    match Arguments::parse().command.run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(words) => {
            eprintln!("concord: {words}");
            ExitCode::from(2)
        }
    }
}
