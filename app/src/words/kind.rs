//! The kinds of items, as RIS names them, in words.

/// The words of a kind such as `JOUR`; what has no words here stays as the file has it.
pub fn words(kind: &str) -> String {
    match kind {
        "JOUR" | "JFULL" => "journal article",
        "MGZN" => "magazine article",
        "NEWS" => "newspaper article",
        "BOOK" | "EBOOK" => "book",
        "CHAP" | "ECHAP" => "book chapter",
        "EDBOOK" => "edited book",
        "CONF" | "CPAPER" => "conference paper",
        "THES" => "thesis",
        "RPRT" => "report",
        "ABST" => "abstract",
        "INPR" => "in press",
        "UNPB" => "unpublished",
        "ELEC" | "WEB" | "ICOMM" => "web page",
        "GOVDOC" => "government document",
        "DATA" | "AGGR" => "dataset",
        "PAMP" => "pamphlet",
        "SER" => "series",
        "PAT" => "patent",
        "GEN" => "not said",
        other => other,
    }
    .to_owned()
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn a_kind_without_words_stays_as_it_is() {
        assert_eq!(words("JOUR"), "journal article");
        assert_eq!(words("Journal Article"), "Journal Article");
    }
}
