//! The picture of all rounds: AC1 and kappa with their intervals; on a phone one block each.

use super::at;
use crate::charts::dots::{self, Content, Mark, Row, short};
use crate::parts::kept_back::{KEPT_BACK, kept_back};
use crate::words::agreement as words;
use crate::words::number::{count, counted};
use domain::agreement::{Coefficient, Report};
use domain::ids::ReviewId;
use domain::screening::Stage;
use leptos::prelude::*;
use service::agreement::{Found, RoundAgreement};

/// The two measures drawn: Gwet's AC1, and kappa (Cohen's for two reviewers, else Fleiss').
pub fn measures(report: &Report) -> [Option<&Coefficient>; 2] {
    let kappa = match report.cohen.as_slice() {
        [only] if report.raters.len() == 2 => &only.kappa,
        _ => &report.fleiss,
    };
    [report.gwet_ac1.as_ref(), Some(kappa)]
}

/// The picture.
pub fn view(review: ReviewId, rounds: &[RoundAgreement]) -> impl IntoView + use<> {
    let rows: Vec<Row> = rounds.iter().map(|round| row(review, round)).collect();
    let label = "Agreement by stage and round, AC1 and kappa with intervals";
    let svg = dots::wide(label, ["AC1", "kappa"], &rows);
    let blocks = rounds
        .iter()
        .map(|round| block(review, round))
        .collect_view();
    view! {
        <div class="desk-only"><div class="picture-wrap" inner_html=svg></div></div>
        <ul class="agreement-blocks phone-only">{blocks}</ul>
    }
}

fn name(round: &RoundAgreement) -> String {
    format!(
        "{}, {}",
        words::stage(round.stage),
        words::round(round.round)
    )
}

/// "894 records so far", "200 records, 3 reviewers".
fn under(round: &RoundAgreement, found: &Found) -> String {
    let records = match round.stage {
        Stage::TitleAbstract => counted(found.compared, "record", "records"),
        Stage::FullText => counted(found.compared, "report", "reports"),
    };
    if round.open {
        format!("{records} so far")
    } else {
        let people = found.raters.len() as u64;
        format!("{records}, {}", counted(people, "reviewer", "reviewers"))
    }
}

fn mark(coefficient: Option<&Coefficient>) -> Result<Mark, String> {
    let because = |coefficient: &Coefficient| {
        coefficient
            .undefined
            .map_or("it could not be computed", |why| why.because())
    };
    match coefficient {
        Some(Coefficient {
            estimate: Some(value),
            ci,
            ..
        }) => Ok(Mark {
            value: *value,
            interval: *ci,
        }),
        Some(coefficient) => Err(format!("undefined, because {}", because(coefficient))),
        None => Err("undefined".to_owned()),
    }
}

fn in_words(found: &Found) -> String {
    let share = found.headline.unanimous.estimate;
    match (share, found.headline.gwet_ac1.as_ref()) {
        (Some(share), Some(ac1)) => words::row(share, ac1),
        _ => "nothing to compare yet".to_owned(),
    }
}

fn counts(found: &Found) -> String {
    let (same, all) = (count(found.unanimous), count(found.compared));
    match found.raters.len() {
        0..=2 => format!("{same} of {all} the same"),
        _ => format!("{same} of {all} unanimous"),
    }
}

fn row(review: ReviewId, round: &RoundAgreement) -> Row {
    let (under, content) = match &round.found {
        None => (String::new(), Content::KeptBack(KEPT_BACK)),
        Some(found) => {
            let [dot, square] = measures(&found.headline).map(mark);
            let link = (at(review, (round.stage, round.round)), counts(found));
            let content = Content::Marks {
                dot,
                square,
                words: in_words(found),
                link,
            };
            (under(round, found), content)
        }
    };
    Row {
        name: name(round),
        under,
        content,
    }
}

fn block(review: ReviewId, round: &RoundAgreement) -> AnyView {
    let Some(found) = &round.found else {
        return view! { <li><p>{name(round)}</p> {kept_back()}</li> }.into_any();
    };
    let [dot, square] = measures(&found.headline).map(mark);
    let value = |mark: &Result<Mark, String>| match mark {
        Ok(mark) => short(mark.value),
        Err(why) => why.clone(),
    };
    let label = format!("AC1 {}, kappa {}, from 0 to 1", value(&dot), value(&square));
    let svg = dots::narrow(&label, dot.as_ref().ok(), square.as_ref().ok());
    let line = |name: &'static str, mark: &Result<Mark, String>| {
        let interval = match mark {
            Ok(Mark {
                interval: Some((low, high)),
                ..
            }) => format!("{} to {}", short(*low), short(*high)),
            Ok(_) => String::new(),
            Err(why) => why.clone(),
        };
        let value = mark.as_ref().ok().map(|mark| short(mark.value));
        view! {
            <dt>{name}</dt>
            <dd><strong>{value}</strong></dd>
            <dd class="quiet">{interval}</dd>
        }
    };
    view! {
        <li>
            <p>{format!("{}: {}", name(round), in_words(found))}</p>
            <p class="quiet">
                {under(round, found)} ", "
                <a href=at(review, (round.stage, round.round))>{counts(found)}</a>
            </p>
            <div class="picture-wrap" inner_html=svg></div>
            <dl>{line("AC1", &dot)} {line("kappa", &square)}</dl>
        </li>
    }
    .into_any()
}
