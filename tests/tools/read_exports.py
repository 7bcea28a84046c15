"""Opens exports with the tools that people have, and counts those bound by the Ottawa convention on a day."""
import sys
from pathlib import Path

folder, day = Path(sys.argv[1]), sys.argv[2]
QUESTION = """select count(*) from {} where treaty = 'ottawa' and bound
  and "from" <= {day} and (until is null or until > {day})"""
counts = {}

import sqlite3
if (folder / "treaty.sqlite").exists():
    with sqlite3.connect(folder / "treaty.sqlite") as database:
        counts["sqlite"] = database.execute(QUESTION.format("intervals", day=f"'{day}'")).fetchone()[0]

try:
    import duckdb

    def ask(table):
        return duckdb.sql(QUESTION.format(table, day=f"DATE '{day}'")).fetchall()[0][0]

    counts["duckdb csv"] = ask(f"read_csv('{folder}/csv/intervals.csv')")
    counts["duckdb jsonl"] = ask(f"read_json('{folder}/jsonl/intervals.jsonl')")
    if (folder / "lake").exists():
        lake = f"read_parquet('{folder}/lake/intervals/*/*.parquet', hive_partitioning = true)"
        kinds = dict(duckdb.sql(f"select column_name, column_type from (describe select * from {lake})").fetchall())
        assert kinds["from"] == "DATE" and kinds["bound"] == "BOOLEAN", kinds
        counts["duckdb parquet"] = ask(lake)
except ImportError:
    print("skipped: duckdb is not installed", file=sys.stderr)

try:
    import pandas

    table = pandas.read_csv(folder / "csv/intervals.csv", parse_dates=["from", "until"])
    on = pandas.Timestamp(day)
    ends = table["until"].isna() | (table["until"] > on)
    counts["pandas"] = int(((table.treaty == "ottawa") & (table["from"] <= on) & ends & (table.bound == True)).sum())
except ImportError:
    print("skipped: pandas is not installed", file=sys.stderr)

for tool, count in counts.items():
    print(tool, count)
