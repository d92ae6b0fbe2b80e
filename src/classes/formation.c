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

/* ceil without overflow, of pupils > 0 */
static int32_t classes_of(int32_t pupils, int32_t size)
{
    return (pupils - 1) / size + 1;
}

int32_t xw_formation_entry(int32_t pupils, struct xw_class_norm norm, int32_t tolerance,
                           int32_t may_open)
{
    if (pupils <= 0 || may_open <= 0) return 0;
    int32_t most = norm.norm + tolerance < norm.limit ? norm.norm + tolerance : norm.limit;
    int32_t wanted = classes_of(pupils, most);
    return wanted < may_open ? wanted : may_open;
}

int32_t xw_formation_rooms(int32_t grades, const int32_t *pupils, const struct xw_class_norm *norm)
{
    int32_t rooms = 0;
    for (int32_t g = 0; g < grades; g++)
        if (pupils[g] > 0) rooms += classes_of(pupils[g], norm[g].norm);
    return rooms;
}

int32_t xw_formation_above(struct xw_classes c, int32_t size)
{
    if (c.smallest > size) return c.classes;
    return c.largest > size ? c.with_largest : 0;
}
