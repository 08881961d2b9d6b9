//! What is one item, however it is written.

use super::*;

#[test]
fn the_same_entry_twice_is_one() {
    assert_eq!(found(article(), article()), Found::Joined);
}

#[test]
fn two_databases_write_one_article_differently() {
    let other = with(|c| {
        c.title =
            text("Walking groups and mood in retired miners - a cluster-trial. [Review] [12 refs]");
        c.authors = vec!["Arden P".into(), "Brook TL".into(), "Coe I".into()];
        c.journal = text("Ann Community Health");
        c.pages = text("211-9");
        c.issue = None;
    });
    assert_eq!(found(article(), other), Found::Joined);
}

#[test]
fn ahead_of_print_has_no_place_yet() {
    let early = |year: u16, doi: Option<&str>| {
        with(|c| {
            c.year = Some(year);
            c.volume = None;
            c.issue = None;
            c.pages = text("1-9");
            c.doi = doi.map(str::to_owned);
        })
    };
    assert_eq!(found(article(), early(2011, None)), Found::Joined);
    // In the year before it may as well be the abstract of a talk.
    assert_eq!(found(article(), early(2010, None)), Found::Asked);
    let printed = with(|c| c.doi = text("10.5555/ach.9"));
    assert_eq!(
        found(printed, early(2010, Some("10.5555/ach.9"))),
        Found::Joined
    );
}

#[test]
fn a_doi_joins_what_fields_alone_would_not() {
    let one = with(|c| c.doi = text("10.5555/ach.14.3.211"));
    let other = Citation {
        title: text("Walking groups and mood in retired miners"),
        doi: text("10.5555/ACH.14.3.211"),
        year: Some(2012),
        ..Citation::default()
    };
    assert_eq!(found(one, other), Found::Joined);
}

#[test]
fn a_translation_is_the_article_by_its_pages() {
    let other = with(|c| {
        c.title = text("Gehgruppen und Stimmung bei Bergleuten im Ruhestand");
    });
    assert_eq!(found(article(), other), Found::Joined);
}

#[test]
fn a_translation_is_the_article_by_its_doi() {
    let one = with(|c| {
        c.doi = text("10.5555/ach.9");
        c.pages = None;
    });
    let other = with(|c| {
        c.title = text("Los grupos de marcha y el humor de los mineros");
        c.doi = text("10.5555/ach.9");
        c.pages = None;
    });
    assert_eq!(found(one, other), Found::Joined);
}

#[test]
fn both_titles_in_one_entry_match_either() {
    let other = with(|c| {
        c.title = text(
            "Gehgruppen und Stimmung bei Bergleuten [Walking groups and mood in retired miners: a cluster trial]",
        );
        c.pages = None;
    });
    assert_eq!(found(article(), other), Found::Joined);
}

#[test]
fn a_subtitle_left_out_is_the_same_article_if_the_pages_say_so() {
    let short = |pages: &str| {
        with(|c| {
            c.title = text("Walking groups and mood in retired miners");
            c.pages = text(pages);
        })
    };
    assert_eq!(found(article(), short("211-219")), Found::Joined);
    assert_ne!(found(article(), short("410-419")), Found::Joined);
}

#[test]
fn a_pointer_to_an_erratum_makes_no_erratum() {
    let pointing = with(|c| {
        c.title = text(
            "Walking groups and mood in retired miners: a cluster trial.[Erratum appears in Ann Community Health. 2011;14(5):402]",
        );
    });
    assert_eq!(found(article(), pointing), Found::Joined);
}

#[test]
fn an_item_without_title_needs_a_number() {
    let untitled = with(|c| c.title = None);
    assert_eq!(found(article(), untitled.clone()), Found::Asked);
    let numbered = |mut citation: Citation| {
        citation.pmid = text("777");
        citation
    };
    assert_eq!(
        found(numbered(article()), numbered(untitled)),
        Found::Joined
    );
}

#[test]
fn the_same_abstract_speaks_for_one_item() {
    let body: String = (0..60).map(|n| format!("finding{n} ")).collect();
    let other_body: String = (0..60).map(|n| format!("remark{n} ")).collect();
    let unplaced = |body: &str| {
        with(|c| {
            c.abstract_text = text(body);
            c.journal = text("Walking Letters");
            c.volume = None;
            c.issue = None;
            c.pages = None;
        })
    };
    let placed = with(|c| c.abstract_text = text(&body));
    assert_eq!(found(placed.clone(), unplaced(&body)), Found::Joined);
    assert_ne!(found(placed, unplaced(&other_body)), Found::Joined);
}

#[test]
fn fields_shifted_by_one_are_seen_through() {
    let shifted = with(|c| {
        c.volume = None;
        c.issue = text("14");
        c.pages = text("3");
    });
    assert_eq!(found(article(), shifted), Found::Joined);
}
