/* fit_world.h: the district of fit_kit.h and what xw_fit makes of it. */
#ifndef XW_FIT_WORLD_H
#define XW_FIT_WORLD_H
#include "fit_kit.h"
#include <gsl/gsl_errno.h>
#include <math.h>

struct world {
    struct kit kit;
    struct xw_arena scratch;
    double number[8];
    struct xw_fit_children children;
    struct xw_fit fit;
};

static inline void open_world(struct world *w, const char *more)
{
    *w = (struct world){ 0 };
    gsl_set_error_handler_off();
    ck_assert_int_eq(xw_arena_init(&w->scratch, XW_ARENA_USUAL), XW_OK);
    fit_kit_open(&w->kit, more);
}

static inline enum xw_status estimate(struct world *w, bool trend)
{
    ck_assert_int_eq(kit_read(&w->kit), XW_OK);
    w->children.number = w->number;
    return xw_fit(&w->kit.s, &w->children, (struct xw_fit_options){ .trend = trend }, &w->kit.keep,
                  w->scratch, &w->fit);
}

static inline void close_world(struct world *w)
{
    xw_arena_free(&w->scratch);
    kit_close(&w->kit);
}

/* The estimate of a name, or NULL. */
static inline const struct xw_estimate *named(struct world *w, const char *name)
{
    for (int32_t i = 0; i < w->fit.count; i++)
        if (strcmp(xw_fit_name(&w->kit.s, &w->fit.estimate[i], &w->kit.keep), name) == 0)
            return &w->fit.estimate[i];
    return NULL;
}

static inline const struct xw_estimate *must(struct world *w, const char *name)
{
    const struct xw_estimate *e = named(w, name);
    ck_assert_msg(e != NULL, "no %s", name);
    return e;
}

static inline bool remarked(const struct world *w, const char *text)
{
    for (int32_t i = 0; i < w->fit.remarks; i++)
        if (strcmp(w->fit.remark[i], text) == 0) return true;
    return false;
}

static inline double pair_of(struct world *w, const char *a, const char *b)
{
    for (int32_t i = 0; i < w->fit.pairs; i++) {
        const struct xw_fit_pair *p = &w->fit.pair[i];
        ck_assert_int_lt(p->a, p->b);
        if (&w->fit.estimate[p->a] == named(w, a) && &w->fit.estimate[p->b] == named(w, b))
            return p->covariance;
    }
    return NAN;
}

#endif
