"""Runs the snippets of documents in some languages.

    python check_snippets.py SOLEUS python,sql,sh,toml,r DOCUMENT...

Every fenced block is run in a folder with small runs of the long-haul flight; SOLEUS is `soleus` there. A snippet in Python or R must end
in a frame with rows, a query must return rows, a command must return 0, a whole scenario must run; parts of scenarios are left out. Prints
what was done with every part, and the reason if it was not run. Needs polars and duckdb, for R Rscript.
"""

import ast
import contextlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PERSONS = "64"
ONE, OTHER = "runs/long-haul-flight/one", "runs/long-haul-flight/other"
# Names in commands that stand for runs and folders of the reader.
PLACES = {"OTHER_RUN": OTHER, "RUN": ONE, "seat-a": ONE, "seat-b": OTHER, "target/desk-day": "{home}/desk-day", "/shared/flight": "{home}/slurm"}
# Commands that are not run: how they begin, and why.
LEFT_OUT = {
    "bash tests/run.sh": "it runs these checks",
    "cargo run --release --example calibrate": "it takes a quarter of an hour",
    "pip install": "it installs; tests/run.sh --all builds and tries a wheel",
    "maturin build": "it compiles for minutes; tests/run.sh --all builds and tries a wheel",
    "bash /shared/flight/submit.sh": "it needs Slurm",
}


def blocks(text):
    """Language and text of the fenced blocks."""
    return re.findall(r"(?ms)^```(\w*)\n(.*?)^```$", text)


def is_piece(language, code):
    """Whether a block is a part of a scenario, which cannot run on its own."""
    is_whole = code.startswith("format =") and ("\nextends =" in code or "\n[arms" in code)
    return language == "toml" and not is_whole


def some(rows):
    if rows == 0:
        raise ValueError("no rows")
    return f"{rows} rows"


@contextlib.contextmanager
def inside(folder):
    here = os.getcwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(here)


def run_python(code, home):
    """The value of the last statement must have rows."""
    tree = ast.parse(code)
    last = ast.Expression(tree.body.pop().value)
    with inside(home / ONE):
        names = {"folder": "."}
        exec(compile(tree, "snippet", "exec"), names)
        return some(len(eval(compile(last, "snippet", "eval"), names)))


def run_sql(code, home):
    import duckdb

    # Queries name files below ./runs, or of the run folder in which the reader is.
    with inside(home if "'runs/" in code else home / ONE):
        return some(len(duckdb.sql(code).fetchall()))


def run_r(code, home):
    """The value of the last expression must have rows."""
    text = f'folder <- "."; value <- {{{code}}}; cat(nrow(value))'
    return some(int(call(["Rscript", "-e", text], home / f"{ONE}-csv")))


def run_toml(code, home):
    """The scenario runs, beside the shipped scenarios, which it may extend."""
    (home / "scenarios" / "study.toml").write_text(code, encoding="utf-8")
    call(["soleus", "run", "study.toml", "-q", "--persons", PERSONS], home / "scenarios")
    return "the scenario runs"


def run_command(line, home):
    command = line.split(" #")[0].strip()
    for begin, why in LEFT_OUT.items():
        if command.startswith(begin):
            return f"NOT RUN, because {why}: {command}"
    if "--device gpu" in command and os.environ.get("SOLEUS_NO_GPU") == "1":
        return f"NOT RUN, because SOLEUS_NO_GPU=1: {command}"
    if re.search(r"\brun \S+\.toml", command):
        command = re.sub(r" --persons \S+", "", command) + f" --persons {PERSONS}"
        # cargo runs in the repository, which must stay as it is.
        command += f" -o {home}/made" if command.startswith("cargo") else ""
    # A finished run can only grow, so the second command asks for more people than the first.
    if " extend " in command:
        command = re.sub(r"--persons \S+", "--persons 96" if " -o " in command else "--persons 80", command)
    for name, place in PLACES.items():
        command = re.sub(rf"(?<![\w/-]){name}(?![\w/.-])", place.format(home=home), command)
    call(["bash", "-euc", command], ROOT if command.startswith("cargo") else home)
    return f"returned 0: {command}"


def call(command, folder):
    """What a command prints; it must return 0."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if done.returncode != 0:
        raise ValueError(f"exit code {done.returncode}: {done.stderr[-2000:]}")
    return done.stdout


def run_block(language, code, home):
    """One line about each part of a block."""
    if language == "sh":
        commands = [line for line in code.splitlines() if line.strip() and not line.startswith("#")]
        return [run_command(line, home) for line in commands]
    return [{"python": run_python, "sql": run_sql, "r": run_r, "toml": run_toml}[language](code, home)]


def make_home(home):
    """Shipped scenarios, and a small run with two seeds, exported."""
    shutil.copytree(ROOT / "scenarios", home / "scenarios")
    shutil.copy(ROOT / "scenarios" / "long-haul-flight.toml", home / "study.toml")
    for seed, run in (("1", ONE), ("2", OTHER)):
        words = ["--persons", PERSONS, "--seed", seed, "-q", "--device", "cpu", "-o", run]
        call(["soleus", "run", "scenarios/long-haul-flight.toml", *words], home)
    call(["soleus", "export", ONE, "--format", "csv", "-q"], home)


def main():
    soleus, languages, documents = Path(sys.argv[1]).resolve(), sys.argv[2].split(","), sys.argv[3:]
    failed = 0
    with tempfile.TemporaryDirectory() as place:
        place = Path(place)
        (place / "tools").mkdir()
        (place / "tools" / "soleus").symlink_to(soleus)
        os.environ["PATH"] = f"{place / 'tools'}:{os.environ['PATH']}"
        make_home(place / "fresh")
        for document in documents:
            home = place / Path(document).stem
            shutil.copytree(place / "fresh", home)
            found = blocks(Path(document).read_text(encoding="utf-8"))
            for number, (language, code) in enumerate(found, start=1):
                if language not in languages or is_piece(language, code):
                    continue
                try:
                    for said in run_block(language, code, home):
                        print(f"{document}, block {number} ({language}): {said}", flush=True)
                except Exception as error:
                    failed += 1
                    print(f"{document}, block {number} ({language}) fails: {error}\n{code}", file=sys.stderr)
    if failed:
        sys.exit(f"{failed} snippets fail")


main()
