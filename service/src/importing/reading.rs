//! Reading the kept files of an import.

use super::DraftFile;
use domain::log::ClosedFile;
use domain::text::NonBlank;
use formats::Entry;
use store::intake::ReadWarning;

/// What came out of one file.
pub(super) struct ReadFile {
    pub(super) entries: Vec<Entry>,
    pub(super) warnings: Vec<ReadWarning>,
    pub(super) closed: ClosedFile,
}

/// A number as people read it: `65,536`.
fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Reads a file; what can't be read or was here before gives no entries and says why.
pub(super) fn read(
    no: i64,
    file: &DraftFile,
    bytes: Option<&[u8]>,
    already: Option<u64>,
    source: &NonBlank,
) -> ReadFile {
    let mut closed = ClosedFile {
        sha256: file.sha256.clone(),
        name: file.name.clone(),
        source: source.clone(),
        kind: file.kind,
        searched_on: None,
        format: file.looks.clone().unwrap_or_default(),
        entries: 0,
        already: 0,
        warnings: 0,
        failed: None,
    };
    let nothing = |closed: ClosedFile| ReadFile {
        entries: vec![],
        warnings: vec![],
        closed,
    };
    if let Some(already) = already {
        closed.already = already;
        return nothing(closed);
    }
    let Some(bytes) = bytes else {
        closed.failed = Some("Its bytes are no longer here. Choose the file again.".to_owned());
        return nothing(closed);
    };
    let reading = match formats::read(bytes) {
        Ok(reading) => reading,
        Err(error) => {
            closed.failed = Some(error.to_string());
            return nothing(closed);
        }
    };
    reading.format.name().clone_into(&mut closed.format);
    let mut entries = reading.entries;
    if let Some(cut) = reading.cut_off {
        let whole = cut.entry.saturating_sub(1);
        if file.take_cut {
            entries.truncate(usize::try_from(whole).unwrap_or(usize::MAX));
        } else {
            closed.failed = Some(format!(
                "The file ends in the middle of entry {}, which begins at line {}. It is {} bytes \
                 long, so the download was probably cut off.",
                grouped(cut.entry),
                grouped(cut.line),
                grouped(bytes.len() as u64),
            ));
            closed.entries = 0;
            return nothing(closed);
        }
    }
    let warnings: Vec<ReadWarning> = reading
        .warnings
        .into_iter()
        .map(|warning| ReadWarning {
            file_no: no,
            line: i64::try_from(warning.line).unwrap_or(i64::MAX),
            kind: warning.kind.code().to_owned(),
            words: warning.kind.words().to_owned(),
            content: warning.text,
        })
        .collect();
    closed.entries = entries.len() as u64;
    closed.warnings = warnings.len() as u64;
    ReadFile {
        entries,
        warnings,
        closed,
    }
}
