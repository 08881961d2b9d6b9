//! What `concord` can be told to do. Each answers with words when it cannot.

mod agreement;
mod dedup;
mod demo;
mod files;
mod output;
mod parse;
mod prisma;
mod serve;
mod user;
mod verify;

use clap::Subcommand;

/// One of the things `concord` does.
#[derive(Subcommand)]
pub enum Command {
    Serve(serve::Serve),
    Parse(parse::Parse),
    Dedup(dedup::Dedup),
    Agreement(agreement::Agreement),
    Prisma(prisma::Prisma),
    Demo(demo::Demo),
    Verify(verify::Verify),
    User(user::User),
}

impl Command {
    /// Does it.
    pub fn run(self) -> Result<(), String> {
        match self {
            Self::Serve(serve) => serve.run(),
            Self::Parse(parse) => parse.run(),
            Self::Dedup(dedup) => dedup.run(),
            Self::Agreement(agreement) => agreement.run(),
            Self::Prisma(prisma) => prisma.run(),
            Self::Demo(demo) => demo.run(),
            Self::Verify(verify) => verify.run(),
            Self::User(user) => user.run(),
        }
    }
}
