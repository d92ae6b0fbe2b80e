#include "xuewei/input_files.h"
#include "xuewei/file.h"
#include <errno.h>
#include <nettle/sha2.h>
#include <string.h>
#include <unistd.h>

/* Bytes of the folder in a name, its closing '/' included. */
static ptrdiff_t folder_length(const char *name)
{
    const char *slash = strrchr(name, '/');
    return slash == NULL ? 0 : slash - name + 1;
}

/* Take out "." and "folder/..", in place. */
static void normalise(char *name)
{
    char *to = name;
    for (const char *at = name; *at != '\0';) {
        size_t length = strcspn(at, "/");
        bool dot = length == 1 && at[0] == '.';
        bool up = length == 2 && at[0] == '.' && at[1] == '.';
        const char *next = at + length + (at[length] == '/');
        char *last = to; /* where the last part that is kept begins */
        if (to > name) {
            last--;
            while (last > name && last[-1] != '/')
                last--;
        }
        bool goes_up = last < to && strncmp(last, "../", 3) != 0;
        if (up && goes_up) {
            to = last;
        } else if (!dot && length > 0) {
            memmove(to, at, length);
            to += length;
            if (at[length] == '/') *to++ = '/';
        }
        at = next;
    }
    *to = '\0';
}

const char *xw_input_name(struct xw_arena *keep, const char *from, const char *text)
{
    if (text[0] == '\0' || text[0] == '/') return NULL;
    ptrdiff_t folder = from == NULL ? 0 : folder_length(from);
    char *name = xw_arena_format(keep, "%.*s%s", (int)folder, from == NULL ? "" : from, text);
    if (name == NULL) return NULL;
    normalise(name);
    return name[0] == '\0' ? NULL : name;
}

enum xw_status xw_input_open(struct xw_input_files *files, const char *path, struct xw_arena *keep,
                             struct xw_diag *diag, const char **name)
{
    ptrdiff_t folder = folder_length(path);
    *files = (struct xw_input_files){ .keep = keep, .diag = diag };
    files->folder = xw_arena_text_n(keep, path, folder);
    *name = xw_arena_text(keep, path + folder);
    return files->folder == NULL || *name == NULL ? XW_NO_MEMORY : XW_OK;
}

static enum xw_status make_room(struct xw_input_files *files)
{
    if (files->count < files->room) return XW_OK;
    int32_t room = files->room == 0 ? 32 : 2 * files->room;
    struct xw_input_file *more = XW_TAKE(files->keep, room, struct xw_input_file);
    if (more == NULL) return XW_NO_MEMORY;
    if (files->count > 0) memcpy(more, files->file, (size_t)files->count * sizeof *more);
    files->file = more;
    files->room = room;
    return XW_OK;
}

static void digest(struct xw_bytes bytes, char hex[65])
{
    static const char digits[] = "0123456789abcdef";
    uint8_t sum[SHA256_DIGEST_SIZE];
    struct sha256_ctx context;
    sha256_init(&context);
    sha256_update(&context, (size_t)bytes.length, (const uint8_t *)bytes.at);
    sha256_digest(&context, sizeof sum, sum);
    for (size_t i = 0; i < sizeof sum; i++) {
        hex[2 * i] = digits[sum[i] >> 4];
        hex[2 * i + 1] = digits[sum[i] & 15];
    }
    hex[64] = '\0';
}

enum xw_status xw_input_add(struct xw_input_files *files, const char *name, struct xw_place at,
                            const char **path)
{
    char *where = xw_arena_format(files->keep, "%s%s", files->folder, name);
    if (where == NULL) return XW_NO_MEMORY;
    *path = where;
    for (int32_t i = 0; i < files->count; i++)
        if (strcmp(files->file[i].name, name) == 0) return XW_OK;
    if (access(where, R_OK) != 0 && at.field == NULL) { /* the scenario that was asked for */
        xw_diag_fault(files->diag, at, "cannot be read: %s", strerror(errno));
        return XW_REFUSED;
    }
    if (access(where, R_OK) != 0) {
        xw_diag_fault(files->diag, at, "\"%s\" cannot be read: %s", name, strerror(errno));
        return XW_REFUSED;
    }
    struct xw_bytes bytes;
    enum xw_status status = xw_file_read(where, name, files->keep, files->diag, &bytes);
    if (status == XW_OK) status = make_room(files);
    if (status != XW_OK) return status;
    struct xw_input_file *file = &files->file[files->count++];
    file->name = name;
    file->content = bytes.at;
    file->length = bytes.length;
    digest(bytes, file->sha256);
    return XW_OK;
}
