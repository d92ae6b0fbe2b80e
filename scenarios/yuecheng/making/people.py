"""Residents of 2020 by zone, sex and single age, and the rates that carry them on."""
import math

from . import arith

SEXES = ("f", "m")
OPEN_AGE = 85
FIRST, LAST = 2020, 2035
LIHAI = "沥海街道"
SEPTEMBER = 10.0 / 12.0  # of the year from 1 November, the day of the census, to 1 September

# Young adults with families live in the new towns, fewer children in the villages: assumed, small,
# and taken back by the fit to the totals. Factor on ages 0-14 and 25-39 of a town's structure.
TILT = {
    "灵芝街道": 1.12, "迪荡街道": 1.10, "马山街道": 1.06, "斗门街道": 1.06, "东浦街道": 1.04,
    "府山街道": 0.95, "塔山街道": 0.95, "陶堰街道": 0.94, "孙端街道": 0.92, "鉴湖街道": 0.92,
    "富盛镇": 0.88,
}
CHILDREN_AND_PARENTS = set(range(0, 15)) | set(range(25, 40))
# Where the students and the young workers in dormitories are put: assumed, for want of a list.
DORMITORIES = {"城南街道": 0.30, "灵芝街道": 0.30, "稽山街道": 0.20, "斗门街道": 0.10, "马山街道": 0.10}
DORMITORY_AGES = {15: 0.05, 16: 0.07, 17: 0.10, 18: 0.38, 19: 0.40}

# Total fertility of the step 2020, estimated: Zhejiang's 1.04 x 23.29 / 29.56 (children of age 0
# per 1000 women 15-49). The census misses infants, so it is more likely low than high.
TFR_2020 = 0.82
# Net migrants by step, assumed: residents come near what was published for 2022 and 2023, then
# the inflow dies away within ten years.
MIGRANTS = {2020: 16000, 2021: 16000, 2022: 15000, 2023: 12500, 2024: 10000, 2025: 9000,
            2026: 8000, 2027: 7000, 2028: 6000, 2029: 5000, 2030: 4000, 2031: 3000, 2032: 2000,
            2033: 1000, 2034: 0, 2035: 0}
# (from age, to age, weight of a single age): young adults with their families, assumed. Children
# follow what the census showed: cohorts gained about 0.9 per cent a year from 2010 to 2020.
MIGRANT_AGES = [(0, 5, 52), (6, 11, 42), (12, 14, 32), (15, 17, 45), (18, 19, 160), (20, 21, 330),
                (22, 24, 460), (25, 27, 430), (28, 29, 380), (30, 34, 290), (35, 39, 175),
                (40, 44, 95), (45, 49, 60), (50, 59, 30), (60, 69, 10)]
MIGRANT_MALE = 0.52


def groups(facts, place, sex):
    """[(first age, width, persons)] of a place's census groups."""
    out = []
    for row in facts["census_2020"]:
        if row["place"] == place and row["sex"] == sex:
            first = int(row["age_from"])
            last = int(row["age_to"]) if row["age_to"] else first
            out.append((first, last - first + 1, int(row["persons"])))
    return sorted(out)


def district(facts):
    """Household and institutional residents of the 16 units: {sex: [age]} each, whole persons.

    Groups of the census come back exactly by sex, and single ages 0-18 of both sexes together are
    those of single_ages_2020.csv.
    """
    single = {int(r["age"]): int(r["persons"]) for r in facts["single_ages_2020"]}
    births = {int(r["year"]): float(r["births_thousand"]) for r in facts["births"]
              if r["place"] == "China WPP"}
    born = lambda age: (10 * births[2020 - age] + 2 * births[2019 - age]) / 12
    single[19] = round(single[18] * born(19) / born(18))
    by_sex = {s: {g[0]: g for g in groups(facts, "Yuecheng", s)} for s in SEXES}
    home = {s: [0] * (OPEN_AGE + 1) for s in SEXES}
    away = {s: [0] * (OPEN_AGE + 1) for s in SEXES}
    for first, width in ((0, 1), (1, 4), (5, 5), (10, 5)):
        ages = range(first, first + width)
        men = arith.share(by_sex["m"][first][2], [single[a] for a in ages])
        for a, m in zip(ages, men):
            home["m"][a], home["f"][a] = m, single[a] - m
    male = by_sex["m"][10][2] / (by_sex["m"][10][2] + by_sex["f"][10][2])
    for a in range(15, 20):
        home["m"][a] = round(single[a] * male)
        home["f"][a] = single[a] - home["m"][a]
    for s in SEXES:
        rest = by_sex[s][15][2] - sum(home[s][15:20])
        for a, n in zip(sorted(DORMITORY_AGES),
                        arith.share(rest, [DORMITORY_AGES[a] for a in sorted(DORMITORY_AGES)])):
            away[s][a] = n
        adults = [g for g in groups(facts, "Yuecheng", s) if 20 <= g[0] < OPEN_AGE]
        years = arith.single_years(adults)
        for first, width, count in adults:
            for k, n in enumerate(arith.share(count, [years[first + i] for i in range(width)])):
                home[s][first + k] = n
        home[s][OPEN_AGE] = by_sex[s][OPEN_AGE][2]
    return home, away


def columns(by_sex):
    return [n for s in SEXES for n in by_sex[s]]


def zones(facts, places):
    """Add to every zone `home` and `away`: 172 counts, women 0..85 then men 0..85."""
    home, away = district(facts)
    towns = {t["town"]: t for t in facts["towns"]}
    dormitory = dict(zip(sorted(DORMITORIES), arith.share(
        sum(columns(away)), [DORMITORIES[t] for t in sorted(DORMITORIES)])))
    census = [t for t in towns if t != LIHAI]
    for zone in places:
        zone["home"], zone["away"] = None, [0] * (2 * (OPEN_AGE + 1))
    want = columns(home)
    people = [int(towns[t]["population_2020"]) - dormitory.get(t, 0) for t in census]
    seed = [[n * (TILT.get(t, 1.0) if i % (OPEN_AGE + 1) in CHILDREN_AND_PARENTS else 1.0)
             for i, n in enumerate(want)] for t in census]
    structure = dict(zip(census, arith.fit_margins(seed, people, want)))
    _spread(places, census, structure, dict(zip(census, people)), want)
    total = int(towns[LIHAI]["population_2020"])
    structure = {LIHAI: [float(n) for n in arith.share(total, want)]}
    _spread(places, [LIHAI], structure, {LIHAI: total}, [int(v) for v in structure[LIHAI]])
    _house_students(places, dormitory, columns(away))


def _spread(places, names, structure, people, want):
    """Share each town's people over its zones, and round all their cells at once."""
    rows, totals, table = [], [], []
    for t in names:
        inside = [z for z in places if z["town"] == t]
        counts = arith.share(people[t], [z["weight"] for z in inside])
        for z, n in zip(inside, counts):
            rows.append(z)
            totals.append(n)
            table.append([v * n / people[t] for v in structure[t]])
    table = arith.fit_margins(table, totals, want)
    for z, line in zip(rows, arith.round_margins(table, totals, want)):
        z["home"] = line


def _house_students(places, dormitory, away):
    """The institutional residents live in the two outermost zones of their towns."""
    names = sorted(dormitory)
    sites = []
    for t in names:
        inside = sorted((z for z in places if z["town"] == t), key=lambda z: z["zone"])[-2:]
        for z, n in zip(inside, arith.share(dormitory[t], [1, 1])):
            sites.append((z, n))
    total = sum(away)
    table = [[n * a / total for a in away] for _, n in sites]
    for (z, _), line in zip(sites, arith.round_margins(table, [n for _, n in sites], away)):
        z["away"] = line


def on_september(zone, age):
    """Household children aged `age` on 1 September 2020, both sexes."""
    stock = lambda a: zone["home"][a] + zone["home"][a + OPEN_AGE + 1]
    return SEPTEMBER * stock(age) + (1 - SEPTEMBER) * stock(age + 1)


def period(year):
    first = year - year % 5
    return "%d-%d" % (first, first + 5)


def fertility(facts):
    """[(year, age, rate)]: level after Zhejiang's births per woman, shape of WPP 2024."""
    shape = {}
    for p in sorted({r["period"] for r in facts["wpp_fertility_shape"]}):
        rows = [r for r in facts["wpp_fertility_shape"] if r["period"] == p]
        shape[p] = arith.single_years([(int(r["age"][:2]), 5, float(r["percent"])) for r in rows])
    level = tfr_path(facts, shape)
    out = []
    for year in range(FIRST, LAST + 1):
        total = math.fsum(shape[period(year)].values())
        for age in range(15, 50):
            out.append((year, age, level[year] * shape[period(year)][age] / total))
    return out


def births_of_steps(facts):
    """Zhejiang's births, thousand, by step from 1 November: 2/12 of its year, 10/12 of the next."""
    births = {int(r["year"]): float(r["births_thousand"]) for r in facts["births"]
              if r["place"] == "Zhejiang"}
    china = {int(r["year"]): float(r["births_thousand"]) for r in facts["births"]
             if r["place"] == "China"}
    for year in (2024, 2025):
        births[year] = births[year - 1] * china[year] / china[year - 1]
    return {y: (2 * births[y] + 10 * births[y + 1]) / 12 for y in range(2020, 2025)}


def tfr_path(facts, shape):
    """Total fertility by step: 0.82, then with Zhejiang's births per woman, flat after 2024."""
    women = arith.single_years(groups(facts, "Zhejiang", "f"))
    births = births_of_steps(facts)
    weight = {}
    for y in births:
        p = shape[period(y)]
        weight[y] = math.fsum(p[a] * women.get(a - (y - 2020), women[15]) for a in range(15, 50))
    level = {y: TFR_2020 * (births[y] / weight[y]) / (births[2020] / weight[2020]) for y in births}
    for y in range(2025, LAST + 1):
        level[y] = level[2024]
    return level


def mortality(facts):
    """[(year, sex, age, mx)]: WPP 2024, one rate within each age group; 85 and over from its table."""
    out = []
    for year in range(FIRST, LAST + 1):
        rows = [r for r in facts["wpp_mortality"] if r["period"] == period(year)]
        for s in SEXES:
            rates = {int(r["age"].rstrip("+")): float(r["mx_" + s]) for r in rows}
            starts = sorted(rates)
            for age in range(OPEN_AGE):
                out.append((year, s, age, rates[max(a for a in starts if a <= age)]))
            out.append((year, s, OPEN_AGE, 1.0 / life_expectancy(rates, OPEN_AGE)))
    return out


def life_expectancy(rates, age):
    """Years left at `age` under rates constant within five-year groups."""
    alive, years = 1.0, 0.0
    for a in sorted(r for r in rates if r >= age):
        if a == max(rates):
            return years + alive / rates[a]
        later = alive * math.exp(-5.0 * rates[a])
        years += (alive - later) / rates[a]
        alive = later


def migration():
    """[(year, sex, age, persons)] net, at the age at the end of the step."""
    weight = {a: w for first, last, w in MIGRANT_AGES for a in range(first, last + 1)}
    total = sum(weight.values())
    out = []
    for year in range(FIRST, LAST + 1):
        for s in SEXES:
            part = MIGRANT_MALE if s == "m" else 1.0 - MIGRANT_MALE
            for age in sorted(weight):
                out.append((year, s, age, MIGRANTS[year] * part * weight[age] / total))
    return out
