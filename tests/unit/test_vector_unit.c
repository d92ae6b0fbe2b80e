#include "xuewei/vector_unit.h"
#include "unit.h"
#include <string.h>

START_TEST(the_best_unit_is_here)
{
    ck_assert(xw_vector_unit_here(XW_UNIT_BASE));
    enum xw_vector_unit best = xw_vector_unit_best();
    ck_assert(xw_vector_unit_here(best));
    for (enum xw_vector_unit unit = best + 1; unit < XW_UNITS; unit++)
        ck_assert(!xw_vector_unit_here(unit));
    ck_assert(!xw_vector_unit_here(XW_UNITS));
}
END_TEST

/* The kernel lists what the processor has. */
START_TEST(the_system_says_the_same)
{
    FILE *file = fopen("/proc/cpuinfo", "r");
    if (file == NULL) return;
    static char line[65536];
    bool flags = false, avx2 = false, avx512 = false;
    while (!flags && fgets(line, sizeof line, file) != NULL)
        flags = strncmp(line, "flags", 5) == 0;
    fclose(file);
    if (!flags) return; /* not x86 */
    for (char *word = strtok(line, " \t\n"); word != NULL; word = strtok(NULL, " \t\n")) {
        avx2 |= strcmp(word, "avx2") == 0;
        avx512 |= strcmp(word, "avx512f") == 0;
    }
    ck_assert_int_eq(xw_vector_unit_here(XW_UNIT_AVX2), avx2);
    ck_assert_int_eq(xw_vector_unit_here(XW_UNIT_AVX512), avx512);
}
END_TEST

START_TEST(units_have_names)
{
    ck_assert_str_eq(xw_vector_unit_name(XW_UNIT_BASE), "base");
    ck_assert_str_eq(xw_vector_unit_name(XW_UNIT_AVX2), "avx2");
    ck_assert_str_eq(xw_vector_unit_name(XW_UNIT_AVX512), "avx512");
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, the_best_unit_is_here);
    tcase_add_test(c, the_system_says_the_same);
    tcase_add_test(c, units_have_names);
    return c;
}

UNIT_MAIN("vector_unit", known_answers())
