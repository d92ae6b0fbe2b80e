#include "xuewei/gap_rows.h"
#include "xuewei/place_rows.h"
#include "xuewei/school_rows.h"
#include "tiny.h"

/* The tiny scenario in 2022; with `moved`, lower secondary school is in S2, in C, and not in S1. */
static void open_2022(struct tiny *t, bool moved)
{
    tiny_open(t, NULL);
    tiny_step_to(t, 2);
    if (moved) t->prepared.timeline.school[2] = 1;
    t->record->gaps = t->record->flows = 0;
}

static void set_three(int32_t *column, int32_t a, int32_t b, int32_t c)
{
    column[0] = a;
    column[1] = b;
    column[2] = c;
}

static void is_three(const int32_t *column, int32_t a, int32_t b, int32_t c)
{
    ck_assert_int_eq(column[0], a);
    ck_assert_int_eq(column[1], b);
    ck_assert_int_eq(column[2], c);
}

START_TEST(pupils_and_seats_are_told_apart)
{
    struct tiny t;
    struct xw_stage_tally tally;
    open_2022(&t, false);
    struct xw_state *s = &t.state;
    static int32_t zone[] = { 0, 0, 1, 2, 2, 2 }, division[] = { 0, 1, XW_NONE, 1, 1, 1 },
                   pupils[] = { 100, 7, 20, 5, 3, 1000 }, second[] = { 11 };
    t.scenario.schools.sector[1] = XW_PRIVATE;
    s->seated[0].count = 5; /* the sixth is of nobody */
    s->seated[0].zone = zone;
    s->seated[0].division = division;
    s->seated[0].pupils = pupils;
    s->seated[1].count = 1;
    s->seated[1].zone = zone;
    s->seated[1].division = &division[1];
    s->seated[1].pupils = second;
    set_three(s->waiting[0], 1, 2, 3);
    set_three(s->waiting[1], 10, 20, 30);
    set_three(s->admission[0].private_, 3, 7, 11);
    static int32_t no_claim[2][3] = { { 0, 0, 2 }, { 4, 0, 0 } };
    s->no_claim[0] = no_claim[0];
    s->no_claim[1] = no_claim[1];
    t.prepared.timeline.design_seats[0 * 4 + 2] = 55;
    t.prepared.timeline.design_seats[1 * 4 + 2] = 44;
    t.scenario.norms.value[0][0][XW_NORM_SCHOOL_SIZE_MAX] = 50.0;
    t.scenario.classes.nine_year_size_max = 0;
    ck_assert_int_eq(xw_stage_tally_make(s, 0, &t.scratch, &tally), XW_OK);
    ck_assert_int_eq(xw_stage_tally_sizes(s, t.scratch, &tally), XW_OK);
    ck_assert_int_eq(tally.divisions, 2);
    is_three(tally.demand_entry, 14, 12, 6);
    is_three(tally.demand_all, 118 + 11, 20 + 22, 8 + 33);
    is_three(tally.unplaced_entry, 1, 2, 3 - 2);
    is_three(tally.unplaced_all, 11 - 4, 22, 33 - 2);
    is_three(tally.private_entry, 3, 7, 11);
    is_three(tally.private_all, 7 + 11, 0, 8);
    static const int32_t want[2][4] = { { 30, 60, 55, 50 }, { 20, 40, 44, 40 } };
    for (int32_t d = 0; d < 2; d++) {
        ck_assert_int_eq(tally.seats_entry[d], want[d][0]);
        ck_assert_int_eq(tally.seats[d], want[d][1]);
        ck_assert_int_eq(tally.design[d], want[d][2]);
        ck_assert_int_eq(tally.compliant[d], want[d][3]);
    }
    tiny_close(&t);
}
END_TEST

START_TEST(school_of_another_stage_has_its_own_sector)
{
    for (int k = 0; k < 2; k++) {
        struct tiny t;
        struct xw_stage_tally tally;
        open_2022(&t, k == 0);
        t.scenario.schools.sector[1] = XW_PRIVATE;
        ck_assert_int_eq(xw_stage_tally_make(&t.state, 1, &t.scratch, &tally), XW_OK);
        is_three(tally.demand_all, 12, 12, 6);
        if (k == 0)
            is_three(tally.private_all, 12, 12, 6);
        else
            is_three(tally.private_all, 0, 0, 0);
        tiny_close(&t);
    }
}
END_TEST

struct want {
    enum xw_level level;
    const char *place;
    int32_t stage, demand, seats, local, net, surplus, unplaced;
};

static const char *const group_name[] = { "g0", "g1" };

/* S2 is private, C has no public school. The area of S1 has 13 of A and 10 of B for its 16 seats;
 * the 3 of C have none; 6 of the 20 seats of S2 are taken. The 7 that S1 lacks are 4 (3.96) of A
 * and 3 (3.04) of B. Group g0 is A, g1 is C. In lower secondary S2 has all 30 seats. */
static const struct want paper[] = {
    { XW_LEVEL_DISTRICT, "district", 0, 32, 36, 10, 0, 14, 6 },
    { XW_LEVEL_TOWN, "北街道", 0, 26, 16, 7, 10, 0, 3 },
    { XW_LEVEL_TOWN, "南街道", 0, 6, 20, 3, 0, 14, 3 },
    { XW_LEVEL_GROUP, "g0", 0, 14, 16, 4, 0, 0, 1 },
    { XW_LEVEL_GROUP, "g1", 0, 6, 20, 3, 0, 14, 3 },
    { XW_LEVEL_CATCHMENT, "S1", 0, 23, 16, 7, 7, 0, 3 },
    { XW_LEVEL_ZONE, "A", 0, 14, XW_NONE, XW_NONE, XW_NONE, XW_NONE, 1 },
    { XW_LEVEL_ZONE, "B", 0, 12, XW_NONE, XW_NONE, XW_NONE, XW_NONE, 2 },
    { XW_LEVEL_ZONE, "C", 0, 6, XW_NONE, XW_NONE, XW_NONE, XW_NONE, 3 },
    { XW_LEVEL_DISTRICT, "district", 1, 30, 30, 0, 0, 0, 0 },
    { XW_LEVEL_TOWN, "北街道", 1, 24, 0, 0, 24, 0, 0 },
    { XW_LEVEL_TOWN, "南街道", 1, 6, 30, 0, 0, 0, 0 },
    { XW_LEVEL_CATCHMENT, "S2", 1, 30, 30, 0, 0, 0, 0 },
};

START_TEST(areas_towns_and_groups_share_what_is_short)
{
    struct tiny t;
    struct xw_stage_tally tally;
    const struct want *w = &paper[_i];
    open_2022(&t, true);
    const char *name[] = { group_name[0], group_name[1] };
    t.scenario.zones.groups = 2;
    t.scenario.zones.group_name = name;
    set_three(t.scenario.zones.group, 0, XW_NONE, 1);
    struct xw_catchment_year *c = &t.prepared.stage[2 * t.prepared.stages].catchment;
    c->areas = 1;
    c->area_of_zone[2] = XW_NONE;
    c->area_of_division[1] = XW_NONE;
    ck_assert_int_eq(xw_stage_tally_make(&t.state, w->stage, &t.scratch, &tally), XW_OK);
    if (w->stage == 0) {
        set_three(tally.private_entry, 1, 2, 3);
        set_three(tally.unplaced_entry, 1, 2, 3);
        tally.seats_entry[0] = 16;
    }
    ck_assert_int_eq(xw_gap_rows(&t.state, &tally, t.scratch, &t.sink), XW_OK);
    const struct xw_gap_row *g = tiny_gap(&t, w->level, w->place, 2022, w->stage, XW_SCOPE_ENTRY);
    ck_assert_int_eq(g->demand, w->demand);
    ck_assert_int_eq(g->seats, w->seats);
    ck_assert_int_eq(g->local_gap, w->local);
    ck_assert_int_eq(g->net_gap, w->net);
    ck_assert_int_eq(g->surplus, w->surplus);
    ck_assert_int_eq(g->unplaced, w->unplaced);
    ck_assert_int_eq(g->design, XW_NONE);
    ck_assert_int_eq(g->compliant, XW_NONE);
    tiny_close(&t);
}
END_TEST

START_TEST(design_and_compliant_seats_are_of_all_grades)
{
    static const struct {
        enum xw_level level;
        const char *place;
        int32_t design, compliant;
    } want[] = { { XW_LEVEL_DISTRICT, "district", 99, 90 },
                 { XW_LEVEL_TOWN, "北街道", 55, 50 },
                 { XW_LEVEL_TOWN, "南街道", 44, 40 },
                 { XW_LEVEL_CATCHMENT, "S1", XW_NONE, XW_NONE },
                 { XW_LEVEL_ZONE, "A", XW_NONE, XW_NONE } };
    struct tiny t;
    struct xw_stage_tally tally;
    open_2022(&t, false);
    ck_assert_int_eq(xw_stage_tally_make(&t.state, 0, &t.scratch, &tally), XW_OK);
    tally.design[0] = 55;
    tally.design[1] = 44;
    tally.compliant[0] = 50;
    tally.compliant[1] = 40;
    ck_assert_int_eq(xw_gap_rows(&t.state, &tally, t.scratch, &t.sink), XW_OK);
    for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
        const struct xw_gap_row *g =
            tiny_gap(&t, want[i].level, want[i].place, 2022, 0, XW_SCOPE_ALL);
        ck_assert_int_eq(g->design, want[i].design);
        ck_assert_int_eq(g->compliant, want[i].compliant);
    }
    tiny_close(&t);
}
END_TEST

START_TEST(flows_name_every_single_pupil_and_school)
{
    static const struct {
        int32_t zone, school, pupils;
        const char *reason;
    } want[] = { { 0, 0, 4, "private" },   { 0, 0, 14, "catchment" }, { 1, 0, 12, "catchment" },
                 { 1, -1, 1, "unplaced" }, { 2, 1, 6, "catchment" },  { 2, 1, 1, "guaranteed" } };
    struct tiny t;
    open_2022(&t, true);
    struct xw_placements *p = &t.state.admission[0].placed;
    static const struct xw_placement more[] = { { 2, 0, 1, 1, XW_REASON_GUARANTEED },
                                                { 1, 0, XW_NONE, 1, XW_REASON_UNPLACED },
                                                { 0, 0, 0, 4, XW_REASON_PRIVATE } };
    for (int i = 0; i < 3; i++)
        ck_assert_int_eq(xw_placements_add(p, &t.keep, more[i]), XW_OK);
    ck_assert_int_eq(xw_placements_close(p, &t.keep, t.scratch, 3), XW_OK);
    ck_assert_int_eq(xw_flow_rows(&t.state, 0, &t.sink), XW_OK);
    ck_assert_int_eq(t.record->flows, 6);
    for (int i = 0; i < 6; i++) {
        const struct xw_flow_row *f = &t.record->flow[i];
        ck_assert_int_eq(f->zone, want[i].zone);
        ck_assert_int_eq(f->school, want[i].school == -1 ? XW_NONE : want[i].school);
        ck_assert_int_eq(f->pupils, want[i].pupils);
        ck_assert_str_eq(f->reason, want[i].reason);
    }
    t.record->flows = 0;
    ck_assert_int_eq(xw_flow_rows(&t.state, 1, &t.sink), XW_OK);
    ck_assert_int_eq(t.record->flows, 3);
    for (int i = 0; i < 3; i++)
        ck_assert_int_eq(t.record->flow[i].school, 1);
    tiny_close(&t);
}
END_TEST

START_TEST(a_later_stage_counts_its_own_rooms_and_norms)
{
    /* Lower secondary with two grades: of 12 rooms 3 may open and 3 hold grade 2, 6 are locked. It
     * may stretch 12 of 10 in one grade and 20 of 20 in the other: 120 x 32 / 30. */
    struct tiny t;
    struct xw_stage_tally tally;
    struct xw_school_sums sums;
    tiny_split_lower(&t);
    tiny_prepare(&t);
    tiny_step_to(&t, 0);
    int32_t at = t.prepared.timeline.stage_start[1];
    t.prepared.timeline.rooms[at * t.prepared.timeline.years] = 12;
    t.prepared.norm[2].norm = 20;
    t.prepared.norm[2].stretch = 20;
    t.record->schools = 0;
    ck_assert_int_eq(xw_stage_tally_make(&t.state, 1, &t.scratch, &tally), XW_OK);
    ck_assert_int_eq(xw_school_rows(&t.state, &tally, t.scratch, &t.sink, &sums), XW_OK);
    ck_assert_int_eq(t.record->schools, 1);
    ck_assert_int_eq(t.record->school[0].seats_norm, 120);
    ck_assert_int_eq(t.record->school[0].seats_stretch, 128);
    ck_assert_int_eq(sums.seats_locked, 60);
    tiny_close(&t);
}
END_TEST

static TCase *known(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, pupils_and_seats_are_told_apart);
    tcase_add_test(c, school_of_another_stage_has_its_own_sector);
    tcase_add_loop_test(c, areas_towns_and_groups_share_what_is_short, 0,
                        (int)(sizeof paper / sizeof *paper));
    tcase_add_test(c, design_and_compliant_seats_are_of_all_grades);
    tcase_add_test(c, flows_name_every_single_pupil_and_school);
    tcase_add_test(c, a_later_stage_counts_its_own_rooms_and_norms);
    return c;
}

UNIT_MAIN("stage_tally", known())
