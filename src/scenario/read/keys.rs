//! The keys of every section: the one place that knows which exist.

/// Keys of one kind of section.
pub(crate) struct Keys {
    /// How the section is called in messages.
    pub(crate) section: &'static str,
    /// What it may hold.
    pub(crate) known: &'static [&'static str],
    /// Keys of the format that this version cannot honor yet.
    pub(crate) later: &'static [&'static str],
}

/// Top level of the file.
pub(crate) const ROOT: Keys = Keys {
    section: "the top level",
    known: &[
        "format",
        "study",
        "design",
        "population",
        "timeline",
        "interventions",
        "arms",
        "outcomes",
        "measurements",
        "parameters",
        "analysis",
        "outputs",
        "extends",
        "sweep",
    ],
    later: &[],
};

/// `[study]`.
pub(crate) const STUDY: Keys =
    Keys { section: "[study]", known: &["id", "title", "question", "context_of_use"], later: &[] };

/// `[design]`.
pub(crate) const DESIGN: Keys = Keys {
    section: "[design]",
    known: &["seed", "persons", "sampler", "parameter_draws", "confidence"],
    later: &["precision"],
};

/// `[population]`.
pub(crate) const POPULATION: Keys = Keys {
    section: "[population]",
    known: &["base", "file", "columns", "weight", "missing", "file_hash", "variables", "correlation"],
    later: &[],
};

/// `[population.correlation]`.
pub(crate) const CORRELATION: Keys = Keys { section: "[population.correlation]", known: &["pairs"], later: &[] };

/// `[timeline]`.
pub(crate) const TIMELINE: Keys = Keys { section: "[timeline]", known: &["temperature_c", "phases"], later: &[] };

/// An entry of `phases`.
pub(crate) const PHASE: Keys = Keys {
    section: "an entry of `phases` in [timeline]",
    known: &[
        "name",
        "posture",
        "duration_s",
        "duration_min",
        "duration_h",
        "duration_of",
        "activity",
        "cadence_per_min",
        "repetitions",
        "legs",
        "seat",
        "temperature_c",
        "knee_angle_deg",
        "calf_cuff_mmhg",
        "thigh_cuff_mmhg",
        "repeat",
    ],
    later: &[],
};

/// A group of phases among them.
pub(crate) const GROUP: Keys =
    Keys { section: "a group of phases in [timeline]", known: &["repeat", "phases"], later: &[] };

/// `[interventions.<id>]`, whatever its kind.
pub(crate) const INTERVENTION: Keys = Keys {
    section: "[interventions.<id>]",
    known: &[
        "kind",
        "every_min",
        "from_min",
        "until_min",
        "duration_min",
        "sets",
        "repetitions",
        "rest_s",
        "cadence_per_min",
        "knee",
        "legs",
        "load_kg",
        "class",
        "ankle_pressure_mmhg",
        "weeks",
        "sessions_per_week",
        "stages",
        "water_ml_h",
        "plasma_volume_rel",
        "salt_g_day",
        "change_kg",
        "change_pct",
        "footwear",
        "movements_per_h",
        "during",
        "adherence",
    ],
    later: &[],
};

/// An entry of `stages` of a training plan.
pub(crate) const STAGE: Keys = Keys {
    section: "an entry of `stages`",
    known: &["focus", "weeks", "sessions_per_week", "sets", "repetitions", "load_kg", "legs"],
    later: &[],
};

/// `[arms.<id>]`.
pub(crate) const ARM: Keys = Keys {
    section: "[arms.<id>]",
    known: &["label", "use", "adherence", "reference", "after_weeks"],
    later: &["eligibility"],
};

/// `[outcomes]`, beside its flags.
pub(crate) const OUTCOMES: Keys = Keys { section: "[outcomes]", known: &["assess"], later: &[] };

/// `[outcomes.<flag>]`.
pub(crate) const FLAG: Keys = Keys { section: "a flag of [outcomes]", known: &["from", "above", "below"], later: &[] };

/// `[measurements.<id>]`, whether read or computed.
pub(crate) const MEASUREMENT: Keys = Keys {
    section: "[measurements.<id>]",
    known: &[
        "signal",
        "phase",
        "take",
        "from_s",
        "until_s",
        "share",
        "toward",
        "level",
        "sum",
        "difference",
        "product",
        "ratio",
        "percent",
    ],
    later: &[],
};

/// An entry of `[parameters]` that is a table.
pub(crate) const PARAMETER: Keys =
    Keys { section: "an entry of [parameters]", known: &["value", "uncertain", "source"], later: &[] };

/// `[analysis]`.
pub(crate) const ANALYSIS: Keys =
    Keys { section: "[analysis]", known: &["strata", "quantiles"], later: &["sensitivity"] };

/// An entry of `strata`.
pub(crate) const STRATUM: Keys =
    Keys { section: "an entry of `strata` in [analysis]", known: &["name", "of", "breaks"], later: &[] };

/// `[outputs]`.
pub(crate) const OUTPUTS: Keys = Keys {
    section: "[outputs]",
    known: &["timeseries_every_min", "tables", "columns", "persons_sample", "report"],
    later: &[],
};

/// Sections that may claim a misplaced key. Where two share a key, the earlier one is meant more often.
const HOMES: &[&Keys] = &[
    &ROOT,
    &STUDY,
    &DESIGN,
    &POPULATION,
    &CORRELATION,
    &TIMELINE,
    &OUTCOMES,
    &ANALYSIS,
    &OUTPUTS,
    &INTERVENTION,
    &ARM,
    &PHASE,
    &FLAG,
    &MEASUREMENT,
    &STRATUM,
];

/// Where a key belongs, if it exists anywhere.
pub(super) fn home_of(key: &str) -> Option<&'static str> {
    let home = HOMES.iter().find(|keys| keys.known.contains(&key)).map(|keys| keys.section);
    home.or_else(|| crate::scenario::Variable::from_name(key).map(|_| "[population.variables]"))
}
