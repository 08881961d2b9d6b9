//! Records: the list with its filters, a page after the other.

mod behind;
mod entries;
mod history;
pub mod record;
mod stages;
pub mod table;

use crate::context::Visit;
use crate::document::Page;
use crate::links;
use crate::pages::framed::framed;
use crate::parts::button::{self, Weight};
use crate::parts::icon::icon;
use crate::words::number::{count, counted};
use domain::ids::ReviewId;
use leptos::prelude::*;
use service::Problem;
use service::records::{Filter, RecordList};
use table::lines_table;

/// The page.
pub async fn show(visit: Visit) -> Result<Page, Problem> {
    if let Some(list) = visit.query.get("box") {
        let list = list.parse().map_err(|_| Problem::NotFound)?;
        return behind::show(visit, list).await;
    }
    let review = visit.review()?;
    let filter = filter(&visit);
    let found = visit
        .house
        .records(visit.me()?, review, filter.clone())
        .await?;
    let frame = framed(&visit, "records", None, false).await?;
    Ok(Page::new("Records", move || view(review, &filter, found)).within(frame))
}

/// What the address narrows the list to.
fn filter(visit: &Visit) -> Filter {
    let text = |name: &str| {
        let text = visit.query.text(name).trim();
        (!text.is_empty()).then(|| text.chars().take(200).collect::<String>())
    };
    Filter {
        words: text("find"),
        source: text("source"),
        import: visit.query.parse("import"),
        file: visit.query.parse("file"),
        after: visit.query.parse("after").unwrap_or(0),
    }
}

fn is_narrowed(filter: &Filter) -> bool {
    filter.words.is_some() || filter.source.is_some() || filter.import.is_some()
}

fn view(review: ReviewId, filter: &Filter, found: RecordList) -> AnyView {
    let narrowed = is_narrowed(filter);
    if found.total == 0 && !narrowed {
        return nothing_yet(review).into_any();
    }
    let heading = match (narrowed, found.total) {
        (false, n) => counted(n, "record", "records"),
        (true, 0) => "No record matches".to_owned(),
        (true, 1) => "1 record matches".to_owned(),
        (true, n) => format!("{} records match", count(n)),
    };
    let table = (found.total > 0).then(|| lines_table(review, &found.lines));
    view! {
        <div class="page records">
            <div class="page-head"><div><h1>{heading}</h1></div></div>
            {form(review, filter, &found.sources)}
            {chips(review, filter)}
            <div data-live="records">{table} {pager(review, filter, &found)}</div>
        </div>
    }
    .into_any()
}

fn nothing_yet(review: ReviewId) -> impl IntoView {
    view! {
        <div class="message">
            <ul class="signs" aria-hidden="true"><li>{icon("search", 16)}</li></ul>
            <h1>"No records yet"</h1>
            <p>
                "This page will list every record of the review: what was found, with the entries \
                 behind it and where each of them stands."
            </p>
            <p>"Records come up when search results are imported."</p>
            <div class="buttons">
                {button::link(
                    Weight::Primary,
                    links::in_review(review, "search"),
                    "To the search results",
                )}
            </div>
        </div>
    }
}

fn form(review: ReviewId, filter: &Filter, sources: &[String]) -> impl IntoView + use<> {
    let chosen = filter.source.clone().unwrap_or_default();
    let options = sources
        .iter()
        .map(|name| {
            let selected = *name == chosen;
            view! { <option value=name.clone() selected=selected>{name.clone()}</option> }
        })
        .collect_view();
    // A list of one import stays one while it is filtered further.
    let import = filter.import.map(|import| {
        let file = filter.file.map(|file| {
            view! { <input type="hidden" name="file" value=file.to_string()/> }
        });
        view! { <input type="hidden" name="import" value=import.to_string()/> {file} }
    });
    view! {
        <form
            class="filters"
            method="get"
            action=links::in_review(review, "records")
            role="search"
            aria-label="Filter the records"
        >
            {import}
            <div class="field grow">
                <label for="find">"Title, author, journal, DOI"</label>
                <input
                    class="input input-small"
                    id="find"
                    name="find"
                    type="search"
                    dir="auto"
                    value=filter.words.clone().unwrap_or_default()
                />
            </div>
            <div class="field half">
                <label for="source">"Source"</label>
                <span class="select select-small">
                    <select id="source" name="source">
                        <option value="">"any"</option>
                        {options}
                    </select>
                </span>
            </div>
            <button class="button">"Show"</button>
        </form>
    }
}

fn chips(review: ReviewId, filter: &Filter) -> Option<AnyView> {
    if !is_narrowed(filter) {
        return None;
    }
    let words = filter.words.as_deref().map(|words| format!("“{words}”"));
    let import = filter.import.map(|_| match filter.file {
        Some(_) => "one imported file".to_owned(),
        None => "one import".to_owned(),
    });
    let chosen = [words, filter.source.clone(), import]
        .into_iter()
        .flatten()
        .map(|words| view! { <span class="chip chip-chosen" dir="auto">{words}</span> })
        .collect_view();
    let all = links::in_review(review, "records");
    let chips = view! {
        <div class="chips filters-set">{chosen} <a class="chip" href=all>"Show all again"</a></div>
    };
    Some(chips.into_any())
}

fn pager(review: ReviewId, filter: &Filter, found: &RecordList) -> Option<AnyView> {
    let last = found.lines.last()?.number;
    if !found.more && filter.after == 0 {
        return None;
    }
    let shown = format!(
        "{} of {}",
        count(found.lines.len() as u64),
        counted(found.total, "record", "records")
    );
    let first = (filter.after > 0).then(|| {
        view! { <a href=address(review, filter, None)>"Back to the first"</a> }
    });
    let next = found.more.then(|| {
        view! { <a href=address(review, filter, Some(last)) rel="next">"Next 50"</a> }
    });
    let pager =
        view! { <nav class="pager" aria-label="Pages"><span>{shown}</span> {first} {next}</nav> };
    Some(pager.into_any())
}

/// The same list, after another number.
fn address(review: ReviewId, filter: &Filter, after: Option<u32>) -> String {
    let parts = [
        ("find", filter.words.clone()),
        ("source", filter.source.clone()),
        ("import", filter.import.map(|import| import.to_string())),
        ("file", filter.file.map(|file| file.to_string())),
        ("after", after.map(|after| after.to_string())),
    ];
    let parts: Vec<String> = parts
        .into_iter()
        .filter_map(|(name, value)| Some(format!("{name}={}", links::encode(&value?))))
        .collect();
    let page = links::in_review(review, "records");
    if parts.is_empty() {
        page
    } else {
        format!("{page}?{}", parts.join("&"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_keeps_its_filters_from_page_to_page() {
        let review = ReviewId::from_uuid(uuid::Uuid::nil());
        let filter = Filter {
            words: Some("care & cure".into()),
            source: Some("HMIC".into()),
            ..Filter::default()
        };
        let to = address(review, &filter, Some(50));
        assert!(
            to.ends_with("/records?find=care%20%26%20cure&source=HMIC&after=50"),
            "{to}"
        );
        let all = address(review, &Filter::default(), None);
        assert!(all.ends_with("/records"), "{all}");
    }
}
