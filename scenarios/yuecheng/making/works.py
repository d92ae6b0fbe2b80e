"""The 35 projects as printed, what they cost, and the schools that they create."""
from . import geometry

# Existing schools that a project changes, by the name in network.NAMED.
CHANGES = {9: "鲁迅小学人民路校区", 11: "富盛镇中学", 13: "陶堰街道中心小学（浔阳小学）", 19: "北海小学",
           21: "沥海中学", 22: "东湖街道中心小学", 28: "孙端街道中心小学", 32: "三汇小学"}
# Rooms that a rebuild takes away while it lasts, share of the rooms before, assumed: 22 is rebuilt
# block by block beside its playground; 28 gets the site of a closed school, so that none go.
ROOMS_LOST = {22: 0.25, 28: 0.0}
LETTER = {"primary": "p", "lower_secondary": "l", "kindergarten": "k", "special": "s", "mixed": "m"}
DOUBTS = {
    7: ("总投资全部列在2021—2025年，而工期从2020年开始", "All of its money falls in 2021-2025 although work starts in 2020"),
    9: ("用地面积仅为新增部分", "The site area is the added land only"),
    11: ("用地和校舍面积仅为扩建部分；学段按初中推定", "Areas are those of the extension only; the stage is taken to be lower secondary"),
    14: ("每班造价约1036万元，同规模的15号项目约667万元", "About 10.4 million CNY a class; project 15 of the same size about 6.7"),
    20: ("用地面积疑小数点有误：37270.38平方米才与同类学校相近；照录", "The site area is perhaps a slipped decimal point: 37270.38 m2 would be like its peers'; kept as printed"),
    21: ("列为48班，其中12班为新增；学段按初中推定", "48 classes are named, 12 of them new; the stage is taken to be lower secondary"),
    22: ("重建前班级数未列，按估计的2020年教室数；停用教室数为假定", "Classes before the rebuild are not given: rooms of 2020 as estimated; rooms out of use are assumed"),
    27: ("承建单位为现有皋埠街道中心小学：48班是全部新增还是迁建？按新建计", "Its builder is the existing Gaobu Central Primary School: 48 new classes or its relocation? Counted as new"),
    28: ("改扩建前班级数未列，按估计的2020年教室数", "Classes before the rebuild are not given: rooms of 2020 as estimated"),
}


def money(text):
    """100 million CNY as printed, in whole CNY."""
    whole, _, part = text.partition(".")
    return int(whole) * 10**8 + int((part + "0" * 8)[:8])


def place(facts, number, towns, start=None):
    row = next(r for r in facts["project_places"] if r["project"] == number)
    town = towns[start] if isinstance(start, str) else None
    origin = geometry.to_km(float(town["lon"]), float(town["lat"])) if town else start
    lon, lat = geometry.to_degrees(origin[0] + float(row["east_km"]),
                                   origin[1] + float(row["north_km"]))
    return round(lon, 5), round(lat, 5), row


def status(row):
    """open where its opening of 2021 was published, else by the plan's own years (July 2022)."""
    if row["outcome"].startswith("opened September 2021"):
        return "open"
    start = int(row["start_year"])
    return "building" if start <= 2022 else "approved" if start == 2023 else "planned"


def schools(facts):
    """Schools that only a project creates; they open with it."""
    towns = {t["town"]: t for t in facts["towns"]}
    out = []
    for row in facts["projects"]:
        number = int(row["project"])
        if number in CHANGES:
            continue
        lon, lat, at = place(facts, row["project"], towns, row["town"])
        cluster = next((c for name, c in (("鲁迅小学", "鲁迅小学教育集团"), ("柯灵小学", "柯灵小学教育集团"),
                                          ("建功中学", "建功中学教育集团"), ("元培中学", "元培教育集团"),
                                          ("绍初", "绍初教育集团"), ("柯灵幼儿园", "柯灵幼儿园"))
                        if name in row["name_zh"]), "")
        out.append({"school": "n%02d" % number, "stage": row["stage"], "town": row["town"],
                    "name_zh": row["name_zh"], "name_en": row["name_en"], "lon": lon, "lat": lat,
                    "sector": "public" if row["government"] == "yes" else "private",
                    "cluster": cluster, "opens": "", "rooms": None, "rolls": [],
                    "source": row["source"], "evidence": at["evidence"],
                    "method": "named by project %d; place from its town's seat: %s"
                              % (number, at["basis"])})
    return out


def projects(facts, existing):
    """Rows of the table `projects`, in the plan's order."""
    towns = {t["town"]: t for t in facts["towns"]}
    by_name = {s["name_zh"]: s for s in existing}
    out = []
    for row in facts["projects"]:
        number = int(row["project"])
        school = by_name[CHANGES[number]] if number in CHANGES else None
        p = {"project": number, "name_zh": row["name_zh"], "name_en": row["name_en"],
             "kind": row["kind"], "sector": "public" if row["government"] == "yes" else "private",
             "school": school["school"] if school else "n%02d" % number, "stage": row["stage"],
             "classes": row["classes_added"] or row["classes"],
             "start_year": row["start_year"], "opens": row["end_year"], "status": status(row),
             "cost_cny": money(row["total_100m_cny"]), "site_area_m2": row["site_area_m2"],
             "floor_area_m2": row["floor_area_m2"], "source": row["source"],
             "evidence": row["evidence"]}
        p["doubt_zh"], p["doubt_en"] = DOUBTS.get(number, ("", ""))
        p["method"] = "as printed; status %s" % (
            "from the published opening" if p["status"] == "open" else "by its years, assumed")
        if p["kind"] in ("relocation", "rebuild"):
            start = school["at"] if number == 32 else row["town"]
            p["lon"], p["lat"], at = place(facts, row["project"], towns, start)
            p["classes_before"] = school["rooms"]
            p["method"] += "; classes before and place estimated"
            if p["kind"] == "relocation":
                p["opening"], p["old_site"] = "takes_over", "closes"
                p["method"] += "; the old site closes, assumed"
            else:
                p["rooms_lost"] = int(school["rooms"] * ROOMS_LOST[number])
                p["method"] += "; rooms lost assumed"
        elif p["kind"] == "new" and p["classes"]:
            p["opening"] = "entry_grade"
        elif number == 21:
            p["classes_before"] = school["rooms"]
        out.append(p)
    return out


def spend(facts):
    return [{"project": int(r["project"]), "from_year": 2021, "to_year": 2025,
             "cny": money(r["spend_2021_2025_100m_cny"]), "source": r["source"],
             "evidence": r["evidence"]} for r in facts["projects"]]
