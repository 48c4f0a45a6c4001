//! All outcomes in one table.

use serde_json::{Value, json};

use crate::output::{ScreenTable, paragraph};
use crate::results::{Measure, TYPICAL_OF, Trust};

/// The name under which the table is explained.
pub(super) const NAME: &str = "outcomes";

/// What each outcome means, how large it is, and how far it can be trusted. Lines have at most `width` characters.
pub(super) fn table(width: usize) -> String {
    let cells = |cell: &dyn Fn(&Measure) -> String| Measure::ALL.iter().map(cell).collect::<Vec<String>>();
    let table = ScreenTable::new("outcome", cells(&|measure| measure.name().to_owned()))
        .label("meaning", cells(&|measure| measure.plain().to_owned()))
        .column("unit", cells(&|measure| measure.unit().to_owned()))
        .column("typical", cells(&|measure| measure.typical_words()))
        .column("trust", cells(&|measure| measure.trust().word().to_owned()));
    let mut notes = vec![format!("Typical: {TYPICAL_OF}; 1e-5 is 1 in 100,000.")];
    notes.extend(Trust::ALL.map(|trust| format!("Trust, {}: {}.", trust.word(), trust.meaning())));
    notes.push("`soleus explain edema_ml` explains one of them, with the measurements on which it rests.".to_owned());
    let notes: String = notes.iter().map(|note| paragraph(note, width)).collect();
    format!("{}\n{notes}", table.text(width))
}

/// The same for programs.
pub(super) fn describe() -> Value {
    let one = |measure: &Measure| {
        let typical = measure.typical();
        json!({
            "name": measure.name(),
            "unit": measure.unit(),
            "meaning": measure.plain(),
            "description": measure.description(),
            "typical": typical.map(|typical| json!({ "p05": typical.low, "p50": typical.median, "p95": typical.high })),
            "trust": measure.trust().word(),
            "rests_on": measure.rests_on(),
        })
    };
    json!({ "outcomes": Measure::ALL.iter().map(one).collect::<Vec<Value>>() })
}
