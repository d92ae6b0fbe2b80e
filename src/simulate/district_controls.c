#include "xuewei/district_controls.h"
#include "xuewei/parameters.h"
#include "xuewei/rake.h"
#include <math.h>

/* The controls of a year: rows first .. first + count - 1. */
static int32_t controls_of(const struct xw_controls *controls, int16_t year, int32_t *first)
{
    int32_t count = 0;
    *first = 0;
    for (int32_t i = 0; i < controls->count; i++) {
        if (controls->year[i] != year) continue;
        if (count == 0) *first = i;
        count++;
    }
    return count;
}

/* Zones of all residence statuses: a control is of all of them together. */
static int32_t places_of(const struct xw_scenario *s)
{
    return s->residencies.count * s->zones.count;
}

/* People of a control's sex and ages in a table [residency][zone][sex][age]. */
static double people_in(const struct xw_scenario *s, const struct xw_control *control,
                        const double *people)
{
    double sum = 0.0;
    for (int32_t z = 0; z < places_of(s); z++)
        for (int32_t x = 0; x < XW_SEXES; x++) {
            if (control->sex != XW_SEXES && control->sex != x) continue;
            const double *of = people + ((ptrdiff_t)z * XW_SEXES + x) * s->ages;
            for (int32_t a = control->age_from; a <= control->age_to; a++)
                sum += of[a];
        }
    return sum;
}

/* Institutional residents are constant: a control of any year below them cannot be met. */
static bool too_few_for_kept(const struct xw_scenario *s, int32_t control)
{
    const struct xw_control *of = &s->controls.control[control];
    return of->persons < people_in(s, of, s->population.institutional) * (1.0 - 1e-12);
}

/* Scale people to the controls of a year; *failed is the control of XW_NOBODY_THERE. */
static enum xw_status scale(struct xw_arena scratch, const struct xw_scenario *s, int32_t first,
                            int32_t count, double *people, int32_t *failed)
{
    struct xw_control *households = XW_TAKE(&scratch, count, struct xw_control);
    struct xw_rake_result result;
    *failed = XW_NONE;
    if (households == NULL) return XW_NO_MEMORY;
    for (int32_t i = 0; i < count; i++) {
        households[i] = s->controls.control[first + i];
        *failed = first + i;
        if (too_few_for_kept(s, first + i)) return XW_NOBODY_THERE;
        double kept = people_in(s, &households[i], s->population.institutional);
        households[i].persons = fmax(households[i].persons - kept, 0.0);
    }
    enum xw_status status = xw_rake(places_of(s), s->ages, count, households, NULL,
                                    XW_RAKE_TOLERANCE, scratch, people, &result);
    *failed = result.control == XW_NONE ? XW_NONE : first + result.control;
    return status;
}

static void refuse(const struct xw_scenario *s, int32_t control, struct xw_diag *diag)
{
    const struct xw_control *of = &s->controls.control[control];
    struct xw_place at = { .file = s->table_file[XW_TABLE_CONTROLS],
                           .line = s->controls.line[control],
                           .column = 1,
                           .field = "persons" };
    double kept = people_in(s, of, s->population.institutional);
    if (too_few_for_kept(s, control))
        xw_diag_fault(diag, at,
                      "%.10g people are fewer than the %.10g institutional residents among them",
                      of->persons, kept);
    else
        xw_diag_fault(diag, at, "%.10g people of a sex and ages that nobody in the district has",
                      of->persons);
}

static double sum_of(int32_t count, const double *value)
{
    double sum = 0.0;
    for (int32_t i = 0; i < count; i++)
        sum += value[i];
    return sum;
}

enum xw_status xw_district_controls_base(struct xw_arena scratch, struct xw_scenario *s,
                                         struct xw_diag *diag)
{
    struct xw_base_population *people = &s->population;
    int32_t zones = s->zones.count, columns = XW_SEXES * s->ages, first, failed;
    int32_t count = controls_of(&s->controls, s->base_year, &first);
    double *before = XW_TAKE(&scratch, zones, double);
    if (before == NULL) return XW_NO_MEMORY;
    int32_t refused = diag->refused;
    for (int32_t i = 0; i < s->controls.count; i++)
        if (too_few_for_kept(s, i)) refuse(s, i, diag);
    if (diag->refused > refused) return XW_REFUSED;
    if (count == 0) return XW_OK;
    for (int32_t p = 0; p < places_of(s); p++)
        before[p % zones] += sum_of(columns, people->household + (ptrdiff_t)p * columns);
    enum xw_status status = scale(scratch, s, first, count, people->household, &failed);
    if (status == XW_NOBODY_THERE) {
        refuse(s, failed, diag);
        return XW_REFUSED;
    }
    for (int32_t z = 0; status == XW_OK && z < zones; z++) {
        double after = 0.0;
        for (int32_t p = z; p < places_of(s); p += zones)
            after += sum_of(columns, people->household + (ptrdiff_t)p * columns);
        double times = before[z] > 0.0 ? after / before[z] : 1.0;
        people->published[z] *= times;
        people->estimated[z] *= times;
        people->assumed[z] *= times;
    }
    return status;
}

enum xw_status xw_district_controls_year(struct xw_arena scratch, const struct xw_scenario *s,
                                         int16_t year, double *people, double *migrants,
                                         double *moved, int32_t *failed)
{
    int32_t ages = s->ages, columns = places_of(s) * XW_SEXES, first;
    int32_t count = controls_of(&s->controls, year, &first);
    *moved = 0.0;
    *failed = XW_NONE;
    if (count == 0) return XW_OK;
    ptrdiff_t cells = (ptrdiff_t)columns * ages;
    double *before = XW_TAKE(&scratch, cells, double), all = 0.0, changed = 0.0;
    if (before == NULL) return XW_NO_MEMORY;
    for (ptrdiff_t i = 0; i < cells; i++)
        before[i] = people[i];
    enum xw_status status = scale(scratch, s, first, count, people, failed);
    for (int32_t c = 0; status == XW_OK && c < columns; c++) {
        const double *was = before + (ptrdiff_t)c * ages, *is = people + (ptrdiff_t)c * ages;
        double net = 0.0;
        for (int32_t a = 0; a < ages; a++) {
            net += is[a] - was[a];
            changed += fabs(is[a] - was[a]);
            all += was[a];
        }
        migrants[c] += net;
    }
    *moved = all > 0.0 ? changed / all : 0.0;
    return status;
}
