//! Checks that hold for every reading of every file.

use formats::{Reading, Span};

/// The parts of a file that are in no entry, no warning and no frame, white space aside.
pub fn unaccounted(file: &[u8], reading: &Reading) -> Vec<String> {
    let mut spans: Vec<Span> = reading.frame.clone();
    spans.extend(reading.entries.iter().map(|e| Span {
        offset: e.offset,
        length: e.length,
    }));
    spans.extend(reading.warnings.iter().map(|w| Span {
        offset: w.offset,
        length: w.length,
    }));
    spans.sort_by_key(|span| span.offset);
    let mut gaps = Vec::new();
    let mut covered = 0;
    for span in spans.iter().chain(&[Span {
        offset: file.len() as u64,
        length: 0,
    }]) {
        if span.offset > covered {
            let gap = &file[covered as usize..span.offset as usize];
            if !gap.iter().all(|b| is_blank(*b)) {
                gaps.push(String::from_utf8_lossy(gap).into_owned());
            }
        }
        covered = covered.max(span.offset + span.length);
    }
    assert_eq!(
        covered,
        file.len() as u64,
        "nothing lies beyond the end of the file"
    );
    gaps
}

/// White space, the end mark of DOS, and the bytes of a byte-order mark or a space that does not
/// break, with the zeros that UTF-16 puts between.
fn is_blank(byte: u8) -> bool {
    byte.is_ascii_whitespace() || matches!(byte, 0 | 0x0B | 0x1A | 0xEF | 0xBB | 0xBF | 0xC2 | 0xA0)
}

/// Entries stand one behind the other and do not overlap.
pub fn assert_in_order(reading: &Reading) {
    let mut end = 0;
    let mut line = 0;
    for entry in &reading.entries {
        assert!(entry.offset >= end && entry.line > line && entry.length > 0);
        end = entry.offset + entry.length;
        line = entry.line;
    }
}
