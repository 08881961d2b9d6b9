//! Standard errors and intervals by resampling items: for every coefficient, whatever its formula.

use serde::Serialize;

use super::counts::exact;

/// How to resample.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bootstrap {
    /// How many resamples; 1,000 are usual.
    pub samples: u32,
    /// The same seed gives the same numbers, always and everywhere.
    pub seed: u64,
}

/// What the resamples say about one coefficient.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Resampled {
    /// Standard deviation of the resampled values.
    pub se: f64,
    /// 2.5th and 97.5th percentile of them (Efron 1979, Ann Stat 7:1-26).
    pub ci: (f64, f64),
    /// Resamples asked for.
    pub samples: u32,
    /// Those in which the coefficient was defined; the others are left out.
    pub defined: u32,
    /// The seed.
    pub seed: u64,
}

/// The value of a coefficient in a resample, given how often each kind of item was drawn.
pub(super) type Estimator<'a> = &'a dyn Fn(&[u64]) -> Option<f64>;

/// Draws items with replacement, as often as there are items, and asks every estimator for its value.
/// `times` says how many items are of each kind. An
/// estimator that was defined in fewer than two resamples has no answer.
pub(super) fn resample(
    how: Bootstrap,
    times: &[u64],
    estimators: &[Estimator<'_>],
) -> Vec<Option<Resampled>> {
    let mut kinds: Vec<usize> = Vec::new();
    for (kind, times) in times.iter().enumerate() {
        kinds.extend((0..*times).map(|_| kind));
    }
    if kinds.is_empty() {
        return vec![None; estimators.len()];
    }
    let mut chance = SplitMix(how.seed);
    let mut values: Vec<Vec<f64>> = vec![Vec::new(); estimators.len()];
    let mut drawn = vec![0_u64; times.len()];
    for _ in 0..how.samples {
        drawn.fill(0);
        for _ in 0..kinds.len() {
            drawn[kinds[chance.below(kinds.len())]] += 1;
        }
        for (values, estimator) in values.iter_mut().zip(estimators) {
            values.extend(estimator(&drawn));
        }
    }
    values
        .into_iter()
        .map(|values| summary(how, values))
        .collect()
}

fn summary(how: Bootstrap, mut values: Vec<f64>) -> Option<Resampled> {
    let defined = u32::try_from(values.len()).ok().filter(|n| *n >= 2)?;
    values.sort_by(f64::total_cmp);
    let n = f64::from(defined);
    let mean = values.iter().sum::<f64>() / n;
    let squares: f64 = values
        .iter()
        .map(|value| (value - mean) * (value - mean))
        .sum();
    let ci = (percentile(&values, 0.025), percentile(&values, 0.975));
    Some(Resampled {
        se: (squares / (n - 1.0)).sqrt(),
        ci,
        samples: how.samples,
        defined,
        seed: how.seed,
    })
}

/// Between the two sorted values next to the place, in proportion (definition 7 of Hyndman and Fan
/// 1996, Am Stat 50:361-365).
fn percentile(sorted: &[f64], share: f64) -> f64 {
    let place = share * exact(sorted.len() as u64 - 1);
    let below = sorted[place.floor() as usize];
    let above = sorted[place.ceil() as usize];
    below + (above - below) * place.fract()
}

/// A generator of one number of state (Steele, Lea and Flood 2014, OOPSLA).
struct SplitMix(u64);

impl SplitMix {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A place below `end`, every one as likely to within 2^-40.
    fn below(&mut self, end: usize) -> usize {
        ((u128::from(self.next()) * end as u128) >> 64) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_numbers() {
        let share = |times: &[u64]| Some(exact(times[0]) / exact(times.iter().sum()));
        let how = Bootstrap {
            samples: 2_000,
            seed: 7,
        };
        let first = resample(how, &[300, 700], &[&share]);
        assert_eq!(first, resample(how, &[300, 700], &[&share]));
        let resampled = first[0].expect("defined");
        // A share of 0.3 among 1,000 has the standard error sqrt(0.21 / 1000) = 0.0145.
        assert!((resampled.se - 0.0145).abs() < 0.001, "{resampled:?}");
        assert!((resampled.ci.0 - 0.272).abs() < 0.004 && (resampled.ci.1 - 0.328).abs() < 0.004);
        assert_ne!(
            first,
            resample(Bootstrap { seed: 8, ..how }, &[300, 700], &[&share])
        );
    }

    #[test]
    fn what_is_never_defined_has_no_interval() {
        let how = Bootstrap {
            samples: 10,
            seed: 1,
        };
        assert_eq!(resample(how, &[3], &[&|_| None]), [None]);
        assert_eq!(resample(how, &[], &[&|_| Some(1.0)]), [None]);
    }
}
