#include "xuewei/diag.h"
#include <stdarg.h>
#include <string.h>

enum xw_status xw_diag_init(struct xw_diag *diag)
{
    *diag = (struct xw_diag){ 0 };
    return xw_arena_init(&diag->arena, (size_t)1 << 30);
}

void xw_diag_free(struct xw_diag *diag)
{
    xw_arena_free(&diag->arena);
    *diag = (struct xw_diag){ 0 };
}

/* A copy of text on one line: control characters are written as escapes, so that a cell with a line
 * end or a terminal's codes cannot break the listing, and what lies beyond the given number of
 * characters is cut. NULL when the arena is full. */
static const char *kept_n(struct xw_diag *diag, const char *text, int32_t characters)
{
    ptrdiff_t most = 4 * (ptrdiff_t)strnlen(text, 4 * (size_t)characters); /* \x1B for each byte */
    char *copy = xw_arena_take(&diag->arena, most + 4, 1, 1);
    char *to = copy;
    if (copy == NULL) return NULL;
    while (*text != '\0' && characters-- > 0) {
        unsigned char byte = (unsigned char)*text++;
        if (byte == '\n' || byte == '\r' || byte == '\t') {
            *to++ = '\\';
            *to++ = byte == '\n' ? 'n' : byte == '\r' ? 'r' : 't';
        } else if (byte < 0x20 || byte == 0x7F) {
            to += sprintf(to, "\\x%02X", (unsigned)byte);
        } else {
            *to++ = (char)byte;
            for (int more = 0; more < 3 && ((unsigned char)*text & 0xC0) == 0x80; more++)
                *to++ = *text++;
        }
    }
    strcpy(to, *text == '\0' ? "" : "...");
    diag->arena.at = to + strlen(to) + 1; /* what was taken in vain is given back */
    return copy;
}

#define VALUE_CHARACTERS    100 /* of a value found */
#define SENTENCE_CHARACTERS 2000

static const char *kept(struct xw_diag *diag, const char *text)
{
    return text == NULL ? NULL : kept_n(diag, text, SENTENCE_CHARACTERS);
}

static struct xw_place kept_place(struct xw_diag *diag, struct xw_place at)
{
    at.file = kept(diag, at.file);
    at.field = kept(diag, at.field);
    return at;
}

static const char *kept_format(struct xw_diag *diag, const char *format, va_list args)
{
    char text[4 * SENTENCE_CHARACTERS + 8];
    vsnprintf(text, sizeof text, format, args);
    return kept(diag, text);
}

void xw_diag_refuse(struct xw_diag *diag, struct xw_place at, const char *found,
                    const char *accepted, ...)
{
    if (diag->refused++ >= XW_DIAG_SHOWN) return;
    struct xw_refusal *r = &diag->refusal[diag->refused - 1];
    va_list args;
    va_start(args, accepted);
    r->accepted = kept_format(diag, accepted, args);
    va_end(args);
    r->at = kept_place(diag, at);
    found = kept_n(diag, found, VALUE_CHARACTERS);
    r->text = xw_arena_format(&diag->arena, "\"%s\" is not accepted", found == NULL ? "" : found);
}

void xw_diag_fault(struct xw_diag *diag, struct xw_place at, const char *sentence, ...)
{
    if (diag->refused++ >= XW_DIAG_SHOWN) return;
    struct xw_refusal *r = &diag->refusal[diag->refused - 1];
    va_list args;
    va_start(args, sentence);
    r->text = kept_format(diag, sentence, args);
    va_end(args);
    r->at = kept_place(diag, at);
    r->accepted = NULL;
}

void xw_diag_doubt(struct xw_diag *diag, struct xw_place at, const char *code, const char *zh,
                   const char *en)
{
    if (diag->doubts == diag->doubt_room) {
        int32_t room = diag->doubt_room == 0 ? 64 : 2 * diag->doubt_room;
        struct xw_doubt *more = XW_TAKE(&diag->arena, room, struct xw_doubt);
        if (more == NULL) return; /* a gigabyte of doubts has been said */
        if (diag->doubts > 0) memcpy(more, diag->doubt, (size_t)diag->doubts * sizeof *more);
        diag->doubt = more;
        diag->doubt_room = room;
    }
    struct xw_doubt doubt = { .at = kept_place(diag, at),
                              .code = kept(diag, code),
                              .zh = kept(diag, zh),
                              .en = kept(diag, en) };
    if (doubt.code == NULL || doubt.zh == NULL || doubt.en == NULL) return;
    diag->doubt[diag->doubts++] = doubt;
}

static void print_place(const struct xw_place *at, FILE *to)
{
    if (at->file != NULL) fprintf(to, "%s:", at->file);
    if (at->line > 0) fprintf(to, "%d:", (int)at->line);
    if (at->line > 0 && at->column > 0) fprintf(to, "%d:", (int)at->column);
    if (at->file != NULL) fputc(' ', to);
}

void xw_diag_print_refusals(const struct xw_diag *diag, FILE *to)
{
    int32_t shown = diag->refused < XW_DIAG_SHOWN ? diag->refused : XW_DIAG_SHOWN;
    for (int32_t i = 0; i < shown; i++) {
        const struct xw_refusal *r = &diag->refusal[i];
        print_place(&r->at, to);
        if (r->at.field != NULL) fprintf(to, "%s: ", r->at.field);
        fprintf(to, "%s\n", r->text == NULL ? "memory is used up" : r->text);
        if (r->accepted != NULL) fprintf(to, "    accepted: %s\n", r->accepted);
    }
    int32_t more = diag->refused - shown;
    if (more > 0) fprintf(to, "and %d more fault%s\n", (int)more, more == 1 ? "" : "s");
}

void xw_diag_print_doubts(const struct xw_diag *diag, FILE *to)
{
    xw_diag_print_doubts_after(diag, 0, to);
}

void xw_diag_print_doubts_after(const struct xw_diag *diag, int32_t skipped, FILE *to)
{
    for (int32_t i = skipped; i < diag->doubts; i++) {
        const struct xw_doubt *d = &diag->doubt[i];
        print_place(&d->at, to);
        fputs("doubt: ", to);
        if (d->at.field != NULL) fprintf(to, "%s: ", d->at.field);
        fprintf(to, "%s [%s]\n", d->en, d->code);
    }
}
