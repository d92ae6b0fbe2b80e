#include "xuewei/move_ins.h"
#include "xuewei/housing.h"
#include "xuewei/parameters.h"
#include "xuewei/streams.h"
#include "xuewei/text.h"
#include <math.h>
#include <string.h>

enum xw_status xw_move_ins_begin(struct xw_arena *keep, const struct xw_scenario *s,
                                 const struct xw_draw *draw, struct xw_move_ins *out)
{
    const struct xw_homes *homes = &s->homes;
    ptrdiff_t column = (ptrdiff_t)XW_SEXES * s->ages;
    *out = (struct xw_move_ins){ .scenario = s,
                                 .draw = draw,
                                 .zone = XW_TAKE(keep, homes->count, int32_t) };
    if (out->zone == NULL) return XW_NO_MEMORY;
    for (int32_t k = 0; k < homes->count; k++)
        if (k == 0 || homes->zone[k] != homes->zone[k - 1])
            out->zone[out->zones++] = homes->zone[k];
    out->persons = XW_TAKE(keep, s->residencies.count * out->zones * column, double);
    out->rest = XW_TAKE(keep, s->residencies.count * column, double);
    return out->persons == NULL || out->rest == NULL ? XW_NO_MEMORY : XW_OK;
}

/* The first of [zones][sex][age] who join a residence status. */
static double *joining(const struct xw_move_ins *m, int32_t residency)
{
    return m->persons + (ptrdiff_t)residency * m->zones * XW_SEXES * m->scenario->ages;
}

/* Participation of a residence status in a zone by stage on a day: that of the school year it lies in,
 * or the nearest. */
static const double *share_on(const struct xw_scenario *s, int32_t residency, int32_t zone,
                              struct xw_date day)
{
    const struct xw_participation *p = &s->participation;
    int32_t year = day.year - (day.month < 9) - s->first;
    year = year < 0 ? 0 : year >= p->years ? p->years - 1 : year;
    return p->share + (((ptrdiff_t)residency * p->years + year) * p->zones + zone) * p->stages;
}

/* A completion as a replicate has it; *year is the one in which it comes. */
static struct xw_home_type as_drawn(const struct xw_homes *homes, const struct xw_draw *draw,
                                    int32_t k, int16_t *year, double *dwellings)
{
    struct xw_home_type type = homes->type[homes->type_of[k]];
    *year = homes->year[k];
    *dwellings = homes->dwellings[k];
    if (draw == NULL) return type;
    *year = (int16_t)(*year + draw->home_delay[k]);
    type.ceiling = fmin(1.0, type.ceiling * draw->home_ceiling);
    *dwellings *= draw->home_yield; /* so many times the people of each */
    return type;
}

/* The people of one completion in the step between two days. Yields are divided by the participation of
 * the tables: how many of the children seek a place is another assumption than how many there are. */
static void add_completion(const struct xw_move_ins *m, int32_t k, const struct xw_date day[2],
                           const struct xw_step_rates *rates, double *persons)
{
    const struct xw_scenario *s = m->scenario;
    const struct xw_homes *homes = &s->homes;
    int16_t year;
    double dwellings;
    struct xw_home_type drawn = as_drawn(homes, m->draw, k, &year, &dwellings), *type = &drawn;
    int32_t zone = homes->zone[k], residency = homes->residency[k];
    double years[] = { xw_housing_years(year, day[0]), xw_housing_years(year, day[1]) };
    if (type->family != NULL) {
        xw_housing_add_families(type, dwellings, years, s->ages, persons);
        return;
    }
    const double *share[] = { share_on(s, residency, zone, day[0]),
                              share_on(s, residency, zone, day[1]) };
    ptrdiff_t place = rates->mortality_places == 1 ? 0 : zone;
    xw_housing_add_children(type, &s->stages, dwellings, years, share, s->ages,
                            rates->survival + place * XW_SEXES * s->ages, persons);
}

/* Net persons of the district, out of which those who move in can be taken. */
static bool of_district(const struct xw_step_rates *rates)
{
    return rates->migration != NULL && !rates->migration_is_rate && rates->migration_places == 1;
}

/* What is left of the net migration that the residence statuses from `first` to before `end` have
 * together. How many people more move in than it gives. */
static double take_out_of(struct xw_move_ins *m, int32_t first, int32_t end,
                          struct xw_step_rates *rates)
{
    ptrdiff_t column = (ptrdiff_t)XW_SEXES * m->scenario->ages;
    double *rest = m->rest + first * column, above = 0.0;
    for (ptrdiff_t i = 0; i < column; i++) {
        double moved = 0.0, net = rates[first].migration[i];
        for (int32_t z = first * m->zones; z < end * m->zones; z++)
            moved += m->persons[z * column + i];
        rest[i] = net - moved;
        double beyond = moved - fmax(net, 0.0);
        if (!(beyond > 0.0)) continue;
        m->above_cells++;
        above += beyond;
    }
    for (int32_t k = first; k < end; k++)
        rates[k].migration = rest;
    return above;
}

static void take_out(struct xw_move_ins *m, int16_t year, struct xw_step_rates *rates)
{
    bool shared = xw_streams_share_one_migration(m->scenario);
    int32_t n = m->scenario->residencies.count;
    double above = 0.0;
    for (int32_t k = 0; k < n; k = shared ? n : k + 1)
        if (of_district(&rates[k])) above += take_out_of(m, k, shared ? n : k + 1, rates);
    m->above += above;
    if (above > m->worst) {
        m->worst = above;
        m->worst_year = year;
    }
}

/* The net persons given for a step, everybody's once. */
static double net_of(const struct xw_scenario *s, const struct xw_step_rates *rates)
{
    int32_t tables = xw_streams_share_one_migration(s) ? 1 : s->residencies.count;
    double net = 0.0;
    for (int32_t k = 0; k < tables; k++) {
        bool given = rates[k].migration != NULL && !rates[k].migration_is_rate;
        ptrdiff_t cells = (ptrdiff_t)rates[k].migration_places * XW_SEXES * s->ages;
        for (ptrdiff_t i = 0; given && i < cells; i++)
            net += rates[k].migration[i];
    }
    return net;
}

void xw_move_ins_find(struct xw_move_ins *m, int16_t year, struct xw_step_rates *rates)
{
    const struct xw_scenario *s = m->scenario;
    const struct xw_homes *homes = &s->homes;
    ptrdiff_t column = (ptrdiff_t)XW_SEXES * s->ages;
    ptrdiff_t cells = s->residencies.count * m->zones * column;
    if (m->zones == 0) return;
    struct xw_date day[] = { { year, s->base_month, s->base_day },
                             { (int16_t)(year + 1), s->base_month, s->base_day } };
    memset(m->persons, 0, (size_t)cells * sizeof(double));

    bool any = false;
    int32_t z = 0;
    for (int32_t k = 0; k < homes->count; k++) {
        if (homes->zone[k] != m->zone[z]) z++;
        /* Net persons by zone have them already. */
        if (homes->within_migration && !of_district(&rates[homes->residency[k]])) continue;
        any = true;
        add_completion(m, k, day, rates, joining(m, homes->residency[k]) + z * column);
    }
    if (!any) return;
    if (m->first_year == 0) m->first_year = year;
    m->last_year = year;
    for (ptrdiff_t i = 0; i < cells; i++)
        m->moved += m->persons[i];
    m->net += net_of(s, rates);
    if (homes->within_migration) take_out(m, year, rates);
}

void xw_move_ins_add(const struct xw_move_ins *m, double *next, struct xw_step_events *events)
{
    const struct xw_scenario *s = m->scenario;
    int32_t columns = m->zones * XW_SEXES;
    for (int32_t i = 0; i < s->residencies.count * columns; i++) {
        int32_t zone = i / columns * s->zones.count + m->zone[i % columns / XW_SEXES];
        int32_t to = zone * XW_SEXES + i % XW_SEXES;
        double *people = next + (ptrdiff_t)to * s->ages;
        const double *persons = m->persons + (ptrdiff_t)i * s->ages;
        for (int32_t a = 0; a < s->ages; a++) {
            double moved = fmax(persons[a], -people[a]);
            if (moved > persons[a]) {
                events->limited++;
                events->not_taken[to] += moved - persons[a];
            }
            people[a] += moved;
            events->migrants[to] += moved;
        }
    }
}

static void doubt_above(const struct xw_move_ins *m, struct xw_place at, struct xw_diag *diag)
{
    char above[XW_TEXT_AMOUNT], worst[XW_TEXT_AMOUNT];
    bool shared = xw_streams_share_one_migration(m->scenario);
    bool apart = m->scenario->residencies.count > 1 && !shared;
    xw_text_amount(m->above, above);
    xw_text_amount(m->worst, worst);
    xw_diag_doubt(diag, at, "housing_above_migration",
                  xw_arena_format(
                      &diag->arena,
                      "迁入新房者多于所给净迁移，共 %ld 处（%s性别、年龄、年），多 %s 人，最多在 "
                      "%d 年（%s 人）；多出部分由%s各小区按人口迁出。",
                      (long)m->above_cells, apart ? "户籍状况、" : "", above, m->worst_year, worst,
                      apart    ? "同户籍状况的"
                      : shared ? "各户籍状况、"
                               : ""),
                  xw_arena_format(
                      &diag->arena,
                      "More people move into new dwellings than the net migration given in %ld "
                      "cells of %ssex, age and year, %s people in all, most in the step of %d: "
                      "%s. As many others%s leave, shared over the %szones by their people.",
                      (long)m->above_cells, apart ? "residency, " : "", above, m->worst_year, worst,
                      apart ? " of the same residency" : "", shared ? "residencies and " : ""));
}

static void doubt_on_top(const struct xw_move_ins *m, struct xw_place at, struct xw_diag *diag)
{
    bool rates = m->scenario->migration.is_rate;
    const char *zh = xw_arena_format(&diag->arena, "%.1f 人", m->net);
    const char *en = xw_arena_format(&diag->arena, "%.1f people", m->net);
    xw_diag_doubt(
        diag, at, "housing_on_top",
        xw_arena_format(&diag->arena,
                        "新房迁入 %.1f 人另加于 %d 至 %d 年各步的净迁移（%s）；后者不得已含新房。",
                        m->moved, m->first_year, m->last_year, rates ? "以率给出" : zh),
        xw_arena_format(&diag->arena,
                        "New dwellings bring %.1f people on top of net migration in the steps of "
                        "%d to %d (%s), which must not contain them.",
                        m->moved, m->first_year, m->last_year, rates ? "given as rates" : en));
}

void xw_move_ins_doubt(const struct xw_move_ins *m, struct xw_diag *diag)
{
    struct xw_place at = { .file = m->scenario->table_file[XW_TABLE_HOUSING] };
    if (m->zones == 0 || m->first_year == 0) return;
    if (!m->scenario->homes.within_migration)
        doubt_on_top(m, at, diag);
    else if (m->above_cells > 0)
        doubt_above(m, at, diag);
}
