//! Studies that are valid by the letter, but void in meaning: each is warned about, once, and its sound sister is not.

use crate::support::study::Study;
use soleus::scenario::{Loaded, Overrides, Style, parse, render_problems};

fn read(study: &Study) -> Loaded {
    let text = study.text();
    parse("study.toml", &text, &Overrides::default())
        .unwrap_or_else(|faults| panic!("{}", faults.render(Style::Plain, 200)))
}

/// The warnings of a valid study.
fn warnings(study: &Study) -> String {
    let loaded = read(study);
    render_problems(&loaded.sources, &loaded.warnings, Style::Plain, 300)
}

/// Checks that there is one warning with these words in the first study, and none in the second.
fn expect(words: &str, void: &Study, sound: &Study) {
    let said = warnings(void);
    assert_eq!(said.matches(words).count(), 1, "{words:?} in\n{said}");
    assert_eq!(warnings(sound), "");
}

fn seated() -> Study {
    Study::of(
        40,
        r#"{ name = "seat", posture = "sitting", duration_min = 120 }, { name = "night", posture = "lying", duration_min = 60 }"#,
    )
    .with("outcomes", "assess = \"seat\"")
}

#[test]
fn one_intervention_with_two_adherences() {
    let both = |adherence| {
        seated()
            .pumps(30, "")
            .arm("stockings", "kind = \"compression\"\nclass = \"15-20\"\nduring = [\"seat\"]", "adherence = 1.0")
            .with("arms.both", &format!("use = [\"stockings\", \"pumps\"]\n{adherence}"))
    };
    expect(
        "people do `stockings` with another adherence in arm `stockings` than in arm `both`",
        &both("label = \"Both\""),
        &both("adherence = 1.0").but("use = [\"pumps\"]", "use = [\"pumps\"]\nadherence = 1.0"),
    );
    // Arms with the same interventions may differ only in adherence: that is their purpose.
    let doses = seated().pumps(30, "adherence = 1.0").with("arms.some", "use = [\"pumps\"]\nadherence = 0.5");
    assert_eq!(warnings(&doses), "");
}

#[test]
fn arms_that_are_equal() {
    let two = |every| {
        seated().pumps(30, "").arm(
            "more",
            &format!("kind = \"ankle_pumps\"\nevery_min = {every}\nduration_min = 1"),
            "",
        )
    };
    expect("arm `more` asks the same as arm `pumps`", &two(30), &two(20));
    let nothing = seated().arm("nothing", "kind = \"none\"", "");
    expect("arm `nothing` asks the same as arm `usual`", &nothing, &seated().pumps(30, ""));
    let never = |adherence: &str| seated().pumps(30, adherence);
    expect("nobody does what arm `pumps` asks", &never("adherence = 0"), &never("adherence = 0.1"));
    expect("nobody does what arm `pumps` asks", &never("uptake = 0"), &never("uptake = 0.1"));
}

#[test]
fn interventions_after_what_is_assessed() {
    let raised = |assess: &str| {
        let stockings = "kind = \"compression\"\nclass = \"15-20\"\nduring = [\"night\"]";
        seated().but("assess = \"seat\"", assess).arm("worn", stockings, "")
    };
    expect("`worn` is done only after `seat`", &raised("assess = \"seat\""), &raised("assess = [\"seat\", \"night\"]"));
}

#[test]
fn settings_that_change_nothing() {
    let flags = |above| {
        seated().with(
            "outcomes",
            &format!(
                "much = {{ from = \"edema_ml\", above = 100 }}\nmore = {{ from = \"edema_ml\", above = {above} }}"
            ),
        )
    };
    expect("the flags `much` and `more` are the same", &flags(100), &flags(200));
    let tied = |age: &str| {
        seated()
            .with("population.variables", &format!("age_years = {age}"))
            .with("population.correlation", "pairs = [[\"age_years\", \"adherence\", 0.1]]")
    };
    expect(
        "cannot be correlated: all people have the same `age_years`",
        &tied("40"),
        &tied("{ dist = \"uniform\", min = 30, max = 60 }"),
    );
    let course = |every| seated().with("outputs", &format!("timeseries_every_min = {every}"));
    expect("no phase lasts so long", &course(121), &course(10));
    let parameter = &soleus::model::PARAMETERS[0];
    let constant = |value: f64| seated().with("parameters", &format!("{} = {value:?}", parameter.name));
    let other = 0.5 * (parameter.default + parameter.high);
    expect("is set to its default", &constant(parameter.default), &constant(other));
}
