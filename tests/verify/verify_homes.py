#!/usr/bin/env python3
"""New dwellings and births by month, against a plain twin: `xuewei project` and the Septembers of `xuewei run`.

    verify_homes.py XUEWEI

A district of three zones, counted on 1 November: births by month, a district's net migration that contains who moves
in (or not), resettlement housing that fills at once and flats that fill slowly, families in one type and pupils by
years since completion in the other. The scenario files are written here and read by the real command; every number of
the twin is worked out in the plainest way.
"""
import csv
import datetime
import math
import os
import random
import sqlite3
import subprocess
import sys
import tempfile

ZONES, SEXES, OPEN, FIRST, LAST = "ABC", "fm", 20, 2020, 2033
STAGES = [("kindergarten", 3, 3), ("primary", 6, 6), ("lower_secondary", 12, 3)]
OCCUPANCY = {"resettlement": (0.95, 0.2, 1.0), "flats": (0.8, 3.0, 1.3)}
HOMES = [("B", 2018, "flats", 900), ("B", 2024, "resettlement", 400), ("C", 2023, "flats", 700), ("C", 2026, "flats", 300)]
SHARE = {"kindergarten": 0.9, "primary": 1.07, "lower_secondary": 1.1}
YIELD = {"kindergarten": (0.05, 0.16, 4.0), "primary": [(0, 0.10), (6, 0.33), (15, 0.21)], "lower_secondary": (0.07, 0.12, 12.0)}


class World:
    def __init__(self, seed):
        chance = random.Random(seed)
        self.people = {(z, s, a): chance.randrange(20, 60) for z in ZONES for s in SEXES for a in range(OPEN + 1)}
        self.people.update({("C", s, a): 0 for s in SEXES for a in range(OPEN + 1)})
        self.survival = {(s, a): 0.999 - 0.004 * chance.random() for s in SEXES for a in range(OPEN + 1)}
        self.fertility = {19: 0.02, 20: 0.11}
        self.month = {(y, m): chance.randrange(10, 60) for y in range(2000, 2024) for m in range(1, 13)}
        self.net = {(s, a): chance.randrange(-3, 30) for s in SEXES for a in range(OPEN + 1)}
        self.family = {(s, a): 0.01 * chance.randrange(2, 9) for s in SEXES for a in (0, 1, 2, 3, 7)}
        self.family.update({(s, OPEN): 0.9 for s in SEXES})


def tables(world):
    def by(keys, name, cells):
        return [keys + (name,)] + [k + (v,) for k, v in sorted(cells.items())]
    return {
        "zones": [("zone", "x_m", "y_m")] + [(z, 1000 * i, 0) for i, z in enumerate(ZONES)],
        "population": by(("zone", "sex", "age"), "persons", world.people),
        "mortality": by(("year", "sex", "age"), "survival", {(2020,) + k: v for k, v in world.survival.items()}),
        "fertility": by(("year", "age"), "rate", {(2020, a): r for a, r in world.fertility.items()}),
        "births_ratio": [("year", "males_per_female"), (2020, 1.1)],
        "births": by(("year", "month", "series"), "births", {(y, m, "resident"): b for (y, m), b in world.month.items()}),
        "migration": by(("year", "sex", "age"), "persons", {(2020,) + k: v for k, v in world.net.items()}),
        "housing": [("zone", "year", "type", "dwellings")] + HOMES,
        "occupancy": [("type", "ceiling", "scale_years", "shape")] + [(t,) + o for t, o in OCCUPANCY.items()],
        "families": by(("type", "sex", "age"), "persons_per_100", {("resettlement",) + k: 100 * v for k, v in world.family.items()}),
        "yields": [("type", "stage", "years_since", "pupils_per_100", "peak_per_100", "peak_years")] +
                  [("flats", s, "", 100 * y[0], 100 * y[1], y[2]) for s, y in YIELD.items() if isinstance(y, tuple)] +
                  [("flats", "primary", d, 100 * p, "", "") for d, p in YIELD["primary"]],
        "participation": [("stage", "share")] + list(SHARE.items()),
        "schools": [("school", "zone", "sector"), ("K", "A", "public"), ("P", "A", "public"), ("M", "A", "public")],
        "capacity": [("school", "stage", "rooms"), ("K", "kindergarten", 90), ("P", "primary", 99), ("M", "lower_secondary", 90)],
        "rolls": [("school", "year", "grade", "pupils"), ("K", 2019, 0, 90), ("P", 2019, 1, 90), ("M", 2019, 7, 90)],
    }


def write(folder, world, within):
    listed = tables(world)
    for name, rows in listed.items():
        with open(os.path.join(folder, name + ".csv"), "w", newline="") as f:
            csv.writer(f).writerows(rows)
    stages = "".join(f"  - {{stage: {s}, first_age: {a}, grades: {g}}}\n" for s, a, g in STAGES)
    with open(os.path.join(folder, "s.yaml"), "w") as f:
        f.write(f"xuewei: 1\nhorizon: {{first: {FIRST}, last: {LAST}}}\n"
                f"population: {{base_date: 2020-11-01, open_age: {OPEN}}}\nhousing: {{within_migration: {within}}}\n"
                f"stages:\n{stages}tables: {{" + ", ".join(f"{t}: {t}.csv" for t in listed) + "}\n")


def years_since(completed, year):
    """From 1 July to 1 November of a year: four months more than the difference."""
    return year - completed + 4 / 12


def occupied(kind, d):
    ceiling, scale, shape = OCCUPANCY[kind]
    return ceiling * (1 - math.exp(-((d / scale) ** shape))) if d > 0 else 0.0


def pupils(stage, d):
    y = YIELD[stage]
    if isinstance(y, tuple):
        return y[0] + (y[1] - y[0]) * max(d, 0) / y[2] * math.exp(1 - max(d, 0) / y[2])
    if d <= y[0][0] or d >= y[-1][0]:
        return y[0][1] if d <= y[0][0] else y[-1][1]
    (d0, p0), (d1, p1) = next(pair for pair in zip(y, y[1:]) if pair[1][0] >= d)
    return p0 + (d - d0) / (d1 - d0) * (p1 - p0)


def children(number, completed, year, age):
    """Boys, or girls, of an age who live in flats on 1 November."""
    d = years_since(completed, year)
    for stage, first, grades in STAGES:
        if first <= age < first + grades:
            return number * occupied("flats", d) * pupils(stage, d) / SHARE[stage] / grades / 2
    return 0.0


def movers(world, year):
    """Who moves into new dwellings from 1 November of a year to the next: {(zone, sex, age): persons}."""
    out = {}
    for zone, completed, kind, number in HOMES:
        filled = number * (occupied(kind, years_since(completed, year + 1)) - occupied(kind, years_since(completed, year)))
        for s in SEXES:
            for a in range(OPEN + 1):
                if kind == "resettlement":
                    moved = filled * world.family.get((s, a), 0.0)
                elif a < 15:
                    moved = children(number, completed, year + 1, a) - world.survival[s, a] * children(number, completed, year, a - 1)
                else:
                    moved = 0.0
                out[zone, s, a] = out.get((zone, s, a), 0.0) + moved
    return out


def births_between(world, start, end):
    """Births from one day to another, day by day; None when a month is not known."""
    total, day = 0.0, start
    while day < end:
        first = datetime.date(day.year, day.month, 1)
        next_month = datetime.date(day.year + day.month // 12, day.month % 12 + 1, 1)
        if (day.year, day.month) not in world.month:
            return None
        total += world.month[day.year, day.month] / (next_month - first).days
        day += datetime.timedelta(days=1)
    return total


def step(world, now, year, within):
    """From 1 November of a year to the next."""
    after, net = {}, dict(world.net)
    moved = movers(world, year)
    if within == "yes":
        for (z, s, a), persons in moved.items():
            net[s, a] -= persons
    for z in ZONES:
        for s in SEXES:
            for a in range(1, OPEN + 1):
                after[z, s, a] = now[z, s, a - 1] * world.survival[s, a]
            after[z, s, OPEN] += now[z, s, OPEN] * world.survival[s, OPEN]
    asked = {z: sum(r * (now[z, "f", a] + after[z, "f", a]) / 2 for a, r in world.fertility.items()) for z in ZONES}
    known = births_between(world, datetime.date(year, 11, 1), datetime.date(year + 1, 11, 1))
    scale = 1.0 if known is None else known / sum(asked.values())
    for z in ZONES:
        after[z, "f", 0] = asked[z] * scale / 2.1 * world.survival["f", 0]
        after[z, "m", 0] = asked[z] * scale * 1.1 / 2.1 * world.survival["m", 0]
    everybody = sum(now.values())
    for s in SEXES:
        for a in range(OPEN + 1):
            stock = sum(after[z, s, a] for z in ZONES)
            for z in ZONES:
                part = after[z, s, a] / stock if stock > 0 else sum(v for k, v in now.items() if k[0] == z) / everybody
                after[z, s, a] = max(0.0, after[z, s, a] + net[s, a] * part) if z else 0
    for k, persons in moved.items():
        after[k] = max(0.0, after[k] + persons)
    return after


def september(world, people, year):
    """Household residents by zone and age on 1 September: two birth cohorts, each cut by its own births."""
    def late(counted, a):  # born on 1 September or later, of those aged a on 1 November `counted`
        born = datetime.date(counted - a - 1, 11, 1), datetime.date(counted - a, 9, 1), datetime.date(counted - a, 11, 1)
        all_, after = births_between(world, born[0], born[2]), births_between(world, born[1], born[2])
        return 2 / 12 if all_ is None or a == OPEN else after / all_
    out = {}
    for z in ZONES:
        for a in range(19):
            both = lambda y, age: people[y][z, "f", age] + people[y][z, "m", age]
            if year == 2020:
                out[z, a] = (1 - late(2020, a)) * both(2020, a) + late(2020, a + 1) * both(2020, a + 1)
            else:
                out[z, a] = late(year - 1, a) * both(year - 1, a) + (1 - late(year, a)) * both(year, a)
    return out


def compare(name, got, want):
    off, at = max((abs(got[k] - want[k]) / max(1.0, abs(want[k])), k) for k in want)
    print(f"{name}: {len(want)} numbers, largest difference {off:.2g} at {at}")
    return off <= 1e-9 and set(got) == set(want)


def main():
    xuewei, good = os.path.abspath(sys.argv[1]), True
    for seed, within in enumerate(["yes", "no"]):
        world = World(seed)
        with tempfile.TemporaryDirectory() as folder:
            write(folder, world, within)
            commands = [xuewei, "project", "s.yaml", "-o", "p.csv"], [xuewei, "run", "s.yaml", "-o", "r.gpkg", "--quiet"]
            for command in commands:
                done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
                if done.returncode != 0:
                    sys.exit(f"{command[1]}: status {done.returncode}: {done.stderr}")
            with open(os.path.join(folder, "p.csv")) as f:
                got = {(int(r["year"]), r["zone"], r["sex"], int(r["age"])): float(r["persons"]) for r in csv.DictReader(f)}
            with sqlite3.connect(os.path.join(folder, "r.gpkg")) as run:
                residents = {(y, z, int(a)): p for y, z, a, p in run.execute(
                    "select year, zone, age, sum(persons) from population_year where age in "
                    "('0','1','2','3','4','5','6','7','8','9','10','11','12','13','14','15','16','17','18') group by 1, 2, 3")}
                said = " ".join(t for t, in run.execute("select text from warnings"))
        people = {FIRST: dict(world.people)}
        for year in range(FIRST, LAST):
            people[year + 1] = step(world, people[year], year, within)
        want = {(y,) + k: p for y in people for k, p in people[y].items()}
        good &= compare(f"project, within migration {within}", got, want)
        wanted = {(y,) + k: p for y in range(FIRST, LAST + 1) for k, p in september(world, people, y).items()}
        good &= compare(f"1 September, within migration {within}", residents, wanted)
        brought = sum(sum(movers(world, y).values()) for y in range(FIRST, LAST))
        expected = f"{brought:.1f}" if within == "no" else "More people move into new dwellings"
        if expected not in said:
            print(f"the run does not say {expected}: {said}")
            good = False
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
