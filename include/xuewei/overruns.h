/* overruns.h: count classes over the norm, 大班额 (56 and over) and 超大班额 (66 and over). */
#ifndef XW_OVERRUNS_H
#define XW_OVERRUNS_H
#include "xuewei/formation.h"

#define XW_LARGE_CLASS    56 /* 教育部 bands: 56 to 65 pupils, 66 and over */
#define XW_OVERSIZE_CLASS 66

struct xw_overruns {
    int32_t classes, over_norm, large, oversize, largest;
};

void xw_overruns_add(struct xw_overruns *sum, struct xw_classes classes, int32_t norm);

#endif
