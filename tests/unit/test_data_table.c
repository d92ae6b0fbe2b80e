#include "data_columns.h"
#include "words.h"
#include "unit.h"
#include <string.h>

static struct xw_arena arena;

static void setup(void)
{
    ck_assert_int_eq(xw_arena_init(&arena, 1 << 20), XW_OK);
}

static void teardown(void)
{
    xw_arena_free(&arena);
}

/* ---- the declarations */

START_TEST(tables_are_declared_whole)
{
    for (int32_t t = 0; t < xw_data_tables_count; t++) {
        const struct xw_data_table *table = xw_data_tables[t];
        ck_assert(table->columns > 1 && table->rows != NULL);
        ck_assert_str_eq(table->file + strlen(table->file) - 4, ".csv");
        /* The title names a sheet. */
        ck_assert_msg(strlen(table->en) > 0 && strlen(table->en) <= 31, "%s", table->en);
        ck_assert_msg(strlen(table->zh) > 0 && strlen(table->zh) <= 31, "%s", table->zh);
        ck_assert_msg(strpbrk(table->en, "[]:*?/\\'") == NULL, "%s", table->en);
        for (int32_t u = 0; u < t; u++) {
            ck_assert_str_ne(xw_data_tables[u]->file, table->file);
            ck_assert_str_ne(xw_data_tables[u]->zh, table->zh);
            ck_assert_str_ne(xw_data_tables[u]->en, table->en);
        }
        for (int32_t c = 0; c < table->columns; c++) {
            const struct xw_data_column *column = &table->column[c];
            ck_assert_msg(column->zh[0] != '\0' && column->en[0] != '\0', "%s: %s", table->file,
                          column->name);
            ck_assert_msg((column->words != NULL) <= (column->kind == XW_DATA_WORD), "%s: %s",
                          table->file, column->name);
            ck_assert_msg(column->kind != XW_DATA_WORD || column->words != NULL ||
                              strcmp(column->name, "measure") == 0,
                          "%s: %s has no words", table->file, column->name);
            ck_assert_msg(!column->sums ||
                              (column->kind >= XW_DATA_WHOLE && column->kind != XW_DATA_YEAR),
                          "%s: %s cannot be summed", table->file, column->name);
            /* A unit that has no word in Chinese would stand in English. */
            ck_assert_msg(column->unit[0] == '\0' ||
                              strcmp(xw_data_unit(column, true), column->unit) != 0,
                          "%s: %s: %s", table->file, column->name, column->unit);
            ck_assert_msg(column->decimals == 0 || column->kind >= XW_DATA_NUMBER, "%s: %s",
                          table->file, column->name);
        }
    }
}
END_TEST

/* What stands over the columns of a sheet names each once, in people's words. */
START_TEST(heads_are_short_and_differ)
{
    for (int32_t t = 0; t < xw_data_tables_count; t++)
        for (int chinese = 0; chinese < 2; chinese++)
            for (int32_t c = 0; c < xw_data_tables[t]->columns; c++) {
                const struct xw_data_table *table = xw_data_tables[t];
                const char *head = xw_data_head(&arena, &table->column[c], chinese);
                ck_assert_msg(head != NULL && head[0] != '\0' && strlen(head) <= 60,
                              "%s: %s: \"%s\"", table->file, table->column[c].name, head);
                ck_assert_msg(strstr(head, " = ") == NULL, "%s: \"%s\"", table->file, head);
                ck_assert_msg(head[0] < 'a' || head[0] > 'z' || head[1] == ' ', "%s: \"%s\"",
                              table->file, head);
                for (int32_t d = 0; d < c; d++)
                    ck_assert_msg(strcmp(head, xw_data_head(&arena, &table->column[d], chinese)) !=
                                      0,
                                  "%s: two columns \"%s\"", table->file, head);
            }
}
END_TEST

START_TEST(a_head_is_the_meaning_as_far_as_its_first_stop)
{
    const struct xw_data_column column =
        XW_COLUMN("n", "", WHOLE, "班额；99 = 99 人及以上", "pupils a class; 99 = 99 and more");
    ck_assert_str_eq(xw_data_head(&arena, &column, true), "班额");
    ck_assert_str_eq(xw_data_head(&arena, &column, false), "Pupils a class");
    const struct xw_data_column given =
        XW_COLUMN("n", "", WHOLE, "甲，乙", "one, two", .head_zh = "丙", .head_en = "Three");
    ck_assert_str_eq(xw_data_head(&arena, &given, true), "丙");
    ck_assert_str_eq(xw_data_head(&arena, &given, false), "Three");
}
END_TEST

/* Words of tables are the words of the pages. */
START_TEST(words_are_the_pages_own)
{
    const struct xw_data_column stage = XW_COLUMN_STAGE, evidence = XW_COLUMN_EVIDENCE;
    for (int32_t s = 0; s < XW_STAGE_NAMES; s++) {
        const char *word = xw_stage_word((enum xw_stage_name)s);
        ck_assert_str_eq(xw_data_said(&stage, word, true), xw_text_zh.within[s]);
        ck_assert_str_eq(xw_data_said(&stage, word, false), xw_text_en.within[s]);
    }
    for (int32_t e = 0; e < XW_EVIDENCE_COUNT; e++) {
        const char *word = xw_evidence_name((enum xw_evidence)e);
        ck_assert_ptr_nonnull(strstr(xw_data_said(&evidence, word, true), xw_text_zh.evidence[e]));
        ck_assert_ptr_nonnull(strstr(xw_data_said(&evidence, word, false), xw_text_en.evidence[e]));
    }
    const struct {
        const struct xw_data_word *list;
        const char *code;
        enum xw_key key;
    } same[] = {
        { xw_words_status, "building", XW_SAY_STATUS_BUILDING },
        { xw_words_status, "planned", XW_SAY_STATUS_PLANNED },
        { xw_words_kind, "relocation", XW_SAY_KIND_MOVED },
        { xw_words_kind, "closure", XW_SAY_KIND_CLOSURE },
        { xw_words_reason, "locked_rooms", XW_SAY_REASON_LOCKED },
        { xw_words_reason, "boundary", XW_SAY_REASON_BOUNDARY },
        { xw_words_verdict, "exact", XW_SAY_VERDICT_EXACT },
    };
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        const struct xw_data_column column =
            XW_COLUMN("w", "", WORD, "词", "word", .words = same[i].list);
        ck_assert_str_eq(xw_data_said(&column, same[i].code, true), xw_text_zh.say[same[i].key]);
        ck_assert_str_eq(xw_data_said(&column, same[i].code, false), xw_text_en.say[same[i].key]);
    }
    ck_assert_str_eq(xw_data_said(&stage, "of_another_version", true), "of_another_version");
}
END_TEST

/* ---- rows */

static char seen[256];

static void cell(void *self, const struct xw_data_column *of, int32_t column,
                 const struct xw_data_value *value)
{
    (void)self;
    size_t used = strlen(seen);
    snprintf(seen + used, sizeof seen - used, "%d:%s=", column, of->name);
    used = strlen(seen);
    switch (value->is) {
    case XW_DATA_IS_NONE:
        snprintf(seen + used, sizeof seen - used, "none ");
        break;
    case XW_DATA_IS_HELD:
        snprintf(seen + used, sizeof seen - used, "held ");
        break;
    case XW_DATA_IS_TEXT:
        snprintf(seen + used, sizeof seen - used, "\"%s\" ", value->text);
        break;
    case XW_DATA_IS_WHOLE:
        snprintf(seen + used, sizeof seen - used, "%lld ", (long long)value->whole);
        break;
    case XW_DATA_IS_REAL:
        snprintf(seen + used, sizeof seen - used, "%.*f ", value->decimals, value->real);
        break;
    }
}

static void end(void *self)
{
    (void)self;
    strncat(seen, "/ ", sizeof seen - strlen(seen) - 1);
}

static const struct xw_data_column three_columns[] = {
    XW_COLUMN("name", "", TEXT, "名", "name"),
    XW_COLUMN("year", "year", YEAR, "年", "year"),
    XW_COLUMN("value", "", NUMBER, "值", "value", .decimals = XW_DATA_AS_IT_IS),
};
static int rows_kind;

static void three_rows(const struct xw_data_source *source, struct xw_data_row *r)
{
    (void)source;
    xw_data_text(r, "a");
    xw_data_whole(r, 2026);
    xw_data_real(r, 1.5);
    if (rows_kind == 1) xw_data_whole(r, 4); /* one too many */
    xw_data_end(r);
    xw_data_text(r, "");
    if (rows_kind == 2)
        xw_data_real(r, 2026.0); /* a year is whole */
    else
        xw_data_whole_or_none(r, XW_NONE);
    if (rows_kind == 3)
        xw_data_text(r, "7"); /* a number is no text */
    else
        xw_data_real(r, 7.0);
    if (rows_kind == 4) return; /* not closed */
    xw_data_end(r);
    if (rows_kind == 5) xw_data_end(r); /* a row without cells */
}

static XW_DATA_TABLE(three, "三", "Three", NULL);

START_TEST(rows_reach_the_sink_typed)
{
    const struct xw_data_sink sink = { cell, end, NULL };
    seen[0] = '\0';
    rows_kind = 0;
    ck_assert(xw_data_emit(&xw_table_three, NULL, &sink));
    ck_assert_str_eq(seen, "0:name=\"a\" 1:year=2026 2:value=1.500 / "
                           "0:name=none 1:year=none 2:value=7 / ");
}
END_TEST

START_TEST(rows_that_do_not_fit_are_said)
{
    const struct xw_data_sink sink = { cell, end, NULL };
    seen[0] = '\0';
    rows_kind = _i;
    ck_assert(!xw_data_emit(&xw_table_three, NULL, &sink));
}
END_TEST

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, tables_are_declared_whole);
    tcase_add_test(c, heads_are_short_and_differ);
    tcase_add_test(c, a_head_is_the_meaning_as_far_as_its_first_stop);
    tcase_add_test(c, words_are_the_pages_own);
    tcase_add_test(c, rows_reach_the_sink_typed);
    tcase_add_loop_test(c, rows_that_do_not_fit_are_said, 1, 6);
    return c;
}

UNIT_MAIN("data_table", laws())
