//! A statement found in a report: a factor, as printed.

use crate::coding::Codebook;
use crate::ids::{FrameId, StatementId, ThemeId};
use crate::refusal::Refusal;
use crate::text::NonBlank;
use serde::{Deserialize, Serialize};

/// A statement as one coder (or the consensus) has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// The same through all its revisions.
    pub id: StatementId,
    /// Counts from 1; a save names the one it saw.
    pub revision: u32,
    /// The text as printed.
    pub text: NonBlank,
    /// One or more headings.
    pub frames: Vec<FrameId>,
    /// Any number of themes.
    pub themes: Vec<ThemeId>,
    /// The page, as printed.
    pub page: Option<NonBlank>,
    /// How often the report says so, at least 1. Not a count of articles.
    pub mentions: u32,
    /// A note to oneself and the other coder.
    pub memo: Option<NonBlank>,
}

/// What a coder typed, before it is checked against the codebook.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct StatementDraft {
    /// The text as printed.
    pub text: String,
    /// Headings; none means the codebook's first.
    pub frames: Vec<FrameId>,
    /// Themes.
    pub themes: Vec<ThemeId>,
    /// The page.
    pub page: String,
    /// Mentions; 0 means 1.
    pub mentions: u32,
    /// The memo.
    pub memo: String,
}

impl StatementDraft {
    /// Checks it: a text, at least one heading, everything from this codebook. Headings and themes
    /// come out in the codebook's order, each once.
    pub fn check(
        &self,
        id: StatementId,
        revision: u32,
        codebook: &Codebook,
    ) -> Result<Statement, Refusal> {
        let text = NonBlank::parse("text", &self.text)?;
        if self
            .frames
            .iter()
            .any(|frame| codebook.frame(*frame).is_none())
        {
            return Err(Refusal::NotOffered {
                field: "frames".into(),
            });
        }
        if self
            .themes
            .iter()
            .any(|theme| codebook.theme(*theme).is_none())
        {
            return Err(Refusal::NotOffered {
                field: "themes".into(),
            });
        }
        let mut frames: Vec<FrameId> = codebook
            .frames
            .iter()
            .map(|f| f.id)
            .filter(|id| self.frames.contains(id))
            .collect();
        if frames.is_empty() {
            frames.extend(codebook.frames.first().map(|first| first.id));
        }
        if frames.is_empty() {
            return Err(Refusal::Missing {
                field: "frames".into(),
            });
        }
        let themes = codebook
            .themes
            .iter()
            .map(|t| t.id)
            .filter(|id| self.themes.contains(id))
            .collect();
        Ok(Statement {
            id,
            revision,
            text,
            frames,
            themes,
            page: NonBlank::optional("page", &self.page)?,
            mentions: self.mentions.max(1),
            memo: NonBlank::optional("memo", &self.memo)?,
        })
    }
}
