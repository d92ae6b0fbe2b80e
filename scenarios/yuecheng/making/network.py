"""Schools of 2020: the named ones, estimated ones up to the published counts, rolls and rooms."""
import math

from . import arith, geometry, people

# Named schools that stood in 2020: (stage, town, Chinese name, English name, cluster, what is known
# of the place): town = it stands in that town, guess = the town follows from its name or its group,
# outer = it stands in that town, away from the seat. 又新小学 had closed before.
NAMED = [
    ("primary", "府山街道", "鲁迅小学人民路校区", "Lu Xun Primary School, Renmin Road", "鲁迅小学教育集团", "town"),
    ("primary", "府山街道", "北海小学", "Beihai Primary School", "北海小学教育集团", "guess"),
    ("primary", "斗门街道", "柯灵小学", "Keling Primary School", "柯灵小学教育集团", "guess"),
    ("primary", "马山街道", "袍江小学", "Paojiang Primary School", "", "guess"),
    ("primary", "东湖街道", "东湖街道中心小学", "Donghu Central Primary School", "", "town"),
    ("primary", "陶堰街道", "陶堰街道中心小学（浔阳小学）", "Taoyan Central Primary School (Xunyang)", "", "town"),
    ("primary", "皋埠街道", "皋埠街道中心小学", "Gaobu Central Primary School", "", "town"),
    ("primary", "孙端街道", "孙端街道中心小学", "Sunduan Central Primary School", "", "town"),
    ("primary", "鉴湖街道", "鉴湖街道中心小学", "Jianhu Central Primary School", "", "town"),
    ("primary", "沥海街道", "三汇小学", "Sanhui Primary School", "", "outer"),
    ("primary", "迪荡街道", "蕺山中心小学", "Jishan Central Primary School", "", "guess"),
    ("primary", "北海街道", "元培小学", "Yuanpei Primary School", "元培教育集团", "guess"),
    ("lower_secondary", "塔山街道", "建功中学", "Jiangong Middle School", "建功中学教育集团", "guess"),
    ("lower_secondary", "北海街道", "元培中学", "Yuanpei Middle School", "元培教育集团", "guess"),
    ("lower_secondary", "府山街道", "绍兴市第一初级中学", "Shaoxing No. 1 Junior Middle School", "绍初教育集团", "guess"),
    ("lower_secondary", "富盛镇", "富盛镇中学", "Fusheng Town Middle School", "", "town"),
    ("lower_secondary", "沥海街道", "沥海中学", "Lihai Middle School", "", "town"),
    ("kindergarten", "斗门街道", "斗门街道中心幼儿园", "Doumen Central Kindergarten", "", "town"),
    ("kindergarten", "马山街道", "马山街道中心幼儿园", "Mashan Central Kindergarten", "", "town"),
    ("kindergarten", "北海街道", "元培幼儿园", "Yuanpei Kindergarten", "元培教育集团", "guess"),
    ("kindergarten", "斗门街道", "柯灵幼儿园", "Keling Kindergarten", "柯灵幼儿园", "guess"),
]
LETTER = {"kindergarten": "k", "primary": "p", "lower_secondary": "l"}
WORD = {"kindergarten": ("幼儿园", "kindergarten"), "primary": ("小学", "primary school"),
        "lower_secondary": ("初中", "lower-secondary school")}
FIRST_GRADE = {"kindergarten": -2, "primary": 1, "lower_secondary": 7}
FIRST_AGE = {"kindergarten": 3, "primary": 6, "lower_secondary": 12}
GRADES = {"kindergarten": 3, "primary": 6, "lower_secondary": 3}
# Pupils a class in 2020, assumed: new primary entry classes of 2021 had 39.0 to 40.5, one lower
# secondary school 53. Kindergartens lie between the norms of their ages (25, 30, 35); with some 85
# children an age they cannot fill their classes.
MEAN_CLASS = {"kindergarten": 26, "primary": 41, "lower_secondary": 46}
PRIMARY_RATIO = 1.07  # roll per census child, the city's in 2020
LOWER_RATIO = 1.10
TRANSITION = 42455 / 41562  # entrants of lower secondary per leaver of primary, the city in 2022
LIHAI_MIDDLE_ROOMS = 36  # 48 after the expansion by 12
# Opened in September 2021 outside the table of projects: town, km east and north of its seat, rooms
# (assumed).
MEISHAN = ("灵芝街道", -0.9, -0.9, 24)


def count(facts, stage):
    """How many schools the district had, as published for 2022; kindergartens by share."""
    rows = facts["school_counts"]
    value = lambda place, year, st, measure: int(next(
        r["value"] for r in rows if (r["place"], r["year"], r["stage"], r["measure"])
        == (place, year, st, measure)))
    if stage == "kindergarten":
        return round(value("Shaoxing", "2020", stage, "schools") * share_of_city(facts))
    return value("Yuecheng", "2022", stage, "schools")


def share_of_city(facts):
    """Yuecheng's share of the city's census children aged 5 to 9: 0.2056."""
    children = lambda place: sum(int(r["persons"]) for r in facts["census_2020"]
                                 if r["place"] == place and r["age_from"] == "5")
    return children("Yuecheng") / children("Shaoxing")


def kindergarten_ratio(facts):
    """The city's kindergarten roll of 2020 per city child aged 3 to 5 on 1 September.

    The city's age groups 1-4 and 5-9 are cut like Yuecheng's own single ages.
    """
    single = {int(r["age"]): int(r["persons"]) for r in facts["single_ages_2020"]}
    group = lambda first: sum(int(r["persons"]) for r in facts["census_2020"]
                              if r["place"] == "Shaoxing" and r["age_from"] == str(first))
    young, old = sum(single[a] for a in range(1, 5)), sum(single[a] for a in range(5, 10))
    city = {a: single[a] * (group(1) / young if a < 5 else group(5) / old) for a in range(3, 7)}
    september = people.SEPTEMBER
    children = sum(september * city[a] + (1 - september) * city[a + 1] for a in range(3, 6))
    roll = int(next(r["value"] for r in facts["school_counts"]
                    if r["place"] == "Shaoxing" and r["year"] == "2020"
                    and r["stage"] == "kindergarten" and r["measure"] == "enrolment"))
    return roll / children


def ratios(facts):
    return {"kindergarten": kindergarten_ratio(facts), "primary": PRIMARY_RATIO,
            "lower_secondary": LOWER_RATIO}


def schools(facts, zones):
    """Existing schools with a place, named ones first in each town."""
    out = []
    for stage in ("kindergarten", "primary", "lower_secondary"):
        ages = range(FIRST_AGE[stage], FIRST_AGE[stage] + GRADES[stage])
        child = {z["zone"]: sum(people.on_september(z, a) for a in ages) for z in zones}
        towns = [t["town"] for t in facts["towns"]]
        per_town = arith.adams(count(facts, stage), [
            sum(child[z["zone"]] for z in zones if z["town"] == t) for t in towns])
        number = 0
        for t, k in zip(facts["towns"], per_town):
            inside = [z for z in zones if z["town"] == t["town"]]
            named = [n for n in NAMED if n[0] == stage and n[1] == t["town"]]
            if len(named) > k:
                raise ValueError("more named schools than places in " + t["town"])
            near = [n for n in named if n[5] != "outer"]
            slots = near + [None] * (k - len(named)) + [n for n in named if n[5] == "outer"]
            for i, (slot, at) in enumerate(zip(slots, _places(t, inside, child, k))):
                number += 1
                lon, lat = geometry.to_degrees(*at)
                out.append(_school(stage, t, slot, i + 1 - len(near), number,
                                   round(lon, 5), round(lat, 5)))
    return out


def meishan(facts):
    """The campus that opened beside the projects: published opening, assumed place and size."""
    town = next(t for t in facts["towns"] if t["town"] == MEISHAN[0])
    seat = geometry.to_km(float(town["lon"]), float(town["lat"]))
    lon, lat = geometry.to_degrees(seat[0] + MEISHAN[1], seat[1] + MEISHAN[2])
    source = next(r["source"] for r in facts["schools_named"] if "梅山校区" in r["name_zh"])
    return {"school": "p901", "stage": "primary", "town": MEISHAN[0], "lon": round(lon, 5),
            "lat": round(lat, 5), "sector": "public", "cluster": "北海小学教育集团", "opens": 2021,
            "name_zh": "北海小学梅山校区", "name_en": "Beihai Primary School, Meishan campus",
            "evidence": "estimated", "source": source, "rooms": MEISHAN[3], "rolls": [],
            "method": "opening of 2021 published; not among the 35 projects; place and rooms assumed"}


def _school(stage, town, named, rank, number, lon, lat):
    zh, en = WORD[stage]
    school = {"school": "%s%03d" % (LETTER[stage], number), "stage": stage, "town": town["town"],
              "lon": lon, "lat": lat, "at": geometry.to_km(lon, lat), "sector": "public",
              "cluster": "", "opens": ""}
    if named:
        school.update(name_zh=named[2], name_en=named[3], cluster=named[4], evidence="estimated",
                      source="越政办发〔2022〕33号 and pages in facts/schools_named.csv",
                      method="name published; place " + (
                          "and town estimated from its name or group" if named[5] == "guess"
                          else "within its town estimated"))
    else:
        school.update(name_zh="%s%s%02d（估计）" % (town["town"], zh, rank),
                      name_en="%s %s %02d (estimated)" % (town["town_en"], en, rank),
                      evidence="assumed", source="published number of schools",
                      method="invented to make up the published number; at the middle of its children")
    return school


def _places(town, inside, child, k):
    """k places in the middle of their children (Lloyd's rule), the one nearest the seat first."""
    seat = geometry.to_km(float(town["lon"]), float(town["lat"]))
    centres = [seat]
    while len(centres) < k:
        far = max(inside, key=lambda z: min(geometry.distance(z["at"], c) for c in centres))
        centres.append(far["at"])
    for _ in range(25):
        parts = [[] for _ in centres]
        for z in inside:
            parts[nearest(z["at"], centres)].append(z)
        for i, part in enumerate(parts):
            weight = sum(child[z["zone"]] for z in part)
            if weight:
                centres[i] = tuple(sum(z["at"][d] * child[z["zone"]] for z in part) / weight
                                   for d in (0, 1))
    return sorted(centres, key=lambda c: (geometry.distance(c, seat), c))


def nearest(at, places):
    return min(range(len(places)), key=lambda i: (geometry.distance(at, places[i]), i))


def rolls(facts, zones, all_schools):
    """Rolls of 2019 and rooms of 2020: every school has the children of the zones nearest to it.

    The classes of 2020 (`classes` of a grade) are Adams' apportionment of the district's number,
    rolls / MEAN_CLASS; the base year's classes are the same cohorts a year younger.
    """
    ratio = ratios(facts)
    for stage in LETTER:
        here = [s for s in all_schools if s["stage"] == stage and not s["opens"]]
        places = [s["at"] for s in here]
        catchment = [[] for _ in here]
        for z in zones:
            catchment[nearest(z["at"], places)].append(z)
        ages = range(FIRST_AGE[stage], FIRST_AGE[stage] + GRADES[stage] + 1)
        pupils = {}  # by age on 1 September 2020
        for age in ages:
            r = ratio[stage]
            if stage == "lower_secondary" and age == FIRST_AGE[stage]:
                r = PRIMARY_RATIO * TRANSITION  # they are simulated as leavers of primary
            exact = [r * sum(people.on_september(z, age) for z in part) for part in catchment]
            pupils[age] = arith.share(round(math.fsum(exact)), exact)
        cells = [pupils[a][i] for i in range(len(here)) for a in ages[:-1]]
        classes = arith.adams(round(sum(cells) / MEAN_CLASS[stage]), cells)
        largest = max(n / c for n, c in zip(cells, classes) if c)
        for i, school in enumerate(here):
            n = classes[i * GRADES[stage]:(i + 1) * GRADES[stage]]
            leavers = pupils[ages[-1]][i]
            before = n[1:] + [math.ceil(leavers / largest - 1e-9)]
            school["classes_2020"] = n
            school["pupils_2020"] = [pupils[a][i] for a in ages[:-1]]
            school["rolls"] = [(FIRST_GRADE[stage] + g, pupils[a][i], c)
                               for g, (a, c) in enumerate(zip(ages[1:], before))]
            # Enough for both years, and so many that the entry classes of 2020 may open: a school
            # opens at most ceil(rooms / grades) a year.
            school["rooms"] = max(sum(n), sum(before), GRADES[stage] * (n[0] - 1) + 1)
            if school["name_zh"] == "沥海中学":
                school["rooms"] = LIHAI_MIDDLE_ROOMS
