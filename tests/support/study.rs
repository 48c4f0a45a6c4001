//! Texts of small studies: people in a seat, with what a test adds.

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
