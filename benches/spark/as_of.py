"""Asks partitioned Parquet who was bound on a day, with PySpark in local mode, and checks it against `treaty`.

    cargo build --release --features parquet && python3 benches/spark/as_of.py [path/to/treaty]
"""
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from pyspark.sql import SparkSession

TREATY = sys.argv[1] if len(sys.argv) > 1 else "target/release/treaty"
AS_OF = """
select treaty, count(*) as bound from intervals
where bound and `from` <= date'{day}' and (until is null or until > date'{day}')
group by treaty
"""

lake = Path(tempfile.mkdtemp()) / "lake"
subprocess.run([TREATY, "export", "parquet", "--partition", "-o", str(lake)], check=True)
spark = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
spark.sparkContext.setLogLevel("ERROR")
spark.read.parquet(str(lake / "intervals")).createOrReplaceTempView("intervals")
wrong = 0
for day in ("1970-03-05", "2010-08-01", "2025-03-05", "2025-03-06", "2026-01-15"):
    theirs = {row.treaty: row.bound for row in spark.sql(AS_OF.format(day=day)).collect()}
    answer = subprocess.run([TREATY, "treaties", "--date", day, "-f", "json"], check=True, capture_output=True)
    ours = {one["treaty"]["id"]: one["bound"] for one in json.loads(answer.stdout)["results"] if one["bound"]}
    wrong += theirs != ours
    print(day, sum(ours.values()), "bound under", len(ours), "treaties:", "equal" if theirs == ours else "DIFFERENT")
spark.stop()
sys.exit(1 if wrong else 0)
