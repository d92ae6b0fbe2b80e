#include "cli.h"
#include "xuewei/backtest_file.h"
#include "xuewei/roll_table.h"
#include "xuewei/text.h"
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#define USUAL_LATE_SHARE "0.345"

struct call {
    const char *rolls, *births, *late_share, *out, *forecasts;
};

/* Methods by the error of single grades at a horizon, the chosen one first. */
static int32_t rank(const struct xw_backtest *b, int32_t horizon, int32_t method[])
{
    int32_t n = 0;
    for (int32_t m = XW_BACKTEST_METHODS - 1; m >= 0; m--) {
        const struct xw_forecast_scores *s = xw_backtest_scores(b, horizon, XW_SIZE_ALL, m);
        if (s->n == 0) continue;
        int32_t at = n++;
        for (; at > 1 && xw_backtest_scores(b, horizon, XW_SIZE_ALL, method[at - 1])->mape_grade >
                             s->mape_grade;
             at--)
            method[at] = method[at - 1];
        method[at] = m;
    }
    return n;
}

/* An error, and what it is of the yardstick's: nothing to say where that made none. */
static void print_error(double error, double yardstick)
{
    printf(" %7.2f ", error);
    if (yardstick > 0.0)
        printf("%6.3f", error / yardstick);
    else
        printf("%6s", "-");
}

static void print_horizon(const struct xw_backtest *b, int32_t horizon)
{
    int32_t method[XW_BACKTEST_METHODS], n = rank(b, horizon, method);
    const struct xw_forecast_scores *mean =
        xw_backtest_scores(b, horizon, XW_SIZE_ALL, XW_BY_THREE_YEAR_MEAN);
    printf("\n%d year%s ahead, %d grades\n", (int)horizon, horizon == 1 ? "" : "s", (int)mean->n);
    printf("  %-16s %7s %6s %7s %6s %6s %7s %8s %6s %6s\n", "method", "total %", "ratio", "grade %",
           "ratio", "WAPE %", "bias %", "CRPS", "80 %", "width");
    for (int32_t i = 0; i < n; i++) {
        const struct xw_forecast_scores *s = xw_backtest_scores(b, horizon, XW_SIZE_ALL, method[i]);
        printf("  %-16s", xw_backtest_method_name(method[i]));
        print_error(s->mape_total, mean->mape_total);
        print_error(s->mape_grade, mean->mape_grade);
        printf(" %6.2f %7.2f %8.2f %6.3f %6.1f\n", s->wape_grade, s->bias_pct, s->crps,
               s->coverage80, s->width80_pct);
    }
}

static void print_choice(const struct xw_backtest *b)
{
    const struct xw_roll_histories *h = b->histories;
    printf("%d schools, %d to %d; %d origins, %d to %d\n", (int)h->schools, (int)h->first_year,
           (int)(h->first_year + h->years - 1), (int)b->origins,
           (int)(h->first_year + b->first_origin), (int)(h->first_year + h->years - 2));
    printf("chosen at each origin:");
    for (int32_t y = b->first_origin; y < h->years - 1; y++)
        printf(" %d %s", (int)(h->first_year + y), xw_backtest_method_name(b->chosen[y]));
    printf("\n\nFrom %d on a scenario uses: %s\n", (int)(h->first_year + h->years - 1),
           xw_forecast_name(b->now.method));
    printf("error so far over the three-year mean's, with what is believed beforehand:\n");
    for (int32_t m = 0; m < XW_FORECAST_COUNT; m++)
        if (!isnan(b->now.score[m]))
            printf("  %-16s %6.3f%s\n", xw_forecast_name((enum xw_forecast_method)m),
                   b->now.score[m], m == (int32_t)b->now.method ? "  <- chosen" : "");
}

static int print_table(const struct xw_backtest *b)
{
    print_choice(b);
    printf("\nErrors in %% of what came about; ratio: over the three-year mean's. 80 %%: share "
           "within\n"
           "the nominal 80 %% interval; width: of it, in %% of the forecast.\n");
    for (int32_t horizon = 1; horizon <= b->horizons && horizon <= 5; horizon += 2)
        print_horizon(b, horizon);
    return CLI_DONE;
}

static json_t *scores_json(const struct xw_backtest *b)
{
    json_t *list = json_array();
    for (int32_t horizon = 1; horizon <= b->horizons; horizon++)
        for (int32_t m = 0; m < XW_BACKTEST_METHODS; m++) {
            const struct xw_forecast_scores *s = xw_backtest_scores(b, horizon, XW_SIZE_ALL, m);
            if (s->n == 0) continue;
            json_array_append_new(
                list,
                json_pack("{s:i, s:s, s:i, s:f, s:f, s:f, s:f, s:f, s:f, s:f}", "horizon",
                          (int)horizon, "method", xw_backtest_method_name(m), "n", (int)s->n,
                          "mape_total", s->mape_total, "mape_grade", s->mape_grade, "wape_grade",
                          s->wape_grade, "bias_pct", s->bias_pct, "crps", s->crps, "coverage80",
                          s->coverage80, "width80_pct", s->width80_pct));
        }
    return list;
}

static int print_json(const struct call *call, const struct xw_backtest *b)
{
    const struct xw_roll_histories *h = b->histories;
    json_t *past = json_object(), *chosen = json_object();
    for (int32_t m = 0; m < XW_FORECAST_COUNT; m++)
        if (!isnan(b->now.score[m]))
            json_object_set_new(past, xw_forecast_name((enum xw_forecast_method)m),
                                json_real(b->now.score[m]));
    for (int32_t y = b->first_origin; y < h->years; y++) {
        char year[12];
        snprintf(year, sizeof year, "%d", (int)(h->first_year + y));
        json_object_set_new(chosen, year, json_string(xw_backtest_method_name(b->chosen[y])));
    }
    json_t *o = json_pack("{s:s, s:s*, s:s*, s:s*, s:i, s:i, s:i, s:s, s:o, s:o, s:o}", "rolls",
                          call->rolls, "births", call->births, "scores", call->out, "forecasts",
                          call->forecasts, "schools", (int)h->schools, "first_year",
                          (int)h->first_year, "last_year", (int)(h->first_year + h->years - 1),
                          "method", xw_forecast_name(b->now.method), "past_error", past, "chosen",
                          chosen, "score", scores_json(b));
    if (o == NULL) return cli_exit_of(XW_NO_MEMORY, NULL, NULL);
    json_dumpf(o, stdout, JSON_INDENT(1));
    putchar('\n');
    json_decref(o);
    return CLI_DONE;
}

/* The years are wanted before anything is computed, with the place of the table. */
static enum xw_status check_years(const struct call *call, const struct xw_roll_table *table,
                                  struct xw_diag *diag)
{
    if (table->histories.years >= XW_BACKTEST_EARLIER + 2) return XW_OK;
    xw_diag_fault(diag, (struct xw_place){ .file = call->rolls, .line = 1, .column = 1 },
                  "%d years of rolls are too few to look back: an origin wants %d earlier years "
                  "and one to compare with",
                  (int)table->histories.years, XW_BACKTEST_EARLIER);
    return XW_REFUSED;
}

/* Years enough, and yet no grade that is known at an origin and after it. */
static enum xw_status check_forecasts(const struct call *call, const struct xw_backtest *found,
                                      struct xw_diag *diag)
{
    if (found->forecasts > 0) return XW_OK;
    xw_diag_fault(diag, (struct xw_place){ .file = call->rolls, .line = 1, .column = 1 },
                  "nothing can be compared: no school has pupils in a grade in a year with %d "
                  "earlier ones and rolls of the grade up to %d years later",
                  XW_BACKTEST_EARLIER, XW_FORECAST_HORIZONS);
    return XW_REFUSED;
}

static int backtest(const struct cli_common *common, const struct call *call, double late_share)
{
    struct xw_arena keep = { 0 }, scratch = { 0 };
    struct xw_progress progress;
    struct xw_diag diag = { 0 };
    struct xw_roll_table table;
    struct xw_backtest found;
    const char *trouble = NULL;
    xw_progress_init(&progress, stderr, common->quiet || common->json, cli_stop());
    enum xw_status status = xw_diag_init(&diag);
    if (status == XW_OK) status = xw_arena_init(&keep, XW_ARENA_USUAL);
    if (status == XW_OK) status = xw_arena_init(&scratch, XW_ARENA_USUAL);
    if (status == XW_OK)
        status = xw_roll_table_read(call->rolls, call->births, late_share, &keep, &diag, &table);
    if (status == XW_OK) status = check_years(call, &table, &diag);
    if (status == XW_OK)
        status = xw_backtest_run(&table.histories, table.has_births ? &table.births : NULL,
                                 &progress, &keep, scratch, &found);
    if (status == XW_OK) status = check_forecasts(call, &found, &diag);
    if (status == XW_OK)
        status = xw_backtest_write(&found, call->out, call->forecasts, &keep, &trouble);
    int result = status != XW_OK ? cli_exit_of(status, &diag, trouble)
                 : common->json  ? print_json(call, &found)
                                 : print_table(&found);
    xw_diag_free(&diag);
    xw_arena_free(&scratch);
    xw_arena_free(&keep);
    return result;
}

static int run(const struct cli_command *self, int argc, char **argv)
{
    struct call call = { .late_share = USUAL_LATE_SHARE };
    const struct cli_option own[] = {
        { "rolls", 0, &call.rolls, NULL },           { "births", 0, &call.births, NULL },
        { "late-share", 0, &call.late_share, NULL }, { "output", 'o', &call.out, NULL },
        { "forecasts", 0, &call.forecasts, NULL },   { 0 }
    };
    struct cli_common common;
    double late_share = NAN;
    int result = cli_parse(self, argc, argv, own, &common);
    if (result != CLI_DONE) return result < 0 ? CLI_DONE : result;
    bool share =
        xw_text_to_double(call.late_share, &late_share) && late_share >= 0.0 && late_share <= 1.0;
    if (common.paths != 0)
        result = cli_usage(self, "it takes its tables by --rolls and --births, not \"%s\"",
                           common.path[0]);
    else if (call.rolls == NULL)
        result = cli_usage(self, "--rolls wants the table of the rolls");
    else if (!share)
        result = cli_usage(self, "--late-share takes a share, 0 to 1, not \"%s\"", call.late_share);
    else if (call.out != NULL && call.forecasts != NULL && strcmp(call.out, call.forecasts) == 0)
        result = cli_usage(self, "-o and --forecasts name the same file");
    else
        result = backtest(&common, &call, late_share);
    cli_common_free(&common);
    return result;
}

const struct cli_command cli_backtest = {
    .name = "backtest",
    .synopsis = "backtest --rolls CSV [--births CSV] [-o CSV] [--forecasts CSV]",
    .summary = "score every way to forecast enrolment, and choose",
    .details =
        "From every year of the rolls with at least three earlier ones, every method forecasts\n"
        "the grades of every school 1 to 8 years ahead with what was known then, and is compared\n"
        "with what came about. Prints the chosen method and the losers with their errors.\n\n"
        "  --rolls CSV       school,year,grade,pupils and, where a school year was no usual one,\n"
        "                    event (opening, closing, boundary, relocation, rule, other)\n"
        "  --births CSV      year,births and month or zone, of one series: the region's births\n"
        "  --late-share S    share of a year's births in September to December, where months are\n"
        "                    not given (" USUAL_LATE_SHARE ")\n"
        "  -o, --output CSV  the scores by horizon, size class and method\n"
        "  --forecasts CSV   every forecast of the chosen method with its 80 % interval\n",
    .run = run,
};
