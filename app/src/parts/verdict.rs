//! The three verdicts: always the same colour, shape and order.

use crate::parts::icon::icon;
use domain::screening::{Outcome, Verdict};
use leptos::prelude::*;

/// A verdict as it is drawn: excluded, unsure or included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// A square with a cross.
    Exclude,
    /// A diamond with a bar.
    Maybe,
    /// A circle with a tick.
    Include,
}

impl Sign {
    /// From left to right, everywhere.
    pub const ALL: [Self; 3] = [Self::Exclude, Self::Maybe, Self::Include];

    /// The name of the drawing and the end of its classes.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Exclude => "exclude",
            Self::Maybe => "maybe",
            Self::Include => "include",
        }
    }
    /// The word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Exclude => "Exclude",
            Self::Maybe => "Maybe",
            Self::Include => "Include",
        }
    }
}

impl From<Verdict> for Sign {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Exclude => Self::Exclude,
            Verdict::Unsure => Self::Maybe,
            Verdict::Include => Self::Include,
        }
    }
}

/// An outcome as a badge. The two that wait for more have no sign of their own.
pub fn outcome_badge(outcome: Outcome) -> AnyView {
    match outcome {
        Outcome::Include => badge(Sign::Include).into_any(),
        Outcome::Exclude => badge(Sign::Exclude).into_any(),
        Outcome::Awaiting => {
            view! { <span class="badge">"Awaiting classification"</span> }.into_any()
        }
        Outcome::Ongoing => view! { <span class="badge">"Ongoing study"</span> }.into_any(),
    }
}

/// A verdict alone, where letters or names stand beside it: the word is for screen readers.
pub fn sign_alone(sign: Sign) -> impl IntoView {
    let class = format!("icon icon-{}", sign.name());
    let href = format!("#i-{}", sign.name());
    view! {
        <svg class=class width="14" height="14" role="img" aria-label=sign.word()>
            <use href=href></use>
        </svg>
    }
}

/// A verdict in a line of text or a list.
pub fn badge(sign: Sign) -> AnyView {
    view! {
        <span class=format!("badge badge-{}", sign.name())>{icon(sign.name(), 14)} {sign.word()}</span>
    }
    .into_any()
}
