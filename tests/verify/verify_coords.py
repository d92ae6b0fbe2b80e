#!/usr/bin/env python3
"""`xuewei coords` against published results of other programs, and chains against their links.

    verify_coords.py XUEWEI FOLDER   FOLDER has gcj_bd_vectors.csv (gcoord, coordtransform), gk_vectors.csv (cs2cs)
                                     and geodesic_vectors.csv (geod); without it the test is skipped
"""
import csv
import io
import os
import random
import subprocess
import sys
import tempfile

SKIPPED = 77
xuewei, folder = sys.argv[1], sys.argv[2]
if not os.path.exists(os.path.join(folder, "gcj_bd_vectors.csv")):
    print(f"coords: skipped, there is no {folder}/gcj_bd_vectors.csv")
    sys.exit(SKIPPED)

failed = 0


def coords(path, *options):
    """The rows that the program prints: texts as in the file, then the new numbers."""
    done = subprocess.run([xuewei, "coords", *options, path], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          encoding="utf-8")
    if done.returncode != 0:
        sys.exit(f"coords {' '.join(options)}: status {done.returncode}\n{done.stderr}")
    return list(csv.DictReader(io.StringIO(done.stdout)))


def judge(what, worst, limit, count, wanted):
    global failed
    good = worst <= limit and count == wanted
    failed += not good
    print(f"coords: {what}: {count} points, worst {worst:.3g}, limit {limit:g}{'' if good else ': WRONG'}")


def convert(points, *options):
    """The same of points that are written here, as numbers."""
    with tempfile.NamedTemporaryFile("w", suffix=".csv") as file:
        file.write("x,y\n" + "".join(f"{x!r},{y!r}\n" for x, y in points))
        file.flush()
        return [tuple(float(v) for v in list(row.values())[-2:]) for row in coords(file.name, *options)]


def compare(what, rows, got, wanted, limit, count):
    worst = max(abs(float(row[g]) - float(row[w])) for row in rows for g, w in zip(got, wanted))
    judge(what, worst, limit, len(rows), count)


# GCJ-02 and BD-09. Points outside of China's box pass between WGS 84 and GCJ-02 unchanged.
path, new = os.path.join(folder, "gcj_bd_vectors.csv"), ("to_lon", "to_lat")
rows = coords(path, "--from", "WGS84", "--to", "GCJ02")
compare("WGS84 to GCJ02", rows, new, ("gcj_lon", "gcj_lat"), 1e-9, 68)
outside = [row for row in rows if row["kind"] == "outside"]
compare("WGS84 to GCJ02 outside", outside, new, ("wgs_lon", "wgs_lat"), 0.0, 4)
compare("GCJ02 to BD09", coords(path, "--from", "GCJ02", "--to", "BD09"), new, ("bd_lon", "bd_lat"), 1e-9, 68)
compare("WGS84 to BD09", coords(path, "--from", "WGS84", "--to", "BD09"), new, ("bd_lon", "bd_lat"), 1e-9, 68)
compare("BD09 to GCJ02", coords(path, "--from", "BD09", "--to", "GCJ02"), new, ("bd2gcj_lon", "bd2gcj_lat"), 1e-9, 68)
rows = coords(path, "--from", "GCJ02", "--to", "WGS84")
compare("GCJ02 to WGS84, theirs", rows, new, ("gcj2wgs_lon", "gcj2wgs_lat"), 2e-6, 68)
compare("GCJ02 to WGS84 and back", rows, new, ("wgs_lon", "wgs_lat"), 1e-9, 68)
compare("BD09 to WGS84", coords(path, "--from", "BD09", "--to", "WGS84"), new, ("wgs_lon", "wgs_lat"), 2e-6, 68)

# Gauss-Kruger, both ways, by the zone's own code.
path = os.path.join(folder, "gk_vectors.csv")
with open(path, encoding="utf-8") as file:
    planes = list(csv.DictReader(file))
for epsg in sorted({row["epsg"] for row in planes}):
    wanted = sum(row["epsg"] == epsg for row in planes)
    crs = "EPSG:" + epsg
    rows = [row for row in coords(path, "--from", "EPSG:4490", "--to", crs) if row["epsg"] == epsg]
    compare(f"EPSG:4490 to {crs}, metres", rows, ("to_x_m", "to_y_m"), ("easting_m", "northing_m"), 0.001, wanted)
    mine = [row for row in planes if row["epsg"] == epsg]
    back = convert([(float(row["easting_m"]), float(row["northing_m"])) for row in mine], "--from", crs,
                   "--to", "EPSG:4490")
    worst = max(max(abs(x - float(row["lon"])), abs(y - float(row["lat"]))) for (x, y), row in zip(back, mine))
    judge(f"{crs} to EPSG:4490, degrees", worst, 1e-8, len(back), wanted)

rows = coords(os.path.join(folder, "geodesic_vectors.csv"), "--distance")
worst = max(abs(float(row["geodesic_m_2"]) / float(row["geodesic_m"]) - 1.0) for row in rows)
judge("geodesics, relative", worst, 1e-6, len(rows), 40)

# Chains are their links, forth and back, for points all over China.
chance = random.Random(4)
points = [(chance.uniform(75, 134), chance.uniform(18, 53)) for _ in range(500)]
for first, middle, last in (("BD09", "WGS84", "EPSG:4549"), ("EPSG:4549", "WGS84", "GCJ02"),
                            ("GCJ02", "EPSG:4326", "EPSG:4526"), ("EPSG:4554", "EPSG:4490", "BD09")):
    start = convert(points, "--from", "WGS84", "--to", first)
    links = convert(convert(start, "--from", first, "--to", middle), "--from", middle, "--to", last)
    whole = convert(start, "--from", first, "--to", last)
    worst = max(max(abs(a - b) for a, b in zip(p, q)) for p, q in zip(links, whole))
    judge(f"{first} to {last} over {middle}", worst, 1e-3 if "EPSG" in last else 1e-8, len(whole), 500)
    again = convert(convert(whole, "--from", last, "--to", first), "--from", first, "--to", "WGS84")
    worst = max(max(abs(a - b) for a, b in zip(p, q)) for p, q in zip(again, points))
    judge(f"{first} to {last} and back", worst, 4e-6, len(again), 500)

sys.exit(1 if failed else 0)
