//! The report of a run: what the page holds, that it is made from the tables alone, and where there is none.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::study::Study;
use crate::support::{number, soleus, table, text, utf8, write};
use polars::prelude::DataFrame;

/// The headings of a run's report, in order.
const HEADINGS: [&str; 18] = [
    "The question",
    "The answer",
    "Results in numbers",
    "Differences by arm and group",
    "Course over time",
    "Progress over the weeks",
    "Who benefits",
    "Who may not take an arm",
    "How many people exceed a value",
    "Differences person by person",
    "What is uncertain, and why",
    "Precision",
    "Sensitivity",
    "Inputs, as asked and as sampled",
    "Evidence for the model",
    "Limits",
    "How to cite and repeat this study",
    "The scenario in full",
];
/// The headings of a sweep's report, in order.
const SWEPT: [&str; 9] = [
    "The question",
    "The answer",
    "Results by axis and arm",
    "Heat maps",
    "The best arm in each cell",
    "What is uncertain, and why",
    "Limits",
    "How to cite and repeat this study",
    "The scenario in full",
];
const MEBIBYTE: usize = 1 << 20;

/// People in a chair, in two arms, with everything that a report can show.
fn study() -> Study {
    Study::seated(64, 90)
        .stockings("15-20", "label = \"Stockings <&>\"")
        .with("study", "question = \"Do stockings help?\"")
        .with("population.variables", "adherence = { dist = \"beta\", mean = 0.6, sd = 0.2 }")
        .with("population.correlation", "pairs = [[\"age_years\", \"adherence\", 0.1]]")
        .with("outcomes", "swollen = { from = \"edema_ml\", above = 10 }")
        .with("analysis", "strata = [\"sex\"]\nsensitivity = true")
        .with("outputs", "timeseries_every_min = 10")
}

/// Runs a study into a folder of this name.
fn run(home: &Path, name: &str, scenario: &str) -> PathBuf {
    let file = write(home, &format!("{name}.toml"), scenario);
    let out = home.join(name);
    soleus().arg("run").arg(&file).args(["-q", "--device", "cpu", "--out"]).arg(&out).assert().code(0);
    out
}

fn page(folder: &Path) -> String {
    fs::read_to_string(folder.join("report.html")).unwrap()
}

/// What `soleus report` says, and its exit code.
fn report(words: &[&str]) -> (i32, String, String) {
    let output = soleus().arg("report").args(words).output().unwrap();
    (output.status.code().unwrap(), utf8(&output.stdout), utf8(&output.stderr))
}

fn headings(page: &str) -> Vec<&str> {
    page.split("<h2 ").skip(1).map(|part| part.split_once('>').unwrap().1.split_once("</h2>").unwrap().0).collect()
}

/// The row of `contrasts` with the mean difference of everyone.
fn difference(contrasts: &DataFrame, measure: &str, kind: &str) -> usize {
    let is = |column, row, word: &str| text(contrasts, column, row) == word;
    (0..contrasts.height())
        .find(|row| {
            is("measure", *row, measure)
                && is("statistic", *row, "mean_difference")
                && is("stratum", *row, "all")
                && is("ci_kind", *row, kind)
        })
        .unwrap()
}

#[test]
fn a_run_leaves_a_page_with_every_section() {
    let home = tempfile::tempdir().unwrap();
    let page = page(&run(home.path(), "run", &study().text()));
    assert_eq!(headings(&page), HEADINGS);
    assert!(page.len() < MEBIBYTE, "{} bytes", page.len());
    for absent in ["<script", "<link", "<img", "http:", "https:", "@import", "url(h"] {
        assert!(!page.contains(absent), "{absent}");
    }
    assert!(page.contains("Do stockings help?") && page.contains("Stockings &lt;&amp;&gt;"));
    assert!(!page.contains("Not shown"), "everything that a report can show");
    assert!(!page.contains("NaN"), "numbers are known");
    let drawings = page.split("<svg").skip(1).map(|part| part.split("</svg>").next().unwrap());
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    assert!(
        drawings.flat_map(|drawing| drawing.split('.').skip(1)).all(|text| digits(text) < 7),
        "numbers are rounded"
    );
}

#[test]
fn every_figure_has_a_title_a_description_and_its_numbers() {
    let home = tempfile::tempdir().unwrap();
    let page = page(&run(home.path(), "run", &study().text()));
    let figures: Vec<&str> =
        page.split("<figure").skip(1).map(|part| part.split("</figure>").next().unwrap()).collect();
    assert!(figures.len() >= 10, "{}", figures.len());
    for figure in figures {
        assert!(figure.contains("<figcaption><strong>") && figure.contains("<details>"), "{figure:.300}");
        let drawings: Vec<&str> = figure.split("<svg").skip(1).filter(|svg| svg.contains("role=\"img\"")).collect();
        assert!(!drawings.is_empty() && figure.contains("<tbody><tr>"), "{figure:.300}");
        for drawing in drawings {
            let named = |element: &str| {
                !drawing.split_once(&format!("<{element} id=")).unwrap().1.contains(&format!("></{element}>"))
            };
            assert!(named("title") && named("desc"), "{drawing:.300}");
        }
    }
    let ids: Vec<&str> = page.split(" id=\"").skip(1).map(|part| part.split('"').next().unwrap()).collect();
    let mut distinct = ids.clone();
    distinct.sort_unstable();
    distinct.dedup();
    assert_eq!(distinct.len(), ids.len(), "ids are unique");
}

#[test]
fn numbers_are_those_of_the_tables() {
    let home = tempfile::tempdir().unwrap();
    let out = run(home.path(), "run", &study().text());
    let (page, contrasts) = (page(&out), table(&out, "contrasts"));
    let results = page.split("id=\"results\"").nth(1).unwrap().split("</section>").next().unwrap();
    for (measure, kind) in
        [("edema_ml", "monte_carlo"), ("stasis_dose", "monte_carlo"), ("vte_symptomatic_excess_risk", "parameter")]
    {
        let estimate = number(&contrasts, "estimate", difference(&contrasts, measure, kind)).unwrap();
        assert!(results.contains(&format!("<data value=\"{estimate}\">")), "{measure}: {estimate}");
    }
    let edema = number(&contrasts, "estimate", difference(&contrasts, "edema_ml", "monte_carlo")).unwrap();
    assert!(edema < -1.0, "{edema}");
    let shown = format!("difference of \u{2212}{:.1}", -edema);
    assert!(page.contains(&shown) || page.contains(&format!("difference of \u{2212}{:.2}", -edema)), "{shown}");
}

#[test]
fn the_report_of_a_finished_run_is_made_again_from_its_tables() {
    let home = tempfile::tempdir().unwrap();
    let out = run(home.path(), "run", &study().text());
    let (path, first, folder) = (out.join("report.html"), page(&out), out.display().to_string());
    let manifest = fs::read(out.join("manifest.json")).unwrap();
    let (code, said, told) = report(&[&folder]);
    assert_eq!((code, said.trim()), (0, path.to_str().unwrap()));
    assert!(told.contains("unchanged"), "{told}");
    fs::remove_file(&path).unwrap();
    soleus().arg("check").arg(&out).assert().code(1);
    assert_eq!(report(&[&folder]).0, 0);
    assert!(page(&out) == first && fs::read(out.join("manifest.json")).unwrap() == manifest);
    soleus().arg("check").arg(&out).assert().code(0);
    fs::write(&path, "old").unwrap();
    let (code, said, _) = report(&[&folder, "--json"]);
    assert_eq!((code, page(&out) == first), (0, true));
    assert!(said.contains("\"changed\": true"), "{said}");
    assert!(!out.join("unfinished.partial").exists());
}

#[test]
fn a_run_without_a_report_gets_one_later() {
    let home = tempfile::tempdir().unwrap();
    let out = run(home.path(), "run", &study().with("outputs", "report = \"none\"").text());
    assert!(!out.join("report.html").exists());
    soleus().arg("check").arg(&out).assert().code(0);
    let elsewhere = home.path().join("pages/page.html");
    assert_eq!(report(&[out.to_str().unwrap(), "--out", elsewhere.to_str().unwrap()]).0, 0);
    assert!(!out.join("report.html").exists());
    assert_eq!(report(&[out.to_str().unwrap()]).0, 0);
    assert_eq!(page(&out), fs::read_to_string(elsewhere).unwrap());
    soleus().arg("check").arg(&out).assert().code(0);
}

#[test]
fn sections_without_their_table_say_so() {
    let home = tempfile::tempdir().unwrap();
    let study = Study::seated(40, 5).stockings("15-20", "").with("design", "parameter_draws = 1");
    let page = page(&run(home.path(), "run", &study.with("outputs", "tables = [\"dictionary\"]").text()));
    assert_eq!(headings(&page), HEADINGS);
    for (table, why) in [
        ("timeseries", "`timeseries_every_min` in [outputs]"),
        ("outcomes", "`tables` in [outputs] leaves it out"),
        ("ranking", "`parameter_draws = 1` in [design]"),
        ("sensitivity", "`sensitivity = true` in [analysis]"),
        ("persons", "`tables` in [outputs] leaves it out"),
    ] {
        let line = page.split("Not shown").find(|line| line.contains(&format!("needs the table {table},")));
        assert!(line.is_some_and(|line| line.split("</p>").next().unwrap().contains(why)), "{table}");
    }
}

#[test]
fn a_data_file_is_needed_only_by_the_run() {
    let home = tempfile::tempdir().unwrap();
    let people: String = (0..30).map(|at| format!("{},{}\n", 30 + at, 60 + at)).collect();
    let people = write(home.path(), "people.csv", &format!("age_years,weight_kg\n{people}"));
    let study =
        study().but("base = \"us-adults\"", "file = \"people.csv\"").but("[[\"age_years\", \"adherence\", 0.1]]", "[]");
    let out = run(home.path(), "run", &study.text());
    let first = page(&out);
    assert!(first.contains("People are drawn from the data file people.csv."));
    fs::remove_file(people).unwrap();
    fs::remove_file(out.join("report.html")).unwrap();
    let (code, _, told) = report(&[out.to_str().unwrap()]);
    assert_eq!((code, page(&out) == first), (0, true), "{told}");
}

#[test]
fn a_sweep_has_one_report_and_its_members_have_none() {
    let home = tempfile::tempdir().unwrap();
    let base = Study::seated(20, 20).pumps(5, "").text();
    let sweep = format!("{base}\n[sweep]\n\"interventions.pumps.every_min\" = [5, 10]\n");
    let out = run(home.path(), "out", &sweep);
    let first = page(&out);
    assert_eq!(headings(&first), SWEPT);
    assert!(first.contains("every_min = 10") && first.contains("<figure") && first.len() < MEBIBYTE);
    let members: Vec<PathBuf> = fs::read_dir(out.join("members")).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert!(members.len() == 2 && members.iter().all(|member| !member.join("report.html").exists()));
    let (code, _, told) = report(&[members[0].to_str().unwrap()]);
    assert!(code == 2 && told.contains("is a member of a sweep") && told.contains("--out"), "{told}");
    fs::remove_file(out.join("report.html")).unwrap();
    assert_eq!(report(&[out.to_str().unwrap()]).0, 0);
    assert!(page(&out) == first);
    soleus().arg("check").arg(&out).assert().code(0);
}

#[test]
fn where_there_is_no_whole_run_it_is_said() {
    let home = tempfile::tempdir().unwrap();
    let (code, said, told) = report(&[home.path().to_str().unwrap()]);
    assert_eq!((code, said.as_str()), (2, ""));
    assert!(told.contains("contains no run") && told.contains("manifest.json"), "{told}");
    let out = run(home.path(), "run", &Study::seated(9, 2).text());
    fs::write(out.join("onset.parquet"), "other").unwrap();
    let before = page(&out);
    let (code, _, told) = report(&[out.to_str().unwrap()]);
    assert_eq!((code, page(&out)), (2, before));
    assert!(told.contains("onset.parquet") && told.contains("soleus check"), "{told}");
}
