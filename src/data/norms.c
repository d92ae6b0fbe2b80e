#include "xuewei/norms.h"
#include <math.h>
#include <stddef.h>

const char *xw_norm_word(enum xw_norm quantity)
{
    switch (quantity) {
#define X(symbol, word)                                                                            \
    case XW_NORM_##symbol:                                                                         \
        return word;
        XW_NORM_LIST(X)
#undef X
    case XW_NORMS:
        break;
    }
    return "";
}

/* The nearest whole number that is at least `least`; `least` when the value is not given. */
static int32_t whole(double value, int32_t least)
{
    if (!(value > least)) return least; /* written so that NaN takes it too */
    return value < INT32_MAX ? (int32_t)lround(value) : INT32_MAX;
}

struct xw_class_norm xw_norms_class(const struct xw_norms *norms, const struct xw_stages *stages,
                                    int32_t row)
{
    const double *value = norms->value[xw_stages_of_row(stages, row)][row];
    struct xw_class_norm class;
    class.norm = whole(value[XW_NORM_CLASS_SIZE_NORM], 1);
    class.stretch = whole(value[XW_NORM_CLASS_SIZE_STRETCH], class.norm);
    class.limit = whole(value[XW_NORM_CLASS_SIZE_LIMIT], class.stretch);
    return class;
}

/* What a class may grow to at a price when nobody says: five places beyond its norm, the step
 * from the design size of 45 to that of 50. */
static const double USUAL_STRETCH = 5.0;

static const struct usual {
    enum xw_stage_name stage;
    int32_t year; /* of the stage, 1 ..; 0 = every one */
    enum xw_norm quantity;
    double value;
    const char *source;
} usual[] = {
#define XW_NORM_USUAL(stage, year, quantity, value, source)                                        \
    { XW_##stage, year, XW_NORM_##quantity, value, source },
#include "norms.def"
#undef XW_NORM_USUAL
};

void xw_norms_defaults(struct xw_norms *norms, const struct xw_stages *stages)
{
    for (int32_t s = 0; s < XW_MAX_STAGES; s++)
        for (int32_t row = 0; row < XW_MAX_GRADES; row++)
            for (int32_t q = 0; q < XW_NORMS; q++) {
                norms->value[s][row][q] = NAN;
                norms->line[s][row][q] = 0;
            }
    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++) {
        int32_t s = xw_stages_find(stages, usual[i].stage);
        if (s == XW_NONE) continue;
        const struct xw_stage *stage = &stages->stage[s];
        for (int32_t g = 0; g < stage->grades; g++)
            if (usual[i].year == 0 || usual[i].year == g + 1)
                norms->value[s][stage->first_row + g][usual[i].quantity] = usual[i].value;
    }
}

const char *xw_norms_usual_source(enum xw_stage_name stage, int32_t year, enum xw_norm quantity)
{
    const char *source = NULL;
    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
        if (usual[i].stage == stage && usual[i].quantity == quantity &&
            (usual[i].year == 0 || usual[i].year == year))
            source = usual[i].source;
    return source;
}

void xw_norms_complete(struct xw_norms *norms, const struct xw_stages *stages)
{
    for (int32_t row = 0; row < stages->rows; row++) {
        double *value = norms->value[xw_stages_of_row(stages, row)][row];
        double norm = value[XW_NORM_CLASS_SIZE_NORM];
        double *stretch = &value[XW_NORM_CLASS_SIZE_STRETCH];
        if (isnan(*stretch)) *stretch = fmin(norm + USUAL_STRETCH, value[XW_NORM_CLASS_SIZE_LIMIT]);
    }
}
