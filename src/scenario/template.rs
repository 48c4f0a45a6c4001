//! The shipped scenarios, which users can start from.

/// A shipped scenario.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Template {
    /// Its name; the file is `<name>.toml`.
    pub name: &'static str,
    /// Its text.
    pub text: &'static str,
}

macro_rules! templates {
    ($( $name:literal )*) => {
        &[ $( Template { name: $name, text: include_str!(concat!("../../scenarios/", $name, ".toml")) }, )* ]
    };
}

impl Template {
    /// Every shipped scenario. The first one is the default.
    pub const ALL: &'static [Template] = templates! {
        "long-haul-flight"
        "four-hour-flight"
        "coach-ride"
        "desk-day"
        "standing-shift"
        "bed-rest"
        "eight-week-training-then-flight"
        "eight-week-plan-at-the-desk"
        "travel-rules"
        "micro-routines"
        "ankle-pump-dose"
        "clinic-tests"
    };

    /// The one with this name.
    pub fn named(name: &str) -> Option<&'static Template> {
        Self::ALL.iter().find(|template| template.name == name)
    }

    /// Names of all.
    pub fn names() -> Vec<&'static str> {
        Self::ALL.iter().map(|template| template.name).collect()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn every_shipped_scenario_is_a_template() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
        let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let shipped = files.filter(|path| path.extension().is_some_and(|end| end == "toml"));
        let mut shipped: Vec<String> =
            shipped.map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned()).collect();
        let mut templates = Template::names();
        shipped.sort();
        templates.sort_unstable();
        assert_eq!(templates, shipped);
    }
}
