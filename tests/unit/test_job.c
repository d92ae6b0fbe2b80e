#include "xuewei/job.h"
#include "xuewei/run_reader.h"
#include "scenario_kit.h"
#include "unit.h"
#include <string.h>
#include <unistd.h>

#define TINY XW_SOURCE_ROOT "/scenarios/tiny/tiny.yaml"

/* A folder of its own for each test. */
static void make_folder(char *folder)
{
    strcpy(folder, "/tmp/xuewei-job-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
}

static enum xw_status run(const char *scenario, const char *out, const struct xw_override *set,
                          int32_t count, struct xw_diag *diag, const char **trouble)
{
    struct xw_job job = {
        .scenario = scenario, .out = out, .overrides = set, .override_count = count
    };
    ck_assert_int_eq(xw_diag_init(diag), XW_OK);
    return xw_job_run(&job, diag, trouble);
}

static char *bytes_of(const char *path, size_t *length)
{
    FILE *f = fopen(path, "rb");
    ck_assert_ptr_nonnull(f);
    fseek(f, 0, SEEK_END);
    *length = (size_t)ftell(f);
    rewind(f);
    char *b = malloc(*length + 1);
    ck_assert_uint_eq(fread(b, 1, *length, f), *length);
    fclose(f);
    return b;
}

START_TEST(run_file_holds_the_paper)
{
    char folder[64], path[96];
    struct xw_diag diag;
    struct xw_arena keep;
    struct xw_run r;
    const char *trouble;
    make_folder(folder);
    snprintf(path, sizeof path, "%s/a.gpkg", folder);
    ck_assert_int_eq(run(TINY, path, NULL, 0, &diag, &trouble), XW_OK);
    ck_assert_int_eq(xw_arena_init(&keep, (size_t)1 << 30), XW_OK);
    ck_assert_int_eq(xw_run_load(path, &keep, &r, &trouble), XW_OK);
    const struct xw_run_gap *g =
        xw_run_gap_at(&r, XW_LEVEL_DISTRICT, "district", 2021, 0, XW_SCOPE_ENTRY);
    ck_assert_ptr_nonnull(g);
    ck_assert_int_eq(g->demand, 40);
    ck_assert_int_eq(g->local_gap, 10);
    ck_assert_int_eq(r.project_count, 1);
    ck_assert_int_eq(r.project[0].seats_added, 40);
    xw_arena_free(&keep);
    xw_diag_free(&diag);
    unlink(path);
    ck_assert_int_eq(rmdir(folder), 0); /* nothing else was left there */
}
END_TEST

START_TEST(the_same_run_gives_the_same_bytes)
{
    char folder[64], a[96], b[96];
    struct xw_diag diag;
    const char *trouble;
    size_t na, nb;
    make_folder(folder);
    snprintf(a, sizeof a, "%s/a.gpkg", folder);
    snprintf(b, sizeof b, "%s/b.gpkg", folder);
    ck_assert_int_eq(run(TINY, a, NULL, 0, &diag, &trouble), XW_OK);
    xw_diag_free(&diag);
    ck_assert_int_eq(run(TINY, b, NULL, 0, &diag, &trouble), XW_OK);
    xw_diag_free(&diag);
    char *one = bytes_of(a, &na), *two = bytes_of(b, &nb);
    ck_assert_uint_eq(na, nb);
    ck_assert_int_eq(memcmp(one, two, na), 0);
    free(one);
    free(two);
    unlink(a);
    unlink(b);
    ck_assert_int_eq(rmdir(folder), 0);
}
END_TEST

START_TEST(a_refused_run_leaves_what_was_there)
{
    char folder[64], path[96];
    struct xw_diag diag;
    const char *trouble;
    size_t n;
    const struct xw_override bad = { "horizon.first", "1990" };
    make_folder(folder);
    snprintf(path, sizeof path, "%s/a.gpkg", folder);
    FILE *f = fopen(path, "wb");
    fputs("an older run", f);
    fclose(f);
    ck_assert_int_eq(run(TINY, path, &bad, 1, &diag, &trouble), XW_REFUSED);
    ck_assert_int_gt(diag.refused, 0);
    xw_diag_free(&diag);
    char *still = bytes_of(path, &n);
    ck_assert_uint_eq(n, strlen("an older run"));
    ck_assert_int_eq(memcmp(still, "an older run", n), 0);
    free(still);
    unlink(path);
    ck_assert_int_eq(rmdir(folder), 0);
}
END_TEST

START_TEST(no_other_file_is_written_over)
{
    char folder[64], path[96];
    struct xw_diag diag;
    const char *trouble;
    size_t n;
    make_folder(folder);
    snprintf(path, sizeof path, "%s/zones.csv", folder);
    FILE *f = fopen(path, "wb");
    fputs("zone,x_m,y_m\nA,0,0\n", f);
    fclose(f);
    ck_assert_int_eq(run(TINY, path, NULL, 0, &diag, &trouble), XW_IO);
    ck_assert_ptr_nonnull(trouble);
    ck_assert_ptr_nonnull(strstr(trouble, "no run file"));
    xw_diag_free(&diag);
    free(bytes_of(path, &n));
    ck_assert_uint_eq(n, 19);
    unlink(path);
    ck_assert_int_eq(rmdir(folder), 0);
}
END_TEST

START_TEST(a_folder_that_is_not_there_is_said)
{
    struct xw_diag diag;
    const char *trouble = NULL;
    ck_assert_int_ne(run(TINY, "/nowhere/at/all/a.gpkg", NULL, 0, &diag, &trouble), XW_OK);
    ck_assert_ptr_nonnull(trouble);
    xw_diag_free(&diag);
}
END_TEST

START_TEST(check_refuses_what_a_run_refuses)
{
    struct xw_diag diag;
    struct xw_override bad = { "horizon.first", "1990" };
    struct xw_job job = { .scenario = TINY };
    ck_assert_int_eq(xw_diag_init(&diag), XW_OK);
    ck_assert_int_eq(xw_job_check(&job, &diag), XW_OK);
    job.overrides = &bad;
    job.override_count = 1;
    ck_assert_int_eq(xw_job_check(&job, &diag), XW_REFUSED);
    xw_diag_free(&diag);
}
END_TEST

/* The population alone is the one that the run has: 22 children of 5 in zone A on the day of the count,
 * 6.3 births there in the first step. */
START_TEST(project_writes_both_tables_or_none)
{
    char folder[64], people[96], events[96];
    struct xw_diag diag;
    const char *trouble;
    size_t n;
    make_folder(folder);
    snprintf(people, sizeof people, "%s/people.csv", folder);
    snprintf(events, sizeof events, "%s/events.csv", folder);
    struct xw_job job = { .scenario = TINY, .out = people, .events = events };
    ck_assert_int_eq(xw_diag_init(&diag), XW_OK);
    ck_assert_int_eq(xw_job_project(&job, &diag, &trouble), XW_OK);
    xw_diag_free(&diag);
    char *text = bytes_of(people, &n);
    ck_assert_int_eq(strncmp(text, "year,zone,sex,age,persons\n2020,A,f,0,6\n", 39), 0);
    free(text);
    text = bytes_of(events, &n);
    ck_assert_ptr_nonnull(strstr(text, "\n2020,A,m,3.15"));
    free(text);

    const struct xw_override bad = { "horizon.first", "1990" };
    unlink(people);
    unlink(events);
    job.overrides = &bad;
    job.override_count = 1;
    ck_assert_int_eq(xw_diag_init(&diag), XW_OK);
    ck_assert_int_eq(xw_job_project(&job, &diag, &trouble), XW_REFUSED);
    ck_assert_int_gt(diag.refused, 0);
    xw_diag_free(&diag);
    ck_assert_int_eq(rmdir(folder), 0); /* nothing was left there */
}
END_TEST

/* A scenario whose district has totals for later years. */
static void open_controls(struct kit *kit, const char *controls, const char *fertility)
{
    kit_open(kit);
    kit_scenario_and(kit, "  controls: controls.csv\n");
    kit_file(kit, "controls.csv", controls);
    kit_file(kit, "fertility.csv", fertility);
}

/* 35 women and men of 20 and over were counted, and some 70 are there in 2021: a total of 200 takes
 * most of the others' place, and the run says so; 2022 is what the rates make of it. */
START_TEST(totals_far_from_the_projection_are_doubted_in_the_run)
{
    struct kit kit;
    struct xw_diag diag;
    struct xw_arena keep;
    struct xw_run r;
    char scenario[200], path[200];
    const char *trouble;
    open_controls(&kit, "year,age_from,age_to,persons\n2021,20,,200\n",
                  "year,age,rate\n2020,20,0.1\n");
    kit_path(&kit, "scenario.yaml", scenario);
    kit_path(&kit, "a.gpkg", path);
    ck_assert_int_eq(run(scenario, path, NULL, 0, &diag, &trouble), XW_OK);
    ck_assert_int_eq(xw_arena_init(&keep, (size_t)1 << 30), XW_OK);
    ck_assert_int_eq(xw_run_load(path, &keep, &r, &trouble), XW_OK);
    int32_t found = 0;
    for (int32_t i = 0; i < r.warning_count; i++) {
        if (strcmp(r.warning[i].code, "controls_far") != 0) continue;
        found++;
        ck_assert_ptr_nonnull(strstr(r.warning[i].text_en, " people in 2021 ("));
    }
    ck_assert_int_eq(found, 1);
    /* `check` cannot say it: it is not one of the input's, and printed alone after them. */
    ck_assert_int_eq(diag.doubts, diag.doubts_of_input + 1);
    ck_assert_str_eq(diag.doubt[diag.doubts_of_input].code, "controls_far");
    char *printed = NULL;
    size_t size = 0;
    FILE *memory = open_memstream(&printed, &size);
    xw_diag_print_doubts_after(&diag, diag.doubts_of_input, memory);
    fclose(memory);
    ck_assert_ptr_eq(strstr(printed, "controls.csv: doubt: "), printed);
    ck_assert_ptr_eq(strchr(printed, '\n'), printed + size - 1);
    free(printed);
    xw_arena_free(&keep);
    xw_diag_free(&diag);
    kit_close(&kit);
}
END_TEST

START_TEST(a_total_that_nobody_can_meet_is_named)
{
    struct kit kit;
    struct xw_diag diag;
    char scenario[200], path[200];
    const char *trouble;
    static const char want[] =
        "controls.csv:2: the projected population of 2021 has too few people of "
        "the control's sex and ages to be scaled to its 7";
    open_controls(&kit, "year,age_from,age_to,persons\n2021,0,0,7\n", "year,age,rate\n2020,20,0\n");
    kit_path(&kit, "scenario.yaml", scenario);
    kit_path(&kit, "a.gpkg", path);
    ck_assert_int_eq(run(scenario, path, NULL, 0, &diag, &trouble), XW_NOBODY_THERE);
    ck_assert_str_eq(trouble, want);
    xw_diag_free(&diag);
    struct xw_job job = { .scenario = scenario, .out = path };
    ck_assert_int_eq(xw_diag_init(&diag), XW_OK);
    ck_assert_int_eq(xw_job_project(&job, &diag, &trouble), XW_NOBODY_THERE);
    ck_assert_str_eq(trouble, want);
    xw_diag_free(&diag);
    kit_close(&kit);
}
END_TEST

static enum xw_status assign(const char *out, int32_t year, bool all_placed, struct xw_diag *diag,
                             struct xw_assignment_tally *tally, const char **trouble)
{
    struct xw_job job = { .scenario = TINY, .out = out };
    ck_assert_int_eq(xw_diag_init(diag), XW_OK);
    return xw_job_assign(&job, (struct xw_assign_options){ year, all_placed }, diag, tally,
                         trouble);
}

/* 2021 of the paper: 40 entrants of primary and 30 of lower secondary school, all in S1. */
START_TEST(assign_writes_a_year_of_the_run)
{
    char folder[64], path[96];
    struct xw_diag diag;
    struct xw_assignment_tally tally;
    const char *trouble;
    size_t length;
    make_folder(folder);
    snprintf(path, sizeof path, "%s/a.csv", folder);
    ck_assert_int_eq(assign(path, 2021, true, &diag, &tally, &trouble), XW_OK);
    char *got = bytes_of(path, &length);
    got[length] = '\0';
    ck_assert_str_eq(got, "zone,school,stage,tier,pupils,metres,reason\n"
                          "A,S1,primary,resident,22,0,catchment\n"
                          "B,S1,primary,resident,12,1200,catchment\n"
                          "C,S1,primary,resident,6,3600,catchment\n"
                          "A,S1,lower_secondary,resident,12,0,catchment\n"
                          "B,S1,lower_secondary,resident,12,1200,catchment\n"
                          "C,S1,lower_secondary,resident,6,3600,catchment\n");
    ck_assert_int_eq(tally.pupils, 70);
    ck_assert_int_eq(tally.unplaced, 0);
    ck_assert_double_eq_tol(tally.pupil_metres, 24 * 1200 + 12 * 3600, 1e-9);
    free(got);
    xw_diag_free(&diag);
    unlink(path);
    ck_assert_int_eq(rmdir(folder), 0);
}
END_TEST

START_TEST(assign_wants_a_year_of_the_horizon)
{
    char folder[64], path[96];
    struct xw_diag diag;
    struct xw_assignment_tally tally;
    const char *trouble;
    make_folder(folder);
    snprintf(path, sizeof path, "%s/a.csv", folder);
    for (int32_t year = 2019; year <= 2024; year += 5) {
        ck_assert_int_eq(assign(path, year, false, &diag, &tally, &trouble), XW_REFUSED);
        ck_assert_int_eq(diag.refused, 1);
        xw_diag_free(&diag);
    }
    ck_assert_int_ne(access(path, F_OK), 0);
    ck_assert_int_eq(rmdir(folder), 0);
}
END_TEST

static TCase *known(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, run_file_holds_the_paper);
    tcase_add_test(c, the_same_run_gives_the_same_bytes);
    tcase_add_test(c, a_refused_run_leaves_what_was_there);
    tcase_add_test(c, no_other_file_is_written_over);
    tcase_add_test(c, a_folder_that_is_not_there_is_said);
    tcase_add_test(c, project_writes_both_tables_or_none);
    tcase_add_test(c, totals_far_from_the_projection_are_doubted_in_the_run);
    tcase_add_test(c, a_total_that_nobody_can_meet_is_named);
    tcase_add_test(c, check_refuses_what_a_run_refuses);
    tcase_add_test(c, assign_writes_a_year_of_the_run);
    tcase_add_test(c, assign_wants_a_year_of_the_horizon);
    return c;
}

UNIT_MAIN("job", known())
