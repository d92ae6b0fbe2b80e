"""Time the projection beside numpy and the memory's bandwidth. tests/bench/projection/run calls this.

The job: 101 ages, 2 sexes, 15 years, survival and fertility of the district for every year, births of the
mean of start and end women, newborns survive to age 0; `move`: also net migration by rates of sex and
age for every year, at the end of it, no cell below zero; `stay`: nobody moves. Both sides write
  sums  persons of five age ranges (0-2, 3-5, 6-11, 12-14, 15-17) by year and zone, or
  keep  every age, sex, year and zone
and neither counts events. All work in the same precision. numpy is there twice:
  plain  as one writes it: arrays [zone][sex][age], the order of the tables, and a new array per expression
  tuned  arrays [sex][age][zone], every result written into arrays that exist and were touched before
         (out=), births as a product of matrices: what somebody does for whom the plain one is too slow
C calls xw_projection_years, which `xuewei run` and `xuewei project` call, with as many threads as there
are processors; its arrays were touched before and lie in large pages. Times are the least (median) of
several; numpy/C are ratios of the least.

Bandwidth is what the same threads copy in the same run with stores past the caches, bytes read and bytes
written, each counted once; writing and reading alone are shown beside it. Of the projection are counted
the bytes that it has to read and write at the least: the people at the start once, the results once.
"""
import argparse
import gc
import os
import statistics
import subprocess
import sys
import time

AGES, SEXES, YEARS = 101, 2, 15
RANGES = ((0, 2), (3, 5), (6, 11), (12, 14), (15, 17))
BATCH = 75000  # zones whose years C keeps at a time in double precision; numpy keeps two years



def number(text):
    if not (text.isascii() and text.isdigit() and int(text) > 0):
        raise argparse.ArgumentTypeError(f"'{text}' is not a whole number above 0")
    return int(text)


def numbers(text):
    return [number(word) for word in text.split(",")]


def some_of(*known):
    """A list of these words, divided by commas."""
    def read(text):
        for word in text.split(","):
            if word not in known:
                raise argparse.ArgumentTypeError(f"'{word}' is none of {', '.join(known)}")
        return text.split(",")
    return read


def read_options():
    parser = argparse.ArgumentParser(prog="run", usage="%(prog)s [option ...]", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", help="the program that is timed; tests/bench/projection/run builds and names it")
    parser.add_argument("--zones", type=numbers, default="20,10000,600000", metavar="N,N",
                        help="numbers of zones, divided by commas (%(default)s)")
    parser.add_argument("--precision", type=some_of("single", "double"), default="single,double", metavar="WORD,WORD",
                        help="single, double or both (%(default)s)")
    parser.add_argument("--job", type=some_of("stay", "move"), default="stay,move", metavar="WORD,WORD",
                        help="stay (nobody moves), move (net migration) or both (%(default)s)")
    parser.add_argument("--threads", type=number, default=len(os.sched_getaffinity(0)), metavar="N",
                        help="threads of the projection and of the memory's bandwidth (processors: %(default)s)")
    return parser.parse_args()


options = read_options()
import numpy as np  # after the options: --help is answered where numpy is not installed yet


def bench(*arguments):
    return subprocess.run([options.bench, *map(str, arguments)], check=True, stdout=subprocess.PIPE,
                          text=True).stdout


def rates(dtype):
    t, x, a = np.ogrid[:YEARS, :SEXES, :AGES]
    survival = 0.995 - 2e-5 * a * a - 0.001 * x + 0.0001 * t
    migration = 0.01 - 0.0002 * a + 0.001 * x - 0.0005 * t
    year, age = np.ogrid[:YEARS, :AGES]
    fertility = 0.08 - 0.0001 * (age - 28) ** 2 - 0.001 * year
    fertility = np.where((age >= 15) & (age < 50), np.maximum(fertility, 0.0), 0.0)
    return survival.astype(dtype), fertility.astype(dtype), migration.astype(dtype)


def people(zones, dtype):
    now = np.empty((SEXES, AGES, zones), dtype)
    z = 7 * np.arange(zones, dtype=np.int64)
    for x in range(SEXES):
        for a in range(AGES):
            now[x, a] = 10 + (z + 13 * x + 5 * a) % 23
    return now


class Plain:
    def __init__(self, zones, dtype, move, kept, sums):
        self.now = np.ascontiguousarray(people(zones, dtype).transpose(2, 0, 1))
        self.survival, self.fertility, self.migration = rates(dtype)
        self.move, self.kept = move, kept
        self.years, self.sums = [], [] if sums else None

    def project(self):
        now, self.years = self.now, []
        if self.sums is not None:
            self.sums = []
        for t in range(YEARS):
            survival = self.survival[t]
            end = np.empty_like(now)
            end[:, :, 1:] = now[:, :, :-1] * survival[:, 1:]
            end[:, :, -1] += now[:, :, -1] * survival[:, -1]
            women = (now[:, 0] + end[:, 0]) / 2
            births = (women * self.fertility[t]).sum(axis=1)
            girls = births / now.dtype.type(2.1)
            end[:, 0, 0] = girls * survival[0, 0]
            end[:, 1, 0] = (births - girls) * survival[1, 0]
            if self.move:
                end = np.maximum(end + end * self.migration[t], 0)
            if self.sums is not None:
                self.sums.append([end[:, :, f:l + 1].sum(axis=(1, 2)) for f, l in RANGES])
            self.years = self.years + [end] if self.kept else [end]
            now = end

    def totals(self, zones):
        """Persons of each range in the last year, of the last `zones` zones."""
        if self.sums is not None:
            return [float(s.sum(dtype=np.float64)) for s in self.sums[-1]]
        end = self.years[-1][-zones:]
        return [float(end[:, :, f:l + 1].sum(dtype=np.float64)) for f, l in RANGES]


class Tuned:
    def __init__(self, zones, dtype, move, kept, sums):
        self.now = people(zones, dtype)
        self.survival, self.fertility, self.migration = rates(dtype)
        self.move, self.girls = move, dtype(1.0 / 2.1)
        self.years = [np.zeros_like(self.now) for _ in range(YEARS if kept else 2)]
        self.sums = np.zeros((YEARS, len(RANGES), zones), dtype) if sums else None
        self.spare = np.zeros_like(self.now) if move else None
        self.women = np.zeros((35, zones), dtype)
        self.old = np.zeros((SEXES, zones), dtype)

    def project(self):
        now = self.now
        for t in range(YEARS):
            end, survival = self.years[t % len(self.years)], self.survival[t]
            np.multiply(now[:, :-1], survival[:, 1:, None], out=end[:, 1:])
            np.multiply(now[:, -1], survival[:, -1, None], out=self.old)
            end[:, -1] += self.old
            np.add(now[0, 15:50], end[0, 15:50], out=self.women)
            births = (self.fertility[t, 15:50] * now.dtype.type(0.5)) @ self.women
            girls = births * self.girls
            np.multiply(girls, survival[0, 0], out=end[0, 0])
            np.multiply(births - girls, survival[1, 0], out=end[1, 0])
            if self.move:
                np.multiply(end, self.migration[t][:, :, None], out=self.spare)
                end += self.spare
                np.maximum(end, 0, out=end)
            if self.sums is not None:
                for r, (first, last) in enumerate(RANGES):
                    end[:, first:last + 1].sum(axis=(0, 1), out=self.sums[t, r])
            now = end

    def totals(self, zones):
        """Persons of each range in the last year, of the last `zones` zones."""
        if self.sums is not None:
            return [float(s.sum(dtype=np.float64)) for s in self.sums[-1]]
        end = self.years[(YEARS - 1) % len(self.years)][:, :, -zones:]
        return [float(end[:, f:l + 1].sum(dtype=np.float64)) for f, l in RANGES]


def time_numpy(kind, zones, dtype, move, keep, whole):
    job = kind(zones, dtype, move, keep and whole, not keep)
    times, began = [], time.monotonic()
    while len(times) < 2 or (len(times) < 200 and time.monotonic() - began < 3.0):
        before = time.perf_counter()
        job.project()
        times.append(time.perf_counter() - before)
    times = times[1:]  # the first one warms up
    totals = job.totals(zones if whole or not keep else (zones - 1) % BATCH + 1)
    del job
    gc.collect()
    return min(times), statistics.median(times), totals


def megabytes(key):
    with open("/proc/meminfo", encoding="ascii") as file:
        return next(int(line.split()[1]) // 1024 for line in file if line.startswith(key))


def short(seconds):
    return f"{seconds * 1e3:.4g} ms" if seconds < 0.1 else f"{seconds:.3g} s"


threads = options.threads
memory = {name: float(value) for name, value in
          (line.split() for line in bench("bandwidth", threads).splitlines())}
print(f"threads {threads}; memory, GB/s: copy {memory['copy']:.1f} (read and written), write "
      f"{memory['write']:.1f}, read {memory['read']:.1f}")
print(f"{'':30} {'plain numpy':^29} {'tuned numpy':^29} {'C':^20}")
print(f"{'zones':>7} {'precision':9} {'job':5} {'writes':6} {'least':>9} {'(median)':>10} {'numpy/C':>8} "
      f"{'least':>9} {'(median)':>10} {'numpy/C':>8} {'least':>9} {'(median)':>10} {'GB/s':>6} "
      f"{'of copy':>8} {'of keep':>8}")
wrong = 0
for zones in options.zones:
    for precision in options.precision:
        dtype = np.float32 if precision == "single" else np.float64
        for move in options.job:
            kept_s = None
            for writes in ("keep", "sums"):
                row = f"{zones:7} {precision:9} {move:5} {writes:6}"
                # Single precision keeps all years of all zones; double uses a buffer again.
                whole = precision == "single" or zones <= BATCH
                needs = zones * SEXES * AGES * np.dtype(dtype).itemsize * (YEARS + 5) / 2**20
                if writes == "keep" and zones >= 600000:
                    if megabytes("MemTotal") < 20000:
                        print(f"{row}  skipped: this machine has less than 20 GB of memory")
                        continue
                    if whole and megabytes("MemAvailable") < needs:
                        print(f"{row}  skipped: {needs:.0f} MB are needed and not free")
                        continue
                peers = [time_numpy(kind, zones, dtype, move == "move", writes == "keep", whole)
                         for kind in (Plain, Tuned)]
                words = bench("job", zones, precision, writes, move, threads).split()
                c_least, c_median, traffic = map(float, words[:3])
                # C adds 600,000 zones one after another, numpy in pairs: some 1e-12 apart in double.
                close = 2e-5 if precision == "single" else 1e-10
                if not all(abs(float(a) - b) <= close * b
                           for _, _, totals in peers for a, b in zip(words[4:], totals)):
                    wrong += 1
                    print(f"{row}  they disagree: {words[4:]} and {[p[2] for p in peers]}")
                    continue
                rate = traffic / c_least * 1e-9
                if writes == "keep":
                    kept_s = c_least
                of_keep = f"{c_least / kept_s:8.2f}" if writes == "sums" and kept_s else f"{'':8}"
                beside = " ".join(f"{short(least):>9} {'(' + short(median) + ')':>10} {least / c_least:8.1f}"
                                  for least, median, _ in peers)
                print(f"{row} {beside} {short(c_least):>9} {'(' + short(c_median) + ')':>10} {rate:6.1f} "
                      f"{rate / memory['copy']:8.2f} {of_keep}", flush=True)
sys.exit(1 if wrong else 0)
