#include "xuewei/roll_table.h"
#include "reading.h"
#include <math.h>

struct tables {
    struct reading rolls, births;
    struct xw_roll_table table;
    enum xw_status status;
};

static void read_tables(struct tables *t, const char *rolls, const char *births)
{
    reading_begin(&t->rolls, rolls);
    reading_begin(&t->births, births == NULL ? "" : births);
    t->table.histories.schools = -9;
    t->status = xw_roll_table_read(t->rolls.path, births == NULL ? NULL : t->births.path, 0.25,
                                   &t->rolls.keep, &t->rolls.diag, &t->table);
}

static void done(struct tables *t)
{
    reading_end(&t->rolls);
    reading_end(&t->births);
}

START_TEST(rows_become_histories)
{
    struct tables t;
    read_tables(&t,
                "school,year,grade,pupils,event\nB,2013,1,20,\nA,2012,0,7,\nB,2012,-1,5,opening\n"
                "A,2013,1,9,\n",
                NULL);
    ck_assert_int_eq(t.status, XW_OK);
    const struct xw_roll_histories *h = &t.table.histories;
    ck_assert_int_eq(h->schools, 2);
    ck_assert_int_eq(h->years, 2);
    ck_assert_int_eq(h->grades, 3);
    ck_assert_int_eq(h->first_year, 2012);
    ck_assert_int_eq(h->first_grade, -1);
    ck_assert_str_eq(h->code[0], "A");
    ck_assert_str_eq(h->code[1], "B");
    const double want[] = { NAN, 7, NAN, NAN, NAN, 9, 5, NAN, NAN, NAN, NAN, 20 };
    for (int i = 0; i < 12; i++)
        ck_assert(isnan(want[i]) ? isnan(h->pupils[i]) : h->pupils[i] == want[i]);
    for (int i = 0; i < 4; i++)
        ck_assert_int_eq(h->event[i], i == 2);
    ck_assert(!t.table.has_births);
    done(&t);
}
END_TEST

#define ROLLS "school,year,grade,pupils\nA,2012,1,7\nA,2014,1,9\nA,2013,1,8\n"

/* Grade 1 of 2012 was born from September 2005 to August 2006: a quarter of the births of 2005 and
 * three quarters of those of 2006. */
START_TEST(births_become_cohorts)
{
    struct tables t;
    read_tables(&t, ROLLS,
                "year,zone,series,births\n2005,,resident,100\n2006,X,resident,150\n"
                "2006,Y,resident,50\n2007,,resident,400\n");
    ck_assert_int_eq(t.status, XW_OK);
    ck_assert(t.table.has_births);
    ck_assert_int_eq(t.table.births.lead, 5);
    const double *b = t.table.births.log_births;
    ck_assert_double_eq_tol(exp(b[0]), 25.0 + 150.0, 1e-9);
    ck_assert_double_eq_tol(exp(b[1]), 50.0 + 300.0, 1e-9);
    for (int y = 2; y < 3 + XW_FORECAST_HORIZONS; y++)
        ck_assert(isnan(b[y]));
    done(&t);
}
END_TEST

/* Months cut a cohort where it is cut; a year with a number of its own is spread by its months. */
START_TEST(months_become_cohorts)
{
    char text[2000] = "year,month,series,births\n2007,,resident,1200\n";
    for (int year = 2005; year <= 2007; year++)
        for (int month = 1; month <= 12; month++)
            snprintf(text + strlen(text), sizeof text - strlen(text), "%d,%d,resident,%d\n", year,
                     month, year == 2005 ? month : 10);
    struct tables t;
    read_tables(&t, ROLLS, text);
    ck_assert_int_eq(t.status, XW_OK);
    const double *b = t.table.births.log_births;
    ck_assert_double_eq_tol(exp(b[0]), 9 + 10 + 11 + 12 + 80.0, 1e-9);
    ck_assert_double_eq_tol(exp(b[1]), 40.0 + 800.0, 1e-9);
    done(&t);
}
END_TEST

static const struct {
    const char *name, *rolls, *births, *want;
} faults[] = {
    { "no rows", "school,year,grade,pupils\n", NULL, "1:1: the table has no rows\n" },
    { "a bad event", "school,year,grade,pupils,event\nA,2012,1,7,flood\n", NULL,
      "2:12: event: \"flood\" is not accepted\n    accepted: opening, closing, boundary, "
      "relocation, rule, other\n" },
    { "twice", "school,year,grade,pupils\nA,2012,1,7\nA,2012,1,8\n", NULL,
      "3:1: school: school A, year 2012, grade 1 is there already, in line 2\n" },
    { "two series", ROLLS, "year,series,births\n2005,resident,1\n2006,hospital,1\n",
      "3:6: series: this series is another one than in line 2; a forecast uses one\n" },
    { "no births of these cohorts", ROLLS, "year,series,births\n2001,resident,1\n",
      "1:1: births of two cohorts at least are wanted that entered grade 1 from 2012 to 2014: "
      "those "
      "born from September 2005 to August 2008\n" },
    { "a zone is missing", ROLLS,
      "year,zone,series,births\n2005,X,resident,1\n2005,Y,resident,1\n2006,Y,resident,1\n",
      "4:6: zone: 2006 has births of 1 of the table's 2 zones; their sum wants all of them, or a "
      "row without zone\n" },
    { "a zone is missing in a month", ROLLS,
      "year,month,zone,series,births\n2005,1,X,resident,1\n2005,1,Y,resident,1\n"
      "2005,2,X,resident,1\n",
      "4:8: zone: month 2 of 2005 has births of 1 of the table's 2 zones; their sum wants all of "
      "them, or a row without zone\n" },
    { "too early", "school,year,grade,pupils\nA,2012,-5,7\nA,2013,-5,7\n",
      "year,series,births\n2012,resident,1\n",
      "1:1: births say nothing of grade -5, which is entered before the first birthday\n" },
};

START_TEST(faults_are_refused)
{
    struct tables t;
    read_tables(&t, faults[_i].rolls, faults[_i].births);
    ck_assert_msg(t.status == XW_REFUSED, "%s: %d", faults[_i].name, t.status);
    ck_assert_int_eq(t.table.histories.schools, -9);
    const char *said = reading_said(&t.rolls);
    const char *file = faults[_i].births == NULL ? t.rolls.path : t.births.path;
    ck_assert_int_eq(strncmp(said, file, strlen(file)), 0);
    ck_assert_str_eq(said + strlen(file) + 1, faults[_i].want);
    done(&t);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, rows_become_histories);
    tcase_add_test(c, births_become_cohorts);
    tcase_add_test(c, months_become_cohorts);
    return c;
}

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_loop_test(c, faults_are_refused, 0, (int)(sizeof faults / sizeof *faults));
    return c;
}

UNIT_MAIN("roll_table", known_answers(), refusals())
