//! The lists: pairs that wait, records that were joined, pairs that were left apart.

use super::address;
use super::desk::said;
use crate::links;
use crate::parts::button::{self, Weight};
use crate::parts::icon::icon;
use crate::parts::reading::{beginning, plain};
use crate::parts::source::short_name;
use crate::words::number::{count, counted};
use domain::ids::ReviewId;
use leptos::prelude::*;
use service::records::{Brief, DuplicateList, DuplicateLists, JOINED, PairLine};

/// The page.
pub fn view(review: ReviewId, list: DuplicateList, found: DuplicateLists) -> AnyView {
    if found.entries == 0 {
        return nothing_yet(review).into_any();
    }
    let heading = match found.waiting {
        0 => "No pair waits for a person".to_owned(),
        1 => "One pair looks alike and waits for a person".to_owned(),
        n => format!("{} pairs look alike and wait for a person", count(n)),
    };
    let merged = found.entries.saturating_sub(found.records);
    let lead_in = format!(
        "{} in {}: {} joined with another, by the program on sure grounds or by a person.",
        counted(found.entries, "entry", "entries"),
        counted(found.records, "record", "records"),
        count(merged),
    );
    let first = (found.waiting > 0).then(|| {
        let to = links::in_review(review, "duplicates");
        view! { <div class="buttons">{button::link(Weight::Primary, to, "Look at the first pair")}</div> }
    });
    let body = match list {
        DuplicateList::Joined => joined(review, &found),
        _ => pairs(review, list, &found),
    };
    view! {
        <div class="page">
            <div class="page-head">
                <div>
                    <h1>{heading}</h1>
                    <p class="lead-in">{lead_in}</p>
                </div>
                {first}
            </div>
            {tabs(review, list, &found)}
            <div class="section" id="list" data-live="pairs">{body}</div>
        </div>
    }
    .into_any()
}

fn nothing_yet(review: ReviewId) -> impl IntoView {
    view! {
        <div class="message">
            <ul class="signs" aria-hidden="true">
                <li>{icon("mark", 16)}</li>
            </ul>
            <h1>"No duplicates yet"</h1>
            <p>
                "This page will show entries that look like the same report, two by two, with \
                 their differences marked. Those that are surely the same are joined by themselves, \
                 and can be taken apart again."
            </p>
            <p>"The first can come up when search results are imported."</p>
            <div class="buttons">
                {button::link(
                    Weight::Primary,
                    links::in_review(review, "search"),
                    "Import search results",
                )}
            </div>
        </div>
    }
}

fn tabs(review: ReviewId, list: DuplicateList, found: &DuplicateLists) -> impl IntoView + use<> {
    let page = links::in_review(review, "duplicates");
    let tabs = [
        (DuplicateList::Waiting, "waiting", "Waiting", found.waiting),
        (DuplicateList::Joined, "joined", "Joined", found.joined),
        (DuplicateList::Apart, "apart", "Left apart", found.apart),
    ]
    .map(|(tab, name, words, n)| {
        let here = (tab == list).then_some("true");
        let to = format!("{page}?show={name}");
        view! { <a class="chip" href=to aria-current=here>{format!("{words} {}", count(n))}</a> }
    })
    .collect_view();
    view! { <div class="chips chips-tabs">{tabs}</div> }
}

fn pairs(review: ReviewId, list: DuplicateList, found: &DuplicateLists) -> AnyView {
    if found.pairs.is_empty() {
        let words = match list {
            DuplicateList::Apart => "Nobody has left a pair apart yet.",
            _ => "Every pair that looks alike was judged. New imports may bring more.",
        };
        return view! { <p class="second">{words}</p> }.into_any();
    }
    let rows: Vec<AnyView> = found
        .pairs
        .iter()
        .map(|line| pair_row(review, list, line))
        .collect();
    let last = if list == DuplicateList::Apart {
        "Judged"
    } else {
        "Why"
    };
    view! {
        <div class="table-wrap">
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">"Left"</th>
                        <th scope="col">"Right"</th>
                        <th scope="col">{last}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn pair_row(review: ReviewId, list: DuplicateList, line: &PairLine) -> AnyView {
    let to = address(review, Some((line.pair.a, line.pair.b)), None);
    let [left, right] = &line.sides;
    let why = match list {
        DuplicateList::Apart => said(&line.pair).to_owned(),
        _ => line
            .pair
            .evidence
            .iter()
            .take(3)
            .cloned()
            .collect::<Vec<_>>()
            .join(", "),
    };
    view! {
        <tr>
            <th scope="row">
                <a href=to dir="auto">{title(left)}</a>
                <br/>
                <span class="quiet">{brief(left)}</span>
            </th>
            <td class="wide">
                <span dir="auto">{title(right)}</span>
                <br/>
                <span class="quiet">{brief(right)}</span>
            </td>
            <td>{why}</td>
        </tr>
    }
    .into_any()
}

fn title(side: &Brief) -> String {
    match side.title.as_str() {
        "" => "(no title)".to_owned(),
        title => beginning(title, 140),
    }
}

fn brief(side: &Brief) -> String {
    match short_name(&side.authors, side.year).as_str() {
        "" => format!("record {}", side.number),
        name => format!("record {}, {name}", side.number),
    }
}

fn joined(review: ReviewId, found: &DuplicateLists) -> AnyView {
    if found.lines.is_empty() {
        return view! { <p class="second">"No record has more than one entry."</p> }.into_any();
    }
    let rows: Vec<AnyView> = found
        .lines
        .iter()
        .map(|(_, number, title, entries)| {
            let page = links::record(review, *number);
            let apart = format!("{page}#entries");
            let title = if title.is_empty() {
                "(no title)".to_owned()
            } else {
                plain(title)
            };
            view! {
                <tr>
                    <th scope="row"><a href=page dir="auto">{title}</a></th>
                    <td class="num" data-label="Record">{count(u64::from(*number))}</td>
                    <td class="num" data-word="entries">{count(*entries)}</td>
                    <td><a href=apart>"See them, or take apart"</a></td>
                </tr>
            }
            .into_any()
        })
        .collect();
    let next = found
        .lines
        .last()
        .filter(|_| found.lines.len() as i64 >= JOINED)
        .map(|(_, number, ..)| {
            let page = links::in_review(review, "duplicates");
            let to = format!("{page}?show=joined&after={number}");
            view! { <nav class="pager" aria-label="Pages"><a href=to rel="next">"Next"</a></nav> }
        });
    view! {
        <div class="table-wrap" id="joined">
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">"Title"</th>
                        <th scope="col" class="num">"Record"</th>
                        <th scope="col" class="num">"Entries"</th>
                        <th scope="col">"Entries side by side"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {next}
    }
    .into_any()
}
