//! The kind of an item in the words of RIS.

/// The kind of an item from the word a file has for it: a RIS type stays, a known word becomes its
/// RIS type, any other word is `GEN`; `None` if there is no word.
pub(crate) fn from_word(word: &str) -> Option<String> {
    let word = word.trim();
    if word.is_empty() {
        return None;
    }
    let is_type = (2..=8).contains(&word.len())
        && word
            .bytes()
            .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    if is_type {
        return Some(word.to_owned());
    }
    let bare: String = word.chars().filter(|c| c.is_alphanumeric()).collect();
    Some(known(&bare.to_lowercase()).unwrap_or("GEN").to_owned())
}

/// The RIS type for the words that exports use, in lower case and without spaces.
pub(crate) fn known(word: &str) -> Option<&'static str> {
    Some(match word {
        "jour"
        | "article"
        | "journalarticle"
        | "journalarticles"
        | "journal"
        | "review"
        | "letter"
        | "note"
        | "editorial"
        | "erratum"
        | "shortsurvey"
        | "articleinpress"
        | "casereports"
        | "clinicaltrial"
        | "comment"
        | "researchsupport"
        | "reviewarticle"
        | "journalpaper"
        | "articlejournal"
        | "randomizedcontrolledtrial"
        | "systematicreview"
        | "metaanalysis"
        | "english abstract" => "JOUR",
        "book" | "books" | "wholebook" | "editedbook" | "monograph" => "BOOK",
        "chap" | "chapter" | "bookchapter" | "booksection" | "incollection" | "inbook" => "CHAP",
        "cpaper" | "conferencepaper" | "inproceedings" | "conferenceabstract"
        | "meetingabstract" | "proceedingspaper" | "paperconference" | "proceedingsarticle"
        | "meetingpaper" => "CPAPER",
        "conf" | "conference" | "proceedings" | "conferenceproceedings" | "conferencereview" => {
            "CONF"
        }
        "rprt" | "report" | "techreport" | "technicalreport" | "reportsresearch"
        | "reportsevaluative" | "reportsdescriptive" | "governmentdocument" => "RPRT",
        "thes"
        | "thesis"
        | "phdthesis"
        | "mastersthesis"
        | "dissertation"
        | "dissertationabstract"
        | "dissertationstheses"
        | "dissertationsthesesdoctoraldissertations"
        | "dissertationsthesesmasterstheses" => "THES",
        "elec" | "webpage" | "website" | "online" | "electronicsource" => "ELEC",
        "ejour" | "electronicarticle" => "EJOUR",
        "news" | "newspaper" | "newspaperarticle" => "NEWS",
        "mgzn" | "magazine" | "magazinearticle" => "MGZN",
        "unpb" | "unpublished" | "preprint" | "manuscript" | "postedcontent" => "UNPB",
        "pat" | "patent" => "PAT",
        "data" | "dataset" => "DATA",
        "comp" | "software" | "computerprogram" => "COMP",
        "blog" | "blogpost" => "BLOG",
        "encyc" | "encyclopediaarticle" | "encyclopedia" => "ENCYC",
        "video" | "film" | "videorecording" => "VIDEO",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_become_types() {
        for (word, kind) in [
            ("JOUR", Some("JOUR")),
            ("Journal Article", Some("JOUR")),
            ("inproceedings", Some("CPAPER")),
            ("journalArticle", Some("JOUR")),
            ("jour", Some("JOUR")),
            ("ANCIENT", Some("ANCIENT")),
            ("Puppet show", Some("GEN")),
            (" ", None),
        ] {
            assert_eq!(from_word(word).as_deref(), kind, "{word}");
        }
    }
}
