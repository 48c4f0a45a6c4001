//! The language of maneuvers, measurements, constants and training: what it means, and one fault per rule.

use crate::support::language;
use crate::support::language::{CLINIC, warnings};
use soleus::model::{PARAMETERS, Signal};
use soleus::scenario::{
    Activity, Code, Cuff, Duration, Exercise, Focus, InterventionKind, Legs, MeasurementSource, Operation, Overrides,
    Posture, Reading, Scenario, Seat, Take, Term, parse,
};

fn clinic(from: &str, to: &str) -> Scenario {
    assert!(CLINIC.contains(from), "{from}");
    parse("clinic.toml", &CLINIC.replacen(from, to, 1), &Overrides::default()).unwrap().scenario
}

/// Checks that the replacement gives exactly one problem, of this class, whose words hold all of `words`.
fn expect(code: Code, from: &str, to: &str, words: &[&str]) {
    language::expect(CLINIC, code, from, to, words);
}

#[test]
fn phases_mean_what_they_say() {
    let scenario = clinic("", "");
    let phase = |name: &str| scenario.timeline.phases.iter().find(|phase| phase.name == name).unwrap();
    let exercise = |activity, cadence_per_min| Some(Exercise { activity, cadence_per_min });
    assert_eq!(phase("tiptoes").exercise, exercise(Activity::Tiptoe, 60));
    assert_eq!(phase("tiptoes").duration, Duration::Repetitions(10));
    assert_eq!(phase("seated_pumps").exercise, exercise(Activity::AnklePumps, 30));
    assert_eq!(phase("stroll").exercise, exercise(Activity::Walk, 60));
    assert_eq!(phase("shift").exercise, exercise(Activity::WeightTransfer, 20));
    assert_eq!(phase("shift").duration, Duration::Seconds(30));
    assert_eq!(phase("ride").exercise, exercise(Activity::Cycling, 50));
    assert_eq!((phase("desk").conditions.legs, phase("desk").conditions.seat), (Legs::Still, Seat::Vehicle));
    assert_eq!(
        (phase("rest").conditions.legs, phase("rest").conditions.seat, phase("rest").exercise),
        (Legs::Free, Seat::Chair, None)
    );
    assert_eq!(phase("rest").conditions.thigh_cuff, Cuff { from_mmhg: 50.0, to_mmhg: 50.0 });
    assert_eq!(phase("rest").conditions.calf_cuff, Cuff::NONE);
    assert_eq!(phase("inflation").conditions.calf_cuff, Cuff { from_mmhg: -20.0, to_mmhg: 80.5 });
    let walk = clinic("activity = \"walk\", cadence_per_min = 60", "activity = \"walk\"");
    assert_eq!(walk.timeline.phases[6].exercise, exercise(Activity::Walk, 50));
}

#[test]
fn only_quiet_phases_in_minutes_host_bouts() {
    let scenario = clinic("", "");
    let hosts: Vec<&str> =
        scenario.timeline.phases.iter().filter(|phase| phase.hosts_bouts()).map(|phase| phase.name.as_str()).collect();
    assert_eq!(hosts, ["rest", "desk", "recovery"]);
    assert_eq!(scenario.interventions[0].during, [1], "seated pumps are passed over");
    let both = warnings(CLINIC, "every_min = 20", "during = [\"desk\", \"seated_pumps\"]\nevery_min = 20");
    assert_eq!(both, [(Code::NoEffect, "bouts are not done during a maneuver: `seated_pumps`".to_owned())]);
    let only = "during = [\"seated_pumps\"]\nevery_min = 20";
    expect(Code::NoHost, "every_min = 20", only, &["bouts are not done during a maneuver: `seated_pumps`"]);
    let seated = "posture = \"sitting\", duration_h = 1, legs = \"still\", seat = \"vehicle\"";
    let maneuver = "posture = \"sitting\", duration_s = 3600";
    expect(Code::NoHost, seated, maneuver, &["needs a sitting phase", "in minutes or hours"]);
    let inflating = "posture = \"sitting\", duration_h = 1, calf_cuff_mmhg = [0, 60]";
    expect(Code::NoHost, seated, inflating, &["needs a sitting phase", "a cuff that inflates"]);
}

#[test]
fn a_scenario_of_maneuvers_only_is_whole() {
    let from = CLINIC.find("phases = [").unwrap();
    let until = CLINIC.find("[interventions.plan]").unwrap();
    let maneuvers = "phases = [
        { name = \"recovery\", posture = \"standing\", duration_s = 50 },
        { name = \"tiptoes\", posture = \"standing\", activity = \"tiptoe\", cadence_per_min = 7, repetitions = 6 },
        { name = \"inflation\", posture = \"lying\", duration_s = 90, thigh_cuff_mmhg = [0, 80] },
    ]\n";
    let text = format!("{}{maneuvers}{}", &CLINIC[..from], &CLINIC[until..]);
    let text = text.replace("[\"pumps\", \"plan\"]", "[\"plan\"]").replace("assess = \"desk\"\n", "");
    let scenario = language::survive(&text).unwrap().scenario;
    assert_eq!(scenario.outcomes.assess, [1], "six of seven per minute last longer than 50 s");
    assert_eq!(scenario.timeline.phases[1].posture, Posture::Standing);
}

#[test]
fn faulty_activities_are_found() {
    let tiptoe = "activity = \"tiptoe\", repetitions = 10";
    expect(Code::UnknownName, "\"tiptoe\"", "\"tiptoes\"", &["did you mean `tiptoe`?"]);
    expect(Code::UnknownName, "\"tiptoe\"", "\"calf_cuff\"", &["calf_cuff_mmhg = 80"]);
    expect(Code::MissingKey, tiptoe, "repetitions = 10", &["`repetitions` needs an `activity`", "one of `tiptoe`"]);
    expect(Code::MissingKey, tiptoe, "duration_s = 9, cadence_per_min = 9", &["`cadence_per_min` needs an `activity`"]);
    expect(Code::OutOfRange, "cadence_per_min = 60", "cadence_per_min = 0", &["at least 1 1/min"]);
    expect(Code::Magnitude, "cadence_per_min = 60", "cadence_per_min = 121", &["at most 120 1/min"]);
    expect(Code::WrongType, "cadence_per_min = 60", "cadence_per_min = 49.5", &["whole number"]);
    expect(Code::KeyConflict, "\"walk\", cadence", "\"tiptoe\", cadence", &["`tiptoe` cannot be done while walking"]);
    expect(Code::KeyConflict, "\"walk\", cadence", "\"cycling\", cadence", &["`cycling` cannot be done while walking"]);
    expect(Code::KeyConflict, "\"weight_transfer\"", "\"walk\", legs = \"free\"", &["`legs` has no effect"]);
    let seated = "posture = \"sitting\", activity =";
    expect(Code::KeyConflict, &format!("{seated} \"ankle_pumps\""), &format!("{seated} \"walk\""), &["walking"]);
    expect(Code::KeyConflict, &format!("{seated} \"ankle_pumps\""), &format!("{seated} \"tiptoe\""), &["standing"]);
    clinic("\"weight_transfer\", duration_s = 30", "\"walk\", duration_s = 30");
    clinic("posture = \"lying\", activity = \"cycling\"", "posture = \"standing\", activity = \"cycling\"");
}

#[test]
fn faulty_durations_are_found() {
    expect(Code::KeyConflict, "repetitions = 10", "repetitions = 10, duration_s = 9", &["two durations"]);
    expect(Code::MissingKey, ", repetitions = 10", "", &["has no duration", "`repetitions`"]);
    expect(Code::OutOfRange, "repetitions = 10", "repetitions = 0", &["too small"]);
    expect(Code::OutOfRange, "duration_s = 90", "duration_s = 3601", &["at most 3600 s"]);
    expect(Code::OutOfRange, "duration_s = 90", "duration_s = 0", &["at least 1 s"]);
    expect(Code::OutOfRange, "duration_s = 30", "duration_s = 31", &["20 per minute", "`repetitions = 11`"]);
    let long = warnings(CLINIC, "repetitions = 10", "repetitions = 200_000");
    assert_eq!(long, [(Code::Suspicious, "this phase lasts 55.5556 hours in one posture".to_owned())]);
}

#[test]
fn faulty_settings_are_found() {
    expect(Code::UnknownName, "legs = \"still\"", "legs = \"stil\"", &["did you mean `still`?"]);
    expect(Code::UnknownName, "seat = \"vehicle\"", "seat = \"aisle\"", &["`chair`, `vehicle`"]);
    let seat = "duration_min = 3, seat = \"chair\"";
    expect(Code::KeyConflict, "duration_min = 3", seat, &["`seat` has no effect while standing"]);
    expect(Code::OutOfRange, "thigh_cuff_mmhg = 50", "thigh_cuff_mmhg = -1", &["at least 0"]);
    expect(Code::OutOfRange, "[-20, 80.5]", "[-61, 80.5]", &["at least -60"]);
    expect(Code::OutOfRange, "[-20, 80.5]", "[-20, 301]", &["at most 300"]);
    expect(Code::WrongType, "[-20, 80.5]", "[-20]", &["[from, to]"]);
    let inflating = |rest: &str| format!("{rest}, thigh_cuff_mmhg = [0, 9]");
    for (quiet, culprit) in [
        ("repetitions = 10", "legs at rest"),
        ("duration_of = \"sitting_time_h\"", "the same for everyone"),
        ("activity = \"ankle_pumps\"", "legs at rest"),
    ] {
        expect(Code::KeyConflict, quiet, &inflating(quiet), &["an inflating cuff needs", culprit]);
    }
    let walk = "posture = \"walking\", activity = \"walk\", cadence_per_min = 60, duration_of = \"sitting_time_h\"";
    let still = "posture = \"walking\", duration_min = 5, calf_cuff_mmhg = [0, 9]";
    expect(Code::KeyConflict, walk, still, &["legs at rest"]);
}

#[test]
fn measurements_mean_what_they_say() {
    let scenario = clinic("", "");
    let source = |id: &str| &scenario.measurements.iter().find(|measurement| measurement.id == id).unwrap().source;
    let reading = |signal, phase, from_s, until_s, take| {
        MeasurementSource::Reading(Reading { signal, phase, from_s, until_s, take })
    };
    let (blood, end) = (Signal::CalfBlood, f64::INFINITY);
    assert_eq!(source("standing_ml"), &reading(blood, 3, 0.0, end, Take::End));
    assert_eq!(source("lowest_ml"), &reading(blood, 2, 0.0, 5.0, Take::Min));
    assert_eq!(source("refill_s"), &reading(blood, 3, 1.5, end, Take::TimeToShare(0.9, 0)));
    assert_eq!(source("opening_s"), &reading(Signal::CalfCuff, 4, 0.0, end, Take::TimeToLevel(40.0)));
    let derived = |operation, terms: &[Term]| MeasurementSource::Derived(operation, terms.to_vec());
    let (id, number) = (Term::Measurement, Term::Number);
    assert_eq!(source("emptied_ml"), &derived(Operation::Difference, &[id(0), id(1)]));
    assert_eq!(source("emptied_pct"), &derived(Operation::Percent, &[id(4), id(0)]));
    assert_eq!(source("score"), &derived(Operation::Product, &[number(0.5), id(5), number(2.0)]));
    assert_eq!(source("again"), &derived(Operation::Sum, &[id(6), number(1.0)]));
    assert_eq!(source("filling_ml_s"), &derived(Operation::Ratio, &[id(4), id(2)]));
    for (word, take) in [("start", Take::Start), ("mean", Take::Mean), ("max", Take::Max)] {
        let scenario = clinic("take = \"end\"", &format!("take = \"{word}\""));
        assert_eq!(scenario.measurements[0].source, reading(blood, 3, 0.0, end, take));
    }
}

#[test]
fn faulty_readings_are_found() {
    expect(Code::UnknownKey, "until_s = 5", "untill_s = 5", &["did you mean `until_s`?"]);
    expect(Code::UnknownName, "\"calf_cuff_mmhg\"", "\"calf_cuf_mmhg\"", &["did you mean `calf_cuff_mmhg`?"]);
    expect(Code::UnknownName, "\"calf_cuff_mmhg\"", "\"zzz\"", &["`soleus docs scenario` lists all signals"]);
    expect(Code::UnknownName, "phase = \"recovery\"", "phase = \"recover\"", &["did you mean `recovery`?"]);
    expect(Code::UnknownName, "take = \"min\"", "take = \"minimum\"", &["did you mean `min`?"]);
    expect(Code::MissingKey, "take = \"min\"", "", &["[measurements.lowest_ml] needs `take`", "`time_to`"]);
    expect(Code::OutOfRange, "from_s = 1.5", "from_s = -1", &["at least 0 s"]);
    expect(Code::OutOfRange, "until_s = 5", "until_s = 5\nfrom_s = 5", &["before it begins"]);
    expect(Code::OutOfRange, "from_s = 1.5", "from_s = 180", &["the phase ends after 180 s"]);
    expect(Code::KeyConflict, "take = \"min\"", "take = \"min\"\nlevel = 3", &["`level` has no effect with `take"]);
    expect(Code::KeyConflict, "share = 0.9", "share = 0.9\nlevel = 3", &["has two events"]);
    expect(Code::MissingKey, "share = 0.9\n", "", &["needs `share`"]);
    expect(Code::MissingKey, "toward = \"standing_ml\"\n", "", &["needs `toward`"]);
    expect(Code::MissingKey, "level = 40\n", "", &["give `level`, or `share` and `toward`"]);
    expect(Code::OutOfRange, "share = 0.9", "share = 0", &["above 0"]);
    expect(Code::Magnitude, "share = 0.9", "share = 90", &["90 % = 0.9"]);
    expect(Code::UnknownName, "toward = \"standing_ml\"", "toward = \"standing\"", &["did you mean `standing_ml`?"]);
    expect(
        Code::UnknownName,
        "toward = \"standing_ml\"",
        "toward = \"refill_s\"",
        &["not known yet", "move this one down"],
    );
}

#[test]
fn faulty_computations_are_found() {
    expect(Code::UnknownName, "[\"score\", 1]", "[\"scor\", 1]", &["did you mean `score`?"]);
    expect(Code::UnknownName, "[\"score\", 1]", "[\"filling_ml_s\", 1]", &["`filling_ml_s` is not known yet"]);
    expect(Code::OutOfRange, "[\"score\", 1]", "[\"score\"]", &["needs two terms"]);
    expect(Code::OutOfRange, "[\"score\", 1]", "[2, 1]", &["only constants"]);
    expect(Code::OutOfRange, "[\"score\", 1]", "[\"score\", inf]", &["finite"]);
    expect(Code::WrongType, "[\"score\", 1]", "[\"score\", true]", &["names of earlier measurements"]);
    expect(Code::OutOfRange, "[\"emptied_ml\", \"refill_s\"]", "[\"emptied_ml\", 0]", &["`ratio` divides by 0"]);
    expect(Code::KeyConflict, "sum = [", "ratio = [\"score\", 2]\nsum = [", &["`sum` and `ratio`"]);
    expect(Code::KeyConflict, "sum = [", "take = \"end\"\nsum = [", &["`take` and `sum`"]);
    expect(Code::MissingKey, "sum = [\"score\", 1]", "", &["needs `signal`", "`difference`"]);
    expect(Code::UnknownKey, "sum = [", "summ = [", &["did you mean `sum`?"]);
}

#[test]
fn names_of_measurements_are_free_columns() {
    let renamed = |name: &str| format!("[measurements.{name}]");
    expect(Code::Identifier, "[measurements.again]", &renamed("Again"), &["lower-case"]);
    expect(Code::Duplicate, "[measurements.again]", &renamed("edema_ml"), &["already a column"]);
    expect(Code::Duplicate, "[measurements.again]", &renamed("age_years"), &["already a variable"]);
    expect(Code::Duplicate, "[measurements.again]", &renamed("swollen"), &["already a flag"]);
    clinic("[measurements.again]", &renamed("popliteal_pressure_mmhg"));
    expect(Code::UnknownName, "from = \"edema_ml\"", "from = \"standing_ml\"", &["unknown outcome"]);
}

#[test]
fn constants_are_replaced_in_the_order_of_the_table() {
    let scenario = clinic("", "");
    let given: Vec<_> = scenario.parameters.iter().map(|set| (PARAMETERS[set.at].name, set.value)).collect();
    assert_eq!(given, [("creep_strain", 0.0), ("creep_time_s", 310.0)]);
    assert_eq!(scenario.parameters[1].source, "a test of my own");
    let odd = warnings(CLINIC, "value = 310", "value = 31");
    assert_eq!(odd, [(Code::Suspicious, "`creep_time_s` = 31 lies outside the range in the literature".to_owned())]);
    expect(Code::UnknownName, "creep_strain", "crep_strain", &["did you mean `creep_strain`?"]);
    expect(Code::UnknownName, "creep_strain", "zzz", &["src/model/parameters.rs lists all"]);
    expect(Code::OutOfRange, "value = 310", "value = 0", &["must be larger than 0"]);
    expect(Code::OutOfRange, "value = 310", "value = 1e-60", &["must be larger than 0"]);
    expect(Code::OutOfRange, "value = 310", "value = 1e60", &["smaller than 1e38"]);
    expect(Code::OutOfRange, "value = 310", "value = nan", &["finite"]);
    expect(Code::OutOfRange, "creep_strain = 0", "creep_strain = -0.1", &["must be at least 0"]);
    expect(Code::MissingKey, "value = 310, ", "", &["[parameters.creep_time_s] needs `value`"]);
    expect(Code::WrongType, "source = \"a test of my own\"", "source = 3", &["must be text"]);
    expect(Code::UnknownKey, "source =", "sorce =", &["did you mean `source`?"]);
}

#[test]
fn a_training_plan_comes_before_the_day() {
    let scenario = clinic("", "");
    let plan = &scenario.interventions[1];
    let InterventionKind::Training(stages) = &plan.kind else { panic!("{:?}", plan.kind) };
    assert_eq!((stages.len(), stages[0].weeks, stages[0].sessions_per_week), (1, 8, 3));
    assert_eq!(stages[0].focus, Focus::Resistance);
    assert_eq!(plan.during, (0..scenario.timeline.phases.len()).collect::<Vec<_>>());
    expect(Code::MissingKey, "weeks = 8", "", &["needs `weeks`"]);
    expect(Code::OutOfRange, "weeks = 8", "weeks = 105", &["at most 104"]);
    expect(Code::OutOfRange, "sessions_per_week = 3", "sessions_per_week = 15", &["at most 14"]);
    expect(Code::KeyConflict, "weeks = 8", "weeks = 8\nevery_min = 3", &["`every_min` has no effect on training_plan"]);
    expect(Code::KeyConflict, "weeks = 8", "weeks = 8\nduring = [\"desk\"]", &["ends before the day"]);
    let second = "[interventions.more]\nkind = \"training_plan\"\nweeks = 1\nsessions_per_week = 1\n[arms]";
    let text = CLINIC.replace("[arms]", second).replace("\"plan\"]", "\"plan\", \"more\"]");
    let faults = parse("two.toml", &text, &Overrides::default()).unwrap_err();
    assert_eq!(faults.problems[0].code, Code::Overlap);
    assert!(faults.problems[0].message.contains("two training plans"));
}

#[test]
fn the_shipped_clinic_is_valid_and_resolves_to_its_meaning() {
    let loaded = language::survive(include_str!("../../scenarios/clinic-tests.toml")).unwrap();
    assert!(loaded.warnings.is_empty(), "{:?}", loaded.warnings);
    assert!(loaded.scenario.measurements.iter().any(|measurement| measurement.id == "venous_filling_index_ml_s"));
}

#[test]
fn the_reference_lists_every_signal() {
    let reference = include_str!("../../docs/scenario.md");
    for signal in Signal::ALL {
        let row = format!("| `{}` | {} | {} |", signal.name(), signal.unit(), signal.description());
        assert!(reference.contains(&row), "docs/scenario.md lacks {row}");
    }
}
