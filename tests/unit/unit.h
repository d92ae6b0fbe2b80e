/* unit.h: what every unit test needs: Check, and a main that runs one suite. */
#ifndef XW_UNIT_H
#define XW_UNIT_H
#include <check.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

/* UNIT_MAIN("arena", known_answers(), laws(), refusals(), limits()) where each names a function
 * that returns a TCase. Every test has 60 seconds. Output is line by line, so that a crash loses
 * nothing. */
#define UNIT_MAIN(name, ...)                                                                       \
    int main(void)                                                                                 \
    {                                                                                              \
        setvbuf(stdout, NULL, _IOLBF, 0);                                                          \
        TCase *cases[] = { __VA_ARGS__ };                                                          \
        Suite *suite = suite_create(name);                                                         \
        for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {                                \
            tcase_set_timeout(cases[i], 60);                                                       \
            suite_add_tcase(suite, cases[i]);                                                      \
        }                                                                                          \
        SRunner *runner = srunner_create(suite);                                                   \
        srunner_run_all(runner, CK_ENV);                                                           \
        int failed = srunner_ntests_failed(runner);                                                \
        srunner_free(runner);                                                                      \
        return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;                                          \
    }

#endif
