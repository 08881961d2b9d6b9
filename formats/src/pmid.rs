//! PubMed numbers.

/// A PubMed number and nothing else: one to eight digits, not zero.
pub(crate) fn digits(field: &str) -> Option<String> {
    let number = field.trim().trim_start_matches('0');
    let fits = (1..=8).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
    fits.then(|| number.to_owned())
}

/// The number of a field that begins with `PMID`, is a number with another label (`PUBMED 1`,
/// `MEDLINE:1`, `1[pmid]`), or is an address in PubMed. Numbers in the middle of a text, such as a list
/// of references, are other articles'.
pub(crate) fn marked(field: &str) -> Option<String> {
    const WORDS: [&str; 3] = ["pubmed id", "pubmed", "medline"];
    const ADDRESSES: [&str; 2] = ["pubmed.ncbi.nlm.nih.gov/", "ncbi.nlm.nih.gov/pubmed/"];
    let field = field.trim();
    let mark = [':', ' ', '-', '='];
    if let Some(number) = field
        .strip_suffix(']')
        .and_then(|rest| strip_end(rest, "[pmid"))
    {
        return digits(number);
    }
    if let Some(rest) = strip(field, "pmid") {
        return leading_digits(rest.trim_start_matches(mark));
    }
    if let Some(rest) = WORDS.iter().find_map(|word| strip(field, word)) {
        return digits(rest.trim_start_matches(mark));
    }
    let address = strip(field, "https://").or_else(|| strip(field, "http://"))?;
    let address = strip(address, "www.").unwrap_or(address);
    ADDRESSES
        .iter()
        .find_map(|host| leading_digits(strip(address, host)?))
}

/// The text behind a beginning, in capitals or small letters.
fn strip<'t>(text: &'t str, start: &str) -> Option<&'t str> {
    let head = text.as_bytes().get(..start.len())?;
    head.eq_ignore_ascii_case(start.as_bytes())
        .then(|| &text[start.len()..])
}

/// The text in front of an end, in capitals or small letters.
fn strip_end<'t>(text: &'t str, end: &str) -> Option<&'t str> {
    let at = text.len().checked_sub(end.len())?;
    text.as_bytes()[at..]
        .eq_ignore_ascii_case(end.as_bytes())
        .then(|| &text[..at])
}

/// The number a text begins with, if it ends there or a mark follows.
fn leading_digits(text: &str) -> Option<String> {
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    let goes_on = text[end..].starts_with(|c: char| c.is_alphanumeric());
    if goes_on { None } else { digits(&text[..end]) }
}

/// The accession number in an address of Ovid, if the address names a MEDLINE segment.
pub(crate) fn in_ovid_link(link: &str) -> Option<String> {
    memchr::memmem::find(link.as_bytes(), b"ovid")?;
    let lower = link.to_ascii_lowercase();
    let parameter = |name: &str| {
        lower
            .split(['?', '&'])
            .find_map(|part| part.strip_prefix(name))
            .map(str::to_owned)
    };
    let segment = parameter("d=")?;
    let medline = ["med", "ppez", "prem", "pmnm", "mesx", "mesz"];
    medline
        .iter()
        .any(|m| segment.starts_with(m))
        .then(|| digits(&parameter("an=")?))?
}

/// Whether the name of a database says that its accession numbers are PubMed numbers. EBSCO has
/// codes instead of names.
pub(crate) fn is_medline(database: &str) -> bool {
    let lower = database.to_ascii_lowercase();
    lower.contains("medline")
        || lower.contains("pubmed")
        || matches!(lower.as_str(), "nlm" | "cmedm" | "mdc" | "mnh" | "mdl")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_found_where_they_are_marked() {
        for field in [
            "PMID: 12345",
            "PUBMED 12345",
            "12345[pmid]",
            "MEDLINE:12345",
            "https://pubmed.ncbi.nlm.nih.gov/12345/",
            "http://www.ncbi.nlm.nih.gov/pubmed/12345?dopt=x",
        ] {
            assert_eq!(marked(field).as_deref(), Some("12345"), "{field}");
        }
        for field in [
            "12345",
            "PMC12345",
            "PMCID: PMC1",
            "WOS:0001",
            "",
            "pmid",
            "PubMed 2019 update",
            "Tenor A. Songs. https://pubmed.ncbi.nlm.nih.gov/12345",
        ] {
            assert_eq!(marked(field), None, "{field}");
        }
    }

    #[test]
    fn only_digits_are_a_number() {
        assert_eq!(digits(" 00123 ").as_deref(), Some("123"));
        for field in ["", "0", "123456789", "12a"] {
            assert_eq!(digits(field), None);
        }
    }

    #[test]
    fn ovid_addresses_name_the_segment() {
        let link = "http://ovidsp.ovid.com/ovidweb.cgi?T=JS&D=medp&AN=12345";
        assert_eq!(in_ovid_link(link).as_deref(), Some("12345"));
        assert_eq!(in_ovid_link(&link.replace("medp", "emed")), None);
    }
}
