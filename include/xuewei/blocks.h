/* blocks.h: columns of many zones side by side, as vector units like them.
 *
 * A block holds the same columns of a few neighbouring zones: [block][column][lane], where a column
 * of a block is one line of XW_LINE_BYTES bytes and a lane is a zone. Zone z is lane z % lanes of block
 * z / lanes. The last block is filled up with lanes that hold 0. Columns of people are sex and age:
 * [block][sex][age][lane]. Memory for blocks begins on a multiple of XW_LINE_BYTES.
 */
#ifndef XW_BLOCKS_H
#define XW_BLOCKS_H
#include <stddef.h>
#include <stdint.h>

#define XW_LINE_BYTES 64

enum xw_precision { XW_DOUBLE, XW_SINGLE };

/* Zones of a block: 8 doubles or 16 floats. */
static inline int32_t xw_blocks_lanes(enum xw_precision precision)
{
    return XW_LINE_BYTES / (int32_t)(precision == XW_SINGLE ? sizeof(float) : sizeof(double));
}

/* Blocks for so many zones. */
static inline int32_t xw_blocks_count(enum xw_precision precision, int32_t zones)
{
    int32_t lanes = xw_blocks_lanes(precision);
    return zones / lanes + (zones % lanes != 0);
}

/* Bytes for so many zones, columns >= 0. */
static inline ptrdiff_t xw_blocks_bytes(enum xw_precision precision, int32_t zones,
                                        ptrdiff_t columns)
{
    return xw_blocks_count(precision, zones) * columns * XW_LINE_BYTES;
}

/* [zone][column] to blocks, rounded to their precision, and back. */
void xw_blocks_pack(enum xw_precision precision, int32_t zones, int32_t columns, const double *from,
                    void *blocks);
void xw_blocks_unpack(enum xw_precision precision, int32_t zones, int32_t columns,
                      const void *blocks, double *to);

#endif
