"""The table of tests/bench/flow/run: our minimum-cost flow beside LEMON's, in one run.

usage: table.py BENCH_FLOW [--turns N] [--core N] [ZONESxSCHOOLSxNEAREST ...]

Each solver runs in a process of its own on one core and is timed by the processor; the solvers take turns, and the least of the turns
counts. Memory is the most that the process held beyond one that only draws the district. Costs must
agree.
"""
import argparse
import os
import sys

SOLVERS = ["none", "cold", "lemon", "changed", "lemon-changed", "warm"]
USUAL = ["300x60x60", "5000x800x8", "5000x800x16", "100000x20000x8", "100000x20000x16"]

parser = argparse.ArgumentParser(usage="table.py BENCH_FLOW [--turns N] [--core N] [ZONESxSCHOOLSxNEAREST ...]")
parser.add_argument("bench")
parser.add_argument("--turns", type=int, default=5)
parser.add_argument("--core", type=int, default=0)
parser.add_argument("--seed", type=int, default=20261125)
parser.add_argument("districts", nargs="*", default=USUAL)
wanted = parser.parse_intermixed_args()


def measure(solver, district):
    """Seconds, pivots, cost, most memory in bytes."""
    out, into = os.pipe()
    child = os.fork()
    if child == 0:
        os.sched_setaffinity(0, {wanted.core})
        os.dup2(into, 1)
        os.execv(wanted.bench, [wanted.bench, solver, *district.split("x"), str(wanted.seed)])
    os.close(into)
    with os.fdopen(out) as file:
        said = file.read().split()
    if os.waitpid(child, 0)[1] != 0 or len(said) != 4:
        sys.exit(f"{solver} of {district} failed")
    return float(said[0]), int(said[1]), int(said[2]), int(said[3])


def time_text(seconds):
    return f"{seconds * 1000:.2f} ms" if seconds < 0.0995 else f"{seconds:.2f} s"


print(f"load before: {os.getloadavg()[0]:.2f}", file=sys.stderr)
print("| zones x schools, nearest | arcs | ours cold | pivots | LEMON | ours / LEMON | changed: LEMON | ours cold | "
      "ours warm | pivots | warm / cold | warm / LEMON | MB ours | MB LEMON |")
print("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|")
for district in wanted.districts:
    best = {}
    for turn in range(wanted.turns):
        for solver in SOLVERS:
            now = measure(solver, district)
            if solver not in best:
                best[solver] = list(now)
            best[solver][0] = min(best[solver][0], now[0])
            best[solver][3] = max(best[solver][3], now[3])
            if now[2] != best[solver][2]:
                sys.exit(f"{solver} of {district} has another cost each time")
    if best["cold"][2] != best["lemon"][2] or len({best[s][2] for s in ("changed", "lemon-changed", "warm")}) != 1:
        sys.exit(f"the costs of {district} differ")
    zones, schools, nearest = (int(part) for part in district.split("x"))
    arcs = zones * (min(nearest, schools) + 1) + 3 * schools
    ours, lemon, changed, lemon_changed, warm = (best[s] for s in SOLVERS[1:])
    megabytes = [(best[s][3] - best["none"][3]) / 1e6 for s in ("cold", "lemon")]
    print(f"| {zones} x {schools}, {min(nearest, schools)} | {arcs} | {time_text(ours[0])} | {ours[1]} | "
          f"{time_text(lemon[0])} | {ours[0] / lemon[0]:.2f} | {time_text(lemon_changed[0])} | "
          f"{time_text(changed[0])} | {time_text(warm[0])} | {warm[1]} | {warm[0] / changed[0]:.3f} | "
          f"{warm[0] / lemon_changed[0]:.3f} | {megabytes[0]:.1f} | {megabytes[1]:.1f} |", flush=True)
print(f"load after: {os.getloadavg()[0]:.2f}", file=sys.stderr)
