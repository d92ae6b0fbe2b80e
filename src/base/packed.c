#include "xuewei/packed.h"
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

/* Level 1 is three times as fast as the usual one and packs draws but 6 % worse; a column is far
 * smaller than a window of 32 KB, which would be cleared for each one. */
enum { LEVEL = 1, WINDOW_BITS = 12, MEMORY = 5 };

enum xw_status xw_packer_open(struct xw_packer *packer)
{
    packer->stream = calloc(1, sizeof *packer->stream);
    if (packer->stream == NULL) return XW_NO_MEMORY;
    if (deflateInit2(packer->stream, LEVEL, Z_DEFLATED, WINDOW_BITS, MEMORY, Z_DEFAULT_STRATEGY) ==
        Z_OK)
        return XW_OK;
    free(packer->stream);
    packer->stream = NULL;
    return XW_NO_MEMORY;
}

void xw_packer_close(struct xw_packer *packer)
{
    if (packer->stream != NULL) deflateEnd(packer->stream);
    free(packer->stream);
    packer->stream = NULL;
}

/* What deflateBound promises for any parameters but the usual ones (zlib 1.2.13, deflate.c). */
ptrdiff_t xw_packed_most(int32_t count)
{
    ptrdiff_t length = (ptrdiff_t)count * 4;
    return length + (length >> 5) + (length >> 7) + (length >> 11) + 64;
}

#define STRETCH 1024 /* numbers turned into bytes at a time */

ptrdiff_t xw_pack(struct xw_packer *packer, const int32_t *value, int32_t count, uint8_t *bytes)
{
    z_stream *z = packer->stream;
    uint8_t raw[4 * STRETCH];
    deflateReset(z);
    z->next_out = bytes;
    z->avail_out = (uInt)xw_packed_most(count);
    int32_t done = 0;
    do {
        int32_t n = count - done < STRETCH ? count - done : STRETCH;
        for (int32_t i = 0; i < n; i++)
            for (int b = 0; b < 4; b++)
                raw[4 * i + b] = (uint8_t)((uint32_t)value[done + i] >> (8 * b));
        done += n;
        z->next_in = raw;
        z->avail_in = (uInt)(4 * n);
        deflate(z, done == count ? Z_FINISH : Z_NO_FLUSH);
    } while (done < count);
    return (ptrdiff_t)z->total_out;
}

bool xw_unpack(const uint8_t *bytes, ptrdiff_t length, int32_t count, int32_t *value)
{
    z_stream z = { .avail_in = (uInt)length };
    uint8_t raw[4 * STRETCH];
    int32_t done = 0;
    memcpy(&z.next_in, &bytes, sizeof bytes); /* zlib reads through a pointer that is not const */
    if (inflateInit(&z) != Z_OK) return false;
    int state = Z_OK;
    while (state == Z_OK) {
        z.next_out = raw;
        z.avail_out = sizeof raw;
        state = inflate(&z, Z_NO_FLUSH);
        int32_t bytes_got = (int32_t)(sizeof raw - z.avail_out), got = bytes_got / 4;
        if (state < 0 || bytes_got % 4 != 0 || got > count - done) {
            state = Z_DATA_ERROR;
            break;
        }
        for (int32_t i = 0; i < got; i++) {
            uint32_t number = 0;
            for (int b = 3; b >= 0; b--)
                number = number << 8 | raw[4 * i + b];
            value[done + i] = (int32_t)number;
        }
        done += got;
    }
    bool whole = state == Z_STREAM_END && done == count && z.avail_in == 0;
    inflateEnd(&z);
    return whole;
}
