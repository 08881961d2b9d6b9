//! How wide a text is in Arial, the widest of the faces a reader may have.

/// Widths of the signs from blank to tilde in thousandths of the size (the metrics Arial shares with
/// Helvetica).
#[rustfmt::skip]
const REGULAR: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
    333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

/// The width of a sign in thousandths of the size. Outside of ASCII a generous guess: letters of
/// alphabets like a wide Latin one, signs of East Asia square, marks that combine nothing.
fn sign(sign: char) -> u32 {
    let code = u32::from(sign);
    match code {
        0x20..=0x7e => u32::from(REGULAR[(code - 0x20) as usize]),
        0x300..=0x36f | 0x200b..=0x200f => 0,
        0x2018 | 0x2019 => 222,
        0x1100..=0x11ff | 0x2e80..=0xd7af | 0xf900..=0xfaff | 0xfe30..=0xffef | 0x1_f000.. => 1000,
        _ if sign.is_lowercase() => 611,
        _ => 778,
    }
}

/// The width of a text at 13 units in thousandths of a unit.
pub(super) fn width(text: &str) -> u32 {
    text.chars()
        .map(|one| sign(one) * 13)
        .fold(0, u32::saturating_add)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_arials() {
        assert_eq!(width("Reports sought for retrieval"), 156_780);
        assert_eq!(width(""), 0);
        assert!(width("研究") > width("ab"));
    }
}
