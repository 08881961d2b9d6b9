//! `concord prisma`.

use super::output::Lines;
use crate::config::Data;
use clap::{Args, ValueEnum};
use domain::flow::diagram::{Ground, draw};
use domain::flow::{Flow, csv};
use service::House;
use service::clock::SystemClock;
use std::sync::Arc;
use tokio::runtime::Runtime;

/// Print the PRISMA 2020 flow of a review.
#[derive(Args)]
pub struct Prisma {
    /// The review: its id or its title. Left out, if there is only one.
    review: Option<String>,
    /// What to print.
    #[arg(long = "as", default_value = "json")]
    form: Form,
    #[command(flatten)]
    data: Data,
}

#[derive(Clone, Copy, ValueEnum)]
enum Form {
    /// Every number as JSON.
    Json,
    /// The file that the PRISMA2020 R package and its app read.
    Csv,
    /// The diagram.
    Svg,
}

impl Prisma {
    /// Prints it.
    pub fn run(self) -> Result<(), String> {
        let runtime = Runtime::new().map_err(|error| error.to_string())?;
        let flow = runtime.block_on(self.flow())?;
        let text = match self.form {
            Form::Json => serde_json::to_string_pretty(&flow).map_err(|error| error.to_string())?,
            Form::Csv => csv::write(&flow, csv::Options::default()),
            Form::Svg => draw(&flow, Ground::Standalone, |_| None),
        };
        let mut lines = Lines::new();
        lines.line(text.trim_end())?;
        lines.finish()
    }

    async fn flow(&self) -> Result<Flow, String> {
        let failed = |_| "the database could not be read".to_owned();
        let place = self.data.place();
        let house = House::open_to_read(&place, Arc::new(SystemClock))
            .await
            .map_err(|error| super::serve::why(&place, &error))?
            .ok_or("there are no reviews here")?;
        let all = house.all_reviews().await.map_err(failed)?;
        let name = match (&self.review, all.as_slice()) {
            (Some(name), _) => name.clone(),
            (None, [(_, only)]) => only.to_string(),
            (None, _) => return Err(named(&all)),
        };
        let found = house.flow_of(&name).await.map_err(failed)?;
        found.map(|view| view.flow).ok_or_else(|| named(&all))
    }
}

fn named(all: &[(String, domain::ids::ReviewId)]) -> String {
    if all.is_empty() {
        return "there are no reviews here".to_owned();
    }
    let lines: Vec<String> = all
        .iter()
        .map(|(title, id)| format!("  {id}  {title}"))
        .collect();
    format!(
        "say which review, by its id or title:\n{}",
        lines.join("\n")
    )
}
