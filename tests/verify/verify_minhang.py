#!/usr/bin/env python3
"""What runs of the Minhang case must show: verify_minhang.py XUEWEI SCENARIOS.

Five years of primary, four of lower and three of upper secondary school. Expected figures are worked out here
from the tables of the scenario, not taken from an earlier run.
"""
import collections
import csv
import pathlib
import sqlite3
import subprocess
import sys
import tempfile

SEPTEMBER = 10 / 12  # of the year from 1 November, the day of the census, to 1 September
CENSUS, TOWNS = 2653489, 14
# Stage: age of entry, first grade, grades.
STAGES = {"nursery": (1, -4, 2), "kindergarten": (3, -2, 3), "primary": (6, 1, 5), "lower_secondary": (11, 6, 4),
          "upper_secondary": (15, 10, 3)}
LOWER_ENTRY, UPPER_ENTRY, GENERAL = 0.94, 0.99, 0.681
EXTRA = {"no-build": [], "as-planned": ["L1", "U1"], "one-more-lower-secondary": ["L1"],
         "two-more-lower-secondary": ["L1", "L2"], "one-more-upper-secondary": ["U1"],
         "two-more-upper-secondary": ["U1", "U2"]}
LAST = 2029  # of the other scenarios: the year in which most upper secondary seats are short
faults = []


def expect(what, value, want):
    if value != want:
        faults.append("%s: %r, not %r" % (what, value, want))


def near(what, value, want, share):
    if not abs(value - want) <= share * want:
        faults.append("%s: %g, not within %g %% of %g" % (what, value, 100 * share, want))


def run(program, scenario, folder, *options):
    out = pathlib.Path(folder) / (scenario.stem + ".gpkg")
    subprocess.run([program, "run", str(scenario), "-o", str(out), *options], check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return sqlite3.connect(out)


def rows(scenarios, name):
    with open(scenarios / "tables" / (name + ".csv"), encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def one(db, question, *values):
    return db.execute(question, values).fetchone()[0]


def by_year(db, stage, column="demand", scope="entry"):
    return dict(db.execute("SELECT year, %s FROM gap_year WHERE level = 'district' AND stage = ? AND scope = ?"
                           " ORDER BY year" % column, (stage, scope)))


def the_people(scenarios):
    """Residents by town as the census has them; children by age, households alone."""
    town = {z["zone"]: z["town"] for z in rows(scenarios, "zones")}
    people, children = collections.Counter(), collections.Counter()
    for r in rows(scenarios, "population"):
        people[town[r["zone"]]] += int(r["persons"])
        if r["kind"] == "household":
            children[int(r["age"])] += int(r["persons"])
    expect("residents", sum(people.values()), CENSUS)
    expect("towns", len(people), TOWNS)
    return children


def on_september(children, age):
    return SEPTEMBER * children[age] + (1 - SEPTEMBER) * children[age + 1]


def the_grades(db):
    """Grade 6 is of lower secondary school, grade 10 the first of upper secondary school."""
    for stage, (age, first, grades) in STAGES.items():
        found = [r[0] for r in db.execute("SELECT DISTINCT grade FROM class_year WHERE stage = ? AND year < 2030"
                                          " ORDER BY grade", (stage,))]
        expect("grades of " + stage, found, list(range(first, first + grades)))
        expect("years of " + stage, list(by_year(db, stage)), list(range(2020, 2036)))


def the_base_year(db, scenarios, children):
    share = {(r["stage"], r["year"]): float(r["share"]) for r in rows(scenarios, "participation")}
    for stage, year in (("nursery", "2020"), ("kindergarten", ""), ("primary", "")):
        near("entrants of 2020, " + stage, by_year(db, stage)[2020],
             share[stage, year] * on_september(children, STAGES[stage][0]), 0.001)
    for stage, ratio in (("kindergarten", share["kindergarten", ""]), ("primary", share["primary", ""]),
                         ("lower_secondary", LOWER_ENTRY),
                         ("upper_secondary", LOWER_ENTRY * UPPER_ENTRY * GENERAL)):
        age, _, grades = STAGES[stage]
        near("roll of 2020, " + stage, by_year(db, stage, scope="all")[2020],
             ratio * sum(on_september(children, a) for a in range(age, age + grades)), 0.005)
        pupils = one(db, "SELECT sum(pupils) FROM school_year WHERE year = 2020 AND stage = ?", stage)
        expect("roll of 2020 in schools, " + stage, pupils, by_year(db, stage, scope="all")[2020])
        expect("net gap of 2020, " + stage, by_year(db, stage, "net_gap", "all")[2020], 0)


def the_years(db):
    """A stage's entrants are the leavers of the one below, five, four and three years on."""
    last = lambda grade: dict(db.execute("SELECT year, sum(pupils) FROM class_year WHERE grade = ?"
                                         " GROUP BY year", (grade,)))
    for stage, grade, ratio in (("lower_secondary", 5, LOWER_ENTRY),
                                ("upper_secondary", 9, UPPER_ENTRY * GENERAL)):
        leavers, entrants = last(grade), by_year(db, stage)
        for year in range(2021, 2036):
            near("entrants of %s %d" % (stage, year), entrants[year], ratio * leavers[year - 1], 0.05)
    rolls = {stage: by_year(db, stage, scope="all") for stage in STAGES}
    peak = {stage: max(of, key=of.get) for stage, of in rolls.items()}
    expect("the wave goes up the stages", sorted(peak.values()), [peak[s] for s in STAGES])
    expect("secondary schools peak after the opinions of 2023", min(peak["lower_secondary"],
                                                                   peak["upper_secondary"]) > 2023, True)
    expect("schools with more classes than rooms",
           one(db, "SELECT count(*) FROM school_year WHERE classes > rooms"), 0)
    lost = db.execute(
        "SELECT g.year, g.stage FROM gap_year g WHERE g.level = 'district' AND g.scope = 'entry' AND g.demand <>"
        " (SELECT sum(pupils) FROM flow_year f WHERE f.year = g.year AND f.stage = g.stage)").fetchall()
    expect("years whose entrants are not all placed or counted", lost, [])
    expect("towns with a balance", one(db, "SELECT count(DISTINCT place) FROM gap_year WHERE level = 'town'"),
           TOWNS)
    far = db.execute(
        "SELECT f.year, f.school FROM flow_year f JOIN schools s ON s.school = f.school JOIN zones z"
        " ON z.zone = f.zone WHERE f.stage = 'kindergarten' AND f.reason = 'open'"
        " AND z.town_zh <> s.town_zh").fetchall()
    expect("kindergarten children let in by another town", far, [])
    expect("kindergarten children let in by their town", one(
        db, "SELECT count(*) FROM flow_year WHERE stage = 'kindergarten' AND reason = 'open'") > 0, True)


def the_norms(db, scenarios):
    value = lambda measure: one(db, "SELECT value FROM measure_year WHERE place = 'district' AND year = 2020"
                                    " AND measure = ?", measure)
    near("kindergarten places by the norm of residents", value("places_wanted_by_residents_kindergarten"),
         45 * CENSUS / 1000, 0.005)
    near("nursery places by the norm of children", value("places_wanted_by_children_nursery"),
         next(float(r["value"]) for r in rows(scenarios, "indicators")
              if r["indicator"].startswith("places by the norm")), 0.01)
    near("children in public or inclusive kindergartens", value("inclusive_pupil_share_kindergarten"), 0.734,
         0.10)


def the_scenarios(scenarios, dbs):
    for name, codes in EXTRA.items():
        lines = (scenarios / (name + ".yaml")).read_text(encoding="utf-8").splitlines()
        expect("projects of " + name, lines[-1], "projects: {include: %s}" % (
            "[%s]" % ", ".join(codes) if codes else "none"))
    for name, db in dbs.items():
        expect("projects that take part in " + name, [r[0] for r in db.execute(
            "SELECT project FROM projects WHERE counted = 1 ORDER BY project")], EXTRA[name])
    total = lambda name, stage: sum(gap for year, gap in by_year(dbs[name], stage, "net_gap", "all").items()
                                    if year <= LAST)
    seats = lambda name, stage: by_year(dbs[name], stage, "seats", "all")[LAST]
    for stage, word, more in (("lower_secondary", "lower-secondary", 24 * 45),
                              ("upper_secondary", "upper-secondary", 30 * 50)):
        names = ["no-build", "as-planned", "two-more-" + word]
        gaps = [total(n, stage) for n in names]
        expect("gaps of %s fall with every school" % stage, gaps, sorted(gaps, reverse=True))
        expect("the first school of %s matters" % stage, gaps[1] < gaps[0], True)
        expect("seats of " + stage, [seats(n, stage) - seats(names[0], stage) for n in names],
               [0, more, 2 * more])
        for year in range(2020, 2026):
            expect("seats of %s before 2026" % stage, {by_year(dbs[n], stage, "seats", "all")[year]
                                                       for n in names}, {seats("no-build", stage)})


def main():
    program, scenarios = sys.argv[1], pathlib.Path(sys.argv[2])
    checked = subprocess.run([program, "check", str(scenarios / "as-planned.yaml")], stdout=subprocess.PIPE,
                             text=True, check=True).stdout.splitlines()
    kinds = collections.Counter(line.rsplit("[", 1)[-1].rstrip("]") for line in checked[:-1])
    expect("doubts", dict(kinds), {kind + "_doubt": sum(1 for r in rows(scenarios, name) if r["doubt_en"])
                                   for kind, name in (("project", "projects"), ("indicator", "indicators"),
                                                      ("register", "register"))})
    expect("indicators of the plan", len(rows(scenarios, "register")), 12)
    children = the_people(scenarios)
    with tempfile.TemporaryDirectory() as folder:
        planned = run(program, scenarios / "as-planned.yaml", folder)
        short = lambda name: run(program, scenarios / (name + ".yaml"), folder, "--set",
                                 "horizon.last=%d" % LAST)
        the_grades(planned)
        the_base_year(planned, scenarios, children)
        the_years(planned)
        the_norms(planned, scenarios)
        the_scenarios(scenarios, {"as-planned": planned, **{name: short(name) for name in (
            "no-build", "two-more-lower-secondary", "two-more-upper-secondary")}})
        births = short("low-births")
        expect("fewer births, fewer kindergarten entrants", by_year(births, "kindergarten")[LAST]
               < by_year(planned, "kindergarten")[LAST], True)
        expect("children already born in 2020 enter in 2021", abs(by_year(births, "primary")[2021]
               - by_year(planned, "primary")[2021]) < 100, True)
    for fault in faults:
        print("verify_minhang: " + fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
