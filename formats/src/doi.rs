//! Digital object identifiers.

/// The DOI in a field that is meant to hold one, in lower case, without resolver, label and the
/// punctuation of a sentence; `None` if there is none.
///
/// The form is `10.`, four to nine digits, a slash and a suffix (DOI Handbook, 2.2).
pub(crate) fn parse(field: &str) -> Option<String> {
    let decoded;
    let mut field = field;
    if field.contains("%2") {
        decoded = decode_percent(field);
        field = &decoded;
    }
    let start = begin(field)?;
    let doi = field[start..].split(char::is_whitespace).next()?;
    let linked = field[..start].contains("://");
    let doi = if linked {
        doi.split(['?', '#']).next()?
    } else {
        doi
    };
    let doi = trimmed(doi);
    let slash = doi.find('/')?;
    (doi.len() > slash + 1).then(|| doi.to_lowercase())
}

/// The DOI of a field that may hold other things: only if the field begins with it, with a label
/// such as `doi:`, or is an address of the resolver.
pub(crate) fn at_start(field: &str) -> Option<String> {
    let field = field.trim();
    let lower = field[..field.floor_char_boundary(40)].to_ascii_lowercase();
    let label = lower.starts_with("10.") || lower.starts_with("doi");
    (label || is_resolver(&lower)).then(|| parse(field))?
}

fn is_resolver(lower: &str) -> bool {
    let host = lower
        .strip_prefix("https://")
        .or_else(|| lower.strip_prefix("http://"));
    host.is_some_and(|h| {
        h.starts_with("doi.org") || h.starts_with("dx.doi.org") || h.starts_with("www.doi.org")
    })
}

/// Where `10.1234/` begins.
fn begin(field: &str) -> Option<usize> {
    let bytes = field.as_bytes();
    memchr::memmem::find_iter(bytes, b"10.").find(|&at| {
        let free = at == 0 || !(bytes[at - 1].is_ascii_alphanumeric() || bytes[at - 1] == b'.');
        let after = &bytes[at + 3..];
        let registrant = after
            .iter()
            .take(20)
            .take_while(|b| b.is_ascii_digit() || **b == b'.')
            .count();
        let digits = after
            .iter()
            .take_while(|b| b.is_ascii_digit())
            .take(10)
            .count();
        free && (4..=9).contains(&digits) && after.get(registrant) == Some(&b'/')
    })
}

fn trimmed(doi: &str) -> &str {
    let mut doi = doi;
    loop {
        let Some(last) = doi.chars().next_back() else {
            return doi;
        };
        let open = match last {
            '.' | ',' | ';' | ':' | '"' | '\'' | '”' | '’' | '…' | '/' => None,
            ')' => Some('('),
            ']' => Some('['),
            '}' => Some('{'),
            '>' => Some('<'),
            _ => return doi,
        };
        if open.is_some_and(|open| doi.matches(open).count() >= doi.matches(last).count()) {
            return doi;
        }
        doi = &doi[..doi.len() - last.len_utf8()];
    }
}

fn decode_percent(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let code = (bytes[at] == b'%')
            .then(|| {
                text.get(at + 1..at + 3)
                    .and_then(|hex| u8::from_str_radix(hex, 16).ok())
            })
            .flatten();
        match code {
            Some(byte) if byte.is_ascii_graphic() => {
                out.push(byte);
                at += 3;
            }
            _ => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_resolvers_and_punctuation_go() {
        for field in [
            "10.1234/Song.5",
            "doi:10.1234/song.5.",
            "DOI 10.1234/SONG.5",
            "https://doi.org/10.1234/song.5",
            "http://dx.doi.org/10.1234%2Fsong.5",
            "https://dx-doi-org.proxy.example/10.1234/song.5?via=x",
            "(10.1234/song.5)",
            "10.1234/song.5     LK  - https://example.org/",
            "10.1234/song.5 [doi]",
        ] {
            assert_eq!(parse(field).as_deref(), Some("10.1234/song.5"), "{field}");
        }
    }

    #[test]
    fn brackets_that_belong_to_it_stay() {
        assert_eq!(
            parse("10.1002/(SICI)1097-0258(19980815/30)17:15<1661::AID-SIM968>3.0.CO;2-2")
                .as_deref(),
            Some("10.1002/(sici)1097-0258(19980815/30)17:15<1661::aid-sim968>3.0.co;2-2")
        );
        assert_eq!(
            parse("10.1016/s0140-6736(05)00000-0").as_deref(),
            Some("10.1016/s0140-6736(05)00000-0")
        );
    }

    #[test]
    fn what_is_no_doi_is_none() {
        for field in [
            "",
            "UNKNOWN",
            "10.1/x",
            "10.1234/",
            "10.1234",
            "110.1234/x",
            "v10.1234/x",
            "10.12345678901/x",
        ] {
            assert_eq!(parse(field), None, "{field}");
        }
    }

    #[test]
    fn other_fields_must_begin_with_it() {
        assert_eq!(at_start("doi: 10.1234/a").as_deref(), Some("10.1234/a"));
        assert_eq!(
            at_start("https://doi.org/10.1234/a").as_deref(),
            Some("10.1234/a")
        );
        assert_eq!(at_start("Erratum in: doi: 10.1234/a"), None);
        assert_eq!(at_start("https://example.org/10.1234/a"), None);
    }
}
