#include "xuewei/draw.h"
#include "xuewei/assumptions.h"
#include "xuewei/birth_cohort.h"
#include "xuewei/delay.h"
#include "xuewei/noise.h"
#include "xuewei/prepare.h"
#include <assert.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <math.h>

/* What the scenario gives, found once. */
struct xw_draw_basis {
    double *path;      /* [step] births per woman */
    bool *known;       /* [step] its births are those of a register */
    uint32_t *zone;    /* [zone] entities of the codes */
    uint32_t *home;    /* [completion] of zone, type and year */
    uint32_t *project; /* [project] of the codes */
};

/* ---- the scenario ---- */

/* Births per woman of a year: the zones' weighted by the women of 15 to 49 who were counted. */
static double total_fertility(const struct xw_scenario *s, int32_t year)
{
    enum { FROM = 15, TO = 49 };
    const struct xw_rate_years *of = &s->fertility.of;
    double sum = 0.0, women = 0.0;
    for (int32_t place = 0; place < of->places; place++) {
        double weight = of->places == 1 ? 1.0 : 0.0, rate = 0.0;
        for (int32_t k = 0; of->places > 1 && k < s->residencies.count; k++)
            for (int32_t age = FROM; age <= TO && age < s->ages; age++)
                weight +=
                    s->population.household[(((ptrdiff_t)k * s->zones.count + place) * XW_SEXES +
                                             XW_FEMALE) *
                                                s->ages +
                                            age];
        const double *row =
            s->fertility.rate + ((ptrdiff_t)xw_rate_row(of, year) * of->places + place) * of->ages;
        for (int32_t age = 0; age < of->ages; age++)
            rate += row[age];
        sum += weight * rate;
        women += weight;
    }
    return women > 0.0 ? sum / women * s->age_width : 0.0;
}

static bool births_known(const struct xw_scenario *s, int32_t year)
{
    struct xw_date start = { (int16_t)year, s->base_month, s->base_day }, end = start;
    end.year = (int16_t)(year + s->age_width);
    return s->births.years > 0 && !isnan(xw_birth_cohort_between(&s->births, start, end));
}

static struct xw_draw_basis *find_basis(struct xw_arena *keep, const struct xw_scenario *s,
                                        int32_t steps)
{
    struct xw_draw_basis *b = XW_TAKE(keep, 1, struct xw_draw_basis);
    if (b == NULL) return NULL;
    b->path = XW_TAKE(keep, steps, double);
    b->known = XW_TAKE(keep, steps, bool);
    b->zone = XW_TAKE(keep, s->zones.count, uint32_t);
    b->home = XW_TAKE(keep, s->homes.count, uint32_t);
    b->project = XW_TAKE(keep, s->projects.count, uint32_t);
    if (b->path == NULL || b->known == NULL || b->zone == NULL || b->home == NULL ||
        b->project == NULL)
        return NULL;
    for (int32_t i = 0; i < steps; i++) {
        b->path[i] = total_fertility(s, s->base_year + i);
        b->known[i] = births_known(s, s->base_year + i);
    }
    for (int32_t z = 0; z < s->zones.count; z++)
        b->zone[z] = xw_draw_entity(s->zones.code[z]);
    for (int32_t i = 0; i < s->projects.count; i++)
        b->project[i] = xw_draw_entity(s->projects.code[i]);
    for (int32_t i = 0; i < s->homes.count; i++) {
        uint32_t type = xw_draw_entity(s->homes.type[s->homes.type_of[i]].code);
        b->home[i] = xw_draw_entity_of(xw_draw_entity_of(b->zone[s->homes.zone[i]], type),
                                       (uint32_t)s->homes.year[i]);
    }
    return b;
}

static void fill(double *column, ptrdiff_t count, double value)
{
    for (ptrdiff_t i = 0; i < count; i++)
        column[i] = value;
}

/* Everything as the tables have it. */
static void clear(struct xw_draw *d)
{
    fill(d->fertility, d->steps, 1.0);
    fill(d->zone_fertility, (ptrdiff_t)d->steps * d->zones, 1.0);
    fill(d->migration, (ptrdiff_t)d->steps * d->zones, 1.0);
    fill(d->participation, (ptrdiff_t)d->residencies * d->years * d->stages, 1.0);
    fill(d->entry, (ptrdiff_t)d->years * d->stages, 1.0);
    fill(d->progression, (ptrdiff_t)d->years * d->rows, 1.0);
    fill(d->private_, d->years, 1.0);
    fill(d->ramp, d->projects, 1.0);
    for (int32_t i = 0; i < d->projects; i++)
        d->delay[i] = d->start_delay[i] = 0;
    for (int32_t i = 0; i < d->completions; i++)
        d->home_delay[i] = 0;
    d->mortality = d->home_ceiling = d->home_yield = 1.0;
    d->noise = false;
    d->turnover = 0.0;
}

enum xw_status xw_draw_init(struct xw_arena *keep, const struct xw_prepared *prepared,
                            struct xw_draw *out)
{
    const struct xw_scenario *s = prepared->scenario;
    struct xw_draw d = { .seed = s->seed,
                         .steps = s->last - s->base_year + 1,
                         .zones = prepared->zones,
                         .years = prepared->years,
                         .stages = prepared->stages,
                         .rows = prepared->rows,
                         .residencies = s->residencies.count,
                         .projects = s->projects.count,
                         .completions = s->homes.count };
    d.fertility = XW_TAKE(keep, d.steps, double);
    d.zone_fertility = XW_TAKE(keep, (ptrdiff_t)d.steps * d.zones, double);
    d.migration = XW_TAKE(keep, (ptrdiff_t)d.steps * d.zones, double);
    d.participation = XW_TAKE(keep, (ptrdiff_t)d.residencies * d.years * d.stages, double);
    d.entry = XW_TAKE(keep, (ptrdiff_t)d.years * d.stages, double);
    d.progression = XW_TAKE(keep, (ptrdiff_t)d.years * d.rows, double);
    d.private_ = XW_TAKE(keep, d.years, double);
    d.home_delay = XW_TAKE(keep, d.completions, int32_t);
    d.delay = XW_TAKE(keep, d.projects, int32_t);
    d.start_delay = XW_TAKE(keep, d.projects, int32_t);
    d.ramp = XW_TAKE(keep, d.projects, double);
    d.basis = find_basis(keep, s, d.steps);
    if (d.fertility == NULL || d.zone_fertility == NULL || d.migration == NULL ||
        d.participation == NULL || d.entry == NULL || d.progression == NULL || d.private_ == NULL ||
        d.home_delay == NULL || d.delay == NULL || d.start_delay == NULL || d.ramp == NULL ||
        d.basis == NULL)
        return XW_NO_MEMORY;
    clear(&d);
    *out = d;
    return XW_OK;
}

/* ---- one replicate ---- */

/* A generator without memory of its own. */
struct making {
    struct xw_draw *d;
    const struct xw_scenario *s;
    const struct xw_ensemble_rules *r;
    const struct xw_assumptions *assumptions;
    const double *point;
    bool processes;
    gsl_rng rng;
    _Alignas(max_align_t) unsigned char room[128];
};

static void open_stream(struct making *m, enum xw_component component, uint32_t entity)
{
    xw_rng_key_set(&m->rng,
                   (struct xw_rng_key){ m->d->seed, m->d->replicate, (uint32_t)component, entity });
}

/* Between 0 and 1, neither of them taken. */
static double uniform(struct making *m)
{
    return ((double)gsl_rng_get(&m->rng) + 0.5) / 4294967296.0;
}

/* Standard normal: the inverse of one uniform number, so that every number has its place. */
static double normal(struct making *m)
{
    if (!m->processes) return 0.0;
    return xw_noise_normal_at(uniform(m));
}

static const struct xw_assumption *find(const struct making *m, enum xw_assumed assumed, int32_t of,
                                        double *quantile)
{
    for (int32_t i = 0; i < m->assumptions->count; i++) {
        const struct xw_assumption *a = &m->assumptions->of[i];
        if (a->assumed != assumed || a->of != of) continue;
        *quantile = m->point[i];
        return a;
    }
    return NULL;
}

/* The drawn value; `usual` of what is not listed. */
static double drawn(const struct making *m, enum xw_assumed assumed, int32_t of, double usual)
{
    double quantile;
    const struct xw_assumption *a = find(m, assumed, of, &quantile);
    return a == NULL ? usual : xw_assumption_value(a, quantile);
}

/* The standard normal value at the drawn quantile; 0 of what is not listed. */
static double deviate(const struct making *m, enum xw_assumed assumed, int32_t of)
{
    double quantile;
    return find(m, assumed, of, &quantile) == NULL ? 0.0 : gsl_cdf_ugaussian_Pinv(quantile);
}

static void make_fertility(struct making *m)
{
    const struct xw_draw *d = m->d;
    const struct xw_draw_basis *b = d->basis;
    double rho = m->r->fertility.rho, sd = m->r->fertility.sd, last = b->path[d->steps - 1];
    double mean = drawn(m, XW_ASSUMED_FERTILITY_MEAN, XW_NONE, last) - last, off = 0.0;
    open_stream(m, XW_COMPONENT_FERTILITY, 0);
    for (int32_t i = 0; i < d->steps; i++) {
        double e = normal(m);
        if (b->known[i] || !(b->path[i] > 0.0)) continue; /* and the next one begins at the path */
        off = rho * off + (1.0 - rho) * mean + sd * e;
        double least = fmin(m->r->fertility.floor, b->path[i]);
        d->fertility[i] = fmax(b->path[i] + off, least) / b->path[i];
    }
    rho = m->r->fertility.zone_rho;
    sd = m->r->fertility.zone_sd * sqrt(1.0 - rho * rho);
    for (int32_t z = 0; m->processes && sd > 0.0 && z < d->zones; z++) {
        double x = 0.0;
        open_stream(m, XW_COMPONENT_FERTILITY, b->zone[z]);
        for (int32_t i = 0; i < d->steps; i++) {
            double e = normal(m);
            if (b->known[i]) continue;
            x = rho * x + sd * e;
            d->zone_fertility[(ptrdiff_t)i * d->zones + z] = exp(x);
        }
    }
}

/* The next value of an AR(1) process of variance 1; the first is drawn from it. */
static double next_of(struct making *m, int32_t step, double rho, double last)
{
    double e = normal(m);
    return step == 0 ? e : rho * last + sqrt(1.0 - rho * rho) * e;
}

static void make_migration(struct making *m)
{
    const struct xw_draw *d = m->d;
    double level = drawn(m, XW_ASSUMED_MIGRATION_LEVEL, XW_NONE, 1.0), sd = m->r->migration.sd;
    double rho = m->r->migration.rho, common = sqrt(m->r->migration.common);
    double own = sqrt(1.0 - m->r->migration.common), x = 0.0;
    fill(d->migration, (ptrdiff_t)d->steps * d->zones, level);
    if (!m->processes || !(sd > 0.0)) return;
    open_stream(m, XW_COMPONENT_MIGRATION, 0);
    for (int32_t i = 0; i < d->steps; i++) {
        x = next_of(m, i, rho, x);
        fill(d->migration + (ptrdiff_t)i * d->zones, d->zones, x);
    }
    for (int32_t z = 0; z < d->zones; z++) {
        open_stream(m, XW_COMPONENT_MIGRATION, d->basis->zone[z]);
        for (int32_t i = 0; i < d->steps; i++) {
            double *to = &d->migration[(ptrdiff_t)i * d->zones + z];
            x = next_of(m, i, rho, x);
            *to = level * exp(sd * (common * *to + own * x));
        }
    }
}

/* By how much the spread itself is off where it was estimated of few years: the root of freedom over
 * chi-squared. Given t, of which it is a part, chi-squared has one degree more and is divided by
 * 1 + t^2 / freedom: level and years together are then Student's. */
static double scale_of(struct making *m, enum xw_component component, uint32_t entity,
                       double freedom, double t)
{
    enum { SCALE = 1 };
    if (!m->processes || !isfinite(freedom)) return 1.0;
    open_stream(m, component, xw_draw_entity_of(entity, SCALE));
    double square = gsl_ran_chisq(&m->rng, freedom + (t != 0.0 ? 1.0 : 0.0));
    return sqrt(freedom * (1.0 + t * t / freedom) / square);
}

/* Participation and entry of one stage: factor[year * stride]. */
static void make_ratio(struct making *m, enum xw_assumed assumed, enum xw_component component,
                       const struct xw_spread_of *spread, int32_t stage, double *factor)
{
    const struct xw_draw *d = m->d;
    uint32_t entity = xw_draw_entity(xw_stage_word(m->s->stages.stage[stage].name));
    double freedom = spread[(ptrdiff_t)(d->years - 1) * d->stages + stage].freedom, t = 0.0;
    double quantile;
    bool student = isfinite(freedom);
    if (find(m, assumed, stage, &quantile) != NULL)
        t = student ? gsl_cdf_tdist_Pinv(quantile, freedom) : gsl_cdf_ugaussian_Pinv(quantile);
    double scale = scale_of(m, component, entity, freedom, t);
    open_stream(m, component, entity);
    for (int32_t y = 0; y < d->years; y++) {
        const struct xw_spread_of *of = &spread[(ptrdiff_t)y * d->stages + stage];
        double off = of->level_sd * t;
        double level = student ? 1.0 + off : exp(off);
        factor[(ptrdiff_t)y * d->stages] =
            fmax(0.0, level * (1.0 + of->year_sd * scale * normal(m)));
    }
}

static void make_ratios(struct making *m)
{
    const struct xw_draw *d = m->d;
    ptrdiff_t cells = (ptrdiff_t)d->years * d->stages;
    for (int32_t g = 0; g < d->stages; g++) {
        make_ratio(m, XW_ASSUMED_PARTICIPATION, XW_COMPONENT_PARTICIPATION, m->r->participation, g,
                   d->participation + g);
        make_ratio(m, XW_ASSUMED_ENTRY, XW_COMPONENT_ENTRY, m->r->entry, g, d->entry + g);
    }
    for (int32_t k = d->residencies - 1; k >= 0; k--) {
        double factor = drawn(m, XW_ASSUMED_RESIDENCY, k, 1.0);
        for (ptrdiff_t i = 0; i < cells; i++)
            d->participation[k * cells + i] = factor * d->participation[i];
    }
}

/* The grades of a stage: a common part, whose level is the stage's assumption, and each one's own. */
static void make_progression(struct making *m, int32_t stage)
{
    enum { LEVEL = 2 };
    const struct xw_draw *d = m->d;
    const struct xw_stage *of = &m->s->stages.stage[stage];
    uint32_t name = xw_draw_entity(xw_stage_word(of->name));
    double common = sqrt(m->r->progression_common), own = sqrt(1.0 - m->r->progression_common);
    double level = deviate(m, XW_ASSUMED_PROGRESSION, stage);
    int32_t last = of->first_row + of->grades - 1;
    open_stream(m, XW_COMPONENT_PROGRESSION, name);
    for (int32_t y = 0; y < d->years; y++) { /* the common part of each year, to all rows */
        double e = normal(m);
        for (int32_t row = of->first_row; row <= last; row++)
            d->progression[(ptrdiff_t)y * d->rows + row] = e;
    }
    for (int32_t row = of->first_row; row <= last; row++) {
        const struct xw_spread_of *spread = m->r->progression + row;
        uint32_t entity = xw_draw_entity_of(name, (uint32_t)xw_stages_grade(&m->s->stages, row));
        double freedom = spread[(ptrdiff_t)(d->years - 1) * d->rows].freedom;
        double scale = scale_of(m, XW_COMPONENT_PROGRESSION, entity, freedom, 0.0);
        open_stream(m, XW_COMPONENT_PROGRESSION, xw_draw_entity_of(entity, LEVEL));
        double t = scale * (common * level + own * normal(m));
        open_stream(m, XW_COMPONENT_PROGRESSION, entity);
        for (int32_t y = 0; y < d->years; y++) {
            const struct xw_spread_of *at = &spread[(ptrdiff_t)y * d->rows];
            double *factor = &d->progression[(ptrdiff_t)y * d->rows + row];
            double e = scale * (common * *factor + own * normal(m));
            *factor = fmax(0.0, (1.0 + at->level_sd * t) * (1.0 + at->year_sd * e));
        }
    }
}

static void make_homes(struct making *m)
{
    enum { MOST_LATE = 20 };
    struct xw_draw *d = m->d;
    double late = m->r->housing.late, common = sqrt(m->r->housing.common);
    double own = sqrt(1.0 - m->r->housing.common);
    double z = deviate(m, XW_ASSUMED_HOUSING_LATE, XW_NONE);
    d->home_ceiling = drawn(m, XW_ASSUMED_HOUSING_CEILING, XW_NONE, 1.0);
    d->home_yield = drawn(m, XW_ASSUMED_HOUSING_YIELD, XW_NONE, 1.0);
    for (int32_t i = 0; late > 0.0 && i < d->completions; i++) {
        if (m->s->homes.year[i] <= m->s->base_year) continue;
        open_stream(m, XW_COMPONENT_HOMES, d->basis->home[i]);
        double later = gsl_cdf_ugaussian_Q(common * z + own * normal(m));
        double years = floor(log(later) / log(late));
        d->home_delay[i] = years < MOST_LATE ? (int32_t)years : MOST_LATE;
    }
}

/* Without processes each project is as late as the common factor alone makes it. */
static void make_delays(struct making *m)
{
    struct xw_draw *d = m->d;
    const struct xw_projects *p = &m->s->projects;
    double common = deviate(m, XW_ASSUMED_DELAY, XW_NONE);
    struct xw_rng_key key = { d->seed, d->replicate, XW_COMPONENT_DELAY, 0 }, ramp = key;
    ramp.component = XW_COMPONENT_RAMP;
    struct xw_delay_streams streams = { &m->rng, key, ramp, d->basis->project };
    if (m->processes) {
        xw_delay_draw(&m->s->delay, p, m->s->first, &streams, common, d->start_delay, d->delay,
                      d->ramp);
        return;
    }
    static const double middle[XW_DELAY_STEPS];
    for (int32_t i = 0; i < p->count; i++) {
        if (!xw_delay_may_be_late(p, i, m->s->first)) continue;
        struct xw_delay late =
            xw_delay_of_project(&m->s->delay, (enum xw_project_kind)p->kind[i],
                                (enum xw_project_status)p->status[i], common, middle);
        d->delay[i] = late.opening;
        d->start_delay[i] = late.start;
    }
}

static void multiply(double *column, ptrdiff_t count, ptrdiff_t stride, double factor)
{
    for (ptrdiff_t i = 0; i < count; i++)
        column[i * stride] *= factor;
}

/* A shock on the school years' columns. */
static void shock_year(struct making *m, int32_t i, int32_t year, double factor)
{
    struct xw_draw *d = m->d;
    const struct xw_shocks *shocks = &m->r->shocks;
    if (year < 0 || year >= d->years) return;
    if (shocks->what[i] == XW_SHOCK_PRIVATE) d->private_[year] *= factor;
    for (int32_t g = 0; g < d->stages; g++) {
        const struct xw_stage *stage = &m->s->stages.stage[g];
        if (shocks->stage[i] != XW_NONE && shocks->stage[i] != g) continue;
        if (shocks->what[i] == XW_SHOCK_PARTICIPATION)
            multiply(d->participation + (ptrdiff_t)year * d->stages + g, d->residencies,
                     (ptrdiff_t)d->years * d->stages, factor);
        if (shocks->what[i] == XW_SHOCK_ENTRY) d->entry[(ptrdiff_t)year * d->stages + g] *= factor;
        if (shocks->what[i] == XW_SHOCK_PROGRESSION)
            multiply(d->progression + (ptrdiff_t)year * d->rows + stage->first_row, stage->grades,
                     1, factor);
    }
}

static void make_shocks(struct making *m)
{
    struct xw_draw *d = m->d;
    const struct xw_shocks *shocks = &m->r->shocks;
    for (int32_t i = 0; m->processes && i < shocks->count; i++) {
        uint32_t what = shocks->what[i];
        if (shocks->stage[i] != XW_NONE)
            what = xw_draw_entity_of(
                what, xw_draw_entity(xw_stage_word(m->s->stages.stage[shocks->stage[i]].name)));
        open_stream(m, XW_COMPONENT_SHOCK, xw_draw_entity_of(what, (uint32_t)shocks->year[i]));
        double chance = uniform(m);
        double factor = shocks->factor[i] * exp(shocks->sd[i] * normal(m));
        int32_t step = (shocks->year[i] - m->s->base_year) / m->s->age_width;
        if (chance > shocks->probability[i]) continue;
        bool steps = shocks->what[i] == XW_SHOCK_FERTILITY || shocks->what[i] == XW_SHOCK_MIGRATION;
        if (!steps)
            shock_year(m, i, shocks->year[i] - m->s->first, factor);
        else if (shocks->year[i] < m->s->base_year || step >= d->steps)
            continue;
        else if (shocks->what[i] == XW_SHOCK_MIGRATION)
            multiply(d->migration + (ptrdiff_t)step * d->zones, d->zones, 1, factor);
        else if (!d->basis->known[step])
            d->fertility[step] *= factor;
    }
}

void xw_draw_make(struct xw_draw *draw, const struct xw_prepared *prepared,
                  const struct xw_assumptions *assumptions, const double *point, uint32_t replicate,
                  enum xw_draw_what what)
{
    struct making m = { .d = draw,
                        .s = prepared->scenario,
                        .r = &prepared->scenario->ensemble,
                        .assumptions = assumptions,
                        .point = point,
                        .processes = what == XW_DRAW_ALL };
    assert(xw_rng_philox->size <= sizeof m.room);
    m.rng = (gsl_rng){ .type = xw_rng_philox, .state = m.room };
    clear(draw);
    draw->seed = m.s->seed;
    draw->replicate = replicate;
    make_fertility(&m);
    make_migration(&m);
    make_ratios(&m);
    for (int32_t g = 0; g < draw->stages; g++)
        make_progression(&m, g);
    draw->mortality = drawn(&m, XW_ASSUMED_MORTALITY_LEVEL, XW_NONE, 1.0);
    fill(draw->private_, draw->years, drawn(&m, XW_ASSUMED_PRIVATE_LEVEL, XW_NONE, 1.0));
    make_homes(&m);
    make_delays(&m);
    make_shocks(&m);
    draw->noise = m.processes && m.r->noise;
    draw->turnover = draw->noise ? m.r->turnover : 0.0;
}
