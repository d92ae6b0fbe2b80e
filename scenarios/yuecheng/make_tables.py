#!/usr/bin/env python3
"""Make the tables of the Yuecheng case from the facts: the same bytes every time.

    make_tables.py            writes tables/*.csv and ../../geodata/yuecheng/*
    make_tables.py --check    writes nothing; 1 when a file differs or a total is wrong

Facts (facts/*.csv) are published figures, each with its source; everything estimated or assumed is
made here, from them alone. Standard library only; no clock, no random numbers.
"""
import csv
import hashlib
import io
import json
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
GEODATA = HERE.parent.parent / "geodata" / "yuecheng"
sys.path.insert(0, str(HERE))
sys.dont_write_bytecode = True

from making import admission, bureau, checks, geometry, network, people, plan_register, published, works  # noqa: E402


def read_facts():
    facts = {}
    for path in sorted((HERE / "facts").glob("*.csv")):
        with open(path, encoding="utf-8", newline="") as file:
            facts[path.stem] = list(csv.DictReader(file))
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
    for kind, key, evidence in (("household", "home", "estimated"),
                                ("institutional", "away", "assumed")):
        for z in zones:
            for i, persons in enumerate(z[key]):
                if persons or kind == "household":
                    yield (z["zone"], people.SEXES[i // wide], i % wide, kind, persons,
                           "census 2020", evidence)


def build(facts):
    """Every file to write, by path, and what the checks need."""
    zones = geometry.zones(facts["towns"])
    people.zones(facts, zones)
    existing = network.schools(facts, zones)
    network.rolls(facts, zones, existing)
    existing.append(network.meishan(facts))
    created = works.schools(facts)
    projects = works.projects(facts, existing)
    spend = works.spend(facts)
    ratio = network.ratios(facts)
    wpp = "UN WPP 2024, China"
    rooms = [{"school": s["school"], "stage": s["stage"], "rooms": s["rooms"], "source": "this model",
              "evidence": "assumed",
              "method": "classes that the rolls of 2020 need at %d pupils a class"
              % network.MEAN_CLASS[s["stage"]]} for s in existing]
    for row, s in zip(rooms, existing):
        if s["name_zh"] == "沥海中学":
            row.update(source="越政办发〔2022〕33号", evidence="published",
                       method="48 classes after an extension by 12; its catchment needs fewer")
        elif s["opens"]:
            row["method"] = "size of a small new campus"
    rolls = [(s["school"], 2019, grade, pupils, classes, "census 2020", "estimated")
             for s in existing for grade, pupils, classes in s["rolls"]]
    tables = {
        "zones": table(
            ["zone", "name_zh", "name_en", "town", "town_en", "group", "lon", "lat", "source",
             "evidence", "method"],
            [dict(z, source="seat of the town", evidence="assumed",
                  method="synthetic: spread around the seat over the town's area") for z in zones]),
        "population": table(["zone", "sex", "age", "kind", "persons", "source", "evidence"],
                            population_rows(zones)),
        "fertility": table(["year", "age", "rate", "source", "evidence"],
                           [(y, a, number(r, 8), "Zhejiang births; " + wpp, "estimated")
                            for y, a, r in people.fertility(facts)]),
        "mortality": table(["year", "sex", "age", "mx", "source", "evidence"],
                           [(y, s, a, number(m, 8), wpp, "estimated")
                            for y, s, a, m in people.mortality(facts)]),
        "births_ratio": table(["year", "males_per_female", "source", "evidence"],
                              [(y, checks.BIRTHS_RATIO, "census 2020, age 0: 3051 boys, 2801 girls",
                                "estimated") for y in range(people.FIRST, people.LAST + 1)]),
        "migration": table(["year", "sex", "age", "persons", "source", "evidence"],
                           [(y, s, a, number(n, 4), "this model", "assumed")
                            for y, s, a, n in people.migration()]),
        "participation": table(
            ["stage", "share", "source", "evidence", "method"],
            [("kindergarten", number(ratio["kindergarten"], 6), "rolls of the city 2020",
              "estimated", "city's roll 142484 per census child aged 3-5 on 1 September"),
             ("primary", network.PRIMARY_RATIO, "rolls of the city 2020", "estimated",
              "city's roll per census child")]),
        "entry": table(
            ["stage", "ratio", "source", "evidence", "method"],
            [("lower_secondary", number(network.TRANSITION, 6), "rolls of the city 2022",
              "estimated", "42455 entrants of lower secondary per 41562 leavers of primary"),
             ("upper_secondary", 0.995, published.PLAN, "published",
              "share of leavers that goes on, general and vocational")]),
        "schools": table(["school", "name_zh", "name_en", "lon", "lat", "sector", "cluster", "opens",
                          "source", "evidence", "method"], existing + created),
        "capacity": table(["school", "stage", "rooms", "source", "evidence", "method"], rooms),
        "rolls": table(["school", "year", "grade", "pupils", "classes", "source", "evidence"], rolls),
        "tiers": table(["tier", "stage", "name_zh", "name_en", "order", "share", "zone_right", "rule",
                        "grows", "private_losers", "migrants", "source", "evidence", "method"],
                       admission.tiers(facts)),
        "admission_areas": table(["stage", "zone", "area", "source", "evidence", "method"],
                                 admission.areas(facts, zones)),
        "projects": table(
            ["project", "name_zh", "name_en", "kind", "sector", "school", "stage", "classes",
             "classes_before", "lon", "lat", "opening", "old_site", "rooms_lost", "start_year",
             "opens", "status", "cost_cny", "site_area_m2", "floor_area_m2", "doubt_zh", "doubt_en",
             "source", "evidence", "method"], projects),
        "spend": table(["project", "from_year", "to_year", "cny", "source", "evidence"], spend),
        "norms": table(["stage", "quantity", "value", "source", "evidence", "method"],
                       published.norms(facts)),
        "indicators": table(["indicator", "place", "year", "stage", "value", "target", "doubt_zh",
                             "doubt_en", "source", "evidence", "method"], published.indicators(facts, zones)),
        "statistics": table(["year", "stage", "quantity", "value", "note", "source", "evidence"],
                            bureau.statistics(facts)),
        "project_progress": table(["project", "as_of", "built_percent", "note", "source", "evidence"],
                                  bureau.progress(facts)),
        "accuracy": table(["horizon", "size", "method", "n", "mape_total", "mape_grade", "wape_grade",
                           "bias_pct", "crps", "coverage80", "width80_pct", "rolls_of", "source",
                           "evidence"], bureau.accuracy(facts)),
        "register": table(["code", "category_zh", "category_en", "name_zh", "name_en", "unit_zh", "unit_en",
                           "definition_zh", "definition_en", "direction", "baseline", "baseline_year",
                           "target", "target_year", "target_zh", "target_en", "family", "measure",
                           "factor", "computed_zh", "computed_en", "doubt_zh", "doubt_en", "source",
                           "evidence", "method"], plan_register.register(facts)),
        "expenditure": table(["item", "stage", "year", "cny", "source", "evidence", "method"],
                             plan_register.expenditure(facts)),
    }
    files = {HERE / "tables" / (name + ".csv"): data for name, data in tables.items()}
    files.update(geodata(facts, zones))
    return files, {"facts": facts, "zones": zones, "existing": existing, "created": created,
                   "projects": projects, "spend": spend}


def geodata(facts, zones):
    outlines = ["{\"type\": \"FeatureCollection\", \"name\": \"yuecheng_zones\", \"features\": ["]
    for i, (z, ring) in enumerate(zip(zones, geometry.cells(zones))):
        feature = {"type": "Feature",
                   "properties": {"zone": z["zone"], "name_zh": z["name_zh"], "town": z["town"],
                                  "evidence": "assumed"},
                   "geometry": {"type": "Polygon", "coordinates": [ring]}}
        outlines.append(json.dumps(feature, ensure_ascii=False)
                        + ("," if i + 1 < len(zones) else ""))
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
