#include "xuewei/backtest_file.h"
#include "xuewei/csv.h"
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SCORES                                                                                     \
    "horizon,size,method,n,mape_total,mape_grade,wape_grade,bias_pct,crps,coverage80,width80_pct"
#define FORECASTS "origin,target,school,grade,method,p10,p50,p90,actual"

/* One of the tables while it is written. */
struct table {
    const char *path, *header;
    char *part; /* the file beside path that gets its name in the end; NULL: written in place */
    FILE *to;
};

struct files {
    struct table scores, forecasts;
    struct xw_arena *keep;
    const char **trouble;
};

static enum xw_status fail(struct files *files, const struct table *table)
{
    const char *why =
        errno == EEXIST ? "another file has this name and is not written over" : strerror(errno);
    *files->trouble = xw_arena_format(files->keep, "cannot write %s: %s", table->path, why);
    return *files->trouble == NULL ? XW_NO_MEMORY : XW_IO;
}

/* Nobody loses the tables of a scenario by a slip of the hand. */
static bool may_replace(const struct table *table)
{
    char line[128] = "";
    FILE *there = fopen(table->path, "rb");
    if (there == NULL) return false;
    bool empty = fgets(line, sizeof line, there) == NULL && feof(there);
    fclose(there);
    line[strcspn(line, "\r\n")] = '\0';
    return empty || strcmp(line, table->header) == 0;
}

static enum xw_status begin(struct files *files, struct table *table)
{
    if (table->path == NULL) return XW_OK;
    struct stat there;
    bool exists = stat(table->path, &there) == 0;
    if (!exists || S_ISREG(there.st_mode)) {
        errno = 0;
        if (exists && !may_replace(table)) {
            if (errno == 0) errno = EEXIST;
            return fail(files, table);
        }
        table->part = xw_arena_format(files->keep, "%s.part", table->path);
        if (table->part == NULL) return XW_NO_MEMORY;
    }
    table->to = fopen(table->part != NULL ? table->part : table->path, "wb");
    if (table->to == NULL) {
        table->part = NULL;
        return fail(files, table);
    }
    return fprintf(table->to, "%s\n", table->header) < 0 ? fail(files, table) : XW_OK;
}

static void put_scores(const struct xw_backtest *b, FILE *to)
{
    for (int32_t horizon = 1; horizon <= b->horizons; horizon++)
        for (int32_t size = 0; size < XW_BACKTEST_SIZE_COUNT; size++)
            for (int32_t m = 0; m < XW_BACKTEST_METHODS; m++) {
                const struct xw_forecast_scores *s =
                    xw_backtest_scores(b, horizon, (enum xw_backtest_size)size, m);
                if (s->n == 0) continue;
                fprintf(to, "%d,%s,%s,%d,%.17g,%.17g,%.17g,%.17g,%.17g,%.17g,%.17g\n", (int)horizon,
                        xw_backtest_size_name((enum xw_backtest_size)size),
                        xw_backtest_method_name(m), (int)s->n, s->mape_total, s->mape_grade,
                        s->wape_grade, s->bias_pct, s->crps, s->coverage80, s->width80_pct);
            }
}

static void put_forecasts(const struct xw_backtest *b, FILE *to)
{
    const struct xw_roll_histories *h = b->histories;
    for (int32_t i = 0; i < b->forecasts; i++) {
        const struct xw_backtest_forecast *f = &b->forecast[i];
        fprintf(to, "%d,%d,", (int)f->origin, (int)f->target);
        xw_csv_write(to, h->code[f->school]);
        fprintf(to, ",%d,chosen,%.17g,%.17g,%.17g,%.17g\n", (int)(h->first_grade + f->grade),
                f->p10, f->p50, f->p90, f->actual);
    }
}

/* Everything on disk, not yet under its name. */
static enum xw_status complete(struct files *files, struct table *table)
{
    FILE *to = table->to;
    if (to == NULL) return XW_OK;
    bool good = fflush(to) == 0 && !ferror(to);
    if (good && table->part != NULL) good = fsync(fileno(to)) == 0;
    enum xw_status status = good ? XW_OK : fail(files, table);
    table->to = NULL;
    if (fclose(to) != 0 && status == XW_OK) status = fail(files, table);
    return status;
}

static enum xw_status give_name(struct files *files, struct table *table)
{
    if (table->part == NULL) return XW_OK;
    if (rename(table->part, table->path) != 0) return fail(files, table);
    table->part = NULL;
    return XW_OK;
}

static void discard(struct table *table)
{
    if (table->to != NULL) fclose(table->to);
    if (table->part != NULL) remove(table->part);
}

enum xw_status xw_backtest_write(const struct xw_backtest *backtest, const char *scores,
                                 const char *forecasts, struct xw_arena *keep, const char **trouble)
{
    struct files files = { .scores = { .path = scores, .header = SCORES },
                           .forecasts = { .path = forecasts, .header = FORECASTS },
                           .keep = keep,
                           .trouble = trouble };
    enum xw_status status = begin(&files, &files.scores);
    if (status == XW_OK) status = begin(&files, &files.forecasts);
    if (status == XW_OK && scores != NULL) put_scores(backtest, files.scores.to);
    if (status == XW_OK && forecasts != NULL) put_forecasts(backtest, files.forecasts.to);
    if (status == XW_OK) status = complete(&files, &files.scores);
    if (status == XW_OK) status = complete(&files, &files.forecasts);
    if (status == XW_OK) status = give_name(&files, &files.scores);
    if (status == XW_OK) status = give_name(&files, &files.forecasts);
    discard(&files.scores);
    discard(&files.forecasts);
    return status;
}
