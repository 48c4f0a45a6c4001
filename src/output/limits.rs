//! The words that keep results from being read as more than they are.

use crate::scenario::Scenario;

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
    format!(
        "# What these results cannot tell\n\n{STATEMENT}\n\n## Context of use\n\n{context}\n\n{FIRST_POINTS}{intervals}{LAST_POINTS}"
    )
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
