//! Seeking full texts (rule 9).

use crate::refusal::Refusal;
use crate::text::NonBlank;
use serde::{Deserialize, Serialize};

/// Where the search for a report stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RetrievalState {
    /// Nobody has done anything yet.
    #[default]
    ToSeek,
    /// Asked for: from a library, the authors, a colleague.
    Requested,
    /// Here, by link or file.
    Retrieved,
    /// Could not be had; signed by a lead. Not the same as excluded.
    NotRetrieved,
}

impl RetrievalState {
    /// All, in the order of the ledger.
    pub const ALL: [Self; 4] = [
        Self::ToSeek,
        Self::Requested,
        Self::Retrieved,
        Self::NotRetrieved,
    ];

    /// The name in the database, forms and exports.
    pub const fn code(self) -> &'static str {
        match self {
            Self::ToSeek => "to_seek",
            Self::Requested => "requested",
            Self::Retrieved => "retrieved",
            Self::NotRetrieved => "not_retrieved",
        }
    }
    /// The state of that name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// One line of the ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum Attempt {
    /// Asked for it somewhere.
    Requested {
        /// Where, and what was said.
        note: Option<NonBlank>,
    },
    /// Found it at an address.
    Retrieved {
        /// The web address.
        link: WebLink,
    },
    /// Somebody who may not sign it says it can't be had.
    ProposedNotRetrieved {
        /// Why.
        reason: NonBlank,
    },
    /// A lead signed that it can't be had.
    NotRetrieved {
        /// Why.
        reason: NonBlank,
    },
    /// Back to the start: the link was wrong, or it turned up after all.
    SoughtAgain {
        /// Why.
        note: Option<NonBlank>,
    },
}

impl Attempt {
    /// The state it leaves the report in; a proposal leaves it where it was.
    pub const fn state(&self) -> Option<RetrievalState> {
        match self {
            Self::Requested { .. } => Some(RetrievalState::Requested),
            Self::Retrieved { .. } => Some(RetrievalState::Retrieved),
            Self::NotRetrieved { .. } => Some(RetrievalState::NotRetrieved),
            Self::SoughtAgain { .. } => Some(RetrievalState::ToSeek),
            Self::ProposedNotRetrieved { .. } => None,
        }
    }
}

/// A web address somebody typed: http or https, never anything a browser would run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct WebLink(String);

impl WebLink {
    /// Takes an address; a bare DOI becomes its resolver's address.
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        let text = text.trim();
        if text.starts_with("10.") && text.contains('/') && !text.contains(char::is_whitespace) {
            return Ok(Self(format!("https://doi.org/{text}")));
        }
        let lower = text.to_ascii_lowercase();
        let rest = lower
            .strip_prefix("https://")
            .or_else(|| lower.strip_prefix("http://"));
        let whole = rest.is_some_and(|rest| {
            !rest.is_empty() && !rest.starts_with('/') && text.chars().count() <= 2_000
        }) && !text.chars().any(|c| c.is_whitespace() || c.is_control());
        if whole {
            Ok(Self(text.to_owned()))
        } else {
            Err(Refusal::NotALink)
        }
    }
    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_web_addresses_or_dois() {
        assert_eq!(
            WebLink::parse("10.1000/x").unwrap().as_str(),
            "https://doi.org/10.1000/x"
        );
        assert!(WebLink::parse(" https://example.org/a?b ").is_ok());
        for bad in [
            "",
            "javascript:alert(1)",
            "ftp://x",
            "https://",
            "http:///x",
            "https://a b",
        ] {
            assert_eq!(WebLink::parse(bad), Err(Refusal::NotALink), "{bad}");
        }
    }
}
