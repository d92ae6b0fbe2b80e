#!/usr/bin/env python3
"""`xuewei fit` on invented districts whose truth is known: verify_fit.py XUEWEI.

What was put in must come out within its standard errors, these must cover the truth as often as they
say, the written tables must run, and a run by the rolls must be the year that the tables foretell.
"""
import csv
import math
import os
import random
import sqlite3
import subprocess
import sys
import tempfile

FIRST, LAST = 2013, 2022           # years of the rolls; the horizon begins in 2020
CHILDREN = 1200                    # of every age, in every year
TURNOVER = 0.1                     # share of a grade that goes and comes in a year
STAGES = [("kindergarten", -2, 3), ("primary", 1, 6), ("lower_secondary", 7, 3)]
PROGRESSION = {-2: 1.03, -1: 1.01, 1: 1.02, 2: 1.01, 3: 1.00, 4: 0.99, 5: 0.98, 7: 0.995, 8: 0.985}
SCHOOL_SD, SHARE, KINDERGARTEN_TO_PRIMARY = 0.02, 1.05, 1.07
TRANSITION = {0: 1.04, 1: 0.96}    # of the two sets of schools that feed one another
SCHOOLS = ([("K%02d" % i, "kindergarten", i % 2) for i in range(6)] +
           [("P%02d" % i, "primary", i % 2) for i in range(12)] +
           [("M%02d" % i, "lower_secondary", i % 2) for i in range(4)])
faults = []


def expect(good, what):
    if not good:
        faults.append(what)


def draw(rng, n, share):
    return sum(rng.random() < share for _ in range(n))


def move(rng, n, ratio):
    """So many of n pupils a year on: half the turnover goes, half comes, and the ratio is between them."""
    go, come = TURNOVER / 2 - (ratio - 1) / 2, TURNOVER / 2 + (ratio - 1) / 2
    return n - draw(rng, n, go) + draw(rng, n, come)


def split(rng, total, schools):
    """A total over schools of the same size, whole."""
    parts = [0] * schools
    for _ in range(total):
        parts[rng.randrange(schools)] += 1
    return parts


def invent(rng):
    """The truth of the schools, and their rolls {(school, year, grade): pupils} up to a year behind LAST."""
    own = {(s, g): r + rng.gauss(0, SCHOOL_SD) for s, stage, _ in SCHOOLS for g, r in PROGRESSION.items()
           if any(stage == name and first <= g < first + n - 1 for name, first, n in STAGES)}
    rolls = {}
    for year in range(FIRST, LAST + 2):
        for name, first, n in STAGES:
            of = [(s, group) for s, stage, group in SCHOOLS if stage == name]
            for s, _ in of:
                for g in range(first + 1, first + n):
                    before = rolls.get((s, year - 1, g - 1))
                    rolls[s, year, g] = rng.randint(60, 140) if before is None else \
                        move(rng, before, own[s, g - 1])
            for group in (0, 1):
                here = [s for s, g in of if g == group]
                if name == "kindergarten":
                    total = round(CHILDREN / 2 * SHARE * rng.gauss(1, 0.01))
                else:
                    below, last = ("kindergarten", 0) if name == "primary" else ("primary", 6)
                    leavers = [rolls.get((s, year - 1, last)) for s, stage, g in SCHOOLS
                               if stage == below and g == group]
                    ratio = KINDERGARTEN_TO_PRIMARY if name == "primary" else TRANSITION[group]
                    total = 600 if None in leavers else move(rng, sum(leavers), ratio)
                for s, n_in in zip(here, split(rng, total, len(here))):
                    rolls[s, year, first] = n_in
    return own, rolls


def write(folder, name, rows):
    with open(os.path.join(folder, name), "w", newline="") as f:
        csv.writer(f).writerows(rows)


def scenario(folder, rolls, last=LAST):
    zones = [("A", 0), ("B", 1), ("C", 0), ("D", 1)]
    ages = range(21)
    write(folder, "zones.csv", [("zone", "x_m", "y_m")] + [(z, 100 * i, 0) for i, (z, _) in enumerate(zones)])
    write(folder, "population.csv", [("zone", "sex", "age", "persons")] +
          [(z, sex, a, CHILDREN / 8) for z, _ in zones for sex in "fm" for a in ages])
    write(folder, "fertility.csv", [("year", "age", "rate"), (2020, 20, 0.1)])
    write(folder, "mortality.csv", [("year", "sex", "age", "survival")] +
          [(2020, sex, a, 1) for sex in "fm" for a in ages])
    write(folder, "births_ratio.csv", [("year", "males_per_female"), (2020, 1)])
    write(folder, "births.csv", [("year", "series", "births")] +
          [(y, "resident", CHILDREN) for y in range(2005, 2020)])
    write(folder, "schools.csv", [("school", "zone", "sector")] +
          [(s, "AB"[g], "public") for s, _, g in SCHOOLS])
    write(folder, "capacity.csv", [("school", "stage", "rooms")] + [(s, stage, 90) for s, stage, _ in SCHOOLS])
    write(folder, "rolls.csv", [("school", "year", "grade", "pupils")] +
          [(s, y, g, n) for (s, y, g), n in sorted(rolls.items()) if y <= last])
    write(folder, "catchments.csv", [("stage", "zone", "school")] +
          [(stage, z, s) for s, stage, g in SCHOOLS for z, group in zones if g == group])
    write(folder, "feeders.csv", [("from_school", "to_school", "share")] +
          [(p, m, 0.5) for p, sp, gp in SCHOOLS if sp == "primary"
           for m, sm, gm in SCHOOLS if sm == "lower_secondary" and gp == gm])
    tables = ("zones population fertility mortality births_ratio births schools capacity rolls catchments"
              " feeders").split()
    with open(os.path.join(folder, "s.yaml"), "w") as f:
        f.write("xuewei: 1\nhorizon: {first: 2020, last: 2026}\n"
                "population: {base_date: 2020-09-01, open_age: 20}\n"
                "stages:\n  - {stage: kindergarten, first_age: 3, grades: 3}\n"
                "  - {stage: primary, first_age: 6, grades: 6}\n"
                "  - {stage: lower_secondary, first_age: 12, grades: 3}\n"
                "tables: {" + ", ".join("%s: %s.csv" % (t, t) for t in tables) + "}\n")


def call(folder, *command, status=0):
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if done.returncode != status:
        sys.exit("%s: status %d\n%s%s" % (" ".join(command), done.returncode, done.stdout, done.stderr))
    return done


def read(folder, name):
    with open(os.path.join(folder, "fitted", name), newline="") as f:
        return list(csv.DictReader(f))


def estimates(folder):
    return {r["parameter"]: (float(r["value"]), float(r["sd"] or "nan")) for r in read(folder, "estimates.csv")}


def true_ratio(own, rolls, stage, grade):
    """A district's ratio is that of the schools it has."""
    before = {s: sum(n for (t, y, g), n in rolls.items() if t == s and g == grade and y < LAST)
              for s, name, _ in SCHOOLS if name == stage}
    return sum(n * own[s, grade] for s, n in before.items()) / sum(before.values())


def scores(own, rolls, found):
    """How many standard errors the estimates lie off the truth: districts', schools', others'."""
    district, schools, others = [], [], []
    for stage, first, n in STAGES:
        of = [s for s, name, _ in SCHOOLS if name == stage]
        for g in range(first, first + n - 1):
            value, sd = found["progression/%s/%d" % (stage, g)]
            district.append((value - true_ratio(own, rolls, stage, g)) / sd)
            for s in of:
                value, sd = found.get("progression/%s/%d/%s" % (stage, g, s), (value, sd))
                schools.append((value - own[s, g]) / sd)
    for name, truth in (("entry/primary", KINDERGARTEN_TO_PRIMARY), ("participation/kindergarten", SHARE),
                        ("births/kindergarten", SHARE), ("entry/lower_secondary/A", TRANSITION[0]),
                        ("entry/lower_secondary/D", TRANSITION[1])):
        value, sd = found[name]
        others.append((value - truth) / sd)
    return district, schools, others


def within(z, limit):
    return sum(abs(x) < limit for x in z) / len(z)


def recover(xuewei):
    district, schools, others = [], [], []
    for seed in range(12):
        own, rolls = invent(random.Random(seed))
        with tempfile.TemporaryDirectory() as folder:
            scenario(folder, rolls)
            call(folder, xuewei, "fit", "s.yaml", "-o", "fitted", "--quiet")
            for into, z in zip((district, schools, others), scores(own, rolls, estimates(folder))):
                into += z
    print("district: %d, within 1 sd %.2f, 3 sd %.3f" % (len(district), within(district, 1), within(district, 3)))
    print("schools: %d, within 1 sd %.2f, 3 sd %.3f" % (len(schools), within(schools, 1), within(schools, 3)))
    print("others: %d, within 1 sd %.2f, 3 sd %.3f" % (len(others), within(others, 1), within(others, 3)))
    # The larger of two errors is on the safe side, few years are not: hence the widths.
    expect(0.60 <= within(district, 1) <= 0.90, "one sd of the districts' ratios: %.2f" % within(district, 1))
    expect(within(district, 3) >= 0.97, "three sd of the districts' ratios")
    expect(0.60 <= within(schools, 1) <= 0.80, "one sd of the schools' ratios: %.2f" % within(schools, 1))
    expect(within(schools, 3) >= 0.985, "three sd of the schools' ratios: %.3f" % within(schools, 3))
    expect(within(others, 1) >= 0.5, "one sd of the others: %.2f" % within(others, 1))
    expect(within(others, 3) >= 0.93, "three sd of the others: %.3f" % within(others, 3))


def covariance(folder, found):
    seen = {}
    for r in read(folder, "covariance.csv"):
        pair = r["parameter_a"], r["parameter_b"]
        expect(pair not in seen and pair[::-1] not in seen, "the pair %s %s is there twice" % pair)
        seen[pair] = float(r["covariance"])
    for name, (_, sd) in found.items():
        expect(abs(seen[name, name] - sd * sd) <= 1e-12 * sd * sd, "variance of %s" % name)
    for (a, b), value in seen.items():
        limit = math.sqrt(seen[a, a] * seen[b, b])
        expect(abs(value) <= limit * (1 + 1e-9), "correlation of %s and %s: %g" % (a, b, value / limit))
    expect(("progression/primary/1", "progression/primary/2") in seen, "grades vary together")
    expect(("progression/primary/1", "progression/primary/1/P00") in seen, "a school leans on its district")


def round_trip(xuewei):
    """The tables run, and the year behind the rolls is what they say, school by school."""
    own, rolls = invent(random.Random(99))
    with tempfile.TemporaryDirectory() as folder:
        scenario(folder, rolls)
        page = call(folder, xuewei, "fit", "s.yaml", "-o", "fitted").stdout
        for word in ("progression:", "entry:", "participation:", "births:", "taken as given"):
            expect(word in page, "the page does not say %s" % word)
        found = estimates(folder)
        covariance(folder, found)
        first = {n: open(os.path.join(folder, "fitted", n), "rb").read() for n in os.listdir(folder + "/fitted")}
        expect(sorted(first) == sorted(["progression.csv", "entry.csv", "participation.csv", "estimates.csv",
                                        "covariance.csv", "fitted.yaml"]), "files %s" % sorted(first))
        call(folder, xuewei, "fit", "s.yaml", "-o", folder + "/fitted", "--quiet")
        for name, content in first.items():
            expect(open(os.path.join(folder, "fitted", name), "rb").read() == content, "%s differs" % name)
        call(folder, xuewei, "check", "fitted/fitted.yaml")
        call(folder, xuewei, "run", "fitted/fitted.yaml", "-o", "run.gpkg", "--set", "horizon.first=2023",
             "--set", "forecast.basis=rolls")
        db = sqlite3.connect(os.path.join(folder, "run.gpkg"))
        got = {(s, g): n for s, g, n in db.execute("SELECT school, grade, pupils FROM class_year WHERE year = 2023")}
        db.close()
        score = count = 0
        for stage, start, n in STAGES:
            of = [s for s, name, _ in SCHOOLS if name == stage]
            for g in range(start, start + n - 1):
                district = found["progression/%s/%d" % (stage, g)][0]
                ratio = {s: found.get("progression/%s/%d/%s" % (stage, g, s), (district,))[0] for s in of}
                before = {s: rolls[s, LAST, g] for s in of}
                total = sum(before.values()) * district
                rake = total / sum(before[s] * ratio[s] for s in of)
                expect(sum(got[s, g + 1] for s in of) == math.floor(total + 0.5),
                       "%s grade %d: %d pupils of %.2f" % (stage, g + 1, sum(got[s, g + 1] for s in of), total))
                for s in of:
                    want = before[s] * ratio[s] * rake
                    expect(abs(got[s, g + 1] - want) < 1.0, "%s grade %d: %d, not %.2f" % (s, g + 1, got[s, g + 1],
                                                                                         want))
                    score += (got[s, g + 1] - rolls[s, LAST + 1, g + 1]) ** 2 / (TURNOVER * before[s])
                    count += 1
        print("the year behind the rolls: %.2f of its noise, %d grades of schools" % (score / count, count))
        expect(0.6 < score / count < 1.6, "the year behind the rolls lies %.2f of its noise off" % (score / count))
        blended = call(folder, xuewei, "run", "fitted/fitted.yaml", "-o", "blend.gpkg")
        expect("written" in blended.stdout, "a blended run")
        call(folder, xuewei, "fit", "s.yaml", "-o", "trend", "--trend")
        with open(os.path.join(folder, "trend", "participation.csv")) as f:
            rows = [r for r in csv.DictReader(f) if r["stage"] == "kindergarten"]
        expect([int(r["year"]) for r in rows] == list(range(2020, 2027)), "a trend has a row a year")
        expect(all(float(a["sd"]) < float(b["sd"]) for a, b in zip(rows[3:], rows[4:])), "a trend grows unsure")
        call(folder, xuewei, "run", "trend/fitted.yaml", "-o", "trend.gpkg")


def refusals(xuewei):
    _, rolls = invent(random.Random(1))
    with tempfile.TemporaryDirectory() as folder:
        scenario(folder, {k: n for k, n in rolls.items() if k[1] == 2018})
        write(folder, "births.csv", [("year", "series", "births"), (2019, "resident", CHILDREN)])
        done = call(folder, xuewei, "fit", "s.yaml", "-o", "fitted", status=2)
        expect(done.stderr == "rolls.csv: nothing can be estimated: no two years of rolls follow one another, and no "
                              "year of them has a known population or births\n",
               "refusal of one year: %r" % done.stderr)
        expect(done.stdout == "" and not os.path.exists(folder + "/fitted"), "something is left of a refusal")
        call(folder, xuewei, "fit", "s.yaml", status=64)
        scenario(folder, rolls)
        os.mkdir(folder + "/fitted")
        with open(folder + "/fitted/entry.csv", "w") as f:
            f.write("stage,ratio\nlower_secondary,1\n")
        done = call(folder, xuewei, "fit", "s.yaml", "-o", "fitted", status=1)
        expect("fitted/entry.csv: another file has this name and is not written over" in done.stderr,
               "somebody's table: %r" % done.stderr)
        expect(os.listdir(folder + "/fitted") == ["entry.csv"], "half written: %s" % os.listdir(folder + "/fitted"))


def main():
    xuewei = os.path.abspath(sys.argv[1])
    recover(xuewei)
    round_trip(xuewei)
    refusals(xuewei)
    for fault in faults:
        print("FAULT", fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
