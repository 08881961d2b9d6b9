//! What stays apart, however alike it looks.

use super::*;

#[test]
fn a_standing_title_needs_the_whole_place() {
    let editorial = |issue: Option<&str>, pages: &str, year: u16| Citation {
        title: text("Guest editors' preface"),
        authors: vec!["Dell, Ruth".into()],
        year: Some(year),
        journal: text("Annals of Community Health"),
        volume: text("5"),
        issue: issue.map(str::to_owned),
        pages: text(pages),
        ..Citation::default()
    };
    let one = || editorial(Some("2"), "5-6", 2002);
    assert_eq!(found(one(), editorial(None, "5-6", 2002)), Found::Joined);
    assert_ne!(
        found(one(), editorial(Some("4"), "5-6", 2002)),
        Found::Joined
    );
    assert_ne!(found(one(), editorial(None, "5-6", 2003)), Found::Joined);
    assert_ne!(found(one(), editorial(None, "5", 2002)), Found::Joined);
}

#[test]
fn a_title_by_other_people_needs_a_range_of_pages() {
    let by = |name: &str, pages: &str| {
        with(|c| {
            c.authors = vec![name.to_owned()];
            c.pages = text(pages);
        })
    };
    assert_ne!(
        found(by("Arden, Paula", "90"), by("Quill, Otto", "90")),
        Found::Joined
    );
    assert_eq!(
        found(by("Arden, Paula", "90-97"), by("Miners Trust", "90-97")),
        Found::Joined
    );
}

#[test]
fn journals_that_count_pages_anew_print_two_articles_on_the_same_pages() {
    let other = with(|c| {
        c.title = text("The price of bread and the health of bakers in two cities");
        c.authors = vec!["Arden, Paula".into()];
        c.issue = None;
    });
    assert_ne!(found(article(), other), Found::Joined);
}

#[test]
fn a_doi_of_a_whole_supplement_joins_nothing() {
    let one = with(|c| {
        c.doi = text("10.5555/ach.supplement");
        c.pages = text("S14");
    });
    let other = with(|c| {
        c.title = text("Fresh vegetables in prison kitchens over ten winters");
        c.doi = text("10.5555/ach.supplement");
        c.pages = text("S88");
    });
    assert_ne!(found(one, other), Found::Joined);
}

#[test]
fn an_erratum_is_not_its_article() {
    let erratum = with(|c| {
        c.title = text("Erratum: Walking groups and mood in retired miners: a cluster trial");
        c.issue = text("5");
        c.pages = text("402");
    });
    let cited = with(|c| {
        c.title = text(
            "Walking groups and mood in retired miners: a cluster trial (vol 14, pg 211, 2011)",
        );
        c.issue = text("5");
        c.pages = text("402");
    });
    assert_eq!(found(article(), erratum.clone()), Found::Apart);
    assert_eq!(found(article(), cited.clone()), Found::Apart);
    assert_eq!(found(erratum, cited), Found::Joined);
}

#[test]
fn a_reply_is_not_what_it_answers() {
    let reply = with(|c| {
        c.title = text("Reply to: Walking groups and mood in retired miners: a cluster trial");
    });
    assert_ne!(found(article(), reply), Found::Joined);
}

#[test]
fn parts_of_a_series_stay_apart() {
    let part = |number: &str, pages: &str| {
        with(|c| {
            c.title = Some(format!(
                "Health in mining villages. Part {number}: the walking groups"
            ));
            c.pages = text(pages);
        })
    };
    assert_eq!(
        found(part("I", "211-219"), part("II", "220-231")),
        Found::Apart
    );
    assert_eq!(
        found(part("1", "211-219"), part("2", "220-231")),
        Found::Apart
    );
    assert_eq!(
        found(part("I", "211-219"), part("1", "211-219")),
        Found::Joined
    );
}

#[test]
fn a_column_is_another_item_in_each_issue() {
    let column = |issue: &str| Citation {
        title: text("Notes from the editor: the editor's message"),
        authors: vec!["Dell, Ruth".into()],
        year: Some(2002),
        journal: text("Annals of Community Health"),
        volume: text("5"),
        issue: text(issue),
        ..Citation::default()
    };
    assert_eq!(found(column("1"), column("2")), Found::Apart);
}

#[test]
fn an_abstract_of_a_meeting_is_not_the_article() {
    let meeting = with(|c| {
        c.journal =
            text("European Journal of Walking.Conference: 9th Congress on Walking Oslo Norway.");
        c.year = Some(2010);
        c.volume = text("3");
        c.issue = None;
        c.pages = text("S31");
    });
    assert_ne!(found(article(), meeting), Found::Joined);
    let own = with(|c| {
        c.journal =
            text("Annals of Community Health.Conference: 9th Congress on Walking Oslo Norway.");
        c.year = Some(2010);
        c.volume = None;
        c.issue = None;
        c.pages = None;
    });
    assert_ne!(found(article(), own), Found::Joined);
}

#[test]
fn abstracts_side_by_side_on_one_page_stay_apart() {
    let talk = |title: &str| {
        with(|c| {
            c.title = text(title);
            c.pages = text("S27");
        })
    };
    let outcome = found(
        talk("Walking groups in retired miners: effects on mood after one winter"),
        talk("Walking groups in retired miners: effects on sleep after one winter"),
    );
    assert_ne!(outcome, Found::Joined);
}

#[test]
fn one_changed_word_needs_a_place() {
    let registered = |people: &str| Citation {
        title: Some(format!(
            "Open trial of supervised walking in {people} with low mood after retirement"
        )),
        authors: vec!["Walking Trust".into()],
        year: Some(2011),
        ..Citation::default()
    };
    assert_ne!(found(registered("men"), registered("women")), Found::Joined);
}

#[test]
fn versions_of_a_cochrane_review_are_for_a_person() {
    let version = |year: u16| {
        with(|c| {
            c.journal = text("Cochrane Database of Systematic Reviews");
            c.year = Some(year);
            c.volume = None;
            c.issue = None;
            c.pages = text("CD009999");
        })
    };
    assert_eq!(found(version(2011), version(2012)), Found::Asked);
    assert_eq!(found(version(2011), version(2011)), Found::Joined);
}
