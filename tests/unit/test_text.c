#include "xuewei/text.h"
#include "unit.h"
#include <locale.h>
#include <math.h>
#include <string.h>

static const struct {
    const char *text;
    bool read;
    int64_t value;
} wholes[] = {
    { "0", true, 0 },
    { "-0", true, 0 },
    { "7", true, 7 },
    { "-30", true, -30 },
    { "007", true, 7 },
    { "2147483647", true, INT32_MAX },
    { "-2147483648", true, INT32_MIN },
    { "2147483648", true, 2147483648 },
    { "-2147483649", true, -2147483649 },
    { "9223372036854775807", true, INT64_MAX },
    { "-9223372036854775808", true, INT64_MIN },
    { "9223372036854775808", false, 0 },
    { "-9223372036854775809", false, 0 },
    { "92233720368547758070", false, 0 },
    { "", false, 0 },
    { "-", false, 0 },
    { "--1", false, 0 },
    { "+1", false, 0 },
    { " 1", false, 0 },
    { "1 ", false, 0 },
    { "1.0", false, 0 },
    { "1e3", false, 0 },
    { "0x10", false, 0 },
    { "1,000", false, 0 },
    { "12a", false, 0 },
    { "/", false, 0 },
    { ":", false, 0 },
    { "９", false, 0 },
};

START_TEST(whole_numbers)
{
    int64_t wide = 42;
    int32_t narrow = 42;
    bool read = xw_text_to_int64(wholes[_i].text, &wide);
    ck_assert_msg(read == wholes[_i].read, "\"%s\"", wholes[_i].text);
    ck_assert_int_eq(wide, read ? wholes[_i].value : 42);

    bool fits = wholes[_i].read && wholes[_i].value == (int32_t)wholes[_i].value;
    ck_assert_msg(xw_text_to_int32(wholes[_i].text, &narrow) == fits, "\"%s\"", wholes[_i].text);
    ck_assert_int_eq(narrow, fits ? wholes[_i].value : 42);
}
END_TEST

static const struct {
    const char *text;
    bool read;
    double value;
} reals[] = {
    { "0", true, 0.0 },
    { "1", true, 1.0 },
    { "-1.5", true, -1.5 },
    { "0.1", true, 0.1 },
    { ".5", true, 0.5 },
    { "5.", true, 5.0 },
    { "1e3", true, 1000.0 },
    { "1E-3", true, 0.001 },
    { "2e+2", true, 200.0 },
    { "1.7976931348623157e308", true, 1.7976931348623157e308 },
    { "4.9406564584124654e-324", true, 4.9406564584124654e-324 },
    { "1e-400", true, 0.0 },
    { "1e309", false, 0 },
    { "-1e309", false, 0 },
    { "", false, 0 },
    { "-", false, 0 },
    { ".", false, 0 },
    { "-.", false, 0 },
    { "e5", false, 0 },
    { "1e", false, 0 },
    { "1e+", false, 0 },
    { "1.2.3", false, 0 },
    { "+1", false, 0 },
    { " 1", false, 0 },
    { "1 ", false, 0 },
    { "1,5", false, 0 },
    { "0x1p3", false, 0 },
    { "inf", false, 0 },
    { "-inf", false, 0 },
    { "nan", false, 0 },
    { "NaN", false, 0 },
    { "12%", false, 0 },
};

START_TEST(real_numbers)
{
    double value = 42.0;
    bool read = xw_text_to_double(reals[_i].text, &value);
    ck_assert_msg(read == reals[_i].read, "\"%s\"", reals[_i].text);
    ck_assert_double_eq(value, read ? reals[_i].value : 42.0);
}
END_TEST

START_TEST(minus_zero_keeps_its_sign)
{
    double value = 42.0;
    ck_assert(xw_text_to_double("-0", &value));
    ck_assert(signbit(value));
}
END_TEST

static const struct {
    const char *text;
    bool read;
    int year, month, day;
} dates[] = {
    { "2020-11-01", true, 2020, 11, 1 },  { "2020-02-29", true, 2020, 2, 29 },
    { "2000-02-29", true, 2000, 2, 29 },  { "0001-01-01", true, 1, 1, 1 },
    { "9999-12-31", true, 9999, 12, 31 }, { "2021-02-28", true, 2021, 2, 28 },
    { "2021-04-30", true, 2021, 4, 30 },  { "2021-01-31", true, 2021, 1, 31 },
    { "2021-02-29", false, 0, 0, 0 },     { "1900-02-29", false, 0, 0, 0 },
    { "2020-02-30", false, 0, 0, 0 },     { "2021-04-31", false, 0, 0, 0 },
    { "2021-12-32", false, 0, 0, 0 },     { "2021-13-01", false, 0, 0, 0 },
    { "2021-00-10", false, 0, 0, 0 },     { "2021-01-00", false, 0, 0, 0 },
    { "0000-01-01", false, 0, 0, 0 },     { "2021-1-1", false, 0, 0, 0 },
    { "2021/01/01", false, 0, 0, 0 },     { "2021-01-01 ", false, 0, 0, 0 },
    { "2021-01-1", false, 0, 0, 0 },      { " 021-01-01", false, 0, 0, 0 },
    { "20210101", false, 0, 0, 0 },       { ":021-01-01", false, 0, 0, 0 },
    { "2021-99-01", false, 0, 0, 0 },     { "", false, 0, 0, 0 },
};

START_TEST(calendar_dates)
{
    int16_t year = -7;
    int8_t month = -7, day = -7;
    bool read = xw_text_to_date(dates[_i].text, &year, &month, &day);
    ck_assert_msg(read == dates[_i].read, "\"%s\"", dates[_i].text);
    ck_assert_int_eq(year, read ? dates[_i].year : -7);
    ck_assert_int_eq(month, read ? dates[_i].month : -7);
    ck_assert_int_eq(day, read ? dates[_i].day : -7);
}
END_TEST

static const char *const known[] = { "kindergarten",
                                     "primary",
                                     "lower_secondary",
                                     "upper_secondary",
                                     "f",
                                     "m",
                                     "zone",
                                     "从越城区新建小学",
                                     "school",
                                     "aza" };

static const struct {
    const char *word, *nearest;
} words[] = {
    { "primary", "primary" },
    { "Primary", "primary" },
    { "LOWER-SECONDARY", "lower_secondary" },
    { "lower_secundary", "lower_secondary" },
    { "priamry", "primary" },    /* a swap counts once */
    { "pirmayr", "primary" },    /* two swaps: 7 / 3 = 2 */
    { "primaryxx", "primary" },  /* 9 / 3 = 3 */
    { "primaryxxx", "primary" }, /* 10 / 3 = 3 */
    { "primaryxxxx", NULL },     /* distance 4 above 11 / 3 */
    { "prmry", NULL },           /* distance 2 above 5 / 3 */
    { "primry", "primary" },
    { "rimary", "primary" },
    { "zon", "zone" }, /* short words may be one off */
    { "zo", NULL },
    { "ozne", "zone" }, /* a swap at either end and in the middle */
    { "zoen", "zone" },
    { "znoe", "zone" },
    { "oznx", NULL },
    { "znox", NULL },
    { "enoz", NULL },
    { "noze", NULL },
    { "AZA", "aza" }, /* the ends of the alphabet are letters too */
    { "az[", "aza" },
    { "Z`[", NULL },
    { "F", "f" },
    { "fm", "f" }, /* equally near: the first */
    { "x", NULL }, /* nothing shared */
    { "", NULL },
    { "从越城区新建中学", "从越城区新建小学" }, /* one character, three bytes */
    { "从越城区中学", NULL },                   /* distance 3 above 6 / 3 */
    { "sch\xFFol", "school" },
};

START_TEST(nearest_words)
{
    const char *got =
        xw_text_nearest(words[_i].word, known, (int32_t)(sizeof known / sizeof *known));
    if (words[_i].nearest == NULL)
        ck_assert_msg(got == NULL, "%s: %s", words[_i].word, got);
    else
        ck_assert_str_eq(got, words[_i].nearest);
}
END_TEST

START_TEST(nearest_has_limits)
{
    char long_one[XW_TEXT_WORD + 2], long_two[XW_TEXT_WORD + 2];
    memset(long_one, 'a', sizeof long_one);
    memset(long_two, 'a', sizeof long_two);
    long_one[XW_TEXT_WORD] = long_two[XW_TEXT_WORD] = '\0';
    long_one[0] = 'b';
    const char *list[] = { long_two };
    ck_assert_ptr_eq(xw_text_nearest(long_one, list, 1), long_two);
    ck_assert_ptr_null(xw_text_nearest("zone", known, 0));

    long_one[XW_TEXT_WORD] = 'a';
    long_one[XW_TEXT_WORD + 1] = '\0';
    ck_assert_ptr_null(xw_text_nearest(long_one, list, 1));
    long_one[XW_TEXT_WORD] = '\0';
    long_two[XW_TEXT_WORD] = 'a';
    long_two[XW_TEXT_WORD + 1] = '\0';
    ck_assert_ptr_null(xw_text_nearest(long_one, list, 1));
}
END_TEST

/* Unicode 15, table 3-7: the first and the last of every row, and their neighbours outside. */
static const struct {
    const char *text;
    int length, fault;
} sequences[] = {
    { "", 0, -1 },
    { "a\0b", 3, -1 },
    { "\x7F", 1, -1 },
    { "a\x80", 2, 1 },
    { "ab\xBF", 3, 2 },
    { "\xC1\xBF", 2, 0 },
    { "\xC2\x80", 2, -1 },
    { "\xC2\x7F", 2, 0 },
    { "\xDF\xBF", 2, -1 },
    { "\xDF\xC0", 2, 0 },
    { "\xC2", 1, 0 },
    { "\xE0\xA0\x80", 3, -1 },
    { "\xE0\x9F\xBF", 3, 0 },
    { "\xED\x9F\xBF", 3, -1 },
    { "\xED\xA0\x80", 3, 0 },
    { "\xEE\x80\x80", 3, -1 },
    { "\xEF\xBF\xBF", 3, -1 },
    { "\xE1\x80\xC0", 3, 0 },
    { "\xE1\x80\x7F", 3, 0 },
    { "a\xE5\xAD", 3, 1 },
    { "\xF0\x90\x80\x80", 4, -1 },
    { "\xF0\x8F\xBF\xBF", 4, 0 },
    { "\xF4\x8F\xBF\xBF", 4, -1 },
    { "\xF4\x90\x80\x80", 4, 0 },
    { "\xF3\x80\x80\xC0", 4, 0 },
    { "\xF3\x80\x80", 3, 0 },
    { "\xF5\x80\x80\x80", 4, 0 },
    { "\xFF", 1, 0 },
    { "\xE5\xAD\xA6\xE4\xBD\x8D\xFE", 7, 6 },
};

static const struct {
    double amount;
    const char *want;
} amounts[] = {
    { 0.0, "0" },
    { 3e-7, "3e-07" },
    { 0.000123, "0.000123" },
    { 0.0123, "0.0123" },
    { 0.04, "0.0400" },
    { 0.9994, "0.999" },
    { 0.9996, "1.00" },
    { 9.996, "10.0" },
    { 27.27, "27.3" },
    { 50.0, "50.0" },
    { 99.96, "100" },
    { 2024.6, "2025" },
    { 1e14, "100000000000000" },
    { 1e300, "1e+300" },
};

START_TEST(amounts_keep_three_digits)
{
    char text[XW_TEXT_AMOUNT];
    ck_assert_str_eq(xw_text_amount(amounts[_i].amount, text), amounts[_i].want);
}
END_TEST

START_TEST(years_are_listed_by_spans)
{
    static const uint8_t in[] = { 1, 0, 1, 1, 0, 1, 1, 1 }, none[] = { 0 };
    char text[60];
    ck_assert_str_eq(xw_text_years(2015, 8, in, text, sizeof text), "2015, 2017-2018, 2020-2022");
    ck_assert_str_eq(xw_text_years(2015, 3, in, text, sizeof text), "2015, 2017");
    ck_assert_str_eq(xw_text_years(2015, 1, none, text, sizeof text), "");
    ck_assert_str_eq(xw_text_years(2015, 8, in, text, 40), "2015, 2017-2018, ...");
}
END_TEST

START_TEST(utf8_faults)
{
    ck_assert_msg(xw_text_utf8_fault(sequences[_i].text, sequences[_i].length) ==
                      sequences[_i].fault,
                  "row %d", _i);
}
END_TEST

START_TEST(characters_are_counted)
{
    ck_assert_int_eq(xw_text_characters("", 0), 0);
    ck_assert_int_eq(xw_text_characters("ab", 2), 2);
    ck_assert_int_eq(xw_text_characters("a学位é\xF0\x90\x80\x80", 13), 5);
}
END_TEST

#define ROWS(table) (int)(sizeof(table) / sizeof *(table))

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_loop_test(c, whole_numbers, 0, ROWS(wholes));
    tcase_add_loop_test(c, real_numbers, 0, ROWS(reals));
    tcase_add_test(c, minus_zero_keeps_its_sign);
    tcase_add_loop_test(c, calendar_dates, 0, ROWS(dates));
    tcase_add_loop_test(c, nearest_words, 0, ROWS(words));
    tcase_add_loop_test(c, amounts_keep_three_digits, 0, ROWS(amounts));
    tcase_add_test(c, years_are_listed_by_spans);
    tcase_add_loop_test(c, utf8_faults, 0, ROWS(sequences));
    tcase_add_test(c, characters_are_counted);
    return c;
}

static TCase *limits(void)
{
    TCase *c = tcase_create("limits");
    tcase_add_test(c, nearest_has_limits);
    return c;
}

UNIT_MAIN("text", known_answers(), limits())
