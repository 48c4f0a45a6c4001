//! Draws read only the attributes that they declare. An attribute that is not drawn yet would read as 0.

use std::cell::RefCell;
use std::collections::BTreeSet;

use super::super::attributes::{Base, read_by};
use super::super::distribution::Draw;
use super::super::person::Known;
use super::*;

/// A person that records which attributes are read.
struct Recorder<'a> {
    person: &'a Person,
    read: RefCell<BTreeSet<Variable>>,
}

impl Known for Recorder<'_> {
    fn get(&self, variable: Variable) -> f64 {
        self.read.borrow_mut().insert(variable);
        self.person.get(variable)
    }
}

/// The attributes that a draw reads, over many people and several uniform numbers.
fn read(draw: impl Fn(f64, &Recorder<'_>) -> f64) -> BTreeSet<Variable> {
    let population = adults(Sampler::Sobol);
    let recorded = (0..256).flat_map(|id| {
        let recorder = Recorder { person: &population.person(id), read: RefCell::default() };
        for u in [0.001, 0.4, 0.999] {
            assert!(draw(u, &recorder).is_finite());
        }
        recorder.read.into_inner()
    });
    recorded.collect()
}

#[test]
fn draws_of_the_base_read_what_they_declare_and_nothing_else() {
    for base in [BaseTable::UsAdults, BaseTable::UsOlderAdults, BaseTable::EnglandAdults].map(Base::new) {
        for variable in Variable::ALL {
            let declared: BTreeSet<Variable> = read_by(*variable).iter().copied().collect();
            assert_eq!(read(|u, person| base.value(*variable, u, person)), declared, "{}", variable.name());
        }
        let declared: BTreeSet<Variable> = read_by(Variable::HeightCm).iter().copied().collect();
        assert_eq!(read(|u, person| base.height_of_weight_cm(u, 80.0, person)), declared, "stature of a known weight");
    }
}

#[test]
fn distributions_by_a_variable_read_what_they_wait_for() {
    let by = |variable, other: Distribution| Distribution::By {
        variable,
        cases: vec![Constant { value: 1.0 }.into(), other],
    };
    let nested = by(Variable::Sex, by(Variable::RefluxDeep, Constant { value: 2.0 }.into()));
    let declared: BTreeSet<Variable> = super::super::order::looked_at(&nested).into_iter().collect();
    assert_eq!(read(|u, person| Draw::new(&nested).value(u, person)), declared);
    assert_eq!(declared, BTreeSet::from([Variable::Sex, Variable::RefluxDeep]));
}
