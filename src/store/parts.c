#include "xuewei/parts.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

/* Before the numbers; compared byte by byte, so that it has no padding. */
struct head {
    char magic[16], identity[64];
    int32_t order, cells, replicates, block;
};
#define MAGIC "xuewei part 1\n"
enum { ORDER = 0x01020304, STRETCH = 1 << 16, NAME = 64 };

static struct head head_of(const struct xw_parts *parts, int32_t block)
{
    struct head head = { .magic = MAGIC,
                         .order = ORDER,
                         .cells = parts->cells,
                         .replicates = parts->replicates,
                         .block = block };
    memcpy(head.identity, parts->identity, sizeof head.identity);
    return head;
}

static void name_of(int32_t block, char name[NAME])
{
    snprintf(name, NAME, "block-%06d", (int)block);
}

static bool is_ours(const char *name)
{
    return strncmp(name, "block-", 6) == 0 || strcmp(name, "lock") == 0;
}

static enum xw_status fail(struct xw_parts *parts, const char *doing, const char *why)
{
    parts->trouble = xw_arena_format(parts->keep, "%s: %s: %s", parts->folder, doing, why);
    xw_parts_close(parts);
    return parts->trouble == NULL ? XW_NO_MEMORY : XW_IO;
}

enum xw_status xw_parts_open(struct xw_parts *parts, struct xw_arena *keep, const char *folder,
                             const char *identity, int32_t cells, int32_t replicates)
{
    *parts = (struct xw_parts){ .cells = cells,
                                .replicates = replicates,
                                .blocks = (replicates - 1) / XW_PARTS_BLOCK + 1,
                                .keep = keep,
                                .folder = folder,
                                .lock = -1,
                                .in = -1 };
    snprintf(parts->identity, sizeof parts->identity, "%s", identity);
    if (mkdir(folder, 0777) != 0 && errno != EEXIST)
        return fail(parts, "the folder of finished blocks cannot be made", strerror(errno));
    parts->in = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (parts->in >= 0) parts->lock = openat(parts->in, "lock", O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (parts->lock < 0)
        return fail(parts, "finished blocks cannot be written here", strerror(errno));
    if (flock(parts->lock, LOCK_EX | LOCK_NB) != 0)
        return fail(parts, "another run works on the same file",
                    errno == EWOULDBLOCK ? "wait for it, or name another output" : strerror(errno));
    return XW_OK;
}

void xw_parts_close(struct xw_parts *parts)
{
    if (parts->folder == NULL) return;
    if (parts->lock >= 0) close(parts->lock);
    if (parts->in >= 0) close(parts->in);
    parts->lock = parts->in = -1;
}

void xw_parts_remove(struct xw_parts *parts)
{
    if (parts->folder == NULL || parts->in < 0) return;
    DIR *dir = opendir(parts->folder);
    for (struct dirent *entry; dir != NULL && (entry = readdir(dir)) != NULL;)
        if (is_ours(entry->d_name)) unlinkat(parts->in, entry->d_name, 0);
    if (dir != NULL) closedir(dir);
    rmdir(parts->folder);
    xw_parts_close(parts);
}

int32_t xw_parts_first(const struct xw_parts *parts, int32_t block)
{
    (void)parts;
    return block * XW_PARTS_BLOCK;
}

int32_t xw_parts_count(const struct xw_parts *parts, int32_t block)
{
    int32_t left = parts->replicates - block * XW_PARTS_BLOCK;
    return left < XW_PARTS_BLOCK ? left : XW_PARTS_BLOCK;
}

/* All bytes, or false with errno. */
static bool write_all(int file, const void *bytes, size_t length)
{
    for (const char *at = bytes; length > 0;) {
        ssize_t n = write(file, at, length);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return false;
        at += n;
        length -= (size_t)n;
    }
    return true;
}

static bool read_all(int file, void *bytes, size_t length, off_t from)
{
    for (char *at = bytes; length > 0;) {
        ssize_t n = pread(file, at, length, from);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) {
            if (n == 0) errno = EIO;
            return false;
        }
        at += n;
        from += n;
        length -= (size_t)n;
    }
    return true;
}

/* [bytes] of the numbers of a block. */
static size_t length_of(const struct xw_parts *parts, int32_t block)
{
    return (size_t)parts->cells * (size_t)xw_parts_count(parts, block) * sizeof(int32_t);
}

static uint32_t sum_of(uint32_t sum, const void *bytes, size_t length)
{
    return (uint32_t)crc32_z(sum, bytes, length);
}

bool xw_parts_done(const struct xw_parts *parts, int32_t block)
{
    char name[NAME], bytes[STRETCH];
    struct head want = head_of(parts, block), head;
    struct stat at;
    size_t length = length_of(parts, block);
    name_of(block, name);
    int file = openat(parts->in, name, O_RDONLY | O_CLOEXEC);
    if (file < 0) return false;
    bool good = fstat(file, &at) == 0 &&
                at.st_size == (off_t)(sizeof head + length + sizeof(uint32_t)) &&
                read_all(file, &head, sizeof head, 0) && memcmp(&head, &want, sizeof head) == 0;
    uint32_t sum = good ? sum_of(0, &head, sizeof head) : 0, wanted;
    for (size_t done = 0; good && done < length;) {
        size_t n = length - done < sizeof bytes ? length - done : sizeof bytes;
        good = read_all(file, bytes, n, (off_t)(sizeof head + done));
        if (good) sum = sum_of(sum, bytes, n);
        done += n;
    }
    good = good && read_all(file, &wanted, sizeof wanted, (off_t)(sizeof head + length)) &&
           sum == wanted;
    close(file);
    return good;
}

enum xw_status xw_parts_write(const struct xw_parts *parts, int32_t block, const int32_t *value)
{
    char name[NAME], begun[NAME + 8];
    struct head head = head_of(parts, block);
    size_t length = length_of(parts, block);
    name_of(block, name);
    snprintf(begun, sizeof begun, "%s.part", name);
    uint32_t sum = sum_of(sum_of(0, &head, sizeof head), value, length);
    int file = openat(parts->in, begun, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (file < 0) return XW_IO;
    bool good = write_all(file, &head, sizeof head) && write_all(file, value, length) &&
                write_all(file, &sum, sizeof sum);
    int error = good ? 0 : errno;
    if (close(file) != 0 && good) {
        good = false;
        error = errno;
    }
    if (good && renameat(parts->in, begun, parts->in, name) == 0) return XW_OK;
    if (good) error = errno;
    unlinkat(parts->in, begun, 0);
    errno = error;
    return XW_IO;
}

enum xw_status xw_parts_read(const struct xw_parts *parts, int32_t block, int32_t first,
                             int32_t count, int32_t *room, int32_t *value)
{
    char name[NAME];
    int32_t n = xw_parts_count(parts, block), at = xw_parts_first(parts, block);
    name_of(block, name);
    int file = openat(parts->in, name, O_RDONLY | O_CLOEXEC);
    if (file < 0) return XW_IO;
    size_t cell = (size_t)n * sizeof(int32_t);
    bool good = read_all(file, room, (size_t)count * cell,
                         (off_t)(sizeof(struct head) + (size_t)first * cell));
    int error = good ? 0 : errno;
    close(file);
    errno = error;
    if (!good) return XW_IO;
    for (int32_t c = 0; c < count; c++)
        memcpy(value + (ptrdiff_t)c * parts->replicates + at, room + (ptrdiff_t)c * n, cell);
    return XW_OK;
}
