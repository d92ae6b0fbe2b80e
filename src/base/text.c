#include "xuewei/text.h"
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool xw_text_to_int64(const char *text, int64_t *out)
{
    bool below = *text == '-';
    const char *at = text + below;
    if (!is_digit(*at)) return false;

    /* Summed below zero, because INT64_MIN has no positive twin. */
    int64_t sum = 0;
    for (; is_digit(*at); at++) {
        int digit = *at - '0';
        if (__builtin_mul_overflow(sum, 10, &sum)) return false;
        if (__builtin_sub_overflow(sum, digit, &sum)) return false;
    }
    if (*at != '\0') return false;
    if (!below && sum == INT64_MIN) return false;
    *out = below ? sum : -sum;
    return true;
}

bool xw_text_to_int32(const char *text, int32_t *out)
{
    int64_t wide;
    if (!xw_text_to_int64(text, &wide)) return false;
    if (wide < INT32_MIN || wide > INT32_MAX) return false;
    *out = (int32_t)wide;
    return true;
}

/* -?(digits[.digits] | .digits)(e[+-]digits)? and nothing after it. */
static bool looks_like_a_number(const char *at)
{
    if (*at == '-') at++;
    int32_t digits = 0;
    for (; is_digit(*at); at++)
        digits = 1;
    if (*at == '.') at++;
    for (; is_digit(*at); at++)
        digits = 1;
    if (digits == 0) return false;
    if (*at == 'e' || *at == 'E') {
        at++;
        if (*at == '-' || *at == '+') at++;
        if (!is_digit(*at)) return false;
        while (is_digit(*at))
            at++;
    }
    return *at == '\0';
}

bool xw_text_to_double(const char *text, double *out)
{
    if (!looks_like_a_number(text)) return false;
    locale_t c = newlocale(LC_ALL_MASK, "C", (locale_t)0); /* glibc hands out a constant */
    if (c == (locale_t)0) return false;
    double value = strtod_l(text, NULL, c);
    freelocale(c);
    if (!isfinite(value)) return false;
    *out = value;
    return true;
}

const char *xw_text_amount(double amount, char text[XW_TEXT_AMOUNT])
{
    int decimals = 0;
    for (double limit = 99.95; decimals < 6 && amount < limit; limit /= 10.0)
        decimals++;
    if (amount > 0.0 && (amount < 1e-4 || amount >= 1e15))
        snprintf(text, XW_TEXT_AMOUNT, "%.3g", amount);
    else
        snprintf(text, XW_TEXT_AMOUNT, "%.*f", amount > 0.0 ? decimals : 0, amount);
    return text;
}

const char *xw_text_years(int32_t first, int32_t years, const uint8_t *in, char *text, size_t size)
{
    enum { SPAN = 32 }; /* ", 2017-2019", and room for ", ..." */
    size_t length = 0;
    text[0] = '\0';
    for (int32_t y = 0, last; y < years; y = last + 1) {
        last = y;
        if (!in[y]) continue;
        while (last + 1 < years && in[last + 1])
            last++;
        const char *comma = length == 0 ? "" : ", ";
        if (length + SPAN > size) {
            snprintf(text + length, size - length, ", ...");
            break;
        }
        length += (size_t)snprintf(text + length, size - length, "%s%d", comma, (int)(first + y));
        if (last > y)
            length += (size_t)snprintf(text + length, size - length, "-%d", (int)(first + last));
    }
    return text;
}

static int32_t digits_of(const char *text, int32_t from, int32_t count)
{
    int32_t value = 0;
    for (int32_t i = from; i < from + count; i++)
        value = 10 * value + (text[i] - '0');
    return value;
}

bool xw_text_to_date(const char *text, int16_t *year, int8_t *month, int8_t *day)
{
    static const char shape[] = "dddd-dd-dd";
    static const int8_t days_in[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    for (int32_t i = 0; i < (int32_t)sizeof shape; i++) /* the closing NUL is compared too */
        if (shape[i] == 'd' ? !is_digit(text[i]) : text[i] != shape[i]) return false;

    int32_t y = digits_of(text, 0, 4), m = digits_of(text, 5, 2), d = digits_of(text, 8, 2);
    if (y < 1 || m < 1 || m > 12 || d < 1) return false;
    bool leap = (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
    if (d > days_in[m - 1] + (leap && m == 2)) return false;
    *year = (int16_t)y;
    *month = (int8_t)m;
    *day = (int8_t)d;
    return true;
}

/* Bytes of the valid UTF-8 sequence that starts at text, or 0 (Unicode 15, table 3-7). */
static int32_t sequence(const unsigned char *text, ptrdiff_t length)
{
    unsigned char lead = text[0], low = 0x80, high = 0xBF;
    int32_t bytes;
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead <= 0xDF) {
        bytes = 2;
    } else if (lead >= 0xE0 && lead <= 0xEF) {
        bytes = 3;
        if (lead == 0xE0) low = 0xA0;
        if (lead == 0xED) high = 0x9F;
    } else if (lead >= 0xF0 && lead <= 0xF4) {
        bytes = 4;
        if (lead == 0xF0) low = 0x90;
        if (lead == 0xF4) high = 0x8F;
    } else {
        return 0;
    }
    if (length < bytes || text[1] < low || text[1] > high) return 0;
    for (int32_t i = 2; i < bytes; i++)
        if ((text[i] & 0xC0) != 0x80) return 0;
    return bytes;
}

/* The characters of a word, Latin letters in lower case; a byte that is not UTF-8 stands for
 * itself. -1 when there are more than XW_TEXT_WORD. */
static int32_t characters_of(const char *word, uint32_t out[XW_TEXT_WORD])
{
    ptrdiff_t length = (ptrdiff_t)strlen(word);
    const unsigned char *at = (const unsigned char *)word, *end = at + length;
    int32_t count = 0;
    while (at < end) {
        if (count == XW_TEXT_WORD) return -1;
        int32_t bytes = sequence(at, end - at);
        uint32_t character = 0; /* the raw bytes are as good for comparing as the code point */
        for (int32_t i = 0; i < (bytes == 0 ? 1 : bytes); i++)
            character = character << 8 | at[i];
        if (character >= 'A' && character <= 'Z') character += 'a' - 'A';
        out[count++] = character;
        at += bytes == 0 ? 1 : bytes;
    }
    return count;
}

static int32_t least(int32_t a, int32_t b)
{
    return a < b ? a : b;
}

/* Damerau-Levenshtein distance in its restricted form (optimal string alignment): insert, delete,
 * replace, swap two neighbours, no place edited twice. */
static int32_t distance(const uint32_t *a, int32_t a_count, const uint32_t *b, int32_t b_count)
{
    int32_t rows[3][XW_TEXT_WORD + 1];
    int32_t *before = rows[0], *last = rows[1], *now = rows[2];
    for (int32_t j = 0; j <= b_count; j++)
        last[j] = j;
    for (int32_t i = 1; i <= a_count; i++) {
        now[0] = i;
        for (int32_t j = 1; j <= b_count; j++) {
            now[j] = least(last[j] + 1, now[j - 1] + 1);
            now[j] = least(now[j], last[j - 1] + (a[i - 1] != b[j - 1]));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                now[j] = least(now[j], before[j - 2] + 1);
        }
        int32_t *free_row = before;
        before = last;
        last = now;
        now = free_row;
    }
    return last[b_count];
}

const char *xw_text_nearest(const char *word, const char *const *known, int32_t count)
{
    uint32_t mine[XW_TEXT_WORD], theirs[XW_TEXT_WORD];
    int32_t length = characters_of(word, mine);
    if (length < 0) return NULL;
    const char *best = NULL;
    int32_t best_distance = (length < 3 ? 1 : length / 3) + 1;
    for (int32_t k = 0; k < count; k++) {
        int32_t known_length = characters_of(known[k], theirs);
        if (known_length < 0) continue;
        int32_t d = distance(mine, length, theirs, known_length);
        /* A distance of the longer word's length means that no character was kept: "x" is not a
         * misspelt "f". */
        int32_t longer = length > known_length ? length : known_length;
        if (d < best_distance && d < longer) {
            best = known[k];
            best_distance = d;
        }
    }
    return best;
}

ptrdiff_t xw_text_utf8_fault(const char *text, ptrdiff_t length)
{
    const unsigned char *bytes = (const unsigned char *)text;
    for (ptrdiff_t at = 0; at < length;) {
        int32_t step = sequence(bytes + at, length - at);
        if (step == 0) return at;
        at += step;
    }
    return -1;
}

ptrdiff_t xw_text_characters(const char *text, ptrdiff_t length)
{
    ptrdiff_t count = 0;
    for (ptrdiff_t i = 0; i < length; i++)
        count += ((unsigned char)text[i] & 0xC0) != 0x80; /* continuation bytes do not count */
    return count;
}
