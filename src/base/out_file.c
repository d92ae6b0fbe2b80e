#include "xuewei/out_file.h"
#include <errno.h>
#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LONGEST_BEGIN = 80 };

/* Why it failed is errno's, but for a file that is another one. */
static enum xw_status fail(struct xw_out_file *file)
{
    const char *why =
        errno == EEXIST ? "another file has this name and is not written over" : strerror(errno);
    file->trouble = xw_arena_format(file->keep, "cannot write %s: %s", file->path, why);
    return file->trouble == NULL ? XW_NO_MEMORY : XW_IO;
}

static bool may_replace(const char *path, const char *begins)
{
    char found[LONGEST_BEGIN + 1] = "";
    size_t length = strnlen(begins, LONGEST_BEGIN);
    FILE *there = fopen(path, "rb");
    if (there == NULL) return false;
    size_t read = fread(found, 1, length, there);
    bool good = !ferror(there);
    fclose(there);
    return good && (read == 0 || (read == length && memcmp(found, begins, length) == 0));
}

enum xw_status xw_out_file_open(struct xw_out_file *file, struct xw_arena *keep, const char *path,
                                const char *begins)
{
    *file = (struct xw_out_file){ .keep = keep, .path = path };
    struct stat there;
    bool exists = stat(path, &there) == 0;
    const char *target = path;
    if (!exists || S_ISREG(there.st_mode)) {
        if (exists && !may_replace(path, begins)) {
            errno = EEXIST;
            return fail(file);
        }
        file->part = target = xw_arena_format(keep, "%s.part", path);
        if (target == NULL) return XW_NO_MEMORY;
    }
    file->to = fopen(target, "wb");
    if (file->to != NULL) return XW_OK;
    file->part = NULL;
    return fail(file);
}

enum xw_status xw_out_file_good(struct xw_out_file *file)
{
    return ferror(file->to) ? fail(file) : XW_OK;
}

enum xw_status xw_out_file_finish(struct xw_out_file *file)
{
    FILE *to = file->to;
    bool good = fflush(to) == 0 && !ferror(to);
    if (good && file->part != NULL) good = fsync(fileno(to)) == 0;
    enum xw_status status = good ? XW_OK : fail(file);
    file->to = NULL;
    if (fclose(to) != 0 && status == XW_OK) status = fail(file);
    if (status != XW_OK || file->part == NULL) return status;
    if (rename(file->part, file->path) != 0) return fail(file);
    file->part = NULL;
    return XW_OK;
}

void xw_out_file_discard(struct xw_out_file *file)
{
    if (file->to != NULL) fclose(file->to);
    if (file->part != NULL) remove(file->part);
    file->to = NULL;
    file->part = NULL;
}

void xw_out_file_cell(FILE *to, const char *text)
{
    if (text == NULL) return;
    if (text[strcspn(text, ",\"\r\n")] == '\0') {
        fputs(text, to);
        return;
    }
    putc('"', to);
    for (; *text != '\0'; text++) {
        if (*text == '"') putc('"', to);
        putc(*text, to);
    }
    putc('"', to);
}
