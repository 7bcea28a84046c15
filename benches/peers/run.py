"""Asks the same questions of the same record with `treaty` and with what a user would pick instead.

    cargo build --release && python3 benches/peers/run.py [path/to/treaty]

Every tool starts anew for every question, as in a shell. All must give the same answer before any time counts.
Tools that are not installed are named and left out.
"""
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TREATY = sys.argv[1] if len(sys.argv) > 1 else str(ROOT / "target/release/treaty")
DAY, TREATY_ID, STATE = "2025-03-01", "ccm", "LTU"
RUNS = 15


def run(command, **more):
    return subprocess.run(command, check=True, capture_output=True, text=True, **more).stdout.strip()


def timed(command):
    answer, times = None, []
    for _ in range(RUNS):
        start = time.perf_counter()
        answer = run(command)
        times.append(time.perf_counter() - start)
    return answer, statistics.median(times) * 1000


def python(code):
    return [sys.executable, "-c", code]


def main():
    folder = Path(tempfile.mkdtemp())
    run([TREATY, "export", "csv", "-o", str(folder / "csv")])
    run([TREATY, "export", "jsonl", "-o", str(folder / "jsonl")])
    csv, jsonl = folder / "csv/intervals.csv", folder / "jsonl/intervals.jsonl"
    database = folder / "treaty.sqlite"
    if shutil.which("sqlite3"):
        run(["sqlite3", str(database), ".mode csv", f'.import "{csv}" intervals',
             "create index one on intervals (treaty, state)"])
    on = f"\"from\" <= '{DAY}' and (until is null or until = '' or until > '{DAY}')"
    duck = f"read_csv('{csv}', all_varchar = true)"
    status = f"select status from {{}} where treaty = '{TREATY_ID}' and state = '{STATE}' and {on}"
    members = f"select count(*) from {{}} where treaty = 'ottawa' and bound = 'true' and {on}"
    everywhere = f"select count(*) from {{}} where bound = 'true' and {on}"

    def jq(condition, then):
        now = f'select(.from <= "{DAY}" and (.until == null or .until > "{DAY}"))'
        return ["jq", "-rn", f"[inputs | select({condition}) | {now}] | {then}", str(jsonl)]

    def pandas(condition, then):
        return python(
            f"import pandas as p; d = p.read_csv({str(csv)!r}, dtype=str);"
            f"d = d[{condition}]; d = d[(d['from'] <= {DAY!r}) & (d.until.isna() | (d.until > {DAY!r}))]; print({then})")

    def duckdb(sql):
        return python(f"import duckdb; print(duckdb.sql({sql.format(duck)!r}).fetchall()[0][0])")

    questions = {
        "status of one state": {
            "treaty": ([TREATY, "status", STATE, TREATY_ID, "--date", DAY, "-f", "json"],
                       lambda answer: answer["results"][0]["status"]),
            "jq": jq(f'.treaty == "{TREATY_ID}" and .state == "{STATE}"', ".[0].status"),
            "sqlite3": ["sqlite3", str(database), status.format("intervals")],
            "duckdb": duckdb(status),
            "pandas": pandas(f"(d.treaty == {TREATY_ID!r}) & (d.state == {STATE!r})", "d.status.iloc[0]"),
        },
        "members of a treaty": {
            "treaty": ([TREATY, "members", "ottawa", "--date", DAY, "-f", "json"],
                       lambda answer: answer["counts"]["bound"]),
            "jq": jq('.treaty == "ottawa" and .bound == true', "length"),
            "sqlite3": ["sqlite3", str(database), members.format("intervals")],
            "duckdb": duckdb(members),
            "pandas": pandas("(d.treaty == 'ottawa') & (d.bound == 'true')", "len(d)"),
        },
        "who is bound, everywhere": {
            "treaty": ([TREATY, "treaties", "--date", DAY, "-f", "json"],
                       lambda answer: sum(one["bound"] for one in answer["results"])),
            "jq": jq(".bound == true", "length"),
            "sqlite3": ["sqlite3", str(database), everywhere.format("intervals")],
            "duckdb": duckdb(everywhere),
            "pandas": pandas("d.bound == 'true'", "len(d)"),
        },
    }
    installed = {"treaty": run([TREATY, "--version"])}
    for tool, command in {"jq": ["jq", "--version"], "sqlite3": ["sqlite3", "--version"]}.items():
        if shutil.which(tool):
            installed[tool] = run(command).split(" ")[0]
    for module in ("duckdb", "pandas"):
        try:
            installed[module] = run(python(f"import {module}; print({module}.__version__)"))
        except subprocess.CalledProcessError:
            print(f"{module} is not installed: left out")
    print("; ".join(f"{tool} {version}" for tool, version in installed.items()))
    wrong = False
    for question, tools in questions.items():
        print(f"\n{question}")
        (command, pick) = tools["treaty"]
        answer, ours = timed(command)
        answer = str(pick(json.loads(answer)))
        print(f"  {'treaty':8} {ours:8.2f} ms          {answer}")
        for tool, command in tools.items():
            if tool == "treaty" or tool not in installed:
                continue
            theirs, milliseconds = timed(command)
            same = theirs.strip('"') == answer
            wrong |= not same
            print(f"  {tool:8} {milliseconds:8.2f} ms {milliseconds / ours:6.1f} x {theirs if same else 'DIFFERS: ' + theirs}")
    sys.exit(1 if wrong else 0)


main()
