#include "xuewei/draft.h"
#include "scenario_kit.h"

static void open_with(struct kit *kit, const char *projects)
{
    kit_open(kit);
    kit_scenario_and(kit, "  projects: projects.csv\n");
    kit_file(kit, "projects.csv", projects);
}

START_TEST(what_a_project_does_not_say)
{
    struct kit kit;
    open_with(&kit, "project,kind,school,stage,classes,start_year,opens,doubt_zh,doubt_en\n"
                    "1,new,,mixed,,2020,2021,,\n"
                    "2,expansion,P1,primary,,2020,2021,班数不明,Unclear\n"
                    "3,closure,P2,primary,,2020,2021,仅中文,\n"
                    "4,relocation,M1,lower_secondary,6,2020,2021,,\n"
                    "5,rebuild,P1,primary,6,2020,2021,,Only English\n");
    kit_doubts(
        &kit,
        "projects.csv:2:8: doubt: stage: Project 1 does not say its stage; it gives no seats. "
        "[stage_mixed]\n"
        "projects.csv:2:14: doubt: classes: Project 1 does not say how many classes; nothing is "
        "counted for it. [classes_missing]\n"
        "projects.csv:3:24: doubt: classes: Project 2 does not say how many classes; nothing is "
        "counted for it. [classes_missing]\n"
        "projects.csv:5:1: doubt: Project 4 does not say how many classes there were; the school's "
        "4 rooms are taken. [classes_before_missing]\n"
        "projects.csv:5:1: doubt: Project 4 does not say where its school moves to; it stays where "
        "it is. [relocation_without_place]\n"
        "projects.csv:6:1: doubt: Project 5 does not say how many classes there were; the school's "
        "4 rooms are taken. [classes_before_missing]\n"
        "projects.csv:6:1: doubt: Project 5 does not say how many rooms are out of use while it "
        "lasts; 0 are taken. [rooms_lost_missing]\n"
        "projects.csv:3:40: doubt: doubt_en: Unclear [project_doubt]\n"
        "projects.csv:4:33: doubt: doubt_zh: 仅中文 [project_doubt]\n"
        "projects.csv:6:35: doubt: doubt_en: Only English [project_doubt]\n");
    ck_assert_str_eq(kit.diag.doubt[0].zh, "项目 1 未写明学段，不计学位。");
    ck_assert_str_eq(kit.diag.doubt[7].zh, "班数不明");
    ck_assert_str_eq(kit.diag.doubt[9].zh, "Only English");
    ck_assert_int_eq(kit.s.projects.classes_before[3], 4);
    ck_assert_int_eq(kit.s.projects.classes_before[4], 4);
    ck_assert_int_eq(kit.s.projects.rooms_lost[4], 0);
    ck_assert_int_eq(kit.s.projects.rooms_lost[3], XW_NONE);
    ck_assert_int_eq(kit.s.projects.classes_before[1], XW_NONE);
    kit_close(&kit);
}
END_TEST

START_TEST(what_it_says_is_not_doubted)
{
    struct kit kit;
    open_with(&kit,
              "project,kind,school,stage,classes,classes_before,rooms_lost,zone,start_year,opens\n"
              "4,relocation,M1,lower_secondary,6,5,,A,2020,2021\n"
              "5,rebuild,P1,primary,6,0,0,,2020,2021\n");
    kit_doubts(&kit, "");
    ck_assert_int_eq(kit.s.projects.classes_before[0], 5);
    ck_assert_int_eq(kit.s.projects.classes_before[1], 0);
    kit_close(&kit);
}
END_TEST

START_TEST(the_rooms_of_the_year_it_starts_are_taken)
{
    struct kit kit;
    open_with(&kit, "project,kind,school,stage,classes,start_year,opens\n"
                    "4,relocation,M1,lower_secondary,6,2021,2022\n");
    kit_file(&kit, "capacity.csv",
             "school,stage,rooms,year\nP1,primary,4,\nP2,primary,2,\nM1,lower_secondary,9,2022\n"
             "M1,lower_secondary,8,2021\nM1,lower_secondary,7,2015\n");
    kit_read(&kit);
    ck_assert_int_eq(kit.s.projects.classes_before[0], 8);
    kit_close(&kit);
}
END_TEST

START_TEST(a_new_school_with_rooms_is_doubted)
{
    struct kit kit;
    open_with(&kit, "project,kind,school,stage,classes,start_year,opens\n"
                    "4,new,M1,lower_secondary,6,2021,2022\n5,new,M1,primary,6,2021,2022\n");
    kit_doubts(&kit,
               "projects.csv:2:7: doubt: school: Project 4 is new, but its school M1 has rooms "
               "already in capacity.csv, line 4. [new_school_has_rooms]\n");
    kit_close(&kit);
}
END_TEST

#define ROOMS                                                                                      \
    "project,kind,school,stage,classes,rooms_lost,to_stage,classes_before,start_year,opens\n"

/* P1 has 4 rooms, P2 has 2. */
START_TEST(more_rooms_are_taken_than_there_are)
{
    struct kit kit;
    open_with(&kit, ROOMS "1,conversion,P1,primary,4,,lower_secondary,,2020,2021\n"
                          "2,rebuild,P2,primary,6,2,,2,2020,2021\n");
    kit_doubts(&kit, "");
    kit_file(&kit, "projects.csv",
             ROOMS "1,conversion,P1,primary,5,,lower_secondary,,2020,2021\n"
                   "2,rebuild,P2,primary,6,3,,2,2020,2021\n");
    kit_doubts(&kit,
               "projects.csv:2:25: doubt: classes: Project 1 converts 5 rooms, but school P1 "
               "has 4; 4 are converted. [conversion_above_rooms]\n"
               "projects.csv:3:24: doubt: rooms_lost: Project 2 takes 3 rooms out of use, but "
               "school P2 has 2; 2 are out of use. [rooms_lost_above_rooms]\n");
    ck_assert_str_eq(kit.diag.doubt[0].zh,
                     "项目 1 转用 5 间教室，而学校 P1 有 4 间；按 4 间转用。");
    ck_assert_str_eq(kit.diag.doubt[1].zh,
                     "项目 2 停用 3 间教室，而学校 P2 有 2 间；按 2 间停用。");
    /* Another project has given it more by then; one that opens later has not. */
    kit_file(&kit, "projects.csv",
             ROOMS "1,conversion,P1,primary,5,,lower_secondary,,2020,2022\n"
                   "2,expansion,P1,primary,1,,,,2020,2021\n");
    kit_doubts(&kit, "");
    kit_file(&kit, "projects.csv",
             ROOMS "1,conversion,P1,primary,5,,lower_secondary,,2020,2021\n"
                   "2,expansion,P1,primary,1,,,,2020,2022\n");
    kit_read(&kit);
    ck_assert_int_eq(kit.diag.doubts, 1);
    kit_close(&kit);
}
END_TEST

START_TEST(a_relocation_has_a_place)
{
    struct kit kit;
    open_with(&kit,
              "project,kind,school,stage,classes,classes_before,zone,x_m,y_m,start_year,opens\n"
              "1,relocation,P1,primary,4,4,B,,,2020,2021\n"
              "2,relocation,P2,primary,2,2,,5,5,2020,2021\n"
              "3,relocation,M1,lower_secondary,4,4,,,,2020,2021\n");
    kit_doubts(&kit,
               "projects.csv:4:37: doubt: zone: Project 3 does not say where its school moves "
               "to; it stays where it is. [relocation_without_place]\n");
    ck_assert_str_eq(kit.diag.doubt[0].zh, "项目 3 未写明迁往何处，学校位置不变。");
    kit_close(&kit);
}
END_TEST

START_TEST(a_school_that_is_closed_has_no_other_project_that_year)
{
    struct kit kit;
    open_with(&kit, ROOMS "1,expansion,P1,primary,3,,,,2020,2021\n"
                          "2,closure,P1,primary,,,,,2020,2021\n"
                          "3,closure,P2,primary,,,,,2020,2021\n"
                          "4,expansion,P2,primary,3,,,,2020,2022\n"
                          "5,expansion,P2,lower_secondary,3,,,,2020,2021\n"
                          "6,closure,M1,lower_secondary,,,,,2020,2021\n"
                          "7,closure,M1,lower_secondary,,,,,2020,2021\n");
    kit_doubts(&kit,
               "projects.csv:3:31: doubt: opens: Project 2 closes school P1 in 2021, the year "
               "of project 1 of the same school; it is closed. [closed_and_changed]\n"
               "projects.csv:8:39: doubt: opens: Project 7 closes school M1 in 2021, the year "
               "of project 6 of the same school; it is closed. [closed_and_changed]\n");
    ck_assert_str_eq(kit.diag.doubt[0].zh,
                     "项目 2 于 2021 年撤并学校 P1，项目 1 同年涉及该校；按撤并计。");
    kit_close(&kit);
}
END_TEST

#define FIGURES "project,kind,school,stage,classes,start_year,opens,site_area_m2,cost_cny\n"

/* Medians of the three: 100 m2 and 10 CNY a class. 5 and 3 times them are not odd yet. */
START_TEST(odd_figures_are_beyond_multiples_of_the_median)
{
    struct kit kit;
    open_with(&kit, FIGURES "1,new,N1,primary,10,2020,2021,1000,100\n"
                            "2,new,N1,primary,2,2020,2021,200,20\n"
                            "3,new,N1,primary,1,2020,2021,500,30\n");
    kit_file(&kit, "schools.csv", "school,zone\nP1,A\nP2,B\nM1,B\nN1,B\n");
    kit_doubts(&kit, "");
    kit_file(&kit, "projects.csv",
             FIGURES "1,new,N1,primary,10,2020,2021,1000,100\n"
                     "2,new,N1,primary,2,2020,2021,200,20\n"
                     "3,relocation,P1,primary,1,2020,2021,501,31\n"
                     "4,new,N1,primary,1,2020,2021,19,1\n"
                     "5,expansion,P1,primary,1,2020,2021,9000,9000\n"
                     "6,new,N1,lower_secondary,1,2020,2021,9000,9000\n");
    kit_read(&kit);
    ck_assert_str_eq(
        strstr(kit_printed(&kit, true), "projects.csv:4:37"),
        "projects.csv:4:37: doubt: site_area_m2: Project 3 has 501 m2 of site a class, where the "
        "median of its stage is 100 m2; kept as it is. [site_area_odd]\n"
        "projects.csv:4:41: doubt: cost_cny: Project 3 costs 31 CNY a class, where the median of "
        "its stage is 10 CNY; kept as it is. [cost_odd]\n"
        "projects.csv:5:30: doubt: site_area_m2: Project 4 has 19 m2 of site a class, where the "
        "median of its stage is 100 m2; kept as it is. [site_area_odd]\n");
    ck_assert_str_eq(kit.diag.doubt[kit.diag.doubts - 1].zh,
                     "项目 4 每班用地 19 平方米，同学段项目中位数为 100 平方米；按原表保留。");
    kit_close(&kit);
}
END_TEST

/* Three of the four decide alike, whichever row the odd one stands in. */
START_TEST(the_first_row_counts_too)
{
    struct kit kit;
    open_with(&kit, FIGURES "1,new,N1,primary,1,2020,2021,501,10\n"
                            "2,new,N1,primary,1,2020,2021,100,10\n"
                            "3,new,N1,primary,1,2020,2021,60,10\n");
    kit_file(&kit, "schools.csv", "school,zone\nP1,A\nP2,B\nM1,B\nN1,B\n");
    kit_doubts(&kit,
               "projects.csv:2:30: doubt: site_area_m2: Project 1 has 501 m2 of site a class, "
               "where the median of its stage is 100 m2; kept as it is. [site_area_odd]\n");
    kit_file(&kit, "projects.csv",
             FIGURES "1,new,N1,primary,1,2020,2021,20,10\n"
                     "2,new,N1,primary,1,2020,2021,60,10\n"
                     "3,new,N1,primary,1,2020,2021,140,10\n"
                     "4,new,N1,primary,1,2020,2021,501,10\n");
    kit_doubts(&kit,
               "projects.csv:5:30: doubt: site_area_m2: Project 4 has 501 m2 of site a class, "
               "where the median of its stage is 100 m2; kept as it is. [site_area_odd]\n");
    kit_close(&kit);
}
END_TEST

START_TEST(published_figures_may_be_doubted)
{
    struct kit kit;
    kit_open(&kit);
    kit_scenario_and(&kit, "  indicators: indicators.csv\n");
    kit_file(&kit, "indicators.csv",
             "indicator,place,year,value,doubt_zh,doubt_en\n"
             "residents,district,2020,5,,\n"
             "residents,district,2021,6,存疑,Odd\n");
    kit_doubts(&kit, "indicators.csv:3:30: doubt: doubt_en: Odd [indicator_doubt]\n");
    ck_assert_str_eq(kit.diag.doubt[0].zh, "存疑");
    kit_close(&kit);
}
END_TEST

START_TEST(two_peers_are_too_few)
{
    struct kit kit;
    open_with(&kit, FIGURES "1,new,N1,primary,1,2020,2021,1000,100\n"
                            "2,new,N1,primary,1,2020,2021,1,10000\n"
                            "3,new,N1,primary,1,2020,2021,,\n");
    kit_file(&kit, "schools.csv", "school,zone\nP1,A\nP2,B\nM1,B\nN1,B\n");
    kit_doubts(&kit, "");
    kit_close(&kit);
}
END_TEST

START_TEST(more_pupils_than_the_rooms_hold)
{
    struct kit kit;
    kit_open(&kit);
    kit_file(&kit, "capacity.csv",
             "school,stage,rooms,year\nP1,primary,4,\nP2,primary,2,\nP2,primary,9,2030\n"
             "M1,lower_secondary,4,\n");
    kit_file(&kit, "rolls.csv",
             "school,year,grade,pupils\nP1,2019,1,40\nP2,2019,1,100\nP2,2019,2,30\nM1,2019,3,40\n");
    kit_doubts(&kit, ""); /* 2 rooms x 65, just so */
    kit_file(&kit, "rolls.csv",
             "school,year,grade,pupils\nP1,2019,1,40\nP2,2019,1,100\nP2,2019,2,31\nM1,2019,3,40\n");
    kit_doubts(&kit,
               "capacity.csv:3:1: doubt: School P2 has 131 pupils in 2019, more than the 130 "
               "that its 2 rooms hold at the class size limit; the rest begin without a place. "
               "[rolls_above_rooms]\n");
    kit_close(&kit);
}
END_TEST

START_TEST(a_school_with_rooms_and_without_a_roll)
{
    struct kit kit;
    kit_open(&kit);
    kit_file(&kit, "rolls.csv",
             "school,year,grade,pupils\nP1,2019,1,40\nP2,2018,1,40\n"
             "M1,2020,3,40\n");
    kit_doubts(&kit,
               "capacity.csv:4:1: doubt: School M1 has rooms of lower_secondary in 2019, but no "
               "pupils on its rolls; it begins empty. [rolls_missing]\n"
               "capacity.csv:3:1: doubt: School P2 has rooms of primary in 2019, but no pupils on "
               "its rolls; it begins empty. [rolls_missing]\n");
    /* Not open yet, closed before, opened as a row of capacity, without rooms: nothing is missing.
     */
    kit_file(&kit, "schools.csv",
             "school,zone,opens,closes\nP1,A,,\nP2,B,2020,\nM1,B,,2018\n"
             "P3,A,2019,2019\nP4,A,,\nP5,A,,\n");
    kit_file(&kit, "capacity.csv",
             "school,stage,rooms,year\nP1,primary,4,\nP2,primary,2,\n"
             "M1,lower_secondary,4,\nP3,primary,1,2019\nP4,primary,1,2020\n"
             "P5,primary,0,\nP5,primary,3,2021\n");
    kit_doubts(&kit, "capacity.csv:5:1: doubt: School P3 has rooms of primary in 2019, but no "
                     "pupils on its rolls; it begins empty. [rolls_missing]\n");
    kit_close(&kit);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, what_a_project_does_not_say);
    tcase_add_test(c, what_it_says_is_not_doubted);
    tcase_add_test(c, the_rooms_of_the_year_it_starts_are_taken);
    tcase_add_test(c, a_new_school_with_rooms_is_doubted);
    tcase_add_test(c, more_rooms_are_taken_than_there_are);
    tcase_add_test(c, a_relocation_has_a_place);
    tcase_add_test(c, a_school_that_is_closed_has_no_other_project_that_year);
    tcase_add_test(c, odd_figures_are_beyond_multiples_of_the_median);
    tcase_add_test(c, published_figures_may_be_doubted);
    tcase_add_test(c, the_first_row_counts_too);
    tcase_add_test(c, two_peers_are_too_few);
    tcase_add_test(c, more_pupils_than_the_rooms_hold);
    tcase_add_test(c, a_school_with_rooms_and_without_a_roll);
    return c;
}

UNIT_MAIN("doubts", known_answers())
