#include "xuewei/sibling_round.h"
#include "xuewei/parameters.h"
#include "xuewei/rationing.h"

/* A row by which the zone's rows, up to its school, ask for more than its entrants is noted. */
static void note_cut(struct xw_sibling_cut *cut, int32_t asked, int32_t entrants, int16_t year)
{
    if (asked <= entrants) return;
    if (cut->years++ == 0 || asked - entrants > cut->asked - cut->entrants) {
        cut->asked = asked;
        cut->entrants = entrants;
        cut->year = year;
    }
}

void xw_sibling_count(const struct xw_round *round, const int32_t *seeking, int32_t *siblings)
{
    const struct xw_prepared *p = round->state->prepared;
    const struct xw_timeline *t = &p->timeline;
    const struct xw_siblings *table = &p->scenario->siblings;
    int32_t start = t->stage_start[round->stage], divisions = round->divisions;
    int16_t year = (int16_t)(p->first + round->state->year);
    for (ptrdiff_t i = 0; i < (ptrdiff_t)p->zones * divisions; i++)
        siblings[i] = 0;
    for (int32_t z = 0; z < p->zones && table->count > 0; z++) {
        int32_t rest = seeking[z], asked = 0, entrants = round->admission->demand[z];
        for (int32_t d = 0; d < divisions; d++) {
            int32_t school = t->school[start + d];
            int32_t row = xw_siblings_row(table, round->stage, z, school, year);
            if (row == XW_NONE || !t->open[xw_state_now(round->state, round->stage, d)]) continue;
            int32_t n = xw_siblings_of(table, round->stage, z, school, year, entrants);
            asked += table->pupils[row] == XW_NONE ? n : table->pupils[row];
            if (table->pupils[row] != XW_NONE && n > 0)
                note_cut(&round->state->sibling_cut[row], asked, entrants, year);
            if (n > rest) n = rest;
            siblings[(ptrdiff_t)z * divisions + d] = n;
            rest -= n;
        }
    }
}

void xw_sibling_doubts(const struct xw_state *state, struct xw_diag *diag)
{
    const struct xw_scenario *s = state->prepared->scenario;
    for (int32_t i = 0; i < s->siblings.count; i++) {
        const struct xw_sibling_cut *cut = &state->sibling_cut[i];
        struct xw_place at = { .file = s->table_file[XW_TABLE_SIBLINGS],
                               .line = s->siblings.line[i],
                               .field = "pupils" };
        if (cut->years == 0) continue;
        const char *zone = s->zones.code[s->siblings.zone[i]];
        int year = cut->year, years = cut->years, asked = cut->asked, has = cut->entrants;
        xw_diag_doubt(
            diag, at, "siblings_above_entrants",
            xw_arena_format(&diag->arena,
                            "小区 %s 在 %d 年应有 %d 名新生随兄姐入学，而该小区只有 %d "
                            "名新生，多出部分不计（共 %d 年如此，以该年为最多）。",
                            zone, year, asked, has, years),
            xw_arena_format(&diag->arena,
                            "%d entrants of zone %s are to follow elder children in %d, but the "
                            "zone has %d; the rest is left out (in %d year%s, most in this one).",
                            asked, zone, year, has, years, years == 1 ? "" : "s"));
    }
}

/* Pupils of a zone, taken from its tiers with a right and their lanes in proportion, are placed. */
static enum xw_status place_of_zone(struct xw_round *round, struct xw_arena scratch, int32_t zone,
                                    int32_t division, int32_t pupils)
{
    struct xw_admission *a = round->admission;
    int32_t lanes = 2 * a->tiers.count;
    int32_t *seek = XW_TAKE(&scratch, lanes, int32_t), *take = XW_TAKE(&scratch, lanes, int32_t);
    if (seek == NULL || take == NULL) return XW_NO_MEMORY;
    for (int32_t i = 0; i < lanes; i++)
        if (a->tiers.tier[i / 2].right != XW_RIGHT_NONE)
            seek[i] = a->left[(ptrdiff_t)zone * lanes + i];
    enum xw_status status = xw_rationing_proportional(scratch, lanes, seek, pupils, take);
    for (int32_t i = 0; status == XW_OK && i < lanes; i++) {
        int32_t tier = i / 2;
        struct xw_round_pool one = {
            .count = 1, .zone = &zone, .tier = &tier, .pupils = &seek[i], .behind = i % 2
        };
        if (take[i] > 0)
            status = xw_round_place(round, &one, 0, division, take[i], XW_REASON_SIBLING);
    }
    return status;
}

enum xw_status xw_sibling_round(struct xw_round *round, struct xw_arena scratch)
{
    const struct xw_prepared *p = round->state->prepared;
    const struct xw_admission *a = round->admission;
    int32_t lanes = 2 * a->tiers.count, divisions = round->divisions;
    if (p->scenario->siblings.count == 0) return XW_OK;
    int32_t *seeking = XW_TAKE(&scratch, p->zones, int32_t);
    int32_t *siblings = XW_TAKE(&scratch, (ptrdiff_t)p->zones * divisions, int32_t);
    int32_t *ask = XW_TAKE(&scratch, p->zones, int32_t);
    int32_t *admitted = XW_TAKE(&scratch, p->zones, int32_t);
    if (seeking == NULL || siblings == NULL || ask == NULL || admitted == NULL) return XW_NO_MEMORY;
    for (int32_t z = 0; z < p->zones; z++)
        for (int32_t i = 0; i < lanes; i++)
            if (a->tiers.tier[i / 2].right != XW_RIGHT_NONE)
                seeking[z] += a->left[(ptrdiff_t)z * lanes + i];
    xw_sibling_count(round, seeking, siblings);
    for (int32_t d = 0; d < divisions; d++) {
        for (int32_t z = 0; z < p->zones; z++)
            ask[z] = siblings[(ptrdiff_t)z * divisions + d];
        enum xw_status status = xw_rationing_proportional(
            scratch, p->zones, ask,
            round->places[d][XW_LAYER_NORM] + round->places[d][XW_LAYER_STRETCH], admitted);
        for (int32_t z = 0; status == XW_OK && z < p->zones; z++)
            if (admitted[z] > 0) status = place_of_zone(round, scratch, z, d, admitted[z]);
        if (status != XW_OK) return status;
    }
    return XW_OK;
}
