#include "xuewei/draft.h"
#include "scenario_kit.h"

struct bench {
    struct kit kit;
    struct xw_draft draft;
    struct xw_scenario out;
};

static void open_bench(struct bench *b)
{
    kit_open(&b->kit);
    ck_assert_int_eq(xw_arena_init(&b->kit.keep, 1 << 22), XW_OK);
    ck_assert_int_eq(xw_diag_init(&b->kit.diag), XW_OK);
    b->out = (struct xw_scenario){ 0 };
    b->draft = (struct xw_draft){
        .out = &b->out, .keep = &b->kit.keep, .work = &b->kit.keep, .diag = &b->kit.diag
    };
}

static void read_table(struct bench *b, enum xw_table table, const char *text)
{
    char path[200];
    kit_file(&b->kit, "t.csv", text);
    kit_path(&b->kit, "t.csv", path);
    ck_assert_int_eq(xw_rows_read(table, path, "t.csv", "UTF-8", &b->kit.keep, &b->kit.diag,
                                  &b->draft.table[table]),
                     XW_OK);
}

static const struct {
    const char *in, *want;
} spans[] = {
    { "0000", "" },
    { "1000", "2020" },
    { "0110", "2021-2022" },
    { "1011", "2020, 2022-2023" },
    { "1111", "2020-2023" },
    { "1010", "2020, 2022" },
    { "", "" },
};

START_TEST(years_are_listed)
{
    struct bench b;
    open_bench(&b);
    uint8_t in[4];
    int32_t years = (int32_t)strlen(spans[_i].in);
    for (int32_t y = 0; y < years; y++)
        in[y] = spans[_i].in[y] == '1';
    ck_assert_str_eq(xw_draft_years(&b.draft, 2020, years, in), spans[_i].want);
    kit_close(&b.kit);
}
END_TEST

START_TEST(cells_are_refused_as_they_stand)
{
    struct bench b;
    open_bench(&b);
    read_table(&b, XW_TABLE_PROJECTS,
               "project,kind,stage,start_year,opens,cost_cny,name_en\n"
               "7,rebuild,mixed,2020,2021,2.50,\n");
    xw_draft_refuse(&b.draft, XW_COL_PROJECTS_KIND, 0, "not %s", "this");
    xw_draft_refuse(&b.draft, XW_COL_PROJECTS_OPENS, 0, "a later year");
    xw_draft_refuse(&b.draft, XW_COL_PROJECTS_COST_CNY, 0, "less");
    xw_draft_refuse(&b.draft, XW_COL_PROJECTS_PROJECT, 0, "another code");
    xw_draft_refuse(&b.draft, XW_COL_PROJECTS_NAME_EN, 0, "a name");
    xw_draft_refuse(&b.draft, XW_COL_PROJECTS_CLASSES, 0, "a number");
    ck_assert_str_eq(kit_printed(&b.kit, false),
                     "t.csv:2:3: kind: \"rebuild\" is not accepted\n    accepted: not this\n"
                     "t.csv:2:22: opens: \"2021\" is not accepted\n    accepted: a later year\n"
                     "t.csv:2:27: cost_cny: \"2.5\" is not accepted\n    accepted: less\n"
                     "t.csv:2:1: project: \"7\" is not accepted\n    accepted: another code\n"
                     "t.csv:2:32: name_en: \"\" is not accepted\n    accepted: a name\n"
                     "t.csv:2:1: \"\" is not accepted\n    accepted: a number\n");
    kit_close(&b.kit);
}
END_TEST

START_TEST(a_broken_table_is_not_asked)
{
    struct bench b;
    open_bench(&b);
    read_table(&b, XW_TABLE_CATCHMENTS, "stage,zone,school\nprimary,A,P1\n");
    ck_assert_int_eq(xw_draft_zone(&b.draft, XW_COL_CATCHMENTS_ZONE, 0), XW_NONE);
    ck_assert_int_eq(xw_draft_school(&b.draft, XW_COL_CATCHMENTS_SCHOOL, 0), XW_NONE);
    ck_assert_str_eq(kit_printed(&b.kit, false),
                     "t.csv:2:9: zone: \"A\" is not accepted\n    accepted: a zone of zones\n"
                     "t.csv:2:11: school: \"P1\" is not accepted\n    accepted: a school of "
                     "schools\n");
    b.draft.table[XW_TABLE_ZONES].broken = true;
    b.draft.table[XW_TABLE_PROJECTS].broken = true;
    ck_assert_int_eq(xw_draft_zone(&b.draft, XW_COL_CATCHMENTS_ZONE, 0), XW_NONE);
    ck_assert_int_eq(xw_draft_school(&b.draft, XW_COL_CATCHMENTS_SCHOOL, 0), XW_NONE);
    ck_assert_int_eq(xw_draft_stage(&b.draft, XW_COL_CATCHMENTS_STAGE, 0), XW_NONE);
    b.draft.table[XW_TABLE_PROJECTS].broken = false;
    b.draft.table[XW_TABLE_SCHOOLS].broken = true;
    ck_assert_int_eq(xw_draft_school(&b.draft, XW_COL_CATCHMENTS_SCHOOL, 0), XW_NONE);
    ck_assert_int_eq(b.kit.diag.refused, 2);
    ck_assert_ptr_null(xw_draft_rows(&b.draft, XW_TABLE_ROLLS));
    ck_assert_ptr_eq(xw_draft_rows(&b.draft, XW_TABLE_CATCHMENTS),
                     &b.draft.table[XW_TABLE_CATCHMENTS]);
    kit_close(&b.kit);
}
END_TEST

START_TEST(spans_and_years)
{
    struct bench b;
    open_bench(&b);
    read_table(&b, XW_TABLE_CATCHMENTS,
               "stage,zone,school,from_year,to_year\nprimary,A,P1,2021,2021\nprimary,A,P1,,2020\n"
               "primary,A,P2,2022,\nprimary,A,P3,2022,2021\n");
    const struct xw_rows *rows = &b.draft.table[XW_TABLE_CATCHMENTS];
    for (int32_t row = 0; row < 4; row++)
        xw_draft_check_span(&b.draft, XW_COL_CATCHMENTS_FROM_YEAR, XW_COL_CATCHMENTS_TO_YEAR, row);
    ck_assert_str_eq(kit_printed(&b.kit, false), "t.csv:5:19: to_year: \"2021\" is not accepted\n"
                                                 "    accepted: a year from from_year 2022 on\n");
    ck_assert_int_eq(xw_draft_year(rows, XW_COL_CATCHMENTS_FROM_YEAR, 0, 7), 2021);
    ck_assert_int_eq(xw_draft_year(rows, XW_COL_CATCHMENTS_FROM_YEAR, 1, 7), 7);
    kit_close(&b.kit);
}
END_TEST

START_TEST(a_doubt_needs_its_texts)
{
    struct bench b;
    open_bench(&b);
    xw_draft_doubt(&b.draft, (struct xw_place){ 0 }, "x", NULL, "en");
    xw_draft_doubt(&b.draft, (struct xw_place){ 0 }, "x", "zh", NULL);
    ck_assert_int_eq(b.kit.diag.doubts, 0);
    xw_draft_doubt(&b.draft, (struct xw_place){ 0 }, "x", "zh", "en");
    ck_assert_int_eq(b.kit.diag.doubts, 1);
    kit_close(&b.kit);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_loop_test(c, years_are_listed, 0, (int)(sizeof spans / sizeof *spans));
    tcase_add_test(c, a_doubt_needs_its_texts);
    return c;
}

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_test(c, cells_are_refused_as_they_stand);
    tcase_add_test(c, a_broken_table_is_not_asked);
    tcase_add_test(c, spans_and_years);
    return c;
}

UNIT_MAIN("draft", known_answers(), refusals())
