"""Explained numbers come to the run's own, worked again by another calculator.

usage: verify_explain.py XUEWEI SCENARIO REPLICATES CELLS SEED [SEED ...]
       verify_explain.py XUEWEI TINY rules

With `rules`, small scenarios with the rules that Yuecheng does not use (lots, private schools, leavers, levers, shared
rooms, blended forecasts ...) are made beside TINY, and every cell of theirs explained. Else cells of every table and level are drawn by the seed, explained by one call of `xuewei explain --cells`, and
their tapes worked here from the JSON alone: every result must be the cell of the run file, as SQL reads
it. Largest remainders are taken again over all that were rounded together.
"""
import json
import math
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from fractions import Fraction
from pathlib import Path

KEYS = {
    "gap_year": ["level", "place", "year", "stage", "scope"],
    "school_year": ["school", "year", "stage"],
    "class_year": ["school", "year", "grade"],
    "flow_year": ["zone", "year", "stage", "tier", "school", "reason"],
    "project_year": ["project", "year"],
    "quantile_year": ["level", "place", "year", "stage", "scope", "quantity"],
}
COUNTS = {
    "gap_year": ["demand", "seats", "local_gap", "net_gap", "unplaced", "surplus", "design", "compliant"],
    "school_year": ["rooms", "rooms_used", "seats_norm", "seats_stretch", "seats_design", "seats_compliant",
                    "demand", "intake_plan", "pupils", "classes", "largest_class", "classes_over_norm",
                    "classes_56", "classes_66", "over_size", "special_rooms_used", "prefab_rooms_used",
                    "sister_rooms_used", "limit_raised_to"],
    "class_year": ["pupils", "classes", "smallest", "largest"],
    "flow_year": ["pupils"],
    "project_year": ["seats_added"],
    "quantile_year": ["p2_5", "p10", "p25", "p50", "p75", "p90", "p97_5"],
}
NEAR = 1e-9  # of fractions; whole numbers are met exactly


def near(a, b):
    return abs(a - b) <= NEAR * max(1.0, abs(b))


class Wrong(Exception):
    pass


def largest_remainder(rounding):
    """Whole parts and one more for the largest remainders until the total is met."""
    values = [m["value"] for m in rounding["members"]]
    whole = [math.floor(v) for v in values]
    total = rounding["total"]
    if abs(total - sum(values)) > 0.5 + 1e-5 * len(values):
        raise Wrong(f"{rounding['name']}: a total of {total} from {sum(values)}")
    rest = sorted(range(len(values)), key=lambda i: (-(values[i] - whole[i]), i))
    extra = total - sum(whole)
    if not 0 <= extra <= len(values):
        raise Wrong(f"{rounding['name']}: {extra} to give")
    up = set(rest[:extra])
    # Where remainders are alike but for their last digits any of them may have been taken.
    edge = values[rest[extra - 1]] - whole[rest[extra - 1]] if extra > 0 else 1.0
    for i, member in enumerate(rounding["members"]):
        want = whole[i] + (i in up)
        tie = abs(values[i] - whole[i] - edge) < 1e-7 and member["whole"] - whole[i] in (0, 1)
        if member["whole"] != want and not tie:
            raise Wrong(f"{rounding['name']}: {member['label']} {values[i]} to {member['whole']}, not {want}")
    if sum(m["whole"] for m in rounding["members"]) != total:
        raise Wrong(f"{rounding['name']}: the parts do not add up")


def work(terms, roundings):
    so_far = 0
    for t in terms:
        value = t["value"]
        if "terms" in t:
            of = work(t["terms"], roundings)
            if not near(of, value):
                raise Wrong(f"{t['label']}: {of}, not {value}")
        if "rows" in t and any(r["from"] < 2 or r["to"] < r["from"] for r in t["rows"]):
            raise Wrong(f"{t['label']}: rows {t['rows']}")
        op = t["op"]
        if op == "add":
            so_far += value
        elif op == "subtract":
            so_far -= value
        elif op == "times":
            so_far *= value
        elif op == "divide":
            # A quotient of whole numbers is kept exact, so that floors and ceilings cannot slip.
            whole = isinstance(so_far, (int, Fraction)) and isinstance(value, int)
            so_far = Fraction(so_far) / value if whole else so_far / value
        elif op == "rest":
            so_far %= value
        elif op == "least":
            so_far = min(so_far, value)
        elif op == "most":
            so_far = max(so_far, value)
        elif op == "floor":
            so_far = math.floor(so_far)
        elif op == "ceiling":
            so_far = math.ceil(so_far)
        elif op == "truncate":
            so_far = math.trunc(so_far)
        elif op == "units":
            so_far = math.floor(so_far * 2**20) / 2**20
        elif op == "largest_remainder":
            if value - math.floor(so_far) not in (0, 1) and not near(so_far, value):
                raise Wrong(f"{t['label']}: {float(so_far)} rounded to {value}")
            rounding = roundings[t["rounding"]]
            if not any(near(m["value"], so_far) and m["whole"] == value for m in rounding["members"]):
                raise Wrong(f"{t['label']}: {float(so_far)} is none of {rounding['name']}")
            so_far = value
        elif op != "equals":
            raise Wrong(f"an operation {op}")
        if op in ("floor", "ceiling", "truncate", "units", "equals") and not near(so_far, value):
            raise Wrong(f"{t['label']}: {op} gives {so_far}, not {value}")
    return so_far


def check_rounds(answer):
    """Prices prove the round: nobody could go a cheaper way at them."""
    for r in answer.get("rounds", []):
        if r["pupils"] != r["left"] + sum(w["placed"] for w in r["ways"]):
            raise Wrong("a round loses pupils")
        for w in r["ways"]:
            if w["taken"] > w["places"]:
                raise Wrong(f"{w['school']} is overfull")
            if not r["solved"]:
                continue
            if w["price_m"] < 0 or w["reduced_m"] != w["cost_m"] + w["price_m"] - r["pays_m"]:
                raise Wrong(f"{w['school']}: prices do not add up")
            if w["reduced_m"] < 0 or (w["placed"] > 0 and w["reduced_m"] != 0):
                raise Wrong(f"{w['school']}: a pupil would do better")


def draw(db, rng, replicates, n):
    """Cells of every table; of gap_year of every level and column."""
    cells = []
    tables = [t for t in KEYS if t != "quantile_year" or replicates > 0]
    levels = [level for level, in db.execute("SELECT DISTINCT level FROM gap_year ORDER BY level")]
    while len(cells) < n:
        table = tables[len(cells) % len(tables)]
        keys = KEYS[table]
        column = rng.choice(COUNTS[table])
        where = f"{column} IS NOT NULL"
        if table == "gap_year":
            level = rng.choice(levels)
            where += f" AND level = '{level}'"
        if table == "flow_year":
            where += " AND zone IS NOT NULL"
        if table == "quantile_year":
            where += " AND level IN ('district', 'town')"
        count, = db.execute(f"SELECT count(*) FROM {table} WHERE {where}").fetchone()
        if count == 0:
            continue
        row = db.execute(f"SELECT {', '.join(keys)}, {column} FROM {table} WHERE {where} ORDER BY fid "
                         f"LIMIT 1 OFFSET {rng.randrange(count)}").fetchone()
        cells.append((table, column, dict(zip(keys, row[:-1])), row[-1]))
    return cells


def every(db):
    """All cells of a run without replicates."""
    cells = []
    for table, keys in KEYS.items():
        for column in COUNTS[table]:
            if table == "quantile_year":
                continue
            where = " AND zone IS NOT NULL" if table == "flow_year" else ""
            for row in db.execute(f"SELECT {', '.join(keys)}, {column} FROM {table} "
                                  f"WHERE {column} IS NOT NULL{where} ORDER BY fid"):
                cells.append((table, column, dict(zip(keys, row[:-1])), row[-1]))
    return cells


def explain(program, run, folder, cells, seed):
    """Ask for all cells at once, work them again, compare."""
    names = ["table", "column"] + sorted({k for keys in KEYS.values() for k in keys})
    asked = Path(folder) / "cells.csv"
    with open(asked, "w", encoding="utf-8") as to:
        print(",".join(names), file=to)
        for table, column, keys, _ in cells:
            row = {"table": table, "column": column, **keys}
            print(",".join("" if row.get(k) is None else str(row[k]) for k in names), file=to)
    language = "zh" if seed % 2 else "en"
    done = subprocess.run([program, "explain", run, "--cells", asked, "--json", "--lang", language],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if done.returncode != 0:
        sys.exit(f"seed {seed}: status {done.returncode}: {done.stderr}")
    said = json.loads(done.stdout)
    answers = said["answers"]
    if len(answers) != len(cells):
        sys.exit(f"seed {seed}: {len(answers)} answers to {len(cells)} cells")
    try:
        for rounding in said["roundings"]:
            largest_remainder(rounding)
        for (table, column, keys, want), answer in zip(cells, answers):
            of = answer["cell"]
            if of["table"] != table or of["column"] != column or any(
                    v is not None and str(of.get(k)) != str(v) for k, v in keys.items()):
                raise Wrong(f"{table} {column} {keys}: answered is {of}")
            got = work(answer["terms"], said["roundings"])
            exact = got == want if isinstance(want, int) else near(got, want)
            if not exact or answer["value"] != want:
                raise Wrong(f"{table} {column} {keys}: {got}, the run file has {want}")
            if want != 0 and not answer["terms"]:
                raise Wrong(f"{table} {column} {keys}: no terms")
            check_rounds(answer)
    except Wrong as wrong:
        sys.exit(f"seed {seed}: {wrong}")
    tables = {t: sum(c[0] == t for c in cells) for t in KEYS}
    print(f"seed {seed}: {len(cells)} cells, all equal: {tables}")


def rules(program, tiny):
    """The rules that tiny does not use: the tables of verify_shuffle, and keys one after another."""
    sys.path.insert(0, str(Path(__file__).parent))
    from verify_shuffle import MORE, MORE_YAML
    pooled = "school,stage,rooms,special_rooms,prefab_rooms,pool\nS1,primary,5,2,2,nine\nS1,lower_secondary,3,1,1,nine\n"
    levers = "levers: {order: [special_rooms, prefab, sister_stage, class_size], from: norm, class_size: 20}"
    variants = [
        ("more", ""),
        ("more", "assignment: {private_lottery: expectation, multi_school: expectation}"),
        ("more", "assignment: {guarantee: true, feeder: first}"),
        ("more", "forecast: {basis: blend}\nclasses: {tolerance: 2, size_cap: code, nine_year_size_max: 70}"),
        ("tiny", levers),
        ("tiny", "projects: {include: none}\nassignment: {guarantee: true}"),
        ("pooled", ""),
        ("pooled", levers),
    ]
    with tempfile.TemporaryDirectory() as folder:
        of = Path(folder) / "tiny"
        shutil.copytree(Path(tiny).parent, of)
        more = {**MORE, "progression": MORE["progression"] + "primary,0.95,,rolls\n"}
        for table, text in more.items():
            (of / "tables" / f"more_{table}.csv").write_text(text, encoding="utf-8")
        (of / "tables/pooled.csv").write_text(pooled, encoding="utf-8")
        (of / "more.yaml").write_text(MORE_YAML % ", ".join(f"{t}: tables/more_{t}.csv" for t in MORE),
                                      encoding="utf-8")
        (of / "pooled.yaml").write_text("xuewei: 1\nextends: tiny.yaml\ntables: {capacity: tables/pooled.csv}\n",
                                        encoding="utf-8")
        for i, (name, keys) in enumerate(variants):
            run = Path(folder) / "run.gpkg"
            (of / "variant.yaml").write_text(f"xuewei: 1\nextends: {name}.yaml\n{keys}\n", encoding="utf-8")
            subprocess.run([program, "run", of / "variant.yaml", "--quiet", "-o", run], check=True,
                           stdout=subprocess.DEVNULL)
            explain(program, run, folder, every(sqlite3.connect(run)), i)


def main():
    program, scenario, replicates, *rest = sys.argv[1:]
    if replicates == "rules":
        rules(program, scenario)
        return
    with tempfile.TemporaryDirectory() as folder:
        run = Path(folder) / "run.gpkg"
        subprocess.run([program, "run", scenario, "--quiet", "--replicates", replicates, "-o", run],
                       check=True, stdout=subprocess.DEVNULL)
        for seed in rest[1:]:
            rng = random.Random(int(seed))
            explain(program, run, folder, draw(sqlite3.connect(run), rng, int(replicates), int(rest[0])), int(seed))


main()
