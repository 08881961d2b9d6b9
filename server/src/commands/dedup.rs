//! `concord dedup`.

use super::files;
use super::output::Lines;
use clap::Args;
use domain::citation::Citation;
use domain::dedup::{Known, Link, Outcome, deduplicate};
use serde::Serialize;
use std::path::PathBuf;

/// Find the entries that are the same bibliographic item, within and across files.
#[derive(Args)]
pub struct Dedup {
    /// RIS, NBIB or CSV files.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// One JSON object per entry, with the number of its cluster.
    #[arg(long)]
    json: bool,
}

/// Where an entry stands.
struct Place {
    file: String,
    position: usize,
    id: Option<String>,
}

/// One entry and the cluster it is in.
#[derive(Serialize)]
struct Line<'p> {
    file: &'p str,
    position: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'p str>,
    cluster: u32,
    /// 0 to 1: for an entry that was joined the best score of its joins; for one that stands alone
    /// how far it is from the most similar other one.
    confidence: f64,
}

impl Dedup {
    /// Reads everything, then compares.
    pub fn run(self) -> Result<(), String> {
        let (mut places, mut citations): (Vec<Place>, Vec<Citation>) = (Vec::new(), Vec::new());
        let read = files::each(&self.files, |file, reading| {
            for (position, entry) in reading.entries.into_iter().enumerate() {
                let file = file.display().to_string();
                places.push(Place {
                    file,
                    position,
                    id: entry.id,
                });
                citations.push(entry.citation);
            }
            Ok(true)
        });
        let outcome = deduplicate(&citations, &Known::default());
        let mut lines = Lines::new();
        if self.json {
            print_entries(&mut lines, &places, &outcome)?;
        } else {
            print_links(&mut lines, &places, &outcome)?;
        }
        lines.finish()?;
        read
    }
}

fn print_entries(lines: &mut Lines, places: &[Place], outcome: &Outcome) -> Result<(), String> {
    let joined = best(places.len(), &outcome.joined);
    let unsure = best(places.len(), &outcome.unsure);
    for (i, (place, cluster)) in places.iter().zip(&outcome.cluster).enumerate() {
        let confidence = match (joined.get(i), unsure.get(i)) {
            (Some(Some(score)), _) => f64::from(*score) / 1000.0,
            (_, Some(Some(score))) => 1.0 - f64::from(*score) / 1000.0,
            _ => 1.0,
        };
        let line = Line {
            file: &place.file,
            position: place.position,
            id: place.id.as_deref(),
            cluster: *cluster,
            confidence,
        };
        if !lines.object(&line)? {
            break;
        }
    }
    Ok(())
}

/// The best score of the links each entry is part of.
fn best(entries: usize, links: &[Link]) -> Vec<Option<u16>> {
    let mut best = vec![None; entries];
    for link in links {
        for end in [link.a, link.b] {
            if let Some(best) = best.get_mut(end) {
                *best = (*best).max(Some(link.score));
            }
        }
    }
    best
}

fn print_links(lines: &mut Lines, places: &[Place], outcome: &Outcome) -> Result<(), String> {
    let name = |i: usize| {
        places
            .get(i)
            .map_or_else(String::new, |p| format!("{}, entry {}", p.file, p.position))
    };
    for (what, links) in [("same", &outcome.joined), ("perhaps", &outcome.unsure)] {
        for link in links {
            let (a, b) = (name(link.a), name(link.b));
            if !lines.line(&format!("{what}: {a} = {b} ({})", link.words()))? {
                return Ok(());
            }
        }
    }
    let records = outcome.cluster.iter().max().map_or(0, |last| last + 1);
    lines.line(&format!(
        "{} entries, {records} records, {} pairs for a person to look at",
        places.len(),
        outcome.unsure.len()
    ))?;
    Ok(())
}
