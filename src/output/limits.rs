//! The words that keep results from being read as more than they are.

/// Carried by every table, the manifest, `LIMITS.md` and the headline.
pub const STATEMENT: &str = "Results describe simulated people under stated assumptions; they are not medical advice, \
not a prediction for any person, and not evidence that a measure prevents thrombosis.";

/// Text of `LIMITS.md`.
pub(super) fn limits_text(context_of_use: &str) -> String {
    format!(
        "# What these results cannot tell\n\n{STATEMENT}\n\n## Context of use\n\n{}\n\n{POINTS}",
        if context_of_use.is_empty() { "None was stated in the scenario." } else { context_of_use }
    )
}

const POINTS: &str = "\
## Limits

- **The risk of clots is not modelled in this version.** Stasis dose, residence time and low shear describe how blood moves and
  stands still. They are not probabilities of thrombosis, and a smaller stasis dose is not a smaller risk by any known amount.
- **Intervals are about sampling only.** They say how far another random sample of simulated people could differ. They say nothing
  about error in the equations, in the values of constants, or in the description of the population.
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
