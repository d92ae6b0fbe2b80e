#include "xuewei/provenance.h"
#include <gsl/gsl_version.h>
#include <inttypes.h>
#include <nettle/sha2.h>
#include <proj.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>
#include <zlib.h>

static void hex_of(struct sha256_ctx *sum, char hex[65])
{
    uint8_t digest[SHA256_DIGEST_SIZE];
    sha256_digest(sum, sizeof digest, digest);
    for (size_t i = 0; i < sizeof digest; i++) {
        hex[2 * i] = "0123456789abcdef"[digest[i] >> 4];
        hex[2 * i + 1] = "0123456789abcdef"[digest[i] & 15];
    }
    hex[64] = '\0';
}

void xw_sha256(const void *bytes, ptrdiff_t length, char hex[65])
{
    struct sha256_ctx sum;
    sha256_init(&sum);
    sha256_update(&sum, (size_t)length, bytes);
    hex_of(&sum, hex);
}

const char *xw_points_word(int32_t points)
{
    static const char *const word[] = { "latin", "sobol", "random" };
    return points < 0 || points > 2 ? "" : word[points];
}

static int by_key(const void *a, const void *b)
{
    const struct xw_run_key *one = a, *other = b;
    return strcmp(one->key, other->key);
}

static void add(struct xw_provenance *p, const char *key, const char *value)
{
    p->key[p->keys++] = (struct xw_run_key){ key, value == NULL ? "" : value };
}

/* Lines `path=value`, sorted; NULL when memory is used up. */
static const char *option_lines(struct xw_arena *keep, int32_t options,
                                const struct xw_run_key *option)
{
    struct xw_run_key *sorted = XW_TAKE(keep, options, struct xw_run_key);
    if (sorted == NULL) return NULL;
    ptrdiff_t length = 0;
    for (int32_t i = 0; i < options; i++) {
        sorted[i] = option[i];
        length += (ptrdiff_t)(strlen(option[i].key) + strlen(option[i].value)) + 2;
    }
    qsort(sorted, (size_t)options, sizeof *sorted, by_key);
    char *lines = XW_TAKE(keep, length + 1, char);
    if (lines == NULL) return NULL;
    char *at = lines;
    for (int32_t i = 0; i < options; i++) {
        if (i > 0) *at++ = '\n';
        at = stpcpy(at, sorted[i].key);
        *at++ = '=';
        at = stpcpy(at, sorted[i].value);
    }
    return lines;
}

static const char *run_id(struct xw_arena *keep, const struct xw_provenance *p)
{
    char *hex = XW_TAKE(keep, 65, char);
    if (hex == NULL) return NULL;
    struct sha256_ctx sum;
    sha256_init(&sum);
    for (int32_t i = 0; i < p->keys; i++) {
        sha256_update(&sum, strlen(p->key[i].key) + 1, (const uint8_t *)p->key[i].key);
        sha256_update(&sum, strlen(p->key[i].value) + 1, (const uint8_t *)p->key[i].value);
    }
    hex_of(&sum, hex);
    return hex;
}

#define FIXED_KEYS 21 /* keys beside the hashes of the files, run_id among them */

enum xw_status xw_provenance_make(struct xw_arena *keep, const struct xw_scenario *s,
                                  int32_t options, const struct xw_run_key *option,
                                  struct xw_provenance *out)
{
    struct xw_provenance p = { 0, XW_TAKE(keep, FIXED_KEYS + s->files, struct xw_run_key) };
    const char *lines = option_lines(keep, options, option);
    const char *schema = xw_arena_format(keep, "%d", XW_RUN_SCHEMA);
    const char *first = xw_arena_format(keep, "%d", (int)s->first);
    const char *last = xw_arena_format(keep, "%d", (int)s->last);
    const char *seed = xw_arena_format(keep, "%" PRIu64, s->seed);
    const char *replicates = xw_arena_format(keep, "%d", (int)s->replicates);
    if (p.key == NULL || lines == NULL || schema == NULL || first == NULL || last == NULL ||
        seed == NULL || replicates == NULL)
        return XW_NO_MEMORY;

    add(&p, "program", XW_RUN_PROGRAM);
    add(&p, "program_version", XW_VERSION);
    add(&p, "schema_version", schema);
    add(&p, "scenario", s->name);
    add(&p, "title_zh", s->title_zh);
    add(&p, "title_en", s->title_en);
    add(&p, "place_zh", s->place_zh);
    add(&p, "place_en", s->place_en);
    add(&p, "first", first);
    add(&p, "last", last);
    add(&p, "crs", s->crs);
    add(&p, "seed", seed);
    add(&p, "replicates", replicates);
    add(&p, "points", xw_points_word(s->ensemble.points));
    add(&p, "options", lines);
    add(&p, "gsl_version", gsl_version);
    add(&p, "proj_version", proj_info().version);
    add(&p, "sqlite_version", sqlite3_libversion());
    add(&p, "yaml_version", yaml_get_version_string());
    add(&p, "zlib_version", zlibVersion());
    for (int32_t i = 0; i < s->files; i++) {
        const char *key = xw_arena_format(keep, "sha256:%s", s->file[i].name);
        if (key == NULL) return XW_NO_MEMORY;
        add(&p, key, s->file[i].sha256);
    }
    qsort(p.key, (size_t)p.keys, sizeof *p.key, by_key);

    const char *id = run_id(keep, &p);
    if (id == NULL) return XW_NO_MEMORY;
    add(&p, "run_id", id);
    qsort(p.key, (size_t)p.keys, sizeof *p.key, by_key);
    *out = p;
    return XW_OK;
}
