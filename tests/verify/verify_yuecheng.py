#!/usr/bin/env python3
"""What a run of the main case must show: verify_yuecheng.py XUEWEI SCENARIOS.

Figures come from the plan, the census and the city's statistics (scenarios/yuecheng/facts), not
from an earlier run.
"""
import pathlib
import sqlite3
import subprocess
import sys
import tempfile

RATIO = {"kindergarten": 1.034889, "primary": 1.07, "lower_secondary": 1.10}
# Census children aged 3-5, 6-11 and 12-14 of the old district on 1 November 2020.
CHILDREN = {"kindergarten": 27908, "primary": 50812, "lower_secondary": 22472}
EARLIER_PRIMARY_CHILDREN = 51540  # another split of the same age groups
MEAN = {"kindergarten": 26, "primary": 41, "lower_secondary": 46}
PEAKS = {"kindergarten": 2020, "primary": 2023, "lower_secondary": 2029, "upper_secondary": 2032}
CITY_ENTRANTS_2022, SHARE_OF_CITY = 48298, 44500 / 216464
faults = []


def expect(what, value, want):
    if value != want:
        faults.append("%s: %r, not %r" % (what, value, want))


def near(what, value, want, share):
    if not abs(value - want) <= share * want:
        faults.append("%s: %g, not within %g %% of %g" % (what, value, 100 * share, want))


def run(program, scenario, folder):
    out = pathlib.Path(folder) / (scenario.stem + ".gpkg")
    subprocess.run([program, "run", str(scenario), "-o", str(out)], check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return sqlite3.connect(out)


def one(db, question, *values):
    return db.execute(question, values).fetchone()[0]


def by_year(db, stage, column="demand", scope="entry"):
    return dict(db.execute("SELECT year, %s FROM gap_year WHERE level = 'district' AND stage = ?"
                           " AND scope = ? ORDER BY year" % column, (stage, scope)))


def the_plan(db):
    expect("projects", one(db, "SELECT count(*) FROM projects"), 35)
    expect("classes named", one(db, "SELECT sum(classes_named) FROM projects"), 1137)
    expect("investment", one(db, "SELECT sum(cost_cny) FROM projects"), 7.780e9)
    expect("of it in 2021-2025", one(db, "SELECT sum(spend_2021_2025_cny) FROM projects"), 4.839e9)
    expect("spent over the years", round(one(db, "SELECT sum(spend_cny) FROM project_year"
                                                 " WHERE year >= 2018")) <= 7780000000, True)
    seats = dict(db.execute("SELECT CAST(project AS INTEGER), seats_added FROM projects"))
    classes = dict(db.execute("SELECT CAST(project AS INTEGER), classes_named FROM projects"))
    expect("seats of 21, 12 classes of 50", seats[21], 600)
    for number in (5, 9, 11, 18):
        expect("seats of %d" % number, seats[number], 0)
    for number in (13, 19, 22, 28, 32):
        if not 0 < seats[number] < 45 * classes[number]:
            faults.append("project %d counts %d seats as if all were new" % (number, seats[number]))
    doubted = {row[0] for row in db.execute(
        "SELECT DISTINCT line - 1 FROM warnings WHERE file LIKE '%projects.csv'")}
    if not {9, 11, 18, 20, 27} <= doubted:
        faults.append("projects doubted are %s" % sorted(doubted))
    expect("site area of 20", one(db, "SELECT site_area_m2 FROM projects WHERE project = '20'"),
           372703.8)
    # A school of 48 classes opens 8 entry classes in primary and 16 in lower secondary.
    entry = lambda school, year: one(db, "SELECT seats FROM gap_year WHERE level = 'catchment' AND"
                                         " place = ? AND year = ? AND scope = 'entry'", school, year)
    expect("entry seats of project 4 in 2021", entry("n04", 2021), 8 * 45)
    expect("entry seats of project 7 in 2022", entry("n07", 2022), 16 * 50)
    grades = db.execute("SELECT min(grade), max(grade) FROM class_year WHERE school = 'n04'"
                        " AND year = 2021").fetchone()
    expect("grades of project 4 in 2021", grades, (1, 1))


def where_entrants_are(db):
    """Every year's entrants of every stage are placed in one of the ways, or are not."""
    for year, stage, demand in db.execute(
            "SELECT year, stage, demand FROM gap_year WHERE level = 'district' AND scope = 'entry'"):
        reasons = dict(db.execute(
            "SELECT reason, sum(pupils) FROM flow_year WHERE year = ? AND stage = ? GROUP BY reason",
            (year, stage)))
        measured = sum(one(db, "SELECT coalesce(sum(value), 0) FROM measure_year WHERE place = 'district'"
                               " AND year = ? AND measure = ?", year, "entrants_%s_%s" % (r, stage))
                       for r in reasons)
        expect("entrants of %s %d by reason" % (stage, year), sum(reasons.values()), demand)
        expect("their measures", measured, demand)
    # Without a right to the catchment school: 10 % of the registered, and the green cards.
    registered = 829100 / 1115000
    for stage in ("primary", "lower_secondary"):
        tiers = dict(db.execute("SELECT tier, sum(pupils) FROM flow_year WHERE stage = ? GROUP BY tier",
                                (stage,)))
        everybody = sum(tiers.values())
        near("late of " + stage, tiers["late"], 0.1 * registered * everybody, 0.001)
        near("card of " + stage, tiers["card"], 0.6 * (1 - registered) * everybody, 0.001)
        expect("late or card in the catchment", one(
            db, "SELECT count(*) FROM flow_year WHERE tier IN ('late', 'card') AND reason = 'catchment'"), 0)


def the_base_year(db):
    for stage, children in CHILDREN.items():
        roll = one(db, "SELECT demand FROM gap_year WHERE level = 'group' AND place = 'census_2020'"
                       " AND year = 2020 AND stage = ? AND scope = 'all'", stage)
        near("roll of 2020, " + stage, roll, RATIO[stage] * children, 0.02)
        if stage == "primary":
            near("roll of 2020, primary", roll, 1.07 * EARLIER_PRIMARY_CHILDREN, 0.02)
        pupils, classes = db.execute("SELECT sum(pupils), sum(classes) FROM school_year"
                                     " WHERE year = 2020 AND stage = ?", (stage,)).fetchone()
        near("mean class of 2020, " + stage, pupils / classes, MEAN[stage], 0.02)
        near("roll of 2020 in schools, " + stage, pupils, by_year(db, stage, scope="all")[2020], 0)
        gap = by_year(db, stage, "local_gap")[2020]
        if not 0 <= gap <= 0.005 * by_year(db, stage)[2020]:
            faults.append("entry of 2020, %s: %d seats short" % (stage, gap))
        expect("unplaced in 2020, " + stage, by_year(db, stage, "unplaced")[2020], 0)
    for year in range(2020, 2024):
        entrants = one(db, "SELECT demand FROM gap_year WHERE level = 'group' AND stage = 'primary'"
                           " AND place = 'census_2020' AND year = ? AND scope = 'entry'", year)
        near("grade 1 of %d" % year, entrants, CITY_ENTRANTS_2022 * SHARE_OF_CITY, 0.10)
    for year, published in ((2022, 1115000), (2023, 1130600)):
        near("residents of %d" % year, one(
            db, "SELECT value FROM measure_year WHERE place = 'district' AND year = ?"
                " AND measure = 'residents'", year), published, 0.02)


def the_years(db):
    for stage, year in PEAKS.items():
        demand = by_year(db, stage)
        expect("peak of entry, " + stage, max(demand, key=demand.get), year)
        expect("years of " + stage, list(demand), list(range(2020, 2036)))
    lost = db.execute(
        "SELECT g.year, g.stage FROM gap_year g WHERE g.level = 'district' AND g.scope = 'entry'"
        " AND g.demand <> (SELECT sum(pupils) FROM flow_year f WHERE f.year = g.year"
        " AND f.stage = g.stage)").fetchall()
    expect("years whose entrants are not all placed or counted", lost, [])
    expect("schools with more classes than rooms",
           one(db, "SELECT count(*) FROM school_year WHERE classes > rooms"), 0)
    expect("schools whose grades do not add up", one(
        db, "SELECT count(*) FROM school_year s WHERE pupils <> (SELECT sum(pupils) FROM class_year c"
            " WHERE c.school = s.school AND c.year = s.year AND c.stage = s.stage)"), 0)


def the_scenarios(program, folder, scenarios, planned):
    other = {name: run(program, scenarios / (name + ".yaml"), folder)
             for name in ("no-build", "slip-one-year", "low-births", "high-migration", "fewer-rooms",
                          "more-rooms", "smaller-classes")}
    total = lambda db, stage, column: sum(by_year(db, stage, column).values())
    for stage in ("primary", "lower_secondary"):
        gap = total(planned, stage, "local_gap")
        for name, more in (("no-build", True), ("fewer-rooms", True), ("smaller-classes", True),
                           ("more-rooms", False)):
            if (total(other[name], stage, "local_gap") > gap) != more:
                faults.append("%s: the local gap of %s moves the wrong way" % (name, stage))
    for name, more in (("low-births", False), ("high-migration", True)):
        demand = by_year(other[name], "kindergarten")[2030]
        expect("%s: more kindergarten entrants in 2030" % name,
               demand > by_year(planned, "kindergarten")[2030], more)
        expect("%s: children already born in 2020 enter in 2021" % name,
               abs(by_year(other[name], "primary")[2021] - by_year(planned, "primary")[2021])
               < 100, True)
    late = dict(other["slip-one-year"].execute("SELECT status, max(opens_in - opens) FROM projects"
                                               " GROUP BY status"))
    expect("slip of one year", late, {"open": 0, "building": 1, "approved": 1, "planned": 1})
    expect("projects that take part without building",
           one(other["no-build"], "SELECT sum(counted) FROM projects"), 0)


def main():
    program, scenarios = sys.argv[1], pathlib.Path(sys.argv[2])
    with tempfile.TemporaryDirectory() as folder:
        db = run(program, scenarios / "as-planned.yaml", folder)
        the_plan(db)
        where_entrants_are(db)
        the_base_year(db)
        the_years(db)
        the_scenarios(program, folder, scenarios, db)
    for fault in faults:
        print("verify_yuecheng: " + fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
