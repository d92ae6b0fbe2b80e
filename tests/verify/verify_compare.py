#!/usr/bin/env python3
"""Scenarios side by side, through `xuewei compare`: verify_compare.py XUEWEI SCENARIOS.

Two scenarios that differ in one project differ in nothing else before that project opens (or its works
begin to take rooms): in no row of the central histories and in no replicate; and in something after. The
same scenario twice differs in nothing at all. Runs that do not belong together are said not to.
"""
import json
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile

program, scenarios = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
REPLICATES = 12
faults = []


def expect(what, value, want):
    if value != want:
        faults.append("%s: %r, not %r" % (what, value, want))


def call(*arguments, folder, status=0):
    done = subprocess.run([program, *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          text=True, encoding="utf-8", env=dict(os.environ, TMPDIR=str(folder)))
    if done.returncode != status:
        sys.exit("%s: status %d, not %d\n%s" % (arguments, done.returncode, status, done.stderr))
    return done


def run(folder, scenario, name, *options):
    out = folder / (name + ".gpkg")
    call("run", "--quiet", scenario, "-o", out, *options, folder=folder)
    return out


def compare(folder, *arguments):
    """What it prints with --json, its file and its standard error."""
    out = folder / "cmp.gpkg"
    done = call("compare", "--quiet", "--json", "-o", out, *arguments, folder=folder)
    return json.loads(done.stdout), sqlite3.connect(out), done.stderr


def columns(db, table, but):
    names = [row[1] for row in db.execute("PRAGMA table_info(%s)" % table)]
    return [name for name in names if name not in but]


KEYS = {"fid", "scenario", "baseline", "level", "place", "school", "year", "stage", "scope"}


def differing(db, table, where):
    """Rows of a table of central differences in which any number is not 0."""
    numbers = " OR ".join("%s <> 0" % name for name in columns(db, table, KEYS))
    return db.execute("SELECT count(*) FROM %s WHERE (%s) AND %s" % (table, numbers, where)).fetchone()[0]


def drawn(db, where):
    return db.execute("SELECT count(*) FROM paired_difference WHERE (p_equal <> 1 OR mean <> 0 OR central <> 0) "
                      "AND %s" % where).fetchone()[0]


def first_year(path, project):
    kind, starts, opens = sqlite3.connect(path).execute(
        "SELECT kind, starts_in, opens_in FROM projects WHERE project = ?", (project,)).fetchone()
    return opens if kind == "new" else min(starts, opens)


def one_project(folder, scenario, whole, project, *options):
    """The law: nothing differs before, something after; and it is about both, rows and replicates."""
    without = run(folder, scenario, "without-%s" % project, "--set", "projects.without=[%s]" % project, *options)
    said, db, err = compare(folder, without, whole)
    year = first_year(whole, project)
    what = "%s, project %s, from %d" % (scenario.stem, project, year)
    expect(what + ": standard error", err, "")
    for table in ("gap_difference", "school_difference"):
        expect("%s: %s before" % (what, table), differing(db, table, "year < %d" % year), 0)
        expect("%s: %s after" % (what, table), differing(db, table, "year >= %d" % year) > 0, True)
        expect("%s: years of %s" % (what, table),
               db.execute("SELECT count(*) > 0 FROM %s WHERE year < %d" % (table, year)).fetchone()[0], 1)
    if said["replicates"] > 0:
        expect(what + ": drawn before", drawn(db, "year < %d" % year), 0)
        expect(what + ": drawn after", drawn(db, "year >= %d" % year) > 0, True)
        expect(what + ": rows", db.execute("SELECT count(*) > 0 FROM paired_difference WHERE year < %d AND "
                                           "replicates = %d" % (year, REPLICATES)).fetchone()[0], 1)
    return without


def no_difference(folder, path):
    said, db, _ = compare(folder, path, path)
    for table in ("gap_difference", "school_difference"):
        expect("twice: " + table, differing(db, table, "1"), 0)
    expect("twice: drawn", drawn(db, "1"), 0)
    for total in said["pairs"][0]["totals"]:
        expect("twice: " + str(total), (total["mean"], total["central"], total["p_equal"], total["p_better"],
                                        total["beyond_chance"]), (0, 0, 1, 0.5, False))
    expect("twice: verdicts", {row["verdict"] for row in said["pairs"][0]["towns"] + said["pairs"][0]["schools"]},
           {"neither"})
    text = call("compare", path, path, folder=folder).stdout
    if said["replicates"] > 0:
        expect("twice: words", "There is no difference." in text, True)
        expect("twice: no interval of what never differs", " 0 to 0 " in text, False)
        expect("twice: every future", text.count("in every future"), 7 * (1 + len(
            {total["stage"] for total in said["pairs"][0]["totals"]} - {"all"})))
    else:
        expect("twice: words", "As many pupils are short" in text, True)


def exchange(folder, one, other):
    """The other way round every sign turns, to the last bit."""
    there, _, _ = compare(folder, one, other)
    back, _, _ = compare(folder, other, one)
    for a, b in zip(there["pairs"][0]["totals"], back["pairs"][0]["totals"]):
        expect("exchange: " + str((a["stage"], a["quantity"])),
               (a["mean"], a["central"], a["p_less"], a["p_equal"], a["sign_p"], a["beyond_chance"]),
               (-b["mean"], -b["central"], b["p_more"], b["p_equal"], b["sign_p"], b["beyond_chance"]))


def not_together(folder, tiny):
    usual = run(folder, tiny, "usual")
    other = run(folder, tiny, "drawn", "--replicates", "3")
    seed = run(folder, tiny, "seed", "--replicates", "3", "--seed", "4")
    longer = run(folder, tiny, "longer", "--set", "horizon.last=2024")
    said, _, err = compare(folder, usual, other)
    expect("other replicates", err, "xuewei compare: tiny and tiny are not paired: replicates 0 and 3; "
                                    "only the central histories are set side by side\n")
    expect("other replicates", said["replicates"], 0)
    said, db, err = compare(folder, other, seed)
    expect("other seeds", "not paired: seed " in err and " and 4;" in err, True)
    expect("other seeds: rows", db.execute("SELECT count(*) FROM paired_difference").fetchone()[0], 0)
    done = call("compare", usual, longer, "-o", folder / "none.gpkg", folder=folder, status=2)
    expect("other years", done.stderr,
           "xuewei compare: tiny and tiny have other school years: 2020 to 2023 and 2020 to 2024\n")
    expect("other years: file", (folder / "none.gpkg").exists(), False)


with tempfile.TemporaryDirectory() as name:
    top = pathlib.Path(name)
    work = top / "work"
    work.mkdir()
    tiny = scenarios / "tiny/tiny.yaml"
    plan = scenarios / "yuecheng/as-planned.yaml"
    draws = ("--replicates", str(REPLICATES))

    built = run(work, tiny, "tiny")
    no_difference(work, built)
    exchange(work, built, one_project(work, tiny, built, 1))
    built = run(work, tiny, "tiny-drawn", *draws)
    one_project(work, tiny, built, 1, *draws)
    not_together(work, tiny)

    planned = run(work, plan, "planned", *draws)
    no_difference(work, planned)
    for project in (10, 22):
        exchange(work, planned, one_project(work, plan, planned, project, *draws))

    # Scenarios are run side by side, with any number of threads, and nothing is left behind.
    shutil.copytree(scenarios / "tiny", top / "tiny")
    (top / "tiny/none.yaml").write_text("xuewei: 1\nextends: tiny.yaml\nprojects: {include: none}\n", encoding="utf-8")
    pair = (top / "tiny/none.yaml", top / "tiny/tiny.yaml", "--replicates", "5")
    before = sorted(os.listdir(work))
    bytes_of = []
    for threads in (1, 2):
        _, _, err = compare(work, *pair, "--threads", threads)
        expect("threads: standard error", err, "")
        bytes_of.append((work / "cmp.gpkg").read_bytes())
    expect("threads: bytes", bytes_of[0] == bytes_of[1], True)
    expect("left behind", sorted(os.listdir(work)), before)

for fault in faults[:40]:
    print("# " + fault)
print("%sok 1 - compare\n1..1" % ("not " if faults else ""))
sys.exit(1 if faults else 0)
