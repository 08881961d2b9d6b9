//! Text that people type, checked once where it comes in.

use crate::refusal::Refusal;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Text with at least one visible character and at most 4,000, trimmed.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct NonBlank(String);

impl NonBlank {
    /// The most characters a piece of typed text may have.
    pub const LONGEST: usize = 4_000;

    /// Trims; refuses what is empty or too long, naming the field.
    pub fn parse(field: &'static str, text: &str) -> Result<Self, Refusal> {
        let text = text.trim();
        let length = text.chars().count();
        if length == 0 {
            return Err(Refusal::Missing {
                field: field.into(),
            });
        }
        if length > Self::LONGEST {
            return Err(Refusal::TooLong {
                field: field.into(),
                length,
                longest: Self::LONGEST,
            });
        }
        Ok(Self(text.to_owned()))
    }
    /// As [`NonBlank::parse`], but nothing typed is `None`.
    pub fn optional(field: &'static str, text: &str) -> Result<Option<Self>, Refusal> {
        if text.trim().is_empty() {
            Ok(None)
        } else {
            Self::parse(field, text).map(Some)
        }
    }
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for NonBlank {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An e-mail address: what a person signs in with. Kept as typed but compared in lower case.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Email(String);

impl Email {
    /// Asks only for what every address has: something, one `@`, something with no blanks. Whether
    /// it exists is not for a form to know.
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        let text = text.trim();
        let whole = text.chars().count() <= 254
            && !text.chars().any(|c| c.is_whitespace() || c.is_control())
            && text.split_once('@').is_some_and(|(name, host)| {
                !name.is_empty() && !host.is_empty() && !host.contains('@')
            });
        if whole {
            Ok(Self(text.to_lowercase()))
        } else {
            Err(Refusal::NotAnEmail)
        }
    }
    /// The address in lower case.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A password somebody typed. Never stored, logged, shown or compared: only hashed.
#[derive(Clone)]
pub struct Password(String);

impl Password {
    /// The fewest characters.
    pub const SHORTEST: usize = 12;
    /// The most characters, so that hashing stays bounded.
    pub const LONGEST: usize = 256;

    /// Length is all that is asked for, after NIST SP 800-63B.
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        let length = text.chars().count();
        if length < Self::SHORTEST {
            return Err(Refusal::PasswordShort {
                length,
                shortest: Self::SHORTEST,
            });
        }
        if length > Self::LONGEST {
            return Err(Refusal::TooLong {
                field: "password".into(),
                length,
                longest: Self::LONGEST,
            });
        }
        Ok(Self(text.to_owned()))
    }
    /// What was typed, for signing in: any text, so that a short wrong one takes as long as a
    /// right one.
    pub fn typed(text: &str) -> Self {
        Self(text.chars().take(Self::LONGEST).collect())
    }
    /// For the hash function alone.
    pub fn reveal(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_text_is_trimmed_and_bounded() {
        assert_eq!(NonBlank::parse("title", "  a  ").unwrap().as_str(), "a");
        assert!(matches!(
            NonBlank::parse("title", " \n"),
            Err(Refusal::Missing { .. })
        ));
        assert!(matches!(
            NonBlank::parse("title", &"é".repeat(4_001)),
            Err(Refusal::TooLong { length: 4_001, .. })
        ));
        assert_eq!(NonBlank::optional("note", " ").unwrap(), None);
    }

    #[test]
    fn addresses_need_a_name_an_at_and_a_place() {
        assert_eq!(
            Email::parse(" Ana@Example.ORG ").unwrap().as_str(),
            "ana@example.org"
        );
        for bad in ["", "ana", "@x", "ana@", "a b@c", "a@b@c"] {
            assert_eq!(Email::parse(bad), Err(Refusal::NotAnEmail), "{bad}");
        }
    }

    #[test]
    fn passwords_are_long_and_not_endless() {
        assert!(matches!(
            Password::parse("seven77"),
            Err(Refusal::PasswordShort { length: 7, .. })
        ));
        assert!(Password::parse("four or five words").is_ok());
        assert!(Password::parse(&"x".repeat(257)).is_err());
    }
}
