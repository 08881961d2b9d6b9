//! What a file seems to be, and which source it seems to come from: a proposal, for a person to
//! confirm.

use crate::problem::Problem;
use domain::log::SourceKind;

/// What a look at a file suggests.
pub(super) struct Guess {
    pub(super) looks: Result<String, String>,
    pub(super) source: String,
    pub(super) kind: SourceKind,
}

/// How many entries are looked at.
const LOOKED_AT: usize = 20;

/// The sources the forms offer, with what gives them away in a file's name or in the database an
/// entry names.
pub const KNOWN: [(&str, SourceKind, &[&str]); 14] = [
    (
        "PubMed",
        SourceKind::Database,
        &["pubmed", "medline", "nlm"],
    ),
    ("Embase", SourceKind::Database, &["embase"]),
    ("EMCARE", SourceKind::Database, &["emcare"]),
    ("CINAHL", SourceKind::Database, &["cinahl", "ccm"]),
    (
        "HMIC",
        SourceKind::Database,
        &["hmic", "health management information"],
    ),
    ("BNI", SourceKind::Database, &["bni", "british nursing"]),
    ("PsycInfo", SourceKind::Database, &["psycinfo"]),
    ("Scopus", SourceKind::Database, &["scopus"]),
    (
        "Web of Science",
        SourceKind::Database,
        &["web of science", "webofscience"],
    ),
    (
        "Cochrane Library",
        SourceKind::Database,
        &["cochrane", "cdsr"],
    ),
    (
        "Health Systems Evidence",
        SourceKind::Database,
        &["health systems evidence", "health-systems"],
    ),
    (
        "NICE Evidence",
        SourceKind::Website,
        &["nice evidence", "nice-evidence"],
    ),
    ("Nuffield Trust", SourceKind::Organisation, &["nuffield"]),
    (
        "Citation searching",
        SourceKind::CitationSearching,
        &["snowball", "citation-search"],
    ),
];

/// Reads the beginning of a file.
pub(super) async fn look(bytes: Vec<u8>, name: &str) -> Result<Guess, Problem> {
    let name = name.to_lowercase();
    tokio::task::spawn_blocking(move || {
        let (looks, named) = match formats::Reader::new(bytes) {
            Ok(reader) => {
                let format = reader.format().name().to_owned();
                let named: Vec<String> = reader
                    .filter_map(|item| match item {
                        formats::Item::Entry(entry) => entry.citation.database,
                        formats::Item::Warning(_) => None,
                    })
                    .take(LOOKED_AT)
                    .map(|database| database.to_lowercase())
                    .collect();
                (Ok(format), named)
            }
            Err(error) => (Err(error.to_string()), Vec::new()),
        };
        let (source, kind) = source_of(&name, &named, looks.as_deref().unwrap_or_default());
        Guess {
            looks,
            source: source.to_owned(),
            kind,
        }
    })
    .await
    .map_err(|error| Problem::internal(&error))
}

fn source_of(name: &str, named: &[String], format: &str) -> (&'static str, SourceKind) {
    for (source, kind, signs) in KNOWN {
        let shows = |text: &str| signs.iter().any(|sign| text.contains(sign));
        if named.iter().any(|database| shows(database)) || shows(name) {
            return (source, kind);
        }
    }
    if format.starts_with("PubMed") {
        return ("PubMed", SourceKind::Database);
    }
    ("", SourceKind::Database)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_database_an_entry_names_or_the_files_name_gives_the_source() {
        assert_eq!(
            source_of("x.ris", &["embase <1974>".into()], "RIS").0,
            "Embase"
        );
        assert_eq!(source_of("cinahl-export.ris", &[], "RIS").0, "CINAHL");
        assert_eq!(
            source_of("x.txt", &[], "PubMed (NBIB, MEDLINE)").0,
            "PubMed"
        );
        assert_eq!(source_of("x.ris", &[], "RIS").0, "");
        assert_eq!(
            source_of("nuffield.csv", &[], "CSV").1,
            SourceKind::Organisation
        );
    }
}
