#include "xuewei/projection_file.h"
#include "unit.h"
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Two zones, one of them with a code that must stand between quotes, and two ages. */
static const char *code[] = { "A", "B,\"b\"" };
static const char *nobody_apart[] = { NULL };
static const struct xw_scenario two = { .residencies = { 1, nobody_apart },
                                        .zones = { .count = 2, .code = code },
                                        .ages = 2,
                                        .age_width = 5 };

struct place {
    char folder[64], people[96], events[96], part[128];
    struct xw_arena keep;
    struct xw_projection_file file;
};

static void open_place(struct place *p)
{
    strcpy(p->folder, "/tmp/xuewei-projection-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(p->folder));
    snprintf(p->people, sizeof p->people, "%s/people.csv", p->folder);
    snprintf(p->events, sizeof p->events, "%s/events.csv", p->folder);
    snprintf(p->part, sizeof p->part, "%s.part", p->people);
    ck_assert_int_eq(xw_arena_init(&p->keep, 1 << 20), XW_OK);
    p->file = (struct xw_projection_file){ 0 };
}

static void close_place(struct place *p)
{
    xw_projection_file_free(&p->file);
    xw_projection_file_free(&p->file);
    unlink(p->people);
    unlink(p->events);
    ck_assert_int_eq(rmdir(p->folder), 0); /* nothing else was left there */
    xw_arena_free(&p->keep);
}

static void expect(const char *path, const char *want)
{
    char got[1000];
    FILE *from = fopen(path, "rb");
    ck_assert_ptr_nonnull(from);
    size_t n = fread(got, 1, sizeof got - 1, from);
    fclose(from);
    got[n] = '\0';
    ck_assert_str_eq(got, want);
}

static void put(const char *path, const char *text)
{
    FILE *to = fopen(path, "wb");
    ck_assert_ptr_nonnull(to);
    fputs(text, to);
    fclose(to);
}

static void fill(struct place *p)
{
    static const double persons[] = { 0.1, 1e9 / 3 };
    struct xw_projection_sink sink = xw_projection_file_sink(&p->file);
    const struct xw_people_row row = { 2020, 1, XW_MALE, persons };
    const struct xw_events_row of = { 2020, 0, XW_FEMALE, 2, 0.5, -1.25 };
    ck_assert_int_eq(sink.people(sink.self, &row), XW_OK);
    ck_assert_int_eq(sink.events(sink.self, &of), XW_OK);
}

START_TEST(tables_are_written_and_named_in_the_end)
{
    struct place p;
    open_place(&p);
    put(p.people, "");
    put(p.events, "year,zone,sex,births,deaths,migrants\nan older one\n");
    ck_assert_int_eq(xw_projection_file_open(&p.file, &p.keep, &two, p.people, p.events), XW_OK);
    fill(&p);
    expect(p.people, "");
    expect(p.events, "year,zone,sex,births,deaths,migrants\nan older one\n");
    ck_assert_int_eq(access(p.part, F_OK), 0);
    ck_assert_int_eq(xw_projection_file_finish(&p.file), XW_OK);
    expect(p.people, "year,zone,sex,age,persons\n"
                     "2020,\"B,\"\"b\"\"\",m,0,0.10000000000000001\n"
                     "2020,\"B,\"\"b\"\"\",m,5,333333333.33333331\n");
    expect(p.events, "year,zone,sex,births,deaths,migrants\n2020,A,f,2,0.5,-1.25\n");
    close_place(&p);
}
END_TEST

/* Two statuses: a row for each after the age; the older table without them may be replaced. */
START_TEST(residence_statuses_have_a_column)
{
    static const char *status[] = { "local", "migrant" };
    static const double persons[] = { 1, 2, 3, 4 }; /* [residency][age] */
    struct xw_scenario apart = two;
    struct place p;
    apart.residencies = (struct xw_residencies){ 2, status };
    open_place(&p);
    put(p.people, "year,zone,sex,age,persons\n2020,A,f,0,1\n");
    ck_assert_int_eq(xw_projection_file_open(&p.file, &p.keep, &apart, p.people, NULL), XW_OK);
    struct xw_projection_sink sink = xw_projection_file_sink(&p.file);
    const struct xw_people_row row = { 2021, 0, XW_FEMALE, persons };
    ck_assert_int_eq(sink.people(sink.self, &row), XW_OK);
    ck_assert_int_eq(xw_projection_file_finish(&p.file), XW_OK);
    expect(p.people, "year,zone,sex,age,residency,persons\n"
                     "2021,A,f,0,local,1\n2021,A,f,0,migrant,3\n"
                     "2021,A,f,5,local,2\n2021,A,f,5,migrant,4\n");
    close_place(&p);
}
END_TEST

START_TEST(nothing_is_left_of_what_was_not_finished)
{
    struct place p;
    open_place(&p);
    ck_assert_int_eq(xw_projection_file_open(&p.file, &p.keep, &two, p.people, NULL), XW_OK);
    fill(&p); /* events go nowhere */
    xw_projection_file_free(&p.file);
    ck_assert_int_ne(access(p.part, F_OK), 0);
    ck_assert_int_ne(access(p.people, F_OK), 0);
    close_place(&p);
}
END_TEST

START_TEST(another_file_is_not_written_over)
{
    struct place p;
    open_place(&p);
    put(p.people, "zone,sex,age,persons\n");
    ck_assert_int_eq(xw_projection_file_open(&p.file, &p.keep, &two, p.people, NULL), XW_IO);
    ck_assert_ptr_nonnull(strstr(p.file.trouble, "is not written over"));
    xw_projection_file_free(&p.file);
    expect(p.people, "zone,sex,age,persons\n");
    close_place(&p);
}
END_TEST

START_TEST(a_folder_that_is_not_there_is_said)
{
    struct place p;
    open_place(&p);
    ck_assert_int_eq(xw_projection_file_open(&p.file, &p.keep, &two, "/nowhere/at/all.csv", NULL),
                     XW_IO);
    ck_assert_str_eq(p.file.trouble, "cannot write /nowhere/at/all.csv: No such file or directory");
    close_place(&p);
}
END_TEST

/* What is no regular file is written directly: no name is given in /dev. A full device is said. */
START_TEST(a_device_is_written_in_place)
{
    struct place p;
    open_place(&p);
    if (access("/dev/full", W_OK) == 0) {
        ck_assert_int_eq(xw_projection_file_open(&p.file, &p.keep, &two, p.people, "/dev/full"),
                         XW_OK);
        fill(&p);
        ck_assert_int_eq(xw_projection_file_finish(&p.file), XW_IO);
        ck_assert_str_eq(p.file.trouble, "cannot write /dev/full: No space left on device");
        ck_assert_int_ne(access(p.people, F_OK), 0); /* both or none */
    }
    struct stat null;
    xw_projection_file_free(&p.file);
    ck_assert_int_eq(xw_projection_file_open(&p.file, &p.keep, &two, "/dev/null", NULL), XW_OK);
    fill(&p);
    ck_assert_int_eq(xw_projection_file_finish(&p.file), XW_OK);
    ck_assert_int_eq(stat("/dev/null", &null), 0);
    ck_assert(S_ISCHR(null.st_mode));
    close_place(&p);
}
END_TEST

static TCase *known(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, tables_are_written_and_named_in_the_end);
    tcase_add_test(c, residence_statuses_have_a_column);
    tcase_add_test(c, nothing_is_left_of_what_was_not_finished);
    tcase_add_test(c, another_file_is_not_written_over);
    tcase_add_test(c, a_folder_that_is_not_there_is_said);
    tcase_add_test(c, a_device_is_written_in_place);
    return c;
}

UNIT_MAIN("projection_file", known())
