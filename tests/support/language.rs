//! What the tests of the scenario language share: texts to vary, and what must hold of any text.

use soleus::scenario::{Code, Faults, Loaded, Overrides, Scenario, Severity, Style, parse, resolved_toml};

/// A flight, as shipped once.
pub(crate) const FLIGHT: &str = include_str!("../scenario/base.toml");
/// Maneuvers, measurements, constants and a training plan.
pub(crate) const CLINIC: &str = include_str!("../scenario/clinic.toml");

/// The faults of a base scenario with one piece replaced.
pub(crate) fn faults(base: &str, from: &str, to: &str) -> Faults {
    assert!(base.contains(from), "the base scenario no longer holds {from:?}");
    let broken = base.replacen(from, to, 1);
    match parse("broken.toml", &broken, &Overrides::default()) {
        Ok(_) => panic!("not found: {to}"),
        Err(faults) => faults,
    }
}

/// Checks that the replacement gives exactly one problem, of this class, whose words hold all of `words`.
pub(crate) fn expect(base: &str, code: Code, from: &str, to: &str, words: &[&str]) {
    let faults = faults(base, from, to);
    let found: Vec<_> = faults.problems.iter().map(|p| (p.code, p.message.as_str(), p.hint.as_deref())).collect();
    assert_eq!(faults.problems.len(), 1, "{to}: {found:?}");
    assert_eq!(faults.problems[0].code, code, "{to}: {found:?}");
    let text = faults.render(Style::Plain, 300);
    for word in words {
        assert!(text.contains(word), "{to}: no {word:?} in\n{text}");
    }
}

/// Warnings of a base scenario with one piece replaced.
pub(crate) fn warnings(base: &str, from: &str, to: &str) -> Vec<(Code, String)> {
    assert!(base.contains(from), "the base scenario no longer holds {from:?}");
    let loaded = parse("odd.toml", &base.replacen(from, to, 1), &Overrides::default());
    let warnings = loaded.map_err(|faults| faults.render(Style::Plain, 100)).unwrap().warnings;
    warnings.into_iter().map(|problem| (problem.code, problem.message)).collect()
}

/// Parses and renders; everything but a panic and a silent refusal is fine.
pub(crate) fn survive(text: &str) -> Result<Loaded, Faults> {
    let result = parse("fuzz.toml", text, &Overrides::default());
    match &result {
        Ok(loaded) => assert_round_trip(&loaded.scenario),
        Err(faults) => {
            assert!(
                faults.problems.iter().any(|problem| problem.severity() == Severity::Error),
                "refused without a reason"
            );
            assert!(!faults.render(Style::Plain, 80).contains("Failed to read"), "a span lies outside the source");
        }
    }
    result
}

/// Checks that the resolved text means the scenario, and resolves to itself.
pub(crate) fn assert_round_trip(scenario: &Scenario) {
    let text = resolved_toml(scenario);
    match parse("resolved.toml", &text, &Overrides::default()) {
        Ok(again) => {
            assert_eq!(&again.scenario, scenario, "{text}");
            assert_eq!(resolved_toml(&again.scenario), text);
        }
        Err(faults) => panic!("{}\n{text}", faults.render(Style::Plain, 100)),
    }
}
