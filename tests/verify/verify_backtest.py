#!/usr/bin/env python3
"""`xuewei backtest` on the rolls of invented districts: verify_backtest.py XUEWEI.

Of what the chosen method forecast one to five years ahead, 78 to 82 of a hundred later rolls must lie within
its 80 % intervals; 76 to 84 at a single horizon, where the districts' own fates leave a standard error of
about a point.
"""
import csv
import math
import os
import random
import subprocess
import sys
import tempfile

DISTRICTS, FIRST, LAST, GRADES = 240, 2006, 2021, 9
TURNOVER, YEAR_SD, OWN_SD, ENTRY_SD = 0.1, 0.012, 0.015, 0.03


def poisson(rng, mean):
    n, left, product = 0, math.exp(-mean), rng.random()
    while product > left:
        n += 1
        product *= rng.random()
    return n


def about(rng, expected):
    half = expected * TURNOVER / 2
    return max(0, math.floor(expected + rng.random()) + poisson(rng, half) - poisson(rng, half))


def invent(rng):
    """Rolls {(district, year, grade)}; districts have nothing in common but their kind."""
    ratio = [1 + rng.gauss(0, 0.01) for _ in range(GRADES)]
    for d in range(DISTRICTS):
        size = 60 * math.exp(rng.gauss(0, 0.6))
        own = [r + rng.gauss(0, OWN_SD) for r in ratio]
        level, last = 0.0, None
        for year in range(FIRST, LAST + 1):
            level = 0.9 * level + rng.gauss(0, ENTRY_SD)
            now = [about(rng, size * math.exp(level))]
            for g in range(1, GRADES):
                now.append(about(rng, size) if last is None else
                           about(rng, last[g - 1] * own[g] * (1 + rng.gauss(0, YEAR_SD))))
            last = now
            for g, n in enumerate(now):
                yield "D%03d" % d, year, g + 1, n


with tempfile.TemporaryDirectory() as folder:
    rolls, scores = os.path.join(folder, "rolls.csv"), os.path.join(folder, "scores.csv")
    with open(rolls, "w", newline="") as f:
        out = csv.writer(f)
        out.writerow(["school", "year", "grade", "pupils"])
        out.writerows(invent(random.Random(20061)))
    done = subprocess.run([sys.argv[1], "backtest", "--rolls", rolls, "-o", scores], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit("status %d\n%s%s" % (done.returncode, done.stdout, done.stderr))
    with open(scores, newline="") as f:
        rows = [r for r in csv.DictReader(f) if r["method"] == "chosen" and r["size"] == "all"]
faults, inside, number = 0, 0.0, 0
for r in rows:
    if int(r["horizon"]) > 5:
        continue
    share = float(r["coverage80"])
    print("horizon %s: %.3f of %s within the 80 %% interval" % (r["horizon"], share, r["n"]))
    faults += not 0.76 <= share <= 0.84
    inside += share * int(r["n"])
    number += int(r["n"])
print("all: %.3f" % (inside / number))
if len(rows) < 5 or faults or not 0.78 <= inside / number <= 0.82:
    sys.exit("%d horizons, %d of them outside 76 to 84 %%" % (len(rows), faults))
