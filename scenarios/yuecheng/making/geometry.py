"""Synthetic zones around the seats of the towns: places, and cells to draw them."""
import math

from . import arith

ZONES = 300
FEWEST = 6  # zones of a town
GOLDEN = math.pi * (3.0 - math.sqrt(5.0))
LON0, LAT0 = 120.6, 30.03  # centre of the plane used here
KM_PER_DEGREE = 111.32
CELL_RADIUS_KM = 2.2  # no cell reaches further: the hills of the south are empty
HULL_MARGIN_KM = 1.2


def to_km(lon, lat):
    return (lon - LON0) * KM_PER_DEGREE * math.cos(math.radians(LAT0)), (lat - LAT0) * KM_PER_DEGREE


def to_degrees(x, y):
    return (LON0 + x / (KM_PER_DEGREE * math.cos(math.radians(LAT0))), LAT0 + y / KM_PER_DEGREE)


def distance(a, b):
    return math.hypot(a[0] - b[0], a[1] - b[1])


def zones(towns):
    """Zones of all towns, denser near the seat, none nearer to another town's seat than its own."""
    seats = {t["town"]: to_km(float(t["lon"]), float(t["lat"])) for t in towns}
    people = [int(t["population_2020"]) for t in towns]
    extra = arith.share(ZONES - FEWEST * len(towns),
                        [max(0.0, n * ZONES / sum(people) - FEWEST) for n in people])
    out = []
    for t, more in zip(towns, extra):
        count = FEWEST + more
        seat = seats[t["town"]]
        others = [s for name, s in seats.items() if name != t["town"]]
        radius = math.sqrt(float(t["area_km2"]) / math.pi)
        turn = 2 * math.pi * arith.noise("turn", t["adcode"])
        for k in range(count):
            r = radius * ((k + 0.5) / count) ** 0.65
            angle = turn + k * GOLDEN
            x, y = _pull(seat, others, r * math.cos(angle), r * math.sin(angle))
            lon, lat = to_degrees(x, y)
            lon, lat = round(lon, 5), round(lat, 5)
            out.append({
                "zone": "%s-%02d" % (t["adcode"], k + 1),
                "name_zh": "%s第%02d片" % (t["town"], k + 1),
                "name_en": "%s %02d" % (t["town_en"], k + 1),
                "town": t["town"], "town_en": t["town_en"], "group": t["group"],
                "lon": lon, "lat": lat, "at": to_km(lon, lat),
                "weight": 0.75 + 0.5 * arith.noise("people", t["adcode"], k),
            })
    return out


def _pull(seat, others, dx, dy):
    """Draw a point in towards its seat until it is no nearer to another seat."""
    for _ in range(60):
        p = (seat[0] + dx, seat[1] + dy)
        if all(distance(p, o) >= distance(p, seat) for o in others):
            break
        dx, dy = dx * 0.95, dy * 0.95
    return p


def hull(points):
    """Convex hull, counter-clockwise (Andrew's monotone chain)."""
    points = sorted(set(points))

    def half(line):
        out = []
        for p in line:
            while len(out) >= 2 and _turn(out[-2], out[-1], p) <= 0:
                out.pop()
            out.append(p)
        return out[:-1]

    return half(points) + half(points[::-1])


def _turn(a, b, c):
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _ring(centre, radius, corners=16):
    return [(centre[0] + radius * math.cos(2 * math.pi * k / corners),
             centre[1] + radius * math.sin(2 * math.pi * k / corners)) for k in range(corners)]


def _clip(polygon, p, q):
    """The part of a polygon that lies nearer to p than to q."""
    nx, ny = q[0] - p[0], q[1] - p[1]
    level = (nx * (p[0] + q[0]) + ny * (p[1] + q[1])) / 2
    out = []
    for a, b in zip(polygon, polygon[1:] + polygon[:1]):
        fa, fb = nx * a[0] + ny * a[1] - level, nx * b[0] + ny * b[1] - level
        if fa <= 0:
            out.append(a)
        if (fa < 0 < fb) or (fb < 0 < fa):
            t = fa / (fa - fb)
            out.append((a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])))
    return out


def cells(zones_):
    """Voronoi cells of the zones within the district's hull: closed rings in degrees."""
    corners = [p for z in zones_ for p in _ring(z["at"], HULL_MARGIN_KM)]
    outline = hull(corners)
    out = []
    for z in zones_:
        ring = list(outline)
        limit = _ring(z["at"], CELL_RADIUS_KM)
        for a, b in zip(limit, limit[1:] + limit[:1]):
            middle = ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)
            beyond = (2 * middle[0] - z["at"][0], 2 * middle[1] - z["at"][1])
            ring = _clip(ring, z["at"], beyond)
        for other in sorted(zones_, key=lambda o: distance(o["at"], z["at"]))[1:]:
            if distance(other["at"], z["at"]) > 2.2 * CELL_RADIUS_KM:
                break
            ring = _clip(ring, z["at"], other["at"])
        points = []
        for x, y in ring:
            lon, lat = to_degrees(x, y)
            p = [round(lon, 6), round(lat, 6)]
            if not points or points[-1] != p:
                points.append(p)
        if points[0] == points[-1]:
            points.pop()
        out.append(points + points[:1])
    return out
