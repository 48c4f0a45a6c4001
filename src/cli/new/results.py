# %% [markdown]
# # Figures of a run
#
# Draws the figures of the report from the tables of finished runs. Needs `pip install polars matplotlib`. `dictionary.parquet` in a
# run folder describes every column.
#
# Results describe simulated people under stated assumptions; they are not medical advice, not a prediction for any person, and not
# evidence that a measure prevents thrombosis.

# %%
# Folders of finished runs or sweeps; several are drawn beside each other. Empty: the newest one below ./runs.
RUNS = []
# The main outcome: a column of the table outcomes.
OUTCOME = "edema_ml"

# %% [markdown]
# ## The tables
#
# `read` puts a table of all runs into one frame. Its column `run` is the name of the run; a member of a sweep is a run whose name
# contains its values.

# %%
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import polars as pl


def newest():
    """The newest finished run or sweep. A folder without a manifest is unfinished."""
    manifests = sorted(Path("runs").glob("*/*/manifest.json"), key=lambda manifest: manifest.stat().st_mtime)
    if not manifests:
        raise FileNotFoundError("no finished run below ./runs: call `soleus run` with the scenario first, or set RUNS")
    return manifests[-1].parent


def members(folder):
    """Folder and values of a run, or of each member of a sweep, by name."""
    name = folder.name if folder.name not in runs else str(folder)
    if not (folder / "manifest.json").exists():
        raise FileNotFoundError(f"{folder} is no finished run: it has no manifest.json")
    if not (folder / "runs.parquet").exists():
        return {name: (folder, {})}
    found = {}
    for member in pl.read_parquet(folder / "runs.parquet").to_dicts():
        values = {axis: value for axis, value in member.items() if axis not in ("member", "run_id", "folder", "status")}
        words = ", ".join(f"{axis.split('.')[-1]} = {value}" for axis, value in values.items())
        if member["status"] == "done":
            prefix = f"{name} " if len(RUNS) > 1 else ""
            found[f"{prefix}{member['member']}: {words}"] = (folder / member["folder"], values)
        else:
            print(f"left out, because it has failed: member {member['member']} ({words}) of {folder}")
    return found


runs = {}
for folder in [Path(run) for run in RUNS] or [newest()]:
    runs |= members(folder)


def read(table, columns=None):
    """A table of all runs; None if no run has it. Prints which runs lack it."""
    paths = {run: folder / f"{table}.parquet" for run, (folder, _) in runs.items()}
    there = {run: path for run, path in paths.items() if path.exists()}
    if len(there) < len(runs):
        lacking = [run for run in runs if run not in there]
        print(f"no table {table}, because [outputs] of the scenario does not ask for it:", *lacking, sep="\n  ")
    frames = [pl.read_parquet(path, columns=columns).with_columns(run=pl.lit(run)) for run, path in there.items()]
    return pl.concat(frames, how="diagonal_relaxed") if frames else None


summary, contrasts, arms = read("summary"), read("contrasts"), read("arms")
labels = {} if arms is None else {(row["run"], row["arm"]): row["label"] for row in arms.to_dicts()}
list(runs)

# %% [markdown]
# ## Arms against the reference
#
# Differences are paired by person: all arms of a run have the same people. `pick` chooses one row per run, arm and group. It leaves out
# effects that trials have published, and of the two intervals of a risk of clots it takes the one over uncertain constants.

# %%
def pick(rows, measure, statistics):
    """The rows of an outcome with an estimate and one kind of interval."""
    rows = rows.filter(
        pl.col("measure") == measure,
        pl.col("statistic").is_in(statistics),
        pl.col("ci_kind") != "published",
        pl.col("estimate").is_not_null(),
    )
    over_constants = pl.col("ci_kind") == "parameter"
    return rows.filter(over_constants == over_constants.any().over("run"))


def differences(measure):
    """Mean differences of an outcome, or differences of the share of people with a flag."""
    return pick(contrasts, measure, ["mean_difference", "risk_difference"])


def everyone(rows):
    return rows.filter(pl.col("stratum_by") == "all")


def name_of(row):
    """The label of an arm, with its run if there are several."""
    label = labels.get((row["run"], row["arm"]), row["arm"])
    return label if len(runs) == 1 else f"{label} ({row['run']})"


def forest(axes, rows, names, title):
    """Estimates with their intervals, one below the other."""
    at = np.arange(len(rows))[::-1]
    axes.hlines(at, rows["conf_low"].cast(float), rows["conf_high"].cast(float), color="black")
    axes.plot(rows["estimate"], at, "o", color="black")
    axes.axvline(0, color="gray", linestyle="dashed")
    axes.set_yticks(at, names)
    # The unit of shares and risks is 1.
    axes.set_xlabel("difference" if rows["unit"][0] == "1" else f"difference, {rows['unit'][0]}")
    axes.set_title(title)


flags = contrasts.filter(pl.col("statistic") == "risk_difference")["measure"].unique(maintain_order=True).to_list()
for measure in [OUTCOME, *flags, "stasis_dose", "vte_symptomatic_excess_risk"]:
    rows = everyone(differences(measure))
    if rows.is_empty():
        print(f"nothing to draw: no run compares arms by {measure}")
        continue
    figure, axes = plt.subplots(figsize=(8, 1.5 + 0.3 * len(rows)))
    forest(axes, rows, [name_of(row) for row in rows.to_dicts()], f"{measure}, everyone")
    plt.show()

# %% [markdown]
# ## By group

# %%
grouped = differences(OUTCOME).filter(pl.col("stratum_by") != "all")
if grouped.is_empty():
    print("nothing to draw: no run has groups (`strata` in [analysis] of the scenario)")
for (run,), rows in grouped.group_by(["run"], maintain_order=True):
    names = [f"{labels.get((run, row['arm']), row['arm'])}, {row['stratum_by']} {row['stratum']}" for row in rows.to_dicts()]
    figure, axes = plt.subplots(figsize=(8, 1.5 + 0.25 * len(rows)))
    forest(axes, rows, names, f"{OUTCOME}, {run}")
    plt.show()

# %% [markdown]
# ## Along the axis of a sweep

# %%
axes_of = {run: values for run, (_, values) in runs.items() if values}
for axis in {axis: None for values in axes_of.values() for axis in values}:
    rows = everyone(differences(OUTCOME)).filter(pl.col("run").is_in(list(axes_of)))
    rows = rows.with_columns(x=pl.col("run").replace_strict({run: values.get(axis) for run, values in axes_of.items()}))
    if rows.is_empty() or not rows["x"].dtype.is_numeric():
        print(f"nothing to draw: {axis} has no numbers, or no arms are compared")
        continue
    # A line connects members that differ only in this value.
    others = {run: [f"{name} = {value}" for name, value in values.items() if name != axis] for run, values in axes_of.items()}
    others = {run: ", ".join(values) for run, values in others.items()}
    rows = rows.with_columns(line=pl.col("arm") + " " + pl.col("run").replace_strict(others)).sort("x")
    figure, axes = plt.subplots(figsize=(8, 4))
    for (line,), part in rows.group_by(["line"], maintain_order=True):
        ends = [part["estimate"] - part["conf_low"], part["conf_high"] - part["estimate"]]
        axes.errorbar(part["x"], part["estimate"], ends, marker="o", label=line)
    axes.set_xlabel(axis)
    axes.set_ylabel(f"difference in {OUTCOME}, {rows['unit'][0]}")
    axes.legend()
    plt.show()

# %% [markdown]
# ## The course over time
#
# `time_min` is one axis of time through all phases. It is null after a phase whose length differs between people; there, `stitched`
# continues as the report does: a phase ends where half of its people have left.

# %%
def stitched(course):
    """The course of one run, with the column `hours` since the start of the timeline."""
    parts, end = [], 0.0
    for (phase,), part in course.group_by(["phase"], maintain_order=True):
        last = part.filter(2 * pl.col("n") >= pl.col("n").max())["time_in_phase_min"].max()
        common = (part["time_min"] - part["time_in_phase_min"])[0]
        begin = end if common is None else common
        hours = (begin + pl.col("time_in_phase_min")) / 60
        parts.append(part.filter(pl.col("time_in_phase_min") <= last).with_columns(hours=hours))
        end = begin + last
    return pl.concat(parts)


def band(axes, course, color, label):
    """Medians, and where 9 of 10 people are, phase by phase."""
    for (phase,), part in course.group_by(["phase"], maintain_order=True):
        axes.plot(part["hours"], part["p50"], color=color, label=label)
        axes.fill_between(part["hours"], part["p05"], part["p95"], color=color, alpha=0.2, linewidth=0)
        axes.axvline(part["hours"][0], color="gray", linewidth=0.5)
        label = None


course = read("timeseries")
if course is not None:
    # The time course has fewer quantities than the table outcomes.
    quantity = OUTCOME if OUTCOME in course["measure"] else "edema_ml"
    course = everyone(course).filter(pl.col("measure") == quantity)
    for (run,), part in course.group_by(["run"], maintain_order=True):
        part, of_run = stitched(part), part["arm"].unique(maintain_order=True).to_list()
        figure, grid = plt.subplots(1, len(of_run), sharex=True, sharey=True, squeeze=False, figsize=(3 * len(of_run), 3.5))
        for axes, arm in zip(grid[0], of_run):
            band(axes, part.filter(pl.col("arm") == arm), "tab:blue", "median, 5 % to 95 %")
            axes.set_title(labels.get((run, arm), arm), fontsize="small")
            axes.set_xlabel("hours")
        grid[0][0].set_ylabel(quantity)
        figure.suptitle(run)
        plt.show()

# %% [markdown]
# ## How many people exceed a value
#
# Each row of `outcomes` is a person in an arm. Outcomes of people whose simulation was not valid are null. If the constants were drawn
# several times (`draw`), the curve combines all draws.

# %%
shares = np.linspace(0.005, 0.995, 199)
outcomes = read("outcomes", ["draw", "person_id", "arm", OUTCOME])
if outcomes is not None:
    for (run,), part in outcomes.drop_nulls(OUTCOME).group_by(["run"], maintain_order=True):
        figure, axes = plt.subplots(figsize=(8, 4))
        for (arm,), people in part.group_by(["arm"], maintain_order=True):
            axes.plot(np.quantile(people[OUTCOME], shares), 100 * (1 - shares), label=labels.get((run, arm), arm))
        axes.set_xlabel(OUTCOME)
        axes.set_ylabel("people above it, %")
        axes.set_title(run)
        axes.legend()
        plt.show()

# %% [markdown]
# ## Columns

# %%
dictionary = read("dictionary")
None if dictionary is None else dictionary.select("table", "column", "unit", "description").unique(maintain_order=True)
