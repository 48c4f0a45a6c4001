//! Habits, which change people before the day: water, salt, weight, smoking, shoes, fidgeting, anticoagulants.

use crate::interventions::HabitKind;
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::magnitude::short;
use crate::scenario::read::{Item, Section};
use crate::scenario::{Habit, Variable, VariableKind};

/// Accepted amounts of drinking water (mL/h).
pub(in crate::scenario) const WATER_ML_H: std::ops::RangeInclusive<f64> = 0.0..=1000.0;
/// Accepted changes of weight (kg, %).
pub(in crate::scenario) const CHANGE_KG: std::ops::RangeInclusive<f64> = -80.0..=80.0;
pub(in crate::scenario) const CHANGE_PCT: std::ops::RangeInclusive<f64> = -50.0..=50.0;

/// Rate of spontaneous movements that nine in ten people do not exceed (1/h).
const MOST_COMPARED_PER_H: f64 = 135.0;
/// Changes of weight above this cause a warning.
const USUAL_KG: f64 = 25.0;
const USUAL_PCT: f64 = 25.0;

/// Reads a habit and its dose.
pub(super) fn read(section: &Section<'_>, kind: HabitKind, problems: &mut Problems) -> Option<Habit> {
    match kind {
        HabitKind::Hydration => match either(section, "water_ml_h", "plasma_volume_rel", problems)? {
            Given::First(item) => item.number_in(WATER_ML_H, "", problems).map(Habit::Water),
            Given::Second(item) => of(Variable::HydrationRel, &item, problems).map(Habit::PlasmaVolume),
        },
        HabitKind::Salt => {
            let hint = "how much salt people eat at most, such as `salt_g_day = 5`";
            of(Variable::SaltGDay, &section.require("salt_g_day", hint, problems)?, problems).map(Habit::Salt)
        }
        HabitKind::WeightChange => match either(section, "change_kg", "change_pct", problems)? {
            Given::First(item) => {
                let kg = item.number_in(CHANGE_KG, "kg", problems)?;
                warn_of_much(&item, kg, USUAL_KG, problems);
                Some(Habit::WeightKg(kg))
            }
            Given::Second(item) => {
                let pct = item.number_in(CHANGE_PCT, "%", problems)?;
                warn_of_much(&item, pct, USUAL_PCT, problems);
                Some(Habit::WeightPct(pct))
            }
        },
        HabitKind::SmokingCessation => Some(Habit::SmokingCessation),
        HabitKind::Footwear => {
            let item = section.require("footwear", "such as `footwear = \"flat\"`", problems)?;
            let VariableKind::Category(labels) = Variable::Footwear.kind() else { return None };
            let choices: Vec<(&str, u32)> = labels.iter().copied().zip(0..).collect();
            item.one_of("footwear", &choices, problems).map(Habit::Footwear)
        }
        HabitKind::Fidgeting => {
            let item = section.require("movements_per_h", "how often legs move while seated", problems)?;
            let per_h = of(Variable::FidgetPerH, &item, problems)?;
            if per_h > MOST_COMPARED_PER_H {
                let message = format!("nothing has been measured of legs that move {} times an hour", short(per_h));
                let problem = Problem::new(Code::Suspicious, item.span(), message).label("beyond what is known");
                let hint =
                    "nine in ten people stay below 135; beyond, the model takes off more swelling than it should";
                problems.push(problem.hint(hint));
            }
            Some(Habit::Fidgeting(per_h))
        }
        HabitKind::Anticoagulant => Some(Habit::Anticoagulant),
    }
}

/// Warns of an implausibly large change of weight. The model stops weight loss at the lowest weight.
fn warn_of_much(item: &Item<'_>, change: f64, usual: f64, problems: &mut Problems) {
    if change.abs() > usual {
        let message = format!(
            "`{}` = {} is much for everybody: light people stop at the lowest weight",
            item.name,
            short(change)
        );
        problems.push(Problem::new(Code::Suspicious, item.span(), message).label("is this meant?"));
    }
}

/// A value within the bounds of a variable.
fn of(variable: Variable, item: &Item<'_>, problems: &mut Problems) -> Option<f64> {
    let (low, high) = variable.bounds();
    item.number_in(low..=high, variable.unit(), problems)
}

/// The dose that was given, out of two possible ones.
enum Given<'a> {
    First(Item<'a>),
    Second(Item<'a>),
}

fn either<'a>(section: &Section<'a>, first: &str, second: &str, problems: &mut Problems) -> Option<Given<'a>> {
    match (section.get(first), section.get(second)) {
        (Some(item), None) => Some(Given::First(item)),
        (None, Some(item)) => Some(Given::Second(item)),
        (Some(one), Some(other)) => {
            let message = format!("the dose is given twice: `{first}` and `{second}`");
            let problem = Problem::new(Code::KeyConflict, other.span(), message).label("second dose");
            problems.fail(problem.also(one.span(), "first dose").hint("keep one of them"))
        }
        (None, None) => section.require(first, &format!("how much; or give `{second}`"), problems).and(None),
    }
}
