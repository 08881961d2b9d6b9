//! One report of the ledger: a row, and below it what happened and what can be recorded.

use super::{Open, Shown};
use crate::forms::field::{Field, whole_form};
use crate::links;
use crate::parts::button::{self, Weight};
use crate::parts::time::since;
use crate::words::retrieval as words;
use domain::retrieval::RetrievalState as State;
use leptos::prelude::*;
use service::retrieval::Report;

/// The row; `open` if its outcomes stand below it.
pub fn closed(shown: &Shown, report: &Report, open: bool) -> AnyView {
    let record = links::in_review(shown.review, &format!("records/{}", report.number));
    let first = report.authors.split([';', ',']).next().unwrap_or_default();
    let year = report.year.map(|year| year.to_string()).unwrap_or_default();
    let title = if report.title.is_empty() {
        format!("Record {}", report.number)
    } else {
        report.title.clone()
    };
    view! {
        <tr aria-current=open.then_some("true") id=format!("r{}", report.number)>
            <th scope="row">
                <a href=record dir="auto">{title}</a>
                <small dir="auto">{format!("{first} {year}").trim().to_owned()}</small>
            </th>
            <td>
                <span class="badge">{words::state(report.state)}</span>
                {under(shown, report)}
            </td>
            <td>{text(report)}</td>
            <td class="actions-cell">{actions(shown, report, open)}</td>
        </tr>
    }
    .into_any()
}

/// Below the state: since when, why, or what is proposed.
fn under(shown: &Shown, report: &Report) -> AnyView {
    let proposal = report.proposal.as_ref().map(
        |why| view! { <small dir="auto">{format!("proposed “not retrieved”: {why}")}</small> },
    );
    let reason = report
        .reason
        .as_ref()
        .map(|why| view! { <small dir="auto">{why.clone()}</small> });
    let waits = (report.state == State::Requested)
        .then(|| view! { <small>{since(shown.now, report.changed_at)}</small> });
    view! { {waits} {reason} {proposal} }.into_any()
}

/// Where the text is, or where it may be.
fn text(report: &Report) -> AnyView {
    let out = |to: String, words: String| {
        view! { <a href=to target="_blank" rel="noopener noreferrer" dir="ltr">{words}</a> }
    };
    match (&report.link, &report.doi) {
        (Some(link), _) if report.state == State::Retrieved => {
            out(link.clone(), words::host(link).to_owned()).into_any()
        }
        (_, Some(doi)) => view! {
            <span class="third">"none yet; "</span>
            {out(format!("https://doi.org/{doi}"), "try its DOI".to_owned())}
        }
        .into_any(),
        _ => view! { <span class="third">"none yet"</span> }.into_any(),
    }
}

fn actions(shown: &Shown, report: &Report, open: bool) -> AnyView {
    if !shown.ledger.may {
        return ().into_any();
    }
    let here = shown.part.open(shown.review, report.id);
    if open {
        let to = shown.part.list(shown.review);
        return button::link(Weight::Small, to, "Close").into_any();
    }
    let confirm = match (&report.proposal, shown.ledger.leads) {
        (Some(reason), true) => Some(view! {
            <form method="post" action=act(shown, report, "not-retrieved")>
                <input type="hidden" name="reason" value=reason.clone()/>
                {button::send(Weight::Small, "Confirm")}
            </form>
        }),
        _ => None,
    };
    let words = match report.state {
        State::ToSeek | State::Requested => "Record what happened",
        State::Retrieved | State::NotRetrieved => "Change",
    };
    view! { <div class="buttons">{confirm} {button::link(Weight::Small, here, words)}</div> }
        .into_any()
}

/// The address of a form about a report; it leads back to this part of the ledger.
fn act(shown: &Shown, report: &Report, step: &str) -> String {
    let id = report.id;
    let path = links::in_review(shown.review, &format!("full-texts/{id}/{step}"));
    path + &shown.part.query()
}

/// What happened so far, and the forms.
pub fn opened(shown: &Shown, open: &Open) -> AnyView {
    let lines = open
        .ledger
        .iter()
        .map(|line| {
            let who = line.by.and_then(|by| shown.names.get(&by)).cloned();
            let who = who.unwrap_or_else(|| "Somebody".to_owned());
            view! {
                <li>
                    {since(shown.now, line.at)}
                    <span dir="auto">{format!("{who} {}", words::attempt(&line.attempt))}</span>
                </li>
            }
        })
        .collect_view();
    let lines = (!open.ledger.is_empty()).then(|| view! { <ol class="history">{lines}</ol> });
    let forms = shown.ledger.may.then(|| forms(shown, open));
    view! { <tr class="outcomes-row"><td colspan="4">{lines} {forms}</td></tr> }.into_any()
}

fn forms(shown: &Shown, open: &Open) -> impl IntoView + use<> {
    let (report, fills) = (&open.report, &open.fills);
    let ended = matches!(report.state, State::Retrieved | State::NotRetrieved);
    let again = ended.then(|| {
        let note = Field::new(&fills.seek_again, "note", "Back to seek, because")
            .may_stay_empty()
            .help("The link was wrong, say, or a new copy turned up.");
        view! {
            <form method="post" action=act(shown, report, "seek-again")>
                <div>{whole_form(&fills.seek_again)} {note.line()}</div>
                {button::send(Weight::Normal, "Seek it again")}
            </form>
        }
    });
    view! {
        <div class="outcomes">
            {found_form(shown, open)}
            {(!ended).then(|| requested_form(shown, open))}
            {not_retrieved_form(shown, open)}
            {again}
        </div>
    }
}

fn found_form(shown: &Shown, open: &Open) -> impl IntoView + use<> {
    let (report, fill) = (&open.report, &open.fills.found);
    let link = Field::new(fill, "link", "Retrieved, and where it is")
        .help("A web address or a DOI. Everybody who judges the text opens it there.");
    view! {
        <form method="post" action=act(shown, report, "found")>
            <div>{whole_form(fill)} {link.line()}</div>
            {button::send(Weight::Normal, "Save the link")}
        </form>
    }
}

fn requested_form(shown: &Shown, open: &Open) -> impl IntoView + use<> {
    let (report, fill) = (&open.report, &open.fills.requested);
    let note = Field::new(fill, "note", "Requested from")
        .may_stay_empty()
        .help("A library, the authors, another person.");
    view! {
        <form method="post" action=act(shown, report, "requested")>
            <div>{whole_form(fill)} {note.line()}</div>
            {button::send(Weight::Normal, "Requested")}
        </form>
    }
}

fn not_retrieved_form(shown: &Shown, open: &Open) -> impl IntoView + use<> {
    let (report, fill) = (&open.report, &open.fills.not_retrieved);
    let (help, send) = if shown.ledger.leads {
        (
            "No copy in any library, say. The flow counts it as not retrieved.",
            "Not retrieved",
        )
    } else {
        (
            "No copy in any library, say. A lead confirms it before the flow counts it.",
            "Propose",
        )
    };
    let reason = Field::new(fill, "reason", "Not retrieved, because").help(help);
    view! {
        <form method="post" action=act(shown, report, "not-retrieved")>
            <div>{whole_form(fill)} {reason.line()}</div>
            {button::send(Weight::Normal, send)}
        </form>
    }
}
