//! The quantile behind a 95 % interval.

/// The 0.975 quantile of the normal distribution.
pub(super) const NORMAL_975: f64 = 1.959_963_984_540_054;

/// The 0.975 quantile of Student's t. `freedom` is a whole number of at least 1.
///
/// Up to 1,000 degrees the finite sums for the distribution (Abramowitz and Stegun 1964, 26.7.3 and
/// 26.7.4) are solved by halving; beyond, the expansion around the normal quantile (26.7.5), whose
/// next term is below 1e-13 there.
pub(super) fn quantile_975(freedom: f64) -> f64 {
    if freedom > 1_000.0 {
        return expansion(freedom);
    }
    let (mut low, mut high) = (1.9, 13.0);
    for _ in 0..60 {
        let middle = f64::midpoint(low, high);
        if within(middle, freedom) < 0.95 {
            low = middle
        } else {
            high = middle
        }
    }
    f64::midpoint(low, high)
}

/// The share of Student's t between −t and t.
fn within(t: f64, freedom: f64) -> f64 {
    let angle = (t / freedom.sqrt()).atan();
    let (sine, cosine) = angle.sin_cos();
    let square = cosine * cosine;
    let odd = freedom % 2.0 == 1.0;
    let (mut term, mut step) = if odd { (cosine, 1.0) } else { (1.0, 0.0) };
    let mut sum = 0.0;
    // Terms up to the power freedom − 2 of the cosine; for 1 degree there are none.
    while step <= freedom - 2.0 {
        sum += term;
        step += 2.0;
        term *= square * (step - 1.0) / step;
    }
    if odd {
        (angle + sine * sum) * std::f64::consts::FRAC_2_PI
    } else {
        sine * sum
    }
}

fn expansion(freedom: f64) -> f64 {
    let z = NORMAL_975;
    let (z3, z5, z7, z9) = (z.powi(3), z.powi(5), z.powi(7), z.powi(9));
    z + (z3 + z) / (4.0 * freedom)
        + (5.0 * z5 + 16.0 * z3 + 3.0 * z) / (96.0 * freedom.powi(2))
        + (3.0 * z7 + 19.0 * z5 + 17.0 * z3 - 15.0 * z) / (384.0 * freedom.powi(3))
        + (79.0 * z9 + 776.0 * z7 + 1482.0 * z5 - 1920.0 * z3 - 945.0 * z)
            / (92_160.0 * freedom.powi(4))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_those_of_the_tables() {
        for (freedom, quantile) in [
            (1.0, 12.706_204_736_174_705),
            (2.0, 4.302_652_729_749_464),
            (3.0, 3.182_446_305_283_71),
            (9.0, 2.262_157_162_798_205_5),
            (29.0, 2.045_229_642_132_704_3),
            (1_000.0, 1.962_339_080_826_408_5),
            (1_001.0, 1.962_336_705_280_88),
        ] {
            assert!(
                (quantile_975(freedom) - quantile).abs() < 1e-12,
                "{freedom}"
            );
        }
        assert!((quantile_975(1e9) - NORMAL_975).abs() < 1e-8);
    }

    #[test]
    fn both_ways_meet() {
        assert!((quantile_975(1_000.0) - expansion(1_000.0)).abs() < 1e-12);
    }
}
