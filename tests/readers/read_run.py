"""Reads a run folder with polars, pyarrow (and pandas) and DuckDB, and fails where one of them finds anything unexpected.

    python read_run.py RUN_FOLDER

Needs the packages polars, pyarrow, pandas and duckdb. Prints one line per reader.
"""

import json
import pathlib
import sys

ROW_GROUP = 131_072
METADATA_KEYS = ["format", "table", "run_id", "version", "model_hash", "seed", "scenario_hash", "scenario", "limits"]
ARROW_TYPES = {
    "int32": {"int32"},
    "float32": {"float"},
    "float64": {"double"},
    "boolean": {"bool"},
    "string": {"string"},
}
POLARS_TYPES = {"int32": "Int32", "float32": "Float32", "float64": "Float64", "boolean": "Boolean", "string": "String"}
DUCKDB_TYPES = {"int32": "INTEGER", "float32": "FLOAT", "float64": "DOUBLE", "boolean": "BOOLEAN", "string": "VARCHAR"}


class Run:
    """A run folder and what its own dictionary says of it."""

    def __init__(self, folder):
        import pyarrow.parquet

        self.folder = pathlib.Path(folder)
        self.manifest = json.loads((self.folder / "manifest.json").read_text())
        self.tables = {}
        for row in pyarrow.parquet.read_table(self.path("dictionary")).to_pylist():
            self.tables.setdefault(row["table"], []).append((row["column"], row["type"]))

    def path(self, table):
        return self.folder / f"{table}.parquet"

    def expected_rows(self):
        persons, arms = self.manifest["persons"], len(self.manifest["arms"])
        columns = sum(len(described) for described in self.tables.values())
        return {"persons": persons, "outcomes": persons * arms, "arms": arms, "dictionary": columns}


def same(found, expected, what):
    if found != expected:
        raise SystemExit(f"{what}: found {found}, expected {expected}")


def check_shape(run, table, columns, rows):
    same(columns, [name for name, _ in run.tables[table]], f"columns of {table}")
    same(rows, run.expected_rows().get(table, rows), f"rows of {table}")


def read_polars(run):
    import polars

    rows = 0
    for table, described in run.tables.items():
        frame = polars.read_parquet(run.path(table))
        check_shape(run, table, frame.columns, frame.height)
        same([str(kind) for kind in frame.dtypes], [POLARS_TYPES[kind] for _, kind in described], f"types of {table}")
        rows += frame.height
    outcomes = polars.read_parquet(run.path("outcomes"))
    arms = polars.read_parquet(run.path("arms")).sort("order")["arm"].to_list()
    same(outcomes["arm"].unique(maintain_order=True).to_list(), arms, "arms of outcomes")
    for (arm,), part in outcomes.group_by(["arm"], maintain_order=True):
        same(part["person_id"].to_list(), list(range(run.manifest["persons"])), f"people of {arm}")
    return "polars", polars.__version__, rows


def read_pyarrow(run):
    import pandas
    import pyarrow
    import pyarrow.parquet

    rows = 0
    for table, described in run.tables.items():
        content = pyarrow.parquet.read_table(run.path(table))
        check_shape(run, table, content.column_names, content.num_rows)
        for field, (_, kind) in zip(content.schema, described):
            if str(field.type) not in ARROW_TYPES[kind]:
                raise SystemExit(f"type of {table}.{field.name}: found {field.type}, expected {kind}")
        check_file(run, table, pyarrow.parquet.ParquetFile(run.path(table)).metadata)
        same(len(content.to_pandas()), content.num_rows, f"pandas rows of {table}")
        rows += content.num_rows
    return "pyarrow + pandas", f"{pyarrow.__version__} + {pandas.__version__}", rows


def check_file(run, table, metadata):
    """Metadata keys, sizes of row groups, compression and statistics."""
    pairs = {key.decode(): value.decode() for key, value in metadata.metadata.items()}
    missing = [key for key in METADATA_KEYS if f"soleus.{key}" not in pairs]
    same(missing, [], f"metadata keys that {table} lacks")
    same(pairs["soleus.run_id"], run.manifest["run_id"], f"run of {table}")
    same(pairs["soleus.table"], table, f"name of {table}")
    groups = [metadata.row_group(index) for index in range(metadata.num_row_groups)]
    same([group.num_rows for group in groups[:-1]], [ROW_GROUP] * (len(groups) - 1), f"row groups of {table}")
    for group in groups:
        for index in range(group.num_columns):
            column = group.column(index)
            same(column.compression, "ZSTD", f"compression of {table}.{column.path_in_schema}")
            same(column.is_stats_set, True, f"statistics of {table}.{column.path_in_schema}")


def read_duckdb(run):
    import duckdb

    rows = 0
    for table, described in run.tables.items():
        relation = duckdb.read_parquet(str(run.path(table)))
        count = relation.count("*").fetchall()[0][0]
        check_shape(run, table, relation.columns, count)
        found = [str(kind) for kind in relation.types]
        same(found, [DUCKDB_TYPES[kind] for _, kind in described], f"types of {table}")
        rows += count
    check_means(run, duckdb)
    return "duckdb", duckdb.__version__, rows


def check_means(run, duckdb):
    """The means in summary are those of outcomes."""
    summary = f"read_parquet('{run.path('summary')}')"
    outcomes = f"read_parquet('{run.path('outcomes')}')"
    means = duckdb.sql(
        f"""select s.arm, s.estimate, o.mean, s.n, o.n
            from {summary} s join (select arm, avg(edema_ml::double) as mean, count(edema_ml) as n
                                   from {outcomes} group by arm) o using (arm)
            where s.stratum_by = 'all' and s.measure = 'edema_ml' and s.statistic = 'mean'"""
    ).fetchall()
    same(len(means), len(run.manifest["arms"]), "arms with a mean")
    for arm, estimate, mean, n, counted in means:
        same(n, counted, f"people behind the mean of {arm}")
        if estimate is not None and abs(estimate - mean) > 1e-9 * max(1.0, abs(mean)):
            raise SystemExit(f"mean edema of {arm}: summary says {estimate}, outcomes give {mean}")


def main():
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    run = Run(sys.argv[1])
    for read in (read_polars, read_pyarrow, read_duckdb):
        reader, version, rows = read(run)
        print(f"{reader} {version}: {len(run.tables)} tables, {rows} rows, as described")


if __name__ == "__main__":
    main()
