//! One simulated person.

use crate::scenario::{Feature, Variable};

/// A person's attributes; see [`Variable`] for units and coding.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    /// Position in the study, from 0.
    pub id: u32,
    /// Row of the data file from which the person was drawn: line of a text file, from 1, or row of a table.
    pub source_row: Option<i32>,
    /// One value per [`Variable`], in its order.
    pub values: [f64; Variable::COUNT],
}

/// A person for whom some attributes are known. Draws read people through this trait, so that a test can record what they read.
pub(super) trait Known {
    /// The value of an attribute that has already been drawn.
    fn get(&self, variable: Variable) -> f64;

    /// Body mass index (kg/m²).
    fn bmi(&self) -> f64 {
        let height_m = self.get(Variable::HeightCm) / 100.0;
        self.get(Variable::WeightKg) / (height_m * height_m)
    }
}

impl Known for Person {
    fn get(&self, variable: Variable) -> f64 {
        self.values[variable.index()]
    }
}

impl Person {
    /// The value of one attribute.
    pub fn get(&self, variable: Variable) -> f64 {
        self.values[variable.index()]
    }

    /// Body mass index (kg/m²).
    pub fn bmi(&self) -> f64 {
        Known::bmi(self)
    }

    /// The value of what divides people into classes.
    pub fn feature(&self, feature: Feature) -> f64 {
        match feature {
            Feature::Attribute(variable) => self.get(variable),
            Feature::BodyMassIndex => self.bmi(),
        }
    }
}
