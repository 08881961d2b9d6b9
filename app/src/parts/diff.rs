//! Two texts beside each other, with what only one of them has: found by words, then, where two
//! words resemble each other, by letters.

use leptos::prelude::*;
use std::ops::Range;

/// The largest table of common stretches that is filled, in cells (about 8 MB); what is longer is
/// marked as a whole.
const CELLS: usize = 2_000_000;

/// A piece of one of the two texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece<'t> {
    /// Whether the other text has it at the same place.
    pub same: bool,
    /// The piece.
    pub text: &'t str,
}

/// The pieces of both texts. Put together again they are the texts; the same pieces of both are
/// equal, one by one.
pub fn compare<'t>(left: &'t str, right: &'t str) -> (Vec<Piece<'t>>, Vec<Piece<'t>>) {
    let by_words = smooth(left, stretches(left, right, &words(left), &words(right)));
    let mut found = Vec::new();
    for stretch in by_words {
        match by_letters(left, right, &stretch) {
            Some(finer) => found.extend(finer),
            None => found.push(stretch),
        }
    }
    let pieces = |text: &'t str, side: fn(&Stretch) -> Range<usize>| {
        let mut pieces: Vec<Piece<'t>> = Vec::new();
        for stretch in &found {
            let range = side(stretch);
            if !range.is_empty() {
                pieces.push(Piece {
                    same: stretch.same,
                    text: &text[range],
                });
            }
        }
        pieces
    };
    (
        pieces(left, |stretch| stretch.left.clone()),
        pieces(right, |stretch| stretch.right.clone()),
    )
}

/// How much of the longer text the other one has too, in percent, rounded down; 100 only if they
/// are equal.
pub fn share(left: &str, right: &str) -> usize {
    let (pieces, _) = compare(left, right);
    let same: usize = pieces
        .iter()
        .filter(|piece| piece.same)
        .map(|piece| piece.text.chars().count())
        .sum();
    let longer = left.chars().count().max(right.chars().count());
    (same * 100).checked_div(longer).unwrap_or(100)
}

/// The two texts as they are drawn, with what only one has marked.
pub fn both(left: &str, right: &str) -> (AnyView, AnyView) {
    let (in_left, in_right) = compare(left, right);
    let left = drawn(in_left, |text| {
        view! { <del class="only-left">{text}</del> }.into_any()
    });
    let right = drawn(in_right, |text| {
        view! { <ins class="only-right">{text}</ins> }.into_any()
    });
    (left, right)
}

fn drawn(pieces: Vec<Piece<'_>>, mark: fn(String) -> AnyView) -> AnyView {
    pieces
        .into_iter()
        .map(|piece| match piece.same {
            true => piece.text.to_owned().into_any(),
            false => mark(piece.text.to_owned()),
        })
        .collect_view()
        .into_any()
}

/// A stretch that both texts have, or that at least one has alone; in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Stretch {
    same: bool,
    left: Range<usize>,
    right: Range<usize>,
}

/// The words of a text and what stands between them, each mark and blank alone.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut in_word = false;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        let letter = c.is_alphanumeric() || combines(c);
        match found.last_mut() {
            Some(last) if letter && in_word => last.end = end,
            _ => found.push(at..end),
        }
        in_word = letter;
    }
    found
}

/// The letters of a text with the accents that combine with them.
fn letters(text: &str, within: &Range<usize>) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, c) in text[within.clone()].char_indices() {
        let (at, end) = (within.start + at, within.start + at + c.len_utf8());
        match found.last_mut() {
            Some(last) if combines(c) => last.end = end,
            _ => found.push(at..end),
        }
    }
    found
}

/// Whether a character is drawn onto the one before it.
fn combines(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}')
}

/// What both have, in order, so that as many letters as possible are in both.
fn stretches(
    left: &str,
    right: &str,
    in_left: &[Range<usize>],
    in_right: &[Range<usize>],
) -> Vec<Stretch> {
    let mut found = Vec::new();
    let pairs = || in_left.iter().zip(in_right);
    let equal = |(a, b): &(&Range<usize>, &Range<usize>)| left[(*a).clone()] == right[(*b).clone()];
    let head = pairs().take_while(equal).count();
    let most = in_left.len().min(in_right.len()) - head;
    let ends = in_left.iter().rev().zip(in_right.iter().rev());
    let tail = ends.take(most).take_while(equal).count();
    for (a, b) in pairs().take(head) {
        push(&mut found, true, a.clone(), b.clone());
    }
    let middle_left = &in_left[head..in_left.len() - tail];
    let middle_right = &in_right[head..in_right.len() - tail];
    middle(left, right, middle_left, middle_right, &mut found);
    let ends = in_left.iter().rev().zip(in_right.iter().rev()).take(tail);
    for (a, b) in ends.rev() {
        push(&mut found, true, a.clone(), b.clone());
    }
    found
}

fn middle(
    left: &str,
    right: &str,
    in_left: &[Range<usize>],
    in_right: &[Range<usize>],
    found: &mut Vec<Stretch>,
) {
    let (rows, columns) = (in_left.len() + 1, in_right.len() + 1);
    let mut best = Vec::new();
    let fits = rows.saturating_mul(columns) <= CELLS;
    if fits {
        // best[i, j]: the most that can be in both from the i-th and j-th token on.
        best = vec![0_u32; rows * columns];
        for i in (0..in_left.len()).rev() {
            for j in (0..in_right.len()).rev() {
                let token = &left[in_left[i].clone()];
                let skip = best[(i + 1) * columns + j].max(best[i * columns + j + 1]);
                best[i * columns + j] = if token == &right[in_right[j].clone()] {
                    skip.max(best[(i + 1) * columns + j + 1] + weight(token))
                } else {
                    skip
                };
            }
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < in_left.len() || j < in_right.len() {
        let (a, b) = (in_left.get(i), in_right.get(j));
        let here = |i: usize, j: usize| best.get(i * columns + j).copied().unwrap_or(0);
        match (a, b) {
            (Some(a), Some(b))
                if fits
                    && left[a.clone()] == right[b.clone()]
                    && here(i, j) == here(i + 1, j + 1) + weight(&left[a.clone()]) =>
            {
                push(found, true, a.clone(), b.clone());
                (i, j) = (i + 1, j + 1);
            }
            (Some(a), b) if b.is_none() || !fits || here(i + 1, j) >= here(i, j + 1) => {
                let at = b.map_or(end_of(found).1, |b| b.start);
                push(found, false, a.clone(), at..at);
                i += 1;
            }
            (_, Some(b)) => {
                let at = end_of(found).0;
                push(found, false, at..at, b.clone());
                j += 1;
            }
            (_, None) => break,
        }
    }
}

/// A word counts by its letters, a blank or mark for little: words hold texts together.
fn weight(token: &str) -> u32 {
    if token.starts_with(char::is_alphanumeric) {
        2 + u32::try_from(token.len()).unwrap_or(u32::MAX / 4)
    } else {
        1
    }
}

fn end_of(found: &[Stretch]) -> (usize, usize) {
    found
        .last()
        .map_or((0, 0), |last| (last.left.end, last.right.end))
}

/// Adds a stretch, or lengthens the last one of its kind.
fn push(found: &mut Vec<Stretch>, same: bool, left: Range<usize>, right: Range<usize>) {
    match found.last_mut() {
        Some(last) if last.same == same => {
            last.left.end = left.end.max(last.left.end);
            last.right.end = right.end.max(last.right.end);
        }
        _ => found.push(Stretch { same, left, right }),
    }
}

/// A blank between two changes belongs to the change.
fn smooth(left: &str, found: Vec<Stretch>) -> Vec<Stretch> {
    let mut smoothed: Vec<Stretch> = Vec::with_capacity(found.len());
    let all = found.len();
    for (n, stretch) in found.into_iter().enumerate() {
        let between = n > 0 && n + 1 < all;
        let wordless = !left[stretch.left.clone()].contains(char::is_alphanumeric);
        let same = stretch.same && !(between && wordless);
        push(&mut smoothed, same, stretch.left, stretch.right);
    }
    smoothed
}

/// A change looked at letter by letter, if the two sides have most of their letters in common.
fn by_letters(left: &str, right: &str, stretch: &Stretch) -> Option<Vec<Stretch>> {
    if stretch.same || stretch.left.is_empty() || stretch.right.is_empty() {
        return None;
    }
    let in_left = letters(left, &stretch.left);
    let in_right = letters(right, &stretch.right);
    let mut finer = vec![Stretch {
        same: false,
        left: stretch.left.start..stretch.left.start,
        right: stretch.right.start..stretch.right.start,
    }];
    finer.extend(stretches(left, right, &in_left, &in_right));
    let shared: usize = finer
        .iter()
        .filter(|stretch| stretch.same)
        .map(|stretch| left[stretch.left.clone()].chars().count())
        .sum();
    let longer = in_left.len().max(in_right.len());
    (shared * 5 >= longer * 3).then_some(finer)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What only one side has is put into brackets.
    fn marked(left: &str, right: &str) -> (String, String) {
        let text = |pieces: Vec<Piece<'_>>| -> String {
            let piece = |p: &Piece<'_>| match p.same {
                true => p.text.to_owned(),
                false => format!("[{}]", p.text),
            };
            pieces.iter().map(piece).collect()
        };
        let (l, r) = compare(left, right);
        (text(l), text(r))
    }

    #[test]
    fn letters_are_marked_where_words_resemble_each_other() {
        let (left, right) = marked(
            "experiences from the English Integrated Care Pilots",
            "experiences from the English integrated care pilots.",
        );
        assert_eq!(
            left,
            "experiences from the English [I]ntegrated [C]are [P]ilots"
        );
        assert_eq!(
            right,
            "experiences from the English [i]ntegrated [c]are [p]ilots[.]"
        );
    }

    #[test]
    fn blanks_are_marked_too() {
        assert_eq!(
            marked("integrating care : a study", "integrating care: a study"),
            (
                "integrating care[ ]: a study".into(),
                "integrating care: a study".into()
            )
        );
    }

    #[test]
    fn names_that_share_little_are_marked_whole() {
        let (left, right) = marked("Nursing Standard", "Int J Care");
        assert_eq!(
            (left.as_str(), right.as_str()),
            ("[Nursing Standard]", "[Int J Care]")
        );
    }

    #[test]
    fn equal_texts_have_no_marks_and_empty_ones_no_pieces() {
        assert_eq!(marked("a b", "a b"), ("a b".into(), "a b".into()));
        assert_eq!(marked("", "x"), (String::new(), "[x]".into()));
        assert_eq!(compare("", ""), (vec![], vec![]));
        assert_eq!(
            (share("", ""), share("abcd", "abcd"), share("a", "b")),
            (100, 100, 0)
        );
    }

    #[test]
    fn an_accent_stays_with_its_letter() {
        let (left, right) = marked("caf\u{65}\u{301}s here", "cafes here");
        assert_eq!(left, "caf[\u{65}\u{301}]s here");
        assert_eq!(right, "caf[e]s here");
    }

    #[test]
    fn put_together_the_pieces_are_the_texts() {
        let alphabet = [
            "a", "b", " ", "ab", ".", "é", "e\u{301}", "漢", "𝕏", "\n", "-",
        ];
        let mut state = 7_u64;
        let mut next = |most: u64| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            (state >> 33) % most
        };
        for _ in 0..2_000 {
            let mut text = || -> String {
                let length = next(14);
                (0..length).map(|_| alphabet[next(11) as usize]).collect()
            };
            let (left, right) = (text(), text());
            let (l, r) = compare(&left, &right);
            let whole = |pieces: &[Piece<'_>]| pieces.iter().map(|p| p.text).collect::<String>();
            assert_eq!((whole(&l), whole(&r)), (left.clone(), right.clone()));
            let same = |pieces: &[Piece<'_>]| -> String {
                pieces.iter().filter(|p| p.same).map(|p| p.text).collect()
            };
            assert_eq!(same(&l), same(&r), "{left:?} {right:?}");
        }
    }

    #[test]
    fn endless_texts_are_marked_without_being_set_side_by_side() {
        let left: String = (0..3_000).map(|n| format!("{n} ")).collect();
        let right: String = (0..3_000).rev().map(|n| format!("{n} ")).collect();
        let (l, r) = compare(&left, &right);
        assert_eq!(l.iter().map(|p| p.text).collect::<String>(), left);
        assert_eq!(r.iter().map(|p| p.text).collect::<String>(), right);
    }

    #[test]
    fn what_is_drawn_is_text() {
        let (left, right) = both("<script>a", "<b>a");
        let html = format!("{}{}", left.to_html(), right.to_html());
        assert!(!html.contains("<script") && !html.contains("<b>"), "{html}");
        assert!(html.contains("class=\"only-left\"") && html.contains("class=\"only-right\""));
    }
}
