"""What a bureau sets beside the result: yearly statistics, progress of projects, accuracy of the method."""

QUANTITIES = {"schools": "schools", "classes": "classes", "enrolment": "pupils", "entrants": "entrants",
              "leavers": "leavers", "full_time_teachers": "teachers"}
STAGES = ("kindergarten", "primary", "lower_secondary", "upper_secondary")


def statistics(facts):
    """Figures of the district itself, as published; those of the city are not the district's."""
    return [{"year": r["year"], "stage": r["stage"], "quantity": QUANTITIES[r["measure"]], "value": r["value"],
             "note": "亦用于 2020 年；新校区或并入本校计 taken for 2020 too; new campuses may count with their schools"
                     if r["measure"] == "schools" else "",
             "source": r["source"], "evidence": r["evidence"]}
            for r in facts["school_counts"]
            if r["place"] == "Yuecheng" and r["stage"] in STAGES and r["measure"] in QUANTITIES
            and r["evidence"] == "published"]


def progress(facts):
    """Projects whose opening was published are built; approvals, budgets and spending were not found."""
    out = []
    for r in facts["projects"]:
        if not r["outcome"].startswith("opened September 2021"):
            continue
        note, _, source = r["outcome"].rpartition(" - ")
        out.append({"project": r["project"], "as_of": "2021-09-01", "built_percent": 100,
                    "note": "2021 年 9 月开学 " + note,
                    "source": source, "evidence": "published"})
    return out


def accuracy(facts):
    """Scores of the method on another district's rolls: Yuecheng's own are not published."""
    return [dict(r, rolls_of="新泽西州 193 个学区 (193 school districts of New Jersey), 2012-2022",
                 source="xuewei backtest on the fall enrolment of the New Jersey Department of Education",
                 evidence="estimated") for r in facts["accuracy_new_jersey"]]
