#include "data_table.h"
#include "xuewei/stages.h"
#include <math.h>
#include <string.h>

#define XW_TABLE(name) &xw_table_##name,
const struct xw_data_table *const xw_data_tables[] = {
#include "tables_parts.def"
};
#undef XW_TABLE

const int32_t xw_data_tables_count = (int32_t)(sizeof xw_data_tables / sizeof *xw_data_tables);

bool xw_data_has(const struct xw_data_table *table, const struct xw_data_source *source)
{
    return table->has == NULL || table->has(source);
}

bool xw_data_has_chances(const struct xw_data_source *source)
{
    return source->chances;
}

bool xw_data_has_pairs(const struct xw_data_source *source)
{
    return source->paired != NULL;
}

/* ---- cells
 * -------------------------------------------------------------------------------------------- */

static void put(struct xw_data_row *r, const struct xw_data_value *value)
{
    static const struct xw_data_value held = { .is = XW_DATA_IS_HELD };
    if (r->column < r->table->columns && (r->table->column[r->column].persons & r->held) &&
        value->is != XW_DATA_IS_NONE)
        value = &held;
    if (r->column < r->table->columns)
        r->sink->cell(r->sink->self, &r->table->column[r->column], r->column, value);
    else
        r->misfit = true;
    r->column++;
}

/* The next column is of a kind between two. */
static void expect(struct xw_data_row *r, enum xw_data_kind from, enum xw_data_kind to)
{
    if (r->column >= r->table->columns) return;
    enum xw_data_kind kind = r->table->column[r->column].kind;
    if (kind < from || kind > to) r->misfit = true;
}

void xw_data_hold(struct xw_data_row *r, unsigned held)
{
    r->held = (uint8_t)held;
}

void xw_data_none(struct xw_data_row *r)
{
    put(r, &(struct xw_data_value){ .is = XW_DATA_IS_NONE });
}

void xw_data_text(struct xw_data_row *r, const char *text)
{
    expect(r, XW_DATA_TEXT, XW_DATA_WORD);
    if (text == NULL || text[0] == '\0')
        xw_data_none(r);
    else
        put(r, &(struct xw_data_value){ .is = XW_DATA_IS_TEXT, .text = text });
}

void xw_data_whole(struct xw_data_row *r, int64_t value)
{
    expect(r, XW_DATA_WHOLE, XW_DATA_YEAR);
    put(r, &(struct xw_data_value){ .is = XW_DATA_IS_WHOLE, .whole = value });
}

void xw_data_whole_or_none(struct xw_data_row *r, int32_t value)
{
    if (value == XW_NONE)
        xw_data_none(r);
    else
        xw_data_whole(r, value);
}

void xw_data_real(struct xw_data_row *r, double value)
{
    expect(r, XW_DATA_NUMBER, XW_DATA_MONEY);
    if (!isfinite(value) || r->column >= r->table->columns) {
        xw_data_none(r);
        return;
    }
    int decimals = r->table->column[r->column].decimals;
    if (decimals == XW_DATA_AS_IT_IS) decimals = value == floor(value) ? 0 : 3;
    put(r, &(struct xw_data_value){ .is = XW_DATA_IS_REAL, .real = value, .decimals = decimals });
}

void xw_data_end(struct xw_data_row *r)
{
    if (r->column != r->table->columns) r->misfit = true;
    r->sink->end(r->sink->self);
    r->column = 0;
    r->held = 0;
}

const char *xw_data_stage(const struct xw_run *run, int32_t stage)
{
    return stage >= 0 && stage < run->stage_count ? xw_stage_word(run->stage[stage].name) : "";
}

const char *xw_data_scope(enum xw_scope scope)
{
    return scope == XW_SCOPE_ENTRY ? "entry" : "all";
}

const char *xw_data_evidence(enum xw_evidence evidence)
{
    return evidence >= 0 && evidence < XW_EVIDENCE_COUNT ? xw_evidence_name(evidence) : "";
}

const char *xw_data_verdict(enum xw_verdict verdict)
{
    static const char *const words[XW_VERDICTS] = {
        "late", "exact", "early", "never", "no_classes", "no_seats", "no_gap", "uncounted"
    };
    return words[verdict];
}

void xw_data_balance(struct xw_data_row *r, const struct xw_run_gap *gap)
{
    int32_t value;
    if (xw_figures_balance(gap, &value))
        xw_data_whole(r, value);
    else
        xw_data_none(r);
}

bool xw_data_emit(const struct xw_data_table *table, const struct xw_data_source *source,
                  const struct xw_data_sink *sink)
{
    struct xw_data_row row = { .table = table, .sink = sink };
    table->rows(source, &row);
    return !row.misfit && row.column == 0; /* the last row is closed */
}

/* ---- heads and words
 * -------------------------------------------------------------------------------- */

const char *xw_data_head(struct xw_arena *arena, const struct xw_data_column *column, bool chinese)
{
    static const char *const stops_zh[] = { "；", "：", "，" };
    static const char *const stops_en[] = { ";", ":", "," };
    const char *given = chinese ? column->head_zh : column->head_en;
    if (given != NULL) return given;
    const char *meaning = chinese ? column->zh : column->en;
    size_t length = strlen(meaning);
    for (size_t i = 0; i < sizeof stops_zh / sizeof *stops_zh; i++) {
        const char *stop = strstr(meaning, chinese ? stops_zh[i] : stops_en[i]);
        if (stop != NULL && (size_t)(stop - meaning) < length) length = (size_t)(stop - meaning);
    }
    char *head = xw_arena_text_n(arena, meaning, (ptrdiff_t)length);
    if (head != NULL && head[0] >= 'a' && head[0] <= 'z') head[0] = (char)(head[0] - 'a' + 'A');
    return head;
}

const char *xw_data_said(const struct xw_data_column *column, const char *code, bool chinese)
{
    for (const struct xw_data_word *w = column->words; w != NULL && w->code != NULL; w++)
        if (strcmp(w->code, code) == 0) return chinese ? w->zh : w->en;
    return code;
}
