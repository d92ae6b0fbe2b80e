#include "xuewei/sensitivity_file.h"
#include "xuewei/out_file.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define HEADER                                                                                     \
    "stage,response,assumption,value_p10,value_p90,median,p10,p90,mu,mu_star,sigma,first,"         \
    "first_low,first_high,total,total_low,total_high"

/* One response of one stage, and one assumption's part in it. */
struct part {
    const struct xw_sensitivity *of;
    int32_t response, assumption;
};

static double median_of(const struct part *p)
{
    return p->of->median[p->response];
}

static double low_of(const struct part *p)
{
    return p->of->low[p->response * p->of->assumptions.count + p->assumption];
}

static double high_of(const struct part *p)
{
    return p->of->high[p->response * p->of->assumptions.count + p->assumption];
}

static const struct xw_morris *morris_of(const struct part *p)
{
    return &p->of->morris[p->response * p->of->assumptions.count + p->assumption];
}

/* NULL where Sobol's points did not vary it. */
static const struct xw_sobol_index *index_of(const struct part *p)
{
    for (int32_t k = 0; k < p->of->kept; k++)
        if (p->of->keep_row[k] == p->assumption)
            return &p->of->index[p->response * p->of->kept + k];
    return NULL;
}

static const char *stage_of(const struct xw_scenario *s, const struct xw_sensitivity *of,
                            int32_t response)
{
    return xw_stage_word(s->stages.stage[of->stage[response / XW_RESPONSES]].name);
}

/* ---- the table ---- */

static void put(FILE *to, double value)
{
    if (isfinite(value))
        fprintf(to, ",%.10g", value == 0.0 ? 0.0 : value); /* no minus before nothing */
    else
        putc(',', to);
}

static void put_row(const struct xw_scenario *s, const struct part *p, FILE *to)
{
    const struct xw_assumption *assumption = &p->of->assumptions.of[p->assumption];
    const struct xw_morris *m = morris_of(p);
    const struct xw_sobol_index *i = index_of(p);
    fprintf(to, "%s,%s,", stage_of(s, p->of, p->response),
            xw_response_word(p->response % XW_RESPONSES));
    xw_out_file_cell(to, assumption->name);
    put(to, xw_assumption_value(assumption, 0.1));
    put(to, xw_assumption_value(assumption, 0.9));
    put(to, median_of(p));
    put(to, low_of(p));
    put(to, high_of(p));
    put(to, m->mu);
    put(to, m->mu_star);
    put(to, m->sigma);
    const struct xw_sobol_index none = { NAN, NAN, NAN, NAN, NAN, NAN };
    if (i == NULL) i = &none;
    put(to, i->first);
    put(to, i->first_low);
    put(to, i->first_high);
    put(to, i->total);
    put(to, i->total_low);
    put(to, i->total_high);
    putc('\n', to);
}

enum xw_status xw_sensitivity_file_write(const struct xw_scenario *s,
                                         const struct xw_sensitivity *of, const char *path,
                                         struct xw_arena *keep, const char **trouble)
{
    struct xw_out_file file = { 0 };
    enum xw_status status = xw_out_file_open(&file, keep, path, HEADER);
    if (status == XW_OK) {
        fprintf(file.to, "%s\n", HEADER);
        for (int32_t r = 0; r < of->responses; r++)
            for (int32_t a = 0; a < of->assumptions.count; a++)
                put_row(s, &(struct part){ of, r, a }, file.to);
        status = xw_out_file_finish(&file);
    }
    *trouble = file.trouble;
    xw_out_file_discard(&file);
    return status;
}

/* ---- the page ---- */

enum { HALF = 14 }; /* columns of a bar on each side of the median */

static double reach_of(const struct part *p)
{
    return fmax(fabs(low_of(p) - median_of(p)), fabs(high_of(p) - median_of(p)));
}

/* A bar from the response at P10 to that at P90, the median in the middle: - towards P10, + towards P90. */
static void draw_bar(const struct part *p, double widest, char bar[2 * HALF + 2])
{
    memset(bar, ' ', 2 * HALF + 1);
    bar[2 * HALF + 1] = '\0';
    const double end[2] = { low_of(p), high_of(p) };
    for (int side = 0; side < 2; side++) {
        int length = (int)lround((end[side] - median_of(p)) / widest * HALF);
        for (int k = 1; k <= abs(length); k++) {
            char *at = &bar[HALF + (length < 0 ? -k : k)];
            *at = *at == ' ' ? (side == 0 ? '-' : '+') : '*'; /* both ends on one side */
        }
    }
    bar[HALF] = '|';
}

static void print_part(const struct part *p, double widest, FILE *to)
{
    char bar[2 * HALF + 2];
    draw_bar(p, widest, bar);
    fprintf(to, "  %-30s %8.0f %s %-8.0f %8.1f %8.1f", p->of->assumptions.of[p->assumption].name,
            low_of(p), bar, high_of(p), morris_of(p)->mu_star, morris_of(p)->sigma);
    const struct xw_sobol_index *i = index_of(p);
    if (i != NULL)
        fprintf(to, "  %5.2f (%5.2f to %5.2f)  %5.2f (%5.2f to %5.2f)", i->first, i->first_low,
                i->first_high, i->total, i->total_low, i->total_high);
    putc('\n', to);
}

/* Which comes first: the wider bar, then the larger elementary effect, then the order of the list. */
static bool comes_first(const struct part *a, const struct part *b)
{
    double ra = reach_of(a), rb = reach_of(b);
    if (ra > rb || rb > ra) return ra > rb;
    return morris_of(a)->mu_star > morris_of(b)->mu_star;
}

static void print_response(const struct xw_scenario *s, const struct xw_sensitivity *of,
                           int32_t response, FILE *to)
{
    static const char *const words[] = { "largest local gap of the horizon [pupils]",
                                         "year of the largest local gap",
                                         "idle seats of the last year" };
    int32_t n = of->assumptions.count, order[XW_MAX_ASSUMPTIONS], still = 0;
    double widest = 0.0;
    for (int32_t a = 0; a < n; a++) {
        struct part p = { of, response, a };
        int32_t at = a;
        for (; at > 0 && comes_first(&p, &(struct part){ of, response, order[at - 1] }); at--)
            order[at] = order[at - 1];
        order[at] = a;
        widest = fmax(widest, reach_of(&p));
    }
    fprintf(to, "\n%s: %s\n", stage_of(s, of, response), words[response % XW_RESPONSES]);
    fprintf(to, "  %.0f with every assumption at its median", of->median[response]);
    if (of->kept > 0)
        fprintf(to, "; %.1f +- %.1f (standard deviation) over all", of->mean[response],
                of->sd[response]);
    fprintf(to, "\n  %-30s %8s %*s %-8s %8s %8s", "", "at P10", 2 * HALF + 1, "", "at P90", "mu*",
            "sigma");
    if (of->kept > 0) fprintf(to, "  %-23s  %s", "alone", "in all");
    putc('\n', to);
    for (int32_t k = 0; k < n; k++) {
        struct part p = { of, response, order[k] };
        if (!(reach_of(&p) > 0.0) && !(morris_of(&p)->mu_star > 0.0))
            still++;
        else
            print_part(&p, widest > 0.0 ? widest : 1.0, to);
    }
    if (still == 0) return;
    fprintf(to, "  nothing moves by:");
    for (int32_t k = n - still; k < n; k++)
        fprintf(to, " %s", of->assumptions.of[order[k]].name);
    putc('\n', to);
}

void xw_sensitivity_print(const struct xw_scenario *s, const struct xw_sensitivity *of,
                          const struct xw_sensitivity_options *options, FILE *to)
{
    fprintf(to, "%s: %d assumptions, %lld histories; Morris with %d trajectories", s->name,
            (int)of->assumptions.count, (long long)of->runs, (int)options->trajectories);
    if (of->kept > 0)
        fprintf(to, ", Sobol with %d points for %d of them, %.0f %% intervals", (int)options->rows,
                (int)of->kept, 100.0 * options->level);
    fprintf(to, "\nBars: - the assumption at its P10, + at its P90, * both on one side; | all at "
                "their medians.\n");
    for (int32_t r = 0; r < of->responses; r++)
        print_response(s, of, r, to);
}
