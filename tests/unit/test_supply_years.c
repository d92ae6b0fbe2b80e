#include "tiny.h"

/* Whatever happens to supply, the laws hold in every year: rooms used <= rooms (levers apart), class sizes
 * add up to the rolls, nobody vanishes when schools close, merge or change their stage (xw_year_step
 * checks them); and a project does nothing before it opens. Scenarios are drawn, each from its number. */
enum { SCHOOLS = 2, PROJECTS = 4, YEARS = 4 };

static uint32_t draw(uint64_t *seed, uint32_t below)
{
    *seed = *seed * 6364136223846793005ULL + 1442695040888963407ULL;
    return (uint32_t)(*seed >> 33) % below;
}

/* The columns of drawn projects. */
struct drawn {
    bool counted[PROJECTS];
    uint8_t kind[PROJECTS], opening[PROJECTS], old_site[PROJECTS], stage_name[PROJECTS],
        status[PROJECTS], sector[PROJECTS], evidence[PROJECTS];
    int32_t stage[PROJECTS], school[PROJECTS], classes[PROJECTS], classes_before[PROJECTS],
        rooms_lost[PROJECTS], to_school[PROJECTS], to_stage[PROJECTS], meanwhile[PROJECTS],
        meanwhile_rooms[PROJECTS], zone[PROJECTS], line[PROJECTS];
    int16_t opens[PROJECTS], opens_in[PROJECTS], start_year[PROJECTS], starts_in[PROJECTS];
    double x_m[PROJECTS], y_m[PROJECTS], lon[PROJECTS], lat[PROJECTS], cost[PROJECTS];
    const char *code[PROJECTS];
};

static void draw_project(struct drawn *p, int32_t i, uint64_t *seed)
{
    static const char *const code[PROJECTS] = { "1", "2", "3", "4" };
    p->code[i] = code[i];
    p->kind[i] = (uint8_t)draw(seed, XW_PROJECT_KINDS);
    p->counted[i] = draw(seed, 4) > 0;
    p->school[i] = (int32_t)draw(seed, SCHOOLS);
    p->stage[i] = (int32_t)draw(seed, 2);
    p->classes[i] = (int32_t)draw(seed, 6);
    p->classes_before[i] = XW_NONE;
    p->rooms_lost[i] = XW_NONE;
    p->to_school[i] = p->to_stage[i] = p->meanwhile[i] = p->meanwhile_rooms[i] = XW_NONE;
    p->zone[i] = draw(seed, 3) == 0 ? (int32_t)draw(seed, 3) : XW_NONE;
    p->x_m[i] = p->y_m[i] = p->lon[i] = p->lat[i] = NAN;
    p->opens[i] = p->opens_in[i] = (int16_t)(2020 + draw(seed, YEARS + 1));
    p->start_year[i] = p->starts_in[i] = (int16_t)(p->opens[i] - (int16_t)draw(seed, 3));
    p->opening[i] = (uint8_t)draw(seed, 2);
    switch ((enum xw_project_kind)p->kind[i]) {
    case XW_PROJECT_RELOCATION:
        p->opening[i] = XW_OPENS_TAKES_OVER;
        p->old_site[i] = (uint8_t)draw(seed, XW_OLD_SITES);
        break;
    case XW_PROJECT_MERGER:
        p->old_site[i] = (uint8_t)draw(seed, 2);
        p->to_school[i] = 1 - p->school[i];
        p->to_stage[i] = p->stage[i];
        break;
    case XW_PROJECT_REBUILD:
        p->rooms_lost[i] = (int32_t)draw(seed, 6);
        p->meanwhile_rooms[i] = (int32_t)draw(seed, 5);
        if (draw(seed, 2) == 0) p->meanwhile[i] = 1 - p->school[i];
        break;
    default:
        break;
    }
    if (p->kind[i] == XW_PROJECT_CONVERSION || p->old_site[i] == XW_OLD_SITE_CONVERTS) {
        p->to_stage[i] = 1 - p->stage[i];
        p->to_school[i] = (int32_t)draw(seed, SCHOOLS);
    }
}

static void use(struct xw_projects *p, struct drawn *of)
{
    *p = (struct xw_projects){ .count = PROJECTS,
                               .code = of->code,
                               .kind = of->kind,
                               .sector = of->sector,
                               .opening = of->opening,
                               .old_site = of->old_site,
                               .status = of->status,
                               .school = of->school,
                               .stage_name = of->stage_name,
                               .stage = of->stage,
                               .classes = of->classes,
                               .classes_before = of->classes_before,
                               .rooms_lost = of->rooms_lost,
                               .to_school = of->to_school,
                               .to_stage = of->to_stage,
                               .meanwhile = of->meanwhile,
                               .meanwhile_rooms = of->meanwhile_rooms,
                               .zone = of->zone,
                               .lon_deg = of->lon,
                               .lat_deg = of->lat,
                               .x_m = of->x_m,
                               .y_m = of->y_m,
                               .start_year = of->start_year,
                               .opens = of->opens,
                               .counted = of->counted,
                               .opens_in = of->opens_in,
                               .starts_in = of->starts_in,
                               .cost_cny = of->cost,
                               .site_area_m2 = of->cost,
                               .floor_area_m2 = of->cost,
                               .evidence = of->evidence,
                               .line = of->line };
}

/* Rooms of both schools for both stages, levers, a rule of small schools: all drawn. */
static void draw_supply(struct tiny *t, uint64_t *seed)
{
    struct xw_scenario *s = &t->scenario;
    struct xw_capacity *c = &s->capacity;
    int32_t n = 2 * SCHOOLS;
    c->school = XW_TAKE(&t->keep, n, int32_t);
    c->stage = XW_TAKE(&t->keep, n, int32_t);
    c->year = XW_TAKE(&t->keep, n, int16_t);
    c->rooms = XW_TAKE(&t->keep, n, int32_t);
    c->intake_plan = XW_TAKE(&t->keep, n, int32_t);
    c->design_seats = XW_TAKE(&t->keep, n, int32_t);
    c->special_rooms = XW_TAKE(&t->keep, n, int32_t);
    c->prefab_rooms = XW_TAKE(&t->keep, n, int32_t);
    c->pool = XW_TAKE(&t->keep, n, const char *);
    c->evidence = XW_TAKE(&t->keep, n, uint8_t);
    c->line = XW_TAKE(&t->keep, n, int32_t);
    c->count = n;
    bool pooled[SCHOOLS] = { draw(seed, 2) == 0, draw(seed, 2) == 0 };
    for (int32_t i = 0; i < n; i++) {
        c->school[i] = i / 2;
        c->stage[i] = i % 2;
        c->year[i] = INT16_MIN;
        c->rooms[i] = i < 2 ? 1 + (int32_t)draw(seed, 8) : (int32_t)draw(seed, 5);
        c->intake_plan[i] = draw(seed, 3) == 0 ? (int32_t)draw(seed, 4) : XW_NONE;
        c->design_seats[i] = XW_NONE;
        c->special_rooms[i] = (int32_t)draw(seed, 5);
        c->prefab_rooms[i] = (int32_t)draw(seed, 3);
        c->pool[i] = pooled[i / 2] ? "rooms" : NULL;
    }
    s->levers.special_share = 0.5;
    s->levers.from = (uint8_t)draw(seed, 3);
    s->levers.class_size = 12 + (int32_t)draw(seed, 12);
    for (int32_t k = 0; k < XW_LEVERS; k++)
        if (draw(seed, 2) == 0) s->levers.order[s->levers.count++] = (uint8_t)k;
    s->closing = (struct xw_closing_rules){ .below = (int32_t)draw(seed, 3) * 10,
                                            .after = 1 + (int32_t)draw(seed, 2),
                                            .within_m = 5000 };
    if (draw(seed, 2) == 0) s->zones.town[2] = s->zones.town[0];
    s->classes.tolerance = (int32_t)draw(seed, 3);
    s->classes.merge_below = draw(seed, 2) == 0 ? 0.6 : 0.0;
    for (int32_t i = 0; i < YEARS * 3; i++)
        s->participation.share[2 * i] = 0.5 + draw(seed, 5) * 0.5;
}

START_TEST(the_laws_hold_whatever_happens_to_supply)
{
    for (int32_t number = 0; number < 60; number++) {
        struct tiny t;
        struct drawn drawn = { 0 };
        uint64_t seed = (uint64_t)(_i * 60 + number) * 2654435761U + 12345U;
        tiny_read(&t, NULL);
        draw_supply(&t, &seed);
        for (int32_t i = 0; i < PROJECTS; i++)
            draw_project(&drawn, i, &seed);
        use(&t.scenario.projects, &drawn);
        t.scenario.spend.count = 0;
        tiny_prepare(&t);
        tiny_step_to(&t, YEARS - 1);
        for (int32_t i = 0; i < t.record->schools; i++) {
            const struct xw_school_row *row = &t.record->school[i];
            int32_t sum = 0, largest = 0;
            for (int32_t k = 0; k < t.record->classes; k++) {
                const struct xw_class_row *class_ = &t.record->class_[k];
                if (class_->school != row->school || class_->stage != row->stage ||
                    class_->year != row->year)
                    continue;
                sum += class_->pupils;
                if (class_->largest > largest) largest = class_->largest;
            }
            ck_assert_int_eq(sum, row->pupils);
            int32_t limit = row->limit_raised_to == XW_NONE ? 15 : row->limit_raised_to;
            ck_assert_int_le(largest, limit);
        }
        tiny_close(&t);
    }
}
END_TEST

/* The years before a project opens, and before its works begin, are those without it. */
START_TEST(a_project_does_nothing_before_it_opens)
{
    for (int32_t number = 0; number < 60; number++) {
        struct tiny with, without;
        struct drawn drawn = { 0 }, none;
        uint64_t seed = (uint64_t)(_i * 60 + number) * 40503U + 99U, again;
        tiny_read(&with, NULL);
        tiny_read(&without, NULL);
        again = seed;
        draw_supply(&with, &seed);
        draw_supply(&without, &again);
        draw_project(&drawn, 0, &seed);
        for (int32_t i = 1; i < PROJECTS; i++)
            draw_project(&drawn, i, &seed);
        for (int32_t i = 0; i < PROJECTS; i++)
            drawn.counted[i] = i == 0;
        none = drawn;
        none.counted[0] = false;
        use(&with.scenario.projects, &drawn);
        use(&without.scenario.projects, &none);
        with.scenario.closing.below = without.scenario.closing.below = 0;
        with.scenario.spend.count = without.scenario.spend.count = 0;
        int32_t first =
            drawn.starts_in[0] < drawn.opens_in[0] ? drawn.starts_in[0] : drawn.opens_in[0];
        tiny_prepare(&with);
        tiny_prepare(&without);
        for (int32_t y = 0; y < YEARS && 2020 + y < first; y++) {
            tiny_step_to(&with, y);
            tiny_step_to(&without, y);
            ck_assert_int_eq(with.record->schools, without.record->schools);
            for (int32_t i = 0; i < with.record->schools; i++) {
                const struct xw_school_row *a = &with.record->school[i];
                const struct xw_school_row *b = &without.record->school[i];
                ck_assert_int_eq(a->rooms, b->rooms);
                ck_assert_int_eq(a->pupils, b->pupils);
                ck_assert_int_eq(a->classes, b->classes);
                ck_assert_int_eq(a->seats_compliant, b->seats_compliant);
            }
        }
        tiny_close(&with);
        tiny_close(&without);
    }
}
END_TEST

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_set_timeout(c, 60);
    tcase_add_loop_test(c, the_laws_hold_whatever_happens_to_supply, 0, 4);
    tcase_add_loop_test(c, a_project_does_nothing_before_it_opens, 0, 2);
    return c;
}

UNIT_MAIN("supply_years", laws())
