//! The built-in table of people: US adults by sex and age band. Attributes are interpolated so that they change smoothly with age.

/// Survey weights of NHANES 2009-2012 adults, pregnant women included.
pub(super) const FEMALE_SHARE: f64 = 0.517;

/// Oldest simulated age (years). The density of the open band falls linearly to 0 at this age, which makes its mean 86.
const OLDEST: f64 = 98.0;

const SOURCE: &str = include_str!("us_adults.csv");

/// Age bands of one sex, the last one open.
const BANDS: usize = 8;

macro_rules! columns {
    ($( $variant:ident, $name:literal, $reading:ident; )*) => {
        /// A column of the table, given for each sex and age band.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Column { $( $variant, )* }

        impl Column {
            const ALL: &'static [Column] = &[ $( Column::$variant, )* ];

            fn name(self) -> &'static str { match self { $( Column::$variant => $name, )* } }
            fn reading(self) -> Reading { match self { $( Column::$variant => Reading::$reading, )* } }
        }
    };
}

/// How a column is interpolated between the bands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reading {
    /// Piecewise linear in age, with the mean over each band equal to the table's value.
    Smooth,
    /// The band's value at all ages of the band.
    Step,
}

columns! {
    Height, "height_mean_cm", Smooth;
    HeightSd, "height_sd_cm", Smooth;
    LnBmi, "ln_bmi_mean", Smooth;
    LnBmiSd, "ln_bmi_sd", Smooth;
    HeightLnBmiCorrelation, "height_ln_bmi_corr", Step;
    TrunkVarices, "trunk_varices_pct", Smooth;
    C2Plus, "c2_plus_pct", Smooth;
    C4Plus, "c4_plus_pct", Smooth;
    DeepReflux, "deep_reflux_pct", Step;
    SuperficialOnlyReflux, "superficial_only_reflux_pct", Step;
    CalfStrength, "calf_strength_rel", Smooth;
}

/// The table.
#[derive(Clone, Debug)]
pub(super) struct UsAdults {
    sexes: [OneSex; 2],
}

#[derive(Clone, Debug)]
struct OneSex {
    /// Lower age of each band.
    ages: [f64; BANDS],
    /// Share of people below the upper end of each band.
    shares: [f64; BANDS],
    /// Age at which a smooth column has its value.
    nodes: [f64; BANDS],
    /// `[column][band]`: values at the nodes, or in the bands.
    values: Vec<[f64; BANDS]>,
}

impl UsAdults {
    /// Reads the built-in table. A test checks that every cell is a number.
    pub(super) fn new() -> Self {
        Self { sexes: [OneSex::read("female"), OneSex::read("male")] }
    }

    /// Age (years) below which a share `u` of a sex (0 female, 1 male) lies.
    pub(super) fn age(&self, sex: f64, u: f64) -> f64 {
        self.sex(sex).age(u)
    }

    /// Share of a sex (0 female, 1 male) below an age (years).
    pub(super) fn share_below(&self, sex: f64, age_years: f64) -> f64 {
        self.sex(sex).share_below(age_years)
    }

    /// The table with a constant added to a column at every age, one constant for women and one for men.
    pub(super) fn shifted(mut self, column: Column, by: [f64; 2]) -> Self {
        for (sex, by) in self.sexes.iter_mut().zip(by) {
            for value in &mut sex.values[column as usize] {
                *value += by;
            }
        }
        self
    }

    /// The value of a column for a sex (0 female, 1 male) at an age (years).
    pub(super) fn at(&self, column: Column, sex: f64, age: f64) -> f64 {
        self.sex(sex).at(column, age)
    }

    fn sex(&self, sex: f64) -> &OneSex {
        &self.sexes[usize::from(sex >= 0.5)]
    }
}

impl OneSex {
    fn read(sex: &str) -> Self {
        let ages = cells(sex, "age_low");
        let shares = cumulative(cells(sex, "share_pct"));
        let nodes = std::array::from_fn(|band| {
            let middle = (ages[band] + ages.get(band + 1).copied().unwrap_or(OLDEST)) / 2.0;
            if band + 1 == BANDS { (2.0 * ages[band] + OLDEST) / 3.0 } else { middle }
        });
        let mut this = Self { ages, shares, nodes, values: Vec::new() };
        let system = this.band_means();
        for &column in Column::ALL {
            let table = cells(sex, column.name());
            let smooth = column.reading() == Reading::Smooth;
            this.values.push(if smooth { solve_tridiagonal(&system, table) } else { table });
        }
        this
    }

    fn age(&self, u: f64) -> f64 {
        let band = self.shares.iter().position(|&up_to| u < up_to).unwrap_or(BANDS - 1);
        let below = if band == 0 { 0.0 } else { self.shares[band - 1] };
        self.age_in_band(band, (u - below) / (self.shares[band] - below))
    }

    /// Ages are uniform in a band; in the open band their density falls linearly to zero.
    fn age_in_band(&self, band: usize, u: f64) -> f64 {
        match self.ages.get(band + 1) {
            Some(end) => self.ages[band] + u * (end - self.ages[band]),
            None => OLDEST - (OLDEST - self.ages[band]) * (1.0 - u).max(0.0).sqrt(),
        }
    }

    /// The inverse of [`Self::age`].
    fn share_below(&self, age: f64) -> f64 {
        let Some(band) = self.ages.iter().rposition(|&low| low <= age) else { return 0.0 };
        let below = if band == 0 { 0.0 } else { self.shares[band - 1] };
        let inside = match self.ages.get(band + 1) {
            Some(end) => (age - self.ages[band]) / (end - self.ages[band]),
            None => {
                let rest = ((OLDEST - age) / (OLDEST - self.ages[band])).max(0.0);
                1.0 - rest * rest
            }
        };
        below + inside * (self.shares[band] - below)
    }

    fn at(&self, column: Column, age: f64) -> f64 {
        let values = &self.values[column as usize];
        match column.reading() {
            Reading::Smooth => {
                let (left, share) = self.place(age);
                values[left] + share * (values[left + 1] - values[left])
            }
            Reading::Step => values[self.ages.iter().rposition(|&low| low <= age).unwrap_or(0)],
        }
    }

    /// The node to the left of an age, and the fraction of the distance to the next node. Outside the nodes values are constant.
    fn place(&self, age: f64) -> (usize, f64) {
        let left = self.nodes.iter().rposition(|&node| node <= age).unwrap_or(0).min(BANDS - 2);
        let share = (age - self.nodes[left]) / (self.nodes[left + 1] - self.nodes[left]);
        (left, share.clamp(0.0, 1.0))
    }

    /// Weight of each node (previous, own, next) in the mean of each band.
    fn band_means(&self) -> [[f64; 3]; BANDS] {
        const POINTS: usize = 512;
        let mut weights = [[0.0; 3]; BANDS];
        for (band, row) in weights.iter_mut().enumerate() {
            for point in 0..POINTS {
                let (left, share) = self.place(self.age_in_band(band, (point as f64 + 0.5) / POINTS as f64));
                row[left + 1 - band] += (1.0 - share) / POINTS as f64;
                row[left + 2 - band] += share / POINTS as f64;
            }
        }
        weights
    }
}

/// One column of one sex, by band.
fn cells(sex: &str, column: &str) -> [f64; BANDS] {
    let mut lines = SOURCE.lines().filter(|line| !line.starts_with('#')).map(|line| line.split(','));
    let position = lines.next().and_then(|mut names| names.position(|name| name == column));
    let mut rows = lines.filter(|row| row.clone().next() == Some(sex));
    std::array::from_fn(|_| {
        let cell = rows.next().zip(position).and_then(|(mut row, position)| row.nth(position));
        cell.and_then(|text| text.parse().ok()).unwrap_or(f64::NAN)
    })
}

fn cumulative(shares: [f64; BANDS]) -> [f64; BANDS] {
    let total: f64 = shares.iter().sum();
    let mut sum = 0.0;
    shares.map(|share| {
        sum += share;
        sum / total
    })
}

/// Solves the tridiagonal system of (previous, own, next) weights; it is diagonally dominant.
fn solve_tridiagonal(rows: &[[f64; 3]; BANDS], mut right: [f64; BANDS]) -> [f64; BANDS] {
    let mut next = [0.0; BANDS];
    for i in 0..BANDS {
        let (above, carried) = if i == 0 { (0.0, 0.0) } else { (next[i - 1], right[i - 1]) };
        let pivot = rows[i][1] - rows[i][0] * above;
        next[i] = rows[i][2] / pivot;
        right[i] = (right[i] - rows[i][0] * carried) / pivot;
    }
    for i in (0..BANDS - 1).rev() {
        right[i] -= next[i] * right[i + 1];
    }
    right
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn every_cell_is_a_number() {
        for sex in ["female", "male"] {
            for column in Column::ALL.iter().map(|column| column.name()).chain(["age_low", "share_pct"]) {
                assert!(cells(sex, column).iter().all(|cell| cell.is_finite()), "{sex} {column}");
            }
        }
    }

    #[test]
    fn smooth_columns_keep_the_mean_of_every_band() {
        let table = UsAdults::new();
        let n = 4000;
        for (index, name) in ["female", "male"].into_iter().enumerate() {
            let sex = &table.sexes[index];
            for &column in Column::ALL {
                for (band, wanted) in cells(name, column.name()).into_iter().enumerate() {
                    let age = |i: i32| sex.age_in_band(band, (f64::from(i) + 0.5) / f64::from(n));
                    let mean = (0..n).map(|i| sex.at(column, age(i))).sum::<f64>() / f64::from(n);
                    let error = (mean - wanted).abs();
                    assert!(error < 1e-4 * wanted.abs().max(1.0), "{name} {} band {band}: {mean}", column.name());
                }
            }
        }
    }

    #[test]
    fn smooth_columns_have_no_jumps() {
        let table = UsAdults::new();
        for sex in [0.0, 1.0] {
            for age in (18..98).map(f64::from) {
                let step = table.at(Column::Height, sex, age + 1.0) - table.at(Column::Height, sex, age);
                assert!(step.abs() < 0.8, "{step} cm from {age} to the next year");
            }
        }
    }

    #[test]
    fn percentages_stay_in_range() {
        let table = UsAdults::new();
        for &column in Column::ALL.iter().filter(|column| column.name().ends_with("_pct")) {
            for age in 18..110 {
                for sex in [0.0, 1.0] {
                    let value = table.at(column, sex, f64::from(age));
                    assert!((0.0..100.0).contains(&value), "{} at {age}: {value}", column.name());
                }
            }
        }
    }

    #[test]
    fn people_beyond_the_top_code_are_86_on_average() {
        let table = UsAdults::new();
        for sex in &table.sexes {
            let ages = (0..1000).map(|i| sex.age_in_band(BANDS - 1, (f64::from(i) + 0.5) / 1000.0));
            assert!((ages.sum::<f64>() / 1000.0 - 86.0).abs() < 0.01);
        }
    }

    #[test]
    fn shares_below_an_age_undo_ages() {
        let table = UsAdults::new();
        for sex in [0.0, 1.0] {
            for u in [1e-9, 0.01, 0.3, 0.5, 0.8, 0.97, 0.999] {
                assert!((table.share_below(sex, table.age(sex, u)) - u).abs() < 1e-12, "{u}");
            }
            assert_eq!((table.share_below(sex, 10.0), table.share_below(sex, 120.0)), (0.0, 1.0));
        }
    }

    #[test]
    fn ages_run_from_the_first_band_to_the_oldest() {
        let table = UsAdults::new();
        assert!((table.age(0.0, 1e-12) - 18.0).abs() < 1e-6);
        assert!((table.age(1.0, 1.0 - 1e-16) - OLDEST).abs() < 1e-4);
    }
}
