/* tiny_run.h: a run file of the tiny scenario, for tests of the report that look at a whole one. */
#ifndef XW_TINY_RUN_H
#define XW_TINY_RUN_H
#include <stdbool.h>

/* Simulate scenarios/tiny into path; false when it fails. */
bool tiny_run(const char *path);

#endif
