#include "pdf_plain.h"
#include <string.h>

/* Behind a literal string "(...)" or a hexadecimal one "<...>" at `at`; NULL when none stands there. */
static char *behind_string(char *at, const char *end)
{
    if (at < end && *at == '<' && at + 1 < end && at[1] != '<') {
        char *close = memchr(at, '>', (size_t)(end - at));
        return close == NULL ? NULL : close + 1;
    }
    if (at >= end || *at != '(') return NULL;
    int deep = 0;
    for (; at < end; at++) {
        if (*at == '\\')
            at++;
        else if (*at == '(')
            deep++;
        else if (*at == ')' && --deep == 0)
            return at + 1;
    }
    return NULL;
}

static char *behind_blanks(char *at, const char *end)
{
    while (at < end && (*at == ' ' || *at == '\n' || *at == '\r'))
        at++;
    return at;
}

/* The value of `key` within from .. end: *at its first byte; returns behind it, NULL when there is none. */
static char *value_of(char *from, char *end, const char *key, char **name, char **at)
{
    size_t length = strlen(key);
    *name = memmem(from, (size_t)(end - from), key, length);
    if (*name == NULL) return NULL;
    *at = behind_blanks(*name + length, end);
    return behind_string(*at, end);
}

static void blank(char *from, const char *to)
{
    memset(from, ' ', (size_t)(to - from));
}

/* The dictionary "N 0 obj << ... >>" of the number that stands behind `key` in the trailer. */
static char *object_of(char *bytes, char *end, char *trailer, const char *key)
{
    char *at = memmem(trailer, (size_t)(end - trailer), key, strlen(key));
    if (at == NULL) return NULL;
    at = behind_blanks(at + strlen(key), end);
    char want[32] = "\n";
    size_t n = 1;
    while (at < end && *at >= '0' && *at <= '9' && n < 16)
        want[n++] = *at++;
    strcpy(want + n, " 0 obj");
    char *object = memmem(bytes, (size_t)(end - bytes), want, strlen(want));
    return object;
}

/* The two identifiers "/ID [<..> <..>]" of the trailer; the array's own place only. */
static void blank_identifiers(char *trailer, char *end)
{
    char *name = memmem(trailer, (size_t)(end - trailer), "/ID", 3);
    if (name == NULL) return;
    char *open = behind_blanks(name + 3, end);
    if (open >= end || *open != '[') return;
    char *close = open;
    while (close != NULL && close < end && *close != ']') {
        char *next = behind_string(close, end);
        close = next != NULL ? next : close + 1;
    }
    if (close != NULL && close < end) blank(name, close + 1);
}

bool xw_pdf_plain(char *bytes, ptrdiff_t length)
{
    static const char *const keys[] = { "/CreationDate", "/ModDate", "/Creator" };
    char *end = bytes + length;
    if (length < 8 || memcmp(bytes, "%PDF-", 5) != 0) return false;
    /* The last of its kind: an earlier word may stand in a text. */
    char *trailer = NULL;
    for (char *at = bytes; (at = memmem(at, (size_t)(end - at), "\ntrailer", 8)) != NULL; at += 8)
        trailer = at;
    if (trailer == NULL || memmem(trailer, (size_t)(end - trailer), "%%EOF", 5) == NULL)
        return false;
    char *info = object_of(bytes, end, trailer, "/Info");
    char *after = info != NULL ? memmem(info, (size_t)(end - info), "endobj", 6) : NULL;
    if (after == NULL) return false;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        char *name, *at, *behind = value_of(info, after, keys[i], &name, &at);
        if (behind != NULL) blank(name, behind);
    }
    blank_identifiers(trailer, end);
    return true;
}
