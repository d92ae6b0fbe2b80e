/* invented_plans.h: timelines of random plans, for laws that every plan keeps. */
#ifndef XW_INVENTED_PLANS_H
#define XW_INVENTED_PLANS_H
#include "timeline_tables.h"

/* Years by which the projects of a plan are late. */
struct late {
    int32_t start[MAX_ROWS], opening[MAX_ROWS];
};

static inline uint64_t next(uint64_t *state)
{
    uint64_t z = (*state += 0x9e3779b97f4a7c15u); /* splitmix64, Steele, Lea and Flood 2014 */
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

static inline int32_t among(uint64_t *state, int32_t count)
{
    return (int32_t)(next(state) % (uint64_t)count);
}

/* Three projects of any kind on two schools of two stages, hosts and receivers among them. */
static inline void invent(uint64_t *state, struct plan *plan, struct late *late)
{
    *plan = (struct plan){ 0 };
    for (int i = 0; i < 3; i++)
        plan->row[i] = (struct capacity_row){ .school = i == 2,
                                              .stage = i == 0 ? LOWER : PRIMARY,
                                              .rooms = 6 + among(state, 20),
                                              .plan = among(state, 5) };
    /* Rows are ordered by school, then stage. */
    struct capacity_row first = plan->row[0];
    plan->row[0] = plan->row[1];
    plan->row[1] = first;
    for (int i = 0; i < MAX_ROWS; i++) {
        struct project_row *p = &plan->project[i];
        *p = (struct project_row){ .kind = (uint8_t)among(state, XW_PROJECT_KINDS),
                                   .stage = among(state, 2) ? PRIMARY : LOWER,
                                   .school = among(state, 2),
                                   .classes = 2 + among(state, 20),
                                   .opens = (int16_t)(2019 + among(state, 6)),
                                   .before = among(state, 2) * 9,
                                   .lost = among(state, 8),
                                   .opening = (uint8_t)among(state, XW_OPENINGS),
                                   .old_site = (uint8_t)among(state, XW_OLD_SITES),
                                   .left_out = among(state, 8) == 0,
                                   .x_m = among(state, 2) * 500 };
        p->start = (int16_t)(p->opens - 1 - among(state, 3));
        if (p->kind == XW_PROJECT_REBUILD && among(state, 2)) {
            p->meanwhile = 1 + among(state, 8);
            if (among(state, 2)) p->host = 1 + !p->school;
        }
        bool hands_over = p->kind == XW_PROJECT_CONVERSION || p->kind == XW_PROJECT_MERGER ||
                          (p->kind == XW_PROJECT_RELOCATION && among(state, 2));
        if (hands_over) {
            p->to_school = !p->school;
            p->to_stage = p->stage;
            if (p->kind == XW_PROJECT_RELOCATION) p->old_site = XW_OLD_SITE_CONVERTS;
        }
        late->opening[i] = among(state, 2) * among(state, 5);
        late->start[i] = late->opening[i] == 0 ? 0 : among(state, late->opening[i] + 1);
    }
}

/* The rows of the first school share its rooms. */
static inline void share_rooms(struct tables *t)
{
    t->capacity.pool = XW_TAKE(&t->arena, MAX_ROWS + 1, const char *);
    for (int32_t r = 0; r < t->capacity.count; r++)
        t->capacity.pool[r] = t->capacity.school[r] == 0 ? "both" : NULL;
}

#endif
