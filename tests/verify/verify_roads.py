#!/usr/bin/env python3
"""Ways of `xuewei assign` along invented roads, against a plain search of our own.

    verify_roads.py XUEWEI [osm]    the same roads as tables; with osm also as extracts of OpenStreetMap, in XML and
                                    PBF, and one whose nodes are not dense, which must be refused

The scenario files are written here and read by the real command. Lengths of extracts are measured with
`xuewei coords --distance`.
"""
import csv
import heapq
import math
import os
import random
import struct
import subprocess
import sys
import tempfile
import zlib

xuewei, osm = os.path.abspath(sys.argv[1]), sys.argv[2:] == ["osm"]
SIDE, STEP, LON, LAT = 12, 0.002, 120.0, 30.0
failed = 0


def call(*words):
    return subprocess.run([xuewei, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")


def judge(what, good, said=""):
    global failed
    failed += not good
    print(f"roads: {what}: {'right' if good else 'WRONG ' + said}")


# ---- an invented town: a crooked grid of streets, some one-way, some for feet or cars alone ----

def town(seed):
    chance = random.Random(seed)
    nodes = {100 + i * SIDE + j: (LON + STEP * (i + chance.uniform(-0.3, 0.3)),
                                  LAT + STEP * (j + chance.uniform(-0.3, 0.3)))
             for i in range(SIDE) for j in range(SIDE)}
    nodes = {n: (round(x, 7), round(y, 7)) for n, (x, y) in nodes.items()}
    ways = []

    def street(refs):
        kind = chance.choice(["residential"] * 6 + ["footway", "steps", "motorway", "primary"])
        tags = {"highway": kind}
        if kind != "footway" and chance.random() < 0.3:
            tags["oneway"] = chance.choice(["yes", "-1", "no"])
        if chance.random() < 0.05:
            tags["access"] = "private"
        ways.append((len(ways) + 1, refs, tags))

    for i in range(SIDE):
        for j in range(0, SIDE - 1, 3):
            street([100 + i * SIDE + k for k in range(j, min(j + 4, SIDE))])
            street([100 + k * SIDE + i for k in range(j, min(j + 4, SIDE))])
    # What is no road, and an island that nobody is to be sent to.
    ways.append((900, [100, 100 + SIDE * SIDE - 1], {"waterway": "canal"}))
    nodes.update({5: (LON + 0.0005, LAT - 0.001), 6: (LON + 0.0005, LAT - 0.0012)})
    ways.append((901, [5, 6], {"highway": "service"}))
    return nodes, ways


def allowed(tags, drive):
    """(may be used, direction) as the manual says."""
    kind = tags.get("highway")
    streets = {"residential", "primary", "service"}
    if kind not in streets | ({"motorway"} if drive else {"footway", "steps"}) or "access" in tags:
        return False, 0
    if not drive:
        return True, 0
    direction = {"yes": 1, "-1": -1}.get(tags.get("oneway"), 0)
    return True, 1 if kind == "motorway" and "oneway" not in tags else direction


def edges_of(ways, drive):
    for _, refs, tags in ways:
        use, direction = allowed(tags, drive)
        for a, b in zip(refs, refs[1:]) if use else []:
            yield (a, b, direction != 0) if direction >= 0 else (b, a, True)


def geodesics(folder, pairs):
    path = os.path.join(folder, "pairs.csv")
    with open(path, "w") as file:
        file.write("lon1,lat1,lon2,lat2\n" + "".join(f"{a[0]},{a[1]},{b[0]},{b[1]}\n" for a, b in pairs))
    return [float(line.rsplit(",", 1)[1]) for line in call("coords", "--distance", path).stdout.splitlines()[1:]]


def plane(folder, points):
    path = os.path.join(folder, "points.csv")
    with open(path, "w") as file:
        file.write("lon,lat\n" + "".join(f"{x},{y}\n" for x, y in points))
    lines = call("coords", "--from", "WGS84", "--to", "EPSG:4549", path).stdout.splitlines()[1:]
    return [tuple(float(v) for v in line.split(",")[-2:]) for line in lines]


def largest_part(edges):
    part = {}

    def root(v):
        while part.setdefault(v, v) != v:
            v = part[v]
        return v

    for a, b, _ in edges:
        part[root(a)] = root(b)
    groups = {}
    for v in list(part):
        groups.setdefault(root(v), set()).add(v)
    return max(groups.values(), key=len)


def ways_to(end, edges, length):
    into = {}
    for k, (a, b, oneway) in enumerate(edges):
        into.setdefault(b, []).append((a, length[k]))
        if not oneway:
            into.setdefault(a, []).append((b, length[k]))
    best, heap = {end: 0.0}, [(0.0, end)]
    while heap:
        d, v = heapq.heappop(heap)
        if d > best[v]:
            continue
        for u, metres in into.get(v, []):
            if d + metres < best.get(u, math.inf):
                best[u] = d + metres
                heapq.heappush(heap, (d + metres, u))
    return best


def expected(homes, school, at, edges, length):
    """Metres of every home: by air to the nearest node, along the roads, and on."""
    def near(p):
        return min((math.dist(p, xy), v) for v, xy in at.items())

    snap, end = near(school)
    best, metres = ways_to(end, edges, length), []
    for home in homes:
        air = math.dist(home, school)
        walk, start = near(home)
        line = math.floor(air * 1.3 + 0.5)
        way = walk + best.get(start, math.inf) + snap
        way = line if math.isinf(way) else math.floor(way + 0.5)
        if start == end:
            way = min(way, line)
        metres.append(max(way, math.floor(air + 0.5)))
    return metres


# ---- extracts ----

def varint(n):
    n, out = n & (1 << 64) - 1, b""
    while True:
        out += bytes([n & 127 | (128 if n > 127 else 0)])
        n >>= 7
        if n == 0:
            return out


def texts(field, data):
    return varint(field << 3 | 2) + varint(len(data)) + data


def number(field, n):
    return varint(field << 3) + varint(n)


def signed(n):
    return varint(n << 1 ^ n >> 63)


def differences(values):
    return b"".join(signed(b - a) for a, b in zip([0] + values, values))


def pbf(nodes, ways, dense):
    strings = [""] + sorted({t for _, _, tags in ways for pair in tags.items() for t in pair})
    ids = sorted(nodes)
    lon, lat = ([round(nodes[i][k] * 1e7) for i in ids] for k in (0, 1))
    if dense:
        group = texts(2, texts(1, differences(ids)) + texts(8, differences(lat)) + texts(9, differences(lon)))
    else:
        group = b"".join(texts(1, varint(8) + signed(i) + varint(64) + signed(y) + varint(72) + signed(x))
                         for i, x, y in zip(ids, lon, lat))
    roads = b"".join(texts(3, number(1, way) + texts(2, b"".join(varint(strings.index(k)) for k in tags)) +
                           texts(3, b"".join(varint(strings.index(v)) for v in tags.values())) +
                           texts(8, differences(refs))) for way, refs, tags in ways)
    table = texts(1, b"".join(texts(1, t.encode()) for t in strings))
    out = b""
    for kind, data in ((b"OSMHeader", texts(4, b"OsmSchema-V0.6") + texts(4, b"DenseNodes")),
                       (b"OSMData", table + texts(2, group) + texts(2, roads) + number(17, 100))):
        body = number(2, len(data)) + texts(3, zlib.compress(data))
        head = texts(1, kind) + number(3, len(body))
        out += struct.pack(">I", len(head)) + head + body
    return out


def xml(nodes, ways):
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<osm version="0.6">']
    lines += [f'<node id="{i}" lat="{y:.7f}" lon="{x:.7f}"/>' for i, (x, y) in sorted(nodes.items())]
    for way, refs, tags in ways:
        lines += [f'<way id="{way}">', *(f'<nd ref="{r}"/>' for r in refs),
                  *(f'<tag k="{k}" v="{v}"/>' for k, v in tags.items()), "</way>"]
    return ("\n".join(lines) + "\n</osm>\n").encode()


# ---- the command ----

def assign(folder, keys):
    with open(os.path.join(folder, "s.yaml"), "w") as file:
        file.write("xuewei: 1\nhorizon: {first: 2020, last: 2020}\ncrs: EPSG:4549\n"
                   "stages: [{stage: primary, first_age: 6, grades: 6}]\n" + keys)
    out = os.path.join(folder, "out.csv")
    done = call("assign", "--quiet", os.path.join(folder, "s.yaml"), "--year", "2020", "-o", out)
    if done.returncode != 0:
        return done.stderr
    with open(out, encoding="utf-8") as file:
        return {row["zone"]: round(float(row["metres"])) for row in csv.DictReader(file)}


def tables(folder, homes, school):
    def write(name, rows):
        with open(os.path.join(folder, name + ".csv"), "w", newline="") as file:
            csv.writer(file).writerows(rows)
    write("zones", [("zone", "lon", "lat"), *((f"Z{i:03}", *p) for i, p in enumerate(homes))])
    write("schools", [("school", "lon", "lat"), ("S", *school)])
    write("capacity", [("school", "stage", "rooms"), ("S", "primary", 600)])
    write("demand", [("zone", "year", "stage", "pupils"),
                     *((f"Z{i:03}", 2020, "primary", 1) for i in range(len(homes)))])
    return write


USUAL = "tables: {zones: zones.csv, schools: schools.csv, capacity: capacity.csv, demand: demand.csv"

with tempfile.TemporaryDirectory() as folder:
    for seed in range(4):
        chance = random.Random(seed)
        nodes, ways = town(seed)
        width = STEP * (SIDE - 1)
        homes = [(LON + width * chance.random(), LAT + width * chance.random()) for _ in range(150)]
        school = (LON + width * chance.random(), LAT + width * chance.random())
        write = tables(folder, homes, school)
        xy = plane(folder, [*homes, school, *nodes.values()])
        home_xy, school_xy, at = xy[:150], xy[150], dict(zip(nodes, xy[151:]))
        for drive in (False, True):
            edges = list(edges_of(ways, drive))
            length = geodesics(folder, [(nodes[a], nodes[b]) for a, b, _ in edges])
            # As tables: lengths of our own, the island included.
            crooked = [round(m * chance.uniform(1.0, 1.5), 3) for m in length]
            write("road_nodes", [("node", "lon", "lat"), *((n, *p) for n, p in nodes.items())])
            write("roads", [("from", "to", "metres", "oneway"),
                            *((a, b, m, "yes" if one else "no") for (a, b, one), m in zip(edges, crooked))])
            got = assign(folder, USUAL + ", roads: roads.csv, road_nodes: road_nodes.csv}\n"
                         "assignment: {distance: roads, detour: 1.3}\n")
            want = expected(home_xy, school_xy, at, edges, crooked)
            off = [z for i, z in enumerate(got) if abs(got[z] - want[i]) > 1] if isinstance(got, dict) else got
            judge(f"town {seed}, tables{', one-way' if drive else ''}, {len(edges)} roads",
                  isinstance(got, dict) and len(got) == 150 and not off, str(off))
            if not osm:
                continue
            main = largest_part(edges)
            kept = [k for k, (a, _, _) in enumerate(edges) if a in main]
            want = expected(home_xy, school_xy, {n: p for n, p in at.items() if n in main},
                            [edges[k] for k in kept], [length[k] for k in kept])
            for name, data in (("town.osm", xml(nodes, ways)), ("town.osm.pbf", pbf(nodes, ways, True))):
                with open(os.path.join(folder, name), "wb") as file:
                    file.write(data)
                got = assign(folder, USUAL + "}\nassignment: {distance: roads, detour: 1.3}\n"
                             f"roads: {{osm: {name}, by: {'drive' if drive else 'walk'}}}\n")
                off = [z for i, z in enumerate(got) if abs(got[z] - want[i]) > 1] if isinstance(got, dict) else got
                judge(f"town {seed}, {name}, by {'drive' if drive else 'walk'}",
                      isinstance(got, dict) and len(got) == 150 and not off, str(off))
    if osm:
        for name, data, said in (
                ("sparse.pbf", pbf(nodes, ways, False), "ways have nodes that are not found"),
                ("cut.osm", xml({n: p for n, p in nodes.items() if n != 110}, ways), "its node 110"),
                ("broken.osm", xml(nodes, ways)[:3000], "the XML is broken"),
                ("town.txt", b"x", "ends in .osm or .pbf"),
                ("empty.osm", xml({}, []), "no roads in the extract")):
            with open(os.path.join(folder, name), "wb") as file:
                file.write(data)
            got = assign(folder, USUAL + f"}}\nassignment: {{distance: roads}}\nroads: {{osm: {name}}}\n")
            judge(f"{name} is refused", isinstance(got, str) and said in got, str(got))

sys.exit(1 if failed else 0)
