/* reading.h: what the tests of readers share: a file made of given bytes, an arena and diagnostics
 * around it, and the refusals as the text that a user sees. */
#ifndef XW_UNIT_READING_H
#define XW_UNIT_READING_H
#include "unit.h"
#include "xuewei/diag.h"
#include <string.h>
#include <unistd.h>

struct reading {
    char path[64]; /* of a temporary file */
    struct xw_arena keep;
    struct xw_diag diag;
    char *said; /* the refusals, printed */
    size_t said_length;
};

static inline void reading_write(struct reading *r, const void *bytes, ptrdiff_t length)
{
    FILE *file = fopen(r->path, "wb");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(bytes, 1, (size_t)length, file), (size_t)length);
    ck_assert_int_eq(fclose(file), 0);
}

static inline void reading_begin_bytes(struct reading *r, const void *bytes, ptrdiff_t length)
{
    *r = (struct reading){ .path = "/tmp/xuewei-unit-XXXXXX" };
    int file = mkstemp(r->path);
    ck_assert_int_ge(file, 0);
    close(file);
    reading_write(r, bytes, length);
    ck_assert_int_eq(xw_arena_init(&r->keep, (size_t)64 << 20), XW_OK);
    ck_assert_int_eq(xw_diag_init(&r->diag), XW_OK);
}

static inline void reading_begin(struct reading *r, const char *text)
{
    reading_begin_bytes(r, text, (ptrdiff_t)strlen(text));
}

static inline const char *reading_said(struct reading *r)
{
    free(r->said);
    FILE *to = open_memstream(&r->said, &r->said_length);
    ck_assert_ptr_nonnull(to);
    xw_diag_print_refusals(&r->diag, to);
    fclose(to);
    return r->said;
}

/* Forget what was read and said, for another round with the same file name. */
static inline void reading_again(struct reading *r, const void *bytes, ptrdiff_t length)
{
    reading_write(r, bytes, length);
    xw_arena_reset(&r->keep);
    xw_arena_reset(&r->diag.arena);
    r->diag.refused = 0;
    r->diag.doubts = r->diag.doubt_room = 0;
}

static inline void reading_end(struct reading *r)
{
    unlink(r->path);
    free(r->said);
    xw_diag_free(&r->diag);
    xw_arena_free(&r->keep);
}

/* A small generator of its own (xorshift32, Marsaglia 2003), so that a mutated file is the same
 * everywhere. */
static inline uint32_t reading_chance(uint32_t *state)
{
    uint32_t x = *state;
    x ^= x << 13;
    x ^= x >> 17;
    x ^= x << 5;
    return *state = x;
}

/* Change a few bytes of text (length bytes, room for more) to others that readers care about. The
 * new length is returned. */
static inline ptrdiff_t reading_mutate(char *text, ptrdiff_t length, ptrdiff_t room,
                                       uint32_t *state)
{
    static const char odd[] = "\"',:;[]{}&*!|>%@`#?-\\\n\r\t \xEF\xBB\xBF\xFF\xC3\xE5\x80\x81"
                              "0aé学\0";
    uint32_t changes = 1 + reading_chance(state) % 4;
    for (uint32_t c = 0; c < changes; c++) {
        ptrdiff_t at = length == 0 ? 0 : (ptrdiff_t)(reading_chance(state) % (uint32_t)length);
        char byte = reading_chance(state) % 4 == 0 ? (char)(reading_chance(state) & 0xFF)
                                                   : odd[reading_chance(state) % sizeof odd];
        switch (reading_chance(state) % 4) {
        case 0: /* replace */
            if (length > 0) text[at] = byte;
            break;
        case 1: /* insert */
            if (length == room) break;
            memmove(text + at + 1, text + at, (size_t)(length - at));
            text[at] = byte;
            length++;
            break;
        case 2: /* delete */
            if (length == 0) break;
            memmove(text + at, text + at + 1, (size_t)(length - at - 1));
            length--;
            break;
        default: /* cut short */
            if (reading_chance(state) % 8 == 0) length = at;
        }
    }
    return length;
}

#endif
