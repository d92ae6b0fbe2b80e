#include "xuewei/json.h"
#include "reading.h"

START_TEST(sound_files_are_read)
{
    struct reading r;
    json_t *root;
    reading_begin(&r, "\xEF\xBB\xBF {\"学\": [1, 2.5, \"位\", null, true]}\n");
    ck_assert_int_eq(xw_json_read(r.path, "t.json", &r.diag, &root), XW_OK);
    json_t *list = json_object_get(root, "学");
    ck_assert_uint_eq(json_array_size(list), 5);
    ck_assert_int_eq(json_integer_value(json_array_get(list, 0)), 1);
    ck_assert_double_eq(json_real_value(json_array_get(list, 1)), 2.5);
    ck_assert_str_eq(json_string_value(json_array_get(list, 2)), "位");
    ck_assert_int_eq(r.diag.refused, 0);
    json_decref(root);
    reading_again(&r, "[]", 2);
    ck_assert_int_eq(xw_json_read(r.path, "t.json", &r.diag, &root), XW_OK);
    json_decref(root);
    reading_end(&r);
}
END_TEST

static const struct {
    const char *text, *said;
} broken[] = {
    { "", "t.json: the file is empty\n" },
    { " \r\n\t", "t.json: the file is empty\n" },
    { "{\"a\" 1}", "t.json:1:6: not valid JSON: ':' expected near '1'\n" },
    { "{\n \"学\": x\n}", "t.json:2:7: not valid JSON: invalid token near 'x'\n" },
    { "{\n \"a\": 1,\n \"学\": 2,\n \"a\": 3}",
      "t.json:4:2: not valid JSON: duplicate object key near '\"a\"'\n" },
    { "{\"a\": [1, 2", "t.json:1:12: not valid JSON: ']' expected near end of file\n" },
    { "{\"a\": 1}\n{", "t.json:2:1: not valid JSON: end of file expected near '{'\n" },
    { "3", "t.json:1:1: not valid JSON: '[' or '{' expected near '3'\n" },
    { "[1,]", "t.json:1:4: not valid JSON: unexpected token near ']'\n" },
    { "[1e999]", "t.json:1:2: not valid JSON: real number overflow near '1e999'\n" },
    { "[99999999999999999999]", "t.json:1:2: not valid JSON: too big integer near "
                                "'99999999999999999999'\n" },
    { "[NaN]", "t.json:1:2: not valid JSON: invalid token near 'NaN'\n" },
    { "[\"\\u0000\"]", "t.json:1:2: a NUL character is not accepted\n" },
    { "[\"学\xFF\"]", "t.json:1:4: byte 0xFF is not valid UTF-8; save the file as UTF-8\n" },
};

START_TEST(broken_files_are_refused)
{
    struct reading r;
    json_t *root = (json_t *)&r;
    reading_begin(&r, broken[_i].text);
    ck_assert_int_eq(xw_json_read(r.path, "t.json", &r.diag, &root), XW_REFUSED);
    ck_assert_str_eq(reading_said(&r), broken[_i].said);
    ck_assert_ptr_null(root);
    reading_end(&r);
}
END_TEST

START_TEST(a_missing_file_is_said)
{
    struct reading r;
    json_t *root = (json_t *)&r;
    reading_begin(&r, "");
    ck_assert_int_eq(xw_json_read("/nowhere/t.json", "t.json", &r.diag, &root), XW_REFUSED);
    ck_assert_str_eq(reading_said(&r), "t.json: cannot be read: No such file or directory\n");
    ck_assert_ptr_null(root);
    reading_end(&r);
}
END_TEST

static const char collection[] = "{ \"type\": \"FeatureCollection, [\\\"{\",\n"
                                 " \"学\": {\"位\": -1.5e3},\n"
                                 " \"features\": [\n"
                                 "  {\"properties\": {\"zone\": \"A1\"}, \"g\": [[1, 2], [3,4]]},\n"
                                 "  {\"g\": [] , \"x\\u0041\": true,\n"
                                 "   \"properties\" : { \"a\": {\"zone\": 0}, \"zone\" : null } }\n"
                                 " ], \"last\": {}, \"end\":[7] }\n";

static const struct {
    const char *path;
    int line, column;
} places[] = {
    { "", 1, 1 },
    { "type", 1, 11 },
    { "学", 2, 7 },
    { "学.位", 2, 13 },
    { "features", 3, 14 },
    { "features[0]", 4, 3 },
    { "features[0].properties.zone", 4, 27 },
    { "features[0].g", 4, 39 },
    { "features[0].g[0]", 4, 40 },
    { "features[0].g[1][0]", 4, 49 },
    { "features[0].g[1][1]", 4, 51 },
    { "features[1]", 5, 3 },
    { "features[1].g", 5, 9 },
    { "features[1].xA", 5, 25 },
    { "features[1].properties", 6, 19 },
    { "features[1].properties.zone", 6, 48 },
    { "last", 7, 13 },
    { "end[0]", 7, 24 },
    /* what is not there stands where its parent stands */
    { "nothing", 1, 1 },
    { "typ", 1, 1 },
    { "type.x", 1, 11 },
    { "type[0]", 1, 11 },
    { "features[2]", 3, 14 },
    { "features[0].properties.town", 4, 18 },
    { "features.zone", 3, 14 },
    { "features[-1]", 3, 14 },
    { "features[0", 3, 14 },
    { "features[1].g[0]", 5, 9 },
    { "last[0]", 7, 13 },
    { "last.x", 7, 13 },
};

START_TEST(values_are_found)
{
    struct reading r;
    json_t *root;
    struct xw_bytes text = { collection, sizeof collection - 1 };
    reading_begin(&r, "");
    ck_assert_int_eq(xw_json_parse(text, "t.json", &r.diag, &root), XW_OK);
    json_decref(root);
    struct xw_place at = xw_json_place(text, "t.json", places[_i].path);
    ck_assert_msg(at.line == places[_i].line && at.column == places[_i].column, "%s: %d:%d",
                  places[_i].path, (int)at.line, (int)at.column);
    ck_assert_str_eq(at.field, places[_i].path);
    ck_assert_str_eq(at.file, "t.json");
    reading_end(&r);
}
END_TEST

START_TEST(deep_nesting_costs_no_stack)
{
    enum { DEPTH = 2000 };
    static char text[2 * DEPTH + 64];
    struct reading r;
    json_t *root;
    reading_begin(&r, "");
    strcpy(text, "{\"a\": ");
    memset(text + 6, '[', DEPTH);
    memset(text + 6 + DEPTH, ']', DEPTH);
    strcpy(text + 6 + 2 * DEPTH, ", \"b\": 1}");
    struct xw_bytes deep = { text, (ptrdiff_t)strlen(text) };
    ck_assert_int_eq(xw_json_parse(deep, "t.json", &r.diag, &root), XW_OK);
    json_decref(root);
    ck_assert_int_eq(xw_json_place(deep, "t.json", "b").column, 6 + 2 * DEPTH + 8);
    reading_end(&r);
}
END_TEST

/* Whatever the bytes are: no crash, a refusal says something, and in what is accepted places can
 * be asked for. */
START_TEST(any_bytes_are_survived)
{
    struct reading r;
    uint32_t chance = 1987;
    reading_begin(&r, collection);
    for (int round = 0; round < 4000; round++) {
        char text[sizeof collection + 64];
        memcpy(text, collection, sizeof collection);
        ptrdiff_t length = sizeof collection - 1;
        for (int more = round % 3; more >= 0; more--)
            length = reading_mutate(text, length, (ptrdiff_t)sizeof text - 1, &chance);
        reading_again(&r, text, length);
        json_t *root;
        enum xw_status status = xw_json_read(r.path, "t.json", &r.diag, &root);
        ck_assert_int_eq(status == XW_OK, root != NULL);
        ck_assert_int_eq(status == XW_OK, r.diag.refused == 0);
        json_decref(root);
        if (status != XW_OK) continue;
        text[length] = '\0';
        struct xw_bytes sound = { text, length };
        for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
            struct xw_place at = xw_json_place(sound, "t.json", places[i].path);
            ck_assert_int_ge(at.line, 1);
            ck_assert_int_ge(at.column, 1);
        }
    }
    reading_end(&r);
}
END_TEST

#define ROWS(table) (int)(sizeof(table) / sizeof *(table))

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, sound_files_are_read);
    tcase_add_loop_test(c, values_are_found, 0, ROWS(places));
    return c;
}

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_loop_test(c, broken_files_are_refused, 0, ROWS(broken));
    tcase_add_test(c, a_missing_file_is_said);
    tcase_add_test(c, any_bytes_are_survived);
    return c;
}

static TCase *limits(void)
{
    TCase *c = tcase_create("limits");
    tcase_add_test(c, deep_nesting_costs_no_stack);
    return c;
}

UNIT_MAIN("json", known_answers(), refusals(), limits())
