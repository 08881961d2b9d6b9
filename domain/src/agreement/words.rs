//! What each coefficient says in plain words, and what it does not.

use super::coefficient::Coefficient;
use super::report::Report;

/// Which measure a coefficient is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Measure {
    /// Share of items on which all agree.
    Unanimous,
    /// Share of pairs of ratings that agree.
    Pairwise,
    /// Cohen's kappa of a pair.
    Cohen,
    /// Fleiss' kappa.
    Fleiss,
    /// Krippendorff's alpha.
    KrippendorffAlpha,
    /// Gwet's AC1 or AC2.
    Gwet,
    /// Brennan and Prediger's coefficient.
    BrennanPrediger,
    /// PABAK.
    Pabak,
    /// Agreement on one category.
    Specific,
    /// Prevalence index.
    Prevalence,
    /// Bias index.
    Bias,
}

/// The words beside a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// What the number says.
    pub says: String,
    /// What it does not say.
    pub limits: &'static str,
    /// What common conventions call such a value; empty for shares and indices.
    pub bands: Vec<Band>,
}

/// The name a convention has for a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Band {
    /// Whose convention.
    pub by: &'static str,
    /// Its word; some values have none there.
    pub word: &'static str,
}

impl Measure {
    /// Its name in a sentence.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Unanimous => "unanimous agreement",
            Self::Pairwise => "mean pairwise agreement",
            Self::Cohen => "Cohen's kappa",
            Self::Fleiss => "Fleiss' kappa",
            Self::KrippendorffAlpha => "Krippendorff's alpha",
            Self::Gwet => "Gwet's AC",
            Self::BrennanPrediger => "the Brennan-Prediger coefficient",
            Self::Pabak => "PABAK",
            Self::Specific => "specific agreement",
            Self::Prevalence => "the prevalence index",
            Self::Bias => "the bias index",
        }
    }

    /// What it does not say.
    #[must_use]
    pub fn limits(self) -> &'static str {
        match self {
            Self::Unanimous => {
                "It does not allow for agreement by chance, and the more reviewers there are, the harder it is to reach."
            }
            Self::Pairwise => {
                "It does not allow for agreement by chance: where nearly everything is excluded it is high whatever people do."
            }
            Self::Cohen => {
                "It is about these two people only, and it is low when one verdict is rare, however well they agree."
            }
            Self::Fleiss => {
                "It takes raters as interchangeable, and it is low when one verdict is rare, however well they agree."
            }
            Self::KrippendorffAlpha => {
                "It says how far the data can be relied on, not who is right, and like kappa it is low when one verdict is rare."
            }
            Self::Gwet => {
                "It assumes that chance plays a part only on records that are hard to judge; it is not comparable with kappa."
            }
            Self::BrennanPrediger => {
                "It assumes that by chance all verdicts are equally likely, and it depends on how many verdicts the scale has."
            }
            Self::Pabak => {
                "It is percent agreement on another scale: it answers how high kappa would be with even verdicts, not how high it is."
            }
            Self::Specific => {
                "It does not allow for agreement by chance, and it is uncertain when the verdict is rare."
            }
            Self::Prevalence => "It is no measure of agreement; it explains why a kappa is low.",
            Self::Bias => {
                "It is no measure of agreement; it says whether one of the two gives the verdict more often."
            }
        }
    }

    fn is_share(self) -> bool {
        matches!(self, Self::Unanimous | Self::Pairwise | Self::Specific)
    }

    fn is_index(self) -> bool {
        matches!(self, Self::Prevalence | Self::Bias)
    }
}

/// The words for one coefficient.
///
/// ```
/// use domain::agreement::{Ratings, unanimous, words};
/// let rows = [["1", "a", "a"], ["2", "b", "b"], ["3", "a", "b"], ["4", "a", "a"]];
/// let ratings = Ratings::from_table(["item", "A", "B"], rows)?;
/// let said = words::about(words::Measure::Unanimous, &unanimous(&ratings.counts()));
/// assert_eq!(said.says, "All raters said the same on 75.0\u{a0}% of 4 items (95\u{a0}% interval 30.1\u{a0}% to 95.4\u{a0}%).");
/// # Ok::<(), domain::agreement::Malformed>(())
/// ```
#[must_use]
pub fn about(measure: Measure, coefficient: &Coefficient) -> Words {
    let limits = measure.limits();
    let Some(value) = coefficient.estimate else {
        let because = coefficient
            .undefined
            .map_or("it could not be computed", super::Undefined::because);
        let says = format!(
            "{} is undefined, because {because}.",
            capital(measure.name())
        );
        return Words {
            says,
            limits,
            bands: Vec::new(),
        };
    };
    let interval = match coefficient.ci {
        Some((low, high)) if measure.is_share() => {
            format!(
                " (95\u{a0}% interval {} to {})",
                percent(low),
                percent(high)
            )
        }
        Some((low, high)) => format!(" (95\u{a0}% interval {} to {})", short(low), short(high)),
        None => String::new(),
    };
    let n = crate::flow::thousands(coefficient.n_items);
    let items = if coefficient.n_items == 1 {
        "item"
    } else {
        "items"
    };
    let says = match measure {
        Measure::Unanimous => format!(
            "All raters said the same on {} of {n} {items}{interval}.",
            percent(value)
        ),
        Measure::Pairwise => {
            format!(
                "Two raters said the same about {} of {n} {items}, on average{interval}.",
                percent(value)
            )
        }
        Measure::Specific => {
            format!(
                "When one rater chose it, another one did too in {} of the cases{interval}.",
                percent(value)
            )
        }
        Measure::Prevalence => format!(
            "One verdict is more frequent than the other by {}{interval}.",
            short(value)
        ),
        Measure::Bias => format!(
            "One of the two gives the verdict more often, by {}{interval}.",
            short(value)
        ),
        _ => format!(
            "{} is {} on {n} {items}{interval}: {}.",
            capital(measure.name()),
            short(value),
            meaning(value)
        ),
    };
    let bands = if measure.is_share() || measure.is_index() {
        Vec::new()
    } else {
        bands(value)
    };
    Words {
        says,
        limits,
        bands,
    }
}

/// What a chance-corrected value means at all.
fn meaning(value: f64) -> &'static str {
    if value >= 1.0 {
        "they always agree"
    } else if value > 0.0 {
        "they agree more often than by chance, 1 being always"
    } else if value == 0.0 {
        "they agree as often as by chance"
    } else {
        "they agree less often than by chance"
    }
}

/// What Landis and Koch call such a kappa (Landis and Koch 1977, Biometrics 33:159-174): a convention,
/// as they said themselves.
///
/// ```
/// use domain::agreement::words::{cochrane, landis_koch};
/// assert_eq!((landis_koch(0.62), cochrane(0.62)), ("substantial", "good"));
/// assert_eq!((landis_koch(0.2), cochrane(0.2)), ("slight", "below the handbook's bands"));
/// ```
#[must_use]
pub fn landis_koch(value: f64) -> &'static str {
    match value {
        value if value < 0.0 => "poor",
        value if value <= 0.20 => "slight",
        value if value <= 0.40 => "fair",
        value if value <= 0.60 => "moderate",
        value if value <= 0.80 => "substantial",
        _ => "almost perfect",
    }
}

fn bands(value: f64) -> Vec<Band> {
    vec![
        Band {
            by: "Landis and Koch 1977",
            word: landis_koch(value),
        },
        Band {
            by: "Cochrane handbook 5.1",
            word: cochrane(value),
        },
    ]
}

/// What the Cochrane handbook (version 5.1, section 7.2.6) calls such a kappa: a convention too.
#[must_use]
pub fn cochrane(value: f64) -> &'static str {
    match value {
        value if value < 0.40 => "below the handbook's bands",
        value if value < 0.60 => "fair",
        value if value < 0.75 => "good",
        _ => "excellent",
    }
}

/// Why kappa and AC1 of the same table lie far apart, if they do: nearly all verdicts are alike.
#[must_use]
pub fn why_apart(report: &Report) -> Option<String> {
    let share = report.pairwise.estimate.filter(|share| *share >= 0.8)?;
    let ac1 = report.gwet_ac1.as_ref()?.estimate?;
    let kappa = match report.fleiss.estimate {
        Some(kappa) if ac1 - kappa < 0.2 => return None,
        Some(kappa) => format!("Fleiss' kappa is only {}", short(kappa)),
        None => "Fleiss' kappa is undefined".to_owned(),
    };
    Some(format!(
        "Two raters agree in {} of the cases and Gwet's AC1 is {}, yet {kappa}. Nearly all verdicts are the same, so \
         kappa expects most of that agreement by chance and leaves little to gain; AC1 does not.",
        percent(share),
        short(ac1)
    ))
}

fn short(value: f64) -> String {
    // Minus zero would read as a negative value.
    format!("{:.2}", if value.abs() < 0.005 { 0.0 } else { value })
}

fn percent(share: f64) -> String {
    format!("{:.1}\u{a0}%", share * 100.0)
}

fn capital(words: &str) -> String {
    let mut signs = words.chars();
    signs
        .next()
        .map(|first| first.to_uppercase().chain(signs).collect())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::{Options, Ratings, report};
    use super::*;

    fn rare(both: usize) -> Report {
        let mut rows = vec![["x", "exclude", "exclude"]; 95];
        rows.extend(vec![["x", "include", "include"]; both]);
        rows.extend([["x", "include", "exclude"], ["x", "exclude", "include"]]);
        report(
            &Ratings::from_table(["item", "A", "B"], rows).expect("a table"),
            Options::default(),
        )
    }

    #[test]
    fn a_rare_verdict_is_explained() {
        let why = why_apart(&rare(0)).expect("kappa is below 0");
        assert!(why.starts_with("Two raters agree in 97.9\u{a0}% of the cases and Gwet's AC1 is 0.98, yet Fleiss' kappa is only -0.01."));
        assert_eq!(why_apart(&rare(60)), None);
    }

    #[test]
    fn a_value_is_said_with_its_interval_and_its_bands() {
        let words = about(Measure::Fleiss, &rare(60).fleiss);
        assert!(
            words
                .says
                .starts_with("Fleiss' kappa is 0.97 on 157 items (95\u{a0}% interval 0.9"),
            "{}",
            words.says
        );
        assert_eq!(
            words.bands[0],
            Band {
                by: "Landis and Koch 1977",
                word: "almost perfect"
            }
        );
        assert_eq!(words.bands[1].word, "excellent");
        let alike = Ratings::from_table(["item", "A", "B"], [["1", "a", "a"]]).expect("a table");
        let words = about(Measure::Fleiss, &report(&alike, Options::default()).fleiss);
        assert_eq!(
            words.says,
            "Fleiss' kappa is undefined, because only one category occurs."
        );
        assert!(words.bands.is_empty());
    }
}
