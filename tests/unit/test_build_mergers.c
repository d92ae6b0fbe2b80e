#include "xuewei/draft.h"
#include "scenario_kit.h"

#define HEAD                                                                                       \
    "project,kind,school,stage,classes,old_site,to_stage,to_school,meanwhile,meanwhile_rooms,"     \
    "rooms_lost,start_year,opens\n"

static void open_with(struct kit *kit, const char *projects)
{
    char text[1000];
    kit_open(kit);
    kit_scenario_and(kit, "  projects: projects.csv\n  catchments: catchments.csv\n"
                          "  feeders: feeders.csv\n");
    snprintf(text, sizeof text, HEAD "%s", projects);
    kit_file(kit, "projects.csv", text);
    kit_file(kit, "catchments.csv",
             "stage,zone,school,from_year,to_year\n"
             "primary,A,P1,,\n"
             "primary,B,P2,,2022\n"
             "lower_secondary,A,M1,,\n"
             "lower_secondary,B,M1,,\n");
    kit_file(kit, "feeders.csv", "from_school,to_school,share\nP1,M1,1\nP2,M1,0.5\n");
}

/* Schools by row: M1, P1, P2. */
START_TEST(targets_are_read)
{
    struct kit kit;
    open_with(&kit, "1,conversion,P1,primary,2,,lower_secondary,,,,,2020,2021\n"
                    "2,conversion,P1,primary,1,,,P2,,,,2020,2021\n"
                    "3,conversion,P2,primary,1,,special,,,,,2020,2021\n"
                    "4,relocation,P2,primary,4,converts,lower_secondary,M1,,,,2020,2022\n"
                    "5,rebuild,P1,primary,4,,,,P2,2,3,2021,2022\n"
                    "6,rebuild,M1,lower_secondary,4,,,,,3,4,2021,2022\n"
                    "7,expansion,P1,primary,4,,,,,,,2021,2022\n");
    kit_read(&kit);
    ck_assert_str_eq(kit_printed(&kit, false), "");
    const struct xw_projects *p = &kit.s.projects;
    static const int32_t to_school[] = { 1, 2, 2, 0, -1, -1, -1 },
                         to_stage[] = { 1, 0, -1, 1, -1, -1, -1 },
                         host[] = { -1, -1, -1, -1, 2, -1, -1 },
                         rooms[] = { -1, -1, -1, -1, 2, 3, -1 };
    for (int i = 0; i < 7; i++) {
        ck_assert_int_eq(p->to_school[i], to_school[i]);
        ck_assert_int_eq(p->to_stage[i], to_stage[i]);
        ck_assert_int_eq(p->meanwhile[i], host[i]);
        ck_assert_int_eq(p->meanwhile_rooms[i], rooms[i]);
    }
    kit_close(&kit);
}
END_TEST

static const struct {
    const char *row, *want;
} faults[] = {
    { "1,conversion,P1,primary,2,,,,,,,2020,2021\n",
      "projects.csv:2:28: to_stage: \"\" is not accepted\n"
      "    accepted: another stage than that of the project, unless to_school is another "
      "school\n" },
    { "1,conversion,P1,primary,2,,primary,P1,,,,2020,2021\n",
      "projects.csv:2:28: to_stage: \"primary\" is not accepted\n"
      "    accepted: another stage than that of the project, unless to_school is another "
      "school\n" },
    { "1,relocation,P1,primary,2,converts,,,,,,2020,2021\n",
      "projects.csv:2:36: to_stage: \"\" is not accepted\n"
      "    accepted: another stage than that of the project, unless to_school is another "
      "school\n" },
    { "1,conversion,P1,mixed,2,,primary,,,,,2020,2021\n",
      "projects.csv:2:17: stage: \"mixed\" is not accepted\n"
      "    accepted: one stage, whose rooms or pupils go elsewhere\n" },
    { "1,expansion,P1,primary,2,,lower_secondary,M1,,,,2020,2021\n",
      "projects.csv:2:27: to_stage: \"lower_secondary\" is not accepted\n"
      "    accepted: nothing: a conversion, or an old site that converts, alone has one\n"
      "projects.csv:2:43: to_school: \"M1\" is not accepted\n"
      "    accepted: nothing: a conversion, an old site that converts, or a merger alone has "
      "one\n" },
    { "1,relocation,P1,primary,2,keeps,lower_secondary,,,,,2020,2021\n",
      "projects.csv:2:33: to_stage: \"lower_secondary\" is not accepted\n"
      "    accepted: nothing: a conversion, or an old site that converts, alone has one\n" },
    { "1,merger,P1,primary,,,,,,,,2020,2021\n",
      "projects.csv:2:24: to_school: \"\" is not accepted\n"
      "    accepted: the code of another school, which the pupils join\n" },
    { "1,merger,P1,primary,,,,P1,,,,2020,2021\n",
      "projects.csv:2:24: to_school: \"P1\" is not accepted\n"
      "    accepted: the code of another school, which the pupils join\n" },
    { "1,merger,P1,primary,,converts,,P2,,,,2020,2021\n",
      "projects.csv:2:22: old_site: \"converts\" is not accepted\n    accepted: closes, keeps\n" },
    { "1,merger,P1,primary,,,lower_secondary,P2,,,,2020,2021\n",
      "projects.csv:2:23: to_stage: \"lower_secondary\" is not accepted\n"
      "    accepted: nothing: a conversion, or an old site that converts, alone has one\n" },
    { "1,merger,,primary,,,,P2,,,,2020,2021\n", "projects.csv:2:10: school: \"\" is not accepted\n"
                                                "    accepted: the code of a school: a project "
                                                "with classes, a closure or a merger has one\n" },
    { "1,merger,P1,primary,,,,P9,,,,2020,2021\n",
      "projects.csv:2:24: to_school: \"P9\" is not accepted\n"
      "    accepted: a school of schools.csv; did you mean P1?\n" },
    { "1,expansion,P1,primary,2,,,,P2,1,,2020,2021\n",
      "projects.csv:2:29: meanwhile: \"P2\" is not accepted\n"
      "    accepted: nothing: the pupils of a rebuild alone are elsewhere meanwhile\n"
      "projects.csv:2:32: meanwhile_rooms: \"1\" is not accepted\n"
      "    accepted: nothing: the pupils of a rebuild alone are elsewhere meanwhile\n" },
    { "1,rebuild,P1,primary,2,,,,P1,1,,2020,2021\n",
      "projects.csv:2:27: meanwhile: \"P1\" is not accepted\n    accepted: the code of another "
      "school\n" },
    { "1,rebuild,P1,primary,2,,,,P2,,,2020,2021\n",
      "projects.csv:2:30: meanwhile_rooms: \"\" is not accepted\n"
      "    accepted: the rooms of the school named in meanwhile that the pupils use\n" },
    /* between tables */
    { "1,merger,P1,primary,,,,M1,,,,2020,2021\n",
      "projects.csv:2:1: to_school: the pupils of project 1 join school M1, but nothing gives it "
      "rooms of primary\n" },
    { "1,merger,P1,primary,,,,P2,,,,2020,2022\n2,closure,P2,primary,,,,,,,,2020,2022\n",
      "projects.csv:2:1: to_school: the pupils of project 1 join school P2 in 2022, but project 2 "
      "ends it in 2022\n" },
    { "1,merger,P1,primary,,,,P2,,,,2020,2022\n2,closure,P2,primary,,,,,,,,2020,2023\n", "" },
    { "1,conversion,M1,primary,2,,lower_secondary,,,,,2020,2021\n",
      "projects.csv:2:1: school: project 1 is a conversion of school M1, but capacity.csv gives it "
      "no rooms of primary\n" },
    { "1,rebuild,P1,primary,2,,,,M1,1,,2020,2021\n",
      "projects.csv:2:1: meanwhile: the pupils of project 1 use rooms of school M1, but nothing "
      "gives it rooms of primary\n" },
};

START_TEST(faults_are_said)
{
    struct kit kit;
    open_with(&kit, faults[_i].row);
    kit_refuses(&kit, faults[_i].want);
    kit_close(&kit);
}
END_TEST

/* From 2021 on zone A belongs to the school that its own has joined, and so do who is fed to it. */
START_TEST(rows_follow_a_merger)
{
    struct kit kit;
    open_with(&kit, "1,merger,P1,primary,,,,P2,,,,2020,2021\n"
                    "2,merger,M1,lower_secondary,,,,N1,,,,2020,2022\n");
    kit_file(&kit, "schools.csv", "school,zone\nP1,A\nP2,B\nM1,B\nN1,A\n");
    kit_file(&kit, "capacity.csv",
             "school,stage,rooms\nP1,primary,4\nP2,primary,2\nM1,lower_secondary,4\n"
             "N1,lower_secondary,4\n");
    kit_read(&kit);
    ck_assert_str_eq(kit_printed(&kit, false), "");
    const struct xw_catchments *c = &kit.s.catchments; /* M1, N1, P1, P2 */
    static const struct {
        int32_t stage, zone, school;
        int from, to, line;
    } row[] = { { 0, 0, 2, INT16_MIN, 2020, 2 }, { 0, 0, 3, 2021, XW_NEVER, 2 },
                { 0, 1, 3, INT16_MIN, 2022, 3 }, { 1, 0, 0, INT16_MIN, 2021, 4 },
                { 1, 0, 1, 2022, XW_NEVER, 4 },  { 1, 1, 0, INT16_MIN, 2021, 5 },
                { 1, 1, 1, 2022, XW_NEVER, 5 } };
    ck_assert_int_eq(c->count, 7);
    for (int k = 0; k < 7; k++) {
        ck_assert_int_eq(c->stage[k], row[k].stage);
        ck_assert_int_eq(c->zone[k], row[k].zone);
        ck_assert_int_eq(c->school[k], row[k].school);
        ck_assert_int_eq(c->from_year[k], row[k].from);
        ck_assert_int_eq(c->to_year[k], row[k].to);
        ck_assert_int_eq(c->line[k], row[k].line);
    }
    const struct xw_feeders *f = &kit.s.feeders;
    static const int32_t from[] = { 2, 2, 3, 3 }, to[] = { 0, 1, 0, 1 };
    static const double share[] = { 1, 1, 0.5, 0.5 };
    ck_assert_int_eq(f->count, 4);
    for (int k = 0; k < 4; k++) {
        ck_assert_int_eq(f->from_school[k], from[k]);
        ck_assert_int_eq(f->to_school[k], to[k]);
        ck_assert_double_eq(f->share[k], share[k]);
        ck_assert_int_eq(f->from_year[k], to[k] == 0 ? INT16_MIN : 2022);
        ck_assert_int_eq(f->to_year[k], to[k] == 0 ? 2021 : XW_NEVER);
    }
    kit_close(&kit);
}
END_TEST

/* Of mergers one after another each takes the rows of the one before; what is over stays as it is. */
START_TEST(rows_follow_one_after_another)
{
    struct kit kit;
    open_with(&kit, "1,merger,P2,primary,,,,N1,,,,2020,2022\n"
                    "2,merger,P1,primary,,,,P2,,,,2020,2021\n");
    kit_file(&kit, "schools.csv", "school,zone\nP1,A\nP2,B\nM1,B\nN1,A\n");
    kit_file(
        &kit, "capacity.csv",
        "school,stage,rooms\nP1,primary,4\nP2,primary,2\nM1,lower_secondary,4\nN1,primary,4\n");
    kit_file(&kit, "catchments.csv",
             "stage,zone,school,from_year,to_year\nprimary,A,P1,,2021\nprimary,B,P1,,2020\n");
    kit_read(&kit);
    ck_assert_str_eq(kit_printed(&kit, false), "");
    const struct xw_catchments *c = &kit.s.catchments;
    ck_assert_int_eq(c->count, 3);
    ck_assert_int_eq(c->school[0], 2);
    ck_assert_int_eq(c->to_year[0], 2020);
    ck_assert_int_eq(c->school[1], 3);
    ck_assert_int_eq(c->from_year[1], 2021);
    ck_assert_int_eq(c->to_year[1], 2021);
    ck_assert_int_eq(c->school[2], 2);
    ck_assert_int_eq(c->to_year[2], 2020);
    kit_close(&kit);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, targets_are_read);
    tcase_add_test(c, rows_follow_a_merger);
    tcase_add_test(c, rows_follow_one_after_another);
    return c;
}

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_loop_test(c, faults_are_said, 0, (int)(sizeof faults / sizeof *faults));
    return c;
}

UNIT_MAIN("build_mergers", known_answers(), refusals())
