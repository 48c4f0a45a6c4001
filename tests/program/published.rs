//! What stands beside the results of a run: published effects, and when clots are felt.

use crate::support::{FLIGHT, number, soleus, table, text};
use polars::prelude::{AnyValue, DataFrame};

/// The shipped flight with few people.
fn flight(home: &std::path::Path) -> std::path::PathBuf {
    let out = home.join("run");
    soleus().args(["run", FLIGHT, "-q", "--persons", "32", "--device", "cpu", "--out"]).arg(&out).assert().success();
    out
}

fn is_null(frame: &DataFrame, column: &str, row: usize) -> bool {
    frame.column(column).unwrap().get(row).unwrap() == AnyValue::Null
}

#[test]
fn published_effects_stand_in_rows_of_their_own() {
    let home = tempfile::tempdir().unwrap();
    let contrasts = table(&flight(home.path()), "contrasts");
    let published: Vec<usize> = (0..contrasts.height()).filter(|row| !is_null(&contrasts, "source", *row)).collect();
    let cochrane = |row: &usize| text(&contrasts, "source", *row).starts_with("Clarke 2021");
    let row = *published.iter().find(|row| cochrane(row)).unwrap();
    let names = ["arm", "measure", "statistic", "ci_kind", "ci_method"].map(|column| text(&contrasts, column, row));
    assert_eq!(names, ["stockings_15_20", "dvt_symptomless_risk", "mean_ratio", "published", "published"]);
    let numbers = ["estimate", "conf_low", "conf_high"].map(|column| number(&contrasts, column, row));
    assert_eq!(numbers, [Some(0.1), Some(0.04), Some(0.25)]);
    for row in published {
        assert!(is_null(&contrasts, "n", row) && is_null(&contrasts, "mcse", row), "row {row}");
        let arm = text(&contrasts, "arm", row);
        assert_ne!(arm, "stockings_and_pumps", "no study is about both");
        assert_eq!(text(&contrasts, "ci_kind", row), "published");
    }
}

#[test]
fn the_excess_is_felt_within_eight_weeks() {
    let home = tempfile::tempdir().unwrap();
    let run = flight(home.path());
    let (onset, summary) = (table(&run, "onset"), table(&run, "summary"));
    assert_eq!(onset.height(), 6 * 56);
    let mean = (0..summary.height()).find(|row| {
        let is = |column, word| text(&summary, column, *row) == word;
        is("arm", "usual")
            && is("stratum", "all")
            && is("measure", "vte_symptomatic_excess_risk")
            && is("statistic", "mean")
    });
    let felt = |day: usize, column| number(&onset, column, day - 1).unwrap();
    assert_eq!((number(&onset, "day", 13), text(&onset, "arm", 13)), (Some(14.0), "usual".to_owned()));
    assert_eq!(felt(56, "share"), 1.0);
    assert_eq!(Some(felt(56, "excess_risk")), number(&summary, "estimate", mean.unwrap()));
    assert!((felt(14, "excess_risk") / felt(56, "excess_risk") - felt(14, "share")).abs() < 1e-12);
}
