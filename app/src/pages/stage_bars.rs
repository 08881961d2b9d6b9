//! How far the stages of a review are: the thin bar on the start page.

use crate::words::number::count;
use leptos::prelude::*;
use service::reviews::StageBar;

/// One stage: how much of how much is done. Nothing to do yet is 0 of 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Its name.
    pub name: &'static str,
    /// What is done.
    pub done: u64,
    /// Of what there is.
    pub of: u64,
}

impl Segment {
    /// Whether there was something to do and all of it is done.
    pub const fn finished(self) -> bool {
        self.of > 0 && self.done >= self.of
    }
}

/// The six stages in their order.
pub fn segments(stages: &StageBar) -> [Segment; 6] {
    let removed = stages.entries.saturating_sub(stages.records);
    let duplicates = if stages.records == 0 {
        (0, 0)
    } else if stages.open_pairs == 0 {
        (1, 1)
    } else {
        (removed, removed + stages.open_pairs)
    };
    let imported = u64::from(stages.entries > 0);
    let segment = |name, (done, of)| Segment { name, done, of };
    [
        segment("Search", (imported, imported)),
        segment("Duplicates", duplicates),
        segment("Title and abstract", (stages.screened, stages.records)),
        segment("Full texts", (stages.sought_done, stages.sought)),
        segment("Eligibility", (stages.judged, stages.retrieved)),
        segment("Coding", (stages.coded, stages.included.unwrap_or(0))),
    ]
}

/// Where the review stands, in a few words.
pub fn words(stages: &StageBar) -> String {
    let of = |done: u64, of: u64| format!("{} of {}", count(done), count(of));
    let segments = segments(stages);
    let present = segments.iter().find(|s| s.of > 0 && !s.finished());
    match present.map(|s| s.name) {
        _ if stages.records == 0 => "Nothing imported yet".into(),
        Some("Duplicates") => format!("Duplicates, {} to compare", count(stages.open_pairs)),
        Some("Title and abstract") => {
            format!(
                "Screening, {} complete",
                of(stages.screened, stages.records)
            )
        }
        Some("Full texts") => {
            format!(
                "Full texts, {} settled",
                of(stages.sought_done, stages.sought)
            )
        }
        Some("Eligibility") => {
            format!(
                "Eligibility, {} judged",
                of(stages.judged, stages.retrieved)
            )
        }
        Some(_) => format!(
            "Coding, {} coded",
            of(stages.coded, stages.included.unwrap_or(0))
        ),
        None => "Nothing is open at the moment".into(),
    }
}

/// The bar: 32 wide and 6 high for each stage, 4 between.
pub fn bar(stages: &StageBar) -> AnyView {
    let parts = segments(stages)
        .into_iter()
        .enumerate()
        .map(|(i, segment)| {
            let x = (i * 36).to_string();
            let (class, width) = match segment {
                s if s.finished() => ("fill-done", 32.0),
                s if s.of == 0 => ("fill-accent", 0.0),
                s => ("fill-accent", 32.0 * s.done as f64 / s.of as f64),
            };
            let title = match segment {
                s if s.finished() => format!("{}: finished", s.name),
                s if s.of == 0 => format!("{}: not begun", s.name),
                s => format!("{}: {} %", s.name, 100 * s.done / s.of),
            };
            view! {
                <g>
                    <title>{title}</title>
                    <rect class="fill-sunk" x=x.clone() width="32" height="6"></rect>
                    <rect class=class x=x width=format!("{width:.1}") height="6"></rect>
                </g>
            }
        })
        .collect_view();
    view! {
        <svg width="212" height="6" role="img" aria-label="How far the six stages are">{parts}</svg>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_unfinished_stage_is_named() {
        let mut stages = StageBar::default();
        assert_eq!(words(&stages), "Nothing imported yet");
        stages = StageBar {
            entries: 2_816,
            records: 1_940,
            screened: 1_094,
            sought: 140,
            ..stages
        };
        assert_eq!(words(&stages), "Screening, 1,094 of 1,940 complete");
        stages.screened = 1_940;
        assert_eq!(words(&stages), "Full texts, 0 of 140 settled");
    }

    #[test]
    fn duplicates_count_what_was_found() {
        let stages = StageBar {
            entries: 110,
            records: 100,
            open_pairs: 30,
            ..StageBar::default()
        };
        let [_, duplicates, ..] = segments(&stages);
        assert_eq!((duplicates.done, duplicates.of), (10, 40));
    }
}
