//! Tables about the people of the built-in populations, from a large sample of them.

use soleus::population::{Person, Population, ShareSource, share_sources};
use soleus::probability::rank_correlation;
use soleus::scenario::{BaseTable, Design, Draws, PopulationSpec, Sampler, Variable};

use super::tables::{code, table};

/// Number of people in the samples.
const PEOPLE: u32 = 65_536;

/// Rank correlations within sex, women and men: NHANES 2009-12, age 20 and older, examination weights; of joint pain: arthritis, 2011-14.
const TIES: [(Variable, f64, f64); 3] =
    [(Variable::Diabetes, 0.233, 0.163), (Variable::Smoker, -0.040, -0.129), (Variable::JointPain, 0.173, 0.123)];

fn sample(base: BaseTable) -> Vec<Person> {
    let spec = PopulationSpec { base, file: None, overrides: Vec::new(), correlations: Vec::new() };
    let design =
        Design { seed: 1, persons: 1, sampler: Sampler::Sobol, draws: Draws::Off, confidence: 0.95, precision: None };
    let population = Population::new(&spec, &design);
    (0..PEOPLE).map(|id| population.person(id)).collect()
}

fn percent(people: &[Person], sex: f64, flag: Variable) -> String {
    let of_sex: Vec<f64> =
        people.iter().filter(|person| person.get(Variable::Sex) == sex).map(|person| person.get(flag)).collect();
    format!("{:.1}", 100.0 * of_sex.iter().sum::<f64>() / of_sex.len() as f64)
}

fn flags() -> Vec<Variable> {
    let mut flags: Vec<Variable> = share_sources().iter().map(|source| source.variable).collect();
    flags.dedup();
    flags
}

/// Percent of women and men with each flag in the built-in populations.
pub(super) fn shares() -> String {
    let bases = [BaseTable::UsAdults, BaseTable::UsOlderAdults, BaseTable::EnglandAdults].map(sample);
    let row = |flag: Variable| {
        let cells = bases.iter().flat_map(|people| [0.0, 1.0].map(|sex| percent(people, sex, flag)));
        std::iter::once(code(flag.name())).chain(cells).collect()
    };
    let head = ["percent of", "US women", "US men", "US women 65+", "US men 65+", "English women", "English men"];
    table(&head, flags().into_iter().map(row))
}

/// Where the shares come from.
pub(super) fn sources() -> String {
    let row = |source: &ShareSource| {
        vec![code(source.variable.name()), source.region.to_owned(), source.basis.to_owned(), source.source.to_owned()]
    };
    let sources: Vec<ShareSource> = share_sources().into_iter().filter(|source| source.basis != "definition").collect();
    table(&["attribute", "region", "basis", "source"], sources.iter().map(row))
}

/// Rank correlations of flags with the body mass index within sex.
pub(super) fn ties() -> String {
    let people = sample(BaseTable::UsAdults);
    let got = |flag: Variable, sex: f64| {
        let of_sex: Vec<&Person> = people.iter().filter(|person| person.get(Variable::Sex) == sex).collect();
        let column = |value: &dyn Fn(&Person) -> f64| of_sex.iter().map(|person| value(person)).collect::<Vec<f64>>();
        rank_correlation(&column(&|person| person.get(flag)), &column(&Person::bmi)).unwrap_or_default()
    };
    let row = |(flag, women, men): (Variable, f64, f64)| {
        vec![
            code(flag.name()),
            format!("{women:.2}"),
            format!("{:.2}", got(flag, 0.0)),
            format!("{men:.2}"),
            format!("{:.2}", got(flag, 1.0)),
        ]
    };
    table(&["with body mass index", "survey, women", "here", "survey, men", "here"], TIES.into_iter().map(row))
}
