//! What holds for every table of ratings.

use proptest::prelude::*;

use super::*;

/// A table of up to 40 items, 5 raters and 4 categories, a quarter of it missing or nothing.
fn table(missing: bool) -> impl Strategy<Value = Ratings> {
    (2..6_usize, 2..5_u16, 1..40_usize).prop_flat_map(move |(raters, categories, items)| {
        let cell = (0..4_u8, 0..categories)
            .prop_map(move |(gap, category)| (!missing || gap > 0).then_some(category));
        let row = proptest::collection::vec(cell, raters);
        proptest::collection::vec(row, items).prop_map(move |rows| {
            let names = |n: usize| {
                (0..n)
                    .map(|place| format!("n{place}"))
                    .collect::<Vec<String>>()
            };
            let mut ratings =
                Ratings::new(names(raters), names(usize::from(categories))).expect("a table");
            for row in rows {
                ratings.push(&row).expect("a row");
            }
            ratings
        })
    })
}

fn any_table() -> impl Strategy<Value = (bool, Ratings)> {
    any::<bool>().prop_flat_map(|complete| (Just(complete), table(!complete)))
}

/// The same table with other columns first and other names for the categories.
fn shuffled(ratings: &Ratings, turn: usize, rename: impl Fn(u16) -> u16) -> Ratings {
    let n = ratings.raters().len();
    let column = |place: usize| (place + turn) % n;
    let raters = (0..n)
        .map(|place| ratings.raters()[column(place)].clone())
        .collect();
    let mut other = Ratings::new(raters, ratings.categories().to_vec()).expect("a table");
    for item in (0..ratings.n_items()).rev() {
        let row: Vec<Option<u16>> = (0..n)
            .map(|place| ratings.get(item, column(place)).map(&rename))
            .collect();
        other.push(&row).expect("a row");
    }
    other
}

fn all(report: &Report) -> Vec<&Coefficient> {
    let mut all = vec![
        &report.unanimous,
        &report.pairwise,
        &report.fleiss,
        &report.krippendorff_alpha,
        &report.brennan_prediger,
        &report.pabak,
    ];
    all.extend(report.gwet_ac1.iter().chain(&report.gwet_ac2));
    all.extend(report.cohen.iter().map(|pair| &pair.kappa));
    all.extend(report.specific_agreement.iter().map(|one| &one.agreement));
    all.extend(report.prevalence_index.iter().chain(&report.bias_index));
    all
}

fn close(a: Option<f64>, b: Option<f64>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() < 1e-9,
        (None, None) => true,
        _ => false,
    }
}

fn same(a: &Coefficient, b: &Coefficient) -> bool {
    close(a.estimate, b.estimate)
        && close(a.se, b.se)
        && a.undefined == b.undefined
        && a.n_items == b.n_items
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    /// A value is a number of at most 1 (on complete tables at least −1) within its interval; what has none says why.
    #[test]
    fn every_coefficient_is_bounded_or_says_why((complete, ratings) in any_table(), weighting in 0..3_u8) {
        let weighting = [Weighting::Nominal, Weighting::Linear, Weighting::Quadratic][usize::from(weighting)];
        let report = report(&ratings, Options { weighting, ..Options::default() });
        for one in all(&report) {
            match (one.estimate, one.ci) {
                (Some(value), Some((low, high))) => {
                    // Items with one rating count for chance only, so there is no lower end with gaps.
                    let bounded = complete && weighting == Weighting::Nominal;
                    let lowest = if bounded { -1.0 } else { f64::NEG_INFINITY };
                    prop_assert!(value.is_finite() && (lowest - 1e-9..=1.0 + 1e-9).contains(&value), "{one:?}");
                    prop_assert!(low <= value + 1e-9 && value <= high + 1e-9, "{one:?}");
                    prop_assert!(one.se.is_some_and(|se| se.is_finite() && se >= 0.0) && one.undefined.is_none());
                }
                (Some(value), None) => {
                    prop_assert!(value.is_finite() && one.undefined == Some(Undefined::OneItem), "{one:?}");
                }
                (None, interval) => prop_assert!(interval.is_none() && one.undefined.is_some(), "{one:?}"),
            }
        }
        let json = serde_json::to_string(&report).expect("JSON");
        prop_assert!(!json.contains("null"));
    }

    /// Neither the order of raters and items nor the names of the categories change a value.
    #[test]
    fn order_and_names_do_not_matter(ratings in table(true), turn in 0..5_usize) {
        let top = u16::try_from(ratings.categories().len()).expect("few") - 1;
        let other = shuffled(&ratings, turn, |category| top - category);
        let (one, two) = (report(&ratings, Options::default()), report(&other, Options::default()));
        for (a, b) in [
            (&one.unanimous, &two.unanimous),
            (&one.pairwise, &two.pairwise),
            (&one.fleiss, &two.fleiss),
            (&one.krippendorff_alpha, &two.krippendorff_alpha),
            (&one.brennan_prediger, &two.brennan_prediger),
            (&one.pabak, &two.pabak),
        ] {
            prop_assert!(same(a, b), "{a:?} {b:?}");
        }
        prop_assert!(one.gwet_ac1.as_ref().zip(two.gwet_ac1.as_ref()).is_some_and(|(a, b)| same(a, b)));
        for pair in &one.cohen {
            let mut names = pair.raters.clone();
            let found = two.cohen.iter().find(|other| {
                let swapped = [names[1].clone(), names[0].clone()];
                other.raters == names || other.raters == swapped
            });
            prop_assert!(found.is_some_and(|other| same(&pair.kappa, &other.kappa)));
            names.reverse();
        }
        for (a, b) in one.specific_agreement.iter().zip(two.specific_agreement.iter().rev()) {
            prop_assert!(same(&a.agreement, &b.agreement));
        }
    }

    /// If everybody says the same about each item, every coefficient is 1, or undefined because
    /// there is nothing to tell apart.
    #[test]
    fn perfect_agreement_is_one(items in proptest::collection::vec(0..3_u16, 2..30), raters in 2..5_usize) {
        let names = |n: usize| (0..n).map(|place| format!("n{place}")).collect::<Vec<String>>();
        let mut ratings = Ratings::new(names(raters), names(3)).expect("a table");
        for category in &items {
            ratings.push(&vec![Some(*category); raters]).expect("a row");
        }
        let report = report(&ratings, Options::default());
        for one in all(&report) {
            match one.estimate {
                Some(value) => {
                    prop_assert!((value - 1.0).abs() < 1e-12 && one.se.is_some_and(|se| se < 1e-7), "{one:?}");
                }
                None => prop_assert!(
                    matches!(one.undefined, Some(Undefined::OneCategory | Undefined::CategoryAbsent)), "{one:?}"
                ),
            }
        }
        let one_category = items.iter().all(|category| *category == items[0]);
        prop_assert_eq!(report.fleiss.estimate.is_none(), one_category);
        prop_assert_eq!(report.krippendorff_alpha.estimate.is_none(), one_category);
    }

    /// On a scale of two, nearness cannot be graded: weights change nothing.
    #[test]
    fn two_categories_have_no_weights(ratings in table(true)) {
        if ratings.categories().len() == 2 {
            let nominal = report(&ratings, Options::default());
            let graded = report(&ratings, Options { weighting: Weighting::Quadratic, ..Options::default() });
            prop_assert!(same(&nominal.fleiss, &graded.fleiss));
            prop_assert!(same(&nominal.krippendorff_alpha, &graded.krippendorff_alpha));
            prop_assert!(nominal.gwet_ac1.iter().zip(&graded.gwet_ac2).all(|(a, b)| same(a, b)));
            for (a, b) in nominal.cohen.iter().zip(&graded.cohen) {
                prop_assert!(same(&a.kappa, &b.kappa));
            }
        }
    }

    /// Two raters, complete: Cohen's table gives the pairwise agreement, alpha follows from Fleiss.
    #[test]
    fn coefficients_of_one_table_fit_each_other(ratings in table(false)) {
        let report = report(&ratings, Options::default());
        let counts = ratings.counts();
        let ratings_in_all = (ratings.n_items() * ratings.raters().len()) as f64;
        if let (Some(kappa), Some(alpha)) = (report.fleiss.estimate, report.krippendorff_alpha.estimate) {
            prop_assert!((1.0 - (1.0 - kappa) * (ratings_in_all - 1.0) / ratings_in_all - alpha).abs() < 1e-9);
        }
        let sum: f64 = report.coincidences.iter().flatten().sum();
        prop_assert!((sum - ratings_in_all).abs() < 1e-6);
        prop_assert!(report.pabak.estimate == report.brennan_prediger.estimate);
        prop_assert!(counts.is_complete());
        let mean = report.cohen.iter().map(|pair| pair.agreement).sum::<f64>() / report.cohen.len() as f64;
        prop_assert!(close(Some(mean), report.pairwise.estimate));
        prop_assert!(report.unanimous.estimate <= report.pairwise.estimate.map(|share| share + 1e-12));
    }

    /// The same seed gives the same report.
    #[test]
    fn resampling_is_seeded(ratings in table(true), seed in any::<u64>()) {
        let options = Options { bootstrap: Some(Bootstrap { samples: 20, seed }), ..Options::default() };
        prop_assert_eq!(report(&ratings, options), report(&ratings, options));
    }
}

#[test]
fn undefined_is_said_and_never_a_number() {
    let table = |rows: &[[&str; 3]]| {
        Ratings::from_table(["item", "A", "B"], rows.to_vec()).expect("a table")
    };
    let alike = report(
        &table(&[["1", "in", "in"], ["2", "in", "in"]]),
        Options::default(),
    );
    for one in [
        &alike.fleiss,
        &alike.krippendorff_alpha,
        &alike.brennan_prediger,
        &alike.pabak,
        &alike.cohen[0].kappa,
    ] {
        assert_eq!(
            (one.estimate, one.undefined),
            (None, Some(Undefined::OneCategory))
        );
    }
    let json = serde_json::to_value(&alike).expect("JSON");
    assert_eq!(json["fleiss"]["undefined"], "only one category occurs");
    assert!(json["fleiss"].get("estimate").is_none());
    assert_eq!(json["unanimous"]["estimate"], 1.0);
    let apart = report(
        &table(&[["1", "in", ""], ["2", "", "ex"]]),
        Options::default(),
    );
    assert_eq!(apart.fleiss.undefined, Some(Undefined::NoPairs));
    assert!(apart.cohen.is_empty());
    let nothing = report(&table(&[]), Options::default());
    assert_eq!(nothing.fleiss.undefined, Some(Undefined::NoItems));
    let single = report(&table(&[["1", "in", "ex"]]), Options::default());
    assert_eq!(
        (single.fleiss.estimate, single.fleiss.undefined),
        (Some(-1.0), Some(Undefined::OneItem))
    );
}

/// On a scale with two categories of which one occurs, nothing varies, yet AC1 does not ask for it.
#[test]
fn a_scale_is_more_than_what_occurs() {
    let scale = vec!["exclude".to_owned(), "forward".to_owned()];
    let mut ratings = Ratings::new(vec!["A".to_owned(), "B".to_owned()], scale).expect("a table");
    for _ in 0..5 {
        ratings.push(&[Some(0), Some(0)]).expect("a row");
    }
    let report = report(&ratings, Options::default());
    assert_eq!(report.gwet_ac1.and_then(|ac1| ac1.estimate), Some(1.0));
    assert_eq!(report.fleiss.undefined, Some(Undefined::OneCategory));
    assert_eq!(
        report.positive_agreement.and_then(|one| one.undefined),
        Some(Undefined::CategoryAbsent)
    );
}

/// Seven raters, 200 records, 4 of them not unanimous.
#[test]
fn a_pilot_of_seven_states_every_coefficient() {
    let names = (0..7).map(|place| format!("R{place}")).collect();
    let scale = vec!["exclude".to_owned(), "forward".to_owned()];
    let mut ratings = Ratings::new(names, scale).expect("a table");
    for item in 0..200 {
        let mut row = vec![Some(u16::from(item < 20)); 7];
        if item % 50 == 0 {
            row[item / 50] = Some(u16::from(item >= 20));
        }
        ratings.push(&row).expect("a row");
    }
    let report = report(&ratings, Options::default());
    assert_eq!(
        (report.unanimous.estimate, report.unanimous.n_items),
        (Some(0.98), 200)
    );
    assert_eq!(report.cohen.len(), 21);
    for one in all(&report) {
        assert!(
            one.estimate.is_some_and(|value| value > 0.9) && one.ci.is_some(),
            "{one:?}"
        );
    }
}
