//! An additional backend, which must reproduce the fingerprint of the model.
//!
//!     cargo run --release --example backend
#![expect(clippy::print_stdout, reason = "the result")]

use std::error::Error;

use soleus::engine::{Backend, Inputs, Results, simulate_one};
use soleus::schedule::Program;
use soleus::study::{fingerprint, model_hash};

/// Simulates one person after the other on one thread.
struct OneByOne;

impl Backend for OneByOne {
    fn name(&self) -> String {
        "one by one".to_owned()
    }

    fn run(&self, program: &Program, inputs: &Inputs) -> Results {
        let mut results = Results::new(program, inputs);
        for person in 0..inputs.people {
            // `simulate_one` simulates a person through the program with `f32`. A backend for other hardware has its
            // own code for this.
            let outputs = simulate_one(program, inputs, person);
            results.place(person, &outputs);
            // The time course is summed over the people of a cell.
            results.course.add_people(&outputs.course, &[inputs.cells[person]]);
        }
        results
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    // The fingerprint compares bits with the simplest engine, for people with leaking valves, ankle pumps and
    // stockings.
    let (own, model) = (fingerprint(&OneByOne), model_hash());
    println!("{own}");
    if own == model { Ok(()) } else { Err(format!("the model's fingerprint is {model}").into()) }
}
