//! The help: one page for each task. Key caps stand between backticks.

mod begin;
mod report;
mod screen;
mod texts;

/// A page of the help.
#[derive(Clone, Copy, Debug)]
pub struct Help {
    /// Its name in addresses: `/help/screening`.
    pub page: &'static str,
    /// The task.
    pub title: &'static str,
    /// What the page tells, for the list of all pages.
    pub summary: &'static str,
    /// The first sentences.
    pub lead_in: &'static str,
    /// The rest.
    pub parts: &'static [Part],
    /// Two pages to go on with.
    pub next: [&'static str; 2],
}

/// A piece of a page.
#[derive(Clone, Copy, Debug)]
pub enum Part {
    /// A heading.
    Heading(&'static str),
    /// A paragraph.
    Text(&'static str),
    /// What to do, step by step.
    Steps(&'static [&'static str]),
    /// What is easily missed.
    Note(&'static str),
}

/// All pages, in the order of the work.
pub const PAGES: [Help; 16] = [
    begin::START,
    begin::TEAM,
    begin::CRITERIA,
    begin::IMPORT,
    begin::DUPLICATES,
    screen::PILOT,
    screen::SCREENING,
    screen::DISAGREEMENTS,
    screen::BLINDING,
    screen::KEYS,
    texts::FULL_TEXTS,
    texts::ELIGIBILITY,
    texts::CODING,
    report::AGREEMENT,
    report::FLOW,
    report::EXPORTS,
];

/// The page of that name.
pub fn find(page: &str) -> Option<Help> {
    PAGES.into_iter().find(|help| help.page == page)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn words(help: &Help) -> usize {
        let count = |text: &str| text.split_whitespace().count();
        let parts = help.parts.iter().map(|part| match part {
            Part::Heading(text) | Part::Text(text) | Part::Note(text) => count(text),
            Part::Steps(steps) => steps.iter().map(|step| count(step)).sum(),
        });
        count(help.lead_in) + parts.sum::<usize>()
    }

    #[test]
    fn pages_are_short_and_lead_on_to_others() {
        let names: BTreeSet<&str> = PAGES.iter().map(|help| help.page).collect();
        assert_eq!(names.len(), PAGES.len());
        for help in &PAGES {
            let n = words(help);
            assert!((80..=210).contains(&n), "{}: {n} words", help.page);
            for next in help.next {
                assert!(names.contains(next) && next != help.page, "{next}");
            }
        }
    }

    #[test]
    fn key_caps_are_closed() {
        for help in &PAGES {
            for part in help.parts {
                let texts: &[&str] = match part {
                    Part::Heading(text) | Part::Text(text) | Part::Note(text) => &[text],
                    Part::Steps(steps) => steps,
                };
                for text in texts {
                    assert_eq!(text.matches('`').count() % 2, 0, "{text}");
                }
            }
        }
    }
}
