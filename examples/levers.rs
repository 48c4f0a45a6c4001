//! Temporary: errors of all shipped scenarios against the precise reference, and operations.
#![allow(
    missing_docs,
    clippy::all,
    clippy::pedantic,
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used
)]
use rayon::prelude::*;
use soleus::engine::{Backend, Cpu, Group, Inputs, Outputs, integrate};
use soleus::model::{LegOutcomes, Real};
use soleus::population::{Person, Population};
use soleus::results::Measure;
use soleus::scenario::{Overrides, Scenario, Variable, parse};
use soleus::schedule::{Program, Resolution};
use soleus::study::Arms;
use std::cell::Cell;
use std::ops::{Add, Mul, Sub};

thread_local! { static OPS: Cell<u64> = const { Cell::new(0) }; }
#[derive(Clone, Copy)]
struct Counted(f64);
impl From<f32> for Counted {
    fn from(v: f32) -> Self {
        Self(f64::from(v))
    }
}
impl From<Counted> for f64 {
    fn from(v: Counted) -> f64 {
        v.0
    }
}
fn count(n: u64, v: f64) -> Counted {
    OPS.set(OPS.get() + n);
    Counted(v)
}
impl Add for Counted {
    type Output = Self;
    fn add(self, o: Self) -> Self {
        count(1, self.0 + o.0)
    }
}
impl Sub for Counted {
    type Output = Self;
    fn sub(self, o: Self) -> Self {
        count(1, self.0 - o.0)
    }
}
impl Mul for Counted {
    type Output = Self;
    fn mul(self, o: Self) -> Self {
        count(1, self.0 * o.0)
    }
}
impl Real for Counted {
    type Mask = bool;
    fn lit(self, v: f64) -> Self {
        Self(v)
    }
    fn max(self, o: Self) -> Self {
        count(1, if self.0 > o.0 { self.0 } else { o.0 })
    }
    fn min(self, o: Self) -> Self {
        count(1, if self.0 < o.0 { self.0 } else { o.0 })
    }
    fn lt(self, o: Self) -> bool {
        OPS.set(OPS.get() + 1);
        self.0 < o.0
    }
    fn select(m: bool, y: Self, n: Self) -> Self {
        count(1, if m { y.0 } else { n.0 })
    }
    fn recip(self) -> Self {
        count(10, 1.0 / self.0)
    }
    fn rsqrt(self) -> Self {
        count(15, 1.0 / self.0.sqrt())
    }
}
impl Group for Counted {
    type Token = ();
    type Number = Counted;
    const WIDTH: usize = 1;
    fn splat((): (), v: f32) -> Self {
        Self(f64::from(v))
    }
    fn load((): (), v: &[f32]) -> Self {
        Self(f64::from(v[0]))
    }
    fn store(self, v: &mut [Counted]) {
        v[0] = self;
    }
    fn all(m: bool) -> bool {
        m
    }
    fn any(m: bool) -> bool {
        m
    }
}

fn reflux(p: &Person) -> f64 {
    [Variable::RefluxSuperficial, Variable::RefluxDeep, Variable::RefluxPerforator].iter().map(|v| p.get(*v)).sum()
}
fn prepared(s: &Scenario, arm: usize, r: Resolution, people: &[Person]) -> (Program, Inputs) {
    let arms = Arms::new(s, r);
    let (inputs, _) = arms.inputs(arm, people, &arms.legs(people));
    (arms.programs()[arm].clone(), inputs)
}
fn exact(s: &Scenario, arm: usize, r: Resolution, people: &[Person]) -> Vec<Vec<f64>> {
    let (program, inputs) = prepared(s, arm, r, people);
    let rows: Vec<Vec<f64>> = (0..inputs.people)
        .into_par_iter()
        .map(|person| {
            let mut out = Outputs::new(&program, &inputs, 1);
            integrate::<f64>(&program, &inputs, (), person, &mut out);
            out.measures.iter().map(|c| c[0]).collect()
        })
        .collect();
    (0..LegOutcomes::<f64>::COUNT).map(|m| rows.iter().map(|row| row[m]).collect()).collect()
}
fn cached(key: &str, make: impl FnOnce() -> Vec<Vec<f64>>) -> Vec<Vec<f64>> {
    let path = format!("/work/scratch/ref/{key}.json");
    if let Ok(text) = std::fs::read_to_string(&path) {
        return text.lines().map(|l| l.split(' ').map(|v| v.parse().unwrap()).collect()).collect();
    }
    let made = make();
    let text: Vec<String> =
        made.iter().map(|c| c.iter().map(|v| format!("{v:e}")).collect::<Vec<_>>().join(" ")).collect();
    std::fs::write(path, text.join("\n")).unwrap();
    made
}
fn mean(v: &[f64]) -> f64 {
    v.iter().sum::<f64>() / v.len() as f64
}
fn sd(v: &[f64]) -> f64 {
    let m = mean(v);
    (v.iter().map(|x| (x - m).powi(2)).sum::<f64>() / (v.len() - 1) as f64).sqrt()
}

fn main() {
    let mode = std::env::args().nth(1).unwrap();
    let only = std::env::args().nth(2);
    let mut scenarios: Vec<(String, String)> = std::fs::read_dir("scenarios")
        .unwrap()
        .filter_map(|e| {
            let p = e.unwrap().path();
            (p.extension().is_some_and(|x| x == "toml"))
                .then(|| (p.file_stem().unwrap().to_string_lossy().into_owned(), std::fs::read_to_string(&p).unwrap()))
        })
        .collect();
    let flight = scenarios.iter().find(|s| s.0 == "long-haul-flight").unwrap().1.clone();
    for cadence in [3, 4, 6, 10, 20, 60, 120] {
        scenarios.push((
            format!("cadence-{cadence}"),
            flight.replace("cadence_per_min = 30", &format!("cadence_per_min = {cadence}")),
        ));
    }
    scenarios.sort();
    for (name, text) in &scenarios {
        if only.as_ref().is_some_and(|o| !name.contains(o.as_str())) {
            continue;
        }
        let s = match parse(name, text, &Overrides::default()) {
            Ok(l) => l.scenario,
            Err(e) => {
                println!("# {name}: {e:?}");
                continue;
            }
        };
        let population = Population::new(&s.population, &s.design);
        let crowd: Vec<Person> = (0..256).map(|id| population.person(id)).collect();
        let judged = if name == "long-haul-flight" { 32 } else { 12 };
        let mut worst: Vec<&Person> = crowd.iter().collect();
        worst.sort_by(|a, b| reflux(b).total_cmp(&reflux(a)));
        let people: Vec<Person> =
            worst.into_iter().take(judged / 3).chain(crowd.iter().take(judged - judged / 3)).cloned().collect();
        let mut total = 0.0;
        for (arm, a) in s.arms.iter().enumerate() {
            if name.starts_with("cadence") && a.id != "pumps_30min" {
                continue;
            }
            if mode == "parts" {
                let (program, inputs) = prepared(&s, arm, Resolution::DEFAULT, &crowd[..24]);
                for phase in 0..=program.phase_s.len() {
                    for kind in 0..4 {
                        let mut part = program.clone();
                        for segment in &mut part.segments {
                            for op in segment.all_ops_mut() {
                                if let soleus::schedule::Op::Run(run) = op {
                                    let k = if run.skipped.is_some() {
                                        2
                                    } else if run.method == soleus::model::Method::ImplicitEuler {
                                        1
                                    } else if part.waves[run.waves].len() > 2 {
                                        0
                                    } else {
                                        3
                                    };
                                    if run.phase.map_or(0, |p| p + 1) != phase || k != kind {
                                        run.count = 0;
                                    }
                                }
                            }
                        }
                        let mut total = 0;
                        let mut empty = part.clone();
                        for segment in &mut empty.segments {
                            for op in segment.all_ops_mut() {
                                if let soleus::schedule::Op::Run(run) = op {
                                    run.count = 0;
                                }
                            }
                        }
                        for p in 0..24 {
                            let b = OPS.get();
                            let mut out = Outputs::new(&part, &inputs, 1);
                            integrate::<Counted>(&part, &inputs, (), p, &mut out);
                            let m = OPS.get();
                            integrate::<Counted>(&empty, &inputs, (), p, &mut out);
                            total += (m - b) as i64 - (OPS.get() - m) as i64;
                        }
                        println!(
                            "{name},{},{phase},{},{:.2}",
                            a.id,
                            ["cycles", "implicit", "skipped", "ros2rest"][kind],
                            total as f64 / 24e6
                        );
                    }
                }
                continue;
            }
            if mode == "ops" {
                let n = 24;
                let (program, inputs) = prepared(&s, arm, Resolution::DEFAULT, &crowd[..n]);
                let ops: Vec<u64> = (0..n)
                    .into_par_iter()
                    .map(|p| {
                        let before = OPS.get();
                        let mut out = Outputs::new(&program, &inputs, 1);
                        integrate::<Counted>(&program, &inputs, (), p, &mut out);
                        OPS.get() - before
                    })
                    .collect();
                let m = ops.iter().sum::<u64>() as f64 / n as f64 / 1e6;
                total += m;
                println!("{name},{},{m:.2}", a.id);
                continue;
            }
            let reference = cached(&format!("{name}-{}", a.id), || exact(&s, arm, Resolution::REFERENCE, &people));
            let spread = cached(&format!("{name}-{}-crowd", a.id), || {
                let (program, inputs) = prepared(&s, arm, Resolution::DEFAULT, &crowd);
                Cpu::default()
                    .run(&program, &inputs)
                    .measures
                    .iter()
                    .map(|c| c.iter().map(|v| f64::from(*v)).collect())
                    .collect()
            });
            let r = Resolution {
                refine: std::env::var("REFINE").map_or(1, |v| v.parse().unwrap()),
                every_cycle: std::env::var("EVERY").is_ok(),
            };
            let (program, inputs) = prepared(&s, arm, r, &people);
            let results = Cpu::default().run(&program, &inputs);
            let found: Vec<Vec<f64>> =
                results.measures.iter().map(|c| c.iter().map(|v| f64::from(*v)).collect()).collect();
            let valid = results.valid.iter().filter(|v| **v == 1.0).count();
            for m in Measure::ALL.iter().take(LegOutcomes::<f64>::COUNT) {
                let i = *m as usize;
                let between = sd(&spread[i]).max(1e-9);
                let off = found[i].iter().zip(&reference[i]).map(|(f, r)| (f - r).abs() / between).fold(0.0, f64::max);
                let e = (mean(&found[i]) - mean(&reference[i])) / mean(&reference[i]).abs().max(between);
                println!("{name},{},{},{:.6},{:.5},{:.6e},{valid}", a.id, m.name(), 100.0 * e, off, mean(&found[i]));
            }
        }
        if mode == "ops" {
            println!("{name},TOTAL,{total:.2}");
        }
    }
}
