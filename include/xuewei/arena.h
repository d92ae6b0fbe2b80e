/* arena.h: memory that is given back all at once.
 *
 * An arena is one reserved stretch of addresses with a mark that moves up; pages are only used
 * when they are touched. Data that lives as long as its owner is taken from an arena passed as a
 * pointer (`struct xw_arena *keep`). Working space is taken from an arena passed by value
 * (`struct xw_arena scratch`): the copy's mark moves, the caller's does not, so that returning
 * gives everything back. keep and scratch are never the same arena.
 */
#ifndef XW_ARENA_H
#define XW_ARENA_H
#include "xuewei/status.h"
#include <stddef.h>
#include <stdint.h>

struct xw_arena {
    char *base, *at, *end; /* base <= at <= end; all NULL before init and after free */
    char *
        *brought; /* how far pages of large pieces were brought at once, known to all copies; NULL:
                       part of another arena, pages come as they are touched */
};

#define XW_ARENA_USUAL ((size_t)8 << 30) /* [bytes] of addresses, not of memory */

/* Reserve addresses. XW_NO_MEMORY when the system refuses; the arena is then {0}. */
XW_CHECKED enum xw_status xw_arena_init(struct xw_arena *arena, size_t reserve_bytes);

/* Safe on {0} and a second time. */
void xw_arena_free(struct xw_arena *arena);

/* Forget what was taken; the addresses stay, and so do the pages that were touched. */
void xw_arena_reset(struct xw_arena *arena);

/* count objects of size bytes, zeroed. NULL when there is no room or count < 0. count = 0 gives a
 * valid pointer to nothing. */
void *xw_arena_take(struct xw_arena *arena, ptrdiff_t count, size_t size, size_t align);
/* The same with whatever the memory holds: for columns that are written whole before they are read. */
void *xw_arena_take_raw(struct xw_arena *arena, ptrdiff_t count, size_t size, size_t align);
#define XW_TAKE(arena, count, type)                                                                \
    ((type *)xw_arena_take((arena), (ptrdiff_t)(count), sizeof(type), _Alignof(type)))
#define XW_TAKE_RAW(arena, count, type)                                                            \
    ((type *)xw_arena_take_raw((arena), (ptrdiff_t)(count), sizeof(type), _Alignof(type)))

/* A copy of a text; of its first length bytes; a formatted text. NULL when there is no room. */
char *xw_arena_text(struct xw_arena *arena, const char *text);
char *xw_arena_text_n(struct xw_arena *arena, const char *text, ptrdiff_t length);
__attribute__((format(printf, 2, 3))) char *xw_arena_format(struct xw_arena *arena,
                                                            const char *format, ...);

#endif
