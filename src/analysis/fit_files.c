#include "xuewei/fit_files.h"
#include "xuewei/csv.h"
#include "xuewei/ratio_effects.h"
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FILES = 6 };

/* One file on its way to its name. */
struct file {
    const char *name, *begins; /* the first line of ours */
    char *path, *part;
    FILE *to;
};

struct writing {
    const struct xw_scenario *s;
    const struct xw_fit *fit;
    struct xw_arena *keep;
    const char **trouble;
    struct file file[FILES];
};

static enum xw_status fail(struct writing *w, const char *path, const char *why)
{
    *w->trouble = xw_arena_format(w->keep, "cannot write %s: %s", path, why);
    return *w->trouble == NULL ? XW_NO_MEMORY : XW_IO;
}

/* ---- rows ---- */

static void put_text(FILE *to, const char *text)
{
    putc(',', to);
    if (text != NULL) xw_csv_write(to, text);
}

static void put_number(FILE *to, double value)
{
    if (isnan(value))
        putc(',', to);
    else
        fprintf(to, ",%.17g", value);
}

static void put_year(FILE *to, int16_t year)
{
    if (year == INT16_MIN)
        putc(',', to);
    else
        fprintf(to, ",%d", (int)year);
}

/* source,evidence,method of an estimate. */
static void put_sources(FILE *to, const struct xw_estimate *e)
{
    fprintf(to, ",rolls %d-%d,estimated,", (int)e->first, (int)e->last);
    if (e->of == XW_FIT_PROGRESSION && e->year != INT16_MIN) {
        fputs("implied by the forecasts of the method of least past error\n", to);
        return;
    }
    fprintf(to, "ratio of sums of %d years with weight %g a year", (int)e->years, XW_RATIO_DECAY);
    if (e->parent != XW_NONE) fprintf(to, "; %.0f %% drawn to the district", 100.0 * e->lean);
    if (e->of == XW_FIT_PARTICIPATION && e->year != INT16_MIN) fputs("; log-linear trend", to);
    putc('\n', to);
}

/* sd,year_sd,freedom of an estimate, or of none. */
static void put_errors(FILE *to, const struct xw_estimate *e)
{
    put_number(to, e->sd);
    put_number(to, e->year_sd);
    put_number(to, isfinite(e->freedom) ? e->freedom : NAN);
}

static void put_no_errors(FILE *to)
{
    fputs(",,,", to);
}

static void put_carried(FILE *to)
{
    fputs(",,assumed,as in the scenario that was fitted\n", to);
}

static const char *stage_word(const struct writing *w, int32_t stage)
{
    return xw_stage_word(w->s->stages.stage[stage].name);
}

static bool is_estimated(const struct writing *w, enum xw_fit_of of, int32_t stage)
{
    for (int32_t i = 0; i < w->fit->count; i++)
        if (w->fit->estimate[i].of == of && w->fit->estimate[i].stage == stage) return true;
    return false;
}

static void carry_ratio(struct writing *w, FILE *to, int32_t target, int32_t school, int16_t year,
                        double ratio)
{
    const struct xw_stages *stages = &w->s->stages;
    bool whole = target >= stages->rows; /* of a stage */
    int32_t stage = whole ? target - stages->rows : xw_stages_of_row(stages, target);
    if (is_estimated(w, XW_FIT_PROGRESSION, stage)) return;
    fprintf(to, "%s,", stage_word(w, stage));
    if (!whole) fprintf(to, "%d", (int)xw_stages_grade(stages, target));
    fprintf(to, ",%.17g", ratio);
    put_year(to, year);
    fputs(",rolls", to);
    put_text(to, school == XW_NONE ? NULL : w->s->schools.code[school]);
    put_no_errors(to);
    put_carried(to);
}

/* Ratios of the rolls that the scenario has for stages without an estimate. */
static void carry_rolls(struct writing *w, FILE *to)
{
    const struct xw_progression *p = &w->s->progression;
    for (int32_t y = 0; y < p->years; y++)
        for (int32_t row = 0; row < p->rows; row++) {
            double ratio = p->of_rolls[(ptrdiff_t)y * p->rows + row];
            if (!isnan(ratio)) carry_ratio(w, to, row, XW_NONE, (int16_t)(w->s->first + y), ratio);
        }
    for (int32_t i = 0; i < p->schools; i++)
        carry_ratio(w, to, p->target[i], p->school[i], p->year[i], p->own[i]);
}

static void write_progression(struct writing *w, FILE *to)
{
    const struct xw_scenario *s = w->s;
    for (int32_t i = 0; i < w->fit->count; i++) {
        const struct xw_estimate *e = &w->fit->estimate[i];
        if (e->of != XW_FIT_PROGRESSION) continue;
        fprintf(to, "%s,%d,%.17g", stage_word(w, e->stage),
                (int)xw_stages_grade(&s->stages, e->grade_row), e->value);
        put_year(to, e->year);
        fputs(",rolls", to);
        put_text(to, e->school == XW_NONE ? NULL : s->schools.code[e->school]);
        put_errors(to, e);
        put_sources(to, e);
    }
    carry_rolls(w, to);
    /* The population's own ratios stay what they are. */
    for (int32_t y = 0; y < s->progression.years; y++)
        for (int32_t row = 0; row < s->progression.rows; row++) {
            double ratio = s->progression.ratio[(ptrdiff_t)y * s->progression.rows + row];
            if (ratio == 1.0) continue;
            fprintf(to, "%s,%d,%.17g,%d,population,",
                    stage_word(w, xw_stages_of_row(&s->stages, row)),
                    (int)xw_stages_grade(&s->stages, row), ratio, s->first + y);
            put_no_errors(to);
            put_carried(to);
        }
}

/* Rows of a stage as the scenario has them, [year][zone][stage]: one row where all are alike, one a year
 * where the zones are, else one a year and zone. skip is not worth a row; NaN never is. */
static void carry(struct writing *w, FILE *to, int32_t stage, const double *values, double skip,
                  const char *basis, const char *status)
{
    const struct xw_scenario *s = w->s;
    int32_t zones = s->zones.count, stages = s->stages.count, years = xw_scenario_years(s);
    bool years_alike = true, zones_alike = true;
    for (int32_t y = 0; y < years; y++)
        for (int32_t z = 0; z < zones; z++) {
            double here = values[((ptrdiff_t)y * zones + z) * stages + stage];
            double zone = values[((ptrdiff_t)y * zones) * stages + stage], year = values[stage];
            zones_alike &= here == zone || (isnan(here) && isnan(zone));
            years_alike &= zone == year || (isnan(zone) && isnan(year));
        }
    for (int32_t y = 0; y < (years_alike && zones_alike ? 1 : years); y++)
        for (int32_t z = 0; z < (zones_alike ? 1 : zones); z++) {
            double value = values[((ptrdiff_t)y * zones + z) * stages + stage];
            if (isnan(value) || value == skip) continue;
            fprintf(to, "%s,%.17g", stage_word(w, stage), value);
            put_text(to, zones_alike ? NULL : s->zones.code[z]);
            if (status != NULL) put_text(to, status);
            put_year(to, years_alike && zones_alike ? INT16_MIN : (int16_t)(s->first + y));
            fputs(basis, to);
            put_no_errors(to);
            put_carried(to);
        }
}

static void put_entry(struct writing *w, FILE *to, const struct xw_estimate *e, int16_t year)
{
    fprintf(to, "%s,%.17g", stage_word(w, e->stage), e->value);
    put_text(to, e->zone == XW_NONE ? NULL : w->s->zones.code[e->zone]);
    put_year(to, year);
    fputs(",rolls", to);
    put_errors(to, e);
    put_sources(to, e);
}

/* Primary school starts from the kindergarten as long as its rolls are those of the base: its ratio
 * stands in those years alone, since participation holds in the others. */
static void write_entry(struct writing *w, FILE *to)
{
    const struct xw_scenario *s = w->s;
    for (int32_t i = 0; i < w->fit->count; i++) {
        const struct xw_estimate *e = &w->fit->estimate[i];
        if (e->of != XW_FIT_ENTRY) continue;
        const struct xw_stage *below = &s->stages.stage[e->stage - 1];
        bool at_first = below->name == XW_KINDERGARTEN || below->name == XW_NURSERY;
        if (!at_first) put_entry(w, to, e, INT16_MIN);
        for (int32_t y = s->first; at_first && y < s->first + below->grades && y <= s->last; y++)
            put_entry(w, to, e, (int16_t)y);
    }
    for (int32_t g = 1; g < s->stages.count; g++)
        if (!is_estimated(w, XW_FIT_ENTRY, g))
            carry(w, to, g, s->entry.ratio, NAN, s->entry.of_rolls[g] ? ",rolls" : ",population",
                  NULL);
}

static void write_participation(struct writing *w, FILE *to)
{
    const struct xw_scenario *s = w->s;
    ptrdiff_t cells = (ptrdiff_t)xw_scenario_years(s) * s->zones.count * s->stages.count;
    for (int32_t i = 0; i < w->fit->count; i++) {
        const struct xw_estimate *e = &w->fit->estimate[i];
        if (e->of != XW_FIT_PARTICIPATION) continue;
        fprintf(to, "%s,%.17g,", stage_word(w, e->stage), e->value);
        if (s->residencies.count > 1) putc(',', to); /* of everybody */
        put_year(to, e->year);
        put_errors(to, e);
        put_sources(to, e);
    }
    for (int32_t g = 0; g < s->stages.count; g++)
        if (!is_estimated(w, XW_FIT_PARTICIPATION, g))
            for (int32_t k = 0; k < s->residencies.count; k++)
                carry(w, to, g, s->participation.share + k * cells, 1.0, "",
                      s->residencies.count > 1 ? s->residencies.code[k] : NULL);
}

static enum xw_status write_estimates(struct writing *w, FILE *to)
{
    for (int32_t i = 0; i < w->fit->count; i++) {
        const struct xw_estimate *e = &w->fit->estimate[i];
        struct xw_arena work = *w->keep;
        const char *name = xw_fit_name(w->s, e, &work);
        if (name == NULL) return XW_NO_MEMORY;
        xw_csv_write(to, name);
        put_number(to, e->value);
        put_number(to, e->sd);
        put_number(to, e->dispersion);
        put_number(to, e->year_dispersion);
        fprintf(to, ",%d,%d,%d,%d\n", (int)e->rows, (int)e->years, (int)e->first, (int)e->last);
    }
    return XW_OK;
}

static enum xw_status put_covariance(struct writing *w, FILE *to, int32_t a, int32_t b,
                                     double covariance)
{
    struct xw_arena work = *w->keep;
    const char *name_a = xw_fit_name(w->s, &w->fit->estimate[a], &work);
    const char *name_b = xw_fit_name(w->s, &w->fit->estimate[b], &work);
    if (name_a == NULL || name_b == NULL) return XW_NO_MEMORY;
    xw_csv_write(to, name_a);
    put_text(to, name_b);
    fprintf(to, ",%.17g\n", covariance);
    return XW_OK;
}

static enum xw_status write_covariance(struct writing *w, FILE *to)
{
    enum xw_status status = XW_OK;
    for (int32_t i = 0; status == XW_OK && i < w->fit->count; i++) {
        double sd = w->fit->estimate[i].sd;
        if (!isnan(sd)) status = put_covariance(w, to, i, i, sd * sd);
    }
    for (int32_t i = 0; status == XW_OK && i < w->fit->pairs; i++) {
        const struct xw_fit_pair *p = &w->fit->pair[i];
        status = put_covariance(w, to, p->a, p->b, p->covariance);
    }
    return status;
}

/* The scenario seen from the folder, both as they are on disk: up as often as needed, then down. */
static char *way_to(struct writing *w, const char *folder)
{
    char *from = realpath(folder, NULL), *to = realpath(w->s->path, NULL), *way = NULL;
    if (from != NULL && to != NULL) {
        const char *here =
            xw_arena_format(w->keep, "%s%s", from, strcmp(from, "/") == 0 ? "" : "/");
        size_t same = 0;
        for (size_t i = 0; here != NULL && here[i] != '\0' && here[i] == to[i]; i++)
            if (here[i] == '/') same = i + 1;
        way = here == NULL ? NULL : xw_arena_text(w->keep, to + same);
        for (const char *at = here == NULL ? "" : here + same; way != NULL && *at != '\0'; at++)
            if (*at == '/') way = xw_arena_format(w->keep, "../%s", way);
    }
    free(from);
    free(to);
    return way;
}

static enum xw_status write_scenario(struct writing *w, FILE *to, const char *folder,
                                     const bool *given)
{
    const char *way = way_to(w, folder);
    if (way == NULL) return XW_NO_MEMORY;
    fprintf(to, "# Fitted assumptions; `xuewei run` reads this file.\nxuewei: 1\nextends: \"");
    for (const char *c = way; *c != '\0'; c++) {
        if (*c == '"' || *c == '\\') putc('\\', to);
        putc(*c, to);
    }
    fprintf(to, "\"\n");
    if (given[2])
        fprintf(to, "adjust: {participation: 1}   # the shares are as they were counted\n");
    if (given[0]) fprintf(to, "forecast: {basis: blend}     # rolls first, population later\n");
    if (!isnan(w->fit->common))
        fprintf(to,
                "ensemble: {progression: {common: %.4g}}   # of the years' errors of the grades\n",
                w->fit->common);
    fprintf(to, "tables:\n");
    static const char *const table[] = { "progression", "entry", "participation" };
    for (int i = 0; i < 3; i++)
        if (given[i]) fprintf(to, "  %s: %s.csv\n", table[i], table[i]);
    return XW_OK;
}

/* ---- files ---- */

static bool may_replace(const struct file *f)
{
    char line[200] = "";
    FILE *there = fopen(f->path, "rb");
    if (there == NULL) return errno == ENOENT;
    bool empty = fgets(line, sizeof line, there) == NULL && feof(there);
    fclose(there);
    line[strcspn(line, "\n")] = '\0';
    return empty || strcmp(line, f->begins) == 0;
}

static enum xw_status open_file(struct writing *w, struct file *f, const char *folder)
{
    f->path = xw_arena_format(w->keep, "%s/%s", folder, f->name);
    char *part = xw_arena_format(w->keep, "%s/%s.part", folder, f->name);
    if (f->path == NULL || part == NULL) return XW_NO_MEMORY;
    if (!may_replace(f))
        return fail(w, f->path, "another file has this name and is not written over");
    f->to = fopen(part, "wb");
    if (f->to == NULL) return fail(w, f->path, strerror(errno));
    f->part = part;
    if (strcmp(f->name, "fitted.yaml") != 0) fprintf(f->to, "%s\n", f->begins);
    return XW_OK;
}

static enum xw_status fill_file(struct writing *w, int which, const char *folder, const bool *given)
{
    FILE *to = w->file[which].to;
    switch (which) {
    case 0:
        write_progression(w, to);
        return XW_OK;
    case 1:
        write_entry(w, to);
        return XW_OK;
    case 2:
        write_participation(w, to);
        return XW_OK;
    case 3:
        return write_estimates(w, to);
    case 4:
        return write_covariance(w, to);
    default:
        return write_scenario(w, to, folder, given);
    }
}

static enum xw_status complete(struct writing *w, struct file *f)
{
    bool good = fflush(f->to) == 0 && !ferror(f->to) && fsync(fileno(f->to)) == 0;
    int error = errno;
    if (fclose(f->to) != 0 && good) {
        good = false;
        error = errno;
    }
    f->to = NULL;
    return good ? XW_OK : fail(w, f->path, strerror(error));
}

enum xw_status xw_fit_files_write(const struct xw_scenario *scenario, const struct xw_fit *fit,
                                  const char *folder, struct xw_arena *keep, const char **trouble)
{
    struct writing w = {
        .s = scenario,
        .fit = fit,
        .keep = keep,
        .trouble = trouble,
        .file = { { "progression.csv",
                    "stage,grade,ratio,year,basis,school,sd,year_sd,freedom,source,evidence,method",
                    NULL, NULL, NULL },
                  { "entry.csv",
                    "stage,ratio,zone,year,basis,sd,year_sd,freedom,source,evidence,method", NULL,
                    NULL, NULL },
                  { "participation.csv",
                    scenario->residencies.count > 1
                        ? "stage,share,zone,residency,year,sd,year_sd,freedom,source,evidence,method"
                        : "stage,share,zone,year,sd,year_sd,freedom,source,evidence,method",
                    NULL, NULL, NULL },
                  { "estimates.csv",
                    "parameter,value,sd,dispersion,year_dispersion,rows,years,first,last", NULL,
                    NULL, NULL },
                  { "covariance.csv", "parameter_a,parameter_b,covariance", NULL, NULL, NULL },
                  { "fitted.yaml", "# Fitted assumptions; `xuewei run` reads this file.", NULL,
                    NULL, NULL } }
    };
    bool given[FILES] = { false, false, false, true, true, true };
    for (int32_t i = 0; i < fit->count; i++)
        if (fit->estimate[i].of <= XW_FIT_PARTICIPATION) given[fit->estimate[i].of] = true;
    bool made = mkdir(folder, 0777) == 0;
    enum xw_status status = made || errno == EEXIST ? XW_OK : fail(&w, folder, strerror(errno));
    for (int i = 0; status == XW_OK && i < FILES; i++)
        if (given[i]) status = open_file(&w, &w.file[i], folder);
    for (int i = 0; status == XW_OK && i < FILES; i++) {
        if (!given[i]) continue;
        status = fill_file(&w, i, folder, given);
        if (status == XW_OK) status = complete(&w, &w.file[i]);
    }
    for (int i = 0; status == XW_OK && i < FILES; i++) {
        if (!given[i]) continue;
        if (rename(w.file[i].part, w.file[i].path) != 0)
            status = fail(&w, w.file[i].path, strerror(errno));
        else
            w.file[i].part = NULL;
    }
    for (int i = 0; i < FILES; i++) {
        if (w.file[i].to != NULL) fclose(w.file[i].to);
        if (w.file[i].part != NULL) unlink(w.file[i].part);
    }
    if (status != XW_OK && made) rmdir(folder);
    return status;
}
