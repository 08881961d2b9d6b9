//! From a page to the HTML that is sent: the frame around every page, the head, the scripts.
//!
//! A page's data are loaded before anything is drawn, so drawing is plain and done at once: no
//! suspense, no streaming, no data for hydration. Only islands carry data into the browser, and
//! only those they are given as props.

pub mod frame;
pub mod path;

use frame::Frame;
use hydration_context::SsrSharedContext;
use leptos::config::LeptosOptions;
use leptos::hydration::HydrationScripts;
use leptos::nonce::{Nonce, use_nonce};
use leptos::prelude::*;
use std::sync::Arc;

/// A page ready to be drawn.
pub struct Page {
    title: String,
    frame: Frame,
    body: Box<dyn FnOnce() -> AnyView + Send>,
    again: Option<u8>,
    elsewhere: Option<String>,
}

impl Page {
    /// A page outside a review: one bar with the name, then `body`. The title is the first part of
    /// the window's title.
    pub fn new<V: IntoView + 'static>(
        title: impl Into<String>,
        body: impl FnOnce() -> V + Send + 'static,
    ) -> Self {
        let body = Box::new(move || body().into_any());
        Self {
            title: title.into(),
            frame: Frame::default(),
            body,
            again: None,
            elsewhere: None,
        }
    }

    /// What this address shows is at `to` by now: the answer sends the browser there.
    pub fn at(to: String) -> Self {
        Self {
            elsewhere: Some(to),
            ..Self::new(String::new(), || ())
        }
    }

    /// Where the browser is sent instead of showing this page.
    pub fn elsewhere(&self) -> Option<&str> {
        self.elsewhere.as_deref()
    }

    /// The same page, asking for itself again after so many seconds, without any script.
    pub fn again_in(mut self, seconds: u8) -> Self {
        self.again = Some(seconds);
        self
    }

    /// The same page in another frame.
    pub fn within(mut self, frame: Frame) -> Self {
        self.frame = frame;
        self
    }
}

/// The files every page names: the style sheet and the browser part.
#[derive(Clone, Debug)]
pub struct Site {
    options: LeptosOptions,
}

impl Site {
    /// `name` is what the files under `/pkg` begin with, as the build made it: `concord-4f2a…`.
    pub fn new(name: &str) -> Self {
        let options = LeptosOptions::builder()
            .output_name(name)
            .site_pkg_dir("pkg")
            .build();
        Self { options }
    }
}

/// The page as HTML. The nonce must be the one of the response's content security policy.
pub fn render(page: Page, site: &Site, nonce: &str) -> String {
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new_islands())));
    let html = owner.with(|| {
        provide_context(Nonce::from_value(nonce));
        let Page {
            title,
            frame,
            body,
            again,
            ..
        } = page;
        let body = frame.around(body).to_html();
        // Nothing else can write this tag: text is escaped.
        let islands = body.contains("<leptos-island");
        let head = head(title, site, islands, again).to_html();
        format!("<!DOCTYPE html><html lang=\"en\">{head}<body>{body}</body></html>")
    });
    owner.unset_with_forced_cleanup();
    html
}

fn head(title: String, site: &Site, islands: bool, again: Option<u8>) -> impl IntoView + use<> {
    let style = format!("/pkg/{}.css", site.options.output_name);
    let options = site.options.clone();
    let again = again.map(|seconds| {
        // Without scripts the page asks for itself again by its head.
        let script = format!("setTimeout(function(){{location.reload()}},{seconds}000)");
        view! {
            <noscript><meta http-equiv="refresh" content=seconds.to_string()/></noscript>
            <script nonce=use_nonce() inner_html=script></script>
        }
    });
    let scripts = islands.then(move || view! { <HydrationScripts options islands=true/> });
    view! {
        <head>
            <meta charset="utf-8"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <meta name="color-scheme" content="light dark"/>
            {again}
            <title>{format!("{title} · Concord")}</title>
            <link rel="icon" href=ICON/>
            <link rel="stylesheet" href=style/>
            {scripts}
        </head>
    }
}

/// The mark: two overlapping circles.
const ICON: &str = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 20 20' fill='none' stroke='%234267c9' stroke-width='1.6'%3E%3Ccircle cx='7.25' cy='10' r='5.5'/%3E%3Ccircle cx='12.75' cy='10' r='5.5'/%3E%3C/svg%3E";

#[cfg(test)]
mod tests {
    use super::*;

    fn html(page: Page) -> String {
        render(page, &Site::new("concord-0"), "n0nce")
    }

    #[test]
    fn text_is_text() {
        let hostile = "</title></p><script>alert(1)</script>";
        let page = Page::new(hostile, move || view! { <p title=hostile>{hostile}</p> });
        assert!(!html(page).contains("<script"));
    }

    #[test]
    fn a_page_without_islands_sends_no_script() {
        let page = Page::new("Sign in", || view! { <p>"a"</p> });
        let html = html(page);
        assert!(html.starts_with("<!DOCTYPE html><html lang=\"en\"><head>"));
        assert!(html.contains("href=\"/pkg/concord-0.css\""));
        assert!(!html.contains("<script") && !html.contains("modulepreload"));
    }

    #[test]
    fn a_page_of_running_work_asks_for_itself_again() {
        let page = Page::new("Import", || view! { <p>"61 %"</p> });
        assert!(!html(page).contains("http-equiv"));
        let page = Page::new("Import", || view! { <p>"61 %"</p> }).again_in(2);
        let html = html(page);
        assert!(
            html.contains("<noscript><meta http-equiv=\"refresh\" content=\"2\""),
            "{html}"
        );
        assert!(
            html.contains(">setTimeout(function(){location.reload()},2000)</script>"),
            "{html}"
        );
        assert_eq!(Page::at("/x".into()).elsewhere(), Some("/x"));
    }

    #[test]
    fn a_page_with_an_island_sends_the_scripts_under_the_nonce_and_nothing_else() {
        let page = Page::new("Team", || {
            view! { <crate::islands::live::Live events="/e".to_owned() cursor="c".to_owned()/> }
        });
        let html = html(page);
        assert!(html.contains("<script type=\"module\" nonce=\"n0nce\">"));
        assert_eq!(html.matches("<script").count(), 1);
        assert!(!html.contains("__RESOLVED_RESOURCES"));
    }
}
