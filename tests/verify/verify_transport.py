#!/usr/bin/env python3
"""Published school service areas with pupils that may be split, through `xuewei assign`.

    verify_transport.py XUEWEI FOLDER

FOLDER holds problems of Kong et al. with the exact optimum of each (optima.csv, transport_lp_optimum: pupils x km
of the straight line). Every unit becomes a zone with demand and every school a school with design seats; the way that
`assign` prints must be the optimum within one part in a million, and its table must keep to units and seats. Skipped,
saying so, where the folder is absent.
"""
import csv
import json
import math
import os
import pathlib
import subprocess
import sys
import tempfile

SKIPPED = 77
SCENARIO = """xuewei: 1
horizon: {first: 2020, last: 2020}
stages: [{stage: primary, first_age: 6, grades: 1}]
assignment: {seats: design, detour: 1, coordination_m: 0, nearest: 10000}
tables: {zones: zones.csv, schools: schools.csv, capacity: capacity.csv, demand: demand.csv}
"""
failures = []


def check(good, what):
    print(f"{'ok' if good else 'not ok'} - {what}")
    if not good:
        failures.append(what)


def write(folder, name, header, rows):
    with open(folder / name, "w", encoding="utf-8", newline="") as to:
        csv.writer(to).writerows([header, *rows])


def assign(xuewei, folder, *more):
    return subprocess.run([xuewei, "assign", "scenario.yaml", "--year", "2020", "-o", "out.csv", "--json", *more],
                          cwd=folder, capture_output=True, text=True)


def solve(xuewei, units, optimum, name, folder):
    seats = {u["OID"]: int(u["fcapacity"]) for u in units if int(u["fcadidature"]) != 0}
    pupils = {u["OID"]: int(u["pop"]) for u in units}
    point = {u["OID"]: (float(u["PointX"]), float(u["PointY"])) for u in units}
    (folder / "scenario.yaml").write_text(SCENARIO, encoding="utf-8")
    write(folder, "zones.csv", ["zone", "x_m", "y_m"], [(u["OID"], u["PointX"], u["PointY"]) for u in units])
    write(folder, "schools.csv", ["school", "zone"], [(f"S{o}", o) for o in seats])
    write(folder, "capacity.csv", ["school", "stage", "rooms", "design_seats"],
          [(f"S{o}", "primary", 1, n) for o, n in seats.items()])
    write(folder, "demand.csv", ["zone", "year", "stage", "pupils"], [(o, 2020, "primary", n) for o, n in pupils.items()])

    done = assign(xuewei, folder, "--all-placed")
    if done.returncode != 0:
        check(False, f"{name}: status {done.returncode}: {done.stderr.strip()}")
        return
    said = json.loads(done.stdout)
    relative = abs(said["pupil_metres"] / 1000 / optimum - 1)
    print(f"# {name}: {said['pupil_metres'] / 1000:.9f} pupil-km, published optimum {optimum:.9f}, relative {relative:.2e}")
    check(relative <= 1e-6, f"{name}: the optimum of the transport problem")

    got, taken, exact, whole = {}, {}, 0.0, 0
    with open(folder / "out.csv", encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            zone, school, n = row["zone"], row["school"][1:], int(row["pupils"])
            got[zone] = got.get(zone, 0) + n
            taken[school] = taken.get(school, 0) + n
            exact += n * math.dist(point[zone], point[school])
            whole += n * int(row["metres"])
    check(got == {o: n for o, n in pupils.items() if n > 0}, f"{name}: every pupil of every unit has a place")
    check(all(n <= seats[o] for o, n in taken.items()), f"{name}: no school above its seats")
    check(said["unplaced"] == 0 and said["pupils"] == sum(pupils.values()), f"{name}: the sums printed")
    check(abs(exact / 1000 / optimum - 1) <= 1e-6, f"{name}: the ways of the table, measured again")
    print(f"# {name}: in whole metres {abs(whole / 1000 / optimum - 1):.2e}")

    # Without its largest school the district has too few seats, or a longer way.
    largest = max(seats, key=seats.get)
    write(folder, "capacity.csv", ["school", "stage", "rooms", "design_seats"],
          [(f"S{o}", "primary", 1, 0 if o == largest else n) for o, n in seats.items()])
    (folder / "out.csv").unlink()
    done = assign(xuewei, folder, "--all-placed")
    lacking = sum(pupils.values()) - (sum(seats.values()) - seats[largest])
    if lacking > 0:
        check(done.returncode == 3 and f"{lacking} pupil" in done.stderr and not (folder / "out.csv").exists(),
              f"{name}: status 3 where {lacking} pupils have no seat")
        said = json.loads(assign(xuewei, folder).stdout)
        check(said["unplaced"] == lacking, f"{name}: and without --all-placed they are counted")
    else:
        check(done.returncode == 0 and json.loads(done.stdout)["pupil_metres"] / 1000 >= optimum * (1 - 1e-6),
              f"{name}: no shorter way with a school less")


def main():
    xuewei, data = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2])
    if not (data / "optima.csv").exists():
        print(f"skipped, there is no {data}")
        return SKIPPED
    with open(data / "optima.csv", encoding="utf-8", newline="") as table:
        problems = list(csv.DictReader(table))
    check(len(problems) == 4, "four problems")
    for p in problems:
        with open(data / f"{p['instance']}.txt", encoding="utf-8", newline="") as table:
            units = list(csv.DictReader(table, delimiter="\t"))
        with tempfile.TemporaryDirectory(prefix="xuewei-transport-") as folder:
            solve(xuewei, units, float(p["transport_lp_optimum"]), p["instance"], pathlib.Path(folder))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
