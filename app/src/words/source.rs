//! Where search results come from.

use domain::log::SourceKind;

/// The kind of source, within a line.
pub const fn kind(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Database => "database",
        SourceKind::Register => "register",
        SourceKind::Website => "website",
        SourceKind::Organisation => "organisation",
        SourceKind::CitationSearching => "citation searching",
    }
}
