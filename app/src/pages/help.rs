//! The help: a list of all pages, and each page. For everybody, signed in or not.

use crate::context::Visit;
use crate::document::Page;
use crate::document::frame::Frame;
use crate::links;
use crate::words::help::{Help, PAGES, Part, find};
use leptos::prelude::*;
use service::Problem;

fn frame(visit: &Visit) -> Frame {
    match &visit.caller {
        Some(me) => Frame::Outside {
            initials: me.initials(),
        },
        None => Frame::Bare,
    }
}

/// The list.
pub async fn index(visit: Visit) -> Result<Page, Problem> {
    let frame = frame(&visit);
    Ok(Page::new("Help", list).within(frame))
}

fn list() -> AnyView {
    let pages = PAGES
        .iter()
        .map(|help| {
            view! {
                <li>
                    <a href=links::help(help.page)>{help.title}</a>
                    <p>{help.summary}</p>
                </li>
            }
        })
        .collect_view();
    view! {
        <div class="help-page">
            <h1>"Help"</h1>
            <p class="lead-in">"One page for each task."</p>
            <ul class="help-index section">{pages}</ul>
        </div>
    }
    .into_any()
}

/// One page.
pub async fn show(visit: Visit) -> Result<Page, Problem> {
    let help = find(visit.path.text("page")).ok_or(Problem::NotFound)?;
    let frame = frame(&visit);
    Ok(Page::new(help.title, move || view(help)).within(frame))
}

fn view(help: Help) -> AnyView {
    let parts = help.parts.iter().map(|part| piece(*part)).collect_view();
    let next = help
        .next
        .into_iter()
        .filter_map(find)
        .map(|help| view! { <a href=links::help(help.page)>{help.title}</a> })
        .collect_view();
    view! {
        <article class="help-page">
            <p class="quiet"><a href=links::HELP>"Help"</a></p>
            <h1>{help.title}</h1>
            <p class="lead-in">{capped(help.lead_in)}</p>
            {parts}
            <nav class="help-next" aria-label="More help">{next}</nav>
        </article>
    }
    .into_any()
}

fn piece(part: Part) -> AnyView {
    match part {
        Part::Heading(text) => view! { <h2>{text}</h2> }.into_any(),
        Part::Text(text) => view! { <p>{capped(text)}</p> }.into_any(),
        Part::Note(text) => view! { <p class="note">{capped(text)}</p> }.into_any(),
        Part::Steps(steps) => {
            let steps = steps
                .iter()
                .map(|step| view! { <li>{capped(step)}</li> })
                .collect_view();
            view! { <ol>{steps}</ol> }.into_any()
        }
    }
}

/// The text with what stands between backticks drawn as key caps.
fn capped(text: &'static str) -> AnyView {
    text.split('`')
        .enumerate()
        .map(|(i, piece)| match i % 2 {
            0 => piece.into_any(),
            _ => view! { <kbd class="key">{piece}</kbd> }.into_any(),
        })
        .collect_view()
        .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_drawn_as_caps() {
        let html = capped("Press `E`, then `I`.").to_html();
        assert_eq!(html.matches("<kbd").count(), 2, "{html}");
        assert!(!html.contains('`'), "{html}");
    }
}
