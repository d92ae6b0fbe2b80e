#include "xuewei/provision.h"

struct xw_special xw_special_split(double children, double prevalence, double school_share,
                                   double home_share)
{
    struct xw_special s = { .pupils = children * prevalence };
    s.in_special_schools = s.pupils * school_share;
    s.at_home = s.pupils * home_share;
    s.in_ordinary_classes = s.pupils - s.in_special_schools - s.at_home;
    return s;
}
