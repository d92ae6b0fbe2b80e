#!/usr/bin/env python3
"""Make the tables of the Minhang case from the facts: the same bytes every time.

    make_tables.py            writes tables/*.csv and ../../geodata/minhang/*
    make_tables.py --check    writes nothing; 1 when a file differs or a total is wrong

Facts (facts/*.csv, and the nation's rates in ../yuecheng/facts/wpp_*.csv) are published or recalled figures,
each with its source; everything estimated or assumed is made here, from them alone. Standard library only; no
clock, no random numbers.
"""
import csv
import hashlib
import io
import json
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
YUECHENG = HERE.parent / "yuecheng"
GEODATA = HERE.parent.parent / "geodata" / "minhang"
sys.path[:0] = [str(HERE), str(YUECHENG)]
sys.dont_write_bytecode = True

from making import geometry  # noqa: E402
from making import people as national  # noqa: E402

from estimates import checks, network, people, published  # noqa: E402

geometry.ZONES = 420
geometry.LON0, geometry.LAT0 = 121.4, 31.11
WPP = "UN WPP 2024, China"


def read_facts():
    facts = {}
    for path in sorted([*(HERE / "facts").glob("*.csv"), *(YUECHENG / "facts").glob("wpp_*.csv")]):
        with open(path, encoding="utf-8", newline="") as file:
            facts[path.stem] = list(csv.DictReader(file))
    for town, n in zip(facts["towns"], people.residents(facts["towns"])):
        town["population_2020"] = n
    return facts


def table(columns, rows):
    """Rows (dicts or sequences) as CSV bytes."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        if isinstance(row, dict):
            row = ["" if row.get(c) is None else row.get(c, "") for c in columns]
        writer.writerow(row)
    return file.getvalue().encode("utf-8")


def number(value, digits):
    return ("%.*f" % (digits, value)).rstrip("0").rstrip(".")


def population_rows(zones):
    """Every age of every zone (households), then the ages of the dormitories."""
    wide = people.OPEN_AGE + 1
    for kind, key, evidence in (("household", "home", "estimated"), ("institutional", "away", "assumed")):
        for z in zones:
            for i, persons in enumerate(z[key]):
                if persons or kind == "household":
                    yield (z["zone"], people.SEXES[i // wide], i % wide, kind, persons, "census 2020",
                           evidence)


def rates(facts):
    ratio = "city's census, age 0: 64748 boys, 59918 girls"
    return {
        "fertility": table(["year", "age", "rate", "source", "evidence"],
                           [(y, a, number(r, 8), "births of Shanghai; " + WPP, "estimated")
                            for y, a, r in people.fertility(facts)]),
        "mortality": table(["year", "sex", "age", "mx", "source", "evidence"],
                           [(y, s, a, number(m, 8), WPP, "estimated")
                            for y, s, a, m in national.mortality(facts)]),
        "births_ratio": table(["year", "males_per_female", "source", "evidence"],
                              [(y, number(64748 / 59918, 4), ratio, "estimated")
                               for y in range(people.FIRST, people.LAST + 1)]),
        "migration": table(["year", "sex", "age", "rate", "source", "evidence"],
                           [(y, s, a, number(r, 8), "census 2020 and births of Shanghai" if known else
                             "this model", "estimated" if known else "assumed")
                            for y, s, a, r, known in people.migration(facts)]),
    }


def pupils(nursery_share):
    plan, opinions = published.PLAN, published.OPINIONS
    return {
        "participation": table(
            ["stage", "share", "year", "source", "evidence", "method"],
            [("nursery", number(s, 6), y, network.NURSERY_SOURCE, "assumed" if y else "published",
              "nine tenths of the places of 2020 per child aged 1 and 2, then to the target within three years" if y else
              "target: places for 15 % of the children aged 1 to 3")
             for y, s in published.nursery_shares(nursery_share)]
            + [("kindergarten", network.KINDERGARTEN_RATIO, "", plan, "estimated",
                "gross enrolment of qualifying residents, taken for all"),
               ("primary", number(network.PRIMARY_RATIO, 2), "", plan, "estimated",
                "gross enrolment in compulsory education 100 %")]),
        "entry": table(
            ["stage", "ratio", "source", "evidence", "method"],
            [("lower_secondary", network.LOWER_ENTRY, "this model", "assumed",
              "some children of migrants go on at home; the city's rolls of 2020 per census child, recalled"),
             ("upper_secondary", network.UPPER_ENTRY, plan, "estimated",
              "gross enrolment in upper secondary education 99 %, general and vocational")]),
        "upper_secondary": table(
            ["general_share", "source", "evidence", "method"],
            [(network.GENERAL_SHARE, "教育部 2024-03-01 (2023 statistics); "
              "https://ghsi.cn/index/service/getcontent.html?id=1253", "estimated",
              "the nation's in 2023: 967.8 / (967.8 + 454.0); Shanghai's was not found")]),
    }


def build(facts):
    """Every file to write, by path, and what the checks need."""
    zones = geometry.zones(facts["towns"])
    people.zones(facts, zones)
    existing = network.schools(facts, zones)
    network.rolls(facts, zones, existing)
    network.owners(existing)
    nurseries, nursery_share = network.nurseries(facts, zones, existing)
    projects = list(published.projects(facts, existing))
    mean = {r["stage"]: r["mean_class"] for r in facts["sizes"]}
    rooms = [(s["school"], s["stage"], s["rooms"], "this model", "assumed",
              "classes that the rolls of 2020%s need at %s pupils a class"
              % (" and 2022" if s["stage"] == "primary" else "", mean[s["stage"]])) for s in existing]
    rooms += [(school, "nursery", n, "this model", "assumed",
               "2.03 places per 1,000 residents, the nation at the end of 2021") for school, n, _ in nurseries]
    rolls = [(s["school"], 2019, grade, n, classes, "census 2020", "estimated")
             for s in existing for grade, n, classes in s["rolls"]]
    rolls += [(school, 2019, grade, n, classes, "this model", "assumed")
              for school, _, of in nurseries for grade, n, classes in of]
    tables = {
        "zones": table(
            ["zone", "name_zh", "name_en", "town", "town_en", "group", "lon", "lat", "source", "evidence",
             "method"],
            [dict(z, source="seat of the town", evidence="assumed",
                  method="synthetic: spread around the seat over the town's area") for z in zones]),
        "population": table(["zone", "sex", "age", "kind", "persons", "source", "evidence"],
                            population_rows(zones)),
        "schools": table(["school", "name_zh", "name_en", "lon", "lat", "sector", "cluster", "source",
                          "evidence", "method"], existing),
        "capacity": table(["school", "stage", "rooms", "source", "evidence", "method"], rooms),
        "rolls": table(["school", "year", "grade", "pupils", "classes", "source", "evidence"], rolls),
        "tiers": table(["tier", "stage", "name_zh", "name_en", "order", "share", "zone_right", "rule", "grows",
                        "private_losers", "source", "evidence", "method"], published.tiers(facts)),
        "admission_areas": table(["stage", "zone", "area", "source", "evidence", "method"],
                                 published.areas(zones)),
        "projects": table(
            ["project", "name_zh", "name_en", "kind", "sector", "school", "stage", "classes", "lon", "lat",
             "opening", "start_year", "opens", "status", "cost_cny", "doubt_zh", "doubt_en", "source",
             "evidence", "method"], projects),
        "norms": table(["stage", "quantity", "value", "source", "evidence", "method"],
                       published.norms(facts)),
        "indicators": table(["indicator", "place", "year", "stage", "value", "target", "doubt_zh", "doubt_en",
                             "source", "evidence", "method"],
                            published.indicators(facts, zones, existing, nursery_share)),
    }
    for name in ("register", "expenditure"):  # as printed
        tables[name] = table(list(facts[name][0]), facts[name])
    tables.update(rates(facts))
    tables.update(pupils(nursery_share))
    files = {HERE / "tables" / (name + ".csv"): data for name, data in tables.items()}
    files.update(geodata(facts, zones))
    return files, {"facts": facts, "zones": zones, "existing": existing, "projects": projects,
                   "nurseries": nurseries, "nursery_share": nursery_share}


def geodata(facts, zones):
    outlines = ["{\"type\": \"FeatureCollection\", \"name\": \"minhang_zones\", \"features\": ["]
    for i, (z, ring) in enumerate(zip(zones, geometry.cells(zones))):
        feature = {"type": "Feature",
                   "properties": {"zone": z["zone"], "name_zh": z["name_zh"], "town": z["town"],
                                  "evidence": "assumed"},
                   "geometry": {"type": "Polygon", "coordinates": [ring]}}
        outlines.append(json.dumps(feature, ensure_ascii=False) + ("," if i + 1 < len(zones) else ""))
    outlines.append("]}")
    files = {
        "zones.geojson": ("\n".join(outlines) + "\n").encode("utf-8"),
        "seats.csv": table(["town", "town_en", "adcode", "lon", "lat", "source", "evidence"],
                           [dict(t, source=t["place_source"], evidence=t["place_evidence"])
                            for t in facts["towns"]]),
    }
    sums = "".join("%s  %s\n" % (hashlib.sha256(files[n]).hexdigest(), n) for n in sorted(files))
    files["SHA256SUMS"] = sums.encode("ascii")
    return {GEODATA / name: data for name, data in files.items()}


def main(arguments):
    if arguments not in ([], ["--check"]):
        sys.stderr.write(__doc__)
        return 64
    files, made = build(read_facts())
    faults = checks.run(made)
    for path, data in sorted(files.items()):
        name = path.relative_to(HERE.parent.parent)
        if not arguments:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        elif not path.exists() or path.read_bytes() != data:
            faults.append("%s differs from what the facts make" % name)
    for fault in faults:
        sys.stderr.write("make_tables: %s\n" % fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
