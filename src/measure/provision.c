#include "xuewei/provision.h"

int64_t xw_rooms_needed(int32_t ages, const int32_t *children, const int32_t *class_size)
{
    int64_t rooms = 0;
    for (int32_t a = 0; a < ages; a++)
        rooms += ((int64_t)children[a] + class_size[a] - 1) / class_size[a];
    return rooms;
}

struct xw_special xw_special_split(double children, double prevalence, double school_share,
                                   double home_share)
{
    struct xw_special s = { .pupils = children * prevalence };
    s.in_special_schools = s.pupils * school_share;
    s.at_home = s.pupils * home_share;
    s.in_ordinary_classes = s.pupils - s.in_special_schools - s.at_home;
    return s;
}
