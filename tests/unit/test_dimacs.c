#include "xuewei/dimacs.h"
#include "reading.h"

static struct xw_arena scratch;

static enum xw_status read_it(struct reading *r, const struct xw_dimacs *same,
                              struct xw_dimacs *out)
{
    ck_assert_int_eq(xw_arena_init(&scratch, (size_t)64 << 20), XW_OK);
    enum xw_status status =
        xw_dimacs_read(r->path, "x.min", same, &r->keep, scratch, &r->diag, out);
    xw_arena_free(&scratch);
    return status;
}

/* The example of the format's description. */
static const char example[] = "c This is a simple example\nc\np min 4 5\nn 1 4\nn 4 -4\n"
                              "a 1 2 0 4 2\na 1 3 0 2 2\na 2 3 0 2 1\na 2 4 0 3 3\na 3 4 0 5 1\n";

START_TEST(the_example_is_read)
{
    static const int32_t from[] = { 0, 0, 1, 1, 2 }, to[] = { 1, 2, 2, 3, 3 };
    static const int64_t capacity[] = { 4, 2, 2, 3, 5 }, cost[] = { 2, 2, 1, 3, 1 };
    static const int64_t supply[] = { 4, 0, 0, -4 };
    struct reading r;
    struct xw_dimacs d;
    reading_begin(&r, example);
    ck_assert_int_eq(read_it(&r, NULL, &d), XW_OK);
    ck_assert_int_eq(d.nodes, 4);
    ck_assert_int_eq(d.arcs, 5);
    for (int a = 0; a < 5; a++) {
        ck_assert_int_eq(d.from[a], from[a]);
        ck_assert_int_eq(d.to[a], to[a]);
        ck_assert_int_eq(d.lower[a], 0);
        ck_assert_int_eq(d.capacity[a], capacity[a]);
        ck_assert_int_eq(d.cost[a], cost[a]);
    }
    for (int v = 0; v < 4; v++)
        ck_assert_int_eq(d.supply[v], supply[v]);
    reading_end(&r);
}
END_TEST

/* CRLF, tabs, blank lines, no last line end, a comment that is no UTF-8, parallel arcs, a loop, bounds. */
START_TEST(what_files_do_is_accepted)
{
    struct reading r;
    struct xw_dimacs d;
    reading_begin(&r, "c \xD0\xA1\r\n\r\np\tmin  2 3 \r\n  n 1 -7\r\nn\t2 7\r\na 2 1 1 9 -5\r\n"
                      "a 2 1 3 3 0\r\n\r\na 2 2 0 0 999999999999999999");
    ck_assert_msg(read_it(&r, NULL, &d) == XW_OK, "%s", reading_said(&r));
    ck_assert_int_eq(d.supply[0], -7);
    ck_assert_int_eq(d.lower[0], 1);
    ck_assert_int_eq(d.cost[0], -5);
    ck_assert_int_eq(d.capacity[1], 3);
    ck_assert_int_eq(d.from[2], 1);
    ck_assert_int_eq(d.cost[2], 999999999999999999);
    reading_end(&r);
}
END_TEST

START_TEST(a_byte_order_mark_is_skipped)
{
    struct reading r;
    struct xw_dimacs d;
    reading_begin(&r, "\xEF\xBB\xBFp min 2 1\na 1 2 0 7 3\n");
    ck_assert_int_eq(read_it(&r, NULL, &d), XW_OK);
    ck_assert_int_eq(d.capacity[0], 7);
    reading_end(&r);
}
END_TEST

START_TEST(nothing_is_a_problem_too)
{
    struct reading r;
    struct xw_dimacs d;
    reading_begin(&r, "p min 0 0\n");
    ck_assert_int_eq(read_it(&r, NULL, &d), XW_OK);
    ck_assert_int_eq(d.nodes + d.arcs, 0);
    reading_end(&r);
}
END_TEST

#define TENTH(ten, digit) "n " ten digit " 999999999999999999\n"
#define TENS(ten)                                                                                  \
    TENTH(ten, "1")                                                                                \
    TENTH(ten, "2")                                                                                \
    TENTH(ten, "3")                                                                                \
    TENTH(ten, "4") TENTH(ten, "5") TENTH(ten, "6") TENTH(ten, "7") TENTH(ten, "8")                \
        TENTH(ten, "9")

static const struct {
    const char *text, *want;
} refused[] = {
    { "", "x.min: there is no problem line \"p min NODES ARCS\"\n" },
    { "n 1 4\np min 1 0\n",
      "x.min:1:1: a line of a node before the problem line \"p min NODES ARCS\"\n" },
    { "a 1 1 0 0 0\n", "x.min:1:1: a line of an arc before the problem line" },
    { "p max 4 5\n", "x.min:1:3: \"max\" is not accepted\n    accepted: min: a minimum-cost flow" },
    { "p min 4\n", "x.min:1:8: ARCS: the line ends before this field\n" },
    { "p min 4 5 6\n", "x.min:1:11: \"6\" is not accepted\n    accepted: the end of the line\n" },
    { "p min -1 0\n",
      "x.min:1:7: NODES: \"-1\" is not accepted\n    accepted: a whole number, 0 to 500000000\n" },
    { "p min 1 0\np min 1 0\n", "x.min:2:1: a second problem line; the first is line 1\n" },
    { "p min 2 0\nn 3 1\n",
      "x.min:2:3: ID: \"3\" is not accepted\n    accepted: a whole number, 1 to 2\n" },
    { "p min 2 0\nn 0 1\n", "x.min:2:3: ID: \"0\" is not accepted" },
    { "p min 2 0\nn 1 1.5\n", "x.min:2:5: SUPPLY: \"1.5\" is not accepted\n    accepted: a whole "
                              "number of at most 18 digits\n" },
    { "p min 2 0\nn 1 +1\n", "x.min:2:5: SUPPLY: \"+1\" is not accepted" },
    { "p min 2 0\nn 1 -\n", "x.min:2:5: SUPPLY: \"-\" is not accepted" },
    { "p min 2 0\nn 1 1000000000000000000\n",
      "x.min:2:5: SUPPLY: \"1000000000000000000\" is not accepted" },
    { "p min 2 0\nn 1 -9999999999999999999\n", /* more than 64 bits hold */
      "x.min:2:5: SUPPLY: \"-9999999999999999999\" is not accepted" },
    { "p min 2 0\nn 1 1\nn 2 -1\nn 1 1\n", "x.min:4:3: ID: the node 1 is given a second time\n" },
    { "p min 2 0\nn 1 5\nn 2 -3\n", "x.min:1:1: the supplies add up to 2, not to 0\n" },
    { "p min 20 0\n" TENS("1") TENS("") "n 20 -999999999999999999\n",
      "x.min:1:1: the supplies are too large to be added up\n" },
    { "p min 2 1\na 1 2 5 4 0\n",
      "x.min:2:9: CAP: \"4\" is not accepted\n    accepted: a whole number from LOW 5 on\n" },
    { "p min 2 1\na 1 2 0 -1 0\n",
      "x.min:2:9: CAP: \"-1\" is not accepted\n    accepted: a whole number from LOW 0 on\n" },
    { "p min 2 1\na 1 2 -1 1 0\n", "x.min:2:7: LOW: \"-1\" is not accepted\n    accepted: a whole "
                                   "number, 0 to 999999999999999999\n" },
    { "p min 2 1\na 1 2 999999999999999999 1 0\n", "x.min:2:26: CAP: \"1\" is not accepted" },
    { "\xEF\xBB\xBFp max 4 5\n", "x.min:1:3: \"max\" is not accepted" },
    { "p min 2 1\na 1 2 0 1 x\n", "x.min:2:11: COST: \"x\" is not accepted" },
    { "p min 2 1\na 1 2 0 1\n", "x.min:2:10: COST: the line ends before this field\n" },
    { "p min 2 1\na 1 2 0 1 2 3\n", "x.min:2:13: \"3\" is not accepted" },
    { "p min 2 1\na 1 3 0 1 2\n", "x.min:2:5: TO: \"3\" is not accepted" },
    { "p min 2 2\na 1 2 0 1 2\n", "x.min:1:1: the problem line says 2 arcs, the file has 1\n" },
    { "p min 2 1\na 1 2 0 1 2\na 1 2 0 1 2\n",
      "x.min:3:1: an arc more than the 1 of the problem line\n" },
    { "p min 2 0\nx 1 2\n",
      "x.min:2:1: \"x\" is not accepted\n    accepted: a line that begins with c, p, n or a\n" },
    { "p min 2 0\nnode 1 2\n", "x.min:2:1: \"node\" is not accepted" },
    { "p min 2 1\na 1 2 0 1 2\r", "x.min:2:11: COST: \"2\\r\" is not accepted" },
};

START_TEST(faults_are_refused_with_their_place)
{
    struct reading r;
    struct xw_dimacs d;
    reading_begin(&r, refused[_i].text);
    ck_assert_int_eq(read_it(&r, NULL, &d), XW_REFUSED);
    const char *said = reading_said(&r);
    ck_assert_msg(strncmp(said, refused[_i].want, strlen(refused[_i].want)) == 0, "%s", said);
    reading_end(&r);
}
END_TEST

/* Faults in many lines are all said, and a refused arc still counts. */
START_TEST(every_fault_is_said)
{
    struct reading r;
    struct xw_dimacs d;
    reading_begin(&r, "p min 2 3\nn 1 x\na 1 2 0 1\na 9 2 0 1 1\na 1 2 0 1 1\n");
    ck_assert_int_eq(read_it(&r, NULL, &d), XW_REFUSED);
    ck_assert_int_eq(r.diag.refused, 3);
    reading_end(&r);
}
END_TEST

static const struct {
    const char *text, *want; /* want NULL: accepted */
} agains[] = {
    { "p min 4 5\nn 1 3\nn 4 -3\na 1 2 1 9 -2\na 1 3 0 2 2\na 2 3 0 2 1\na 2 4 0 3 3\na 3 4 0 5 "
      "1\n",
      NULL },
    { "p min 4 4\n",
      "x.min:1:9: ARCS: \"4\" is not accepted\n    accepted: 5, as in the problem before it\n" },
    { "p min 5 5\n",
      "x.min:1:7: NODES: \"5\" is not accepted\n    accepted: 4, as in the problem before it\n" },
    { "p min 4 5\na 1 2 0 4 2\na 1 4 0 2 2\na 2 3 0 2 1\na 2 4 0 3 3\na 3 4 0 5 1\n",
      "x.min:3:5: TO: \"4\" is not accepted\n    accepted: 3, as in the problem before it\n" },
    { "p min 4 5\na 2 1 0 4 2\na 1 3 0 2 2\na 2 3 0 2 1\na 2 4 0 3 3\na 3 4 0 5 1\n",
      "x.min:2:3: FROM: \"2\" is not accepted\n    accepted: 1, as in the problem before it\n" },
};

START_TEST(the_same_arcs_are_wanted)
{
    struct reading r;
    struct xw_dimacs first, d;
    reading_begin(&r, example);
    ck_assert_int_eq(read_it(&r, NULL, &first), XW_OK);
    reading_write(&r, agains[_i].text, (ptrdiff_t)strlen(agains[_i].text));
    ck_assert_int_eq(read_it(&r, &first, &d), agains[_i].want == NULL ? XW_OK : XW_REFUSED);
    if (agains[_i].want != NULL)
        ck_assert_str_eq(reading_said(&r), agains[_i].want);
    else
        ck_assert_int_eq(d.capacity[0], 9);
    reading_end(&r);
}
END_TEST

/* Whatever the bytes, the reader ends, and what it accepts is a network. */
START_TEST(broken_files_are_read_or_refused)
{
    struct reading r;
    struct xw_dimacs d;
    uint32_t chance = 20261125;
    int good = 0;
    reading_begin(&r, example);
    for (int round = 0; round < 3000; round++) {
        char text[400];
        memcpy(text, example, sizeof example);
        ptrdiff_t length =
            reading_mutate(text, (ptrdiff_t)sizeof example - 1, (ptrdiff_t)sizeof text, &chance);
        reading_again(&r, text, length);
        enum xw_status status = read_it(&r, NULL, &d);
        ck_assert(status == XW_OK || (status == XW_REFUSED && r.diag.refused > 0));
        for (int32_t a = 0; status == XW_OK && a < d.arcs; a++) {
            ck_assert(d.from[a] >= 0 && d.from[a] < d.nodes && d.to[a] >= 0 && d.to[a] < d.nodes);
            ck_assert(0 <= d.lower[a] && d.lower[a] <= d.capacity[a]);
        }
        good += status == XW_OK;
    }
    ck_assert_int_gt(good, 100);
    ck_assert_int_lt(good, 2900);
    reading_end(&r);
}
END_TEST

START_TEST(no_room)
{
    struct reading r;
    struct xw_dimacs d;
    reading_begin(&r, "p min 1000 1000\n");
    r.keep.end = r.keep.at + 10000;
    ck_assert_int_eq(read_it(&r, NULL, &d), XW_NO_MEMORY);
    r.keep.end = r.keep.base + ((size_t)64 << 20);
    reading_end(&r);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, the_example_is_read);
    tcase_add_test(c, what_files_do_is_accepted);
    return c;
}

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_loop_test(c, faults_are_refused_with_their_place, 0,
                        (int)(sizeof refused / sizeof *refused));
    tcase_add_test(c, every_fault_is_said);
    tcase_add_loop_test(c, the_same_arcs_are_wanted, 0, (int)(sizeof agains / sizeof *agains));
    return c;
}

static TCase *limits(void)
{
    TCase *c = tcase_create("limits");
    tcase_add_test(c, a_byte_order_mark_is_skipped);
    tcase_add_test(c, nothing_is_a_problem_too);
    tcase_add_test(c, broken_files_are_read_or_refused);
    tcase_add_test(c, no_room);
    return c;
}

UNIT_MAIN("dimacs", known_answers(), refusals(), limits())
