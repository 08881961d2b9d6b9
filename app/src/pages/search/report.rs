//! The report of an import: what came in, what did not and what mends it, what happens next.

use super::undo;
use super::warnings;
use crate::context::Visit;
use crate::document::Page;
use crate::forms::act::{Done, Stop};
use crate::forms::field::whole_form;
use crate::forms::{Fill, Form};
use crate::links;
use crate::pages::framed::framed;
use crate::parts::button::{self, Weight};
use crate::parts::icon::icon;
use crate::words::number::{capital, count, counted, spelled};
use domain::ids::{ImportId, ReviewId};
use domain::time::Timestamp;
use leptos::prelude::*;
use service::Problem;
use service::importing::{ImportReport, ReportFile};

/// The form that takes what a cut-off file has before its break.
pub const TAKE: &str = "take-cut-off";
/// The form that undoes the import.
pub const UNDO: &str = undo::FORM;

/// The page.
pub async fn show(visit: Visit) -> Result<Page, Problem> {
    let review = visit.review()?;
    let import: ImportId = visit.part("import")?;
    let report = visit
        .house
        .import_report(visit.me()?, review, import)
        .await?;
    let files = counted(report.files.len() as u64, "file", "files");
    let title = format!("Import of {files}");
    let frame = framed(&visit, "search", Some(title.clone()), false).await?;
    let (take, undo) = (visit.fill(TAKE, []), visit.fill(UNDO, []));
    let now = visit.house.now();
    Ok(Page::new(title, move || view(review, report, &take, &undo, now)).within(frame))
}

/// Takes what a cut-off file has before its break, as an import of its own.
pub async fn take(visit: Visit, form: Form) -> Result<Done, Stop> {
    let (review, import) = (visit.review()?, visit.part("import")?);
    let file: i64 = form.parse("file").ok_or(Problem::NotFound)?;
    let job = visit
        .house
        .take_cut_off(visit.me()?, review, import, file)
        .await?;
    Ok(Done::To(links::import(review, job)))
}

/// Undoes the import.
pub async fn undo(visit: Visit, _form: Form) -> Result<Done, Stop> {
    let (review, import) = (visit.review()?, visit.part("import")?);
    visit.house.undo_import(visit.me()?, review, import).await?;
    Ok(Done::To(links::in_review(review, "search")))
}

fn view(
    review: ReviewId,
    report: ImportReport,
    take: &Fill,
    undone: &Fill,
    now: Timestamp,
) -> impl IntoView + use<> {
    let next = report.may.then(|| next_step(review, &report));
    let failures = report
        .files
        .iter()
        .filter(|file| file.file.failed.is_some())
        .map(|file| failure(review, &report, file))
        .collect_view();
    let rows = report
        .files
        .iter()
        .map(|file| row(review, &report, file))
        .collect_view();
    view! {
        <div class="page import">
            <div class="page-head">
                <div>
                    <h1>{heading(&report)}</h1>
                    <p class="lead-in">{lead_in(&report)}</p>
                </div>
                {next}
            </div>
            {whole_form(take)}
            {failures}
            <div class="table-wrap">
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">"File"</th>
                            <th scope="col">"Source"</th>
                            <th scope="col" class="num">"Entries"</th>
                            <th scope="col" class="num">"Already here"</th>
                            <th scope="col" class="num">"New"</th>
                            <th scope="col">"Warnings"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                    {together(&report)}
                </table>
            </div>
            <div class="columns">
                {warnings::section(&report)}
                {what_next(review, &report)}
            </div>
            {undo::foot(review, &report, undone, now)}
        </div>
    }
}

fn next_step(review: ReviewId, report: &ImportReport) -> impl IntoView + use<> {
    let (page, words) = if report.pairs > 0 {
        ("duplicates", "Look at the duplicates")
    } else {
        ("records", "Look at the records")
    };
    view! {
        <div class="buttons">
            {button::link(Weight::Primary, links::in_review(review, page), words)}
        </div>
    }
}

fn failed(report: &ImportReport) -> u64 {
    let failed = report.files.iter().filter(|f| f.file.failed.is_some());
    failed.count() as u64
}

fn heading(report: &ImportReport) -> String {
    if !report.import.visible {
        return "This import was undone".to_owned();
    }
    let from = report.files.iter().filter(|f| f.file.entries > 0).count() as u64;
    match (report.import.entries, from) {
        (0, _) => "Nothing new was imported".to_owned(),
        (entries, from) => format!(
            "{} imported from {} {}",
            counted(entries, "entry", "entries"),
            spelled(from),
            if from == 1 { "file" } else { "files" }
        ),
    }
}

fn lead_in(report: &ImportReport) -> String {
    if !report.import.visible {
        return "What it brought is out of the review again. The files are kept.".to_owned();
    }
    let bad = failed(report);
    let good = report.files.len() as u64 - bad;
    let cut = report.files.iter().filter(|f| f.cut_off.is_some()).count() as u64;
    let mut words = String::new();
    if bad > 0 {
        let end = if cut == bad { " to its end" } else { "" };
        let (files, them) = if bad == 1 {
            ("file", "it")
        } else {
            ("files", "them")
        };
        let end = if bad == 1 { end } else { "" };
        words = format!(
            "{} {files} could not be read{end}. Nothing of {them} was imported.",
            capital(&spelled(bad))
        );
        words.push_str(&match good {
            0 => String::new(),
            1 => " The other is complete and safe.".to_owned(),
            n => format!(" The {} others are complete and safe.", spelled(n)),
        });
    }
    let before: u64 = report.files.iter().map(|f| f.file.already).sum();
    let again = report.files.iter().filter(|f| f.file.already > 0).count() as u64;
    if again > 0 {
        let (files, bring) = if again == 1 {
            (
                "file was here before, byte for byte",
                "It brings nothing new",
            )
        } else {
            (
                "files were here before, byte for byte",
                "They bring nothing new",
            )
        };
        words.push_str(&format!(
            " {} {files}. {bring}: {} count once.",
            capital(&spelled(again)),
            counted(before, "entry", "entries"),
        ));
    }
    match words.trim() {
        "" => "Every file was read to its end.".to_owned(),
        words => words.to_owned(),
    }
}

fn failure(review: ReviewId, report: &ImportReport, found: &ReportFile) -> impl IntoView + use<> {
    let file = &found.file;
    let id = format!("failed-{}", file.no);
    let may = report.may && report.import.visible;
    let lines = found.cut_off.as_ref().map(|cut| {
        let lines = cut.last_lines.clone();
        view! {
            <details>
                <summary class="button-link">"See the last lines"</summary>
                <pre class="mono last-lines" dir="auto">{lines}</pre>
            </details>
        }
    });
    let whole = found.cut_off.as_ref().map_or(0, |cut| cut.whole);
    let mend = match (&found.cut_off, whole) {
        (Some(_), 1..) => format!(
            "To mend it, export the search again and drop the file here. The {} before the break \
             can also be taken alone.",
            counted(whole, "entry", "entries")
        ),
        (Some(_), 0) => "To mend it, export the search again and drop the file here.".to_owned(),
        (None, _) => String::new(),
    };
    let no = file.no;
    let again = button::link(
        Weight::Normal,
        format!("{}#files", links::in_review(review, "search")),
        "Choose the file again",
    );
    let some = (whole > 0).then(|| {
        view! {
            <input type="hidden" name="file" value=no.to_string()/>
            {button::send(Weight::Plain, format!("Take the {}", count(whole)))}
        }
    });
    let to = format!("{}/take", links::import_report(review, report.import.id));
    let buttons = may.then(|| {
        view! { <form class="buttons" method="post" action=to>{again} {some}</form> }
    });
    let mend = (!mend.is_empty()).then(|| view! { <p>{mend}</p> });
    let labelled = id.clone();
    view! {
        <section class="failure" aria-labelledby=labelled>
            {icon("alert", 16)}
            <div>
                <h2 id=id><span>{file.name.clone()}</span> " was not imported"</h2>
                <p>{file.failed.clone()}</p>
                {lines}
                {mend}
            </div>
            {buttons}
        </section>
    }
}

fn row(review: ReviewId, report: &ImportReport, found: &ReportFile) -> AnyView {
    let file = &found.file;
    let head = view! { <th scope="row"><span class="mono">{file.name.clone()}</span></th> };
    let source = view! { <td class="wide">{file.source.clone()}</td> };
    if file.failed.is_some() {
        let whole = found
            .cut_off
            .as_ref()
            .map(|cut| format!("{}+", count(cut.whole)));
        return view! {
            <tr class="quieter">
                {head}
                {source}
                <td class="num" data-word="entries">{whole}</td>
                <td class="num"></td>
                <td class="num" data-word="new">"0"</td>
                <td>
                    <span class="not-imported">{icon("alert", 14)} "not imported"</span>
                </td>
            </tr>
        }
        .into_any();
    }
    let already = (file.already > 0).then(|| count(file.already));
    let new = if file.entries > 0 && report.import.visible {
        let to = format!(
            "{}?import={}&file={}",
            links::in_review(review, "records"),
            report.import.id,
            file.no
        );
        view! { <a href=to>{count(file.entries)}</a> }.into_any()
    } else {
        count(file.entries).into_any()
    };
    let warned = match file.warnings {
        0 => view! { <span class="third">"none"</span> }.into_any(),
        n => {
            let to = format!("#warnings-{}", file.no);
            view! { <a href=to>{counted(n, "warning", "warnings")}</a> }.into_any()
        }
    };
    view! {
        <tr>
            {head}
            {source}
            <td class="num" data-word="entries">{count(file.entries + file.already)}</td>
            <td class="num" data-word="already here">{already}</td>
            <td class="num" data-word="new">{new}</td>
            <td>{warned}</td>
        </tr>
    }
    .into_any()
}

fn together(report: &ImportReport) -> Option<AnyView> {
    if report.files.len() < 2 {
        return None;
    }
    let sum = |of: fn(&ReportFile) -> u64| report.files.iter().map(of).sum::<u64>();
    let (new, already) = (sum(|f| f.file.entries), sum(|f| f.file.already));
    let row = view! {
        <tfoot>
            <tr class="total">
                <th scope="row">"Together"</th>
                <td></td>
                <td class="num" data-word="entries">{count(new + already)}</td>
                <td class="num" data-word="already here">{(already > 0).then(|| count(already))}</td>
                <td class="num" data-word="new">{count(new)}</td>
                <td></td>
            </tr>
        </tfoot>
    };
    Some(row.into_any())
}

fn what_next(review: ReviewId, report: &ImportReport) -> Option<AnyView> {
    if !report.import.visible {
        return None;
    }
    let fact = |n: u64, words: AnyView| {
        view! { <li><span>{count(n)}</span> <span>{words}</span></li> }
    };
    let joined = (report.joined > 0).then(|| {
        let how = report.may.then(|| {
            let to = format!("{}?show=joined", links::in_review(review, "duplicates"));
            view! { " " <a href=to>"See how"</a> }
        });
        let words = if report.joined == 1 {
            "entry joined with another on sure grounds, such as the same DOI and the same title."
        } else {
            "entries joined with another on sure grounds, such as the same DOI and the same title."
        };
        fact(report.joined, view! { {words} {how} }.into_any())
    });
    let pairs = if report.pairs == 1 {
        "pair looks alike and waits for a person."
    } else {
        "pairs look alike and wait for a person."
    };
    let records = if report.records == 1 {
        "record remains at the moment."
    } else {
        "records remain at the moment."
    };
    let section = view! {
        <section class="section">
            <div class="section-head"><h2>"What happens next"</h2></div>
            <ul class="facts facts-counted">
                {joined}
                {fact(report.pairs, pairs.into_any())}
                {fact(report.records, records.into_any())}
            </ul>
        </section>
    };
    Some(section.into_any())
}
