//! Comparison of simulated people with the table from which they are drawn.

use super::*;

/// One row of the table, read without using the code under test.
struct Row {
    sex: f64,
    low: f64,
    high: f64,
    cells: Vec<f64>,
}

impl Row {
    fn holds(&self, person: &Person) -> bool {
        person.get(Variable::Sex) == self.sex && (self.low..self.high).contains(&person.get(Variable::AgeYears))
    }
}

/// Cells by position: share 0, height 1-2, ln BMI 3-5, varices 6, CEAP 7-8, reflux 9-10, strength 11.
fn rows() -> Vec<Row> {
    let read = |line: &str| {
        let (sex, numbers) = line.split_once(',').unwrap();
        let numbers: Vec<f64> = numbers.split(',').map(|cell| cell.parse().unwrap()).collect();
        let low = numbers[0];
        let high = match low {
            18.0 => 20.0,
            80.0 => f64::INFINITY,
            _ => low + 10.0,
        };
        Row { sex: f64::from(u8::from(sex == "male")), low, high, cells: numbers[1..].to_vec() }
    };
    let is_row = |line: &&str| line.starts_with("female") || line.starts_with("male");
    include_str!("../us_adults.csv").lines().filter(is_row).map(read).collect()
}

#[test]
fn means_spreads_and_shares_are_those_of_every_band() {
    let everybody = people(&adults(Sampler::Sobol), 65_536);
    for row in rows() {
        let (sex, low, high, table) = (row.sex, row.low, row.high, &row.cells);
        let band: Vec<Person> = everybody.iter().filter(|person| row.holds(person)).cloned().collect();
        let share = 100.0 * band.len() as f64 / everybody.len() as f64;
        let all_shares: f64 = rows().iter().filter(|row| row.sex == sex).map(|row| row.cells[0]).sum();
        let of_sex = if sex == 0.0 { 0.517 } else { 0.483 };
        let name = format!("sex {sex}, {low} to {high} years, {} people", band.len());
        assert!((share - 100.0 * of_sex * table[0] / all_shares).abs() < 0.1, "{name}: share {share}");

        let root = (band.len() as f64).sqrt();
        let close = |what: &str, ours: f64, wanted: f64, tolerance: f64| {
            assert!((ours - wanted).abs() < tolerance, "{name}: {what} {ours}, table {wanted} +- {tolerance}");
        };
        let heights = column(&band, Variable::HeightCm);
        let ln_bmis: Vec<f64> = band.iter().map(|person| person.bmi().ln()).collect();
        close("mean height", mean(heights.iter().copied()), table[1], 3.0 * table[2] / root);
        close("sd of height", sd(&heights), table[2], 3.0 * table[2] / root + 0.1);
        close("mean ln bmi", mean(ln_bmis.iter().copied()), table[3], 3.0 * table[4] / root);
        close("sd of ln bmi", sd(&ln_bmis), table[4], 3.0 * table[4] / root + 0.003);
        close("correlation", correlation(&heights, &ln_bmis), table[5], 3.0 / root + 0.01);

        let percent = |variable| 100.0 * mean(band.iter().map(|person| f64::from(person.get(variable) > 0.0)));
        let noise = |wanted: f64| 3.0 * (wanted * (100.0 - wanted)).sqrt() / root + 1e-9;
        close("deep reflux", percent(Variable::RefluxDeep), table[9], noise(table[9]));
        let only = |person: &Person| {
            f64::from(person.get(Variable::RefluxSuperficial) > 0.0 && person.get(Variable::RefluxDeep) == 0.0)
        };
        close("superficial reflux only", 100.0 * mean(band.iter().map(only)), table[10], noise(table[10]));
        // Log-normal with sd 0.2 around the table's value; women have two thirds of it.
        let strength =
            mean(column(&band, Variable::CalfStrengthRel)) / 0.02f64.exp() / if sex == 0.0 { 0.67 } else { 1.0 };
        close("calf strength", strength, table[11], 0.6 * table[11] / root);
    }
}

#[test]
fn perforators_follow_the_classes() {
    let everybody = people(&adults(Sampler::Sobol), 65_536);
    for row in rows() {
        let (sex, low, table) = (row.sex, row.low, &row.cells);
        let incompetent = |person: &Person| f64::from(person.get(Variable::RefluxPerforator) > 0.0);
        let ours = mean(everybody.iter().filter(|person| row.holds(person)).map(incompetent));
        let (c2, c4) = (table[7] / 100.0, table[8] / 100.0);
        let wanted = 0.06 * (1.0 - c2) + 0.52 * (c2 - c4) + 0.844 * c4;
        assert!((ours - wanted).abs() < 0.05, "sex {sex}, {low} years: {ours} for {wanted}");
    }
}
