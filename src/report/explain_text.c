/* An explanation for a reader: one term a line, tapes indented under their result. */
#include "explain_pen.h"
#include "numbers.h"
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { LABEL_LEAST = 40, LABEL_MOST = 72, VALUE = 14 };

enum { RULES = 60, COLUMN = 11 };

struct page {
    const struct xw_explainer *of;
    FILE *to;
    int label;     /* columns before the values */
    int32_t rules; /* of the number being printed: they stand under it, by number */
    const char *rule[RULES];
};

static const char *word(const struct page *p, enum xw_key key)
{
    return p->of->words->say[key];
}

/* Columns that a text takes: wide characters (East Asian) two, others one. */
static int width_of(const char *text)
{
    int width = 0;
    for (const unsigned char *c = (const unsigned char *)text; *c != 0;) {
        uint32_t point = *c < 0x80 ? *c : *c < 0xE0 ? *c & 0x1Fu : *c < 0xF0 ? *c & 0x0Fu : *c & 7u;
        for (c++; (*c & 0xC0) == 0x80; c++)
            point = point << 6 | (*c & 0x3Fu);
        bool wide = (point >= 0x1100 && point <= 0x115F) || (point >= 0x2E80 && point <= 0xA4CF) ||
                    (point >= 0xAC00 && point <= 0xD7A3) || (point >= 0xF900 && point <= 0xFAFF) ||
                    (point >= 0xFE30 && point <= 0xFE6F) || (point >= 0xFF00 && point <= 0xFF60) ||
                    (point >= 0xFFE0 && point <= 0xFFE6) || point >= 0x20000;
        width += wide ? 2 : 1;
    }
    return width;
}

static void pad(const struct page *p, int columns)
{
    for (; columns > 0; columns--)
        fputc(' ', p->to);
}

/* 12,345 and 0.1234 */
static const char *number(double value, char text[40])
{
    char plain[40];
    bool minus = value < 0.0;
    snprintf(plain, sizeof plain, "%.6f", fabs(value));
    size_t whole = strcspn(plain, "."), end = strlen(plain), n = 0;
    while (end > whole && (plain[end - 1] == '0' || plain[end - 1] == '.'))
        if (plain[--end] == '.') break;
    if (minus) n = (size_t)snprintf(text, 40, "−");
    for (size_t i = 0; i < end; i++) {
        if (i > 0 && i < whole && (whole - i) % 3 == 0) text[n++] = ',';
        text[n++] = plain[i];
    }
    text[n] = '\0';
    return text;
}

static const char *glyph(enum xw_evidence evidence)
{
    static const char *const of[] = { "●", "◐", "○", " " };
    return of[evidence];
}

/* What stands before the label; the first term of a tape stands for itself. */
static const char *sign(const struct xw_explain_term *t, bool first)
{
    static const char *const of[XW_OPS] = { "+ ", "− ", "× ", "÷ ", "mod ", "min ", "max ",
                                            "→ ", "→ ", "→ ", "→ ", "→ ",   "= " };
    return first && (t->op == XW_OP_ADD || t->op == XW_OP_MOST) ? "" : of[t->op];
}

static void print_rows(const struct page *p, const struct xw_explain_term *t)
{
    for (int32_t i = 0; i < t->spans; i++) {
        const struct xw_explain_lines *s = &t->span[i];
        const char *slash = strrchr(s->file, '/');
        bool same = i > 0 && strcmp(s->file, t->span[i - 1].file) == 0;
        if (same)
            fprintf(p->to, ", %d", (int)s->from);
        else
            fprintf(p->to, "%s%s:%d", i == 0 ? "" : "; ", slash == NULL ? s->file : slash + 1,
                    (int)s->from);
        if (s->to > s->from) fprintf(p->to, "-%d", (int)s->to);
    }
}

/* Columns that the labels of a tape want. */
static int label_width(const struct xw_explain_term *of, int depth)
{
    int most = 0;
    for (const struct xw_explain_term *t = of->first; t != NULL; t = t->next) {
        int own = 2 * depth + width_of(sign(t, t == of->first)) + width_of(t->label);
        int deeper = label_width(t, depth + 1);
        if (own <= LABEL_MOST && own > most) most = own;
        if (deeper > most) most = deeper;
    }
    return most;
}

/* Its number; without room for one the rule itself. */
static void print_rule(struct page *p, const char *rule)
{
    int32_t n = 0;
    while (n < p->rules && strcmp(p->rule[n], rule) != 0)
        n++;
    if (n == RULES) {
        fprintf(p->to, "  (%s)", rule);
        return;
    }
    if (n == p->rules) p->rule[p->rules++] = rule;
    fprintf(p->to, "  (%d)", (int)n + 1);
}

static void print_tape(struct page *p, const struct xw_explain_term *of, int depth)
{
    char text[40];
    for (const struct xw_explain_term *t = of->first; t != NULL; t = t->next) {
        const char *before = sign(t, t == of->first);
        pad(p, 2 * depth);
        fprintf(p->to, "%s%s", before, t->label);
        number(t->value, text);
        int left = p->label - 2 * depth - width_of(before) - width_of(t->label);
        pad(p, left > 1 ? left : 1);
        pad(p, VALUE - width_of(text));
        fprintf(p->to, "%s", text);
        bool more = t->spans > 0 || t->rule != NULL || t->reason != NULL;
        if (more || t->evidence != XW_EVIDENCE_COUNT) fprintf(p->to, "  %s", glyph(t->evidence));
        if (t->spans > 0) {
            fputc(' ', p->to);
            print_rows(p, t);
        }
        if (t->reason != NULL) fprintf(p->to, "  [%s]", t->reason);
        if (t->rule != NULL) print_rule(p, t->rule);
        fputc('\n', p->to);
        print_tape(p, t, depth + 1);
    }
}

/* Every source of a tape once. */
enum { SOURCES = 40 };
struct sources {
    int32_t count;
    const struct xw_explain_term *term[SOURCES];
};

static void gather(const struct xw_explain_term *of, struct sources *s)
{
    for (const struct xw_explain_term *t = of->first; t != NULL; t = t->next) {
        bool known = t->source == NULL || t->spans == 0;
        for (int32_t i = 0; i < s->count && !known; i++)
            known = strcmp(s->term[i]->source, t->source) == 0 &&
                    strcmp(s->term[i]->span[0].file, t->span[0].file) == 0;
        if (!known && s->count < SOURCES) s->term[s->count++] = t;
        gather(t, s);
    }
}

static void print_sources(const struct page *p, const struct xw_explain_term *sum)
{
    struct sources s = { 0 };
    gather(sum, &s);
    for (int32_t i = 0; i < s.count; i++) {
        const char *file = s.term[i]->span[0].file, *slash = strrchr(file, '/');
        fprintf(p->to, "  %s  %s %s: %s\n", word(p, XW_SAY_X_SOURCE), glyph(s.term[i]->evidence),
                slash == NULL ? file : slash + 1, s.term[i]->source);
    }
}

static const char *filled(const struct page *p, enum xw_key key, const char *const *arguments,
                          struct xw_arena *scratch)
{
    const char *text = xw_said(scratch, word(p, key), arguments);
    return text == NULL ? "" : text;
}

static void print_ways(const struct page *p, const struct xw_explain_round *r)
{
    static const enum xw_key heads[] = { XW_SAY_X_WAY_METRES, XW_SAY_X_WAY_COST,
                                         XW_SAY_X_WAY_PRICE,  XW_SAY_X_WAY_REDUCED,
                                         XW_SAY_X_WAY_PUPILS, XW_SAY_X_WAY_FREE };
    int columns = 6;
    pad(p, 4);
    fprintf(p->to, "%s", word(p, XW_SAY_X_WAY_SCHOOL));
    pad(p, 14 - width_of(word(p, XW_SAY_X_WAY_SCHOOL)));
    for (int c = 0; c < columns; c++) {
        pad(p, COLUMN - width_of(word(p, heads[c])));
        fprintf(p->to, "%s", word(p, heads[c]));
    }
    fprintf(p->to, "  %s\n", word(p, XW_SAY_X_REASON));
    for (int32_t i = 0; i < r->ways; i++) {
        const struct xw_explain_way *w = &r->way[i];
        char text[40];
        fprintf(p->to, "    %s", w->school);
        pad(p, 14 - width_of(w->school));
        const int64_t value[] = { w->way_m,     w->cost_m,          w->price_m,
                                  w->reduced_m, (int64_t)w->placed, (int64_t)w->places - w->load };
        for (int c = 0; c < columns; c++) {
            bool priced = r->solved || (c != 2 && c != 3);
            const char *cell = priced ? number((double)value[c], text) : "—";
            pad(p, COLUMN - width_of(cell));
            fprintf(p->to, "%s", cell);
        }
        fprintf(p->to, "  %s\n", w->reason);
    }
}

/* Up to where classes are filled. */
static const char *layer_word(const struct page *p, const char *layer)
{
    return word(p, layer[0] == 'n'   ? XW_SAY_X_UP_TO_NORM
                   : layer[0] == 's' ? XW_SAY_X_UP_TO_STRETCH
                                     : XW_SAY_X_UP_TO_LIMIT);
}

static void print_rounds(const struct page *p, const struct xw_explained *item)
{
    int32_t n = 0;
    for (const struct xw_explain_round *r = item->rounds; r != NULL; r = r->next) {
        struct xw_arena scratch = p->of->scratch;
        char number_[12], pupils[40], left[40], pays[40], without[40];
        snprintf(number_, sizeof number_, "%d", (int)++n);
        fprintf(p->to, "  %s%s\n",
                filled(p, XW_SAY_X_ROUND,
                       XW_TOLD(number_, number(r->pupils, pupils), layer_word(p, r->layer),
                               number(r->left, left)),
                       &scratch),
                r->behind ? word(p, XW_SAY_X_ROUND_BEHIND) : "");
        if (r->solved)
            fprintf(p->to, "    %s\n",
                    filled(p, XW_SAY_X_ROUND_PAYS,
                           XW_TOLD(number((double)r->pays_m, pays),
                                   number(p->of->scenario.assignment.unplaced_m, without)),
                           &scratch));
        else
            fprintf(p->to, "    %s\n", word(p, XW_SAY_X_ROUND_LOTS));
        print_ways(p, r);
    }
}

void xw_explain_print(const struct xw_explainer *explainer, const struct xw_answer *answer,
                      FILE *to)
{
    struct page p = { .of = explainer, .to = to };
    char text[40];
    for (const struct xw_explained *item = answer->first; item != NULL; item = item->next) {
        if (item != answer->first) fputc('\n', to);
        fprintf(to, "%s = %s  %s\n", item->title, number(item->sum.value, text),
                glyph(item->sum.evidence));
        p.rules = 0;
        p.label = label_width(&item->sum, 1);
        if (p.label < LABEL_LEAST) p.label = LABEL_LEAST;
        print_tape(&p, &item->sum, 1);
        for (int32_t i = 0; i < p.rules; i++)
            fprintf(to, "  (%d) %s\n", (int)i + 1, p.rule[i]);
        print_rounds(&p, item);
        for (int32_t i = 0; i < item->notes; i++)
            fprintf(to, "  %s\n", item->note[i]);
        print_sources(&p, &item->sum);
        fprintf(to, "  %s%s\n", word(&p, XW_SAY_X_SAME), item->command);
    }
}
