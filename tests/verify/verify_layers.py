#!/usr/bin/env python3
"""Hold the layers of a report against the run file they come from.

usage: verify_layers.py XUEWEI SCENARIO.yaml

ogrinfo reads every layer and says nothing against it; numbers are those of the run file, by SQL; every
layer has one style that QGIS takes by itself, whose QML and SLD are XML and whose columns exist; colours
of balances leave no number out; two reports have the same bytes.
"""
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET

LAYERS = ["zones", "towns", "schools", "projects", "ways"]
checks = 0


def check(right, what):
    global checks
    checks += 1
    if not right:
        sys.exit(f"layers: {what}")


def rows(db, sql, *values):
    return db.execute(sql, values).fetchall()


def check_ogr(path, counts):
    result = subprocess.run(["ogrinfo", "-ro", "-al", "-so", path], stdout=subprocess.PIPE,
                            stderr=subprocess.STDOUT, text=True, encoding="utf-8")
    check(result.returncode == 0, f"ogrinfo: {result.stdout}")
    said = [line for line in result.stdout.splitlines()
            if line.startswith(("Warning", "ERROR", "FAILURE"))]
    check(not said, f"ogrinfo: {said}")
    found = {}
    for line in result.stdout.splitlines():
        if line.startswith("Layer name: "):
            layer = line.removeprefix("Layer name: ")
        if line.startswith("Feature Count: "):
            found[layer] = int(line.removeprefix("Feature Count: "))
    for layer, count in counts.items():
        check(found.get(layer) == count, f"{layer}: {found.get(layer)} rows for {count}")


def check_areas(path, db):
    """Towns cover what their zones cover, and are valid (GEOS, through SpatiaLite's functions)."""
    for layer in ("zones", "towns"):
        got = subprocess.run(
            ["ogrinfo", "-ro", "-q", "-dialect", "sqlite", "-sql",
             f"select sum(ST_Area(geom)) as area, min(ST_IsValid(geom)) as valid from {layer}", path],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8")
        check(got.returncode == 0 and got.stderr == "", f"ogrinfo: {got.stderr}")
        values = {line.split("(")[0].strip(): line.split("=")[1].strip()
                  for line in got.stdout.splitlines() if " = " in line}
        check(values["valid"] == "1", f"{layer}: an area is not valid")
        yield float(values["area"])


def check_styles(db):
    styles = rows(db, "select f_table_name, styleName, styleQML, styleSLD, useAsDefault, "
                      "f_geometry_column, f_table_catalog, f_table_schema from layer_styles")
    for layer in LAYERS:
        usual = [style for style in styles if style[0] == layer and style[4]]
        check(len(usual) == 1, f"{layer}: {len(usual)} styles as default")
        columns = {row[1] for row in rows(db, f"pragma table_info({layer})")}
        for style in (style for style in styles if style[0] == layer):
            check(style[5:] == ("geom", "", ""), f"{layer}: QGIS does not find {style[5:]}")
            qml = ET.fromstring(style[2])
            renderer = qml.find("renderer-v2")
            attribute = renderer.get("attr")
            check(attribute in columns, f"{layer}: no column {attribute}")
            label = qml.find("labeling/settings/text-style")
            check(label is None or label.get("fieldName") in columns, f"{layer}: no label")
            classes = renderer.findall("ranges/range") or renderer.findall("categories/category")
            symbols = renderer.findall("symbols/symbol")
            check(len(classes) == len(symbols) > 2, f"{layer}: classes and symbols")
            check(all(any("\u4e00" <= c <= "\u9fff" for c in each.get("label")) for each in classes),
                  f"{layer}: a class without a label in Chinese")
            rules = [e for e in ET.fromstring(style[3]).iter() if e.tag.endswith("}Rule")]
            check(len(rules) == len(classes), f"{layer}: the SLD has {len(rules)} rules")
            values = [row[0] for row in rows(db, f'select "{attribute}" from {layer}')]
            for value in values:
                if value is None:
                    continue
                fits = [each for each in classes if
                        (each.get("value") == value if each.get("value") is not None else
                         float(each.get("lower")) <= value <= float(each.get("upper")))]
                check(len(fits) == 1, f"{layer} {attribute}: {value!r} has {len(fits)} classes")
    balances = [style for style in styles if style[0] == "towns"]
    check(len({style[1] for style in balances}) == len(balances), "styles of the same name")


def main():
    if shutil.which("ogrinfo") is None:
        print("layers: skipped: ogrinfo (gdal-bin) is not installed")
        sys.exit(77)
    xuewei, scenario = sys.argv[1], sys.argv[2]
    with tempfile.TemporaryDirectory(prefix="xuewei-layers-") as name:
        work = pathlib.Path(name)
        path = work / "run.gpkg"
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "check": True}
        subprocess.run([xuewei, "run", scenario, "-o", path], **quiet)
        for folder in ("one", "two"):
            subprocess.run([xuewei, "report", path, "-o", work / folder, "--format", "gpkg"], **quiet)
        layers = work / "one" / "layers.gpkg"
        check(layers.read_bytes() == (work / "two" / "layers.gpkg").read_bytes(),
              "two reports of a run differ")
        check([file.name for file in (work / "one").iterdir()] == ["layers.gpkg"], "files beside it")
        run, db = sqlite3.connect(path), sqlite3.connect(layers)

        first, last = (int(dict(rows(run, "select key, value from run"))[key])
                       for key in ("first", "last"))
        now = min(first + 6, last)
        stages = [row[0] for row in rows(run, "select stage from stages order by fid")]

        # Every zone, town, school, project and way is there, and nothing else.
        towns = rows(run, "select distinct place from gap_year where level = 'town'")
        ways = rows(run, "select zone, school, stage, sum(pupils) from flow_year where year = ? and "
                         "zone is not null and school is not null group by 1, 2, 3 having "
                         "sum(pupils) > 0 order by 3, 1, 2", now)
        open_schools = rows(run, "select school, stage, pupils, seats_norm, classes, "
                                 "classes_over_norm, warning from school_year where year = ? and "
                                 "(rooms > 0 or pupils > 0) order by 1, 2", now)
        counts = {"zones": rows(run, "select count(*) from zones")[0][0], "towns": len(towns),
                  "schools": len(open_schools), "ways": len(ways),
                  "projects": rows(run, "select count(*) from projects")[0][0]}
        check_ogr(layers, counts)
        zones_area, towns_area = check_areas(layers, db)
        check(abs(zones_area - towns_area) <= 1e-6 * zones_area,
              f"towns cover {towns_area} of {zones_area}")

        # Balances: norm seats less demand, of the district's own stages, at three moments.
        for stage in stages:
            roll = rows(run, "select year from gap_year where level = 'district' and stage = ? and "
                             "scope = 'all' and demand > 0 order by demand desc, year limit 1", stage)
            years = {"now": now, "peak": roll[0][0] if roll else now, "last": last}
            for moment, year in years.items():
                want = dict(rows(run, "select place, seats - demand from gap_year where "
                                      "level = 'town' and stage = ? and scope = 'all' and year = ?",
                                 stage, year))
                got = dict(rows(db, f"select town_zh, balance_{moment}_{stage} from towns"))
                check(want == {town: got[town] for town in want}, f"balance of {stage} {year}")
                of_zones = rows(db, f"select town_zh, town_balance_{moment}_{stage} from zones")
                check(all(want[town] == value for town, value in of_zones if town in want),
                      f"balance of zones {stage} {year}")
            want = rows(run, "select zone, sum(pupils) from flow_year where year = ? and stage = ? "
                             "and zone is not null group by 1 order by 1", now, stage)
            got = rows(db, f"select zone, entrants_{stage} from zones where entrants_{stage} > 0 "
                           "order by 1")
            check(got == [row for row in want if row[1] > 0], f"entrants of {stage}")

        check(rows(db, "select school, stage, pupils, seats_norm, classes, classes_over_norm, warning "
                       "from schools order by 1, 2") == open_schools, "schools")
        check(rows(db, "select zone, school, stage, pupils from ways order by stage, zone, school")
              == ways, "ways")
        check(rows(db, "select project, opens_in, kind, status, classes_named, seats_added, counted "
                       "from projects order by 1") ==
              rows(run, "select project, opens_in, kind, status, classes_named, seats_added, counted "
                        "from projects order by 1"), "projects")
        crs = rows(run, "select distinct srs_id from gpkg_geometry_columns")
        check(rows(db, "select distinct srs_id from gpkg_geometry_columns") == crs, "coordinates")
        check_styles(db)
    print(f"layers: {checks} checks hold")


main()
