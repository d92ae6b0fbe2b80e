"""Who is admitted in which order and where: the tables `tiers` and `admission_areas`."""

STAGES = ("primary", "lower_secondary")
DIGITS = 6


def registered(facts):
    """Registered people per resident, the beginning of 2022: what there is of residence status."""
    of = {(r["year"], r["measure"]): float(r["value"]) for r in facts["population_published"]
          if r["place"] == "Yuecheng"}
    return of["2021", "hukou_population"] / of["2022", "population"]


def tiers(facts):
    """Rows of the table `tiers`. Rights are published, order and shares estimated; `home` takes what the
    other shares leave, so that they sum to 1."""
    share = registered(facts)
    whole = {"all": 1.0, "registered": share, "others": 1.0 - share}
    shares = {r["tier"]: round(whole[r["share_of"]] * float(r["share"]), DIGITS)
              for r in facts["admission"] if r["share"]}
    rest = [r["tier"] for r in facts["admission"] if not r["share"]]
    assert rest == ["home"]
    shares["home"] = round(1.0 - sum(shares.values()), DIGITS)
    basis = "829,100 registered (beginning of 2022) per 1,115,000 residents (2022)"
    for stage in STAGES:
        for r in facts["admission"]:
            yield dict(r, stage=stage, share=("%.*f" % (DIGITS, shares[r["tier"]])).rstrip("0"),
                       private_losers="behind", migrants="yes" if r["tier"] == "card" else "",
                       evidence="estimated",
                       method="%s；比例：按户籍人口与常住人口之比等估计。 %s; share: %s, from %s"
                       % (r["rule_zh"], r["rule_en"], r["basis"], basis))


def areas(facts, zones):
    """Rows of the table `admission_areas`: the old city by stage; every other town is an area of its own. Of
    a town that is divided the zones nearest to the old city, the southern ones, belong to it."""
    for row in facts["admission_areas"]:
        inside = set(row["towns"].split())
        part = sorted((z for z in zones if z["town"] == row["part_of"]), key=lambda z: z["lat"])
        south = {z["zone"] for z in part[:round(len(part) * float(row["part_share"] or 0))]}
        for z in zones:
            old = z["town"] in inside or z["zone"] in south
            divided = z["town"] == row["part_of"]
            yield {"stage": row["stage"], "zone": z["zone"],
                   "area": row["area"] if old else z["town_en"].lower(),
                   "source": row["source"], "evidence": "assumed" if divided else row["evidence"],
                   "method": "southern half of its zones: their villages are not known" if divided
                   else row["note"]}
