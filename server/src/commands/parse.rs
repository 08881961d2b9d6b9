//! `concord parse`.

use super::files;
use super::output::Lines;
use clap::Args;
use domain::citation::Citation;
use serde::Serialize;
use std::path::PathBuf;

/// Show what is in files of search results: one JSON object per entry; warnings go to stderr.
#[derive(Args)]
pub struct Parse {
    /// RIS, NBIB or CSV files.
    #[arg(required = true)]
    files: Vec<PathBuf>,
}

/// One entry. What the entry does not say is null or an empty list.
#[derive(Serialize)]
struct Line<'c> {
    file: String,
    position: usize,
    r#type: Option<&'c str>,
    title: Option<&'c str>,
    r#abstract: Option<&'c str>,
    authors: &'c [String],
    year: Option<u16>,
    journal: Option<&'c str>,
    volume: Option<&'c str>,
    issue: Option<&'c str>,
    pages: Option<&'c str>,
    doi: Option<&'c str>,
    pmid: Option<&'c str>,
    url: Option<&'c str>,
    keywords: &'c [String],
    language: Option<&'c str>,
}

impl Parse {
    /// Reads and prints.
    pub fn run(self) -> Result<(), String> {
        let mut lines = Lines::new();
        let read = files::each(&self.files, |file, reading| {
            for (position, entry) in reading.entries.iter().enumerate() {
                if !lines.object(&line(file.display().to_string(), position, &entry.citation))? {
                    return Ok(false);
                }
            }
            Ok(true)
        });
        lines.finish()?;
        read
    }
}

fn line(file: String, position: usize, citation: &Citation) -> Line<'_> {
    Line {
        file,
        position,
        r#type: citation.kind.as_deref(),
        title: citation.title.as_deref(),
        r#abstract: citation.abstract_text.as_deref(),
        authors: &citation.authors,
        year: citation.year,
        journal: citation.journal.as_deref(),
        volume: citation.volume.as_deref(),
        issue: citation.issue.as_deref(),
        pages: citation.pages.as_deref(),
        doi: citation.doi.as_deref(),
        pmid: citation.pmid.as_deref(),
        url: citation.urls.first().map(String::as_str),
        keywords: &citation.keywords,
        language: citation.language.as_deref(),
    }
}
