"""The plan's 43 indicators: the tables `register` and `expenditure`. What is odd is kept and doubted."""

PLAN = "越政办发〔2022〕33号"
CATEGORY = [(range(1, 10), "教育发展", "Development"), (range(10, 20), "教育公平", "Equity"),
            (range(20, 26), "教育保障", "Resources"), (range(26, 44), "正文", "Text of the plan")]
UNIT = {"%": ("%", "%"), "index": ("指数", "index"), "ratio": ("", ""), "count": ("个", ""),
        "10k_CNY": ("万元", "CNY 10,000"), "CNY": ("元", "CNY"), "direction": ("人", "pupils")}
# What the row counts, where its name does not say it.
DEFINITION = {
    1: ("在园幼儿不论年龄，与 3—5 岁人口之比，可大于 100%。",
        "Children in kindergarten of any age, per child aged 3 to 5; may be above 100 %."),
    2: ("升入普通高中和中等职业学校的初中毕业生比例。",
        "Leavers of lower secondary school who go on, to general or vocational schools."),
    10: ("在公办园和普惠性民办园的幼儿占在园幼儿的比例。",
         "Children in public and inclusive private kindergartens, among all in kindergarten."),
    11: ("浙江省优质均衡评估的小学校际差异系数，多项资源的综合值。",
         "The province's composite coefficient of several resources between primary schools."),
    12: ("同上，初中。", "The same between lower secondary schools."),
    13: ("优质高中招生名额中分配到各初中的比例，不是完成率。",
         "Share of the places of selective upper secondary schools that is allotted; not what is taken up."),
    22: ("一般公共预算中的教育支出，按年只增不减。", "Education in the general public budget; it may only rise."),
    31: ("公办园占幼儿园总数的比例。", "Public kindergartens among all."),
    32: ("公办园在园幼儿占全部在园幼儿的比例。", "Children in public kindergartens among all in kindergarten."),
    34: ("规划期内新增的公办幼儿园。", "Public kindergartens added within the plan."),
    42: ("小学全部班级的平均人数。", "Mean size of all primary classes."),
    43: ("初中全部班级的平均人数。", "Mean size of all lower secondary classes."),
}
# measure, factor, how it stands to the definition.
COMPUTED = {
    1: ("gross_enrolment_kindergarten", 100,
        "模型：推算在园幼儿 ÷ 3—5 岁常住儿童 × 100；分子由入园比例假定而来。",
        "Model: simulated kindergarten rolls / resident children aged 3–5 × 100; rolls follow an assumed participation."),
    22: ("expenditure_cny", 0.0001, "取自 expenditure 表，目前只有 2020 年。",
         "From the table expenditure, so far 2020 alone."),
    23: ("expenditure_per_pupil_cny_kindergarten", 1, "同上。", "Likewise."),
    24: ("expenditure_per_pupil_cny_primary", 1, "同上。", "Likewise."),
    25: ("expenditure_per_pupil_cny_lower_secondary", 1, "同上。", "Likewise."),
    34: ("public_schools_opened_kindergarten", 1,
         "模型：2020 学年之后开办的公办幼儿园，只有 35 个项目表所列。",
         "Model: public kindergartens opened after 2020, of the table of 35 projects alone."),
    42: ("mean_class_primary", 1, "模型：在校生 ÷ 班数；2020 年的教室由假定的班额推得。",
         "Model: pupils / classes; the rooms of 2020 follow from an assumed class size."),
    43: ("mean_class_lower_secondary", 1, "模型：在校生 ÷ 班数；2020 年的教室由假定的班额推得。",
         "Model: pupils / classes; the rooms of 2020 follow from an assumed class size."),
}
NEEDS = {
    2: ("模型以公布的 99.5% 为假定，不另行计算。", "The model takes the published 99.5 % for given: it computes nothing here."),
    10: ("需各园办学性质、收费和在园数据；模型中均假定为公办。",
         "Needs who runs each kindergarten and its roll; the model takes all for public."),
    11: ("需省评估所用各校资源数据（表 resources 未给出）。", "Needs the schools' resources that the province assesses (no table resources)."),
    12: ("需省评估所用各校资源数据（表 resources 未给出）。", "Needs the schools' resources that the province assesses (no table resources)."),
    13: ("需招生计划；完成率见表 quota。", "Needs the plans of admission; what is taken up is of table quota."),
    31: ("需各园办学性质；模型中均假定为公办。", "Needs who runs each kindergarten; the model takes all for public."),
    32: ("需各园办学性质；模型中均假定为公办。", "Needs who runs each kindergarten; the model takes all for public."),
}
USUAL = ("需主管部门统计。", "Needs the bureau's statistics.")
DIRECTION = {5: "at_most", 11: "at_most", 12: "at_most"}
DOUBTS = {
    10: ("目标 96.5 低于基期 97.6，照录。", "The target of 96.5 is below the baseline of 97.6. Kept as printed."),
    11: ("正文写“中小学 0.33、0.25”，与表中先小学后初中的次序相反，且已四舍五入；目标等于基期，照录。",
         "The text gives 0.33 and 0.25, lower secondary first and rounded, against the order of the table; the target equals the baseline. Kept as printed."),
    14: ("正文为学前三年入园率 96% 以上，表中为 97，两者并存，照录。", "The text says 96 % and above, the table 97. Both are kept as printed."),
    16: ("正文为高中段 93% 以上，表中为 94，两者并存，照录。", "The text says 93 % and above, the table 94. Both are kept as printed."),
    19: ("表中 43，正文 43.3（14 个共同体），照录。", "The table gives 43, the text 43.3 with 14 communities. Kept as printed."),
    34: ("规划新增 15 所以上，35 个建设项目中只有 3 个幼儿园项目（6、16、17 号），照录。",
         "The plan adds 15 and more; the 35 projects hold three kindergartens (6, 16, 17). Kept as printed."),
    39: ("表中为 97，正文为 96，照录。", "The table has 97, the text 96. Kept as printed."),
    40: ("表中为 94，正文为 93，照录。", "The table has 94, the text 93. Kept as printed."),
    41: ("正文另写“其中正高级教师占比 9%”，与正高级教师 15 人不符，疑为 9‰，照录。",
         "The text adds that 9 % are full seniors, which does not go with 15 of them; perhaps 9 per mille. Kept as printed."),
}


def _target(ident, printed):
    """Direction, number and printed text in both languages."""
    if ident in (42, 43):
        return "falls", "", ("缩小", "smaller")
    if printed == "逐年只增不减":
        return "never_falls", "", ("逐年只增不减", "may only rise")
    if printed == "":
        return "none", "", ("", "")
    if printed.startswith(">="):
        return "at_least", printed[2:], ("≥" + printed[2:], "≥" + printed[2:])
    if printed.startswith(">"):
        return "above", printed[1:], ("＞" + printed[1:], ">" + printed[1:])
    return DIRECTION.get(ident, "at_least"), printed, ("", "")


def register(facts):
    out = []
    for r in facts["plan_indicators"]:
        i = int(r["id"])
        direction, target, text = _target(i, r["target_2025"])
        base = r["baseline_2020"]
        measure, factor, zh, en = COMPUTED.get(i, ("", "", "", ""))
        zh, en = (zh, en) if zh else NEEDS.get(i, USUAL)
        unit = UNIT[r["unit"]]
        category = next(c for c in CATEGORY if i in c[0])
        sub = "（%s）" % r["sub_zh"] if r["sub_zh"] else ""
        defined = DEFINITION.get(i, ("", ""))
        doubt = DOUBTS.get(i, ("", ""))
        out.append({
            "code": "Y%02d" % i, "category_zh": category[1], "category_en": category[2],
            "name_zh": r["indicator_zh"] + sub, "name_en": r["indicator_en"],
            "unit_zh": unit[0], "unit_en": unit[1],
            "definition_zh": defined[0] or r["indicator_zh"] + sub + "。",
            "definition_en": defined[1] or r["indicator_en"] + ".",
            "direction": direction, "baseline": base,
            "baseline_year": 2020 if base or direction == "falls" else "", "target": target,
            "target_year": 2025 if direction not in ("never_falls", "none") else "",
            "target_zh": text[0], "target_en": text[1],
            "family": "difference" if i in (11, 12) else "", "measure": measure, "factor": factor,
            "computed_zh": zh, "computed_en": en, "doubt_zh": doubt[0], "doubt_en": doubt[1],
            "source": r["source"], "evidence": r["evidence"],
            "method": "row %d of facts/plan_indicators.csv" % i})
    return out


def expenditure(facts):
    items = {22: ("total", "", 10000), 23: ("per_pupil", "kindergarten", 1),
             24: ("per_pupil", "primary", 1), 25: ("per_pupil", "lower_secondary", 1)}
    out = []
    for r in facts["plan_indicators"]:
        if int(r["id"]) in items:
            item, stage, factor = items[int(r["id"])]
            out.append({"item": item, "stage": stage, "year": 2020,
                        "cny": "%.2f" % (float(r["baseline_2020"]) * factor), "source": r["source"],
                        "evidence": r["evidence"], "method": r["indicator_zh"] + ", " + r["unit"]})
    return out
