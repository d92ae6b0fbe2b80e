"""Schools of 2020: estimated ones in every town, with the five that the plans name; rolls and rooms."""
import math

from making import arith, geometry
from making.network import nearest

from . import people

STAGES = ("kindergarten", "primary", "lower_secondary", "upper_secondary")
LETTER = {"kindergarten": "k", "primary": "p", "lower_secondary": "l", "upper_secondary": "u"}
WORD = {"kindergarten": ("幼儿园", "kindergarten"), "primary": ("小学", "primary school"),
        "lower_secondary": ("初中", "lower secondary school"), "upper_secondary": ("高中", "upper secondary school")}
# Five years of primary, four of lower secondary school.
FIRST_GRADE = {"nursery": -4, "kindergarten": -2, "primary": 1, "lower_secondary": 6, "upper_secondary": 10}
FIRST_AGE = {"nursery": 1, "kindergarten": 3, "primary": 6, "lower_secondary": 11, "upper_secondary": 15}
GRADES = {"nursery": 2, "kindergarten": 3, "primary": 5, "lower_secondary": 4, "upper_secondary": 3}

KINDERGARTEN_RATIO = 0.99  # gross enrolment of the plan, of qualifying residents: taken for all
PRIMARY_RATIO = 1.0        # gross enrolment in compulsory education 100 %, the plan
LOWER_ENTRY = 0.94         # entrants of lower secondary per leaver of primary: assumed
UPPER_ENTRY = 0.99         # gross enrolment in upper secondary education, the plan
GENERAL_SHARE = 0.681      # of those who go on: the nation in 2023
RATIO = {"kindergarten": KINDERGARTEN_RATIO, "primary": PRIMARY_RATIO,
         "lower_secondary": PRIMARY_RATIO * LOWER_ENTRY,
         "upper_secondary": PRIMARY_RATIO * LOWER_ENTRY * UPPER_ENTRY * GENERAL_SHARE}
# Children in private kindergartens that are not inclusive: 100 % less the coverage published for 2020.
PRIVATE_SHARE = 1.0 - 0.734
# Nursery places per 1,000 residents, the nation at the end of 2021; four classes where there are any, nine of ten
# places taken: assumed.
NURSERY_PER_1000, NURSERY_CLASS, NURSERY_ROOMS, NURSERY_TAKEN = 2.03, 20, 4, 0.9
NURSERY_TARGET = 0.15
# Primary schools have rooms for the children of so many years later: in 2023 building turned from all stages to
# the secondary ones (the opinions), so that the largest primary rolls, of 2022, found rooms.
BUILT = 2
NURSERY_SOURCE = "national report on the 14th plan; 闵行区推进教育高质量发展实施意见（2023）"


def on_ages(zones, stage):
    ages = range(FIRST_AGE[stage], FIRST_AGE[stage] + GRADES[stage])
    return {z["zone"]: sum(people.on_september(z, a) for a in ages) for z in zones}


def count(facts, stage, children):
    """How many schools of the size of facts/sizes.csv the classes of 2020 fill."""
    size = next(r for r in facts["sizes"] if r["stage"] == stage)
    return round(RATIO[stage] * children / float(size["mean_class"]) / int(size["classes"]))


def schools(facts, zones):
    """Existing schools with a place, named ones first in their town; an estimated one is at the middle of the
    children nearest to it."""
    out = []
    for stage in STAGES:
        child = on_ages(zones, stage)
        inside = {t["town"]: [z for z in zones if z["town"] == t["town"]] for t in facts["towns"]}
        children = [sum(child[z["zone"]] for z in inside[t["town"]]) for t in facts["towns"]]
        per_town = arith.adams(count(facts, stage, sum(children)), children)
        number = 0
        for t, k in zip(facts["towns"], per_town):
            named = [r for r in facts["schools_named"] if (r["stage"], r["town"]) == (stage, t["town"])]
            k = max(k, len(named))
            for i, at in enumerate(places(t, inside[t["town"]], child, k)):
                number += 1
                out.append(_school(stage, t, named[i] if i < len(named) else None, i + 1 - len(named),
                                   number, at))
    return out


def places(town, inside, child, k):
    """k places in the middle of their children (Lloyd's rule), the one nearest the seat first. They start as
    dense as the zones, so that none has far more children than the others."""
    seat = geometry.to_km(float(town["lon"]), float(town["lat"]))
    centres = [inside[int((i + 0.5) * len(inside) / k)]["at"] for i in range(k)]
    for _ in range(60):
        parts = [[] for _ in centres]
        for z in inside:
            parts[nearest(z["at"], centres)].append(z)
        for i, part in enumerate(parts):
            weight = sum(child[z["zone"]] for z in part)
            if weight:
                centres[i] = tuple(sum(z["at"][d] * child[z["zone"]] for z in part) / weight
                                   for d in (0, 1))
    return sorted(centres, key=lambda c: (geometry.distance(c, seat), c))


def _school(stage, town, named, rank, number, at):
    zh, en = WORD[stage]
    lon, lat = geometry.to_degrees(*at)
    lon, lat = round(lon, 5), round(lat, 5)
    school = {"school": "%s%03d" % (LETTER[stage], number), "stage": stage, "town": town["town"], "lon": lon,
              "lat": lat, "at": geometry.to_km(lon, lat), "sector": "public",
              "cluster": "" if stage == "upper_secondary" else town["town"] + "学区"}
    if named:
        school.update(name_zh=named["name_zh"], name_en=named["name_en"], evidence="estimated",
                      source=named["source"], method="name published; " + named["note"])
    else:
        school.update(name_zh="%s推算%s%02d" % (town["town"], zh, rank),
                      name_en="%s %s %02d (estimated)" % (town["town_en"], en, rank), evidence="assumed",
                      source="this model",
                      method="no list of schools was found: as many as the census's children fill at the size "
                             "of a standard school; at the middle of its children")
    if school["cluster"]:
        school["method"] += "; school area: the town's, 14 of each"
    return school


def parts(zones, schools_):
    """Zones by the school that is nearest to them."""
    out = [[] for _ in schools_]
    for z in zones:
        out[nearest(z["at"], [s["at"] for s in schools_])].append(z)
    return out


def on_rolls(zones, here, catchment, age):
    """Children of an age by school: of its catchment, or an equal share of those of its town."""
    if catchment:
        return [sum(people.on_september(z, age) for z in part) for part in catchment]
    towns = [s["town"] for s in here]
    in_town = {t: sum(people.on_september(z, age) for z in zones if z["town"] == t) for t in set(towns)}
    return [in_town[t] / towns.count(t) for t in towns]


def rolls(facts, zones, all_schools):
    """Rolls of 2019, rooms of 2020: every school has the children of the zones nearest to it, a kindergarten its
    part of those of the town, to which it is open.

    The classes of 2020 are Adams' apportionment of the district's number, rolls over the mean class of
    facts/sizes.csv; those of 2019 are the same cohorts' a year younger. Rooms are what both years need, in primary
    schools also what the children of 2022 do.
    """
    for stage in STAGES:
        mean = float(next(r["mean_class"] for r in facts["sizes"] if r["stage"] == stage))
        here = [s for s in all_schools if s["stage"] == stage]
        catchment = parts(zones, here) if stage != "kindergarten" else None
        ages = range(FIRST_AGE[stage], FIRST_AGE[stage] + GRADES[stage] + 1)
        pupils = {}  # by age on 1 September 2020
        for age in ages:
            exact = [RATIO[stage] * n for n in on_rolls(zones, here, catchment, age)]
            pupils[age] = arith.share(round(math.fsum(exact)), exact)
        cells = [pupils[a][i] for i in range(len(here)) for a in ages[:-1]]
        classes = arith.adams(round(sum(cells) / mean), cells)
        largest = max(n / c for n, c in zip(cells, classes) if c)
        for i, school in enumerate(here):
            n = classes[i * GRADES[stage]:(i + 1) * GRADES[stage]]
            before = n[1:] + [math.ceil(pupils[ages[-1]][i] / largest - 1e-9)]
            school["classes_2020"], school["pupils_2020"] = n, [pupils[a][i] for a in ages[:-1]]
            school["rolls"] = [(FIRST_GRADE[stage] + g, pupils[a][i], c)
                               for g, (a, c) in enumerate(zip(ages[1:], before))]
            # Enough for both years, and so many that the entry classes of 2020 may open: a school opens at
            # most ceil(rooms / grades) a year.
            school["rooms"] = max(sum(n), sum(before), GRADES[stage] * (n[0] - 1) + 1)
            if stage == "primary":
                later = sum(RATIO[stage] * people.on_september(z, a - BUILT) for z in catchment[i]
                            for a in ages[:-1])
                school["rooms"] = max(school["rooms"], math.ceil(later / mean))


def owners(all_schools):
    """Make as many kindergartens private as hold the published share of the children, evenly over the
    district. The others are public or inclusive: which of the two is not known."""
    private = seen = 0
    for s in (s for s in all_schools if s["stage"] == "kindergarten"):
        pupils = sum(s["pupils_2020"])
        seen += pupils
        if private + pupils / 2 <= PRIVATE_SHARE * seen:
            private += pupils
            s["sector"] = "private"
            s["method"] += "; private: assumed, to the published inclusive coverage of 73.4 %"
        else:
            s["method"] += "; counted as public, inclusive private ones among them"


def nurseries(facts, zones, all_schools):
    """Nursery classes of kindergartens: [(school, rooms, [(grade, pupils, classes)])] and the share of the
    children aged 1 and 2 that are in them."""
    child = on_ages(zones, "nursery")
    total = round(NURSERY_PER_1000 * people.CENSUS / 1000 / NURSERY_CLASS / NURSERY_ROOMS)
    towns = [t["town"] for t in facts["towns"]]
    in_town = [sum(child[z["zone"]] for z in zones if z["town"] == t) for t in towns]
    share = NURSERY_TAKEN * total * NURSERY_ROOMS * NURSERY_CLASS / sum(child.values())
    out = []
    for t, n, k in zip(towns, in_town, arith.adams(total, in_town)):
        hosts = [s for s in all_schools if s["stage"] == "kindergarten" and s["town"] == t
                 and s["sector"] == "public"]
        step = len(hosts) / k
        chosen = [hosts[int(i * step)] for i in range(k)]
        inside = [z for z in zones if z["town"] == t]
        by_age = [arith.share(round(share * sum(people.on_september(z, a) for z in inside)), [1] * k)
                  for a in (2, 3)]
        for i, s in enumerate(chosen):
            out.append((s["school"], NURSERY_ROOMS,
                        [(FIRST_GRADE["nursery"] + g, by_age[g][i], NURSERY_ROOMS // 2) for g in (0, 1)]))
    return out, share
