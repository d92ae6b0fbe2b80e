#include "xuewei/place_rows.h"
#include "xuewei/school_rows.h"
#include "tiny.h"

/* The tiny scenario has one project; here are the columns of a list of several. */
struct plan {
    bool counted[3];
    int32_t stage[3], school[3], classes[3], zone[3];
    uint8_t kind[3], evidence[3];
    int16_t opens[3], opens_in[3], start_year[3], starts_in[3];
    double cost[3];
};

static void use(struct tiny *t, struct plan *plan, int32_t count)
{
    struct xw_projects *p = &t->scenario.projects;
    p->count = count;
    p->counted = plan->counted;
    p->stage = plan->stage;
    p->school = plan->school;
    p->classes = plan->classes;
    p->zone = plan->zone;
    p->kind = plan->kind;
    p->evidence = plan->evidence;
    p->opens = plan->opens;
    p->opens_in = plan->opens_in;
    p->start_year = plan->start_year;
    p->cost_cny = plan->cost;
    /* the years of this history: works begin as late as the school opens */
    for (int32_t i = 0; i < count; i++)
        plan->starts_in[i] = (int16_t)(plan->start_year[i] + plan->opens_in[i] - plan->opens[i]);
    t->prepared.timeline.opens_in = plan->opens_in;
    t->prepared.timeline.starts_in = plan->starts_in;
}

/* Why the first school is crowded in primary school in 2021. */
static const char *reason_of_2021(struct tiny *t)
{
    for (int32_t i = 0; i < t->record->schools; i++) {
        const struct xw_school_row *s = &t->record->school[i];
        if (s->school == 0 && s->stage == 0 && s->year == 2021) return s->reason;
    }
    return "no row";
}

struct one {
    bool counted;
    int32_t stage, school, classes, zone;
    uint8_t kind;
    int16_t opens_in;
};
#define RELIEF                                                                                     \
    {                                                                                              \
        true, 0, 1, 4, XW_NONE, XW_PROJECT_NEW, 2022                                               \
    }

/* S2 stands in `zone`; its project in B, the town of S1, is relief. Each project is judged by its own
 * columns. */
static const struct {
    const char *what, *reason;
    int32_t zone;
    struct one project[2];
} pair[] = {
    { "first not counted", "delay", 1, { { false, 0, 1, 4, XW_NONE, 0, 2022 }, RELIEF } },
    { "first of another stage", "delay", 1, { { true, 1, 1, 4, XW_NONE, 0, 2022 }, RELIEF } },
    { "first without school", "delay", 1, { { true, 0, XW_NONE, 4, 1, 0, 2022 }, RELIEF } },
    { "first open", "delay", 1, { { true, 0, 1, 4, XW_NONE, 0, 2020 }, RELIEF } },
    { "first closes",
      "delay",
      1,
      { { true, 0, 1, 4, XW_NONE, XW_PROJECT_CLOSURE, 2022 }, RELIEF } },
    { "first without classes", "delay", 1, { { true, 0, 1, XW_NONE, XW_NONE, 0, 2022 }, RELIEF } },
    { "second not counted",
      "demand",
      1,
      { { true, 1, 1, 4, XW_NONE, 0, 2022 }, { false, 0, 1, 4, XW_NONE, 0, 2022 } } },
    { "second moves away",
      "demand",
      1,
      { { false, 0, 1, 4, XW_NONE, 0, 2022 }, { true, 0, 1, 4, 2, XW_PROJECT_RELOCATION, 2022 } } },
    { "first would come here",
      "demand",
      1,
      { { false, 0, 1, 4, 1, 0, 2022 }, { true, 0, 1, 4, 2, XW_PROJECT_RELOCATION, 2022 } } },
    { "first is of the crowded school",
      "demand",
      2,
      { { false, 0, 0, 4, XW_NONE, 0, 2022 }, { true, 0, 1, 4, XW_NONE, 0, 2022 } } },
    { "second is of the crowded school",
      "delay",
      2,
      { { true, 0, 1, 4, XW_NONE, 0, 2022 }, { true, 0, 0, 4, XW_NONE, 0, 2022 } } },
};

START_TEST(each_project_is_judged_by_itself)
{
    struct tiny t;
    struct plan plan = { 0 };
    tiny_read(&t, NULL);
    t.scenario.schools.zone[1] = pair[_i].zone;
    t.scenario.schools.x_m[1] = t.scenario.zones.x_m[pair[_i].zone];
    tiny_prepare(&t);
    tiny_step_to(&t, 0);
    for (int i = 0; i < 2; i++) {
        const struct one *p = &pair[_i].project[i];
        plan.counted[i] = p->counted;
        plan.stage[i] = p->stage;
        plan.school[i] = p->school;
        plan.classes[i] = p->classes;
        plan.zone[i] = p->zone;
        plan.kind[i] = p->kind;
        plan.opens_in[i] = plan.opens[i] = p->opens_in;
        plan.start_year[i] = 2020;
    }
    static int32_t seats[3 * 4], division[] = { 1, 1, 1 };
    t.prepared.timeline.project_seats = seats;
    t.prepared.timeline.project_division = division;
    use(&t, &plan, 2);
    tiny_step_to(&t, 1);
    ck_assert_msg(strcmp(reason_of_2021(&t), pair[_i].reason) == 0, "%s: %s", pair[_i].what,
                  reason_of_2021(&t));
    tiny_close(&t);
}
END_TEST

START_TEST(relief_is_in_the_list)
{
    struct tiny t;
    struct plan plan = { .counted = { false, true },
                         .school = { 1, 1 },
                         .classes = { 4, 4 },
                         .zone = { XW_NONE, XW_NONE },
                         .opens = { 2022, 2022 },
                         .opens_in = { 2022, 2022 } };
    for (int32_t count = 1; count <= 2; count++) {
        tiny_read(&t, NULL);
        t.scenario.schools.zone[1] = 1;
        t.scenario.schools.x_m[1] = t.scenario.zones.x_m[1];
        tiny_prepare(&t);
        tiny_step_to(&t, 0);
        static int32_t seats[2 * 4], division[] = { 1, 1 };
        t.prepared.timeline.project_seats = seats;
        t.prepared.timeline.project_division = division;
        use(&t, &plan, count);
        tiny_step_to(&t, 1);
        ck_assert_str_eq(reason_of_2021(&t), count == 1 ? "demand" : "delay");
        tiny_close(&t);
    }
}
END_TEST

START_TEST(relief_is_looked_for_in_the_school_s_own_town)
{
    /* 2022: S2 in C is full; S1 is to move to C. */
    struct tiny t;
    struct xw_stage_tally tally;
    struct xw_school_sums sums;
    tiny_open(&t, NULL);
    tiny_step_to(&t, 2);
    struct xw_projects *p = &t.scenario.projects;
    p->kind[0] = XW_PROJECT_RELOCATION;
    p->school[0] = 0;
    p->zone[0] = 2;
    p->opens_in[0] = 2023;
    struct xw_arena scratch = t.scratch;
    ck_assert_int_eq(xw_stage_tally_make(&t.state, 0, &scratch, &tally), XW_OK);
    tally.seats_entry[1] = 6;
    t.record->schools = t.record->classes = 0;
    ck_assert_int_eq(xw_school_rows(&t.state, &tally, scratch, &t.sink, &sums), XW_OK);
    ck_assert_int_eq(t.record->schools, 2);
    ck_assert_int_eq(t.record->classes, 3); /* S2 has nobody in grade 2 */
    ck_assert_int_eq(t.record->class_[2].school, 1);
    ck_assert_str_eq(t.record->school[1].warning, "red");
    ck_assert_str_eq(t.record->school[1].reason, "delay");
    tiny_close(&t);
}
END_TEST

START_TEST(projects_have_their_own_seats_and_money)
{
    static int32_t seats[] = { 0, 0, 40, 40, 5, 6, 7, 8 };
    static int32_t of[] = { 0, 1 };
    static int16_t from[] = { 2021, 2020 }, to[] = { 2022, 2020 };
    static double cny[] = { 2e7, 3e6 };
    for (int k = 0; k < 2; k++) {
        struct tiny t;
        struct plan plan = { .counted = { k == 0, k == 1 },
                             .stage = { 0, 0 },
                             .school = { 1, 0 },
                             .classes = { 4, 1 },
                             .zone = { XW_NONE, XW_NONE },
                             .opens = { 2022, 2020 },
                             .opens_in = { 2022, 2021 }, /* a year late */
                             .start_year = { 2021, 2020 },
                             .cost = { 2e7, 3e6 } };
        tiny_open(&t, NULL);
        use(&t, &plan, 2);
        t.prepared.timeline.project_seats = seats;
        t.scenario.spend = (struct xw_spend){
            .count = 2, .project = of, .from_year = from, .to_year = to, .cny = cny
        };
        for (int32_t y = 0; y < 4; y++) {
            xw_state_turn_to(&t.state, y);
            t.record->projects = 0;
            ck_assert_int_eq(xw_project_rows(&t.state, &t.sink), XW_OK);
            ck_assert_int_eq(t.record->projects, 2);
            const struct xw_project_row *p = t.record->project;
            ck_assert_int_eq(p[0].project, 0);
            ck_assert_int_eq(p[1].project, 1);
            ck_assert_int_eq(p[0].seats_added, y >= 2 ? 40 : 0);
            ck_assert_int_eq(p[1].seats_added, 5 + y);
            ck_assert_double_eq(p[0].spend_cny, k == 0 && (y == 1 || y == 2) ? 1e7 : 0.0);
            ck_assert_double_eq(p[1].spend_cny, k == 1 && y == 1 ? 3e6 : 0.0);
            ck_assert_int_eq(p[0].open, k == 0 && y >= 2);
            ck_assert_int_eq(p[1].open, k == 1 && y >= 1);
        }
        tiny_close(&t);
    }
}
END_TEST

START_TEST(seats_rest_on_every_project)
{
    /* 2022, primary: the 40 seats of S2 have 10 of the first project. The 60 of S1 have 20 of the
     * second; the 50 of the third are no more than the 40 left. Lower secondary: 12 of 30. */
    static int32_t seats[] = { 0, 0, 10, 0, 0, 0, 20, 0, 0, 0, 50, 0, 0, 0, 12, 0 };
    static int32_t division[] = { 1, 0, 0, 2 };
    static uint8_t evidence[] = { XW_PUBLISHED, XW_ESTIMATED, XW_PUBLISHED, XW_ESTIMATED };
    static const double want[2][XW_EVIDENCE_COUNT] = {
        { [XW_PUBLISHED] = 0.5, [XW_ESTIMATED] = 0.2, [XW_ASSUMED] = 0.3 },
        { [XW_PUBLISHED] = 0.0, [XW_ESTIMATED] = 0.4, [XW_ASSUMED] = 0.6 },
    };
    struct tiny t;
    tiny_open(&t, NULL);
    tiny_step_to(&t, 2);
    t.scenario.projects.count = 4;
    t.scenario.projects.evidence = evidence;
    t.prepared.timeline.project_seats = seats;
    t.prepared.timeline.project_division = division;
    for (int32_t stage = 0; stage < 2; stage++) {
        struct xw_stage_tally tally;
        struct xw_school_sums sums = { 0 };
        struct xw_arena scratch = t.scratch;
        ck_assert_int_eq(xw_stage_tally_make(&t.state, stage, &scratch, &tally), XW_OK);
        t.record->evidences = 0;
        ck_assert_int_eq(xw_stage_measures(&t.state, &tally, &sums, scratch, &t.sink), XW_OK);
        ck_assert_int_eq(t.record->evidences, 2);
        ck_assert_str_eq(t.record->evidence[1].weight, "seats");
        for (int e = 0; e < XW_EVIDENCE_COUNT; e++)
            ck_assert_double_eq_tol(t.record->evidence[1].share[e], want[stage][e], 1e-12);
    }
    tiny_close(&t);
}
END_TEST

static TCase *known(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_loop_test(c, each_project_is_judged_by_itself, 0, (int)(sizeof pair / sizeof *pair));
    tcase_add_test(c, relief_is_in_the_list);
    tcase_add_test(c, relief_is_looked_for_in_the_school_s_own_town);
    tcase_add_test(c, projects_have_their_own_seats_and_money);
    tcase_add_test(c, seats_rest_on_every_project);
    return c;
}

UNIT_MAIN("several_projects", known())
