#include "xuewei/assumptions.h"
#include "xuewei/delay.h"
#include "xuewei/draw.h"
#include "xuewei/felt.h"
#include "xuewei/parameters.h"
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_qrng.h>
#include <math.h>

/* ---- values ---- */

double xw_assumption_value(const struct xw_assumption *a, double quantile)
{
    double value = a->middle;
    switch (a->shape) {
    case XW_SHAPE_UNIFORM:
        return a->low + (a->high - a->low) * quantile;
    case XW_SHAPE_TRIANGULAR: {
        double width = a->high - a->low, peak = width > 0.0 ? (a->middle - a->low) / width : 0.0;
        return quantile < peak ? a->low + width * sqrt(quantile * peak)
                               : a->high - width * sqrt((1.0 - quantile) * (1.0 - peak));
    }
    case XW_SHAPE_NORMAL:
        return value + a->sd * gsl_cdf_ugaussian_Pinv(quantile);
    case XW_SHAPE_LOGNORMAL:
        return value * exp(a->sd * gsl_cdf_ugaussian_Pinv(quantile));
    case XW_SHAPE_STUDENT:
        return fmax(0.0, value + a->sd * gsl_cdf_tdist_Pinv(quantile, a->freedom));
    case XW_SHAPES:
        break;
    }
    return value;
}

const char *xw_shape_word(enum xw_shape shape)
{
    static const char *const word[] = { "uniform", "triangular", "normal", "lognormal", "student" };
    return word[shape];
}

/* ---- the list ---- */

struct listing {
    struct xw_arena *keep;
    const struct xw_scenario *s;
    struct xw_assumptions *out;
    enum xw_status status;
};

/* Formats may name the stage or residence status as %s. */
struct wording {
    const char *name, *zh, *en, *source;
};

/* The dimension of Sobol' points that belongs to an assumption in every scenario; residence statuses, which
 * are named by the scenario, stand last. */
static int32_t dimension_of(const struct xw_scenario *s, enum xw_assumed assumed, int32_t of)
{
    enum { AFTER_STAGES = XW_ASSUMED_PARTICIPATION + 3 * XW_STAGE_NAMES };
    if (assumed < XW_ASSUMED_PARTICIPATION) return (int32_t)assumed;
    if (assumed < XW_ASSUMED_MORTALITY_LEVEL)
        return XW_ASSUMED_PARTICIPATION +
               ((int32_t)assumed - XW_ASSUMED_PARTICIPATION) * XW_STAGE_NAMES +
               (int32_t)s->stages.stage[of].name;
    int32_t after = AFTER_STAGES + (int32_t)assumed - XW_ASSUMED_MORTALITY_LEVEL;
    return assumed == XW_ASSUMED_RESIDENCY ? after + of : after;
}

static void add(struct listing *l, enum xw_assumed assumed, int32_t of, struct xw_assumption a,
                struct wording w)
{
    if (l->status != XW_OK) return;
    a.dimension = dimension_of(l->s, assumed, of);
    if (a.dimension >= XW_MAX_ASSUMPTIONS) {
        l->status = XW_OUT_OF_RANGE;
        return;
    }
    a.assumed = assumed;
    a.of = of;
    a.name = xw_arena_text(l->keep, w.name);
    a.name_zh = xw_arena_text(l->keep, w.zh);
    a.name_en = xw_arena_text(l->keep, w.en);
    a.source = xw_arena_text(l->keep, w.source);
    if (a.unit == NULL) a.unit = "factor";
    if (a.name == NULL || a.name_zh == NULL || a.name_en == NULL || a.source == NULL) {
        l->status = XW_NO_MEMORY;
        return;
    }
    l->out->of[l->out->count++] = a;
}

/* A factor of median 1. */
static struct xw_assumption factor_of(double sd)
{
    return (struct xw_assumption){
        .shape = XW_SHAPE_LOGNORMAL, .middle = 1.0, .sd = sd, .evidence = XW_ASSUMED
    };
}

static struct xw_assumption common_factor(void)
{
    return (struct xw_assumption){
        .shape = XW_SHAPE_NORMAL, .sd = 1.0, .unit = "standard normal", .evidence = XW_ASSUMED
    };
}

static bool any_may_be_late(const struct xw_scenario *s)
{
    for (int32_t i = 0; i < s->projects.count; i++)
        if (xw_delay_may_be_late(&s->projects, i, s->first)) return true;
    return false;
}

static const char *const stage_en[XW_STAGE_NAMES] = { "nursery",         "kindergarten",
                                                      "primary",         "lower secondary",
                                                      "upper secondary", "special education" };

/* The last year's errors stand for all: those of a trend grow towards it. */
static struct xw_assumption ratio_of(const struct xw_spread_of *spread)
{
    struct xw_assumption a = factor_of(spread->level_sd);
    a.evidence = spread->evidence;
    if (isfinite(spread->freedom)) {
        a.shape = XW_SHAPE_STUDENT;
        a.freedom = spread->freedom;
    }
    return a;
}

static const char *source_of(const struct xw_scenario *s, const struct xw_spread_of *spread,
                             enum xw_table table, const char *key)
{
    const char *file = s->table_file[table];
    return spread->given && file != NULL ? file : key;
}

static void add_ratios(struct listing *l, enum xw_assumed assumed)
{
    const struct xw_scenario *s = l->s;
    const struct xw_ensemble_rules *r = &s->ensemble;
    bool entry = assumed == XW_ASSUMED_ENTRY;
    for (int32_t g = 0; g < r->stages; g++) {
        const struct xw_spread_of *spread = &(entry ? r->entry : r->participation)[g];
        spread += (ptrdiff_t)(r->years - 1) * r->stages;
        if (!xw_felt_entry(s, g, entry) || !(spread->level_sd > 0.0)) continue;
        char name[80], zh[120], en[120];
        enum xw_stage_name stage = s->stages.stage[g].name;
        snprintf(name, sizeof name, "%s.%s", entry ? "entry" : "participation",
                 xw_stage_word(stage));
        snprintf(zh, sizeof zh, entry ? "%s升学比" : "%s就读比例", xw_stage_word_zh(stage));
        snprintf(en, sizeof en, entry ? "entrants per leaver, %s" : "participation, %s",
                 stage_en[stage]);
        add(l, assumed, g, ratio_of(spread),
            (struct wording){
                name, zh, en,
                source_of(s, spread, entry ? XW_TABLE_ENTRY : XW_TABLE_PARTICIPATION,
                          entry ? "ensemble.entry.sd" : "ensemble.participation.sd") });
    }
}

/* What the grades of a stage have in common of their errors: the root of the mean square. */
static void add_progression(struct listing *l)
{
    const struct xw_scenario *s = l->s;
    const struct xw_ensemble_rules *r = &s->ensemble;
    for (int32_t g = 0; g < r->stages; g++) {
        const struct xw_stage *stage = &s->stages.stage[g];
        const struct xw_spread_of *spread =
            r->progression + (ptrdiff_t)(r->years - 1) * r->rows + stage->first_row;
        double square = 0.0;
        for (int32_t k = 0; k + 1 < stage->grades; k++)
            square += spread[k].level_sd * spread[k].level_sd;
        double sd =
            sqrt(r->progression_common * square / (stage->grades > 1 ? stage->grades - 1 : 1));
        if (!(sd > 0.0) || stage->city) continue;
        char name[80], zh[120], en[120];
        snprintf(name, sizeof name, "progression.%s", xw_stage_word(stage->name));
        snprintf(zh, sizeof zh, "%s升级比（各年级共有部分）", xw_stage_word_zh(stage->name));
        snprintf(en, sizeof en, "pupils who go on a grade, %s (common to grades)",
                 stage_en[stage->name]);
        struct xw_assumption a = {
            .shape = XW_SHAPE_NORMAL, .middle = 1.0, .sd = sd, .evidence = spread->evidence
        };
        add(l, XW_ASSUMED_PROGRESSION, g, a,
            (struct wording){
                name, zh, en,
                source_of(s, spread, XW_TABLE_PROGRESSION, "ensemble.progression.sd") });
    }
}

static void add_housing(struct listing *l)
{
    const struct xw_scenario *s = l->s;
    const struct xw_ensemble_rules *r = &s->ensemble;
    bool late = false;
    for (int32_t i = 0; i < s->homes.count; i++)
        late |= s->homes.year[i] > s->base_year;
    if (s->homes.count == 0) return;
    if (r->housing.ceiling_sd > 0.0)
        add(l, XW_ASSUMED_HOUSING_CEILING, XW_NONE, factor_of(r->housing.ceiling_sd),
            (struct wording){ "housing.ceiling", "新建住房最终入住率",
                              "share of new homes that fill", "ensemble.housing.ceiling_sd" });
    if (r->housing.yield_sd > 0.0)
        add(l, XW_ASSUMED_HOUSING_YIELD, XW_NONE, factor_of(r->housing.yield_sd),
            (struct wording){ "housing.yield", "每套住房的家庭人口或学生数",
                              "families or pupils of an occupied home",
                              "ensemble.housing.yield_sd" });
    if (late && r->housing.late > 0.0 && r->housing.common > 0.0)
        add(l, XW_ASSUMED_HOUSING_LATE, XW_NONE, common_factor(),
            (struct wording){ "housing.late", "住房竣工推迟的共同因素",
                              "common factor of late completions", "ensemble.housing.late" });
}

static void add_residencies(struct listing *l)
{
    const struct xw_residencies *k = &l->s->residencies;
    double sd = l->s->ensemble.residency_sd;
    for (int32_t i = 0; k->count > 1 && sd > 0.0 && i < k->count; i++) {
        struct wording w = { xw_arena_format(l->keep, "participation.%s", k->code[i]),
                             xw_arena_format(l->keep, "户籍状况 %s 的就读比例", k->code[i]),
                             xw_arena_format(l->keep, "participation, residence status %s",
                                             k->code[i]),
                             "ensemble.participation.residency_sd" };
        if (w.name == NULL || w.zh == NULL || w.en == NULL) l->status = XW_NO_MEMORY;
        add(l, XW_ASSUMED_RESIDENCY, i, factor_of(sd), w);
    }
}

enum xw_status xw_assumptions_list(struct xw_arena *keep, const struct xw_scenario *s,
                                   struct xw_assumptions *out)
{
    const struct xw_ensemble_rules *r = &s->ensemble;
    struct listing l = { .keep = keep, .s = s, .out = out };
    *out = (struct xw_assumptions){ 0 };
    if (any_may_be_late(s) && s->delay.common > 0.0)
        add(&l, XW_ASSUMED_DELAY, XW_NONE, common_factor(),
            (struct wording){ "delay.common", "建设项目延误的共同因素",
                              "common factor of late projects", "ensemble.delay.common" });
    if (r->fertility.mean_high > r->fertility.mean_low) /* false of NaN */
        add(&l, XW_ASSUMED_FERTILITY_MEAN, XW_NONE,
            (struct xw_assumption){ .shape = XW_SHAPE_UNIFORM,
                                    .low = r->fertility.mean_low,
                                    .high = r->fertility.mean_high,
                                    .unit = "births per woman",
                                    .evidence = XW_ASSUMED },
            (struct wording){ "fertility.mean", "长期总和生育率", "total fertility in the long run",
                              "ensemble.fertility.mean_low, mean_high" });
    if (xw_felt_migration(s) && r->migration.level_sd > 0.0)
        add(&l, XW_ASSUMED_MIGRATION_LEVEL, XW_NONE, factor_of(r->migration.level_sd),
            (struct wording){ "migration.level", "净迁移总体水平", "level of net migration",
                              "ensemble.migration.level_sd" });
    add_ratios(&l, XW_ASSUMED_PARTICIPATION);
    add_ratios(&l, XW_ASSUMED_ENTRY);
    add_progression(&l);
    if (r->mortality_sd > 0.0)
        add(&l, XW_ASSUMED_MORTALITY_LEVEL, XW_NONE, factor_of(r->mortality_sd),
            (struct wording){ "mortality.level", "死亡率总体水平", "level of death rates",
                              "ensemble.mortality.sd" });
    if (xw_felt_private(s) && r->private_sd > 0.0)
        add(&l, XW_ASSUMED_PRIVATE_LEVEL, XW_NONE, factor_of(r->private_sd),
            (struct wording){ "private.level", "民办学校学位数", "places of private schools",
                              "ensemble.private.sd" });
    add_housing(&l);
    add_residencies(&l);
    return l.status;
}

/* ---- designs ---- */

/* Numbers of a design that belong to no replicate. */
#define NO_REPLICATE UINT32_MAX

static uint32_t number_of(uint64_t seed, uint32_t replicate, uint32_t entity, uint32_t place)
{
    const uint32_t counter[] = { place, entity, XW_COMPONENT_POINT, replicate };
    const uint32_t key[] = { (uint32_t)seed, (uint32_t)(seed >> 32) };
    uint32_t out[4];
    xw_rng_philox4x32(counter, key, out);
    return out[0];
}

static double between_0_and_1(uint32_t number)
{
    return (number + 0.5) / 4294967296.0;
}

/* The stratum of a replicate among as many: a permutation that belongs to the entity. A Feistel network
 * (Luby and Rackoff 1988) over the next power of four, walked until it meets a stratum. */
static uint32_t stratum_of(const struct xw_design_points *p, uint32_t entity, uint32_t index)
{
    enum { ROUNDS = 8 };
    uint32_t half = 1;
    while ((1ull << (2 * half)) < (uint64_t)p->replicates)
        half++;
    uint32_t mask = (1u << half) - 1u;
    do {
        uint32_t left = index >> half, right = index & mask;
        for (uint32_t round = 0; round < ROUNDS; round++) {
            uint32_t place = round << 24 | right; /* right has at most 9 bits */
            uint32_t next = left ^ (number_of(p->seed, NO_REPLICATE, entity, place) & mask);
            left = right;
            right = next;
        }
        index = left << half | right;
    } while (index >= (uint32_t)p->replicates);
    return index;
}

/* The direction numbers of the library's Sobol' points: point k is the last one XOR the number of k's
 * lowest set bit (Antonov and Saleev 1979), so that the points around a power of two give them away. */
static enum xw_status find_directions(const struct xw_assumptions *assumptions,
                                      struct xw_design_points *p)
{
    gsl_qrng *sobol = gsl_qrng_alloc(gsl_qrng_sobol, XW_MAX_ASSUMPTIONS);
    if (sobol == NULL) return XW_NO_MEMORY;
    double point[XW_MAX_ASSUMPTIONS], last[XW_MAX_ASSUMPTIONS] = { 0 };
    uint32_t bit = 0;
    for (uint32_t k = 1; k <= (uint32_t)p->replicates; k++) {
        gsl_qrng_get(sobol, point);
        if (k == 1u << bit) {
            for (int32_t d = 0; d < p->dimensions; d++) {
                int32_t own = assumptions->of[d].dimension;
                p->direction[d][bit] =
                    (uint32_t)(point[own] * 4294967296.0) ^ (uint32_t)(last[own] * 4294967296.0);
            }
            bit++;
        }
        for (int32_t d = 0; d < XW_MAX_ASSUMPTIONS; d++)
            last[d] = point[d];
    }
    gsl_qrng_free(sobol);
    return XW_OK;
}

enum xw_status xw_design_points(enum xw_design design, uint64_t seed,
                                const struct xw_assumptions *assumptions, int32_t replicates,
                                struct xw_design_points *out)
{
    if (replicates < 1 || replicates >= 1 << XW_SOBOL_BITS) return XW_OUT_OF_RANGE;
    if (assumptions->count > XW_MAX_ASSUMPTIONS) return XW_OUT_OF_RANGE;
    *out = (struct xw_design_points){
        .design = design, .seed = seed, .dimensions = assumptions->count, .replicates = replicates
    };
    for (int32_t d = 0; d < assumptions->count; d++) {
        out->entity[d] = xw_draw_entity(assumptions->of[d].name);
        out->shift[d] = number_of(seed, NO_REPLICATE, out->entity[d], UINT32_MAX);
    }
    return design == XW_DESIGN_SOBOL ? find_directions(assumptions, out) : XW_OK;
}

void xw_design_point(const struct xw_design_points *p, int32_t replicate, double *point)
{
    uint32_t index = (uint32_t)replicate - 1, gray = index ^ index >> 1;
    for (int32_t d = 0; d < p->dimensions; d++) {
        if (p->design == XW_DESIGN_SOBOL) {
            uint32_t number = p->shift[d];
            for (uint32_t bit = 0; gray >> bit != 0; bit++)
                if (gray >> bit & 1u) number ^= p->direction[d][bit];
            point[d] = between_0_and_1(number);
            continue;
        }
        point[d] = between_0_and_1(number_of(p->seed, (uint32_t)replicate, p->entity[d], 0));
        if (p->design == XW_DESIGN_LATIN)
            point[d] = (stratum_of(p, p->entity[d], index) + point[d]) / p->replicates;
    }
}
