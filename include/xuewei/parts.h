/* parts.h: blocks of replicates on disk while an ensemble runs, so that an interrupted run goes on
 * where it stopped and memory does not grow with the replicates.
 *
 * A part is a block of replicates that is done: the 32-bit numbers of all cells, [cell][replicate of
 * the block]. It is written under another name and renamed when whole. Its head has an identity, the
 * SHA-256 of all that makes the numbers, and its end a checksum: a part of another scenario, seed or
 * program, or a damaged one, does not count and is written anew. Parts are of the machine's byte order
 * and never leave it; the folder is removed when the run file is complete.
 */
#ifndef XW_PARTS_H
#define XW_PARTS_H
#include "xuewei/arena.h"
#include <stdbool.h>

/* Replicates a part. Fixed, so that what is on disk does not depend on the threads. */
#define XW_PARTS_BLOCK 25

struct xw_parts {
    int32_t cells, replicates, blocks;
    const char *trouble; /* why the last call of the opener's thread failed, or NULL; in keep */
    /* private */
    struct xw_arena *keep;
    const char *folder;
    char identity[65];
    int in, lock; /* file descriptors of the folder and of its lock; -1 when closed */
};

/* Open the folder, which is made when it is missing, and keep others out of it.
 *
 *   identity  64 hex digits of all that makes the numbers; with it go cells and replicates
 *   folder    borrowed
 *
 * XW_IO when the folder cannot be made or written, or when another process works in it. */
XW_CHECKED enum xw_status xw_parts_open(struct xw_parts *parts, struct xw_arena *keep,
                                        const char *folder, const char *identity, int32_t cells,
                                        int32_t replicates);

/* Leave the folder as it stands; safe on {0} and a second time. */
void xw_parts_close(struct xw_parts *parts);

/* Remove every part, and the folder when nothing else is in it. Also closes. */
void xw_parts_remove(struct xw_parts *parts);

/* First replicate (counted from 0) and number of replicates of a block. */
int32_t xw_parts_first(const struct xw_parts *parts, int32_t block);
int32_t xw_parts_count(const struct xw_parts *parts, int32_t block);

/* Whether a whole part of this ensemble stands on disk. Reads all of it. Any thread. */
bool xw_parts_done(const struct xw_parts *parts, int32_t block);

/* Write a block: value [cells][replicates of the block]. XW_IO: errno says why. No allocation; any
 * thread, one a block. */
XW_CHECKED enum xw_status xw_parts_write(const struct xw_parts *parts, int32_t block,
                                         const int32_t *value);

/* Read the cells first .. first + count - 1 of one block into columns of all replicates: value
 * [count][replicates], of which the block's are written. room has space for count times
 * XW_PARTS_BLOCK. XW_IO when the part is gone or short. Any thread. */
XW_CHECKED enum xw_status xw_parts_read(const struct xw_parts *parts, int32_t block, int32_t first,
                                        int32_t count, int32_t *room, int32_t *value);

#endif
