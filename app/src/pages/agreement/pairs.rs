//! Who agrees with whom: the matrix of pairs, and the table behind one of them.

use super::at;
use crate::charts::dots::short;
use crate::parts::icon::drawn;
use crate::parts::person::initials;
use crate::parts::verdict::Sign;
use crate::words::agreement::{self as words, percent};
use crate::words::number::{count, counted};
use domain::agreement::Pair;
use domain::ids::{PersonId, ReviewId};
use domain::screening::Verdict;
use leptos::prelude::*;
use service::agreement::{Found, Rater, RoundAgreement};

/// Both tables of a round; `asked` is the pair whose table is wanted.
pub fn view(
    review: ReviewId,
    round: &RoundAgreement,
    found: &Found,
    asked: Option<[PersonId; 2]>,
) -> AnyView {
    if found.headline.cohen.is_empty() {
        return ().into_any();
    }
    let place = |person: PersonId| found.raters.iter().position(|rater| rater.person == person);
    let chosen = asked
        .and_then(|[a, b]| Some((place(a)?, place(b)?)))
        .filter(|(a, b)| pair(found, *a, *b).is_some())
        .or_else(|| first_pair(found));
    let confusion = chosen.map(|pair| confusion(review, round, found, pair));
    view! {
        <div class="columns columns-48">{matrix(review, round, found)} {confusion}</div>
    }
    .into_any()
}

fn first_pair(found: &Found) -> Option<(usize, usize)> {
    let n = found.raters.len();
    (0..n)
        .flat_map(|a| (a + 1..n).map(move |b| (a, b)))
        .find(|(a, b)| pair(found, *a, *b).is_some())
}

/// The figures of two reviewers, by their places in the order of the table.
fn pair(found: &Found, a: usize, b: usize) -> Option<&Pair> {
    let names = [&found.raters.get(a)?.name, &found.raters.get(b)?.name];
    let headline = &found.headline.cohen;
    headline.iter().find(|pair| pair.raters.iter().eq(names))
}

/// Initials, or the whole name where two have the same.
fn short_name(raters: &[Rater], rater: &Rater) -> String {
    let short = initials(&rater.name);
    let same = raters.iter().filter(|other| initials(&other.name) == short);
    if same.count() > 1 {
        rater.name.clone()
    } else {
        short
    }
}

fn round_words(round: &RoundAgreement) -> String {
    format!(
        "{}, {}",
        words::stage(round.stage).to_lowercase(),
        words::round(round.round)
    )
}

fn matrix(review: ReviewId, round: &RoundAgreement, found: &Found) -> impl IntoView + use<> {
    let here = at(review, (round.stage, round.round));
    let raters = &found.raters;
    let heads = raters
        .iter()
        .map(|rater| {
            let short = short_name(raters, rater);
            view! { <th scope="col" class="num"><abbr title=rater.name.clone()>{short}</abbr></th> }
        })
        .collect_view();
    let rows = raters
        .iter()
        .enumerate()
        .map(|(a, rater)| {
            let cells = (0..raters.len())
                .map(|b| cell(&here, found, a, b))
                .collect_view();
            view! { <tr><th scope="row">{short_name(raters, rater)}</th> {cells}</tr> }
        })
        .collect_view();
    let differing = found.compared - found.unanimous;
    let alone: Vec<String> = raters
        .iter()
        .filter(|rater| rater.alone > 0)
        .map(|rater| format!("{} in {}", rater.name, count(rater.alone)))
        .collect();
    let alone = (!alone.is_empty()).then(|| {
        format!(
            " Where three or more read a record, one stood alone: {}.",
            alone.join(", ")
        )
    });
    let differ = if differing == 0 {
        "They never disagreed.".into_any()
    } else {
        let to = format!("{here}&differing#listed");
        view! {
            <a href=to>{counted(differing, "disagreement", "disagreements")}</a> " in all."
        }
        .into_any()
    };
    view! {
        <section class="section">
            <h2>{format!("Pairs, {}", round_words(round))}</h2>
            <p class="quiet">"Same decision, and Cohen’s kappa beside it."</p>
            <div class="table-wrap">
                <table class="table table-grid matrix">
                    <thead>
                        <tr><th scope="col"><span class="unseen">"Reviewer"</span></th> {heads}</tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <p class="second">{differ} {alone}</p>
        </section>
    }
}

fn cell(here: &str, found: &Found, a: usize, b: usize) -> AnyView {
    if a == b {
        let read = found.raters.get(a).map_or(0, |rater| rater.read);
        return view! { <td class="num second">{count(read)} " read"</td> }.into_any();
    }
    let people = found.raters.get(a).zip(found.raters.get(b));
    let (Some(pair), Some((first, second))) = (pair(found, a, b), people) else {
        // Not empty: on a phone an empty cell vanishes and the rest would move.
        return view! { <td>"\u{a0}"</td> }.into_any();
    };
    let to = format!("{here}&pair={}.{}#pair", first.person, second.person);
    let title = format!(
        "{} and {}, {}",
        first.name,
        second.name,
        counted(pair.kappa.n_items, "record", "records")
    );
    let kappa = pair
        .kappa
        .estimate
        .map_or_else(|| "undefined".to_owned(), short);
    view! {
        <td class="num">
            <a href=to title=title>{percent(pair.agreement)}</a>
            <span class="value">{kappa}</span>
        </td>
    }
    .into_any()
}

/// The verdicts of a table in the order they are shown, with their places in its scale.
fn verdicts(found: &Found) -> Vec<(Verdict, Sign, usize)> {
    let scale = &found.apart.categories;
    let place = |word: &str| scale.iter().position(|category| category == word);
    [
        (Verdict::Include, Sign::Include, "include"),
        (Verdict::Unsure, Sign::Maybe, "maybe"),
        (Verdict::Exclude, Sign::Exclude, "exclude"),
    ]
    .into_iter()
    .filter_map(|(verdict, sign, word)| Some((verdict, sign, place(word)?)))
    .collect()
}

fn confusion(
    review: ReviewId,
    round: &RoundAgreement,
    found: &Found,
    (a, b): (usize, usize),
) -> AnyView {
    let people = found.raters.get(a).zip(found.raters.get(b));
    let table = pair_table(found, a, b);
    let (Some((first, second)), Some(table)) = (people, table) else {
        return ().into_any();
    };
    let here = at(review, (round.stage, round.round));
    let here = format!("{here}&pair={}.{}", first.person, second.person);
    let shown = verdicts(found);
    let (down, across) = (
        short_name(&found.raters, first),
        short_name(&found.raters, second),
    );
    let n = |i: usize, j: usize| {
        table
            .get(i)
            .and_then(|row| row.get(j))
            .copied()
            .unwrap_or(0)
    };
    let heads = shown
        .iter()
        .map(|(_, sign, _)| view! { <th scope="col">{sign_word(*sign)}</th> })
        .collect_view();
    let rows = shown
        .iter()
        .map(|(va, sign, i)| {
            let cells = shown
                .iter()
                .map(|(vb, _, j)| {
                    let class = class(*va, *vb, found.joined);
                    let to = format!("{here}&cell={}.{}#listed", va.code(), vb.code());
                    match n(*i, *j) {
                        0 => view! { <td class=class>"0"</td> }.into_any(),
                        n => view! { <td class=class><a href=to>{count(n)}</a></td> }.into_any(),
                    }
                })
                .collect_view();
            view! { <tr><th scope="row">{sign_word(*sign)}</th> {cells}</tr> }
        })
        .collect_view();
    let joined = found.joined.then(|| joined_sentence(&shown, n)).flatten();
    view! {
        <section class="section" id="pair">
            <h2>{format!("{} and {}, {}", first.name, second.name, round_words(round))}</h2>
            <p class="quiet">{joined}</p>
            <div class="table-wrap">
                <table class="table table-grid confusion">
                    <thead>
                        <tr><th scope="col">{format!("{down} down, {across} across")}</th> {heads}</tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

/// The counts of two people with the three verdicts apart.
fn pair_table(found: &Found, a: usize, b: usize) -> Option<&Vec<Vec<u64>>> {
    let names = [&found.raters.get(a)?.name, &found.raters.get(b)?.name];
    let apart = &found.apart.cohen;
    let pair = apart.iter().find(|pair| pair.raters.iter().eq(names))?;
    Some(&pair.table)
}

fn joined_sentence(
    shown: &[(Verdict, Sign, usize)],
    n: impl Fn(usize, usize) -> u64,
) -> Option<String> {
    let place = |verdict| {
        let found = shown.iter().find(|(v, ..)| *v == verdict);
        found.map(|(.., place)| *place)
    };
    let (include, maybe) = (place(Verdict::Include)?, place(Verdict::Unsure)?);
    let (one, other) = (n(include, maybe), n(maybe, include));
    Some(format!(
        "Include and maybe go forward together, so {} and {} are no disagreement.",
        count(one),
        count(other)
    ))
}

fn class(a: Verdict, b: Verdict, joined: bool) -> &'static str {
    let together = joined && a != Verdict::Exclude && b != Verdict::Exclude;
    match (a == b, together) {
        (true, _) => "num same",
        (false, true) => "num",
        (false, false) => "num differ",
    }
}

fn sign_word(sign: Sign) -> impl IntoView {
    let class = match sign {
        Sign::Exclude => "icon icon-exclude",
        Sign::Maybe => "icon icon-maybe",
        Sign::Include => "icon icon-include",
    };
    view! { {drawn(class, sign.name(), 14)} {sign.word()} }
}
