//! Files that are not read, and what is said about them; and the encodings that are.

#![allow(clippy::unwrap_used, reason = "a story that can't go on has failed")]

mod support;

use formats::{Encoding, Foreign, Format, Unreadable, WarningKind, read};

#[test]
fn empty_files() {
    for file in [
        &b""[..],
        b" \r\n\t\n",
        b"\xEF\xBB\xBF",
        b"\xFF\xFE",
        b"\xEF\xBB\xBF\n\x1A",
    ] {
        assert_eq!(read(file), Err(Unreadable::Empty));
    }
}

#[test]
fn files_of_another_kind_are_named() {
    for (file, kind) in [
        (&b"%PDF-1.7\n"[..], Foreign::Pdf),
        (b"PK\x03\x04..xl/workbook.xml", Foreign::Xlsx),
        (b"PK\x03\x04..word/document.xml", Foreign::Docx),
        (b"PK\x03\x04..sdb/sdb.eni", Foreign::Zip),
        (b"\xD0\xCF\x11\xE0\xA1\xB1", Foreign::OldOffice),
        (b"\x1F\x8B\x08", Foreign::Gzip),
        (b"{\\rtf1 title", Foreign::Rtf),
        (b"\x89PNG\r\n", Foreign::Picture),
        (b"<!DOCTYPE html><title>Sign in</title>", Foreign::Html),
        (
            b"<?xml version=\"1.0\"?><xml><records>",
            Foreign::EndNoteXml,
        ),
        (
            b"<?xml version=\"1.0\"?><PubmedArticleSet>",
            Foreign::PubMedXml,
        ),
        (b"<?xml version=\"1.0\"?><mods>", Foreign::Xml),
        (
            b"% made by hand\n@Article{tenor2020,\n title = {A}}",
            Foreign::BibTex,
        ),
        (b"[{\"title\": \"A\"}]", Foreign::Json),
        (
            b"RT Journal Article\nSR Electronic(1)\nA1 Tenor",
            Foreign::RefWorks,
        ),
        (b"\x01\x02\x00\x03", Foreign::Binary),
    ] {
        assert_eq!(read(file), Err(Unreadable::LooksLike(kind)));
    }
}

#[test]
fn texts_and_tables_without_references() {
    let Err(refusal) = read(b"\n  Dear Dr Tenor,\nplease find attached...\n") else {
        panic!("a letter is no bibliography");
    };
    assert_eq!(
        refusal,
        Unreadable::NotBibliographic {
            first_line: "Dear Dr Tenor,".into()
        }
    );
    assert!(
        refusal
            .to_string()
            .contains("It begins with: \"Dear Dr Tenor,\"")
    );
    let Err(refusal) = read(b"Name;Age\nTenor;40\nAlto;30\n") else {
        panic!("a list of members is no bibliography");
    };
    assert_eq!(refusal.code(), "no-title-column");
    assert!(refusal.to_string().contains("Its columns are: Name, Age."));
}

const ENTRY: &str = "TY  - JOUR\nTI  - Übung für Chöre “leise” €\nER  - \n";

#[test]
fn utf_16_with_its_mark() {
    for (encoding, mark, big) in [
        (Encoding::Utf16Le, [0xFF, 0xFE], false),
        (Encoding::Utf16Be, [0xFE, 0xFF], true),
    ] {
        let text = format!("{ENTRY}\n{}", ENTRY.replace("Übung", "🎵"));
        let units = text.encode_utf16().flat_map(|u| {
            if big {
                u.to_be_bytes()
            } else {
                u.to_le_bytes()
            }
        });
        let file: Vec<u8> = mark.into_iter().chain(units).collect();
        let reading = read(&file).expect("readable");
        assert_eq!((reading.format, reading.encoding), (Format::Ris, encoding));
        assert_eq!(
            reading.entries[1].citation.title.as_deref(),
            Some("🎵 für Chöre “leise” €")
        );
        let first = ENTRY.encode_utf16().count() as u64 * 2;
        let second = first - 2 * ("Übung".len() as u64 - 1 - 2);
        let places: Vec<_> = reading
            .entries
            .iter()
            .map(|e| (e.offset, e.length))
            .collect();
        assert_eq!(places, [(2, first), (2 + first + 2, second)]);
        assert_eq!(support::unaccounted(&file, &reading), [""; 0]);
        support::assert_in_order(&reading);
    }
}

#[test]
fn windows_1252_is_guessed_and_told() {
    let mut file = b"TY  - JOUR\nTI  - ".to_vec();
    file.extend(b"\xDCbung f\xFCr Ch\xF6re \x93leise\x94 \x80\nER  - \n");
    let reading = read(&file).expect("readable");
    assert_eq!(reading.encoding, Encoding::Windows1252);
    assert_eq!(
        reading.entries[0].citation.title.as_deref(),
        Some("Übung für Chöre “leise” €")
    );
    assert_eq!(reading.warnings[0].kind, WarningKind::EncodingGuessed);
    assert_eq!(reading.warnings[0].line, 2);
}

#[test]
fn joined_files_of_two_encodings() {
    let mut file = ENTRY.as_bytes().to_vec();
    file.extend(b"TY  - JOUR\nTI  - \xDCbung\nER  - \n");
    let reading = read(&file).expect("readable");
    assert_eq!(reading.encoding, Encoding::Mixed);
    let titles: Vec<_> = reading
        .entries
        .iter()
        .filter_map(|e| e.citation.title.as_deref())
        .collect();
    assert_eq!(titles, ["Übung für Chöre “leise” €", "Übung"]);
    assert_eq!((reading.warnings[0].line, reading.warnings.len()), (5, 1));
}
