//! Every constant of the model, with unit, plausible range and source.

/// One row of the parameter table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Parameter {
    /// Field of [`Params`] and key in scenarios.
    pub name: &'static str,
    /// Unit.
    pub unit: &'static str,
    /// Value unless a scenario overrides it.
    pub default: f64,
    /// Smallest plausible value.
    pub low: f64,
    /// Largest plausible value.
    pub high: f64,
    /// Author, year and identifier, or "assumption".
    pub source: &'static str,
    /// What it is.
    pub doc: &'static str,
}

macro_rules! parameters {
    ($( $name:ident = $default:literal, $unit:literal, $low:literal .. $high:literal, $source:literal, $doc:literal; )*) => {
        /// The model's constants, in the number type that computes with them.
        #[derive(Clone, Copy, Debug)]
        pub struct Params<R> { $( #[doc = $doc] pub $name: R, )* }

        /// The table of constants.
        pub const PARAMETERS: &[Parameter] = &[
            $( Parameter { name: stringify!($name), unit: $unit, default: $default, low: $low, high: $high, source: $source, doc: $doc }, )*
        ];

        impl Params<f64> {
            /// The default of every constant.
            pub fn defaults() -> Self { Self { $( $name: $default, )* } }

            /// The defaults, but for some: positions in [`PARAMETERS`] and values.
            pub fn with(overrides: &[(usize, f64)]) -> Self {
                let mut values: Vec<f64> = PARAMETERS.iter().map(|parameter| parameter.default).collect();
                for &(at, value) in overrides {
                    values[at] = value;
                }
                let mut values = values.into_iter();
                Self { $( $name: values.next().unwrap_or($default), )* }
            }
        }

        $crate::model::shape::shaped!(Params { $( $name: concat!($doc, " (", $unit, ")") ),* });

        impl<A> Params<A> {
            /// The same constants in another number type.
            #[inline(always)]
            pub fn map<B>(self, mut convert: impl FnMut(A) -> B) -> Params<B> {
                Params { $( $name: convert(self.$name), )* }
            }
        }
    };
}

parameters! {
    blood_weight_mmhg_cm = 0.78, "mmHg/cm", 0.76 .. 0.79, "physics: 1.055 g/mL x 9.81 m/s2", "Hydrostatic pressure of a column of blood.";

    wall_deep_soft_mmhg = 4.0, "mmHg", 4.0 .. 16.0, "1977 Phys Med Biol 22:1146, doi:10.1088/0031-9155/22/6/007", "Slope of pressure over relative volume of calf veins around zero pressure.";
    wall_deep_knee = 0.7, "1", 0.2 .. 0.8, "fit to the same and Olsen & Lanne 1998", "Relative volume gain at which calf veins have stiffened.";
    wall_deep_firm_mmhg = 21.0, "mmHg", 15.0 .. 40.0, "Olsen & Lanne 1998, doi:10.1152/ajpheart.1998.275.3.H878", "Slope of pressure over relative volume of filled calf veins.";
    wall_deep_stiffening_mmhg = 2.0, "mmHg", 0.0 .. 12.0, "doi:10.1152/ajpheart.1998.275.3.H878", "Growth of that slope with relative volume.";
    wall_superficial_firm_mmhg = 21.0, "mmHg", 18.0 .. 45.0, "area-pressure of the great saphenous vein by tilt, 15 men", "As for deep veins, superficial veins.";
    wall_foot_firm_mmhg = 20.0, "mmHg", 18.0 .. 45.0, "assumption: as the saphenous vein", "As for deep veins, foot veins.";
    wall_thigh_firm_mmhg = 10.0, "mmHg", 8.0 .. 25.0, "area-pressure of the femoral vein by tilt, 15 men", "As for deep veins, popliteal and femoral veins.";
    wall_thigh_knee = 0.3, "1", 0.1 .. 0.8, "fit to the area-pressure of the femoral vein by tilt, 15 men", "Relative volume gain at which popliteal and femoral veins have stiffened.";
    wall_buckling_mmhg = 100.0, "mmHg", 100.0 .. 900.0, "assumption; shuts at external pressures of Partsch & Partsch 2005, PMID 16242562", "Growth of resistance to collapse below the residual volume.";
    wall_buckling_from = 0.56, "1", 0.5 .. 0.9, "assumption", "Relative volume loss at which collapse becomes complete.";

    volume_foot_ml = 13.0, "mL", 8.0 .. 20.0, "Ricci 2020, doi:10.24019/jtavr.115 (stroke 25 mL)", "Foot veins at zero pressure.";
    volume_superficial_posterior_ml = 9.5, "mL", 8.0 .. 20.0, "APG venous volume 107 mL: Bays et al. 1994", "Gastrocnemius veins and soleal sinuses at zero pressure.";
    volume_deep_posterior_ml = 5.8, "mL", 4.0 .. 14.0, "APG venous volume 107 mL: Bays et al. 1994", "Posterior tibial and peroneal veins at zero pressure.";
    volume_anterior_ml = 2.9, "mL", 2.0 .. 8.0, "APG venous volume 107 mL: Bays et al. 1994", "Anterior tibial veins at zero pressure.";
    volume_lateral_ml = 2.2, "mL", 1.0 .. 6.0, "APG venous volume 107 mL: Bays et al. 1994", "Lateral compartment veins at zero pressure.";
    volume_superficial_ml = 8.4, "mL", 7.0 .. 20.0, "APG venous volume 107 mL: Bays et al. 1994", "Saphenous territory below the knee at zero pressure.";
    volume_thigh_ml = 34.0, "mL", 20.0 .. 60.0, "pooled 236 mL per leg: Phlebology 1998, doi:10.1177/026835559801300304", "Popliteal and femoral veins at zero pressure.";

    conductance_foot_deep = 0.25, "mL/s/mmHg", 0.05 .. 0.4, "calibrated to the foot's stroke volume, 25 mL: Ricci 2020, doi:10.24019/jtavr.115", "Foot to posterior tibial veins.";
    conductance_foot_anterior = 0.05, "mL/s/mmHg", 0.02 .. 0.2, "assumption", "Foot to anterior tibial veins.";
    conductance_foot_lateral = 0.03, "mL/s/mmHg", 0.01 .. 0.1, "assumption", "Foot to lateral compartment veins.";
    conductance_foot_superficial = 0.35, "mL/s/mmHg", 0.03 .. 0.4, "calibrated to perforator inflow while walking: doi:10.1016/j.jvsv.2022.01.010", "Foot to saphenous veins, both ways.";
    conductance_gastrocnemius_perforators = 0.12, "mL/s/mmHg", 0.02 .. 0.3, "14 vessels of 1.3 mm: doi:10.1016/j.jvsv.2022.01.010; Poiseuille's law gives each 0.1 at 2.5 cm of length, valves and bends take most of it (assumption)", "Superficial to superficial posterior veins.";
    conductance_cockett_perforators = 0.16, "mL/s/mmHg", 0.03 .. 0.4, "as above", "Superficial to deep posterior veins at the lower leg.";
    conductance_boyd_perforator = 0.08, "mL/s/mmHg", 0.01 .. 0.2, "as above", "Superficial to deep posterior veins near the knee.";
    conductance_anterior_perforators = 0.08, "mL/s/mmHg", 0.02 .. 0.3, "as above", "Superficial to anterior veins.";
    conductance_lateral_perforators = 0.06, "mL/s/mmHg", 0.02 .. 0.3, "as above", "Superficial to lateral veins.";
    conductance_superficial_posterior = 0.678, "mL/s/mmHg", 0.2 .. 2.5, "ejection fraction 52.5 % by one tiptoe: Bays et al. 1994", "Superficial posterior veins to the popliteal vein.";
    conductance_deep_posterior = 0.773, "mL/s/mmHg", 0.15 .. 2.0, "as above", "Deep posterior veins to the popliteal vein.";
    conductance_anterior = 0.3, "mL/s/mmHg", 0.08 .. 1.0, "as above", "Anterior veins to the popliteal vein.";
    conductance_lateral = 0.2, "mL/s/mmHg", 0.05 .. 0.8, "as above", "Lateral veins to the popliteal vein.";
    conductance_saphenofemoral = 0.38, "mL/s/mmHg", 0.05 .. 0.5, "assumption", "Superficial veins to the femoral vein.";
    conductance_saphenopopliteal = 0.08, "mL/s/mmHg", 0.02 .. 0.3, "assumption", "Superficial veins to the popliteal vein.";
    conductance_outflow = 4.0, "mL/s/mmHg", 1.0 .. 6.0, "leg outflow resistance: Heldt, CVSIM-21", "Femoral to iliac veins.";
    leak_superficial = 1.0, "1", 0.05 .. 1.0, "filling index 5.7 mL/s with primary varices: PMID 9405013", "Backward over forward conductance of a superficial trunk without valves.";
    leak_deep = 0.3, "1", 0.03 .. 1.0, "refill 8.4 s with incompetent deep valves: Killewich 1985, doi:10.1001/archsurg.1985.01390280018003", "Backward over forward conductance of a deep trunk without valves.";
    leak_foot_superficial = 0.05, "1", 0.02 .. 1.0, "assumption; blood of the marginal foot veins flows up the saphenous veins, foot perforators have few valves", "Backward over forward conductance between foot and saphenous veins.";
    leak_perforator = 0.6, "1", 0.1 .. 1.0, "assumption", "Backward over forward conductance of a perforator without valves.";
    leak_outflow = 0.5, "1", 0.1 .. 1.0, "iliac veins mostly have no valve: Sun & Zhang 1990", "Backward over forward conductance of the iliofemoral outflow.";
    valve_opening_mmhg = 0.5, "mmHg", 0.1 .. 1.5, "assumption; closes within 0.2 s: Lurie et al. 2002, doi:10.1067/mva.2002.121123", "Pressure difference that opens a valve fully.";

    inflow_foot_ml_s = 0.25, "mL/s", 0.1 .. 0.5, "3.2 mL/100 mL/min: doi:10.1088/0031-9155/22/6/007; Bays et al. 1994", "Arterial inflow to foot veins, supine.";
    inflow_superficial_posterior_ml_s = 0.38, "mL/s", 0.2 .. 1.0, "as above", "Arterial inflow to superficial posterior veins, supine.";
    inflow_deep_posterior_ml_s = 0.22, "mL/s", 0.1 .. 0.6, "as above", "Arterial inflow to deep posterior veins, supine.";
    inflow_anterior_ml_s = 0.15, "mL/s", 0.1 .. 0.4, "as above", "Arterial inflow to anterior veins, supine.";
    inflow_lateral_ml_s = 0.09, "mL/s", 0.05 .. 0.3, "as above", "Arterial inflow to lateral veins, supine.";
    inflow_superficial_ml_s = 0.55, "mL/s", 0.1 .. 0.7, "as above", "Arterial inflow to superficial veins, supine.";
    inflow_thigh_ml_s = 4.0, "mL/s", 2.0 .. 8.0, "common femoral artery 350 mL/min: doi:10.1016/0301-5629(86)90075-x", "Arterial inflow to femoral veins, supine.";
    arterial_mmhg = 90.0, "mmHg", 75.0 .. 110.0, "mean arterial pressure, textbook", "Mean arterial pressure at the zero-pressure level.";
    autoregulation_mmhg = 40.0, "mmHg", 20.0 .. 60.0, "assumption; muscle keeps its flow down to perfusion pressures of about 40 mmHg", "Arterial less venous pressure above which resting inflow stays the same.";
    reflex_gain = 0.38, "1", 0.2 .. 0.55, "500 over 780 mL/min: doi:10.1007/s004210050457", "Largest loss of inflow by the venoarteriolar reflex.";
    reflex_from_mmhg = 18.0, "mmHg", 10.0 .. 25.0, "Henriksen 1977 (from memory)", "Venous pressure at which the reflex begins.";
    reflex_span_mmhg = 25.0, "mmHg", 10.0 .. 50.0, "Henriksen 1977 (from memory)", "Pressure range over which it builds up.";
    reflex_time_s = 15.0, "s", 5.0 .. 40.0, "assumption", "Its time constant.";
    hyperemia_gain = 7.7, "1", 1.0 .. 8.0, "popliteal shear rises sixfold with fidgeting: Morishima 2016, PMID 27233768", "Gain of calf inflow at the metabolic rate of walking.";
    hyperemia_share = 0.08, "1", 0.0 .. 0.5, "assumption", "Share of that gain in the foot and in the skin.";
    hyperemia_time_s = 25.0, "s", 10.0 .. 60.0, "decays within 60 s: PMID 27233768", "Time constant of exercise hyperemia.";
    creep_strain = 0.06, "1", 0.0 .. 0.3, "assumption; stress relaxation within the first minutes: Stick et al. 1989, PMID 2583148", "Slow growth of vein volume over immediate distension.";
    creep_time_s = 300.0, "s", 120.0 .. 900.0, "assumption", "Time constant of stress relaxation.";

    filtration_calf = 0.00398, "mL/min/100 mL/mmHg", 0.0025 .. 0.004, "PMC2290538", "Capillary filtration coefficient of the calf.";
    filtration_foot = 0.0019, "mL/min/100 mL/mmHg", 0.0015 .. 0.003, "Vasa 2000;29:106 (0.0017)", "Capillary filtration coefficient of the foot and ankle.";
    capillary_drop_mmhg = 8.41, "mmHg", 5.0 .. 14.0, "Pc = 1.2 Pv + 1.6: Perry et al. 1986, doi:10.1152/jappl.1986.60.6.2114", "Capillary over venous pressure at resting inflow.";
    capillary_protection = 0.1, "1", 0.0 .. 1.0, "assumption; Pc rises 1.2 mmHg per mmHg of venous pressure: Perry et al. 1986", "Share of that drop which falls with inflow.";
    reflection = 0.9, "1", 0.8 .. 0.95, "Levick; Aukland & Reed 1993 (from memory)", "Reflection coefficient for plasma protein.";
    colloid_concentration_gain = 2.2, "1", 1.5 .. 3.0, "slope of colloid pressure over protein, Landis-Pappenheimer", "Relative rise of colloid pressure per filtered fraction of plasma.";
    plasma_flow_ml_min = 1.1, "mL/min/100 mL", 0.6 .. 2.0, "2 mL/100 mL/min of blood", "Resting plasma flow of the leg's tissue.";
    interstitial_colloid_mmhg = 11.0, "mmHg", 8.3 .. 15.0, "Noddeland 1982, PMID 7134797", "Colloid pressure around the capillaries after a night's rest.";
    pericapillary_volume_ml = 2.94, "mL/100 mL", 0.3 .. 4.0, "assumption", "Fluid around the capillaries that filtration dilutes first.";
    tissue_margin_mmhg = 13.8, "mmHg", 4.0 .. 14.0, "filtration begins at 20.6 mmHg: academic record of Gamble's group", "Interstitial pressure that rises before tissue swells.";
    tissue_margin_ml = 0.08, "mL/100 mL", 0.02 .. 0.3, "assumption", "Fluid that this takes.";
    pericapillary_stiffness = 6.1, "mmHg/(mL/100 mL)", 5.0 .. 60.0, "calibrated to minutes 2-12 of standing, 30 min of sitting, and the onset of filtration", "Stiffness of the fast compartment.";
    pericapillary_stiffness_foot = 13.0, "mmHg/(mL/100 mL)", 5.0 .. 60.0, "fit: 4.8 % at 8 h, Winkel & Jorgensen 1986", "The same of the foot, whose skin is tight.";
    spread_conductance = 0.00343, "mL/min/100 mL/mmHg", 0.0005 .. 0.01, "calibrated to 4 and 10 h in a seat: Mittermayr 2007, doi:10.1016/j.thromres.2006.12.012", "Flow from the fast to the slow compartment.";
    tissue_stiffness = 2.04, "mmHg/(mL/100 mL)", 1.0 .. 8.0, "calibrated to 4 and 10 h in a seat: Mittermayr 2007, doi:10.1016/j.thromres.2006.12.012", "Stiffness of the slow compartment.";
    tissue_stiffness_foot = 6.0, "mmHg/(mL/100 mL)", 1.0 .. 10.0, "fit: 4.8 % at 8 h, Winkel & Jorgensen 1986, doi:10.1080/00140138608968267", "Stiffness of the slow compartment of the foot.";
    lymph_ml_min = 0.00763, "mL/min/100 mL", 0.001 .. 0.01, "calibrated to swelling of hours; 0.2-0.5 mL/h per vessel, Engeset et al. 1977", "Lymph flow after a night's rest.";
    lymph_gain_mmhg = 0.0779, "1/mmHg", 0.05 .. 1.0, "calibrated to swelling of hours; the HumMod curve is steeper (x25 at +8 mmHg)", "Relative rise of lymph flow with interstitial pressure.";
    lymph_limit = 8.0, "1", 4.0 .. 25.0, "HumMod curve", "Largest lymph flow over that at rest.";
    lymph_movement_gain = 2.0, "1", 0.3 .. 3.0, "+83 % while cycling: Engeset et al. 1977; fit to the fall of calf volume while walking: Stick 1992, doi:10.1152/jappl.1992.72.6.2063", "Relative rise of lymph flow with walking.";
    transmission_skin = 0.92, "1", 0.85 .. 1.0, "Olsen & Lanne 1998, PMID 9724292", "Share of a stocking's pressure that reaches skin veins.";
    transmission_muscle = 0.89, "1", 0.6 .. 0.92, "calibrated to stockings of four strengths: Partsch 2004, doi:10.1111/j.1524-4725.2004.30204.x; 0.80 by Olsen & Lanne 1998, PMID 9724292", "Share that reaches deep veins.";

    transmission_contraction = 0.778, "1", 0.35 .. 0.8, "calibrated to the rise of deep vein pressure on contraction and to the ejection fraction: Recek; Bays et al. 1994", "Share of muscle pressure that acts on the veins inside.";
    strength_share = 0.76, "1", 0.1 .. 1.0, "assumption; ejection fraction +4.9 points after calf training: Padberg 2004, doi:10.1016/j.jvs.2003.09.036", "Relative rise of muscle pressure per relative rise of strength.";
    stocking_narrowing = 2.5, "1", 0.5 .. 4.0, "assumption; varicose veins are softer than sound ones and lie right under the stocking", "Narrowing of leaking veins by a stocking over that of sound walls.";
    stocking_foot = 0.9, "1", 0.6 .. 1.0, "assumption", "Pressure of a stocking on the foot over that at the ankle.";
    stocking_shank = 0.85, "1", 0.7 .. 1.0, "graduated hosiery: ankle 100 %, calf 70-80 %", "Pressure on the superficial veins of the lower leg over that at the ankle.";
    stocking_calf = 0.8, "1", 0.5 .. 0.9, "graduated hosiery: ankle 100 %, calf 70-80 %", "Pressure on the calf over that at the ankle.";

    fidget_stroke = 0.182, "1", 0.02 .. 0.4, "assumption; free movement halves foot swelling: Winkel & Jorgensen 1986", "Share of deep calf volume moved on by one spontaneous movement.";
    fidget_lymph_per_hz = 80.0, "s", 0.0 .. 200.0, "assumption", "Relative rise of lymph flow per spontaneous movement per second.";

    sinus_mixing = 0.09, "1", 0.02 .. 0.5, "contrast stays 27 min: McLachlin 1960 (from memory)", "Share of through-flow that exchanges blood of the soleal sinuses.";
    pocket_mixing = 0.035, "1", 0.005 .. 0.3, "contrast stays in valve pockets: McLachlin 1960 (from memory)", "Share of through-flow that exchanges blood of valve pockets.";
    pulse_mixing = 0.6, "1", 0.2 .. 1.0, "pulsatile flow restores pocket oxygen: Hamer 1981, doi:10.1002/bjs.1800680308", "Share of refilled volume that is fresh.";
    hypoxia_from_min = 12.0, "min", 3.0 .. 40.0, "assumption after Hamer 1981", "Pocket age beyond which activity is produced.";
    hypoxia_span_min = 30.0, "min", 10.0 .. 120.0, "assumption", "Pocket age excess that produces one unit per hour.";
    activity_decay_h = 1.0, "1/h", 0.2 .. 5.0, "assumption", "Inhibition of procoagulant activity.";
    low_shear_per_s = 10.0, "1/s", 5.0 .. 60.0, "assumption", "Wall shear rate that counts as low.";
    deep_vein_length_cm = 32.0, "cm", 25.0 .. 40.0, "tibia length", "Length of the deep calf veins.";
    deep_vein_count = 6.0, "1", 4.0 .. 8.0, "three arteries with paired veins", "Deep calf veins in parallel.";
    femoral_share_per_cm = 0.008, "1/cm", 0.003 .. 0.03, "assumption; only ratios of velocity depend on it", "Femoral area over thigh venous volume.";
    popliteal_share_per_cm = 0.0033, "1/cm", 0.003 .. 0.03, "calibrated to the velocity at rest: Stein 2009, PMID 19492154", "Popliteal area over thigh venous volume.";

    risk_incidence_rel = 1.0, "1", 0.5 .. 2.0, "740 events: Naess 2007, doi:10.1111/j.1538-7836.2007.02450.x", "Incidence of clots relative to the built-in one by age and sex.";
    risk_body_mass_per_kg_m2 = 0.0386, "m2/kg", 0.02 .. 0.06, "1.62 (1.29-2.04) for obesity: Rahmani 2020, PMID 32454303", "Rise of the hazard's logarithm with body mass index.";
    risk_smoker = 1.23, "1", 1.14 .. 1.33, "Cheng 2013, doi:10.1371/journal.pmed.1001515", "Hazard ratio of smoking.";
    risk_oral_contraceptive = 2.97, "1", 2.38 .. 4.28, "Vinogradova 2015, doi:10.1136/bmj.h2135", "Hazard ratio of combined oral contraceptives.";
    risk_hrt = 1.44, "1", 0.93 .. 1.64, "1.58 oral (78 % of users), 0.93 through the skin: Vinogradova 2019, doi:10.1136/bmj.k4810", "Hazard ratio of menopausal hormone therapy.";
    risk_pregnant = 4.6, "1", 2.7 .. 7.8, "Pomp 2008 (from memory); Heit 2005: 4.29 with childbed", "Hazard ratio of pregnancy.";
    risk_postpartum = 15.0, "1", 10.0 .. 136.0, "637 per 100,000 years with a further risk: Sultan 2013, Blood 121:3953; Pomp 2008: 60 (from memory)", "Hazard ratio of the 12 weeks after birth.";
    risk_thrombophilia = 3.81, "1", 2.25 .. 5.32, "factor V Leiden 4.22 (5 % of people), prothrombin 20210A 2.79 (2 %): Simone 2013, PMC3935237", "Hazard ratio of inherited thrombophilia.";
    risk_cancer = 8.9, "1", 4.1 .. 10.9, "Tromso case-cohort, PMC5060021; Heit 2000, PMID 10737280: 4.1-6.5", "Hazard ratio of active cancer.";
    risk_recent_surgery = 21.7, "1", 5.5 .. 69.1, "Heit 2000, PMID 10737280; Sweetland 2009, doi:10.1136/bmj.b4583: 5.5 (day case) to 69 (inpatient)", "Hazard ratio of surgery in the last three months.";
    risk_prior_vte = 15.0, "1", 5.0 .. 30.0, "4.5 % a year over ten years if unprovoked: Khan 2019, doi:10.1136/bmj.l4363; two thirds for the provoked among them (assumption)", "Hazard ratio of an earlier clot.";
    risk_anticoagulant = 0.17, "1", 0.1 .. 0.4, "assumption", "Hazard ratio of taking an anticoagulant.";
    risk_dose_reference_h = 3.0, "h", 0.5 .. 30.0, "this model's mean after eight hours in a vehicle, usual sitting", "Stasis dose at which the link has its gain.";
    risk_half_dose_rel = 0.55, "1", 0.3 .. 1.5, "fit to 1.18-1.26 per 2 h of travel: Chandra 2009, PMID 19581633", "Dose of half the largest effect over the reference dose.";
    risk_dose_exponent = 3.0, "1", 2.0 .. 4.0, "assumption; fit to a null effect of desk work: Johannesen 2020, Scand J Work Environ Health 46:69", "Steepness of the effect of the dose.";
    risk_link_gain = 3.3, "1", 0.8 .. 8.0, "fit to 3.2 (1.8-5.6) and 1 in 4656 flights: Kuipers 2007, doi:10.1371/journal.pmed.0040290", "Hazard added by the reference dose in a vehicle over the hazard without.";
    risk_travel_factor = 10.0, "1", 1.0 .. 40.0, "assumption; desk work is nearly harmless, travel is not", "What a dose adds in a vehicle over what it adds elsewhere: cabin air, sleep, stress, cramped legs.";
    risk_screening_background = 0.01, "1", 0.003 .. 0.02, "1.0 % of 1213 controls: Schwarz 2003, Arch Intern Med 163:2759 (from memory)", "Share of people in whom a screening finds a clot anyway.";
    risk_screening_ratio = 60.0, "1", 14.0 .. 500.0, "fit to 2.8 % of flyers: Schwarz 2003; 10-30 per 1000: Clarke 2021, doi:10.1002/14651858.CD004002.pub4", "Clots that a screening finds for one with symptoms, of those added by an exposure.";
}

#[cfg(test)]
mod tests {
    use super::PARAMETERS;

    #[test]
    fn every_default_lies_in_its_range() {
        for parameter in PARAMETERS {
            let inside = (parameter.low..=parameter.high).contains(&parameter.default);
            assert!(inside && parameter.low < parameter.high, "{}", parameter.name);
        }
    }
}
