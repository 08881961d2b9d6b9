//! Seeking full texts in words.

use domain::retrieval::{Attempt, RetrievalState as State};

/// A state as a badge and a chip read it.
pub const fn state(state: State) -> &'static str {
    match state {
        State::ToSeek => "to seek",
        State::Requested => "requested",
        State::Retrieved => "retrieved",
        State::NotRetrieved => "not retrieved",
    }
}

/// What a person did, after their name: `asked for it: British Library`.
pub fn attempt(attempt: &Attempt) -> String {
    let with = |did: &str, note: Option<&str>| match note {
        Some(note) => format!("{did}: {note}"),
        None => did.to_owned(),
    };
    match attempt {
        Attempt::Requested { note } => with("asked for it", note.as_ref().map(|n| n.as_str())),
        Attempt::Retrieved { link } => with("found it", Some(link.as_str())),
        Attempt::ProposedNotRetrieved { reason } => {
            with("proposed “not retrieved”", Some(reason.as_str()))
        }
        Attempt::NotRetrieved { reason } => with("signed “not retrieved”", Some(reason.as_str())),
        Attempt::SoughtAgain { note } => {
            with("put it back to seek", note.as_ref().map(|n| n.as_str()))
        }
    }
}

/// The place behind a web address: `journal.example`.
pub fn host(link: &str) -> &str {
    let rest = link.split_once("://").map_or(link, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    host.rsplit('@').next().unwrap_or(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_shown_by_its_host() {
        assert_eq!(host("https://journal.example/a/b?c"), "journal.example");
        assert_eq!(host("http://doi.org@evil.example/x"), "evil.example");
        assert_eq!(host("nothing"), "nothing");
    }
}
