#include "xuewei/schools.h"
#include "xuewei/codes.h"

const char *xw_sector_word(enum xw_sector sector)
{
    switch (sector) {
    case XW_PUBLIC:
        return "public";
    case XW_SUBSIDISED_PRIVATE:
        return "subsidised_private";
    case XW_PRIVATE:
        return "private";
    case XW_BOUGHT_PLACES:
        return "bought_places";
    case XW_MUNICIPAL:
        return "municipal";
    case XW_SECTORS:
        break;
    }
    return "";
}

int32_t xw_schools_find(const struct xw_schools *schools, const char *code)
{
    return xw_codes_find(schools->count, schools->code, code);
}
