#include "odd_rows.h"
#include <string.h>

static const char *file_of(const struct xw_run_warning *warning)
{
    return warning->file != NULL ? warning->file : "";
}

bool xw_odd_rows_same(const struct xw_run *run, int32_t first, int32_t other)
{
    const struct xw_run_warning *a = &run->warning[first], *b = &run->warning[other];
    /* A doubt without a line is about a whole file, and stands for itself. */
    return first == other ||
           (a->line > 0 && a->line == b->line && strcmp(file_of(a), file_of(b)) == 0);
}

static const char *projects_file(const struct xw_run *run)
{
    for (int32_t i = 0; i < run->table_count; i++)
        if (strcmp(run->table[i].table, "projects") == 0) return run->table[i].file;
    return NULL;
}

static int32_t project_of(const struct xw_run *run, const char *file, int32_t warning)
{
    const struct xw_run_warning *w = &run->warning[warning];
    if (file == NULL || w->line <= 0 || strcmp(file_of(w), file) != 0) return XW_NONE;
    for (int32_t p = 0; p < run->project_count; p++)
        if (run->project[p].line == w->line) return p;
    return XW_NONE;
}

int32_t xw_odd_rows(const struct xw_figures *f, struct xw_odd_row *rows)
{
    const struct xw_run *run = f->run;
    const char *file = projects_file(run);
    int32_t count = 0;
    for (int32_t w = 0; w < run->warning_count; w++) {
        int32_t at = 0;
        while (at < count && !xw_odd_rows_same(run, rows[at].first, w))
            at++;
        if (at < count) {
            rows[at].doubts++;
            continue;
        }
        int32_t p = project_of(run, file, w);
        bool ahead = p != XW_NONE && run->project[p].counted && run->project[p].opens_in >= f->now;
        rows[count++] = (struct xw_odd_row){
            .project = p, .first = w, .doubts = 1, .seats = ahead ? run->project[p].seats_added : 0
        };
    }
    return count;
}

static bool before(const struct xw_odd_row *a, const struct xw_odd_row *b)
{
    if ((a->project != XW_NONE) != (b->project != XW_NONE)) return a->project != XW_NONE;
    if (a->doubts != b->doubts) return a->doubts > b->doubts;
    if (a->seats != b->seats) return a->seats > b->seats;
    return a->first < b->first;
}

void xw_odd_rows_sort(struct xw_odd_row *rows, int32_t count)
{
    for (int32_t i = 1; i < count; i++) {
        struct xw_odd_row row = rows[i];
        int32_t at = i;
        for (; at > 0 && before(&row, &rows[at - 1]); at--)
            rows[at] = rows[at - 1];
        rows[at] = row;
    }
}

int32_t xw_odd_rows_of_project(const struct xw_figures *f, int32_t project)
{
    const char *file = projects_file(f->run);
    int32_t count = 0;
    for (int32_t w = 0; w < f->run->warning_count; w++)
        if (project_of(f->run, file, w) == project) count++;
    return count;
}
