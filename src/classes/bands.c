#include "xuewei/bands.h"

const int32_t xw_band_size[XW_BANDS] = { 45, 50, 55, 65 };

static int64_t beyond(int32_t size, int32_t norm)
{
    return size > norm ? size - norm : 0;
}

void xw_bands_add(struct xw_bands *sum, struct xw_classes c, int32_t norm)
{
    int64_t smaller = c.classes - c.with_largest;
    sum->pupils += c.pupils;
    sum->classes += c.classes;
    for (int32_t b = 0; b < XW_BANDS; b++) {
        sum->over[b] += xw_formation_above(c, xw_band_size[b]);
        if (c.largest > xw_band_size[b]) sum->in_over[b] += (int64_t)c.with_largest * c.largest;
        if (c.smallest > xw_band_size[b]) sum->in_over[b] += smaller * c.smallest;
    }
    sum->above_norm +=
        c.with_largest * beyond(c.largest, norm) + smaller * beyond(c.smallest, norm);
}
