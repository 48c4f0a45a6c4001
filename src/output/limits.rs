//! The words that keep results from being read as more than they are.

use crate::scenario::{Intervention, Scenario};

/// Carried by every table, the manifest, `LIMITS.md` and the headline.
pub const STATEMENT: &str = "Results describe simulated people under stated assumptions; they are not medical advice, \
not a prediction for any person, and not evidence that a measure prevents thrombosis.";

/// Text of `LIMITS.md`.
pub(super) fn limits_text(scenario: &Scenario) -> String {
    let context = match scenario.study.context_of_use.as_str() {
        "" => "None was stated in the scenario.",
        stated => stated,
    };
    let intervals = if scenario.design.parameter_draws > 1 { DRAWN_INTERVALS } else { USUAL_INTERVALS };
    let points = format!("{FIRST_POINTS}{intervals}{LAST_POINTS}");
    let safety = safety(scenario);
    format!("# What these results cannot tell\n\n{STATEMENT}\n\n## Context of use\n\n{context}\n\n{safety}{points}")
}

/// Who was left out of which intervention, and who should ask a clinician before starting it; nothing where that is nobody.
fn safety(scenario: &Scenario) -> String {
    let lines: Vec<String> = scenario.interventions.iter().filter_map(caution).collect();
    if lines.is_empty() {
        return String::new();
    }
    format!("## Who should not start, or not without a clinician\n\n{}\n\n", lines.join("\n"))
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
        parts.push(format!("left out of it, and counted, is whoever has one of these: {}", reasons.join("; ")));
    }
    if !asking.is_empty() {
        parts.push(format!("should ask a clinician first, and were not left out: {}", asking.join(", ")));
    }
    (!parts.is_empty()).then(|| format!("- **{}**: {}.", intervention.id, parts.join(". ")))
}

const USUAL_INTERVALS: &str = "\
- **Intervals are of two kinds, and neither is about the leg.** `monte_carlo` says how far another sample of simulated people could
  differ; `parameter`, for clots only, how far the constants of the link could move the result. Errors in the equations, in the leg's
  constants and in the description of the population are in neither.
";

const DRAWN_INTERVALS: &str = "\
- **Intervals are about the constants that were drawn and no others.** They say how far those of the table `draws` could move a result;
  `mcse` says how far another sample of simulated people could. Errors in the equations, in all other constants and in the description
  of the population are in neither.
";

const FIRST_POINTS: &str = "\
## Limits

- **Absolute risks of clots are tiny.** A long flight adds one clot with symptoms in several thousand travelers. An arm that halves
  that spares one person in many thousands; a ratio alone makes it look large.
- **The link from stasis to clots is the weakest part.** That inhibitors cope with little stasis, that much levels off, and that a
  seat in a vehicle is worse than a chair by one fixed factor are assumptions, fitted to a handful of published numbers. Small
  differences of risk between arms mean nothing beyond those of their stasis doses.
- **There are two outcomes on two scales.** Clots with symptoms within 8 weeks, in total and in excess of what comes anyway, and
  clots that only a screening finds, tens to hundreds of times as many. Never add them or divide one by the other between tables.
- **The effect of stockings on clots is not fitted.** Trials with screening and cohorts with symptoms disagree. What is shown follows
  from the simulated stasis alone, as for walks and ankle pumps, of which no trial counted clots at all.
- **The model cannot tell** who will have a clot, whether it will be one of the lung, what it does, what an anticoagulant costs in
  bleeding, or what weeks of repeated exposure do: each table is about one exposure by itself.
";

const LAST_POINTS: &str = "\
- **Arms differ by what the model knows of them.** Effects of an intervention that are not part of the model, such as comfort,
  sleep, skin damage or injury, are absent, and adherence is assumed, not observed.
- **People are drawn from distributions.** Attributes that are not correlated in the scenario are independent, also where they are
  not so in life. Rare combinations may be missing or unrealistic.
- **Edema and girth are those of one lower leg** with one set of tissue properties. Swelling from disease of the heart, the
  kidneys, the liver or the lymphatics, from medicines or after surgery is not represented.
- **The far ends are the least certain.** Minima, maxima and outer quantiles depend most on assumptions that data support least.
- **People whose simulated state left the valid range** are kept in `outcomes` with empty values and left out of statistics. Their
  number stands in `manifest.json`; if it is more than a few in ten thousand, treat the study as faulty.

Questions about a person's own legs belong to a clinician.
";
