#include "xuewei/zones.h"
#include "xuewei/codes.h"

int32_t xw_zones_find(const struct xw_zones *zones, const char *code)
{
    return xw_codes_find(zones->count, zones->code, code);
}
