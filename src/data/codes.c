#include "xuewei/codes.h"
#include <string.h>

int32_t xw_codes_find(int32_t count, const char *const *code, const char *wanted)
{
    int32_t low = 0, high = count; /* the row is in low .. high - 1, if anywhere */
    while (low < high) {
        int32_t middle = low + (high - low) / 2;
        int order = strcmp(code[middle], wanted);
        if (order == 0) return middle;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return -1;
}
