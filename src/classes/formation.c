#include "xuewei/formation.h"

struct xw_classes xw_formation_sizes(int32_t pupils, int32_t classes)
{
    struct xw_classes c = { .pupils = pupils, .classes = classes };
    if (classes <= 0) return c;
    int32_t over = pupils % classes;
    c.smallest = pupils / classes;
    c.largest = over == 0 ? c.smallest : c.smallest + 1;
    c.with_largest = over == 0 ? classes : over;
    return c;
}

int32_t xw_formation_entry(int32_t pupils, int32_t norm, int32_t may_open)
{
    if (pupils <= 0 || may_open <= 0) return 0;
    int32_t wanted = (pupils - 1) / norm + 1; /* ceil without overflow */
    return wanted < may_open ? wanted : may_open;
}

int32_t xw_formation_above(struct xw_classes c, int32_t size)
{
    if (c.smallest > size) return c.classes;
    return c.largest > size ? c.with_largest : 0;
}
