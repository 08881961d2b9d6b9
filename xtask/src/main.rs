//! The work on Concord itself: building it, running it, testing it. One file or folder per verb.

mod acceptance;
mod build;
mod check;
mod e2e;
mod process;
mod run;
mod tally;
mod test;
mod tools;
mod workspace;

use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask VERB

  run [-- ARGS]         build everything, then start `concord serve ARGS`
  build [--debug]       browser side, site and server; the result is target/release/concord
  check                 formatting, guards of the source, clippy for both sides
  test [--install]      everything there is; --install fetches what is missing
  e2e [ARGS]            build, then the journeys in Chromium; ARGS go to Playwright
  acceptance [DIR]      measure against real data in DIR
                        (or CONCORD_ACCEPTANCE_DATA, or ../shared/data)
";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let (verb, rest) = match args.split_first() {
        Some((verb, rest)) => (verb.as_str(), rest),
        None => ("help", &[][..]),
    };
    let outcome = match verb {
        "run" => run::run(rest),
        "build" => build::verb(rest),
        "check" => check::verb(rest),
        "test" => test::verb(rest),
        "e2e" => e2e::verb(rest),
        "acceptance" => acceptance::verb(rest),
        "help" | "-h" | "--help" => {
            print!("{USAGE}");
            Ok(())
        }
        other => Err(format!("there is no verb `{other}`\n\n{USAGE}")),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(words) => {
            if !words.is_empty() {
                eprintln!("xtask: {words}");
            }
            ExitCode::FAILURE
        }
    }
}
