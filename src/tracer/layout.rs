//! Lines of bearable length.

/// Longest line, where it can be helped.
pub(super) const WIDTH: usize = 120;

/// An expression that may be broken into lines at its arguments.
#[derive(Clone, Debug)]
pub(super) enum Text {
    /// Not broken.
    Plain(String),
    /// What is called or built, and with what.
    Call(String, Vec<Text>),
}

impl Text {
    /// On one line.
    pub(super) fn flat(&self) -> String {
        match self {
            Self::Plain(text) => text.clone(),
            Self::Call(name, arguments) => {
                let arguments: Vec<String> = arguments.iter().map(Self::flat).collect();
                format!("{name}({})", arguments.join(", "))
            }
        }
    }

    /// On as many lines as it takes, behind `before` at this indentation.
    pub(super) fn broken(&self, before: usize, indent: usize) -> String {
        let flat = self.flat();
        let Self::Call(name, arguments) = self else { return flat };
        if before + flat.len() < WIDTH {
            return flat;
        }
        let inner = " ".repeat(indent + 4);
        let lines = arguments.iter().map(|argument| format!("{inner}{},\n", argument.broken(indent + 4, indent + 4)));
        format!("{name}(\n{}{})", lines.collect::<String>(), " ".repeat(indent))
    }
}
