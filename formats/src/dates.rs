//! Years in dates as they are printed.

/// The first year from 1000 to 2999 in a date: four digits in a row, or the first four of a date
/// written in eight (`20211227`).
pub(crate) fn year(date: &str) -> Option<u16> {
    date.split(|c: char| !c.is_ascii_digit())
        .find_map(|run| match run.len() {
            4 => plausible(run),
            8 => {
                let (month, day): (u8, u8) = (run[4..6].parse().ok()?, run[6..].parse().ok()?);
                if month <= 12 && day <= 31 {
                    plausible(&run[..4])
                } else {
                    None
                }
            }
            _ => None,
        })
}

fn plausible(year: &str) -> Option<u16> {
    year.parse()
        .ok()
        .filter(|year| (1000..=2999).contains(year))
}

/// The date to show for a year, out of several fields: the one that says most about that year. A
/// field with a month and a day but no year is put behind it.
pub(crate) fn fullest(year_field: &str, other: &str) -> String {
    let content = |date: &str| date.chars().filter(|c| c.is_alphanumeric()).count();
    let (year_field, other) = (year_field.trim(), other.trim());
    match (year(year_field), year(other)) {
        (Some(a), Some(b)) if a == b && content(other) > content(year_field) => other.to_owned(),
        (Some(_), None)
            if content(year_field) == 4 && other.starts_with(|c: char| c.is_alphanumeric()) =>
        {
            format!("{year_field} {other}")
        }
        (None, Some(_)) => other.to_owned(),
        _ => year_field.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_found_in_printed_dates() {
        for (date, expected) in [
            ("1988//", Some(1988)),
            ("2011 Mar-Apr", Some(2011)),
            ("4/3/2024", Some(2024)),
            ("Start date: 20170812", Some(2017)),
            ("4-8 Aug. 2020", Some(2020)),
            ("0000", None),
            ("99", None),
            ("n.d.", None),
            ("12345678", None),
            ("123456", None),
        ] {
            assert_eq!(year(date), expected, "{date}");
        }
    }

    #[test]
    fn the_fuller_date_is_shown() {
        assert_eq!(fullest("2005", "2005/07/15"), "2005/07/15");
        assert_eq!(fullest("2024", "2024///"), "2024");
        assert_eq!(fullest("2010", "SEP 22"), "2010 SEP 22");
        assert_eq!(fullest("2016", "2023/04/17"), "2016");
        assert_eq!(fullest("2016/12//", ""), "2016/12//");
    }
}
