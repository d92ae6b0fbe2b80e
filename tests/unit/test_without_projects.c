#include "xuewei/without_projects.h"
#include "history_text.h"
#include "scenario_kit.h"
#include <string.h>

/* One project of every kind, on schools that give and take rooms of one another. */
static const char projects[] =
    "project,kind,school,stage,classes,old_site,to_stage,to_school,meanwhile,meanwhile_rooms,"
    "rooms_lost,start_year,opens,cost_cny,zone,classes_before\n"
    "1,new,N1,primary,4,,,,,,,2019,2021,1000000,,\n"
    "2,expansion,P1,primary,2,,,,,,,2019,2020,1000000,,\n"
    "3,relocation,P2,primary,4,converts,,P1,,,,2019,2021,1000000,A,2\n"
    "4,rebuild,M1,lower_secondary,6,,,,M2,1,3,2020,2022,1000000,A,4\n"
    "5,conversion,M2,lower_secondary,1,,primary,,,,,2019,2021,,,\n"
    "6,merger,P1,primary,,,,P3,,,,2020,2022,,,\n"
    "7,closure,P4,primary,,,,,,,,2020,2021,,,\n"
    "8,expansion,P1,mixed,4,,,,,,,2019,2021,,,\n";
#define PROJECTS 8

/* From some day of the year on residents are projected to the first September. */
static void open_with(struct kit *kit, const char *more)
{
    char text[900];
    kit_open(kit);
    snprintf(text, sizeof text,
             "  projects: projects.csv\n  catchments: catchments.csv\n  feeders: feeders.csv\n%s",
             more);
    kit_scenario_and(kit, text);
    kit_file(kit, "projects.csv", projects);
    kit_file(kit, "schools.csv", "school,zone\nP1,A\nP2,B\nP3,A\nP4,B\nM1,B\nM2,A\nN1,B\n");
    kit_file(kit, "capacity.csv",
             "school,stage,rooms\nP1,primary,2\nP2,primary,2\nP3,primary,2\nP4,primary,1\n"
             "M1,lower_secondary,3\nM2,lower_secondary,2\n");
    kit_file(kit, "rolls.csv",
             "school,year,grade,pupils,classes\nP1,2019,1,40,1\nP1,2019,2,42,1\nP2,2019,1,30,1\n"
             "P2,2019,2,31,1\nP3,2019,1,20,1\nP3,2019,2,25,1\nM1,2019,3,60,2\nM1,2019,4,61,1\n"
             "M2,2019,3,9,1\n");
    kit_file(kit, "catchments.csv",
             "stage,zone,school,from_year,to_year\nprimary,A,P1,,\nprimary,B,P2,,\n"
             "lower_secondary,A,M1,,\n");
    kit_file(kit, "feeders.csv", "from_school,to_school,share\nP1,M1,1\nP2,M1,0.5\n");
}

struct prepared {
    struct xw_arena scratch;
    struct xw_prepared prepared;
    struct xw_state state;
    struct xw_start start;
};

/* Read, prepare and stand at the start of the central history. */
static void prepare(struct kit *kit, const struct xw_override *without, struct prepared *p)
{
    kit_read_as(kit, "scenario.yaml", XW_NEED_RUN, without, without != NULL);
    ck_assert_str_eq(kit_printed(kit, false), "");
    *p = (struct prepared){ 0 };
    ck_assert_int_eq(xw_arena_init(&p->scratch, XW_ARENA_USUAL), XW_OK);
    ck_assert_int_eq(xw_state_init(&p->state), XW_OK);
    ck_assert_int_eq(xw_prepare(&kit->keep, p->scratch, &kit->s, &kit->diag, &p->prepared), XW_OK);
    ck_assert_int_eq(xw_state_begin(&p->state, &p->prepared), XW_OK);
    ck_assert_int_eq(xw_start_keep(&kit->keep, &p->state, &p->start), XW_OK);
}

static void close_prepared(struct prepared *p)
{
    xw_state_free(&p->state);
    xw_arena_free(&p->scratch);
}

/* All that are counted but one; XW_NONE: not even one is left. */
static bool *left_without(struct kit *kit, int32_t project)
{
    bool *left = XW_TAKE(&kit->keep, kit->s.projects.count, bool);
    for (int32_t p = 0; p < kit->s.projects.count; p++)
        left[p] = kit->s.projects.counted[p] && project != XW_NONE && p != project;
    return left;
}

/* All that a history says when the scenario's file leaves the projects out. */
static char *history_of_file(const char *more, const char *path, const char *value)
{
    struct kit kit;
    struct prepared p;
    open_with(&kit, more);
    prepare(&kit, &(struct xw_override){ path, value }, &p);
    char *text = history_text(&p.state, &p.prepared, NULL);
    close_prepared(&p);
    kit_close(&kit);
    return text;
}

static const char *const ways[] = {
    "", "assignment: {distance: straight, nearest: 1}\n",
    "supply: {close_below: 12, close_after: 1, close_within_m: 5000}\n"
};
enum { WAYS = 3 };

/* Without each project, and without any: the history of the scenario whose key names it, row by row. */
START_TEST(it_is_the_scenario_that_names_the_project)
{
    const char *more = ways[_i / (PROJECTS + 1)];
    int32_t project = _i % (PROJECTS + 1);
    struct kit kit;
    struct prepared p;
    struct xw_without_projects *without;
    char value[8];
    open_with(&kit, more);
    prepare(&kit, NULL, &p);
    without = XW_TAKE(&kit.keep, 1, struct xw_without_projects);
    ck_assert_int_eq(
        xw_without_projects(&kit.keep, p.scratch, &p.prepared, &p.start,
                            left_without(&kit, project == PROJECTS ? XW_NONE : project), without),
        XW_OK);
    p.state.start = without->shares_start ? &without->start : NULL;
    char *in_place = history_text(&p.state, &without->prepared, NULL);
    p.state.start = &p.start;
    char *central = history_text(&p.state, &p.prepared, NULL);
    snprintf(value, sizeof value, "[%d]", (int)project + 1);
    char *want = project == PROJECTS ? history_of_file(more, "projects.include", "none")
                                     : history_of_file(more, "projects.without", value);
    ck_assert_str_eq(in_place, want);
    /* A project without a stage of its own changes nothing but its own row. */
    ck_assert_str_ne(in_place, central);
    free(want);
    free(central);
    free(in_place);
    close_prepared(&p);
    kit_close(&kit);
}
END_TEST

/* Base rolls are found again only where rooms of the first year are others: project 2 opens in it. */
START_TEST(the_start_is_shared_where_it_is_the_same)
{
    struct kit kit;
    struct prepared p;
    open_with(&kit, "");
    prepare(&kit, NULL, &p);
    for (int32_t project = 0; project < PROJECTS; project++) {
        struct xw_without_projects *without = XW_TAKE(&kit.keep, 1, struct xw_without_projects);
        ck_assert_int_eq(xw_without_projects(&kit.keep, p.scratch, &p.prepared, &p.start,
                                             left_without(&kit, project), without),
                         XW_OK);
        /* rooms of M1 are lost to the works of project 4 from 2020 on */
        ck_assert_int_eq(without->shares_start, project != 1 && project != 3);
        ck_assert(kit.s.projects.counted[project]);
        ck_assert(!without->scenario.projects.counted[project]);
    }
    close_prepared(&p);
    kit_close(&kit);
}
END_TEST

START_TEST(a_project_that_does_not_count_is_refused)
{
    struct kit kit;
    struct prepared p;
    struct xw_without_projects without;
    open_with(&kit, "");
    prepare(&kit, &(struct xw_override){ "projects.without", "[1]" }, &p);
    bool *left = left_without(&kit, 3);
    left[0] = true;
    ck_assert_int_eq(
        xw_without_projects(&kit.keep, p.scratch, &p.prepared, &p.start, left, &without),
        XW_OUT_OF_RANGE);
    close_prepared(&p);
    kit_close(&kit);
}
END_TEST

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_loop_test(c, it_is_the_scenario_that_names_the_project, 0, WAYS * (PROJECTS + 1));
    tcase_add_test(c, the_start_is_shared_where_it_is_the_same);
    return c;
}

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_test(c, a_project_that_does_not_count_is_refused);
    return c;
}

UNIT_MAIN("without_projects", laws(), refusals())
