#!/usr/bin/env python3
"""A run with replicates does not depend on threads, nor on being killed, and says what its draws say.

    verify_ensemble.py XUEWEI SCENARIO.yaml REPLICATES [PROJECT]

  threads     1, 2 and 7 threads give the same bytes
  resume      a run that is killed (SIGKILL) while blocks are finished, and run again, gives the same bytes
  quantiles   every row of quantile_year, service_year and risk and the spreads of gap_year that the draws
              of the file cover are computed again here, from table draw
  one project a run without PROJECT has the same draws in every year before the project opens
"""
import hashlib
import os
import pathlib
import signal
import sqlite3
import struct
import subprocess
import sys
import tempfile
import time
import zlib

xuewei, scenario, replicates = sys.argv[1], sys.argv[2], int(sys.argv[3])
project = sys.argv[4] if len(sys.argv) > 4 else None
folder = pathlib.Path(tempfile.mkdtemp(prefix="xuewei-ensemble-"))
passed = failed = 0


def check(good, what):
    global passed, failed
    passed, failed = passed + bool(good), failed + (not good)
    print(("ok   " if good else "FAIL ") + what, flush=True)


def command(out, threads, *more):
    return [xuewei, "run", scenario, "--quiet", "--replicates", str(replicates), "--threads", str(threads),
            "-o", str(out), *more]


def run(out, threads, *more):
    subprocess.run(command(out, threads, *more), check=True, stdout=subprocess.DEVNULL)
    return hashlib.sha256(out.read_bytes()).hexdigest()


def draws(path):
    with sqlite3.connect(path) as db:
        return {row[:6]: struct.unpack(f"<{row[6]}i", zlib.decompress(row[7])) for row in db.execute(
            "SELECT level, place, year, stage, scope, quantity, replicates, value FROM draw")}


def quantile(values, q):
    values = sorted(values)
    h = (len(values) - 1) * q
    low = int(h)
    return values[-1] if low + 1 >= len(values) else values[low] + (h - low) * (values[low + 1] - values[low])


def near(a, b):
    return abs(a - b) <= 1e-9 * max(1.0, abs(a), abs(b))


one = folder / "one.gpkg"
sha = run(one, 1)
for threads in (2, 7):
    check(run(folder / "more.gpkg", threads) == sha, f"{threads} threads give the bytes of one")

# Killed when some blocks are there, three times, each time later.
killed = folder / "killed.gpkg"
times = 0
for wanted in (1, 2, 3):
    process = subprocess.Popen(command(killed, 2), stdout=subprocess.DEVNULL)
    parts = pathlib.Path(f"{killed}.parts")
    while process.poll() is None and len(list(parts.glob("block-??????"))) < wanted:
        time.sleep(0.001)
    if process.poll() is None:
        process.send_signal(signal.SIGKILL)
        times += not killed.exists()
    process.wait()
check(times >= 1, f"killed {times} times before it was complete")
check(run(killed, 2) == sha, "killed and gone on with: the same bytes")
check(not os.path.exists(f"{killed}.parts"), "the finished blocks are removed")

drawn = draws(one)
check(len(drawn) > 0 and all(len(v) == replicates for v in drawn.values()), f"{len(drawn)} rows of draws")
for key in [k for k in drawn if k[5] == "seats"]:
    drawn[key[:5] + ("net_gap",)] = [max(0, d - s) for d, s in zip(drawn[key[:5] + ("demand",)], drawn[key])]
with sqlite3.connect(one) as db:
    rows = wrong = 0
    for row in db.execute("SELECT level, place, year, stage, scope, quantity, mean, p2_5, p10, p25, p50, p75, p90, "
                          "p97_5 FROM quantile_year WHERE level <> 'group'"):
        values = drawn[row[:6]]
        want = [sum(values) / replicates] + [quantile(values, q) for q in (.025, .1, .25, .5, .75, .9, .975)]
        rows, wrong = rows + 1, wrong + (not all(near(a, b) for a, b in zip(row[6:], want)))
    check(rows > 0 and wrong == 0, f"{rows} rows of quantile_year from the draws, {wrong} differ")
    rows = wrong = 0
    for *key, service, seats in db.execute("SELECT level, place, year, stage, scope, service, seats FROM service_year "
                                           "WHERE level <> 'group'"):
        balance = [d - s for d, s in zip(drawn[(*key, "demand")], drawn[(*key, "seats")])]
        rows, wrong = rows + 1, wrong + (not near(seats, max(0.0, quantile(balance, service))))
    check(rows > 0 and wrong == 0, f"{rows} rows of service_year from the draws, {wrong} differ")
    rows = wrong = 0
    for *key, p10, p50, p90, p_short, expected in db.execute(
            "SELECT level, place, year, stage, scope, p10, p50, p90, p_short, expected_short FROM gap_year "
            "WHERE level IN ('district', 'town') AND seats IS NOT NULL"):
        net = drawn[(*key, "net_gap")]
        want = [quantile(net, q) for q in (.1, .5, .9)] + [sum(n > 0 for n in net) / replicates, sum(net) / replicates]
        rows, wrong = rows + 1, wrong + (not all(near(a, b) for a, b in zip((p10, p50, p90, p_short, expected), want)))
    check(rows > 0 and wrong == 0, f"{rows} spreads of gap_year from the draws, {wrong} differ")
    years = [y for y, in db.execute("SELECT DISTINCT year FROM gap_year ORDER BY year")]
    rows = wrong = 0
    for level, place, stage, scope, threshold, first, p_any, p90 in db.execute(
            "SELECT level, place, stage, scope, threshold, first_year, p_any, peak_p90 FROM risk WHERE level <> 'group'"):
        net = [drawn[(level, place, y, stage, scope, "net_gap")] for y in years]
        peak = [max(column) for column in zip(*net)]
        over = [y for y, n in zip(years, net) if sum(v > 0 for v in n) / replicates > threshold]
        good = (near(p_any, sum(p > 0 for p in peak) / replicates) and near(p90, quantile(peak, .9))
                and first == (over[0] if over else None))
        rows, wrong = rows + 1, wrong + (not good)
    check(rows > 0 and wrong == 0, f"{rows} rows of risk from the draws, {wrong} differ")
    if project is not None:
        (opens,), = db.execute("SELECT opens_in FROM projects WHERE project = ?", (project,))
        without = folder / "without.gpkg"
        run(without, 2, "--set", f"projects.without=[{project}]")
        other = draws(without)
        before = [k for k in other if k[2] < opens]
        after = [k for k in other if k[2] >= opens]
        check(len(before) > 0 and all(other[k] == tuple(drawn[k]) for k in before),
              f"{len(before)} rows of draws before {opens}, when project {project} opens, are the same without it")
        check(any(other[k] != tuple(drawn[k]) for k in after), f"some of {len(after)} later ones are not")

for path in folder.iterdir():
    path.unlink()
folder.rmdir()
print(f"{passed} passed, {failed} failed")
sys.exit(1 if failed else 0)
