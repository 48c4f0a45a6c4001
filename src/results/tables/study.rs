//! Columns of the tables about a study as a whole.

use super::ColumnType::{Bool, Float64, Int32, Text};
use super::column::{arm, draw, run_id};
use super::{ColumnSpec, column};

/// `runs`; the axes of the sweep come before these columns.
pub(super) fn runs() -> (&'static str, Vec<ColumnSpec>) {
    let columns = vec![
        column("run_id", Text, "", "Identity of the member's run."),
        column("folder", Text, "", "Path of the member's run folder, relative to the folder of the sweep."),
        column("status", Text, "", "done or failed. The folder of a failed member is unfinished."),
    ];
    ("One row per member of the sweep.", columns)
}

/// `sensitivity`.
pub(super) fn sensitivity() -> (&'static str, Vec<ColumnSpec>) {
    let columns = vec![
        run_id(),
        arm(),
        column(
            "reference",
            Text,
            "",
            "Arm whose outcome was subtracted for each person; null if the row is about the arm alone.",
        ),
        column("measure", Text, "", "Name of the outcome's column; a flag counts as 0 or 1."),
        column("variable", Text, "", "Attribute, as in persons; a flag counts as 0 or 1."),
        column(
            "rank_correlation",
            Float64,
            "1",
            "Spearman's rank correlation of outcome and attribute; with several draws of constants, the mean over the draws; null if \
             the outcome is the same for all people.",
        ),
        column(
            "partial_rank_correlation",
            Float64,
            "1",
            "The same among people who are alike in all other attributes, except those in nearly_same; null if it is unknown.",
        ),
        column("partial_low", Float64, "1", "Lower limit of its interval at the scenario's confidence level."),
        column("partial_high", Float64, "1", "Upper limit of its interval at the scenario's confidence level."),
        column(
            "nearly_same",
            Text,
            "",
            "Attributes whose rank correlation with this one is beyond 0.7: read them as one group. Null without such.",
        ),
        column("n", Int32, "", "Number of people in the statistic; with several draws, the smallest number."),
    ];
    let description = "One row per arm, outcome and attribute that varies, with the largest correlation of each outcome first; then the same \
for the differences from the reference. People with invalid outcomes are excluded.";
    (description, columns)
}

/// `onset`.
pub(super) fn onset() -> (&'static str, Vec<ColumnSpec>) {
    let columns = vec![
        run_id(),
        arm(),
        column("day", Int32, "d", "Days since the exposure."),
        column(
            "share",
            Float64,
            "1",
            "Share of the excess clots with symptoms that have been felt by then. It is the same in every arm.",
        ),
        column(
            "excess_risk",
            Float64,
            "1",
            "Mean probability, over all people, of a clot with symptoms by then that would not have occurred without the exposure; \
             on day 56, the mean of vte_symptomatic_excess_risk.",
        ),
    ];
    ("One row per arm and day, from 1 to 56.", columns)
}

/// `ranking`.
pub(super) fn ranking() -> (&'static str, Vec<ColumnSpec>) {
    let columns = vec![
        run_id(),
        arm(),
        column("measure", Text, "", "Outcome by whose mean over all people the arms are ranked."),
        column(
            "rank",
            Int32,
            "",
            "Rank of the arm; 1 has the lowest mean. Arms with equal means share their ranks evenly.",
        ),
        column("share", Float64, "1", "Share of the draws of constants in which the arm has this rank."),
        column("draws", Int32, "", "Number of draws."),
    ];
    let description = "One row per arm and rank; empty if fewer than 16 people were drawn.";
    (description, columns)
}

/// `draws`.
pub(super) fn draws() -> (&'static str, Vec<ColumnSpec>) {
    let columns = vec![
        run_id(),
        draw(),
        column("parameter", Text, "", "Name of the constant."),
        column("unit", Text, "", "Unit of the constant."),
        column("value", Float64, "column unit", "Value of the constant in this draw."),
    ];
    let description = "One row per draw and varied constant: those of stasis and of its link to clots, and the constants that the scenario \
declares uncertain if the study is repeated for each draw.";
    (description, columns)
}

/// `eligibility`.
pub(super) fn eligibility() -> (&'static str, Vec<ColumnSpec>) {
    let columns = vec![
        run_id(),
        arm(),
        column("reason", Text, "", "The first reason why these people may not do the interventions of the arm."),
        column("source", Text, "", "Where the rule comes from: a publication, assumption, definition or scenario."),
        column("n", Int32, "", "Number of people."),
        column("share", Float64, "1", "Their share of all people."),
    ];
    let description = "One row per arm and reason that at least one person has. These people are simulated without the interventions of the arm; \
the group `eligible` of summary and contrasts leaves them out.";
    (description, columns)
}

/// `arms`.
pub(super) fn arms() -> (&'static str, Vec<ColumnSpec>) {
    let columns = vec![
        column("arm", Text, "", "Identifier of the arm."),
        column("label", Text, "", "Label of the arm in printed tables."),
        column("reference", Bool, "", "Whether the other arms are compared with this arm."),
        column(
            "interventions",
            Text,
            "",
            "Identifiers of the interventions, separated by commas; empty if there are none.",
        ),
        column(
            "adherence",
            Text,
            "",
            "Source of each person's probability of doing a bout. It applies to interventions without an adherence of their own.",
        ),
        column(
            "adherence_asked",
            Float64,
            "1",
            "Mean probability that a person does a bout or adopts a habit; 0 for people who do not take part. Null if the arm asks for nothing.",
        ),
        column(
            "adherence_lived",
            Float64,
            "1",
            "Mean share of the arm's bouts and habits that people did; 0 for people who may not do them. Null if the arm asks for nothing.",
        ),
        column(
            "after_weeks",
            Int32,
            "",
            "Weeks of the arm's training that are done before the day; null if all are done.",
        ),
        column("order", Int32, "", "Position in the scenario, from 0."),
    ];
    ("One row per arm.", columns)
}

/// `dictionary`.
pub(super) fn dictionary() -> (&'static str, Vec<ColumnSpec>) {
    let columns = vec![
        column("table", Text, "", "Name of the table."),
        column("column", Text, "", "Name of the column."),
        column("type", Text, "", "int32, float32, float64, boolean or string."),
        column("unit", Text, "", "Unit; empty if there is none, 1 for pure numbers."),
        column("description", Text, "", "Description of the column."),
    ];
    ("One row per column of every table.", columns)
}
