#!/usr/bin/env python3
"""The order of the rows of an input table changes no row of a result.

    verify_shuffle.py XUEWEI SCENARIO.yaml SEED ...

With more.yaml beside tiny.yaml, which is not there, tiny is taken with tables that it does not have itself (below).

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

# Two admission classes, two private schools, pupils who choose, elders, roads, dwellings, what-ifs and the rest.
MORE = {
    "schools": """school,name_zh,zone,sector,cluster
S1,第一学校,A,public,G1
S2,第二小学,C,public,G1
S3,第三小学,B,public,
V1,民办一,A,private,
V2,民办二,B,private,
""",
    "capacity": """school,stage,rooms,year,intake_plan,design_seats
S1,primary,6,,,
S1,lower_secondary,3,,,30
S3,primary,2,,1,
S3,primary,4,2022,2,40
S3,lower_secondary,1,,,
V1,primary,2,,,
V2,primary,2,,,
""",
    "rolls": """school,year,grade,pupils,classes
S1,2019,1,30,3
S1,2019,2,30,3
S1,2019,3,30,3
S3,2019,1,5,1
S3,2019,2,6,1
V1,2019,1,7,1
V2,2019,1,4,
""",
    "catchments": """stage,zone,school,from_year,to_year
primary,A,S1,,
primary,A,S3,,
primary,B,S3,,2021
primary,B,S1,2022,
primary,C,S1,,2021
primary,C,S2,2022,
lower_secondary,A,S1,,
lower_secondary,B,S3,,
""",
    "tiers": """tier,stage,order,share,zone_right,rule
home,primary,1,0.7,catchment,lottery
late,primary,2,0.2,coordination,distance
guest,primary,3,0.1,none,distance
home,lower_secondary,1,0.7,catchment,distance
late,lower_secondary,1,0.3,catchment,distance
""",
    "admission_areas": "stage,zone,area\nprimary,A,north\nprimary,B,north\nprimary,C,south\n",
    "siblings": """stage,zone,school,year,share
primary,A,S3,,0.1
primary,A,S1,,0.05
primary,B,S1,2022,0.3
primary,B,S1,,0.2
lower_secondary,C,S3,,0.5
""",
    "preferences": """stage,zone,tier,school,rank
lower_secondary,A,,S3,1
lower_secondary,A,,S1,2
lower_secondary,B,late,S1,1
lower_secondary,B,late,S3,1
lower_secondary,C,,S1,1
""",
    "demand": "zone,year,stage,tier,pupils\nA,2021,primary,,33\nB,2022,lower_secondary,late,4\n"
              "B,2022,lower_secondary,home,15\nC,2023,primary,,2\nA,2023,primary,guest,9\n",
    "feeders": "from_school,to_school,share\nS1,S1,0.6\nS1,S3,0.3\nS3,S1,0.5\nV1,S3,0.25\nV1,S1,0.5\n",
    "participation": """stage,share,zone,year
primary,0.97,,
primary,0.9,B,
primary,1.03,A,2022
primary,0.99,,2023
""",
    "entry": "stage,ratio,zone,year\nlower_secondary,0.98,,\nlower_secondary,0.9,C,\nlower_secondary,1.01,,2022\n",
    "progression": "stage,ratio,year,basis\nprimary,0.98,,population\nprimary,0.97,2022,population\n",
    "migration": """year,sex,age,persons,zone
2020,f,5,3.3,B
2020,m,5,2.1,A
2021,f,20,5.7,C
2021,m,20,4.9,B
2021,f,3,1.3,A
2022,m,4,-1.7,C
2020,f,19,0.1,C
""",
    "housing": "zone,year,type,dwellings\nB,2020,flats,60\nB,2021,houses,25\nC,2021,flats,40\n",
    "families": "type,age,persons_per_100\nflats,4,11\nflats,20,160\nflats,7,9.5\nhouses,2,21\nhouses,20,170\n",
    "occupancy": "type,ceiling,scale_years,shape\nflats,0.8,2,1.3\nhouses,0.95,1,1\n",
    "controls": "year,sex,age_from,age_to,persons\n2021,f,0,9,160\n2021,m,0,9,171\n2022,,10,,600\n",
    "births": "year,zone,series,births\n2019,A,resident,12\n2019,B,resident,11\n2019,C,resident,7\n"
              "2020,A,resident,13\n2020,B,resident,9\n2020,C,resident,5\n",
    "norms": """stage,grade,quantity,value
primary,,class_size_norm,10
primary,2,class_size_norm,11
primary,,class_size_stretch,12
primary,,class_size_limit,15
lower_secondary,,class_size_norm,10
lower_secondary,,class_size_limit,15
lower_secondary,,class_size_stretch,12
""",
    "projects": """project,kind,school,stage,classes,start_year,opens,cost_cny
2,new,S2,primary,4,2021,2022,2e7
10,expansion,S3,primary,1,2020,2021,3e6
1,expansion,S3,lower_secondary,2,2021,2022,5e6
3,expansion,S3,primary,1,2022,2022,1e6
""",
    "spend": "project,from_year,to_year,cny\n2,2021,2022,2e7\n10,2020,2020,1.1e6\n10,2021,2021,1.9e6\n1,2021,2022,5e6\n",
    "indicators": """indicator,place,year,stage,value
residents,district,2021,,1500
residents,district,2020,,1490
classes,district,2021,primary,7
classes,district,2021,lower_secondary,4
""",
    "resources": """school,stage,indicator,amount
S1,,teaching_area_m2,3000
S1,primary,degree_teachers,11
S3,,teaching_area_m2,900
S3,primary,degree_teachers,4
""",
    "road_nodes": "node,x_m,y_m\na,0,0\nb,1000,10\nc,3000,0\nx,500,700\n",
    "roads": "from,to,metres,oneway\na,b,1100,no\nb,c,2300,no\na,x,900,yes\nx,b,870,no\na,b,1100,no\n",
}
MORE_YAML = """xuewei: 1
extends: tiny.yaml
stages:
  - {stage: primary, first_age: 6, grades: 2}
  - {stage: lower_secondary, first_age: 8, grades: 1, admission: choice}
assignment: {distance: roads, multi_school: lottery, nearest: 3, private_lottery: drawn, private_applicants: 1.3}
population: {zone_fertility: empirical_bayes}
housing: {within_migration: no}
ensemble: {seed: 11}
tables: {%s}
"""

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
        def copy():
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(scenario.parent, folder)
            if scenario.name == "more.yaml":
                for table, text in MORE.items():
                    (folder / "tables" / f"{table}.csv").write_text(text, encoding="utf-8")
                (folder / "more.yaml").write_text(MORE_YAML % ", ".join(f"{t}: tables/{t}.csv" for t in MORE),
                                                  encoding="utf-8")

        copy()
        tables = sorted(p.relative_to(folder) for p in folder.glob("tables/*.csv"))
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
