#!/usr/bin/env python3
"""`xuewei project` against published projections and against a plain twin of it.

    verify_project.py XUEWEI published FOLDER   the UN's Mexico by single year and age, 1950 to 2020, and three
                                                countries of WPP 2019 in five-year groups to 2100; FOLDER has
                                                un1x1_mexico_*.csv and wpp2019_*.csv, skipped without it
    verify_project.py XUEWEI twin               invented countries of many shapes

The scenario files are written here and read by the real command.
"""
import csv
import math
import os
import random
import subprocess
import sys
import tempfile

SKIPPED = 77


def run(xuewei, folder, keys, tables, expect_doubts=None):
    """Write the scenario, project it, return {(year, sex, age): persons} and {(year, sex): events}."""
    listed = dict(tables, zones=[("zone", "x_m", "y_m"), ("A", 0, 0)])
    for name, rows in listed.items():
        with open(os.path.join(folder, name + ".csv"), "w", newline="") as f:
            csv.writer(f).writerows(rows)
    with open(os.path.join(folder, "s.yaml"), "w") as f:
        f.write("xuewei: 1\n" + keys + "tables: {" + ", ".join(f"{t}: {t}.csv" for t in listed) + "}\n")
    done = subprocess.run([xuewei, "project", "s.yaml", "-o", "people.csv", "--events", "events.csv"], cwd=folder,
                          capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"status {done.returncode}: {done.stderr}")
    if expect_doubts is not None and done.stderr != expect_doubts:
        sys.exit(f"not expected on standard error: {done.stderr}")
    people, events = {}, {}
    with open(os.path.join(folder, "people.csv")) as f:
        for r in csv.DictReader(f):
            people[int(r["year"]), r["sex"], int(r["age"])] = float(r["persons"])
    with open(os.path.join(folder, "events.csv")) as f:
        for r in csv.DictReader(f):
            events[int(r["year"]), r["sex"]] = tuple(float(r[k]) for k in ("births", "deaths", "migrants"))
    return people, events


class Worst:
    """The largest relative difference, and where it is."""

    def __init__(self, name, limit):
        self.name, self.limit, self.off, self.at, self.count = name, limit, 0.0, None, 0

    def see(self, at, got, want):
        off = abs(got - want) / max(abs(want), 1e-9) if want != got else 0.0
        self.count += 1
        if not off <= self.off:
            self.off, self.at = off, at

    def good(self):
        print(f"{self.name}: {self.count} numbers, largest relative difference {self.off:.2g} at {self.at}")
        return self.off <= self.limit and self.count > 0


# ---- published ----

def table(folder, name):
    path = os.path.join(folder, name)
    if not os.path.exists(path):
        print(f"skipped, there is no {path}")
        sys.exit(SKIPPED)
    with open(path) as f:
        return list(csv.DictReader(f))


def mexico(xuewei, data, scratch):
    rates, base = table(data, "un1x1_mexico_rates.csv"), table(data, "un1x1_mexico_base.csv")
    common = {
        "population": [("zone", "sex", "age", "persons")] + [("A", r["sex"].lower(), r["age"], r["pop"]) for r in base],
        "fertility": [("year", "age", "rate")] +
                     [(r["year"], r["age"], r["asfr"]) for r in table(data, "un1x1_mexico_asfr.csv")],
        "births_ratio": [("year", "males_per_female")] +
                        [(r["year"], r["srb"]) for r in table(data, "un1x1_mexico_srb.csv")],
        "migration": [("year", "sex", "age", "persons")] +
                     [(r["year"], r["sex"].lower(), r["age"], r["mig"]) for r in rates],
    }
    forms = {
        "mx and ax": [("year", "sex", "age", "mx", "ax")] +
                     [(r["year"], r["sex"].lower(), r["age"], r["mx"], r["Ax"]) for r in rates],
        "survival": [("year", "sex", "age", "survival")] +
                    [(r["year"], r["sex"].lower(), r["age"], r["Sx"]) for r in rates],
    }
    good = True
    for form, mortality in forms.items():
        people, events = run(xuewei, scratch, "horizon: {first: 1950, last: 2020}\npopulation: {base_date: 1950-01-01}\n",
                             dict(common, mortality=mortality), expect_doubts="")
        # The inputs are printed with 15 digits, no more.
        stock, born, died = (Worst(f"Mexico by {form}: {what}", 1e-9) for what in ("people", "births", "deaths"))
        truth = table(data, "un1x1_mexico_truth_pop.csv")
        for r in truth:
            at = int(r["year"]), r["sex"].lower(), int(r["age"])
            stock.see(at, people[at], float(r["pop"]))
        for r in table(data, "un1x1_mexico_truth_events.csv"):
            for sex in "fm":
                births, deaths, _ = events[int(r["year"]), sex]
                born.see((r["year"], sex), births, float(r["births_" + sex]))
                died.see((r["year"], sex), deaths, float(r["deaths_" + sex]))
        good &= len(people) == len(truth) == 71 * 2 * 101 and len(events) == 140
        good &= stock.good() & born.good() & died.good()
    return good


def countries(xuewei, data, scratch):
    good = True
    files = {name: table(data, f"wpp2019_{name}.csv")
             for name in ("base", "mx", "asfr", "period", "implied_migration", "truth_pop")}
    for code in sorted({r["code"] for r in files["base"]}):
        of = {name: [r for r in rows if r["code"] == code] for name, rows in files.items()}
        year = lambda r: r["period"][:4]
        tables = {
            "population": [("zone", "sex", "age", "persons")] +
                          [("A", r["sex"].lower(), r["age"], float(r["pop_2020_thousand"])) for r in of["base"]],
            "mortality": [("year", "sex", "age", "mx")] +
                         [(year(r), r["sex"].lower(), r["age"], r["mx"]) for r in of["mx"]],
            "fertility": [("year", "age", "rate")] + [(year(r), r["age"], r["asfr"]) for r in of["asfr"]],
            "births_ratio": [("year", "males_per_female")] + [(year(r), r["srb_m_per_f"]) for r in of["period"]],
            "migration": [("year", "sex", "age", "persons")] +
                         [(year(r), r["sex"].lower(), r["age"], repr(float(r["net_migrants_thousand_5y"]) / 5))
                          for r in of["implied_migration"]],
        }
        people, _ = run(xuewei, scratch, "horizon: {first: 2020, last: 2100}\n"
                        "population: {base_date: 2020-07-01, age_width: 5, open_age: 100, migration_timing: end}\n",
                        tables, expect_doubts="")
        stock = Worst(f"WPP 2019, country {code}", 1e-5)
        for r in of["truth_pop"]:
            at = int(r["year"]), r["sex"].lower(), int(r["age"])
            if at[2] <= 90:  # the groups up to 94; the UN projects the rest to higher ages
                stock.see(at, people[at], float(r["pop_thousand"]))
        good &= len(people) == 17 * 2 * 21 and stock.count == 16 * 2 * 19
        good &= stock.good()
    return good


# ---- the twin: lists and loops, nothing shared with the program ----

def infants(sex, m):
    if sex == "m":
        return (0.33, 1.352) if m >= 0.107 else (0.045 + 2.684 * m, 1.651 - 2.816 * m)
    return (0.35, 1.361) if m >= 0.107 else (0.053 + 2.8 * m, 1.522 - 1.518 * m)


def survival(sex, width, mx, ax):
    """Into each age or group, from rates by row: single ages, or 0, 1-4, 5-9, .."""
    last = len(mx) - 1
    alive, lived = 1.0, []
    for i, m in enumerate(mx):
        n = 1 if width == 1 or i == 0 else 4 if i == 1 else 5
        a = ax[i]
        if a is None and i == last:
            a = 1 / m
        elif a is None and i == 0:
            a = infants(sex, mx[0])[0]
        elif a is None and width == 1:
            a = 0.5
        elif a is None and i == 1:
            a = infants(sex, mx[0])[1]
        elif a is None and (i < 4 or not mx[i - 1] * m * mx[i + 1] > 0):
            a = 2.5
        elif a is None:
            a = 2.5 - 25 / 12 * (m - 0.1 * math.log(mx[i + 1] / mx[i - 1]))
        if i == last:
            lived.append(alive * a)
            break
        dying = alive * n * m / (1 + (n - a) * m)
        alive -= dying
        lived.append(n * alive + a * dying)
    if width == 5:
        lived[:2] = [lived[0] + lived[1]]
    out = [lived[0] / width] + [lived[i] / lived[i - 1] for i in range(1, len(lived))]
    out[-1] = lived[-1] / (lived[-1] + lived[-2])
    return out


def twin(case):
    """The UN's convention: one dictionary a year."""
    width, groups, even = case["width"], case["groups"], case["timing"] == "even"
    now = {s: list(case["base"][s]) for s in "fm"}
    people, events = {(case["first"], s): list(now[s]) for s in "fm"}, {}
    for year in range(case["first"], case["last"], width):
        net = {s: [width * m for m in case["migration"][year][s]] for s in "fm"}
        start = {s: [p + (0.5 * m if even else 0) for p, m in zip(now[s], net[s])] for s in "fm"}
        end, deaths = {}, {}
        for s in "fm":
            share = case["survival"][year][s]
            end[s] = [0.0] + [start[s][a] * share[a + 1] for a in range(groups - 1)]
            end[s][-1] += start[s][-1] * share[-1]
            deaths[s] = sum(start[s]) - sum(end[s])
            if even:
                end[s] = [p + (0.5 * m if a else 0) for a, (p, m) in enumerate(zip(end[s], net[s]))]
        births = width * sum(f * (a + b) / 2 for f, a, b in zip(case["fertility"][year], start["f"], end["f"]))
        for s in "fm":
            born = births * (case["ratio"] if s == "m" else 1) / (1 + case["ratio"])
            end[s][0] = born * case["survival"][year][s][0]
            deaths[s] += born - end[s][0]
            if even:
                end[s][0] += 0.5 * net[s][0]
            else:
                end[s] = [p + m for p, m in zip(end[s], net[s])]
            events[year, s] = born, deaths[s], sum(net[s])
            people[year + width, s] = list(end[s])
        now = end
    return people, events


def invent(rng, number):
    width = 1 if number % 3 == 0 else 5
    open_age = rng.choice([85, 100, 85, 20 if width == 5 else 61, 130])
    groups = open_age // width + 1
    rows = groups + (1 if width == 5 else 0)
    first = rng.choice([1950, 2019, 2020, 2023])
    steps = rng.choice([0, 1, 2, 8])
    size = rng.choice([1e-3, 40, 1e6])
    case = {"width": width, "groups": groups, "open_age": open_age, "first": first, "last": first + steps * width,
            "timing": "even" if number % 2 else "end", "ratio": rng.choice([1.0, 1.05, 1.2]),
            "by_survival": number % 5 == 4, "ax": number % 4,
            "base": {s: [size * rng.random() for _ in range(groups)] for s in "fm"},
            "mx": {}, "axs": {}, "survival": {}, "fertility": {}, "migration": {}}
    # Fertility has no rows for some ages, and none at all in one country of seven.
    bearing = [a for a in range(1, groups) if 12 <= a * width < 55 and rng.random() < 0.9]
    emigration = rng.random() < 0.4
    for year in range(first, first + max(steps, 1) * width, width):
        mx, axs = {}, {}
        for s in "fm":
            ages = [a if width == 1 else (0 if a == 0 else 1 if a == 1 else 5 * (a - 1)) for a in range(rows)]
            mx[s] = [0.0 if rng.random() < 0.1 else min(0.25, 0.0005 + 0.0001 * math.exp(0.09 * a)) *
                     rng.uniform(0.8, 1.2) for a in ages]
            mx[s][0] = rng.choice([0.0, 0.003, 0.05, 0.15])
            mx[s][-1] = rng.uniform(0.1, 0.5)
            # ax is not given, given here and there, or given for all rows
            spans = [1 if width == 1 or a == 0 else 4 if a == 1 else 5 for a in range(rows)]
            axs[s] = [None if case["ax"] == 0 or (case["ax"] == 1 and rng.random() < 0.5) else
                      n * rng.uniform(0.3, 0.6) for n in spans]
            if axs[s][-1] is not None:
                axs[s][-1] = rng.uniform(1, 9)
        case["mx"][year], case["axs"][year] = mx, axs
        case["survival"][year] = {s: survival(s, width, mx[s], axs[s]) for s in "fm"}
        case["fertility"][year] = [rng.random() * 0.2 if a in bearing and number % 7 else 0.0 for a in range(groups)]
        case["migration"][year] = {s: [0.0 if rng.random() < 0.2 else
                                       size * 1e-4 / width * (-rng.random() if emigration else rng.uniform(-1, 2))
                                       for _ in range(groups)] for s in "fm"}
    for s in "fm":  # nobody is so few that the migrants above could not be taken
        case["base"][s] = [p + 0.05 * size for p in case["base"][s]]
    return case


def written(case):
    width, years = case["width"], sorted(case["mx"])
    age = lambda a: a * width
    row_age = lambda a: a if width == 1 or a < 2 else 5 * (a - 1)
    text = lambda a: "" if a is None else repr(a)
    tables = {
        "population": [("zone", "sex", "age", "persons")] +
                      [("A", s, age(a), repr(p)) for s in "fm" for a, p in enumerate(case["base"][s])],
        "fertility": [("year", "age", "rate")] + [(years[0], 20, "0")] +
                     [(y, age(a), repr(f)) for y in years for a, f in enumerate(case["fertility"][y])
                      if f > 0 and (y, age(a)) != (years[0], 20)],
        "births_ratio": [("year", "males_per_female"), (years[0], case["ratio"])],
        "migration": [("year", "sex", "age", "persons")] +
                     [(y, s, age(a), repr(m)) for y in years for s in "fm" for a, m in
                      enumerate(case["migration"][y][s]) if m != 0.0 or a == 0],
    }
    first_20 = case["fertility"][years[0]][20 // width]
    tables["fertility"][1] = (years[0], 20, repr(first_20))
    if case["by_survival"]:
        tables["mortality"] = [("year", "sex", "age", "survival")] + \
            [(y, s, age(a), repr(v)) for y in years for s in "fm" for a, v in enumerate(case["survival"][y][s])]
    else:
        head = ("year", "sex", "age", "mx") + (("ax",) if case["ax"] else ())
        tables["mortality"] = [head] + \
            [(y, s, row_age(a), repr(m)) + ((text(case["axs"][y][s][a]),) if case["ax"] else ())
             for y in years for s in "fm" for a, m in enumerate(case["mx"][y][s])]
    keys = f"horizon: {{first: {case['first']}, last: {case['last']}}}\n" \
           f"population: {{base_date: {case['first']}-01-01, age_width: {width}, open_age: {case['open_age']}, " \
           f"migration_timing: {case['timing']}}}\n"
    return keys, tables


def twins(xuewei, scratch):
    stock, flow = Worst("people of the twin", 1e-11), Worst("events of the twin", 1e-11)
    for number in range(120):
        case = invent(random.Random(number), number)
        if min(p for rows in twin(case)[0].values() for p in rows) <= 0:
            continue  # the twin does not limit migration
        people, events = run(xuewei, scratch, *written(case))
        want, want_events = twin(case)
        if {(y, s) for y, s, _ in people} != set(want) or set(events) != set(want_events):
            sys.exit(f"case {number}: not the anniversaries of the horizon")
        for (year, sex, age), got in people.items():
            stock.see((number, year, sex, age), got, want[year, sex][age // case["width"]])
        for at, got in events.items():
            size = sum(want[at])
            for g, w in zip(got, want_events[at]):
                flow.see((number, at), g + size, w + size)  # sums of many small numbers
    return stock.good() & flow.good() and stock.count > 30000


def limited(xuewei, scratch):
    """Of 100 girls of 5 should 150 go in the first year, of the next 100 just these in the second."""
    tables = {
        "population": [("zone", "sex", "age", "persons")] + [("A", s, a, 100) for s in "fm" for a in range(21)],
        "fertility": [("year", "age", "rate"), (2020, 20, 0), (2021, 20, 0)],
        "mortality": [("year", "sex", "age", "survival")] + [(y, s, a, 1) for y in (2020, 2021) for s in "fm"
                                                             for a in range(21)],
        "births_ratio": [("year", "males_per_female"), (2020, 1), (2021, 1)],
        "migration": [("year", "sex", "age", "persons"), (2020, "f", 5, -150), (2021, "f", 5, -100)],
    }
    people, events = run(xuewei, scratch, "horizon: {first: 2020, last: 2022}\n"
                         "population: {base_date: 2020-01-01, open_age: 20}\n", tables, expect_doubts=
                         "migration.csv: doubt: Net migration would take more people than there are in 1 cells of "
                         "zone, sex, age and year, 50.0 people in all; it takes those there are. First in 2020 in "
                         "zone A, most in 2020 in zone A: 50.0 people. [migration_limited]\n")
    return [people[y, "f", 5] for y in (2020, 2021, 2022)] == [100, 0, 0] and \
        [events[y, "f"] for y in (2020, 2021)] == [(0, 0, -100), (0, 0, -100)]


def main():
    xuewei, what = os.path.abspath(sys.argv[1]), sys.argv[2]
    with tempfile.TemporaryDirectory() as scratch:
        if what == "published":
            good = mexico(xuewei, sys.argv[3], scratch) & countries(xuewei, sys.argv[3], scratch)
        else:
            good = twins(xuewei, scratch) & limited(xuewei, scratch)
    sys.exit(0 if good else 1)


main()
