//! Agreement: how far independent reviewers agree, round by round.

mod as_table;
mod listed;
mod pairs;
mod picture;

use crate::context::Visit;
use crate::document::Page;
use crate::forms::Form;
use crate::links;
use crate::pages::framed::framed;
use crate::parts::button::{self, Weight};
use crate::parts::kept_back::kept_back;
use crate::words::agreement as words;
use crate::words::number::{count, counted};
use domain::agreement::words::why_apart;
use domain::ids::{PersonId, ReviewId};
use domain::screening::{Round, Stage, Verdict};
use leptos::prelude::*;
use service::Problem;
use service::agreement::{Found, Pick, Picked, RoundAgreement};

/// What of a round the page is looking at, as its address says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Asked {
    round: Option<(Stage, Round)>,
    pair: Option<[PersonId; 2]>,
    pick: Option<Pick>,
    table: bool,
}

impl Asked {
    fn of(query: &Form) -> Self {
        let round = query.get("of").and_then(|of| {
            let (stage, round) = of.split_once('.')?;
            Some((Stage::from_code(stage)?, Round(round.parse().ok()?)))
        });
        let pair = query.get("pair").and_then(|pair| {
            let (a, b) = pair.split_once('.')?;
            Some([a.parse().ok()?, b.parse().ok()?])
        });
        let cell = query.get("cell").and_then(|cell| {
            let (a, b) = cell.split_once('.')?;
            Some([Verdict::from_code(a)?, Verdict::from_code(b)?])
        });
        let pick = match (query.get("differing"), pair, cell) {
            (Some(_), ..) => Some(Pick::Differing),
            (None, Some(pair), Some(cell)) => Some(Pick::Cell(pair, cell)),
            _ => None,
        };
        Self {
            round,
            pair,
            pick,
            table: query.get("as") == Some("table"),
        }
    }
}

/// The address of this page at a round.
fn at(review: ReviewId, (stage, round): (Stage, Round)) -> String {
    let page = links::in_review(review, "agreement");
    format!("{page}?of={}.{}", stage.code(), round.0)
}

struct Shown {
    review: ReviewId,
    rounds: Vec<RoundAgreement>,
    /// The round in hand: the one asked for, else the newest main round with figures.
    current: Option<usize>,
    asked: Asked,
    picked: Option<Picked>,
}

/// The page.
pub async fn show(visit: Visit) -> Result<Page, Problem> {
    let review = visit.review()?;
    let me = visit.me()?;
    let rounds = visit.house.agreement(me, review).await?;
    let asked = Asked::of(&visit.query);
    let current = current(&rounds, asked.round);
    let picked = match (asked.pick, current.and_then(|place| rounds.get(place))) {
        (Some(pick), Some(round)) => {
            let of = (round.stage, round.round);
            Some(visit.house.rated_records(me, review, of, pick).await?)
        }
        _ => None,
    };
    let crumb = asked.table.then(|| "How it is computed".to_owned());
    let frame = framed(&visit, "agreement", crumb, false).await?;
    let shown = Shown {
        review,
        rounds,
        current,
        asked,
        picked,
    };
    Ok(Page::new("Agreement", move || view(shown)).within(frame))
}

fn current(rounds: &[RoundAgreement], asked: Option<(Stage, Round)>) -> Option<usize> {
    let seen = |round: &RoundAgreement| round.found.as_ref().is_some_and(|f| f.compared > 0);
    let by_address = rounds
        .iter()
        .position(|round| seen(round) && asked == Some((round.stage, round.round)));
    by_address
        .or_else(|| {
            rounds
                .iter()
                .position(|r| seen(r) && r.round == Round::MAIN)
        })
        .or_else(|| rounds.iter().rposition(seen))
}

fn view(shown: Shown) -> AnyView {
    let Shown {
        review,
        rounds,
        current,
        asked,
        picked,
    } = shown;
    if rounds.is_empty() {
        return nothing_yet(review).into_any();
    }
    let found = current
        .and_then(|place| rounds.get(place))
        .and_then(|round| Some((round, round.found.as_ref()?)));
    let body = if asked.table {
        as_table::view(&rounds).into_any()
    } else {
        let notes = found.map(|(_, found)| notes(found));
        let pairs = found.map(|(round, found)| pairs::view(review, round, found, asked.pair));
        let listed = picked.map(|picked| listed::view(review, asked.pick, &picked));
        view! { {picture::view(review, &rounds)} {notes} {pairs} {listed} }.into_any()
    };
    view! {
        <div class="page agreement" data-live="agreement">
            {head(review, found, asked.table)}
            {body}
        </div>
    }
    .into_any()
}

fn nothing_yet(review: ReviewId) -> impl IntoView {
    view! {
        <div class="message">
            <h1>"No agreement to show yet"</h1>
            <p>
                "Once two people have decided on the same records, this page says how often they \
                agree, with the coefficients journals ask for."
            </p>
            <div class="buttons">
                {button::link(Weight::Normal, links::in_review(review, ""), "To the overview")}
            </div>
        </div>
    }
}

fn head(
    review: ReviewId,
    found: Option<(&RoundAgreement, &Found)>,
    table: bool,
) -> impl IntoView + use<> {
    let page = links::in_review(review, "agreement");
    let (heading, lead_in) = match found {
        None => ("Agreement".to_owned(), kept_back().into_any()),
        Some((round, found)) => finding(round, found),
    };
    let other = if table {
        button::link(Weight::Normal, page.clone(), "As a picture").into_any()
    } else {
        button::link(
            Weight::Normal,
            format!("{page}?as=table"),
            "How it is computed",
        )
        .into_any()
    };
    let exports = found.is_some().then(|| {
        view! {
            <div class="group" role="group" aria-label="Export">
                <a href=format!("{page}/ratings.csv") download="">"Ratings as CSV"</a>
                <a href=format!("{page}/agreement.json") download="">"Figures as JSON"</a>
            </div>
        }
    });
    view! {
        <div class="page-head">
            <div><h1>{heading}</h1> {lead_in}</div>
            <div class="buttons">{other} {exports}</div>
        </div>
    }
}

/// The heading, which is the finding, and its sentence with the numbers.
fn finding(round: &RoundAgreement, found: &Found) -> (String, AnyView) {
    let unanimous = &found.headline.unanimous;
    let Some(share) = unanimous.estimate else {
        return (
            "Nobody has read the same records yet".to_owned(),
            ().into_any(),
        );
    };
    let heading = format!("Reviewers agree {}", words::how_often(share));
    let place = match (round.stage, round.round.is_pilot()) {
        (Stage::TitleAbstract, true) => "In the pilot",
        (Stage::TitleAbstract, false) => "In main screening",
        (Stage::FullText, true) => "In the pilot of the full texts",
        (Stage::FullText, false) => "At full text",
    };
    let who = match found.raters.len() {
        2 => "both made the same decision",
        _ => "all who read a record made the same decision",
    };
    let interval = unanimous.ci.map_or_else(String::new, |(low, high)| {
        format!(", interval {:.1} to {:.1}", low * 100.0, high * 100.0)
    });
    let sentence = format!(
        "{place} {who} on {} of {} ({}{interval}). Only independent decisions count here.",
        count(found.unanimous),
        counted(found.compared, "record", "records"),
        words::percent(share)
    );
    (
        heading,
        view! { <p class="lead-in">{sentence}</p> }.into_any(),
    )
}

/// Why the two measures differ, and how far the numbers can be trusted.
fn notes(found: &Found) -> impl IntoView + use<> {
    let apart = why_apart(&found.headline);
    let few = found
        .headline
        .gwet_ac1
        .as_ref()
        .filter(|ac1| ac1.estimate.is_some() && words::too_few(ac1))
        .map(|_| {
            format!(
                "The interval is wide, since only {} hold two decisions or more.",
                counted(found.compared, "record", "records")
            )
        });
    let words = "AC1 and kappa both measure agreement beyond chance, 1 being always. ";
    view! { <p class="note">{words} {apart} " " {few}</p> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn an_address_says_which_cell_is_looked_at() {
        let [a, b] = [1, 2].map(|n| PersonId::from_uuid(Uuid::from_u128(n)));
        let query = |pairs: &[(&str, String)]| {
            Form(
                pairs
                    .iter()
                    .map(|(n, v)| ((*n).to_owned(), v.clone()))
                    .collect(),
            )
        };
        let asked = Asked::of(&query(&[
            ("of", "full_text.2".to_owned()),
            ("pair", format!("{a}.{b}")),
            ("cell", "include.exclude".to_owned()),
        ]));
        assert_eq!(asked.round, Some((Stage::FullText, Round(2))));
        let cell = Pick::Cell([a, b], [Verdict::Include, Verdict::Exclude]);
        assert_eq!(asked.pick, Some(cell));
        let bad = Asked::of(&query(&[
            ("of", "moon.2".to_owned()),
            ("pair", "1.2".to_owned()),
        ]));
        assert_eq!((bad.round, bad.pair, bad.pick), (None, None, None));
    }
}
