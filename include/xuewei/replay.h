/* replay.h: run again what a run file says it was made from, and tell whether the bytes are the same.
 *
 * The run's own inputs and options are simulated anew (run_inputs.h, job.h) and both files compared: byte by
 * byte, and where they differ table by table, so that a reader sees whether results differ or the program,
 * its libraries or its schema alone.
 */
#ifndef XW_REPLAY_H
#define XW_REPLAY_H
#include "xuewei/arena.h"
#include "xuewei/diag.h"
#include "xuewei/progress.h"
#include <stdbool.h>

/* A table whose rows differ; of `run` a key whose values differ. */
struct xw_replay_table {
    const char *table;     /* of either file */
    int64_t stored, again; /* rows that the other file has not */
};
struct xw_replay_key {
    const char *key, *stored, *again; /* NULL: the file has no such key */
};

struct xw_replay {
    bool same;                 /* byte by byte; then there is nothing below */
    const char *id, *id_again; /* run_id of both */
    int32_t tables, keys;
    struct xw_replay_table *table; /* in order of their names; run and input apart from others */
    struct xw_replay_key *key;     /* of table run, in order, without run_id */
};

/* Replay the run file at path with so many threads (0: as many as processors; no result depends on it).
 *
 * keep   receives what out points to
 * diag   initialised by the caller; holds what today's program refuses in the inputs (XW_REFUSED)
 *
 * XW_IO, XW_STORE_*: the run cannot be read (run_inputs.h); XW_STOPPED; else as xw_job_run. trouble, when
 * not NULL afterwards, says why; it lives in keep. Nothing is left on disk. */
XW_CHECKED enum xw_status xw_replay(const char *path, int32_t threads, struct xw_progress *progress,
                                    struct xw_arena *keep, struct xw_diag *diag,
                                    struct xw_replay *out, const char **trouble);

#endif
