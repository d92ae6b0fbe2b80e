/* Every stage by itself, from files to figures: two zones in two towns 1,000 m apart; A has 10 + age women
 * and as many men of each age, B 5 and 5. */
#include "scenario_kit.h"
#include "tiny.h"
#include <math.h>

static const char head[] = "xuewei: 1\n"
                           "horizon: {first: 2020, last: 2022}\n"
                           "population: {base_date: 2020-09-01, open_age: 20}\n"
                           "tables:\n"
                           "  zones: zones.csv\n"
                           "  population: population.csv\n"
                           "  fertility: fertility.csv\n"
                           "  mortality: mortality.csv\n"
                           "  births_ratio: births_ratio.csv\n"
                           "  schools: schools.csv\n"
                           "  capacity: capacity.csv\n"
                           "  rolls: rolls.csv\n";

struct world {
    struct kit kit;
    struct tiny t;
};

/* Read the kit's tables under other stages, and open it as a history. */
static void open_world(struct world *w, const char *schools, const char *capacity,
                       const char *rolls, const char *more)
{
    char text[4000];
    kit_open(&w->kit);
    snprintf(text, sizeof text, "%s%s", head, more);
    kit_file(&w->kit, "scenario.yaml", text);
    kit_file(&w->kit, "schools.csv", schools);
    kit_file(&w->kit, "capacity.csv", capacity);
    kit_file(&w->kit, "rolls.csv", rolls);
}

static void run_world(struct world *w, int32_t year)
{
    kit_read(&w->kit);
    ck_assert_str_eq(kit_printed(&w->kit, false), "");
    tiny_read(&w->t, NULL);
    w->t.scenario = w->kit.s;
    tiny_prepare(&w->t);
    tiny_step_to(&w->t, year);
}

static void close_world(struct world *w)
{
    tiny_close(&w->t);
    kit_close(&w->kit);
}

static double of(const struct world *w, const char *place, const char *measure, int16_t year)
{
    return tiny_measure(&w->t, place, measure, year);
}

/* Pupils of a zone sent to a school in the entry grade of 2020, by reason. */
static int32_t sent(const struct world *w, int32_t zone, int32_t school, const char *reason)
{
    int32_t n = 0;
    for (int32_t i = 0; i < w->t.record->flows; i++) {
        const struct xw_flow_row *f = &w->t.record->flow[i];
        if (f->year == 2020 && f->zone == zone && f->school == school &&
            strcmp(f->reason, reason) == 0)
            n += f->pupils;
    }
    return n;
}

/* In September 2020 A has 26 children of 3, 28 of 4 and 30 of 5, B 10 each. K1 and K2 stand in A, K3 in B. A
 * kindergarten is not zoned: A's children go to both of its town before anybody leaves it. */
START_TEST(kindergarten_is_open_to_its_town)
{
    struct world w;
    open_world(&w,
               "school,name_zh,zone,sector\n"
               "K1,一园,A,public\n"
               "K2,二园,A,subsidised_private\n"
               "K3,三园,B,public\n",
               "school,stage,rooms\nK1,kindergarten,3\nK2,kindergarten,3\nK3,kindergarten,6\n",
               "school,year,grade,pupils,classes\n"
               "K1,2019,-2,20,1\nK1,2019,-1,20,1\nK1,2019,0,20,1\n"
               "K2,2019,-2,8,1\nK2,2019,-1,8,1\nK2,2019,0,8,1\n"
               "K3,2019,-2,10,1\nK3,2019,-1,10,1\nK3,2019,0,10,1\n",
               "stages:\n"
               "  - {stage: kindergarten, first_age: 3, grades: 3, admission: open}\n");
    run_world(&w, 2);
    /* One entry class each in K1 and K2, of 25: 26 children fit into the two, none leaves the town. */
    ck_assert_int_eq(sent(&w, 0, 0, "open") + sent(&w, 0, 1, "open"), 26);
    ck_assert_int_eq(sent(&w, 1, 2, "open"), 10);
    ck_assert_double_eq(of(&w, "district", "coordination_share_kindergarten", 2020), 0.0);
    /* Areas are towns: 50 entry seats for 26 in the one, more than 10 in the other. */
    ck_assert_int_eq(tiny_gap(&w.t, XW_LEVEL_CATCHMENT, "K1", 2020, 0, XW_SCOPE_ENTRY)->demand, 26);
    ck_assert_int_eq(tiny_gap(&w.t, XW_LEVEL_CATCHMENT, "K1", 2020, 0, XW_SCOPE_ENTRY)->seats, 50);
    ck_assert_int_eq(tiny_gap(&w.t, XW_LEVEL_CATCHMENT, "K3", 2020, 0, XW_SCOPE_ENTRY)->demand, 10);
    /* Rooms: A ceil(26/25) and the older two ages, one each; B one for each age. */
    ck_assert_double_eq(of(&w, "西街道", "rooms_needed_kindergarten", 2020), 3.0);
    ck_assert_double_ge(of(&w, "东街道", "rooms_needed_kindergarten", 2020), 4.0);
    ck_assert_double_eq_tol(of(&w, "district", "public_seat_share_kindergarten", 2020),
                            (90.0 + 180.0) / 360.0, 1e-12);
    ck_assert_double_eq(of(&w, "district", "inclusive_pupil_share_kindergarten", 2020), 1.0);
    close_world(&w);
}
END_TEST

/* A full school of 12 classes seats 4 x (25 + 30 + 35) = 360, the size norm. */
START_TEST(kindergarten_of_twelve_classes_seats_360)
{
    struct world w;
    open_world(&w, "school,name_zh,zone\nK1,一园,A\n", "school,stage,rooms\nK1,kindergarten,12\n",
               "school,year,grade,pupils\nK1,2019,-2,20\n",
               "stages:\n"
               "  - {stage: kindergarten, first_age: 3, grades: 3, admission: open}\n");
    run_world(&w, 0);
    ck_assert_int_eq(w.t.record->school[0].seats_norm, 360);
    ck_assert_int_eq(w.t.record->school[0].seats_compliant, 360);
    /* 45 places per 1,000 residents against the children of three ages. */
    double residents = of(&w, "district", "residents", 2020);
    ck_assert_double_eq_tol(of(&w, "district", "places_per_1000_kindergarten", 2020),
                            360000.0 / residents, 1e-9);
    ck_assert_double_eq_tol(of(&w, "district", "children_per_1000_kindergarten", 2020),
                            1000.0 * (26 + 28 + 30 + 3 * 10) / residents, 1e-9);
    close_world(&w);
}
END_TEST

/* One kindergarten of 15 classes for 10,000 residents is 45 places per 1,000; three cohorts
 * of 6.39 in a thousand are 19. Seats built to the norm are over twice the later cohorts, and 450 also
 * pass the 360 of a kindergarten. */
START_TEST(seats_of_a_residents_norm_are_twice_the_cohorts)
{
    struct world w;
    char people[4000];
    int length = snprintf(people, sizeof people, "zone,sex,age,persons\n");
    for (int zone = 0; zone < 2; zone++)
        for (int sex = 0; sex < 2; sex++)
            for (int age = 0; age < KIT_AGES; age++) {
                double n = age >= 3 && age <= 5 ? 63.9 / 2.0
                           : age == 20          ? (10000.0 - 3 * 63.9) / 2.0
                                                : 0.0;
                length +=
                    snprintf(people + length, sizeof people - (size_t)length, "%c,%c,%d,%.10g\n",
                             "AB"[zone], "fm"[sex], age, zone == 0 ? n : 0.0);
            }
    open_world(&w, "school,name_zh,zone\nK1,一园,A\n", "school,stage,rooms\nK1,kindergarten,15\n",
               "school,year,grade,pupils\nK1,2019,-2,20\n",
               "stages:\n"
               "  - {stage: kindergarten, first_age: 3, grades: 3, admission: open}\n"
               "norms: {kindergarten: {class_size_norm: 30, places_per_1000: 45}}\n");
    kit_file(&w.kit, "population.csv", people);
    run_world(&w, 0);
    ck_assert_double_eq_tol(of(&w, "district", "residents", 2020), 10000.0, 1e-9);
    double seats = of(&w, "district", "places_per_1000_kindergarten", 2020);
    double children = of(&w, "district", "children_per_1000_kindergarten", 2020);
    ck_assert_double_eq_tol(seats, 45.0, 1e-9);
    ck_assert_double_eq_tol(children, 3 * 6.39, 1e-9);
    ck_assert_double_gt(seats / children, 2.0);
    ck_assert_double_eq_tol(of(&w, "district", "places_wanted_by_residents_kindergarten", 2020),
                            450.0, 1e-9);
    ck_assert_int_eq(w.t.record->school[0].seats_norm, 450);
    ck_assert_int_eq(w.t.record->school[0].seats_compliant, 360);
    close_world(&w);
}
END_TEST

/* When the town is full, and only then, its children go elsewhere. */
START_TEST(kindergarten_overflows_to_other_towns)
{
    struct world w;
    open_world(&w, "school,name_zh,zone\nK1,一园,A\nK3,三园,B\n",
               "school,stage,rooms\nK1,kindergarten,3\nK3,kindergarten,9\n",
               "school,year,grade,pupils,classes\n"
               "K1,2019,-2,20,1\nK1,2019,-1,20,1\nK1,2019,0,20,1\n"
               "K3,2019,-2,10,1\nK3,2019,-1,10,1\nK3,2019,0,10,1\n",
               "  participation: part.csv\n"
               "stages:\n"
               "  - {stage: kindergarten, first_age: 3, grades: 3, admission: open}\n");
    kit_file(&w.kit, "part.csv", "stage,share,zone\nkindergarten,3,A\nkindergarten,1,B\n");
    run_world(&w, 0);
    int32_t own = sent(&w, 0, 0, "open"), other = sent(&w, 0, 1, "coordination");
    ck_assert_int_eq(own + other, 78); /* 3 x 26 */
    ck_assert_int_ge(own, 25);
    ck_assert_int_gt(other, 0);
    ck_assert_int_eq(sent(&w, 1, 1, "open"), 10);
    ck_assert_double_eq_tol(of(&w, "district", "coordination_share_kindergarten", 2020),
                            other / 88.0, 1e-12);
    ck_assert_double_gt(of(&w, "district", "gross_enrolment_kindergarten", 2020), 1.0);
    close_world(&w);
}
END_TEST

/* A has 26 children of 3 and one public kindergarten with an entry class of 25: one is left for a private
 * one of its town. That of B, nearer or not, has B's 10 and nobody of A, though it has 75 places. */
START_TEST(private_kindergartens_come_after_the_town)
{
    struct world w;
    open_world(
        &w, "school,name_zh,zone,sector\nK1,一园,A,public\nK2,二园,A,private\nK3,三园,B,private\n",
        "school,stage,rooms\nK1,kindergarten,3\nK2,kindergarten,9\nK3,kindergarten,9\n",
        "school,year,grade,pupils,classes\n"
        "K1,2019,-2,20,1\nK1,2019,-1,20,1\nK1,2019,0,20,1\n",
        "  participation: part.csv\n"
        "stages:\n"
        "  - {stage: kindergarten, first_age: 3, grades: 3, admission: open}\n");
    kit_file(&w.kit, "part.csv", "stage,share\nkindergarten,1\n");
    run_world(&w, 0);
    ck_assert_int_eq(sent(&w, 0, 0, "open"), 25);
    ck_assert_int_eq(sent(&w, 0, 1, "private"), 1);
    ck_assert_int_eq(sent(&w, 0, 2, "private"), 0);
    ck_assert_int_eq(sent(&w, 1, 2, "private"), 10);
    close_world(&w);
}
END_TEST

START_TEST(catchments_of_an_open_stage_are_refused)
{
    struct world w;
    open_world(&w, "school,name_zh,zone\nK1,一园,A\n", "school,stage,rooms\nK1,kindergarten,3\n",
               "school,year,grade,pupils\nK1,2019,-2,20\n",
               "  catchments: catchments.csv\n"
               "stages:\n"
               "  - {stage: kindergarten, first_age: 3, grades: 3, admission: open}\n");
    kit_file(&w.kit, "catchments.csv", "stage,zone,school\nkindergarten,A,K1\n");
    kit_refuses(&w.kit, "catchments.csv:2:1: stage: kindergarten is not zoned: its "
                        "stages[].admission gives every zone its schools\n");
    kit_close(&w.kit);
}
END_TEST

/* Nursery: 15 % of the children of 1 and 2 (A 22 and 24, B 10 and 10); or 4.5 places per 1,000 residents. */
START_TEST(nursery_by_children_or_by_residents)
{
    for (int by = 0; by < 2; by++) {
        struct world w;
        char more[400];
        snprintf(more, sizeof more,
                 "  participation: part.csv\n"
                 "stages:\n"
                 "  - {stage: nursery, first_age: 1, grades: 2, admission: open, demand: %s}\n"
                 "norms: {nursery: {places_per_child: 0.15%s}}\n",
                 by == 0 ? "children" : "residents", by == 0 ? "" : ", places_per_1000: 45");
        open_world(&w, "school,name_zh,zone\nN1,托育,A\n", "school,stage,rooms\nN1,nursery,4\n",
                   "school,year,grade,pupils\nN1,2019,-4,5\n", more);
        kit_file(&w.kit, "part.csv", "stage,share\nnursery,0.15\n");
        run_world(&w, 2);
        double residents = of(&w, "district", "residents", 2020);
        int32_t demand =
            tiny_gap(&w.t, XW_LEVEL_DISTRICT, "district", 2020, 0, XW_SCOPE_ENTRY)->demand;
        if (by == 0)
            ck_assert_int_eq(demand, 5); /* 0.15 x 32 = 4.8 */
        else
            ck_assert_int_eq(demand, (int32_t)lround(45.0 * residents / 1000.0 / 2.0));
        ck_assert_double_eq_tol(of(&w, "district", "places_wanted_by_children_nursery", 2020),
                                0.15 * (22 + 24 + 10 + 10), 1e-9);
        ck_assert_double_eq_tol(of(&w, "district", "places_wanted_by_residents_nursery", 2020),
                                (by == 0 ? 4.5 : 45.0) * residents / 1000.0, 1e-9);
        ck_assert_double_eq(of(&w, "district", "public_seats_nursery", 2020), 80.0);
        close_world(&w);
    }
}
END_TEST

START_TEST(nursery_by_residents_needs_its_norm)
{
    struct world w;
    open_world(&w, "school,name_zh,zone\nK1,一园,A\n", "school,stage,rooms\nK1,kindergarten,4\n",
               "school,year,grade,pupils\nK1,2019,0,5\n",
               "stages:\n"
               "  - {stage: kindergarten, first_age: 3, grades: 3, demand: residents}\n");
    kit_read(&w.kit);
    ck_assert_ptr_nonnull(
        strstr(kit_printed(&w.kit, false),
               "kindergarten: demand by residents needs the norm places_per_1000 of the stage"));
    kit_close(&w.kit);
}
END_TEST

/* Lower secondary of three grades, upper secondary of three: leavers x transition x general share + inflow,
 * whole district as one area, U1 boards. */
static const char upper_stages[] =
    "  entry: entry.csv\n"
    "  upper_secondary: upper.csv\n"
    "stages:\n"
    "  - {stage: lower_secondary, first_age: 12, grades: 3}\n"
    "  - {stage: upper_secondary, first_age: 15, grades: 3, admission: district}\n";

START_TEST(upper_secondary_follows_leavers_and_policy)
{
    struct world w;
    open_world(&w,
               "school,name_zh,zone,boarding\n"
               "M1,一中,A,no\n"
               "U1,高一,B,yes\n"
               "U2,高二,A,no\n",
               "school,stage,rooms,intake_plan\n"
               "M1,lower_secondary,6,\nU1,upper_secondary,3,1\nU2,upper_secondary,3,1\n",
               "school,year,grade,pupils,classes\n"
               "M1,2019,7,40,1\nM1,2019,8,40,1\nM1,2019,9,40,1\n"
               "U1,2019,10,20,1\nU1,2019,11,20,1\nU1,2019,12,20,1\n",
               upper_stages);
    kit_file(&w.kit, "entry.csv", "stage,ratio\nupper_secondary,0.995\n");
    kit_file(&w.kit, "upper.csv", "year,general_share,inflow\n2020,0.5,6\n2021,0.75,0\n");
    run_world(&w, 2);
    /* 40 leavers of 2019's grade 9, with their cohort's change over the summer. */
    double going_on = of(&w, "district", "leavers_going_on_upper_secondary", 2020);
    ck_assert_double_eq_tol(going_on, 40.0 * 0.995, 1.0);
    ck_assert_double_eq_tol(of(&w, "district", "vocational_entrants_upper_secondary", 2020),
                            going_on * 0.5, 1e-9);
    ck_assert_double_eq(of(&w, "district", "general_entrants_upper_secondary", 2020),
                        round(going_on * 0.5) + 6.0);
    double next = of(&w, "district", "leavers_going_on_upper_secondary", 2021);
    ck_assert_double_eq(of(&w, "district", "general_entrants_upper_secondary", 2021),
                        round(next * 0.75));
    ck_assert_double_eq(of(&w, "district", "plan_places_upper_secondary", 2020), 100.0);
    ck_assert_double_eq(of(&w, "district", "plan_shortfall_upper_secondary", 2020), 0.0);
    /* No zones: one area; nobody is sent outside it. */
    ck_assert_double_eq(of(&w, "district", "entrants_district_upper_secondary", 2020),
                        of(&w, "district", "general_entrants_upper_secondary", 2020));
    ck_assert_double_eq(of(&w, "district", "entrants_catchment_upper_secondary", 2020), 0.0);
    ck_assert_int_eq(tiny_gap(&w.t, XW_LEVEL_CATCHMENT, "U1", 2020, 1, XW_SCOPE_ENTRY)->demand,
                     (int32_t)of(&w, "district", "general_entrants_upper_secondary", 2020));
    ck_assert_double_eq(of(&w, "district", "coordination_share_upper_secondary", 2020), 0.0);
    close_world(&w);
}
END_TEST

/* The city's: demand by residence is shown, seats and gaps are not the district's. */
START_TEST(upper_secondary_of_the_city)
{
    struct world w;
    char more[800];
    snprintf(more, sizeof more, "%s", upper_stages);
    char *at = strstr(more, "admission: district");
    memcpy(at, "scope: city        ", 19);
    open_world(&w, "school,name_zh,zone\nM1,一中,A\n", "school,stage,rooms\nM1,lower_secondary,6\n",
               "school,year,grade,pupils,classes\n"
               "M1,2019,7,40,1\nM1,2019,8,40,1\nM1,2019,9,40,1\n",
               more);
    kit_file(&w.kit, "entry.csv", "stage,ratio\nupper_secondary,0.995\n");
    kit_file(&w.kit, "upper.csv", "general_share\n0.6\n");
    run_world(&w, 2);
    const struct xw_gap_row *g =
        tiny_gap(&w.t, XW_LEVEL_DISTRICT, "district", 2021, 1, XW_SCOPE_ENTRY);
    ck_assert_double_eq(of(&w, "district", "general_entrants_upper_secondary", 2021), g->demand);
    ck_assert_int_eq(g->seats, XW_NONE);
    ck_assert_int_eq(g->net_gap, XW_NONE);
    close_world(&w);
}
END_TEST

/* Special education as a stage by itself, ages 6 to 14: its pupils are the children x prevalence x the
 * share of special schools, in classes of 12, without zones. */
START_TEST(special_school_of_nine_years)
{
    struct world w;
    open_world(&w, "school,name_zh,zone\nX1,特校,A\n", "school,stage,rooms\nX1,special,9\n",
               "school,year,grade,pupils,classes\nX1,2019,1,6,1\n",
               "  participation: part.csv\n"
               "stages:\n"
               "  - {stage: special, first_age: 6, grades: 9, admission: district}\n"
               "special: {prevalence: 0.2, school_share: 0.374, schools: 1}\n");
    kit_file(&w.kit, "part.csv", "stage,share\nspecial,0.0748\n"); /* 0.2 x 0.374 */
    run_world(&w, 0);
    double children = 0.0;
    for (int age = 6; age <= 14; age++)
        children += 2.0 * (10 + age) + 10.0;
    ck_assert_double_eq_tol(of(&w, "district", "special_pupils", 2020), 0.2 * children, 1e-9);
    ck_assert_double_eq_tol(of(&w, "district", "special_school_pupils", 2020), 0.0748 * children,
                            1e-9);
    ck_assert_int_eq(tiny_gap(&w.t, XW_LEVEL_DISTRICT, "district", 2020, 0, XW_SCOPE_ENTRY)->demand,
                     3); /* 0.0748 x 42 = 3.1 */
    ck_assert_int_eq(w.t.record->school[0].seats_norm, 9 * 12);
    ck_assert_double_eq(of(&w, "district", "special_schools", 2020), 1.0);
    close_world(&w);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, kindergarten_is_open_to_its_town);
    tcase_add_test(c, kindergarten_of_twelve_classes_seats_360);
    tcase_add_test(c, seats_of_a_residents_norm_are_twice_the_cohorts);
    tcase_add_test(c, kindergarten_overflows_to_other_towns);
    tcase_add_test(c, private_kindergartens_come_after_the_town);
    tcase_add_test(c, nursery_by_children_or_by_residents);
    tcase_add_test(c, upper_secondary_follows_leavers_and_policy);
    tcase_add_test(c, upper_secondary_of_the_city);
    tcase_add_test(c, special_school_of_nine_years);
    return c;
}

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_test(c, catchments_of_an_open_stage_are_refused);
    tcase_add_test(c, nursery_by_residents_needs_its_norm);
    return c;
}

UNIT_MAIN("stages_end_to_end", known_answers(), refusals())
