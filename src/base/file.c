#include "xuewei/file.h"
#include "xuewei/text.h"
#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The whole of an open file into room bytes; the number read, or -1 with errno. */
static ptrdiff_t read_all(int file, char *into, ptrdiff_t room)
{
    ptrdiff_t length = 0;
    while (length < room) {
        ssize_t got = read(file, into + length, (size_t)(room - length));
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return -1;
        if (got == 0) break;
        length += got;
    }
    return length;
}

static enum xw_status no_memory(struct xw_diag *diag, const char *name)
{
    xw_diag_fault(diag, (struct xw_place){ .file = name }, "memory is used up");
    return XW_NO_MEMORY;
}

enum xw_status xw_file_read(const char *path, const char *name, struct xw_arena *keep,
                            struct xw_diag *diag, struct xw_bytes *out)
{
    struct xw_place at = { .file = name };
    struct stat about;
    enum xw_status status = XW_REFUSED;
    /* Not to wait for a writer when the path is a pipe: it is refused below. */
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0 || fstat(file, &about) != 0) {
        xw_diag_fault(diag, at, "cannot be read: %s", strerror(errno));
    } else if (!S_ISREG(about.st_mode)) {
        xw_diag_fault(diag, at, "cannot be read: %s",
                      S_ISDIR(about.st_mode) ? strerror(EISDIR) : "Not a regular file");
    } else if (about.st_size > XW_FILE_MAX) {
        xw_diag_fault(diag, at, "is larger than 1 GiB; that is more than this program reads");
    } else {
        ptrdiff_t room = (ptrdiff_t)about.st_size;
        char *bytes = xw_arena_take(keep, room + 1, 1, 1);
        ptrdiff_t length = bytes == NULL ? 0 : read_all(file, bytes, room);
        if (bytes == NULL) {
            status = no_memory(diag, name);
        } else if (length < 0) {
            xw_diag_fault(diag, at, "cannot be read: %s", strerror(errno));
        } else {
            *out = (struct xw_bytes){ bytes, length };
            status = XW_OK;
        }
    }
    if (file >= 0) close(file);
    return status;
}

struct xw_place xw_file_place(const char *name, const char *text, ptrdiff_t offset)
{
    int32_t line = 1;
    ptrdiff_t begin = 0;
    for (ptrdiff_t i = 0; i < offset; i++) {
        if (text[i] != '\n') continue;
        line++;
        begin = i + 1;
    }
    int32_t column = (int32_t)xw_text_characters(text + begin, offset - begin) + 1;
    return (struct xw_place){ .file = name, .line = line, .column = column };
}

static bool begins_with(struct xw_bytes text, const char *bytes, ptrdiff_t count)
{
    return text.length >= count && memcmp(text.at, bytes, (size_t)count) == 0;
}

static const char utf8_mark[] = "\xEF\xBB\xBF";

static struct xw_bytes without_mark(struct xw_bytes text)
{
    if (!begins_with(text, utf8_mark, 3)) return text;
    return (struct xw_bytes){ text.at + 3, text.length - 3 };
}

static bool converts_from_gb18030(struct xw_bytes raw)
{
    iconv_t convert = iconv_open("UTF-8", "GB18030");
    if (convert == (iconv_t)-1) return false;
    char *from = (char *)(uintptr_t)raw.at; /* iconv's prototype forgets that it only reads */
    size_t from_left = (size_t)raw.length, done = 0;
    do {
        char bin[4096], *to = bin;
        size_t to_left = sizeof bin;
        done = iconv(convert, &from, &from_left, &to, &to_left);
    } while (done == (size_t)-1 && errno == E2BIG);
    iconv_close(convert);
    return done != (size_t)-1;
}

static enum xw_status check_utf8(struct xw_bytes text, const char *name, struct xw_diag *diag)
{
    if (begins_with(text, "\xFF\xFE", 2) || begins_with(text, "\xFE\xFF", 2)) {
        xw_diag_fault(diag, (struct xw_place){ name, 1, 1, NULL },
                      "the file is UTF-16; save it as UTF-8");
        return XW_REFUSED;
    }
    ptrdiff_t fault = xw_text_utf8_fault(text.at, text.length);
    if (fault < 0) return XW_OK;
    /* Spreadsheets on Chinese systems still save as GB18030: say so when it can be that. */
    const char *advice = converts_from_gb18030(text)
                             ? "the file looks like GB18030: save it as UTF-8, or, if it is a "
                               "table, say encoding: GB18030 in the scenario"
                             : "save the file as UTF-8";
    xw_diag_fault(diag, xw_file_place(name, text.at, fault), "byte 0x%02X is not valid UTF-8; %s",
                  (unsigned)(unsigned char)text.at[fault], advice);
    return XW_REFUSED;
}

static enum xw_status from_gb18030(struct xw_bytes raw, const char *name, struct xw_arena *keep,
                                   struct xw_diag *diag, struct xw_bytes *out)
{
    struct xw_place start = { name, 1, 1, NULL };
    if (begins_with(raw, utf8_mark, 3)) {
        xw_diag_fault(diag, start,
                      "the file begins with a UTF-8 byte order mark, but the scenario says "
                      "encoding: GB18030");
        return XW_REFUSED;
    }
    iconv_t convert = iconv_open("UTF-8", "GB18030");
    if (convert == (iconv_t)-1) {
        xw_diag_fault(diag, start, "this system cannot convert GB18030: %s", strerror(errno));
        return XW_REFUSED;
    }
    /* One byte becomes one, two become at most four (FE51 is U+20087), four become four. */
    ptrdiff_t room = 2 * raw.length;
    char *text = xw_arena_take(keep, room + 1, 1, 1);
    if (text == NULL) {
        iconv_close(convert);
        return no_memory(diag, name);
    }
    char *from = (char *)(uintptr_t)raw.at;
    char *to = text;
    size_t from_left = (size_t)raw.length, to_left = (size_t)room;
    size_t done = iconv(convert, &from, &from_left, &to, &to_left);
    iconv_close(convert);
    if (done == (size_t)-1) {
        struct xw_bytes good = without_mark((struct xw_bytes){ text, to - text });
        xw_diag_fault(diag, xw_file_place(name, good.at, good.length),
                      "byte 0x%02X is not valid GB18030", (unsigned)(unsigned char)*from);
        return XW_REFUSED;
    }
    *out = (struct xw_bytes){ text, to - text };
    return XW_OK;
}

enum xw_status xw_file_decode(struct xw_bytes raw, const char *name, const char *encoding,
                              struct xw_arena *keep, struct xw_diag *diag, struct xw_bytes *out)
{
    struct xw_bytes text = raw;
    if (strcmp(encoding, "GB18030") == 0) {
        enum xw_status status = from_gb18030(raw, name, keep, diag, &text);
        if (status != XW_OK) return status;
        text = without_mark(text);
    } else if (strcmp(encoding, "UTF-8") == 0) {
        text = without_mark(raw);
        enum xw_status status = check_utf8(text, name, diag);
        if (status != XW_OK) return status;
    } else {
        xw_diag_refuse(diag, (struct xw_place){ .file = name, .field = "encoding" }, encoding,
                       "UTF-8, GB18030");
        return XW_REFUSED;
    }
    const char *nul = memchr(text.at, '\0', (size_t)text.length);
    if (nul != NULL) {
        xw_diag_fault(diag, xw_file_place(name, text.at, nul - text.at),
                      "a NUL byte; the file is not a text");
        return XW_REFUSED;
    }
    *out = text;
    return XW_OK;
}
