#include "xuewei/special_rows.h"
#include "xuewei/provision.h"
#include "xuewei/residents.h"
#include <math.h>

/* The compulsory ages, first and last; false when the scenario has none. */
static bool compulsory_ages(const struct xw_stages *stages, int32_t *first, int32_t *last)
{
    bool any = false;
    for (int32_t g = 0; g < stages->count; g++) {
        const struct xw_stage *of = &stages->stage[g];
        if (of->name != XW_PRIMARY && of->name != XW_LOWER_SECONDARY && of->name != XW_SPECIAL)
            continue;
        if (any && of->name == XW_SPECIAL) continue;
        if (!any) *first = of->first_age;
        *last = of->first_age + of->grades - 1;
        any = true;
    }
    return any;
}

static enum xw_status say(const struct xw_state *state, const struct xw_sink *sink, int32_t stage,
                          enum xw_measure measure, double value, double target)
{
    return xw_measure_aim(state, sink, "district", measure, stage, value, target);
}

enum xw_status xw_special_rows(const struct xw_state *state, const struct xw_sink *sink)
{
    const struct xw_scenario *s = state->prepared->scenario;
    const struct xw_special_rules *r = &s->special;
    int32_t first = 0, last = 0;
    if (!compulsory_ages(&s->stages, &first, &last)) return XW_OK;
    struct xw_special split = xw_special_split(xw_residents_between(state, first, last, false),
                                               r->prevalence, r->school_share, r->home_share);
    double residents = xw_residents_between(state, 0, s->ages - 1, true);
    double in_schools = split.in_special_schools;
    const struct {
        enum xw_measure measure;
        double value, target;
    } row[] = {
        { XW_MEASURE_SPECIAL_PUPILS, split.pupils, NAN },
        { XW_MEASURE_SPECIAL_SCHOOL_PUPILS, in_schools, NAN },
        { XW_MEASURE_SPECIAL_ORDINARY_PUPILS, split.in_ordinary_classes, NAN },
        { XW_MEASURE_SPECIAL_HOME_PUPILS, split.at_home, NAN },
        { XW_MEASURE_SPECIAL_CLASSES_OF_12, ceil(in_schools / XW_SPECIAL_CLASS_LARGEST), NAN },
        { XW_MEASURE_SPECIAL_CLASSES_OF_8, ceil(in_schools / XW_SPECIAL_CLASS_SMALLEST), NAN },
        { XW_MEASURE_SPECIAL_SCHOOLS_WANTED, floor(residents / XW_RESIDENTS_PER_SPECIAL_SCHOOL),
          NAN },
        { XW_MEASURE_SPECIAL_SCHOOLS, r->schools == XW_NONE ? NAN : (double)r->schools,
          floor(residents / XW_RESIDENTS_PER_SPECIAL_SCHOOL) },
    };
    enum xw_status status = XW_OK;
    for (size_t i = 0; status == XW_OK && i < sizeof row / sizeof *row; i++)
        status = say(state, sink, XW_NONE, row[i].measure, row[i].value, row[i].target);
    return status;
}

/* Entry places of the intake plans of a stage; NaN when an open public school has none. */
static double plan_places(const struct xw_state *state, int32_t stage)
{
    const struct xw_prepared *p = state->prepared;
    const struct xw_timeline *t = &p->timeline;
    int32_t norm = p->norm[p->scenario->stages.stage[stage].first_row].norm;
    double places = 0.0;
    for (int32_t i = t->stage_start[stage]; i < t->stage_start[stage + 1]; i++) {
        ptrdiff_t at = (ptrdiff_t)i * t->years + state->year;
        if (!t->open[at] || p->scenario->schools.sector[t->school[i]] == XW_PRIVATE) continue;
        if (t->intake_plan[at] == XW_NONE) return NAN;
        places += (double)t->intake_plan[at] * norm;
    }
    return places;
}

enum xw_status xw_upper_rows(const struct xw_state *state, const struct xw_sink *sink)
{
    const struct xw_scenario *s = state->prepared->scenario;
    int32_t stage = xw_stages_find(&s->stages, XW_UPPER_SECONDARY);
    if (stage == XW_NONE) return XW_OK;
    const struct xw_admission *a = &state->admission[stage];
    double entrants = 0.0, plan = NAN;
    enum xw_status status = XW_OK;
    for (int32_t z = 0; z < state->prepared->zones; z++)
        entrants += a->demand[z];
    if (s->general.given) {
        double vocational = a->going_on * (1.0 - s->general.share[state->year]);
        status = say(state, sink, stage, XW_MEASURE_GOING_ON, a->going_on, NAN);
        if (status == XW_OK)
            status = say(state, sink, stage, XW_MEASURE_GENERAL_ENTRANTS, entrants, NAN);
        if (status == XW_OK)
            status = say(state, sink, stage, XW_MEASURE_VOCATIONAL_ENTRANTS, vocational, NAN);
        if (status == XW_OK)
            status =
                say(state, sink, stage, XW_MEASURE_INFLOW, s->general.inflow[state->year], NAN);
    }
    if (!s->stages.stage[stage].city) plan = plan_places(state, stage);
    if (status == XW_OK) status = say(state, sink, stage, XW_MEASURE_PLAN_PLACES, plan, NAN);
    if (status == XW_OK)
        status = say(state, sink, stage, XW_MEASURE_PLAN_SHORTFALL,
                     isnan(plan) ? NAN : fmax(0.0, entrants - plan), 0.0);
    return status;
}
