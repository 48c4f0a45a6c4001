//! Breaks long lines.

/// Longest line, if it can be broken.
pub(super) const WIDTH: usize = 120;

/// An expression that may be broken into lines at its arguments.
#[derive(Clone, Debug)]
pub(super) enum Text {
    /// Text that is not broken.
    Plain(String),
    /// A call or constructor, with its arguments.
    Call(String, Vec<Text>),
}

impl Text {
    /// The text on one line.
    pub(super) fn flat(&self) -> String {
        match self {
            Self::Plain(text) => text.clone(),
            Self::Call(name, arguments) => {
                let arguments: Vec<String> = arguments.iter().map(Self::flat).collect();
                format!("{name}({})", arguments.join(", "))
            }
        }
    }

    /// The text on several lines if necessary, after `before` characters at this indentation.
    pub(super) fn broken(&self, before: usize, indent: usize) -> String {
        let flat = self.flat();
        if before + flat.len() < WIDTH {
            return flat;
        }
        let Self::Call(name, arguments) = self else { return folded(&flat, WIDTH - before, indent + 4) };
        let inner = " ".repeat(indent + 4);
        let lines = arguments.iter().map(|argument| format!("{inner}{},\n", argument.broken(indent + 4, indent + 4)));
        format!("{name}(\n{}{})", lines.collect::<String>(), " ".repeat(indent))
    }
}

/// An expression on two lines. It is broken before the last of the loosest operators that fits into the first line.
fn folded(text: &str, room: usize, indent: usize) -> String {
    let loosest = [&[" + ", " - "][..], &[" * "][..]];
    let place = loosest.iter().find_map(|operators| outside(text, operators).filter(|at| *at < room).last());
    match place {
        Some(at) => format!("{}\n{}{}", &text[..at], " ".repeat(indent), &text[at + 1..]),
        None => text.to_owned(),
    }
}

/// Positions of operators outside parentheses.
fn outside<'a>(text: &'a str, operators: &'a [&str]) -> impl Iterator<Item = usize> + 'a {
    let mut depth = 0;
    text.char_indices().filter_map(move |(at, letter)| {
        match letter {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        (depth == 0 && operators.iter().any(|operator| text[at..].starts_with(operator))).then_some(at)
    })
}
