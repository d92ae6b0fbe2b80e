#include "xuewei/codes.h"
#include "xuewei/draft.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* A cluster stands beside towns, groups and schools as a place of measure_year. */
static const char *named_before(const struct xw_scenario *s, const char *cluster)
{
    if (strcmp(cluster, "district") == 0) return "the district";
    for (int32_t t = 0; t < s->zones.towns; t++)
        if (strcmp(s->zones.town_zh[t], cluster) == 0) return "a town";
    for (int32_t g = 0; g < s->zones.groups; g++)
        if (strcmp(s->zones.group_name[g], cluster) == 0) return "a group of zones";
    return xw_schools_find(&s->schools, cluster) != XW_NONE ? "a school" : NULL;
}

static void check_names(struct xw_draft *draft)
{
    const struct xw_rows *rows = &draft->table[XW_TABLE_SCHOOLS];
    for (int32_t i = 0; i < rows->count; i++) {
        const char *cluster = xw_rows_text(rows, XW_COL_SCHOOLS_CLUSTER, i);
        const char *other = cluster == NULL ? NULL : named_before(draft->out, cluster);
        if (other == NULL || rows->bad[i]) continue;
        xw_draft_refuse(draft, XW_COL_SCHOOLS_CLUSTER, i,
                        "a name of its own: %s has this one, and figures are told apart by it",
                        other);
        return; /* one fault for all its schools */
    }
}

enum xw_status xw_build_clusters(struct xw_draft *draft)
{
    const struct xw_schools *schools = &draft->out->schools;
    struct xw_clusters *c = &draft->out->clusters;
    int32_t named = 0;
    c->code = XW_TAKE(draft->keep, schools->count, const char *);
    c->of = XW_TAKE(draft->keep, schools->count, int32_t);
    if (c->code == NULL || c->of == NULL) return XW_NO_MEMORY;
    for (int32_t i = 0; i < schools->count; i++)
        if (schools->cluster[i] != NULL) c->code[named++] = schools->cluster[i];
    if (named > 0) qsort(c->code, (size_t)named, sizeof *c->code, compare_texts);
    for (int32_t i = 0; i < named; i++)
        if (c->count == 0 || strcmp(c->code[c->count - 1], c->code[i]) != 0)
            c->code[c->count++] = c->code[i];
    for (int32_t i = 0; i < schools->count; i++)
        c->of[i] = schools->cluster[i] == NULL
                       ? XW_NONE
                       : xw_codes_find(c->count, c->code, schools->cluster[i]);
    check_names(draft);
    return XW_OK;
}

int32_t xw_draft_cluster(struct xw_draft *draft, enum xw_column column, int32_t row)
{
    const struct xw_clusters *c = &draft->out->clusters;
    const struct xw_rows *rows = &draft->table[xw_table_of_column(column)];
    const char *code = xw_rows_text(rows, column, row);
    if (code == NULL) return XW_NONE;
    int32_t cluster = xw_codes_find(c->count, c->code, code);
    if (cluster != XW_NONE || draft->table[XW_TABLE_SCHOOLS].broken) return cluster;
    xw_rows_refuse_word(draft->diag, xw_rows_place(rows, column, row), code,
                        "a cluster that schools name in their column cluster", c->code, c->count);
    return XW_NONE;
}

/* What a row may hold: of a cluster the difference alone, of a school the rest. */
static bool accept_row(struct xw_draft *draft, const struct xw_rows *rows, int32_t row)
{
    static const enum xw_column of_school[] = { XW_COL_ATTAINMENT_PUPILS, XW_COL_ATTAINMENT_MEAN };
    bool cluster = xw_rows_text(rows, XW_COL_ATTAINMENT_CLUSTER, row) != NULL;
    bool school = xw_rows_text(rows, XW_COL_ATTAINMENT_SCHOOL, row) != NULL;
    bool difference = !isnan(xw_rows_number(rows, XW_COL_ATTAINMENT_DIFFERENCE, row));
    if (cluster == school) {
        xw_draft_refuse(draft, cluster ? XW_COL_ATTAINMENT_SCHOOL : XW_COL_ATTAINMENT_CLUSTER, row,
                        cluster ? "nothing, where the cluster is given"
                                : "a cluster, or a school in the column school");
        return false;
    }
    if (cluster != difference) {
        xw_draft_refuse(draft, XW_COL_ATTAINMENT_DIFFERENCE, row,
                        cluster ? "a number: the difference within the cluster"
                                : "nothing: a school has pupils, mean and sd");
        return false;
    }
    for (int k = 0; k < 2; k++) {
        bool whole = of_school[k] == XW_COL_ATTAINMENT_PUPILS;
        bool given = whole ? xw_rows_whole(rows, of_school[k], row) != XW_MISSING
                           : !isnan(xw_rows_number(rows, of_school[k], row));
        if (given == school) continue;
        xw_draft_refuse(draft, of_school[k], row,
                        school ? "a number: a school has pupils and mean"
                               : "nothing: a cluster has its difference alone");
        return false;
    }
    if (cluster && !isnan(xw_rows_number(rows, XW_COL_ATTAINMENT_SD, row))) {
        xw_draft_refuse(draft, XW_COL_ATTAINMENT_SD, row,
                        "nothing: a cluster has its difference alone");
        return false;
    }
    return true;
}

/* A difference comes from one source: the cluster's own row, or its schools. */
static void check_once(struct xw_draft *draft, int32_t row, int32_t of)
{
    const struct xw_attainment *a = &draft->out->attainment;
    const int32_t *home = draft->out->clusters.of;
    for (int32_t k = 0; k < a->count; k++) {
        int32_t cluster = a->cluster[k] != XW_NONE ? a->cluster[k] : home[a->school[k]];
        int32_t mine = a->cluster[of] != XW_NONE ? a->cluster[of] : home[a->school[of]];
        if (cluster != mine || a->stage[k] != a->stage[of] || a->year[k] != a->year[of] ||
            (a->cluster[k] == XW_NONE) == (a->cluster[of] == XW_NONE))
            continue;
        xw_draft_refuse(
            draft, a->cluster[of] != XW_NONE ? XW_COL_ATTAINMENT_CLUSTER : XW_COL_ATTAINMENT_SCHOOL,
            row, "one of the two: its schools, or the difference of the cluster");
        return;
    }
}

enum xw_status xw_build_attainment(struct xw_draft *draft)
{
    struct xw_attainment *a = &draft->out->attainment;
    const struct xw_rows *rows = xw_draft_rows(draft, XW_TABLE_ATTAINMENT);
    if (rows == NULL) return XW_OK;
    int32_t n = rows->count;
    *a = (struct xw_attainment){ .cluster = XW_TAKE(draft->keep, n, int32_t),
                                 .school = XW_TAKE(draft->keep, n, int32_t),
                                 .stage = XW_TAKE(draft->keep, n, int32_t),
                                 .year = XW_TAKE(draft->keep, n, int16_t),
                                 .difference = XW_TAKE(draft->keep, n, double),
                                 .pupils = XW_TAKE(draft->keep, n, double),
                                 .mean = XW_TAKE(draft->keep, n, double),
                                 .sd = XW_TAKE(draft->keep, n, double) };
    if (a->cluster == NULL || a->school == NULL || a->stage == NULL || a->year == NULL ||
        a->difference == NULL || a->pupils == NULL || a->mean == NULL || a->sd == NULL)
        return XW_NO_MEMORY;
    for (int32_t i = 0; i < n; i++) {
        if (rows->bad[i] || !accept_row(draft, rows, i)) continue;
        int32_t k = a->count, pupils = xw_rows_whole(rows, XW_COL_ATTAINMENT_PUPILS, i);
        a->cluster[k] = xw_draft_cluster(draft, XW_COL_ATTAINMENT_CLUSTER, i);
        a->school[k] = xw_draft_school(draft, XW_COL_ATTAINMENT_SCHOOL, i);
        a->stage[k] = xw_draft_stage(draft, XW_COL_ATTAINMENT_STAGE, i);
        a->year[k] = (int16_t)xw_rows_whole(rows, XW_COL_ATTAINMENT_YEAR, i);
        a->difference[k] = xw_rows_number(rows, XW_COL_ATTAINMENT_DIFFERENCE, i);
        a->pupils[k] = pupils == XW_MISSING ? NAN : (double)pupils;
        a->mean[k] = xw_rows_number(rows, XW_COL_ATTAINMENT_MEAN, i);
        a->sd[k] = xw_rows_number(rows, XW_COL_ATTAINMENT_SD, i);
        if ((a->cluster[k] == XW_NONE) == (a->school[k] == XW_NONE) || a->stage[k] == XW_NONE)
            continue; /* refused already */
        if (a->school[k] != XW_NONE && draft->out->clusters.of[a->school[k]] == XW_NONE) {
            xw_draft_refuse(draft, XW_COL_ATTAINMENT_SCHOOL, i,
                            "a school that belongs to a cluster");
            continue;
        }
        a->count++;
        check_once(draft, i, k);
    }
    return XW_OK;
}
