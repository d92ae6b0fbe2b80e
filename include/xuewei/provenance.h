/* provenance.h: where a run comes from, as the rows of its table `run`.
 *
 * Whatever can change a result is named: the program and its libraries, the scenario and the hashes
 * of its files, the seed, the replicates, the options. Clock, host, user, path and threads are not.
 * run_id is the SHA-256 of all other keys and values, each closed by a zero byte, in key order: two
 * runs with the same id have the same results.
 */
#ifndef XW_PROVENANCE_H
#define XW_PROVENANCE_H
#include "xuewei/arena.h"
#include "xuewei/run_reader.h"
#include "xuewei/scenario.h"

#define XW_RUN_PROGRAM "xuewei"
/* Version of the tables; a reader refuses what is newer. 2: replicates (quantile_year, risk,
 * service_year, assumption, draw); 3: input tables that the file keeps (run_carried.h), histories
 * without projects (project_effect). */
#define XW_RUN_SCHEMA 3

struct xw_provenance {
    int32_t keys;
    struct xw_run_key *key; /* in byte order of the keys, which are unique */
};

/* The word of xw_ensemble_rules.points: "latin", "sobol", "random". */
const char *xw_points_word(int32_t points);

/* Lower-case hex of the SHA-256 of length bytes, closed by a zero byte. */
void xw_sha256(const void *bytes, ptrdiff_t length, char hex[65]);

/*   scenario  its files' hashes are taken as they stand in it
 *   option    [options] path and value of every overridden key; paths unique, order does not matter
 *
 * Key `options` has a line `path=value` for each, in byte order of the paths. XW_NO_MEMORY. */
XW_CHECKED enum xw_status xw_provenance_make(struct xw_arena *keep,
                                             const struct xw_scenario *scenario, int32_t options,
                                             const struct xw_run_key *option,
                                             struct xw_provenance *out);

#endif
