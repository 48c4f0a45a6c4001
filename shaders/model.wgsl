// The leg model, generated from src/model. Do not edit: a test compares this file with the model. SOLEUS_BLESS=1 cargo
// test --release --lib tracer generates it again.
//
// Pressures in mmHg, volumes in mL, times in seconds unless a name says otherwise.

// The constants of the model.
struct Params {
    // Hydrostatic pressure of a column of blood. (mmHg/cm)
    blood_weight_mmhg_cm: f32,
    // Slope of pressure over relative volume in calf veins near zero pressure. (mmHg)
    wall_deep_soft_mmhg: f32,
    // Relative gain of volume at which calf veins become stiff. (1)
    wall_deep_knee: f32,
    // Slope of pressure over relative volume in full calf veins. (mmHg)
    wall_deep_firm_mmhg: f32,
    // Increase of this slope per relative gain of volume. (mmHg)
    wall_deep_stiffening_mmhg: f32,
    // Slope of pressure over relative volume in full superficial veins. (mmHg)
    wall_superficial_firm_mmhg: f32,
    // Slope of pressure over relative volume in full foot veins. (mmHg)
    wall_foot_firm_mmhg: f32,
    // Slope of pressure over relative volume in full popliteal and femoral veins. (mmHg)
    wall_thigh_firm_mmhg: f32,
    // Relative gain of volume at which popliteal and femoral veins become stiff. (1)
    wall_thigh_knee: f32,
    // Increase of the resistance to collapse per relative loss of volume. (mmHg)
    wall_buckling_mmhg: f32,
    // Relative loss of volume above which a vein resists further collapse. (1)
    wall_buckling_from: f32,
    // Volume of the foot veins at zero pressure. (mL)
    volume_foot_ml: f32,
    // Volume of the gastrocnemius veins and soleal sinuses at zero pressure. (mL)
    volume_superficial_posterior_ml: f32,
    // Volume of the posterior tibial and peroneal veins at zero pressure. (mL)
    volume_deep_posterior_ml: f32,
    // Volume of the anterior tibial veins at zero pressure. (mL)
    volume_anterior_ml: f32,
    // Volume of the veins of the lateral compartment at zero pressure. (mL)
    volume_lateral_ml: f32,
    // Volume of the saphenous veins below the knee, with their branches, at zero pressure. (mL)
    volume_superficial_ml: f32,
    // Relative growth of the superficial veins' volume at zero pressure in a leg without superficial valves. (1)
    varicose_dilation: f32,
    // Volume of the popliteal and femoral veins at zero pressure. (mL)
    volume_thigh_ml: f32,
    // Conductance from the foot veins to the posterior tibial veins. (mL/s/mmHg)
    conductance_foot_deep: f32,
    // Conductance from the foot veins to the anterior tibial veins. (mL/s/mmHg)
    conductance_foot_anterior: f32,
    // Conductance from the foot veins to the veins of the lateral compartment. (mL/s/mmHg)
    conductance_foot_lateral: f32,
    // Forward conductance from the foot veins to the saphenous veins. (mL/s/mmHg)
    conductance_foot_superficial: f32,
    // Conductance from the superficial veins to the gastrocnemius veins and soleal sinuses. (mL/s/mmHg)
    conductance_gastrocnemius_perforators: f32,
    // Conductance from the superficial veins to the deep posterior veins at the lower leg. (mL/s/mmHg)
    conductance_cockett_perforators: f32,
    // Conductance from the superficial veins to the deep posterior veins near the knee. (mL/s/mmHg)
    conductance_boyd_perforator: f32,
    // Conductance from the superficial veins to the anterior veins. (mL/s/mmHg)
    conductance_anterior_perforators: f32,
    // Conductance from the superficial veins to the lateral veins. (mL/s/mmHg)
    conductance_lateral_perforators: f32,
    // Conductance from the gastrocnemius veins and soleal sinuses to the popliteal vein. (mL/s/mmHg)
    conductance_superficial_posterior: f32,
    // Conductance from the deep posterior veins to the popliteal vein. (mL/s/mmHg)
    conductance_deep_posterior: f32,
    // Conductance from the anterior veins to the popliteal vein. (mL/s/mmHg)
    conductance_anterior: f32,
    // Conductance from the lateral veins to the popliteal vein. (mL/s/mmHg)
    conductance_lateral: f32,
    // Conductance from the superficial veins to the femoral vein. (mL/s/mmHg)
    conductance_saphenofemoral: f32,
    // Conductance from the superficial veins to the popliteal vein. (mL/s/mmHg)
    conductance_saphenopopliteal: f32,
    // Conductance from the femoral vein to the iliac vein. (mL/s/mmHg)
    conductance_outflow: f32,
    // Backward conductance of a superficial vein without valves, relative to its forward conductance. (1)
    leak_superficial: f32,
    // Backward conductance of a deep vein without valves, relative to its forward conductance. (1)
    leak_deep: f32,
    // Backward conductance from the saphenous veins to the foot veins, relative to the forward conductance. (1)
    leak_foot_superficial: f32,
    // Backward conductance of a perforator without valves, relative to its forward conductance. (1)
    leak_perforator: f32,
    // Backward conductance from the iliac vein to the femoral vein, relative to the forward conductance. (1)
    leak_outflow: f32,
    // Pressure difference that opens a valve fully. (mmHg)
    valve_opening_mmhg: f32,
    // Arterial inflow to foot veins, supine. (mL/s)
    inflow_foot_ml_s: f32,
    // Arterial inflow to superficial posterior veins, supine. (mL/s)
    inflow_superficial_posterior_ml_s: f32,
    // Arterial inflow to deep posterior veins, supine. (mL/s)
    inflow_deep_posterior_ml_s: f32,
    // Arterial inflow to anterior veins, supine. (mL/s)
    inflow_anterior_ml_s: f32,
    // Arterial inflow to lateral veins, supine. (mL/s)
    inflow_lateral_ml_s: f32,
    // Arterial inflow to superficial veins, supine. (mL/s)
    inflow_superficial_ml_s: f32,
    // Arterial inflow to femoral veins, supine. (mL/s)
    inflow_thigh_ml_s: f32,
    // Mean arterial pressure at the level of zero venous pressure. (mmHg)
    arterial_mmhg: f32,
    // Perfusion pressure (arterial minus venous pressure) above which the resting inflow is constant. (mmHg)
    autoregulation_mmhg: f32,
    // Largest relative reduction of inflow by the venoarteriolar reflex. (1)
    reflex_gain: f32,
    // The same for the foot. (1)
    reflex_gain_foot: f32,
    // Venous pressure at which the venoarteriolar reflex begins. (mmHg)
    reflex_from_mmhg: f32,
    // Pressure range over which the venoarteriolar reflex reaches its full strength. (mmHg)
    reflex_span_mmhg: f32,
    // Relative rise of arterial inflow per degree of air temperature above 24 °C. (1/K)
    heat_inflow_per_c: f32,
    // Relative rise of the volume at zero pressure of foot and superficial veins per degree. (1/K)
    heat_veins_per_c: f32,
    // Relative rise of the capillary filtration coefficient per degree. (1/K)
    heat_filtration_per_c: f32,
    // Relative rise of lymph flow per degree. (1/K)
    heat_lymph_per_c: f32,
    // Time constant of the venoarteriolar reflex. (s)
    reflex_time_s: f32,
    // Relative rise of calf inflow at the metabolic rate of walking. (1)
    hyperemia_gain: f32,
    // Rise of inflow in foot and skin during exercise, as a share of that in the calf. (1)
    hyperemia_share: f32,
    // Time constant of exercise hyperemia. (s)
    hyperemia_time_s: f32,
    // Slow growth of vein volume (creep), relative to the immediate growth. (1)
    creep_strain: f32,
    // Time constant of creep. (s)
    creep_time_s: f32,
    // Capillary filtration coefficient of the calf. (mL/min/100 mL/mmHg)
    filtration_calf: f32,
    // Capillary filtration coefficient of the foot and ankle. (mL/min/100 mL/mmHg)
    filtration_foot: f32,
    // Difference between capillary and venous pressure at resting inflow. (mmHg)
    capillary_drop_mmhg: f32,
    // Share of this difference that is proportional to the inflow. (1)
    capillary_protection: f32,
    // Reflection coefficient for plasma protein. (1)
    reflection: f32,
    // Relative rise of the plasma's colloid pressure per filtered fraction of plasma. (1)
    colloid_concentration_gain: f32,
    // Resting plasma flow of the leg's tissue. (mL/min/100 mL)
    plasma_flow_ml_min: f32,
    // Interstitial colloid pressure around the capillaries after a night's rest. (mmHg)
    interstitial_colloid_mmhg: f32,
    // Fluid around the capillaries whose protein is diluted by filtration. (mL/100 mL)
    pericapillary_volume_ml: f32,
    // Time constant with which capillaries stop to take fluid back. (min)
    absorption_fading_min: f32,
    // Rise of interstitial pressure before the tissue begins to swell. (mmHg)
    tissue_margin_mmhg: f32,
    // Gain of fluid that causes this rise. (mL/100 mL)
    tissue_margin_ml: f32,
    // Stiffness of the fast tissue compartment (around the capillaries). (mmHg/(mL/100 mL))
    pericapillary_stiffness: f32,
    // Stiffness of the fast tissue compartment of the foot. (mmHg/(mL/100 mL))
    pericapillary_stiffness_foot: f32,
    // Conductance from the fast to the slow tissue compartment. (mL/min/100 mL/mmHg)
    spread_conductance: f32,
    // Stiffness of the slow tissue compartment. (mmHg/(mL/100 mL))
    tissue_stiffness: f32,
    // Stiffness of the slow tissue compartment of the foot. (mmHg/(mL/100 mL))
    tissue_stiffness_foot: f32,
    // Lymph flow after a night's rest. (mL/min/100 mL)
    lymph_ml_min: f32,
    // Relative rise of lymph flow with interstitial pressure. (1/mmHg)
    lymph_gain_mmhg: f32,
    // Largest lymph flow, relative to that after a night's rest. (1)
    lymph_limit: f32,
    // Relative rise of lymph flow by walking. (1)
    lymph_movement_gain: f32,
    // Share of a stocking's pressure that reaches superficial veins. (1)
    transmission_skin: f32,
    // Share of a stocking's pressure that reaches deep veins. (1)
    transmission_muscle: f32,
    // Share of the muscle pressure that acts on the veins in the muscle. (1)
    transmission_contraction: f32,
    // Relative rise of muscle pressure per relative rise of strength. (1)
    strength_share: f32,
    // Narrowing of veins with reflux by a stocking, relative to that of healthy veins. (1)
    stocking_narrowing: f32,
    // Pressure of a stocking on the foot, relative to that at the ankle. (1)
    stocking_foot: f32,
    // Pressure of a stocking on the superficial veins of the lower leg, relative to that at the ankle. (1)
    stocking_shank: f32,
    // Pressure of a stocking on the calf, relative to that at the ankle. (1)
    stocking_calf: f32,
    // Share of the volume of the calf's deep veins that one spontaneous movement expels. (1)
    fidget_stroke: f32,
    // Relative rise of lymph flow per spontaneous movement per second. (s)
    fidget_lymph_per_hz: f32,
    // Weight shifts of a standing person. (1/min)
    sway_per_min: f32,
    // Share of the volume of the calf's deep veins that one weight shift expels. (1)
    sway_stroke: f32,
    // Share of the flow through the soleal sinuses, strokes apart, that exchanges their blood. (1)
    sinus_mixing: f32,
    // Share of the flow through the deep veins, strokes apart, that exchanges the blood of valve pockets. (1)
    pocket_mixing: f32,
    // Share of the blood that refills an emptied vein and mixes with what is left in it. (1)
    pulse_mixing: f32,
    // Age of the blood in valve pockets above which procoagulant activity is produced. (min)
    hypoxia_from_min: f32,
    // Spread of the ages of blood in a valve pocket: 1 as in a mixed vessel (exponential), 0 if all of it has the mean age. (1)
    pocket_age_spread: f32,
    // Excess over this age that produces one unit of activity per hour. (min)
    hypoxia_span_min: f32,
    // Rate at which procoagulant activity decays. (1/h)
    activity_decay_h: f32,
    // Wall shear rate below which shear counts as low. (1/s)
    low_shear_per_s: f32,
    // Length of the deep calf veins. (cm)
    deep_vein_length_cm: f32,
    // Number of parallel deep calf veins. (1)
    deep_vein_count: f32,
    // Cross-section of the femoral vein, divided by the venous volume of the thigh. (1/cm)
    femoral_share_per_cm: f32,
    // Cross-section of the popliteal vein, divided by the venous volume of the thigh. (1/cm)
    popliteal_share_per_cm: f32,
    // Incidence of clots, relative to the built-in incidence by age and sex. (1)
    risk_incidence_rel: f32,
    // Rise of the logarithm of the hazard per unit of body mass index. (m2/kg)
    risk_body_mass_per_kg_m2: f32,
    // Rise of the logarithm of a man's hazard per centimeter of stature. (1/cm)
    risk_stature_man_per_cm: f32,
    // Rise of the logarithm of a woman's hazard per centimeter of stature. (1/cm)
    risk_stature_woman_per_cm: f32,
    // Hazard ratio of manifest varices. (1)
    risk_varices: f32,
    // Hazard ratio of smoking. (1)
    risk_smoker: f32,
    // Hazard ratio of combined oral contraceptives. (1)
    risk_oral_contraceptive: f32,
    // Hazard ratio of menopausal hormone therapy. (1)
    risk_hrt: f32,
    // Hazard ratio of pregnancy. (1)
    risk_pregnant: f32,
    // Hazard ratio of the 12 weeks after birth. (1)
    risk_postpartum: f32,
    // Hazard ratio of inherited thrombophilia. (1)
    risk_thrombophilia: f32,
    // Hazard ratio of active cancer. (1)
    risk_cancer: f32,
    // Hazard ratio of surgery in the last three months. (1)
    risk_recent_surgery: f32,
    // Hazard ratio of an earlier clot. (1)
    risk_prior_vte: f32,
    // Hazard ratio of taking an anticoagulant. (1)
    risk_anticoagulant: f32,
    // Reference stasis dose in a vehicle, to which risk_link_gain refers. (h)
    risk_dose_reference_h: f32,
    // Hazard that the reference dose in a vehicle adds, relative to the hazard without it. (1)
    risk_link_gain: f32,
    // Hazard that a dose adds in a vehicle, relative to elsewhere (cabin air, sleep, stress, little space for the legs). (1)
    risk_travel_factor: f32,
    // Share of people in whom a screening finds a clot without an exposure. (1)
    risk_screening_background: f32,
    // Number of clots that a screening finds for each clot with symptoms, among the clots that an exposure adds. (1)
    risk_screening_ratio: f32,
}

// The inputs of one person's leg.
struct Leg {
    // Stature (cm).
    stature_cm: f32,
    // Volume of the veins, relative to the reference person.
    vein_volume: f32,
    // Conductance of the veins, relative to the reference person.
    conductance: f32,
    // Stiffness of the vein walls, relative to a young man.
    vein_stiffness: f32,
    // Calf strength and ankle range, relative to the reference person.
    strength: f32,
    // Pressure of the loaded foot on its veins, relative to flat shoes.
    foot_pump: f32,
    // Incompetence of superficial valves (0 competent, 1 no valve).
    reflux_superficial: f32,
    // Incompetence of deep valves (0 competent, 1 no valve).
    reflux_deep: f32,
    // Incompetence of perforator valves (0 competent, 1 no valve).
    reflux_perforator: f32,
    // Iliofemoral conductance, as a share of that without obstruction.
    outflow: f32,
    // Conductance at the groin with bent hips, as a share of that with straight hips.
    bent_outflow: f32,
    // Conductance at the knee with bent knees, as a share of that with straight knees.
    bent_popliteal: f32,
    // Abdominal pressure above that of the reference person (mmHg).
    abdominal_mmhg: f32,
    // Arterial inflow at rest, relative to the reference person.
    inflow: f32,
    // Tissue volume of the calf (mL).
    calf_ml: f32,
    // Tissue volume of foot and ankle (mL).
    foot_ml: f32,
    // Tissue volume of the thigh (mL).
    thigh_ml: f32,
    // Largest calf girth (mm).
    calf_girth_mm: f32,
    // Smallest ankle girth (mm).
    ankle_girth_mm: f32,
    // Spontaneous movements per second while seated.
    fidget_hz: f32,
    // Colloid osmotic pressure of the plasma (mmHg).
    colloid_mmhg: f32,
    // Lymph flow, relative to the reference person.
    lymph: f32,
    // Constant of the foot's filtration pressure, with which the lying reference person is in balance (mmHg).
    balance_foot_mmhg: f32,
    // Constant of the calf's filtration pressure, with which the lying reference person is in balance (mmHg).
    balance_calf_mmhg: f32,
    // Constant of the thigh's filtration pressure, with which the lying reference person is in balance (mmHg).
    balance_thigh_mmhg: f32,
    // Fluid that the reference person's foot carries in the morning (mL/100 mL).
    carried_foot: f32,
    // Fluid that the reference person's calf carries in the morning (mL/100 mL).
    carried_calf: f32,
}

// Constants of one region of a person's leg.
struct Tissue {
    // Capillary filtration coefficient (mL/min/100 mL/mmHg).
    filtration: f32,
    // Difference between capillary and venous pressure at resting inflow (mmHg).
    capillary_drop_mmhg: f32,
    // Share of this difference that is proportional to the inflow.
    protection: f32,
    // Reflection coefficient of the capillary wall for protein.
    reflection: f32,
    // Colloid osmotic pressure of the plasma (mmHg).
    colloid_mmhg: f32,
    // The constant that is added to the filtration pressure. With it, the filtration of the lying reference person equals the
    // lymph flow (mmHg).
    balance_mmhg: f32,
    // Time constant of the pressure that opposes absorption (min).
    opposing_min: f32,
    // Rise of the plasma's colloid pressure per unit of filtration, at resting plasma flow (mmHg/(mL/min/100 mL)).
    concentration: f32,
    // Interstitial colloid osmotic pressure after a night's rest (mmHg).
    interstitial_colloid_mmhg: f32,
    // Fluid around the capillaries after a night's rest (mL/100 mL).
    pericapillary_ml: f32,
    // Stiffness of both compartments within the margin (mmHg/(mL/100 mL)).
    margin_stiffness: f32,
    // The margin: the gain of fluid up to which a compartment is stiff (mL/100 mL).
    margin_ml: f32,
    // Stiffness of the fast compartment above the margin (mmHg/(mL/100 mL)).
    fast_stiffness: f32,
    // Stiffness of the slow compartment above the margin (mmHg/(mL/100 mL)).
    slow_stiffness: f32,
    // Conductance from the fast to the slow compartment (mL/min/100 mL/mmHg).
    spread: f32,
    // Lymph flow after a night's rest (mL/min/100 mL).
    lymph: f32,
    // Relative rise of lymph flow per rise of interstitial pressure (1/mmHg).
    lymph_gain: f32,
    // Largest lymph flow, relative to that after a night's rest.
    lymph_limit: f32,
}

// The wall of a group of veins. `firm` and `stiffening` include the person's relative stiffness. Gains are gains of volume, relative to
// the volume at zero pressure; slopes are derivatives of the pressure with respect to the gain.
struct Wall {
    // Gain at which the wall becomes firm.
    knee: f32,
    // Slope at zero pressure (mmHg).
    soft: f32,
    // Half of the increase of the slope per gain below the knee (mmHg).
    bend: f32,
    // Slope at the knee (mmHg).
    firm: f32,
    // Half of the increase of the slope per gain above the knee (mmHg).
    stiffening: f32,
    // Half of the increase of the slope per loss of volume below `shut` (mmHg).
    buckling: f32,
    // Gain (negative) below which the vein resists further collapse.
    shut: f32,
}

// The pressure range over which a valve opens.
struct ValveWidth {
    // Pressure difference that opens the valve fully (mmHg).
    mmhg: f32,
    // Its reciprocal (1/mmHg).
    inverse: f32,
    // Half of its reciprocal (1/mmHg).
    half_inverse: f32,
}

// Constants of the stasis equations.
struct Stasis {
    // Share of the flow through the soleal sinuses that exchanges their blood.
    sinus_mixing: f32,
    // Share of the flow through the deep veins that exchanges the blood of valve pockets.
    pocket_mixing: f32,
    // Share of the emptied volume that returns as fresh blood.
    pulse_mixing: f32,
    // Share of the volume of the veins that one spontaneous movement expels.
    fidget_stroke: f32,
    // Renewal of the veins by one spontaneous movement, from `renewal`.
    fidget_renewal: f32,
    // Share of the volume that one weight shift expels.
    sway_stroke: f32,
    // Renewal of the veins by one weight shift.
    sway_renewal: f32,
    // Age above which blood in valve pockets produces activity (min).
    hypoxia_from_min: f32,
    // Spread of the ages of blood in a valve pocket: 1 as in a mixed vessel, 0 if all of it has the mean age.
    age_spread: f32,
    // Production of activity per hour and per minute of age above that limit (1/min).
    production: f32,
    // Rate at which activity decays (1/h).
    decay: f32,
}

// The leg of one person. It does not change during a simulation.
struct Body {
    // The person's inputs.
    leg: Leg,
    // Walls of the foot, deep calf, superficial and thigh veins.
    walls: array<Wall, 4>,
    // Reciprocal of each node's volume at zero pressure, before creep (1/mL).
    inverse_rest_ml: array<f32, 7>,
    // Reciprocal of the calf's venous volume at zero pressure (1/mL).
    inverse_calf_rest_ml: f32,
    // Arterial inflow of each node at rest, lying (mL/s).
    inflow_ml_s: array<f32, 7>,
    // Reciprocal of the perfusion pressure above which the inflow is constant (1/mmHg).
    inverse_autoregulation: f32,
    // Forward and backward conductances (mL/s/mmHg) from the foot veins to the deep posterior, anterior and lateral veins.
    foot_deep: array<vec2<f32>, 3>,
    // The same, from the foot veins to the superficial veins.
    foot_superficial: vec2<f32>,
    // The same, from the superficial veins to each muscle compartment.
    perforators: array<vec2<f32>, 4>,
    // The same, from each muscle compartment to the popliteal vein.
    drainage: array<vec2<f32>, 4>,
    // The same, for the saphenous junctions.
    junctions: vec2<f32>,
    // The same, from the femoral vein to the iliac vein, for a straight leg.
    outflow: vec2<f32>,
    // Tissue of foot and ankle, of the calf and of the thigh.
    tissue: array<Tissue, 3>,
    // Pressure range over which valves open.
    valve_width: ValveWidth,
    // Constants of the stasis equations.
    stasis: Stasis,
}

// The state of a region's tissue. Volumes are gains since a night's rest (mL/100 mL).
struct Fluid {
    // Fluid in the fast compartment.
    fast: f32,
    // Fluid in the slow compartment.
    slow: f32,
    // The pressure that opposes absorption (mmHg).
    opposing_mmhg: f32,
}

// The state of stagnant blood.
struct Stagnation {
    // Mean age of the blood in the soleal sinuses (min).
    sinus_min: f32,
    // Mean age of the blood in valve pockets (min).
    pocket_min: f32,
    // Procoagulant activity in valve pockets (1).
    activity: f32,
}

// The state variables of a leg.
struct State {
    // Venous volumes (mL).
    volume: array<f32, 7>,
    // Tissue fluid of foot and ankle, of the calf and of the thigh.
    fluid: array<Fluid, 3>,
    // Venoarteriolar reflex of the foot and of the rest of the leg (share by which it lowers the inflow).
    reflex: array<f32, 2>,
    // Calf inflow, relative to that without exercise.
    hyperemia: f32,
    // Creep of the veins: relative growth of their volume at zero pressure.
    creep: f32,
    // Ages of the blood, and procoagulant activity.
    stagnation: Stagnation,
    // Capillary filtration in foot, calf and thigh, which the blood loses (mL/s).
    filtration_ml_s: array<f32, 3>,
}

// The conditions that posture, activity and surroundings cause: the inputs of the leg model that change during a day.
struct Channels {
    // Depth of the foot veins below the zero-pressure level (share of stature).
    depth_foot: f32,
    // Depth of the saphenous veins below the knee (share of stature).
    depth_superficial: f32,
    // Depth of the muscle compartments (share of stature).
    depth_deep: f32,
    // Depth of the popliteal and femoral veins (share of stature).
    depth_thigh: f32,
    // Depth of the ankle, where vein pressure is measured (share of stature).
    depth_ankle: f32,
    // Pressure in the iliac vein of the reference person (mmHg).
    central_mmhg: f32,
    // Share of the person's abdominal pressure that is added to it.
    abdominal_share: f32,
    // Flexion of hip and knee (0 straight, 1 seated).
    flexion: f32,
    // Peak pressure of the superficial posterior compartment (mmHg).
    muscle_superficial_posterior_mmhg: f32,
    // Peak pressure of the deep posterior compartment (mmHg).
    muscle_deep_posterior_mmhg: f32,
    // Peak pressure of the anterior compartment (mmHg).
    muscle_anterior_mmhg: f32,
    // Peak pressure of the lateral compartment (mmHg).
    muscle_lateral_mmhg: f32,
    // Peak pressure on the plantar veins (mmHg).
    foot_load_mmhg: f32,
    // Metabolic rate of the calf (0 rest, 1 walking).
    metabolism: f32,
    // Movement that drives the lymph flow (0 rest, 1 walking).
    movement: f32,
    // Share of the spontaneous movements that people make (0 to 1).
    fidgeting: f32,
    // Share of the weight shifts that standing people make (0 to 1).
    sway: f32,
    // Temperature of the air above the comfortable one (°C).
    warmth_c: f32,
    // Pressure of a cuff around the calf, negative for suction (mmHg).
    calf_cuff_mmhg: f32,
    // Pressure of a cuff around the thigh (mmHg).
    thigh_cuff_mmhg: f32,
}

// External pressures on the veins in one window (mmHg).
struct Compression {
    // Constant pressure of a stocking or a cuff on each node.
    resting: array<f32, 7>,
    // Peak pressures of the muscles on the four compartments, and of the body's load on the foot.
    peak: array<f32, 5>,
}

// The coefficients and boundary pressures of the flow equations. They are constant within one window of time.
struct FlowConditions {
    // Wall of the foot veins.
    wall_foot: Wall,
    // Wall of the deep calf veins.
    wall_deep: Wall,
    // Wall of the superficial veins.
    wall_superficial: Wall,
    // Wall of the popliteal and femoral veins.
    wall_thigh: Wall,
    // Reciprocal of each node's volume at zero pressure (1/mL).
    inverse_rest_ml: array<f32, 7>,
    // Hydrostatic pressure of each node: its depth below the level of zero pressure (mmHg).
    head_mmhg: array<f32, 7>,
    // Hydrostatic pressure at the ankle, where vein pressure is measured (mmHg).
    ankle_head_mmhg: f32,
    // Pressure in the iliac vein without its hydrostatic pressure (mmHg).
    central_mmhg: f32,
    // Arterial pressure at the height of each node (mmHg).
    arterial_mmhg: array<f32, 7>,
    // Arterial conductance of each node, including vascular tone (mL/s/mmHg).
    arterial: array<f32, 7>,
    // Perfusion pressure above which the inflow is constant (mmHg).
    autoregulation_mmhg: f32,
    // Capillary filtration: flow from the blood of each node into the tissue (mL/s).
    filtration_ml_s: array<f32, 7>,
    // Conductances from the foot veins to the deep posterior, anterior and lateral veins.
    foot_deep: array<vec2<f32>, 3>,
    // Conductance from the foot veins to the superficial veins.
    foot_superficial: vec2<f32>,
    // Conductances of the perforators: from the superficial veins to each muscle compartment.
    perforators: array<vec2<f32>, 4>,
    // Conductances from each muscle compartment to the popliteal vein.
    drainage: array<vec2<f32>, 4>,
    // Conductance of the saphenous junctions: from the superficial veins to the thigh veins.
    junctions: vec2<f32>,
    // Conductance from the femoral vein to the iliac vein.
    outflow: vec2<f32>,
    // Share of a compartment's volume that spontaneous movement expels per second (1/s).
    fidget_per_s: f32,
    // Pressure range over which valves open.
    valve_width: ValveWidth,
}

// The state of a wall.
struct Stretch {
    // Transmural pressure (mmHg).
    pressure: f32,
    // Half of the difference between the slope and that at zero pressure (mmHg).
    stiffening: f32,
}

// An edge between two nodes at one instant.
struct Edge {
    // Flow (mL/s); forward flow is positive.
    rate: f32,
    // Pressure difference between the two nodes (mmHg).
    difference: f32,
    // Effective pressure that drives the flow, without its sign (mmHg).
    opening: f32,
    // Forward and backward conductance, reduced if the veins are not full (mL/s/mmHg).
    left: vec2<f32>,
}

// The blood at one instant: volumes (mL), pressures (mmHg) and flows (mL/s).
struct Instant {
    // Volume of each node (mL).
    volume: array<f32, 7>,
    // External pressure on each node.
    external_: array<f32, 7>,
    // Blood pressure in each node.
    pressure: array<f32, 7>,
    // Volume of each node divided by its volume at zero pressure.
    relative: array<f32, 7>,
    // Share of each node's conductance that remains at this volume.
    open: array<f32, 7>,
    // State of each node's wall.
    stretch: array<Stretch, 7>,
    // Rate of change of each volume (mL/s).
    rate: array<f32, 7>,
    // Arterial inflow of each node.
    inflow: array<f32, 7>,
    // Flows from the foot veins to the deep posterior, anterior and lateral veins.
    foot_deep: array<Edge, 3>,
    // Flow from the foot veins to the superficial veins.
    foot_superficial: Edge,
    // Flows of the perforators; inward flow is positive.
    perforators: array<Edge, 4>,
    // Flows from the compartments to the popliteal vein.
    drainage: array<Edge, 4>,
    // Flows from the compartments to the popliteal vein that spontaneous movement causes.
    fidget: array<f32, 4>,
    // Flow through the saphenous junctions.
    junctions: Edge,
    // Flow from the femoral vein to the iliac vein.
    outflow: Edge,
}

// Derivatives at one end of an edge with respect to its volume.
struct End {
    // Derivative of the pressure (mmHg/mL).
    elastance: f32,
    // Derivative of the patency (1/mL).
    widening: f32,
}

// Derivatives of an edge's flow with respect to the volumes at its ends (1/s). They are never negative.
struct FlowDerivatives {
    // Derivative with respect to the volume of the first node.
    from_: f32,
    // Minus the derivative with respect to the volume of the second node.
    to: f32,
}

// The Jacobian: derivatives of the flows with respect to the volumes (1/s).
struct Jacobian {
    // Derivative of each pressure with respect to the node's volume (mmHg/mL).
    elastance: array<f32, 7>,
    // Minus the derivative of each arterial inflow with respect to the node's volume.
    inflow: array<f32, 7>,
    // For the flows from the foot veins to the deep posterior, anterior and lateral veins.
    foot_deep: array<FlowDerivatives, 3>,
    // For the flow from the foot veins to the superficial veins.
    foot_superficial: FlowDerivatives,
    // For the flows of the perforators.
    perforators: array<FlowDerivatives, 4>,
    // For the flows from the compartments to the popliteal vein.
    drainage: array<FlowDerivatives, 4>,
    // Derivatives of the flows that spontaneous movement causes.
    fidget: array<f32, 4>,
    // For the flow through the saphenous junctions.
    junctions: FlowDerivatives,
    // Derivative of the outflow with respect to the volume of the thigh veins.
    outflow: f32,
}

// The factorized matrix.
struct System {
    // Reciprocals of the diagonal elements of the compartments.
    inverse: array<f32, 4>,
    // For each compartment: the elements in its row, in the columns of foot, superficial and thigh veins, with the opposite sign.
    gains: array<array<f32, 3>, 4>,
    // For each compartment: the elements in its column, in the rows of foot, superficial and thigh veins, with the opposite sign, times
    // `inverse`.
    gives: array<array<f32, 3>, 4>,
    // LU factors of the remaining 3 x 3 matrix: reciprocals of the pivots, then the elements of both triangles.
    pivots: array<f32, 3>,
    lower: array<f32, 3>,
    upper: array<f32, 3>,
}

// The linearization of the equations at the start of a step, for this step and some of the next ones.
struct Linearization {
    jacobian: Jacobian,
    // Gamma times the length of a step (s).
    scale: f32,
    system: System,
}

// The result of one step. The method itself computes the integrals, so that flows and volumes agree except for rounding.
struct StepResult {
    // Volumes at the end of the step (mL).
    volume: array<f32, 7>,
    // Mean pressures in the veins of foot, soleal sinuses, deep posterior compartment, surface and thigh (mmHg).
    pressure: array<f32, 5>,
    // Arterial inflow of foot, calf and thigh (mL).
    inflow_ml: array<f32, 3>,
    // Blood that flowed from soleal sinuses and deep posterior veins into the popliteal vein, including spontaneous movement (mL).
    drained_ml: array<f32, 2>,
    // Blood that flowed into the iliac vein (mL).
    outflow_ml: f32,
}

// The result of a Newton iteration.
struct Iterate {
    // The Jacobian of the linearization.
    jacobian: Jacobian,
    // The new estimate of the volumes at the end of the step (mL).
    reached: array<f32, 7>,
}

// Sums over the steps of one window.
struct Sums {
    foot_mmhg: f32,
    surface_mmhg: f32,
    calf_mmhg: f32,
    thigh_mmhg: f32,
    inflow_ml: array<f32, 3>,
    outflow_ml: f32,
    drained_ml: array<f32, 2>,
    refilled: array<f32, 2>,
    volume_ml: array<f32, 4>,
}

// Averages of the blood over one window.
struct Means {
    // Venous pressure in the foot (mmHg).
    foot_mmhg: f32,
    // Venous pressure in the calf (mmHg).
    calf_mmhg: f32,
    // Venous pressure in the thigh (mmHg).
    thigh_mmhg: f32,
    // Pressure in the saphenous vein at the ankle (mmHg).
    ankle_mmhg: f32,
    // Arterial inflow of foot, calf and thigh (mL/s).
    inflow_ml_s: array<f32, 3>,
    // Arterial inflow of the whole leg, and outflow into the iliac vein (mL/s).
    leg_ml_s: vec2<f32>,
    // Flow into the popliteal vein (mL/s).
    popliteal_ml_s: f32,
    // Flow into the popliteal vein if the blood volume of the lower leg did not change (mL/s).
    supply_ml_s: f32,
    // Flow out of the soleal sinuses, and out of the deep posterior veins (mL/s).
    drained_ml_s: array<f32, 2>,
    // Renewal of these two groups of veins by refilling: relative growth of their volumes (1/s).
    refilled_per_s: array<f32, 2>,
    // Volumes of soleal sinuses, deep posterior veins, thigh and whole calf (mL).
    volume_ml: array<f32, 4>,
}

// The conditions of a region's tissue in one window.
struct TissueConditions {
    // Mean venous pressure (mmHg).
    venous_mmhg: f32,
    // Arterial inflow, relative to that while lying at rest.
    inflow: f32,
    // Pressure of a stocking or a cuff on the tissue (mmHg).
    support_mmhg: f32,
    // Relative rise of lymph flow by movement and warmth.
    pumping: f32,
    // Capillary filtration coefficient, relative to that at a comfortable temperature.
    permeability: f32,
}

// Pressures of both compartments (mmHg), their derivatives with respect to the fluid, and the derivatives that steps assume for what a
// compartment itself loses (mmHg/(mL/100 mL)).
struct Pressures {
    fast: f32,
    fast_slope: f32,
    fast_steep: f32,
    slow: f32,
    slow_slope: f32,
    slow_steep: f32,
}

// Rates at one instant (mL/min/100 mL), and their derivatives with respect to the fluid (1/min).
struct Rates {
    filtration: f32,
    filtration_slope: f32,
    spread: f32,
    lymph: f32,
    lymph_slope: f32,
    // The filtration pressure without the pressure that opposes absorption (mmHg).
    drive_mmhg: f32,
}

// The result of one window for a region.
struct TissueStep {
    // The state at the end of the window.
    fluid: Fluid,
    // Mean filtration over the window (mL/min/100 mL).
    filtration: f32,
    // Mean lymph flow over the window (mL/min/100 mL).
    lymph: f32,
}

// Turnover of the deep calf veins in one window (1/min).
struct Turnover {
    // Flow through the soleal sinuses apart from strokes, divided by their volume.
    sinus_flow: f32,
    // Renewal of the soleal sinuses by strokes.
    sinus_strokes: f32,
    // Flow through the deep posterior veins apart from strokes, divided by their volume.
    pocket_flow: f32,
    // Renewal of the deep posterior veins by strokes.
    pocket_strokes: f32,
}

// What blood and tissue meet in each `Habit`, in their order.
struct Habits {
    // Conditions of the tissue of foot, calf and thigh.
    conditions: array<array<TissueConditions, 3>, 4>,
    // Turnover of the deep calf veins.
    turnover: array<Turnover, 4>,
}

// Volumes at one moment (mL).
struct Snapshot {
    // Gain of interstitial fluid in foot, calf and thigh since the start of the timeline.
    fluid_ml: array<f32, 3>,
    // Venous volume of lower leg, calf, foot and whole leg.
    venous_ml: array<f32, 4>,
}

// The sums and volumes from which the outcomes are computed.
struct OutcomeSums {
    // Venous volume of the calf with raised legs (mL).
    empty_calf_ml: f32,
    // The same while standing (mL).
    full_calf_ml: f32,
    // The same after one tiptoe (mL).
    after_tiptoe_ml: f32,
    // Venous volume of lower leg, calf, foot and whole leg after a rest lying (mL).
    rested_ml: array<f32, 4>,
    // Gain of interstitial fluid in foot and calf after the night before the timeline, over the reference person (mL).
    carried_ml: f32,
    // Gain of interstitial fluid in foot, calf and thigh at the start of the timeline (mL).
    start_ml: array<f32, 3>,
    // Gain of interstitial fluid and venous volume of the lower leg, ten minutes after the start of the assessed phase (mL).
    settled_ml: f32,
    // 1 if the lymph flow reached its limit on the ordinary days before the timeline, else 0.
    saturated: f32,
    // Duration of the assessed phases so far (s).
    assessed_s: f32,
    // Blood that flowed into the popliteal vein in that time (mL).
    popliteal_ml: f32,
    // Time integral of the velocity in the popliteal vein (cm).
    velocity_cm: f32,
    // Time integral of the vein pressure at the ankle (mmHg s).
    ankle_mmhg_s: f32,
    // Time integral of the mean age of the blood in the soleal sinuses (min s).
    residence_min_s: f32,
    // Largest value of this age (min).
    residence_max_min: f32,
    // Time with low wall shear (s).
    low_shear_s: f32,
    // Time integral of procoagulant activity, in all of that time and in vehicles (h).
    dose_h: array<f32, 2>,
    // Time integral of procoagulant activity over the last ordinary day and night (h).
    ordinary_h: f32,
    // Volumes at the end of the assessed phase.
    end: Snapshot,
    // Time after the assessed phase until half of the edema had receded, and until nine tenths had, or until now (s).
    recovery_s: array<f32, 2>,
    // 1 until so much of the edema has receded, then 0.
    swollen: array<f32, 2>,
    // The edema that is left (mL).
    left_ml: f32,
    // Mean vein pressure at the ankle in the last window (mmHg).
    ankle_mmhg: f32,
    // Mean flow into the popliteal vein in the last window (mL/s).
    popliteal_ml_s: f32,
    // Smallest and largest venous volume of the leg so far (mL).
    range_ml: array<f32, 2>,
}

// The outcomes of a leg at the end of its day, in the order of the columns.
struct LegOutcomes {
    // Gain of interstitial fluid in one lower leg with its foot, from the start of the timeline to the end of the assessed phase. What people did before counts as `[timeline] before` says.
    edema_ml: f32,
    // edema_ml as a share of the tissue volume of the lower leg with its foot.
    edema_pct: f32,
    // Gain of interstitial fluid and venous blood in one lower leg with its foot at the end of the assessed phase.
    leg_volume_change_ml: f32,
    // The same for the whole leg, thigh included.
    whole_leg_volume_change_ml: f32,
    // Gain of interstitial fluid and venous blood in one lower leg with its foot from ten minutes after the start of the assessed phase (its start, if it is shorter for everybody) to its end, as studies measure that compare volumes in the same posture.
    assessed_volume_gain_ml: f32,
    // Gain of ankle circumference at the end of the assessed phase.
    ankle_circumference_change_mm: f32,
    // Gain of calf circumference at the end of the assessed phase.
    calf_circumference_change_mm: f32,
    // Time from the end of the assessed phase until half of its edema has receded. If that takes longer than the rest of the timeline, the duration of this rest: 0 if the assessed phase is the last.
    edema_half_recovery_h: f32,
    // Time from the end of the assessed phase until nine tenths of its edema have receded. If that takes longer than the rest of the timeline, the duration of this rest: 0 if the assessed phase is the last.
    edema_recovery_h: f32,
    // Share of the assessed phase's edema that is left at the end of the timeline: 100 if the assessed phase is the last, and 0 for people who did not swell.
    edema_left_pct: f32,
    // Interstitial fluid in one lower leg with its foot after a night, in addition to that of the reference person: what ordinary days have left.
    swelling_chronic_ml: f32,
    // Interstitial fluid in one lower leg with its foot at the end of the assessed phase, in addition to that of the reference person after a night: what ordinary days, the time before the timeline and the timeline have left. Arms that change ordinary days (salt, weight, shoes) begin from another fluid, so compare them by this outcome and not by edema_ml.
    swelling_ml: f32,
    // 1 if the lymph flow reaches its largest value on ordinary days, else 0.
    lymph_saturated: f32,
    // Venous blood in one lower leg with its foot at the end of the assessed phase, in addition to the amount while lying at rest.
    pooled_venous_ml: f32,
    // Mean blood flow from the lower leg into the popliteal vein over the assessed phase.
    popliteal_flow_ml_min: f32,
    // Mean blood velocity in the popliteal vein over the assessed phase.
    popliteal_velocity_cm_s: f32,
    // Mean pressure in the saphenous vein at the ankle over the assessed phase.
    ankle_vein_pressure_mmhg: f32,
    // Largest value of the mean age of the blood in the soleal sinuses during the assessed phase.
    residence_max_min: f32,
    // Mean age of the blood in the soleal sinuses over the assessed phase.
    residence_mean_min: f32,
    // Time in the assessed phase during which the wall shear rate in the deep calf veins is below the threshold.
    low_shear_min: f32,
    // Time integral of procoagulant activity in the valve pockets over the assessed phase.
    stasis_dose: f32,
    // The part of stasis_dose that arises in the seat of a vehicle.
    stasis_dose_vehicle: f32,
    // The stasis dose that the person would have in the same time at the mean activity of an ordinary day and night.
    stasis_dose_ordinary: f32,
    // Share of the calf's venous volume that one tiptoe from quiet standing expels.
    ejection_fraction_pct: f32,
}

fn leg_read(first: u32, person: u32) -> Leg {
    return Leg(
        load_input(first, person),
        load_input(first + 1u, person),
        load_input(first + 2u, person),
        load_input(first + 3u, person),
        load_input(first + 4u, person),
        load_input(first + 5u, person),
        load_input(first + 6u, person),
        load_input(first + 7u, person),
        load_input(first + 8u, person),
        load_input(first + 9u, person),
        load_input(first + 10u, person),
        load_input(first + 11u, person),
        load_input(first + 12u, person),
        load_input(first + 13u, person),
        load_input(first + 14u, person),
        load_input(first + 15u, person),
        load_input(first + 16u, person),
        load_input(first + 17u, person),
        load_input(first + 18u, person),
        load_input(first + 19u, person),
        load_input(first + 20u, person),
        load_input(first + 21u, person),
        load_input(first + 22u, person),
        load_input(first + 23u, person),
        load_input(first + 24u, person),
        load_input(first + 25u, person),
        load_input(first + 26u, person),
    );
}

fn channels_read(first: u32) -> Channels {
    return Channels(
        load_table(first),
        load_table(first + 1u),
        load_table(first + 2u),
        load_table(first + 3u),
        load_table(first + 4u),
        load_table(first + 5u),
        load_table(first + 6u),
        load_table(first + 7u),
        load_table(first + 8u),
        load_table(first + 9u),
        load_table(first + 10u),
        load_table(first + 11u),
        load_table(first + 12u),
        load_table(first + 13u),
        load_table(first + 14u),
        load_table(first + 15u),
        load_table(first + 16u),
        load_table(first + 17u),
        load_table(first + 18u),
        load_table(first + 19u),
    );
}

fn state_read(first: u32, person: u32) -> State {
    return State(
        array<f32, 7>(
            load_checkpoint(first, person),
            load_checkpoint(first + 1u, person),
            load_checkpoint(first + 2u, person),
            load_checkpoint(first + 3u, person),
            load_checkpoint(first + 4u, person),
            load_checkpoint(first + 5u, person),
            load_checkpoint(first + 6u, person),
        ),
        array<Fluid, 3>(
            Fluid(
                load_checkpoint(first + 7u, person),
                load_checkpoint(first + 8u, person),
                load_checkpoint(first + 9u, person),
            ),
            Fluid(
                load_checkpoint(first + 10u, person),
                load_checkpoint(first + 11u, person),
                load_checkpoint(first + 12u, person),
            ),
            Fluid(
                load_checkpoint(first + 13u, person),
                load_checkpoint(first + 14u, person),
                load_checkpoint(first + 15u, person),
            ),
        ),
        array<f32, 2>(load_checkpoint(first + 16u, person), load_checkpoint(first + 17u, person)),
        load_checkpoint(first + 18u, person),
        load_checkpoint(first + 19u, person),
        Stagnation(
            load_checkpoint(first + 20u, person),
            load_checkpoint(first + 21u, person),
            load_checkpoint(first + 22u, person),
        ),
        array<f32, 3>(
            load_checkpoint(first + 23u, person),
            load_checkpoint(first + 24u, person),
            load_checkpoint(first + 25u, person),
        ),
    );
}

fn state_write(first: u32, person: u32, state: State) {
    store_checkpoint(first, person, state.volume[0]);
    store_checkpoint(first + 1u, person, state.volume[1]);
    store_checkpoint(first + 2u, person, state.volume[2]);
    store_checkpoint(first + 3u, person, state.volume[3]);
    store_checkpoint(first + 4u, person, state.volume[4]);
    store_checkpoint(first + 5u, person, state.volume[5]);
    store_checkpoint(first + 6u, person, state.volume[6]);
    store_checkpoint(first + 7u, person, state.fluid[0].fast);
    store_checkpoint(first + 8u, person, state.fluid[0].slow);
    store_checkpoint(first + 9u, person, state.fluid[0].opposing_mmhg);
    store_checkpoint(first + 10u, person, state.fluid[1].fast);
    store_checkpoint(first + 11u, person, state.fluid[1].slow);
    store_checkpoint(first + 12u, person, state.fluid[1].opposing_mmhg);
    store_checkpoint(first + 13u, person, state.fluid[2].fast);
    store_checkpoint(first + 14u, person, state.fluid[2].slow);
    store_checkpoint(first + 15u, person, state.fluid[2].opposing_mmhg);
    store_checkpoint(first + 16u, person, state.reflex[0]);
    store_checkpoint(first + 17u, person, state.reflex[1]);
    store_checkpoint(first + 18u, person, state.hyperemia);
    store_checkpoint(first + 19u, person, state.creep);
    store_checkpoint(first + 20u, person, state.stagnation.sinus_min);
    store_checkpoint(first + 21u, person, state.stagnation.pocket_min);
    store_checkpoint(first + 22u, person, state.stagnation.activity);
    store_checkpoint(first + 23u, person, state.filtration_ml_s[0]);
    store_checkpoint(first + 24u, person, state.filtration_ml_s[1]);
    store_checkpoint(first + 25u, person, state.filtration_ml_s[2]);
}

fn outcome_sums_read(first: u32, person: u32) -> OutcomeSums {
    return OutcomeSums(
        load_checkpoint(first, person),
        load_checkpoint(first + 1u, person),
        load_checkpoint(first + 2u, person),
        array<f32, 4>(
            load_checkpoint(first + 3u, person),
            load_checkpoint(first + 4u, person),
            load_checkpoint(first + 5u, person),
            load_checkpoint(first + 6u, person),
        ),
        load_checkpoint(first + 7u, person),
        array<f32, 3>(
            load_checkpoint(first + 8u, person),
            load_checkpoint(first + 9u, person),
            load_checkpoint(first + 10u, person),
        ),
        load_checkpoint(first + 11u, person),
        load_checkpoint(first + 12u, person),
        load_checkpoint(first + 13u, person),
        load_checkpoint(first + 14u, person),
        load_checkpoint(first + 15u, person),
        load_checkpoint(first + 16u, person),
        load_checkpoint(first + 17u, person),
        load_checkpoint(first + 18u, person),
        load_checkpoint(first + 19u, person),
        array<f32, 2>(load_checkpoint(first + 20u, person), load_checkpoint(first + 21u, person)),
        load_checkpoint(first + 22u, person),
        Snapshot(
            array<f32, 3>(
                load_checkpoint(first + 23u, person),
                load_checkpoint(first + 24u, person),
                load_checkpoint(first + 25u, person),
            ),
            array<f32, 4>(
                load_checkpoint(first + 26u, person),
                load_checkpoint(first + 27u, person),
                load_checkpoint(first + 28u, person),
                load_checkpoint(first + 29u, person),
            ),
        ),
        array<f32, 2>(load_checkpoint(first + 30u, person), load_checkpoint(first + 31u, person)),
        array<f32, 2>(load_checkpoint(first + 32u, person), load_checkpoint(first + 33u, person)),
        load_checkpoint(first + 34u, person),
        load_checkpoint(first + 35u, person),
        load_checkpoint(first + 36u, person),
        array<f32, 2>(load_checkpoint(first + 37u, person), load_checkpoint(first + 38u, person)),
    );
}

fn outcome_sums_write(first: u32, person: u32, outcome_sums: OutcomeSums) {
    store_checkpoint(first, person, outcome_sums.empty_calf_ml);
    store_checkpoint(first + 1u, person, outcome_sums.full_calf_ml);
    store_checkpoint(first + 2u, person, outcome_sums.after_tiptoe_ml);
    store_checkpoint(first + 3u, person, outcome_sums.rested_ml[0]);
    store_checkpoint(first + 4u, person, outcome_sums.rested_ml[1]);
    store_checkpoint(first + 5u, person, outcome_sums.rested_ml[2]);
    store_checkpoint(first + 6u, person, outcome_sums.rested_ml[3]);
    store_checkpoint(first + 7u, person, outcome_sums.carried_ml);
    store_checkpoint(first + 8u, person, outcome_sums.start_ml[0]);
    store_checkpoint(first + 9u, person, outcome_sums.start_ml[1]);
    store_checkpoint(first + 10u, person, outcome_sums.start_ml[2]);
    store_checkpoint(first + 11u, person, outcome_sums.settled_ml);
    store_checkpoint(first + 12u, person, outcome_sums.saturated);
    store_checkpoint(first + 13u, person, outcome_sums.assessed_s);
    store_checkpoint(first + 14u, person, outcome_sums.popliteal_ml);
    store_checkpoint(first + 15u, person, outcome_sums.velocity_cm);
    store_checkpoint(first + 16u, person, outcome_sums.ankle_mmhg_s);
    store_checkpoint(first + 17u, person, outcome_sums.residence_min_s);
    store_checkpoint(first + 18u, person, outcome_sums.residence_max_min);
    store_checkpoint(first + 19u, person, outcome_sums.low_shear_s);
    store_checkpoint(first + 20u, person, outcome_sums.dose_h[0]);
    store_checkpoint(first + 21u, person, outcome_sums.dose_h[1]);
    store_checkpoint(first + 22u, person, outcome_sums.ordinary_h);
    store_checkpoint(first + 23u, person, outcome_sums.end.fluid_ml[0]);
    store_checkpoint(first + 24u, person, outcome_sums.end.fluid_ml[1]);
    store_checkpoint(first + 25u, person, outcome_sums.end.fluid_ml[2]);
    store_checkpoint(first + 26u, person, outcome_sums.end.venous_ml[0]);
    store_checkpoint(first + 27u, person, outcome_sums.end.venous_ml[1]);
    store_checkpoint(first + 28u, person, outcome_sums.end.venous_ml[2]);
    store_checkpoint(first + 29u, person, outcome_sums.end.venous_ml[3]);
    store_checkpoint(first + 30u, person, outcome_sums.recovery_s[0]);
    store_checkpoint(first + 31u, person, outcome_sums.recovery_s[1]);
    store_checkpoint(first + 32u, person, outcome_sums.swollen[0]);
    store_checkpoint(first + 33u, person, outcome_sums.swollen[1]);
    store_checkpoint(first + 34u, person, outcome_sums.left_ml);
    store_checkpoint(first + 35u, person, outcome_sums.ankle_mmhg);
    store_checkpoint(first + 36u, person, outcome_sums.popliteal_ml_s);
    store_checkpoint(first + 37u, person, outcome_sums.range_ml[0]);
    store_checkpoint(first + 38u, person, outcome_sums.range_ml[1]);
}

fn means_read(first: u32, person: u32) -> Means {
    return Means(
        load_checkpoint(first, person),
        load_checkpoint(first + 1u, person),
        load_checkpoint(first + 2u, person),
        load_checkpoint(first + 3u, person),
        array<f32, 3>(
            load_checkpoint(first + 4u, person),
            load_checkpoint(first + 5u, person),
            load_checkpoint(first + 6u, person),
        ),
        vec2<f32>(load_checkpoint(first + 7u, person), load_checkpoint(first + 8u, person)),
        load_checkpoint(first + 9u, person),
        load_checkpoint(first + 10u, person),
        array<f32, 2>(load_checkpoint(first + 11u, person), load_checkpoint(first + 12u, person)),
        array<f32, 2>(load_checkpoint(first + 13u, person), load_checkpoint(first + 14u, person)),
        array<f32, 4>(
            load_checkpoint(first + 15u, person),
            load_checkpoint(first + 16u, person),
            load_checkpoint(first + 17u, person),
            load_checkpoint(first + 18u, person),
        ),
    );
}

fn means_write(first: u32, person: u32, means: Means) {
    store_checkpoint(first, person, means.foot_mmhg);
    store_checkpoint(first + 1u, person, means.calf_mmhg);
    store_checkpoint(first + 2u, person, means.thigh_mmhg);
    store_checkpoint(first + 3u, person, means.ankle_mmhg);
    store_checkpoint(first + 4u, person, means.inflow_ml_s[0]);
    store_checkpoint(first + 5u, person, means.inflow_ml_s[1]);
    store_checkpoint(first + 6u, person, means.inflow_ml_s[2]);
    store_checkpoint(first + 7u, person, means.leg_ml_s.x);
    store_checkpoint(first + 8u, person, means.leg_ml_s.y);
    store_checkpoint(first + 9u, person, means.popliteal_ml_s);
    store_checkpoint(first + 10u, person, means.supply_ml_s);
    store_checkpoint(first + 11u, person, means.drained_ml_s[0]);
    store_checkpoint(first + 12u, person, means.drained_ml_s[1]);
    store_checkpoint(first + 13u, person, means.refilled_per_s[0]);
    store_checkpoint(first + 14u, person, means.refilled_per_s[1]);
    store_checkpoint(first + 15u, person, means.volume_ml[0]);
    store_checkpoint(first + 16u, person, means.volume_ml[1]);
    store_checkpoint(first + 17u, person, means.volume_ml[2]);
    store_checkpoint(first + 18u, person, means.volume_ml[3]);
}

fn habits_read(first: u32, person: u32) -> Habits {
    return Habits(
        array<array<TissueConditions, 3>, 4>(
            array<TissueConditions, 3>(
                TissueConditions(
                    load_checkpoint(first, person),
                    load_checkpoint(first + 1u, person),
                    load_checkpoint(first + 2u, person),
                    load_checkpoint(first + 3u, person),
                    load_checkpoint(first + 4u, person),
                ),
                TissueConditions(
                    load_checkpoint(first + 5u, person),
                    load_checkpoint(first + 6u, person),
                    load_checkpoint(first + 7u, person),
                    load_checkpoint(first + 8u, person),
                    load_checkpoint(first + 9u, person),
                ),
                TissueConditions(
                    load_checkpoint(first + 10u, person),
                    load_checkpoint(first + 11u, person),
                    load_checkpoint(first + 12u, person),
                    load_checkpoint(first + 13u, person),
                    load_checkpoint(first + 14u, person),
                ),
            ),
            array<TissueConditions, 3>(
                TissueConditions(
                    load_checkpoint(first + 15u, person),
                    load_checkpoint(first + 16u, person),
                    load_checkpoint(first + 17u, person),
                    load_checkpoint(first + 18u, person),
                    load_checkpoint(first + 19u, person),
                ),
                TissueConditions(
                    load_checkpoint(first + 20u, person),
                    load_checkpoint(first + 21u, person),
                    load_checkpoint(first + 22u, person),
                    load_checkpoint(first + 23u, person),
                    load_checkpoint(first + 24u, person),
                ),
                TissueConditions(
                    load_checkpoint(first + 25u, person),
                    load_checkpoint(first + 26u, person),
                    load_checkpoint(first + 27u, person),
                    load_checkpoint(first + 28u, person),
                    load_checkpoint(first + 29u, person),
                ),
            ),
            array<TissueConditions, 3>(
                TissueConditions(
                    load_checkpoint(first + 30u, person),
                    load_checkpoint(first + 31u, person),
                    load_checkpoint(first + 32u, person),
                    load_checkpoint(first + 33u, person),
                    load_checkpoint(first + 34u, person),
                ),
                TissueConditions(
                    load_checkpoint(first + 35u, person),
                    load_checkpoint(first + 36u, person),
                    load_checkpoint(first + 37u, person),
                    load_checkpoint(first + 38u, person),
                    load_checkpoint(first + 39u, person),
                ),
                TissueConditions(
                    load_checkpoint(first + 40u, person),
                    load_checkpoint(first + 41u, person),
                    load_checkpoint(first + 42u, person),
                    load_checkpoint(first + 43u, person),
                    load_checkpoint(first + 44u, person),
                ),
            ),
            array<TissueConditions, 3>(
                TissueConditions(
                    load_checkpoint(first + 45u, person),
                    load_checkpoint(first + 46u, person),
                    load_checkpoint(first + 47u, person),
                    load_checkpoint(first + 48u, person),
                    load_checkpoint(first + 49u, person),
                ),
                TissueConditions(
                    load_checkpoint(first + 50u, person),
                    load_checkpoint(first + 51u, person),
                    load_checkpoint(first + 52u, person),
                    load_checkpoint(first + 53u, person),
                    load_checkpoint(first + 54u, person),
                ),
                TissueConditions(
                    load_checkpoint(first + 55u, person),
                    load_checkpoint(first + 56u, person),
                    load_checkpoint(first + 57u, person),
                    load_checkpoint(first + 58u, person),
                    load_checkpoint(first + 59u, person),
                ),
            ),
        ),
        array<Turnover, 4>(
            Turnover(
                load_checkpoint(first + 60u, person),
                load_checkpoint(first + 61u, person),
                load_checkpoint(first + 62u, person),
                load_checkpoint(first + 63u, person),
            ),
            Turnover(
                load_checkpoint(first + 64u, person),
                load_checkpoint(first + 65u, person),
                load_checkpoint(first + 66u, person),
                load_checkpoint(first + 67u, person),
            ),
            Turnover(
                load_checkpoint(first + 68u, person),
                load_checkpoint(first + 69u, person),
                load_checkpoint(first + 70u, person),
                load_checkpoint(first + 71u, person),
            ),
            Turnover(
                load_checkpoint(first + 72u, person),
                load_checkpoint(first + 73u, person),
                load_checkpoint(first + 74u, person),
                load_checkpoint(first + 75u, person),
            ),
        ),
    );
}

fn habits_write(first: u32, person: u32, habits: Habits) {
    store_checkpoint(first, person, habits.conditions[0][0].venous_mmhg);
    store_checkpoint(first + 1u, person, habits.conditions[0][0].inflow);
    store_checkpoint(first + 2u, person, habits.conditions[0][0].support_mmhg);
    store_checkpoint(first + 3u, person, habits.conditions[0][0].pumping);
    store_checkpoint(first + 4u, person, habits.conditions[0][0].permeability);
    store_checkpoint(first + 5u, person, habits.conditions[0][1].venous_mmhg);
    store_checkpoint(first + 6u, person, habits.conditions[0][1].inflow);
    store_checkpoint(first + 7u, person, habits.conditions[0][1].support_mmhg);
    store_checkpoint(first + 8u, person, habits.conditions[0][1].pumping);
    store_checkpoint(first + 9u, person, habits.conditions[0][1].permeability);
    store_checkpoint(first + 10u, person, habits.conditions[0][2].venous_mmhg);
    store_checkpoint(first + 11u, person, habits.conditions[0][2].inflow);
    store_checkpoint(first + 12u, person, habits.conditions[0][2].support_mmhg);
    store_checkpoint(first + 13u, person, habits.conditions[0][2].pumping);
    store_checkpoint(first + 14u, person, habits.conditions[0][2].permeability);
    store_checkpoint(first + 15u, person, habits.conditions[1][0].venous_mmhg);
    store_checkpoint(first + 16u, person, habits.conditions[1][0].inflow);
    store_checkpoint(first + 17u, person, habits.conditions[1][0].support_mmhg);
    store_checkpoint(first + 18u, person, habits.conditions[1][0].pumping);
    store_checkpoint(first + 19u, person, habits.conditions[1][0].permeability);
    store_checkpoint(first + 20u, person, habits.conditions[1][1].venous_mmhg);
    store_checkpoint(first + 21u, person, habits.conditions[1][1].inflow);
    store_checkpoint(first + 22u, person, habits.conditions[1][1].support_mmhg);
    store_checkpoint(first + 23u, person, habits.conditions[1][1].pumping);
    store_checkpoint(first + 24u, person, habits.conditions[1][1].permeability);
    store_checkpoint(first + 25u, person, habits.conditions[1][2].venous_mmhg);
    store_checkpoint(first + 26u, person, habits.conditions[1][2].inflow);
    store_checkpoint(first + 27u, person, habits.conditions[1][2].support_mmhg);
    store_checkpoint(first + 28u, person, habits.conditions[1][2].pumping);
    store_checkpoint(first + 29u, person, habits.conditions[1][2].permeability);
    store_checkpoint(first + 30u, person, habits.conditions[2][0].venous_mmhg);
    store_checkpoint(first + 31u, person, habits.conditions[2][0].inflow);
    store_checkpoint(first + 32u, person, habits.conditions[2][0].support_mmhg);
    store_checkpoint(first + 33u, person, habits.conditions[2][0].pumping);
    store_checkpoint(first + 34u, person, habits.conditions[2][0].permeability);
    store_checkpoint(first + 35u, person, habits.conditions[2][1].venous_mmhg);
    store_checkpoint(first + 36u, person, habits.conditions[2][1].inflow);
    store_checkpoint(first + 37u, person, habits.conditions[2][1].support_mmhg);
    store_checkpoint(first + 38u, person, habits.conditions[2][1].pumping);
    store_checkpoint(first + 39u, person, habits.conditions[2][1].permeability);
    store_checkpoint(first + 40u, person, habits.conditions[2][2].venous_mmhg);
    store_checkpoint(first + 41u, person, habits.conditions[2][2].inflow);
    store_checkpoint(first + 42u, person, habits.conditions[2][2].support_mmhg);
    store_checkpoint(first + 43u, person, habits.conditions[2][2].pumping);
    store_checkpoint(first + 44u, person, habits.conditions[2][2].permeability);
    store_checkpoint(first + 45u, person, habits.conditions[3][0].venous_mmhg);
    store_checkpoint(first + 46u, person, habits.conditions[3][0].inflow);
    store_checkpoint(first + 47u, person, habits.conditions[3][0].support_mmhg);
    store_checkpoint(first + 48u, person, habits.conditions[3][0].pumping);
    store_checkpoint(first + 49u, person, habits.conditions[3][0].permeability);
    store_checkpoint(first + 50u, person, habits.conditions[3][1].venous_mmhg);
    store_checkpoint(first + 51u, person, habits.conditions[3][1].inflow);
    store_checkpoint(first + 52u, person, habits.conditions[3][1].support_mmhg);
    store_checkpoint(first + 53u, person, habits.conditions[3][1].pumping);
    store_checkpoint(first + 54u, person, habits.conditions[3][1].permeability);
    store_checkpoint(first + 55u, person, habits.conditions[3][2].venous_mmhg);
    store_checkpoint(first + 56u, person, habits.conditions[3][2].inflow);
    store_checkpoint(first + 57u, person, habits.conditions[3][2].support_mmhg);
    store_checkpoint(first + 58u, person, habits.conditions[3][2].pumping);
    store_checkpoint(first + 59u, person, habits.conditions[3][2].permeability);
    store_checkpoint(first + 60u, person, habits.turnover[0].sinus_flow);
    store_checkpoint(first + 61u, person, habits.turnover[0].sinus_strokes);
    store_checkpoint(first + 62u, person, habits.turnover[0].pocket_flow);
    store_checkpoint(first + 63u, person, habits.turnover[0].pocket_strokes);
    store_checkpoint(first + 64u, person, habits.turnover[1].sinus_flow);
    store_checkpoint(first + 65u, person, habits.turnover[1].sinus_strokes);
    store_checkpoint(first + 66u, person, habits.turnover[1].pocket_flow);
    store_checkpoint(first + 67u, person, habits.turnover[1].pocket_strokes);
    store_checkpoint(first + 68u, person, habits.turnover[2].sinus_flow);
    store_checkpoint(first + 69u, person, habits.turnover[2].sinus_strokes);
    store_checkpoint(first + 70u, person, habits.turnover[2].pocket_flow);
    store_checkpoint(first + 71u, person, habits.turnover[2].pocket_strokes);
    store_checkpoint(first + 72u, person, habits.turnover[3].sinus_flow);
    store_checkpoint(first + 73u, person, habits.turnover[3].sinus_strokes);
    store_checkpoint(first + 74u, person, habits.turnover[3].pocket_flow);
    store_checkpoint(first + 75u, person, habits.turnover[3].pocket_strokes);
}

fn leg_outcomes_write(first: u32, person: u32, leg_outcomes: LegOutcomes) {
    store_result(first, person, leg_outcomes.edema_ml);
    store_result(first + 1u, person, leg_outcomes.edema_pct);
    store_result(first + 2u, person, leg_outcomes.leg_volume_change_ml);
    store_result(first + 3u, person, leg_outcomes.whole_leg_volume_change_ml);
    store_result(first + 4u, person, leg_outcomes.assessed_volume_gain_ml);
    store_result(first + 5u, person, leg_outcomes.ankle_circumference_change_mm);
    store_result(first + 6u, person, leg_outcomes.calf_circumference_change_mm);
    store_result(first + 7u, person, leg_outcomes.edema_half_recovery_h);
    store_result(first + 8u, person, leg_outcomes.edema_recovery_h);
    store_result(first + 9u, person, leg_outcomes.edema_left_pct);
    store_result(first + 10u, person, leg_outcomes.swelling_chronic_ml);
    store_result(first + 11u, person, leg_outcomes.swelling_ml);
    store_result(first + 12u, person, leg_outcomes.lymph_saturated);
    store_result(first + 13u, person, leg_outcomes.pooled_venous_ml);
    store_result(first + 14u, person, leg_outcomes.popliteal_flow_ml_min);
    store_result(first + 15u, person, leg_outcomes.popliteal_velocity_cm_s);
    store_result(first + 16u, person, leg_outcomes.ankle_vein_pressure_mmhg);
    store_result(first + 17u, person, leg_outcomes.residence_max_min);
    store_result(first + 18u, person, leg_outcomes.residence_mean_min);
    store_result(first + 19u, person, leg_outcomes.low_shear_min);
    store_result(first + 20u, person, leg_outcomes.stasis_dose);
    store_result(first + 21u, person, leg_outcomes.stasis_dose_vehicle);
    store_result(first + 22u, person, leg_outcomes.stasis_dose_ordinary);
    store_result(first + 23u, person, leg_outcomes.ejection_fraction_pct);
}

// Number of outcomes of a leg.
const LEG_OUTCOMES: u32 = 24u;

// 1 / x for positive, normal numbers.
fn recip(x: f32) -> f32 {
    return refined_recip(x, bitcast<f32>(0x7EF311C7u - bitcast<u32>(x)));
}

// 1 / sqrt(x) for positive, normal numbers.
fn rsqrt(x: f32) -> f32 {
    return refined_rsqrt(x, bitcast<f32>(0x5F3759DFu - (bitcast<u32>(x) >> 1u)));
}

// Computes `1 / x` from a first estimate.
fn refined_recip(x: f32, guess: f32) -> f32 {
    let t1 = guess * (2.0 - x * guess);
    let t2 = t1 * (2.0 - x * t1);
    return t2 * (2.0 - x * t2);
}

// Computes `1 / sqrt(x)` from a first estimate.
fn refined_rsqrt(x: f32, guess: f32) -> f32 {
    let t1 = x * 0.5;
    let t2 = guess * (1.5 - t1 * guess * guess);
    let t3 = t2 * (1.5 - t1 * t2 * t2);
    return t3 * (1.5 - t1 * t3 * t3);
}

// Tissue of a region. The arguments after `leg` are the coefficients that depend on the region.
fn tissue(leg: Leg, filtration: f32, fast_stiffness: f32, slow_stiffness: f32) -> Tissue {
    let concentration = params.colloid_concentration_gain * leg.colloid_mmhg
        * recip(params.plasma_flow_ml_min + params.plasma_flow_ml_min);
    return Tissue(
        filtration,
        params.capillary_drop_mmhg,
        params.capillary_protection,
        params.reflection,
        leg.colloid_mmhg,
        leg.balance_calf_mmhg,
        params.absorption_fading_min,
        concentration,
        params.interstitial_colloid_mmhg,
        params.pericapillary_volume_ml,
        params.tissue_margin_mmhg * recip(params.tissue_margin_ml),
        params.tissue_margin_ml,
        fast_stiffness,
        slow_stiffness,
        params.spread_conductance,
        params.lymph_ml_min * leg.lymph,
        params.lymph_gain_mmhg,
        params.lymph_limit,
    );
}

// A wall, from the six constants of the pressure-volume curve: slopes in mmHg per relative gain, and relative gains.
fn wall_new(soft: f32, knee: f32, firm: f32, stiffening: f32, buckling: f32, buckling_from: f32) -> Wall {
    return Wall(knee, soft, 0.5 * (firm - soft) * recip(knee), firm, 0.5 * stiffening, buckling, 0.0 - buckling_from);
}

// Walls of the foot, deep calf, superficial and thigh veins of a person with this relative stiffness.
fn walls(stiffness: f32) -> array<Wall, 4> {
    let t1 = params.wall_deep_stiffening_mmhg * stiffness;
    let wall = wall_new(
        params.wall_deep_soft_mmhg,
        params.wall_deep_knee,
        params.wall_foot_firm_mmhg * stiffness,
        t1,
        params.wall_buckling_mmhg,
        params.wall_buckling_from,
    );
    let wall1 = wall_new(
        params.wall_deep_soft_mmhg,
        params.wall_deep_knee,
        params.wall_deep_firm_mmhg * stiffness,
        t1,
        params.wall_buckling_mmhg,
        params.wall_buckling_from,
    );
    let wall2 = wall_new(
        params.wall_deep_soft_mmhg,
        params.wall_deep_knee,
        params.wall_superficial_firm_mmhg * stiffness,
        t1,
        params.wall_buckling_mmhg,
        params.wall_buckling_from,
    );
    let wall3 = wall_new(
        params.wall_deep_soft_mmhg,
        params.wall_thigh_knee,
        params.wall_thigh_firm_mmhg * stiffness,
        t1,
        params.wall_buckling_mmhg,
        params.wall_buckling_from,
    );
    return array<Wall, 4>(wall, wall1, wall2, wall3);
}

// A valve that this pressure difference opens fully (mmHg).
fn valve_width_new(mmhg: f32) -> ValveWidth {
    let inverse = recip(mmhg);
    return ValveWidth(mmhg, inverse, inverse * 0.5);
}

// Renewal by a stroke that empties this share of a vein, from 0 to 0.6: `-ln(1 - share)`. Renewals of successive strokes add up: two
// strokes leave the product of what each leaves.
fn renewal(share: f32) -> f32 {
    let t1 = share * recip(2.0 - share);
    let t2 = t1 * t1;
    return t1 * (2.0 + t2 * (0.6666667 + t2 * (0.4 + t2 * (0.2857143 + t2 * 0.22222222))));
}

// Computes the leg of one person.
fn body_new(leg: Leg) -> Body {
    let t1 = 1.0 + params.varicose_dilation * leg.reflux_superficial;
    let t2 = params.volume_superficial_posterior_ml * leg.vein_volume;
    let t3 = params.volume_deep_posterior_ml * leg.vein_volume;
    let t4 = params.volume_anterior_ml * leg.vein_volume;
    let t5 = params.volume_lateral_ml * leg.vein_volume;
    let t6 = params.volume_superficial_ml * t1 * leg.vein_volume;
    let t7 = params.leak_deep * leg.reflux_deep;
    let t8 = params.leak_perforator * leg.reflux_perforator;
    let tissue1 = tissue(
        leg,
        params.filtration_foot,
        params.pericapillary_stiffness_foot,
        params.tissue_stiffness_foot,
    );
    let tissue_1 = tissue(leg, params.filtration_calf, params.pericapillary_stiffness, params.tissue_stiffness);
    let outflow_x = params.conductance_outflow * leg.outflow * leg.conductance;
    let walls1 = walls(leg.vein_stiffness);
    let foot_deep_0_x = params.conductance_foot_deep * leg.conductance;
    let foot_deep_1_x = params.conductance_foot_anterior * leg.conductance;
    let foot_deep_2_x = params.conductance_foot_lateral * leg.conductance;
    let foot_superficial_x = params.conductance_foot_superficial * leg.conductance;
    let perforators_0_x = params.conductance_gastrocnemius_perforators * leg.conductance;
    let perforators_1_x = (params.conductance_cockett_perforators + params.conductance_boyd_perforator)
        * leg.conductance;
    let perforators_2_x = params.conductance_anterior_perforators * leg.conductance;
    let perforators_3_x = params.conductance_lateral_perforators * leg.conductance;
    let drainage_0_x = params.conductance_superficial_posterior * leg.conductance;
    let drainage_1_x = params.conductance_deep_posterior * leg.conductance;
    let drainage_2_x = params.conductance_anterior * leg.conductance;
    let drainage_3_x = params.conductance_lateral * leg.conductance;
    let junctions_x = (params.conductance_saphenofemoral + params.conductance_saphenopopliteal) * (t1 * t1)
        * leg.conductance;
    let valve_width = valve_width_new(params.valve_opening_mmhg);
    let stasis_fidget_renewal = renewal(params.fidget_stroke);
    let stasis_sway_renewal = renewal(params.sway_stroke);
    return Body(
        leg,
        walls1,
        array<f32, 7>(
            recip(params.volume_foot_ml * leg.vein_volume),
            recip(t2),
            recip(t3),
            recip(t4),
            recip(t5),
            recip(t6),
            recip(params.volume_thigh_ml * leg.vein_volume),
        ),
        recip(t2 + t3 + t4 + t5 + t6),
        array<f32, 7>(
            params.inflow_foot_ml_s * leg.inflow,
            params.inflow_superficial_posterior_ml_s * leg.inflow,
            params.inflow_deep_posterior_ml_s * leg.inflow,
            params.inflow_anterior_ml_s * leg.inflow,
            params.inflow_lateral_ml_s * leg.inflow,
            params.inflow_superficial_ml_s * leg.inflow,
            params.inflow_thigh_ml_s * leg.inflow,
        ),
        recip(params.autoregulation_mmhg),
        array<vec2<f32>, 3>(
            vec2<f32>(foot_deep_0_x, foot_deep_0_x * t7),
            vec2<f32>(foot_deep_1_x, foot_deep_1_x * t7),
            vec2<f32>(foot_deep_2_x, foot_deep_2_x * t7),
        ),
        vec2<f32>(foot_superficial_x, foot_superficial_x * params.leak_foot_superficial),
        array<vec2<f32>, 4>(
            vec2<f32>(perforators_0_x, perforators_0_x * t8),
            vec2<f32>(perforators_1_x, perforators_1_x * t8),
            vec2<f32>(perforators_2_x, perforators_2_x * t8),
            vec2<f32>(perforators_3_x, perforators_3_x * t8),
        ),
        array<vec2<f32>, 4>(
            vec2<f32>(drainage_0_x, drainage_0_x * t7),
            vec2<f32>(drainage_1_x, drainage_1_x * t7),
            vec2<f32>(drainage_2_x, drainage_2_x * t7),
            vec2<f32>(drainage_3_x, drainage_3_x * t7),
        ),
        vec2<f32>(junctions_x, junctions_x * (params.leak_superficial * leg.reflux_superficial)),
        vec2<f32>(outflow_x, outflow_x * params.leak_outflow),
        array<Tissue, 3>(
            Tissue(
                tissue1.filtration,
                tissue1.capillary_drop_mmhg,
                tissue1.protection,
                tissue1.reflection,
                tissue1.colloid_mmhg,
                leg.balance_foot_mmhg,
                tissue1.opposing_min,
                tissue1.concentration,
                tissue1.interstitial_colloid_mmhg,
                tissue1.pericapillary_ml,
                tissue1.margin_stiffness,
                tissue1.margin_ml,
                tissue1.fast_stiffness,
                tissue1.slow_stiffness,
                tissue1.spread,
                tissue1.lymph,
                tissue1.lymph_gain,
                tissue1.lymph_limit,
            ),
            tissue_1,
            Tissue(
                tissue_1.filtration,
                tissue_1.capillary_drop_mmhg,
                tissue_1.protection,
                tissue_1.reflection,
                tissue_1.colloid_mmhg,
                leg.balance_thigh_mmhg,
                tissue_1.opposing_min,
                tissue_1.concentration,
                tissue_1.interstitial_colloid_mmhg,
                tissue_1.pericapillary_ml,
                tissue_1.margin_stiffness,
                tissue_1.margin_ml,
                tissue_1.fast_stiffness,
                tissue_1.slow_stiffness,
                tissue_1.spread,
                tissue_1.lymph,
                tissue_1.lymph_gain,
                tissue_1.lymph_limit,
            ),
        ),
        valve_width,
        Stasis(
            params.sinus_mixing,
            params.pocket_mixing,
            params.pulse_mixing,
            params.fidget_stroke,
            stasis_fidget_renewal,
            params.sway_stroke,
            stasis_sway_renewal,
            params.hypoxia_from_min,
            params.pocket_age_spread,
            recip(params.hypoxia_span_min),
            params.activity_decay_h,
        ),
    );
}

// No gain of fluid.
fn fluid_dry(zero: f32) -> Fluid {
    return Fluid(zero, zero, zero);
}

// The initial state of a simulation: veins at zero pressure, no gain of tissue fluid, no reflex.
fn state_new(body: Body) -> State {
    let fluid_0 = fluid_dry(0.0);
    return State(
        array<f32, 7>(
            recip(body.inverse_rest_ml[0]),
            recip(body.inverse_rest_ml[1]),
            recip(body.inverse_rest_ml[2]),
            recip(body.inverse_rest_ml[3]),
            recip(body.inverse_rest_ml[4]),
            recip(body.inverse_rest_ml[5]),
            recip(body.inverse_rest_ml[6]),
        ),
        array<Fluid, 3>(fluid_0, fluid_0, fluid_0),
        array<f32, 2>(0.0, 0.0),
        1.0,
        0.0,
        Stagnation(1.0, 1.0, 0.0),
        array<f32, 3>(0.0, 0.0, 0.0),
    );
}

// External pressures on the veins: from a stocking (mmHg at the ankle), a cuff, muscles and load.
fn body_compression(body: Body, channels: Channels, stocking_mmhg: f32) -> Compression {
    let resting_1 = (stocking_mmhg * params.stocking_calf + channels.calf_cuff_mmhg) * params.transmission_muscle;
    let t1 = max(1.0 + params.strength_share * (body.leg.strength - 1.0), 0.1) * params.transmission_contraction;
    return Compression(
        array<f32, 7>(
            stocking_mmhg * params.stocking_foot * params.transmission_skin,
            resting_1,
            resting_1,
            resting_1,
            resting_1,
            (stocking_mmhg * params.stocking_shank + channels.calf_cuff_mmhg) * params.transmission_skin,
            0.0,
        ),
        array<f32, 5>(
            channels.muscle_superficial_posterior_mmhg * t1,
            channels.muscle_deep_posterior_mmhg * t1,
            channels.muscle_anterior_mmhg * t1,
            channels.muscle_lateral_mmhg * t1,
            channels.foot_load_mmhg * body.leg.foot_pump,
        ),
    );
}

// The same, with the shares of the peak pressures in the model's number type.
fn compression_under(compression: Compression, shares: array<f32, 5>) -> array<f32, 7> {
    return array<f32, 7>(
        compression.resting[0] + compression.peak[4] * shares[4],
        compression.resting[1] + compression.peak[0] * shares[0],
        compression.resting[2] + compression.peak[1] * shares[1],
        compression.resting[3] + compression.peak[2] * shares[2],
        compression.resting[4] + compression.peak[3] * shares[3],
        compression.resting[5],
        compression.resting[6],
    );
}

// Factor of a quantity that changes by this share per degree. However cold it is, a part of the quantity remains.
fn warmed(per_c: f32, warmth_c: f32) -> f32 {
    return max(1.0 + per_c * warmth_c, 0.2);
}

// Weight shifts of a standing leg per second.
fn body_sway_hz(body: Body, channels: Channels) -> f32 {
    return channels.sway * params.sway_per_min * 0.016666668;
}

// The conditions of the blood in a window.
fn body_flow_conditions(body: Body, channels: Channels, state: State) -> FlowConditions {
    let t1 = body.leg.stature_cm * params.blood_weight_mmhg_cm;
    let head_mmhg_1 = channels.depth_deep * t1;
    let head_mmhg_0 = channels.depth_foot * t1;
    let head_mmhg_5 = channels.depth_superficial * t1;
    let head_mmhg_6 = channels.depth_thigh * t1;
    let t2 = recip(1.0 + state.creep);
    let warmed1 = warmed(params.heat_veins_per_c, channels.warmth_c);
    let t3 = recip(warmed1);
    let warmed2 = warmed(params.heat_inflow_per_c, channels.warmth_c);
    let t4 = (1.0 - state.reflex[1]) * warmed2;
    let t5 = t4 * state.hyperemia;
    let t6 = state.hyperemia - 1.0;
    let t7 = 1.0 + params.hyperemia_share * t6;
    let arterial_mmhg_1 = head_mmhg_1 + params.arterial_mmhg;
    let filtration_ml_s_1 = state.filtration_ml_s[1] * 0.15;
    let t8 = 1.0 - channels.flexion;
    let t9 = max(t8 + channels.flexion * body.leg.bent_outflow, 0.05);
    let t10 = max(t8 + channels.flexion * body.leg.bent_popliteal, 0.05);
    let t11 = channels.central_mmhg + channels.abdominal_share * body.leg.abdominal_mmhg;
    let central_mmhg = select(t11, max(t11, channels.thigh_cuff_mmhg - head_mmhg_6), 0.0 < channels.thigh_cuff_mmhg);
    let sway_hz = body_sway_hz(body, channels);
    return FlowConditions(
        body.walls[0],
        body.walls[1],
        body.walls[2],
        body.walls[3],
        array<f32, 7>(
            body.inverse_rest_ml[0] * t2 * t3,
            body.inverse_rest_ml[1] * t2,
            body.inverse_rest_ml[2] * t2,
            body.inverse_rest_ml[3] * t2,
            body.inverse_rest_ml[4] * t2,
            body.inverse_rest_ml[5] * t2 * t3,
            body.inverse_rest_ml[6] * t2,
        ),
        array<f32, 7>(head_mmhg_0, head_mmhg_1, head_mmhg_1, head_mmhg_1, head_mmhg_1, head_mmhg_5, head_mmhg_6),
        channels.depth_ankle * t1,
        central_mmhg,
        array<f32, 7>(
            head_mmhg_0 + params.arterial_mmhg,
            arterial_mmhg_1,
            arterial_mmhg_1,
            arterial_mmhg_1,
            arterial_mmhg_1,
            head_mmhg_5 + params.arterial_mmhg,
            head_mmhg_6 + params.arterial_mmhg,
        ),
        array<f32, 7>(
            body.inflow_ml_s[0] * ((1.0 - state.reflex[0]) * warmed2 * t7) * body.inverse_autoregulation,
            body.inflow_ml_s[1] * t5 * body.inverse_autoregulation,
            body.inflow_ml_s[2] * t5 * body.inverse_autoregulation,
            body.inflow_ml_s[3] * t5 * body.inverse_autoregulation,
            body.inflow_ml_s[4] * t5 * body.inverse_autoregulation,
            body.inflow_ml_s[5] * (t4 * t7) * body.inverse_autoregulation,
            body.inflow_ml_s[6] * (t4 * (1.0 + t6 * 0.5)) * body.inverse_autoregulation,
        ),
        params.autoregulation_mmhg,
        array<f32, 7>(
            state.filtration_ml_s[0],
            filtration_ml_s_1,
            filtration_ml_s_1,
            filtration_ml_s_1,
            filtration_ml_s_1,
            state.filtration_ml_s[1] * 0.4,
            state.filtration_ml_s[2],
        ),
        body.foot_deep,
        body.foot_superficial,
        body.perforators,
        array<vec2<f32>, 4>(
            vec2<f32>(body.drainage[0].x * t10, body.drainage[0].y),
            vec2<f32>(body.drainage[1].x * t10, body.drainage[1].y),
            vec2<f32>(body.drainage[2].x * t10, body.drainage[2].y),
            vec2<f32>(body.drainage[3].x * t10, body.drainage[3].y),
        ),
        body.junctions,
        vec2<f32>(body.outflow.x * t9, select(body.outflow.y, 0.0, t11 < central_mmhg) * t9),
        channels.fidgeting * body.leg.fidget_hz * params.fidget_stroke + sway_hz * params.sway_stroke,
        body.valve_width,
    );
}

// Reduces the backward conductances of veins under a stocking or a cuff. External pressure narrows a vein, and conductance is
// proportional to the square of its area (Poiseuille). Competent valves and forward conductances do not change.
fn body_narrowed(body: Body, conditions: FlowConditions, compression: Compression) -> FlowConditions {
    let t1 = min(max(1.0 - params.stocking_narrowing * compression.resting[2] * recip(body.walls[1].firm * 3.0), 0.2), 1.0);
    let t2 = t1 * t1;
    let t3 = min(max(1.0 - params.stocking_narrowing * compression.resting[5] * recip(body.walls[2].firm * 3.0), 0.2), 1.0);
    let t4 = t3 * t3;
    return FlowConditions(
        conditions.wall_foot,
        conditions.wall_deep,
        conditions.wall_superficial,
        conditions.wall_thigh,
        conditions.inverse_rest_ml,
        conditions.head_mmhg,
        conditions.ankle_head_mmhg,
        conditions.central_mmhg,
        conditions.arterial_mmhg,
        conditions.arterial,
        conditions.autoregulation_mmhg,
        conditions.filtration_ml_s,
        conditions.foot_deep,
        conditions.foot_superficial,
        array<vec2<f32>, 4>(
            vec2<f32>(conditions.perforators[0].x, conditions.perforators[0].y * t4),
            vec2<f32>(conditions.perforators[1].x, conditions.perforators[1].y * t4),
            vec2<f32>(conditions.perforators[2].x, conditions.perforators[2].y * t4),
            vec2<f32>(conditions.perforators[3].x, conditions.perforators[3].y * t4),
        ),
        array<vec2<f32>, 4>(
            vec2<f32>(conditions.drainage[0].x, conditions.drainage[0].y * t2),
            vec2<f32>(conditions.drainage[1].x, conditions.drainage[1].y * t2),
            vec2<f32>(conditions.drainage[2].x, conditions.drainage[2].y * t2),
            vec2<f32>(conditions.drainage[3].x, conditions.drainage[3].y * t2),
        ),
        vec2<f32>(conditions.junctions.x, conditions.junctions.y * t4),
        conditions.outflow,
        conditions.fidget_per_s,
        conditions.valve_width,
    );
}

// The state of the wall at this gain.
fn wall_stretch(wall: Wall, gain: f32) -> Stretch {
    let t1 = min(gain, wall.knee);
    let t2 = max(t1, 0.0);
    let t3 = gain - t1;
    let t4 = max(wall.shut - gain, 0.0);
    let t5 = wall.bend * t2;
    let t6 = wall.stiffening * t3;
    let t7 = wall.buckling * t4;
    return Stretch(wall.soft * t1 + t5 * t2 + t3 * (wall.firm + t6) - t7 * t4, t5 + t6 + t7);
}

// Conductance of a vein, relative to that of the full vein: the square of its relative volume (Poiseuille), at most 1.
fn patency(relative_volume: f32) -> f32 {
    let t1 = min(max(relative_volume, 0.0), 1.0);
    return t1 * t1;
}

// Effective pressure at a pressure difference of this size (mmHg). It grows quadratically until the valve is open; then it is the
// difference minus half of the opening pressure.
fn valve_width_opening(valve_width: ValveWidth, size: f32) -> f32 {
    let t1 = min(size, valve_width.mmhg);
    return t1 * t1 * valve_width.half_inverse + (size - t1);
}

// An edge at this pressure difference (mmHg). In each direction, the patency of the vein from which the blood comes limits the flow.
fn edge_new(difference: f32, conductance: vec2<f32>, patency: vec2<f32>, width: ValveWidth) -> Edge {
    let left_x = conductance.x * patency.x;
    let left_y = conductance.y * patency.y;
    let opening = valve_width_opening(width, max(difference, 0.0 - difference));
    return Edge(
        select(left_x, 0.0 - left_y, difference < 0.0) * opening,
        difference,
        opening,
        vec2<f32>(left_x, left_y),
    );
}

// Computes all pressures and flows from the volumes (mL) and the external pressures (mmHg).
fn instant(conditions: FlowConditions, volume: array<f32, 7>, external_: array<f32, 7>) -> Instant {
    let relative_0 = volume[0] * conditions.inverse_rest_ml[0];
    let stretch_0 = wall_stretch(conditions.wall_foot, relative_0 - 1.0);
    let pressure_0 = stretch_0.pressure + external_[0];
    let t1 = pressure_0 - conditions.head_mmhg[0];
    let open_0 = patency(relative_0);
    let inflow_0 = conditions.arterial[0]
        * max(min(conditions.arterial_mmhg[0] - pressure_0, conditions.autoregulation_mmhg), 0.0);
    let relative_1 = volume[1] * conditions.inverse_rest_ml[1];
    let stretch_1 = wall_stretch(conditions.wall_deep, relative_1 - 1.0);
    let pressure_1 = stretch_1.pressure + external_[1];
    let t2 = pressure_1 - conditions.head_mmhg[1];
    let open_1 = patency(relative_1);
    let inflow_1 = conditions.arterial[1]
        * max(min(conditions.arterial_mmhg[1] - pressure_1, conditions.autoregulation_mmhg), 0.0);
    let relative_2 = volume[2] * conditions.inverse_rest_ml[2];
    let stretch_2 = wall_stretch(conditions.wall_deep, relative_2 - 1.0);
    let pressure_2 = stretch_2.pressure + external_[2];
    let t3 = pressure_2 - conditions.head_mmhg[2];
    let open_2 = patency(relative_2);
    let inflow_2 = conditions.arterial[2]
        * max(min(conditions.arterial_mmhg[2] - pressure_2, conditions.autoregulation_mmhg), 0.0);
    let relative_3 = volume[3] * conditions.inverse_rest_ml[3];
    let stretch_3 = wall_stretch(conditions.wall_deep, relative_3 - 1.0);
    let pressure_3 = stretch_3.pressure + external_[3];
    let t4 = pressure_3 - conditions.head_mmhg[3];
    let open_3 = patency(relative_3);
    let inflow_3 = conditions.arterial[3]
        * max(min(conditions.arterial_mmhg[3] - pressure_3, conditions.autoregulation_mmhg), 0.0);
    let relative_4 = volume[4] * conditions.inverse_rest_ml[4];
    let stretch_4 = wall_stretch(conditions.wall_deep, relative_4 - 1.0);
    let pressure_4 = stretch_4.pressure + external_[4];
    let t5 = pressure_4 - conditions.head_mmhg[4];
    let open_4 = patency(relative_4);
    let inflow_4 = conditions.arterial[4]
        * max(min(conditions.arterial_mmhg[4] - pressure_4, conditions.autoregulation_mmhg), 0.0);
    let relative_5 = volume[5] * conditions.inverse_rest_ml[5];
    let stretch_5 = wall_stretch(conditions.wall_superficial, relative_5 - 1.0);
    let pressure_5 = stretch_5.pressure + external_[5];
    let t6 = pressure_5 - conditions.head_mmhg[5];
    let open_5 = patency(relative_5);
    let inflow_5 = conditions.arterial[5]
        * max(min(conditions.arterial_mmhg[5] - pressure_5, conditions.autoregulation_mmhg), 0.0);
    let relative_6 = volume[6] * conditions.inverse_rest_ml[6];
    let stretch_6 = wall_stretch(conditions.wall_thigh, relative_6 - 1.0);
    let pressure_6 = stretch_6.pressure + external_[6];
    let t7 = pressure_6 - conditions.head_mmhg[6];
    let open_6 = patency(relative_6);
    let inflow_6 = conditions.arterial[6]
        * max(min(conditions.arterial_mmhg[6] - pressure_6, conditions.autoregulation_mmhg), 0.0);
    let foot_deep_0 = edge_new(t1 - t3, conditions.foot_deep[0], vec2<f32>(open_0, open_2), conditions.valve_width);
    let foot_deep_1 = edge_new(t1 - t4, conditions.foot_deep[1], vec2<f32>(open_0, open_3), conditions.valve_width);
    let foot_deep_2 = edge_new(t1 - t5, conditions.foot_deep[2], vec2<f32>(open_0, open_4), conditions.valve_width);
    let perforators_0 = edge_new(t6 - t2, conditions.perforators[0], vec2<f32>(open_5, open_1), conditions.valve_width);
    let perforators_1 = edge_new(t6 - t3, conditions.perforators[1], vec2<f32>(open_5, open_2), conditions.valve_width);
    let perforators_2 = edge_new(t6 - t4, conditions.perforators[2], vec2<f32>(open_5, open_3), conditions.valve_width);
    let perforators_3 = edge_new(t6 - t5, conditions.perforators[3], vec2<f32>(open_5, open_4), conditions.valve_width);
    let drainage_0 = edge_new(t2 - t7, conditions.drainage[0], vec2<f32>(open_1, open_6), conditions.valve_width);
    let drainage_1 = edge_new(t3 - t7, conditions.drainage[1], vec2<f32>(open_2, open_6), conditions.valve_width);
    let drainage_2 = edge_new(t4 - t7, conditions.drainage[2], vec2<f32>(open_3, open_6), conditions.valve_width);
    let drainage_3 = edge_new(t5 - t7, conditions.drainage[3], vec2<f32>(open_4, open_6), conditions.valve_width);
    let fidget_0 = conditions.fidget_per_s * volume[1] * open_1;
    let fidget_1 = conditions.fidget_per_s * volume[2] * open_2;
    let fidget_2 = conditions.fidget_per_s * volume[3] * open_3;
    let fidget_3 = conditions.fidget_per_s * volume[4] * open_4;
    let foot_superficial = edge_new(
        t1 - t6,
        conditions.foot_superficial,
        vec2<f32>(open_0, open_5),
        conditions.valve_width,
    );
    let junctions = edge_new(t6 - t7, conditions.junctions, vec2<f32>(open_5, open_6), conditions.valve_width);
    let outflow = edge_new(
        t7 - conditions.central_mmhg,
        conditions.outflow,
        vec2<f32>(open_6, 1.0),
        conditions.valve_width,
    );
    let t8 = drainage_0.rate + fidget_0;
    let t9 = inflow_5 - conditions.filtration_ml_s[5] + foot_superficial.rate - junctions.rate - perforators_0.rate;
    let t10 = drainage_1.rate + fidget_1;
    let t11 = drainage_2.rate + fidget_2;
    let t12 = drainage_3.rate + fidget_3;
    let t13 = inflow_0 - conditions.filtration_ml_s[0] - foot_superficial.rate - foot_deep_0.rate - foot_deep_1.rate;
    return Instant(
        volume,
        external_,
        array<f32, 7>(pressure_0, pressure_1, pressure_2, pressure_3, pressure_4, pressure_5, pressure_6),
        array<f32, 7>(relative_0, relative_1, relative_2, relative_3, relative_4, relative_5, relative_6),
        array<f32, 7>(open_0, open_1, open_2, open_3, open_4, open_5, open_6),
        array<Stretch, 7>(stretch_0, stretch_1, stretch_2, stretch_3, stretch_4, stretch_5, stretch_6),
        array<f32, 7>(
            t13 - foot_deep_2.rate,
            inflow_1 - conditions.filtration_ml_s[1] + perforators_0.rate - t8,
            inflow_2 - conditions.filtration_ml_s[2] + perforators_1.rate - t10 + foot_deep_0.rate,
            inflow_3 - conditions.filtration_ml_s[3] + perforators_2.rate - t11 + foot_deep_1.rate,
            inflow_4 - conditions.filtration_ml_s[4] + perforators_3.rate - t12 + foot_deep_2.rate,
            t9 - perforators_1.rate - perforators_2.rate - perforators_3.rate,
            inflow_6 - conditions.filtration_ml_s[6] + junctions.rate - outflow.rate + t8 + t10 + t11 + t12,
        ),
        array<f32, 7>(inflow_0, inflow_1, inflow_2, inflow_3, inflow_4, inflow_5, inflow_6),
        array<Edge, 3>(foot_deep_0, foot_deep_1, foot_deep_2),
        foot_superficial,
        array<Edge, 4>(perforators_0, perforators_1, perforators_2, perforators_3),
        array<Edge, 4>(drainage_0, drainage_1, drainage_2, drainage_3),
        array<f32, 4>(fidget_0, fidget_1, fidget_2, fidget_3),
        junctions,
        outflow,
    );
}

// The slope (mmHg).
fn wall_slope(wall: Wall, stretch: Stretch) -> f32 {
    return wall.soft + (stretch.stiffening + stretch.stiffening);
}

// Derivative of the patency with respect to the relative volume.
fn widening(relative_volume: f32) -> f32 {
    let t1 = select(0.0, max(relative_volume, 0.0), relative_volume < 1.0);
    return t1 + t1;
}

// Derivative of `Self::opening`: 0 if the valve is closed, 1 if it is open.
fn valve_width_openness(valve_width: ValveWidth, difference: f32) -> f32 {
    return min(max(difference, 0.0), valve_width.mmhg) * valve_width.inverse;
}

// Derivatives of the flow for a step. `ahead` is the change of the pressure difference that is expected within the step (mmHg).
//
// A valve may be closed at the start of a step and open within it. If its derivative were 0, a long step would fill the vein far
// beyond the opening of the valve, and the solution would oscillate. The derivatives are therefore those of the wider opening of the
// two moments. The order of the method does not depend on this.
fn edge_derivatives(
    edge: Edge,
    ahead: f32,
    conductance: vec2<f32>,
    from_: End,
    to: End,
    width: ValveWidth,
) -> FlowDerivatives {
    let openness = valve_width_openness(width, edge.difference + max(ahead, 0.0));
    let openness1 = valve_width_openness(width, 0.0 - (edge.difference + min(ahead, 0.0)));
    let t1 = edge.left.x * openness + edge.left.y * openness1;
    let t2 = edge.difference < 0.0;
    return FlowDerivatives(
        t1 * from_.elastance + select(conductance.x * from_.widening, 0.0, t2) * edge.opening,
        t1 * to.elastance + select(0.0, conductance.y * to.widening, t2) * edge.opening,
    );
}

// Computes the Jacobian at an instant. `ahead` are the changes of the volumes that are expected within the step (mL).
fn jacobian(conditions: FlowConditions, at: Instant, ahead: array<f32, 7>) -> Jacobian {
    let slope = wall_slope(conditions.wall_foot, at.stretch[0]);
    let elastance_0 = slope * conditions.inverse_rest_ml[0];
    let widening1 = widening(at.relative[0]);
    let t1 = widening1 * conditions.inverse_rest_ml[0];
    let t2 = ahead[0] * elastance_0;
    let slope1 = wall_slope(conditions.wall_deep, at.stretch[1]);
    let elastance_1 = slope1 * conditions.inverse_rest_ml[1];
    let widening2 = widening(at.relative[1]);
    let t3 = widening2 * conditions.inverse_rest_ml[1];
    let t4 = ahead[1] * elastance_1;
    let slope2 = wall_slope(conditions.wall_deep, at.stretch[2]);
    let elastance_2 = slope2 * conditions.inverse_rest_ml[2];
    let widening3 = widening(at.relative[2]);
    let t5 = widening3 * conditions.inverse_rest_ml[2];
    let t6 = ahead[2] * elastance_2;
    let slope3 = wall_slope(conditions.wall_deep, at.stretch[3]);
    let elastance_3 = slope3 * conditions.inverse_rest_ml[3];
    let widening4 = widening(at.relative[3]);
    let t7 = widening4 * conditions.inverse_rest_ml[3];
    let t8 = ahead[3] * elastance_3;
    let slope4 = wall_slope(conditions.wall_deep, at.stretch[4]);
    let elastance_4 = slope4 * conditions.inverse_rest_ml[4];
    let widening5 = widening(at.relative[4]);
    let t9 = widening5 * conditions.inverse_rest_ml[4];
    let t10 = ahead[4] * elastance_4;
    let slope5 = wall_slope(conditions.wall_superficial, at.stretch[5]);
    let elastance_5 = slope5 * conditions.inverse_rest_ml[5];
    let widening6 = widening(at.relative[5]);
    let t11 = widening6 * conditions.inverse_rest_ml[5];
    let t12 = ahead[5] * elastance_5;
    let slope6 = wall_slope(conditions.wall_thigh, at.stretch[6]);
    let elastance_6 = slope6 * conditions.inverse_rest_ml[6];
    let widening7 = widening(at.relative[6]);
    let t13 = widening7 * conditions.inverse_rest_ml[6];
    let t14 = ahead[6] * elastance_6;
    let foot_deep_0 = edge_derivatives(
        at.foot_deep[0],
        t2 - t6,
        conditions.foot_deep[0],
        End(elastance_0, t1),
        End(elastance_2, t5),
        conditions.valve_width,
    );
    let foot_deep_1 = edge_derivatives(
        at.foot_deep[1],
        t2 - t8,
        conditions.foot_deep[1],
        End(elastance_0, t1),
        End(elastance_3, t7),
        conditions.valve_width,
    );
    let foot_deep_2 = edge_derivatives(
        at.foot_deep[2],
        t2 - t10,
        conditions.foot_deep[2],
        End(elastance_0, t1),
        End(elastance_4, t9),
        conditions.valve_width,
    );
    let foot_superficial = edge_derivatives(
        at.foot_superficial,
        t2 - t12,
        conditions.foot_superficial,
        End(elastance_0, t1),
        End(elastance_5, t11),
        conditions.valve_width,
    );
    let perforators_0 = edge_derivatives(
        at.perforators[0],
        t12 - t4,
        conditions.perforators[0],
        End(elastance_5, t11),
        End(elastance_1, t3),
        conditions.valve_width,
    );
    let perforators_1 = edge_derivatives(
        at.perforators[1],
        t12 - t6,
        conditions.perforators[1],
        End(elastance_5, t11),
        End(elastance_2, t5),
        conditions.valve_width,
    );
    let perforators_2 = edge_derivatives(
        at.perforators[2],
        t12 - t8,
        conditions.perforators[2],
        End(elastance_5, t11),
        End(elastance_3, t7),
        conditions.valve_width,
    );
    let perforators_3 = edge_derivatives(
        at.perforators[3],
        t12 - t10,
        conditions.perforators[3],
        End(elastance_5, t11),
        End(elastance_4, t9),
        conditions.valve_width,
    );
    let drainage_0 = edge_derivatives(
        at.drainage[0],
        t4 - t14,
        conditions.drainage[0],
        End(elastance_1, t3),
        End(elastance_6, t13),
        conditions.valve_width,
    );
    let drainage_1 = edge_derivatives(
        at.drainage[1],
        t6 - t14,
        conditions.drainage[1],
        End(elastance_2, t5),
        End(elastance_6, t13),
        conditions.valve_width,
    );
    let drainage_2 = edge_derivatives(
        at.drainage[2],
        t8 - t14,
        conditions.drainage[2],
        End(elastance_3, t7),
        End(elastance_6, t13),
        conditions.valve_width,
    );
    let drainage_3 = edge_derivatives(
        at.drainage[3],
        t10 - t14,
        conditions.drainage[3],
        End(elastance_4, t9),
        End(elastance_6, t13),
        conditions.valve_width,
    );
    let junctions = edge_derivatives(
        at.junctions,
        t12 - t14,
        conditions.junctions,
        End(elastance_5, t11),
        End(elastance_6, t13),
        conditions.valve_width,
    );
    let derivatives = edge_derivatives(
        at.outflow,
        t14,
        conditions.outflow,
        End(elastance_6, t13),
        End(0.0, 0.0),
        conditions.valve_width,
    );
    return Jacobian(
        array<f32, 7>(elastance_0, elastance_1, elastance_2, elastance_3, elastance_4, elastance_5, elastance_6),
        array<f32, 7>(
            conditions.arterial[0] * elastance_0,
            conditions.arterial[1] * elastance_1,
            conditions.arterial[2] * elastance_2,
            conditions.arterial[3] * elastance_3,
            conditions.arterial[4] * elastance_4,
            conditions.arterial[5] * elastance_5,
            conditions.arterial[6] * elastance_6,
        ),
        array<FlowDerivatives, 3>(foot_deep_0, foot_deep_1, foot_deep_2),
        foot_superficial,
        array<FlowDerivatives, 4>(perforators_0, perforators_1, perforators_2, perforators_3),
        array<FlowDerivatives, 4>(drainage_0, drainage_1, drainage_2, drainage_3),
        array<f32, 4>(
            conditions.fidget_per_s * (at.open[1] + at.volume[1] * t3),
            conditions.fidget_per_s * (at.open[2] + at.volume[2] * t5),
            conditions.fidget_per_s * (at.open[3] + at.volume[3] * t7),
            conditions.fidget_per_s * (at.open[4] + at.volume[4] * t9),
        ),
        junctions,
        derivatives.from_,
    );
}

// Gamma of a step in which the volumes would change by `ahead` at the rate of its start (mL).
fn gamma(volume: array<f32, 7>, ahead: array<f32, 7>) -> f32 {
    let t1 = max(max(0.0, max(ahead[0], 0.0 - ahead[0]) - 0.7 * volume[0]), max(ahead[1], 0.0 - ahead[1]) - 0.7 * volume[1]);
    let t2 = max(max(t1, max(ahead[2], 0.0 - ahead[2]) - 0.7 * volume[2]), max(ahead[3], 0.0 - ahead[3]) - 0.7 * volume[3]);
    let t3 = max(max(t2, max(ahead[4], 0.0 - ahead[4]) - 0.7 * volume[4]), max(ahead[5], 0.0 - ahead[5]) - 0.7 * volume[5]);
    return select(0.29289323, 4.0, 0.0 < max(t3, max(ahead[6], 0.0 - ahead[6]) - 0.7 * volume[6]));
}

// Factorizes the matrix with this Jacobian.
fn system_factor(at: Jacobian, scale: f32) -> System {
    let t1 = at.drainage[0].from_ + at.fidget[0];
    let inverse_0 = recip(1.0 + scale * (at.inflow[1] + at.perforators[0].to + t1));
    let t2 = scale * inverse_0;
    let gains_0_1 = scale * at.perforators[0].from_;
    let gains_0_2 = scale * at.drainage[0].to;
    let gives_0_1 = t2 * at.perforators[0].to;
    let gives_0_2 = t2 * t1;
    let t3 = at.drainage[1].from_ + at.fidget[1];
    let t4 = at.inflow[5] + at.foot_superficial.to + at.junctions.from_ + at.perforators[0].from_
        + at.perforators[1].from_;
    let inverse_1 = recip(1.0 + scale * (at.inflow[2] + at.perforators[1].to + t3 + at.foot_deep[0].to));
    let t5 = scale * inverse_1;
    let gains_1_0 = scale * at.foot_deep[0].from_;
    let gains_1_1 = scale * at.perforators[1].from_;
    let gains_1_2 = scale * at.drainage[1].to;
    let gives_1_0 = t5 * at.foot_deep[0].to;
    let gives_1_1 = t5 * at.perforators[1].to;
    let gives_1_2 = t5 * t3;
    let t6 = at.drainage[2].from_ + at.fidget[2];
    let t7 = at.inflow[6] + at.junctions.to + at.outflow + at.drainage[0].to + at.drainage[1].to + at.drainage[2].to;
    let inverse_2 = recip(1.0 + scale * (at.inflow[3] + at.perforators[2].to + t6 + at.foot_deep[1].to));
    let t8 = scale * inverse_2;
    let gains_2_0 = scale * at.foot_deep[1].from_;
    let gains_2_1 = scale * at.perforators[2].from_;
    let gains_2_2 = scale * at.drainage[2].to;
    let gives_2_0 = t8 * at.foot_deep[1].to;
    let gives_2_1 = t8 * at.perforators[2].to;
    let gives_2_2 = t8 * t6;
    let t9 = at.drainage[3].from_ + at.fidget[3];
    let t10 = at.inflow[0] + at.foot_superficial.from_ + at.foot_deep[0].from_ + at.foot_deep[1].from_
        + at.foot_deep[2].from_;
    let inverse_3 = recip(1.0 + scale * (at.inflow[4] + at.perforators[3].to + t9 + at.foot_deep[2].to));
    let t11 = scale * inverse_3;
    let gains_3_0 = scale * at.foot_deep[2].from_;
    let gains_3_1 = scale * at.perforators[3].from_;
    let gains_3_2 = scale * at.drainage[3].to;
    let gives_3_0 = t11 * at.foot_deep[2].to;
    let gives_3_1 = t11 * at.perforators[3].to;
    let gives_3_2 = t11 * t9;
    let t12 = 1.0 + scale * (t4 + at.perforators[2].from_ + at.perforators[3].from_) - gives_0_1 * gains_0_1
        - gives_1_1 * gains_1_1;
    let t13 = 0.0 - scale * at.junctions.to - gives_0_1 * gains_0_2 - gives_1_1 * gains_1_2 - gives_2_1 * gains_2_2;
    let t14 = 0.0 - scale * at.junctions.from_ - gives_0_2 * gains_0_1 - gives_1_2 * gains_1_1 - gives_2_2 * gains_2_1;
    let t15 = 1.0 + scale * (t7 + at.drainage[3].to) - gives_0_2 * gains_0_2 - gives_1_2 * gains_1_2
        - gives_2_2 * gains_2_2;
    let upper_0 = 0.0 - scale * at.foot_superficial.to - gives_1_0 * gains_1_1 - gives_2_0 * gains_2_1
        - gives_3_0 * gains_3_1;
    let upper_1 = 0.0 - gives_1_0 * gains_1_2 - gives_2_0 * gains_2_2 - gives_3_0 * gains_3_2;
    let t16 = 0.0 - scale * at.foot_superficial.from_ - gives_1_1 * gains_1_0 - gives_2_1 * gains_2_0
        - gives_3_1 * gains_3_0;
    let pivots_0 = recip(1.0 + scale * t10 - gives_1_0 * gains_1_0 - gives_2_0 * gains_2_0 - gives_3_0 * gains_3_0);
    let lower_0 = t16 * pivots_0;
    let lower_1 = (0.0 - gives_1_2 * gains_1_0 - gives_2_2 * gains_2_0 - gives_3_2 * gains_3_0) * pivots_0;
    let upper_2 = t13 - gives_3_1 * gains_3_2 - lower_0 * upper_1;
    let pivots_1 = recip(t12 - gives_2_1 * gains_2_1 - gives_3_1 * gains_3_1 - lower_0 * upper_0);
    let lower_2 = (t14 - gives_3_2 * gains_3_1 - lower_1 * upper_0) * pivots_1;
    return System(
        array<f32, 4>(inverse_0, inverse_1, inverse_2, inverse_3),
        array<array<f32, 3>, 4>(
            array<f32, 3>(scale * 0.0, gains_0_1, gains_0_2),
            array<f32, 3>(gains_1_0, gains_1_1, gains_1_2),
            array<f32, 3>(gains_2_0, gains_2_1, gains_2_2),
            array<f32, 3>(gains_3_0, gains_3_1, gains_3_2),
        ),
        array<array<f32, 3>, 4>(
            array<f32, 3>(t2 * 0.0, gives_0_1, gives_0_2),
            array<f32, 3>(gives_1_0, gives_1_1, gives_1_2),
            array<f32, 3>(gives_2_0, gives_2_1, gives_2_2),
            array<f32, 3>(gives_3_0, gives_3_1, gives_3_2),
        ),
        array<f32, 3>(pivots_0, pivots_1, recip(t15 - gives_3_2 * gains_3_2 - lower_1 * upper_1 - lower_2 * upper_2)),
        array<f32, 3>(lower_0, lower_1, lower_2),
        array<f32, 3>(upper_0, upper_1, upper_2),
    );
}

// Linearizes the equations at the start of a step.
fn linearize(conditions: FlowConditions, start: Instant, step_s: f32) -> Linearization {
    let t1 = start.rate[0] * step_s;
    let t2 = start.rate[1] * step_s;
    let t3 = start.rate[2] * step_s;
    let t4 = start.rate[3] * step_s;
    let t5 = start.rate[4] * step_s;
    let t6 = start.rate[5] * step_s;
    let t7 = start.rate[6] * step_s;
    let jacobian1 = jacobian(conditions, start, array<f32, 7>(t1, t2, t3, t4, t5, t6, t7));
    let gamma1 = gamma(start.volume, array<f32, 7>(t1, t2, t3, t4, t5, t6, t7));
    let scale = step_s * gamma1;
    let system = system_factor(jacobian1, scale);
    return Linearization(jacobian1, scale, system);
}

// Solves the system for a right-hand side.
fn system_solve(system: System, right: array<f32, 7>) -> array<f32, 7> {
    let t1 = right[5] + system.gives[0][1] * right[1] + system.gives[1][1] * right[2] + system.gives[2][1] * right[3];
    let t2 = right[6] + system.gives[0][2] * right[1] + system.gives[1][2] * right[2] + system.gives[2][2] * right[3];
    let t3 = right[0] + system.gives[1][0] * right[2] + system.gives[2][0] * right[3] + system.gives[3][0] * right[4];
    let t4 = t1 + system.gives[3][1] * right[4] - system.lower[0] * t3;
    let result_6 = (t2 + system.gives[3][2] * right[4] - system.lower[1] * t3 - system.lower[2] * t4)
        * system.pivots[2];
    let result_5 = (t4 - system.upper[2] * result_6) * system.pivots[1];
    let result_0 = (t3 - system.upper[0] * result_5 - system.upper[1] * result_6) * system.pivots[0];
    let t5 = right[2] + (system.gains[1][1] * result_5 + system.gains[1][2] * result_6 + system.gains[1][0] * result_0);
    let t6 = right[3] + (system.gains[2][1] * result_5 + system.gains[2][2] * result_6 + system.gains[2][0] * result_0);
    let t7 = right[4] + (system.gains[3][1] * result_5 + system.gains[3][2] * result_6 + system.gains[3][0] * result_0);
    return array<f32, 7>(
        result_0,
        (right[1] + (system.gains[0][1] * result_5 + system.gains[0][2] * result_6)) * system.inverse[0],
        t5 * system.inverse[1],
        t6 * system.inverse[2],
        t7 * system.inverse[3],
        result_5,
        result_6,
    );
}

// The result of a step, with its integrals. For a rate `q` with derivative `q'`, the method's own quadrature is
// `h/2 (q_start + q_end + q' gamma h (k1 + k2))`. `half` is `h/2`, and `moved` is `gamma h (k1 + k2)`. A function that becomes WGSL
// takes plain values, so that the six arguments are not grouped.
fn integrate(
    jacobian: Jacobian,
    start: Instant,
    end: Instant,
    moved: array<f32, 7>,
    half: f32,
    volume: array<f32, 7>,
) -> StepResult {
    let t1 = start.inflow[1] + end.inflow[1] - jacobian.inflow[1] * moved[1]
        + (start.inflow[2] + end.inflow[2] - jacobian.inflow[2] * moved[2]);
    let t2 = start.inflow[3] + end.inflow[3] - jacobian.inflow[3] * moved[3]
        + (start.inflow[4] + end.inflow[4] - jacobian.inflow[4] * moved[4]);
    let t3 = start.drainage[0].rate + start.fidget[0] + end.drainage[0].rate + end.fidget[0]
        + ((jacobian.drainage[0].from_ + jacobian.fidget[0]) * moved[1] - jacobian.drainage[0].to * moved[6]);
    let t4 = start.drainage[1].rate + start.fidget[1] + end.drainage[1].rate + end.fidget[1]
        + ((jacobian.drainage[1].from_ + jacobian.fidget[1]) * moved[2] - jacobian.drainage[1].to * moved[6]);
    return StepResult(
        volume,
        array<f32, 5>(
            0.5 * (start.pressure[0] + end.pressure[0] + jacobian.elastance[0] * moved[0]),
            0.5 * (start.pressure[1] + end.pressure[1] + jacobian.elastance[1] * moved[1]),
            0.5 * (start.pressure[2] + end.pressure[2] + jacobian.elastance[2] * moved[2]),
            0.5 * (start.pressure[5] + end.pressure[5] + jacobian.elastance[5] * moved[5]),
            0.5 * (start.pressure[6] + end.pressure[6] + jacobian.elastance[6] * moved[6]),
        ),
        array<f32, 3>(
            half * (start.inflow[0] + end.inflow[0] - jacobian.inflow[0] * moved[0]),
            half * (t1 + t2 + (start.inflow[5] + end.inflow[5] - jacobian.inflow[5] * moved[5])),
            half * (start.inflow[6] + end.inflow[6] - jacobian.inflow[6] * moved[6]),
        ),
        array<f32, 2>(half * t3, half * t4),
        half * (start.outflow.rate + end.outflow.rate + jacobian.outflow * moved[6]),
    );
}

// One step of ROS2 that begins at `start`. Its linearization may be that of an earlier step.
fn ros2(
    conditions: FlowConditions,
    start: Instant,
    linearization: Linearization,
    after: array<f32, 7>,
    step_s: f32,
) -> StepResult {
    let solve = system_solve(linearization.system, start.rate);
    let instant1 = instant(
        conditions,
        array<f32, 7>(
            start.volume[0] + step_s * solve[0],
            start.volume[1] + step_s * solve[1],
            start.volume[2] + step_s * solve[2],
            start.volume[3] + step_s * solve[3],
            start.volume[4] + step_s * solve[4],
            start.volume[5] + step_s * solve[5],
            start.volume[6] + step_s * solve[6],
        ),
        after,
    );
    let solve1 = system_solve(
        linearization.system,
        array<f32, 7>(
            instant1.rate[0] - solve[0] - solve[0],
            instant1.rate[1] - solve[1] - solve[1],
            instant1.rate[2] - solve[2] - solve[2],
            instant1.rate[3] - solve[3] - solve[3],
            instant1.rate[4] - solve[4] - solve[4],
            instant1.rate[5] - solve[5] - solve[5],
            instant1.rate[6] - solve[6] - solve[6],
        ),
    );
    let t1 = step_s * 1.5;
    let t2 = step_s * 0.5;
    return integrate(
        linearization.jacobian,
        start,
        instant1,
        array<f32, 7>(
            linearization.scale * (solve[0] + solve1[0]),
            linearization.scale * (solve[1] + solve1[1]),
            linearization.scale * (solve[2] + solve1[2]),
            linearization.scale * (solve[3] + solve1[3]),
            linearization.scale * (solve[4] + solve1[4]),
            linearization.scale * (solve[5] + solve1[5]),
            linearization.scale * (solve[6] + solve1[6]),
        ),
        t2,
        array<f32, 7>(
            start.volume[0] + (t1 * solve[0] + t2 * solve1[0]),
            start.volume[1] + (t1 * solve[1] + t2 * solve1[1]),
            start.volume[2] + (t1 * solve[2] + t2 * solve1[2]),
            start.volume[3] + (t1 * solve[3] + t2 * solve1[3]),
            start.volume[4] + (t1 * solve[4] + t2 * solve1[4]),
            start.volume[5] + (t1 * solve[5] + t2 * solve1[5]),
            start.volume[6] + (t1 * solve[6] + t2 * solve1[6]),
        ),
    );
}

// One Newton iteration of a step that began at `volume`; `at` is the present estimate of its end.
fn newton(conditions: FlowConditions, at: Instant, volume: array<f32, 7>, step_s: f32) -> Iterate {
    let jacobian1 = jacobian(conditions, at, array<f32, 7>(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0));
    let factor = system_factor(jacobian1, step_s);
    let solve = system_solve(
        factor,
        array<f32, 7>(
            step_s * at.rate[0] - (at.volume[0] - volume[0]),
            step_s * at.rate[1] - (at.volume[1] - volume[1]),
            step_s * at.rate[2] - (at.volume[2] - volume[2]),
            step_s * at.rate[3] - (at.volume[3] - volume[3]),
            step_s * at.rate[4] - (at.volume[4] - volume[4]),
            step_s * at.rate[5] - (at.volume[5] - volume[5]),
            step_s * at.rate[6] - (at.volume[6] - volume[6]),
        ),
    );
    return Iterate(
        jacobian1,
        array<f32, 7>(
            at.volume[0] + solve[0],
            at.volume[1] + solve[1],
            at.volume[2] + solve[2],
            at.volume[3] + solve[3],
            at.volume[4] + solve[4],
            at.volume[5] + solve[5],
            at.volume[6] + solve[6],
        ),
    );
}

// One implicit Euler step. Its flows are those of the last linearization, so that flows and volumes agree except for rounding.
fn implicit(conditions: FlowConditions, volume: array<f32, 7>, external_: array<f32, 7>, step_s: f32) -> StepResult {
    let instant1 = instant(conditions, volume, external_);
    let newton1 = newton(conditions, instant1, volume, step_s);
    let instant2 = instant(conditions, newton1.reached, external_);
    let newton2 = newton(conditions, instant2, volume, step_s);
    let t1 = newton2.reached[0] - instant2.volume[0];
    let t2 = newton2.reached[1] - instant2.volume[1];
    let t3 = newton2.reached[2] - instant2.volume[2];
    let t4 = newton2.reached[3] - instant2.volume[3];
    let t5 = newton2.reached[4] - instant2.volume[4];
    let t6 = newton2.reached[5] - instant2.volume[5];
    let t7 = newton2.reached[6] - instant2.volume[6];
    return integrate(
        newton2.jacobian,
        instant2,
        instant2,
        array<f32, 7>(t1 + t1, t2 + t2, t3 + t3, t4 + t4, t5 + t5, t6 + t6, t7 + t7),
        step_s * 0.5,
        newton2.reached,
    );
}

// The sums before the first step.
fn sums_new(zero: f32) -> Sums {
    return Sums(
        zero,
        zero,
        zero,
        zero,
        array<f32, 3>(zero, zero, zero),
        zero,
        array<f32, 2>(zero, zero),
        array<f32, 2>(zero, zero),
        array<f32, 4>(zero, zero, zero, zero),
    );
}

// Venous volume of the calf without the foot (mL), as a cuff around the calf measures it.
fn calf_ml(volume: array<f32, 7>) -> f32 {
    return volume[1] + volume[2] + (volume[3] + volume[4]) + volume[5];
}

// Adds a step that began at these volumes.
fn sums_with(sums: Sums, volume: array<f32, 7>, stepped: StepResult) -> Sums {
    let t1 = (volume[1] + stepped.volume[1]) * 0.5;
    let t2 = (volume[2] + stepped.volume[2]) * 0.5;
    let calf_ml1 = calf_ml(volume);
    let calf_ml2 = calf_ml(stepped.volume);
    return Sums(
        sums.foot_mmhg + stepped.pressure[0],
        sums.surface_mmhg + stepped.pressure[3],
        sums.calf_mmhg + (stepped.pressure[1] + stepped.pressure[2] + stepped.pressure[3]),
        sums.thigh_mmhg + stepped.pressure[4],
        array<f32, 3>(
            sums.inflow_ml[0] + stepped.inflow_ml[0],
            sums.inflow_ml[1] + stepped.inflow_ml[1],
            sums.inflow_ml[2] + stepped.inflow_ml[2],
        ),
        sums.outflow_ml + stepped.outflow_ml,
        array<f32, 2>(sums.drained_ml[0] + stepped.drained_ml[0], sums.drained_ml[1] + stepped.drained_ml[1]),
        array<f32, 2>(
            sums.refilled[0] + max(stepped.volume[1] - volume[1], 0.0) * recip(max(t1, 0.05)),
            sums.refilled[1] + max(stepped.volume[2] - volume[2], 0.0) * recip(max(t2, 0.05)),
        ),
        array<f32, 4>(
            sums.volume_ml[0] + t1,
            sums.volume_ml[1] + t2,
            sums.volume_ml[2] + (volume[6] + stepped.volume[6]) * 0.5,
            sums.volume_ml[3] + (calf_ml1 + calf_ml2) * 0.5,
        ),
    );
}

// Venous volume of the lower leg, including the foot (mL).
fn lower_ml(volume: array<f32, 7>) -> f32 {
    let calf_ml1 = calf_ml(volume);
    return calf_ml1 + volume[0];
}

// The averages over a window of `steps` steps. `start` and `end` are the volumes at its start and end.
fn sums_means(
    sums: Sums,
    conditions: FlowConditions,
    start: array<f32, 7>,
    end: array<f32, 7>,
    steps: f32,
    step_s: f32,
) -> Means {
    let t1 = recip(steps);
    let t2 = recip(steps * step_s);
    let t3 = conditions.filtration_ml_s[1] + conditions.filtration_ml_s[2]
        + (conditions.filtration_ml_s[3] + conditions.filtration_ml_s[4]);
    let t4 = sums.inflow_ml[0] + sums.inflow_ml[1];
    let supply_ml_s = t4 * t2 - (conditions.filtration_ml_s[0] + (t3 + conditions.filtration_ml_s[5]));
    let lower_ml1 = lower_ml(end);
    let lower_ml2 = lower_ml(start);
    return Means(
        sums.foot_mmhg * t1,
        sums.calf_mmhg * t1 * 0.33333334,
        sums.thigh_mmhg * t1,
        sums.surface_mmhg * t1 + (conditions.ankle_head_mmhg - conditions.head_mmhg[5]),
        array<f32, 3>(sums.inflow_ml[0] * t2, sums.inflow_ml[1] * t2, sums.inflow_ml[2] * t2),
        vec2<f32>((t4 + sums.inflow_ml[2]) * t2, sums.outflow_ml * t2),
        supply_ml_s - (lower_ml1 - lower_ml2) * t2,
        supply_ml_s,
        array<f32, 2>(max(sums.drained_ml[0], 0.0) * t2, max(sums.drained_ml[1], 0.0) * t2),
        array<f32, 2>(sums.refilled[0] * t2, sums.refilled[1] * t2),
        array<f32, 4>(sums.volume_ml[0] * t1, sums.volume_ml[1] * t1, sums.volume_ml[2] * t1, sums.volume_ml[3] * t1),
    );
}

// The averages in skipped cycles: those of the last simulated cycle, except that the outflow includes the change of the volumes
// within `window_s`.
fn means_during_skipped_cycles(means: Means, from_: array<f32, 7>, to: array<f32, 7>, window_s: f32) -> Means {
    let lower_ml1 = lower_ml(to);
    let lower_ml2 = lower_ml(from_);
    return Means(
        means.foot_mmhg,
        means.calf_mmhg,
        means.thigh_mmhg,
        means.ankle_mmhg,
        means.inflow_ml_s,
        means.leg_ml_s,
        means.supply_ml_s - (lower_ml1 - lower_ml2) * recip(window_s),
        means.supply_ml_s,
        means.drained_ml_s,
        means.refilled_per_s,
        means.volume_ml,
    );
}

// Change of the volumes in one cycle (mL).
fn drift(before: array<f32, 7>, after: array<f32, 7>) -> array<f32, 7> {
    return array<f32, 7>(
        after[0] - before[0],
        after[1] - before[1],
        after[2] - before[2],
        after[3] - before[3],
        after[4] - before[4],
        after[5] - before[5],
        after[6] - before[6],
    );
}

// The volumes after a change by `drift` times the last drift (mL).
fn drifted(volume: array<f32, 7>, last_drift: array<f32, 7>, drift: f32) -> array<f32, 7> {
    return array<f32, 7>(
        volume[0] + last_drift[0] * drift,
        volume[1] + last_drift[1] * drift,
        volume[2] + last_drift[2] * drift,
        volume[3] + last_drift[3] * drift,
        volume[4] + last_drift[4] * drift,
        volume[5] + last_drift[5] * drift,
        volume[6] + last_drift[6] * drift,
    );
}

// The drift per cycle after skipped cycles (mL).
fn decayed(drift: array<f32, 7>, share: f32) -> array<f32, 7> {
    return array<f32, 7>(
        drift[0] * share,
        drift[1] * share,
        drift[2] * share,
        drift[3] * share,
        drift[4] * share,
        drift[5] * share,
        drift[6] * share,
    );
}

// The conditions of the tissue of foot, calf and thigh in a window.
fn body_tissue_conditions(
    body: Body,
    channels: Channels,
    stocking_mmhg: f32,
    means: Means,
) -> array<TissueConditions, 3> {
    let t1 = body.inflow_ml_s[1] + body.inflow_ml_s[2] + body.inflow_ml_s[3] + body.inflow_ml_s[4]
        + body.inflow_ml_s[5];
    let sway_hz = body_sway_hz(body, channels);
    let t2 = params.lymph_movement_gain * channels.movement
        + (channels.fidgeting * body.leg.fidget_hz + sway_hz) * params.fidget_lymph_per_hz;
    let warmed1 = warmed(params.heat_lymph_per_c, channels.warmth_c);
    let result_0_pumping = (1.0 + t2) * warmed1 - 1.0;
    let warmed2 = warmed(params.heat_filtration_per_c, channels.warmth_c);
    return array<TissueConditions, 3>(
        TissueConditions(
            means.foot_mmhg,
            means.inflow_ml_s[0] * recip(body.inflow_ml_s[0]),
            stocking_mmhg * params.stocking_foot * params.transmission_skin,
            result_0_pumping,
            warmed2,
        ),
        TissueConditions(
            means.calf_mmhg,
            means.inflow_ml_s[1] * recip(t1),
            (stocking_mmhg * params.stocking_calf + channels.calf_cuff_mmhg) * params.transmission_muscle,
            result_0_pumping,
            warmed2,
        ),
        TissueConditions(
            means.thigh_mmhg,
            means.inflow_ml_s[2] * recip(body.inflow_ml_s[6]),
            0.0,
            result_0_pumping,
            warmed2,
        ),
    );
}

// The derivative that steps assume for what a compartment loses (mmHg/(mL/100 mL)). A long step may end within the margin, so a step
// that begins near it assumes the margin's stiffness, which keeps it stable.
fn tissue_steepness(tissue: Tissue, fluid: f32, soft: f32) -> f32 {
    return select(soft, max(tissue.margin_stiffness, soft), fluid < tissue.margin_ml + 0.15);
}

// Pressure (mmHg) and its derivative (mmHg/(mL/100 mL)) of a compartment. Its stiffness is `soft` above the margin.
fn tissue_compliance(tissue: Tissue, fluid: f32, soft: f32) -> vec2<f32> {
    return vec2<f32>(
        min(fluid, tissue.margin_ml) * tissue.margin_stiffness + max(fluid - tissue.margin_ml, 0.0) * soft,
        select(soft, tissue.margin_stiffness, fluid < tissue.margin_ml),
    );
}

fn tissue_pressures(tissue: Tissue, fast: f32, slow: f32) -> Pressures {
    let fast_steep = tissue_steepness(tissue, fast, tissue.fast_stiffness);
    let slow_steep = tissue_steepness(tissue, slow, tissue.slow_stiffness);
    let compliance = tissue_compliance(tissue, fast, tissue.fast_stiffness);
    let compliance1 = tissue_compliance(tissue, slow, tissue.slow_stiffness);
    return Pressures(compliance.x, compliance.y, fast_steep, compliance1.x, compliance1.y, slow_steep);
}

// The effective filtration coefficient, which is lower because filtration concentrates the plasma, and the
// filtration pressure without the terms of the interstitial fluid.
fn tissue_effective(tissue: Tissue, conditions: TissueConditions) -> vec2<f32> {
    let t1 = tissue.filtration * conditions.permeability;
    let x = t1 * recip(1.0 + t1 * (tissue.reflection * tissue.concentration * recip(max(conditions.inflow, 0.2))));
    let t2 = conditions.venous_mmhg
        + tissue.capillary_drop_mmhg * (1.0 + tissue.protection * (min(conditions.inflow, 1.5) - 1.0));
    return vec2<f32>(x, t2 - conditions.support_mmhg - tissue.reflection * tissue.colloid_mmhg);
}

// Interstitial colloid pressure, which fluid in the fast compartment dilutes, and minus its derivative.
fn tissue_interstitial_colloid(tissue: Tissue, fast: f32) -> vec2<f32> {
    let t1 = recip(tissue.pericapillary_ml + max(fast, 0.0));
    let x = tissue.interstitial_colloid_mmhg * tissue.pericapillary_ml * t1;
    return vec2<f32>(x, x * t1);
}

fn tissue_rates(
    tissue: Tissue,
    fast: f32,
    slow: f32,
    opposing: f32,
    conditions: TissueConditions,
    pressures: Pressures,
) -> Rates {
    let effective = tissue_effective(tissue, conditions);
    let interstitial_colloid = tissue_interstitial_colloid(tissue, fast);
    let drive_mmhg = effective.y + tissue.balance_mmhg + tissue.reflection * interstitial_colloid.x - pressures.fast;
    let t1 = min(drive_mmhg + opposing, 0.0);
    let t2 = 1.0 + tissue.lymph_gain * max(pressures.slow, 0.0);
    let t3 = tissue.lymph * (1.0 + conditions.pumping);
    let t4 = t3 * min(t2, tissue.lymph_limit);
    let t5 = min(max(1.0 + slow * 50.0, 0.0), 1.0);
    let filtration_slope = effective.x * select(select(0.0, 1.0, 0.0 < drive_mmhg), 1.0, t1 < 0.0)
        * (pressures.fast_steep + tissue.reflection * interstitial_colloid.y);
    let lymph_slope = t3 * select(0.0, tissue.lymph_gain * pressures.slow_steep, t2 < tissue.lymph_limit) * t5
        + t4 * select(0.0, select(0.0, 50.0, t5 < 1.0), 0.0 < t5);
    return Rates(
        effective.x * (max(drive_mmhg, 0.0) + t1),
        filtration_slope,
        tissue.spread * (pressures.fast - pressures.slow),
        t4 * t5,
        lymph_slope,
        drive_mmhg,
    );
}

// Advances `y' = source - rate * y` by `time`, for a constant source and rate.
//
// The solution has `exp(-rate * time)`, which is the fourth power of `1 / exp(rate * time / 4)`. The series of this smaller exponential is
// cut off after five terms; the error is below 0.001 of the distance to the equilibrium.
fn relax(value: f32, source: f32, rate: f32, time: f32) -> f32 {
    let t1 = time * 0.25;
    let t2 = rate * t1;
    let t3 = 1.0 + t2 * (0.5 + t2 * (0.16666667 + t2 * 0.041666668));
    let t4 = 1.0 + t2 * t3;
    let t5 = t4 * t4;
    return value + (source - rate * value) * (t1 * t3 * ((t4 + 1.0) * (t5 + 1.0) * recip(t5 * t5)));
}

// The pressure that opposes absorption (mmHg), `minutes` later: it approaches minus the filtration pressure where this is negative.
fn tissue_opposing(tissue: Tissue, opposing: f32, drive: f32, minutes: f32) -> f32 {
    let t1 = recip(tissue.opposing_min);
    let relax1 = relax(opposing, max(0.0 - drive, 0.0) * t1, t1, minutes);
    return max(relax1, 0.0);
}

// Advances the state by `minutes` with one step of ROS2.
fn tissue_advance(tissue: Tissue, fluid: Fluid, conditions: TissueConditions, minutes: f32) -> TissueStep {
    let pressures = tissue_pressures(tissue, fluid.fast, fluid.slow);
    let rates = tissue_rates(tissue, fluid.fast, fluid.slow, fluid.opposing_mmhg, conditions, pressures);
    let t1 = minutes * 0.29289323;
    let t2 = t1 * tissue.spread;
    let t3 = t2 * pressures.fast_slope;
    let t4 = t2 * pressures.slow_slope;
    let t5 = t1 * rates.filtration_slope;
    let t6 = 1.0 + t5 + t3;
    let t7 = 1.0 + t1 * rates.lymph_slope + t4;
    let t8 = recip(t6 * t7 - t3 * t4);
    let t9 = rates.filtration - rates.spread;
    let t10 = rates.spread - rates.lymph;
    let t11 = (t7 * t9 + t4 * t10) * t8;
    let t12 = (t3 * t9 + t6 * t10) * t8;
    let t13 = fluid.fast + minutes * t11;
    let t14 = fluid.slow + minutes * t12;
    let pressures1 = tissue_pressures(tissue, t13, t14);
    let rates1 = tissue_rates(tissue, t13, t14, fluid.opposing_mmhg, conditions, pressures1);
    let t15 = rates1.filtration - rates1.spread - t11 - t11;
    let t16 = rates1.spread - rates1.lymph - t12 - t12;
    let t17 = (t7 * t15 + t4 * t16) * t8;
    let t18 = rates.filtration - t5 * t11;
    let filtration = 1.5 * t18 + 0.5 * (rates1.filtration - t5 * t17 - t18 - t18);
    let t19 = 1.5 * t11 + 0.5 * t17;
    let t20 = 1.5 * t12 + 0.5 * ((t3 * t15 + t6 * t16) * t8);
    let fluid_opposing_mmhg = tissue_opposing(tissue, fluid.opposing_mmhg, rates.drive_mmhg, minutes);
    return TissueStep(
        Fluid(fluid.fast + minutes * t19, fluid.slow + minutes * t20, fluid_opposing_mmhg),
        filtration,
        filtration - t19 - t20,
    );
}

// Gain of the calf's venous volume, relative to that at zero pressure.
fn body_distension(body: Body, means: Means) -> f32 {
    return means.volume_ml[3] * body.inverse_calf_rest_ml - 1.0;
}

// Turnover of the deep calf veins in a window without averaged strokes. What refills them has left them before, as a stroke.
fn still(means: Means) -> Turnover {
    let sinus_strokes = means.refilled_per_s[0] * 60.0;
    let pocket_strokes = means.refilled_per_s[1] * 60.0;
    return Turnover(
        max(means.drained_ml_s[0] * 60.0 * recip(max(means.volume_ml[0], 0.1)) - sinus_strokes, 0.0),
        sinus_strokes,
        max(means.drained_ml_s[1] * 60.0 * recip(max(means.volume_ml[1], 0.1)) - pocket_strokes, 0.0),
        pocket_strokes,
    );
}

// Turnover with so many spontaneous movements and weight shifts per second, averaged over time: they renew the veins as the same strokes
// would one by one, and their flow is not counted as flow through the veins. `still` is the turnover without them.
fn stasis_moved(stasis: Stasis, still: Turnover, fidgets_hz: f32, shifts_hz: f32) -> Turnover {
    let t1 = (fidgets_hz * stasis.fidget_stroke + shifts_hz * stasis.sway_stroke) * 60.0;
    let t2 = (fidgets_hz * stasis.fidget_renewal + shifts_hz * stasis.sway_renewal) * 60.0;
    return Turnover(
        max(still.sinus_flow - t1, 0.0),
        still.sinus_strokes + t2,
        max(still.pocket_flow - t1, 0.0),
        still.pocket_strokes + t2,
    );
}

// Turnover of the deep calf veins in a window.
fn body_turnover(body: Body, channels: Channels, means: Means) -> Turnover {
    let sway_hz = body_sway_hz(body, channels);
    let still1 = still(means);
    return stasis_moved(body.stasis, still1, channels.fidgeting * body.leg.fidget_hz, sway_hz);
}

// Rates at which the blood of sinuses and pockets is exchanged (1/min).
fn stasis_exchange(stasis: Stasis, turnover: Turnover) -> vec2<f32> {
    return vec2<f32>(
        stasis.sinus_mixing * turnover.sinus_flow + stasis.pulse_mixing * turnover.sinus_strokes,
        stasis.pocket_mixing * turnover.pocket_flow + stasis.pulse_mixing * turnover.pocket_strokes,
    );
}

// `exp(-x)` for x from 0 on, as in `relax`. Above 80 it stays at about 1e-16.
fn faded(x: f32) -> f32 {
    let t1 = min(x, 80.0) * 0.25;
    let t2 = 1.0 + t1 * (1.0 + t1 * (0.5 + t1 * (0.16666667 + t1 * 0.041666668)));
    let t3 = t2 * t2;
    return recip(t3 * t3);
}

// Production of activity at a mean age of the pocket blood, and the rate of its loss (1/h).
//
// The ages of blood that is mixed while a part of it is exchanged are exponentially distributed: the share `exp(-limit / mean)` is older
// than the limit, and exceeds it by the mean age on average. If the blood is not mixed, all of it has the mean age.
fn stasis_activity(stasis: Stasis, pocket_min: f32, pocket_exchange: f32) -> vec2<f32> {
    let t1 = max(pocket_min, 0.01);
    let faded1 = faded(stasis.hypoxia_from_min * recip(t1));
    let t2 = max(pocket_min - stasis.hypoxia_from_min, 0.0);
    return vec2<f32>(
        (t2 + stasis.age_spread * (t1 * faded1 - t2)) * stasis.production,
        stasis.decay + pocket_exchange * 60.0,
    );
}

// Returns the activity, or 0 if it is very small, because processors treat subnormal numbers differently.
fn flush_to_zero(activity: f32) -> f32 {
    return select(activity, 0.0, max(activity, 0.0 - activity) < 1e-30);
}

// Advances ages and activity by `minutes`.
fn stasis_advance(stasis: Stasis, stagnation: Stagnation, turnover: Turnover, minutes: f32) -> Stagnation {
    let exchange = stasis_exchange(stasis, turnover);
    let sinus_min = relax(stagnation.sinus_min, 1.0, exchange.x, minutes);
    let pocket_min = relax(stagnation.pocket_min, 1.0, exchange.y, minutes);
    let activity = stasis_activity(stasis, (stagnation.pocket_min + pocket_min) * 0.5, exchange.y);
    let relax1 = relax(stagnation.activity, activity.x, activity.y, minutes * 0.016666668);
    let activity1 = flush_to_zero(relax1);
    return Stagnation(sinus_min, pocket_min, activity1);
}

// Advances the slow states by `seconds`.
fn body_slow(body: Body, channels: Channels, stocking_mmhg: f32, means: Means, state: State, seconds: f32) -> State {
    let t1 = seconds * 0.016666668;
    let tissue_conditions = body_tissue_conditions(body, channels, stocking_mmhg, means);
    let advance = tissue_advance(body.tissue[0], state.fluid[0], tissue_conditions[0], t1);
    let advance1 = tissue_advance(body.tissue[1], state.fluid[1], tissue_conditions[1], t1);
    let advance2 = tissue_advance(body.tissue[2], state.fluid[2], tissue_conditions[2], t1);
    let t2 = recip(params.reflex_time_s);
    let t3 = recip(params.reflex_span_mmhg);
    let reflex_0 = relax(
        state.reflex[0],
        params.reflex_gain_foot * min(max((means.foot_mmhg - params.reflex_from_mmhg) * t3, 0.0), 1.0) * t2,
        t2,
        seconds,
    );
    let reflex_1 = relax(
        state.reflex[1],
        params.reflex_gain * min(max((means.calf_mmhg - params.reflex_from_mmhg) * t3, 0.0), 1.0) * t2,
        t2,
        seconds,
    );
    let t4 = recip(params.hyperemia_time_s);
    let distension = body_distension(body, means);
    let t5 = recip(params.creep_time_s);
    let hyperemia = relax(state.hyperemia, (1.0 + params.hyperemia_gain * channels.metabolism) * t4, t4, seconds);
    let creep = relax(
        state.creep,
        params.creep_strain * max((distension - state.creep) * recip(1.0 + state.creep), 0.0) * t5,
        t5,
        seconds,
    );
    let turnover = body_turnover(body, channels, means);
    let stagnation = stasis_advance(body.stasis, state.stagnation, turnover, t1);
    return State(
        state.volume,
        array<Fluid, 3>(advance.fluid, advance1.fluid, advance2.fluid),
        array<f32, 2>(reflex_0, reflex_1),
        hyperemia,
        creep,
        stagnation,
        array<f32, 3>(
            advance.filtration * body.leg.foot_ml * 0.00016666666,
            advance1.filtration * body.leg.calf_ml * 0.00016666666,
            advance2.filtration * body.leg.thigh_ml * 0.00016666666,
        ),
    );
}

// Filtration in foot, calf and thigh of the lying reference person; it equals their lymph flow (mL/s).
fn body_resting_filtration_ml_s(body: Body) -> array<f32, 3> {
    return array<f32, 3>(
        body.tissue[0].lymph * body.leg.foot_ml * 0.00016666666,
        body.tissue[1].lymph * body.leg.calf_ml * 0.00016666666,
        body.tissue[2].lymph * body.leg.thigh_ml * 0.00016666666,
    );
}

// The equilibrium of ages and activity at a constant turnover.
fn stasis_settled(stasis: Stasis, turnover: Turnover) -> Stagnation {
    let exchange = stasis_exchange(stasis, turnover);
    let pocket_min = recip(max(exchange.y, 0.001));
    let activity = stasis_activity(stasis, pocket_min, exchange.y);
    return Stagnation(recip(max(exchange.x, 0.001)), pocket_min, activity.x * recip(activity.y));
}

// The equilibrium of ages and activity at these flows.
fn body_settled(body: Body, means: Means) -> Stagnation {
    let still1 = still(means);
    return stasis_settled(body.stasis, still1);
}

// The equilibrium of creep at this venous volume, for the small volumes of a lying leg.
fn body_settled_creep(body: Body, means: Means) -> f32 {
    let distension = body_distension(body, means);
    let t1 = max(distension, 0.0);
    let t2 = params.creep_strain * t1 * recip(1.0 + params.creep_strain);
    return params.creep_strain * (t1 - t2) * recip(1.0 + t2);
}

// The state after a long rest: ages, activity and creep are in equilibrium.
fn body_rested(body: Body, means: Means, state: State) -> State {
    let filtration_ml_s = body_resting_filtration_ml_s(body);
    let stagnation = body_settled(body, means);
    let creep = body_settled_creep(body, means);
    return State(state.volume, state.fluid, state.reflex, state.hyperemia, creep, stagnation, filtration_ml_s);
}

// Venous volume of the whole leg (mL).
fn leg_ml(volume: array<f32, 7>) -> f32 {
    let lower_ml1 = lower_ml(volume);
    return lower_ml1 + volume[6];
}

// A sum of the state variables. It is NaN if a variable is NaN, and implausibly large if a variable is implausibly large.
fn state_extent(state: State) -> f32 {
    let t1 = state.fluid[0].fast + state.fluid[0].slow + state.fluid[1].fast + state.fluid[1].slow
        + state.fluid[2].fast;
    let leg_ml1 = leg_ml(state.volume);
    return leg_ml1 + (t1 + state.fluid[2].slow)
        + (state.stagnation.sinus_min + state.stagnation.pocket_min + state.stagnation.activity);
}

// Blood that does not move.
fn turnover_none(zero: f32) -> Turnover {
    return Turnover(zero, zero, zero, zero);
}

// No conditions.
fn habits_new(zero: f32) -> Habits {
    let turnover_0 = turnover_none(zero);
    return Habits(
        array<array<TissueConditions, 3>, 4>(
            array<TissueConditions, 3>(
                TissueConditions(zero, zero, zero, zero, zero),
                TissueConditions(zero, zero, zero, zero, zero),
                TissueConditions(zero, zero, zero, zero, zero),
            ),
            array<TissueConditions, 3>(
                TissueConditions(zero, zero, zero, zero, zero),
                TissueConditions(zero, zero, zero, zero, zero),
                TissueConditions(zero, zero, zero, zero, zero),
            ),
            array<TissueConditions, 3>(
                TissueConditions(zero, zero, zero, zero, zero),
                TissueConditions(zero, zero, zero, zero, zero),
                TissueConditions(zero, zero, zero, zero, zero),
            ),
            array<TissueConditions, 3>(
                TissueConditions(zero, zero, zero, zero, zero),
                TissueConditions(zero, zero, zero, zero, zero),
                TissueConditions(zero, zero, zero, zero, zero),
            ),
        ),
        array<Turnover, 4>(turnover_0, turnover_0, turnover_0, turnover_0),
    );
}

// Advances the state by `minutes` with one linearly implicit step of Euler's method. It is less accurate than `Tissue::advance`, and
// stays stable in long steps that cross the margin.
fn tissue_approach(tissue: Tissue, fluid: Fluid, conditions: TissueConditions, minutes: f32) -> Fluid {
    let pressures = tissue_pressures(tissue, fluid.fast, fluid.slow);
    let rates = tissue_rates(tissue, fluid.fast, fluid.slow, fluid.opposing_mmhg, conditions, pressures);
    let t1 = minutes * tissue.spread;
    let t2 = t1 * pressures.fast_slope;
    let t3 = t1 * pressures.slow_slope;
    let t4 = 1.0 + minutes * (rates.filtration_slope + tissue.spread * pressures.fast_steep);
    let t5 = 1.0 + minutes * (rates.lymph_slope + tissue.spread * pressures.slow_steep);
    let t6 = recip(t4 * t5 - t2 * t3);
    let t7 = rates.filtration - rates.spread;
    let t8 = rates.spread - rates.lymph;
    let opposing_mmhg = tissue_opposing(tissue, fluid.opposing_mmhg, rates.drive_mmhg, minutes);
    return Fluid(
        fluid.fast + minutes * (t5 * t7 + t3 * t8) * t6,
        fluid.slow + minutes * (t2 * t7 + t4 * t8) * t6,
        opposing_mmhg,
    );
}

// The fluid of foot, calf and thigh after some minutes in these conditions.
fn lived(
    tissue: array<Tissue, 3>,
    fluid: array<Fluid, 3>,
    conditions: array<TissueConditions, 3>,
    minutes: f32,
) -> array<Fluid, 3> {
    let approach = tissue_approach(tissue[0], fluid[0], conditions[0], minutes);
    let approach1 = tissue_approach(tissue[1], fluid[1], conditions[1], minutes);
    let approach2 = tissue_approach(tissue[2], fluid[2], conditions[2], minutes);
    return array<Fluid, 3>(approach, approach1, approach2);
}

// The sums before the first window.
fn outcome_sums_new(zero: f32) -> OutcomeSums {
    return OutcomeSums(
        zero,
        zero,
        zero,
        array<f32, 4>(zero, zero, zero, zero),
        zero,
        array<f32, 3>(zero, zero, zero),
        zero,
        zero,
        zero,
        zero,
        zero,
        zero,
        zero,
        zero,
        zero,
        array<f32, 2>(zero, zero),
        zero,
        Snapshot(array<f32, 3>(zero, zero, zero), array<f32, 4>(zero, zero, zero, zero)),
        array<f32, 2>(zero, zero),
        array<f32, 2>(1.0, 1.0),
        zero,
        zero,
        zero,
        array<f32, 2>(1000000.0, zero),
    );
}

// Adds a window that ended in this state.
fn outcome_sums_with_window(outcome_sums: OutcomeSums, means: Means, after: State) -> OutcomeSums {
    let leg_ml1 = leg_ml(after.volume);
    return OutcomeSums(
        outcome_sums.empty_calf_ml,
        outcome_sums.full_calf_ml,
        outcome_sums.after_tiptoe_ml,
        outcome_sums.rested_ml,
        outcome_sums.carried_ml,
        outcome_sums.start_ml,
        outcome_sums.settled_ml,
        outcome_sums.saturated,
        outcome_sums.assessed_s,
        outcome_sums.popliteal_ml,
        outcome_sums.velocity_cm,
        outcome_sums.ankle_mmhg_s,
        outcome_sums.residence_min_s,
        outcome_sums.residence_max_min,
        outcome_sums.low_shear_s,
        outcome_sums.dose_h,
        outcome_sums.ordinary_h,
        outcome_sums.end,
        outcome_sums.recovery_s,
        outcome_sums.swollen,
        outcome_sums.left_ml,
        means.ankle_mmhg,
        means.popliteal_ml_s,
        array<f32, 2>(min(outcome_sums.range_ml[0], leg_ml1), max(outcome_sums.range_ml[1], leg_ml1)),
    );
}

// Wall shear rate (1/s) in `count` round parallel veins of length `length_cm`, with total volume `volume_ml` and total flow `flow_ml_s`.
fn wall_shear(flow_ml_s: f32, volume_ml: f32, length_cm: f32, count: f32) -> f32 {
    let t1 = max(volume_ml, 0.05) * recip(length_cm * count);
    return max(flow_ml_s, 0.0) * recip(t1 * count) * 4.0 * rsqrt(t1 * 0.31830987);
}

// Share of a window that counts as time with low shear: 1 below 95 % of the threshold, 0 above 105 %, linear between them.
fn low_shear_share(shear_per_s: f32, inverse_threshold: f32) -> f32 {
    return min(max((1.05 - shear_per_s * inverse_threshold) * 10.0, 0.0), 1.0);
}

// Adds a window of an assessed phase. `vehicle` is 1 in a vehicle, else 0. A function that becomes WGSL takes plain values, so that the
// six arguments are not grouped.
fn outcome_sums_with_assessed(
    outcome_sums: OutcomeSums,
    body: Body,
    means: Means,
    before: State,
    after: State,
    seconds: f32,
    vehicle: f32,
) -> OutcomeSums {
    let wall_shear1 = wall_shear(
        means.drained_ml_s[1],
        means.volume_ml[1],
        params.deep_vein_length_cm,
        params.deep_vein_count,
    );
    let t1 = (before.stagnation.activity + after.stagnation.activity) * 0.5 * (seconds * 0.00027777778);
    let velocity_cm = outcome_sums.velocity_cm
        + means.popliteal_ml_s * recip(max(means.volume_ml[2], 1.0) * params.popliteal_share_per_cm) * seconds;
    let residence_min_s = outcome_sums.residence_min_s
        + (before.stagnation.sinus_min + after.stagnation.sinus_min) * 0.5 * seconds;
    let low_shear_share1 = low_shear_share(wall_shear1, recip(params.low_shear_per_s));
    return OutcomeSums(
        outcome_sums.empty_calf_ml,
        outcome_sums.full_calf_ml,
        outcome_sums.after_tiptoe_ml,
        outcome_sums.rested_ml,
        outcome_sums.carried_ml,
        outcome_sums.start_ml,
        outcome_sums.settled_ml,
        outcome_sums.saturated,
        outcome_sums.assessed_s + seconds,
        outcome_sums.popliteal_ml + means.popliteal_ml_s * seconds,
        velocity_cm,
        outcome_sums.ankle_mmhg_s + means.ankle_mmhg * seconds,
        residence_min_s,
        max(outcome_sums.residence_max_min, after.stagnation.sinus_min),
        outcome_sums.low_shear_s + low_shear_share1 * seconds,
        array<f32, 2>(outcome_sums.dose_h[0] + t1, outcome_sums.dose_h[1] + t1 * vehicle),
        outcome_sums.ordinary_h,
        outcome_sums.end,
        outcome_sums.recovery_s,
        outcome_sums.swollen,
        outcome_sums.left_ml,
        outcome_sums.ankle_mmhg,
        outcome_sums.popliteal_ml_s,
        outcome_sums.range_ml,
    );
}

// The volumes of this fluid in foot, calf and thigh (mL).
fn volumes_ml(body: Body, fluid: array<Fluid, 3>) -> array<f32, 3> {
    return array<f32, 3>(
        (fluid[0].fast + fluid[0].slow) * body.leg.foot_ml * 0.01,
        (fluid[1].fast + fluid[1].slow) * body.leg.calf_ml * 0.01,
        (fluid[2].fast + fluid[2].slow) * body.leg.thigh_ml * 0.01,
    );
}

// Gain of interstitial fluid in foot, calf and thigh since the first of the ordinary days (mL).
fn fluid_ml(body: Body, state: State) -> array<f32, 3> {
    return volumes_ml(body, state.fluid);
}

// Gain of interstitial fluid in foot, calf and thigh since the start of the timeline (mL).
fn outcome_sums_gained_ml(outcome_sums: OutcomeSums, body: Body, state: State) -> array<f32, 3> {
    let fluid_ml1 = fluid_ml(body, state);
    return array<f32, 3>(
        fluid_ml1[0] - outcome_sums.start_ml[0],
        fluid_ml1[1] - outcome_sums.start_ml[1],
        fluid_ml1[2] - outcome_sums.start_ml[2],
    );
}

// Adds a window after the assessed phase, in which the edema recedes.
fn outcome_sums_with_recovery(
    outcome_sums: OutcomeSums,
    body: Body,
    before: State,
    after: State,
    seconds: f32,
) -> OutcomeSums {
    let t1 = max(outcome_sums.end.fluid_ml[0] + outcome_sums.end.fluid_ml[1], 0.0);
    let gained_ml = outcome_sums_gained_ml(outcome_sums, body, before);
    let t2 = gained_ml[0] + gained_ml[1];
    let gained_ml1 = outcome_sums_gained_ml(outcome_sums, body, after);
    let left_ml = gained_ml1[0] + gained_ml1[1];
    let t3 = recip(max(t2 - left_ml, 1e-6));
    let t4 = t1 * 0.5;
    let t5 = t1 * 0.1;
    return OutcomeSums(
        outcome_sums.empty_calf_ml,
        outcome_sums.full_calf_ml,
        outcome_sums.after_tiptoe_ml,
        outcome_sums.rested_ml,
        outcome_sums.carried_ml,
        outcome_sums.start_ml,
        outcome_sums.settled_ml,
        outcome_sums.saturated,
        outcome_sums.assessed_s,
        outcome_sums.popliteal_ml,
        outcome_sums.velocity_cm,
        outcome_sums.ankle_mmhg_s,
        outcome_sums.residence_min_s,
        outcome_sums.residence_max_min,
        outcome_sums.low_shear_s,
        outcome_sums.dose_h,
        outcome_sums.ordinary_h,
        outcome_sums.end,
        array<f32, 2>(
            outcome_sums.recovery_s[0] + outcome_sums.swollen[0] * min(max((t2 - t4) * t3, 0.0), 1.0) * seconds,
            outcome_sums.recovery_s[1] + outcome_sums.swollen[1] * min(max((t2 - t5) * t3, 0.0), 1.0) * seconds,
        ),
        array<f32, 2>(
            select(0.0, outcome_sums.swollen[0], t4 < left_ml),
            select(0.0, outcome_sums.swollen[1], t5 < left_ml),
        ),
        left_ml,
        outcome_sums.ankle_mmhg,
        outcome_sums.popliteal_ml_s,
        outcome_sums.range_ml,
    );
}

// Records the volumes after a rest lying.
fn outcome_sums_with_rest(outcome_sums: OutcomeSums, state: State) -> OutcomeSums {
    let rested_ml_0 = lower_ml(state.volume);
    let rested_ml_1 = calf_ml(state.volume);
    let rested_ml_3 = leg_ml(state.volume);
    return OutcomeSums(
        outcome_sums.empty_calf_ml,
        outcome_sums.full_calf_ml,
        outcome_sums.after_tiptoe_ml,
        array<f32, 4>(rested_ml_0, rested_ml_1, state.volume[0], rested_ml_3),
        outcome_sums.carried_ml,
        outcome_sums.start_ml,
        outcome_sums.settled_ml,
        outcome_sums.saturated,
        outcome_sums.assessed_s,
        outcome_sums.popliteal_ml,
        outcome_sums.velocity_cm,
        outcome_sums.ankle_mmhg_s,
        outcome_sums.residence_min_s,
        outcome_sums.residence_max_min,
        outcome_sums.low_shear_s,
        outcome_sums.dose_h,
        outcome_sums.ordinary_h,
        outcome_sums.end,
        outcome_sums.recovery_s,
        outcome_sums.swollen,
        outcome_sums.left_ml,
        outcome_sums.ankle_mmhg,
        outcome_sums.popliteal_ml_s,
        outcome_sums.range_ml,
    );
}

// Fluid of the reference person after a night, in foot and calf of this size (mL).
fn reference_ml(body: Body) -> f32 {
    return (body.leg.carried_foot * body.leg.foot_ml + body.leg.carried_calf * body.leg.calf_ml) * 0.01;
}

// Records the fluid at the end of the night before the timeline.
fn outcome_sums_with_waking(outcome_sums: OutcomeSums, body: Body, fluid: array<Fluid, 3>) -> OutcomeSums {
    let volumes_ml1 = volumes_ml(body, fluid);
    let reference_ml1 = reference_ml(body);
    return OutcomeSums(
        outcome_sums.empty_calf_ml,
        outcome_sums.full_calf_ml,
        outcome_sums.after_tiptoe_ml,
        outcome_sums.rested_ml,
        volumes_ml1[0] + volumes_ml1[1] - reference_ml1,
        outcome_sums.start_ml,
        outcome_sums.settled_ml,
        outcome_sums.saturated,
        outcome_sums.assessed_s,
        outcome_sums.popliteal_ml,
        outcome_sums.velocity_cm,
        outcome_sums.ankle_mmhg_s,
        outcome_sums.residence_min_s,
        outcome_sums.residence_max_min,
        outcome_sums.low_shear_s,
        outcome_sums.dose_h,
        outcome_sums.ordinary_h,
        outcome_sums.end,
        outcome_sums.recovery_s,
        outcome_sums.swollen,
        outcome_sums.left_ml,
        outcome_sums.ankle_mmhg,
        outcome_sums.popliteal_ml_s,
        outcome_sums.range_ml,
    );
}

// 1 if so much fluid in the slow compartment drives the largest lymph flow, else 0.
fn tissue_saturated(tissue: Tissue, slow: f32) -> f32 {
    let compliance = tissue_compliance(tissue, slow, tissue.slow_stiffness);
    return select(1.0, 0.0, 1.0 + tissue.lymph_gain * compliance.x < tissue.lymph_limit);
}

// Records whether the lymph flow has reached its limit.
fn outcome_sums_with_lived(outcome_sums: OutcomeSums, body: Body, fluid: array<Fluid, 3>) -> OutcomeSums {
    let saturated = tissue_saturated(body.tissue[0], fluid[0].slow);
    let saturated1 = tissue_saturated(body.tissue[1], fluid[1].slow);
    return OutcomeSums(
        outcome_sums.empty_calf_ml,
        outcome_sums.full_calf_ml,
        outcome_sums.after_tiptoe_ml,
        outcome_sums.rested_ml,
        outcome_sums.carried_ml,
        outcome_sums.start_ml,
        outcome_sums.settled_ml,
        max(outcome_sums.saturated, max(saturated, saturated1)),
        outcome_sums.assessed_s,
        outcome_sums.popliteal_ml,
        outcome_sums.velocity_cm,
        outcome_sums.ankle_mmhg_s,
        outcome_sums.residence_min_s,
        outcome_sums.residence_max_min,
        outcome_sums.low_shear_s,
        outcome_sums.dose_h,
        outcome_sums.ordinary_h,
        outcome_sums.end,
        outcome_sums.recovery_s,
        outcome_sums.swollen,
        outcome_sums.left_ml,
        outcome_sums.ankle_mmhg,
        outcome_sums.popliteal_ml_s,
        outcome_sums.range_ml,
    );
}

// Records the fluid at the start of the timeline.
fn outcome_sums_with_start(outcome_sums: OutcomeSums, body: Body, state: State) -> OutcomeSums {
    let start_ml = fluid_ml(body, state);
    return OutcomeSums(
        outcome_sums.empty_calf_ml,
        outcome_sums.full_calf_ml,
        outcome_sums.after_tiptoe_ml,
        outcome_sums.rested_ml,
        outcome_sums.carried_ml,
        start_ml,
        outcome_sums.settled_ml,
        outcome_sums.saturated,
        outcome_sums.assessed_s,
        outcome_sums.popliteal_ml,
        outcome_sums.velocity_cm,
        outcome_sums.ankle_mmhg_s,
        outcome_sums.residence_min_s,
        outcome_sums.residence_max_min,
        outcome_sums.low_shear_s,
        outcome_sums.dose_h,
        outcome_sums.ordinary_h,
        outcome_sums.end,
        outcome_sums.recovery_s,
        outcome_sums.swollen,
        outcome_sums.left_ml,
        outcome_sums.ankle_mmhg,
        outcome_sums.popliteal_ml_s,
        outcome_sums.range_ml,
    );
}

// Adds an episode of the last ordinary day.
fn outcome_sums_with_ordinary(
    outcome_sums: OutcomeSums,
    before: Stagnation,
    after: Stagnation,
    minutes: f32,
) -> OutcomeSums {
    return OutcomeSums(
        outcome_sums.empty_calf_ml,
        outcome_sums.full_calf_ml,
        outcome_sums.after_tiptoe_ml,
        outcome_sums.rested_ml,
        outcome_sums.carried_ml,
        outcome_sums.start_ml,
        outcome_sums.settled_ml,
        outcome_sums.saturated,
        outcome_sums.assessed_s,
        outcome_sums.popliteal_ml,
        outcome_sums.velocity_cm,
        outcome_sums.ankle_mmhg_s,
        outcome_sums.residence_min_s,
        outcome_sums.residence_max_min,
        outcome_sums.low_shear_s,
        outcome_sums.dose_h,
        outcome_sums.ordinary_h + (before.activity + after.activity) * minutes * 0.008333334,
        outcome_sums.end,
        outcome_sums.recovery_s,
        outcome_sums.swollen,
        outcome_sums.left_ml,
        outcome_sums.ankle_mmhg,
        outcome_sums.popliteal_ml_s,
        outcome_sums.range_ml,
    );
}

// Records the volume ten minutes after the start of the assessed phase.
fn outcome_sums_with_settled(outcome_sums: OutcomeSums, body: Body, state: State) -> OutcomeSums {
    let gained_ml = outcome_sums_gained_ml(outcome_sums, body, state);
    let lower_ml1 = lower_ml(state.volume);
    return OutcomeSums(
        outcome_sums.empty_calf_ml,
        outcome_sums.full_calf_ml,
        outcome_sums.after_tiptoe_ml,
        outcome_sums.rested_ml,
        outcome_sums.carried_ml,
        outcome_sums.start_ml,
        gained_ml[0] + gained_ml[1] + lower_ml1,
        outcome_sums.saturated,
        outcome_sums.assessed_s,
        outcome_sums.popliteal_ml,
        outcome_sums.velocity_cm,
        outcome_sums.ankle_mmhg_s,
        outcome_sums.residence_min_s,
        outcome_sums.residence_max_min,
        outcome_sums.low_shear_s,
        outcome_sums.dose_h,
        outcome_sums.ordinary_h,
        outcome_sums.end,
        outcome_sums.recovery_s,
        outcome_sums.swollen,
        outcome_sums.left_ml,
        outcome_sums.ankle_mmhg,
        outcome_sums.popliteal_ml_s,
        outcome_sums.range_ml,
    );
}

// Records the volumes at the end of the assessed phase.
fn outcome_sums_with_end(outcome_sums: OutcomeSums, body: Body, state: State) -> OutcomeSums {
    let end_fluid_ml = outcome_sums_gained_ml(outcome_sums, body, state);
    let end_venous_ml_0 = lower_ml(state.volume);
    let end_venous_ml_1 = calf_ml(state.volume);
    let end_venous_ml_3 = leg_ml(state.volume);
    return OutcomeSums(
        outcome_sums.empty_calf_ml,
        outcome_sums.full_calf_ml,
        outcome_sums.after_tiptoe_ml,
        outcome_sums.rested_ml,
        outcome_sums.carried_ml,
        outcome_sums.start_ml,
        outcome_sums.settled_ml,
        outcome_sums.saturated,
        outcome_sums.assessed_s,
        outcome_sums.popliteal_ml,
        outcome_sums.velocity_cm,
        outcome_sums.ankle_mmhg_s,
        outcome_sums.residence_min_s,
        outcome_sums.residence_max_min,
        outcome_sums.low_shear_s,
        outcome_sums.dose_h,
        outcome_sums.ordinary_h,
        Snapshot(end_fluid_ml, array<f32, 4>(end_venous_ml_0, end_venous_ml_1, state.volume[0], end_venous_ml_3)),
        outcome_sums.recovery_s,
        outcome_sums.swollen,
        end_fluid_ml[0] + end_fluid_ml[1],
        outcome_sums.ankle_mmhg,
        outcome_sums.popliteal_ml_s,
        outcome_sums.range_ml,
    );
}

// Gain of a limb's girth (mm), if its volume `tissue` (mL) grows by `gained` (mL).
fn girth_gain(girth_mm: f32, gained: f32, tissue: f32) -> f32 {
    let t1 = gained * recip(tissue);
    return girth_mm * t1 * (0.5 - 0.125 * t1);
}

// The outcomes at the end of the day.
fn outcome_sums_outcomes(outcome_sums: OutcomeSums, body: Body) -> LegOutcomes {
    let t1 = recip(outcome_sums.assessed_s);
    let edema_ml = outcome_sums.end.fluid_ml[0] + outcome_sums.end.fluid_ml[1];
    let pooled_venous_ml = outcome_sums.end.venous_ml[0] - outcome_sums.rested_ml[0];
    let whole_leg_volume_change_ml = edema_ml + outcome_sums.end.fluid_ml[2]
        + (outcome_sums.end.venous_ml[3] - outcome_sums.rested_ml[3]);
    let ankle_circumference_change_mm = girth_gain(
        body.leg.ankle_girth_mm,
        outcome_sums.end.fluid_ml[0] + (outcome_sums.end.venous_ml[2] - outcome_sums.rested_ml[2]),
        body.leg.foot_ml,
    );
    let calf_circumference_change_mm = girth_gain(
        body.leg.calf_girth_mm,
        outcome_sums.end.fluid_ml[1] + (outcome_sums.end.venous_ml[1] - outcome_sums.rested_ml[1]),
        body.leg.calf_ml,
    );
    let reference_ml1 = reference_ml(body);
    let t2 = (outcome_sums.full_calf_ml - outcome_sums.after_tiptoe_ml)
        * recip(max(outcome_sums.full_calf_ml - outcome_sums.empty_calf_ml, 1.0));
    return LegOutcomes(
        edema_ml,
        edema_ml * recip(body.leg.foot_ml + body.leg.calf_ml) * 100.0,
        edema_ml + pooled_venous_ml,
        whole_leg_volume_change_ml,
        edema_ml + outcome_sums.end.venous_ml[0] - outcome_sums.settled_ml,
        ankle_circumference_change_mm,
        calf_circumference_change_mm,
        outcome_sums.recovery_s[0] * 0.00027777778,
        outcome_sums.recovery_s[1] * 0.00027777778,
        max(outcome_sums.left_ml, 0.0) * recip(max(edema_ml, 1.0)) * 100.0,
        outcome_sums.carried_ml,
        edema_ml + (outcome_sums.start_ml[0] + outcome_sums.start_ml[1]) - reference_ml1,
        outcome_sums.saturated,
        pooled_venous_ml,
        outcome_sums.popliteal_ml * t1 * 60.0,
        outcome_sums.velocity_cm * t1,
        outcome_sums.ankle_mmhg_s * t1,
        outcome_sums.residence_max_min,
        outcome_sums.residence_min_s * t1,
        outcome_sums.low_shear_s * 0.016666668,
        outcome_sums.dose_h[0],
        outcome_sums.dose_h[1],
        outcome_sums.ordinary_h * outcome_sums.assessed_s * 1.1574074e-5,
        t2 * 100.0,
    );
}

// The present value of each `Course`, in their order.
fn outcome_sums_course(outcome_sums: OutcomeSums, body: Body, state: State) -> array<f32, 6> {
    let gained_ml = outcome_sums_gained_ml(outcome_sums, body, state);
    let result_0 = gained_ml[0] + gained_ml[1];
    let lower_ml1 = lower_ml(state.volume);
    let result_2 = lower_ml1 - outcome_sums.rested_ml[0];
    return array<f32, 6>(
        result_0,
        result_0 + result_2,
        result_2,
        outcome_sums.ankle_mmhg,
        outcome_sums.popliteal_ml_s * 60.0,
        state.stagnation.sinus_min,
    );
}
