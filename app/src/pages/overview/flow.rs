//! The flow in small: four boxes down, three aside.

use crate::links;
use crate::words::number::{count, counted};
use domain::flow::{BoxId, Column, Flow};
use domain::ids::ReviewId;
use leptos::prelude::*;

const D: Column = Column::Databases;
const O: Column = Column::Other;

/// Height of a box and of the step from one to the next.
const HIGH: u32 = 34;
const STEP: u32 = 59;

/// The section.
pub fn small(review: ReviewId, flow: &Flow) -> AnyView {
    let whole = links::in_review(review, "flow");
    let rows = [
        (
            ("Identified", &IDENTIFIED[..]),
            Some(("Removed", &REMOVED[..])),
        ),
        (
            ("Screened", &[BoxId::Screened][..]),
            Some(("Excluded", &[BoxId::Excluded(D)][..])),
        ),
        (
            ("Sought", &[BoxId::Sought(D), BoxId::Sought(O)][..]),
            Some((
                "Not retrieved",
                &[BoxId::NotRetrieved(D), BoxId::NotRetrieved(O)][..],
            )),
        ),
        (("Included reports", &[BoxId::Reports][..]), None),
    ];
    let rows = rows
        .into_iter()
        .zip(0..)
        .map(|((left, right), row)| {
            let y = row * STEP;
            let class = if right.is_none() {
                "box box-included"
            } else {
                "box"
            };
            let aside = right.map(|right| {
                view! {
                    {across(y)}
                    {boxed(review, flow, Place { x: 170, y, wide: 117 }, "box", right)}
                    {down(y)}
                }
            });
            view! {
                <g>
                    {boxed(review, flow, Place { x: 0, y, wide: 151 }, class, left)}
                    {aside}
                </g>
            }
            .into_any()
        })
        .collect_view();
    view! {
        <section class="section">
            <div class="section-head">
                <h2>"Flow so far"</h2>
                <a href=whole>"Whole flow"</a>
            </div>
            <div class="picture-wrap">
                <svg
                    class="picture mini-flow"
                    width="288"
                    height="213"
                    viewBox="0 0 288 213"
                    role="group"
                    aria-label="The flow so far"
                >
                    {rows}
                </svg>
            </div>
            {from_elsewhere(flow)}
        </section>
    }
    .into_any()
}

const IDENTIFIED: [BoxId; 2] = [BoxId::Databases, BoxId::Registers];
const REMOVED: [BoxId; 3] = [
    BoxId::Duplicates(D),
    BoxId::RemovedByAutomation,
    BoxId::RemovedForOtherReasons,
];

/// What joins the way further down, so that the numbers add up for whoever checks.
fn from_elsewhere(flow: &Flow) -> Option<AnyView> {
    let n = flow.figure(BoxId::Sought(O)).n().filter(|n| *n > 0)?;
    let words = format!(
        "{} sought came from websites, organisations or citations and not through the boxes above.",
        counted(n, "report", "reports")
    );
    Some(view! { <p class="quiet">{words}</p> }.into_any())
}

#[derive(Clone, Copy)]
struct Place {
    x: u32,
    y: u32,
    wide: u32,
}

/// A box with its words and the sum of its numbers; dashed where one of them is kept back. It
/// leads to the list behind it, or to the whole flow if several lists are behind it.
fn boxed(
    review: ReviewId,
    flow: &Flow,
    at: Place,
    class: &'static str,
    (words, numbers): (&'static str, &[BoxId]),
) -> AnyView {
    let half = |n: u32| format!("{n}.5");
    let (x, y) = (half(at.x), half(at.y));
    let (left, right) = ((at.x + 10).to_string(), (at.x + at.wide - 9).to_string());
    let base = (at.y + 22).to_string();
    let (wide, high) = (at.wide.to_string(), HIGH.to_string());
    let known: Option<Vec<u64>> = numbers.iter().map(|id| flow.figure(*id).n()).collect();
    let Some(known) = known else {
        return view! {
            <rect class="box box-open" x=x y=y width=wide height=high></rect>
            <text class="t2" x=left y=base>"Kept back"</text>
        }
        .into_any();
    };
    let mut behind = numbers.iter().zip(&known).filter(|(_, n)| **n > 0);
    let to = match (behind.next(), behind.next()) {
        (Some((id, _)), None) => links::flow_number(review, flow, *id),
        (Some(_), Some(_)) => Some(links::in_review(review, "flow")),
        (None, _) => None,
    };
    let number = count(known.iter().sum());
    let drawn = view! {
        <rect class=class x=x y=y width=wide height=high></rect>
        <text class="t2" x=left y=base.clone()>{words}</text>
        <text class="strong" x=right y=base text-anchor="end">{number}</text>
    }
    .into_any();
    match to {
        Some(to) => view! { <a href=to>{drawn}</a> }.into_any(),
        None => drawn,
    }
}

fn across(y: u32) -> AnyView {
    let (line, middle) = (y + 17, format!("{}.5", y + 17));
    view! {
        <path class="arrow" d=format!("M152 {line}.5h13")></path>
        <path class="arrow-head" d=format!("M171 {middle}l-6-3.5v7Z")></path>
    }
    .into_any()
}

fn down(y: u32) -> AnyView {
    let (from, to) = (y + 35, y + STEP);
    view! {
        <path class="arrow" d=format!("M76 {from}v18")></path>
        <path class="arrow-head" d=format!("M76 {to}l-3.5-6h7Z")></path>
    }
    .into_any()
}
