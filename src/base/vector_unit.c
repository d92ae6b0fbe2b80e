#include "xuewei/vector_unit.h"

bool xw_vector_unit_here(enum xw_vector_unit unit)
{
    switch (unit) {
    case XW_UNIT_BASE:
        return true;
#if defined __x86_64__
    case XW_UNIT_AVX2:
        return __builtin_cpu_supports("avx2") != 0;
    case XW_UNIT_AVX512:
        return __builtin_cpu_supports("avx512f") != 0;
#else
    case XW_UNIT_AVX2:
    case XW_UNIT_AVX512:
#endif
    case XW_UNITS:
        break;
    }
    return false;
}

enum xw_vector_unit xw_vector_unit_best(void)
{
    for (enum xw_vector_unit unit = XW_UNIT_AVX512; unit > XW_UNIT_BASE; unit--)
        if (xw_vector_unit_here(unit)) return unit;
    return XW_UNIT_BASE;
}

const char *xw_vector_unit_name(enum xw_vector_unit unit)
{
    static const char *const name[] = { "base", "avx2", "avx512" };
    return name[unit];
}
