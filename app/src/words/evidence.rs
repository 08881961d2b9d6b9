//! What the program says of two records that look alike: which field it speaks of, whether it
//! speaks against, and what it comes to.

/// A field of two records set side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    Title,
    Authors,
    Year,
    Journal,
    Place,
    Doi,
    Pmid,
    Abstract,
}

/// The field a piece of evidence speaks of; `None` if it speaks of the whole.
pub fn field(words: &str) -> Option<Field> {
    // The first that fits: "numbers in the titles differ" is about titles, not about issues.
    const SIGNS: [(&str, Field); 12] = [
        ("title", Field::Title),
        ("author", Field::Authors),
        ("year", Field::Year),
        ("journal", Field::Journal),
        ("volume", Field::Place),
        ("issue", Field::Place),
        ("page", Field::Place),
        ("DOI", Field::Doi),
        ("PubMed", Field::Pmid),
        ("abstract", Field::Abstract),
        ("reply", Field::Title),
        ("notice", Field::Title),
    ];
    SIGNS
        .into_iter()
        .find(|(sign, _)| words.contains(sign))
        .map(|(_, field)| field)
}

/// Whether a piece of evidence speaks against the two being one.
pub fn speaks_against(words: &str) -> bool {
    ["differ", "missing", "one is a", "disagree"]
        .into_iter()
        .any(|sign| words.contains(sign))
}

/// Whether it does so on its own: two reports of different number, or a text and a note on it.
fn weighs_heavily(words: &str) -> bool {
    [
        "numbers in the titles",
        "one is a",
        "DOIs differ",
        "PubMed numbers differ",
        "disagree",
    ]
    .into_iter()
    .any(|sign| words.contains(sign))
}

/// The program's verdict on a pair, from its score in thousandths and its evidence.
pub fn verdict(score: u16, evidence: &[String]) -> &'static str {
    let against = evidence.iter().any(|words| weighs_heavily(words));
    match (score, against) {
        (800.., false) => "Probably the same report",
        (800.., true) | (650.., false) => "Perhaps the same report",
        _ => "Probably different",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::dedup::Evidence;

    #[test]
    fn every_piece_of_evidence_finds_its_field_and_side() {
        for (evidence, of, against) in [
            (Evidence::SameDoi, Some(Field::Doi), false),
            (Evidence::DoisDiffer, Some(Field::Doi), true),
            (Evidence::SamePmid, Some(Field::Pmid), false),
            (Evidence::PmidsDiffer, Some(Field::Pmid), true),
            (Evidence::SameAccession, None, false),
            (Evidence::SameTitle, Some(Field::Title), false),
            (
                Evidence::TitleAlike { thousandths: 960 },
                Some(Field::Title),
                false,
            ),
            (
                Evidence::TitleLonger { thousandths: 700 },
                Some(Field::Title),
                false,
            ),
            (
                Evidence::TitlesDiffer { thousandths: 300 },
                Some(Field::Title),
                true,
            ),
            (Evidence::TitleMissing, Some(Field::Title), true),
            (Evidence::NumbersInTitlesDiffer, Some(Field::Title), true),
            (Evidence::OneIsNotice, Some(Field::Title), true),
            (Evidence::OneAnswers, Some(Field::Title), true),
            (Evidence::SameAuthors, Some(Field::Authors), false),
            (Evidence::SameFirstAuthor, Some(Field::Authors), false),
            (Evidence::SomeAuthorsSame, Some(Field::Authors), false),
            (Evidence::AuthorsDiffer, Some(Field::Authors), true),
            (Evidence::SameJournal, Some(Field::Journal), false),
            (Evidence::JournalNamesOverlap, Some(Field::Journal), false),
            (Evidence::JournalsDiffer, Some(Field::Journal), true),
            (Evidence::SameYear, Some(Field::Year), false),
            (Evidence::YearsDiffer { by: 2 }, Some(Field::Year), true),
            (Evidence::SameVolume, Some(Field::Place), false),
            (Evidence::VolumesDiffer, Some(Field::Place), true),
            (Evidence::SameIssue, Some(Field::Place), false),
            (Evidence::IssuesDiffer, Some(Field::Place), true),
            (Evidence::SamePages, Some(Field::Place), false),
            (Evidence::OnePageSame, Some(Field::Place), false),
            (Evidence::PagesDiffer, Some(Field::Place), true),
            (Evidence::SameAbstract, Some(Field::Abstract), false),
            (Evidence::AbstractsDiffer, Some(Field::Abstract), true),
            (Evidence::MembersDisagree, None, true),
        ] {
            let words = evidence.words();
            assert_eq!(
                (field(&words), speaks_against(&words)),
                (of, against),
                "{words}"
            );
        }
    }

    #[test]
    fn a_verdict_weighs_both_sides() {
        let with = |words: &str| vec![words.to_owned()];
        assert_eq!(verdict(860, &[]), "Probably the same report");
        assert_eq!(
            verdict(860, &with("numbers in the titles differ")),
            "Perhaps the same report"
        );
        assert_eq!(verdict(700, &with("same title")), "Perhaps the same report");
        assert_eq!(verdict(700, &with("DOIs differ")), "Probably different");
        assert_eq!(verdict(520, &[]), "Probably different");
    }
}
