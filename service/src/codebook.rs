//! The codebook: headings, themes and fields, in published versions.

use crate::house::{Caller, House};
use crate::problem::{Halt, Problem};
use crate::seat::Seat;
use domain::coding::{Codebook, Field, FieldKind, Frame, Theme};
use domain::ids::{FieldId, FrameId, ReviewId, ThemeId};
use domain::log::Fact;
use domain::people::Role;
use domain::refusal::Refusal;
use domain::text::NonBlank;
use futures::FutureExt;
use uuid::Uuid;

/// A new version of the headings and themes, in their order; what has no id yet is new. Fields stay
/// as they are.
#[derive(Clone, Debug)]
pub struct CodebookDraft {
    /// The version it was made from.
    pub seen: u32,
    /// The headings.
    pub frames: Vec<(Option<FrameId>, NonBlank)>,
    /// The themes, each with what belongs to it.
    pub themes: Vec<(Option<ThemeId>, NonBlank, Option<NonBlank>)>,
}

impl House {
    /// The codebook in force, and whether the caller may change it. For those who code, and leads.
    pub async fn codebook(
        &self,
        caller: &Caller,
        review: ReviewId,
    ) -> Result<(Codebook, bool), Problem> {
        let mut read = self.read().await?;
        let tx = &mut read.tx();
        let membership = store::people::membership(tx, review, caller.person)
            .await?
            .ok_or(Problem::NotFound)?;
        let leads = membership.role == Role::Lead;
        if !leads && !membership.may_code() {
            return Err(Problem::NotFound);
        }
        let codebook = store::codings::codebook(tx, review)
            .await?
            .ok_or(Problem::NotFound)?;
        Ok((codebook, leads))
    }

    /// Publishes the next version of the codebook. Statements keep the headings and themes they
    /// have, also those that are no longer offered.
    pub async fn publish_codebook(
        &self,
        caller: &Caller,
        review: ReviewId,
        draft: CodebookDraft,
    ) -> Result<(), Problem> {
        let acting = self.acting(caller, review);
        let CodebookDraft {
            seen,
            frames,
            themes,
        } = draft;
        if frames.is_empty() {
            return Err(Refusal::Missing {
                field: "frame".into(),
            }
            .into());
        }
        let frames: Vec<Frame> = frames
            .into_iter()
            .map(|(id, name)| Frame {
                id: id.unwrap_or_else(|| FrameId::from_uuid(self.id())),
                name,
            })
            .collect();
        let themes: Vec<Theme> = themes
            .into_iter()
            .map(|(id, name, definition)| Theme {
                id: id.unwrap_or_else(|| ThemeId::from_uuid(self.id())),
                name,
                definition,
            })
            .collect();
        let input = (acting, seen, frames, themes);
        self.write(review, input, |tx, (acting, seen, frames, themes)| {
            async move {
                let mut lead = Seat::take(tx, acting).await?.lead()?;
                let review = lead.review();
                let last = store::codings::codebook(lead.tx(), review)
                    .await?
                    .ok_or(Halt::NotFound)?;
                if last.version != seen {
                    return Err(Refusal::Stale.into());
                }
                let codebook = Codebook {
                    version: last.version + 1,
                    frames,
                    themes,
                    fields: last.fields,
                };
                lead.log(Fact::CodebookPublished { codebook }).await?;
                Ok(())
            }
            .boxed()
        })
        .await
    }
}

/// The codebook every review starts with; a team changes it as it learns.
pub(crate) fn first_codebook() -> Codebook {
    let text = |words: &str| NonBlank::parse("codebook", words).ok();
    let id = |n: u128| Uuid::from_u128(0x5b0e_11c2_7d4f_4b7a_9a53_0000_0000_0000 + n);
    let frames = ["Needs", "Barriers", "Facilitators", "Recommendations"];
    let themes = [
        (
            "People and roles",
            "Who does the work: staffing, skills, roles, relations between professions.",
        ),
        (
            "Organisation",
            "How the work is arranged: structures, pathways, places, co-ordination.",
        ),
        (
            "Leadership and culture",
            "Direction, trust, shared aims, habits, readiness to change.",
        ),
        (
            "Information",
            "Records, data, communication, and the systems that carry them.",
        ),
        (
            "Money and policy",
            "Budgets, incentives, contracts, law, regulation, national policy.",
        ),
        (
            "Patients and public",
            "What patients, carers and communities want, do and experience.",
        ),
    ];
    let types = [
        "Empirical, qualitative",
        "Empirical, quantitative",
        "Mixed methods",
        "Review",
        "Report or policy paper",
        "Opinion",
    ];
    Codebook {
        version: 1,
        frames: (1..)
            .zip(frames)
            .filter_map(|(n, name)| {
                Some(Frame {
                    id: FrameId::from_uuid(id(n)),
                    name: text(name)?,
                })
            })
            .collect(),
        themes: (100..)
            .zip(themes)
            .filter_map(|(n, (name, definition))| {
                let id = ThemeId::from_uuid(id(n));
                Some(Theme {
                    id,
                    name: text(name)?,
                    definition: text(definition),
                })
            })
            .collect(),
        fields: [
            (
                "Study type",
                FieldKind::OneOf {
                    choices: types.into_iter().filter_map(text).collect(),
                },
            ),
            ("Year of publication", FieldKind::Year),
            ("Databases", FieldKind::Text),
        ]
        .into_iter()
        .zip(200..)
        .filter_map(|((name, kind), n)| {
            Some(Field {
                id: FieldId::from_uuid(id(n)),
                name: text(name)?,
                kind,
            })
        })
        .collect(),
    }
}
