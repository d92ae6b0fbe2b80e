"""What was published beside the inputs, and what the plans add: indicators, tiers, areas, projects."""
from making import arith, geometry

from . import network, people

PLAN = "闵行区教育改革与发展“十四五”规划（草案，2021年4月）"
OPINIONS = "闵行区推进教育高质量发展实施意见（2023）"
ZONED = ("primary", "lower_secondary")
# Cost of a class: the lower secondary schools of the Yuecheng plan, 2.431 billion CNY for 312 classes.
CNY_PER_CLASS = 2431000000 / 312


def _row(indicator, year, stage, value, source, evidence, method, doubt=("", ""), target=""):
    return {"indicator": indicator, "place": "district", "year": year, "stage": stage, "value": value,
            "target": target, "doubt_zh": doubt[0], "doubt_en": doubt[1], "source": source,
            "evidence": evidence, "method": method}


def indicators(facts, zones, existing, nursery_share):
    out = [_row(r["indicator"], r["year"], r["stage"], r["value"], r["source"], r["evidence"], r["note"],
                (r["doubt_zh"], r["doubt_en"]), r["target"]) for r in facts["published"]]
    out += _base_year(facts, zones, existing)
    standard = people.CENSUS / 10000
    times = 15 * standard / sum(sum(s["classes_2020"]) for s in existing if s["stage"] == "kindergarten")
    out.append(_row("classes by the norm of residents 按常住人口配建标准应有班数", 2020, "kindergarten",
                    round(15 * standard), PLAN, "estimated",
                    "one kindergarten of 15 classes per 10,000 residents of the census: %.1f kindergartens"
                    % standard,
                    ("标准只随常住人口，不随幼儿数：为推算所需班数的 %.1f 倍" % times,
                     "The norm follows residents, not children: %.1f times the classes that the children of "
                     "2020 fill" % times)))
    toddlers = sum(network.on_ages(zones, "nursery").values())
    out.append(_row("places by the norm of children 按幼儿数（1—3岁）应配托额", 2020, "nursery",
                    round(network.NURSERY_TARGET * toddlers), OPINIONS, "estimated",
                    "15 %% of %d children aged 1 and 2 on 1 September" % round(toddlers),
                    ("“1—3岁”按满 1 周岁至未满 3 周岁计；2020 年实有托额未公布，按全国千人托位数假设",
                     "Ages 1 to 3 are taken as 1 and 2 completed years; the places of 2020 were not published "
                     "and are assumed by the nation's number per 1,000 residents")))
    return out


def _base_year(facts, zones, existing):
    out = []
    total = 0
    for stage in network.STAGES:
        here = [s for s in existing if s["stage"] == stage]
        children = sum(network.on_ages(zones, stage).values())
        roll = sum(sum(s["pupils_2020"]) for s in here)
        size = next(r for r in facts["sizes"] if r["stage"] == stage)
        total += roll
        out.append(_row("roll", 2020, stage, roll, "single years of the census", "estimated",
                        "%d children of the stage's ages on 1 September x %.4f"
                        % (round(children), network.RATIO[stage])))
        out.append(_row("mean_class", 2020, stage, size["mean_class"], size["source"], "assumed",
                        "pupils a class from which the rooms of 2020 are made"))
    out.append(_row("roll of all stages, estimated 各级在校生推算数", 2020, "", total,
                    "single years of the census", "estimated",
                    "kindergarten to general upper secondary; 220,000 were published about early 2017",
                    ("比 2017 年初公布的约 22 万人多 %.0f%%：其间常住人口增加，且公布数口径不明"
                     % (100 * total / 220000 - 100),
                     "%.0f %% more than the 220,000 published about early 2017: there are more residents, and "
                     "what that figure counts is not known" % (100 * total / 220000 - 100))))
    return out


def norms(facts):
    return facts["standards"]


def tiers(facts):
    """Rows of the table `tiers`. Shares are those of all residents in the census, taken for children; rights
    and order as usual in Shanghai, recalled."""
    share = {r["status"]: float(r["share"]) for r in facts["residence_2020"]}
    rows = [("home", "人户一致（户籍与居住地一致）", "Registered and living in the catchment", 1, share["home"],
             "catchment", "date"),
            ("apart", "人户分离（本市户籍，居住本区）", "Registered elsewhere in the city, living here", 2,
             share["apart_district"] + share["apart_city"], "catchment", "date"),
            ("migrant", "来沪人员随迁子女", "Children of migrants", 3, share["migrant"], "coordination",
             "distance")]
    for stage in ZONED:
        for tier, zh, en, order, part, right, rule in rows:
            yield {"tier": tier, "stage": stage, "name_zh": zh, "name_en": en, "order": order,
                   "share": ("%.4f" % part), "zone_right": right, "rule": rule, "grows": "stretch",
                   "private_losers": "behind",
                   "source": "7th census, county tables, as shares (github:thebamboogrove/tudigong)",
                   "evidence": "estimated",
                   "method": "比例为全体常住人口的户籍构成，儿童构成未见公布；次序与资格凭记忆，待核。 "
                             "The share is that of all residents: that of children was not found. Order and "
                             "right: recalled, to be checked"}


def areas(zones):
    """Rows of the table `admission_areas`: coordination stays in the town first, the school area (学区)."""
    for stage in ZONED:
        for z in zones:
            yield {"stage": stage, "zone": z["zone"], "area": z["town"], "source": PLAN, "evidence": "estimated",
                   "method": "14 school areas and 14 towns: one taken for the other"}


def projects(facts, existing):
    """The one or two schools that the opinions of 2023 add, as four candidates: scenarios choose."""
    towns = {t["town"]: t for t in facts["towns"]}
    for r in facts["extra_schools"]:
        t = towns[r["town"]]
        x, y = geometry.to_km(float(t["lon"]), float(t["lat"]))
        lon, lat = geometry.to_degrees(x + float(r["east_km"]), y + float(r["north_km"]))
        yield {"project": r["project"], "name_zh": r["name_zh"], "name_en": r["name_en"], "kind": "new",
               "sector": "public", "school": "x" + r["project"].lower(), "stage": r["stage"],
               "classes": r["classes"], "lon": round(lon, 5), "lat": round(lat, 5), "opening": "entry_grade",
               "start_year": r["start_year"], "opens": r["opens"], "status": "planned",
               "cost_cny": round(int(r["classes"]) * CNY_PER_CLASS, -6),
               "doubt_zh": "只公布“增加1-2所初中或高中建设项目”；学校、地点、规模、年份和造价均为假设",
               "doubt_en": "Only “one or two more lower or upper secondary schools” was published; school, "
                           "place, size, years and cost are assumed",
               "source": OPINIONS, "evidence": "assumed",
               "method": "%s; size of a standard school; cost of a class as in the Yuecheng plan" % r["basis"]}


def nursery_shares(share):
    """[(year or empty, share)]: the places of 2020 until the opinions, then the target within three years."""
    step = (network.NURSERY_TARGET - share) / 3
    out = [(year, share) for year in (2020, 2021, 2022)]
    out += [(2023, share + step), (2024, share + 2 * step), ("", network.NURSERY_TARGET)]
    return out
