//! Who made an import and when, and taking it back.

use crate::forms::Fill;
use crate::forms::field::whole_form;
use crate::links;
use crate::parts::button::{self, Weight};
use crate::parts::time;
use crate::words::number::{capital, counted, spelled};
use domain::ids::ReviewId;
use domain::time::Timestamp;
use leptos::prelude::*;
use service::importing::ImportReport;

/// The form's name.
pub const FORM: &str = "undo-import";

/// The last line of the report.
pub fn foot(
    review: ReviewId,
    report: &ImportReport,
    fill: &Fill,
    now: Timestamp,
) -> impl IntoView + use<> {
    let n = report.files.len() as u64;
    let by = report.by.clone().unwrap_or_else(|| "somebody".to_owned());
    let kept = if n == 1 {
        " The file is kept byte for byte.".to_owned()
    } else {
        format!(" The {} files are kept byte for byte.", spelled(n))
    };
    let undo = (report.may && report.import.visible).then(|| undo(review, report, fill));
    view! {
        <div class="import-foot">
            <p>
                {format!("Imported by {by}, ")}
                {time::since(now, report.import.at)}
                "."
                {kept}
            </p>
            {undo}
        </div>
    }
}

fn undo(review: ReviewId, report: &ImportReport, fill: &Fill) -> AnyView {
    if report.built_on > 0 {
        let words = "It can no longer be undone: somebody has decided on one of its records, or a \
                     later entry has joined one.";
        return view! { {whole_form(fill)} <p>{words}</p> }.into_any();
    }
    let to = format!("{}/undo", links::import_report(review, report.import.id));
    let open = fill.error("").is_some();
    let what = format!(
        "{} and {} go out of the review again, and the flow no longer counts them. The files stay \
         kept. Nobody has decided on any of it; once somebody has, this is no longer possible.",
        capital(&counted(report.import.entries, "entry", "entries")),
        counted(report.import.records, "record", "records"),
    );
    view! {
        <details open=open>
            <summary class="button-link">"Undo this import"</summary>
            <form class="card" method="post" action=to>
                {whole_form(fill)}
                <p>{what}</p>
                <div class="buttons">{button::send(Weight::Normal, "Undo this import")}</div>
            </form>
        </details>
    }
    .into_any()
}
