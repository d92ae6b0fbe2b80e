#include "xuewei/sibling_round.h"
#include "xuewei/rationing.h"

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
        int32_t rest = seeking[z];
        for (int32_t d = 0; d < divisions && rest > 0; d++) {
            bool open = t->open[xw_state_now(round->state, round->stage, d)];
            int32_t n = xw_siblings_of(table, round->stage, z, t->school[start + d], year,
                                       round->admission->demand[z]);
            if (!open || n == 0) continue;
            if (n > rest) n = rest;
            siblings[(ptrdiff_t)z * divisions + d] = n;
            rest -= n;
        }
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
