//! Every coefficient of every round, with its formula's source and its plain sentence.

use crate::charts::dots::short;
use crate::parts::kept_back::kept_back;
use crate::words::agreement as words;
use crate::words::number::count;
use domain::agreement::words::{Measure, about};
use domain::agreement::{Coefficient, Report};
use leptos::prelude::*;
use service::agreement::{Found, RoundAgreement};

/// One table for each round.
pub fn view(rounds: &[RoundAgreement]) -> impl IntoView + use<> {
    rounds.iter().map(section).collect_view()
}

fn section(round: &RoundAgreement) -> AnyView {
    let name = format!(
        "{}, {}",
        words::stage(round.stage),
        words::round(round.round)
    );
    let body = match &round.found {
        None => kept_back().into_any(),
        Some(found) => tables(found),
    };
    view! { <section class="section"><h2>{name}</h2> {body}</section> }.into_any()
}

fn tables(found: &Found) -> AnyView {
    let scale = if found.joined {
        "Categories: forward (include and maybe) and exclude, as the stage's settings have it."
    } else {
        "Categories: the verdicts as they were given."
    };
    let apart = found.joined.then(|| {
        view! {
            <details>
                <summary>"With include, maybe and exclude apart"</summary>
                {table(&found.apart)}
            </details>
        }
    });
    view! { <p class="quiet">{scale}</p> {table(&found.headline)} {apart} }.into_any()
}

/// The measures of a report with their names, in the order people look for them.
fn measures(report: &Report) -> Vec<(Measure, String, &Coefficient)> {
    let name = |measure: Measure| {
        let name = measure.name();
        let mut signs = name.chars();
        signs
            .next()
            .map(|first| first.to_uppercase().chain(signs).collect())
            .unwrap_or_default()
    };
    let mut all: Vec<(Measure, String, &Coefficient)> = vec![
        (
            Measure::Unanimous,
            name(Measure::Unanimous),
            &report.unanimous,
        ),
        (Measure::Pairwise, name(Measure::Pairwise), &report.pairwise),
    ];
    all.extend(
        report
            .gwet_ac1
            .as_ref()
            .map(|ac1| (Measure::Gwet, "Gwet's AC1".to_owned(), ac1)),
    );
    all.extend(report.cohen.iter().map(|pair| {
        let [a, b] = &pair.raters;
        (
            Measure::Cohen,
            format!("Cohen's kappa, {a} and {b}"),
            &pair.kappa,
        )
    }));
    let kappa = if report.fleiss.method.starts_with("Fleiss") {
        "Fleiss' kappa"
    } else {
        "Fleiss' kappa, Gwet's generalisation"
    };
    all.push((Measure::Fleiss, kappa.to_owned(), &report.fleiss));
    let more = [
        (Measure::KrippendorffAlpha, &report.krippendorff_alpha),
        (Measure::BrennanPrediger, &report.brennan_prediger),
        (Measure::Pabak, &report.pabak),
    ];
    all.extend(more.map(|(measure, found)| (measure, name(measure), found)));
    all.extend(report.specific_agreement.iter().map(|one| {
        let name = format!("Agreement on {}", one.category);
        (Measure::Specific, name, &one.agreement)
    }));
    all
}

fn table(report: &Report) -> impl IntoView + use<> {
    let rows = measures(report)
        .into_iter()
        .map(|(measure, name, found)| row(measure, name, found))
        .collect_view();
    view! {
        <div class="table-wrap">
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">"Measure"</th>
                        <th scope="col" class="num">"Value"</th>
                        <th scope="col" class="num">"Standard error"</th>
                        <th scope="col" class="num">"95\u{a0}% interval"</th>
                        <th scope="col" class="num">"Records"</th>
                        <th scope="col">"What it says, and what it does not"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn row(measure: Measure, name: String, found: &Coefficient) -> AnyView {
    let said = about(measure, found);
    let bands: Vec<String> = said
        .bands
        .iter()
        .map(|band| format!("{} ({})", band.word, band.by))
        .collect();
    let bands = (!bands.is_empty()).then(|| format!(" Called {}.", bands.join(", ")));
    let value = found.estimate.map_or_else(|| "undefined".to_owned(), short);
    let interval = found
        .ci
        .map(|(low, high)| format!("{} to {}", short(low), short(high)));
    view! {
        <tr>
            <th scope="row" dir="auto">{name}</th>
            <td class="num" data-label="value">{value}</td>
            <td class="num" data-label="standard error">{found.se.map(short)}</td>
            <td class="num" data-label="interval">{interval}</td>
            <td class="num" data-word="records">{count(found.n_items)}</td>
            <td class="wide">
                {said.says} " " {said.limits} {bands}
                <br/>
                <small class="third">{found.method}</small>
            </td>
        </tr>
    }
    .into_any()
}
