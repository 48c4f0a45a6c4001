//! The text about the limits of the results.

use crate::scenario::{Intervention, Multiplicity, Scenario};

/// The statement that is in every table, in the manifest, in `LIMITS.md` and below the printed results.
pub const STATEMENT: &str = "Results describe simulated people under stated assumptions; they are not medical advice, \
not a prediction for any person, and not evidence that a measure prevents thrombosis.";

/// The text of `LIMITS.md`.
pub(super) fn limits_text(scenario: &Scenario) -> String {
    let context = match scenario.study.context_of_use.as_str() {
        "" => "None was stated in the scenario.".to_owned(),
        stated => quoted(stated),
    };
    let intervals = if scenario.design.draws.repeats() > 1 { DRAWN_INTERVALS } else { USUAL_INTERVALS };
    let origin = if scenario.population.file.is_some() { PEOPLE_OF_FILE } else { DRAWN_PEOPLE };
    let sample = [file_rows(scenario), many_arms(scenario)].concat();
    let points = format!("{FIRST_POINTS}{intervals}{sample}{ARMS}{origin}{LAST_POINTS}");
    let (people, safety) = (people(scenario), safety(scenario));
    format!(
        "# What these results cannot show\n\n{STATEMENT}\n\n## Context of use\n\n{context}\n\n{people}{safety}{points}"
    )
}

/// Text of the scenario as a quotation, so that it cannot look like a part of this document.
fn quoted(text: &str) -> String {
    let line = |line: &str| format!("> {}", line.replace('<', "&lt;")).trim_end().to_owned();
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// Lists what comes from the data file of the people, and what does not; empty without a file.
fn people(scenario: &Scenario) -> String {
    let Some(provenance) = scenario.population.provenance() else { return String::new() };
    let lines: Vec<String> = provenance.sentences().iter().map(|sentence| format!("- {sentence}")).collect();
    format!("## The people of this study\n\n{}\n\n", lines.join("\n"))
}

/// As how many rows a data file counts; empty without a file.
fn file_rows(scenario: &Scenario) -> String {
    let Some(file) = &scenario.population.file else { return String::new() };
    let (rows, effective) = (file.rows.count(), file.rows.effective());
    format!(
        "- **The data file has {rows} rows, which count as {effective:.1} equal ones because of their weights.** All simulated people are copies \
of them. `rows_error` shows how much another file of as many people could differ; it is part of the intervals. More simulated people do not \
make it smaller. Rows of the tables with `small_cell` rest on fewer than 10 rows of the file: do not publish them if these are real people.\n"
    )
}

/// A reminder where many arms are compared; empty otherwise.
fn many_arms(scenario: &Scenario) -> String {
    const MANY: usize = 4;
    let compared = scenario.arms.len().saturating_sub(1);
    if compared < MANY {
        return String::new();
    }
    match scenario.analysis.multiplicity {
        Multiplicity::Unadjusted => format!(
            "- **{compared} arms are compared with the reference, each with an interval of its own.** The best of many arms looks better than \
it is, and one of them may differ by chance. `multiplicity = \"simultaneous\"` in `[analysis]` makes intervals that hold for all arms together.\n"
        ),
        Multiplicity::Holm | Multiplicity::Simultaneous => format!(
            "- **The intervals of differences and ratios allow for {compared} comparisons.** The best of many arms still looks better than it is.\n"
        ),
    }
}

/// Lists who is excluded from which intervention, and who should ask a clinician before starting it; empty if there are no such people.
fn safety(scenario: &Scenario) -> String {
    let lines: Vec<String> = scenario.interventions.iter().filter_map(caution).collect();
    if lines.is_empty() {
        return String::new();
    }
    format!("## Who should not start an intervention, or should first ask a clinician\n\n{}\n\n", lines.join("\n"))
}

fn caution(intervention: &Intervention) -> Option<String> {
    let kind = &intervention.kind;
    let reasons: Vec<&str> = kind.contraindications().iter().map(|rule| rule.reason).collect();
    let asking: Vec<&str> = kind.precautions().iter().map(|variable| variable.name()).collect();
    let mut parts = Vec::new();
    if kind.needs_clinician() {
        parts.push("only a clinician may prescribe it".to_owned());
    }
    if !reasons.is_empty() {
        parts.push(format!(
            "people with one of these are excluded from it (`ineligible_arms` in `persons`): {}",
            reasons.join("; ")
        ));
    }
    if !asking.is_empty() {
        parts.push(format!(
            "people with one of these should ask a clinician first; they are not excluded: {}",
            asking.join(", ")
        ));
    }
    (!parts.is_empty()).then(|| format!("- **{}**: {}.", intervention.id, parts.join(". ")))
}

const USUAL_INTERVALS: &str = "\
- **There are two kinds of intervals, and neither includes errors of the leg model.** `monte_carlo` shows how much the result of another
  sample of simulated people could differ. `parameter`, for clots only, shows how much the result depends on the uncertain constants of
  stasis and of its link to clots, and includes the first; `ranking` shows how often each arm is the best under them. Neither includes errors
  in the equations, in the constants of the leg, or in the description of the population.
";

const DRAWN_INTERVALS: &str = "\
- **Intervals include only the constants that were drawn and the sample of people.** `constants_error` shows how much a result depends on the
  constants in the table `draws`, and `mcse` how much the result of another sample of simulated people could differ. Neither includes errors
  in the equations, in all other constants, or in the description of the population.
";

const FIRST_POINTS: &str = "\
## Limits

- **Absolute risks of clots are very small.** A long flight adds one clot with symptoms in several thousand travelers. An arm that halves
  this risk prevents one clot in many thousand travelers. A ratio alone makes such an effect look large.
- **The link from stasis to clots is the weakest part.** It makes three assumptions: risk is proportional to the stasis dose, it counts
  from the dose of an ordinary day, and a seat in a vehicle is worse than a chair by one fixed factor. They are fitted to few published
  numbers. A difference of risk between arms shows no more than the difference of their stasis doses.
- **Stasis itself rests on assumptions.** How much blood a stroke renews, when it becomes procoagulant and how fast that fades was never
  measured in people. These constants decide by how much pumps, walks and stockings differ in clots. Read such differences only with their
  `parameter` interval.
- **There are two outcomes on two scales.** One is clots with symptoms within 8 weeks: their total, and the excess over those that would
  occur without the exposure. The other is clots that a screening finds, which are tens to hundreds of times as many. Do not add them,
  and do not divide one by the other.
- **The effect of stockings on clots is not fitted.** Trials with screening and cohorts with symptoms disagree. The results follow only
  from the simulated stasis. The same is true of walks and ankle pumps: no trial counted clots in travelers who do them.
- **The model does not predict** which person will have a clot, whether it will be a pulmonary embolism, what its consequences are, how
  many bleedings an anticoagulant causes, or the effect of repeated exposures. Each table is about one exposure.
";

const ARMS: &str = "\
- **Arms differ only in effects that are part of the model.** Other effects of an intervention, such as comfort, sleep, skin damage or
  injury, are absent. Adherence is assumed, not observed.
";

const PEOPLE_OF_FILE: &str = "\
- **People are rows of a data file, drawn in proportion to their weights.** The results speak for the people that the rows represent, no
  more: errors of measurement, refused answers and people who were not asked remain. Attributes that the file does not have are drawn from the built-in population for the sex, age and body size of the row; they
  do not know the person's other values, such as a diagnosis, and may not fit people of another country or of a clinic.
";

const DRAWN_PEOPLE: &str = "\
- **People are drawn from distributions.** In the built-in populations, illnesses follow sex and age; diabetes, joint pain and smoking also
  follow body mass. Other attributes that are not correlated in the scenario are independent, even if they are correlated in real people.
  Rare combinations may be missing or unrealistic. Nobody has red-flag symptoms unless the scenario says so, and nobody below 40 has
  peripheral artery disease, because no source was found. Heart failure is not an attribute.
";

const LAST_POINTS: &str = "\
- **Edema and girth are those of one lower leg** with one set of tissue properties. Swelling from disease of the heart, the
  kidneys, the liver or the lymphatics, from medicines or after surgery is not represented.
- **Extreme values are the least certain.** Minima, maxima and outer quantiles depend most on the assumptions with the least data.
- **People whose simulated state left the valid range** have empty values in `outcomes` and are excluded from statistics. Their number
  is in `manifest.json`. If it is more than a few in ten thousand, treat the study as faulty.

Ask a clinician about your own legs.
";
