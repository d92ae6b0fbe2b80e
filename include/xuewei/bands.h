/* bands.h: pupils and classes by class size, counted class by class and never by averages. */
#ifndef XW_BANDS_H
#define XW_BANDS_H
#include "xuewei/formation.h"

#define XW_BANDS 4

/* 45 and 50: the design sizes of GB 50099-2011; 55 and 65: 大班额 and 超大班额 lie above (教育部). */
extern const int32_t xw_band_size[XW_BANDS];

struct xw_bands {
    int64_t pupils, classes;
    int64_t over[XW_BANDS];    /* classes of more than xw_band_size[] pupils ... */
    int64_t in_over[XW_BANDS]; /* ... and the pupils in them */
    int64_t above_norm;        /* pupils beyond the norm of their class, summed over classes */
};

void xw_bands_add(struct xw_bands *sum, struct xw_classes classes, int32_t norm);

#endif
