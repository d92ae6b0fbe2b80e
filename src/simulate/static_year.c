#include "xuewei/static_year.h"
#include "xuewei/layers.h"
#include <math.h>
#include <string.h>

/* One stage of the problem. */
struct problem {
    const struct xw_prepared *p;
    int32_t stage, year, divisions;
    int32_t *seekers;             /* [zones] */
    int32_t (*places)[XW_LAYERS]; /* [divisions] */
    struct xw_seating_arcs arcs;  /* costs in millimetres */
    int64_t *way;                 /* [arcs] in millimetres */
    int32_t *placed, *unplaced;
};

static ptrdiff_t now_of(const struct problem *b, int32_t division)
{
    const struct xw_timeline *t = &b->p->timeline;
    return (ptrdiff_t)(t->stage_start[b->stage] + division) * t->years + b->year;
}

static int32_t metres_of(const struct problem *b, int32_t zone, int32_t division)
{
    const struct xw_timeline *t = &b->p->timeline;
    return b->p->way_m[(ptrdiff_t)zone * t->sites + t->site[now_of(b, division)]];
}

/* The way in millimetres where it is the straight line x detour that the whole metres were rounded
 * from, else those metres. */
static int64_t fine_way(const struct problem *b, int32_t zone, int32_t division)
{
    const struct xw_scenario *s = b->p->scenario;
    const struct xw_timeline *t = &b->p->timeline;
    int32_t site = t->site[now_of(b, division)], metres = metres_of(b, zone, division);
    double dx = t->site_x_m[site] - s->zones.x_m[zone], dy = t->site_y_m[site] - s->zones.y_m[zone];
    double exact = sqrt(dx * dx + dy * dy) * s->assignment.detour;
    return (int32_t)round(exact) == metres ? llround(exact * XW_STATIC_FINER)
                                           : (int64_t)metres * XW_STATIC_FINER;
}

static void fill_places(struct problem *b)
{
    const struct xw_scenario *s = b->p->scenario;
    const struct xw_timeline *t = &b->p->timeline;
    const struct xw_stage *of = &s->stages.stage[b->stage];
    for (int32_t d = 0; d < b->divisions; d++) {
        ptrdiff_t at = now_of(b, d);
        if (!t->open[at]) continue;
        if (s->assignment.design_seats) {
            b->places[d][XW_LAYER_NORM] = t->design_seats[at] / of->grades;
            continue;
        }
        int32_t classes = xw_layers_entry_classes(t->rooms[at], 0, of->grades, t->intake_plan[at],
                                                  s->classes.entry_bulge);
        xw_layers_fill(b->p->norm[of->first_row], classes, 0, b->places[d]);
    }
}

static enum xw_status lay_out(struct problem *b, struct xw_arena *scratch,
                              const struct xw_prepared *p, int32_t stage, int32_t year)
{
    const struct xw_seating_arcs *arcs = &xw_prepared_stage(p, year, stage)->arcs;
    *b = (struct problem){ .p = p, .stage = stage, .year = year };
    b->divisions = xw_prepared_divisions(p, stage);
    b->seekers = XW_TAKE(scratch, p->zones, int32_t);
    b->unplaced = XW_TAKE(scratch, p->zones, int32_t);
    b->places = xw_arena_take(scratch, b->divisions, sizeof *b->places, _Alignof(int32_t));
    b->placed = XW_TAKE(scratch, arcs->count, int32_t);
    b->way = XW_TAKE(scratch, arcs->count, int64_t);
    b->arcs = *arcs;
    b->arcs.cost_m = XW_TAKE(scratch, arcs->count, int64_t);
    if (b->seekers == NULL || b->unplaced == NULL || b->places == NULL || b->placed == NULL ||
        b->way == NULL || b->arcs.cost_m == NULL)
        return XW_NO_MEMORY;
    for (int32_t z = 0; z < p->zones; z++) {
        int32_t pupils =
            p->scenario->given_demand[((ptrdiff_t)year * p->zones + z) * p->stages + stage];
        b->seekers[z] = pupils == XW_NONE ? 0 : pupils;
    }
    for (int32_t a = 0; a < arcs->count; a++) {
        int32_t z = arcs->zone[a], d = arcs->division[a];
        b->way[a] = fine_way(b, z, d);
        b->arcs.cost_m[a] = b->way[a] + (arcs->cost_m[a] - metres_of(b, z, d)) * XW_STATIC_FINER;
    }
    fill_places(b);
    return XW_OK;
}

/* No chain of moves that places one pupil more costs as much as this. */
static int64_t above_everything(const struct problem *b, int64_t overrun)
{
    int64_t most = 0;
    for (int32_t a = 0; a < b->arcs.count; a++)
        if (b->arcs.cost_m[a] > most) most = b->arcs.cost_m[a];
    return (most + overrun + 1) * ((int64_t)b->p->zones + b->divisions + 1);
}

static enum xw_status give_rows(const struct problem *b, const struct xw_sink *sink)
{
    const struct xw_timeline *t = &b->p->timeline;
    int32_t a = 0;
    for (int32_t z = 0; z < b->p->zones; z++) {
        struct xw_flow_row row = {
            .year = (int16_t)(b->p->first + b->year), .zone = z, .stage = b->stage, .tier = ""
        };
        for (; a < b->arcs.count && b->arcs.zone[a] == z; a++) {
            if (b->placed[a] == 0) continue;
            row.school = t->school[t->stage_start[b->stage] + b->arcs.division[a]];
            row.pupils = b->placed[a];
            row.metres = metres_of(b, z, b->arcs.division[a]);
            row.reason = xw_reason_word(b->arcs.reason[a]);
            enum xw_status status = sink->flow(sink->self, &row);
            if (status != XW_OK) return status;
        }
        if (b->unplaced[z] == 0) continue;
        row.school = row.metres = XW_NONE;
        row.pupils = b->unplaced[z];
        row.reason = xw_reason_word(XW_REASON_UNPLACED);
        enum xw_status status = sink->flow(sink->self, &row);
        if (status != XW_OK) return status;
    }
    return XW_OK;
}

static enum xw_status solve_stage(struct problem *b, struct xw_arena scratch, bool all_placed)
{
    const struct xw_assignment_rules *rules = &b->p->scenario->assignment;
    struct xw_seating_costs costs = {
        .stretch_m = (int64_t)rules->stretch_m * XW_STATIC_FINER,
        .overrun_m = (int64_t)rules->overrun_m * XW_STATIC_FINER,
        .unplaced_m = (int64_t)rules->unplaced_m * XW_STATIC_FINER,
    };
    int64_t cost;
    if (all_placed) {
        int64_t price = above_everything(b, costs.overrun_m);
        if (costs.unplaced_m < price) costs.unplaced_m = price;
    }
    return xw_seating_solve(scratch, b->p->zones, b->seekers, b->divisions,
                            (const int32_t(*)[XW_LAYERS])b->places, &b->arcs, &costs, b->placed,
                            b->unplaced, NULL, &cost);
}

/* One stage, by value of scratch: the next one has its memory again. */
static enum xw_status year_of_stage(const struct xw_prepared *p, struct xw_arena scratch,
                                    int32_t stage, int32_t year, bool all_placed,
                                    const struct xw_sink *sink, double *metres, int64_t *short_by)
{
    struct problem b;
    enum xw_status status = lay_out(&b, &scratch, p, stage, year);
    if (status == XW_OK) status = solve_stage(&b, scratch, all_placed);
    if (status != XW_OK) return status;
    for (int32_t z = 0; all_placed && z < p->zones; z++)
        *short_by += b.unplaced[z];
    if (*short_by > 0) return XW_FLOW_INFEASIBLE;
    int64_t way = 0;
    for (int32_t a = 0; a < b.arcs.count; a++)
        way += b.placed[a] * b.way[a];
    *metres += (double)way / XW_STATIC_FINER;
    return give_rows(&b, sink);
}

enum xw_status xw_static_year(const struct xw_prepared *p, struct xw_arena scratch, int32_t year,
                              bool all_placed, const struct xw_sink *sink,
                              struct xw_progress *progress, double *metres, int64_t *short_by)
{
    enum xw_status status = XW_OK;
    *metres = 0.0;
    *short_by = 0;
    xw_progress_begin(progress, p->scenario->name, p->stages);
    for (int32_t stage = 0; status == XW_OK && stage < p->stages; stage++) {
        if (!xw_progress_at(progress, stage))
            status = XW_STOPPED;
        else if (!p->scenario->stages.stage[stage].city)
            status = year_of_stage(p, scratch, stage, year, all_placed, sink, metres, short_by);
    }
    xw_progress_end(progress);
    return status;
}
