//! The pair in hand.

use super::compare::{in_a_line, table};
use super::pair_text;
use crate::forms::Fill;
use crate::forms::field::whole_form;
use crate::islands::keys::PageKeys;
use crate::links;
use crate::parts::button::key;
use crate::parts::reading::beginning;
use crate::words::evidence::verdict;
use crate::words::number::count;
use domain::ids::ReviewId;
use domain::log::Judgement;
use leptos::prelude::*;
use service::records::{Duplicates, LastPair, Pair, PairView};

/// The answers, in their order: value, words, what happens, key. All three look alike.
const ANSWERS: [(Judgement, &str, &str, &str); 3] = [
    (
        Judgement::SameReport,
        "Same report",
        "join, keep both entries",
        "S",
    ),
    (Judgement::SameStudy, "Same study", "keep two reports", "D"),
    (Judgement::Different, "Different", "leave apart", "F"),
];

/// The page.
pub fn view(review: ReviewId, found: Duplicates, fill: &Fill) -> AnyView {
    let Some(pair) = found.current else {
        return ().into_any();
    };
    let bar = Bar {
        review,
        judged: found.judged,
        of: found.judged + found.open_count,
        last: found.last,
    };
    let list = format!("{}?show=waiting", links::in_review(review, "duplicates"));
    let before = said_before(&pair.pair);
    view! {
        <PageKeys/>
        <div class="duplicates">
            <div class="duplicates-body" tabindex="0">
                <div class="duplicates-top">
                    <span>
                        <strong>{count((bar.judged + 1).min(bar.of.max(1)))}</strong>
                        {format!(" of {} pairs", count(bar.of.max(1)))}
                    </span>
                    <a href=list>"All pairs, and what was joined"</a>
                </div>
                {whole_form(fill)}
                <h1>{verdict(pair.pair.score, &pair.pair.evidence)}</h1>
                <p class="lead-in">{in_a_line(&pair)}</p>
                {before}
                {table(&pair)}
                <p class="legend">
                    <span class="only-left">"only left"</span>
                    <span class="only-right">"only right"</span>
                    <span>
                        "Nothing is lost: a joined record keeps both entries, and can be taken \
                         apart again."
                    </span>
                </p>
            </div>
            {bar.view(&pair)}
        </div>
    }
    .into_any()
}

/// What the judgement is called once it was made.
pub fn said(pair: &Pair) -> &'static str {
    match Judgement::from_code(&pair.state) {
        Some(Judgement::SameReport) => "Same report",
        Some(Judgement::SameStudy) => "Same study",
        Some(Judgement::Different) => "Different",
        Some(Judgement::Open) | None => "Not judged",
    }
}

/// A pair from the list of those left apart says so: a new answer takes the place of the old one.
fn said_before(pair: &Pair) -> Option<AnyView> {
    (pair.state != Judgement::Open.code()).then(|| {
        let words = format!(
            "Judged before: {}. A new answer takes its place.",
            said(pair)
        );
        view! { <p class="note">{words}</p> }.into_any()
    })
}

/// The bar below the pair.
struct Bar {
    review: ReviewId,
    judged: u64,
    of: u64,
    last: Option<LastPair>,
}

impl Bar {
    fn view(self, pair: &PairView) -> impl IntoView + use<> {
        let page = links::in_review(self.review, "duplicates");
        let ids = pair_text((pair.pair.a, pair.pair.b));
        let answers = ANSWERS
            .map(|(judgement, words, what, cap)| {
                view! {
                    <button class="same-button" name="is" value=judgement.code() data-key=cap>
                        <span>{words} <small>{what}</small></span>
                        {key(cap)}
                    </button>
                }
            })
            .collect_view();
        let (value, most) = (self.judged.to_string(), self.of.max(1).to_string());
        let toast = self.last.as_ref().map(|last| toast(self.review, last));
        view! {
            <form class="same-bar" method="post" action=page>
                <input type="hidden" name="pair" value=ids/>
                <progress class="bar-line" value=value max=most aria-label="Pairs decided"></progress>
                {answers}
                <button class="button button-plain" name="is" value="later" data-key="J">
                    "Later "
                    {key("J")}
                </button>
                <div class="toast" role="status">{toast}</div>
            </form>
        }
    }
}

/// The last answer, which can be taken back: the address of the button says which pair, since its
/// form speaks of the one in hand.
fn toast(review: ReviewId, last: &LastPair) -> impl IntoView + use<> {
    let ids = (last.pair.a, last.pair.b);
    let to = format!(
        "{}/undo?of={}",
        links::in_review(review, "duplicates"),
        pair_text(ids)
    );
    let title = beginning(&last.title, 60);
    view! {
        <p><strong>{said(&last.pair)}</strong> {format!(" “{title}”")}</p>
        <button class="button button-small" formaction=to formnovalidate data-key="Z">
            "Undo "
            {key("Z")}
        </button>
    }
}
