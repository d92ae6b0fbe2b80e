#include "xuewei/anniversaries.h"
#include "xuewei/birth_cohort.h"
#include "xuewei/district_controls.h"
#include "xuewei/laws.h"
#include "xuewei/life_table.h"
#include "xuewei/parameters.h"
#include "xuewei/streams.h"
#include "xuewei/transfer.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

enum xw_status xw_anniversaries_survival(struct xw_scenario *s, struct xw_diag *diag)
{
    struct xw_mortality *m = &s->mortality;
    ptrdiff_t columns = (ptrdiff_t)m->of.years * m->of.places * XW_SEXES;
    for (ptrdiff_t c = 0; c < columns; c++) {
        if (xw_life_table_fill_column(m, c) == XW_OK) continue;
        ptrdiff_t place = c / XW_SEXES % m->of.places, year = c / XW_SEXES / m->of.places;
        bool by_zone = m->of.places > 1;
        xw_diag_fault(diag, (struct xw_place){ .file = s->table_file[XW_TABLE_MORTALITY] },
                      "the death rates of %d, sex %s%s%s, make no life table: more would die at "
                      "an age than live to it, ax is longer than its age, or nobody dies in the "
                      "open group",
                      (int)(m->of.first + year), c % XW_SEXES == XW_FEMALE ? "f" : "m",
                      by_zone ? ", zone " : "", by_zone ? s->zones.code[place] : "");
        return XW_REFUSED; /* other years are likely to say the same */
    }
    return XW_OK;
}

/* ---- steps that known births do not cover ---- */

enum { MONTHS = 12 };

/* Months since the year 0. */
static double months_to(struct xw_date at)
{
    return at.year * (double)MONTHS + at.month - 1 +
           xw_school_year_of_month(at.year, at.month, at.day);
}

/* The start of the first and the end of the last month whose births are known; false: of none. */
static bool known_span(const struct xw_known_births *b, double *from, double *to)
{
    bool any = false;
    for (int32_t m = 0; m < b->years * MONTHS; m++) {
        int32_t next = m + 1;
        struct xw_date start = { (int16_t)(b->first + m / MONTHS), (int8_t)(m % MONTHS + 1), 1 };
        struct xw_date end = { (int16_t)(b->first + next / MONTHS), (int8_t)(next % MONTHS + 1),
                               1 };
        if (isnan(xw_birth_cohort_between(b, start, end))) continue;
        if (!any) *from = months_to(start);
        *to = months_to(end);
        any = true;
    }
    return any;
}

void xw_anniversaries_births_doubt(const struct xw_scenario *s, struct xw_diag *diag)
{
    char years[2000] = "";
    size_t length = 0;
    double from, to;
    if (!known_span(&s->births, &from, &to)) return;
    for (int32_t y = s->base_year; y < s->last && length + 16 < sizeof years; y += s->age_width) {
        struct xw_date start = { (int16_t)y, s->base_month, s->base_day }, end = start;
        end.year = (int16_t)(y + s->age_width);
        if (!isnan(xw_birth_cohort_between(&s->births, start, end))) continue;
        if (!(months_to(start) < to && months_to(end) > from)) continue;
        length += (size_t)snprintf(years + length, sizeof years - length, "%s%d",
                                   length > 0 ? ", " : "", (int)y);
    }
    if (length == 0) return;
    xw_diag_doubt(
        diag, (struct xw_place){ .file = s->table_file[XW_TABLE_BIRTHS] }, "births_not_covering",
        xw_arena_format(&diag->arena,
                        "以下各步（每步 %d 年，起于 %02d 月 %02d 日）的出生数不全：%s "
                        "年。这些步的出生按生育率推算，其中已知的出生数不用于推算。",
                        s->age_width, s->base_month, s->base_day, years),
        xw_arena_format(
            &diag->arena,
            "Births are not known for the whole of the steps of %d year%s from %02d-%02d "
            "of %s: fertility rates give all births of these steps, and the projection "
            "takes none that are known within them.",
            s->age_width, s->age_width == 1 ? "" : "s", s->base_month, s->base_day, years));
}

enum xw_status xw_anniversaries_begin(struct xw_arena *keep, const struct xw_scenario *s,
                                      const struct xw_draw *draw, struct xw_anniversaries *out)
{
    ptrdiff_t columns = s->residencies.count * xw_anniversaries_columns(s);
    ptrdiff_t cells = columns * s->ages;
    *out = (struct xw_anniversaries){ .scenario = s,
                                      .now = XW_TAKE_RAW(keep, cells, double),
                                      .next = XW_TAKE_RAW(keep, cells, double),
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
    enum xw_status status = xw_drawn_rates_begin(keep, s, draw, &out->drawn);
    return status == XW_OK ? xw_move_ins_begin(keep, s, draw, &out->move_ins) : status;
}

/* An event [residency][zone][sex] of a zone and sex, all residence statuses together; of both sexes. */
static double sum_of_column(const struct xw_anniversaries *a, const double *event, int32_t column)
{
    double sum = 0.0;
    for (int32_t k = 0; k < a->scenario->residencies.count; k++)
        sum += event[k * xw_anniversaries_columns(a->scenario) + column];
    return sum;
}

static double sum_of_zone(const struct xw_anniversaries *a, const double *event, int32_t zone)
{
    return sum_of_column(a, event, zone * XW_SEXES + XW_FEMALE) +
           sum_of_column(a, event, zone * XW_SEXES + XW_MALE);
}

/* Keep where the step's net migration was limited first, and where most. */
static void note_limited(struct xw_anniversaries *a)
{
    struct xw_limited *of = &a->limited;
    if (a->events.limited == 0) return;
    bool first = of->cells == 0;
    of->cells += a->events.limited;
    for (int32_t z = 0; z < a->scenario->zones.count; z++) {
        double persons = sum_of_zone(a, a->events.not_taken, z);
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

/* The events of one residence status. */
static struct xw_step_events events_of(const struct xw_anniversaries *a, int32_t residency)
{
    ptrdiff_t at = residency * xw_anniversaries_columns(a->scenario);
    return (struct xw_step_events){ .births = a->events.births + at,
                                    .deaths = a->events.deaths + at,
                                    .migrants = a->events.migrants + at,
                                    .not_taken = a->events.not_taken + at };
}

/* One step of every residence status. */
static enum xw_status step_streams(struct xw_anniversaries *a, struct xw_arena scratch,
                                   const struct xw_step_rates *rates)
{
    const struct xw_scenario *s = a->scenario;
    a->events.limited = 0;
    for (int32_t k = 0; k < s->residencies.count; k++) {
        double *now = xw_anniversaries_stream(s, a->now, k);
        double *next = xw_anniversaries_stream(s, a->next, k);
        struct xw_step_events events = events_of(a, k);
        enum xw_status status =
            xw_projection_step(s->zones.count, s->ages, &rates[k], now, scratch, next, &events);
        if (status != XW_OK) return status;
        a->events.limited += events.limited;
    }
    return XW_OK;
}

/* The largest |next - now - births + deaths - migrants| / max(1, next) over zones and sexes, residence
 * statuses together: transfers have moved people between them. */
static double imbalance(const struct xw_anniversaries *a)
{
    const struct xw_scenario *s = a->scenario;
    ptrdiff_t columns = xw_anniversaries_columns(s);
    double largest = 0.0;
    if (s->residencies.count == 1)
        return xw_projection_imbalance(s->zones.count, s->ages, a->now, a->next, &a->events);
    for (int32_t c = 0; c < columns; c++) {
        double off = sum_of_column(a, a->events.deaths, c) - sum_of_column(a, a->events.births, c) -
                     sum_of_column(a, a->events.migrants, c);
        double after = 0.0;
        for (int32_t k = 0; k < s->residencies.count; k++)
            for (int32_t g = 0; g < s->ages; g++) {
                ptrdiff_t at = (k * columns + c) * s->ages + g;
                off += a->next[at] - a->now[at];
                after += a->next[at];
            }
        double relative = fabs(off) / fmax(1.0, after);
        if (!(relative <= largest)) largest = relative;
        if (isnan(largest)) return largest;
    }
    return largest;
}

enum xw_status xw_anniversaries_step(struct xw_anniversaries *a, struct xw_arena scratch)
{
    const struct xw_scenario *s = a->scenario;
    int32_t residencies = s->residencies.count;
    if (a->next_known) return XW_OK;
    struct xw_step_rates *rates = XW_TAKE(&scratch, residencies, struct xw_step_rates);
    if (rates == NULL) return XW_NO_MEMORY;
    double known_births;
    xw_streams_rates(s, a->year, rates, &known_births);
    xw_drawn_rates_apply(&a->drawn, s, a->year, known_births, rates);
    xw_move_ins_find(&a->move_ins, a->year, rates); /* before what is left is shared */
    enum xw_status status = xw_streams_share_migration(&scratch, s, a->now, rates);
    if (status == XW_OK) status = step_streams(a, scratch, rates);
    if (status == XW_OK && !isnan(known_births)) {
        /* How many of the known births each has shows when all have been projected once. */
        xw_streams_share_births(s, a->now, a->events.births, known_births, rates);
        status = step_streams(a, scratch, rates);
    }
    if (status == XW_OK) xw_move_ins_add(&a->move_ins, a->next, &a->events);
    if (status == XW_OK)
        status = xw_transfer_people(&s->transfers, residencies, s->zones.count, s->age_width,
                                    a->year, scratch, a->next);
    if (status == XW_OK) status = meet_controls(a, scratch);
    if (status != XW_OK) return status;
    double off = imbalance(a);
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
    double *persons = XW_TAKE(&scratch, (ptrdiff_t)s->residencies.count * s->ages, double);
    if (persons == NULL) return XW_NO_MEMORY;
    enum xw_status status = XW_OK;
    ptrdiff_t columns = xw_anniversaries_columns(s);
    for (int32_t i = 0; status == XW_OK && i < columns; i++) {
        for (int32_t k = 0; k < s->residencies.count; k++) {
            ptrdiff_t column = (k * columns + i) * s->ages;
            const double *household = a->now + column;
            const double *kept = s->population.institutional + column;
            for (int32_t g = 0; g < s->ages; g++)
                persons[k * s->ages + g] = household[g] + kept[g];
        }
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
    for (int32_t i = 0; status == XW_OK && i < xw_anniversaries_columns(a->scenario); i++) {
        struct xw_events_row row = { .year = began,
                                     .zone = i / XW_SEXES,
                                     .sex = i % XW_SEXES,
                                     .births = sum_of_column(a, a->events.births, i),
                                     .deaths = sum_of_column(a, a->events.deaths, i),
                                     .migrants = sum_of_column(a, a->events.migrants, i) };
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
    enum xw_status status = xw_anniversaries_begin(keep, s, NULL, out);
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
