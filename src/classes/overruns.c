#include "xuewei/overruns.h"

void xw_overruns_add(struct xw_overruns *sum, struct xw_classes classes, int32_t norm)
{
    sum->classes += classes.classes;
    sum->over_norm += xw_formation_above(classes, norm);
    sum->large += xw_formation_above(classes, XW_LARGE_CLASS - 1);
    sum->oversize += xw_formation_above(classes, XW_OVERSIZE_CLASS - 1);
    if (classes.largest > sum->largest) sum->largest = classes.largest;
}
