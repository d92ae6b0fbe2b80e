#include "xuewei/early_rows.h"
#include "xuewei/place_rows.h"
#include <math.h>

enum { FIRST_AGE = 1, LAST_AGE = 3 };

struct place {
    double residents, children;
    int64_t rooms, seats; /* of kindergartens; of nurseries */
};

/* Rooms that stand in every town and in the district, of one stage. */
static void count_rooms(const struct xw_state *state, int32_t stage, struct place *place,
                        bool of_nursery)
{
    const struct xw_prepared *p = state->prepared;
    const struct xw_scenario *s = p->scenario;
    const struct xw_timeline *t = &p->timeline;
    for (int32_t i = t->stage_start[stage]; i < t->stage_start[stage + 1]; i++) {
        int32_t rooms = t->rooms[(ptrdiff_t)i * t->years + state->year];
        int32_t town = s->zones.town[s->schools.zone[t->school[i]]];
        int64_t seats = xw_timeline_norm_seats(&s->stages, &s->norms, stage, rooms);
        const int32_t in[] = { town, s->zones.towns };
        for (int k = 0; k < 2; k++)
            if (of_nursery)
                place[in[k]].seats += seats;
            else
                place[in[k]].rooms += rooms;
    }
}

static enum xw_status place_rows(const struct xw_state *state, const char *name,
                                 const struct place *of, bool kindergarten, bool nursery,
                                 const struct xw_sink *sink)
{
    const struct xw_indicator_rules *rule = &state->prepared->scenario->indicator_rules;
    double tens = of->residents / 10000.0;
    const struct {
        enum xw_measure measure;
        double value, target;
        bool wanted;
    } row[] = {
        { XW_MEASURE_KINDERGARTEN_CLASSES_BY_NORM, tens * rule->kindergarten_classes, NAN, true },
        { XW_MEASURE_KINDERGARTEN_ROOMS_PER_10000, tens > 0.0 ? (double)of->rooms / tens : NAN,
          rule->kindergarten_classes, kindergarten && tens > 0.0 },
        { XW_MEASURE_CHILDREN_1_3, of->children, NAN, true },
        { XW_MEASURE_NURSERY_PLACES_BY_NORM, of->children * rule->nursery_share, NAN, true },
        { XW_MEASURE_NURSERY_PLACES_PER_CHILD,
          nursery && of->children > 0.0 ? (double)of->seats / of->children : NAN,
          rule->nursery_share, !nursery || of->children > 0.0 },
    };
    enum xw_status status = XW_OK;
    for (size_t i = 0; status == XW_OK && i < sizeof row / sizeof *row; i++) {
        struct xw_figure f = { .measure = row[i].measure,
                               .stage = XW_NONE,
                               .place = name,
                               .year = state->year,
                               .value = row[i].value,
                               .target = row[i].target };
        if (row[i].wanted) status = xw_measure_put(state, sink, &f);
    }
    return status;
}

enum xw_status xw_early_rows(const struct xw_state *state, struct xw_arena scratch,
                             const struct xw_sink *sink)
{
    const struct xw_scenario *s = state->prepared->scenario;
    int32_t towns = s->zones.towns, kindergarten = xw_stages_find(&s->stages, XW_KINDERGARTEN),
            nursery = xw_stages_find(&s->stages, XW_NURSERY);
    struct place *place = XW_TAKE(&scratch, towns + 1, struct place);
    if (place == NULL) return XW_NO_MEMORY;
    for (int32_t z = 0; z < s->zones.count; z++) {
        const int32_t in[] = { s->zones.town[z], towns };
        for (int k = 0; k < 2; k++) {
            place[in[k]].residents += xw_residents_of_zone(state, z, 0, s->ages - 1);
            place[in[k]].children += xw_residents_of_zone(state, z, FIRST_AGE, LAST_AGE);
        }
    }
    if (kindergarten != XW_NONE) count_rooms(state, kindergarten, place, false);
    if (nursery != XW_NONE) count_rooms(state, nursery, place, true);
    enum xw_status status = XW_OK;
    for (int32_t t = 0; status == XW_OK && t <= towns; t++) {
        int32_t at = t == 0 ? towns : t - 1; /* the district first */
        status = place_rows(state, t == 0 ? "district" : s->zones.town_zh[at], &place[at],
                            kindergarten != XW_NONE, nursery != XW_NONE, sink);
    }
    return status;
}
