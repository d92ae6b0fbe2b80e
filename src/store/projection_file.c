#include "xuewei/projection_file.h"
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Why it failed is errno's, but for a file that is another one. */
static enum xw_status fail(struct xw_projection_file *file, const struct xw_csv_out *out)
{
    const char *why =
        errno == EEXIST ? "another file has this name and is not written over" : strerror(errno);
    file->trouble = xw_arena_format(file->keep, "cannot write %s: %s",
                                    out->path == NULL ? "standard output" : out->path, why);
    return file->trouble == NULL ? XW_NO_MEMORY : XW_IO;
}

/* A file may be replaced when it is empty or begins as these tables do: nobody loses the tables of a
 * scenario by a slip of the hand. */
static bool may_replace(const char *path)
{
    static const char ours[] = "year,zone,sex,";
    char begin[sizeof ours] = "";
    FILE *there = fopen(path, "rb");
    if (there == NULL) return false;
    size_t length = fread(begin, 1, sizeof ours - 1, there);
    bool read = !ferror(there);
    fclose(there);
    return read && (length == 0 || strcmp(begin, ours) == 0);
}

static enum xw_status open_out(struct xw_projection_file *file, struct xw_csv_out *out,
                               const char *header)
{
    struct stat there;
    if (out->path == NULL) {
        out->to = stdout;
    } else {
        const char *target = out->path;
        bool exists = stat(out->path, &there) == 0;
        if (!exists || S_ISREG(there.st_mode)) {
            if (exists && !may_replace(out->path)) {
                errno = EEXIST;
                return fail(file, out);
            }
            out->part = xw_arena_format(file->keep, "%s.part", out->path);
            if (out->part == NULL) return XW_NO_MEMORY;
            target = out->part;
        }
        out->to = fopen(target, "wb");
    }
    if (out->to == NULL) {
        out->part = NULL;
        return fail(file, out);
    }
    return fprintf(out->to, "%s\n", header) < 0 ? fail(file, out) : XW_OK;
}

enum xw_status xw_projection_file_open(struct xw_projection_file *file, struct xw_arena *keep,
                                       const struct xw_scenario *scenario, const char *people,
                                       const char *events)
{
    *file = (struct xw_projection_file){ .scenario = scenario,
                                         .keep = keep,
                                         .people = { .path = people },
                                         .events = { .path = events } };
    enum xw_status status =
        open_out(file, &file->people,
                 scenario->residencies.code[0] == NULL ? "year,zone,sex,age,persons"
                                                       : "year,zone,sex,age,residency,persons");
    if (status == XW_OK && events != NULL)
        status = open_out(file, &file->events, "year,zone,sex,births,deaths,migrants");
    return status;
}

/* A code, between quotes where it would be read as something else. */
static void put_code(FILE *to, const char *code)
{
    if (code[strcspn(code, ",\"\r\n")] == '\0') {
        fputs(code, to);
        return;
    }
    putc('"', to);
    for (; *code != '\0'; code++) {
        if (*code == '"') putc('"', to);
        putc(*code, to);
    }
    putc('"', to);
}

static void put_key(FILE *to, const struct xw_scenario *s, int year, int32_t zone, int32_t sex)
{
    fprintf(to, "%d,", year);
    put_code(to, s->zones.code[zone]);
    fputs(sex == XW_FEMALE ? ",f," : ",m,", to);
}

static enum xw_status take_people(void *self, const struct xw_people_row *row)
{
    struct xw_projection_file *file = self;
    const struct xw_scenario *s = file->scenario;
    FILE *to = file->people.to;
    for (int32_t g = 0; g < s->ages; g++)
        for (int32_t k = 0; k < s->residencies.count; k++) {
            put_key(to, s, row->year, row->zone, row->sex);
            fprintf(to, "%d,", (int)xw_scenario_age(s, g));
            if (s->residencies.code[k] != NULL) {
                put_code(to, s->residencies.code[k]);
                putc(',', to);
            }
            fprintf(to, "%.17g\n", row->persons[k * s->ages + g]);
        }
    return ferror(to) ? fail(file, &file->people) : XW_OK;
}

static enum xw_status take_events(void *self, const struct xw_events_row *row)
{
    struct xw_projection_file *file = self;
    FILE *to = file->events.to;
    if (to == NULL) return XW_OK;
    put_key(to, file->scenario, row->year, row->zone, row->sex);
    fprintf(to, "%.17g,%.17g,%.17g\n", row->births, row->deaths, row->migrants);
    return ferror(to) ? fail(file, &file->events) : XW_OK;
}

struct xw_projection_sink xw_projection_file_sink(struct xw_projection_file *file)
{
    return (
        struct xw_projection_sink){ .self = file, .people = take_people, .events = take_events };
}

/* Everything on disk, not yet under its name. */
static enum xw_status complete(struct xw_projection_file *file, struct xw_csv_out *out)
{
    FILE *to = out->to;
    if (to == NULL) return XW_OK;
    bool good = fflush(to) == 0 && !ferror(to);
    if (good && out->part != NULL) good = fsync(fileno(to)) == 0;
    enum xw_status status = good ? XW_OK : fail(file, out);
    out->to = NULL;
    if (to != stdout && fclose(to) != 0 && status == XW_OK) status = fail(file, out);
    return status;
}

static enum xw_status give_name(struct xw_projection_file *file, struct xw_csv_out *out)
{
    if (out->part == NULL) return XW_OK;
    if (rename(out->part, out->path) != 0) return fail(file, out);
    out->part = NULL;
    return XW_OK;
}

enum xw_status xw_projection_file_finish(struct xw_projection_file *file)
{
    enum xw_status status = complete(file, &file->people);
    if (status == XW_OK) status = complete(file, &file->events);
    if (status == XW_OK) status = give_name(file, &file->people);
    if (status == XW_OK) status = give_name(file, &file->events);
    return status;
}

static void discard(struct xw_csv_out *out)
{
    if (out->to != NULL && out->to != stdout) fclose(out->to);
    if (out->part != NULL) remove(out->part);
    *out = (struct xw_csv_out){ 0 };
}

void xw_projection_file_free(struct xw_projection_file *file)
{
    discard(&file->people);
    discard(&file->events);
}
