//! Full texts: the ledger of seeking them. One report may be open, to record what happened.

mod acts;
mod row;

use crate::context::Visit;
use crate::document::Page;
use crate::forms::{Fill, Form};
use crate::links;
use crate::pages::framed::framed;
use crate::parts::button::{self, Weight};
use crate::words::number::{count, counted};
use crate::words::retrieval as words;
use domain::ids::{PersonId, ReportId, ReviewId};
use domain::retrieval::RetrievalState as State;
use domain::screening::Stage;
use domain::time::Timestamp;
use leptos::prelude::*;
use service::Problem;
use service::retrieval::{Ledger, LedgerLine, Report};
use std::collections::BTreeMap;

pub use acts::{FOUND, NOT_RETRIEVED, REQUESTED, SEEK_AGAIN};
pub use acts::{found, not_retrieved, requested, seek_again};

/// Which part of the ledger is looked at, as the address says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Part {
    state: Option<State>,
    after: u32,
}

impl Part {
    fn of(query: &Form) -> Self {
        Self {
            state: query.get("state").and_then(State::from_code),
            after: query.parse("after").unwrap_or(0),
        }
    }

    /// The query that leads here again.
    fn query(self) -> String {
        let state = self.state.map(|state| format!("state={}", state.code()));
        let after = (self.after > 0).then(|| format!("after={}", self.after));
        let parts: Vec<String> = state.into_iter().chain(after).collect();
        if parts.is_empty() {
            String::new()
        } else {
            format!("?{}", parts.join("&"))
        }
    }

    fn list(self, review: ReviewId) -> String {
        links::in_review(review, "full-texts") + &self.query()
    }

    fn open(self, review: ReviewId, report: ReportId) -> String {
        let page = links::in_review(review, &format!("full-texts/{report}"));
        page + &self.query()
    }
}

/// The forms of the open row, as they stand after a refusal or fresh.
struct Fills {
    found: Fill,
    requested: Fill,
    not_retrieved: Fill,
    seek_again: Fill,
}

/// The report in hand.
struct Open {
    report: Report,
    ledger: Vec<LedgerLine>,
    fills: Fills,
}

struct Shown {
    review: ReviewId,
    part: Part,
    ledger: Ledger,
    open: Option<Open>,
    names: BTreeMap<PersonId, String>,
    judges: bool,
    now: Timestamp,
}

/// The list, and on a report's own address its row opened.
pub async fn show(visit: Visit) -> Result<Page, Problem> {
    let review = visit.review()?;
    let me = visit.me()?;
    let part = Part::of(&visit.query);
    let ledger = visit
        .house
        .full_texts(me, review, part.state, part.after)
        .await?;
    let open = match visit.path.get("report") {
        Some(_) => {
            let id: ReportId = visit.part("report")?;
            let (report, ledger) = visit.house.report(me, review, id).await?;
            let link = report.link.clone().unwrap_or_default();
            let fills = Fills {
                found: visit.fill(FOUND, [("link", link)]),
                requested: visit.fill(REQUESTED, []),
                not_retrieved: visit.fill(
                    NOT_RETRIEVED,
                    [("reason", report.proposal.clone().unwrap_or_default())],
                ),
                seek_again: visit.fill(SEEK_AGAIN, []),
            };
            Some(Open {
                report,
                ledger,
                fills,
            })
        }
        None => None,
    };
    let members = visit.house.members(me, review).await?;
    let names = members
        .into_iter()
        .map(|member| (member.person.id, member.person.name))
        .collect();
    let frame = framed(&visit, "full-texts", None, false).await?;
    let shown = Shown {
        review,
        part,
        ledger,
        open,
        names,
        judges: visit.member()?.may_screen(Stage::FullText),
        now: visit.house.now(),
    };
    Ok(Page::new("Full texts", move || view(shown)).within(frame))
}

fn view(shown: Shown) -> AnyView {
    let of = |state| {
        let counts = &shown.ledger.counts;
        counts
            .iter()
            .find(|(s, _)| *s == state)
            .map_or(0, |(_, n)| *n)
    };
    let all: u64 = shown.ledger.counts.iter().map(|(_, n)| n).sum();
    if all == 0 && shown.open.is_none() {
        return nothing_yet(shown.review).into_any();
    }
    let sought = of(State::ToSeek) + of(State::Requested);
    let heading = format!(
        "{} of {} here",
        count(of(State::Retrieved)),
        counted(all, "full text is", "full texts are")
    );
    let lead_in = format!(
        "{} still sought, {} could not be retrieved.",
        counted(sought, "is", "are"),
        count(of(State::NotRetrieved))
    );
    let judge = (shown.judges && of(State::Retrieved) > 0).then(|| {
        let to = links::in_review(shown.review, "eligibility");
        view! { <div class="buttons">{button::link(Weight::Primary, to, "Judge the next text")}</div> }
    });
    let chip = |state: Option<State>, n: u64| {
        let part = Part { state, after: 0 };
        let name = state.map_or("all", words::state);
        let mut signs = name.chars();
        let name: String = signs
            .next()
            .map(|first| first.to_uppercase().chain(signs).collect())
            .unwrap_or_default();
        let here = (shown.part.state == state).then_some("true");
        view! {
            <a class="chip" href=part.list(shown.review) aria-current=here>
                {format!("{name} {}", count(n))}
            </a>
        }
    };
    let chips = State::ALL
        .map(|state| chip(Some(state), of(state)))
        .collect_view();
    view! {
        <div class="page ledger" data-live="full-texts">
            <div class="page-head"><div><h1>{heading}</h1> <p class="lead-in">{lead_in}</p></div> {judge}</div>
            <div class="chips chips-tabs">{chip(None, all)} {chips}</div>
            {table(&shown)}
            {pager(&shown)}
        </div>
    }
    .into_any()
}

fn nothing_yet(review: ReviewId) -> impl IntoView {
    view! {
        <div class="message">
            <h1>"No full texts to seek yet"</h1>
            <p>
                "Records that go forward on title and abstract come here, one report each. You will \
                see what is still sought, who was asked, and what could not be had."
            </p>
            <div class="buttons">
                {button::link(Weight::Normal, links::in_review(review, ""), "To the overview")}
            </div>
        </div>
    }
}

fn table(shown: &Shown) -> impl IntoView + use<> {
    let mut rows: Vec<AnyView> = Vec::new();
    let in_hand = shown.open.as_ref().map(|open| open.report.id);
    let listed = shown.ledger.reports.iter();
    if let Some(open) = &shown.open
        && !listed.clone().any(|report| Some(report.id) == in_hand)
    {
        rows.push(row::closed(shown, &open.report, true));
        rows.push(row::opened(shown, open));
    }
    for report in listed {
        let open = shown
            .open
            .as_ref()
            .filter(|open| open.report.id == report.id);
        rows.push(row::closed(shown, report, open.is_some()));
        rows.extend(open.map(|open| row::opened(shown, open)));
    }
    view! {
        <div class="table-wrap">
            <table class="table table-sticky">
                <thead>
                    <tr>
                        <th scope="col">"Report"</th>
                        <th scope="col">"State"</th>
                        <th scope="col">"Text"</th>
                        <th scope="col"><span class="unseen">"What you can do"</span></th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn pager(shown: &Shown) -> impl IntoView + use<> {
    let last = shown.ledger.reports.last().map(|report| report.number);
    let next = shown.ledger.more.then_some(last).flatten().map(|after| {
        let part = Part {
            after,
            ..shown.part
        };
        view! { <a href=part.list(shown.review)>"Next 50"</a> }
    });
    let first = (shown.part.after > 0).then(|| {
        let part = Part {
            after: 0,
            ..shown.part
        };
        view! { <a href=part.list(shown.review)>"From the start"</a> }
    });
    (first.is_some() || next.is_some()).then(|| {
        view! { <nav class="pager" aria-label="Pages"><span>{first}</span> {next}</nav> }
    })
}
