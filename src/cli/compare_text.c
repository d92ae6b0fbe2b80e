#include "compare_out.h"
#include "xuewei/paired_rows.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

#define NAMED 6 /* towns or schools that a sentence names */

struct stage_summary compare_summarise(const struct xw_run *run, int32_t stage)
{
    struct stage_summary sum = { 0 };
    for (int16_t year = run->first; year <= run->last; year++) {
        const struct xw_run_gap *g =
            xw_run_gap_at(run, XW_LEVEL_DISTRICT, "district", year, stage, XW_SCOPE_ALL);
        if (g == NULL || g->seats == XW_NONE) continue;
        if (sum.gap_year == 0 || g->local_gap > sum.gap) {
            sum.gap = g->local_gap;
            sum.net = g->net_gap;
            sum.gap_year = year;
        }
        sum.unplaced += g->unplaced;
        sum.surplus_last = g->surplus;
    }
    for (int32_t i = 0; i < run->school_year_count; i++)
        if (run->school_year[i].stage == stage)
            sum.over_norm += run->school_year[i].classes_over_norm;
    return sum;
}

/* ---- the central histories ---- */

static void print_central(const struct compared *c)
{
    printf("%-16s %-20s %10s %6s %10s %12s %12s %12s\n", "stage", "scenario", "local gap", "year",
           "net gap", "unplaced", "classes over", "idle seats");
    printf("%-16s %-20s %10s %6s %10s %12s %12s %12d\n", "", "", "at worst", "", "then",
           "pupil-years", "class-years", (int)c->run->last);
    for (int32_t g = 0; g < c->run->stage_count; g++) {
        if (c->run->stage[g].city) continue;
        for (int32_t i = 0; i < c->runs; i++) {
            struct stage_summary s = compare_summarise(&c->run[i], g);
            printf("%-16s %-20s %10d %6d %10d %12d %12d %12d\n",
                   i == 0 ? xw_stage_word(c->run->stage[g].name) : "", c->name[i], (int)s.gap,
                   (int)s.gap_year, (int)s.net, (int)s.unplaced, (int)s.over_norm,
                   (int)s.surplus_last);
        }
    }
    /* What the table alone would not tell. */
    printf("\nThe local gap adds up catchment areas, redrawn each year to the nearest open school: "
           "a new or\n"
           "moved school can raise it while the net gap falls. What boundaries cannot solve is the "
           "net gap.\n");
}

/* ---- differences over the horizon ---- */

/* A whole number with its thousands apart: -24,312. */
static const char *grouped(char text[40], double value)
{
    char digits[32];
    int length = snprintf(digits, sizeof digits, "%.0f", fabs(value)), at = 0;
    if (value < 0.0 && strcmp(digits, "0") != 0) text[at++] = '-';
    for (int i = 0; i < length; i++) {
        if (i > 0 && (length - i) % 3 == 0) text[at++] = ',';
        text[at++] = digits[i];
    }
    text[at] = '\0';
    return text;
}

/* Rows of the table, in this order. */
static const struct {
    enum xw_paired_total total;
    const char *label;
} lines[] = {
    { XW_TOTAL_SHORT_TOWNS, "pupil-years short, by town" },
    { XW_TOTAL_SHORT_DISTRICT, "pupil-years short, district" },
    { XW_TOTAL_PEAK, "largest gap of a year" },
    { XW_TOTAL_IDLE, "idle seat-years" },
    { XW_TOTAL_SEATS, "seat-years" },
    { XW_TOTAL_USEFUL_TOWNS, "useful seat-years, by town" },
    { XW_TOTAL_USEFUL_DISTRICT, "useful seat-years, district" },
};

static void print_line(const struct xw_paired_horizon *h, enum xw_paired_total total,
                       const char *label, bool intervals)
{
    char mean[40], low[40], high[40], p10[40], p50[40], p90[40], interval[96];
    const struct xw_paired *p = &h->paired;
    if (!intervals) {
        printf("  %-28s %12s\n", label, grouped(mean, p->mean));
        return;
    }
    /* What every future agrees on has no error, and so no interval. */
    if (p->se > 0.0)
        snprintf(interval, sizeof interval, "%s to %s", grouped(low, p->low95),
                 grouped(high, p->high95));
    else
        snprintf(interval, sizeof interval, "in every future");
    printf("  %-28s %12s %24s %12s %12s %12s", label, grouped(mean, p->mean), interval,
           grouped(p10, p->p10), grouped(p50, p->median), grouped(p90, p->p90));
    if (xw_paired_total_sign(total) == 0)
        printf(" %8s %8.0f", "", 100.0 * p->equal);
    else
        printf(" %8.1f %8.0f", 100.0 * xw_paired_horizon_better(h, total), 100.0 * p->equal);
    printf("%s\n", p->beyond_chance ? " *" : "");
}

static void print_totals(const struct compared *c, int32_t run)
{
    const struct xw_paired_runs *all = c->paired;
    const struct xw_pair *pair = &all->pair[run - 1];
    bool intervals = all->replicates > 1;
    printf("\n%s beside %s, %d to %d\n", c->name[run], c->name[0], c->run->first, c->run->last);
    if (intervals)
        printf("  %-28s %12s %24s %12s %12s %12s %8s %8s\n", "difference", "mean",
               "95 % of the mean", "P10", "P50", "P90", "better %", "equal %");
    for (int32_t i = 0; i <= all->stages; i++) {
        int32_t s = i == 0 ? all->stages : i - 1; /* all together first */
        printf("%s\n", s == all->stages ? "all stages" : xw_paired_stage_word(all, s));
        for (size_t l = 0; l < sizeof lines / sizeof *lines; l++) {
            const struct xw_paired_horizon *h = xw_paired_horizon_of(all, pair, s, lines[l].total);
            if (h->paired.n > 0) print_line(h, lines[l].total, lines[l].label, intervals);
        }
    }
}

/* ---- in words ---- */

/* Shortage town by town, or of the district where zones have no towns. */
static enum xw_paired_total shortage_of(const struct xw_pair *pair)
{
    return pair->towns > 0 ? XW_TOTAL_SHORT_TOWNS : XW_TOTAL_SHORT_DISTRICT;
}

static void say_shortage(const struct compared *c, int32_t run)
{
    const struct xw_paired_runs *all = c->paired;
    const struct xw_pair *pair = &all->pair[run - 1];
    const struct xw_paired_horizon *h =
        xw_paired_horizon_of(all, pair, all->stages, shortage_of(pair));
    const struct xw_paired *p = &h->paired;
    char mean[40], low[40], high[40];
    const char *in = pair->towns > 0 ? "town by town" : "in the district";
    if (all->replicates == 0) {
        if (p->mean == 0.0)
            printf("- As many pupils are short in %s as in %s (%s).\n", c->name[run], c->name[0],
                   in);
        else
            printf("- %s leaves %s pupil-years %s short than %s (%s).\n", c->name[run],
                   grouped(mean, fabs(p->mean)), p->mean < 0.0 ? "fewer" : "more", c->name[0], in);
        return;
    }
    printf("- Of %d futures, %s leaves fewer pupils short than %s in %.0f, as many in %.0f, more "
           "in %.0f (%s).\n",
           (int)p->n, c->name[run], c->name[0], p->less * p->n, p->equal * p->n, p->more * p->n,
           in);
    if (p->equal == 1.0)
        printf("  There is no difference.\n");
    else if (p->n < XW_PAIRED_LEAST)
        printf("  With fewer than %d futures no difference is beyond chance.\n", XW_PAIRED_LEAST);
    else if (p->beyond_chance)
        printf("  That is beyond chance: %s pupil-years on average, %s to %s in eight futures of "
               "ten.\n",
               grouped(mean, p->mean), grouped(low, p->p10), grouped(high, p->p90));
    else
        printf("  The difference may be chance.\n");
}

/* The towns of a verdict, of all stages together, those that change most first. */
static void say_towns_of(const struct compared *c, const struct xw_pair *pair, int verdict)
{
    const struct xw_paired_town *all = pair->town + c->paired->stages * pair->towns;
    int32_t found = 0, named = 0;
    double last = INFINITY; /* size of the last one named, and its row */
    int32_t last_row = -1;
    for (int32_t t = 0; t < pair->towns; t++)
        found += all[t].verdict == verdict;
    printf("  %s: %s", verdict > 0 ? "gain" : "lose", found == 0 ? "none" : "");
    while (named < found && named < NAMED) {
        int32_t next = -1;
        for (int32_t t = 0; t < pair->towns; t++) {
            double size = fabs(all[t].shortage.mean);
            bool behind = size < last || (size == last && t > last_row);
            if (all[t].verdict == verdict && behind &&
                (next < 0 || size > fabs(all[next].shortage.mean)))
                next = t;
        }
        char mean[40];
        printf("%s%s %s", named > 0 ? ", " : "", all[next].place,
               grouped(mean, all[next].shortage.mean));
        last = fabs(all[next].shortage.mean);
        last_row = next;
        named++;
    }
    if (found > named) printf(" and %d more", (int)(found - named));
    printf("\n");
}

static void say_towns(const struct compared *c, const struct xw_pair *pair)
{
    if (pair->towns == 0 || c->paired->replicates < XW_PAIRED_LEAST) return;
    printf(
        "- Towns, in pupil-years short of all stages, beyond chance for all of them together:\n");
    say_towns_of(c, pair, 1);
    say_towns_of(c, pair, -1);
}

static void say_schools(const struct compared *c, const struct xw_pair *pair)
{
    int32_t count[3] = { 0 }; /* loses, neither, gains */
    for (int32_t i = 0; i < pair->schools; i++)
        count[pair->school[i].verdict + 1]++;
    printf("- Schools, by classes over the norm%s: %d gain, %d lose, %d neither.\n",
           c->paired->replicates > 0 ? " and the risk of them" : "", (int)count[2], (int)count[0],
           (int)count[1]);
}

/* 7,780 million CNY; a price per seat-year or what there is instead. */
static const char *money(char text[64], double cny)
{
    char number[40];
    if (isinf(cny)) return "no limit";
    if (fabs(cny) >= 1e7)
        snprintf(text, 64, "CNY %s million", grouped(number, cny / 1e6));
    else
        snprintf(text, 64, "CNY %s", grouped(number, cny));
    return text;
}

/* "2,166 town by town (CNY 350,988 each, 300,000 to 400,000 in eight futures of ten)" */
static void say_useful(const struct compared *c, const struct xw_pair *pair, bool by_town)
{
    const struct xw_paired_runs *all = c->paired;
    const struct xw_paired_cost *cost = &(by_town ? pair->cost_towns : pair->cost)[all->stages];
    const struct xw_paired_horizon *useful = xw_paired_horizon_of(
        all, pair, all->stages, by_town ? XW_TOTAL_USEFUL_TOWNS : XW_TOTAL_USEFUL_DISTRICT);
    char used[40], text[3][64];
    printf("    %s %s", grouped(used, useful->paired.mean),
           by_town ? "town by town" : "with the district as one place");
    if (isfinite(cost->per_mean)) {
        printf(": %s each", money(text[0], cost->per_mean));
        if (all->replicates > 1)
            printf(" (%s to %s in eight futures of ten)", money(text[1], cost->per_p10),
                   money(text[2], cost->per_p90));
    }
    printf("\n");
}

static void say_money(const struct compared *c, const struct xw_pair *pair)
{
    const struct xw_paired_runs *all = c->paired;
    const struct xw_paired_cost *cost = &pair->cost[all->stages];
    const struct xw_paired_horizon *seats =
        xw_paired_horizon_of(all, pair, all->stages, XW_TOTAL_SEATS);
    char added[40], text[64];
    printf("- %s seat-years %s, ", grouped(added, fabs(seats->paired.mean)),
           seats->paired.mean < 0.0 ? "fewer" : "more");
    if (cost->cost_cny == 0.0)
        printf("projects that cost the same");
    else
        printf("projects that cost %s %s", money(text, fabs(cost->cost_cny)),
               cost->cost_cny < 0.0 ? "less" : "more");
    if (cost->unknown > 0)
        printf(" (%d project%s without a cost left out)", (int)cost->unknown,
               cost->unknown == 1 ? "" : "s");
    printf(". Useful seat-years, on which somebody sits who would have none:\n");
    if (pair->towns > 0) say_useful(c, pair, true);
    say_useful(c, pair, false);
}

static void say_best(const struct compared *c)
{
    const struct xw_paired_runs *all = c->paired;
    enum xw_paired_total total = shortage_of(&all->pair[0]);
    if (all->replicates == 0 || all->runs < 3) return;
    printf("\nShare of the futures in which a scenario leaves the fewest pupils short (%s; ties "
           "shared):\n",
           total == XW_TOTAL_SHORT_TOWNS ? "town by town" : "in the district");
    printf("%-16s", "stage");
    for (int32_t r = 0; r < all->runs; r++)
        printf(" %20s", c->name[r]);
    for (int32_t i = 0; i <= all->stages; i++) {
        int32_t s = i == 0 ? all->stages : i - 1;
        printf("\n%-16s", xw_paired_stage_word(all, s));
        for (int32_t r = 0; r < all->runs; r++)
            printf(" %18.1f %%", 100.0 * xw_paired_best_of(all, r, s, total));
    }
    printf("\n");
}

static const char *value_of(const struct xw_run *run, const char *key)
{
    for (int32_t i = 0; i < run->key_count; i++)
        if (strcmp(run->key[i].key, key) == 0) return run->key[i].value;
    return "";
}

void compare_print_text(const struct compared *c)
{
    const struct xw_paired_runs *all = c->paired;
    print_central(c);
    if (all->replicates > 0)
        printf("\n%d futures (replicates of seed %s) that the scenarios share; differences are of "
               "the same\n"
               "future. %% better: of the futures, ties half. * beyond chance: the mean and the "
               "signs agree at 95 %%.\n",
               (int)all->replicates, value_of(c->run, "seed"));
    else
        printf("\nDifferences of the central histories: without replicates nothing is said of "
               "chance.\n");
    for (int32_t r = 1; r < c->runs; r++) {
        print_totals(c, r);
        printf("\n");
        say_shortage(c, r);
        say_towns(c, &all->pair[r - 1]);
        say_schools(c, &all->pair[r - 1]);
        say_money(c, &all->pair[r - 1]);
    }
    say_best(c);
}
