"""Residents of 2020 by zone, sex and single age, and the rates that carry them on."""
import math

from making import arith
from making import people as national

SEXES, OPEN_AGE = national.SEXES, national.OPEN_AGE
FIRST, LAST, SEPTEMBER = national.FIRST, national.LAST, national.SEPTEMBER
CENSUS = 2653489
MALES_PER_FEMALE = 1.0772
# The universities of 江川路 and 吴泾 (the plans name 交大 and 华东师大): shares assumed, for want of a list.
DORMITORIES = {"江川路街道": 0.6, "吴泾镇": 0.4}
DORMITORY_AGES = national.DORMITORY_AGES
# Children leave the city as they come near the age of secondary school, from the year after this one on.
LEAVE_AFTER, LEAVE_UNTIL = 6, 17
# Total fertility of the step 2020 as in the Yuecheng case: Zhejiang's 1.04 x children aged 0 per 1000 women
# aged 15-49, Minhang's 0.0054 / 0.2607 against Zhejiang's 29.56.
TFR_2020 = 1.04 * (1000 * 0.0054 / 0.2607) / 29.56
# Net adults and children under 6 who come in a year, assumed: with the children who leave they hold the number
# of residents about level to 2025, as the city's.
MIGRANTS = 16000
MIGRANT_AGES = [g for g in national.MIGRANT_AGES if g[1] <= 5 or g[0] >= 18]
MIGRANT_MALE = national.MIGRANT_MALE


def groups(facts):
    """[(first age, width, {sex: persons})]: the published shares of the census's total, by sex in the city's
    proportions of each group, moved by one factor to the published ratio of the sexes."""
    rows = facts["census_2020"]
    persons = arith.share(CENSUS, [float(r["share"]) for r in rows])
    odds = []
    for r in rows:
        of = {q["sex"]: int(q["persons"]) for q in facts["shanghai_2020"] if q["age_from"] == r["age_from"]}
        odds.append(of["m"] / of["f"])
    low, high = 0.5, 2.0
    males = CENSUS * MALES_PER_FEMALE / (1 + MALES_PER_FEMALE)
    for _ in range(60):
        factor = (low + high) / 2
        sum_ = math.fsum(n * factor * o / (1 + factor * o) for n, o in zip(persons, odds))
        low, high = (factor, high) if sum_ < males else (low, factor)
    men = [n * factor * o / (1 + factor * o) for n, o in zip(persons, odds)]
    men = arith.share(round(males), men)
    out = []
    for r, n, m in zip(rows, persons, men):
        first = int(r["age_from"])
        width = int(r["age_to"]) - first + 1 if r["age_to"] else 1
        out.append((first, width, {"m": m, "f": n - m}))
    return out


def born(facts, age):
    """Births of the city, thousand, of those aged `age` on 1 November 2020."""
    births = {int(r["year"]): float(r["births_thousand"]) for r in facts["births"] if r["place"] == "Shanghai"}
    return (10 * births[2020 - age] + 2 * births[2019 - age]) / 12


def staying(facts):
    """Share of children who are still there a year later, from age 6 on: with the city's births it explains
    why the census has so many fewer children aged 10-14 than 5-9."""
    size = {first: sum(by.values()) for first, _, by in groups(facts)}
    want = size[10] / size[5]
    low, high = 0.5, 1.0
    part = lambda stay, first: math.fsum(weight(facts, a, stay) for a in range(first, first + 5))
    for _ in range(60):
        stay = (low + high) / 2
        low, high = (stay, high) if part(stay, 10) / part(stay, 5) < want else (low, stay)
    return stay


def weight(facts, age, stay):
    """In what proportion the single ages share their group."""
    return born(facts, age) * stay ** max(0, age - LEAVE_AFTER)


def district(facts):
    """Household and institutional residents: {sex: [age]} each, whole persons. Every age group comes back."""
    stay = staying(facts)
    home = {s: [0] * (OPEN_AGE + 1) for s in SEXES}
    away = {s: [0] * (OPEN_AGE + 1) for s in SEXES}
    by_group = {first: (width, by) for first, width, by in groups(facts)}
    for first in (0, 1, 5, 10):
        width, by = by_group[first]
        for s in SEXES:
            weights = [weight(facts, a, stay) for a in range(first, first + width)]
            home[s][first:first + width] = arith.share(by[s], weights)
    for s in SEXES:
        for a in range(15, 20):
            home[s][a] = round(home[s][14] * stay ** (a - 14))
        rest = by_group[15][1][s] - sum(home[s][15:20])
        ages = sorted(DORMITORY_AGES)
        for a, n in zip(ages, arith.share(rest, [DORMITORY_AGES[a] for a in ages])):
            away[s][a] = n
        adults = [(first, width, by[s]) for first, (width, by) in sorted(by_group.items())
                  if 20 <= first < OPEN_AGE]
        years = arith.single_years(adults)
        for first, width, count in adults:
            home[s][first:first + width] = arith.share(count, [years[first + i] for i in range(width)])
        home[s][OPEN_AGE] = by_group[OPEN_AGE][1][s]
    return home, away


def residents(towns):
    """Residents of 2020 by town: the figures found, all raised by one factor to the census's total."""
    return arith.share(CENSUS, [int(t["figure"]) for t in towns])


def zones(facts, places):
    """Add to every zone `home` and `away`: 172 counts, women 0..85 then men 0..85. All zones have the ages of
    the district: nothing is published below it."""
    home, away = district(facts)
    want, wide = national.columns(home), national.columns(away)
    names = sorted(DORMITORIES)
    dormitory = dict(zip(names, arith.share(sum(wide), [DORMITORIES[t] for t in names])))
    totals = []
    for t in facts["towns"]:
        inside = [z for z in places if z["town"] == t["town"]]
        people = int(t["population_2020"]) - dormitory.get(t["town"], 0)
        totals += arith.share(people, [z["weight"] for z in inside])
    table = [[n * v / sum(want) for v in want] for n in totals]
    for z, line in zip(places, arith.round_margins(table, totals, want)):
        z["home"], z["away"] = line, [0] * len(line)
    sites = []
    for t in names:
        inside = sorted((z for z in places if z["town"] == t), key=lambda z: z["zone"])[-2:]
        sites += list(zip(inside, arith.share(dormitory[t], [1, 1])))
    table = [[n * v / sum(wide) for v in wide] for _, n in sites]
    for (z, _), line in zip(sites, arith.round_margins(table, [n for _, n in sites], wide)):
        z["away"] = line


def on_september(zone, age):
    """Household children aged `age` on 1 September 2020, both sexes."""
    return national.on_september(zone, age)


def level(facts, shape):
    """{year: total fertility of its step}: 0.73, then with the city's births per woman, flat after 2024."""
    births = {int(r["year"]): float(r["births_thousand"]) for r in facts["births"] if r["place"] == "Shanghai"}
    china = {int(r["year"]): float(r["births_thousand"]) for r in facts["births"] if r["place"] == "China"}
    births[2025] = births[2024] * china[2025] / china[2024]
    steps = {y: (2 * births[y] + 10 * births[y + 1]) / 12 for y in range(2020, 2025)}
    women = arith.single_years([
        (int(r["age_from"]), 5, int(r["persons"])) for r in facts["shanghai_2020"]
        if r["sex"] == "f" and 10 <= int(r["age_from"]) < OPEN_AGE])
    per = {}
    for y in steps:
        p = shape[national.period(y)]
        per[y] = steps[y] / math.fsum(p[a] * women[a - (y - 2020)] for a in range(15, 50))
    out = {y: TFR_2020 * per[y] / per[2020] for y in steps}
    for y in range(2025, LAST + 1):
        out[y] = out[2024]
    return out


def fertility(facts):
    """[(year, age, rate)]: level after the city's births per woman, shape of WPP 2024."""
    shape = {}
    for p in sorted({r["period"] for r in facts["wpp_fertility_shape"]}):
        shape[p] = arith.single_years([(int(r["age"][:2]), 5, float(r["percent"]))
                                       for r in facts["wpp_fertility_shape"] if r["period"] == p])
    of = level(facts, shape)
    out = []
    for year in range(FIRST, LAST + 1):
        p = shape[national.period(year)]
        total = math.fsum(p.values())
        out += [(year, age, of[year] * p[age] / total) for age in range(15, 50)]
    return out


def migration(facts):
    """[(year, sex, age, net migrants per resident, whether estimated)], at the age at the end of the step:
    adults and small children come, children leave from the year after their sixth birthday on."""
    home, _ = district(facts)
    weight_ = {a: w for first, last, w in MIGRANT_AGES for a in range(first, last + 1)}
    total = sum(weight_.values())
    leave = staying(facts) - 1
    out = []
    for year in range(FIRST, LAST + 1):
        for s in SEXES:
            part = MIGRANT_MALE if s == "m" else 1.0 - MIGRANT_MALE
            for age in range(MIGRANT_AGES[-1][1] + 1):
                if age in weight_:
                    out.append((year, s, age, MIGRANTS * part * weight_[age] / total / home[s][age], False))
                elif LEAVE_AFTER < age <= LEAVE_UNTIL:
                    out.append((year, s, age, leave, True))
    return out
