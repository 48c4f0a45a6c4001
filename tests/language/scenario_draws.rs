//! What scenarios say of uncertain constants and their draws, and what is wrong with it.

use crate::support::language::{FLIGHT, expect, survive, warnings};
use soleus::probability::Uniform;
use soleus::scenario::{Code, Draws};

/// The flight with so many draws and this constant.
fn flight(draws: u32, constant: &str) -> String {
    let draws = format!("parameter_draws = {draws}");
    let constants = format!("[parameters]\n{constant}\n[timeline]");
    FLIGHT.replacen("parameter_draws = 1", &draws, 1).replacen("[timeline]", &constants, 1)
}

fn uncertain(words: &str) -> String {
    flight(100, &format!("reflection = {{ value = 0.9, uncertain = {words} }}"))
}

/// Checks that the text gives exactly one problem, of this class, whose words hold all of `words`.
fn refused(text: &str, code: Code, words: &[&str]) {
    expect(text, code, "format =", "format =", words);
}

const EVEN: &str = "reflection = { value = 0.9, uncertain = { dist = \"uniform\", min = 0.85, max = 0.95 } }";

#[test]
fn an_uncertain_constant_keeps_its_distribution_and_its_source() {
    let source = EVEN.replace(" } }", " }, source = \"our \\\"own\\\" cohort\" }");
    let loaded = survive(&flight(100, &source)).unwrap();
    assert!(loaded.warnings.is_empty(), "{:?}", loaded.warnings);
    let [set] = &loaded.scenario.parameters[..] else { panic!("one constant") };
    assert_eq!(set.uncertain, Some(Uniform { min: 0.85, max: 0.95 }.into()));
    assert_eq!((set.value, set.source.as_str()), (0.9, "our \"own\" cohort"));
    assert_eq!(loaded.scenario.design.draws, Draws::Repeated(100));
}

#[test]
fn draws_and_uncertain_constants_come_together() {
    refused(&flight(100, "reflection = 0.9"), Code::KeyConflict, &["100 draws, but no constant", "nothing to draw"]);
    refused(&flight(2, "reflection = 0.9"), Code::KeyConflict, &["2 draws"]);
    let idle = warnings(&flight(1, EVEN), "", "");
    assert_eq!(idle[0].0, Code::NoEffect);
    assert!(idle[0].1.contains("there is only one draw"), "{idle:?}");
    refused(&flight(1001, EVEN), Code::OutOfRange, &["at most 1000"]);
    let crowd = flight(1000, EVEN).replace("20_000", "3_000_000");
    refused(&crowd, Code::OutOfRange, &["more rows than the tables can have", "at most 715 draws"]);
}

#[test]
fn draws_stay_physically_possible() {
    let normal = "{ dist = \"normal\", mean = 0.9, sd = 0.02 }";
    refused(&uncertain(normal), Code::OutOfRange, &["could be impossible", "larger than 0", "truncated_normal"]);
    let zero = "{ dist = \"uniform\", min = 0, max = 0.9 }";
    refused(&uncertain(zero), Code::OutOfRange, &["must stay larger than 0"]);
    let strain = "creep_strain = { value = 0.1, uncertain = { dist = \"uniform\", min = -0.1, max = 0.2 } }";
    refused(&flight(100, strain), Code::OutOfRange, &["must stay at least 0"]);
    for fine in ["{ dist = \"lognormal\", median = 0.9, gsd = 1.02 }", "{ dist = \"beta\", mean = 0.9, sd = 0.02 }"] {
        assert!(survive(&uncertain(fine)).unwrap().warnings.is_empty(), "{fine}");
    }
    let none = strain.replace("-0.1", "0");
    assert!(survive(&flight(100, &none)).unwrap().warnings.is_empty());
}

#[test]
fn draws_beyond_the_literature_are_told() {
    for (words, range) in [
        ("{ dist = \"uniform\", min = 0.7, max = 0.9 }", "0.7 to 0.9"),
        ("{ dist = \"lognormal\", median = 0.9, gsd = 1.1 }", "0.7466 to 1.0849"),
        ("{ dist = \"truncated_normal\", mean = 0.9, sd = 0.1, min = 0.1, max = 1 }", "0.704 to 1"),
    ] {
        let told = warnings(&uncertain(words), "", "");
        assert_eq!(told[0].0, Code::Suspicious);
        assert!(told[0].1.contains("`reflection`") && told[0].1.ends_with(range), "{told:?}");
    }
}

#[test]
fn a_constant_is_uncertain_in_the_way_of_numbers() {
    let by = "{ by = \"sex\", female = 0.85, male = 0.9 }";
    refused(&uncertain(by), Code::Distribution, &["one number for all people"]);
    refused(&uncertain("{ dist = \"bernoulli\", p = 0.5 }"), Code::Distribution, &["`reflection` is a number"]);
    refused(&uncertain("0.1"), Code::WrongType, &["must be a distribution"]);
    refused(&uncertain("{}"), Code::MissingKey, &["`dist`"]);
}
