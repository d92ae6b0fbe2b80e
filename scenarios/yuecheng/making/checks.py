"""Totals that must come back, and the district's entry by year, projected here on its own."""
from . import network, people

BIRTHS_RATIO = 1.09  # boys per girl: 3051 / 2801 at age 0 of the census


def run(made, say=print):
    """Faults as sentences; what was computed goes to `say`."""
    faults = []

    def equal(what, value, want):
        if value != want:
            faults.append("%s is %s, not %s" % (what, value, want))

    def near(what, value, want, share):
        if abs(value - want) > share * want:
            faults.append("%s is %.0f, not within %g %% of %.0f" % (what, value, 100 * share, want))

    _people(made, equal)
    _money(made, equal)
    _rolls(made, equal, near, say)
    _entry(made, faults, near, say)
    return faults


def _people(made, equal):
    facts, zones = made["facts"], made["zones"]
    census = [z for z in zones if z["group"] == "census_2020"]
    equal("residents of the 16 units", sum(sum(z["home"]) + sum(z["away"]) for z in census), 1020037)
    equal("residents of 沥海", sum(sum(z["home"]) for z in zones if z["group"] == "lihai"), 58795)
    equal("zones", len(zones), 300)
    wide = people.OPEN_AGE + 1
    for town in facts["towns"]:
        inside = [z for z in zones if z["town"] == town["town"]]
        equal("residents of " + town["town"], sum(sum(z["home"]) + sum(z["away"]) for z in inside),
              int(town["population_2020"]))
    for s, offset in (("f", 0), ("m", wide)):
        for first, width, persons in people.groups(facts, "Yuecheng", s):
            equal("sex %s, age %d and on" % (s, first),
                  sum(z[k][offset + a] for z in census for k in ("home", "away")
                      for a in range(first, first + width)), persons)
    for r in facts["single_ages_2020"]:
        a = int(r["age"])
        equal("children aged %d" % a, sum(z["home"][a] + z["home"][wide + a] for z in census),
              int(r["persons"]))


def _money(made, equal):
    projects = made["projects"]
    equal("projects", [p["project"] for p in projects], list(range(1, 36)))
    equal("classes named", sum(int(p["classes"] or 0) for p in projects), 1137)
    equal("investment", sum(p["cost_cny"] for p in projects), 7780000000)
    equal("investment 2021-2025", sum(s["cny"] for s in made["spend"]), 4839000000)
    codes = [s["school"] for s in made["existing"] + made["created"]]
    equal("school codes", len(set(codes)), len(codes))
    equal("schools of the projects", [p["school"] for p in projects if p["school"] not in codes], [])


def _rolls(made, equal, near, say):
    facts, zones = made["facts"], made["zones"]
    here = [s for s in made["existing"] if not s["opens"]]
    for stage in network.LETTER:
        schools = [s for s in here if s["stage"] == stage]
        equal("schools, " + stage, len(schools), network.count(facts, stage))
        pupils = sum(sum(s["pupils_2020"]) for s in schools)
        classes = sum(sum(s["classes_2020"]) for s in schools)
        say("%-16s %5d pupils, %4d classes of %.2f, %4d rooms, largest class %.1f"
            % (stage, pupils, classes, pupils / classes, sum(s["rooms"] for s in schools),
               max(n / c for s in schools for n, c in zip(s["pupils_2020"], s["classes_2020"]))))
        near("mean class, %s, x 1000" % stage, 1000 * pupils / classes,
             1000 * network.MEAN_CLASS[stage], 0.005)
    census = [z for z in zones if z["group"] == "census_2020"]
    expected = {"primary": 55148, "lower_secondary": 24719}
    for stage, want in expected.items():
        first = network.FIRST_AGE[stage]
        roll = network.ratios(facts)[stage] * sum(
            people.on_september(z, a) for z in census
            for a in range(first, first + network.GRADES[stage]))
        near("roll of 2020, " + stage, roll, want, 0.02)


def _survival(facts):
    """{(year, sex): [survival into age a]} from the rates, deaths spread evenly over the year."""
    rates = {}
    for year, s, age, mx in people.mortality(facts):
        rates.setdefault((year, s), []).append(mx)
    out = {}
    for key, mx in rates.items():
        q = [m / (1 + 0.5 * m) for m in mx]
        alive = [1.0]
        for v in q[:-1]:
            alive.append(alive[-1] * (1 - v))
        years = [(a + b) / 2 for a, b in zip(alive, alive[1:])] + [alive[-1] / mx[-1]]
        share = [years[0]] + [years[a] / years[a - 1] for a in range(1, len(years) - 1)]
        share.append(years[-1] / (years[-1] + years[-2]))
        out[key] = share
    return out


def project(facts, zones, migration=1.0):
    """[(year, {sex: [persons by age]})] at 1 November, households of all zones together."""
    wide = people.OPEN_AGE + 1
    now = {s: [float(sum(z["home"][o + a] for z in zones)) for a in range(wide)]
           for s, o in (("f", 0), ("m", wide))}
    fertility = {(y, a): r for y, a, r in people.fertility(facts)}
    moves = {(y, s, a): n * migration for y, s, a, n in people.migration()}
    survival = _survival(facts)
    out = [(people.FIRST, now)]
    for year in range(people.FIRST, people.LAST):
        later = {}
        for s in people.SEXES:
            share = survival[year, s]
            later[s] = [0.0] + [now[s][a - 1] * share[a] for a in range(1, wide - 1)]
            later[s].append((now[s][-2] + now[s][-1]) * share[-1])
        births = sum(fertility[year, a] * (now["f"][a] + later["f"][a]) / 2 for a in range(15, 50))
        for s in people.SEXES:
            part = BIRTHS_RATIO / (1 + BIRTHS_RATIO) if s == "m" else 1 / (1 + BIRTHS_RATIO)
            later[s][0] = births * part * survival[year, s][0]
            later[s] = [max(0.0, n + moves.get((year, s, a), 0.0)) for a, n in enumerate(later[s])]
        out.append((year + 1, later))
        now = later
    return out


def entry(facts, zones, migration=1.0):
    """{stage: {school year: entrants}} of the district, fractions kept."""
    history = dict(project(facts, zones, migration))
    both = {y: [f + m for f, m in zip(p["f"], p["m"])] for y, p in history.items()}
    f = people.SEPTEMBER

    def children(year, age):
        if year == people.FIRST:
            return f * both[year][age] + (1 - f) * both[year][age + 1]
        return (1 - f) * both[year - 1][age] + f * both[year][age]

    ratio = network.ratios(facts)
    years = range(people.FIRST, people.LAST + 1)
    out = {stage: {y: ratio[stage] * children(y, age) for y in years}
           for stage, age in (("kindergarten", 3), ("primary", 6))}
    leavers = {y: ratio["primary"] * children(y, 12) for y in years}
    out["lower_secondary"] = {y: leavers[y] * network.TRANSITION for y in years}
    out["upper_secondary"] = {y: 0.995 * children(y, 15) * (
        ratio["lower_secondary"] if y < 2023 else ratio["primary"] * network.TRANSITION)
        for y in years}
    return out, {y: sum(p) for y, p in both.items()}


def _entry(made, faults, near, say):
    facts, zones = made["facts"], made["zones"]
    away = sum(sum(z["away"]) for z in zones)
    for migration in (1.0, 1.5):
        entrants, residents = entry(facts, zones, migration)
        peaks = {s: max(e, key=e.get) for s, e in entrants.items()}
        say("migration x %.1f: peaks %s" % (migration, peaks))
        if peaks != {"kindergarten": 2020, "primary": 2023, "lower_secondary": 2029,
                     "upper_secondary": 2032}:
            faults.append("entry peaks are %s" % peaks)
    entrants, residents = entry(facts, zones)
    for stage, by_year in entrants.items():
        say("%-16s %s" % (stage, " ".join("%d" % round(n) for n in by_year.values())))
    say("residents        %s" % " ".join("%d" % round(n + away) for n in residents.values()))
    census = [z for z in zones if z["group"] == "census_2020"]
    city = next(int(r["value"]) for r in facts["school_counts"]
                if (r["place"], r["year"], r["stage"], r["measure"])
                == ("Shaoxing", "2022", "primary", "entrants"))
    share = sum(people.on_september(z, 6) for z in census) / sum(
        people.on_september(z, 6) for z in zones)
    for year in range(2020, 2024):
        near("grade 1 of %d in the old district" % year, entrants["primary"][year] * share,
             city * network.share_of_city(facts), 0.10)
