#include "xuewei/move_ins.h"
#include "xuewei/housing.h"
#include "xuewei/parameters.h"
#include "xuewei/text.h"
#include <math.h>
#include <string.h>

enum xw_status xw_move_ins_begin(struct xw_arena *keep, const struct xw_scenario *s,
                                 struct xw_move_ins *out)
{
    const struct xw_homes *homes = &s->homes;
    ptrdiff_t column = (ptrdiff_t)XW_SEXES * s->ages;
    *out = (struct xw_move_ins){ .scenario = s, .zone = XW_TAKE(keep, homes->count, int32_t) };
    if (out->zone == NULL) return XW_NO_MEMORY;
    for (int32_t k = 0; k < homes->count; k++)
        if (k == 0 || homes->zone[k] != homes->zone[k - 1])
            out->zone[out->zones++] = homes->zone[k];
    out->persons = XW_TAKE(keep, out->zones * column, double);
    out->rest = XW_TAKE(keep, column, double);
    return out->persons == NULL || out->rest == NULL ? XW_NO_MEMORY : XW_OK;
}

/* Participation of a zone by stage on a day: that of the school year it lies in, or the nearest. */
static const double *share_on(const struct xw_scenario *s, int32_t zone, struct xw_date day)
{
    const struct xw_participation *p = &s->participation;
    int32_t year = day.year - (day.month < 9) - s->first;
    year = year < 0 ? 0 : year >= p->years ? p->years - 1 : year;
    return p->share + ((ptrdiff_t)year * p->zones + zone) * p->stages;
}

/* The people of one completion in the step between two days. */
static void add_completion(const struct xw_scenario *s, int32_t k, const struct xw_date day[2],
                           const struct xw_step_rates *rates, double *persons)
{
    const struct xw_homes *homes = &s->homes;
    const struct xw_home_type *type = &homes->type[homes->type_of[k]];
    int32_t zone = homes->zone[k];
    double years[] = { xw_housing_years(homes->year[k], day[0]),
                       xw_housing_years(homes->year[k], day[1]) };
    if (type->family != NULL) {
        xw_housing_add_families(type, homes->dwellings[k], years, s->ages, persons);
        return;
    }
    const double *share[] = { share_on(s, zone, day[0]), share_on(s, zone, day[1]) };
    ptrdiff_t place = rates->mortality_places == 1 ? 0 : zone;
    xw_housing_add_children(type, &s->stages, homes->dwellings[k], years, share, s->ages,
                            rates->survival + place * XW_SEXES * s->ages, persons);
}

/* What is left of the district's net migration of a step, and where more move in than it gives. */
static void take_out(struct xw_move_ins *m, int16_t year, struct xw_step_rates *rates)
{
    ptrdiff_t column = (ptrdiff_t)XW_SEXES * m->scenario->ages;
    double above = 0.0;
    for (ptrdiff_t i = 0; i < column; i++) {
        double moved = 0.0, net = rates->migration[i];
        for (int32_t z = 0; z < m->zones; z++)
            moved += m->persons[z * column + i];
        m->rest[i] = net - moved;
        double beyond = moved - fmax(net, 0.0);
        if (!(beyond > 0.0)) continue;
        m->above_cells++;
        above += beyond;
    }
    m->above += above;
    if (above > m->worst) {
        m->worst = above;
        m->worst_year = year;
    }
    rates->migration = m->rest;
}

void xw_move_ins_find(struct xw_move_ins *m, int16_t year, struct xw_step_rates *rates)
{
    const struct xw_scenario *s = m->scenario;
    const struct xw_homes *homes = &s->homes;
    ptrdiff_t column = (ptrdiff_t)XW_SEXES * s->ages;
    if (m->zones == 0) return;
    struct xw_date day[] = { { year, s->base_month, s->base_day },
                             { (int16_t)(year + 1), s->base_month, s->base_day } };
    memset(m->persons, 0, (size_t)(m->zones * column) * sizeof(double));
    bool given = rates->migration != NULL && !rates->migration_is_rate;
    bool by_zone = given && rates->migration_places > 1;
    if (homes->within_migration && by_zone) return; /* their zones have them already */

    int32_t z = 0;
    for (int32_t k = 0; k < homes->count; k++) {
        if (homes->zone[k] != m->zone[z]) z++;
        add_completion(s, k, day, rates, m->persons + z * column);
    }
    if (m->first_year == 0) m->first_year = year;
    m->last_year = year;
    for (ptrdiff_t i = 0; i < m->zones * column; i++)
        m->moved += m->persons[i];
    for (ptrdiff_t i = 0; given && i < rates->migration_places * column; i++)
        m->net += rates->migration[i];
    if (homes->within_migration) take_out(m, year, rates);
}

void xw_move_ins_add(const struct xw_move_ins *m, double *next, struct xw_step_events *events)
{
    int32_t ages = m->scenario->ages;
    for (int32_t i = 0; i < m->zones * XW_SEXES; i++) {
        int32_t to = m->zone[i / XW_SEXES] * XW_SEXES + i % XW_SEXES;
        double *people = next + (ptrdiff_t)to * ages;
        const double *persons = m->persons + (ptrdiff_t)i * ages;
        for (int32_t a = 0; a < ages; a++) {
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
    xw_text_amount(m->above, above);
    xw_text_amount(m->worst, worst);
    xw_diag_doubt(
        diag, at, "housing_above_migration",
        xw_arena_format(&diag->arena,
                        "迁入新房者多于所给净迁移，共 %ld 处（性别、年龄、年），多 %s 人，最多在 "
                        "%d 年（%s 人）；多出部分由各小区按人口迁出。",
                        (long)m->above_cells, above, m->worst_year, worst),
        xw_arena_format(&diag->arena,
                        "More people move into new dwellings than the net migration given in %ld "
                        "cells of sex, age and year, %s people in all, most in the step of %d: "
                        "%s. As many others leave, shared over the zones by their people.",
                        (long)m->above_cells, above, m->worst_year, worst));
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
