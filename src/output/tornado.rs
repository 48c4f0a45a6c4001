//! Effects of inputs as a table for people, for programs and as a file.

use std::path::Path;

use polars::prelude::{Column, DataFrame, PolarsResult};
use serde_json::{Value, json};

use super::OutputError;
use super::schema::text;
use super::screen::{ScreenTable, difference, paragraph};
use super::single::write_frame;
use crate::results::Measure;
use crate::scenario::Scenario;
use crate::stats::{Effect, Input};

/// Number of inputs that the screen shows.
const SHOWN: usize = 15;
/// What a reader must know.
const NOTE: &str = "Change of the mean if the input moves from its first to its second value for everybody, while all others stay as they were \
drawn. Attributes: 10th and 90th percentile of the people; no and yes for flags. Attributes with a rank correlation beyond 0.7 move together \
(joined by +). Constants: the same percentiles of the distribution that the scenario gives, or of an even one over the plausible range, which \
is mostly an assumption. Attributes that differ in fewer than a tenth of the people have no range and are left out, except flags.";

/// An input with its effects.
#[derive(Clone, Debug)]
pub struct Swing {
    /// The input.
    pub input: Input,
    /// Its effects, by outcome, then by arm, the reference first.
    pub effects: Vec<Effect>,
}

/// The effects of all inputs of a study.
#[derive(Clone, Debug)]
pub struct Tornado {
    /// The study, with the number of people that were simulated.
    pub scenario: Scenario,
    /// The outcomes, the most important one first.
    pub measures: Vec<Measure>,
    /// The inputs.
    pub swings: Vec<Swing>,
}

impl Tornado {
    /// For each outcome, the inputs with the largest effects in the reference arm. Lines have at most `width` characters.
    pub fn text(&self, width: usize) -> String {
        let tables: String = self.measures.iter().map(|measure| self.table(*measure, width)).collect();
        format!("{tables}\n{}", paragraph(NOTE, width))
    }

    fn table(&self, measure: Measure, width: usize) -> String {
        let mut swings: Vec<&Swing> = self.swings.iter().filter(|swing| size(swing, measure) > 0.0).collect();
        swings.sort_by(|one, other| size(other, measure).total_cmp(&size(one, measure)));
        swings.truncate(SHOWN);
        let cell = |swing: &&Swing, arm: usize| {
            let found = swing.effects.iter().find(|effect| effect.measure == measure && effect.arm == arm);
            found.map_or(String::new(), |effect| difference(effect.change, 1.0, 2))
        };
        let number = |value: f64| format!("{value:.4}").trim_end_matches('0').trim_end_matches('.').to_owned();
        let mut table = ScreenTable::new("input", swings.iter().map(|swing| swing.input.name.clone()))
            .column("from", swings.iter().map(|swing| number(swing.input.low)))
            .column("to", swings.iter().map(|swing| number(swing.input.high)));
        for (at, arm) in self.scenario.arms.iter().enumerate() {
            let heading = if arm.reference { arm.label.clone() } else { format!("{} minus reference", arm.label) };
            table = table.column(&heading, swings.iter().map(|swing| cell(swing, at)));
        }
        let (persons, name, unit) = (self.scenario.design.persons, measure.name(), measure.unit());
        let title = format!("Change of {name} ({unit}) with intervals, {persons} people");
        format!("\n{}{}", paragraph(&title, width), table.text(width))
    }

    /// The same for programs.
    pub fn describe(&self) -> Value {
        let row = |(input, effect): (&Input, &Effect)| {
            json!({
                "input": input.name,
                "kind": kind(input),
                "unit": input.unit,
                "from": input.low,
                "to": input.high,
                "arm": self.scenario.arms[effect.arm].id,
                "on": on(effect),
                "measure": effect.measure.name(),
                "change": effect.change.value,
                "conf_low": effect.change.interval.map(|(low, _)| low),
                "conf_high": effect.change.interval.map(|(_, high)| high),
            })
        };
        json!({
            "study": self.scenario.study.id,
            "persons": self.scenario.design.persons,
            "rows": self.rows().map(row).collect::<Vec<Value>>(),
            "note": NOTE,
        })
    }

    fn rows(&self) -> impl Iterator<Item = (&Input, &Effect)> {
        self.swings.iter().flat_map(|swing| swing.effects.iter().map(|effect| (&swing.input, effect)))
    }

    fn frame(&self) -> PolarsResult<DataFrame> {
        let rows: Vec<(&Input, &Effect)> = self.rows().collect();
        let number = |name: &str, of: fn(&(&Input, &Effect)) -> Option<f64>| {
            Column::new(name.into(), rows.iter().map(of).collect::<Vec<Option<f64>>>())
        };
        let columns = vec![
            text("input", rows.iter().map(|(input, _)| input.name.as_str())),
            text("kind", rows.iter().map(|(input, _)| kind(input))),
            text("unit", rows.iter().map(|(input, _)| input.unit)),
            number("from", |(input, _)| Some(input.low)),
            number("to", |(input, _)| Some(input.high)),
            text("arm", rows.iter().map(|(_, effect)| self.scenario.arms[effect.arm].id.as_str())),
            text("on", rows.iter().map(|(_, effect)| on(effect))),
            text("measure", rows.iter().map(|(_, effect)| effect.measure.name())),
            number("change", |(_, effect)| effect.change.value),
            number("std_error", |(_, effect)| effect.change.std_error),
            number("conf_low", |(_, effect)| effect.change.interval.map(|(low, _)| low)),
            number("conf_high", |(_, effect)| effect.change.interval.map(|(_, high)| high)),
        ];
        DataFrame::new(rows.len(), columns)
    }
}

/// Writes all effects as a Parquet table.
pub fn write_tornado(path: &Path, tornado: &Tornado) -> Result<(), OutputError> {
    let mut frame = tornado.frame().map_err(OutputError::table(path))?;
    write_frame(path, &mut frame)
}

fn kind(input: &Input) -> &'static str {
    if input.is_constant() { "constant" } else { "attribute" }
}

/// What an effect is on.
fn on(effect: &Effect) -> &'static str {
    if effect.on_difference { "difference" } else { "reference" }
}

/// The size of the effect on an outcome in the reference arm.
fn size(swing: &Swing, measure: Measure) -> f64 {
    let found = swing.effects.iter().find(|effect| effect.measure == measure && !effect.on_difference);
    found.and_then(|effect| effect.change.value).map_or(0.0, f64::abs)
}
