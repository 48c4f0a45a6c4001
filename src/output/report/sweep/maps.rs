//! Heat maps of differences along the axes, and the best arm in each cell.

use maud::{Markup, html};

use super::answer::best as best_arm;
use super::axis::differences;
use super::{Member, Sweep};
use crate::output::report::heat::Heat;
use crate::output::report::page::{Cell, Grid};
use crate::output::report::sections::plain;
use crate::output::report::shown::Shown;
use crate::output::report::words::{inside, signed, with_unit};

/// The section with the heat maps.
pub(super) fn body(sweep: &Sweep) -> Markup {
    if sweep.scenario.arms.len() == 1 {
        return plain("Not shown: the study has one arm, so nothing is compared.");
    }
    let grids = sweep.shown.iter().flat_map(|shown| grids(sweep, shown));
    html! {
        p { "Differences from \"" (sweep.reference().label) "\": blue is less, orange is more." }
        @for grid in grids { (grid.markup()) }
    }
}

/// With two axes, a grid per arm; otherwise members below each other and arms side by side.
fn grids(sweep: &Sweep, shown: &Shown) -> Vec<Grid> {
    let decimals = shown.decimals(differences(sweep, shown)).max(1);
    let heat = Heat::of(differences(sweep, shown).map(|row| row.value));
    let cell = |member: &Member, arm: &str| match shown.difference(&member.contrasts, arm) {
        Some(row) => heat.cell(signed(shown.value(row), decimals), row.value),
        None => Cell::Nothing,
    };
    let caption = with_unit(&format!("Difference in {}", inside(&shown.label)), &shown.difference_unit);
    if sweep.axes.len() == 2 {
        let of_arm = |label: &str, id: &str| crossed(sweep, format!("{caption}: {label}"), |member| cell(member, id));
        return sweep.others().map(|(_, arm)| of_arm(&arm.label, &arm.id)).collect();
    }
    let head = ["Member".to_owned()].into_iter().chain(sweep.others().map(|(_, arm)| arm.label.clone()));
    let mut grid = Grid::new(caption, head);
    for member in &sweep.members {
        grid.push(member.words(&sweep.axes), sweep.others().map(|(_, arm)| cell(member, &arm.id)).collect());
    }
    vec![grid]
}

/// The first axis below each other, the second side by side.
fn crossed(sweep: &Sweep, caption: String, cell: impl Fn(&Member) -> Cell) -> Grid {
    let values = |axis: usize| {
        let mut values: Vec<&String> = Vec::new();
        for member in &sweep.members {
            if !values.contains(&&member.values[axis]) {
                values.push(&member.values[axis]);
            }
        }
        values
    };
    let columns = values(1);
    let name = |axis: usize, value: &str| format!("{} = {value}", sweep.axes[axis]);
    let head = [sweep.axes[0].clone()].into_iter().chain(columns.iter().map(|value| name(1, value)));
    let mut grid = Grid::new(caption, head);
    for row in values(0) {
        let member = |column: &&String| {
            sweep.members.iter().find(|member| member.values[0] == *row && member.values[1] == **column)
        };
        let cells = columns.iter().map(|column| member(column).map_or(Cell::Nothing, &cell));
        grid.push(name(0, row), cells.collect());
    }
    grid
}

/// The section with the best arm in each cell.
pub(super) fn best(sweep: &Sweep) -> Markup {
    if sweep.scenario.arms.len() == 1 {
        return plain("Not shown: the study has one arm, so nothing is compared.");
    }
    let grids = sweep.shown.iter().map(|shown| best_of(sweep, shown));
    html! {
        p { "The arm with the lowest value. \"none\": no arm has an interval of its difference that is entirely below 0. Arms whose intervals \
             overlap may not differ." }
        @for grid in grids { (grid.markup()) }
    }
}

fn best_of(sweep: &Sweep, shown: &Shown) -> Grid {
    let decimals = shown.decimals(differences(sweep, shown)).max(1);
    let cell = |member: &Member| match best_arm(sweep, member, shown) {
        Some((arm, row)) => Cell::words(format!("{} ({})", arm.label, signed(shown.value(row), decimals))),
        None => Cell::words("none"),
    };
    let caption = with_unit(&format!("Lowest {} (difference)", inside(&shown.label)), &shown.difference_unit);
    if sweep.axes.len() == 2 {
        return crossed(sweep, caption, cell);
    }
    let mut grid = Grid::new(caption, ["Member", "Best arm"]);
    sweep.members.iter().for_each(|member| grid.push(member.words(&sweep.axes), vec![cell(member)]));
    grid
}
