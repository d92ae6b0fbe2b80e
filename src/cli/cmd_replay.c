#include "cli.h"
#include "xuewei/replay.h"
#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>

static int print_json(const char *path, const struct xw_replay *r)
{
    json_t *keys = json_array(), *tables = json_array();
    for (int32_t i = 0; i < r->keys; i++)
        json_array_append_new(keys, json_pack("{s:s, s:s?, s:s?}", "key", r->key[i].key, "stored",
                                              r->key[i].stored, "again", r->key[i].again));
    for (int32_t i = 0; i < r->tables; i++)
        json_array_append_new(tables, json_pack("{s:s, s:I, s:I}", "table", r->table[i].table,
                                                "stored", (json_int_t)r->table[i].stored, "again",
                                                (json_int_t)r->table[i].again));
    json_t *o = json_pack("{s:s, s:b, s:o, s:o}", "run", path, "same", r->same, "key", keys,
                          "table", tables);
    if (o == NULL) return cli_exit_of(XW_NO_MEMORY, NULL, NULL);
    json_dumpf(o, stdout, JSON_INDENT(1));
    putchar('\n');
    json_decref(o);
    return r->same ? CLI_DONE : CLI_FAILED;
}

static int print(const char *path, const struct xw_replay *r)
{
    if (r->same) {
        printf("%s: run again from its own inputs: the same bytes\n", path);
        return CLI_DONE;
    }
    printf("%s: run again from its own inputs: not the same bytes\n", path);
    for (int32_t i = 0; i < r->keys; i++)
        printf("  key %s: stored %s, now %s\n", r->key[i].key,
               r->key[i].stored != NULL ? r->key[i].stored : "(none)",
               r->key[i].again != NULL ? r->key[i].again : "(none)");
    for (int32_t i = 0; i < r->tables; i++)
        printf("  table %s: %" PRId64 " row%s only in the stored file, %" PRId64
               " only in the new one\n",
               r->table[i].table, r->table[i].stored, r->table[i].stored == 1 ? "" : "s",
               r->table[i].again);
    if (r->tables == 0 && r->keys == 0)
        printf("  every row is the same: the files differ in how they are laid out\n");
    else if (r->tables == 0)
        printf("  every result is the same\n");
    return CLI_FAILED;
}

static int run(const struct cli_command *self, int argc, char **argv)
{
    struct cli_common common;
    int result = cli_parse(self, argc, argv, NULL, &common);
    if (result != CLI_DONE) return result < 0 ? CLI_DONE : result;
    if (common.paths != 1 || common.overrides > 0) {
        result =
            common.paths != 1
                ? cli_usage(self, "one run file is wanted")
                : cli_usage(self, "a run is replayed as it was: --set, --seed and --replicates "
                                  "stand in it");
        cli_common_free(&common);
        return result;
    }
    struct xw_arena keep = { 0 };
    struct xw_replay replay = { 0 };
    struct xw_progress progress;
    struct xw_diag diag;
    const char *trouble = NULL;
    xw_progress_init(&progress, stderr, common.quiet || common.json, cli_stop());
    enum xw_status status = xw_diag_init(&diag);
    if (status == XW_OK) status = xw_arena_init(&keep, XW_ARENA_USUAL);
    if (status == XW_OK)
        status =
            xw_replay(common.path[0], common.threads, &progress, &keep, &diag, &replay, &trouble);
    if (status != XW_OK)
        result = cli_exit_of(status, &diag, trouble);
    else
        result = common.json ? print_json(common.path[0], &replay) : print(common.path[0], &replay);
    xw_diag_free(&diag);
    xw_arena_free(&keep);
    cli_common_free(&common);
    return result;
}

const struct cli_command cli_replay = {
    .name = "replay",
    .synopsis = "replay RUN.gpkg [--threads N] [--json]",
    .summary = "run again from a run's own inputs; are the bytes the same?",
    .details =
        "A run file carries its scenario's files and options. They are simulated again, in a\n"
        "private folder that is removed, and the result is compared with the run byte by byte.\n"
        "Exit status 0: the same bytes; 1: not, and then which keys (versions, options) and\n"
        "tables differ is said. Neither the threads nor the machine change the bytes.\n",
    .run = run,
};
