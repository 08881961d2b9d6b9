//! PubMed's tagged format, from the fields of an entry to a citation.

use domain::citation::Citation;

use crate::{
    WarningKind, dates, doi,
    fields::{Field, Fields, Notice, Tag},
    issn, kind, links, names, pages, pmid,
    source::Source,
    text,
};

const fn tag(name: &str) -> Tag {
    Tag::of(name.as_bytes())
}

pub(super) fn citation(
    fields: &Fields,
    source: &Source<'_>,
    notices: &mut Vec<Notice>,
) -> Citation {
    let line = |names: &[&str]| {
        names
            .iter()
            .find_map(|name| fields.line(&[tag(name)], source))
    };
    let pmid = line(&["PMID"]).and_then(|value| pmid::digits(&value));
    let (year, date) = date(fields, source, notices);
    Citation {
        kind: kind(fields, source),
        title: title(fields, source, notices),
        abstract_text: abstract_text(fields, source),
        authors: authors(fields, source),
        year,
        date,
        journal: line(&["JT", "TA", "CTI"])
            .or_else(|| line(&["BTI"]).filter(|_| fields.has(tag("TI")))),
        volume: line(&["VI"]),
        issue: line(&["IP"]),
        pages: pages::range(line(&["PG"]).as_deref(), None)
            .or_else(|| article_number(fields, source)),
        doi: find_doi(fields, source),
        database: if pmid.is_some() {
            Some("PubMed".to_owned())
        } else {
            line(&["OWN"])
        },
        pmid,
        urls: urls(fields, source),
        keywords: all(fields, source, &["MH", "OT"]),
        language: line(&["LA"]),
        issn: issn::join(all(fields, source, &["IS", "ISSN", "ISBN"])),
        publisher: line(&["PB"]),
        accession: line(&["OID"]).filter(|_| !fields.has(tag("PMID"))),
    }
}

fn all(fields: &Fields, source: &Source<'_>, names: &[&str]) -> Vec<String> {
    let tags: Vec<Tag> = names.iter().map(|name| tag(name)).collect();
    fields
        .all(&tags)
        .filter_map(|field| text::line(&Fields::value(field, source)))
        .collect()
}

fn title(fields: &Fields, source: &Source<'_>, notices: &mut Vec<Notice>) -> Option<String> {
    let second = fields.all(&[tag("TI")]).nth(1);
    notices.extend(second.map(|field| Notice::about(field, WarningKind::SecondTitle)));
    fields.line(&[tag("TI"), tag("BTI"), tag("TT"), tag("CTI")], source)
}

fn abstract_text(fields: &Fields, source: &Source<'_>) -> Option<String> {
    let of = |name: &str| -> Vec<String> { all(fields, source, &[name]) };
    let own = of("AB");
    let paragraphs = if own.is_empty() { of("OAB") } else { own };
    (!paragraphs.is_empty()).then(|| paragraphs.join("\n"))
}

/// Full names where the entry has them, else short ones; groups where they stand among the authors.
fn authors(fields: &Fields, source: &Source<'_>) -> Vec<String> {
    let of = |tags: &[Tag]| -> Vec<String> {
        fields
            .all(tags)
            .filter_map(|field| names::one(&Fields::value(field, source)))
            .collect()
    };
    let named = if fields.first(&[tag("FAU")]).is_some() {
        tag("FAU")
    } else {
        tag("AU")
    };
    let authors = of(&[named, tag("CN")]);
    if !authors.is_empty() {
        return authors;
    }
    let editors = of(&[tag("FED")]);
    if editors.is_empty() {
        of(&[tag("ED")])
    } else {
        editors
    }
}

fn date(
    fields: &Fields,
    source: &Source<'_>,
    notices: &mut Vec<Notice>,
) -> (Option<u16>, Option<String>) {
    let printed = fields.first(&[tag("DP")]);
    let year_in = |field: &Field| dates::year(&Fields::value(field, source));
    let field = printed.filter(|f| year_in(f).is_some()).or_else(|| {
        notices.extend(printed.map(|f| Notice::about(f, WarningKind::YearNotUnderstood)));
        fields.first(&[tag("DEP")])
    });
    let date = fields.line(&[tag("DP"), tag("DEP")], source);
    (field.and_then(year_in), date)
}

/// The DOI among the identifiers of the article: marked `[doi]`, labelled, or as an address.
fn find_doi(fields: &Fields, source: &Source<'_>) -> Option<String> {
    let values = || {
        fields
            .all(const { &[tag("LID"), tag("AID")] })
            .filter_map(|field| text::line(&Fields::value(field, source)))
    };
    let marked = values()
        .find(|value| value.ends_with("[doi]"))
        .and_then(|v| doi::parse(&v));
    marked
        .or_else(|| values().find_map(|value| doi::at_start(&value)))
        .or_else(|| {
            let printed = fields.line(&[tag("SO")], source)?;
            let (_, behind) = printed.split_once("doi:")?;
            doi::parse(behind)
        })
}

/// The publisher's number of an article that has no pages, if it is short enough to be one.
fn article_number(fields: &Fields, source: &Source<'_>) -> Option<String> {
    let numbers = all(fields, source, &["LID"]);
    let number = numbers
        .iter()
        .find_map(|value| value.strip_suffix(" [pii]"))?;
    let short = number.len() <= 10 && number.bytes().all(|b| b.is_ascii_alphanumeric());
    short.then(|| number.to_owned())
}

fn urls(fields: &Fields, source: &Source<'_>) -> Vec<String> {
    let values = all(fields, source, &["LID", "AID"]);
    values
        .iter()
        .flat_map(|v| links::all(v))
        .filter(|url| links::is_address(url))
        .collect()
}

/// The RIS type of the most telling publication type. Most types of PubMed, such as "Comparative
/// Study", are said of journal articles.
fn kind(fields: &Fields, source: &Source<'_>) -> Option<String> {
    let types: Vec<String> = all(fields, source, &["PT"])
        .iter()
        .map(|t| {
            t.chars()
                .filter(|c| c.is_alphanumeric())
                .collect::<String>()
                .to_lowercase()
        })
        .collect();
    if types.is_empty() {
        return None;
    }
    let known: Vec<&str> = types.iter().filter_map(|word| kind::known(word)).collect();
    let telling = known
        .iter()
        .find(|kind| **kind != "JOUR" && **kind != "RPRT");
    let journal = known.contains(&"JOUR");
    let kind = match telling {
        Some(kind) if !journal => *kind,
        None if !journal && known.contains(&"RPRT") => "RPRT",
        _ => "JOUR",
    };
    Some(kind.to_owned())
}
