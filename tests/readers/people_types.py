"""Writes data files of people with every type of column that pandas, polars, pyarrow and DuckDB write, and lets soleus read them.

    python people_types.py SOLEUS FOLDER

Each file has the ages 30 to 61 in a column of one type, or sexes or flags. A type is either read (then every simulated person has the value
of the row that it comes from) or refused with a message about the column. Prints one line per writer.
"""

import datetime
import decimal
import pathlib
import subprocess
import sys

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

AGES = list(range(30, 62))
SEXES = ["female", "male"] * 16
FLAGS = [True, False, False, True] * 8
DATES = [datetime.date(1990, 1, 1 + at % 28) for at in range(32)]
STUDY = """format = "soleus-scenario/1"
study = {{ id = "types", title = "Types", question = "Is it read?", context_of_use = "A test." }}
design = {{ seed = 1, persons = 64 }}
population = {{ file = "{file}" }}
timeline = {{ temperature_c = 24, phases = [{{ name = "sit", posture = "sitting", duration_min = 2 }}] }}
arms = {{ usual = {{ use = [], reference = true }} }}
"""


def of_pandas():
    ages, sexes, flags = pd.Series(AGES), pd.Series(SEXES), pd.Series(FLAGS)
    whole = ["int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float16", "float32", "float64"]
    nullable = ["Int8", "Int16", "Int32", "Int64", "UInt8", "UInt16", "UInt32", "UInt64", "Float32", "Float64"]
    for name in whole + nullable + ["category", "int64[pyarrow]", "str"]:
        yield f"age_{name}", "age_years", ages.astype(name), AGES
    for name in ["object", "string", "string[pyarrow]", "category"]:
        yield f"sex_{name}", "sex", sexes.astype(name), SEXES
    for name in ["bool", "boolean", "int8", "float64", "category"]:
        yield f"flag_{name}", "smoker", flags.astype(name), FLAGS
    yield "decimal", "age_years", pd.Series([decimal.Decimal(age) for age in AGES]), AGES
    yield "dates", "age_years", pd.Series(pd.to_datetime(DATES)), None
    yield "lengths", "age_years", pd.Series(pd.to_timedelta(AGES, unit="D")), None


def of_polars():
    for kind in [pl.Int8, pl.Int16, pl.Int32, pl.Int64, pl.UInt8, pl.UInt16, pl.UInt32, pl.UInt64, pl.Float32, pl.Float64,
                 pl.Decimal(10, 2), pl.String]:
        yield f"age_{kind}", "age_years", pl.Series(AGES).cast(kind), AGES
    for kind in [pl.String, pl.Categorical, pl.Enum(["male", "female"])]:
        yield f"sex_{kind}", "sex", pl.Series(SEXES).cast(kind), SEXES
    for kind in [pl.Boolean, pl.Int8]:
        yield f"flag_{kind}", "smoker", pl.Series(FLAGS).cast(kind), FLAGS
    yield "date", "age_years", pl.Series(DATES), None
    yield "datetime", "age_years", pl.Series(DATES).cast(pl.Datetime), None
    yield "time", "age_years", pl.Series([datetime.time(1)] * 32), None
    yield "list", "age_years", pl.Series([[age] for age in AGES]), None
    yield "struct", "age_years", pl.Series([{"age": age} for age in AGES]), None
    yield "binary", "age_years", pl.Series([b"30"] * 32), None


def of_pyarrow():
    number = [pa.int8(), pa.int16(), pa.int32(), pa.int64(), pa.uint8(), pa.uint16(), pa.uint32(), pa.uint64(),
              pa.float16(), pa.float32(), pa.float64(), pa.decimal128(22, 3), pa.decimal128(38, 3)]
    for kind in number:
        yield f"age_{kind}", "age_years", pa.array(AGES).cast(kind), AGES
    for kind in [pa.string(), pa.large_string(), pa.string_view()]:
        yield f"sex_{kind}", "sex", pa.array(SEXES, kind), SEXES
    for index in [pa.int8(), pa.int32(), pa.int64(), pa.uint8()]:
        kind = pa.dictionary(index, pa.string())
        yield f"sex_{kind}", "sex", pa.array(SEXES).dictionary_encode().cast(kind), SEXES
    yield "sex_large_dictionary", "sex", pa.array(SEXES, pa.large_string()).dictionary_encode(), SEXES
    yield "age_dictionary", "age_years", pa.array(AGES).dictionary_encode(), AGES
    yield "flag", "smoker", pa.array(FLAGS), FLAGS
    for kind in [pa.date32(), pa.date64(), pa.timestamp("ns"), pa.timestamp("us", "UTC")]:
        yield f"{kind}", "age_years", pa.array(DATES).cast(kind), None
    yield "decimal256", "age_years", pa.array(AGES).cast(pa.decimal256(40, 3)), None
    yield "duration", "age_years", pa.array(AGES, pa.duration("s")), None
    yield "time", "age_years", pa.array(AGES, pa.time32("s")), None
    yield "list", "age_years", pa.array([[age] for age in AGES]), None
    yield "map", "age_years", pa.array([[("age", age)] for age in AGES], pa.map_(pa.string(), pa.int32())), None
    yield "fixed_binary", "age_years", pa.array([b"30"] * 32, pa.binary(2)), None
    yield "null", "age_years", pa.nulls(32), None


def of_duckdb():
    for kind in ["TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT",
                 "FLOAT", "DOUBLE", "DECIMAL(4,1)", "DECIMAL(9,2)", "DECIMAL(18,3)", "DECIMAL(38,10)", "VARCHAR"]:
        yield f"age_{kind}", "age_years", f"CAST(age AS {kind})", AGES
    yield "sex_VARCHAR", "sex", "sex", SEXES
    yield "sex_ENUM", "sex", "CAST(sex AS ENUM('male', 'female'))", SEXES
    yield "flag_BOOLEAN", "smoker", "flag", FLAGS
    for name, value in [("DATE", "DATE '1990-01-01'"), ("TIMESTAMP", "TIMESTAMP '1990-01-01'"), ("TIME", "TIME '01:00'"),
                        ("INTERVAL", "INTERVAL 1 DAY"), ("BLOB", "'30'::BLOB"), ("UUID", "uuid()"), ("LIST", "[age]"),
                        ("STRUCT", "{'age': age}")]:
        yield name, "age_years", value, None


def written(folder):
    """The file of each type, the column that has the type, and the values that must be read; None if it must be refused."""
    duckdb.register("source", pa.table({"age": AGES, "sex": SEXES, "flag": FLAGS}))
    writers = {
        "pandas": (of_pandas(), lambda column, values, path: pd.DataFrame({column: values}).to_parquet(path)),
        "polars": (of_polars(), lambda column, values, path: pl.DataFrame({column: values}).write_parquet(path)),
        "pyarrow": (of_pyarrow(), lambda column, values, path: pq.write_table(pa.table({column: values}), path)),
        "duckdb": (of_duckdb(), lambda column, values, path: duckdb.sql(
            f"COPY (SELECT {values} AS {column}, age AS unused FROM source) TO '{path}' (FORMAT parquet)")),
    }
    for writer, (types, write) in writers.items():
        for number, (name, column, values, expected) in enumerate(types):
            path = folder / f"{writer}-{number}.parquet"
            write(column, values, path)
            yield writer, name, path, column, expected


def people(soleus, study, column, folder):
    """Value of each simulated person, by the row of the file, counted from 0; or the message if the file is refused."""
    run = folder / "run"
    command = [soleus, "run", study, "--quiet", "--force", "--device", "cpu", "-o", run]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        return done.stderr, None
    table = pl.read_parquet(run / "persons.parquet")
    return done.stderr, dict(zip((table["source_row"] - 1).to_list(), table[column].to_list()))


def main(soleus, folder):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    counts = {}
    for writer, name, path, column, expected in written(folder):
        study = folder / "study.toml"
        study.write_text(STUDY.format(file=path.name))
        said, found = people(soleus, study, column, folder)
        what = f"{writer} {name}"
        if "panicked" in said:
            raise SystemExit(f"{what}: {said}")
        if expected is None:
            if found is not None or column not in said or ("E026" not in said and "E027" not in said):
                raise SystemExit(f"{what}: expected a plain refusal, found {said or found}")
        elif found is None or any(expected[row] != value for row, value in found.items()):
            raise SystemExit(f"{what}: expected {expected}, found {said if found is None else found}")
        counts[writer] = counts.get(writer, 0) + 1
    for writer, count in counts.items():
        print(f"{writer}: {count} types of columns")


if __name__ == "__main__":
    main(*sys.argv[1:])
