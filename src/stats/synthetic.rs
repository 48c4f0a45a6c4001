//! A synthetic study for tests: attributes and outcomes of people are formulas of their ids.

use std::ops::Range;

use crate::model::{Course, Signal, Tick};
use crate::population::{Cells, Person};
use crate::probability::Constant;
use crate::results::{ArmBlock, CourseSums, Measure, Part, PartKey, TILE};
use crate::scenario::*;
use crate::stats::Strata;

/// Arms: the reference, a copy of it, and one that helps.
pub(crate) const USUAL: usize = 0;
pub(crate) const NO_OP: usize = 1;
pub(crate) const PUMPS: usize = 2;

pub(crate) fn scenario(persons: u32, sampler: Sampler) -> Scenario {
    let words = |text: &str| text.to_owned();
    let arm = |id: &str, label: &str, uses, reference| Arm {
        id: words(id),
        label: words(label),
        uses,
        adherence: if reference { ArmAdherence::Own } else { ArmAdherence::Given(Constant { value: 1.0 }.into()) },
        reference,
        uptake: None,
        after_weeks: None,
        eligibility: Eligibility::ALL,
    };
    let phase = |name: &str, posture, minutes| Phase::plain(name, posture, Duration::Minutes(minutes));
    let kind = InterventionKind::Bouts(Bouts {
        routine: Routine::AnklePumps,
        timing: Timing { from_min: 30, every_min: Some(30), until_min: None },
        dose: Dose::Minutes(2),
        cadence_per_min: 30,
        knee: Knee::Straight,
        sides: Sides::Both,
        load_kg: 0.0,
    });
    Scenario {
        study: Study {
            id: words("synthetic"),
            title: words("A made-up study"),
            question: words("Do the tables hold what was put in?"),
            context_of_use: words("Tests."),
        },
        design: Design { seed: 7, persons, sampler, draws: Draws::Off, confidence: 0.95, precision: None },
        population: PopulationSpec { base: BaseTable::UsAdults, file: None, overrides: vec![], correlations: vec![] },
        timeline: Timeline {
            temperature_c: 24.0,
            before: Before::UpAndAbout,
            phases: vec![phase("boarding", Posture::Standing, 20), phase("flight", Posture::Sitting, 600)],
        },
        interventions: vec![Intervention { id: words("pumps"), kind, during: vec![1], adherence: None, uptake: None }],
        arms: vec![
            arm("usual", "Usual sitting", vec![], true),
            arm("no_op", "Nothing, under another name", vec![], false),
            arm("pumps", "Ankle pumps every 30 min", vec![0], false),
        ],
        outcomes: Outcomes {
            assess: vec![1],
            flags: vec![
                flag("edema_over_100_ml", Measure::EdemaMl, Threshold::Above(100.0)),
                flag("flow_under_0", Measure::PoplitealFlowMlMin, Threshold::Below(0.0)),
            ],
        },
        measurements: vec![measurement("calf_ml", Take::End), measurement("refill_s", Take::TimeToLevel(60.0))],
        parameters: Vec::new(),
        analysis: Analysis {
            strata: vec![
                Stratum { name: words("sex"), of: Variable::Sex, breaks: vec![] },
                Stratum { name: words("age_band"), of: Variable::AgeYears, breaks: vec![18.0, 40.0, 65.0] },
            ],
            cross: Vec::new(),
            multiplicity: Multiplicity::Unadjusted,
            quantiles: vec![0.05, 0.5, 0.95],
            sensitivity: false,
        },
        outputs: Outputs::all(Some(10)),
    }
}

fn measurement(id: &str, take: Take) -> Measurement {
    let reading = Reading { signal: Signal::CalfBlood, phase: 1, from_s: 0.0, until_s: f64::INFINITY, take };
    Measurement { id: id.to_owned(), source: MeasurementSource::Reading(reading) }
}

fn flag(id: &str, from: Measure, threshold: Threshold) -> Flag {
    Flag { id: id.to_owned(), from, threshold }
}

/// A number in [0, 1) that looks random: the fractional part of a multiple of an irrational number.
pub(crate) fn scatter(id: u32, salt: u32) -> f64 {
    (f64::from(id) * 0.618_033_988_749_894_9 + f64::from(salt) * 0.414_213_562_373_095_1).fract()
}

/// Every second person is a man. Ages are 20 to 80, so that some people are outside all age bands.
pub(crate) fn person(id: u32) -> Person {
    let mut values = [0.0; Variable::COUNT];
    for (variable, value) in Variable::ALL.iter().zip(&mut values) {
        let (low, high) = variable.bounds();
        *value = low + (high - low) * scatter(id, variable.index() as u32);
        if variable.kind() != VariableKind::Continuous {
            *value = libm::floor(low + (high - low + 1.0) * scatter(id, variable.index() as u32));
        }
    }
    values[Variable::Sex.index()] = f64::from(id % 2);
    values[Variable::AgeYears.index()] = 20.0 + 60.0 * scatter(id, 1);
    Person { id, source_row: None, values }
}

/// Person 3 leaves the valid range, but only in the last arm.
pub(crate) fn valid(arm: usize, id: u32) -> bool {
    arm != PUMPS || id % 1000 != 3
}

/// Every fifth person is not allowed to pump.
pub(crate) fn eligible(arm: usize, id: u32) -> bool {
    arm != PUMPS || !id.is_multiple_of(5)
}

/// Outcomes of a person. The last arm halves the outcomes that it affects.
pub(crate) fn outcome(arm: usize, measure: Measure, id: u32) -> f32 {
    let usual = (1.0 + f64::from(measure as u8)) * (20.0 + 100.0 * scatter(id, measure as u32));
    let helped = arm == PUMPS && eligible(arm, id) && measure != Measure::CalfStrengthRel;
    // Risks are small.
    let scale = if measure.name().ends_with("_risk") { 1e-7 } else { 1.0 };
    (if helped { 0.5 * scale * usual } else { scale * usual }) as f32
}

/// Measurements of a person; every tenth person has no value for the second one.
pub(crate) fn measured(arm: usize, at: usize, id: u32) -> f32 {
    let value = outcome(arm, Measure::EdemaMl, id) + 10.0 * at as f32;
    if at == 1 && id % 10 == 7 { f32::NAN } else { value }
}

fn all_measured(arm: usize, ids: Range<u32>) -> Vec<Vec<f32>> {
    (0..2).map(|at| ids.clone().map(|id| measured(arm, at, id)).collect()).collect()
}

pub(crate) fn ticks() -> Vec<Tick> {
    [(0, 0), (0, 10), (1, 0), (1, 300)].map(|(phase, minute)| Tick { phase, minute }).to_vec()
}

/// At the last moment only every second person is still in the phase.
pub(crate) fn course(arm: usize, tick: usize, course: Course, id: u32) -> f32 {
    let value = 10.0 * tick as f64 + 100.0 * scatter(id, course as u32) / (1.0 + f64::from(arm == PUMPS));
    if tick == 3 && id % 2 == 1 { f32::NAN } else { value as f32 }
}

/// The part of a draw that starts at a tile. It has this many tiles, or fewer at the end.
pub(crate) fn part(scenario: &Scenario, key: PartKey, tiles: u32) -> Part {
    people(scenario, key.draw, key.first_person..scenario.design.persons.min(key.first_person + tiles * TILE as u32))
}

/// These people of a draw.
pub(crate) fn people(scenario: &Scenario, draw: u32, ids: Range<u32>) -> Part {
    let key = PartKey { draw, first_person: ids.start };
    Part { key, arms: (0..scenario.arms.len()).map(|arm| block(arm, ids.clone())).collect() }
}

/// All parts of all draws, in order, with this many tiles each.
pub(crate) fn parts(scenario: &Scenario, tiles: u32) -> Vec<Part> {
    let first = (0..scenario.design.persons.div_ceil(TILE as u32)).step_by(tiles as usize);
    let key = |draw| move |tile| PartKey { draw, first_person: tile * TILE as u32 };
    let keys = (0..scenario.design.draws.repeats()).flat_map(|draw| first.clone().map(key(draw)));
    keys.map(|key| part(scenario, key, tiles)).collect()
}

/// One arm of these people.
fn block(arm: usize, ids: Range<u32>) -> ArmBlock {
    ArmBlock { course: course_sums(arm, ids.clone()), ..columns_of(arm, ids) }
}

fn columns_of(arm: usize, ids: Range<u32>) -> ArmBlock {
    let ids = || ids.clone();
    ArmBlock {
        measures: Measure::ALL.iter().map(|measure| ids().map(|id| outcome(arm, *measure, id)).collect()).collect(),
        measured: all_measured(arm, ids()),
        eligible: ids().map(|id| eligible(arm, id)).collect(),
        adherent_share: ids().map(|id| scatter(id, 99) as f32).collect(),
        valid: ids().map(|id| valid(arm, id)).collect(),
        course: CourseSums::default(),
    }
}

/// The time course of these people, without the invalid people.
fn course_sums(arm: usize, ids: Range<u32>) -> CourseSums {
    let cells = Cells::new(&scenario(ids.end, Sampler::Sobol));
    let mut sums = CourseSums::new(ticks().len(), cells.count());
    for id in ids.filter(|id| valid(arm, *id)) {
        let cell = cells.of(&person(id)) as usize;
        for tick in 0..ticks().len() {
            Course::ALL.iter().for_each(|which| sums.add(tick, *which, cell, course(arm, tick, *which, id)));
        }
    }
    sums
}

/// One arm with all people, without the time course.
pub(crate) fn columns(arm: usize, persons: u32) -> ArmBlock {
    columns_of(arm, 0..persons)
}

/// The strata with all people.
pub(crate) fn strata(scenario: &Scenario) -> Strata {
    let mut strata = Strata::new(scenario);
    let people: Vec<Person> = (0..scenario.design.persons).map(person).collect();
    strata.push(&people);
    strata
}
