//! What can be followed in one leg: columns of a trace, and what measurements read.

use super::measure::measures;

measures! {
    /// A quantity of one leg at one moment; one column of a trace.
    Signal:
    PressureFoot, "pressure_foot_mmhg", "mmHg", "Pressure in the foot veins.";
    PressureSuperficialPosterior, "pressure_superficial_posterior_mmhg", "mmHg", "Pressure in the gastrocnemius veins and soleal sinuses.";
    PressureDeepPosterior, "pressure_deep_posterior_mmhg", "mmHg", "Pressure in the posterior tibial and peroneal veins.";
    PressureAnterior, "pressure_anterior_mmhg", "mmHg", "Pressure in the anterior tibial veins.";
    PressureLateral, "pressure_lateral_mmhg", "mmHg", "Pressure in the veins of the lateral compartment.";
    PressureSuperficial, "pressure_superficial_mmhg", "mmHg", "Pressure in the saphenous veins below the knee.";
    PressureThigh, "pressure_thigh_mmhg", "mmHg", "Pressure in the popliteal and femoral veins.";
    VolumeFoot, "volume_foot_ml", "mL", "Blood in the foot veins.";
    VolumeSuperficialPosterior, "volume_superficial_posterior_ml", "mL", "Blood in the gastrocnemius veins and soleal sinuses.";
    VolumeDeepPosterior, "volume_deep_posterior_ml", "mL", "Blood in the posterior tibial and peroneal veins.";
    VolumeAnterior, "volume_anterior_ml", "mL", "Blood in the anterior tibial veins.";
    VolumeLateral, "volume_lateral_ml", "mL", "Blood in the veins of the lateral compartment.";
    VolumeSuperficial, "volume_superficial_ml", "mL", "Blood in the saphenous veins below the knee.";
    VolumeThigh, "volume_thigh_ml", "mL", "Blood in the popliteal and femoral veins.";
    ExternalFoot, "external_foot_mmhg", "mmHg", "Pressure from outside on the foot veins.";
    ExternalSuperficialPosterior, "external_superficial_posterior_mmhg", "mmHg", "Pressure from outside on the gastrocnemius veins and soleal sinuses.";
    ExternalDeepPosterior, "external_deep_posterior_mmhg", "mmHg", "Pressure from outside on the posterior tibial and peroneal veins.";
    ExternalAnterior, "external_anterior_mmhg", "mmHg", "Pressure from outside on the anterior tibial veins.";
    ExternalLateral, "external_lateral_mmhg", "mmHg", "Pressure from outside on the veins of the lateral compartment.";
    ExternalSuperficial, "external_superficial_mmhg", "mmHg", "Pressure from outside on the saphenous veins below the knee.";
    ExternalThigh, "external_thigh_mmhg", "mmHg", "Pressure from outside on the popliteal and femoral veins.";
    FlowFootDeepPosterior, "flow_foot_deep_posterior_ml_s", "mL/s", "Flow from foot to posterior tibial veins.";
    FlowFootAnterior, "flow_foot_anterior_ml_s", "mL/s", "Flow from foot to anterior tibial veins.";
    FlowFootLateral, "flow_foot_lateral_ml_s", "mL/s", "Flow from foot to lateral compartment veins.";
    FlowFootSuperficial, "flow_foot_superficial_ml_s", "mL/s", "Flow from foot to saphenous veins.";
    FlowGastrocnemiusPerforators, "flow_gastrocnemius_perforators_ml_s", "mL/s", "Inward flow of the gastrocnemius perforators.";
    FlowCockettPerforators, "flow_cockett_perforators_ml_s", "mL/s", "Inward flow of Cockett's perforators.";
    FlowBoydPerforator, "flow_boyd_perforator_ml_s", "mL/s", "Inward flow of Boyd's perforator.";
    FlowAnteriorPerforators, "flow_anterior_perforators_ml_s", "mL/s", "Inward flow of the anterior perforators.";
    FlowLateralPerforators, "flow_lateral_perforators_ml_s", "mL/s", "Inward flow of the lateral perforators.";
    FlowSuperficialPosteriorPopliteal, "flow_superficial_posterior_popliteal_ml_s", "mL/s", "Flow from gastrocnemius veins and soleal sinuses to the popliteal vein.";
    FlowDeepPosteriorPopliteal, "flow_deep_posterior_popliteal_ml_s", "mL/s", "Flow from deep posterior to popliteal veins.";
    FlowAnteriorPopliteal, "flow_anterior_popliteal_ml_s", "mL/s", "Flow from anterior to popliteal veins.";
    FlowLateralPopliteal, "flow_lateral_popliteal_ml_s", "mL/s", "Flow from lateral to popliteal veins.";
    FlowSaphenofemoral, "flow_saphenofemoral_ml_s", "mL/s", "Flow through the saphenofemoral junction.";
    FlowSaphenopopliteal, "flow_saphenopopliteal_ml_s", "mL/s", "Flow through the saphenopopliteal junction.";
    FlowFemoralIliac, "flow_femoral_iliac_ml_s", "mL/s", "Flow from the femoral to the iliac vein.";
    Inflow, "inflow_ml_s", "mL/s", "Arterial inflow of the whole leg.";
    PerforatorInflow, "perforator_inflow_ml_s", "mL/s", "Net inward flow of all perforators.";
    PoplitealFlow, "popliteal_flow_ml_s", "mL/s", "Flow of the lower leg into the popliteal vein, saphenopopliteal junction included.";
    PoplitealVelocity, "popliteal_velocity_cm_s", "cm/s", "Lumen mean velocity in the popliteal vein.";
    FemoralVelocity, "femoral_velocity_cm_s", "cm/s", "Lumen mean velocity in the common femoral vein.";
    DorsalFootPressure, "dorsal_foot_pressure_mmhg", "mmHg", "Pressure in a dorsal foot vein, as measured by a needle there.";
    AnkleVeinPressure, "ankle_vein_pressure_mmhg", "mmHg", "Saphenous pressure at the ankle.";
    PoplitealPressure, "popliteal_pressure_mmhg", "mmHg", "Pressure in the popliteal vein behind the knee.";
    CalfCapillaryPressure, "calf_capillary_pressure_mmhg", "mmHg", "Capillary pressure in calf tissue.";
    MuscleSuperficialPosterior, "muscle_superficial_posterior_mmhg", "mmHg", "Intramuscular pressure of gastrocnemius and soleus.";
    MuscleDeepPosterior, "muscle_deep_posterior_mmhg", "mmHg", "Intramuscular pressure of the deep posterior compartment.";
    MuscleAnterior, "muscle_anterior_mmhg", "mmHg", "Intramuscular pressure of tibialis anterior.";
    MuscleLateral, "muscle_lateral_mmhg", "mmHg", "Intramuscular pressure of the peroneal muscles.";
    CalfBlood, "calf_blood_ml", "mL", "Venous blood of the calf: what an air plethysmograph around it sees.";
    LegBlood, "leg_blood_ml", "mL", "Venous blood of the whole leg.";
    CalfVolumeChangePct, "calf_volume_change_pct", "%", "Gain of calf volume, blood and tissue fluid, over lying at rest.";
    FootVolumeChangePct, "foot_volume_change_pct", "%", "Gain of foot volume, blood and tissue fluid, over lying at rest.";
    LegVolumeChange, "leg_volume_change_ml", "mL", "Gain of lower-leg volume, foot included, blood and tissue fluid, over lying at rest.";
    FluidFoot, "fluid_foot_ml", "mL", "Interstitial fluid gained by foot and ankle.";
    FluidCalf, "fluid_calf_ml", "mL", "Interstitial fluid gained by the calf.";
    FluidCalfPct, "fluid_calf_pct", "%", "Interstitial fluid gained by the calf, of its volume.";
    InterstitialFoot, "interstitial_foot_mmhg", "mmHg", "Interstitial pressure around the capillaries of the foot, over that after a night's rest.";
    InterstitialCalf, "interstitial_calf_mmhg", "mmHg", "Interstitial pressure around the capillaries of the calf, over that after a night's rest.";
    FiltrationFoot, "filtration_foot_ml_min", "mL/min", "Capillary filtration of foot and ankle.";
    FiltrationCalf, "filtration_calf_ml_min", "mL/min", "Capillary filtration of the calf.";
    AnkleCircumferenceChange, "ankle_circumference_change_mm", "mm", "Gain of ankle girth over lying at rest.";
    CalfCircumferenceChange, "calf_circumference_change_mm", "mm", "Gain of calf girth over lying at rest.";
    ResidenceSinus, "residence_sinus_min", "min", "Mean age of the blood in the soleal sinuses.";
    ResidencePocket, "residence_pocket_min", "min", "Mean age of the blood in valve pockets.";
    ProcoagulantActivity, "procoagulant_activity", "1", "Procoagulant activity in the pockets.";
    WallShear, "wall_shear_per_s", "1/s", "Wall shear rate in the deep calf veins.";
    CalfTissue, "calf_tissue_ml", "mL", "Tissue volume of the calf, which percentages refer to.";
    CalfCuff, "calf_cuff_mmhg", "mmHg", "Pressure of a cuff around the calf.";
    ThighCuff, "thigh_cuff_mmhg", "mmHg", "Pressure of a cuff around the thigh.";
}
