//! The evidence table: current, explained, and as good as the documentation says.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use soleus::engine::Cpu;
use soleus::evidence::{
    Body, Finding, Findings, PROTOCOLS, Role, Target, activities, document, evaluate, measure_determinants,
    people_chapter, survey_numbers, table, targets, unseen,
};
use soleus::results::Measure;

const BLESS: &str = "SOLEUS_BLESS=1 cargo test --release --test leg evidence";

#[test]
fn the_committed_table_is_current_and_explains_its_misses() {
    let findings = evaluate(&[], None, &Cpu::default(), |_| {}).unwrap();
    let (held, all) = findings.score(Role::Calibrated);
    assert!(held >= 75 && all == 82, "{held} of {all}");
    let text = document(&findings, &measure_determinants(&Cpu::default()).unwrap());
    let (_, notes) = text.split_once("## Values that the model misses").unwrap();
    for finding in findings.of(Role::Calibrated).filter(|finding| finding.target.scored) {
        let heading = format!("\n* **{}** ", finding.target.id);
        assert_eq!(notes.contains(&heading), !finding.holds(), "{} in src/evidence/notes.md", finding.target.id);
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/evidence.md");
    if std::env::var_os("SOLEUS_BLESS").is_some_and(|asked| asked == "1") {
        fs::write(&path, &text).unwrap();
    }
    let committed = fs::read_to_string(path).unwrap().replace("\r\n", "\n");
    assert!(committed == text, "docs/evidence.md is stale; run {BLESS}");
}

#[test]
fn targets_are_whole_and_every_protocol_is_asked_for() {
    let targets = all();
    let scored = |role| targets.iter().filter(|target| target.role == role && target.scored).count();
    assert_eq!([Role::Calibrated, Role::Unseen, Role::UnseenRisk].map(scored), [82, 56, 26]);
    for target in &targets {
        let known = !target.target.is_nan();
        assert_eq!(target.holds(target.target), known, "{}: the published value lies in its band", target.id);
        assert!(known || target.role == Role::Activity, "{}: no value is published", target.id);
        assert!(target.band[0] < target.band[1] && !target.source.is_empty(), "{}", target.id);
    }
    for protocol in PROTOCOLS {
        assert!(targets.iter().any(|target| target.needs(protocol.name)), "{}", protocol.name);
        protocol.scenario(&[], None).unwrap();
    }
}

/// All published values.
fn all() -> Vec<Target> {
    let checks = activities().into_iter().flat_map(|checked| checked.checks);
    targets().into_iter().chain(unseen()).chain(checks).collect()
}

#[test]
fn every_row_has_an_id_of_its_own() {
    let mut ids = BTreeSet::new();
    for target in all() {
        assert!(ids.insert(target.id.clone()), "{} twice", target.id);
    }
}

#[test]
fn what_unseen_rows_read_exists() {
    for target in unseen() {
        for place in [Some(&target.reading), target.against.as_ref()].into_iter().flatten() {
            if place.protocol == "risk" {
                assert!(PROTOCOLS.iter().any(|protocol| target.needs(protocol.name)), "{}: {place:?}", target.id);
                continue;
            }
            let protocol = PROTOCOLS.iter().find(|protocol| protocol.name == place.protocol);
            let scenario = protocol.unwrap_or_else(|| panic!("{}: {place:?}", target.id)).scenario(&[], None).unwrap();
            let measured = scenario.measurements.iter().any(|measurement| measurement.id == place.column);
            let known = measured || Measure::ALL.iter().any(|measure| measure.name() == place.column);
            assert!(known && scenario.arms.iter().any(|arm| arm.id == place.arm), "{}: {place:?}", target.id);
        }
    }
}

#[test]
fn bands_of_unseen_rows_are_intervals_or_a_quarter_either_way() {
    for target in unseen().iter().filter(|target| target.interval.is_none()) {
        let quarter = 0.25 * target.target.abs();
        let off = (target.band[0] - target.target + quarter).abs() + (target.band[1] - target.target - quarter).abs();
        assert!(off <= 1e-4 * target.target.abs(), "{}: {:?}", target.id, target.band);
    }
}

#[test]
fn unseen_rows_repeat_nothing_that_made_the_model() {
    let calibrated = targets();
    for row in unseen() {
        let same = |other: &&Target| {
            let read = (&other.reading, other.set, &other.against) == (&row.reading, row.set, &row.against);
            read || (other.source == row.source && other.quantity == row.quantity)
        };
        assert!(!calibrated.iter().any(|other| same(&other)), "{}: {}", row.id, row.quantity);
    }
}

/// Scored values, of which so many calibrated and so many unseen ones are reproduced.
fn findings(calibrated: usize, unseen_ones: usize) -> Findings {
    let finding = |held: usize| {
        move |(at, target): (usize, Target)| {
            let value = if at < held { target.target } else { f64::NAN };
            Finding { value, sd: None, people: 1, target }
        }
    };
    let scored = targets().into_iter().filter(|target| target.scored).enumerate().map(finding(calibrated));
    let (risk, leg): (Vec<Target>, Vec<Target>) =
        unseen().into_iter().partition(|target| target.role == Role::UnseenRisk);
    let leg = leg.into_iter().enumerate().map(finding(unseen_ones));
    let risk = risk.into_iter().enumerate().map(finding(usize::MAX));
    Findings { rows: scored.chain(leg).chain(risk).collect(), clots: None }
}

#[test]
fn each_role_has_a_bar_of_its_own() {
    let both = findings(77, 34);
    assert_eq!((both.score(Role::Calibrated), both.score(Role::Unseen)), ((77, 82), (34, 56)));
    assert!(both.enough());
    assert!(!findings(76, 56).enough() && !findings(82, 33).enough());
    let text = table(&both);
    assert!(text.contains("77 of 82 calibrated values are reproduced (required: at least 93 %)."), "{text}");
    assert!(text.contains("34 of 56 unseen values are reproduced (required: at least 60 %)."), "{text}");
}

/// The bands are those that the project was given; the check needs the folder that holds them.
#[test]
fn bands_are_not_widened() {
    let given = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/evidence/targets.csv");
    let Ok(text) = fs::read_to_string(&given) else {
        eprintln!("SKIPPED: {} is absent, so bands are not compared", given.display());
        return;
    };
    let targets = targets();
    let mut compared = 0;
    for line in text.lines().skip(1) {
        let cells = cells(line);
        let target = targets.iter().find(|target| target.id == cells[0]).unwrap();
        let number = |at: usize| cells[at].parse::<f64>().unwrap();
        assert_eq!([target.target, target.band[0], target.band[1]], [number(2), number(3), number(4)], "{}", cells[0]);
        assert_eq!((target.unit.as_str(), target.scored), (cells[5].as_str(), cells[6] == "yes"), "{}", cells[0]);
        compared += 1;
    }
    assert_eq!(compared, 75);
}

#[test]
fn the_committed_chapter_on_people_is_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/evidence.md");
    let committed = fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
    let (before, _) = committed.split_once("## The people").unwrap();
    let text = format!("{before}{}", people_chapter());
    assert!(!text.contains(" * |"), "a marked difference wants an explanation in src/evidence/people_notes.md");
    if std::env::var_os("SOLEUS_BLESS").is_some_and(|asked| asked == "1") {
        fs::write(&path, &text).unwrap();
    }
    let committed = fs::read_to_string(path).unwrap().replace("\r\n", "\n");
    assert!(committed == text, "docs/evidence.md is stale; run {BLESS}");
}

/// The survey's numbers are recomputed from its microdata; the check needs the folder that holds them.
#[test]
fn numbers_of_the_survey_are_those_of_its_people() {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let microdata = home.join("../shared/people/nhanes_2009_2012_adults.csv");
    let Ok(text) = fs::read_to_string(&microdata) else {
        eprintln!("SKIPPED: {} is absent, so the survey's numbers are not computed again", microdata.display());
        return;
    };
    let bodies: Vec<Body> = text.lines().skip(1).filter_map(body).collect();
    assert_eq!(bodies.len(), 11_687);
    let numbers = survey_numbers(&bodies);
    let path = home.join("src/evidence/people.csv");
    if std::env::var_os("SOLEUS_BLESS").is_some_and(|asked| asked == "1") {
        fs::write(&path, &numbers).unwrap();
    }
    assert!(fs::read_to_string(path).unwrap().replace("\r\n", "\n") == numbers, "people.csv is stale; run {BLESS}");
}

/// A person of the survey; none where something is missing, and none who is known to be pregnant.
fn body(line: &str) -> Option<Body> {
    let cells: Vec<&str> = line.split(',').collect();
    let number = |at: usize| cells[at].parse::<f64>().ok();
    let sex = if cells[2] == "male" { 1.0 } else { 0.0 };
    let body = Body { weight: number(13)?, sex, age_years: number(3)?, height_cm: number(4)?, weight_kg: number(5)? };
    (cells[10] != "Yes").then_some(body)
}

/// Cells of a line of comma-separated values, some of them quoted.
fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    for character in line.chars() {
        match character {
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            other => cells.last_mut().unwrap().push(other),
        }
    }
    cells
}
