//! A coefficient: its value with its uncertainty, or the reason why it has none.

use serde::{Serialize, Serializer};

use super::bootstrap::Resampled;
use super::counts::exact;
use super::student;

/// One measure of agreement. Written as JSON, absent parts are left out.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Coefficient {
    /// The value; 1 is perfect agreement. Absent when it is undefined.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub estimate: Option<f64>,
    /// Standard error over items.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub se: Option<f64>,
    /// 95 % interval.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ci: Option<(f64, f64)>,
    /// Why the value, or only its interval, is absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub undefined: Option<Undefined>,
    /// Whose formula, whose standard error, which interval.
    pub method: &'static str,
    /// Items that entered.
    pub n_items: u64,
    /// Raters it is about.
    pub n_raters: usize,
    /// Standard error and interval by resampling items, if asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bootstrap: Option<Resampled>,
}

/// Why there is no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Undefined {
    /// There is no rating at all.
    NoItems,
    /// No item has two ratings.
    NoPairs,
    /// All ratings are the same category: agreement beyond chance has no meaning.
    OneCategory,
    /// The category occurs in no compared rating.
    CategoryAbsent,
    /// One item has a value but no spread: only standard error and interval are absent.
    OneItem,
}

impl Undefined {
    /// The words after "undefined, because".
    #[must_use]
    pub fn because(self) -> &'static str {
        match self {
            Self::NoItems => "there are no ratings",
            Self::NoPairs => "no item has two ratings",
            Self::OneCategory => "only one category occurs",
            Self::CategoryAbsent => "the category does not occur",
            Self::OneItem => "one item has no standard error",
        }
    }
}

impl Serialize for Undefined {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.because())
    }
}

/// Who and how, the same for every outcome of one coefficient.
#[derive(Debug, Clone, Copy)]
pub(super) struct About {
    pub method: &'static str,
    pub n_items: u64,
    pub n_raters: usize,
}

impl About {
    pub(super) fn undefined(self, why: Undefined) -> Coefficient {
        let Self {
            method,
            n_items,
            n_raters,
        } = self;
        let undefined = Some(why);
        Coefficient {
            estimate: None,
            se: None,
            ci: None,
            undefined,
            method,
            n_items,
            n_raters,
            bootstrap: None,
        }
    }

    fn with(self, estimate: f64, se: f64, ci: (f64, f64)) -> Coefficient {
        let Self {
            method,
            n_items,
            n_raters,
        } = self;
        let (estimate, se, ci) = (Some(estimate), Some(se), Some(ci));
        Coefficient {
            estimate,
            se,
            ci,
            undefined: None,
            method,
            n_items,
            n_raters,
            bootstrap: None,
        }
    }

    fn alone(self, estimate: f64) -> Coefficient {
        Coefficient {
            estimate: Some(estimate),
            ..self.undefined(Undefined::OneItem)
        }
    }

    /// An interval of Student's t with one degree of freedom less than items, cut off at 1.
    pub(super) fn student(self, estimate: f64, variance: f64) -> Coefficient {
        if self.n_items < 2 {
            return self.alone(estimate);
        }
        let se = variance.max(0.0).sqrt();
        let reach = se * student::quantile_975(exact(self.n_items - 1));
        self.with(
            estimate,
            se,
            (estimate - reach, (estimate + reach).min(1.0)),
        )
    }

    /// An interval of the normal distribution, cut off at 1.
    pub(super) fn normal(self, estimate: f64, variance: f64) -> Coefficient {
        if self.n_items < 2 {
            return self.alone(estimate);
        }
        let se = variance.max(0.0).sqrt();
        let reach = se * student::NORMAL_975;
        self.with(
            estimate,
            se,
            (estimate - reach, (estimate + reach).min(1.0)),
        )
    }

    /// The interval of Wilson for a share (Wilson 1927, J Am Stat Assoc 22:209-212).
    pub(super) fn wilson(self, share: f64) -> Coefficient {
        let n = exact(self.n_items);
        let z2 = student::NORMAL_975 * student::NORMAL_975;
        let middle = (share + z2 / (2.0 * n)) / (1.0 + z2 / n);
        let spread = share * (1.0 - share) / n;
        let reach = student::NORMAL_975 / (1.0 + z2 / n) * (spread + z2 / (4.0 * n * n)).sqrt();
        self.with(
            share,
            spread.sqrt(),
            ((middle - reach).max(0.0), (middle + reach).min(1.0)),
        )
    }
}
