#include "xuewei/run_inputs.h"
#include "xuewei/provenance.h"
#include "xuewei/sql_rows.h"
#include "xuewei/text.h"
#include <errno.h>
#include <ftw.h>
#include <nettle/sha2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int remove_one(const char *path, const struct stat *about, int kind, struct FTW *at)
{
    (void)about, (void)kind, (void)at;
    return remove(path);
}

void xw_run_inputs_close(struct xw_run_inputs *inputs)
{
    if (inputs->folder != NULL) nftw(inputs->folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    *inputs = (struct xw_run_inputs){ 0 };
}

/* How many folders above the scenario's a name begins, or -1 for one that no scenario gives: absolute,
 * empty, with a part that is empty, "." or a ".." behind others. */
static int32_t climbs(const char *name)
{
    int32_t up = 0;
    bool down = false;
    for (const char *at = name;;) {
        size_t length = strcspn(at, "/");
        bool parent = length == 2 && at[0] == '.' && at[1] == '.';
        if (length == 0 || (length == 1 && at[0] == '.') || (parent && down)) return -1;
        down = down || !parent;
        up += parent;
        if (at[length] == '\0') return down ? up : -1;
        at += length + 1;
    }
}

static bool hash_is(const void *bytes, ptrdiff_t length, const char *hex)
{
    uint8_t sum[SHA256_DIGEST_SIZE];
    char text[2 * SHA256_DIGEST_SIZE + 1];
    struct sha256_ctx context;
    sha256_init(&context);
    sha256_update(&context, (size_t)length, bytes);
    sha256_digest(&context, sizeof sum, sum);
    for (size_t i = 0; i < sizeof sum; i++)
        snprintf(text + 2 * i, 3, "%02x", sum[i]);
    return strcmp(text, hex) == 0;
}

/* What is being laid out. */
struct laying {
    struct xw_sql_rows rows;
    struct xw_arena *keep;
    struct xw_run_inputs *out;
    const char *base; /* of the scenario file: the private folder, or folders in it */
};

static void fail(struct laying *l, const char *what, const char *path)
{
    char sentence[400];
    snprintf(sentence, sizeof sentence, "%s %s: %s", what, path, strerror(errno));
    xw_sql_rows_refuse(&l->rows, XW_IO, sentence);
}

static const char *asked(struct laying *l, const char *sql)
{
    xw_sql_rows_begin(&l->rows, "run", sql);
    return xw_sql_rows_next(&l->rows) ? xw_sql_rows_text(&l->rows) : "";
}

/* A run of this program, of a schema that it knows. */
static void check_kind(struct laying *l)
{
    int32_t schema;
    bool ours =
        strcmp(asked(l, "SELECT CAST(count(*) AS TEXT) FROM sqlite_schema WHERE "
                        "type = 'table' AND name IN ('run', 'input', 'gap_year')"),
               "3") == 0 &&
        strcmp(asked(l, "SELECT value FROM run WHERE key = 'program'"), XW_RUN_PROGRAM) == 0;
    if (!ours) {
        xw_sql_rows_refuse(&l->rows, XW_STORE_FOREIGN,
                           "the file is a GeoPackage, but not a run of this program");
        return;
    }
    const char *text = asked(l, "SELECT value FROM run WHERE key = 'schema_version'");
    if (!xw_text_to_int32(text, &schema) || schema < 1)
        xw_sql_rows_fault(&l->rows, XW_STORE_FAILED, "schema_version cannot be", text);
    else if (schema > XW_RUN_SCHEMA)
        xw_sql_rows_refuse(&l->rows, XW_STORE_NEWER, "the run was written by a newer version");
}

/* The private folder, and in it as many folders as the names climb. */
static void make_folder(struct laying *l)
{
    int32_t deepest = 0;
    xw_sql_rows_begin(&l->rows, "input", "SELECT name FROM input ORDER BY fid");
    while (xw_sql_rows_next(&l->rows)) {
        const char *name = xw_sql_rows_text(&l->rows);
        int32_t up = climbs(name);
        if (up < 0)
            xw_sql_rows_fault(&l->rows, XW_STORE_FAILED, "no scenario has a file of the name",
                              name);
        if (up > deepest) deepest = up;
    }
    if (l->rows.status != XW_OK) return;
    const char *under = getenv("TMPDIR");
    char *folder = xw_arena_format(l->keep, "%s/xuewei-inputs-XXXXXX",
                                   under != NULL && under[0] != '\0' ? under : "/tmp");
    if (folder == NULL) {
        xw_sql_rows_fault(&l->rows, XW_NO_MEMORY, "memory is used up by table", "input");
        return;
    }
    if (mkdtemp(folder) == NULL) {
        fail(l, "cannot make the folder", folder);
        return;
    }
    l->out->folder = folder;
    l->base = folder;
    for (int32_t i = 0; i < deepest && l->rows.status == XW_OK; i++) {
        l->base = xw_arena_format(l->keep, "%s/in", l->base);
        if (l->base == NULL)
            xw_sql_rows_fault(&l->rows, XW_NO_MEMORY, "memory is used up by table", "input");
        else if (mkdir(l->base, 0700) != 0)
            fail(l, "cannot make the folder", l->base);
    }
}

/* Where a name lies; the folders on its way are made. */
static char *place(struct laying *l, const char *name)
{
    char *path = xw_arena_format(l->keep, "%s/%s", l->base, name);
    if (path == NULL) {
        xw_sql_rows_fault(&l->rows, XW_NO_MEMORY, "memory is used up by table", "input");
        return NULL;
    }
    for (char *slash = path + strlen(l->base) + 1; (slash = strchr(slash, '/')) != NULL; slash++) {
        *slash = '\0';
        if (mkdir(path, 0700) != 0 && errno != EEXIST) {
            fail(l, "cannot make the folder", path);
            return NULL;
        }
        *slash = '/';
    }
    return path;
}

static void write_bytes(struct laying *l, const char *path, const void *bytes, ptrdiff_t length)
{
    FILE *file = fopen(path, "wbx");
    bool written = file != NULL && fwrite(bytes, 1, (size_t)length, file) == (size_t)length;
    if (file != NULL && fclose(file) != 0) written = false;
    if (!written) fail(l, "cannot write", path);
}

/* Every file whose bytes are those the run says. The first is the scenario's own. */
static void lay_files(struct laying *l)
{
    xw_sql_rows_begin(&l->rows, "input",
                      "SELECT name, content, (SELECT value FROM run WHERE key = 'sha256:' || name) "
                      "FROM input ORDER BY fid");
    while (xw_sql_rows_next(&l->rows)) {
        ptrdiff_t length = 0;
        const char *name = xw_sql_rows_text(&l->rows);
        const void *bytes = xw_sql_rows_blob(&l->rows, &length);
        const char *hex = xw_sql_rows_text(&l->rows);
        if (!hash_is(bytes != NULL ? bytes : "", length, hex)) {
            xw_sql_rows_fault(&l->rows, XW_STORE_FAILED,
                              "the content is not what the run was made from:", name);
            return;
        }
        const char *path = place(l, name);
        if (path == NULL) return;
        write_bytes(l, path, bytes != NULL ? bytes : "", length);
        if (l->out->scenario == NULL) l->out->scenario = path;
    }
    if (l->rows.status == XW_OK && l->out->scenario == NULL)
        xw_sql_rows_refuse(&l->rows, XW_STORE_FAILED, "the run carries no input files");
}

/* Lines KEY=VALUE; a line without '=' goes on with the value before it. */
static void read_options(struct laying *l)
{
    xw_sql_rows_begin(&l->rows, "run", "SELECT value FROM run WHERE key = 'options'");
    const char *lines = xw_sql_rows_next(&l->rows) ? xw_sql_rows_text(&l->rows) : "";
    int32_t most = 1;
    for (const char *at = lines; (at = strchr(at, '\n')) != NULL; at++)
        most++;
    char *text = xw_arena_format(l->keep, "%s", lines);
    struct xw_run_key *option = XW_TAKE(l->keep, most, struct xw_run_key);
    if (text == NULL || option == NULL) {
        xw_sql_rows_fault(&l->rows, XW_NO_MEMORY, "memory is used up by table", "run");
        return;
    }
    for (char *line = text; line != NULL && *line != '\0';) {
        char *end = strchr(line, '\n'), *equals = strchr(line, '=');
        bool own = equals != NULL && (end == NULL || equals < end);
        if (own) {
            if (line != text) line[-1] = '\0';
            *equals = '\0';
            option[l->out->options++] = (struct xw_run_key){ line, equals + 1 };
        } else if (l->out->options == 0) {
            xw_sql_rows_fault(&l->rows, XW_STORE_FAILED, "an option has no value:", line);
            return;
        }
        line = end == NULL ? NULL : end + 1;
    }
    l->out->option = option;
}

enum xw_status xw_run_inputs_open(const char *path, struct xw_arena *keep,
                                  struct xw_run_inputs *out, const char **trouble)
{
    struct xw_run_inputs inputs = { 0 };
    struct laying l = { .keep = keep, .out = &inputs };
    if (xw_sql_rows_open(&l.rows, path, keep) == XW_OK) {
        check_kind(&l);
        if (l.rows.status == XW_OK) make_folder(&l);
        if (l.rows.status == XW_OK) lay_files(&l);
        if (l.rows.status == XW_OK) read_options(&l);
    }
    enum xw_status status = l.rows.status;
    *trouble = status == XW_OK ? NULL : xw_arena_text(keep, l.rows.trouble);
    if (status != XW_OK && *trouble == NULL) *trouble = "memory is used up";
    xw_sql_rows_close(&l.rows);
    if (status != XW_OK) xw_run_inputs_close(&inputs);
    *out = inputs;
    return status;
}
