#include "xuewei/tables.h"
#include "xuewei/evidence.h"
#include "scenario_kit.h"
#include <math.h>

struct table {
    struct kit kit;
    struct xw_rows rows;
    enum xw_status status;
};

static void read_bytes(struct table *t, enum xw_table table, const char *bytes, size_t length,
                       const char *encoding)
{
    char path[200];
    kit_open(&t->kit);
    kit_bytes(&t->kit, "t.csv", bytes, length);
    kit_path(&t->kit, "t.csv", path);
    ck_assert_int_eq(xw_arena_init(&t->kit.keep, 1 << 26), XW_OK);
    ck_assert_int_eq(xw_diag_init(&t->kit.diag), XW_OK);
    t->status = xw_rows_read(table, path, "t.csv", encoding, &t->kit.keep, &t->kit.diag, &t->rows);
}

static void read_text(struct table *t, enum xw_table table, const char *text)
{
    read_bytes(t, table, text, strlen(text), "UTF-8");
}

START_TEST(cells_have_values_and_places)
{
    struct table t;
    read_text(&t, XW_TABLE_ROLLS,
              "grade,pupils,school,year,evidence,classes\n"
              "1,40,P1,2019,published,\n"
              "\n"
              "-2,0,\"P,2\",2020,,3\n");
    ck_assert_int_eq(t.status, XW_OK);
    ck_assert_int_eq(t.kit.diag.refused, 0);
    ck_assert_int_eq(t.rows.count, 2);
    ck_assert(!t.rows.broken);
    ck_assert_int_eq(t.rows.line[0], 2);
    ck_assert_int_eq(t.rows.line[1], 4);
    ck_assert_int_eq(xw_rows_whole(&t.rows, XW_COL_ROLLS_GRADE, 1), -2);
    ck_assert_int_eq(xw_rows_whole(&t.rows, XW_COL_ROLLS_PUPILS, 0), 40);
    ck_assert_int_eq(xw_rows_whole(&t.rows, XW_COL_ROLLS_CLASSES, 0), XW_MISSING);
    ck_assert_int_eq(xw_rows_whole(&t.rows, XW_COL_ROLLS_CLASSES, 1), 3);
    ck_assert_str_eq(xw_rows_text(&t.rows, XW_COL_ROLLS_SCHOOL, 1), "P,2");
    ck_assert_ptr_null(xw_rows_text(&t.rows, XW_COL_ROLLS_SOURCE, 1));
    ck_assert_int_eq(t.rows.evidence[0], XW_PUBLISHED);
    ck_assert_int_eq(t.rows.evidence[1], XW_ASSUMED);
    ck_assert(xw_rows_have(&t.rows, XW_COL_ROLLS_CLASSES));
    ck_assert(!xw_rows_have(&t.rows, XW_COL_ROLLS_METHOD));
    struct xw_place at = xw_rows_place(&t.rows, XW_COL_ROLLS_YEAR, 1);
    ck_assert_str_eq(at.file, "t.csv");
    ck_assert_int_eq(at.line, 4);
    ck_assert_int_eq(at.column, 12);
    ck_assert_str_eq(at.field, "year");
    at = xw_rows_place(&t.rows, XW_COL_ROLLS_METHOD, 1);
    ck_assert_int_eq(at.line, 4);
    ck_assert_int_eq(at.column, 1);
    ck_assert_ptr_null(at.field);
    kit_close(&t.kit);
}
END_TEST

START_TEST(words_have_a_usual_value)
{
    struct table t;
    read_text(&t, XW_TABLE_SCHOOLS, "school,sector\nP1,\nP2,private\n");
    ck_assert_int_eq(t.kit.diag.refused, 0);
    ck_assert_int_eq(xw_rows_whole(&t.rows, XW_COL_SCHOOLS_SECTOR, 0), 0);
    ck_assert_int_eq(xw_rows_whole(&t.rows, XW_COL_SCHOOLS_SECTOR, 1), 2);
    ck_assert_int_eq(xw_rows_whole(&t.rows, XW_COL_SCHOOLS_BOARDING, 0), 0);
    ck_assert_int_eq(xw_rows_whole(&t.rows, XW_COL_SCHOOLS_OPENS, 0), XW_MISSING);
    ck_assert_double_nan(xw_rows_number(&t.rows, XW_COL_SCHOOLS_LON, 0));
    kit_close(&t.kit);
}
END_TEST

/* "小区" in GB18030 is D0 A1 C7 F8. */
START_TEST(gb18030_is_read_where_the_scenario_says_so)
{
    struct table t;
    static const char bytes[] = "zone,name_zh,x_m,y_m\nA,\xD0\xA1\xC7\xF8,0,0\n";
    read_bytes(&t, XW_TABLE_ZONES, bytes, sizeof bytes - 1, "GB18030");
    ck_assert_int_eq(t.status, XW_OK);
    ck_assert_str_eq(xw_rows_text(&t.rows, XW_COL_ZONES_NAME_ZH, 0), "小区");
    kit_close(&t.kit);
}
END_TEST

static const struct {
    const char *name;
    enum xw_table table;
    const char *text, *want;
    bool broken;
} faults[] = {
    { "not a number", XW_TABLE_ROLLS, "school,year,grade,pupils\nP1,2019,1,many\n",
      "t.csv:2:11: pupils: \"many\" is not accepted\n"
      "    accepted: a whole number of pupils, 0 to 200000\n",
      false },
    { "ends of a range are accepted", XW_TABLE_ROLLS,
      "school,year,grade,pupils\nP1,1900,-12,0\nP1,2200,24,200000\n", "", false },
    { "just outside of it they are not", XW_TABLE_ROLLS,
      "school,year,grade,pupils\nP1,1899,-13,-1\nP1,2201,25,200001\n",
      "t.csv:2:4: year: \"1899\" is not accepted\n    accepted: a year, 1900 to 2200\n"
      "t.csv:2:9: grade: \"-13\" is not accepted\n    accepted: a whole number, -12 to 24\n"
      "t.csv:2:13: pupils: \"-1\" is not accepted\n"
      "    accepted: a whole number of pupils, 0 to 200000\n"
      "t.csv:3:4: year: \"2201\" is not accepted\n    accepted: a year, 1900 to 2200\n"
      "t.csv:3:9: grade: \"25\" is not accepted\n    accepted: a whole number, -12 to 24\n"
      "t.csv:3:12: pupils: \"200001\" is not accepted\n"
      "    accepted: a whole number of pupils, 0 to 200000\n",
      false },
    { "huge", XW_TABLE_ROLLS,
      "school,year,grade,pupils\n"
      "P1,2019,1,99999999999999999999999999999999999999999999999999999999999999999999\n",
      "t.csv:2:11: pupils: \"999999999999999999999999999999999999999999999999999999999999...\" is "
      "not accepted\n    accepted: a whole number of pupils, 0 to 200000\n",
      false },
    { "a number", XW_TABLE_ZONES, "zone,lon,lat\nA,180,-90\nB,30.0,120.6\nC,-181,0\nD,0,181\n",
      "t.csv:3:8: lat: \"120.6\" is not accepted\n"
      "    accepted: a number of degrees north, -90 to 90; are lon and lat swapped?\n"
      "t.csv:4:3: lon: \"-181\" is not accepted\n"
      "    accepted: a number of degrees east, -180 to 180\n"
      "t.csv:5:5: lat: \"181\" is not accepted\n"
      "    accepted: a number of degrees north, -90 to 90\n",
      false },
    { "nan", XW_TABLE_ZONES, "zone,lon,lat\nA,nan,0\n",
      "t.csv:2:3: lon: \"nan\" is not accepted\n"
      "    accepted: a number of degrees east, -180 to 180\n",
      false },
    { "a word", XW_TABLE_POPULATION, "zone,sex,age,persons,kind\nA,female,0,1,househould\n",
      "t.csv:2:3: sex: \"female\" is not accepted\n    accepted: f, m\n"
      "t.csv:2:14: kind: \"househould\" is not accepted\n"
      "    accepted: household, institutional; did you mean household?\n",
      false },
    { "blank ends", XW_TABLE_ZONES, "zone,x_m,y_m\n A,0,0\nB ,0,0\n\"\tC\",0,0\n,0,0\n",
      "t.csv:2:1: zone: \" A\" is not accepted\n    accepted: a code without blanks at its ends\n"
      "t.csv:3:1: zone: \"B \" is not accepted\n    accepted: a code without blanks at its ends\n"
      "t.csv:4:1: zone: \"\\tC\" is not accepted\n"
      "    accepted: a code without blanks at its ends\n"
      "t.csv:5:1: zone: \"\" is not accepted\n    accepted: a code without blanks at its ends\n",
      false },
    { "an empty cell that must be given", XW_TABLE_FERTILITY, "year,age,rate\n2020,,\n",
      "t.csv:2:6: age: \"\" is not accepted\n"
      "    accepted: a whole number of completed years, 0 to 130\n"
      "t.csv:2:7: rate: \"\" is not accepted\n"
      "    accepted: a number of births per woman-year, 0 to 2\n",
      false },
    { "a missing and an unknown column", XW_TABLE_FERTILITY, "year,age,rates\n2020,20,0.1\n",
      "t.csv:1:10: \"rates\" is not accepted\n"
      "    accepted: year, age, rate, zone, source, evidence, method; did you mean rate?\n"
      "t.csv:1:1: the column \"rate\" is missing\n",
      true },
    { "an unknown column alone", XW_TABLE_FERTILITY, "year,age,rate,residency\n2020,20,3,x\n",
      "t.csv:1:15: \"residency\" is not accepted\n"
      "    accepted: year, age, rate, zone, source, evidence, method; did you mean evidence?\n"
      "t.csv:2:9: rate: \"3\" is not accepted\n"
      "    accepted: a number of births per woman-year, 0 to 2\n",
      false },
    { "a column twice", XW_TABLE_FERTILITY, "year,age,rate,age\n2020,20,0.1,21\n",
      "t.csv:1:15: the column \"age\" is there twice\n", false },
    { "fields", XW_TABLE_FERTILITY, "year,age,rate\n2020,20\n2020,21,0.1,\n2020,22,0.1\n",
      "t.csv:2:1: the row has 2 fields, the header 3\n"
      "t.csv:3:1: the row has 4 fields, the header 3\n",
      true },
    { "both groups", XW_TABLE_MIGRATION, "year,sex,age,persons,rate\n2020,f,0,1,0.1\n",
      "t.csv:1:1: the header must have either persons, or rate\n", true },
    { "half a group", XW_TABLE_ZONES, "zone,lon\nA,1\n",
      "t.csv:1:1: the header must have either lon and lat, or x_m and y_m\n", true },
    { "a group and half of the other", XW_TABLE_ZONES, "zone,lon,lat,x_m\nA,1,1,1\n",
      "t.csv:1:1: the header must have either lon and lat, or x_m and y_m\n", true },
    { "no group", XW_TABLE_MORTALITY, "year,sex,age,ax\n2020,f,0,0.1\n",
      "t.csv:1:1: the header must have either mx, or survival\n", true },
    { "zones may stand without a place", XW_TABLE_ZONES, "zone\nA\n", "", false },
    { "one key", XW_TABLE_ZONES, "zone,x_m,y_m\nA,0,0\nB,0,0\nC,0,0\nB,1,1\nB,2,2\n",
      "t.csv:5:1: zone: zone B is there already, in line 3\n"
      "t.csv:6:1: zone: zone B is there already, in line 3\n",
      false },
    { "a key of several columns", XW_TABLE_POPULATION,
      "persons,zone,sex,age,kind\n1,A,f,0,\n1,A,m,0,\n1,A,f,0,institutional\n1,A,f,0,household\n",
      "t.csv:5:3: zone: zone A, sex f, age 0, kind household is there already, in line 2\n",
      false },
    { "an optional key that is empty", XW_TABLE_CATCHMENTS,
      "stage,zone,school,from_year\nprimary,A,P1,\nprimary,A,P1,2021\nprimary,A,P1,\n",
      "t.csv:4:1: stage: stage primary, zone A, school P1 is there already, in line 2\n", false },
    { "an optional code that is empty", XW_TABLE_FERTILITY,
      "year,age,rate,zone\n2020,20,0.1,\n2020,20,0.2,\n2020,20,0.2,A\n",
      "t.csv:3:1: year: year 2020, age 20 is there already, in line 2\n", false },
    { "a refused key is nobody's double", XW_TABLE_FERTILITY, "year,age,rate\nx,1,0\ny,1,0\n",
      "t.csv:2:1: year: \"x\" is not accepted\n    accepted: a year, 1900 to 2200\n"
      "t.csv:3:1: year: \"y\" is not accepted\n    accepted: a year, 1900 to 2200\n",
      false },
    { "a quote never closed", XW_TABLE_ZONES, "zone,x_m,y_m\nA,0,0\n\"B,0,0\nC,0,0\n",
      "t.csv:3:1: the quote that opens here is never closed\n", true },
    { "evidence", XW_TABLE_ZONES, "zone,x_m,y_m,evidence\nA,0,0,plan\n",
      "t.csv:2:7: evidence: \"plan\" is not accepted\n"
      "    accepted: published, estimated, assumed\n",
      false },
    { "empty", XW_TABLE_ZONES, "", "t.csv: the file is empty; a table begins with a header row\n",
      true },
};

START_TEST(faults_are_said)
{
    struct table t;
    read_text(&t, faults[_i].table, faults[_i].text);
    ck_assert_str_eq(kit_printed(&t.kit, false), faults[_i].want);
    ck_assert_msg(t.rows.broken == faults[_i].broken, "%s", faults[_i].name);
    kit_close(&t.kit);
}
END_TEST

START_TEST(a_bad_row_keeps_its_code)
{
    struct table t;
    read_text(&t, XW_TABLE_ZONES, "zone,x_m,y_m\nA,x,0\nB,0,0\nB,0,0\n");
    ck_assert_int_eq(t.status, XW_OK);
    ck_assert_int_eq(t.rows.count, 3);
    ck_assert_int_eq(t.rows.bad[0], 1);
    ck_assert_int_eq(t.rows.bad[1], 0);
    ck_assert_int_eq(t.rows.bad[2], 1);
    ck_assert_str_eq(xw_rows_text(&t.rows, XW_COL_ZONES_ZONE, 0), "A");
    ck_assert_double_nan(xw_rows_number(&t.rows, XW_COL_ZONES_X_M, 0));
    kit_close(&t.kit);
}
END_TEST

START_TEST(a_header_alone_is_a_table_without_rows)
{
    struct table t;
    read_text(&t, XW_TABLE_SPEND, "project,from_year,to_year,cny");
    ck_assert_int_eq(t.status, XW_OK);
    ck_assert_int_eq(t.rows.count, 0);
    ck_assert(!t.rows.broken);
    kit_close(&t.kit);
}
END_TEST

START_TEST(a_table_by_hand)
{
    struct table t;
    kit_open(&t.kit);
    ck_assert_int_eq(xw_arena_init(&t.kit.keep, 1 << 20), XW_OK);
    ck_assert_int_eq(xw_diag_init(&t.kit.diag), XW_OK);
    ck_assert_int_eq(xw_rows_open(&t.rows, XW_TABLE_ZONES, "z", 1, &t.kit.keep, &t.kit.diag),
                     XW_OK);
    static const char *const name[] = { "zone" }, *const cell[] = { "A" };
    static const int32_t line[] = { 7 }, column[] = { 3 };
    ck_assert_int_eq(xw_rows_header(&t.rows, 1, name, line, column), XW_OK);
    ck_assert_int_eq(xw_rows_add(&t.rows, 7, 1, cell, line, column), XW_OK);
    ck_assert_int_eq(xw_rows_add(&t.rows, 8, 1, cell, line, column), XW_OUT_OF_RANGE);
    ck_assert_int_eq(xw_rows_close(&t.rows), XW_OK);
    ck_assert_int_eq(t.rows.count, 1);
    ck_assert_int_eq(xw_rows_place(&t.rows, XW_COL_ZONES_ZONE, 0).line, 7);
    kit_close(&t.kit);
}
END_TEST

START_TEST(memory_may_end)
{
    struct table t;
    kit_open(&t.kit);
    ck_assert_int_eq(xw_arena_init(&t.kit.keep, 8192), XW_OK);
    ck_assert_int_eq(xw_diag_init(&t.kit.diag), XW_OK);
    ck_assert_int_eq(xw_rows_open(&t.rows, XW_TABLE_ZONES, "z", 100000, &t.kit.keep, &t.kit.diag),
                     XW_NO_MEMORY);
    ck_assert_int_eq(xw_rows_open(&t.rows, XW_TABLE_ZONES, "z", 500, &t.kit.keep, &t.kit.diag),
                     XW_OK);
    static const char *const name[] = { "zone", "lon", "lat" };
    static const int32_t at[3] = { 1, 1, 1 };
    ck_assert_int_eq(xw_rows_header(&t.rows, 3, name, at, at), XW_NO_MEMORY);
    kit_close(&t.kit);
}
END_TEST

START_TEST(a_header_may_be_too_long)
{
    struct table t;
    char text[400] = "zone";
    for (int i = 0; i < 64; i++)
        strcat(text, ",x");
    read_text(&t, XW_TABLE_ZONES, text);
    ck_assert_str_eq(kit_printed(&t.kit, false),
                     "t.csv:1:1: the header has 65 columns; no table has more than 32\n");
    ck_assert(t.rows.broken);
    kit_close(&t.kit);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, cells_have_values_and_places);
    tcase_add_test(c, words_have_a_usual_value);
    tcase_add_test(c, gb18030_is_read_where_the_scenario_says_so);
    return c;
}

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_loop_test(c, faults_are_said, 0, (int)(sizeof faults / sizeof *faults));
    tcase_add_test(c, a_bad_row_keeps_its_code);
    return c;
}

static TCase *limits(void)
{
    TCase *c = tcase_create("limits");
    tcase_add_test(c, a_header_alone_is_a_table_without_rows);
    tcase_add_test(c, a_table_by_hand);
    tcase_add_test(c, memory_may_end);
    tcase_add_test(c, a_header_may_be_too_long);
    return c;
}

UNIT_MAIN("tables", known_answers(), refusals(), limits())
