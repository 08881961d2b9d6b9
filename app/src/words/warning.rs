//! What the reading of a file warns about, for several places at once, and what was done about it.

/// The warnings of one kind, after their number: what they are (`entries have no title`), and what
/// was done about it. A kind that is not known here has the reader's own words.
pub fn sentence(kind: &str, one: bool, words: &str) -> (String, &'static str) {
    let (single, several, done) = match kind {
        "encoding-guessed" => (
            "file does not say how its letters are written",
            "files do not say how their letters are written",
            "It was read as Western European (Windows-1252); look whether accents are right.",
        ),
        "not-understood" => (
            "line inside an entry was not understood",
            "lines inside entries were not understood",
            "It is not used; the original is kept.",
        ),
        "outside-entry" => (
            "stretch of text belongs to no entry",
            "stretches of text belong to no entry",
            "It is not used; the original is kept.",
        ),
        "unknown-field" => (
            "field has a name Concord does not know",
            "fields have a name Concord does not know",
            "What it says is not used; the original is kept.",
        ),
        "missing-start" => (
            "entry has no line that says its type",
            "entries have no line that says their type",
            "It was taken in all the same.",
        ),
        "missing-end" => (
            "entry has no line that ends it",
            "entries have no line that ends them",
            "It was taken to end where the next one begins.",
        ),
        "second-title" => (
            "entry has a second title, perhaps two entries run into one",
            "entries have a second title, perhaps two entries run into one",
            "The first title is shown; the original is kept.",
        ),
        "no-title" => (
            "entry has no title",
            "entries have no title",
            "It was taken in and can be judged by what else it says.",
        ),
        "year-not-understood" => (
            "entry has a date without a year",
            "entries have a date without a year",
            "The date stays as printed.",
        ),
        "doi-not-understood" => (
            "entry has a DOI field without a DOI",
            "entries have a DOI field without a DOI",
            "It was left empty; the original is kept.",
        ),
        "empty-row" => ("row is empty", "rows are empty", "It was passed over."),
        "row-length" => (
            "row has more or fewer cells than there are column names",
            "rows have more or fewer cells than there are column names",
            "It was read from the left.",
        ),
        "unused-columns" => (
            "file has columns that are not used",
            "files have columns that are not used",
            "What they say is kept with the original.",
        ),
        _ => return (words.to_owned(), ""),
    };
    let subject = if one { single } else { several };
    (subject.to_owned(), done)
}

#[cfg(test)]
mod tests {
    use super::sentence;

    #[test]
    fn one_and_several_read_as_sentences() {
        assert_eq!(sentence("no-title", true, "").0, "entry has no title");
        assert_eq!(sentence("no-title", false, "").0, "entries have no title");
        assert_eq!(
            sentence("new", false, "a thing"),
            ("a thing".to_owned(), "")
        );
    }
}
