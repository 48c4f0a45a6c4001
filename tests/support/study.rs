//! Texts of small studies: people in a seat, with what a test adds.

/// A constant that varies between draws.
const UNCERTAIN: &str = "reflex_gain = { value = 0.38, uncertain = { dist = \"uniform\", min = 0.2, max = 0.55 } }";

/// The text of a scenario, section by section.
#[derive(Clone)]
pub(crate) struct Study {
    sections: Vec<(String, String)>,
}

impl Study {
    /// So many people who sit for some minutes, with an arm `usual` that does nothing.
    pub(crate) fn seated(persons: u32, minutes: u32) -> Self {
        Self::of(persons, &format!(r#"{{ name = "seat", posture = "sitting", duration_min = {minutes} }}"#))
    }

    /// The same with other phases.
    pub(crate) fn of(persons: u32, phases: &str) -> Self {
        Self { sections: Vec::new() }
            .with("study", "id = \"seat\"\ntitle = \"A seat\"")
            .with("design", &format!("seed = 3\npersons = {persons}"))
            .with("population", "base = \"us-adults\"")
            .with("timeline", &format!("phases = [{phases}]"))
            .with("arms.usual", "label = \"Usual\"\nuse = []\nreference = true")
    }

    /// A few minutes in two arms, with statistics and tables that need every person.
    pub(crate) fn in_two_arms(persons: u32, design: &str) -> Self {
        Self::of(persons, r#"{ name = "seat", posture = "sitting", seat = "vehicle", duration_min = 4 }"#)
            .with("design", design)
            .pumps(2, "adherence = 0.5")
            .with("outcomes", "swollen = { from = \"leg_volume_change_ml\", above = 60 }")
            .with("analysis", "strata = [\"sex\"]\nsensitivity = true\nquantiles = [0.05, 0.5, 0.95]")
            .with("outputs", "timeseries_every_min = 2")
    }

    /// The same with this many draws of a constant.
    pub(crate) fn drawn(persons: u32, draws: u32) -> Self {
        Self::in_two_arms(persons, &format!("parameter_draws = {draws}")).with("parameters", UNCERTAIN)
    }

    /// The same with people who are added until there are `most`.
    pub(crate) fn precise(persons: u32, most: u32) -> Self {
        let precision = "of = \"mean_difference.leg_volume_change_ml\"\nmcse_max = 0.000_001";
        Self::in_two_arms(persons, "parameter_draws = 1")
            .with("design.precision", &format!("{precision}\npersons_max = {most}"))
    }

    /// Adds lines to a section.
    pub(crate) fn with(mut self, section: &str, lines: &str) -> Self {
        match self.sections.iter_mut().find(|(name, _)| name == section) {
            Some((_, text)) => *text = format!("{text}\n{lines}"),
            None => self.sections.push((section.to_owned(), lines.to_owned())),
        }
        self
    }

    /// Replaces a piece of the text, which must occur.
    pub(crate) fn but(mut self, from: &str, to: &str) -> Self {
        let found = self.sections.iter_mut().find(|(_, text)| text.contains(from));
        let (_, text) = found.unwrap_or_else(|| panic!("the study has no `{from}`"));
        *text = text.replacen(from, to, 1);
        self
    }

    /// Adds an intervention and an arm of the same name that uses it; `lines` goes into the arm.
    pub(crate) fn arm(self, id: &str, intervention: &str, lines: &str) -> Self {
        let arm = format!("use = [\"{id}\"]\n{lines}");
        self.with(&format!("interventions.{id}"), intervention).with(&format!("arms.{id}"), &arm)
    }

    /// Adds an arm with ankle pumps of one minute.
    pub(crate) fn pumps(self, every_min: u32, lines: &str) -> Self {
        self.arm("pumps", &format!("kind = \"ankle_pumps\"\nevery_min = {every_min}\nduration_min = 1"), lines)
    }

    /// Adds an arm with stockings.
    pub(crate) fn stockings(self, class: &str, lines: &str) -> Self {
        self.arm("stockings", &format!("kind = \"compression\"\nclass = \"{class}\""), lines)
    }

    /// The whole text.
    pub(crate) fn text(&self) -> String {
        let sections = self.sections.iter().map(|(name, text)| format!("[{name}]\n{text}\n"));
        format!("format = \"soleus-scenario/1\"\n{}", sections.collect::<String>())
    }
}
