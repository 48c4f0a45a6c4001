//! Every constant of the model, with unit, plausible range and source.

/// One row of the parameter table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Parameter {
    /// Name: the field of [`Params`] and the key in scenarios.
    pub name: &'static str,
    /// Unit of the value.
    pub unit: &'static str,
    /// Value if the scenario does not set another one.
    pub default: f64,
    /// Smallest plausible value.
    pub low: f64,
    /// Largest plausible value.
    pub high: f64,
    /// Author, year and identifier, or "assumption".
    pub source: &'static str,
    /// Description.
    pub doc: &'static str,
}

macro_rules! parameters {
    ($( $name:ident = $default:literal, $unit:literal, $low:literal .. $high:literal, $source:literal, $doc:literal; )*) => {
        /// The constants of the model.
        #[derive(Clone, Copy, Debug)]
        pub struct Params<R> { $( #[doc = $doc] pub $name: R, )* }

        /// The table of constants.
        pub const PARAMETERS: &[Parameter] = &[
            $( Parameter { name: stringify!($name), unit: $unit, default: $default, low: $low, high: $high, source: $source, doc: $doc }, )*
        ];

        impl Params<f64> {
            /// The default values of all constants.
            pub fn defaults() -> Self { Self { $( $name: $default, )* } }

            /// The default values, except for these positions in [`PARAMETERS`], which get these values.
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
            /// Converts the constants to another number type.
            #[inline(always)]
            pub fn map<B>(self, mut convert: impl FnMut(A) -> B) -> Params<B> {
                Params { $( $name: convert(self.$name), )* }
            }
        }
    };
}

parameters! {
    blood_weight_mmhg_cm = 0.78, "mmHg/cm", 0.76 .. 0.79, "physics: 1.055 g/mL x 9.81 m/s2", "Hydrostatic pressure of a column of blood.";

    wall_deep_soft_mmhg = 4.0, "mmHg", 4.0 .. 16.0, "1977 Phys Med Biol 22:1146, doi:10.1088/0031-9155/22/6/007", "Slope of pressure over relative volume in calf veins near zero pressure.";
    wall_deep_knee = 0.7, "1", 0.2 .. 0.8, "fit to the same and Olsen & Lanne 1998", "Relative gain of volume at which calf veins become stiff.";
    wall_deep_firm_mmhg = 21.0, "mmHg", 15.0 .. 40.0, "Olsen & Lanne 1998, doi:10.1152/ajpheart.1998.275.3.H878", "Slope of pressure over relative volume in full calf veins.";
    wall_deep_stiffening_mmhg = 2.0, "mmHg", 0.0 .. 12.0, "doi:10.1152/ajpheart.1998.275.3.H878", "Increase of this slope per relative gain of volume.";
    wall_superficial_firm_mmhg = 21.0, "mmHg", 18.0 .. 45.0, "area-pressure of the great saphenous vein by tilt, 15 men", "Slope of pressure over relative volume in full superficial veins.";
    wall_foot_firm_mmhg = 20.0, "mmHg", 18.0 .. 45.0, "assumption: as the saphenous vein", "Slope of pressure over relative volume in full foot veins.";
    wall_thigh_firm_mmhg = 10.0, "mmHg", 8.0 .. 25.0, "area-pressure of the femoral vein by tilt, 15 men", "Slope of pressure over relative volume in full popliteal and femoral veins.";
    wall_thigh_knee = 0.3, "1", 0.1 .. 0.8, "fit to the area-pressure of the femoral vein by tilt, 15 men", "Relative gain of volume at which popliteal and femoral veins become stiff.";
    wall_buckling_mmhg = 100.0, "mmHg", 100.0 .. 900.0, "assumption; shuts at external pressures of Partsch & Partsch 2005, PMID 16242562", "Increase of the resistance to collapse per relative loss of volume.";
    wall_buckling_from = 0.56, "1", 0.5 .. 0.9, "assumption", "Relative loss of volume above which a vein resists further collapse.";

    volume_foot_ml = 13.0, "mL", 8.0 .. 20.0, "Ricci 2020, doi:10.24019/jtavr.115 (stroke 25 mL)", "Volume of the foot veins at zero pressure.";
    volume_superficial_posterior_ml = 9.5, "mL", 8.0 .. 20.0, "APG venous volume 107 mL: Bays et al. 1994", "Volume of the gastrocnemius veins and soleal sinuses at zero pressure.";
    volume_deep_posterior_ml = 5.8, "mL", 4.0 .. 14.0, "APG venous volume 107 mL: Bays et al. 1994", "Volume of the posterior tibial and peroneal veins at zero pressure.";
    volume_anterior_ml = 2.9, "mL", 2.0 .. 8.0, "APG venous volume 107 mL: Bays et al. 1994", "Volume of the anterior tibial veins at zero pressure.";
    volume_lateral_ml = 2.2, "mL", 1.0 .. 6.0, "APG venous volume 107 mL: Bays et al. 1994", "Volume of the veins of the lateral compartment at zero pressure.";
    volume_superficial_ml = 8.4, "mL", 7.0 .. 20.0, "APG venous volume 107 mL: Bays et al. 1994", "Volume of the saphenous veins below the knee, with their branches, at zero pressure.";
    varicose_dilation = 0.4, "1", 0.1 .. 2.0, "the great saphenous vein of legs with reflux is 5.9 to 6.3 mm wide, of sound legs 3.6 to 3.7 mm, 2.8 times the cross-section: Mendoza 2013, doi:10.1016/j.ejvs.2012.10.014, and 2016, doi:10.12687/phleb2291-1-2016; branches widen less, so calibrated to venous volume and ejection fraction with primary varices: PMID 9405013", "Relative growth of the superficial veins' volume at zero pressure in a leg without superficial valves.";
    volume_thigh_ml = 34.0, "mL", 20.0 .. 60.0, "pooled 236 mL per leg: Phlebology 1998, doi:10.1177/026835559801300304", "Volume of the popliteal and femoral veins at zero pressure.";

    conductance_foot_deep = 0.25, "mL/s/mmHg", 0.05 .. 0.4, "calibrated to the foot's stroke volume, 25 mL: Ricci 2020, doi:10.24019/jtavr.115", "Conductance from the foot veins to the posterior tibial veins.";
    conductance_foot_anterior = 0.05, "mL/s/mmHg", 0.02 .. 0.2, "assumption", "Conductance from the foot veins to the anterior tibial veins.";
    conductance_foot_lateral = 0.03, "mL/s/mmHg", 0.01 .. 0.1, "assumption", "Conductance from the foot veins to the veins of the lateral compartment.";
    conductance_foot_superficial = 0.35, "mL/s/mmHg", 0.03 .. 0.4, "calibrated to perforator inflow while walking: doi:10.1016/j.jvsv.2022.01.010", "Forward conductance from the foot veins to the saphenous veins.";
    conductance_gastrocnemius_perforators = 0.12, "mL/s/mmHg", 0.02 .. 0.3, "14 vessels of 1.3 mm: doi:10.1016/j.jvsv.2022.01.010; Poiseuille's law gives each 0.1 at 2.5 cm of length, valves and bends take most of it (assumption)", "Conductance from the superficial veins to the gastrocnemius veins and soleal sinuses.";
    conductance_cockett_perforators = 0.16, "mL/s/mmHg", 0.03 .. 0.4, "as above", "Conductance from the superficial veins to the deep posterior veins at the lower leg.";
    conductance_boyd_perforator = 0.08, "mL/s/mmHg", 0.01 .. 0.2, "as above", "Conductance from the superficial veins to the deep posterior veins near the knee.";
    conductance_anterior_perforators = 0.08, "mL/s/mmHg", 0.02 .. 0.3, "as above", "Conductance from the superficial veins to the anterior veins.";
    conductance_lateral_perforators = 0.06, "mL/s/mmHg", 0.02 .. 0.3, "as above", "Conductance from the superficial veins to the lateral veins.";
    conductance_superficial_posterior = 0.678, "mL/s/mmHg", 0.2 .. 2.5, "ejection fraction 52.5 % by one tiptoe: Bays et al. 1994", "Conductance from the gastrocnemius veins and soleal sinuses to the popliteal vein.";
    conductance_deep_posterior = 0.773, "mL/s/mmHg", 0.15 .. 2.0, "as above", "Conductance from the deep posterior veins to the popliteal vein.";
    conductance_anterior = 0.3, "mL/s/mmHg", 0.08 .. 1.0, "as above", "Conductance from the anterior veins to the popliteal vein.";
    conductance_lateral = 0.2, "mL/s/mmHg", 0.05 .. 0.8, "as above", "Conductance from the lateral veins to the popliteal vein.";
    conductance_saphenofemoral = 0.38, "mL/s/mmHg", 0.05 .. 0.5, "assumption", "Conductance from the superficial veins to the femoral vein.";
    conductance_saphenopopliteal = 0.08, "mL/s/mmHg", 0.02 .. 0.3, "assumption", "Conductance from the superficial veins to the popliteal vein.";
    conductance_outflow = 4.0, "mL/s/mmHg", 1.0 .. 6.0, "leg outflow resistance: Heldt, CVSIM-21", "Conductance from the femoral vein to the iliac vein.";
    leak_superficial = 0.65, "1", 0.05 .. 1.0, "filling index 5.7 mL/s with primary varices: PMID 9405013", "Backward conductance of a superficial vein without valves, relative to its forward conductance.";
    leak_deep = 0.3, "1", 0.03 .. 1.0, "refill 8.4 s with incompetent deep valves: Killewich 1985, doi:10.1001/archsurg.1985.01390280018003", "Backward conductance of a deep vein without valves, relative to its forward conductance.";
    leak_foot_superficial = 0.05, "1", 0.02 .. 1.0, "assumption; blood of the marginal foot veins flows up the saphenous veins, foot perforators have few valves", "Backward conductance from the saphenous veins to the foot veins, relative to the forward conductance.";
    leak_perforator = 0.6, "1", 0.1 .. 1.0, "assumption", "Backward conductance of a perforator without valves, relative to its forward conductance.";
    leak_outflow = 0.5, "1", 0.1 .. 1.0, "iliac veins mostly have no valve: Sun & Zhang 1990", "Backward conductance from the iliac vein to the femoral vein, relative to the forward conductance.";
    valve_opening_mmhg = 0.5, "mmHg", 0.1 .. 1.5, "assumption; closes within 0.2 s: Lurie et al. 2002, doi:10.1067/mva.2002.121123", "Pressure difference that opens a valve fully.";

    inflow_foot_ml_s = 0.25, "mL/s", 0.1 .. 0.5, "3.2 mL/100 mL/min: doi:10.1088/0031-9155/22/6/007; Bays et al. 1994", "Arterial inflow to foot veins, supine.";
    inflow_superficial_posterior_ml_s = 0.38, "mL/s", 0.2 .. 1.0, "as above", "Arterial inflow to superficial posterior veins, supine.";
    inflow_deep_posterior_ml_s = 0.22, "mL/s", 0.1 .. 0.6, "as above", "Arterial inflow to deep posterior veins, supine.";
    inflow_anterior_ml_s = 0.15, "mL/s", 0.1 .. 0.4, "as above", "Arterial inflow to anterior veins, supine.";
    inflow_lateral_ml_s = 0.09, "mL/s", 0.05 .. 0.3, "as above", "Arterial inflow to lateral veins, supine.";
    inflow_superficial_ml_s = 0.55, "mL/s", 0.1 .. 0.7, "as above", "Arterial inflow to superficial veins, supine.";
    inflow_thigh_ml_s = 4.0, "mL/s", 2.0 .. 8.0, "common femoral artery 350 mL/min: doi:10.1016/0301-5629(86)90075-x", "Arterial inflow to femoral veins, supine.";
    arterial_mmhg = 90.0, "mmHg", 75.0 .. 110.0, "mean arterial pressure, textbook", "Mean arterial pressure at the level of zero venous pressure.";
    autoregulation_mmhg = 40.0, "mmHg", 20.0 .. 60.0, "assumption; muscle keeps its flow down to perfusion pressures of about 40 mmHg", "Perfusion pressure (arterial minus venous pressure) above which the resting inflow is constant.";
    reflex_gain = 0.38, "1", 0.2 .. 0.55, "500 over 780 mL/min: doi:10.1007/s004210050457", "Largest relative reduction of inflow by the venoarteriolar reflex.";
    reflex_gain_foot = 0.6, "1", 0.45 .. 0.8, "skin flow of a standing foot: -49 % (dorsum) and -66 % (ankle), held for 30 min in 10 adults; -79 %: Hassan & Tooke 1988, Clin Sci 75:379", "The same for the foot.";
    reflex_from_mmhg = 18.0, "mmHg", 10.0 .. 25.0, "Henriksen 1977 (from memory)", "Venous pressure at which the venoarteriolar reflex begins.";
    reflex_span_mmhg = 25.0, "mmHg", 10.0 .. 50.0, "Henriksen 1977 (from memory)", "Pressure range over which the venoarteriolar reflex reaches its full strength.";
    heat_inflow_per_c = 0.04, "1/K", 0.01 .. 0.1, "assumption; skin flow of a leg about doubles from 24 to 40 °C", "Relative rise of arterial inflow per degree of air temperature above 24 °C.";
    heat_veins_per_c = 0.01, "1/K", 0.0 .. 0.03, "assumption; warmth widens superficial veins and not deep ones (8 men)", "Relative rise of the volume at zero pressure of foot and superficial veins per degree.";
    heat_filtration_per_c = 0.01, "1/K", 0.005 .. 0.02, "filtration coefficient 30 % lower at 4.5 than at 34.5 °C: 1947 J Clin Invest 26:1031, doi:10.1172/jci101870", "Relative rise of the capillary filtration coefficient per degree.";
    heat_lymph_per_c = 0.02, "1/K", 0.0 .. 0.1, "assumption; lymph vessels contract 2.35 times as often in 40 °C warm skin: Groenlund et al. 2017, Lymphat Res Biol; with 0.03, legs would swell less in warm air than in cold air", "Relative rise of lymph flow per degree.";
    reflex_time_s = 15.0, "s", 5.0 .. 40.0, "assumption", "Time constant of the venoarteriolar reflex.";
    hyperemia_gain = 7.7, "1", 1.0 .. 8.0, "popliteal shear rises sixfold with fidgeting: Morishima 2016, PMID 27233768", "Relative rise of calf inflow at the metabolic rate of walking.";
    hyperemia_share = 0.08, "1", 0.0 .. 0.5, "assumption", "Rise of inflow in foot and skin during exercise, as a share of that in the calf.";
    hyperemia_time_s = 25.0, "s", 10.0 .. 60.0, "decays within 60 s: PMID 27233768", "Time constant of exercise hyperemia.";
    creep_strain = 0.065, "1", 0.0 .. 0.3, "assumption; stress relaxation within the first minutes: Stick et al. 1989, PMID 2583148", "Slow growth of vein volume (creep), relative to the immediate growth.";
    creep_time_s = 300.0, "s", 120.0 .. 900.0, "assumption", "Time constant of creep.";

    filtration_calf = 0.004, "mL/min/100 mL/mmHg", 0.0025 .. 0.004, "PMC2290538", "Capillary filtration coefficient of the calf.";
    filtration_foot = 0.0019, "mL/min/100 mL/mmHg", 0.0015 .. 0.003, "Vasa 2000;29:106 (0.0017)", "Capillary filtration coefficient of the foot and ankle.";
    capillary_drop_mmhg = 8.41, "mmHg", 5.0 .. 14.0, "Pc = 1.2 Pv + 1.6: Perry et al. 1986, doi:10.1152/jappl.1986.60.6.2114", "Difference between capillary and venous pressure at resting inflow.";
    capillary_protection = 0.85, "1", 0.0 .. 1.0, "assumption; Pc rises 1.2 mmHg per mmHg of venous pressure: Perry et al. 1986", "Share of this difference that is proportional to the inflow.";
    reflection = 0.9, "1", 0.8 .. 0.95, "Levick; Aukland & Reed 1993 (from memory)", "Reflection coefficient for plasma protein.";
    colloid_concentration_gain = 1.5, "1", 1.5 .. 3.0, "slope of colloid pressure over protein, Landis-Pappenheimer", "Relative rise of the plasma's colloid pressure per filtered fraction of plasma.";
    plasma_flow_ml_min = 1.9, "mL/min/100 mL", 0.6 .. 2.0, "2 mL/100 mL/min of blood", "Resting plasma flow of the leg's tissue.";
    interstitial_colloid_mmhg = 14.5, "mmHg", 8.3 .. 15.0, "Noddeland 1982, PMID 7134797", "Interstitial colloid pressure around the capillaries after a night's rest.";
    pericapillary_volume_ml = 4.0, "mL/100 mL", 0.3 .. 4.0, "assumption", "Fluid around the capillaries whose protein is diluted by filtration.";
    absorption_fading_min = 6.5, "min", 5.0 .. 30.0, "order of magnitude, textbook; absorption is transient: Levick & Michel 2010, doi:10.1093/cvr/cvq062", "Time constant with which capillaries stop to take fluid back.";
    tissue_margin_mmhg = 13.2, "mmHg", 4.0 .. 14.0, "filtration begins at 20.6 mmHg: academic record of Gamble's group", "Rise of interstitial pressure before the tissue begins to swell.";
    tissue_margin_ml = 0.08, "mL/100 mL", 0.02 .. 0.3, "assumption", "Gain of fluid that causes this rise.";
    pericapillary_stiffness = 5.0, "mmHg/(mL/100 mL)", 5.0 .. 60.0, "calibrated to minutes 2-12 of standing, 30 min of sitting, and the onset of filtration", "Stiffness of the fast tissue compartment (around the capillaries).";
    pericapillary_stiffness_foot = 6.5, "mmHg/(mL/100 mL)", 5.0 .. 60.0, "fit: 4.8 % at 8 h, Winkel & Jorgensen 1986", "Stiffness of the fast tissue compartment of the foot.";
    spread_conductance = 0.0069, "mL/min/100 mL/mmHg", 0.0005 .. 0.01, "calibrated to 4 and 10 h in a seat: Mittermayr 2007, doi:10.1016/j.thromres.2006.12.012", "Conductance from the fast to the slow tissue compartment.";
    tissue_stiffness = 1.0, "mmHg/(mL/100 mL)", 1.0 .. 8.0, "calibrated to 4 and 10 h in a seat: Mittermayr 2007, doi:10.1016/j.thromres.2006.12.012", "Stiffness of the slow tissue compartment.";
    tissue_stiffness_foot = 4.8, "mmHg/(mL/100 mL)", 1.0 .. 10.0, "fit: 4.8 % at 8 h, Winkel & Jorgensen 1986, doi:10.1080/00140138608968267", "Stiffness of the slow tissue compartment of the foot.";
    lymph_ml_min = 0.0083, "mL/min/100 mL", 0.001 .. 0.01, "calibrated to swelling of hours; 0.2-0.5 mL/h per vessel, Engeset et al. 1977", "Lymph flow after a night's rest.";
    lymph_gain_mmhg = 0.125, "1/mmHg", 0.05 .. 1.0, "calibrated to swelling of hours; the HumMod curve is steeper (x25 at +8 mmHg)", "Relative rise of lymph flow with interstitial pressure.";
    lymph_limit = 8.0, "1", 4.0 .. 25.0, "HumMod curve", "Largest lymph flow, relative to that after a night's rest.";
    lymph_movement_gain = 1.17, "1", 0.3 .. 3.0, "+83 % while cycling: Engeset et al. 1977; fit to the fall of calf volume while walking: Stick 1992, doi:10.1152/jappl.1992.72.6.2063", "Relative rise of lymph flow by walking.";
    transmission_skin = 0.92, "1", 0.85 .. 1.0, "Olsen & Lanne 1998, PMID 9724292", "Share of a stocking's pressure that reaches superficial veins.";
    transmission_muscle = 0.92, "1", 0.6 .. 0.92, "calibrated to stockings of four strengths: Partsch 2004, doi:10.1111/j.1524-4725.2004.30204.x; 0.80 by Olsen & Lanne 1998, PMID 9724292", "Share of a stocking's pressure that reaches deep veins.";

    transmission_contraction = 0.778, "1", 0.35 .. 0.8, "calibrated to the rise of deep vein pressure on contraction and to the ejection fraction: Recek; Bays et al. 1994", "Share of the muscle pressure that acts on the veins in the muscle.";
    strength_share = 0.76, "1", 0.1 .. 1.0, "assumption; ejection fraction +4.9 points after calf training: Padberg 2004, doi:10.1016/j.jvs.2003.09.036", "Relative rise of muscle pressure per relative rise of strength.";
    stocking_narrowing = 2.5, "1", 0.5 .. 4.0, "assumption; varicose veins are softer than sound ones and lie right under the stocking", "Narrowing of veins with reflux by a stocking, relative to that of healthy veins.";
    stocking_foot = 1.0, "1", 0.6 .. 1.0, "assumption", "Pressure of a stocking on the foot, relative to that at the ankle.";
    stocking_shank = 0.85, "1", 0.7 .. 1.0, "graduated hosiery: ankle 100 %, calf 70-80 %", "Pressure of a stocking on the superficial veins of the lower leg, relative to that at the ankle.";
    stocking_calf = 0.9, "1", 0.5 .. 0.9, "graduated hosiery: ankle 100 %, calf 70-80 %", "Pressure of a stocking on the calf, relative to that at the ankle.";

    fidget_stroke = 0.182, "1", 0.02 .. 0.4, "assumption; free movement halves foot swelling: Winkel & Jorgensen 1986", "Share of the volume of the calf's deep veins that one spontaneous movement expels.";
    fidget_lymph_per_hz = 115.0, "s", 0.0 .. 200.0, "assumption", "Relative rise of lymph flow per spontaneous movement per second.";

    sway_per_min = 1.5, "1/min", 0.2 .. 4.0, "derived from the intervals of sideways shifts (199 s) and fidgets (49 s) in free standing: Duarte & Zatsiorsky 1999 (citation from memory)", "Weight shifts of a standing person.";
    sway_stroke = 0.5, "1", 0.1 .. 0.6, "assumption; with 0.4 a working day (E12) swells less than with 0.3, and both too little", "Share of the volume of the calf's deep veins that one weight shift expels.";

    sinus_mixing = 0.09, "1", 0.02 .. 0.5, "contrast stays 27 min: McLachlin 1960 (from memory)", "Share of the flow through the soleal sinuses, strokes apart, that exchanges their blood.";
    pocket_mixing = 0.05, "1", 0.005 .. 0.3, "contrast stays in valve pockets: McLachlin 1960 (from memory)", "Share of the flow through the deep veins, strokes apart, that exchanges the blood of valve pockets.";
    pulse_mixing = 0.6, "1", 0.2 .. 1.0, "pulsatile flow restores pocket oxygen: Hamer 1981, doi:10.1002/bjs.1800680308", "Share of the blood that refills an emptied vein and mixes with what is left in it.";
    hypoxia_from_min = 10.0, "min", 3.0 .. 40.0, "assumption after Hamer 1981: oxygen in valve pockets falls quickly in steady flow", "Age of the blood in valve pockets above which procoagulant activity is produced.";
    pocket_age_spread = 1.0, "1", 0.0 .. 1.0, "assumption: pockets are mixed, as the law of exchange supposes", "Spread of the ages of blood in a valve pocket: 1 as in a mixed vessel (exponential), 0 if all of it has the mean age.";
    hypoxia_span_min = 30.0, "min", 10.0 .. 120.0, "assumption", "Excess over this age that produces one unit of activity per hour.";
    activity_decay_h = 1.0, "1/h", 0.2 .. 5.0, "assumption", "Rate at which procoagulant activity decays.";
    low_shear_per_s = 10.0, "1/s", 5.0 .. 60.0, "assumption", "Wall shear rate below which shear counts as low.";
    deep_vein_length_cm = 32.0, "cm", 25.0 .. 40.0, "tibia length", "Length of the deep calf veins.";
    deep_vein_count = 6.0, "1", 4.0 .. 8.0, "three arteries with paired veins", "Number of parallel deep calf veins.";
    femoral_share_per_cm = 0.008, "1/cm", 0.003 .. 0.03, "assumption; only ratios of velocity depend on it", "Cross-section of the femoral vein, divided by the venous volume of the thigh.";
    popliteal_share_per_cm = 0.0033, "1/cm", 0.003 .. 0.03, "calibrated to the velocity at rest: Stein 2009, PMID 19492154", "Cross-section of the popliteal vein, divided by the venous volume of the thigh.";

    risk_incidence_rel = 1.0, "1", 0.5 .. 2.0, "740 events: Naess 2007, doi:10.1111/j.1538-7836.2007.02450.x", "Incidence of clots, relative to the built-in incidence by age and sex.";
    risk_body_mass_per_kg_m2 = 0.0386, "m2/kg", 0.02 .. 0.06, "1.62 (1.29-2.04) for obesity: Rahmani 2020, PMID 32454303", "Rise of the logarithm of the hazard per unit of body mass index.";
    risk_stature_man_per_cm = 0.0293, "1/cm", 0.0086 .. 0.0495, "1.34 (1.09-1.64) per 10 cm: Braekkan 2010, doi:10.1093/aje/kwq066", "Rise of the logarithm of a man's hazard per centimeter of stature.";
    risk_stature_woman_per_cm = 0.0122, "1/cm", -0.0094 .. 0.0336, "1.13 (0.91-1.40) per 10 cm: Braekkan 2010, doi:10.1093/aje/kwq066", "Rise of the logarithm of a woman's hazard per centimeter of stature.";
    risk_varices = 4.0, "1", 1.7 .. 7.3, "deep thrombosis 5.30, embolism 1.73: Chang 2018, doi:10.1001/jama.2018.0246; 7.33: Mueller-Buehl 2012, doi:10.1024/0301-1526/a000222", "Hazard ratio of manifest varices.";
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
    risk_dose_reference_h = 0.52, "h", 0.01 .. 30.0, "this model's mean after eight hours in a vehicle, usual sitting", "Reference stasis dose in a vehicle, to which risk_link_gain refers.";
    risk_link_gain = 0.87, "1", 0.3 .. 4.0, "fit to an excess of 1 in 6770 flights and the rate ratio of 3.2 (1.8-5.6): Kuipers 2007, doi:10.1371/journal.pmed.0040290", "Hazard that the reference dose in a vehicle adds, relative to the hazard without it.";
    risk_travel_factor = 40.0, "1", 1.0 .. 200.0, "assumption; at 20, ordinary days would cause all clots, and the same hours at a desk are nearly harmless", "Hazard that a dose adds in a vehicle, relative to elsewhere (cabin air, sleep, stress, little space for the legs).";
    risk_screening_background = 0.01, "1", 0.003 .. 0.02, "1.0 % of 1213 controls: Schwarz 2003, Arch Intern Med 163:2759 (from memory)", "Share of people in whom a screening finds a clot without an exposure.";
    risk_screening_ratio = 137.0, "1", 14.0 .. 500.0, "fit to 2.8 % of flyers: Schwarz 2003; 10-30 per 1000: Clarke 2021, doi:10.1002/14651858.CD004002.pub4", "Number of clots that a screening finds for each clot with symptoms, among the clots that an exposure adds.";
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
