//! The outcomes that are computed from one leg alone.

use super::shape::shaped;

/// The list of the leg's outcomes, with variant, column name, unit, trust, plain meaning, what it rests on, and description of each.
/// `leg_outcomes!(name tokens)` expands to `name! { tokens list }`, so that other macros can declare types from the list.
macro_rules! leg_outcomes {
    ($with:ident $($before:tt)*) => {
        $with! {
            $($before)*
            EdemaMl, edema_ml, "mL", Calibrated, "Fluid in the tissue of one lower leg, gained since the first phase.", "C26 to C29, E01 to E04, E11 to E16: filtration, and volumes of which venous blood is a part.", "Gain of interstitial fluid in one lower leg with its foot, from the start of the timeline to the end of the assessed phase. What people did before counts as `[timeline] before` says.";
            EdemaPct, edema_pct, "%", Calibrated, "The same in percent of the tissue.", "The same rows as edema_ml; E01 to E03 are gains of the foot in percent.", "edema_ml as a share of the tissue volume of the lower leg with its foot.";
            LegVolumeChangeMl, leg_volume_change_ml, "mL", Calibrated, "Fluid and blood in one lower leg, gained since the first phase.", "C28, C29, E04, E11: gains from a few minutes after the start on.", "Gain of interstitial fluid and venous blood in one lower leg with its foot at the end of the assessed phase.";
            WholeLegVolumeChangeMl, whole_leg_volume_change_ml, "mL", Calibrated, "Fluid and blood in the whole leg, gained since the first phase.", "C23: blood pooled in one leg. The fluid of the thigh has no row.", "The same for the whole leg, thigh included.";
            AssessedVolumeGainMl, assessed_volume_gain_ml, "mL", Measured, "Swelling as studies measure it: from minute 10 of the assessed phase to its end.", "C29, E04, E12 to E16: lower-leg volume in aircraft seats and on working days.", "Gain of interstitial fluid and venous blood in one lower leg with its foot from ten minutes after the start of the assessed phase (its start, if it is shorter for everybody) to its end, as studies measure that compare volumes in the same posture.";
            AnkleCircumferenceChangeMm, ankle_circumference_change_mm, "mm", Calibrated, "Gain of the girth of the ankle.", "C29, E17, E08: volume of the lower leg and girths of shank and calf, with a formula for the girth.", "Gain of ankle circumference at the end of the assessed phase.";
            CalfCircumferenceChangeMm, calf_circumference_change_mm, "mm", Measured, "Gain of the girth of the calf.", "E08: two hours of constrained sitting.", "Gain of calf circumference at the end of the assessed phase.";
            EdemaHalfRecoveryH, edema_half_recovery_h, "h", Calibrated, "Time until half of the swelling has gone.", "E05, E09: what is left in the next morning, and walking that undoes a gain.", "Time from the end of the assessed phase until half of its edema has receded. If that takes longer than the rest of the timeline, the duration of this rest: 0 if the assessed phase is the last.";
            EdemaRecoveryH, edema_recovery_h, "h", Calibrated, "Time until nine tenths of the swelling have gone.", "E05, E09: what is left in the next morning, and walking that undoes a gain.", "Time from the end of the assessed phase until nine tenths of its edema have receded. If that takes longer than the rest of the timeline, the duration of this rest: 0 if the assessed phase is the last.";
            EdemaLeftPct, edema_left_pct, "%", Calibrated, "Share of the swelling that is left at the end.", "E05: what is left in the next morning.", "Share of the assessed phase's edema that is left at the end of the timeline: 100 if the assessed phase is the last, and 0 for people who did not swell.";
            SwellingChronicMl, swelling_chronic_ml, "mL", Assumed, "Fluid that ordinary days have left in the leg.", "No row: balance of filtration and lymph over ordinary days.", "Interstitial fluid in one lower leg with its foot after a night, in addition to that of the reference person: what ordinary days have left.";
            SwellingMl, swelling_ml, "mL", Assumed, "All fluid beyond a healthy leg in the morning.", "edema_ml and swelling_chronic_ml; the second has no row.", "Interstitial fluid in one lower leg with its foot at the end of the assessed phase, in addition to that of the reference person after a night: what ordinary days, the time before the timeline and the timeline have left. Arms that change ordinary days (salt, weight, shoes) begin from another fluid, so compare them by this outcome and not by edema_ml.";
            LymphSaturated, lymph_saturated, "1", Assumed, "Whether the lymph vessels work at their limit.", "No row: the largest lymph flow is an assumption.", "1 if the lymph flow reaches its largest value on ordinary days, else 0.";
            PooledVenousMl, pooled_venous_ml, "mL", Calibrated, "Blood in the veins of one lower leg, beyond that while lying.", "C09, C23: venous volume by plethysmography, and blood pooled in the whole leg.", "Venous blood in one lower leg with its foot at the end of the assessed phase, in addition to the amount while lying at rest.";
            PoplitealFlowMlMin, popliteal_flow_ml_min, "mL/min", Measured, "Blood flow out of the lower leg.", "C24, E19: inflow upright over lying, and the change over an hour of sitting.", "Mean blood flow from the lower leg into the popliteal vein over the assessed phase.";
            PoplitealVelocityCmS, popliteal_velocity_cm_s, "cm/s", Measured, "Speed of the blood behind the knee.", "C25a, E18: sitting over lying, and seated ankle exercise.", "Mean blood velocity in the popliteal vein over the assessed phase.";
            AnkleVeinPressureMmhg, ankle_vein_pressure_mmhg, "mmHg", Measured, "Pressure in a vein at the ankle.", "C01, C02, C04: standing, lying and walking.", "Mean pressure in the saphenous vein at the ankle over the assessed phase.";
            ResidenceMaxMin, residence_max_min, "min", Assumed, "Largest age of the blood in the calf muscle.", "No row: mixing in the veins of the calf muscle was never measured.", "Largest value of the mean age of the blood in the soleal sinuses during the assessed phase.";
            ResidenceMeanMin, residence_mean_min, "min", Assumed, "Mean age of the blood in the calf muscle.", "No row: mixing in the veins of the calf muscle was never measured.", "Mean age of the blood in the soleal sinuses over the assessed phase.";
            LowShearMin, low_shear_min, "min", Assumed, "Time with slow flow along the walls of deep veins.", "No row: follows from flow and the size of veins.", "Time in the assessed phase during which the wall shear rate in the deep calf veins is below the threshold.";
            StasisDose, stasis_dose, "h", Assumed, "Readiness of standing blood to clot, added up.", "No row: its constants were never measured in people, and its absolute value has no meaning.", "Time integral of procoagulant activity in the valve pockets over the assessed phase.";
            StasisDoseVehicle, stasis_dose_vehicle, "h", Assumed, "The part of it in the seat of a vehicle.", "No row: see stasis_dose.", "The part of stasis_dose that arises in the seat of a vehicle.";
            StasisDoseOrdinary, stasis_dose_ordinary, "h", Assumed, "The same for as many hours of an ordinary day and night.", "No row: see stasis_dose.", "The stasis dose that the person would have in the same time at the mean activity of an ordinary day and night.";
            EjectionFractionPct, ejection_fraction_pct, "%", Measured, "How well one tiptoe empties the calf.", "C11, C13c, C14a, E20: sound legs, varices, deep reflux, and six months of training.", "Share of the calf's venous volume that one tiptoe from quiet standing expels.";
        }
    };
}

macro_rules! leg_struct {
    ($( $variant:ident, $name:ident, $unit:literal, $trust:ident, $plain:literal, $rests:literal, $doc:literal; )*) => {
        /// The outcomes of a leg at the end of its day, in the order of the columns.
        #[derive(Clone, Copy, Debug)]
        pub struct LegOutcomes<R> {
            $( #[doc = $doc] pub $name: R, )*
        }

        shaped!(LegOutcomes { $( $name: $doc ),* });

        const COUNT: usize = [$( $unit, )*].len();

        impl<R> LegOutcomes<R> {
            /// Number of outcomes.
            pub const COUNT: usize = COUNT;

            /// The values, in the order of the columns.
            #[inline(always)]
            pub fn to_array(self) -> [R; COUNT] {
                [$( self.$name, )*]
            }
        }
    };
}

leg_outcomes!(leg_struct);

pub(crate) use leg_outcomes;
