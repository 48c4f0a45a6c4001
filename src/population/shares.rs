//! The built-in shares of people with an illness, a treatment or a habit, by sex and age.

use crate::scenario::Variable;

const SOURCE: &str = include_str!("shares.csv");

/// Where people live.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Region {
    /// The United States.
    Us,
    /// England.
    England,
}

/// Shares of a region.
#[derive(Clone, Debug)]
pub(super) struct Shares {
    /// The rows of each variable.
    of: Vec<Vec<Row>>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Row {
    variable: Variable,
    region: Region,
    /// 0 female, 1 male; `None` for both.
    sex: Option<f64>,
    age_from: f64,
    share: f64,
}

impl Shares {
    /// The shares of a region; attributes that were counted in the United States only are those of the United States.
    pub(super) fn of(region: Region) -> Self {
        let all = rows();
        let of = |variable: &Variable| {
            let rows = |region| all.iter().filter(move |row| row.variable == *variable && row.region == region);
            let own: Vec<Row> = rows(region).copied().collect();
            if own.is_empty() { rows(Region::Us).copied().collect() } else { own }
        };
        Self { of: Variable::ALL.iter().map(of).collect() }
    }

    /// Share of people of a sex (0 female, 1 male) and an age (years) who have a flag; 0 if the table does not contain it.
    pub(super) fn at(&self, flag: Variable, sex: f64, age_years: f64) -> f64 {
        let of_sex = |row: &&Row| row.sex.is_none_or(|own| (own < 0.5) == (sex < 0.5));
        let mut group = self.of[flag.index()].iter().filter(of_sex).peekable();
        let first = group.peek().map_or(0.0, |row| row.share);
        group.take_while(|row| row.age_from <= age_years).last().map_or(first, |row| row.share)
    }
}

/// Where shares come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShareSource {
    /// The flag.
    pub variable: Variable,
    /// Region as in the table: us or england.
    pub region: &'static str,
    /// How the shares were obtained: measured, derived, recalled, assumption or definition.
    pub basis: &'static str,
    /// Publication or survey.
    pub source: &'static str,
}

/// The sources of all shares in the order of the table, each once.
pub fn share_sources() -> Vec<ShareSource> {
    let of = |line: &'static str| {
        let cells: Vec<&str> = line.splitn(7, ',').collect();
        let [name, region, .., basis, source] = cells.as_slice() else { return None };
        Some(ShareSource { variable: Variable::from_name(name)?, region, basis, source })
    };
    let mut sources: Vec<ShareSource> = Vec::new();
    for source in lines().filter_map(of) {
        if !sources.contains(&source) {
            sources.push(source);
        }
    }
    sources
}

/// All rows. A test checks that every line can be read.
fn rows() -> Vec<Row> {
    lines().filter_map(read).collect()
}

fn lines() -> impl Iterator<Item = &'static str> {
    SOURCE.lines().filter(|line| !line.starts_with('#')).skip(1)
}

fn read(line: &str) -> Option<Row> {
    let mut cells = line.split(',');
    let mut cell = || cells.next();
    Some(Row {
        variable: Variable::from_name(cell()?)?,
        region: match cell()? {
            "us" => Region::Us,
            "england" => Region::England,
            _ => return None,
        },
        sex: match cell()? {
            "female" => Some(0.0),
            "male" => Some(1.0),
            "both" => None,
            _ => return None,
        },
        age_from: cell()?.parse().ok()?,
        share: cell()?.parse().ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_can_be_read_and_groups_begin_with_adults_and_ascend() {
        let all = rows();
        assert_eq!(all.len(), lines().count());
        for (at, row) in all.iter().enumerate() {
            let follows = at > 0 && {
                let before = &all[at - 1];
                (before.variable, before.region, before.sex) == (row.variable, row.region, row.sex)
            };
            let ascends = if follows { all[at - 1].age_from < row.age_from } else { row.age_from == 18.0 };
            assert!(ascends && (0.0..=0.5).contains(&row.share), "{row:?}");
        }
        for line in lines() {
            let basis = line.split(',').nth(5).unwrap_or_default();
            assert!(["measured", "derived", "recalled", "assumption", "definition"].contains(&basis), "{line}");
        }
    }

    #[test]
    fn both_sexes_of_every_flag_have_a_share_at_every_age() {
        for region in [Region::Us, Region::England] {
            let shares = Shares::of(region);
            for rows in shares.of.iter().filter(|rows| !rows.is_empty()) {
                for sex in [0.0, 1.0] {
                    let of_sex = |row: &Row| row.sex.is_none_or(|own| own == sex);
                    assert!(rows.iter().any(of_sex), "{} {sex}", rows[0].variable.name());
                }
            }
        }
    }

    #[test]
    fn shares_are_those_of_the_bands() {
        let [us, england] = [Region::Us, Region::England].map(Shares::of);
        assert_eq!(us.at(Variable::PeripheralArteryDisease, 1.0, 69.9), 0.07);
        assert_eq!(us.at(Variable::PeripheralArteryDisease, 0.0, 70.0), 0.125);
        assert_eq!(us.at(Variable::Pregnant, 1.0, 30.0), 0.0);
        assert_eq!(us.at(Variable::RedFlagSymptoms, 1.0, 30.0), 0.0, "no source");
        assert!(england.at(Variable::Diabetes, 1.0, 70.0) < us.at(Variable::Diabetes, 1.0, 70.0));
        assert_eq!(
            england.at(Variable::JointPain, 1.0, 70.0),
            us.at(Variable::JointPain, 1.0, 70.0),
            "those of the US"
        );
    }
}
