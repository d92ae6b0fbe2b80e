#!/usr/bin/env python3
"""The order of the rows of an input table changes no row of a result.

    verify_shuffle.py XUEWEI SCENARIO.yaml SEED ...

The folder of the scenario is copied (with the geodata beside it), and for every seed the rows of all its tables and the
features of its outlines are shuffled; then the scenario is run again and every table of the run file is compared with
that of the tables as they were, row by row, in the order in which the run wrote them. Exempt, and why:

  input              the files themselves, byte for byte
  run                the hashes of those files, under sha256:FILE, and the run_id made of them
  line               of any table: where a row stands in its file
  warnings           are compared as a set, and "line 12" or 第 12 行 in their text without the number
"""
import csv
import io
import json
import os
import pathlib
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile

failures = []


def check(good, what):
    print(f"{'ok' if good else 'not ok'} - {what}")
    if not good:
        failures.append(what)


def shuffle_table(path, chance):
    text = path.read_text(encoding="utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    header, body = rows[0], [r for r in rows[1:] if r]
    chance.shuffle(body)
    with open(path, "w", encoding="utf-8", newline="") as to:
        csv.writer(to, lineterminator="\n").writerows([header, *body])
    return len(body)


def shuffle_outlines(path, chance):
    shapes = json.loads(path.read_text(encoding="utf-8"))
    chance.shuffle(shapes["features"])
    path.write_text(json.dumps(shapes, ensure_ascii=False), encoding="utf-8")


def run(xuewei, folder, scenario):
    out = folder / "run.gpkg"
    done = subprocess.run([xuewei, "run", "--quiet", "-o", str(out), str(scenario)], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{scenario}: status {done.returncode}\n{done.stderr}")
    base = sqlite3.connect(f"file:{out}?mode=ro", uri=True)
    tables = {}
    for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"):
        if name == "input" or name.startswith(("gpkg_", "sqlite_", "rtree_")):
            continue
        cursor = base.execute(f'SELECT * FROM "{name}" ORDER BY rowid')
        columns = [c[0] for c in cursor.description]
        tables[name] = columns, cursor.fetchall()
    base.close()
    out.unlink()
    return tables


def comparable(name, columns, rows):
    """The rows without what may differ."""
    if name == "run":
        key = columns.index("key")
        return [r[1:] for r in rows if not r[key].startswith("sha256:") and r[key] != "run_id"]
    if "line" in columns:
        line = columns.index("line")
        rows = [r[:line] + r[line + 1:] for r in rows]
    if name == "warnings":
        found = [r[1:] for r in rows]
        text = [[re.sub(r"(lines?|第) ?\d+", r"\1", c) if isinstance(c, str) else c for c in r] for r in found]
        return sorted(text, key=repr)
    return rows


def main():
    xuewei, scenario = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
    name = scenario.parent.name
    with tempfile.TemporaryDirectory(prefix="xuewei-shuffle-") as place:
        place = pathlib.Path(place)
        shutil.copytree(scenario.parents[2] / "geodata", place / "geodata")
        folder = place / "scenarios" / name
        tables = sorted(p.relative_to(scenario.parent) for p in scenario.parent.glob("tables/*.csv"))

        def copy():
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(scenario.parent, folder)

        copy()
        before = run(xuewei, place, folder / scenario.name)
        check(sum(len(rows) for _, rows in before.values()) > 100, f"{name}: there is something to compare")
        for seed in sys.argv[3:]:
            copy()
            chance = random.Random(int(seed))
            rows = sum(shuffle_table(folder / t, chance) for t in tables)
            for outlines in sorted((place / "geodata").glob("*/*.geojson")):
                shuffle_outlines(outlines, chance)
            after = run(xuewei, place, folder / scenario.name)
            check(sorted(before) == sorted(after), f"{name} {seed}: the same tables")
            for table, (columns, old) in before.items():
                was, now = comparable(table, columns, old), comparable(table, columns, after[table][1])
                if was == now:
                    continue
                check(False, f"{name} {seed}: {table} changed")
                print(f"# {len(was)} rows, {len(now)} after")
                for a, b in [(a, b) for a, b in zip(was, now) if a != b][:3]:
                    print(f"#   {str(a)[:300]}\n#   {str(b)[:300]}")
            print(f"# {name} {seed}: {rows} rows of {len(tables)} tables, {len(before)} tables of the run")
        check(True, f"{name}: {len(before)} tables compared for each of {len(sys.argv) - 3} orders")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
