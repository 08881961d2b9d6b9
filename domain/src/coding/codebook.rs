//! Frames, themes and fields, as published versions.

use crate::ids::{FieldId, FrameId, ThemeId};
use crate::text::NonBlank;
use serde::{Deserialize, Serialize};

/// A heading under which statements stand: needs, barriers, facilitators, recommendations.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frame {
    /// The same through all versions.
    pub id: FrameId,
    /// Its name.
    pub name: NonBlank,
}

/// A theme with one spelling and a definition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Theme {
    /// The same through all versions.
    pub id: ThemeId,
    /// Its name.
    pub name: NonBlank,
    /// What belongs to it.
    pub definition: Option<NonBlank>,
}

/// What kind of answer a field takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum FieldKind {
    /// Free text.
    Text,
    /// A year.
    Year,
    /// One of a list.
    OneOf {
        /// The list.
        choices: Vec<NonBlank>,
    },
}

/// A characteristic of a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// The same through all versions.
    pub id: FieldId,
    /// Its name.
    pub name: NonBlank,
    /// The answers it takes.
    pub kind: FieldKind,
}

/// A published codebook.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Codebook {
    /// Counts from 1.
    pub version: u32,
    /// Headings, in order; the first is the default.
    pub frames: Vec<Frame>,
    /// Themes, in order.
    pub themes: Vec<Theme>,
    /// Fields, in order.
    pub fields: Vec<Field>,
}

impl Codebook {
    /// The letter of each frame on the keyboard: its first letter not yet taken; `J`, `K` and `M`
    /// are reserved for moving and the memo.
    pub fn frame_keys(&self) -> Vec<Option<char>> {
        let mut taken = vec!['J', 'K', 'M'];
        self.frames
            .iter()
            .map(|frame| {
                let free = frame
                    .name
                    .as_str()
                    .chars()
                    .filter(|c| c.is_ascii_alphabetic())
                    .map(|c| c.to_ascii_uppercase())
                    .find(|c| !taken.contains(c));
                taken.extend(free);
                free
            })
            .collect()
    }
    /// The frame with that id.
    pub fn frame(&self, id: FrameId) -> Option<&Frame> {
        self.frames.iter().find(|frame| frame.id == id)
    }
    /// The theme with that id.
    pub fn theme(&self, id: ThemeId) -> Option<&Theme> {
        self.themes.iter().find(|theme| theme.id == id)
    }
    /// The field with that id.
    pub fn field(&self, id: FieldId) -> Option<&Field> {
        self.fields.iter().find(|field| field.id == id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn each_heading_has_a_key_of_its_own() {
        let frame = |n: u128, name: &str| Frame {
            id: FrameId::from_uuid(Uuid::from_u128(n)),
            name: NonBlank::parse("name", name).unwrap(),
        };
        let book = Codebook {
            version: 1,
            frames: vec![
                frame(1, "Needs"),
                frame(2, "Barriers"),
                frame(3, "Means"),
                frame(4, "Norms"),
                frame(5, "Öß"),
            ],
            themes: vec![],
            fields: vec![],
        };
        assert_eq!(
            book.frame_keys(),
            [Some('N'), Some('B'), Some('E'), Some('O'), None],
            "M is reserved, N is taken, and letters without a key have none"
        );
    }
}
