#include "xuewei/csv.h"
#include "reading.h"

/* Records as text: cells in [brackets] with line:column, a record a line. */
static char *all_of(struct xw_csv *csv, char *out, size_t room)
{
    FILE *to = fmemopen(out, room, "w");
    while (xw_csv_next(csv)) {
        fprintf(to, "%d)", (int)csv->line);
        for (int32_t i = 0; i < csv->fields; i++)
            fprintf(to, " %d:%d[%s]", (int)csv->field_line[i], (int)csv->field_column[i],
                    csv->field[i]);
        fputc('\n', to);
    }
    fputc('\0', to);
    fclose(to);
    return out;
}

static const struct {
    const char *text, *records, *said;
    bool failed;
} tables[] = {
    { "a,b\n1,2\n", "1) 1:1[a] 1:3[b]\n2) 2:1[1] 2:3[2]\n", "", false },
    { "a,b\r\n1,2", "1) 1:1[a] 1:3[b]\n2) 2:1[1] 2:3[2]\n", "", false },
    { "a\n\n\r\n1\n\n", "1) 1:1[a]\n4) 4:1[1]\n", "", false },
    { "\n\na", "3) 3:1[a]\n", "", false },
    { ",\n,,", "1) 1:1[] 1:2[]\n2) 2:1[] 2:2[] 2:3[]\n", "", false },
    { "a,b,c\n1\n", "1) 1:1[a] 1:3[b] 1:5[c]\n2) 2:1[1]\n", "", false },
    { " a , b\n", "1) 1:1[ a ] 1:5[ b]\n", "", false },
    { "\"\"\n", "1) 1:1[]\n", "", false },
    { "\"\"", "1) 1:1[]\n", "", false },
    { "\"a\"\"b\",c\n", "1) 1:1[a\"b] 1:8[c]\n", "", false },
    { "\"\"\"\"\n", "1) 1:1[\"]\n", "", false },
    { "\"a,b\",c\n", "1) 1:1[a,b] 1:7[c]\n", "", false },
    { "\"a\nb\",c\nd\n", "1) 1:1[a\nb] 2:4[c]\n3) 3:1[d]\n", "", false },
    { "\"a\r\nb\r\n\",c\r\nd\r\n", "1) 1:1[a\r\nb\r\n] 3:3[c]\n4) 4:1[d]\n", "", false },
    { "\"a\rb\",c\n", "1) 1:1[a\rb] 1:7[c]\n", "", false },
    { "学位,é,x\n\"学\n校\",y\n", "1) 1:1[学位] 1:4[é] 1:6[x]\n2) 2:1[学\n校] 3:4[y]\n", "",
      false },
    { "\xEF\xBB\xBFzone,学\n", "1) 1:1[zone] 1:6[学]\n", "", false },
    { "a,\n", "1) 1:1[a] 1:3[]\n", "", false },
    { "a,", "1) 1:1[a] 1:3[]\n", "", false },
    /* faults after which reading goes on */
    { "\"a\"b,c\nd\n", "1) 1:1[ab] 1:6[c]\n2) 2:1[d]\n",
      "t.csv:1:4: text after a closing quote; a quote inside a field is written twice\n", false },
    { "学,\"a\n学\" b\"c\"\nd\n", "1) 1:1[学] 1:3[a\n学 b\"c\"]\n3) 3:1[d]\n",
      "t.csv:2:3: text after a closing quote; a quote inside a field is written twice\n", false },
    { "x,a\"b\"\nd\n", "1) 1:1[x] 1:3[a\"b\"]\n2) 2:1[d]\n",
      "t.csv:1:4: a quote inside a field that does not begin with one; quote the whole field and "
      "write the quote twice\n",
      false },
    /* faults that end it */
    { "a,b\n1,\"学\n\n", "1) 1:1[a] 1:3[b]\n",
      "t.csv:2:3: the quote that opens here is never closed\n", true },
    { "a\n\"", "1) 1:1[a]\n", "t.csv:2:1: the quote that opens here is never closed\n", true },
    { "a\n\"b\"\"", "1) 1:1[a]\n", "t.csv:2:1: the quote that opens here is never closed\n", true },
    { "a\n学\rb\n", "1) 1:1[a]\n",
      "t.csv:2:2: a carriage return without a line feed; a line ends with LF or CRLF\n", true },
    { "a\n\"b\"\r", "1) 1:1[a]\n",
      "t.csv:2:4: a carriage return without a line feed; a line ends with LF or CRLF\n", true },
    { "a\n\rb\n", "1) 1:1[a]\n",
      "t.csv:2:1: a carriage return without a line feed; a line ends with LF or CRLF\n", true },
};

START_TEST(records_and_places)
{
    struct reading r;
    struct xw_csv csv;
    char records[512];
    reading_begin(&r, tables[_i].text);
    ck_assert_int_eq(xw_csv_open(&csv, r.path, "t.csv", "UTF-8", &r.keep, &r.diag), XW_OK);
    ck_assert_str_eq(all_of(&csv, records, sizeof records), tables[_i].records);
    ck_assert_str_eq(reading_said(&r), tables[_i].said);
    ck_assert_int_eq(csv.failed, tables[_i].failed);
    ck_assert(!xw_csv_next(&csv)); /* the end stays the end */
    ck_assert_int_eq(csv.fields, 0);
    ck_assert_str_eq(reading_said(&r), tables[_i].said);
    reading_end(&r);
}
END_TEST

START_TEST(texts_stay_after_the_next_record)
{
    struct reading r;
    struct xw_csv csv;
    reading_begin(&r, "ab,\"c\"\"d\"\nef,gh");
    ck_assert_int_eq(xw_csv_open(&csv, r.path, "t.csv", "UTF-8", &r.keep, &r.diag), XW_OK);
    ck_assert(xw_csv_next(&csv));
    const char *ab = csv.field[0], *cd = csv.field[1];
    ck_assert(xw_csv_next(&csv));
    const char *gh = csv.field[1];
    ck_assert(!xw_csv_next(&csv));
    ck_assert_str_eq(ab, "ab");
    ck_assert_str_eq(cd, "c\"d");
    ck_assert_str_eq(gh, "gh");
    ck_assert_str_eq(csv.bytes, "ab,\"c\"\"d\"\nef,gh");
    ck_assert_int_eq(csv.length, 15);
    reading_end(&r);
}
END_TEST

/* More cells than the first arrays hold: what was read before they grow stays. */
START_TEST(wide_records)
{
    enum { CELLS = 1000 };
    struct reading r;
    struct xw_csv csv;
    char text[CELLS * 2];
    for (int i = 0; i < CELLS; i++) {
        text[2 * i] = (char)('a' + i % 26);
        text[2 * i + 1] = ',';
    }
    text[2 * CELLS - 1] = '\n';
    reading_begin_bytes(&r, text, sizeof text);
    ck_assert_int_eq(xw_csv_open(&csv, r.path, "t.csv", "UTF-8", &r.keep, &r.diag), XW_OK);
    ck_assert(xw_csv_next(&csv));
    ck_assert_int_eq(csv.fields, CELLS);
    for (int i = 0; i < CELLS; i++) {
        ck_assert_int_eq(csv.field[i][0], 'a' + i % 26);
        ck_assert_int_eq(csv.field[i][1], '\0');
        ck_assert_int_eq(csv.field_line[i], 1);
        ck_assert_int_eq(csv.field_column[i], 1 + 2 * i);
    }
    reading_end(&r);
}
END_TEST

/* 越城 and 𠂇 (FE51, two bytes that become four) in GB18030; € is A2E3; 㐀 is 81 39 EE 39. */
START_TEST(gb18030_is_converted)
{
    struct reading r;
    struct xw_csv csv;
    char records[512];
    reading_begin(&r, "\xD4\xBD\xB3\xC7,b\n\xA2\xE3,\"\x81\x39\xEE\x39\n\xC7\",c\n");
    ck_assert_int_eq(xw_csv_open(&csv, r.path, "t.csv", "GB18030", &r.keep, &r.diag), XW_REFUSED);
    ck_assert_str_eq(reading_said(&r), "t.csv:3:1: byte 0xC7 is not valid GB18030\n");

    static const char good[] = "\xD4\xBD\xB3\xC7,b\n\xA2\xE3,\"\x81\x39\xEE\x39\n\xFE\x51\",c\n";
    reading_again(&r, good, sizeof good - 1);
    ck_assert_int_eq(xw_csv_open(&csv, r.path, "t.csv", "GB18030", &r.keep, &r.diag), XW_OK);
    ck_assert_str_eq(all_of(&csv, records, sizeof records),
                     "1) 1:1[越城] 1:4[b]\n2) 2:1[€] 2:3[㐀\n\xF0\xA0\x82\x87] 3:4[c]\n");

    /* the byte order mark in GB18030 is 84 31 95 33 */
    static const char marked[] = "\x84\x31\x95\x33\xD4\xBD,b\n";
    reading_again(&r, marked, sizeof marked - 1);
    ck_assert_int_eq(xw_csv_open(&csv, r.path, "t.csv", "GB18030", &r.keep, &r.diag), XW_OK);
    ck_assert_str_eq(all_of(&csv, records, sizeof records), "1) 1:1[越] 1:3[b]\n");
    reading_end(&r);
}
END_TEST

static const struct {
    const char *bytes;
    int length;
    const char *encoding, *said;
} files[] = {
    { "", 0, "UTF-8", "t.csv: the file is empty; a table begins with a header row\n" },
    { "\xEF\xBB\xBF", 3, "UTF-8", "t.csv: the file is empty; a table begins with a header row\n" },
    { "\r\n\n", 3, "UTF-8", "t.csv: the file is empty; a table begins with a header row\n" },
    { "", 0, "GB18030", "t.csv: the file is empty; a table begins with a header row\n" },
    { "a\n学\0b\n", 8, "UTF-8", "t.csv:2:2: a NUL byte; the file is not a text\n" },
    { "a\n\xD1\xA7\0", 5, "GB18030", "t.csv:2:2: a NUL byte; the file is not a text\n" },
    { "a,b\n学\xB3\xC7", 9, "UTF-8",
      "t.csv:2:2: byte 0xB3 is not valid UTF-8; save the file as UTF-8\n" },
    { "a,b\nx,\xB3\xC7\n", 9, "UTF-8",
      "t.csv:2:3: byte 0xB3 is not valid UTF-8; the file looks like GB18030: save it as UTF-8, or, "
      "if it is a table, say encoding: GB18030 in the scenario\n" },
    { "\xEF\xBB\xBF\xFF", 4, "UTF-8",
      "t.csv:1:1: byte 0xFF is not valid UTF-8; save the file as UTF-8\n" },
    { "\xFF\xFE"
      "a\0",
      4, "UTF-8", "t.csv:1:1: the file is UTF-16; save it as UTF-8\n" },
    { "\xFE\xFF\0a", 4, "UTF-8", "t.csv:1:1: the file is UTF-16; save it as UTF-8\n" },
    { "a,\xD4\xBD\n\xD4", 6, "GB18030", "t.csv:2:1: byte 0xD4 is not valid GB18030\n" },
    { "\x84\x31\x95\x33\xFF", 5, "GB18030", "t.csv:1:1: byte 0xFF is not valid GB18030\n" },
    { "\xEF\xBB\xBF"
      "a\n",
      5, "GB18030",
      "t.csv:1:1: the file begins with a UTF-8 byte order mark, but the scenario says encoding: "
      "GB18030\n" },
    { "a\n", 2, "Big5",
      "t.csv: encoding: \"Big5\" is not accepted\n    accepted: UTF-8, GB18030\n" },
};

START_TEST(files_are_refused)
{
    struct reading r;
    struct xw_csv csv;
    reading_begin_bytes(&r, files[_i].bytes, files[_i].length);
    ck_assert_int_eq(xw_csv_open(&csv, r.path, "t.csv", files[_i].encoding, &r.keep, &r.diag),
                     XW_REFUSED);
    ck_assert_str_eq(reading_said(&r), files[_i].said);
    ck_assert(csv.failed);
    ck_assert(!xw_csv_next(&csv));
    reading_end(&r);
}
END_TEST

START_TEST(a_small_arena_is_said)
{
    struct reading r;
    struct xw_csv csv;
    reading_begin(&r, "a,b\n");
    xw_arena_free(&r.keep);
    ck_assert_int_eq(xw_arena_init(&r.keep, 7), XW_OK); /* the bytes fit, their texts do not */
    ck_assert_int_eq(xw_csv_open(&csv, r.path, "t.csv", "UTF-8", &r.keep, &r.diag), XW_NO_MEMORY);
    ck_assert_str_eq(reading_said(&r), "t.csv: memory is used up\n");
    ck_assert(!xw_csv_next(&csv));

    xw_arena_free(&r.keep);
    ck_assert_int_eq(xw_arena_init(&r.keep, 20), XW_OK); /* both fit, the arrays do not */
    ck_assert_int_eq(xw_csv_open(&csv, r.path, "t.csv", "UTF-8", &r.keep, &r.diag), XW_OK);
    ck_assert(!xw_csv_next(&csv));
    ck_assert(csv.failed);
    ck_assert_str_eq(reading_said(&r), "t.csv: memory is used up\nt.csv:1:1: memory is used up\n");
    reading_end(&r);
}
END_TEST

/* Every arena from too small to enough: no cell is lost in silence. */
START_TEST(every_small_arena_is_said)
{
    static const char text[] = "a,b,c\nd,\"e\",f\n";
    struct reading r;
    reading_begin(&r, text);
    bool enough = false;
    for (size_t room = 1; !enough; room += 4) {
        struct xw_csv csv;
        int32_t cells = 0;
        reading_again(&r, text, sizeof text - 1);
        xw_arena_free(&r.keep);
        ck_assert_int_eq(xw_arena_init(&r.keep, room), XW_OK);
        enum xw_status status = xw_csv_open(&csv, r.path, "t.csv", "UTF-8", &r.keep, &r.diag);
        ck_assert_int_eq(status, csv.failed ? XW_NO_MEMORY : XW_OK);
        while (xw_csv_next(&csv))
            cells += csv.fields;
        enough = !csv.failed;
        ck_assert_int_eq(cells, enough ? 6 : 0);
        ck_assert_int_eq(r.diag.refused, enough ? 0 : 1);
        if (!enough) ck_assert_ptr_nonnull(strstr(reading_said(&r), " memory is used up\n"));
    }
    reading_end(&r);
}
END_TEST

static const struct {
    const char *text, *written;
} fields[] = {
    { "", "" },           { "seats", "seats" },     { "学 位", "学 位" },
    { "a,b", "\"a,b\"" }, { "a\"b", "\"a\"\"b\"" }, { "a\nb", "\"a\nb\"" },
    { "\r", "\"\r\"" },   { "\"", "\"\"\"\"" },
};

START_TEST(fields_are_written)
{
    char written[64] = { 0 };
    FILE *to = fmemopen(written, sizeof written, "w");
    xw_csv_write(to, fields[_i].text);
    fclose(to);
    ck_assert_str_eq(written, fields[_i].written);
}
END_TEST

/* Whatever the bytes are: no crash, places inside the file, and what was read can be written and
 * read again. */
START_TEST(any_bytes_are_survived)
{
    static const char seed[] = "zone,name_zh,\"note \"\"x\"\"\"\r\nA1,城东,\"two\nlines\"\r\n\n"
                               "A2,\"a,b\",\nA3,学,0.5\n";
    struct reading r;
    uint32_t chance = 20220933;
    reading_begin(&r, seed);
    for (int round = 0; round < 4000; round++) {
        char text[sizeof seed + 64];
        memcpy(text, seed, sizeof seed);
        ptrdiff_t length = sizeof seed - 1;
        for (int more = round % 5; more >= 0; more--)
            length = reading_mutate(text, length, (ptrdiff_t)sizeof text, &chance);
        reading_again(&r, text, length);
        struct xw_csv csv;
        const char *encoding = round % 2 == 0 ? "UTF-8" : "GB18030";
        enum xw_status status = xw_csv_open(&csv, r.path, "t.csv", encoding, &r.keep, &r.diag);
        ck_assert(status == XW_OK || (status == XW_REFUSED && r.diag.refused == 1));
        int32_t line = 0;
        while (xw_csv_next(&csv)) {
            ck_assert_int_gt(csv.line, line);
            line = csv.line;
            ck_assert_int_ge(csv.fields, 1);
            for (int32_t i = 0; i < csv.fields; i++) {
                ck_assert_int_ge(csv.field_line[i], csv.line);
                ck_assert_int_ge(csv.field_column[i], 1);
                ck_assert_int_le((ptrdiff_t)strlen(csv.field[i]), csv.length);
            }
        }
        if (csv.failed) ck_assert_int_ge(r.diag.refused, 1);
    }
    reading_end(&r);
}
END_TEST

START_TEST(what_is_written_is_read)
{
    struct reading r;
    uint32_t chance = 7;
    reading_begin(&r, "a");
    for (int round = 0; round < 500; round++) {
        static const char letters[] = "ab,\"\n\r学 ";
        char cell[3][16] = { { 0 } };
        for (int c = 0; c < 3; c++) {
            for (uint32_t i = 0, n = 1 + reading_chance(&chance) % 10; i < n; i++) {
                uint32_t pick = reading_chance(&chance) % 8;
                cell[c][i] = letters[pick < 6 ? pick : 9];
            }
        }
        FILE *to = fopen(r.path, "wb");
        for (int c = 0; c < 3; c++) {
            if (c > 0) fputc(',', to);
            xw_csv_write(to, cell[c]);
        }
        fputs("\r\n", to);
        fclose(to);
        struct xw_csv csv;
        xw_arena_reset(&r.keep);
        ck_assert_int_eq(xw_csv_open(&csv, r.path, "t.csv", "UTF-8", &r.keep, &r.diag), XW_OK);
        ck_assert(xw_csv_next(&csv));
        ck_assert_int_eq(csv.fields, 3);
        for (int c = 0; c < 3; c++)
            ck_assert_str_eq(csv.field[c], cell[c]);
        ck_assert(!xw_csv_next(&csv));
        ck_assert_int_eq(r.diag.refused, 0);
    }
    reading_end(&r);
}
END_TEST

#define ROWS(table) (int)(sizeof(table) / sizeof *(table))

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_loop_test(c, records_and_places, 0, ROWS(tables));
    tcase_add_test(c, gb18030_is_converted);
    tcase_add_loop_test(c, fields_are_written, 0, ROWS(fields));
    return c;
}

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_test(c, texts_stay_after_the_next_record);
    tcase_add_test(c, what_is_written_is_read);
    tcase_add_test(c, any_bytes_are_survived);
    return c;
}

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_loop_test(c, files_are_refused, 0, ROWS(files));
    return c;
}

static TCase *limits(void)
{
    TCase *c = tcase_create("limits");
    tcase_add_test(c, wide_records);
    tcase_add_test(c, a_small_arena_is_said);
    tcase_add_test(c, every_small_arena_is_said);
    return c;
}

UNIT_MAIN("csv", known_answers(), laws(), refusals(), limits())
