#include "xuewei/compare_file.h"
#include "xuewei/paired_rows.h"
#include "sql.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *const schema[] = { XW_SQL_COMPARE };
#define COUNT(array) ((int32_t)(sizeof(array) / sizeof *(array)))

/* One pair: a scenario beside the baseline. */
struct pair {
    const struct xw_run *run, *base;
    const char *name, *base_name;
    int16_t first, last; /* years that both have */
    const struct xw_paired_runs *all;
    const struct xw_pair *paired; /* of all; both NULL when the runs are not compared so */
};

static int16_t later(int16_t a, int16_t b)
{
    return a > b ? a : b;
}

static int16_t earlier(int16_t a, int16_t b)
{
    return a < b ? a : b;
}

const char *xw_compare_file_name(struct xw_arena *keep, const struct xw_run *run, int32_t row)
{
    int32_t same = 1;
    for (int32_t i = 0; i < row; i++)
        same += strcmp(run[i].name, run[row].name) == 0;
    return same == 1 ? run[row].name : xw_arena_format(keep, "%s#%d", run[row].name, (int)same);
}

static int32_t stage_of(const struct xw_run *run, enum xw_stage_name name)
{
    for (int32_t s = 0; s < run->stage_count; s++)
        if (run->stage[s].name == name) return s;
    return XW_NONE;
}

static void put_pair(struct xw_row *row, const struct pair *pair)
{
    xw_row_text(row, pair->name);
    xw_row_text(row, pair->base_name);
}

/* Null where one of the two is not known. */
static void put_difference(struct xw_row *row, int32_t value, int32_t base)
{
    if (value == XW_NONE || base == XW_NONE)
        xw_row_nulls(row, 1);
    else
        xw_row_int(row, (int64_t)value - base);
}

/* P10 to P90 of the net gap's difference, null without paired replicates. */
static void put_quantiles(struct xw_row *row, const struct pair *pair, const struct xw_run_gap *gap,
                          enum xw_stage_name stage)
{
    const struct xw_paired_cell *cell = NULL;
    int32_t stages = pair->paired == NULL || pair->all->replicates == 0 ? 0 : pair->all->stages;
    for (int32_t s = 0; s < stages; s++)
        if (pair->all->stage[s] == stage)
            cell =
                xw_paired_cell_at(pair->paired, gap->level, gap->place, s, gap->scope, gap->year);
    if (cell == NULL) {
        xw_row_nulls(row, 3);
        return;
    }
    const struct xw_paired *net = &cell->of[XW_QUANTITY_NET_GAP];
    xw_row_number(row, net->p10);
    xw_row_number(row, net->median);
    xw_row_number(row, net->p90);
}

static enum xw_status gap_rows(struct xw_geopackage *file, struct xw_row *row,
                               const struct pair *pair, struct xw_arena scratch)
{
    (void)scratch;
    enum xw_status status = XW_OK;
    for (int32_t i = 0; status == XW_OK && i < pair->run->gap_count; i++) {
        const struct xw_run_gap *gap = &pair->run->gap[i];
        enum xw_stage_name stage = pair->run->stage[gap->stage].name;
        const struct xw_run_gap *base = xw_run_gap_at(pair->base, gap->level, gap->place, gap->year,
                                                      stage_of(pair->base, stage), gap->scope);
        if (base == NULL) continue;
        put_pair(row, pair);
        xw_row_text(row, xw_level_word(gap->level));
        xw_row_text(row, gap->place);
        xw_row_int(row, gap->year);
        xw_row_text(row, xw_stage_word(stage));
        xw_row_text(row, xw_scope_word(gap->scope));
        put_difference(row, gap->demand, base->demand);
        put_difference(row, gap->seats, base->seats);
        put_difference(row, gap->local_gap, base->local_gap);
        put_difference(row, gap->net_gap, base->net_gap);
        put_difference(row, gap->unplaced, base->unplaced);
        put_difference(row, gap->surplus, base->surplus);
        put_quantiles(row, pair, gap, stage);
        status = xw_row_end(file, row);
    }
    return status;
}

/* A row of school_year with what it is matched by. */
struct school_row {
    const char *school;
    enum xw_stage_name stage;
    const struct xw_run_school_year *of;
};

static int by_school(const void *a, const void *b)
{
    const struct school_row *one = a, *other = b;
    int order = strcmp(one->school, other->school);
    if (order == 0) order = (one->stage > other->stage) - (one->stage < other->stage);
    if (order == 0) order = (one->of->year > other->of->year) - (one->of->year < other->of->year);
    return order;
}

/* The rows of a run in the pair's years, by school, stage and year; NULL when memory is used up. */
static struct school_row *sorted_schools(struct xw_arena *keep, const struct pair *pair,
                                         const struct xw_run *run, int32_t *count)
{
    struct school_row *sorted = XW_TAKE(keep, run->school_year_count, struct school_row);
    *count = 0;
    if (sorted == NULL) return NULL;
    for (int32_t i = 0; i < run->school_year_count; i++) {
        const struct xw_run_school_year *of = &run->school_year[i];
        if (of->year >= pair->first && of->year <= pair->last)
            sorted[(*count)++] =
                (struct school_row){ run->school[of->school].code, run->stage[of->stage].name, of };
    }
    qsort(sorted, (size_t)*count, sizeof *sorted, by_school);
    return sorted;
}

/* Two sorted lists are merged; a school that is missing on one side is empty there. */
static enum xw_status school_rows(struct xw_geopackage *file, struct xw_row *row,
                                  const struct pair *pair, struct xw_arena scratch)
{
    static const struct xw_run_school_year empty;
    int32_t ours, theirs;
    const struct school_row *our = sorted_schools(&scratch, pair, pair->run, &ours);
    const struct school_row *their = sorted_schools(&scratch, pair, pair->base, &theirs);
    if (our == NULL || their == NULL) return XW_NO_MEMORY;

    enum xw_status status = XW_OK;
    for (int32_t i = 0, j = 0; status == XW_OK && (i < ours || j < theirs);) {
        int order = i == ours ? 1 : j == theirs ? -1 : by_school(&our[i], &their[j]);
        const struct school_row *key = order <= 0 ? &our[i] : &their[j];
        const struct xw_run_school_year *one = order <= 0 ? our[i].of : &empty;
        const struct xw_run_school_year *base = order >= 0 ? their[j].of : &empty;
        put_pair(row, pair);
        xw_row_text(row, key->school);
        xw_row_int(row, key->of->year);
        xw_row_text(row, xw_stage_word(key->stage));
        xw_row_int(row, one->pupils - base->pupils);
        xw_row_int(row, one->classes - base->classes);
        xw_row_int(row, one->classes_over_norm - base->classes_over_norm);
        xw_row_int(row, one->classes_56 - base->classes_56);
        xw_row_int(row, one->classes_66 - base->classes_66);
        xw_row_number(row, pair->run->replicates == 0 || pair->base->replicates == 0
                               ? NAN
                               : one->spread.p_over - base->spread.p_over);
        status = xw_row_end(file, row);
        i += order <= 0;
        j += order >= 0;
    }
    return status;
}

static double spent_in(const struct xw_run *run, int16_t year)
{
    double sum = 0.0;
    for (int32_t i = 0; i < run->project_year_count; i++)
        if (run->project_year[i].year == year && !isnan(run->project_year[i].spend_cny))
            sum += run->project_year[i].spend_cny;
    return sum;
}

static enum xw_status cost_rows(struct xw_geopackage *file, struct xw_row *row,
                                const struct pair *pair, struct xw_arena scratch)
{
    (void)scratch;
    enum xw_status status = XW_OK;
    for (int32_t year = pair->first; status == XW_OK && year <= pair->last; year++) {
        put_pair(row, pair);
        xw_row_int(row, year);
        xw_row_number(row,
                      spent_in(pair->run, (int16_t)year) - spent_in(pair->base, (int16_t)year));
        status = xw_row_end(file, row);
    }
    return status;
}

static enum xw_status key_rows(struct xw_geopackage *file, int32_t runs, const struct xw_run *run,
                               const char *const *name)
{
    struct xw_row row = { 0 };
    enum xw_status status = xw_row_prepare(file, "run", &row);
    for (int32_t r = 0; r < runs; r++)
        for (int32_t i = 0; status == XW_OK && i < run[r].key_count; i++) {
            xw_row_text(&row, name[r]);
            xw_row_text(&row, run[r].key[i].key);
            xw_row_text(&row, run[r].key[i].value);
            status = xw_row_end(file, &row);
        }
    xw_row_drop(&row);
    return status;
}

static enum xw_status difference_rows(struct xw_geopackage *file, int32_t runs,
                                      const struct xw_run *run, const char *const *name,
                                      const struct xw_paired_runs *paired, struct xw_arena scratch)
{
    static const struct {
        const char *table;
        enum xw_status (*rows)(struct xw_geopackage *file, struct xw_row *row,
                               const struct pair *pair, struct xw_arena scratch);
    } differences[] = {
        { "gap_difference", gap_rows },
        { "school_difference", school_rows },
        { "cost_difference", cost_rows },
    };
    enum xw_status status = XW_OK;
    for (int32_t d = 0; status == XW_OK && d < COUNT(differences); d++) {
        struct xw_row row = { 0 };
        status = xw_row_prepare(file, differences[d].table, &row);
        for (int32_t r = 1; status == XW_OK && r < runs; r++) {
            struct pair pair = { &run[r],
                                 &run[0],
                                 name[r],
                                 name[0],
                                 later(run[r].first, run[0].first),
                                 earlier(run[r].last, run[0].last),
                                 paired,
                                 paired == NULL ? NULL : &paired->pair[r - 1] };
            status = differences[d].rows(file, &row, &pair, scratch);
        }
        xw_row_drop(&row);
    }
    return status;
}

enum xw_status xw_compare_file_write(const char *path, int32_t runs, const struct xw_run *run,
                                     const struct xw_paired_runs *paired, struct xw_arena *keep,
                                     const char **trouble)
{
    *trouble = NULL;
    if (runs < 2) {
        *trouble = "a comparison needs two runs or more";
        return XW_OUT_OF_RANGE;
    }
    struct xw_arena scratch = *keep; /* what is taken here is given back with the copy */
    const char **name = XW_TAKE(&scratch, runs, const char *);
    enum xw_status status = name == NULL ? XW_NO_MEMORY : XW_OK;
    for (int32_t r = 0; status == XW_OK && r < runs; r++) {
        name[r] = xw_compare_file_name(&scratch, run, r);
        if (name[r] == NULL) status = XW_NO_MEMORY;
    }
    struct xw_geopackage file = { 0 };
    if (status == XW_OK) status = xw_geopackage_create(&file, path);
    if (status == XW_OK) status = xw_geopackage_run(&file, schema, COUNT(schema));
    if (status == XW_OK) status = key_rows(&file, runs, run, name);
    if (status == XW_OK) status = difference_rows(&file, runs, run, name, paired, scratch);
    if (status == XW_OK && paired != NULL) status = xw_paired_rows_write(&file, run, name, paired);
    if (status == XW_OK) status = xw_geopackage_finish(&file);
    if (status == XW_NO_MEMORY)
        *trouble = "memory is used up";
    else if (status != XW_OK)
        *trouble = xw_arena_text(keep, file.trouble);
    if (status != XW_OK && *trouble == NULL) *trouble = "memory is used up";
    xw_geopackage_free(&file);
    return status;
}
