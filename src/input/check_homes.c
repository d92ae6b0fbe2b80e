#include "xuewei/draft.h"

enum { CHILD_AGES = 18 }; /* 0 .. 17 */

static struct xw_place place_of(const struct xw_draft *draft, int32_t line)
{
    const char *file = draft->table[XW_TABLE_HOUSING].file;
    return (struct xw_place){ .file = file == NULL ? xw_table_of(XW_TABLE_HOUSING)->name : file,
                              .line = line,
                              .column = 1 };
}

/* ", residency local" where the population tells several apart. */
static const char *words_of_residency(struct xw_draft *draft, int32_t residency)
{
    const struct xw_residencies *of = &draft->out->residencies;
    const char *words =
        of->count == 1 ? "" : xw_arena_format(draft->work, ", residency %s", of->code[residency]);
    return words == NULL ? "" : words;
}

/* Pupils are divided by participation to become children: nobody's yield can be kept without it. */
static void check_participation(struct xw_draft *draft)
{
    const struct xw_scenario *s = draft->out;
    const struct xw_participation *p = &s->participation;
    for (int32_t k = 0; k < s->homes.count; k++) {
        const struct xw_home_type *type = &s->homes.type[s->homes.type_of[k]];
        int32_t residency = s->homes.residency[k];
        for (int32_t stage = 0; stage < s->stages.count; stage++) {
            if (!type->yield[stage].given) continue;
            for (int32_t y = 0; y < p->years; y++) {
                ptrdiff_t row = (ptrdiff_t)residency * p->years + y;
                if (p->share[(row * p->zones + s->homes.zone[k]) * p->stages + stage] > 0.0)
                    continue;
                xw_diag_fault(draft->diag, place_of(draft, s->homes.line[k]),
                              "type %s has a yield of %s, whose participation in zone %s%s is 0 in "
                              "%d: no number of children gives those pupils",
                              type->code, xw_stage_word(s->stages.stage[stage].name),
                              s->zones.code[s->homes.zone[k]], words_of_residency(draft, residency),
                              s->first + y);
                return; /* other rows would say the same */
            }
        }
    }
}

/* ---- net migration beside new dwellings ---- */

/* The status's own rows, else those of everybody; without years where there are none. */
static const struct xw_migration *migration_of(const struct xw_scenario *s, int32_t residency)
{
    const struct xw_migration *own = &s->migration_of[residency];
    return own->of.years > 0 ? own : &s->migration;
}

/* Net migration of a zone in a year, children alone: true when a sex and age gains. */
static bool gains_children(const struct xw_migration *m, int32_t zone, int16_t year)
{
    const struct xw_rate_years *of = &m->of;
    ptrdiff_t row = xw_rate_row(of, year);
    const double *net = m->net + (row * of->places + zone) * XW_SEXES * of->ages;
    for (int32_t x = 0; x < XW_SEXES; x++)
        for (int32_t a = 0; a < CHILD_AGES && a < of->ages; a++)
            if (net[(ptrdiff_t)x * of->ages + a] > 0.0) return true;
    return false;
}

/* The same children may stand in a zone's own net migration and in its new dwellings. */
static void doubt_twice(struct xw_draft *draft)
{
    const struct xw_scenario *s = draft->out;
    int32_t pairs = 0, first = XW_NONE;
    for (int32_t k = 0; k < s->homes.count; k++) {
        const struct xw_migration *m = migration_of(s, s->homes.residency[k]);
        bool twice = s->homes.dwellings[k] > 0.0 && m->of.years > 0 && m->of.places > 1 &&
                     gains_children(m, s->homes.zone[k], s->homes.year[k]);
        if (twice && first == XW_NONE) first = k;
        pairs += twice;
    }
    if (pairs == 0) return;
    const char *zone = s->zones.code[s->homes.zone[first]];
    int year = s->homes.year[first];
    xw_draft_doubt(
        draft, place_of(draft, s->homes.line[first]), "housing_counted_twice",
        xw_arena_format(draft->work,
                        "新房在净迁移之外另计（housing.within_migration: no），而 %d "
                        "行的小区同年儿童净迁入为正，首为小区 %s、%d 年：可能重复计算。",
                        (int)pairs, zone, year),
        xw_arena_format(draft->work,
                        "New dwellings come on top (housing.within_migration: no), but in %d rows "
                        "the zone's own net migration gains children in the same year, first "
                        "zone %s in %d: they may be counted twice.",
                        (int)pairs, zone, year));
}

static void doubt_without_effect(struct xw_draft *draft, int32_t residency)
{
    const char *code = draft->out->residencies.code[residency];
    struct xw_place at = place_of(draft, 1);
    if (draft->out->migration_of[residency].of.years == 0) {
        xw_draft_doubt(draft, at, "housing_within_zones",
                       "净迁移按小区给出且已含新房迁入者：新房不改变结果。",
                       "Net migration is given by zone and contains who moves into new dwellings: "
                       "they change nothing.");
        return;
    }
    xw_draft_doubt(
        draft, at, "housing_within_zones",
        xw_arena_format(draft->work,
                        "户籍状况 %s 的净迁移按小区给出且已含新房迁入者：其新房不改变结果。", code),
        xw_arena_format(
            draft->work,
            "Net migration of residency %s is given by zone and contains who moves into "
            "new dwellings: its rows change nothing.",
            code));
}

static bool has_homes(const struct xw_homes *homes, int32_t residency)
{
    for (int32_t k = 0; k < homes->count; k++)
        if (homes->residency[k] == residency) return true;
    return false;
}

/* Net persons that contain who moves in, where each residence status finds them. */
static void check_within(struct xw_draft *draft, struct xw_place key)
{
    const struct xw_scenario *s = draft->out;
    for (int32_t r = 0; r < s->residencies.count; r++) {
        const struct xw_migration *m = migration_of(s, r);
        if (!has_homes(&s->homes, r)) continue;
        if (m->of.years == 0) {
            xw_diag_fault(draft->diag, key,
                          "yes, but no net migration is given of residency %s that could contain "
                          "who moves into its new dwellings; give its rows in the table "
                          "migration, or no",
                          s->residencies.code[r]);
        } else if (m->of.places > 1) {
            doubt_without_effect(draft, r);
            if (m == &s->migration) return; /* of everybody: said once */
        }
    }
}

static void check_migration(struct xw_draft *draft)
{
    const struct xw_scenario *s = draft->out;
    bool given = s->migration.of.years > 0;
    struct xw_place key = xw_key_place(draft->root, "housing.within_migration");
    key.field = "housing.within_migration"; /* also when it is not written */
    for (int32_t r = 0; r < s->residencies.count; r++)
        given |= s->migration_of[r].of.years > 0;
    if (draft->table[XW_TABLE_MIGRATION].broken) return;
    if (!s->homes.within_migration)
        doubt_twice(draft);
    else if (!given)
        xw_diag_fault(draft->diag, key,
                      "yes, but no net migration is given that could contain who moves into new "
                      "dwellings; give the table migration, or no");
    else if (s->migration.is_rate)
        xw_diag_fault(draft->diag, key,
                      "yes, but net migration is given as rates, and who moves into new dwellings "
                      "can be taken out of persons alone; give persons, or no");
    else
        check_within(draft, key);
}

void xw_check_homes(struct xw_draft *draft)
{
    if (xw_draft_rows(draft, XW_TABLE_YIELDS) != NULL) check_participation(draft);
    check_migration(draft);
}
