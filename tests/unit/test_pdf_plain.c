#include "pdf_plain.h"
#include "unit.h"
#include <string.h>

/* The smallest of its kind, as Skia and pydyf write them. */
#define HEAD                                                                                       \
    "%PDF-1.4\n1 0 obj\n<</Title <FEFF7532>\n/Creator (Mozilla \\(X11; \\\\) x)\n/Producer (p)\n"
#define DATES(day)                                                                                 \
    "/CreationDate (D:202611260352" day "+00'00')\n/ModDate (D:202611260352" day                   \
    "+00'00')>>\nendobj\n"
#define BODY "2 0 obj\n<</ID (node1) /CreationDate (in another object)>>\nendobj\nxref\n0 3\n"
#define TAIL(id)                                                                                   \
    "trailer\n<</Size 3\n/Root 2 0 R\n/Info 1 0 R\n/ID [<" id "> <" id                             \
    ">]>>\nstartxref\n300\n%%EOF\n"

START_TEST(two_days_give_the_same_bytes)
{
    char a[] = HEAD DATES("45") BODY TAIL("0A1B"), b[] = HEAD DATES("57") BODY TAIL("FFEE");
    char first[sizeof a];
    memcpy(first, a, sizeof a);
    ck_assert_int_ne(memcmp(a, b, sizeof a), 0);
    ck_assert(xw_pdf_plain(a, sizeof a - 1));
    ck_assert(xw_pdf_plain(b, sizeof b - 1));
    ck_assert_int_eq(memcmp(a, b, sizeof a), 0);
    ck_assert_ptr_null(strstr(a, "D:2026"));
    ck_assert_ptr_null(strstr(a, "Mozilla"));
    ck_assert_ptr_null(strstr(a, "0A1B"));
    /* What tells nothing of the day stays, each where it was. */
    static const char *const stays[] = { "/Title <FEFF7532>",   "/Producer (p)",
                                         ">>\nendobj\n2 0 obj", "/CreationDate (in another object)",
                                         "/ID (node1)",         "xref\n0 3",
                                         "/Info 1 0 R" };
    for (size_t i = 0; i < sizeof stays / sizeof *stays; i++) {
        ck_assert_msg(strstr(a, stays[i]) != NULL, "%s is gone", stays[i]);
        ck_assert_int_eq(strstr(a, stays[i]) - a, strstr(first, stays[i]) - first);
    }
    /* And nothing is left to do. */
    memcpy(first, a, sizeof a);
    ck_assert(xw_pdf_plain(a, sizeof a - 1));
    ck_assert_int_eq(memcmp(a, first, sizeof a), 0);
}
END_TEST

START_TEST(without_dates_and_identifiers)
{
    char a[] = "%PDF-1.7\n7 0 obj\n<</Producer (WeasyPrint)>>\nendobj\nxref\n"
               "trailer\n<</Size 3/Info 7 0 R>>\nstartxref\n9\n%%EOF";
    char b[sizeof a];
    memcpy(b, a, sizeof a);
    ck_assert(xw_pdf_plain(a, sizeof a - 1));
    ck_assert_str_eq(a, b);
}
END_TEST

static const struct {
    const char *why, *bytes;
} broken[] = {
    { "empty", "" },
    { "another kind of file", "<html>\ntrailer /Info 1 0 R %%EOF" },
    { "no trailer", HEAD DATES("45") BODY },
    { "cut in the trailer", HEAD DATES("45") BODY "trailer\n<</Info 1 0 R" },
    { "no Info", HEAD DATES("45") BODY "trailer\n<</Size 3>>\n%%EOF\n" },
    { "Info of an object that is not there",
      HEAD DATES("45") BODY "trailer\n<</Info 9 0 R>>\n%%EOF\n" },
    { "Info without its end", HEAD "trailer\n<</Info 1 0 R>>\n%%EOF\n" },
};

START_TEST(what_is_no_complete_pdf_is_left_alone)
{
    char bytes[600], before[600];
    size_t length = strlen(broken[_i].bytes);
    strcpy(bytes, broken[_i].bytes);
    strcpy(before, bytes);
    ck_assert_msg(!xw_pdf_plain(bytes, (ptrdiff_t)length), "%s", broken[_i].why);
    ck_assert_str_eq(bytes, before);
}
END_TEST

/* Wherever a file ends, nothing outside it is read or written. */
START_TEST(any_length_is_safe)
{
    static const char whole[] = HEAD DATES("45") BODY TAIL("0A1B");
    for (size_t n = 0; n < sizeof whole; n++) {
        char bytes[sizeof whole + 4];
        memcpy(bytes, whole, n);
        memset(bytes + n, 'x', sizeof bytes - n);
        xw_pdf_plain(bytes, (ptrdiff_t)n);
        for (size_t i = n; i < sizeof bytes; i++)
            ck_assert_int_eq(bytes[i], 'x');
    }
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known_answers");
    tcase_add_test(c, two_days_give_the_same_bytes);
    tcase_add_test(c, without_dates_and_identifiers);
    return c;
}

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_loop_test(c, what_is_no_complete_pdf_is_left_alone, 0,
                        (int)(sizeof broken / sizeof *broken));
    tcase_add_test(c, any_length_is_safe);
    return c;
}

UNIT_MAIN("pdf_plain", known_answers(), refusals())
