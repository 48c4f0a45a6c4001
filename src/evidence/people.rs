//! Comparison of the built-in population with the people of its survey, by sex and age.

use super::lines::markdown;
use crate::population::Population;
use crate::scenario::{BaseTable, Design, Draws, PopulationSpec, Sampler, Variable};

/// The survey's numbers, made by [`survey_numbers`].
const SURVEY: &str = include_str!("people.csv");
/// Text before and after the table in the documentation.
const HEAD: &str = include_str!("people_head.md");
const NOTES: &str = include_str!("people_notes.md");

/// Number of simulated people.
const PERSONS: u32 = 65_536;
/// Lower ends of the age bands (years). Ages are whole numbers; the survey records 80 and above as 80.
const BANDS: [f64; 4] = [18.0, 40.0, 60.0, 80.0];
const BAND_NAMES: [&str; 4] = ["18-39", "40-59", "60-79", "80+"];
const SEX_NAMES: [&str; 2] = ["women", "men"];
/// Differences of at least this many standard errors are marked.
const MARKED: f64 = 3.0;

/// Sex, age and size of a person.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Body {
    /// Number of people that this person represents.
    pub weight: f64,
    /// 0 female, 1 male.
    pub sex: f64,
    /// Whole years, at most 80.
    pub age_years: f64,
    /// Stature (cm).
    pub height_cm: f64,
    /// Body mass (kg).
    pub weight_kg: f64,
}

/// Compared quantities: heading and number of decimals.
const QUANTITIES: [(&str, usize); 10] = [
    ("share, %", 1),
    ("stature, cm", 1),
    ("SD", 1),
    ("weight, kg", 1),
    ("SD", 1),
    ("BMI, kg/m²", 1),
    ("SD", 1),
    ("r stature, weight", 2),
    ("r age, stature", 2),
    ("r age, weight", 2),
];

/// A value with its standard error.
#[derive(Clone, Copy)]
struct Number {
    value: f64,
    std_error: f64,
}

/// The survey's numbers as comma-separated text, one row per sex and age band: the number of people, then each quantity with its standard
/// error.
pub fn survey_numbers(people: &[Body]) -> String {
    let mut text = String::from(
        "# Weighted statistics of NHANES 2009-2012 by sex and age band: value and standard error of each quantity.\n",
    );
    for (sex, band) in groups() {
        let cells: Vec<String> = numbers(people, sex, band)
            .iter()
            .map(|number| format!("{:.4},{:.4}", number.value, number.std_error))
            .collect();
        let count = people.iter().filter(|body| belongs(body, sex, band)).count();
        text.push_str(&format!("{},{},{count},{}\n", SEX_NAMES[sex], BAND_NAMES[band], cells.join(",")));
    }
    text
}

/// The chapter of `docs/evidence.md`.
pub fn people_chapter() -> String {
    let simulated = simulated();
    let mut header = vec!["", "age", "people"];
    header.extend(QUANTITIES.iter().map(|(name, _)| *name));
    let header: [&str; 13] = std::array::from_fn(|at| header[at]);
    let surveyed = SURVEY.lines().filter(|line| !line.starts_with('#'));
    let rows: Vec<[String; 13]> =
        groups().zip(surveyed).map(|((sex, band), line)| row(&simulated, sex, band, line)).collect();
    format!("{HEAD}\n{}\n{NOTES}", markdown(header, &rows, 2..13))
}

/// A line of the table: the survey's value, then the model's, with a mark if they differ.
fn row(simulated: &[Body], sex: usize, band: usize, line: &str) -> [String; 13] {
    let cells: Vec<f64> = line.split(',').skip(2).map(|cell| cell.parse().unwrap_or(f64::NAN)).collect();
    let ours = numbers(simulated, sex, band);
    std::array::from_fn(|at| match at {
        0 => SEX_NAMES[sex].to_owned(),
        1 => BAND_NAMES[band].to_owned(),
        2 => format!("{:.0}", cells[0]),
        _ => {
            let (quantity, theirs) = (at - 3, &cells[2 * (at - 3) + 1..]);
            compared(Number { value: theirs[0], std_error: theirs[1] }, ours[quantity].value, QUANTITIES[quantity].1)
        }
    })
}

fn compared(survey: Number, model: f64, digits: usize) -> String {
    if survey.value.is_nan() {
        return String::new();
    }
    let mark = if (model - survey.value).abs() > MARKED * survey.std_error { " *" } else { "" };
    format!("{:.digits$} / {model:.digits$}{mark}", survey.value)
}

/// People of the built-in table, with ages as recorded in the survey.
fn simulated() -> Vec<Body> {
    let spec =
        PopulationSpec { base: BaseTable::UsAdults, file: None, overrides: Vec::new(), correlations: Vec::new() };
    let design = Design {
        seed: 1,
        persons: PERSONS,
        sampler: Sampler::Sobol,
        draws: Draws::Off,
        confidence: 0.95,
        precision: None,
    };
    let population = Population::new(&spec, &design);
    let body = |id| {
        let person = population.person(id);
        Body {
            weight: 1.0,
            sex: person.get(Variable::Sex),
            age_years: person.get(Variable::AgeYears).floor().min(BANDS[3]),
            height_cm: person.get(Variable::HeightCm),
            weight_kg: person.get(Variable::WeightKg),
        }
    };
    (0..PERSONS).map(body).collect()
}

fn groups() -> impl Iterator<Item = (usize, usize)> {
    (0..SEX_NAMES.len()).flat_map(|sex| (0..BANDS.len()).map(move |band| (sex, band)))
}

fn belongs(body: &Body, sex: usize, band: usize) -> bool {
    let above = BANDS.get(band + 1).copied().unwrap_or(f64::INFINITY);
    body.sex == sex as f64 && BANDS[band] <= body.age_years && body.age_years < above
}

/// The quantities of a sex and age band. Errors are those of a simple random sample with the effective number of people. The survey
/// samples whole districts, so its true errors are larger.
fn numbers(people: &[Body], sex: usize, band: usize) -> [Number; 10] {
    let of_sex: Vec<Body> = people.iter().copied().filter(|body| body.sex == sex as f64).collect();
    let group: Vec<Body> = of_sex.iter().copied().filter(|body| belongs(body, sex, band)).collect();
    let share = total(&group) / total(&of_sex);
    let n = worth(&group);
    let of = |read: fn(&Body) -> f64| Moments::of(&group, read);
    let [age, height, weight, bmi] = [
        of(|b| b.age_years),
        of(|b| b.height_cm),
        of(|b| b.weight_kg),
        of(|b| b.weight_kg / (b.height_cm * b.height_cm) * 1e4),
    ];
    let mean = |of: &Moments| Number { value: of.mean, std_error: of.sd / n.sqrt() };
    let sd = |of: &Moments| Number { value: of.sd, std_error: of.sd / (2.0 * n).sqrt() };
    let r = |a: &Moments, b: &Moments| {
        let products = a.deviations.iter().zip(&b.deviations).zip(&group).map(|((x, y), body)| x * y * body.weight);
        // All people in the last band have the same recorded age. Rounding leaves a tiny spread, which must not give a correlation.
        let sds = if a.sd > 1e-6 { a.sd * b.sd } else { f64::NAN };
        let value = products.sum::<f64>() / total(&group) / sds;
        Number { value, std_error: (1.0 - value * value) / n.sqrt() }
    };
    [
        Number { value: 100.0 * share, std_error: 100.0 * (share * (1.0 - share) / worth(&of_sex)).sqrt() },
        mean(&height),
        sd(&height),
        mean(&weight),
        sd(&weight),
        mean(&bmi),
        sd(&bmi),
        r(&height, &weight),
        r(&age, &height),
        r(&age, &weight),
    ]
}

/// Weighted mean and spread of a quantity, and each person's deviation from the mean.
struct Moments {
    mean: f64,
    sd: f64,
    deviations: Vec<f64>,
}

impl Moments {
    fn of(group: &[Body], read: fn(&Body) -> f64) -> Self {
        let mean = group.iter().map(|body| read(body) * body.weight).sum::<f64>() / total(group);
        let deviations: Vec<f64> = group.iter().map(|body| read(body) - mean).collect();
        let squares = deviations.iter().zip(group).map(|(deviation, body)| deviation * deviation * body.weight);
        let sd = (squares.sum::<f64>() / total(group)).sqrt();
        Self { mean, sd, deviations }
    }
}

fn total(group: &[Body]) -> f64 {
    group.iter().map(|body| body.weight).sum()
}

/// Effective number of people: the number of equally weighted people with the same precision (Kish).
fn worth(group: &[Body]) -> f64 {
    let squares: f64 = group.iter().map(|body| body.weight * body.weight).sum();
    total(group) * total(group) / squares
}
