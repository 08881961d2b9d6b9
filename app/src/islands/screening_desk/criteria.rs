//! The criteria beside the text: the reasons to tick, and when to include.

use super::work::Work;
use crate::parts::icon::icon;
use domain::screening::desk::DeskReason;
use domain::screening::{Stage, Verdict};
use leptos::prelude::*;

/// The column; a sheet on small screens.
pub fn panel(work: Work) -> impl IntoView {
    let (version, stage, reasons, include_when, refused) = work.fixed.with_value(|fixed| {
        (
            format!("version {}", fixed.criteria),
            fixed.place.stage,
            fixed.reasons.clone(),
            fixed.include_when.clone(),
            work.reason_missing.get_untracked(),
        )
    });
    let (last, hint) = (
        reasons.len(),
        match stage {
            Stage::TitleAbstract => "Tick every reason that applies, then exclude.",
            Stage::FullText => {
                "Tick every reason that applies. The first of them in rank is the one reported."
            }
        },
    );
    let line = move || match work.reason_missing.get() {
        true => format!("Choose at least one reason, 1 to {last}."),
        false => hint.to_owned(),
    };
    let include_when = include_when.map(|words| {
        view! { <p class="include-when"><strong>"Include"</strong> " " {include_words(words)}</p> }
    });
    let rows = reasons
        .into_iter()
        .enumerate()
        .map(|(n, reason)| row(work, n + 1, reason).into_any())
        .collect_view();
    let exclude = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        work.decide(Verdict::Exclude, None);
    };
    view! {
        <aside
            class="panel"
            id="reasons"
            popover=""
            tabindex="-1"
            autofocus=refused
            aria-labelledby="criteria"
        >
            <div class="panel-head">
                <h2 id="criteria">
                    <span class="desk-only">"Criteria"</span>
                    <span class="phone-only">"Reasons to exclude"</span>
                </h2>
                <span class="desk-only">{version}</span>
                <button
                    class="button button-small panel-close"
                    type="button"
                    popovertarget="reasons"
                    popovertargetaction="hide"
                >
                    "Close"
                </button>
            </div>
            <p class="panel-line" class:refused=move || work.reason_missing.get() role="status">
                {line}
            </p>
            <fieldset class="reasons">
                <legend class="unseen">"Reasons to exclude"</legend>
                {rows}
            </fieldset>
            {include_when}
            <div class="panel-exclude">
                <button
                    class="verdict verdict-exclude"
                    name="verdict"
                    value=Verdict::Exclude.code()
                    on:click=exclude
                >
                    {icon("exclude", 18)}
                    "Exclude for the reasons ticked"
                </button>
            </div>
        </aside>
    }
}

/// The sentence after "Include": a lead may have begun it with that word.
fn include_words(words: String) -> String {
    match words.get(..8) {
        Some(start) if start.eq_ignore_ascii_case("include ") => words[8..].to_owned(),
        _ => words,
    }
}

fn row(work: Work, n: usize, reason: DeskReason) -> impl IntoView {
    let id = reason.id;
    let ticked = work.ticked.with_untracked(|ticked| ticked.contains(&id));
    let key = (n <= 9).then(|| view! { <kbd class="key">{n}</kbd> });
    let text = reason.text.map(|text| view! { <small>{text}</small> });
    view! {
        <label class="reason">
            {key}
            <b>{reason.label}</b>
            {text}
            <input
                class="tick"
                type="checkbox"
                name="reason"
                value=id.to_string()
                checked=ticked
                prop:checked=move || work.ticked.with(|ticked| ticked.contains(&id))
                on:change=move |_| work.tick(id)
            />
        </label>
    }
}

#[cfg(test)]
mod tests {
    use super::include_words;

    #[test]
    fn the_word_is_not_said_twice() {
        assert_eq!(
            include_words("Include when it fits.".into()),
            "when it fits."
        );
        assert_eq!(include_words("when it fits.".into()), "when it fits.");
        assert_eq!(include_words("é".into()), "é");
    }
}
