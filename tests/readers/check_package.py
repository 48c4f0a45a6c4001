"""Validates the data package of a run, and that of its exported CSV files, with Frictionless.

    python check_package.py DATAPACKAGE...

Needs the package frictionless with its extra parquet. Prints one line per package.
"""

import os
import sys

from frictionless import Package, system


def check(path):
    folder, name = os.path.split(os.path.abspath(path))
    os.chdir(folder)
    report = Package(name).validate()
    faults = [error.message for error in report.errors]
    faults += [f"{task.name}: {error.message}" for task in report.tasks for error in task.errors]
    if not report.valid:
        sys.exit(f"{path}: {len(faults)} faults, the first: {faults[:3]}")
    names = [task.name for task in report.tasks]
    print(f"{path}: {len(names)} tables are valid: {', '.join(names)}")


if len(sys.argv) < 2:
    sys.exit(__doc__)
with system.use_context(trusted=True):
    for package in [os.path.abspath(path) for path in sys.argv[1:]]:
        check(package)
