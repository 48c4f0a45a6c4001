//! What can divide people into classes.

use super::{Variable, VariableKind};

/// Something by which people can be divided: an attribute, or a number that follows from attributes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Feature {
    /// An attribute.
    Attribute(Variable),
    /// The body mass index.
    BodyMassIndex,
}

impl Feature {
    /// Every feature: the attributes in their order, then the numbers that follow from them.
    pub fn all() -> impl Iterator<Item = Self> {
        Variable::ALL.iter().copied().map(Self::Attribute).chain([Self::BodyMassIndex])
    }

    /// The key in scenario files and the column of `persons`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Attribute(variable) => variable.name(),
            Self::BodyMassIndex => "bmi",
        }
    }

    /// The unit, empty for flags and categories.
    pub fn unit(self) -> &'static str {
        match self {
            Self::Attribute(variable) => variable.unit(),
            Self::BodyMassIndex => "kg/m^2",
        }
    }

    /// Meaning of its number.
    pub fn kind(self) -> VariableKind {
        match self {
            Self::Attribute(variable) => variable.kind(),
            Self::BodyMassIndex => VariableKind::Continuous,
        }
    }

    /// The names of its values: those of a category, no and yes of a flag.
    pub fn labels(self) -> &'static [&'static str] {
        match self {
            Self::Attribute(variable) => variable.labels(),
            Self::BodyMassIndex => &[],
        }
    }
}

impl From<Variable> for Feature {
    fn from(variable: Variable) -> Self {
        Self::Attribute(variable)
    }
}
