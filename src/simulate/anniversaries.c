#include "xuewei/anniversaries.h"
#include "xuewei/district_controls.h"
#include "xuewei/laws.h"
#include <math.h>
#include <string.h>

static ptrdiff_t columns_of(const struct xw_scenario *s)
{
    return (ptrdiff_t)s->zones.count * XW_SEXES;
}

enum xw_status xw_anniversaries_begin(struct xw_arena *keep, const struct xw_scenario *s,
                                      struct xw_anniversaries *out)
{
    ptrdiff_t columns = columns_of(s), cells = columns * s->ages;
    *out = (struct xw_anniversaries){ .scenario = s,
                                      .now = XW_TAKE(keep, cells, double),
                                      .next = XW_TAKE(keep, cells, double),
                                      .year = s->base_year,
                                      .events = { .births = XW_TAKE(keep, columns, double),
                                                  .deaths = XW_TAKE(keep, columns, double),
                                                  .migrants = XW_TAKE(keep, columns, double),
                                                  .not_taken = XW_TAKE(keep, columns, double) },
                                      .controlled = { .failed = XW_NONE } };
    out->controlled.moved = XW_TAKE(keep, s->last - s->base_year + 2 + s->age_width, double);
    if (out->controlled.moved == NULL || out->now == NULL || out->next == NULL ||
        out->events.births == NULL || out->events.deaths == NULL || out->events.migrants == NULL ||
        out->events.not_taken == NULL)
        return XW_NO_MEMORY;
    memcpy(out->now, s->population.household, (size_t)cells * sizeof(double));
    return xw_move_ins_begin(keep, s, &out->move_ins);
}

/* Keep where the step's net migration was limited first, and where most. */
static void note_limited(struct xw_anniversaries *a)
{
    struct xw_limited *of = &a->limited;
    if (a->events.limited == 0) return;
    bool first = of->cells == 0;
    of->cells += a->events.limited;
    for (int32_t z = 0; z < a->scenario->zones.count; z++) {
        double persons = 0.0;
        for (int32_t x = 0; x < XW_SEXES; x++)
            persons += a->events.not_taken[(ptrdiff_t)z * XW_SEXES + x];
        if (!(persons > 0.0)) continue;
        of->persons += persons;
        if (first) {
            of->first_zone = z;
            of->first_year = a->year;
            first = false;
        }
        if (persons > of->worst) {
            of->worst = persons;
            of->worst_zone = z;
            of->worst_year = a->year;
        }
    }
}

/* Scale next to the district's totals of its year. */
static enum xw_status meet_controls(struct xw_anniversaries *a, struct xw_arena scratch)
{
    const struct xw_scenario *s = a->scenario;
    int16_t year = (int16_t)(a->year + s->age_width);
    double moved;
    enum xw_status status = xw_district_controls_year(scratch, s, year, a->next, a->events.migrants,
                                                      &moved, &a->controlled.failed);
    if (status != XW_OK || !(moved > 0.0)) return status;
    a->controlled.steps++;
    a->controlled.moved[year - s->base_year] = moved;
    return XW_OK;
}

enum xw_status xw_anniversaries_step(struct xw_anniversaries *a, struct xw_arena scratch)
{
    const struct xw_scenario *s = a->scenario;
    int32_t zones = s->zones.count;
    if (a->next_known) return XW_OK;
    struct xw_step_rates rates = xw_projection_rates(
        &s->fertility, &s->mortality, &s->births_ratio, &s->migration, &s->births, s->timing,
        s->base_month, s->base_day, s->age_width, a->year);
    xw_move_ins_find(&a->move_ins, a->year, &rates);
    enum xw_status status =
        xw_projection_step(zones, s->ages, &rates, a->now, scratch, a->next, &a->events);
    if (status == XW_OK) xw_move_ins_add(&a->move_ins, a->next, &a->events);
    if (status == XW_OK) status = meet_controls(a, scratch);
    if (status != XW_OK) return status;
    double off = xw_projection_imbalance(zones, s->ages, a->now, a->next, &a->events);
    if (!(off <= a->imbalance)) a->imbalance = off;
    note_limited(a);
    a->next_known = true;
    return XW_OK;
}

void xw_anniversaries_turn(struct xw_anniversaries *a)
{
    double *spare = a->now;
    a->now = a->next;
    a->next = spare;
    a->year = (int16_t)(a->year + a->scenario->age_width);
    a->next_known = false;
}

/* ---- all of them ---- */

static enum xw_status step_and_turn(struct xw_anniversaries *a, struct xw_arena scratch)
{
    enum xw_status status = xw_anniversaries_step(a, scratch);
    if (status != XW_OK) return status;
    if (!(a->imbalance <= XW_LAW_TOLERANCE)) return XW_LAW_BROKEN;
    xw_anniversaries_turn(a);
    return XW_OK;
}

static enum xw_status give_people(const struct xw_anniversaries *a, struct xw_arena scratch,
                                  const struct xw_projection_sink *sink)
{
    const struct xw_scenario *s = a->scenario;
    double *persons = XW_TAKE(&scratch, s->ages, double);
    if (persons == NULL) return XW_NO_MEMORY;
    enum xw_status status = XW_OK;
    for (int32_t i = 0; status == XW_OK && i < columns_of(s); i++) {
        const double *household = a->now + (ptrdiff_t)i * s->ages;
        const double *kept = s->population.institutional + (ptrdiff_t)i * s->ages;
        for (int32_t g = 0; g < s->ages; g++)
            persons[g] = household[g] + kept[g];
        struct xw_people_row row = {
            .year = a->year, .zone = i / XW_SEXES, .sex = i % XW_SEXES, .persons = persons
        };
        status = sink->people(sink->self, &row);
    }
    return status;
}

/* Of the step that led to the present. */
static enum xw_status give_events(const struct xw_anniversaries *a, int16_t began,
                                  const struct xw_projection_sink *sink)
{
    enum xw_status status = XW_OK;
    for (int32_t i = 0; status == XW_OK && i < columns_of(a->scenario); i++) {
        struct xw_events_row row = { .year = began,
                                     .zone = i / XW_SEXES,
                                     .sex = i % XW_SEXES,
                                     .births = a->events.births[i],
                                     .deaths = a->events.deaths[i],
                                     .migrants = a->events.migrants[i] };
        status = sink->events(sink->self, &row);
    }
    return status;
}

enum xw_status xw_anniversaries_run(struct xw_arena *keep, struct xw_arena scratch,
                                    const struct xw_scenario *s,
                                    const struct xw_projection_sink *sink,
                                    struct xw_progress *progress, struct xw_anniversaries *out)
{
    xw_progress_begin(progress, s->name, s->last - s->base_year);
    enum xw_status status = xw_anniversaries_begin(keep, s, out);
    while (status == XW_OK && out->year < s->first)
        status = xw_progress_at(progress, out->year - s->base_year) ? step_and_turn(out, scratch)
                                                                    : XW_STOPPED;
    if (status == XW_OK) status = give_people(out, scratch, sink);
    while (status == XW_OK && out->year < s->last) {
        int16_t began = out->year;
        status = xw_progress_at(progress, began - s->base_year) ? step_and_turn(out, scratch)
                                                                : XW_STOPPED;
        if (status == XW_OK) status = give_events(out, began, sink);
        if (status == XW_OK) status = give_people(out, scratch, sink);
    }
    xw_progress_end(progress);
    return status;
}
