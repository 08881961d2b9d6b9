//! All keys, as a dialog.

use super::work::Work;
use domain::screening::Stage;
use leptos::prelude::*;

type Group = (&'static str, &'static [(&'static str, &'static str)]);

const DECIDE: Group = (
    "Decide",
    &[
        ("E", "exclude, with the reasons ticked"),
        ("M", "maybe"),
        ("I", "include"),
        ("1 – 9", "tick or untick a reason"),
        ("⇧ 1 – 9", "exclude for this reason at once"),
        ("Z", "undo the last decision"),
    ],
);
const WRITE: Group = ("Write down", &[("N", "note")]);
const READ: Group = ("Read", &[("J", "later, leave it in the list")]);
const READ_TEXT: Group = (
    "Read",
    &[
        ("J", "later, leave it in the list"),
        ("O", "open at the publisher"),
    ],
);
const ANYWHERE: Group = (
    "Anywhere",
    &[
        ("/", "find a record"),
        ("L", "the list of your decisions"),
        ("?", "these keys"),
        ("Esc", "close, leave the field"),
    ],
);

/// The dialog.
pub fn dialog(work: Work) -> impl IntoView {
    let stage = work.fixed.with_value(|fixed| fixed.place.stage);
    let read = match stage {
        Stage::TitleAbstract => READ,
        Stage::FullText => READ_TEXT,
    };
    let groups = [DECIDE, WRITE, read, ANYWHERE]
        .into_iter()
        .map(|(heading, keys)| {
            let rows = keys
                .iter()
                .map(|(key, words)| {
                    view! { <div><dt><kbd class="key">{*key}</kbd></dt> <dd>{*words}</dd></div> }
                })
                .collect_view();
            view! { <section><h3>{heading}</h3> <dl>{rows}</dl></section> }
        })
        .collect_view();
    view! {
        <div
            class="dialog dialog-wide dialog-sheet"
            id="keys"
            popover=""
            role="dialog"
            aria-labelledby="keys-h"
        >
            <header class="dialog-head">
                <h2 id="keys-h">"Keys"</h2>
                <button
                    class="button button-small"
                    type="button"
                    popovertarget="keys"
                    popovertargetaction="hide"
                >
                    "Close " <kbd class="key">"Esc"</kbd>
                </button>
            </header>
            <div class="keys">{groups}</div>
        </div>
    }
}
