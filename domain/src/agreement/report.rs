//! All coefficients of one table at once.

use serde::Serialize;

use super::bootstrap::{self, Bootstrap, Estimator, Resampled};
use super::coefficient::Coefficient;
use super::cohen::{self, PairTable, pairs};
use super::counts::Counts;
use super::krippendorff::coincidences;
use super::ratings::Ratings;
use super::weights::{Weighting, Weights};
use super::{
    brennan_prediger, fleiss, gwet, krippendorff, pabak, pairwise, prevalence, specific, unanimous,
};

/// What to compute beyond the plain coefficients.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Options {
    /// How near categories are to each other, for kappa, alpha, Brennan-Prediger, and AC2 for AC1.
    pub weighting: Weighting,
    /// Resampled standard errors and intervals beside those of the formulas.
    pub bootstrap: Option<Bootstrap>,
    /// On a scale of two the category called positive; the last one unless said otherwise.
    pub positive: Option<u16>,
}

/// Everything that can be said about one table. Serialised it is what `concord agreement` prints.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// Items of the table.
    pub n_items: usize,
    /// Raters of the table.
    pub n_raters: usize,
    /// Names of the raters, in the order of the columns.
    pub raters: Vec<String>,
    /// The scale in its order.
    pub categories: Vec<String>,
    /// "nominal", "linear" or "quadratic".
    pub weights: &'static str,
    /// Share of items on which all agree.
    pub unanimous: Coefficient,
    /// Share of pairs of ratings that agree.
    pub pairwise: Coefficient,
    /// Cohen's kappa and what explains it, for each pair with items in common.
    pub cohen: Vec<Pair>,
    /// Fleiss' kappa, or Gwet's generalisation of it, as its method says.
    pub fleiss: Coefficient,
    /// Krippendorff's alpha.
    pub krippendorff_alpha: Coefficient,
    /// Gwet's AC1; absent with weights.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gwet_ac1: Option<Coefficient>,
    /// Gwet's AC2; only with weights.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gwet_ac2: Option<Coefficient>,
    /// Brennan and Prediger's coefficient.
    pub brennan_prediger: Coefficient,
    /// PABAK, never weighted.
    pub pabak: Coefficient,
    /// Agreement on each category.
    pub specific_agreement: Vec<CategoryAgreement>,
    /// Agreement on the positive category; on scales of two.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub positive_agreement: Option<Coefficient>,
    /// Agreement on the other category; on scales of two.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub negative_agreement: Option<Coefficient>,
    /// Prevalence index; for two raters on a scale of two.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prevalence_index: Option<Coefficient>,
    /// Bias index; for two raters on a scale of two.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bias_index: Option<Coefficient>,
    /// Krippendorff's coincidence matrix.
    pub coincidences: Vec<Vec<f64>>,
}

/// One pair of raters.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Pair {
    /// Their names.
    pub raters: [String; 2],
    /// Cohen's kappa.
    #[serde(flatten)]
    pub kappa: Coefficient,
    /// Share of items on which they agree.
    pub agreement: f64,
    /// The table behind it: rows the first rater, columns the second.
    pub table: Vec<Vec<u64>>,
    /// Prevalence index; on scales of two.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prevalence_index: Option<Coefficient>,
    /// Bias index; on scales of two.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bias_index: Option<Coefficient>,
}

/// Agreement on one category.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CategoryAgreement {
    /// The category.
    pub category: String,
    /// How far its users agree on it.
    #[serde(flatten)]
    pub agreement: Coefficient,
}

/// Computes everything. One pass over the table for the counts, one for the pairs.
#[must_use]
pub fn report(ratings: &Ratings, options: Options) -> Report {
    let counts = ratings.counts();
    let categories = ratings.categories();
    let weights = Weights::of(options.weighting, categories);
    let nominal = Weights::of(Weighting::Nominal, categories);
    let tables = pairs(ratings);
    let two = categories.len() == 2;
    let positive = options.positive.map_or(1, usize::from).min(1);
    let ac = gwet::gwet(&counts, &weights);
    let (gwet_ac1, gwet_ac2) = if weights.is_nominal() {
        (Some(ac), None)
    } else {
        (None, Some(ac))
    };
    let cohen: Vec<Pair> = tables
        .iter()
        .map(|table| pair(ratings, table, &weights, positive, options.bootstrap))
        .collect();
    let only_pair = if ratings.raters().len() == 2 {
        cohen.first()
    } else {
        None
    };
    let of_category = |place: usize| specific::specific(&counts, place);
    let mut report = Report {
        n_items: ratings.n_items(),
        n_raters: ratings.raters().len(),
        raters: ratings.raters().to_vec(),
        categories: categories.to_vec(),
        weights: match options.weighting {
            Weighting::Nominal => "nominal",
            Weighting::Linear => "linear",
            Weighting::Quadratic => "quadratic",
        },
        unanimous: unanimous::unanimous(&counts),
        pairwise: pairwise::pairwise(&counts, &nominal),
        fleiss: fleiss::fleiss(&counts, &weights),
        krippendorff_alpha: krippendorff::krippendorff(&counts, &weights),
        gwet_ac1,
        gwet_ac2,
        brennan_prediger: brennan_prediger::brennan_prediger(&counts, &weights),
        pabak: pabak::pabak(&counts),
        specific_agreement: categories
            .iter()
            .enumerate()
            .map(|(place, word)| CategoryAgreement {
                category: word.clone(),
                agreement: of_category(place),
            })
            .collect(),
        positive_agreement: two.then(|| of_category(positive)),
        negative_agreement: two.then(|| of_category(1 - positive)),
        prevalence_index: only_pair.and_then(|pair| pair.prevalence_index.clone()),
        bias_index: only_pair.and_then(|pair| pair.bias_index.clone()),
        coincidences: coincidences(&counts),
        cohen,
    };
    if let Some(how) = options.bootstrap {
        report.resample(how, &counts, &weights, &nominal, positive);
    }
    report
}

fn pair(
    ratings: &Ratings,
    table: &PairTable,
    weights: &Weights,
    positive: usize,
    how: Option<Bootstrap>,
) -> Pair {
    let name = |rater: usize| ratings.raters().get(rater).cloned().unwrap_or_default();
    let mut kappa = cohen::cohen(table, weights);
    if let Some(how) = how {
        let estimate = |cells: &[u64]| cohen::estimate(table.n_categories(), cells, weights);
        kappa.bootstrap = bootstrap::resample(how, table.cells(), &[&estimate])
            .pop()
            .flatten();
    }
    let alike: u64 = (0..table.n_categories())
        .map(|category| table.get(category, category))
        .sum();
    Pair {
        raters: [name(table.raters.0), name(table.raters.1)],
        kappa,
        agreement: alike as f64 / table.n_items() as f64,
        table: table.rows(),
        prevalence_index: prevalence::prevalence_index(table, positive),
        bias_index: prevalence::bias_index(table, positive),
    }
}

impl Report {
    /// One series of resamples serves all coefficients over all raters.
    fn resample(
        &mut self,
        how: Bootstrap,
        counts: &Counts,
        weights: &Weights,
        nominal: &Weights,
        positive: usize,
    ) {
        let estimators: [Estimator<'_>; 9] = [
            &|times| unanimous::estimate(counts, times),
            &|times| pairwise::estimate(counts, nominal, times),
            &|times| fleiss::estimate(counts, weights, times),
            &|times| krippendorff::estimate(counts, weights, times),
            &|times| gwet::estimate(counts, weights, times),
            &|times| brennan_prediger::estimate(counts, weights, times),
            &|times| pabak::estimate(counts, times),
            &|times| specific::estimate(counts, positive, times),
            &|times| specific::estimate(counts, 1 - positive, times),
        ];
        let resampled = bootstrap::resample(how, counts.times(), &estimators);
        let coefficients = [
            Some(&mut self.unanimous),
            Some(&mut self.pairwise),
            Some(&mut self.fleiss),
            Some(&mut self.krippendorff_alpha),
            self.gwet_ac1.as_mut().or(self.gwet_ac2.as_mut()),
            Some(&mut self.brennan_prediger),
            Some(&mut self.pabak),
            self.positive_agreement.as_mut(),
            self.negative_agreement.as_mut(),
        ];
        let pairs: Vec<(Option<&mut Coefficient>, Option<Resampled>)> =
            coefficients.into_iter().zip(resampled).collect();
        for (coefficient, resampled) in pairs {
            if let Some(coefficient) =
                coefficient.filter(|coefficient| coefficient.estimate.is_some())
            {
                coefficient.bootstrap = resampled;
            }
        }
    }
}
