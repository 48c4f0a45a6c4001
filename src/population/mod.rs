//! Person i is a function of (seed, i): the same person in every arm, block, thread count and run.

mod person;

pub use person::Person;
