//! Which figure of Concord is which coefficient of the libraries, and when the two are equal.

use serde_json::Value;

/// Full precision.
const EQUAL: f64 = 1e-9;

/// Intervals follow a quantile of Student's t, which scipy gives to nine digits only.
const EQUAL_INTERVAL: f64 = 1e-8;

/// R's irrCAC prints its raw ratings' coefficients with five decimals.
const ROUNDED: f64 = 5.000_001e-6;

/// One key of Concord's answer with the libraries' names for it.
pub struct Figure {
    /// The key in the answer of `concord agreement`.
    pub key: &'static str,
    names: &'static [(&'static str, Part)],
    asked: Asked,
}

/// Which number of a library's answer is meant.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// The coefficient itself, with its standard error and interval.
    Coefficient,
    /// The observed agreement that goes into a chance-corrected coefficient.
    Observed,
    /// A share, printed in percent.
    Percent,
}

/// When an answer must have the figure.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asked {
    Always,
    OfTwoRaters,
}

/// The figures that are compared.
pub const FIGURES: &[Figure] = &[
    Figure {
        key: "unanimous",
        names: &[("percent_agreement_all_raters", Part::Percent)],
        asked: Asked::Always,
    },
    Figure {
        key: "pairwise",
        names: &[
            ("percent_agreement", Part::Coefficient),
            ("fleiss_kappa", Part::Observed),
            ("scott_pi", Part::Observed),
        ],
        asked: Asked::Always,
    },
    Figure {
        key: "cohen",
        names: &[("cohen_kappa", Part::Coefficient)],
        asked: Asked::OfTwoRaters,
    },
    Figure {
        key: "fleiss",
        names: &[
            ("fleiss_kappa", Part::Coefficient),
            ("scott_pi", Part::Coefficient),
        ],
        asked: Asked::Always,
    },
    Figure {
        key: "krippendorff_alpha",
        names: &[
            ("krippendorff_alpha", Part::Coefficient),
            ("alpha_nominal", Part::Coefficient),
        ],
        asked: Asked::Always,
    },
    Figure {
        key: "gwet_ac1",
        names: &[("gwet_ac1", Part::Coefficient)],
        asked: Asked::Always,
    },
    Figure {
        key: "brennan_prediger",
        names: &[
            ("brennan_prediger", Part::Coefficient),
            ("randolph_free_marginal_kappa", Part::Coefficient),
            ("bennett_S_(k*po-1)/(k-1)", Part::Coefficient),
        ],
        asked: Asked::Always,
    },
    Figure {
        key: "pabak",
        names: &[
            ("brennan_prediger", Part::Coefficient),
            ("bennett_S_(k*po-1)/(k-1)", Part::Coefficient),
        ],
        asked: Asked::Always,
    },
];

/// Figures of Concord that no library of the vectors gives.
const OURS_ALONE: &[&str] = &[
    "positive_agreement",
    "negative_agreement",
    "prevalence_index",
    "bias_index",
];

/// Keys of an answer that look like a coefficient but are neither compared nor known to have no
/// reference.
pub fn unknown(answer: &Value) -> Vec<&str> {
    let Some(fields) = answer.as_object() else {
        return Vec::new();
    };
    fields
        .iter()
        .filter(|(key, value)| {
            let compared = FIGURES.iter().any(|figure| figure.key == key.as_str());
            value.get("estimate").is_some() && !compared && !OURS_ALONE.contains(&key.as_str())
        })
        .map(|(key, _)| key.as_str())
        .collect()
}

/// A library's figure.
#[derive(Debug)]
pub struct Reference {
    /// Its name in the vectors.
    pub library: String,
    /// Its name for the coefficient.
    pub coefficient: String,
    estimate: Option<f64>,
    tolerance: f64,
    se: Option<f64>,
    ci: Option<(f64, f64)>,
}

/// Concord's figure.
#[derive(Debug, Default)]
pub struct Ours {
    /// `None` if Concord says it is undefined.
    pub estimate: Option<f64>,
    because: Option<String>,
    se: Option<f64>,
    ci: Option<(f64, f64)>,
}

impl Figure {
    /// Whether an answer for so many raters must have it.
    pub fn required(&self, raters: usize) -> bool {
        self.asked == Asked::Always || raters == 2
    }

    /// The figure in an answer. Cohen's kappa is one of a pair: it stands in a list of pairs, and
    /// only the single pair of two raters has references.
    pub fn of(&self, answer: &Value, raters: usize) -> Option<Ours> {
        let value = match answer.get(self.key)? {
            Value::Array(pairs) if raters == 2 && pairs.len() == 1 => &pairs[0],
            Value::Array(_) => return None,
            value => value,
        };
        if let Some(estimate) = value.as_f64() {
            return Some(Ours {
                estimate: Some(estimate),
                ..Ours::default()
            });
        }
        value.as_object()?;
        Some(Ours {
            estimate: value["estimate"].as_f64(),
            because: value["undefined"].as_str().map(str::to_owned),
            se: value["se"].as_f64(),
            ci: pair(&value["ci"]),
        })
    }

    /// What the libraries say, in both shapes the vectors have: `values.LIBRARY.COEFFICIENT`, and
    /// `LIBRARY.COEFFICIENT` in one word for the edge cases.
    pub fn references(&self, vector: &Value) -> Vec<Reference> {
        let mut found = Vec::new();
        let items = vector["table"].as_array().and(vector["n"].as_f64());
        for (library, coefficients) in vector["values"].as_object().into_iter().flatten() {
            for (coefficient, value) in coefficients.as_object().into_iter().flatten() {
                let mut reference = self.reference(library, coefficient, value, coefficients);
                if let (Some(items), Some(reference)) = (items, &mut reference)
                    && library.contains("irrCAC")
                {
                    reference.as_of_ratings(items);
                }
                found.extend(reference);
            }
        }
        for (name, value) in vector.as_object().into_iter().flatten() {
            if let Some((library, coefficient)) = name.rsplit_once('.') {
                found.extend(self.reference(library, coefficient, value, &Value::Null));
            }
        }
        found
    }

    fn reference(
        &self,
        library: &str,
        coefficient: &str,
        value: &Value,
        beside: &Value,
    ) -> Option<Reference> {
        let (_, part) = self.names.iter().find(|(name, _)| *name == coefficient)?;
        let mut reference = Reference {
            library: library.into(),
            coefficient: coefficient.into(),
            estimate: None,
            tolerance: EQUAL,
            se: None,
            ci: None,
        };
        match part {
            Part::Observed => reference.estimate = Some(value["pa"].as_f64()?),
            Part::Percent => reference.estimate = Some(value["percent"].as_f64()? / 100.0),
            Part::Coefficient => {
                let estimate = match value {
                    Value::Object(fields) => ["coefficient_value", "coeff", "coeff.val"]
                        .iter()
                        .find_map(|name| fields.get(*name))
                        .unwrap_or(&Value::Null),
                    value => value,
                };
                reference.estimate = estimate.as_f64();
                if value.get("coefficient_value").is_some() {
                    reference.se = value["se"].as_f64();
                    reference.ci = pair(&value["confidence_interval"]);
                } else if value.get("coeff").is_some() && value.get("se").is_some() {
                    reference.tolerance = ROUNDED;
                } else if let Some(se) = ["coeff.se", "stderr"]
                    .iter()
                    .find_map(|n| value[*n].as_f64())
                {
                    reference.se = Some(se);
                } else if let Some(variance) = value["var"].as_f64() {
                    reference.se = Some(variance.sqrt());
                    reference.ci = value["lower"].as_f64().zip(value["upper"].as_f64());
                } else if library == "statsmodels" && coefficient == "cohen_kappa" {
                    reference.se = beside["se"].as_f64();
                    reference.ci = pair(&beside["ci95"]);
                }
            }
        }
        Some(reference)
    }
}

impl Reference {
    /// irrCAC divides a variance by n if it is given a table of two raters, and by n - 1 if it is
    /// given the same ratings one by one. Concord has one way, that of ratings.
    fn as_of_ratings(&mut self, items: f64) {
        let wider = (items / (items - 1.0)).sqrt();
        self.se = self.se.map(|se| se * wider);
        if let (Some(estimate), Some((low, high))) = (self.estimate, self.ci) {
            let stretched = |end: f64| estimate + (end - estimate) * wider;
            self.ci = Some((stretched(low), stretched(high)));
        }
    }
}

impl Ours {
    /// What differs, in words. The estimate must equal every library's; the standard error and the
    /// interval must be those of one library, since they follow different schools.
    pub fn wrong(&self, references: &[Reference]) -> Vec<String> {
        let mut wrong = Vec::new();
        if self.estimate.is_none() && self.because.is_none() {
            wrong.push("neither an estimate nor a reason why there is none".into());
        }
        for reference in references {
            let equal = match (self.estimate, reference.estimate) {
                (Some(ours), Some(theirs)) => (ours - theirs).abs() <= reference.tolerance,
                (None, None) => true,
                _ => false,
            };
            if !equal {
                let theirs = reference
                    .estimate
                    .map_or_else(|| "undefined".into(), |e| e.to_string());
                wrong.push(format!(
                    "{} {}: {theirs}",
                    reference.library, reference.coefficient
                ));
            }
        }
        let errors: Vec<f64> = references.iter().filter_map(|r| r.se).collect();
        if let Some(ours) = self.se
            && !errors.is_empty()
            && !errors.iter().any(|theirs| (ours - theirs).abs() <= EQUAL)
        {
            wrong.push(format!("standard error {ours}, elsewhere {errors:?}"));
        }
        let intervals: Vec<(f64, f64)> = references.iter().filter_map(|r| r.ci).collect();
        if let Some(ours) = self.ci
            && !intervals.is_empty()
            && !intervals.iter().any(|theirs| same_interval(ours, *theirs))
        {
            wrong.push(format!("interval {ours:?}, elsewhere {intervals:?}"));
        }
        wrong
    }
}

/// Some libraries cap an interval at 1 (irrCAC), some let it run on.
fn same_interval(ours: (f64, f64), theirs: (f64, f64)) -> bool {
    let near = |a: f64, b: f64| (a - b).abs() <= EQUAL_INTERVAL;
    near(ours.0, theirs.0) && (near(ours.1, theirs.1) || near(ours.1, theirs.1.min(1.0)))
}

fn pair(value: &Value) -> Option<(f64, f64)> {
    let both = value.as_array()?;
    both.first()?.as_f64().zip(both.get(1)?.as_f64())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn figure(key: &str) -> &'static Figure {
        FIGURES
            .iter()
            .find(|figure| figure.key == key)
            .expect("a known figure")
    }

    fn wrong(key: &str, raters: usize, answer: &Value, vector: &Value) -> Vec<String> {
        let figure = figure(key);
        figure
            .of(answer, raters)
            .expect("the figure")
            .wrong(&figure.references(vector))
    }

    #[test]
    fn every_library_must_agree_on_the_estimate_and_one_on_its_error() {
        let vector = json!({ "values": {
            "statsmodels": { "cohen_kappa": 0.5, "se": 0.1, "ci95": [0.3, 0.7] },
            "irrCAC": { "cohen_kappa": { "coefficient_value": 0.5, "se": 0.2, "confidence_interval": [0.1, 0.9] } },
        }});
        let answer = |estimate: f64, se: f64| json!({ "cohen": [{ "estimate": estimate, "se": se, "ci": [0.3, 0.7] }] });
        assert!(wrong("cohen", 2, &answer(0.5, 0.1), &vector).is_empty());
        assert!(wrong("cohen", 2, &answer(0.5, 0.2), &vector).is_empty());
        assert_eq!(wrong("cohen", 2, &answer(0.5, 0.3), &vector).len(), 1);
        assert_eq!(
            wrong("cohen", 2, &answer(0.500_000_01, 0.1), &vector).len(),
            2
        );
    }

    #[test]
    fn a_table_is_held_to_the_error_of_its_ratings() {
        let vector = json!({ "table": [[3, 1], [0, 1]], "n": 5, "values": {
            "irrCAC": { "scott_pi": { "coefficient_value": 0.5, "se": 0.2, "confidence_interval": [0.1, 0.9] } },
        }});
        let answer = |se: f64, low: f64| json!({ "fleiss": { "estimate": 0.5, "se": se, "ci": [low, 1.0 - low] } });
        let wider = 1.25_f64.sqrt();
        assert!(
            wrong(
                "fleiss",
                2,
                &answer(0.2 * wider, 0.5 - 0.4 * wider),
                &vector
            )
            .is_empty()
        );
        assert_eq!(wrong("fleiss", 2, &answer(0.2, 0.1), &vector).len(), 2);
    }

    #[test]
    fn undefined_equals_undefined_only_and_needs_a_reason() {
        let nothing = json!({ "irrCAC.fleiss_kappa": { "error": "division by zero" } });
        let zero = json!({ "irrCAC.fleiss_kappa": { "coefficient_value": 0.0 } });
        let said =
            json!({ "fleiss": { "estimate": null, "undefined": "only one category occurs" } });
        let silent = json!({ "fleiss": { "estimate": null } });
        assert!(wrong("fleiss", 2, &said, &nothing).is_empty());
        assert_eq!(wrong("fleiss", 2, &said, &zero).len(), 1);
        assert_eq!(wrong("fleiss", 2, &silent, &nothing).len(), 1);
    }

    #[test]
    fn a_coefficient_nobody_compares_is_noticed() {
        let answer =
            json!({ "n_items": 3, "fleiss": { "estimate": 1.0 }, "lambda": { "estimate": 1.0 } });
        assert_eq!(unknown(&answer), ["lambda"]);
    }

    #[test]
    fn shares_and_rounded_figures() {
        let vector = json!({ "values": {
            "R irr agree": { "percent_agreement_all_raters": { "percent": 25.0 } },
            "R irrCAC 1.0": { "fleiss_kappa": { "coeff": 0.12346, "se": 0.1, "pa": 0.75 } },
        }});
        assert!(wrong("unanimous", 3, &json!({ "unanimous": 0.25 }), &vector).is_empty());
        assert!(
            wrong(
                "pairwise",
                3,
                &json!({ "pairwise": { "estimate": 0.75 } }),
                &vector
            )
            .is_empty()
        );
        assert!(
            wrong(
                "fleiss",
                3,
                &json!({ "fleiss": { "estimate": 0.123_456_7 } }),
                &vector
            )
            .is_empty()
        );
        assert_eq!(
            wrong(
                "fleiss",
                3,
                &json!({ "fleiss": { "estimate": 0.1234 } }),
                &vector
            )
            .len(),
            1
        );
    }
}
