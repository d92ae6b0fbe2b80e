#include "xuewei/layers.h"

static int32_t least(int32_t a, int32_t b)
{
    return a < b ? a : b;
}

int32_t xw_layers_entry_classes(int32_t rooms, int32_t rooms_used, int32_t grades, int32_t plan,
                                int32_t bulge)
{
    /* Classes stay for as many years as there are grades: a school that opened more than its
     * share of rooms would have none for the next year's entrants. */
    int32_t steady = (rooms + grades - 1) / grades + bulge;
    int32_t classes = least(rooms - rooms_used, steady);
    if (plan != XW_NONE) classes = least(classes, plan);
    return classes > 0 ? classes : 0;
}

void xw_layers_fill(struct xw_class_norm norm, int32_t classes, int32_t seated,
                    int32_t places[XW_LAYERS])
{
    const int32_t top[XW_LAYERS] = { norm.norm, norm.stretch, norm.limit };
    int32_t taken = seated;
    for (int32_t layer = 0; layer < XW_LAYERS; layer++) {
        int32_t upto = classes * top[layer];
        places[layer] = upto > taken ? upto - taken : 0;
        if (upto > taken) taken = upto;
    }
}
