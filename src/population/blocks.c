#include "xuewei/blocks.h"
#include <string.h>

void xw_blocks_pack(enum xw_precision precision, int32_t zones, int32_t columns, const double *from,
                    void *blocks)
{
    int32_t lanes = xw_blocks_lanes(precision);
    if (zones % lanes != 0) {
        ptrdiff_t last = (ptrdiff_t)columns * XW_LINE_BYTES;
        memset((char *)blocks + (zones / lanes) * last, 0, (size_t)last);
    }
    float *single = blocks;
    double *twice = blocks;
    for (int32_t z = 0; z < zones; z++) {
        ptrdiff_t first = (ptrdiff_t)(z / lanes) * columns * lanes + z % lanes;
        const double *row = from + (ptrdiff_t)z * columns;
        for (int32_t c = 0; c < columns; c++) {
            if (precision == XW_SINGLE)
                single[first + (ptrdiff_t)c * lanes] = (float)row[c];
            else
                twice[first + (ptrdiff_t)c * lanes] = row[c];
        }
    }
}

void xw_blocks_unpack(enum xw_precision precision, int32_t zones, int32_t columns,
                      const void *blocks, double *to)
{
    int32_t lanes = xw_blocks_lanes(precision);
    const float *single = blocks;
    const double *twice = blocks;
    for (int32_t z = 0; z < zones; z++) {
        ptrdiff_t first = (ptrdiff_t)(z / lanes) * columns * lanes + z % lanes;
        double *row = to + (ptrdiff_t)z * columns;
        for (int32_t c = 0; c < columns; c++) {
            ptrdiff_t at = first + (ptrdiff_t)c * lanes;
            row[c] = precision == XW_SINGLE ? (double)single[at] : twice[at];
        }
    }
}
