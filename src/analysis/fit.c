#include "xuewei/fit.h"
#include "xuewei/birth_cohort.h"
#include "xuewei/entry_trend.h"
#include "xuewei/feeder_groups.h"
#include "xuewei/grade_ratio.h"
#include "xuewei/ratio_effects.h"
#include "xuewei/ratio_fit.h"
#include <math.h>

/* A fit while it is made. */
struct fitting {
    const struct xw_scenario *s;
    struct xw_arena *keep, scratch;
    struct xw_fit *out;
    int16_t first; /* year of the rolls */
    int32_t years;
    double *roll;   /* [school][year][grade row]; NaN: not known */
    uint8_t *event; /* [school][year]: 1 where the rolls name one */
};

/* Pairs of one ratio, with room for more. */
struct pairs {
    struct xw_ratio_rows rows;
    double *now, *before, *weight;
    int16_t *year;
};

static double *roll_of(const struct fitting *f, int32_t school, int32_t year, int32_t row)
{
    return &f->roll[((ptrdiff_t)school * f->years + year) * f->s->stages.rows + row];
}

static enum xw_status read_rolls(struct fitting *f)
{
    const struct xw_rolls *rolls = &f->s->rolls;
    int16_t first = INT16_MAX, last = INT16_MIN;
    for (int32_t i = 0; i < rolls->count; i++) {
        if (rolls->year[i] < first) first = rolls->year[i];
        if (rolls->year[i] > last) last = rolls->year[i];
    }
    if (rolls->count == 0) return XW_NOT_IDENTIFIABLE;
    f->first = f->out->first = first;
    f->out->last = last;
    f->years = last - first + 1;
    ptrdiff_t cells = (ptrdiff_t)f->s->schools.count * f->years * f->s->stages.rows;
    f->roll = XW_TAKE(&f->scratch, cells, double);
    f->event = XW_TAKE(&f->scratch, (ptrdiff_t)f->s->schools.count * f->years, uint8_t);
    if (f->roll == NULL || f->event == NULL) return XW_NO_MEMORY;
    for (ptrdiff_t i = 0; i < cells; i++)
        f->roll[i] = NAN;
    for (int32_t i = 0; i < rolls->count; i++) {
        int32_t school = rolls->school[i], year = rolls->year[i] - first;
        *roll_of(f, school, year, rolls->row[i]) = rolls->pupils[i];
        f->event[(ptrdiff_t)school * f->years + year] |= rolls->event[i];
    }
    return XW_OK;
}

static void remark(struct fitting *f, const char *text)
{
    if (text != NULL && f->out->remarks < XW_FIT_REMARKS) f->out->remark[f->out->remarks++] = text;
}

/* The number of the estimate, or XW_NONE when memory is used up. */
static int32_t add(struct fitting *f, struct xw_estimate estimate)
{
    struct xw_fit *out = f->out;
    if (out->count == out->room) {
        int32_t room = out->room == 0 ? 256 : 2 * out->room;
        struct xw_estimate *more = XW_TAKE(f->keep, room, struct xw_estimate);
        if (more == NULL) return XW_NONE;
        for (int32_t i = 0; i < out->count; i++)
            more[i] = out->estimate[i];
        out->estimate = more;
        out->room = room;
    }
    out->estimate[out->count] = estimate;
    return out->count++;
}

static enum xw_status add_pair(struct fitting *f, int32_t a, int32_t b, double covariance)
{
    struct xw_fit *out = f->out;
    if (!isfinite(covariance)) return XW_OK;
    if (out->pairs == out->pair_room) {
        int32_t room = out->pair_room == 0 ? 256 : 2 * out->pair_room;
        struct xw_fit_pair *more = XW_TAKE(f->keep, room, struct xw_fit_pair);
        if (more == NULL) return XW_NO_MEMORY;
        for (int32_t i = 0; i < out->pairs; i++)
            more[i] = out->pair[i];
        out->pair = more;
        out->pair_room = room;
    }
    out->pair[out->pairs++] = (struct xw_fit_pair){ a, b, covariance };
    return XW_OK;
}

static enum xw_status open_pairs(struct pairs *p, struct xw_arena *from, ptrdiff_t most)
{
    *p = (struct pairs){ .now = XW_TAKE(from, most, double),
                         .before = XW_TAKE(from, most, double),
                         .weight = XW_TAKE(from, most, double),
                         .year = XW_TAKE(from, most, int16_t) };
    if (p->now == NULL || p->before == NULL || p->weight == NULL || p->year == NULL)
        return XW_NO_MEMORY;
    p->rows = (struct xw_ratio_rows){ 0, p->now, p->before, p->weight, p->year };
    return XW_OK;
}

static void put_pair(struct pairs *p, double now, double before, double weight, int16_t year)
{
    int32_t i = p->rows.count++;
    p->now[i] = now;
    p->before[i] = before;
    p->weight[i] = weight;
    p->year[i] = year;
}

/* How much the step into a year counts, as ratio_effects.h has it. */
static double weight_of(const struct fitting *f, const struct xw_ratio_effects *e, int32_t year)
{
    double odd = e != NULL && e->odd[year] != 0 ? XW_RATIO_ODD : 1.0;
    return pow(XW_RATIO_DECAY, f->years - 1 - year) * odd;
}

static struct xw_estimate estimate_of(enum xw_fit_of of, int32_t stage,
                                      const struct xw_ratio_fit *fit)
{
    return (struct xw_estimate){ .of = of,
                                 .stage = stage,
                                 .grade_row = XW_NONE,
                                 .school = XW_NONE,
                                 .zone = XW_NONE,
                                 .year = INT16_MIN,
                                 .value = fit->ratio,
                                 .sd = fit->sd,
                                 .dispersion = fit->dispersion,
                                 .year_dispersion = fit->year_dispersion,
                                 .rows = fit->rows,
                                 .years = fit->years,
                                 .first = fit->first,
                                 .last = fit->last,
                                 .parent = XW_NONE };
}

/* ---- steps: ratios from one grade to the next, of a district and its parts ---- */

/* The pairs of a grade over all schools. */
static enum xw_status collect(const struct fitting *f, const struct xw_roll_histories *h,
                              const struct xw_ratio_effects *e, int32_t grade,
                              struct xw_arena *from, struct pairs *p)
{
    enum xw_status status = open_pairs(p, from, (ptrdiff_t)h->schools * h->years);
    for (int32_t s = 0; status == XW_OK && s < h->schools; s++)
        for (int32_t y = 1; y < h->years; y++) {
            double now, before;
            if (xw_roll_step(h, s, y, grade, &now, &before))
                put_pair(p, now, before, weight_of(f, e, y), (int16_t)(h->first_year + y));
        }
    return status;
}

/* What a part of the district differs by: its own estimate, drawn to the district's. */
static bool part_of(const struct fitting *f, const struct xw_roll_histories *h,
                    const struct xw_ratio_effects *e, int32_t part, int32_t grade, int32_t parent,
                    struct xw_estimate *out)
{
    struct xw_ratio_sums sums = { 0 };
    const struct xw_estimate *district = &f->out->estimate[parent];
    *out = *district;
    out->rows = 0;
    for (int32_t y = 1; y < h->years; y++) {
        double now, before;
        if (!xw_roll_step(h, part, y, grade, &now, &before)) continue;
        xw_ratio_sums_add(&sums, weight_of(f, e, y), now, before);
        if (out->rows++ == 0) out->first = (int16_t)(h->first_year + y);
        out->last = (int16_t)(h->first_year + y);
    }
    double kappa = e->kappa[grade];
    if (out->rows == 0 || !isfinite(kappa)) return false;
    double worth = xw_grade_ratio_worth(&sums), lean = kappa / (worth + kappa);
    double level = district->value / e->region[grade];
    double own = district->value * district->value * e->between[grade] * lean;
    out->years = out->rows;
    out->value = level * e->shrunken[(ptrdiff_t)part * h->grades + grade];
    out->sd = sqrt(own + lean * lean * district->sd * district->sd);
    out->dispersion = e->noise[grade];
    out->year_dispersion = NAN;
    out->parent = parent;
    out->lean = lean;
    return true;
}

/* Do the districts' ratios of two grades vary together over the years? */
static enum xw_status pair_grades(struct fitting *f, const struct pairs *a, int32_t number_a,
                                  const struct pairs *b, int32_t number_b)
{
    double sum = 0.0;
    int32_t years = 0;
    for (int32_t y = 1; y < f->years; y++) {
        int16_t year = (int16_t)(f->first + y);
        double off_a = xw_ratio_fit_off(&a->rows, f->out->estimate[number_a].value, year);
        double off_b = xw_ratio_fit_off(&b->rows, f->out->estimate[number_b].value, year);
        if (off_a == 0.0 && off_b == 0.0) continue;
        sum += off_a * off_b;
        years++;
    }
    return years > 1 ? add_pair(f, number_a, number_b, sum * years / (years - 1)) : XW_OK;
}

/* Years in which a school's pupils may not have moved as usual. */
static void mark_events(const struct fitting *f, int32_t school, int32_t stage, uint8_t *event)
{
    const struct xw_projects *p = &f->s->projects;
    for (int32_t y = 0; y < f->years; y++) {
        int16_t year = (int16_t)(f->first + y);
        bool any = f->event[(ptrdiff_t)school * f->years + y] != 0 ||
                   f->s->schools.opens[school] == year || f->s->schools.closes[school] == year - 1;
        for (int32_t i = 0; i < p->count; i++)
            any |= p->school[i] == school && p->stage[i] == stage && p->counted[i] &&
                   p->opens_in[i] == year;
        event[y] = any;
    }
}

static enum xw_status fit_progression(struct fitting *f, struct xw_arena scratch, int32_t stage)
{
    const struct xw_stage *of = &f->s->stages.stage[stage];
    int32_t schools = f->s->schools.count, grades = of->grades;
    double *pupils = XW_TAKE(&scratch, (ptrdiff_t)schools * f->years * grades, double);
    uint8_t *event = XW_TAKE(&scratch, (ptrdiff_t)schools * f->years, uint8_t);
    int32_t *school = XW_TAKE(&scratch, schools, int32_t);
    if (pupils == NULL || event == NULL || school == NULL) return XW_NO_MEMORY;
    struct xw_roll_histories h = { .years = f->years,
                                   .grades = grades,
                                   .first_year = f->first,
                                   .first_grade = of->first_grade,
                                   .pupils = pupils,
                                   .event = event };
    for (int32_t s = 0; s < schools; s++) {
        bool any = false;
        for (int32_t y = 0; y < f->years; y++)
            for (int32_t g = 0; g < grades; g++) {
                double n = *roll_of(f, s, y, of->first_row + g);
                pupils[((ptrdiff_t)h.schools * f->years + y) * grades + g] = n;
                any |= !isnan(n);
            }
        if (!any) continue;
        mark_events(f, s, stage, event + (ptrdiff_t)h.schools * f->years);
        school[h.schools++] = s;
    }
    if (h.schools == 0 || grades < 2) return XW_OK;
    struct xw_ratio_effects e;
    struct pairs p[XW_MAX_GRADES];
    int32_t number[XW_MAX_GRADES];
    struct xw_arena work = scratch; /* what effects returns must not lie where it works */
    struct xw_arena kept = scratch;
    work.at = scratch.at + (scratch.end - scratch.at) / 2;
    kept.end = work.at;
    enum xw_status status = xw_ratio_effects(&h, f->years - 1, &kept, work, &e);
    for (int32_t g = 1; status == XW_OK && g < grades; g++) {
        struct xw_ratio_fit fit;
        number[g] = XW_NONE;
        status = collect(f, &h, &e, g, &kept, &p[g]);
        if (status == XW_OK) status = xw_ratio_fit(&p[g].rows, work, &fit);
        if (status == XW_NOT_IDENTIFIABLE) {
            remark(f, xw_arena_format(f->keep,
                                      "progression of %s, grade %d: no school has rolls of the "
                                      "grade and of the next one a year later",
                                      xw_stage_word(of->name), (int)(of->first_grade + g - 1)));
            status = XW_OK;
            continue;
        }
        if (status != XW_OK) return status;
        struct xw_estimate district = estimate_of(XW_FIT_PROGRESSION, stage, &fit);
        district.grade_row = of->first_row + g - 1;
        number[g] = add(f, district);
        if (number[g] == XW_NONE) return XW_NO_MEMORY;
        for (int32_t s = 0; h.schools > 1 && s < h.schools; s++) {
            struct xw_estimate own;
            if (!part_of(f, &h, &e, s, g, number[g], &own)) continue;
            own.school = school[s];
            if (add(f, own) == XW_NONE) return XW_NO_MEMORY;
        }
    }
    for (int32_t a = 1; status == XW_OK && a < grades; a++)
        for (int32_t b = a + 1; status == XW_OK && b < grades; b++)
            if (number[a] != XW_NONE && number[b] != XW_NONE)
                status = pair_grades(f, &p[a], number[a], &p[b], number[b]);
    return status;
}

/* ---- entry ---- */

/* Has the year the grade of every school that had it the year before and has it the year after? */
static bool is_complete(const struct fitting *f, int32_t year, int32_t row)
{
    bool any = false;
    for (int32_t s = 0; s < f->s->schools.count; s++) {
        bool here = !isnan(*roll_of(f, s, year, row));
        bool around = year > 0 && year + 1 < f->years && !isnan(*roll_of(f, s, year - 1, row)) &&
                      !isnan(*roll_of(f, s, year + 1, row));
        any |= here;
        if (around && !here) return false;
    }
    return any;
}

/* Pupils of a grade in a year, of the schools of a group (XW_NONE: of all); NaN where the year is not
 * complete. */
static double sum_of(const struct fitting *f, const int32_t *group_of, int32_t group, int32_t year,
                     int32_t row)
{
    double sum = 0.0;
    if (!is_complete(f, year, row)) return NAN;
    for (int32_t s = 0; s < f->s->schools.count; s++) {
        double n = *roll_of(f, s, year, row);
        if (!isnan(n) && (group == XW_NONE || group_of[s] == group)) sum += n;
    }
    return sum;
}

/* Leavers and entrants by group and year, as a history of two grades. */
static void two_grades(const struct fitting *f, const struct xw_feeder_groups *groups,
                       int32_t stage, int32_t count, double *pupils)
{
    const struct xw_stage *below = &f->s->stages.stage[stage - 1];
    const int32_t row[] = { below->first_row + below->grades - 1,
                            f->s->stages.stage[stage].first_row };
    for (int32_t g = 0; g < count; g++)
        for (int32_t y = 0; y < f->years; y++)
            for (int k = 0; k < 2; k++)
                pupils[((ptrdiff_t)g * f->years + y) * 2 + k] =
                    sum_of(f, groups->of, count == 1 ? XW_NONE : g, y, row[k]);
}

/* The parts of the district whose schools feed one another alone. */
static enum xw_status fit_entry_groups(struct fitting *f, struct xw_arena scratch, int32_t stage,
                                       const struct xw_feeder_groups *groups, int32_t parent)
{
    struct xw_ratio_effects e;
    struct xw_arena work = scratch, kept = scratch;
    work.at = scratch.at + (scratch.end - scratch.at) / 2;
    kept.end = work.at;
    double *pupils = XW_TAKE(&kept, (ptrdiff_t)groups->groups * f->years * 2, double);
    if (pupils == NULL) return XW_NO_MEMORY;
    two_grades(f, groups, stage, groups->groups, pupils);
    struct xw_roll_histories h = { .schools = groups->groups,
                                   .years = f->years,
                                   .grades = 2,
                                   .first_year = f->first,
                                   .pupils = pupils };
    enum xw_status status = xw_ratio_effects(&h, f->years - 1, &kept, work, &e);
    for (int32_t z = 0; status == XW_OK && z < f->s->zones.count; z++) {
        struct xw_estimate own;
        int32_t group = groups->of_zone[z];
        if (group == XW_NONE || isnan(e.region[1])) continue;
        if (!part_of(f, &h, &e, group, 1, parent, &own)) continue;
        own.zone = z;
        int32_t number = add(f, own);
        if (number == XW_NONE) return XW_NO_MEMORY;
        /* Zones of the same schools have one ratio under several names. */
        for (int32_t i = parent + 1; status == XW_OK && i < number; i++)
            if (groups->of_zone[f->out->estimate[i].zone] == group)
                status = add_pair(f, i, number, own.sd * own.sd);
    }
    return status;
}

static enum xw_status fit_entry(struct fitting *f, struct xw_arena scratch, int32_t stage)
{
    const struct xw_stages *stages = &f->s->stages;
    struct xw_feeder_groups groups, all = { 0 };
    struct pairs p;
    struct xw_arena kept = scratch, work = scratch;
    work.at = scratch.at + (scratch.end - scratch.at) / 2;
    kept.end = work.at;
    double *pupils = XW_TAKE(&kept, (ptrdiff_t)f->years * 2, double);
    if (pupils == NULL) return XW_NO_MEMORY;
    two_grades(f, &all, stage, 1, pupils);
    struct xw_roll_histories h = {
        .schools = 1, .years = f->years, .grades = 2, .first_year = f->first, .pupils = pupils
    };
    struct xw_ratio_fit fit;
    enum xw_status status = collect(f, &h, NULL, 1, &kept, &p);
    if (status == XW_OK) status = xw_ratio_fit(&p.rows, work, &fit);
    if (status == XW_NOT_IDENTIFIABLE) {
        remark(f, xw_arena_format(f->keep,
                                  "entry of %s: no complete rolls of its entry grade a year after "
                                  "complete ones of the last grade of %s",
                                  xw_stage_word(stages->stage[stage].name),
                                  xw_stage_word(stages->stage[stage - 1].name)));
        return XW_OK;
    }
    if (status != XW_OK) return status;
    int32_t parent = add(f, estimate_of(XW_FIT_ENTRY, stage, &fit));
    if (parent == XW_NONE) return XW_NO_MEMORY;
    status = xw_feeder_groups(f->s, stage, &kept, work, &groups);
    if (status != XW_OK || groups.groups < 2) return status;
    work = kept;
    work.end = scratch.end;
    return fit_entry_groups(f, work, stage, &groups, parent);
}

/* ---- from residents and births ---- */

/* Rows of a trend, by year of the horizon. */
static enum xw_status add_trend(struct fitting *f, const struct xw_ratio_trend *trend,
                                struct xw_estimate base)
{
    int32_t first = f->out->count;
    for (int32_t y = f->s->first; y <= f->s->last; y++) {
        base.year = (int16_t)y;
        xw_ratio_trend_at(trend, base.year, XW_ENTRY_DAMPING, &base.value, &base.sd);
        if (add(f, base) == XW_NONE) return XW_NO_MEMORY;
    }
    /* The years vary together through the level and the growth that they share. */
    for (int32_t a = first; a < f->out->count; a++)
        for (int32_t b = a + 1; b < f->out->count; b++) {
            const struct xw_estimate *ea = &f->out->estimate[a], *eb = &f->out->estimate[b];
            double ta = xw_ratio_trend_years(trend, ea->year, XW_ENTRY_DAMPING);
            double tb = xw_ratio_trend_years(trend, eb->year, XW_ENTRY_DAMPING);
            const double *c = trend->covariance;
            double covariance = ea->value * eb->value * (c[0] + (ta + tb) * c[1] + ta * tb * c[2]);
            enum xw_status status = add_pair(f, a, b, covariance);
            if (status != XW_OK) return status;
        }
    return XW_OK;
}

static enum xw_status fit_participation(struct fitting *f, struct xw_arena scratch, int32_t stage,
                                        const struct xw_fit_children *children, bool trend)
{
    const struct xw_stage *of = &f->s->stages.stage[stage];
    const char *word = xw_stage_word(of->name);
    struct pairs p;
    enum xw_status status = open_pairs(&p, &scratch, f->years);
    for (int32_t y = 0; status == XW_OK && y < f->years; y++) {
        int32_t known = f->first + y - children->first;
        if (known < 0 || known >= children->years) continue;
        double residents = children->number[(ptrdiff_t)known * f->s->stages.count + stage];
        double entrants = sum_of(f, NULL, XW_NONE, y, of->first_row);
        if (residents > 0.0 && entrants >= 0.0)
            put_pair(&p, entrants, residents, weight_of(f, NULL, y), (int16_t)(f->first + y));
    }
    struct xw_ratio_fit fit;
    if (status == XW_OK) status = xw_ratio_fit(&p.rows, scratch, &fit);
    if (status == XW_NOT_IDENTIFIABLE) {
        remark(f, xw_arena_format(f->keep,
                                  "participation of %s: no year has both complete rolls of the "
                                  "entry grade and a known population; from rolls alone "
                                  "in-migration, participation and the coverage of births are a "
                                  "product",
                                  word));
        return XW_OK;
    }
    if (status != XW_OK) return status;
    struct xw_estimate base = estimate_of(XW_FIT_PARTICIPATION, stage, &fit);
    struct xw_ratio_trend found;
    if (trend) {
        status = xw_ratio_trend(&p.rows, scratch, &found);
        if (status == XW_OK) return add_trend(f, &found, base);
        if (status != XW_NOT_IDENTIFIABLE) return status;
        remark(f, fit.years < 3
                      ? xw_arena_format(f->keep,
                                        "participation of %s: %d years are too few for a trend, "
                                        "which takes three; it is constant",
                                        word, (int)fit.years)
                      : xw_arena_format(f->keep,
                                        "participation of %s: a year without entrants has no place "
                                        "in a log-linear trend; it is constant",
                                        word));
    }
    return add(f, base) == XW_NONE ? XW_NO_MEMORY : XW_OK;
}

static enum xw_status fit_births(struct fitting *f, struct xw_arena scratch, int32_t stage)
{
    const struct xw_stage *of = &f->s->stages.stage[stage];
    struct pairs p;
    enum xw_status status = open_pairs(&p, &scratch, f->years);
    for (int32_t y = 0; status == XW_OK && y < f->years; y++) {
        double births = xw_birth_cohort_of(&f->s->births, (int16_t)(f->first + y - of->first_age));
        double entrants = sum_of(f, NULL, XW_NONE, y, of->first_row);
        if (births > 0.0 && entrants >= 0.0)
            put_pair(&p, entrants, births, weight_of(f, NULL, y), (int16_t)(f->first + y));
    }
    struct xw_ratio_fit fit;
    if (status == XW_OK) status = xw_ratio_fit(&p.rows, scratch, &fit);
    if (status == XW_NOT_IDENTIFIABLE) return XW_OK;
    if (status != XW_OK) return status;
    return add(f, estimate_of(XW_FIT_BIRTHS, stage, &fit)) == XW_NONE ? XW_NO_MEMORY : XW_OK;
}

/* Do the entrants of a stage come from the residents, at least beyond the rolls of the kindergarten? */
static bool enters_from_residents(const struct xw_stages *stages, int32_t stage)
{
    if (stage == 0) return true;
    const struct xw_stage *below = &stages->stage[stage - 1];
    return below->city || below->name == XW_KINDERGARTEN || below->name == XW_NURSERY;
}

enum xw_status xw_fit(const struct xw_scenario *scenario, const struct xw_fit_children *children,
                      bool trend, struct xw_arena *keep, struct xw_arena scratch,
                      struct xw_fit *out)
{
    const struct xw_stages *stages = &scenario->stages;
    struct fitting f = { .s = scenario, .keep = keep, .scratch = scratch, .out = out };
    *out = (struct xw_fit){ 0 };
    enum xw_status status = read_rolls(&f);
    for (int32_t g = 0; status == XW_OK && g < stages->count; g++) {
        if (stages->stage[g].city) continue;
        status = fit_progression(&f, f.scratch, g);
        if (status == XW_OK && g > 0 && !stages->stage[g - 1].city)
            status = fit_entry(&f, f.scratch, g);
        if (status == XW_OK && enters_from_residents(stages, g))
            status = fit_participation(&f, f.scratch, g, children, trend);
        if (status == XW_OK && scenario->births.years > 0 && enters_from_residents(stages, g))
            status = fit_births(&f, f.scratch, g);
    }
    /* A school's covariance with its district's. */
    for (int32_t i = 0; status == XW_OK && i < out->count; i++) {
        const struct xw_estimate *e = &out->estimate[i];
        if (e->parent == XW_NONE) continue;
        double sd = out->estimate[e->parent].sd;
        status = add_pair(&f, e->parent, i, e->lean * sd * sd);
    }
    return status == XW_OK && out->count == 0 ? XW_NOT_IDENTIFIABLE : status;
}

const char *xw_fit_name(const struct xw_scenario *s, const struct xw_estimate *e,
                        struct xw_arena *keep)
{
    static const char *const kinds[] = { "progression", "entry", "participation", "births" };
    const char *own = e->school != XW_NONE ? s->schools.code[e->school]
                      : e->zone != XW_NONE ? s->zones.code[e->zone]
                                           : NULL;
    char grade[16] = "", year[16] = "";
    if (e->grade_row != XW_NONE)
        snprintf(grade, sizeof grade, "/%d", (int)xw_stages_grade(&s->stages, e->grade_row));
    if (e->year != INT16_MIN) snprintf(year, sizeof year, "/%d", (int)e->year);
    return xw_arena_format(keep, "%s/%s%s%s%s%s", kinds[e->of],
                           xw_stage_word(s->stages.stage[e->stage].name), grade, year,
                           own != NULL ? "/" : "", own != NULL ? own : "");
}
