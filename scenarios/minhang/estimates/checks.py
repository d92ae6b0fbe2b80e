"""Totals that must come back, and what was published about the district's size."""
import math

from . import network, people


def run(made, say=print):
    """Faults as sentences; what was computed goes to `say`."""
    faults = []

    def equal(what, value, want):
        if value != want:
            faults.append("%s is %s, not %s" % (what, value, want))

    def near(what, value, want, share):
        if abs(value - want) > share * want:
            faults.append("%s is %.4g, not within %g %% of %.4g" % (what, value, 100 * share, want))

    _people(made["facts"], made["zones"], equal, near, say)
    _schools(made, equal, near, say)
    return faults


def _people(facts, zones, equal, near, say):
    wide = people.OPEN_AGE + 1
    equal("towns", len(facts["towns"]), 14)
    equal("zones", len(zones), 420)
    near("area of the 14 towns", math.fsum(float(t["area_km2"]) for t in facts["towns"]), 372.56, 1e-4)
    equal("residents of the 14 towns", sum(int(t["population_2020"]) for t in facts["towns"]), people.CENSUS)
    for t in facts["towns"]:
        inside = [z for z in zones if z["town"] == t["town"]]
        equal("residents of " + t["town"], sum(sum(z["home"]) + sum(z["away"]) for z in inside),
              int(t["population_2020"]))
    age = [sum(z[k][o + a] for z in zones for k in ("home", "away") for o in (0, wide)) for a in range(wide)]
    equal("residents", sum(age), people.CENSUS)
    for r in facts["census_2020"]:
        first = int(r["age_from"])
        last = int(r["age_to"]) if r["age_to"] else people.OPEN_AGE
        near("share of ages %d to %d" % (first, last), sum(age[first:last + 1]) / people.CENSUS,
             float(r["share"]), 0.0001)
    men = sum(sum(z[k][wide:]) for z in zones for k in ("home", "away"))
    near("men per woman", men / (people.CENSUS - men), people.MALES_PER_FEMALE, 0.0001)
    mothers = sum(sum(z[k][15:50]) for z in zones for k in ("home", "away"))
    near("share of women aged 15 to 49", mothers / people.CENSUS, 0.2607, 0.01)
    near("residence statuses", math.fsum(float(r["share"]) for r in facts["residence_2020"]), 1, 1e-9)
    say("a child stays a year: %.4f; ages 0-18: %s" % (people.staying(facts), " ".join(
        "%d" % sum(z["home"][o + a] for z in zones for o in (0, wide)) for a in range(19))))


def _schools(made, equal, near, say):
    existing = made["existing"]
    total = 0
    for stage in network.STAGES:
        here = [s for s in existing if s["stage"] == stage]
        pupils = sum(sum(s["pupils_2020"]) for s in here)
        classes = sum(sum(s["classes_2020"]) for s in here)
        total += pupils
        say("%-16s %3d schools, %6d pupils, %4d classes of %.2f, %4d rooms" % (
            stage, len(here), pupils, classes, pupils / classes, sum(s["rooms"] for s in here)))
        mean = float(next(r["mean_class"] for r in made["facts"]["sizes"] if r["stage"] == stage))
        near("mean class, %s" % stage, pupils / classes, mean, 0.005)
    codes = [s["school"] for s in existing] + [p["school"] for p in made["projects"]]
    equal("school codes", len(set(codes)), len(codes))
    # About early 2017: 392 schools of all stages, 220,000 pupils, 2,539,500 residents. The order of size only.
    near("schools of all stages", len(existing), 392, 0.15)
    near("pupils of all stages", total, 220000 * people.CENSUS / 2539500, 0.15)
    private = sum(sum(s["pupils_2020"]) for s in existing if s["sector"] == "private")
    kindergarten = sum(sum(s["pupils_2020"]) for s in existing if s["stage"] == "kindergarten")
    near("private share of kindergarten children", private / kindergarten, network.PRIVATE_SHARE, 0.02)
    rooms = sum(n for _, n, _ in made["nurseries"])
    near("nursery places per 1,000 residents", 1000 * rooms * network.NURSERY_CLASS / people.CENSUS,
         network.NURSERY_PER_1000, 0.01)
    say("nursery: %d classes in %d kindergartens, %.4f of the children aged 1 and 2" % (
        rooms, len(made["nurseries"]), made["nursery_share"]))
