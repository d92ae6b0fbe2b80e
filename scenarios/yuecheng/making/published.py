"""What was published beside the inputs, and norms: the tables `indicators` and `norms`."""
import math

from . import network, people

PLAN = "越政办发〔2022〕33号"
STAGES = ("kindergarten", "primary", "lower_secondary")


def _row(indicator, place, year, stage, value, source, evidence, method, target=""):
    return {"indicator": indicator, "place": place, "year": year, "stage": stage, "value": value,
            "target": target, "doubt_zh": "", "doubt_en": "", "source": source,
            "evidence": evidence, "method": method}


def indicators(facts, zones):
    out = _residents(facts) + _entrants(facts) + _base_rolls(facts, zones)
    out += _campuses_and_peaks(facts)
    return out


def _residents(facts):
    out = []
    for r in facts["population_published"]:
        if r["place"] == "Yuecheng" and r["measure"] == "population" and r["year"] in ("2022", "2023"):
            out.append(_row("residents", "district", r["year"], "", r["value"], r["source"],
                            r["evidence"], "end of the year, with 沥海"))
    census = sum(int(r["persons"]) for r in facts["census_2020"] if r["place"] == "Yuecheng")
    out.append(_row("residents", "census_2020", 2020, "", census,
                    "7th census, county tables (leiii/census, MIT)", "published",
                    "1 November 2020; the 16 units of the old district"))
    infants = sum(int(r["persons"]) for r in facts["census_2020"]
                  if r["place"] == "Yuecheng" and r["age_from"] == "0")
    toddlers = sum(int(r["persons"]) for r in facts["census_2020"]
                   if r["place"] == "Yuecheng" and r["age_from"] == "1")
    row = _row("0 岁人口 residents aged 0", "census_2020", 2020, "", infants,
               "7th census, county tables (leiii/census, MIT)", "published", "1 November 2020")
    row["doubt_zh"] = ("普查 0 岁 %s 人，只有 1 至 4 岁每岁平均 %s 人的 %.0f%%，婴儿可能漏登；照录。"
                       "若有漏登，2023 年起的入园、2026 年起的小学入学和其后各段都偏低"
                       % (format(infants, ","), format(round(toddlers / 4), ","),
                          400.0 * infants / toddlers))
    row["doubt_en"] = ("%s infants were counted, %.0f %% of the mean of ages 1 to 4 (%s): some may have "
                       "been missed. Kept as printed; if so, kindergarten entry from 2023, primary "
                       "from 2026 and what follows are too low"
                       % (format(infants, ","), 400.0 * infants / toddlers,
                          format(round(toddlers / 4), ",")))
    out.append(row)
    lihai = next(t for t in facts["towns"] if t["town"] == people.LIHAI)
    out.append(_row("residents", "lihai", 2020, "", lihai["population_2020"], "mbji.cn 沥海镇",
                    "estimated", "total of 2011; joined the district after the census"))
    return out


def _city(facts, stage, measure):
    return next(r for r in facts["school_counts"] if r["place"] == "Shaoxing" and r["year"] == "2022"
                and r["stage"] == stage and r["measure"] == measure)


def _entrants(facts):
    """The city's entrants of 2022 x Yuecheng's share of the city's children aged 5-9 in 2020.

    Other years than 2022 follow the children of the entry age among the census's single years: the
    city's entrants of those years were not found.
    """
    share = network.share_of_city(facts)
    single = {int(r["age"]): int(r["persons"]) for r in facts["single_ages_2020"]}
    september = people.SEPTEMBER
    entering = lambda year: (september * single[2026 - year] + (1 - september) * single[2027 - year])
    lihai = next(t for t in facts["towns"] if t["town"] == people.LIHAI)
    census = sum(int(r["persons"]) for r in facts["census_2020"] if r["place"] == "Yuecheng")
    whole = 1.0 + int(lihai["population_2020"]) / census
    city = _city(facts, "primary", "entrants")
    out = []
    for year in range(2020, 2024):
        value = int(city["value"]) * share * entering(year) / entering(2022)
        method = "city's entrants of 2022 x %.4f" % share
        if year != 2022:
            method += " x children of the entry age, %d against 2022" % year
        out.append(_row("entrants", "census_2020", year, "primary", round(value), city["source"],
                        "estimated", method))
        out.append(_row("entrants", "district", year, "primary", round(value * whole),
                        city["source"], "estimated", method + " x %.4f for 沥海" % whole))
    for stage in ("kindergarten", "lower_secondary"):
        city = _city(facts, stage, "entrants")
        out.append(_row("entrants", "census_2020", 2022, stage, round(int(city["value"]) * share),
                        city["source"], "estimated", "city's entrants of 2022 x %.4f" % share))
    return out


def _base_rolls(facts, zones):
    out = []
    single = {int(r["age"]): int(r["persons"]) for r in facts["single_ages_2020"]}
    for stage in STAGES:
        first = network.FIRST_AGE[stage]
        ages = range(first, first + network.GRADES[stage])
        ratio = network.ratios(facts)[stage]
        children = sum(single[a] for a in ages)
        out.append(_row("roll", "census_2020", 2020, stage, round(children * ratio),
                        "single years of the census", "estimated",
                        "%d children aged %d-%d on 1 November x %.4f"
                        % (children, ages[0], ages[-1], ratio)))
        out.append(_row("mean_class", "district", 2020, stage, network.MEAN_CLASS[stage],
                        "new entry classes of 2021: 39.0 to 40.5 pupils; one school of 53", "assumed",
                        "pupils a class from which the rooms of 2020 are made"))
    share = next(r for r in facts["school_counts"] if r["measure"] == "enrolment_by_share")
    out.append(_row("primary roll by share of the city 按全市占比推算小学在校生", "census_2020", 2020,
                    "primary", share["value"], share["source"], "estimated",
                    "cross-check of the roll of 2020"))
    return out


def _campuses_and_peaks(facts):
    names = {"first_year_classes": "first-year classes of five new campuses 五所新校区起始年级班数",
             "entrants": "first-year entrants of five new campuses 五所新校区起始年级新生数"}
    out = []
    for r in facts["school_counts"]:
        if r["stage"] == "all new campuses":
            out.append(_row(names[r["measure"]], "district", 2021, "", r["value"], r["source"],
                            r["evidence"], "opened September 2021: projects 1 to 4 and 北海小学梅山校区"))
        if r["place"] == "Yuecheng" and r["measure"] == "schools":
            out.append(_row("schools 学校数", "district", r["year"], r["stage"], r["value"],
                            r["source"], r["evidence"], "taken for 2020"))
    for stage, year in (("kindergarten", 2020), ("primary", 2023), ("lower_secondary", 2029),
                        ("upper_secondary", 2032)):
        out.append(_row("peak year, Zhejiang 浙江学龄人口峰值年", "district", 2022, stage, year,
                        "provincial education institute, in the press", "published",
                        "the province's, for comparison"))
    return out


def norms(facts):
    """Rows of the table `norms`; the class sizes are what a run seats by."""
    found = {(r["stage"], r["quantity"]): r for r in reversed(facts["standards"])}
    named = [("primary", "class_size_norm", "class_size_max"),
             ("primary", "school_size_max", "school_size_max_pupils"),
             ("primary", "service_radius_m", "service_radius_m"),
             ("primary", "pupils_per_staff", "pupil_teacher_ratio"),
             ("primary", "warning_yellow", "warning_yellow_ratio_min"),
             ("primary", "warning_red", "warning_red_ratio_min"),
             ("lower_secondary", "class_size_norm", "class_size_max"),
             ("lower_secondary", "school_size_max", "school_size_max_pupils"),
             ("lower_secondary", "service_radius_m", "service_radius_m"),
             ("lower_secondary", "pupils_per_staff", "pupil_teacher_ratio"),
             ("lower_secondary", "warning_yellow", "warning_yellow_ratio_min"),
             ("lower_secondary", "warning_red", "warning_red_ratio_min"),
             ("upper_secondary", "class_size_norm", "class_size_design"),
             ("upper_secondary", "pupils_per_staff", "pupil_teacher_ratio"),
             ("kindergarten", "class_size_norm", "class_size_max_mixed"),
             ("kindergarten", "school_size_max", "school_size_max_pupils"),
             ("kindergarten", "service_radius_m", "service_radius_m")]
    out = []
    for stage, quantity, key in named:
        r = found[stage, key]
        out.append({"stage": stage, "quantity": quantity, "value": r["value"],
                    "source": r["title"] + ("" if r["source"] == "recalled" else "; " + r["source"]),
                    "evidence": r["evidence"], "method": r["note"]})
    ours = [("kindergarten", "class_size_stretch", 35, "size of the last year's class"),
            ("kindergarten", "class_size_limit", 40, "a third over the mixed class"),
            ("primary", "class_size_stretch", 50, "five over the norm"),
            ("primary", "class_size_limit", 65, "66 and over is an oversize class (超大班额)"),
            ("lower_secondary", "class_size_stretch", 55, "56 and over is a large class (大班额)"),
            ("lower_secondary", "class_size_limit", 65, "66 and over is an oversize class (超大班额)")]
    for stage, quantity, value, why in ours:
        out.append({"stage": stage, "quantity": quantity, "value": value, "source": "this model",
                    "evidence": "assumed", "method": why})
    order = {s: i for i, s in enumerate(STAGES + ("upper_secondary",))}
    return sorted(out, key=lambda r: order[r["stage"]])
