//! Every activity is checked against a measurement or marked as an assumption, and its directions hold.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use soleus::activities::Activity;
use soleus::engine::Cpu;
use soleus::evidence::{Target, activities, evaluate_targets, targets, unseen};

/// Simulated values of the checks of all activities, by id.
static VALUES: LazyLock<Vec<(String, f64)>> = LazyLock::new(|| {
    let found = evaluate_targets(checks(), &[], None, &Cpu::default(), |_| {}).unwrap();
    found.rows.into_iter().map(|finding| (finding.target.id, finding.value)).collect()
});

fn checks() -> Vec<Target> {
    activities().into_iter().flat_map(|checked| checked.checks).collect()
}

fn value(id: &str) -> f64 {
    VALUES.iter().find(|(other, _)| other == id).unwrap_or_else(|| panic!("no {id}")).1
}

#[test]
fn every_activity_has_a_row() {
    let rows = activities();
    for activity in Activity::ALL {
        let name = activity.facts().name;
        let row = rows.iter().find(|row| row.name == name).unwrap_or_else(|| panic!("no row for {name}"));
        assert!(!row.calibrated.is_empty() || !row.checks.is_empty(), "{name} is checked against nothing");
    }
    let known: BTreeSet<String> = targets().into_iter().map(|target| target.id).collect();
    for id in rows.iter().flat_map(|row| &row.calibrated) {
        assert!(known.contains(id), "{id} is no calibrated row");
    }
}

#[test]
fn no_check_repeats_an_unseen_row() {
    let judges = unseen();
    for check in checks() {
        assert!(judges.iter().all(|judge| judge.reading != check.reading), "{}", check.id);
        assert!(judges.iter().all(|judge| judge.source != check.source), "{}: {}", check.id, check.source);
    }
}

/// Where only a direction is known or assumed, the band states it.
#[test]
fn every_direction_holds() {
    for check in checks().iter().filter(|check| check.target.is_nan()) {
        let value = value(&check.id);
        assert!(check.holds(value), "{} {}: {value}", check.id, check.quantity);
    }
}

#[test]
fn dorsiflexion_is_faster_and_plantar_flexion_moves_more() {
    assert!(value("A08") > 1.1 && value("A09") > 1.0, "peaks: {} {}", value("A08"), value("A09"));
    assert!(value("A10") < 0.95 && value("A11") < 0.95, "volumes: {} {}", value("A10"), value("A11"));
}

#[test]
fn a_weight_transfer_empties_the_calf_more_than_a_tiptoe() {
    assert!(value("A14") > 1.03, "{}", value("A14"));
    assert!((53.5..63.9).contains(&value("A13")), "{} %", value("A13"));
}

#[test]
fn stairs_press_the_calf_and_not_the_foot() {
    assert!(value("A15") > 1.1 && value("A16") < 0.8, "{} {}", value("A15"), value("A16"));
    assert!(value("A17") < 1.02, "swelling {}", value("A17"));
}

#[test]
fn cycling_and_walking_empty_the_veins_of_the_ankle() {
    assert!((18.0..35.0).contains(&value("A18")), "{} mmHg", value("A18"));
    assert!(value("A12") < 1.0, "fast over slow {}", value("A12"));
}

#[test]
fn a_standing_break_does_not_raise_the_swelling_of_a_day_noticeably() {
    assert!(value("A01") < 1.03, "{}", value("A01"));
}
