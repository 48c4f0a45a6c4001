"""Runs the notebook or the R script that `soleus new` writes, for a run, a sweep and two runs, and checks what they draw.

    python check_drawings.py SOLEUS notebook
    python check_drawings.py SOLEUS R

The notebook needs polars, matplotlib, nbclient and ipykernel; the script needs Rscript. Prints one line per case.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

SOLEUS = Path(sys.argv[1]).resolve()
# Template, folders of its runs, and the least number of figures of the notebook and of the script.
CASES = {
    "a run": ("long-haul-flight", ["runs/flight/one"], 7, 12),
    "a sweep": ("ankle-pump-dose", ["runs/dose/sweep"], 14, 12),
    "two runs": ("four-hour-flight", ["runs/flight/one", "runs/flight/two"], 9, 19),
}
# Run in the notebook after its cells.
NOTEBOOK_CHECKS = """
rows = everyone(differences(OUTCOME))
assert set(rows["run"]) == set(runs), "every run has contrasts"
compared = rows.select("run", "arm")
assert not compared.is_duplicated().any(), compared
if arms is not None:
    assert len(compared) == arms.filter(~pl.col("reference")).height, "one row per arm"
risks = everyone(differences("vte_symptomatic_excess_risk"))
assert set(risks["ci_kind"]) == {"parameter"} and len(risks) == len(rows), "one interval per risk"
for flag in flags:
    column, edge = re.fullmatch(r"(.*)_over_(\\d+)_ml", flag).groups()
    for row in everyone(summary.filter(pl.col("measure") == flag)).to_dicts():
        people = outcomes.filter(pl.col("run") == row["run"], pl.col("arm") == row["arm"])
        assert abs((people[f"{column}_ml"] > float(edge)).mean() - row["estimate"]) < 1e-9, row
if course is not None:
    for _, one in course.group_by(["run", "arm"]):
        hours = stitched(one)["hours"]
        assert hours[0] == 0 and hours.is_sorted() and hours[-1] > 4, hours
"""
SCRIPT_CHECKS = """
rows <- everyone(differences(outcome))
stopifnot(setequal(rows$run, unique(summary_table$run)), !anyDuplicated(rows[c("run", "arm")]))
if (!is.null(arms)) stopifnot(nrow(rows) == sum(!arms$reference))
risks <- everyone(differences("vte_symptomatic_excess_risk"))
stopifnot(all(risks$ci_kind == "parameter"), nrow(risks) == nrow(rows))
if (!is.null(course)) {
  for (one in split(course, paste(course$run, course$arm))) {
    hours <- stitched(one)$hours
    stopifnot(hours[1] == 0, !is.unsorted(hours), max(hours) > 4)
  }
}
"""


def soleus(folder, *words):
    done = subprocess.run([SOLEUS, *words], cwd=folder, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"soleus {' '.join(words)}: {done.stderr}")


def with_value(text, name, value):
    """The text with another value in the first assignment to a name."""
    changed, found = re.subn(rf"(?m)^({name} (?:=|<-) ).*$", lambda match: match[1] + value, text, count=1)
    if found == 0:
        sys.exit(f"no assignment to {name} in the text")
    return changed


def run_notebook(folder, runs):
    """Number of figures."""
    import nbformat
    from nbclient import NotebookClient

    notebook = nbformat.read(folder / "results.ipynb", as_version=4)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    if len(runs) > 1:
        code[0].source = with_value(code[0].source, "RUNS", repr(runs))
    notebook.cells.append(nbformat.v4.new_code_cell("import re\n" + NOTEBOOK_CHECKS))
    NotebookClient(notebook, kernel_name="python3", timeout=300, resources={"metadata": {"path": str(folder)}}).execute()
    return sum("image/png" in output.get("data", {}) for cell in code for output in cell.outputs)


def run_script(folder, runs):
    """Number of figures."""
    for run in runs:
        soleus(folder, "export", run, "--format", "csv", "-q")
    script = folder / "results.R"
    text = script.read_text()
    if len(runs) > 1:
        text = with_value(text, "runs", f"c({', '.join(repr(run + '-csv') for run in runs)})")
    script.write_text(text + SCRIPT_CHECKS)
    done = subprocess.run(["Rscript", script.name], cwd=folder, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{script.name}: {done.stderr}")
    return len(re.findall(rb"/Type /Page\b", (folder / "Rplots.pdf").read_bytes()))


def main():
    language = sys.argv[2]
    for case, (template, runs, *least) in CASES.items():
        with tempfile.TemporaryDirectory() as home:
            folder = Path(home)
            soleus(folder, "new", template, ".")
            for seed, run in enumerate(runs, start=1):
                words = ("--persons", "64", "--seed", str(seed), "-q", "--device", "cpu", "-o", run)
                soleus(folder, "run", f"{template}.toml", *words)
            figures = (run_notebook if language == "notebook" else run_script)(folder, runs)
            wanted = least[language == "R"]
            if figures < wanted:
                sys.exit(f"{language} of {case}: {figures} figures instead of {wanted}")
            print(f"{language} of {case}: {figures} figures")


main()
