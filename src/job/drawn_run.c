#include "xuewei/drawn_run.h"
#include "xuewei/ensemble_file.h"
#include "xuewei/history.h"
#include "xuewei/provenance.h"
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum xw_status xw_drawn_run_central(struct xw_drawn_run *run, const struct xw_sink *sink,
                                    const char **law)
{
    enum xw_status status = xw_state_begin(run->state, run->prepared);
    if (status == XW_OK) status = xw_start_keep(run->keep, run->state, &run->start);
    if (status == XW_OK) status = xw_cells_open(run->keep, run->prepared, &run->cells);
    if (status != XW_OK) return status;
    struct xw_sink recorder = xw_cells_recorder(&run->cells, sink);
    run->state->start = &run->start;
    status = xw_history_run(run->state, run->prepared, &recorder, run->progress, law);
    return status == XW_OK ? xw_cells_list(&run->cells) : status;
}

/* The bytes of this program as a hash; of a system that does not show them, the version alone. */
static const char *program_hash(struct xw_arena *keep, char hex[65])
{
    struct xw_arena scratch = *keep; /* what is taken here is given back with the copy */
    FILE *file = fopen("/proc/self/exe", "rb");
    const char *bytes = XW_VERSION;
    size_t length = strlen(bytes);
    if (file != NULL) {
        bool good = fseek(file, 0, SEEK_END) == 0;
        long end = good ? ftell(file) : -1;
        char *room = end < 0 ? NULL : XW_TAKE_RAW(&scratch, end, char);
        rewind(file);
        if (room != NULL && fread(room, 1, (size_t)end, file) == (size_t)end) {
            bytes = room;
            length = (size_t)end;
        }
        fclose(file);
    }
    xw_sha256(bytes, (ptrdiff_t)length, hex);
    return hex;
}

static enum xw_status open_parts(struct xw_drawn_run *run)
{
    char identity[65], program[65];
    const char *id = xw_run_writer_id(run->writer);
    const char *folder = xw_arena_format(run->keep, "%s.parts", run->out);
    if (id == NULL || folder == NULL) return XW_NO_MEMORY;
    const char *of = xw_arena_format(run->keep, "%s %s %d", id, program_hash(run->keep, program),
                                     (int)run->cells.count);
    if (of == NULL) return XW_NO_MEMORY;
    xw_sha256(of, (ptrdiff_t)strlen(of), identity);
    enum xw_status status = xw_parts_open(&run->parts, run->keep, folder, identity,
                                          run->cells.count, run->prepared->scenario->replicates);
    run->trouble = run->parts.trouble;
    return status;
}

static enum xw_status ready(struct xw_drawn_run *run)
{
    const struct xw_scenario *s = run->prepared->scenario;
    enum xw_status status = xw_assumptions_list(run->keep, s, &run->assumptions);
    if (status == XW_OUT_OF_RANGE)
        run->trouble = "the scenario has more assumptions than can be drawn";
    if (status == XW_OK)
        status = xw_design_points((enum xw_design)s->ensemble.points, s->seed, &run->assumptions,
                                  s->replicates, &run->points);
    if (status == XW_OK) status = open_parts(run);
    if (status == XW_OK) {
        status = xw_pool_open(run->threads, &run->pool);
        if (status == XW_NO_MEMORY) run->trouble = "the system gives no more threads";
    }
    return status;
}

static const char *trouble_of(struct xw_drawn_run *run, enum xw_status status,
                              const struct xw_ensemble_outcome *outcome)
{
    const struct xw_scenario *s = run->prepared->scenario;
    if (status == XW_STOPPED)
        return xw_arena_format(run->keep,
                               "%d of %d replicates are done and kept in %s.parts; the same "
                               "command goes on with the others",
                               (int)(outcome->found + outcome->made), (int)s->replicates, run->out);
    if (status == XW_IO)
        return xw_arena_format(run->keep, "%s.parts: a block cannot be written: %s", run->out,
                               strerror(outcome->error));
    if (outcome->replicate == 0) return NULL;
    if (outcome->law == NULL)
        return xw_arena_format(run->keep, "replicate %d of seed %" PRIu64, (int)outcome->replicate,
                               s->seed);
    return xw_arena_format(run->keep,
                           "replicate %d of seed %" PRIu64 ": the law \"%s\" does not hold",
                           (int)outcome->replicate, s->seed, outcome->law);
}

enum xw_status xw_drawn_run_replicates(struct xw_drawn_run *run, struct xw_job_drawn *drawn)
{
    const struct xw_scenario *s = run->prepared->scenario;
    struct xw_ensemble_outcome outcome;
    enum xw_status status = ready(run);
    if (status != XW_OK) return status;
    const struct xw_ensemble ensemble = { .prepared = run->prepared,
                                          .start = &run->start,
                                          .cells = &run->cells,
                                          .assumptions = &run->assumptions,
                                          .points = &run->points,
                                          .parts = &run->parts,
                                          .pool = run->pool,
                                          .progress = run->progress };
    status = xw_ensemble_run(&ensemble, &outcome);
    if (status != XW_OK) {
        run->trouble = trouble_of(run, status, &outcome);
        return status;
    }
    struct xw_assumed_processes processes;
    status = xw_assumed_processes_list(run->keep, s, &processes);
    if (status != XW_OK) return status;
    const struct xw_ensemble_file file = { .cells = &run->cells,
                                           .parts = &run->parts,
                                           .assumptions = &run->assumptions,
                                           .processes = &processes,
                                           .threshold = s->risk_threshold,
                                           .pool = run->pool,
                                           .piece = XW_ENSEMBLE_PIECE };
    status = xw_ensemble_file_write(&file, run->writer);
    if (status == XW_IO)
        run->trouble = xw_arena_format(run->keep, "%s.parts: a block cannot be read: %s", run->out,
                                       strerror(errno));
    if (drawn != NULL)
        *drawn = (struct xw_job_drawn){ .replicates = s->replicates,
                                        .found = outcome.found,
                                        .assumptions = run->assumptions.count,
                                        .points = xw_points_word(s->ensemble.points),
                                        .noise = s->ensemble.noise };
    return status;
}

void xw_drawn_run_complete(struct xw_drawn_run *run)
{
    xw_parts_remove(&run->parts);
}

void xw_drawn_run_close(struct xw_drawn_run *run)
{
    xw_parts_close(&run->parts);
    xw_pool_close(run->pool);
    run->pool = NULL;
}
