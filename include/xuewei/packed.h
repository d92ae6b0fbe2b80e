/* packed.h: columns of whole numbers as bytes: 32-bit, least byte first, packed by zlib (RFC 1950).
 *
 * The bytes do not depend on the machine. They may on the version of zlib, whose key stands in the
 * run file beside those of the other libraries.
 */
#ifndef XW_PACKED_H
#define XW_PACKED_H
#include "xuewei/status.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct z_stream_s;

/* Packs column after column; one thread at a time. */
struct xw_packer {
    struct z_stream_s *stream; /* NULL when closed */
};

/* XW_NO_MEMORY. */
XW_CHECKED enum xw_status xw_packer_open(struct xw_packer *packer);
void xw_packer_close(struct xw_packer *packer); /* safe on {0} and a second time */

/* [bytes] The most that a column of count numbers takes. */
ptrdiff_t xw_packed_most(int32_t count);

/* Pack a column; bytes has room for xw_packed_most(count). Returns how many were written. No allocation. */
ptrdiff_t xw_pack(struct xw_packer *packer, const int32_t *value, int32_t count, uint8_t *bytes);

/* Unpack exactly count numbers; false when the bytes are damaged or of another count. */
bool xw_unpack(const uint8_t *bytes, ptrdiff_t length, int32_t count, int32_t *value);

#endif
