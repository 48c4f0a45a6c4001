//! Computes the inputs of the leg model from the attributes of a person.

use super::reference::Reference;
use crate::model::Leg;
use crate::population::{Person, lean_leg_ml, usual_hematocrit_pct};
use crate::scenario::Variable;

/// Lower-leg volume, foot included, of the reference person, for whom the model's volumes and flows are defined (mL): half of the 8242 mL
/// of two legs, cut at the knee: Mittermayr et al. 2003, doi:10.2310/7060.2003.9359.
pub(super) const REFERENCE_LEG_ML: f64 = 3600.0;
/// Share of this volume that is foot and ankle (assumption after segment volumes of Winter 2009).
const FOOT_SHARE: f64 = 0.28;
/// Mass of a thigh relative to lower leg and foot: 0.100 over 0.061 of body mass (Dempster 1955 via Winter, from memory).
const THIGH_OVER_LOWER_LEG: f64 = 1.64;
/// Stature of the reference person (cm).
const REFERENCE_CM: f64 = 170.0;
/// Spontaneous movements of the seated reference person per hour (assumption).
const REFERENCE_FIDGETS_PER_H: f64 = 60.0;
/// Shares of the conductance at the groin and at the knee that remain while seated (assumption).
const BENT_OUTFLOW: f64 = 0.5;
const BENT_POPLITEAL: f64 = 0.6;
/// Ankle range of motion of a healthy adult (degrees): Back et al. 1995, J Vasc Surg 22:519.
const REFERENCE_RANGE_DEG: f64 = 57.0;
/// Supine abdominal pressure of a lean person (mmHg): Sugerman et al. 1997, doi:10.1046/j.1365-2796.1997.89104000.x.
const REFERENCE_ABDOMINAL_MMHG: f64 = 5.0;
/// Colloid pressure of plasma at normal hydration (mmHg): textbook, 25-28.
const REFERENCE_COLLOID_MMHG: f64 = 26.0;

/// The leg of one person, with the balance of the reference person.
pub fn personalize(person: &Person, reference: &Reference) -> Leg<f32> {
    let get = |variable| person.get(variable);
    let volume_ml = get(Variable::LegVolumeMl);
    // Fat widens no vein: vessels follow the lean leg, and the volume of the whole leg sets tissue and girths.
    let size = lean_leg_ml(person) / REFERENCE_LEG_ML;
    let calf_ml = volume_ml * (1.0 - FOOT_SHARE);
    let foot_ml = volume_ml * FOOT_SHARE;
    // Adipose tissue narrows the outflow at the bent hip (assumption: by a fifth per 10 kg/m2 above 25).
    let folded = (1.0 - 0.02 * (person.bmi() - 25.0)).clamp(0.5, 1.1);
    // Fitness acts on the lymphatics, but only modestly (assumption).
    let lymph = 0.8 + 0.2 * get(Variable::FitnessRel);
    let salt = 1.0 - 0.004 * (get(Variable::SaltGDay) - 8.5).clamp(-8.5, 20.0);
    let (shoe_range, foot_pump) = footwear(get(Variable::Footwear));
    let range_deg = get(Variable::AnkleRangeDeg) * shoe_range;
    let leg = Leg {
        stature_cm: get(Variable::HeightCm),
        vein_volume: size,
        // Wider veins conduct more, in proportion to their volume, so that the veins of all people empty in similar times.
        conductance: size / viscosity_rel(person),
        vein_stiffness: 1.0 / get(Variable::VeinComplianceRel),
        strength: get(Variable::CalfStrengthRel) * (range_deg / REFERENCE_RANGE_DEG).clamp(0.2, 1.2),
        foot_pump,
        reflux_superficial: get(Variable::RefluxSuperficial),
        reflux_deep: get(Variable::RefluxDeep),
        reflux_perforator: get(Variable::RefluxPerforator),
        outflow: 1.0 - get(Variable::OutflowObstruction),
        bent_outflow: BENT_OUTFLOW * folded,
        bent_popliteal: BENT_POPLITEAL * folded,
        abdominal_mmhg: get(Variable::AbdominalPressureMmhg) - REFERENCE_ABDOMINAL_MMHG,
        inflow: size * get(Variable::InflowRel),
        calf_ml,
        foot_ml,
        thigh_ml: volume_ml * THIGH_OVER_LOWER_LEG,
        calf_girth_mm: girth_mm(calf_ml, shank_cm(get(Variable::HeightCm)), 1.06),
        ankle_girth_mm: girth_mm(foot_ml, shank_cm(get(Variable::HeightCm)), 1.0),
        fidget_hz: get(Variable::FidgetPerH) / 3600.0,
        colloid_mmhg: REFERENCE_COLLOID_MMHG * (1.0 + 0.8 * (1.0 - get(Variable::HydrationRel))) * salt,
        lymph,
        balance_foot_mmhg: 0.0,
        balance_calf_mmhg: 0.0,
        balance_thigh_mmhg: 0.0,
        carried_foot: 0.0,
        carried_calf: 0.0,
    };
    reference.balanced(leg.map(|value| value as f32))
}

/// The leg of the reference person, for whom the model's constants are stated: a lean adult of 1.70 m with sound veins.
pub(super) fn reference_leg() -> Leg<f32> {
    let leg = Leg {
        stature_cm: REFERENCE_CM,
        vein_volume: 1.0,
        conductance: 1.0,
        vein_stiffness: 1.0,
        strength: 1.0,
        foot_pump: 1.0,
        reflux_superficial: 0.0,
        reflux_deep: 0.0,
        reflux_perforator: 0.0,
        outflow: 1.0,
        bent_outflow: BENT_OUTFLOW,
        bent_popliteal: BENT_POPLITEAL,
        abdominal_mmhg: 0.0,
        inflow: 1.0,
        calf_ml: REFERENCE_LEG_ML * (1.0 - FOOT_SHARE),
        foot_ml: REFERENCE_LEG_ML * FOOT_SHARE,
        thigh_ml: REFERENCE_LEG_ML * THIGH_OVER_LOWER_LEG,
        calf_girth_mm: girth_mm(REFERENCE_LEG_ML * (1.0 - FOOT_SHARE), shank_cm(REFERENCE_CM), 1.06),
        ankle_girth_mm: girth_mm(REFERENCE_LEG_ML * FOOT_SHARE, shank_cm(REFERENCE_CM), 1.0),
        fidget_hz: REFERENCE_FIDGETS_PER_H / 3600.0,
        colloid_mmhg: REFERENCE_COLLOID_MMHG,
        lymph: 1.0,
        balance_foot_mmhg: 0.0,
        balance_calf_mmhg: 0.0,
        balance_thigh_mmhg: 0.0,
        carried_foot: 0.0,
        carried_calf: 0.0,
    };
    leg.map(|value| value as f32)
}

/// Length of the cylinder to which foot and calf correspond (cm).
fn shank_cm(stature_cm: f64) -> f64 {
    27.0 * stature_cm / 175.0
}

/// Shares of the ankle's range of motion and of the foot pump's pressure that remain in a shoe. High heels raise the residual volume
/// fraction by half or more compared with bare feet (Tedeschi Filho 2012, J Vasc Surg, from memory). A rigid boot locks the ankle
/// (assumption). The model was fitted to people in flat shoes.
fn footwear(label: f64) -> (f64, f64) {
    match label as u32 {
        0 => (1.05, 1.05),
        1 => (1.0, 1.0),
        2 => (0.65, 0.8),
        _ => (0.5, 0.85),
    }
}

/// Viscosity of the blood, relative to people of the same sex at normal hydration: 2.5 % per point of hematocrit (textbook; assumption
/// that it affects venous conductances as it affects tubes). A loss of plasma raises the hematocrit.
fn viscosity_rel(person: &Person) -> f64 {
    let usual_pct = usual_hematocrit_pct(person);
    let cells = person.get(Variable::HematocritPct);
    let pct = 100.0 * cells / (cells + (100.0 - cells) * person.get(Variable::HydrationRel));
    libm::exp(0.025 * (pct - usual_pct))
}

/// Girth (mm) of a cylinder of this volume (mL) and length (cm), times a factor for the place of measurement.
fn girth_mm(volume_ml: f64, length_cm: f64, factor: f64) -> f64 {
    let area_cm2 = volume_ml / length_cm;
    20.0 * libm::sqrt(std::f64::consts::PI * area_cm2) * factor
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::VariableKind;

    /// Variables that affect other variables, habits, the timeline or the risk of clots, but not the leg itself.
    const ELSEWHERE: [Variable; 20] = [
        Variable::Sex,
        Variable::AgeYears,
        Variable::SittingTimeH,
        Variable::Adherence,
        Variable::PeripheralArteryDisease,
        Variable::StockingFitRel,
        Variable::Smoker,
        Variable::OralContraceptive,
        Variable::Hrt,
        Variable::Pregnant,
        Variable::Postpartum,
        Variable::Thrombophilia,
        Variable::Cancer,
        Variable::RecentSurgery,
        Variable::PriorVte,
        Variable::Anticoagulant,
        Variable::Diabetes,
        Variable::JointPain,
        Variable::RecentInjury,
        Variable::RedFlagSymptoms,
    ];

    #[test]
    fn exactly_the_idle_variables_leave_everything_as_it_is() {
        let middle = |variable: &Variable| 0.5 * (variable.bounds().0 + variable.bounds().1);
        let mut person = Person { id: 0, source_row: None, values: [0.0; Variable::COUNT] };
        for variable in Variable::ALL {
            person.values[variable.index()] = middle(variable);
        }
        // A lean person, so that body mass has an effect.
        person.values[Variable::WeightKg.index()] = 90.0;
        let usual = personalize(&person, &Reference::default()).to_array();
        for variable in Variable::ALL.iter().filter(|variable| !ELSEWHERE.contains(variable)) {
            let mut other = person.clone();
            // Labels and flags are whole numbers.
            let whole = variable.kind() != VariableKind::Continuous;
            other.values[variable.index()] = if whole { 0.0 } else { 0.9 * other.get(*variable) };
            let acts = personalize(&other, &Reference::default()).to_array() != usual;
            assert_eq!(acts, !variable.is_idle(), "{}", variable.name());
        }
    }
}
