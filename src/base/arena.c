#include "xuewei/arena.h"
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

/* Before the base lies what all copies of an arena share: the mark of its pages. */
enum { SHARED = 64, PAGE = 4096, LARGE = 4 * PAGE };

enum xw_status xw_arena_init(struct xw_arena *arena, size_t reserve_bytes)
{
    *arena = (struct xw_arena){ 0 };
    if (reserve_bytes == 0 || reserve_bytes > (size_t)PTRDIFF_MAX - SHARED) return XW_NO_MEMORY;
    /* Addresses are cheap and pages come when they are touched: a reservation never has to grow, so
     * that a copy of the mark (scratch by value) can never see memory move. */
    char *at = mmap(NULL, reserve_bytes + SHARED, PROT_READ | PROT_WRITE,
                    MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if ((void *)at == MAP_FAILED) return XW_NO_MEMORY;
    arena->base = arena->at = at + SHARED;
    arena->end = arena->base + reserve_bytes;
    arena->brought = (void *)at;
    *arena->brought = at;
    return XW_OK;
}

void xw_arena_free(struct xw_arena *arena)
{
    if (arena->base != NULL)
        munmap(arena->base - SHARED, (size_t)(arena->end - arena->base) + SHARED);
    *arena = (struct xw_arena){ 0 };
}

void xw_arena_reset(struct xw_arena *arena)
{
    arena->at = arena->base;
}

/* Fresh pages of a large piece come by one call: touched one by one, each would stop the program once
 * (madvise(2), Linux 5.14; where there is no such call they come when they are touched). What was brought
 * once is not asked for again: arenas are reset and taken anew many times. */
static void bring_pages(struct xw_arena *arena, char *at, size_t bytes)
{
#ifdef MADV_POPULATE_WRITE
    if (bytes < LARGE || arena->brought == NULL || at + bytes <= *arena->brought) return;
    char *from = at - (uintptr_t)at % PAGE;
    if (from < *arena->brought) from = *arena->brought;
    size_t fresh = (size_t)(at + bytes - from);
    (void)madvise(from, fresh, MADV_POPULATE_WRITE);
    *arena->brought = from + (fresh + PAGE - 1) / PAGE * PAGE;
#else
    (void)arena, (void)at, (void)bytes;
#endif
}

void *xw_arena_take_raw(struct xw_arena *arena, ptrdiff_t count, size_t size, size_t align)
{
    if (count < 0 || arena->base == NULL) return NULL;
    size_t padding = (size_t)(-(uintptr_t)arena->at & (align - 1));
    size_t room = (size_t)(arena->end - arena->at);
    if (padding > room || (size != 0 && (size_t)count > (room - padding) / size)) return NULL;
    char *taken = arena->at + padding;
    size_t bytes = (size_t)count * size;
    arena->at = taken + bytes;
    bring_pages(arena, taken, bytes);
    return taken;
}

void *xw_arena_take(struct xw_arena *arena, ptrdiff_t count, size_t size, size_t align)
{
    void *taken = xw_arena_take_raw(arena, count, size, align);
    /* Pages may hold what an earlier scratch left. */
    return taken == NULL ? NULL : memset(taken, 0, (size_t)count * size);
}

char *xw_arena_text_n(struct xw_arena *arena, const char *text, ptrdiff_t length)
{
    if (length < 0) return NULL;
    char *copy = xw_arena_take(arena, length + 1, 1, 1);
    if (copy != NULL) memcpy(copy, text, (size_t)length);
    return copy;
}

char *xw_arena_text(struct xw_arena *arena, const char *text)
{
    return xw_arena_text_n(arena, text, (ptrdiff_t)strlen(text));
}

char *xw_arena_format(struct xw_arena *arena, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *text = length < 0 ? NULL : xw_arena_take(arena, (ptrdiff_t)length + 1, 1, 1);
    if (text != NULL) vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    return text;
}
