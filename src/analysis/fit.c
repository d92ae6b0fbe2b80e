#include "fitting.h"
#include "xuewei/feeder_groups.h"
#include "xuewei/grade_ratio.h"
#include "xuewei/step_outliers.h"
#include <math.h>

static enum xw_status read_rolls(struct xw_fitting *f)
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
        *xw_fitting_roll(f, school, year, rolls->row[i]) = rolls->pupils[i];
        f->event[(ptrdiff_t)school * f->years + year] |= rolls->event[i];
    }
    return XW_OK;
}

/* ---- steps: ratios from one grade to the next, of a district and its parts ---- */

/* The pairs of a grade over all schools. */
static enum xw_status collect(const struct xw_fitting *f, const struct xw_roll_histories *h,
                              const struct xw_ratio_effects *e, int32_t grade,
                              struct xw_arena *from, struct xw_pairs *p)
{
    enum xw_status status = xw_pairs_open(p, from, (ptrdiff_t)h->schools * h->years);
    for (int32_t s = 0; status == XW_OK && s < h->schools; s++)
        for (int32_t y = 1; y < h->years; y++) {
            double now, before;
            if (xw_roll_step(h, s, y, grade, &now, &before))
                xw_pairs_put(p, now, before, xw_fitting_weight(f, e, y),
                             (int16_t)(h->first_year + y));
        }
    return status;
}

/* What a part of the district differs by: its own estimate, drawn to the district's. */
static bool part_of(const struct xw_fitting *f, const struct xw_roll_histories *h,
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
        xw_ratio_sums_add(&sums, xw_fitting_weight(f, e, y), now, before);
        if (out->rows++ == 0) out->first = (int16_t)(h->first_year + y);
        out->last = (int16_t)(h->first_year + y);
    }
    double kappa = e->kappa[grade];
    if (out->rows == 0 || !isfinite(kappa)) return false;
    double worth = xw_grade_ratio_worth(&sums), lean = kappa / (worth + kappa);
    double level = district->value / e->region[grade];
    double noise = fmax(district->value * district->value * e->noise[grade],
                        xw_fitting_noise(f, district->of, district->value));
    double own = noise / (worth + kappa); /* between schools x lean, as noise is kappa x that */
    out->years = out->rows;
    out->value = level * e->shrunken[(ptrdiff_t)part * h->grades + grade];
    out->sd = sqrt(own + lean * lean * district->sd * district->sd);
    out->dispersion = e->noise[grade];
    out->year_dispersion = out->year_sd = out->freedom = NAN;
    out->parent = parent;
    out->lean = lean;
    return true;
}

/* Do the districts' ratios of two grades vary together over the years? */
static enum xw_status pair_grades(struct xw_fitting *f, const struct xw_pairs *a, int32_t number_a,
                                  double excess_a, const struct xw_pairs *b, int32_t number_b,
                                  double excess_b)
{
    double sum = 0.0, shares = 0.0;
    int32_t years = 0;
    for (int32_t y = 1; y < f->years; y++) {
        int16_t year = (int16_t)(f->first + y);
        double share_a = xw_ratio_fit_share(&a->rows, year);
        double share_b = xw_ratio_fit_share(&b->rows, year);
        if (share_a == 0.0 || share_b == 0.0) continue;
        double share = sqrt(share_a * share_b);
        sum += xw_ratio_fit_off(&a->rows, f->out->estimate[number_a].value, year) *
               xw_ratio_fit_off(&b->rows, f->out->estimate[number_b].value, year) / share;
        shares += share * share;
        years++;
    }
    if (years < 2 || shares >= 1.0) return XW_OK;
    double of_year = sum / (1.0 - shares);
    f->common += of_year;
    f->whole += 0.5 * (excess_a + excess_b);
    /* The variances are those of all grades together: no pair varies by more than they do. */
    double most = f->out->estimate[number_a].sd * f->out->estimate[number_b].sd;
    return xw_fitting_add_pair(f, number_a, number_b, fmax(-most, fmin(most, of_year * shares)));
}

/* Years in which a school's pupils may not have moved as usual. */
static void mark_events(const struct xw_fitting *f, int32_t school, int32_t stage, uint8_t *event)
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

/* Outlying steps that are named one by one. */
#define NAMED 12

/* Find the steps that are like no other, and say which they are. */
static enum xw_status mark_outliers(const struct xw_fitting *f, const struct xw_roll_histories *h,
                                    const int32_t *school, int32_t stage, struct xw_arena scratch,
                                    uint8_t *outlier)
{
    struct xw_fit *out = f->out;
    int32_t count, named = 0;
    enum xw_status status = xw_step_outliers(h, scratch, outlier, &count);
    if (status != XW_OK || count == 0 || out->leavings == XW_FIT_REMARKS) return status;
    const char *text = xw_arena_format(f->keep, "%d outlying %s in the rolls of %s:", (int)count,
                                       count == 1 ? "step" : "steps",
                                       xw_stage_word(f->s->stages.stage[stage].name));
    for (int32_t s = 0; s < h->schools; s++)
        for (int32_t y = 1; y < h->years; y++)
            for (int32_t g = 1; g < h->grades; g++) {
                ptrdiff_t cell = ((ptrdiff_t)s * h->years + y) * h->grades + g;
                if (outlier[cell] == 0 || named++ >= NAMED || text == NULL) continue;
                text = xw_arena_format(f->keep, "%s%s %s into %d grade %d (%.0f to %.0f pupils)",
                                       text, named == 1 ? "" : ",", f->s->schools.code[school[s]],
                                       (int)(h->first_year + y), (int)(h->first_grade + g),
                                       xw_roll(h, s, y - 1, g - 1), xw_roll(h, s, y, g));
            }
    if (text != NULL && count > NAMED)
        text = xw_arena_format(f->keep, "%s and %d more", text, (int)(count - NAMED));
    if (text == NULL) return XW_NO_MEMORY;
    out->left_out[out->leavings++] = text;
    return XW_OK;
}

/* Few years tell little of how years differ: the grades of a stage tell it together. */
static void pool_grades(struct xw_fitting *f, int32_t grades, const int32_t *number,
                        const struct xw_ratio_fit *fit, const double *excess)
{
    double sum = 0.0, freedom = 0.0;
    for (int32_t g = 1; g < grades; g++) {
        if (number[g] == XW_NONE || isnan(excess[g])) continue;
        sum += (fit[g].effective - 1.0) * excess[g];
        freedom += fit[g].effective - 1.0;
    }
    for (int32_t g = 1; g < grades && freedom > 0.0; g++)
        if (number[g] != XW_NONE && !isnan(excess[g]))
            xw_fitting_errors(f, &fit[g], sum / freedom, freedom, &f->out->estimate[number[g]]);
}

static enum xw_status fit_progression(struct xw_fitting *f, struct xw_arena scratch, int32_t stage,
                                      bool chosen)
{
    const struct xw_stage *of = &f->s->stages.stage[stage];
    int32_t schools = f->s->schools.count, grades = of->grades;
    double *pupils = XW_TAKE(&scratch, (ptrdiff_t)schools * f->years * grades, double);
    uint8_t *event = XW_TAKE(&scratch, (ptrdiff_t)schools * f->years, uint8_t);
    uint8_t *outlier = XW_TAKE(&scratch, (ptrdiff_t)schools * f->years * grades, uint8_t);
    int32_t *school = XW_TAKE(&scratch, schools, int32_t);
    if (pupils == NULL || event == NULL || outlier == NULL || school == NULL) return XW_NO_MEMORY;
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
                double n = *xw_fitting_roll(f, s, y, of->first_row + g);
                pupils[((ptrdiff_t)h.schools * f->years + y) * grades + g] = n;
                any |= !isnan(n);
            }
        if (!any) continue;
        mark_events(f, s, stage, event + (ptrdiff_t)h.schools * f->years);
        school[h.schools++] = s;
    }
    if (h.schools == 0 || grades < 2) return XW_OK;
    enum xw_status status = mark_outliers(f, &h, school, stage, scratch, outlier);
    if (status != XW_OK) return status;
    h.outlier = outlier;
    struct xw_ratio_effects e;
    struct xw_pairs p[XW_MAX_GRADES];
    int32_t number[XW_MAX_GRADES];
    struct xw_ratio_fit fit[XW_MAX_GRADES];
    double excess[XW_MAX_GRADES];
    struct xw_arena work = scratch; /* what effects returns must not lie where it works */
    struct xw_arena kept = scratch;
    work.at = scratch.at + (scratch.end - scratch.at) / 2;
    kept.end = work.at;
    status = xw_ratio_effects(&h, f->years - 1, &kept, work, &e);
    for (int32_t g = 1; status == XW_OK && g < grades; g++) {
        number[g] = XW_NONE;
        status = collect(f, &h, &e, g, &kept, &p[g]);
        if (status == XW_OK) status = xw_ratio_fit(&p[g].rows, work, &fit[g]);
        if (status == XW_NOT_IDENTIFIABLE) {
            xw_fitting_remark(
                f, xw_arena_format(f->keep,
                                   "progression of %s, grade %d: no school has rolls of the "
                                   "grade and of the next one a year later",
                                   xw_stage_word(of->name), (int)(of->first_grade + g - 1)));
            status = XW_OK;
            continue;
        }
        if (status != XW_OK) return status;
        struct xw_estimate district = xw_fitting_estimate(f, XW_FIT_PROGRESSION, stage, &fit[g]);
        district.grade_row = of->first_row + g - 1;
        excess[g] = xw_fitting_excess(f, XW_FIT_PROGRESSION, &fit[g]);
        number[g] = xw_fitting_add(f, district);
        if (number[g] == XW_NONE) return XW_NO_MEMORY;
    }
    if (status == XW_OK) pool_grades(f, grades, number, fit, excess);
    for (int32_t g = 1; status == XW_OK && g < grades; g++)
        for (int32_t s = 0; number[g] != XW_NONE && h.schools > 1 && s < h.schools; s++) {
            struct xw_estimate own;
            if (!part_of(f, &h, &e, s, g, number[g], &own)) continue;
            own.school = school[s];
            if (xw_fitting_add(f, own) == XW_NONE) return XW_NO_MEMORY;
        }
    for (int32_t a = 1; status == XW_OK && a < grades; a++)
        for (int32_t b = a + 1; status == XW_OK && b < grades; b++)
            if (number[a] != XW_NONE && number[b] != XW_NONE)
                status = pair_grades(f, &p[a], number[a], excess[a], &p[b], number[b], excess[b]);
    return status == XW_OK && chosen ? xw_fit_chosen(f, scratch, stage, &h, school, number)
                                     : status;
}

/* ---- entry ---- */

/* Leavers and entrants by group and year, as a history of two grades. */
static void two_grades(const struct xw_fitting *f, const struct xw_feeder_groups *groups,
                       int32_t stage, int32_t count, double *pupils)
{
    const struct xw_stage *below = &f->s->stages.stage[stage - 1];
    const int32_t row[] = { below->first_row + below->grades - 1,
                            f->s->stages.stage[stage].first_row };
    for (int32_t g = 0; g < count; g++)
        for (int32_t y = 0; y < f->years; y++)
            for (int k = 0; k < 2; k++)
                pupils[((ptrdiff_t)g * f->years + y) * 2 + k] =
                    xw_fitting_sum(f, groups->of, count == 1 ? XW_NONE : g, y, row[k]);
}

/* The parts of the district whose schools feed one another alone. */
static enum xw_status fit_entry_groups(struct xw_fitting *f, struct xw_arena scratch, int32_t stage,
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
        int32_t number = xw_fitting_add(f, own);
        if (number == XW_NONE) return XW_NO_MEMORY;
        /* Zones of the same schools have one ratio under several names. */
        for (int32_t i = parent + 1; status == XW_OK && i < number; i++)
            if (groups->of_zone[f->out->estimate[i].zone] == group)
                status = xw_fitting_add_pair(f, i, number, own.sd * own.sd);
    }
    return status;
}

static enum xw_status fit_entry(struct xw_fitting *f, struct xw_arena scratch, int32_t stage)
{
    const struct xw_stages *stages = &f->s->stages;
    struct xw_feeder_groups groups, all = { 0 };
    struct xw_pairs p;
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
        xw_fitting_remark(
            f, xw_arena_format(f->keep,
                               "entry of %s: no complete rolls of its entry grade a year after "
                               "complete ones of the last grade of %s",
                               xw_stage_word(stages->stage[stage].name),
                               xw_stage_word(stages->stage[stage - 1].name)));
        return XW_OK;
    }
    if (status != XW_OK) return status;
    int32_t parent = xw_fitting_add(f, xw_fitting_estimate(f, XW_FIT_ENTRY, stage, &fit));
    if (parent == XW_NONE) return XW_NO_MEMORY;
    status = xw_feeder_groups(f->s, stage, &kept, work, &groups);
    if (status != XW_OK || groups.groups < 2) return status;
    work = kept;
    work.end = scratch.end;
    return fit_entry_groups(f, work, stage, &groups, parent);
}

/* Do the entrants of a stage come from the residents, at least beyond the rolls of the kindergarten? */
static bool enters_from_residents(const struct xw_stages *stages, int32_t stage)
{
    if (stage == 0) return true;
    const struct xw_stage *below = &stages->stage[stage - 1];
    return below->city || below->name == XW_KINDERGARTEN || below->name == XW_NURSERY;
}

enum xw_status xw_fit(const struct xw_scenario *scenario, const struct xw_fit_children *children,
                      struct xw_fit_options options, struct xw_arena *keep, struct xw_arena scratch,
                      struct xw_fit *out)
{
    const struct xw_stages *stages = &scenario->stages;
    struct xw_fitting f = { .s = scenario, .keep = keep, .scratch = scratch, .out = out };
    *out = (struct xw_fit){ .common = NAN };
    enum xw_status status = read_rolls(&f);
    for (int32_t g = 0; status == XW_OK && g < stages->count; g++) {
        if (stages->stage[g].city) continue;
        status = fit_progression(&f, f.scratch, g, options.chosen);
        if (status == XW_OK && g > 0 && !stages->stage[g - 1].city)
            status = fit_entry(&f, f.scratch, g);
        if (status == XW_OK && enters_from_residents(stages, g))
            status = xw_fit_participation(&f, f.scratch, g, children, options.trend);
        if (status == XW_OK && scenario->births.years > 0 && enters_from_residents(stages, g))
            status = xw_fit_births(&f, f.scratch, g);
    }
    out->common = f.whole > 0.0 ? fmin(fmax(f.common / f.whole, 0.0), 1.0) : NAN;
    /* A school's covariance with its district's. */
    for (int32_t i = 0; status == XW_OK && i < out->count; i++) {
        const struct xw_estimate *e = &out->estimate[i];
        if (e->parent == XW_NONE || e->lean == 0.0) continue;
        double sd = out->estimate[e->parent].sd;
        status = xw_fitting_add_pair(&f, e->parent, i, e->lean * sd * sd);
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
