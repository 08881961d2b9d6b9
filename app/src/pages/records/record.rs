//! One record: its data, the entries it is made of, where it stands, what happened to it.

use super::{entries, history, stages};
use crate::context::Visit;
use crate::document::Page;
use crate::forms::act::{Done, Stop};
use crate::forms::field::whole_form;
use crate::forms::{Fill, Form};
use crate::links;
use crate::pages::duplicates::place;
use crate::pages::framed::framed;
use crate::parts::reading::{abstract_text, beginning, marked, plain};
use crate::parts::source::source;
use crate::words::kind;
use crate::words::number::count;
use domain::citation::Citation;
use domain::ids::{HitId, ReviewId};
use domain::time::Timestamp;
use leptos::prelude::*;
use service::Problem;
use service::records::{Hit, RecordPage};

/// The form that takes entries out.
pub const SEPARATE: &str = "separate";

/// The page. The number of a record that was joined leads to the one it was joined to.
pub async fn show(visit: Visit) -> Result<Page, Problem> {
    let review = visit.review()?;
    let number: u32 = visit.part("number")?;
    let found = visit.house.record(visit.me()?, review, number).await?;
    if found.record.number != number {
        return Ok(Page::at(links::record(review, found.record.number)));
    }
    let crumb = Some(format!("Record {number}"));
    let frame = framed(&visit, "records", crumb, false).await?;
    let title = beginning(
        found.record.citation.title.as_deref().unwrap_or_default(),
        80,
    );
    let title = match title.as_str() {
        "" => format!("Record {number}"),
        title => title.to_owned(),
    };
    let fill = visit.fill(SEPARATE, []);
    let now = visit.house.now();
    Ok(Page::new(title, move || view(review, &found, &fill, now)).within(frame))
}

/// Takes entries out of the record: into the record they came from, else into one of their own.
pub async fn separate(visit: Visit, form: Form) -> Result<Done, Stop> {
    let (me, review) = (visit.me()?, visit.review()?);
    let number: u32 = visit.part("number")?;
    let found = visit.house.record(me, review, number).await?;
    let hits: Vec<HitId> = form.all("hit").filter_map(|hit| hit.parse().ok()).collect();
    visit
        .house
        .separate(me, review, found.record.id, hits)
        .await?;
    let to = links::record(review, found.record.number);
    Ok(Done::To(format!("{to}#entries")))
}

fn view(
    review: ReviewId,
    found: &RecordPage,
    fill: &Fill,
    now: Timestamp,
) -> impl IntoView + use<> {
    let citation = &found.record.citation;
    let title = match citation.title.as_deref() {
        Some(title) => marked(title),
        None => view! { <span class="third">"(no title)"</span> }.into_any(),
    };
    let text = match citation.abstract_text.as_deref() {
        Some(text) => abstract_text(text),
        None => view! { <p class="third">"No abstract in the entries we have."</p> }.into_any(),
    };
    let hidden = found.origin_hidden.then(|| {
        view! {
            <p class="note">
                "Authors, journal and year are hidden from those who screen, until the stage is shown to the team."
            </p>
        }
    });
    view! {
        <div class="page record">
            <div class="record-line">
                <span>{format!("Record {}", count(u64::from(found.record.number)))}</span>
            </div>
            <h1 class="record-title" dir="auto">{title}</h1>
            {source(citation, true)}
            {hidden}
            {whole_form(fill)}
            <div class="columns columns-side">
                <div>
                    <div class="abstract" dir="auto">{text}</div>
                    {stages::section(review, found)}
                    {entries::section(review, found)}
                    {history::section(found, now)}
                </div>
                <aside>
                    <section class="section">
                        <div class="section-head"><h2>"In short"</h2></div>
                        {in_short(citation, &found.hits)}
                    </section>
                </aside>
            </div>
        </div>
    }
}

/// Where a record was found: each source once, in the order of its entries.
fn databases(hits: &[Hit]) -> String {
    let mut names: Vec<&str> = Vec::new();
    for hit in hits {
        if !names.contains(&hit.source.as_str()) {
            names.push(&hit.source);
        }
    }
    names.join(", ")
}

fn in_short(citation: &Citation, hits: &[Hit]) -> impl IntoView + use<> {
    let pmid = citation.pmid.as_ref().map(|pmid| {
        let to = format!("https://pubmed.ncbi.nlm.nih.gov/{}/", links::encode(pmid));
        view! { <a href=to target="_blank" rel="noopener noreferrer">{pmid.clone()}</a> }.into_any()
    });
    let text = |text: String| (!text.is_empty()).then(|| text.into_any());
    let rows = [
        ("Databases", text(databases(hits))),
        (
            "Type",
            citation.kind.as_deref().and_then(|k| text(kind::words(k))),
        ),
        ("Date", citation.date.clone().and_then(text)),
        ("Volume, pages", text(place(citation))),
        ("PubMed number", pmid),
        ("ISSN or ISBN", citation.issn.clone().and_then(text)),
        (
            "Publisher",
            citation.publisher.as_deref().and_then(|p| text(plain(p))),
        ),
        ("Language", citation.language.clone().and_then(text)),
        ("Keywords", text(citation.keywords.join(", "))),
    ]
    .into_iter()
    .filter_map(|(name, value)| {
        let value = value?;
        Some(view! { <dt>{name}</dt> <dd dir="auto">{value}</dd> })
    })
    .collect_view();
    view! { <dl class="pairs">{rows}</dl> }
}
